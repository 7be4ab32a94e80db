"""What would change it? The cheapest set of facts that, were they otherwise, would make a condition true.

    minimise    Σ cost(f) · changed(f)      then, at that cost, the number of facts changed or learned
    subject to  the condition is true

A known fact changes at its cost, in its direction, or never; an unknown one is learned at no cost and listed apart.
Where each leaf reads one fact and none is read twice, a sum over the tree answers: all adds, any takes the least, at
least k the k cheapest. Else an integer programme (`programme.py` and `linear.py`, HiGHS).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from communique.rules import expression as x
from communique.rules.interpret import Evaluation, evaluate
from communique.rules.parameters import RuleError
from communique.rules.regions import regions, uses_of
from communique.rules.schema import Curable, FactType, Reading, Schema, unknown_fact

Weight = tuple[float, int]  # cost, then how many facts
NOTHING: Weight = (0.0, 0)
IMPOSSIBLE: Weight = (math.inf, 0)


@dataclass(frozen=True)
class Change:
    """The least that makes the condition true; not `possible` if nothing that can change does.

    changed  known facts and a value that would do
    learned  facts not known, and an answer that would do
    """

    possible: bool
    cost: float
    changed: Mapping[str, Any] = field(default_factory=dict)
    learned: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Option:
    """A value a fact may come to have, what it costs, and whether it is a change, an answer, or neither."""

    value: Any
    weight: Weight
    what: str  # stays, changed or learned


def change(
    node: x.Node, facts: Mapping[str, Any], schema: Schema, costs: Mapping[str, Curable] | None = None
) -> Change:
    """The cheapest facts to make a bound condition true; cost 0 and nothing to change if it is true already.

    costs   fact id to how it can be changed; default: as the schema says

    Raises RuleError naming known facts that no cost is stated for, and facts that enter arithmetic without a range.
    """
    costs = costs if costs is not None else {n: k.curable for n, k in schema.items() if k.curable is not None}
    now = Evaluation(facts, schema)
    if now.truth(node)[0] is True:
        return Change(True, 0.0)
    _require_costs(node, now, costs)
    options = options_of(node, now, schema, costs)
    if _is_tree(node, options):
        weight, chosen = _Tree(options, schema).cheapest(node, want=True)
        found = _change(weight, chosen)
    else:
        from communique.rules.programme import solve

        found = solve(node, now, schema, costs, options)
    _confirm(node, facts, schema, found)
    return found


def _require_costs(node: x.Node, now: Evaluation, costs: Mapping[str, Curable]) -> None:
    unstated = [f for f in sorted(x.facts_of(node)) if f not in costs and not now.reading(f).reasons]
    if unstated:
        raise RuleError(f"no cost of change is stated for {', '.join(unstated)}")


def _confirm(node: x.Node, facts: Mapping[str, Any], schema: Schema, found: Change) -> None:
    """The interpreter has the last word on what a solver proposes."""
    if found.possible:
        world = {**facts, **found.learned, **found.changed}
        if evaluate(node, world, schema).truth is not True:
            raise RuleError(f"the proposed change {world!r} does not make the condition true")


def options_of(node: x.Node, now: Evaluation, schema: Schema, costs: Mapping[str, Curable]) -> dict[str, list[Option]]:
    """For each fact a value of every region it can be in; without the facts whose whole value counts."""
    found = {}
    for name, use in uses_of(node).items():
        kind, reading = schema[name], now.reading(name)
        inside = regions(use, kind, reading)
        anywhere = regions(use, kind, unknown_fact(name))
        if inside is None or anywhere is None:
            continue
        found[name] = _options(name, inside, anywhere, kind, reading, costs.get(name, Curable("never")))
    return found


def _options(
    name: str, inside: list[Any], anywhere: list[Any], kind: FactType, reading: Reading, curable: Curable
) -> list[Option]:
    if not reading.reasons:
        current = inside[0]
        moved = [value for value in anywhere if value != current and allowed(value, current, curable, kind)]
        return [
            Option(current, NOTHING, "stays"),
            *(Option(value, (curable.cost, 1), "changed") for value in moved),
        ]
    learned = [Option(value, (0.0, 1), "learned") for value in inside]
    if not kind.ordered or reading.reasons == unknown_fact(name).reasons:
        return learned
    ends = reading.low, reading.high
    beyond = [
        value for value in anywhere if not (ends[0] <= _number(value) <= ends[1]) and _beyond(value, ends, curable)
    ]
    return learned + [Option(value, (curable.cost, 1), "changed") for value in beyond]


def _number(value: Any) -> Any:
    return value.toordinal() if hasattr(value, "toordinal") else value


def _beyond(value: Any, ends: tuple[Any, Any], curable: Curable) -> bool:
    if math.isinf(curable.cost):
        return False
    return curable.only is None or (_number(value) > ends[1]) is (curable.only == "up")


def allowed(value: Any, current: Any, curable: Curable, kind: FactType) -> bool:
    """Whether a known fact can come to have the value."""
    if math.isinf(curable.cost):
        return False
    if curable.only is None:
        return True
    if kind.sort == "bool":
        return bool(value) is (curable.only == "up")
    return not kind.ordered or (_number(value) > _number(current)) is (curable.only == "up")


def _is_tree(node: x.Node, options: Mapping[str, Sequence[Option]]) -> bool:
    """Whether every leaf reads one fact at most and no fact is read by two leaves."""
    names: list[str] = []
    for leaf in tree_leaves(node):
        read = x.facts_of(leaf)
        if len(read) > 1:
            return False
        names += read
    return len(names) == len(set(names)) and set(names) <= set(options)


def tree_leaves(node: x.Node) -> list[x.Node]:
    """The conditions that are not made of conditions."""
    if isinstance(node, (x.All, x.Any, x.AtLeast, x.Not, x.Implies)):
        return [leaf for part in x.parts(node) for leaf in tree_leaves(part)]
    return tree_leaves(node.body) if isinstance(node, x.Named) else [node]


Chosen = tuple[tuple[str, Option], ...]
Answer = tuple[Weight, Chosen]


@dataclass(frozen=True)
class _Tree:
    options: Mapping[str, Sequence[Option]]
    schema: Schema

    def cheapest(self, node: x.Node, *, want: bool) -> Answer:
        """The least weight at which the condition has the truth wanted, and the options taken."""
        if isinstance(node, x.Named):
            return self.cheapest(node.body, want=want)
        if isinstance(node, x.Not):
            return self.cheapest(node.child, want=not want)
        if isinstance(node, x.Implies):
            return self.cheapest(x.Any((x.Not(node.condition), node.conclusion)), want=want)
        if isinstance(node, (x.All, x.Any, x.AtLeast)):
            answers = sorted((self.cheapest(c, want=want) for c in node.children), key=lambda a: a[0])
            return _together(answers[: needed(node, want)], needed(node, want))
        return self._leaf(node, want)

    def _leaf(self, node: x.Node, want: bool) -> Answer:
        names = list(x.facts_of(node))
        if not names:
            return (NOTHING if evaluate(node, {}, self.schema).truth is want else IMPOSSIBLE), ()
        (name,) = names
        fitting = [
            option for option in self.options[name]
            if evaluate(node, {name: option.value}, self.schema).truth is want
        ]  # fmt: skip
        if not fitting:
            return IMPOSSIBLE, ()
        best = min(fitting, key=lambda option: option.weight)
        return best.weight, ((name, best),)


def needed(node: x.All | x.Any | x.AtLeast, want: bool) -> int:
    """How many children must have the truth wanted for the whole to have it."""
    count = len(node.children)
    enough = {x.All: count, x.Any: 1}.get(type(node), getattr(node, "count", 0))
    return enough if want else count - enough + 1


def _together(answers: Sequence[Answer], count: int) -> Answer:
    if len(answers) < count or any(math.isinf(weight[0]) for weight, _ in answers):
        return IMPOSSIBLE, ()
    weight = (sum(w[0] for w, _ in answers), sum(w[1] for w, _ in answers))
    return weight, tuple(pair for _, chosen in answers for pair in chosen)


def _change(weight: Weight, chosen: Chosen) -> Change:
    if math.isinf(weight[0]):
        return Change(False, math.inf)
    by = {
        what: {n: o.value for n, o in sorted(chosen, key=lambda p: p[0]) if o.what == what}
        for what in ("changed", "learned")
    }
    return Change(True, weight[0], by["changed"], by["learned"])
