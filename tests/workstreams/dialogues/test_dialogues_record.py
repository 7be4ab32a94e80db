"""Every shipped row is cited, dated no more precisely than it is known, and a meeting is told of once."""

from __future__ import annotations

import csv
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.facts import load
from communique.language import COMPLETE
from communique.render.words import PageWords
from communique.tables import check, sheet_of_frame
from communique.workstreams.dialogues import reading, tables
from communique.workstreams.dialogues.meetings import meetings, regularity
from communique.workstreams.dialogues.record import FOLDER, bodies, folded, gather, known_body, sources
from communique.workstreams.dialogues.scope import scope_of
from communique.workstreams.dialogues.screening import screened

ON = dt.date(2026, 11, 24)
SHIPPED = ("convenings", "decisions", "practices", "memberships")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_row_is_cited_and_holds_the_contract_that_contributors_must_hold(name):
    import polars as pl

    table = next(table for table in tables.TABLES if table.name == f"dialogues.{name}")
    frame = pl.read_csv(FOLDER / f"{name}.csv", infer_schema=False)
    assert set(frame["source"]) <= set(sources())
    assert set(frame["confidence"]) <= {"verified", "recalled"}
    lacking = {column.name: pl.lit(None, pl.String) for column in table.columns if column.name not in frame.columns}
    handed = frame.with_columns(**lacking).with_columns(told_by=pl.lit("government"), marking=pl.lit("TLP:CLEAR"))
    checked = check(table, sheet_of_frame(table, handed.select(column.name for column in table.columns)))
    assert checked.failures.is_empty(), checked.failures


def test_every_shipped_sentence_is_said_in_all_three_languages(record):
    for name in SHIPPED[:3]:
        for row in getattr(record, name):
            assert not row.what or set(row.what) == set(COMPLETE)
            assert not any(text.startswith("[") for text in row.what.values()), row.told.id


def test_each_source_is_used_so_that_none_is_decoration():
    used = {"offices"}
    for name in SHIPPED:
        with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            used |= {row["source"] for row in csv.DictReader(stream)}
    assert set(sources()) == used


def test_meetings_that_the_register_knows_are_taken_from_it_and_not_written_twice(record, summit):
    seventh = next(m for m in meetings(record.convenings, "drug-dialogue") if m.numbers == (7,))
    assert [report.told.origin.kind for report in seventh.reports] == ["register", "shipped"]
    assert (seventh.when.start, seventh.when.end) == (dt.date(2023, 11, 7), dt.date(2023, 11, 8))
    assert seventh.agenda[0] == "public-health-substance-use"
    ids = {row.event_key for row in summit.evidence if row.event_key}
    with (FOLDER / "convenings.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["convening"].replace(".", "-"): row for row in csv.DictReader(stream)}
    assert all(not rows[key]["date"] for key in ids & set(rows)), "a date that the register has is written again"


def test_the_sixth_convening_prints_as_an_inferred_year_and_never_as_a_day(record):
    """Reference case of the evidence model (spec commitments): 2024 (inferred)."""
    sixth = next(m for m in meetings(record.convenings, "indigenous-women-working-group") if m.numbers == (6,))
    assert PageWords("en").span(*sixth.when) == "2024 (inferred)"
    assert PageWords("es").span(*sixth.when).startswith("2024")


def test_a_month_stays_a_month_from_end_to_end(record):
    health = meetings(record.convenings, "drug-dialogue-public-health-summit")[0]
    assert (health.when.start, health.when.end) == (dt.date(2023, 6, 1), dt.date(2023, 6, 30))
    assert PageWords("fr").span(*health.when) == "juin 2023"


def test_two_numbers_for_one_meeting_stay_both_and_count_once(record):
    """Reference case: the Fentanyl Committee of February 2024, the third by one source and the fourth by another."""
    found = meetings(record.convenings, "fentanyl-committee")
    assert [meeting.numbers for meeting in found] == [(1,), (2,), (3, 4)]
    rules = {(flag.rule, flag.id) for flag in screened(record).flags}
    assert {("two-numbers", "fentanyl-committee.3"), ("two-numbers", "fentanyl-committee.4")} <= rules


def test_a_year_is_missed_only_where_numbers_in_a_row_show_it(record):
    """Fourth meeting December 2019, fifth February 2022: none between. Nothing is known of 2017, 2018 and 2025."""
    found = regularity(meetings(record.convenings, "drug-dialogue"), "drug-dialogue", reading.facts(), ON)
    assert found.promised == 1
    states = {state: [year for year, is_ in found.years.items() if is_ == state] for state in set(found.years.values())}
    assert states == {
        "kept": [2016, 2019, 2022, 2023, 2024], "missed": [2020, 2021], "unknown": [2017, 2018, 2025],
        "running": [2026],
    }  # fmt: skip
    assert found.last is not None
    assert found.last.numbers == (8,)
    assert found.since_last_days == (ON - dt.date(2024, 11, 14)).days


def test_nothing_is_missed_where_a_promise_can_be_read_as_every_two_years(record):
    found = regularity(
        meetings(record.convenings, "semiconductor-conference"), "semiconductor-conference", reading.facts(), ON
    )
    assert (found.low, found.high, found.confidence) == (0.5, 2, "recalled")
    assert "missed" not in found.years.values()


def test_a_body_without_a_promised_rhythm_is_not_judged(record):
    found = regularity(
        meetings(record.convenings, "trafficking-working-group"), "trafficking-working-group", reading.facts(), ON
    )
    assert found.promised is None
    assert found.years == {}


def test_the_world_of_an_earlier_day_knows_no_later_meeting(record):
    facts, on = reading.facts(), dt.date(2023, 12, 31)
    found = regularity(meetings(record.convenings, "drug-dialogue"), "drug-dialogue", facts, on)
    assert found.last is not None
    assert found.last.numbers == (7,)
    assert 2024 not in found.years


def test_before_anything_was_recorded_nothing_is_known(summit):
    found = gather(None, summit=summit, known_at=dt.date(2020, 1, 1))
    assert not found.convenings
    assert not found.memberships


def test_bodies_are_found_by_any_spelling_and_no_two_share_one():
    assert known_body("NADD") == known_body("Diálogo de América del Norte sobre Drogas") == "drug-dialogue"
    assert known_body("grupo de trabajo trilateral sobre trata de personas") == "trafficking-working-group"
    assert known_body("Committee of nobody") is None
    spelled = [
        folded(name)
        for body in bodies().values()
        for name in {folded(n) for n in (body.id, *body.name.values(), *body.spellings)}
    ]
    assert len(spelled) == len(set(spelled))


def test_facts_are_cited():
    facts = load(FOLDER.parent / "facts")
    assert len(facts) == 2
    assert all(fact.source in facts.sources for fact in facts)


def test_each_promise_that_lives_by_evidence_names_rooms_or_topics_that_are_known(summit):
    for commitment in summit.communique.commitments:
        assert set(scope_of(commitment).bodies) <= set(bodies()), commitment.id
        assert set(scope_of(commitment).topics) <= set(tables.TOPICS), commitment.id
        if commitment.kind != "measure":
            assert "dialogues" in commitment.bound, commitment.id
            assert scope_of(commitment).topics, commitment.id


@given(st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_no_meeting(record, chance):
    shuffled = list(record.convenings)
    chance.shuffle(shuffled)
    assert meetings(shuffled) == meetings(record.convenings)
