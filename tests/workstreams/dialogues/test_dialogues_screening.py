"""Fake and contradicting reports are caught by rule, kept with the rule, and never counted; doubts are flagged."""

from __future__ import annotations

import datetime as dt
import inspect

import pytest

from communique.language import COMPLETE, words
from communique.workstreams.dialogues import screening
from communique.workstreams.dialogues.following import share, standing
from communique.workstreams.dialogues.meetings import meetings
from communique.workstreams.dialogues.screening import screened

ON = dt.date(2026, 11, 24)

#: A page that was really found: it puts the eighth meeting on another day, on line, with people no longer in office.
FAKE = {
    "convening": "fake.8", "body": "North American Drug Dialogue", "number": 8,
    "date": "2024-11-15", "precision": "day",
    "format": "virtual", "parties": "CAN;MEX;USA", "source_class": "secondary", "source": "https://news.example/8",
    "told_by": "firm",
    "office_holders": "CAN:minister of mental health and addictions:Carolyn Bennett;"
                      "MEX:secretary of health:Jorge Alcocer Varela",
}  # fmt: skip


def rules(flags, id: str) -> set[str]:
    return {flag.rule for flag in flags if flag.id == id}


def meeting(**cells):
    return {"convening": "m.9", "body": "drug-dialogue", "number": 9, "date": "2025-11-12", "precision": "day",
            "parties": "CAN;MEX;USA", **cells}  # fmt: skip


def decision(**cells):
    return {"decision": "d.1", "body": "drug-dialogue", "what_en": "Write a guide", "owner": "MEX", "due": "2026-01-31",
            "due_precision": "day", **cells}  # fmt: skip


def test_a_fake_report_of_a_numbered_meeting_is_set_aside_by_two_rules_and_counted_by_none(contributed, record):
    found = screened(contributed(convenings=[FAKE]))
    assert rules(found.set_aside, "fake.8") == {"contradicts-official", "not-in-office"}
    assert len(meetings(found.record.convenings, "drug-dialogue")) == len(meetings(record.convenings, "drug-dialogue"))
    flag = next(flag for flag in found.set_aside if flag.rule == "contradicts-official")
    assert (flag.column, flag.value, flag.row) == ("date", "2024-11-15", 1)


def test_the_same_fake_is_caught_wherever_it_is_published(contributed):
    for site in ("https://www.canada.ca/x", "https://anything.example/y", ""):
        found = screened(contributed(convenings=[FAKE | {"source": site}]))
        assert "contradicts-official" in rules(found.set_aside, "fake.8")
    code = inspect.getsource(screening)
    assert "http" not in code, "no list of sites"


def test_a_report_that_agrees_with_the_official_one_is_a_second_report_of_one_meeting(contributed):
    same = FAKE | {"convening": "ours.8", "date": "2024-11-13", "date_end": "2024-11-14", "format": "in_person",
                   "office_holders": None, "source_class": "official", "told_by": "government",
                   "place": "Ciudad de México"}  # fmt: skip
    found = screened(contributed(convenings=[same]))
    assert found.set_aside == ()
    eighth = next(m for m in meetings(found.record.convenings, "drug-dialogue") if m.numbers == (8,))
    assert "ours.8" in {report.told.id for report in eighth.reports}


@pytest.mark.parametrize(
    ("cells", "column"),
    [({"place": "Ottawa"}, "place"), ({"date": "2024-11-20", "date_end": None}, "date")],
)  # fmt: skip
def test_another_place_or_date_than_the_official_one_is_set_aside(contributed, cells, column):
    row = (
        FAKE | {"date": "2024-11-13", "date_end": "2024-11-14", "office_holders": None, "source_class": "press"} | cells
    )
    found = screened(contributed(convenings=[row]))
    assert {flag.column for flag in found.set_aside} >= {column}


def test_another_format_than_the_official_one_is_set_aside(contributed):
    row = meeting(number=4, date="2019-12-05", format="virtual", source_class="press")
    assert ("contradicts-official", "format") in {
        (f.rule, f.column) for f in screened(contributed(convenings=[row])).set_aside
    }


def test_an_official_class_without_an_official_source_is_set_aside(contributed):
    row = meeting(source_class="official", source=None, told_by="ngo")
    assert rules(screened(contributed(convenings=[row])).set_aside, "m.9") == {"class-not-borne"}
    borne = meeting(source_class="official", source=None, told_by="government")
    assert screened(contributed(convenings=[borne])).set_aside == ()


def test_a_weak_source_alone_is_set_aside_and_a_second_independent_one_frees_it(contributed):
    alone = meeting(source_class="secondary", source="https://blog.example.org/1")
    assert rules(screened(contributed(convenings=[alone])).set_aside, "m.9") == {"weak-single-source"}
    second = meeting(convening="m.9b", source_class="press", source="https://paper.example.net/2")
    assert screened(contributed(convenings=[alone, second])).set_aside == ()


