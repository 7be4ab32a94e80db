"""A list is a snapshot, an act is an act, and what neither shows is possible and no more."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.language import words
from communique.workstreams.dialogues import members
from communique.workstreams.dialogues.rows import Membership, Origin, Told, When
from communique.workstreams.dialogues.screening import screened

CORE, ERC, ONLINE = "un-lgbti-core-group", "equal-rights-coalition", "online-harassment-partnership"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def on(record, body: str, text: str) -> dict[str, list[str]]:
    found = members.standings(record.memberships, body, day(text), ("CAN", "MEX", "USA"))
    return {state: [each.member for each in found if each.state == state] for state in ("certain", "possible", "not")}


def row(member: str, statement: str, first: str, last: str = "", id: str = "") -> Membership:
    told = Told(
        id or f"{member}-{statement}-{first}", "club", "club", Origin("shipped"), "official", "", "", "TLP:CLEAR", ""
    )
    return Membership(told, member, statement, When(day(first), day(last or first), "day"), "")


@pytest.mark.parametrize(
    ("body", "text", "low", "high", "possible"),
    [
        # spec commitments, evidence 27-03: against 2021-09-30 new are DOM, HND, PER, gone is SLV; join dates unknown
        (CORE, "2021-09-30", 12, 12, []),
        (CORE, "2023-01-10", 11, 15, ["DOM", "HND", "PER", "SLV"]),
        (CORE, "2023-10-26", 14, 14, []),
        # spec, evidence 27-01: 42 members before, Brazil new on the list of 2024-05-08, ten from the Americas
        (ERC, "2023-01-10", 9, 10, ["BRA"]),
        (ERC, "2024-05-08", 10, 10, []),
    ],
)  # fmt: skip
def test_members_are_counted_as_an_interval(record, body, text, low, high, possible):
    found = members.standings(record.memberships, body, day(text), ("CAN", "MEX", "USA"))
    assert members.counted(found) == (low, high)
    assert on(record, body, text)["possible"] == possible


def test_the_united_states_is_a_member_until_the_day_it_left(record):
    """Evidence 27-04: left on 2025-02-14."""
    assert "USA" in on(record, CORE, "2025-02-13")["certain"]
    for text in ("2025-02-14", "2025-03-04", "2026-11-24"):
        assert on(record, CORE, text)["not"][0] == "USA"


def test_absence_from_a_list_of_signatories_proves_nothing(record):
    """Evidence 28-02: neither Mexico nor Canada, a member, is among the signatories of 2024-09-25."""
    found = on(record, ONLINE, "2024-09-25")
    assert "MEX" in found["possible"]
    assert "CAN" in found["certain"]


def test_a_country_that_joined_was_not_a_member_the_day_before(record):
    assert "CAN" in on(record, ONLINE, "2022-06-07")["not"]
    assert "CAN" in on(record, ONLINE, "2022-06-08")["certain"]


def test_after_the_last_list_membership_is_possible_with_the_day_it_was_last_shown(record):
    found = {each.member: each for each in members.standings(record.memberships, CORE, day("2026-11-24"))}
    assert found["CAN"].state == "possible"
    assert found["CAN"].last_shown == day("2025-03-04")
    assert "March 4, 2025" in words("en").say(found["CAN"].reason) or "2025-03-04" in words("en").say(
        found["CAN"].reason
    )


def test_a_name_on_a_later_list_gives_an_interval_of_joining_and_no_day(record):
    found = {each.member: each for each in members.standings(record.memberships, CORE, day("2023-10-26"))}
    assert found["PER"].joined_between == (day("2021-09-30"), day("2023-10-26"))
    assert found["SLV"].left_between == (day("2021-09-30"), day("2023-10-26"))
    assert found["CAN"].joined_between is None


def test_the_change_since_the_summit_is_an_interval_that_attributes_nothing(record):
    moved = members.change(record.memberships, CORE, day("2023-01-10"), day("2023-10-26"))
    assert (moved.low, moved.high) == (-1, 3)
    assert moved.came == ()
    assert moved.came_possibly == ("DOM", "HND", "PER")


def test_a_day_on_which_lists_contradict_each_other_is_possible():
    rows = [row("CAN", "listed", "2024-01-01", id="a"), row("CAN", "absent", "2024-01-01", id="b")]
    (found,) = members.standings(rows, "club", day("2024-01-01"))
    assert (found.state, found.reason.id) == ("possible", "dialogues-member-contradicted")


def test_an_undated_list_proves_no_day():
    undated = Membership(row("CAN", "listed", "2024-01-01").told, "CAN", "listed", When(), "")
    (found,) = members.standings([undated], "club", day("2024-01-01"))
    assert found.state == "possible"


def test_a_joining_known_by_year_only_is_possible_within_that_year():
    rows = [row("CAN", "absent", "2022-12-31"), row("CAN", "joined", "2023-01-01", "2023-12-31")]
    states = {
        text: members.standings(rows, "club", day(text))[0].state for text in ("2022-12-31", "2023-06-01", "2024-01-01")
    }
    assert states == {"2022-12-31": "not", "2023-06-01": "possible", "2024-01-01": "certain"}


def test_a_list_handed_in_as_joins_is_flagged_and_counted_as_a_list(contributed):
    """The trap: everybody on a page of members joined on the day the page was read."""
    page = "https://equalrightscoalition.org/about/"
    rows = [
        {"statement_id": f"j.{code.lower()}", "body": "ERC", "member": code, "statement": "joined",
         "date": "2024-05-08", "precision": "day", "source": page}
        for code in ("BRA", "CAN")
    ]  # fmt: skip
    found = screened(contributed(memberships=rows))
    flagged = {flag.id for flag in found.flags if flag.rule == "list-read-as-joins"}
    assert flagged == {"j.bra", "j.can"}
    standing = {each.member: each for each in members.standings(found.record.memberships, ERC, day("2024-05-08"))}
    assert standing["CAN"].state == "certain"
    assert standing["CAN"].joined_between is None
    assert standing["BRA"].joined_between == (day("2019-06-01"), day("2024-05-08"))


def test_a_later_list_is_an_observation_of_its_own_and_no_contradiction(contributed):
    later = {"statement_id": "core.2026", "body": CORE, "member": "CAN", "statement": "listed", "date": "2026-06-01",
             "precision": "day", "source_class": "press"}  # fmt: skip
    found = screened(contributed(memberships=[later]))
    assert found.set_aside == ()
    standing = {each.member: each for each in members.standings(found.record.memberships, CORE, day("2026-01-01"))}
    assert standing["CAN"].state == "certain"


def test_a_joining_on_another_day_than_the_official_one_is_set_aside(contributed):
    other = {"statement_id": "joined.early", "body": ONLINE, "member": "CAN", "statement": "joined",
             "date": "2021-03-01", "precision": "day", "source_class": "secondary"}  # fmt: skip
    found = screened(contributed(memberships=[other]))
    assert "contradicts-official" in {flag.rule for flag in found.set_aside}


def test_a_joining_after_a_list_that_has_the_member_already_is_flagged(contributed):
    late = {
        "statement_id": "late",
        "body": CORE,
        "member": "CAN",
        "statement": "joined",
        "date": "2024-01-01",
        "precision": "day",
    }
    found = screened(contributed(memberships=[late]))
    assert ("joined-though-listed", "late") in {(flag.rule, flag.id) for flag in found.flags}


DATES = st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31))
ROWS = st.lists(
    st.builds(
        lambda member, statement, first, n: row(member, statement, first.isoformat(), id=f"{member}{n}{first}"),
        st.sampled_from(["CAN", "MEX", "USA"]), st.sampled_from(["joined", "left", "listed", "absent"]), DATES,
        st.integers(0, 99),
    ),
    max_size=8,
)  # fmt: skip


@given(ROWS, DATES, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows, on, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)

    def states(given):
        return {each.member: each.state for each in members.standings(given, "club", on)}

    assert states(rows) == states(shuffled)


@given(ROWS, DATES)
def test_a_list_of_the_day_itself_decides_unless_the_same_day_says_otherwise(rows, on):
    others = [each for each in rows if each.when.start != on]
    listed = members.standings([*others, row("CAN", "listed", on.isoformat())], "club", on)
    absent = members.standings([*others, row("CAN", "absent", on.isoformat())], "club", on)
    assert next(each.state for each in listed if each.member == "CAN") == "certain"
    assert next(each.state for each in absent if each.member == "CAN") == "not"


@given(ROWS, DATES, DATES)
def test_the_change_encloses_the_difference_of_certain_counts(rows, one, other):
    start, end = sorted((one, other))
    low_then, high_then = members.counted(members.standings(rows, "club", start))
    low_now, high_now = members.counted(members.standings(rows, "club", end))
    moved = members.change(rows, "club", start, end)
    assert moved.low <= moved.high
    assert moved.low >= low_now - high_then
    assert moved.high <= high_now - low_then
