"""Retention clocks: the calendar rule, holds, lists, another regime."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.exchange.clock_files import read_clocks, read_subjects
from communique.exchange.clocks import (
    Clock,
    ClockError,
    Hold,
    Period,
    Subject,
    agenda,
    clamped,
    due,
    due_at,
    due_column,
    shortest,
    what_if,
)

DELETE = Clock("CAN.delete", "departure", Period.of("P3Y6M"), "delete", text="three years and six months")
MASK = Clock("CAN.mask", "departure", Period.of("P6M"), "mask", exceptions=("case",))
REVIEW = Clock("CAN.review", "load", Period.of("P1Y"), "review", repeats=True)

days = st.dates(date(1900, 1, 1), date(2300, 1, 1))
periods = st.builds(Period, st.integers(0, 40), st.integers(0, 60), st.integers(0, 4000))


@pytest.mark.parametrize(
    ("start", "period", "expected"),
    [  # specification of the exchange, retention clocks; exact
        ("2025-08-31", "P6M", "2026-02-28"),
        ("2024-08-29", "P6M", "2025-02-28"),
        ("2024-02-29", "P3Y6M", "2027-08-29"),
        ("2024-02-29", "P5Y", "2029-02-28"),
        ("2023-08-31", "P6M", "2024-02-29"),
        ("2026-11-24", "P0D", "2026-11-24"),
        ("2024-02-28", "P183D", "2024-08-29"),
    ],
)
def test_the_calendar_rule_gives_the_published_days(start: str, period: str, expected: str) -> None:
    assert due(date.fromisoformat(start), Period.of(period)) == date.fromisoformat(expected)


def test_years_and_months_are_added_together_before_the_day_is_clamped() -> None:
    start = date(2024, 2, 29)
    assert due(due(start, Period(years=1)), Period(months=36)) == date(2028, 2, 28)  # clamped on the way
    assert due(start, Period(years=1, months=36)) == date(2028, 2, 29)


@given(days, periods)
def test_a_column_of_days_is_computed_as_one_day_is(start: date, period: Period) -> None:
    column = pl.DataFrame({"start": [start, None]}).select(due_column(pl.col("start"), period)).to_series()
    assert column.to_list() == [due(start, period), None]


@given(days, st.integers(0, 3), st.integers(0, 30))
def test_a_later_origin_is_never_due_earlier(start: date, years: int, more: int) -> None:
    period = Period(years, 6)
    assert due(start + timedelta(days=more), period) >= due(start, period)


@given(days, st.integers(0, 200), st.integers(0, 500))
def test_days_are_exact_and_months_are_not_days(start: date, months: int, exact: int) -> None:
    assert (due(start, Period(days=exact)) - start).days == exact
    last = due(start, Period(months=months))
    assert (last.day == start.day) != clamped(start, Period(months=months))
    assert (last.year - start.year) * 12 + last.month - start.month == months


def test_six_months_and_183_days_are_not_the_same_and_which_is_shorter_depends_on_the_day() -> None:
    half, exact = Period(months=6), Period(days=183)
    assert shortest(date(2025, 1, 1), [half, exact]) == half  # 181 days
    assert shortest(date(2025, 3, 1), [half, exact]) == exact  # 184 days


def test_hours_are_exact_in_utc_over_the_change_of_the_clocks() -> None:
    from zoneinfo import ZoneInfo

    start = datetime(2026, 3, 7, 12, tzinfo=ZoneInfo("America/Toronto"))
    assert due_at(start, Period.of("PT72H")) == datetime(2026, 3, 10, 17, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "P", "6M", "P-1M", "P1W", "PT", "P1DT2H", "PT30M", "P6M "])
def test_a_text_that_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ClockError):
        Period.of(text)


@given(periods)
def test_a_period_is_read_as_it_is_written(period: Period) -> None:
    assert Period.of(str(period)) == period


def test_hours_do_not_run_from_a_day_nor_a_day_from_a_moment_without_zone() -> None:
    with pytest.raises(ClockError, match="from a moment"):
        due(date(2026, 1, 1), Period(hours=72))
    with pytest.raises(ClockError, match="no time zone"):
        due_at(datetime(2026, 1, 1), Period(hours=72))
    with pytest.raises(ClockError, match="cannot be mixed"):
        Period(days=1, hours=2)
    with pytest.raises(ClockError, match="negative"):
        Period(days=-1)


def test_a_day_after_the_last_of_the_calendar_is_an_error() -> None:
    with pytest.raises(ClockError, match="last day of the calendar"):
        due(date(9999, 1, 1), Period(years=1))


def _subject(record: str, departure: str | None, **flags: bool | None) -> Subject:
    origins = {"departure": date.fromisoformat(departure)} if departure else {}
    return Subject(record, origins, flags)


def test_due_overdue_and_coming_are_told_apart_and_listed_by_day() -> None:
    on = date(2026, 2, 28)
    seen = agenda(
        [_subject("a", "2025-08-31"), _subject("b", "2025-08-01"), _subject("c", "2025-09-15")], [MASK], [], on
    )
    assert {item.record: item.state for item in seen.items} == {"a": "due", "b": "overdue", "c": "coming"}
    assert [item.record for item in seen.overdue] == ["b"]
    assert {day: [i.record for i in items] for day, items in seen.by_day(date(2026, 3, 15)).items()} == {
        date(2026, 2, 28): ["a"],
        date(2026, 3, 15): ["c"],
    }
    assert seen.items[1].rule == "clamped"
    assert seen.items[0].rule == "exact"


def test_an_event_that_is_not_recorded_makes_the_action_unknown_not_late() -> None:
    seen = agenda([_subject("a", None)], [MASK], [], date(2026, 1, 1))
    assert [(item.state, item.on, item.reason) for item in seen.unknown] == [("unknown", None, "departure")]
    assert seen.overdue == ()


def test_an_event_in_the_future_rejects_its_record_and_not_the_others() -> None:
    seen = agenda([_subject("a", "2026-01-02"), _subject("b", "2025-01-01")], [MASK], [], date(2026, 1, 1))
    assert [(one.record, one.event) for one in seen.rejected] == [("a", "departure")]
    assert [item.record for item in seen.items] == ["b"]


@pytest.mark.parametrize(("flag", "state"), [(True, "excepted"), (False, "overdue"), (None, "overdue")])
def test_an_exception_stops_the_clock_only_where_it_is_known_to_be_true(flag: bool | None, state: str) -> None:
    seen = agenda([_subject("a", "2020-01-01", case=flag)], [MASK], [], date(2026, 1, 1))
    assert seen.items[0].state == state


def test_a_hold_suspends_deletion_and_not_masking_and_its_release_brings_back_the_first_day() -> None:
    subject, on = _subject("a", "2020-01-01"), date(2026, 1, 1)
    held = Hold("a", "Federal Court T-1-26", date(2022, 1, 1), date(2025, 6, 1))
    states = {item.clock.action: item for item in agenda([subject], [DELETE, MASK], [held], on).items}
    assert states["delete"].state == "held"
    assert states["delete"].reason == "Federal Court T-1-26"
    assert states["mask"].state == "overdue"
    released = Hold("a", "Federal Court T-1-26", date(2022, 1, 1), date(2025, 6, 1), released=date(2025, 12, 1))
    after = {item.clock.action: item for item in agenda([subject], [DELETE, MASK], [released], on).items}
    assert after["delete"].state == "overdue"
    assert after["delete"].on == date(2023, 7, 1)  # from the original origin


def test_a_hold_that_names_masking_suspends_it_too() -> None:
    held = Hold("a", "court", date(2022, 1, 1), date(2027, 6, 1), suspends=frozenset({"delete", "mask"}))
    assert agenda([_subject("a", "2020-01-01")], [MASK], [held], date(2026, 1, 1)).items[0].state == "held"


def test_holds_whose_review_has_come_are_listed() -> None:
    holds = [
        Hold("a", "court", date(2024, 1, 1), date(2026, 1, 1)),
        Hold("b", "court", date(2024, 1, 1), date(2026, 1, 2)),
        Hold("c", "court", date(2024, 1, 1), date(2025, 1, 1), released=date(2025, 2, 1)),
    ]
    assert [hold.record for hold in agenda([], [], holds, date(2026, 1, 1)).holds_to_review] == ["a"]


@pytest.mark.parametrize(
    "fault",
    [{"authority": " "}, {"review": date(2023, 1, 1)}, {"released": date(2023, 1, 1)}],
)
def test_a_hold_needs_an_authority_and_days_in_order(fault: dict[str, object]) -> None:
    good = {"record": "a", "authority": "court", "start": date(2024, 1, 1), "review": date(2025, 1, 1)}
    with pytest.raises(ClockError):
        Hold(**{**good, **fault})  # type: ignore[arg-type]


def test_a_review_repeats_from_the_day_it_was_done() -> None:
    done = Subject("a", {"load": date(2020, 1, 31)}, done={"CAN.review": date(2025, 3, 1)})
    seen = agenda([done], [REVIEW], [], date(2026, 1, 1))
    assert (seen.items[0].on, seen.items[0].state) == (date(2026, 3, 1), "coming")


def test_what_was_done_once_is_done() -> None:
    done = Subject("a", {"departure": date(2020, 1, 1)}, done={"CAN.delete": date(2023, 6, 30)})
    assert agenda([done], [DELETE], [], date(2026, 1, 1)).items[0].state == "done"


def test_another_regime_moves_the_days_and_says_by_how_much() -> None:
    other = Clock("MEX.delete", "departure", Period.of("P5Y"), "delete")
    changes = what_if([_subject("a", "2024-02-29")], [DELETE], [other], date(2026, 1, 1))
    assert [(c.now, c.other, c.days) for c in changes] == [(date(2027, 8, 29), date(2029, 2, 28), 549)]
    assert what_if([_subject("a", "2024-02-29")], [DELETE], [DELETE], date(2026, 1, 1)) == ()


CLOCKS = """
[[clock]]
id = "CAN.mask"
origin = "departure"
period = "P6M"
action = "mask"
text = "six months after departure"
exceptions = ["case"]
"""


def test_clocks_and_records_are_read_from_files(tmp_path: Path) -> None:
    (tmp_path / "clocks.toml").write_text(CLOCKS)
    (tmp_path / "records.csv").write_text("record,departure,case,done:CAN.mask\nr1,2025-08-31,true,\nr2,,,2026-01-01\n")
    clocks = read_clocks(tmp_path / "clocks.toml")
    first, second = read_subjects(tmp_path / "records.csv", clocks)
    assert (first.origins, first.flags) == ({"departure": date(2025, 8, 31)}, {"case": True})
    assert (second.origins, second.flags, second.done) == ({}, {"case": None}, {"CAN.mask": date(2026, 1, 1)})


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("record,departure\nr1,31/08/2025\n", "row 2, column departure"),
        ("record,departure,case\nr1,2025-08-31,yes\n", "row 2, column case"),
        ("record,departed\nr1,2025-08-31\n", "row 1: departed"),
        ("record,departure\nr1,2025-08-31\nr1,2025-08-31\n", "row 3, column record"),
        ("record,departure\nr1\n", "row 2"),
        ("record,departure\n,2025-08-31\n", "row 2, column record"),
    ],
)
def test_a_bad_record_names_its_row_and_column(tmp_path: Path, text: str, where: str) -> None:
    (tmp_path / "clocks.toml").write_text(CLOCKS)
    (tmp_path / "records.csv").write_text(text)
    with pytest.raises(ClockError, match=where):
        read_subjects(tmp_path / "records.csv", read_clocks(tmp_path / "clocks.toml"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"P6M"', '"6 months"', "clock CAN.mask: '6 months' is not a period"),
        ('"mask"', '"hide"', "is not one of"),
        ("origin", "from", "write id, origin"),
        ("[[clock]]", "[clock]", r"no \[\[clock\]\]"),
        ('"P6M"', "6", "texts are texts"),
    ],
)
def test_a_bad_clock_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "clocks.toml").write_text(CLOCKS.replace(old, new, 1))
    with pytest.raises(ClockError, match=said):
        read_clocks(tmp_path / "clocks.toml")