def test_a_date_more_precise_than_its_source_is_flagged_and_used_no_more_precisely(contributed):
    row = meeting(source_precision="month")
    found = screened(contributed(convenings=[row]))
    assert "date-too-precise" in rules(found.flags, "m.9")
    ninth = next(m for m in meetings(found.record.convenings, "drug-dialogue") if m.numbers == (9,))
    assert (ninth.when.start, ninth.when.end, ninth.when.precision) == (
        dt.date(2025, 11, 1),
        dt.date(2025, 11, 30),
        "month",
    )


def test_a_day_for_what_another_row_of_the_same_source_dates_by_year_is_flagged(contributed):
    rows = [meeting(), meeting(convening="m.9b", date="2025", precision="year")]
    found = screened(contributed(convenings=rows))
    assert rules(found.flags, "m.9") == {"date-too-precise"}


def test_the_same_meeting_under_two_numbers_is_flagged_on_both_rows_and_both_are_kept(contributed):
    rows = [meeting(), meeting(convening="m.10", number=10, source="https://other.example.net/b")]
    found = screened(contributed(convenings=rows))
    assert "two-numbers" in rules(found.flags, "m.9") & rules(found.flags, "m.10")
    assert [m.numbers for m in meetings(found.record.convenings, "drug-dialogue")][-1] == (9, 10)


def test_two_parties_that_date_one_new_meeting_differently_are_both_kept_as_a_conflict(contributed):
    rows = [meeting(), meeting(convening="m.9b", date="2025-12-01", source="https://other.example.net/b")]
    found = screened(contributed(convenings=rows))
    assert found.set_aside == ()
    assert "conflict" in rules(found.flags, "m.9") & rules(found.flags, "m.9b")


def test_a_decision_without_owner_is_flagged_and_kept(contributed):
    found = screened(contributed(decisions=[decision(owner=None)]))
    assert rules(found.flags, "d.1") == {"no-owner"}
    assert any(row.told.id == "d.1" for row in found.record.decisions)


def test_a_decision_said_to_be_done_without_evidence_counts_as_unknown(contributed):
    said = decision(outcome="done", done="2026-01-15", done_precision="day")
    found = screened(contributed(decisions=[said]))
    assert rules(found.flags, "d.1") == {"done-without-evidence"}
    (row,) = [row for row in found.record.decisions if row.told.id == "d.1"]
    assert standing(row, ON) == "overdue_unknown"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, "overdue_unknown"),
        ({"due": "2027-01-31"}, "open"),
        ({"due": None, "due_precision": None}, "undated"),
        ({"outcome": "done", "done": "2026-01-31", "done_precision": "day"}, "done"),
        ({"outcome": "done", "done": "2026-02-01", "done_precision": "day"}, "late"),
        ({"outcome": "done", "done": "2026", "done_precision": "year"}, "done_undated"),
        ({"outcome": "not_done", "done": "2026-02-01", "done_precision": "day"}, "not_done"),
        ({"outcome": "done", "done": "2026-12-24", "done_precision": "day"}, "overdue_unknown"),  # not yet by ON
    ],
)  # fmt: skip
def test_a_decision_stands_where_its_evidence_puts_it(contributed, cells, expected):
    row = decision(evidence="https://example.org/e", **{"due": "2026-01-31"} | cells)
    (found,) = [each for each in screened(contributed(decisions=[row])).record.decisions if each.told.id == "d.1"]
    assert standing(found, ON) == expected


def test_follow_through_is_an_interval_that_unknown_rows_leave_open(contributed):
    rows = [
        decision(decision=f"d.{n}", what_en=f"Thing {n}", evidence="https://example.org/e", **cells)
        for n, cells in enumerate(
            [
                {},
                {"outcome": "done", "done": "2026-01-01", "done_precision": "day"},
                {"outcome": "not_done"},
                {"due": "2028-01-01"},
            ]
        )
    ]
    found = share(
        [row for row in screened(contributed(decisions=rows)).record.decisions if row.told.id.startswith("d.")], ON
    )
    assert (found.kept, found.not_kept, found.unknown, found.not_due) == (1, 1, 1, 1)
    assert (found.low, found.high, found.known) == (1 / 3, 2 / 3, 2 / 3)


def test_a_decision_handed_in_again_under_another_name_does_not_raise_the_share(contributed):
    done = {"outcome": "done", "done": "2026-01-01", "done_precision": "day", "evidence": "https://example.org/e"}

    def follow_through(*rows):
        read = screened(contributed(decisions=list(rows))).record.decisions
        found = share([row for row in read if row.told.id.startswith("d.")], ON)
        return found.kept, found.not_kept, found.unknown

    kept, again = decision(**done), decision(decision="d.2", what_en="WRITE a guide.", **done)
    other = decision(decision="d.3", what_en="Train nurses")
    assert follow_through(kept, again, other) == follow_through(kept, other) == (1, 0, 1)
    denied = {**again, "outcome": "not_done"}
    assert follow_through(kept, denied) == (0, 0, 1), "evidence that disagrees is unknown"
    assert follow_through(kept, {**again, "due": "2027-01-31"})[0] == 2, "another due date is another decision"


