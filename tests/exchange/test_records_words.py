"""What people see of records is said in three languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from records_house import STEWARD, a_house

import communique.exchange
from communique.exchange.clocks import Clock, Hold, Period, Subject, agenda
from communique.exchange.log.verifying import verify
from communique.exchange.records_views import agenda_view, log_view, release_view
from communique.exchange.release.publishing import Terms, release_suppressed
from communique.facts import load
from communique.language import COMPLETE, Text, Words
from communique.view import Grid

ROOT = Path(str(communique.exchange.__file__)).parent


def everything(grid: Grid) -> list[Text]:
    """All texts of a table."""
    cells = [cell for row in grid.cells for cell in row]
    return [said for said in (grid.title, *grid.columns, *grid.unknown, *cells) if isinstance(said, Text)]


@pytest.mark.parametrize("language", COMPLETE)
def test_every_word_of_the_agenda_a_release_and_the_log_is_said(language: str, tmp_path: Path) -> None:
    words = Words(language, [ROOT / "translations"])
    on = date(2026, 2, 28)
    clocks = [
        Clock("m", "departure", Period.of("P6M"), "mask", exceptions=("case",), text="six months"),
        Clock("d", "departure", Period.of("P1Y"), "delete"),
        Clock("r", "load", Period.of("P1Y"), "review", repeats=True),
    ]
    subjects = [
        Subject("a", {"departure": date(2025, 8, 31), "load": date(2020, 1, 1)}),
        Subject("b", {"departure": date(2020, 1, 1)}, {"case": True}),
        Subject("c", {"departure": date(2020, 1, 1)}, done={"d": date(2021, 1, 1)}),
        Subject("e", {"departure": date(2027, 1, 1)}),
    ]
    grid = agenda_view(agenda(subjects, clocks, [Hold("b", "Federal Court", on, on)], on))
    states = {cell.id.rsplit("-", 1)[1] for row in grid.cells for cell in row[-1:] if isinstance(cell, Text)}
    assert states == {"due", "coming", "overdue", "excepted", "held", "done", "unknown"}
    home, _ = a_house(tmp_path / "can")
    terms = Terms(dataset="d", officer=STEWARD, marking="TLP:GREEN", released_as="TLP:GREEN")
    frame = pl.DataFrame({"a": ["x"] * 3 + ["y"] * 30})
    release = release_view(release_suppressed(home, terms, frame, {"a": ["x", "y"]}), ("A",))
    for said in [*everything(grid), *everything(release), *everything(log_view(verify(home)))]:
        assert said.id in words, said.id
        assert words.say(said)
        assert "{" not in words.say(said)


def test_the_three_files_say_the_same_messages() -> None:
    ids = [
        {id for id in Words(language, [ROOT / "translations"]).ids if id.startswith("exchange-records-")}
        for language in COMPLETE
    ]
    assert ids[0] == ids[1] == ids[2]
    assert len(ids[0]) > 30


def test_the_sources_of_the_shipped_codes_are_named() -> None:
    assert {"rfc6962", "rfc8032", "tlp2", "stix_common_objects"} <= set(load(ROOT / "codes", figures=False).sources)
