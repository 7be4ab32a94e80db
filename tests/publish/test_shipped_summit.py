"""Do all 28 promises of the shipped summit have their page, in three languages?"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from communique.assess.edition import Assessed, Edition, Manifest
from communique.commitment import load_summit, summit_folder
from communique.commitment.load import SummitError
from communique.commitment.state import evidence_state, together
from communique.publish import write_site
from communique.render.words import PageWords

ON = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Path]:
    """The shipped summit by its evidence alone: figures are the workstreams' and tested with them."""
    try:
        summit = load_summit(summit_folder("nals2023"))
    except SummitError as missing:
        pytest.skip(f"the summit is not shipped yet: {missing}")
    start = summit.communique.window_start
    assessed = []
    for commitment in summit.communique.commitments:
        states = tuple(
            evidence_state(commitment, party, summit.evidence, on=ON, known_at=ON, window_start=start)
            for party in commitment.parties
        )
        rows = tuple(row for row in summit.evidence if row.commitment == commitment.id)
        assessed.append(Assessed(commitment, together(states), "evidence", states, (), None, (), rows, ()))
    manifest = Manifest(
        summit="nals2023", on=ON, known_at=ON, seed=0, draws=1, versions={}, lock="", store={}, tables={}, facts={},
        inputs={},
    )  # fmt: skip
    edition = Edition(summit.communique, manifest, tuple(assessed), (), {})
    folder = tmp_path_factory.mktemp("nals2023")
    write_site(edition, folder, json_text="{}")
    return edition, folder


def test_all_28_stand_on_the_home_page(shipped: tuple[Edition, Path]) -> None:
    edition, folder = shipped
    assert len(edition.commitments) == 28
    for language in ("en", "es", "fr"):
        words = PageWords(language)
        home = (folder / language / "index.html").read_text(encoding="utf-8")
        assert home.count('class="promise"') == 28
        assert all(words.say(a.commitment.title) in home for a in edition.commitments)
        assert len(home.encode()) < 80_000


def test_the_register_says_what_the_specification_asks_of_it(shipped: tuple[Edition, Path]) -> None:
    _, folder = shipped
    page = (folder / "en" / "26-indigenous-women.html").read_text(encoding="utf-8")
    assert "<b>2024 (inferred)</b>" in page
    drugs = (folder / "en" / "19-drug-dialogue.html").read_text(encoding="utf-8")
    assert "≠" in drugs
    assert "<b>June 2023</b>" in drugs
    coalitions = (folder / "en" / "27-lgbtqi-coalitions.html").read_text(encoding="utf-8")
    assert "single source" in coalitions
    assert re.search(r"reversed.*?February 14, 2025", coalitions, re.S)
    food = (folder / "en" / "07-food-waste.html").read_text(encoding="utf-8")
    assert "overdue, unknown" in food


def test_what_was_not_read_is_never_given_words(shipped: tuple[Edition, Path]) -> None:
    _, folder = shipped
    page = (folder / "es" / "18-trafficking.html").read_text(encoding="utf-8")
    mexico = page.split('<div class="wording">')[2]
    assert PageWords("es").t("page-wording-not-read") in mexico
