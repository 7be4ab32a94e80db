"""The commitment's page shows status and dates, says what is not known, and shows no gap and no lead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from entries_made import READ
from trade_made import month, trade

from communique.hooks import Context
from communique.language import COMPLETE, Text, words
from communique.render.html import as_csv
from communique.render.tables import table
from communique.render.words import PageWords
from communique.tables import empty_frame
from communique.view import Grid, Matrix, Timeline
from communique.workstreams.precursors import workstream
from communique.workstreams.precursors.entries import JURISDICTIONS, shipped
from communique.workstreams.precursors.parameters import shipped as figures
from communique.workstreams.precursors.substances import substances
from communique.workstreams.precursors.views import views


def context(on=READ, known_at=READ, rows=None):
    def read(wanted):
        if wanted.name == "precursors.trade" and rows is not None:
            return rows
        return empty_frame(wanted, lineage=True)

    return Context(on=on, known_at=known_at, seed=0, draws=1, read_table=read, facts=figures())


@pytest.fixture(scope="module")
def shown():
    return {view.id: view for view in views(context(), {})}


def test_the_page_has_the_timeline_first_and_eight_views(shown):
    assert next(iter(shown)) == "precursors-timeline"
    assert len(shown) == 8
    assert workstream.load("views") is views


@pytest.mark.parametrize("language", COMPLETE)
def test_every_word_of_every_view_is_said_in_every_language(shown, language):
    page, spoken = PageWords(language), words(language)
    for view in shown.values():
        head, rows = table(view).said(page)
        cells = [cell for row in rows for cell, _ in row]
        said = [spoken.say(view.title), *head, *cells, *(spoken.say(reason) for reason in view.unknown)]
        for text in said:
            assert not text.startswith("precursors-"), text


def test_the_timeline_draws_each_date_as_long_as_it_is_imprecise(shown):
    timeline = shown["precursors-timeline"]
    assert isinstance(timeline, Timeline)
    for moment in timeline.moments:
        days = (moment.end - moment.start).days
        assert {"day": days == 0, "year": days in (364, 365)}[moment.precision]
    said = [words("en").say(moment.label) for moment in timeline.moments]
    assert "United Nations: 1-boc-4-AP, 4-AP, norfentanyl (1988 Convention, Table I)" in said


def test_each_entry_says_whether_it_holds_on_the_day_and_how_sure_it_is(shown):
    rows = [
        [words("en").say(cell) if isinstance(cell, Text) else cell for cell in row]
        for row in shown["precursors-crosswalk"].cells
    ]
    said = {(row[0], row[2], row[3]): (row[5], row[-1]) for row in rows}
    assert said["4-AP", "United Nations", "1988 Convention, Table I"] == ("In force", "verified")
    part_one = "Controlled Drugs and Substances Act, Schedule VI, Part 1"
    assert said["ANPP", "Canada", part_one] == ("Ended", "inferred")
    assert said["propionyl chloride", "United States", "List I chemicals (21 CFR 1310.02)"] == (
        "The date is not exact", "one secondary source, to confirm",
    )  # fmt: skip
    assert len(rows) == sum(bool(e.list) and e.kind != "absence" for e in shipped())


def test_no_public_view_shows_the_holes_of_a_country(shown):
    """Each row of a view with names stands for something that is on a list: what is missing is counted, never named."""
    listed = {(e.substance, e.jurisdiction) for e in shipped() if e.controls or e.kind == "surveillance"}
    named = {words("en").say(Text(f"precursors-where-{code.lower()}")): code for code in JURISDICTIONS}
    for view in shown.values():
        assert not isinstance(view, Matrix)
        if isinstance(view, Grid):
            for row in view.cells:
                said = [words("en").say(cell) if isinstance(cell, Text) else cell for cell in row]
                for substance in set(said) & set(substances()):
                    assert {(substance, named[each]) for each in said if each in named} <= listed


def test_after_the_day_of_reading_nothing_is_claimed():
    found = {view.id: view for view in views(context(on=READ + timedelta(days=1)), {})}
    said = {words("en").say(row[5]) for row in found["precursors-crosswalk"].cells}
    assert said == {"Later than the last reading"}


def test_the_world_of_a_day_before_anything_was_recorded_is_empty_and_works():
    found = {view.id: view for view in views(context(known_at=date(2020, 1, 1)), {})}
    assert found["precursors-timeline"].moments == ()
    assert found["precursors-timely"].cells == ()


def test_what_is_not_known_is_counted_by_reason(shown):
    unknown = shown["precursors-unknown"]
    assert [sum(row[1:]) for row in unknown.cells] == [1, 1, 8, 2]


def test_leads_stand_on_no_page_though_trade_was_contributed():
    rows = trade({"month": month(i), "shipments": 20 if i < 59 else 200, "hs6": "2933.39"} for i in range(60))
    found = {view.id: view for view in views(context(rows=rows), {})}
    (row,) = found["precursors-trade"].cells
    assert row[1:4] == (60, month(0), month(59))
    assert "exceedance" not in "".join(as_csv(table(view)) for view in found.values())


def test_every_code_says_that_it_does_not_measure_the_substance(shown):
    codes = shown["precursors-codes"]
    said = {row[0]: words("en").say(row[2]) for row in codes.cells}
    assert said["2933.39"] == "basket: not a measurement of the listed substance"
    assert "lawful" in said["2933.37"]
    assert "basket" in words("en").say(codes.unknown[0])
