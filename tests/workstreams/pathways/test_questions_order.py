"""Is the question asked that decides most for its effort, and none that cannot matter any more?"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from workstreams.pathways.people import ON, answers

from communique.rules import Curable, Evaluation, FactType
from communique.rules import expression as x
from communique.workstreams.pathways.answers import Contradicted
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.compiled import day
from communique.workstreams.pathways.evaluation import evaluate
from communique.workstreams.pathways.questions import Asked, next_question, rank, ranking
from communique.workstreams.pathways.report import as_json, spoken
from communique.workstreams.pathways.world_terms import pack, unpack
from communique.workstreams.pathways.worlds import Worlds, sample


def f(number: int) -> x.Fact:
    return x.Fact(f"f{number}")


# the instance of the specification: eight facts, five pathways
PATHWAYS: dict[str, x.Node] = {
    "p0": x.All((f(0), f(1), f(2))),
    "p1": x.All((f(0), x.Any((f(3), f(4))))),
    "p2": x.All((x.Not(f(0)), f(5))),
    "p3": x.Any((x.All((f(1), f(6))), x.All((f(2), f(7))))),
    "p4": x.All((f(3), x.Not(f(6)), x.Any((f(1), f(5))))),
}
SCHEMA = {f"f{i}": FactType("bool", curable=Curable("never")) for i in range(8)}
ORDER = {name: place for place, name in enumerate(SCHEMA)}
DRAWN = sample(list(PATHWAYS.values()), SCHEMA, {}, ON)


def unresolved(said: dict[str, bool]) -> dict[str, x.Node]:
    now = Evaluation(said, SCHEMA)
    return {name: node for name, node in PATHWAYS.items() if now.truth(node)[0] is None}


def ranked(said: dict[str, bool]) -> list[Asked]:
    return rank(unresolved(said), Evaluation(said, SCHEMA), SCHEMA, DRAWN, dict.fromkeys(SCHEMA, 1.0), ORDER, said)


def expected_questions(said: dict[str, bool], choose: Any) -> float:
    """How many more are asked on average, each answer yes or no with one half."""
    if not unresolved(said):
        return 0.0
    fact = choose(said)
    return 1 + sum(expected_questions({**said, fact: value}, choose) for value in (True, False)) / 2


def test_the_instance_of_the_specification_is_asked_at_its_optimum(shared: Path) -> None:
    file = shared / "data" / "pathways" / "reference_cases.json"
    case = json.loads(file.read_text(encoding="utf-8"))["next_question"]
    scores = {each.fact: each.score for each in ranked({})}
    assert [scores[name] for name in SCHEMA] == case["pivotality_at_start"]
    found = expected_questions({}, lambda said: ranked(said)[0].fact)
    assert found == case["expect_questions"]["optimum_by_dynamic_programming"] == 5.375


def test_the_fixed_orders_of_the_specification_ask_more() -> None:
    relevant = lambda said: next(name for name in SCHEMA if name in {each.fact for each in ranked(said)})  # noqa: E731
    naive = lambda said: next(name for name in SCHEMA if name not in said)  # noqa: E731
    assert expected_questions({}, relevant) == 5.875
    assert expected_questions({}, naive) == 7.125


def test_of_equal_scores_the_lowest_fact_comes_first() -> None:
    scores = [(each.score, ORDER[each.fact]) for each in ranked({})]
    assert scores == sorted(scores, key=lambda pair: (-pair[0], pair[1]))


def test_bits_are_packed_and_unpacked() -> None:
    import numpy as np

    for count in (1, 7, 8, 256, 4096):
        truths = np.random.default_rng(0).random(count) < 0.3
        assert (unpack(pack(truths), count) == truths).all()
        assert pack(truths).bit_count() == truths.sum()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(answers())
def test_worlds_agree_with_the_interpreter(said: dict[str, Any]) -> None:
    """Where the interpreter decides, every world does; where it does not, no clause that is left open is decided."""
    try:
        evaluate(shipped(), said, ON)
    except Contradicted:
        return
    facts = {**said, "today": ON}
    today = day(shipped(), ON)
    drawn = sample([each.criteria.node for each in today.pathways], shipped().book.facts, {}, ON, count=64)
    worlds = Worlds(drawn, Evaluation(facts, shipped().book.facts), shipped().book.facts)
    for each in today.pathways:
        truth, _ = worlds.now.truth(each.criteria.node)
        true, false = worlds.bits(each.criteria.node)
        assert true & false == 0
        if truth is not None:
            assert (true, false) == ((worlds.all, 0) if truth else (0, worlds.all))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(answers())
def test_no_question_is_asked_twice_or_where_it_cannot_matter(said: dict[str, Any]) -> None:
    try:
        found = evaluate(shipped(), said, ON)
    except Contradicted:
        return
    cone = {
        name for each in found.findings if each.criteria.truth is None and each.status.truth is not False
        for name in each.missing
    }  # fmt: skip
    asked = [each.fact for each in ranking(shipped(), said, ON, found=found)]
    assert set(asked) == cone - set(said)
    assert len(asked) == len(set(asked))


def test_what_only_closed_programmes_ask_is_not_asked() -> None:
    asked = {each.fact for each in ranking(shipped(), {}, ON)}
    assert asked.isdisjoint({"cbp_appointment", "cbp_zone", "business_share", "parole_invitation", "care_ready"})
    then = {each.fact for each in ranking(shipped(), {}, dt.date(2024, 6, 1))}
    assert {"cbp_appointment", "cbp_zone"} <= then


def test_the_first_question_opens_most_ways_and_sensitive_ones_come_late() -> None:
    order = [each.fact for each in ranking(shipped(), {}, ON)]
    assert order[0] == "location"
    sensitive = [name for name in order if (shipped().book.facts[name].sensitivity or "private") not in ("private",)]
    assert all(order.index(name) > 10 for name in sensitive)


def test_a_question_says_which_pathways_it_may_decide() -> None:
    asked = next_question(shipped(), {}, ON)
    assert asked is not None
    assert len(asked.decides) > 5
    assert all(0 < share <= 1 for _, share in asked.decides)
    assert asked.score == pytest.approx(sum(share for _, share in asked.decides) / asked.burden)


def test_a_declined_answer_is_not_asked_again() -> None:
    assert "location" not in {each.fact for each in ranking(shipped(), {"location": "declined"}, ON)}


def test_every_question_can_be_written_in_every_language() -> None:
    from dataclasses import replace

    found = evaluate(shipped(), {}, ON)
    first = next_question(shipped(), {}, ON, found=found)
    assert first is not None
    for language in ("en", "es", "fr", "ht", "pt"):
        for fact in shipped().questions:
            written = as_json(shipped(), replace(found, findings=()), replace(first, fact=fact), spoken(language))
            assert written["next_question"]["question"]


def test_the_walk_ends_and_decides_all_that_can_be_decided() -> None:
    """A person who answers every question as it comes is asked no more than there are questions."""
    said: dict[str, Any] = {}
    for _ in range(len(shipped().questions) + 1):
        asked = next_question(shipped(), said, ON)
        if asked is None:
            break
        kind = shipped().book.facts[asked.fact]
        said[asked.fact] = {
            "bool": False, "enum": kind.values[-1:] and kind.values[-1], "set": list(kind.values[-1:]), "date": ON,
        }.get(kind.sort, int(str(kind.low or 0)))  # fmt: skip
    assert next_question(shipped(), said, ON) is None
    assert len(said) < len(shipped().questions) / 2
