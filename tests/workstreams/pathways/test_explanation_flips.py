"""Is what the cards say would change a verdict true, no dearer than the exact answer, and no invitation to lie?"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import assume, given, settings
from people import MEXICAN_ENGINEER, ON, answers

from communique.rules import Curable, Evaluation
from communique.rules import expression as x
from communique.workstreams.pathways.answers import Contradicted, read_answers
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.compiled import Dated, day
from communique.workstreams.pathways.evaluation import evaluate
from communique.workstreams.pathways.flips import _both, _demands, changed
from communique.workstreams.pathways.pathway import Answer, Demand, Finding

COSTS = {each.pathway.id: each.criteria.costs for each in day(shipped(), ON).pathways}
DATED: dict[str, Dated] = {each.pathway.id: each for each in day(shipped(), ON).pathways}


def found(said: dict[str, Any]) -> Answer:
    try:
        return evaluate(shipped(), said, ON)
    except Contradicted:
        assume(False)
        raise


def changeable(answer: Answer) -> list[Finding]:
    return [each for each in answer.findings if each.word == "not-now" and each.criteria.truth is False]


def test_an_engineer_in_mexico_is_told_what_would_change_each_closed_way() -> None:
    told = {each.pathway.id: each.flips for each in changeable(evaluate(shipped(), MEXICAN_ENGINEER, ON))}
    assert told["ca-claim"] == (Demand("location", "is", "CAN"),)
    assert told["us-h2a"] == (Demand("us_offer", "has", "farm_season"),)
    assert told["us-t"] == (Demand("location", "is", "USA"),)


def cost(found: Finding) -> float:
    return sum(COSTS[found.pathway.id][demand.fact].cost for demand in found.flips)


@settings(max_examples=12, deadline=None)
@given(answers())
def test_the_demands_cost_what_the_exact_programme_finds(said: dict[str, Any]) -> None:
    """Wherever values are named; a condition that weighs several answers together names none."""
    for each in changeable(found(said))[::3]:
        exact = each.change
        assert exact is not None
        assert bool(each.flips) == exact.possible
        if all(demand.how != "other" for demand in each.flips):
            assert cost(each) == pytest.approx(exact.cost)


@settings(max_examples=25, deadline=None)
@given(answers())
def test_with_the_demands_met_the_criteria_are_no_longer_false(said: dict[str, Any]) -> None:
    facts = read_answers(shipped(), said, ON).facts
    for each in changeable(found(said)):
        if each.flips and all(demand.how != "other" for demand in each.flips):
            then = Evaluation({**facts, **changed(each.flips, facts)}, shipped().book.facts)
            assert then.truth(DATED[each.pathway.id].hopeful)[0] is not False


@settings(max_examples=25, deadline=None)
@given(answers())
def test_nothing_is_proposed_that_cannot_or_must_not_change(said: dict[str, Any]) -> None:
    for each in changeable(found(said)):
        for demand in each.flips:
            curable: Curable = COSTS[each.pathway.id][demand.fact]
            assert curable.how != "never"
            if demand.fact == "age" and "age" in said and demand.how in ("is", "least", "most"):
                assert demand.value > said["age"]


@settings(max_examples=10, deadline=None)
@given(answers())
def test_the_order_of_answers_changes_no_demand(said: dict[str, Any]) -> None:
    backwards = dict(reversed(said.items()))
    assert [e.flips for e in found(said).findings] == [e.flips for e in found(backwards).findings]


def test_what_is_not_false_has_nothing_to_change() -> None:
    for each in evaluate(shipped(), {}, ON).findings:
        assert each.flips == ()


DAY = dt.date(2026, 3, 1)
IS, LEAST, MOST = (Demand("age", how, 21) for how in ("is", "least", "most"))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (LEAST, Demand("age", "least", 30), Demand("age", "least", 30)),
        (MOST, Demand("age", "most", 18), Demand("age", "most", 18)),
        (LEAST, Demand("age", "most", 18), None),
        (LEAST, Demand("age", "most", 25), IS),
        (LEAST, Demand("age", "is", 25), Demand("age", "is", 25)),
        (LEAST, Demand("age", "is", 20), None),
        (IS, Demand("age", "is", 22), None),
        (Demand("age", "other"), IS, IS),
        (IS, Demand("age", "other"), IS),
        (Demand("o", "has", "a"), Demand("o", "lacks", "a"), None),
        (Demand("d", "least", DAY), Demand("d", "most", DAY), Demand("d", "is", DAY)),
    ],
)
def test_two_demands_on_one_answer_become_the_one_that_meets_both(
    one: Demand, other: Demand, both: Demand | None
) -> None:
    assert _both(one, other) == both


@pytest.mark.parametrize(
    ("leaf", "want", "asked"),
    [
        (x.Compare(">", x.Fact("age"), x.Literal(20)), True, ("least", 21)),
        (x.Compare(">=", x.Fact("age"), x.Literal(20)), False, ("most", 19)),
        (x.Compare("<", x.Literal(20), x.Fact("age")), True, ("least", 21)),
        (x.Compare("==", x.Fact("location"), x.Literal("CAN")), True, ("is", "CAN")),
        (x.Compare("!=", x.Fact("location"), x.Literal("CAN")), False, ("is", "CAN")),
        (x.Compare("==", x.Fact("location"), x.Literal("CAN")), False, ("other", None)),
        (x.Fact("trafficked"), False, ("is", False)),
    ],
)
def test_a_condition_asks_for_the_nearest_value(leaf: x.Node, want: bool, asked: tuple[str, Any]) -> None:
    now = Evaluation({"age": 10, "location": "MEX", "trafficked": True}, shipped().book.facts)
    ((demand,),) = _demands(leaf, want, now, shipped().book.facts)
    assert (demand.how, demand.value) == asked
