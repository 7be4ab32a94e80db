"""The cheapest change is the cheapest: every world of small conditions is tried."""

from __future__ import annotations

import math
import random
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.rules import Curable, FactType, RuleError, change, evaluate
from communique.rules import expression as x
from communique.rules.interpret import Evaluation
from communique.rules.programme import solve
from communique.rules.remedy import options_of

SCHEMA = {
    "a": FactType("bool"),
    "b": FactType("bool"),
    "c": FactType("bool"),
    "n": FactType("int", low=0, high=5),
    "m": FactType("int", low=0, high=5),
    "land": FactType("enum", values=("CAN", "MEX", "USA")),
}
VALUES: dict[str, list[Any]] = {
    "a": [True, False], "b": [True, False], "c": [True, False],
    "n": list(range(6)), "m": list(range(6)), "land": ["CAN", "MEX", "USA"],
}  # fmt: skip
COSTS = {
    "a": Curable("action", 3), "b": Curable("action", 1), "c": Curable("never"),
    "n": Curable("time", 2, "up"), "m": Curable("action", 4), "land": Curable("action", 7),
}  # fmt: skip
N, M = x.Fact("n"), x.Fact("m")
TERMS: list[x.Node] = [
    N,
    M,
    x.Sum((N, M)),
    x.Sum((N, x.Times(x.Literal(-2), M))),
    x.Least((x.Sum((N, M)), x.Literal(4))),
    x.Greatest((N, M)),
    x.Steps(N, x.Literal(((None, 0), (2, 3), (4, 1)))),
    x.Steps(x.Sum((N, M)), x.Literal(((None, 0), (3, 2), (6, 5)))),
    x.Case(((x.Fact("a"), N), (x.Compare("==", x.Fact("land"), x.Literal("MEX")), x.Literal(4))), M),
    x.Lookup(x.Fact("land"), x.Literal((("CAN", 1), ("MEX", 2), ("USA", 4)))),
]


def condition(chance: random.Random, depth: int = 2) -> x.Node:
    if depth == 0 or chance.random() < 0.2:
        op = chance.choice(("==", "!=", "<", "<=", ">", ">="))
        number = x.Compare(op, chance.choice(TERMS), x.Literal(chance.randint(0, 6)))
        land = x.Compare(chance.choice(("==", "!=")), x.Fact("land"), x.Literal("USA"))
        return chance.choice([x.Fact("a"), x.Fact("b"), x.Fact("c"), number, number, land])
    children = tuple(condition(chance, depth - 1) for _ in range(chance.randint(2, 3)))
    kinds: list[x.Node] = [
        x.All(children), x.Any(children), x.Not(children[0]), x.Implies(children[0], children[1]),
        x.AtLeast(chance.randint(1, len(children)), children),
    ]  # fmt: skip
    return chance.choice(kinds)


def facts(chance: random.Random) -> dict[str, Any]:
    found = {name: chance.choice(values) for name, values in VALUES.items() if chance.random() < 0.85}
    if chance.random() < 0.3:
        found["m"] = {"between": [1, 3]}
    return found


def cost(name: str, value: Any, now: dict[str, Any]) -> float:
    """What it costs that the fact has the value."""
    said = now.get(name)
    low, high = said["between"] if isinstance(said, dict) else (said, said)
    if said is None or (low <= value <= high if isinstance(value, int) else value == said):
        return 0.0
    backwards = COSTS[name].only == "up" and value < low
    return math.inf if backwards else COSTS[name].cost


def brute_force(node: x.Node, now: dict[str, Any]) -> float:
    names = sorted(x.facts_of(node))
    best = math.inf
    for values in product(*(VALUES[name] for name in names)):
        world = dict(zip(names, values, strict=True))
        total = sum(cost(name, value, now) for name, value in world.items())
        if total < best and evaluate(node, world, SCHEMA).truth is True:
            best = total
    return best


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_no_world_is_cheaper_than_the_change_found(chance: random.Random) -> None:
    node, now = condition(chance), facts(chance)
    found = change(node, now, SCHEMA, COSTS)
    assert found.cost == brute_force(node, now)
    assert found.possible is (found.cost < math.inf)
    if found.possible:
        assert evaluate(node, {**now, **found.learned, **found.changed}, SCHEMA).truth is True
        assert sum(cost(name, value, now) for name, value in found.changed.items()) == found.cost


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_tree_and_programme_agree_where_no_fact_is_shared(chance: random.Random) -> None:
    n = x.Compare(">=", N, x.Literal(chance.randint(0, 5)))
    m = x.Compare("<", M, x.Literal(chance.randint(1, 5)))
    pair = chance.choice([x.All, x.Any])((x.Fact("a"), n))
    node = x.AtLeast(chance.randint(1, 3), (pair, m, x.Not(x.Fact("b"))))
    now = {name: value for name, value in facts(chance).items() if name != "land"}
    evaluation = Evaluation(now, SCHEMA)
    if evaluation.truth(node)[0] is True:
        return
    by_programme = solve(node, evaluation, SCHEMA, COSTS, options_of(node, evaluation, SCHEMA, COSTS))
    by_tree = change(node, now, SCHEMA, COSTS)
    assert (by_tree.possible, by_tree.cost) == (by_programme.possible, by_programme.cost)
    assert len(by_tree.changed) + len(by_tree.learned) == len(by_programme.changed) + len(by_programme.learned)


def test_all_adds_any_takes_the_least_at_least_takes_the_cheapest() -> None:
    a, b, m = x.Fact("a"), x.Fact("b"), x.Compare(">", M, x.Literal(2))
    now = {"a": False, "b": False, "m": 0}
    assert change(x.All((a, b, m)), now, SCHEMA, COSTS).cost == 8
    assert change(x.Any((a, b, m)), now, SCHEMA, COSTS).changed == {"b": True}
    assert change(x.AtLeast(2, (a, b, m)), now, SCHEMA, COSTS).changed == {"a": True, "b": True}


def test_what_is_satisfied_costs_nothing() -> None:
    found = change(x.Fact("a"), {"a": True}, SCHEMA, COSTS)
    assert (found.possible, found.cost, found.changed, found.learned) == (True, 0.0, {}, {})


def test_age_does_not_go_backwards() -> None:
    assert change(x.Compare("<", N, x.Literal(3)), {"n": 4}, SCHEMA, COSTS).possible is False
    assert change(x.Compare(">", N, x.Literal(4)), {"n": 4}, SCHEMA, COSTS).changed == {"n": 5}


def test_a_missing_figure_cannot_be_changed_around() -> None:
    node = x.Compare(">=", N, x.Missing("unrecorded", "floor", "number"))
    assert change(node, {"n": 4}, SCHEMA, COSTS).possible is False


def test_a_fact_without_a_stated_cost_is_named() -> None:
    with pytest.raises(RuleError, match="no cost of change is stated for a, b"):
        change(x.All((x.Fact("a"), x.Fact("b"))), {"a": False, "b": False}, SCHEMA, {})
