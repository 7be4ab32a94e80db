"""Do named people get the verdict the law gives them, with the right citation?"""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from workstreams.pathways.people import MEXICAN_ENGINEER, ON

from communique.rules import Evaluation
from communique.rules import expression as x
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.compiled import day
from communique.workstreams.pathways.evaluation import evaluate
from communique.workstreams.pathways.pathway import Finding

LEVELS = ("less", "secondary", "one_year", "two_year", "bachelor", "two_or_more", "masters", "doctorate")
ABILITIES = ("clb_speaking", "clb_listening", "clb_reading", "clb_writing")


def found(pathway: str, answers: dict[str, Any], on: dt.date = ON, known_at: dt.date | None = None) -> Finding:
    return evaluate(shipped(), answers, on, known_at)[pathway]


def value(finding: Finding, criterion: str) -> bool | None:
    return next(each.truth for each in finding.reasons if each.criterion == criterion)


def test_a_mexican_engineer_may_qualify_for_tn() -> None:
    finding = found("us-tn", MEXICAN_ENGINEER)
    assert (finding.criteria.truth, finding.status.truth, finding.overall) == (True, True, True)
    assert finding.word == "may"


def test_a_permanent_resident_of_mexico_does_not_qualify_for_tn_and_is_told_where_it_is_written() -> None:
    finding = found("us-tn", {**MEXICAN_ENGINEER, "nationality": ["HND"]})
    assert finding.criteria.truth is False
    assert finding.word == "does-not-appear"
    because = next(each for each in finding.reasons if each.truth is False)
    assert because.criterion == "us-tn.citizen"
    assert because.citation is not None
    assert because.citation.pinpoint == "8 CFR 214.6(a), (d)"


def test_a_requirement_is_met_by_any_nationality() -> None:
    assert found("us-tn", {**MEXICAN_ENGINEER, "nationality": ["HND", "MEX"]}).overall is True


def test_the_lottery_asks_where_one_was_born_and_not_the_passport() -> None:
    born_in_mexico = found("us-dv", {"birth_country": "MEX", "nationality": ["FRA"]})
    because = next(each for each in born_in_mexico.reasons if each.truth is False)
    assert because.citation is not None
    assert "203(c)(1)" in because.citation.pinpoint
    born_in_france = found("us-dv", {"birth_country": "FRA", "nationality": ["MEX"]})
    assert value(born_in_france, "us-dv.native") is None, "the yearly list is not recorded"


def test_three_of_ten_kinds_of_proof() -> None:
    rest = {"priority_date_current": True, "past_problem": False}
    assert (
        value(found("us-eb-1", {**rest, "achievements": ["prizes", "press"], "us_offer": ["none"]}), "us-eb-1.class")
        is False
    )
    assert found("us-eb-1", {**rest, "achievements": ["prizes", "press", "high_pay"]}).criteria.truth is True
    assert found("us-eb-1", {**rest, "achievements": ["major_award"]}).criteria.truth is True


@pytest.mark.parametrize(
    ("entry", "today", "in_time"),
    [
        ("2025-11-24", "2026-11-24", True),  # the last day counts
        ("2025-11-23", "2026-11-24", False),
        ("2023-03-01", "2024-03-01", True),  # 366 days, through 29 February
        ("2023-02-28", "2024-02-29", False),
        ("2024-02-29", "2025-03-01", True),  # a year from 29 February ends on 1 March
        ("2024-02-29", "2025-03-02", False),
    ],
)
def test_asylum_is_asked_within_a_year_of_arrival(entry: str, today: str, in_time: bool) -> None:
    finding = found("us-asylum-aff", {"us_last_entry": entry, "us_late_reason": False}, dt.date.fromisoformat(today))
    assert value(finding, "us-asylum-aff.one-year") is in_time


def test_changed_circumstances_excuse_a_late_request() -> None:
    answers = {
        "location": "USA", "fear_harm": True, "fear_grounds": ["politics"], "us_last_entry": "2020-01-01",
        "serious_harm_done": False, "firmly_resettled": False, "us_by_land_from_canada": False,
        "us_removal_case": False,
    }  # fmt: skip
    assert found("us-asylum-aff", {**answers, "us_late_reason": False}).criteria.truth is False
    assert found("us-asylum-aff", {**answers, "us_late_reason": True}).criteria.truth is True
    assert found("us-asylum-aff", {**answers, "us_late_reason": True}).word == "cannot-tell", "decisions are on hold"


