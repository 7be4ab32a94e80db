"""What would change it, quickly: the cheapest few answers that, were they otherwise, would make false criteria true.

    all of a list: the demands of each together; any: of the one that costs least; at least k: of the k that cost least

Each condition keeps its `KEPT` cheapest sets of demands; answers not given yet are taken kindly. A set is offered only
if the whole condition, evaluated with it, is no longer false: two conditions may ask the opposite of one answer.
`flips.js` does the same, step by step; `explanation.remedy` is the slow, exact way beside which this one is tested.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from communique.rules import Evaluation
from communique.rules import expression as x
from communique.rules.remedy import needed
from communique.rules.schema import Curable, Schema
from communique.workstreams.pathways.compiled import Dated
from communique.workstreams.pathways.pathway import Demand

#: Sets of demands that are kept at each condition, and demands in one at most.
KEPT, MOST = 6, 6
_OPPOSITE: Mapping[str, str] = {">=": "<", "<": ">=", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
_MIRRORED: Mapping[str, str] = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "==": "==", "!=": "!="}


class Set(NamedTuple):
    """Demands by key, and what they cost together."""

    cost: float
    demands: Mapping[str, Demand]

    @property
    def rank(self) -> tuple[float, int, str]:
        return (
            self.cost,
            len(self.demands),
            "|".join(f"{key} {d.how} {_said(d.value)}" for key, d in self.demands.items()),
        )


def _said(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def flips(each: Dated, facts: Mapping[str, Any], now: Evaluation) -> tuple[Demand, ...]:
    """The cheapest demands that would make false criteria true or open; none where nothing found would."""
    search = _Search(now, each.criteria.schema, each.criteria.costs, facts)
    for found in search.cheapest(each.hopeful, True):
        if search.holds(each.hopeful, found):
            return tuple(found.demands.values())
    return ()


class _Search(NamedTuple):
    now: Evaluation
    schema: Schema
    costs: Mapping[str, Curable]
    facts: Mapping[str, Any]

    def cheapest(self, node: x.Node, want: bool) -> list[Set]:
        """The cheapest sets of demands at which the condition has the truth wanted, cheapest first."""
        if self.now.truth(node)[0] is not (not want):
            return [Set(0.0, {})]
        if isinstance(node, x.Named):
            return self.cheapest(node.body, want)
        if isinstance(node, x.Not):
            return self.cheapest(node.child, not want)
        if isinstance(node, x.Implies):
            return self.cheapest(x.Any((x.Not(node.condition), node.conclusion)), want)
        if isinstance(node, (x.All, x.Any, x.AtLeast)):
            return self._several([self.cheapest(part, want) for part in node.children], needed(node, want))
        return self._priced(_demands(node, want, self.now, self.schema))

    def _several(self, children: list[list[Set]], count: int) -> list[Set]:
        """`count` of the children satisfied."""
        by_number: list[list[Set]] = [[Set(0.0, {})], *([] for _ in range(count))]
        for sets in children:
            for number in range(count, 0, -1):
                together = [m for one in by_number[number - 1] for other in sets if (m := self._merged(one, other))]
                by_number[number] = _best([*by_number[number], *together])
        return by_number[count]

    def _merged(self, one: Set, other: Set) -> Set | None:
        if not one.demands or not other.demands:
            return one if one.demands else other
        found = dict(one.demands)
        for key, demand in other.demands.items():
            both = _both(found[key], demand) if key in found else demand
            if both is None:
                return None
            found[key] = both
        return self._set(found.values()) if len(found) <= MOST else None

    def _set(self, demands: Iterable[Demand]) -> Set:
        ordered = {d.key: d for d in sorted(demands, key=lambda d: d.key)}
        return Set(sum(self.costs[d.fact].cost for d in ordered.values()), ordered)

    def _priced(self, choices: list[list[Demand]]) -> list[Set]:
        return _best([self._set(each) for each in choices if all(self._can(demand) for demand in each)])

    def _can(self, demand: Demand) -> bool:
        """Whether the answer can come to be so."""
        curable = self.costs.get(demand.fact)
        if curable is None or math.isinf(curable.cost):
            return False
        return curable.only is None or _direction(demand, self.now) in (curable.only, None)

    def holds(self, node: x.Node, found: Set) -> bool:
        """Whether the condition is no longer false with these demands; what "other" values do is not known."""
        if any(d.how == "other" for d in found.demands.values()):
            return True
        then = Evaluation(changed(found.demands.values(), self.facts), self.schema)
        then.readings = {**self.now.readings, **then.readings}
        return then.truth(node)[0] is not False


def changed(demands: Iterable[Demand], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that demands change, with a value that meets them."""
    found: dict[str, Any] = {}
    for demand in demands:
        if demand.how in ("has", "lacks"):
            members = found.get(demand.fact, facts.get(demand.fact) or ())
            kept = [each for each in members if each not in ("none", demand.value)]
            found[demand.fact] = [*kept, demand.value] if demand.how == "has" else kept or ["none"]
        elif demand.how != "other":
            found[demand.fact] = demand.value
    return found