def test_nothing_is_scored_where_nothing_is_due():
    assert share([], ON).low is None


def test_a_duplicate_under_another_spelling_is_flagged_and_both_are_kept(contributed):
    rows = [decision(), decision(decision="d.2", what_en="  WRITE  a guide! ")]
    found = screened(contributed(decisions=rows))
    assert rules(found.flags, "d.2") == {"duplicate"}
    assert {"d.1", "d.2"} <= {row.told.id for row in found.record.decisions}


def test_a_body_under_another_spelling_is_read_as_the_body_and_flagged(contributed):
    found = screened(contributed(convenings=[meeting(body="Dialogo de America del Norte sobre Drogas")]))
    assert rules(found.flags, "m.9") == {"other-spelling"}
    assert any(m.numbers == (9,) for m in meetings(found.record.convenings, "drug-dialogue"))


def test_rows_that_are_not_public_are_counted_and_not_shown(contributed):
    found = contributed(decisions=[decision(marking="TLP:AMBER")])
    assert not any(row.told.id == "d.1" for row in found.decisions)
    assert found.not_public == {"decisions": 1}


def test_every_flag_is_said_in_three_languages(contributed):
    found = screened(
        contributed(convenings=[FAKE, meeting(source_precision="month")], decisions=[decision(owner=None)])
    )
    for flag in (*found.set_aside, *found.flags):
        said = {words(code).say(flag.text) for code in COMPLETE}
        assert len(said) == 3
        assert all(flag.id in sentence for sentence in said)


def test_later_evidence_completes_a_decision_that_was_recorded_before(contributed):
    """nadd8.trends is shipped as due in 2025, without evidence."""
    done = decision(decision="nadd8.trends", what_en="Trends", outcome="done", done="2025-06", done_precision="month",
                    evidence="https://example.org/e", source="https://example.org/e")  # fmt: skip
    found = [row for row in screened(contributed(decisions=[done])).record.decisions if row.told.id == "nadd8.trends"]
    assert len(found) == 1
    assert standing(found[0], ON) == "done"
    assert found[0].owner == "CAN;MEX;USA"


def test_evidence_that_contradicts_itself_leaves_a_decision_unknown_and_both_rows_flagged(contributed):
    rows = [
        decision(outcome=outcome, done="2026-01-10", done_precision="day", evidence=f"https://example.org/{outcome}")
        for outcome in ("done", "not_done")
    ]
    found = screened(contributed(decisions=rows))
    (row,) = [row for row in found.record.decisions if row.told.id == "d.1"]
    assert standing(row, ON) == "overdue_unknown"
    assert [flag.rule for flag in found.flags if flag.id == "d.1"] == ["conflict", "conflict"]


def test_a_country_says_itself_that_it_took_a_practice_over(contributed):
    said = {"practice": "indigenous-women-houses", "topic": "indigenous-women", "country": "MEX", "what_en": "Houses",
            "strength": "claimed", "adopted_by": "CAN", "source_class": "press"}  # fmt: skip
    found = screened(contributed(practices=[said])).record.practices
    (houses,) = [practice for practice in found if practice.told.id == "indigenous-women-houses"]
    assert houses.adopted_by == ("CAN",)
    assert houses.strength == "none_known", "the official source is nearer"


def test_a_row_for_a_body_that_nobody_knows_is_flagged_with_the_nearest_one_and_counts_for_none(contributed, record):
    found = screened(
        contributed(convenings=[meeting(body="North American Drugs Dialog"), meeting(convening="m", body="Chess")])
    )
    flags = {flag.id: flag for flag in found.flags if flag.rule == "unknown-body"}
    assert (flags["m.9"].value, flags["m.9"].against, flags["m.9"].row) == (
        "North American Drugs Dialog",
        "drug-dialogue",
        1,
    )
    assert flags["m"].against == ""
    assert len(meetings(found.record.convenings, "drug-dialogue")) == len(meetings(record.convenings, "drug-dialogue"))


def test_a_party_replies_for_itself_and_nobody_in_the_name_of_another(contributed):
    reply = {"reply": "r", "country": "CAN", "about_table": "decisions", "about": "nadd8.wastewater", "what_en": "Yes."}
    found = screened(contributed(replies=[reply, reply | {"reply": "other", "country": "MEX"}]))
    assert [row.told.id for row in found.record.replies] == ["r"]
    flag = next(flag for flag in found.set_aside if flag.id == "other")
    assert (flag.rule, flag.value, flag.against, flag.row) == ("not-the-replier", "MEX", "CAN", 2)


def test_a_reply_to_what_is_not_on_record_is_flagged_and_one_to_a_row_set_aside_is_not(contributed):
    reply = {"reply": "r", "country": "CAN", "about_table": "convenings", "about": "fake.8", "what_en": "No."}
    found = screened(contributed(convenings=[FAKE], replies=[reply, reply | {"reply": "lost", "about": "gone"}]))
    assert {flag.id for flag in found.flags if flag.rule == "reply-to-nothing"} == {"lost"}
    assert {row.told.id for row in found.record.replies} == {"r", "lost"}