CLAIM: dict[str, Any] = {
    "location": "CAN", "fear_harm": True, "fear_grounds": ["religion"], "ca_prior_claim": False,
    "five_eyes_claim": False, "ca_land_from_us": False, "ca_irregular_entry": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "claim", "eligible"),
    [
        ("2025-01-10", "2026-01-10", True),  # not more than one year
        ("2025-01-10", "2026-01-11", False),
        ("2020-06-24", "2026-01-11", True),  # entries up to that day do not start the clock
        ("2020-06-25", "2026-01-11", False),
        ("2023-01-10", "2025-06-02", True),  # claims before 3 June 2025
        ("2023-01-10", "2025-06-03", False),
    ],
)
def test_a_claim_more_than_a_year_after_first_entry_is_not_eligible(entry: str, claim: str, eligible: bool) -> None:
    finding = found("ca-claim", {**CLAIM, "ca_first_entry": entry, "ca_claim_date": claim})
    assert finding.criteria.truth is eligible
    assert "ov-ca-c12-1y" in [each.overlay.id for each in finding.status.overlays]


@pytest.mark.parametrize(("claim", "eligible"), [("2026-01-15", True), ("2026-01-16", False)])
def test_a_claim_more_than_14_days_after_irregular_entry_is_not_eligible(claim: str, eligible: bool) -> None:
    answers = {
        **CLAIM, "ca_irregular_entry": True, "ca_irregular_entry_date": "2026-01-01", "ca_first_entry": "2026-01-01",
        "ca_claim_date": claim, "ca_land_from_us": False,
    }  # fmt: skip
    assert found("ca-claim", answers).criteria.truth is eligible


def test_a_claim_from_the_united_states_needs_an_exception() -> None:
    answers = {**CLAIM, "ca_land_from_us": True, "ca_first_entry": "2026-10-01", "ca_claim_date": "2026-10-02"}
    assert found("ca-claim", {**answers, "stca_exception": False}).criteria.truth is False
    assert found("ca-claim", {**answers, "stca_exception": True}).criteria.truth is True
    assert found("ca-claim", answers).criteria.truth is None


def test_mexico_asks_for_refuge_within_30_working_days_and_no_calendar_is_recorded() -> None:
    answers = {"location": "MEX", "fear_harm": True, "fear_grounds": ["gender"], "serious_harm_done": False}
    soon = found("mx-refuge", {**answers, "mx_entry": "2026-10-15"})
    late = found("mx-refuge", {**answers, "mx_entry": "2026-09-01", "mx_late_reason": False})
    assert soon.criteria.truth is True
    assert late.criteria.truth is None
    assert "pathways-open-working-days" in [reason.subject for reason in late.criteria.reasons]
    assert found("mx-refuge", {**answers, "mx_entry": "2026-09-01", "mx_late_reason": True}).criteria.truth is True


@pytest.mark.parametrize(
    ("place", "income", "solvent"),
    [
        ("inside", 35_193, True),  # 300 × 117.31
        ("inside", 35_192.99, False),
        ("consulate_wage", 94_512, True),  # 300 × 315.04
        ("consulate_wage", 94_511.99, False),
        (None, 94_512, True),  # enough by either measure
        (None, 50_000, None),
        (None, 35_192.99, False),
    ],
)
def test_solvency_in_mexico_depends_on_the_office(place: str | None, income: float, solvent: bool | None) -> None:
    answers = {"mx_apply_place": place, "mx_income": income, "mx_balance": 0, "mx_property": 0, "mx_investment": 0}
    assert found("mx-rt-econ", answers).criteria.truth is solvent


def test_amounts_of_mexico_that_were_replaced_never_end_in_a_yes() -> None:
    answers = {"mx_apply_place": "inside", "mx_income": 40_000}
    before, after = (found("mx-rt-econ", answers, on) for on in (dt.date(2025, 8, 8), dt.date(2025, 8, 9)))
    named = "ov-mx-visa-guidelines"
    assert named not in [each.overlay.id for each in before.status.overlays]
    assert named in [each.overlay.id for each in after.status.overlays]
    assert after.criteria.truth is True
    assert after.status.truth is None


def test_every_pathway_that_reads_a_replaced_amount_stands_under_the_warning() -> None:
    replaced = ("mx_solvency_", "mx_student_", "mx_family_income")
    book = shipped().book
    reading = {
        name
        for name, one in book.sets.items()
        for rule in one.rules
        for part in x.walk(book.rules[rule].when)
        if isinstance(part, x.Param) and part.id.startswith(replaced)
    }
    warned = {
        each for one in shipped().overlays if one.words == "pathways-ov-mx-visa-guidelines" for each in one.applies_to
    }
    assert reading == warned


def test_relatives_of_a_mexican_are_not_warned_of_amounts_that_nobody_asks_of_them() -> None:
    named = [
        [each.overlay.id for each in found("mx-rt-family", {"mx_family": [relative]}).status.overlays]
        for relative in ("partner_mexican", "partner_resident")
    ]
    assert named == [[], ["ov-mx-visa-guidelines-family"]]


def test_the_ranking_is_unknown_from_3_november_2026_with_its_reason() -> None:
    old, new = found("ca-ee-crs", {}, dt.date(2026, 11, 2)), found("ca-ee-crs", {}, dt.date(2026, 11, 3))
    assert "pathways-open-crs-2026" in [reason.subject for reason in new.criteria.reasons]
    assert "pathways-open-crs-2026" not in [reason.subject for reason in old.criteria.reasons]
    best = {"ca_papers": ["nomination"]}
    assert found("ca-ee-crs", best, dt.date(2026, 11, 3)).criteria.truth is None


