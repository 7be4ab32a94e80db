"""Listed, not listed or unknown on a day: the cases of the specification, and what holds for all days."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from entries_made import READ, entry
from hypothesis import given
from hypothesis import strategies as st

from communique.workstreams.precursors.entries import JURISDICTIONS, MARKS, shipped
from communique.workstreams.precursors.errors import ListError
from communique.workstreams.precursors.status import answer, columns, look_up, segments, status
from communique.workstreams.precursors.substances import substances

ANY_DAY = st.dates(date(1985, 1, 1), READ + timedelta(days=500))


def of(substance, where, on, known_at=READ):
    return status(shipped(), substance, where, on=date.fromisoformat(on), known_at=known_at)


@pytest.mark.parametrize(
    ("substance", "where", "on", "expected"),
    [
        ("4-AP", "UN", "2022-11-22", "not_listed"),
        ("4-AP", "UN", "2022-11-23", "listed"),
        ("4-AP", "USA", "2020-05-14", "not_listed"),
        ("4-AP", "USA", "2020-05-15", "listed"),
        ("NPP", "UN", "2016-12-31", "not_listed"),
        ("NPP", "UN", "2017-01-01", "unknown"),
        ("NPP", "UN", "2017-07-01", "unknown"),
        ("NPP", "UN", "2017-12-31", "unknown"),
        ("NPP", "UN", "2018-01-01", "listed"),
        ("ANPP", "CAN", "2019-06-01", "unknown"),
        ("benzylfentanyl", "UN", "2026-11-24", "not_listed"),
        ("benzylfentanyl", "UN", "2026-11-23", "unknown"),
        ("piperidine", "USA", "2026-11-24", "listed"),
        ("piperidine", "USA", "2026-11-23", "unknown"),
        ("acetic anhydride", "UN", "2000-12-31", "unknown"),
        ("acetic anhydride", "UN", "2002-01-01", "listed"),
        ("1-boc-4-AP", "MEX", "2024-01-01", "unknown"),
    ],
)
def test_cases_of_the_specification(substance, where, on, expected):
    assert of(substance, where, on).status == expected


def test_a_substance_that_moves_within_a_year_stood_on_some_list_throughout():
    found = of("ANPP", "CAN", "2019-06-01")
    assert (found.status, found.in_some_list, found.reason) == ("unknown", "listed", "moved")
    assert set(found.lists) == {"Sch VI Part 1", "Sch I"}
    # but in the year in which it was first listed nothing stood before
    assert of("ANPP", "CAN", "2016-06-01").in_some_list == "unknown"


def test_a_temporary_listing_is_replaced_on_its_day():
    assert of("propionic anhydride", "CAN", "2025-06-01").lists == ("Sch V (temporary)",)
    assert of("propionic anhydride", "CAN", "2026-04-11").lists == ("Sch V (temporary)",)
    assert of("propionic anhydride", "CAN", "2026-04-12").lists == ("Sch VI",)


def test_after_the_day_of_reading_every_answer_is_stale():
    for substance in substances():
        for where in JURISDICTIONS:
            found = status(shipped(), substance, where, on=READ + timedelta(days=1), known_at=READ)
            assert (found.status, found.reason) == ("unknown", "stale")


def test_what_was_recorded_later_is_not_known_earlier():
    found = of("4-AP", "UN", "2023-01-01", known_at=READ - timedelta(days=1))
    assert (found.status, found.reason, found.mark) == ("unknown", "not-recorded", "unknown")


def test_the_weakest_mark_goes_with_the_answer():
    assert of("ANPP", "CAN", "2018-01-01").mark == "inferred"
    assert of("safrole", "MEX", "2026-11-24").mark == "recalled"
    assert of("propionyl chloride", "USA", "2026-06-01").mark == "confirm"
    assert of("propionyl chloride", "MEX", "2026-06-01").mark == "verified"


def test_canada_names_a_carbamate_from_the_day_of_the_order_and_the_parent_gains_its_words():
    # Schedule VI, Part 1, item 27 as replaced by SOR/2024-98, section 2: the 90th day after 5 June 2024
    assert of("1-boc-4-piperidone", "CAN", "2024-09-02").status == "not_listed"
    assert of("1-boc-4-piperidone", "CAN", "2024-09-03").status == "listed"
    assert "+derivatives" not in of("4-piperidone", "CAN", "2024-09-02").scope
    assert "+derivatives" in of("4-piperidone", "CAN", "2024-09-03").scope


def test_scope_words_grow_with_an_amendment():
    assert "+halides" not in of("4-AP", "USA", "2023-11-29").scope
    assert "+halides" in of("4-AP", "USA", "2023-11-30").scope


def test_nothing_found_stands_back_where_something_is_known():
    nothing = entry(list="", scope="", effective_from="", instrument="", source="", mark="unknown")
    assert answer([nothing], date(2020, 1, 1)).reason == "no-evidence"
    assert answer([nothing, entry()], date(2019, 12, 31)).status == "not_listed"
    assert answer([nothing, entry()], date(2020, 1, 1)).status == "listed"


def test_an_end_is_exclusive_and_an_undated_entry_ends_all_the_same():
    ended = entry(effective_to="2022-03-01")
    assert [answer([ended], date(2022, 2, 28)).status, answer([ended], date(2022, 3, 1)).status] == [
        "listed",
        "not_listed",
    ]
    assert answer([ended], date(2022, 3, 1)).reason == "ended"
    undated = entry(effective_from="", effective_to="2001")
    assert [answer([undated], date(year, 6, 1)).status for year in (2000, 2001, 2002)] == [
        "unknown", "unknown", "not_listed",
    ]  # fmt: skip


def test_there_is_no_default_day():
    with pytest.raises(TypeError):
        status(shipped(), "NPP", "UN", known_at=READ)


@given(ANY_DAY, st.sampled_from(list(substances())), st.sampled_from(JURISDICTIONS), st.permutations(shipped()))
def test_the_order_of_entries_does_not_matter(on, substance, where, entries):
    ours, theirs = (status(e, substance, where, on=on, known_at=READ) for e in (shipped(), entries))
    assert (ours.status, ours.in_some_list, ours.reason, ours.mark) == (
        theirs.status, theirs.in_some_list, theirs.reason, theirs.mark,
    )  # fmt: skip
    assert set(ours.entries) == set(theirs.entries)


@given(ANY_DAY, st.integers(0, 2000), st.sampled_from(["2020", "2020-06", "2020-06-15"]))
def test_an_entry_without_an_end_is_never_lost_again(on, later, begins):
    own = [entry(effective_from=begins)]
    day = min(on + timedelta(days=later), READ)
    if on <= READ and answer(own, on).status == "listed":
        assert answer(own, max(on, day)).status == "listed"


@given(ANY_DAY, st.sampled_from(["2020", "2020-06", "2020-06-15"]), st.sampled_from(["2020", "2020-06"]))
def test_a_coarser_date_never_says_more(on, fine, coarse):
    """Where the coarser entry has an answer, every finer date within it has the same."""
    if fine.startswith(coarse):
        rough = answer([entry(effective_from=coarse)], on).status
        if rough != "unknown":
            assert answer([entry(effective_from=fine)], on).status == rough


@given(ANY_DAY)
def test_unknown_evidence_never_becomes_an_absence(on):
    for each in shipped():
        if not each.list:
            own = [e for e in shipped() if (e.substance, e.jurisdiction) == (each.substance, each.jurisdiction)]
            assert answer(own, on).status == "unknown"


@given(st.lists(st.tuples(st.sampled_from(list(substances())), st.sampled_from(JURISDICTIONS), ANY_DAY), min_size=1))
def test_many_at_once_are_what_each_is_alone(asked):
    frame = pl.DataFrame(asked, schema={"substance": pl.String, "jurisdiction": pl.String, "on": pl.Date}, orient="row")
    found = look_up(segments(shipped(), READ), frame)
    for (substance, where, on), row in zip(asked, found.iter_rows(named=True), strict=True):
        alone = status(shipped(), substance, where, on=on, known_at=READ)
        assert tuple(
            row[name] for name in ("status", "in_some_list", "reason", "mark", "lists", "scope", "instruments")
        ) == (columns(alone))


def test_a_look_up_keeps_the_rows_and_columns_it_was_given():
    rng = np.random.default_rng(0)
    names = list(substances())
    frame = pl.DataFrame(
        {
            "item": range(5000),
            "substance": rng.choice(names, 5000),
            "jurisdiction": rng.choice(JURISDICTIONS, 5000),
            "on": [date(2000, 1, 1) + timedelta(days=int(d)) for d in rng.integers(0, 10_000, 5000)],
        }
    )
    found = look_up(segments(shipped(), READ), frame)
    assert found.select(frame.columns).equals(frame)
    assert set(found["mark"]) <= set(MARKS)


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("on", None, "a value is needed"),
        ("substance", "water", "is not known"),
        ("jurisdiction", "FRA", "is not known"),
    ],
)
def test_a_look_up_without_a_day_or_outside_the_list_names_its_row(column, value, says):
    rows = [
        {"substance": "NPP", "jurisdiction": "UN", "on": READ},
        {"substance": "NPP", "jurisdiction": "UN", "on": READ},
    ]
    rows[1][column] = value
    with pytest.raises(ListError, match=says) as fault:
        look_up(segments(shipped(), READ), pl.DataFrame(rows))
    assert fault.value.row == 2