def _best(sets: list[Set]) -> list[Set]:
    seen: dict[tuple[float, int, str], Set] = {}
    for each in sets:
        seen.setdefault(each.rank, each)
    return [seen[rank] for rank in sorted(seen)[:KEPT]]


def _both(one: Demand, other: Demand) -> Demand | None:
    """One demand that meets both; None where nothing does."""
    if one == other or other.how == "other":
        return one
    if one.how == "other":
        return other
    if one.how == other.how and one.how in ("least", "most"):
        return max(one, other) if one.how == "least" else min(one, other)
    by = {one.how: one, other.how: other}
    if by.keys() == {"least", "most"}:
        return Demand(one.fact, "is", by["least"].value) if by["least"].value <= by["most"].value else None
    if "is" in by and len(by) == 2 and not by.keys() & {"has", "lacks"}:
        value, bound = by["is"].value, by.get("least") or by["most"]
        fits = value >= bound.value if bound.how == "least" else value <= bound.value
        return by["is"] if fits else None
    return None


def _direction(demand: Demand, now: Evaluation) -> str | None:
    if demand.how in ("least", "most"):
        return "up" if demand.how == "least" else "down"
    if demand.how != "is" or isinstance(demand.value, str):
        return None
    if isinstance(demand.value, bool):
        return "up" if demand.value else "down"
    reading = now.reading(demand.fact)
    number = demand.value.toordinal() if isinstance(demand.value, date) else demand.value
    return "up" if number > reading.high else "down"


# -- what one condition asks ------------------------------------------------------------------------------------------


def _demands(leaf: x.Node, want: bool, now: Evaluation, schema: Schema) -> list[list[Demand]]:
    """Each way in which a condition that is not made of conditions comes to have the truth wanted."""
    if isinstance(leaf, x.Fact):
        return [[Demand(leaf.id, "is", want)]]
    found = None
    if isinstance(leaf, x.Compare):
        found = _compared(leaf, want, schema)
    elif isinstance(leaf, x.OneOf) and want and isinstance(leaf.term, x.Fact) and isinstance(leaf.values, x.Literal):
        found = [[Demand(leaf.term.id, "is", value)] for value in leaf.values.value]  # type: ignore[union-attr]
    elif isinstance(leaf, x.Members) and leaf.quantifier == "any" and isinstance(leaf.values, x.Literal):
        listed: tuple[Any, ...] = leaf.values.value  # type: ignore[assignment]
        members = now.reading(leaf.fact.id).members or frozenset()
        found = [[Demand(leaf.fact.id, "has", value)] for value in listed]
        if not want:
            found = [[Demand(leaf.fact.id, "lacks", value) for value in listed if value in members]]
    if found is not None:
        return found
    known = (name for name in sorted(x.facts_of(leaf)) if name != "today" and not now.reading(name).reasons)
    return [[Demand(name, "other")] for name in known]


def _compared(leaf: x.Compare, want: bool, schema: Schema) -> list[list[Demand]] | None:
    op, left, right = leaf.op, leaf.left, leaf.right
    if isinstance(left, x.Literal):
        op, left, right = _MIRRORED[op], right, left  # type: ignore[assignment]
    if not isinstance(left, x.Fact) or not isinstance(right, x.Literal):
        return None
    op = op if want else _OPPOSITE[op]  # type: ignore[assignment]
    value, step = right.value, _step(schema[left.id].sort)
    if op == "!=" or (op in ("<", ">") and step is None):
        return None
    if op == "==":
        return [[Demand(left.id, "is", value)]]
    if op == ">":
        return [[Demand(left.id, "least", value + step)]]  # type: ignore[operator]
    if op == "<":
        return [[Demand(left.id, "most", value - step)]]  # type: ignore[operator]
    return [[Demand(left.id, "least" if op == ">=" else "most", value)]]


def _step(sort: str) -> int | timedelta | None:
    return {"int": 1, "date": timedelta(days=1)}.get(sort)  # type: ignore[return-value]
