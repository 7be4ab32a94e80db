"""Does a brief say what the page says, cut at a stated length and with what is left out counted?"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import hand_made
import pytest

from communique.assess.edition import Edition
from communique.publish.brief import EVENTS, NOTES, UNKNOWNS, brief
from communique.render.html import picture
from communique.render.words import PageWords

LANGUAGES = ("en", "es", "fr")


def page(site: Path, language: str, commitment: str) -> str:
    return (site / language / f"{commitment}-brief.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_promise_leads_to_its_brief_and_back(site: Path, language: str) -> None:
    for commitment in hand_made.COMMITMENTS:
        whole = (site / language / f"{commitment.id}.html").read_text(encoding="utf-8")
        assert f'href="{commitment.id}-brief.html"' in whole
        assert f'href="{commitment.id}.html"' in page(site, language, commitment.id)


def test_a_brief_runs_no_script_and_holds_no_fold(site: Path) -> None:
    for commitment in hand_made.COMMITMENTS:
        text = page(site, "en", commitment.id)
        assert "<script" not in text
        assert "<details" not in text.split("<main")[1]  # the menu of the head is not printed


def test_the_figure_and_the_state_are_those_of_the_page(site: Path) -> None:
    commitment = hand_made.MEASURE.id
    short = page(site, "en", commitment)
    whole = (site / "en" / f"{commitment}.html").read_text(encoding="utf-8")
    amounts = set(re.findall(r'<td class="num">([\d.,]+ [^<]*?CH₄)', short))
    assert amounts
    assert all(amount in whole for amount in amounts)
    assert "<svg" in short


def test_every_footnote_is_there_and_is_cited_once(site: Path) -> None:
    text = page(site, "en", hand_made.MEASURE.id)
    cited, there = set(re.findall(r'href="#(note-\d+)"', text)), re.findall(r'id="(note-\d+)"', text)
    assert cited
    assert cited <= set(there)
    assert len(there) == len(set(there))


def test_what_does_not_fit_is_counted(edition: Edition) -> None:
    words = PageWords("en")
    many = next(a for a in edition.commitments if any(r.kind != "rejected" for r in a.evidence))
    row = next(r for r in many.evidence if r.kind != "rejected")
    rows = tuple(dataclasses.replace(row, id=f"x-{i}", source=f"https://example.org/{i}") for i in range(40))
    drawn = {view.id: picture(view, words) for view in many.views}
    found = brief(dataclasses.replace(many, evidence=rows), edition.sources, edition.manifest.on, "", words, drawn)
    assert len(found.events) == EVENTS
    assert found.events_more == 40 - EVENTS
    assert len(found.notes) <= NOTES
    assert len(found.unknown.lines) <= UNKNOWNS


def test_a_promise_without_a_plan_says_so(site: Path) -> None:
    without = hand_made.COMMITMENTS[1]
    assert PageWords("fr").t("brief-no-plan") in page(site, "fr", without.id)