def profile(case: dict[str, Any]) -> dict[str, Any]:
    """Answers of a case of the 67-point grid."""
    adapt = {
        "sp_lang": "spouse_language", "sp_study": "spouse_study", "own_study": "own_study", "sp_work": "spouse_work",
        "own_work": "own_work", "relative": "relative",
    }  # fmt: skip
    ticked = [to for name, to in adapt.items() if case[name]]
    return {
        "age": case["age"],
        "education": LEVELS[case["edu"]],
        **dict(zip(ABILITIES, case["first"], strict=True)),
        "second_language_clb5": case["second"] is not None and min(case["second"]) >= 5,
        "skilled_years": case["exp"],
        "ca_offer": ["skilled_year"] if case["arranged"] else ["none"],
        "ca_adaptability": ticked or ["none"],
    }


def test_the_67_point_grid_in_the_rule_book_gives_the_points_of_every_vector(shared: Path) -> None:
    catalogue = shipped()
    criteria = next(each for each in day(catalogue, ON).pathways if each.pathway.id == "ca-fsw").criteria
    points = criteria.conditions["ca-fsw.points"]
    left = points.left  # type: ignore[union-attr]
    file = shared / "data" / "pathways" / "fsw67_vectors_dev.jsonl.gz"
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    cases += json.loads((shared / "data" / "pathways" / "reference_cases.json").read_text(encoding="utf-8"))["fsw67"]
    wrong = []
    for case in cases:
        now = Evaluation(profile(case["profile"]), catalogue.book.facts)
        reach = now.range(left)
        if (reach.low, reach.high) != (case["expect"]["total"], case["expect"]["total"]):
            wrong.append((case["id"], reach, case["expect"]))
    assert len(cases) == 1002
    assert wrong == []


def test_settlement_funds_rise_by_4112_for_each_person_past_seven() -> None:
    for size, needed in ((1, 15_263), (7, 40_392), (8, 44_504), (10, 52_728)):
        rest = {"family_size": size, "ca_offer": ["none"], "ca_may_work": False}
        assert value(found("ca-fsw", {**rest, "funds_cad": needed}), "ca-fsw.funds") is True
        assert value(found("ca-fsw", {**rest, "funds_cad": needed - 1}), "ca-fsw.funds") is False


def test_no_figure_is_carried_before_its_first_day() -> None:
    rest = {"family_size": 1, "funds_cad": 10_000_000, "ca_offer": ["none"], "ca_may_work": False}
    early = found("ca-fsw", rest, dt.date(2025, 7, 6))
    assert value(early, "ca-fsw.funds") is None
    assert {reason.subject for reason in early.criteria.rules["ca-fsw.funds"].reasons} >= {"ca_settlement_funds"}


def test_before_a_programme_began_there_is_no_rule_and_no_verdict() -> None:
    finding = found("us-tn", MEXICAN_ENGINEER, dt.date(1993, 12, 31))
    assert finding.criteria.truth is None
    assert [reason.kind for reason in finding.criteria.reasons] == ["unrecorded"]
    assert found("us-tn", MEXICAN_ENGINEER, dt.date(1994, 1, 1)).criteria.truth is True


def test_what_was_not_yet_recorded_is_not_known() -> None:
    finding = found("us-tn", MEXICAN_ENGINEER, ON, dt.date(2026, 11, 23))
    assert (finding.criteria.truth, finding.status.truth, finding.word) == (None, None, "cannot-tell")


def test_a_visitor_decided_either_way_is_decided_though_kleene_leaves_it_open() -> None:
    answers = dict.fromkeys(ABILITIES, 7) | {"ca_graduate": True, "days_since_graduation": 30}
    finding = found("ca-pgwp", answers)
    assert value(finding, "ca-pgwp.language") is None
    assert finding.criteria.truth is None, "the field of study is still open"
    degree_or_listed = {**answers, "ca_program": "listed_field"}
    assert found("ca-pgwp", degree_or_listed).criteria.truth is True


def test_immutable_facts_make_no_promise_and_curable_ones_say_what_is_missing() -> None:
    too_old = found("ca-iec", {"age": 40})
    assert too_old.word == "does-not-appear"
    assert too_old.change is not None
    assert not too_old.change.possible
    no_passport = found("mx-visitor", {"passport": False, "plans_paid_work": False, "mx_visa_or_exempt": True})
    assert no_passport.word == "not-now"
    assert no_passport.change is not None
    assert dict(no_passport.change.changed) == {"passport": True}
    assert no_passport.change.cost == 2


def test_a_tie_made_for_papers_is_never_proposed() -> None:
    single = found("us-fam-1", {"us_citizen_relative": ["none"], "marital_status": "single"})
    assert single.word == "does-not-appear"
