"""Does a state cap a verdict: closed, paused, stale, not verified, disputed, as it was on any day?"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from workstreams.pathways.people import MEXICAN_ENGINEER, ON

from communique.rules import Book, condition
from communique.workstreams.pathways.books import FOLDER, load, shipped
from communique.workstreams.pathways.compiled import day
from communique.workstreams.pathways.evaluation import evaluate
from communique.workstreams.pathways.pathway import Catalogue, Finding, Overlay
from communique.workstreams.pathways.report import spoken, verdict
from communique.workstreams.pathways.review import ReviewError, due, record
from communique.workstreams.pathways.states import state_parts

CLOSED = {"us-chnv", "us-cbpone", "us-frp", "us-smo", "ca-agrifood", "ca-suv", "ca-cuaet"}


def found(pathway: str, on: dt.date = ON, **answers: object) -> Finding:
    return evaluate(shipped(), answers, on)[pathway]


def test_programmes_that_ended_are_always_shown_as_closed() -> None:
    words = {each.pathway.id: each.word for each in evaluate(shipped(), {}, ON).findings}
    assert {name for name, word in words.items() if word in ("closed-since", "was-closed")} == CLOSED
    assert words["ca-suv"] == "closed-since"
    assert words["us-cbpone"] == "was-closed", "not checked again since January 2025"


def test_what_is_closed_says_since_when_in_the_persons_language() -> None:
    assert verdict(found("ca-suv"), spoken("en")) == "Closed since January 1, 2026"
    assert verdict(found("us-cbpone"), spoken("fr")).endswith("le 31 janvier 2025")


@pytest.mark.parametrize(
    ("pathway", "last_open"),
    [("us-cbpone", "2025-01-19"), ("us-chnv", "2025-03-24"), ("ca-cuaet", "2023-07-15"), ("ca-suv", "2025-12-31")],
)
def test_a_replay_finds_it_open_until_its_last_day(pathway: str, last_open: str) -> None:
    last = dt.date.fromisoformat(last_open)
    assert found(pathway, last).status.code == "open"
    assert found(pathway, last + dt.timedelta(1)).status.code == "closed"


def test_a_paused_programme_is_not_now_whatever_the_answers() -> None:
    finding = found("ca-homecare")
    assert (finding.status.code, finding.overall, finding.word) == ("paused", False, "not-now")
    assert found("ca-psr-g5", dt.date(2027, 1, 1)).status.code == "unknown", "the pause is recorded to the end of 2026"


def test_past_review_the_status_is_capped_and_the_criteria_still_shown() -> None:
    adult = {"mx_retired": True, "mx_income": 10_000_000, "mx_apply_place": "inside"}
    finding = evaluate(shipped(), adult, ON)["mx-rp-econ"]
    assert finding.criteria.truth is True
    assert finding.status.past
    assert (finding.status.truth, finding.overall, finding.word) == (None, None, "cannot-tell")
    assert "pathways-open-past-review" in {reason.subject for reason in finding.status.reasons}


def test_the_review_day_itself_still_counts() -> None:
    tn = next(each for each in day(shipped(), ON).pathways if each.pathway.id == "us-tn")
    assert tn.review_by == dt.date(2027, 1, 31)
    for on, overall in ((dt.date(2027, 1, 31), True), (dt.date(2027, 2, 1), None)):
        assert evaluate(shipped(), MEXICAN_ENGINEER, on)["us-tn"].overall is overall


def test_review_times_can_be_set() -> None:
    strict = load(review_days={"A": 0, "B": 0, "C": 0})
    assert evaluate(strict, MEXICAN_ENGINEER, ON)["us-tn"].overall is None


def test_a_row_that_must_be_verified_is_capped() -> None:
    finding = evaluate(shipped(), {}, ON)["us-h1b"]
    assert not finding.status.verified
    assert "verified.us-h1b" in {reason.subject for reason in finding.status.reasons}


def test_a_pause_by_nationality_leaves_people_abroad_unknown_and_people_inside_untouched() -> None:
    on = dt.date(2026, 2, 15)
    family = {
        "us_citizen_relative": ["spouse"], "marital_status": "married", "relationship_real": True,
        "sponsor_income": True, "past_problem": False, "nationality": ["HND"],
    }  # fmt: skip
    abroad = evaluate(shipped(), {**family, "location": "elsewhere"}, on)["us-fam-1"]
    inside = evaluate(shipped(), {**family, "location": "USA"}, on)["us-fam-1"]
    assert (abroad.criteria.truth, abroad.status.truth, abroad.word) == (True, None, "cannot-tell")
    assert {each.overlay.id for each in abroad.status.overlays} == {"ov-pp-10998", "ov-iv-pause-75"}
    assert (inside.criteria.truth, inside.status.truth, inside.word) == (True, True, "may")


# -- overlays of one's own -------------------------------------------------------------------------------------------


def with_overlays(*overlays: Overlay) -> Catalogue:
    """The shipped catalogue with these overlays in place of its own."""
    base = shipped()
    states = state_parts(base.pathways, base.statuses, overlays)
    book = Book(
        base.book.facts,
        {**base.book.parameters, **states.parameters},
        {**{n: r for n, r in base.book.rules.items() if not n.startswith("status:")}, **states.rules},
        {**base.book.sets, **states.sets},
    )
    return replace(base, book=book, overlays=overlays)


def overlay(id: str, effect: str, when: object = True, dispute: str = "") -> Overlay:
    template = shipped().overlays[0]
    return replace(
        template, id=id, applies_to=("us-tn",), effect=effect, when=condition(when), dispute=dispute, rule="",
        valid_from=dt.date(2026, 1, 1),
    )  # fmt: skip


def test_a_pause_shuts_a_limit_leaves_open_a_notice_changes_nothing() -> None:
    for effect, truth in (("pauses", False), ("limits", None), ("notice", True)):
        status = evaluate(with_overlays(overlay("o", effect)), MEXICAN_ENGINEER, ON)["us-tn"].status
        assert status.truth is truth
        assert [each.truth for each in status.overlays] == [True]


def test_an_order_against_a_pause_leaves_the_state_unknown_and_both_are_shown() -> None:
    both = with_overlays(overlay("pause", "pauses", dispute="d"), overlay("order", "opens", dispute="d"))
    status = evaluate(both, MEXICAN_ENGINEER, ON)["us-tn"].status
    assert status.truth is None
    assert [each.overlay.id for each in status.overlays] == ["pause", "order"]
    assert "pathways-open-disputed" in {reason.subject for reason in status.reasons}


def test_an_order_for_others_leaves_the_pause() -> None:
    order = overlay("order", "opens", {"fact": "age", "<": 18}, dispute="d")
    status = evaluate(with_overlays(overlay("pause", "pauses", dispute="d"), order), MEXICAN_ENGINEER, ON)[
        "us-tn"
    ].status
    assert status.truth is False


def test_an_overlay_that_does_not_say_which_nationality_counts_leaves_dual_nationals_unknown(tmp_path: Path) -> None:
    from communique.workstreams.pathways.overlays import _counted

    listed = {"fact": "nationality", "any_in": ["HND"]}
    for counts, dual in (("any", False), ("all", True), ("unstated", None)):
        each = replace(overlay("o", "pauses"), when=_counted(condition(listed), counts))
        for nationality, truth in ((["HND"], False), (["MEX"], True), (["HND", "MEX"], dual)):
            answers = {**MEXICAN_ENGINEER, "nationality": nationality}
            assert evaluate(with_overlays(each), answers, ON)["us-tn"].status.truth is truth, (counts, nationality)


# -- re-checks -------------------------------------------------------------------------------------------------------


def test_a_recheck_governs_from_its_day_and_a_replay_does_not_know_it(tmp_path: Path) -> None:
    file = tmp_path / "reviews.csv"
    recorded = dt.date(2026, 12, 1)
    record(
        shipped(), file, "us-f1", status="open", source="travel.state.gov", on=dt.date(2026, 11, 30),
        recorded_on=recorded, confidence="A", note="read on the page",
    )  # fmt: skip
    catalogue = load(FOLDER, file)
    after, answers = dt.date(2026, 12, 2), {"nationality": ["MEX"], "location": "USA"}
    assert evaluate(catalogue, answers, after)["us-f1"].status.truth is True
    assert evaluate(catalogue, answers, after, dt.date(2026, 11, 30))["us-f1"].status.truth is None
    assert evaluate(shipped(), answers, after)["us-f1"].status.truth is None
    assert "us-f1" not in [each.pathway for each in due(catalogue, after)]
    assert catalogue.digest != shipped().digest


def test_a_recheck_needs_a_pathway_a_status_a_source_and_a_day(tmp_path: Path) -> None:
    good = {"status": "open", "source": "x", "on": ON, "recorded_on": dt.date(2026, 11, 25)}
    for change, told in (
        ({"status": "opened"}, "'opened' is none of"),
        ({"source": " "}, "say where it was read"),
        ({"on": dt.date(2026, 11, 26)}, "still to come"),
    ):
        with pytest.raises(ReviewError, match=told):
            record(shipped(), tmp_path / "r.csv", "us-tn", **{**good, **change})  # type: ignore[arg-type]
    with pytest.raises(ReviewError, match="did you mean us-tn"):
        record(shipped(), tmp_path / "r.csv", "us-tnn", **good)  # type: ignore[arg-type]
    assert not (tmp_path / "r.csv").exists()


def test_the_longest_overdue_comes_first() -> None:
    found_ = due(shipped(), ON)
    assert len(found_) == 59
    days = [each.days_past for each in found_]
    assert days == sorted(days, key=lambda each: -(each or 0))
    assert len(due(shipped(), ON, within=400)) > 59


# -- law that was read and found to say more ---------------------------------------------------------------------------


def notices(pathway: str, on: dt.date = ON, **answers: object) -> dict[str, bool | None]:
    return {each.overlay.id: each.truth for each in found(pathway, on, **answers).status.overlays}


def test_bars_that_nobody_is_asked_about_are_told_and_change_no_state() -> None:
    """IRPA s. 99(3), 101(1)(d), (f), 112(2)(a), (b); Ley sobre Refugiados art. 28."""
    told = {"ca-claim": "ov-ca-claim-bars", "ca-prra": "ov-ca-prra-bars", "mx-cp": "ov-mx-cp-bars"}
    for pathway, overlay in told.items():
        assert notices(pathway)[overlay] is None
        without = replace(shipped(), overlays=tuple(each for each in shipped().overlays if each.id != overlay))
        assert evaluate(without, {}, ON)[pathway].status.truth is found(pathway).status.truth
    assert notices("ca-claim", ca_removal_order=True)["ov-ca-claim-bars"] is True


@pytest.mark.parametrize("pathway", ["us-asylum-aff", "us-asylum-def"])
def test_the_one_year_limit_is_told_not_to_bind_a_child_who_is_alone(pathway: str) -> None:
    """8 U.S.C. 1158(a)(2)(E); an unaccompanied child is under 18."""
    assert notices(pathway, age=17)["ov-us-asylum-child"] is None
    assert "ov-us-asylum-child" not in notices(pathway, age=18)


def test_who_works_in_canada_with_a_permit_is_not_told_that_the_atlantic_funds_are_missing() -> None:
    """IRPR 87.3(2)(g): unless they are authorized to work and already working in Canada."""

    def funds(**answers: object) -> bool | None:
        reasons = evaluate(with_funds, {"funds_cad": 0, **answers}, ON)["ca-aip"].reasons
        return next(each.truth for each in reasons if each.criterion == "ca-aip.funds")

    book = shipped().book
    rows = tuple(replace(row, value=3000) for row in book.parameters["ca_aip_funds"].rows)
    asked = replace(book.parameters["ca_aip_funds"], rows=rows)
    with_funds = replace(shipped(), book=replace(book, parameters={**book.parameters, "ca_aip_funds": asked}))
    assert funds(location="CAN", ca_may_work=True) is None, "whether they work already is not asked"
    assert funds(location="CAN", ca_may_work=False) is False
    assert funds(location="MEX", ca_may_work=True) is False
    assert funds(location="MEX", funds_cad=3000) is True


def test_since_30_march_2026_the_province_alone_judges_ability_and_intent_to_reside() -> None:
    """IRPR 87(2)(c), (3) as amended by SOR/2026-63: in the consolidation the paragraphs are in force from that day."""
    nominated = {"ca_papers": ["nomination"], "outside_quebec": False, "ca_established": False}
    last = found("ca-pnp", dt.date(2026, 3, 29), **nominated)
    first = found("ca-pnp", dt.date(2026, 3, 30), **nominated)
    assert (last.criteria.truth, first.criteria.truth) == (False, True)
    assert found("ca-pnp", ca_papers=["none"]).criteria.truth is False
