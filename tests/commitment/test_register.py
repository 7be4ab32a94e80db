"""The 2023 register comes out as the specification of the commitments says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from communique.commitment import (
    STATES,
    Evidence,
    OfficeHolder,
    PartyState,
    agreed,
    evidence_state,
    known_rows,
    load_summit,
    screen,
    single_source,
    together,
)

TODAY = dt.date(2026, 11, 24)
SUMMIT = load_summit("nals2023")


def states(number: int, on: dt.date = TODAY, known_at: dt.date = TODAY, rows=None) -> dict[str, PartyState]:
    commitment = SUMMIT.communique.commitment(number)
    return {
        party: evidence_state(
            commitment,
            party,
            SUMMIT.evidence if rows is None else rows,
            on=on,
            known_at=known_at,
            window_start=SUMMIT.communique.window_start,
        )
        for party in commitment.parties
    }


def row(id: str) -> Evidence:
    return next(evidence for evidence in SUMMIT.evidence if evidence.id == id)


@pytest.mark.parametrize("number", [2, 5, 8, 11, 12, 20, 21, 22])
def test_none_found_is_unknown_and_says_so(number):
    for state in states(number).values():
        assert (state.state, state.reason.id) == ("unknown", "unknown-none-found")


def test_food_plan_is_unknown_before_its_date_and_overdue_unknown_after():
    assert {s.state for s in states(7, on=dt.date(2025, 12, 31)).values()} == {"unknown"}
    assert {s.state for s in states(7, on=dt.date(2026, 1, 1)).values()} == {"overdue_unknown"}


@pytest.mark.parametrize("number", [1, 4, 18, 19, 23, 26])
def test_trilateral_dated_deliveries_are_delivered_for_all(number):
    found = states(number)
    assert together(list(found.values())) == "delivered"


def test_lgbtqi_coalitions_are_partial_for_two_and_reversed_for_the_third_with_both_dates():
    found = states(27)
    assert (found["CAN"].state, found["MEX"].state, found["USA"].state) == ("partial", "partial", "reversed")
    assert found["USA"].since == dt.date(2025, 2, 14)
    assert found["USA"].reason.args["undone"] == "27-04"
    assert found["USA"].reason.args["done"] == "27-03"
    assert together(list(found.values())) == "mixed"


def test_the_reversal_is_not_seen_before_it_happened():
    assert {s.state for s in states(27, on=dt.date(2025, 2, 13)).values()} == {"partial"}


def test_drug_dialogue_holds_two_rows_of_one_conflict():
    groups = [e.conflict_group for e in SUMMIT.evidence if e.commitment == "19-drug-dialogue" and e.conflict_group]
    assert groups == ["tfc-2024-02-ordinal"] * 2
    assert any(flag.id == "flag-conflict" for flag in states(19)["CAN"].flags)


def test_as_of_mid_2024_pandemic_plan_and_mobility_are_unknown_by_valid_time():
    on = dt.date(2024, 6, 30)
    for number in (4, 23):
        assert {s.reason.id for s in states(number, on=on).values()} == {"unknown-not-yet"}


def test_nothing_is_known_before_it_was_recorded():
    assert {s.state for n in range(1, 29) for s in states(n, known_at=dt.date(2026, 11, 23)).values()} <= {
        "unknown",
        "overdue_unknown",
    }


def test_a_bilateral_act_is_at_most_partial_and_only_for_those_it_names():
    found = states(9)
    assert (found["CAN"].state, found["MEX"].state, found["USA"].state) == ("partial", "unknown", "partial")
    promoted = tuple(replace(e, kind="delivered") if e.id == "09-01" else e for e in SUMMIT.evidence)
    assert states(9, rows=promoted)["CAN"].state == "partial"


def test_a_meeting_never_meets_a_measure():
    meeting = replace(row("18-01"), id="06-99", commitment="06-waste-methane")
    assert states(6, rows=(*SUMMIT.evidence, meeting))["CAN"].state == "activity"


def test_evidence_before_the_window_counts_only_because_the_rule_names_it():
    commitment = SUMMIT.communique.commitment(24)
    assert commitment.rule.counts == ("24-01",)
    assert states(24)["CAN"].state == "partial"
    silent = commitment.model_copy(update={"rule": commitment.rule.model_copy(update={"counts": ()})})
    state = evidence_state(
        silent, "CAN", SUMMIT.evidence, on=TODAY, known_at=TODAY, window_start=SUMMIT.communique.window_start
    )
    assert state.state == "unknown"


def test_inferred_year_is_an_interval_and_never_a_day():
    sixth = row("26-02")
    assert (sixth.precision, sixth.start, sixth.end) == ("inferred_year", dt.date(2024, 1, 1), dt.date(2024, 12, 31))


def test_press_only_claims_of_high_confidence_are_single_source_and_still_loaded():
    flagged = {e.id for e in SUMMIT.evidence if single_source(e, SUMMIT.evidence)}
    assert flagged == {"09-01", "27-04", "01-02", "24-01"}


def test_a_late_delivery_is_late_and_a_strict_reading_only_a_flag():
    forum = states(1)["USA"]
    assert forum.state == "delivered"
    assert "flag-strict-late" in [flag.id for flag in forum.flags]
    later = tuple(
        replace(e, start=dt.date(2024, 3, 1), end=dt.date(2024, 3, 1)) for e in SUMMIT.evidence if e.id == "01-01"
    )
    assert states(1, rows=later)["USA"].state == "late"


def test_not_searched_differs_from_none_found_and_from_context():
    assert states(14)["MEX"].reason.id == "unknown-not-searched"
    assert states(15)["MEX"].reason.id == "unknown-related-only"
    assert states(16)["CAN"].reason.id == "unknown-context-only"
    assert states(28)["MEX"].reason.id == "unknown-uncertain"


def test_a_withdrawn_or_superseded_row_is_gone_only_from_that_day_on():
    withdrawn = replace(row("18-01"), withdrawn_on=dt.date(2026, 12, 1))
    assert known_rows([withdrawn], TODAY) == (withdrawn,)
    assert known_rows([withdrawn], dt.date(2026, 12, 1)) == ()
    better = replace(row("18-01"), id="18-02", supersedes="18-01", recorded_on=dt.date(2026, 12, 1))
    assert [e.id for e in known_rows([row("18-01"), better], TODAY)] == ["18-01"]
    assert [e.id for e in known_rows([row("18-01"), better], dt.date(2026, 12, 1))] == ["18-02"]


def test_a_conflict_group_is_worth_what_its_members_agree_on():
    one = replace(row("18-01"), id="a", conflict_group="g")
    other = replace(one, id="b", kind="activity", parties=("CAN", "MEX"))
    first, second = agreed([one, other])
    assert first.kind == second.kind == "activity"
    assert first.parties == ("CAN", "MEX")
    contrary = replace(one, id="c", kind="reversal")
    assert {e.kind for e in agreed([one, contrary])} == {"uncertain"}


def test_a_rejected_row_is_kept_and_never_counts():
    rejected = replace(row("18-01"), kind="rejected", rejected_because="another site's invention")
    others = tuple(e for e in SUMMIT.evidence if e.id != "18-01")
    assert states(18, rows=(*others, rejected))["CAN"].state == "unknown"


def test_a_page_that_contradicts_an_official_record_is_quarantined_with_rule_and_field():
    official = replace(row("19-02"), event_key="nadd-7", place="Washington DC")
    page = replace(
        official, id="x", source_class="secondary", start=dt.date(2024, 1, 5), end=dt.date(2024, 1, 5), place="Cancún"
    )
    faults = {(f.rule, f.column, f.against) for f in screen([page], [official])}
    assert ("contradicts-official", "date", "19-02") in faults
    assert ("contradicts-official", "place", "19-02") in faults
    assert ("weak-single-source", "source_class", "") in faults


def test_an_office_holder_not_in_office_on_the_day_is_caught():
    terms = [
        OfficeHolder("USA", "president", "A", dt.date(2021, 1, 20), dt.date(2025, 1, 20)),
        OfficeHolder("USA", "president", "B", dt.date(2025, 1, 20), None),
    ]
    good = replace(row("18-01"), office_holders=("USA:president:A",))
    assert list(screen([good], [], terms)) == []
    bad = replace(good, office_holders=("USA:president:B",))
    assert [(f.rule, f.value) for f in screen([bad], [], terms)] == [("not-in-office", "USA:president:B")]
    unlisted = replace(good, office_holders=("MEX:president:C",))
    assert list(screen([unlisted], [], terms)) == []


def test_two_independent_sources_carry_a_claim_that_one_weak_source_does_not():
    weak = replace(row("26-02"), id="w")
    second = replace(weak, id="v", source_class="press", source="https://example.org/report")
    assert [f.rule for f in screen([weak], [])] == ["weak-single-source"]
    assert list(screen([weak], [second])) == []


def test_every_state_that_comes_out_is_in_the_one_enumeration():
    assert {s.state for n in range(1, 29) for s in states(n).values()} <= set(STATES)


def test_own_wording_is_not_read_where_no_own_text_says_it():
    communique = SUMMIT.communique
    assert communique.own_text("USA").read == "whole"
    assert communique.own_text("CAN").read == "opening"
    waste = communique.commitment(6)
    assert not any(communique.text(w.text).parties == ("CAN",) for w in waste.wordings)
