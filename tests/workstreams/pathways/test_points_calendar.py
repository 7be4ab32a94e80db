"""Are ages, deadlines, full years of work and Mexico's thresholds right to the day and to the centavo?"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.workstreams.pathways.calendar_rules import (
    CalendarError,
    age_on,
    first_after,
    last_working_day,
    within_days,
    within_working_days,
    within_years,
    working_days,
    years_later,
)
from communique.workstreams.pathways.points import FieldError, Spell, Unrecorded, full_years
from communique.workstreams.pathways.points.figures import figures
from communique.workstreams.pathways.solvency import Amount, SolvencyError, Threshold, solvent, threshold

DAY = date(2026, 11, 24)
MARCH = working_days(date(2026, 3, 1), date(2026, 4, 30), [date(2026, 3, 16)], "an office's notice")


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        (date(1997, 10, 1), date(2026, 9, 30), 28),
        (date(1997, 10, 1), date(2026, 10, 1), 29),
        (date(2000, 2, 29), date(2026, 2, 28), 25),
        (date(2000, 2, 29), date(2026, 3, 1), 26),
        (date(2000, 2, 29), date(2028, 2, 29), 28),
        (date(2000, 2, 29), date(2028, 2, 28), 27),
        (DAY, DAY, 0),
    ],
)
def test_an_age_changes_on_the_birthday(birth: date, on: date, age: int) -> None:
    assert age_on(birth, on) == age


def test_a_leap_day_birthday_may_be_the_last_of_february_where_the_law_says_so() -> None:
    assert age_on(date(2000, 2, 29), date(2026, 2, 28), leap_birthday="28 February") == 26


def test_a_birth_in_the_future_is_refused() -> None:
    with pytest.raises(CalendarError, match="after"):
        age_on(DAY + timedelta(days=1), DAY)


@given(st.dates(date(1900, 1, 1), date(2020, 1, 1)), st.integers(0, 30_000))
def test_an_age_never_falls_as_days_go_by(birth: date, days: int) -> None:
    on = birth + timedelta(days=days)
    assert 0 <= age_on(birth, on + timedelta(days=1)) - age_on(birth, on) <= 1


def test_the_last_day_is_in_time_and_the_next_is_late() -> None:
    assert within_days(date(2026, 1, 1), date(2026, 1, 15), 14)
    assert not within_days(date(2026, 1, 1), date(2026, 1, 16), 14)
    assert within_years(date(2025, 6, 3), date(2026, 6, 3), 1)
    assert not within_years(date(2025, 6, 3), date(2026, 6, 4), 1)


def test_a_year_after_a_leap_day_ends_with_february() -> None:
    assert years_later(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert years_later(date(2024, 2, 29), 4) == date(2028, 2, 29)
    with pytest.raises(CalendarError):
        years_later(DAY, 9000)


def test_an_act_before_its_beginning_is_refused() -> None:
    with pytest.raises(CalendarError, match="before"):
        within_days(DAY, DAY - timedelta(days=1), 14)


def test_only_the_first_entry_after_the_cut_starts_the_clock() -> None:
    cut = date(2020, 6, 24)
    assert first_after([date(2024, 1, 1), cut, date(2021, 5, 5)], cut) == date(2021, 5, 5)
    assert first_after([cut], cut) is None


def test_working_days_skip_weekends_and_closures_and_do_not_count_the_first_day() -> None:
    assert last_working_day(date(2026, 3, 13), 1, [MARCH]) == date(2026, 3, 17)
    assert last_working_day(date(2026, 3, 2), 5, [MARCH]) == date(2026, 3, 9)


def test_thirty_working_days_need_a_calendar_that_reaches_and_else_are_unknown() -> None:
    limit = int(figures().value("mx.refuge", "filing_working_days", on=DAY))
    entry = date(2026, 3, 2)
    last = last_working_day(entry, limit, [MARCH])
    assert last == date(2026, 4, 14)
    assert within_working_days(entry, last, limit, [MARCH]) is True
    assert within_working_days(entry, last + timedelta(days=1), limit, [MARCH]) is False
    assert within_working_days(entry, date(2026, 6, 1), limit, []) is None
    assert last_working_day(date(2026, 4, 1), limit, [MARCH]) is None
    assert within_working_days(entry, entry + timedelta(days=30), limit, []) is True, "in time whatever the calendar"


def test_calendars_that_disagree_leave_it_unknown() -> None:
    other = working_days(date(2026, 3, 1), date(2026, 4, 30), [], "another notice")
    assert last_working_day(date(2026, 3, 13), 1, [MARCH, other]) is None


def test_a_closure_outside_its_calendar_is_refused() -> None:
    with pytest.raises(CalendarError, match="outside"):
        working_days(date(2026, 1, 1), date(2026, 1, 31), [date(2026, 2, 2)], "a notice")


def spell(first: date, last: date, hours: float, **kind: bool) -> Spell:
    return Spell(first, last, hours, **kind)


def test_a_year_of_thirty_hours_is_a_full_year_and_more_hours_make_it_no_faster() -> None:
    first = date(2024, 1, 1)
    for hours in (30, 60):
        whole = spell(first, first + timedelta(weeks=52) - timedelta(days=1), hours)
        assert full_years([whole], DAY, canadian=True) == 1
        assert full_years([spell(first, whole.last - timedelta(days=1), hours)], DAY, canadian=True) == 0


def test_part_time_counts_by_its_hours_and_side_by_side_up_to_the_cap() -> None:
    first, last = date(2023, 1, 1), date(2023, 1, 1) + timedelta(weeks=104) - timedelta(days=1)
    assert full_years([spell(first, last, 15)], DAY, canadian=False) == 1
    assert full_years([spell(first, last, 15), spell(first, last, 15)], DAY, canadian=False) == 2
    assert full_years([spell(first, last, 20), spell(first, last, 20)], DAY, canadian=False) == 2


def test_student_and_self_employed_work_is_not_canadian_experience() -> None:
    first, last = date(2020, 1, 1), date(2024, 12, 31)
    for kind in ("as_student", "self_employed"):
        assert full_years([spell(first, last, 40, **{kind: True})], DAY, canadian=True) == 0
        assert full_years([spell(first, last, 40, **{kind: True})], DAY, canadian=False) == 5


def test_only_work_up_to_the_day_counts() -> None:
    assert full_years([spell(date(2026, 1, 1), date(2030, 1, 1), 40)], DAY, canadian=True) == 0
    assert full_years([spell(date(2027, 1, 1), date(2030, 1, 1), 40)], DAY, canadian=True) == 0


@pytest.mark.parametrize("hours", [0, -1, 169, float("nan")])
def test_hours_that_cannot_be_are_refused(hours: float) -> None:
    with pytest.raises(FieldError, match="hours a week"):
        full_years([spell(date(2024, 1, 1), date(2025, 1, 1), hours)], DAY, canadian=True)


def test_a_job_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(FieldError, match="before it begins"):
        full_years([spell(date(2025, 1, 1), date(2024, 1, 1), 30)], DAY, canadian=True)


def test_income_for_a_temporary_stay_depends_on_the_place() -> None:
    def asked(base: str | None) -> Threshold | Unrecorded:
        return threshold("temporary", "monthly_income", DAY, base=base)

    assert asked("uma") == Threshold(Decimal("35193.00"), Decimal("35193.00"))
    assert asked("wage") == Threshold(Decimal("94512.00"), Decimal("94512.00"))
    assert asked(None) == Threshold(Decimal("35193.00"), Decimal("94512.00"))


def amount(low: str, high: str | None = None, currency: str = "MXN") -> Amount:
    return Amount(Decimal(low), Decimal(high or low), currency)


def test_solvency_is_decided_only_where_every_base_agrees() -> None:
    def ask(income: str, base: str | None) -> bool | None:
        rest = {way: amount("0") for way in ("balance", "real_estate", "investment")}
        return solvent("temporary", {"monthly_income": amount(income), **rest}, DAY, base=base)

    assert ask("35193.00", "uma") is True
    assert ask("35192.99", "uma") is False
    assert ask("35193.00", None) is None
    assert ask("94512", None) is True
    assert ask("35192.99", None) is False


def test_any_one_proof_is_enough_and_one_that_is_not_named_leaves_it_open() -> None:
    assert solvent("student", {"balance": amount("117310")}, DAY, base="uma") is True
    assert solvent("student", {"balance": amount("1")}, DAY, base="uma") is None
    assert solvent("student", {"balance": amount("1"), "monthly_income": None}, DAY, base="uma") is None
    assert solvent("student", {"balance": amount("1"), "monthly_income": amount("11730.99")}, DAY, base="uma") is False
    assert (
        solvent("student", {"balance": amount("1"), "monthly_income": amount("11000", "12000")}, DAY, base="uma")
        is None
    )


def test_no_figure_is_carried_outside_its_dates() -> None:
    found = threshold("permanent", "balance", date(2014, 10, 9), base="uma")
    assert found == Unrecorded("no rule recorded for 2014-10-09")
    assert solvent("student", {"balance": amount("999999999")}, date(2022, 1, 1), base="uma") is None


def test_a_base_of_january_ends_with_the_month() -> None:
    for on, expected in ((date(2026, 1, 31), "33942.00"), (date(2026, 2, 1), "35193.00")):
        found = threshold("temporary", "monthly_income", on, base="uma")
        assert isinstance(found, Threshold)
        assert found.low == Decimal(expected)


@pytest.mark.parametrize(
    ("proofs", "base", "said"),
    [
        ({"monthly_income": amount("2000", currency="USD")}, "uma", "no rate of exchange"),
        ({"monthly_income": amount("-1")}, "uma", "write 0 or more"),
        ({"monthly_income": amount("NaN")}, "uma", "write 0 or more"),
        ({"monthly_income": amount("5", "4")}, "uma", "low before high"),
        ({"lottery": amount("1")}, "uma", "'lottery' is not known"),
        ({"balance": amount("1")}, "dollar", "'dollar' is not known"),
    ],
)
def test_a_proof_that_cannot_be_is_refused(proofs: dict[str, Amount], base: str, said: str) -> None:
    with pytest.raises(SolvencyError, match=said):
        solvent("temporary", proofs, DAY, base=base)
