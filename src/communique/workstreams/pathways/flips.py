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
from functools import reduce
from operator import itemgetter
from typing import Any, NamedTuple

from communique.rules import Evaluation
from communique.rules import expression as x
from communique.rules.interpret import values_of
from communique.rules.remedy import needed
from communique.rules.schema import Curable, Schema, read_facts
from communique.workstreams.pathways.compiled import Dated
from communique.workstreams.pathways.pathway import Demand

#: Sets of demands that are kept at each condition, and demands in one at most.
KEPT, MOST = 6, 6
_OPPOSITE: Mapping[str, str] = {">=": "<", "<": ">=", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
_MIRRORED: Mapping[str, str] = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "==": "==", "!=": "!="}


class Asked(NamedTuple):
    """One demand with its key, its words for putting equals in order, and what meeting it costs."""

    key: str
    words: str
    cost: float
    demand: Demand


class Set(NamedTuple):
    """Demands by their keys and what they cost together; the first three fields are its rank."""

    cost: float
    size: int
    words: str
    asked: tuple[Asked, ...]


NONE = Set(0.0, 0, "", ())


def flips(each: Dated, facts: Mapping[str, Any], now: Evaluation) -> tuple[Demand, ...]:
    """The cheapest demands that would make false criteria true or open; none where nothing found would."""
    search = _Search(now, each.criteria.schema, each.criteria.costs, facts, each.choices)
    for found in search.cheapest(each.hopeful, True):
        if search.holds(each.hopeful, found):
            return tuple(asked.demand for asked in found.asked)
    return ()


class _Search(NamedTuple):
    now: Evaluation
    schema: Schema
    costs: Mapping[str, Curable]
    facts: Mapping[str, Any]
    choices: dict[tuple[int, bool], list[Set] | None]

    def cheapest(self, node: x.Node, want: bool) -> list[Set]:
        """The cheapest sets of demands at which the condition has the truth wanted, cheapest first."""
        if self.now.truth(node)[0] is not (not want):
            return [NONE]
        if isinstance(node, x.Named):
            return self.cheapest(node.body, want)
        if isinstance(node, x.Not):
            return self.cheapest(node.child, not want)
        if isinstance(node, x.Implies):
            parts = [self.cheapest(node.condition, not want), self.cheapest(node.conclusion, want)]
            return self._several(parts, 1 if want else 2)
        if isinstance(node, (x.All, x.Any, x.AtLeast)):
            return self._several([self.cheapest(part, want) for part in node.children], needed(node, want))
        return self._leaf(node, want)

    def _several(self, children: list[list[Set]], count: int) -> list[Set]:
        """`count` of the children satisfied."""
        if count == 1:
            return _best([each for sets in children for each in sets])
        if count == len(children):
            return reduce(self._together, children)
        by_number: list[list[Set]] = [[NONE], *([] for _ in range(count))]
        for sets in children:
            for number in range(count, 0, -1):
                by_number[number] = _best([*by_number[number], *self._together(by_number[number - 1], sets)])
        return by_number[count]

    def _together(self, ones: list[Set], others: list[Set]) -> list[Set]:
        """Both satisfied."""
        if len(others) == 1 and not others[0].asked:
            return ones
        return _best([both for one in ones for other in others if (both := self._merged(one, other))])

    def _merged(self, one: Set, other: Set) -> Set | None:
        if not one.asked or not other.asked:
            return one if one.asked else other
        found = {asked.key: asked for asked in one.asked}
        for asked in other.asked:
            before = found.get(asked.key, asked)
            if before.demand != asked.demand:
                both = _both(before.demand, asked.demand)
                if both is None:
                    return None
                found[asked.key] = self._asked(both)
            else:
                found[asked.key] = before
        return _set(found.values()) if len(found) <= MOST else None

    def _leaf(self, leaf: x.Node, want: bool) -> list[Set]:
        """What a condition that is not made of conditions asks; kept where it is the same for everybody."""
        key = id(leaf), want
        if key not in self.choices:
            self.choices[key] = self._same_for_all(leaf, want)
        kept = self.choices[key]
        return kept if kept is not None else self._priced(_demands(leaf, want, self.now, self.schema))

    def _same_for_all(self, leaf: x.Node, want: bool) -> list[Set] | None:
        """The sets that a leaf asks of anybody; None where they depend on what was said."""
        found = _of_anybody(leaf, want, self.schema)
        if found is None or any(self._depends(demand) for each in found for demand in each):
            return None
        return self._priced(found)

    def _depends(self, demand: Demand) -> bool:
        """Whether it takes the answer to say in which direction the demand would move it."""
        curable = self.costs.get(demand.fact)
        return demand.how == "is" and curable is not None and curable.only is not None

    def _priced(self, choices: list[list[Demand]]) -> list[Set]:
        return _best(
            [_set(self._asked(d) for d in each) for each in choices if all(self._can(demand) for demand in each)]
        )

    def _asked(self, demand: Demand) -> Asked:
        key = demand.key
        return Asked(key, f"{key} {demand.how} {_said(demand.value)}", self.costs[demand.fact].cost, demand)

    def _can(self, demand: Demand) -> bool:
        """Whether the answer can come to be so."""
        curable = self.costs.get(demand.fact)
        if curable is None or math.isinf(curable.cost):
            return False
        return curable.only is None or _direction(demand, self.now) in (curable.only, None)

    def holds(self, node: x.Node, found: Set) -> bool:
        """Whether the condition is no longer false with these demands; what "other" values do is not known."""
        demands = [asked.demand for asked in found.asked]
        if any(demand.how == "other" for demand in demands):
            return True
        return self.now.otherwise(node, read_facts(changed(demands, self.facts), self.schema)) is not False


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


def _set(asked: Iterable[Asked]) -> Set:
    ordered = tuple(sorted(asked))
    return Set(sum(each.cost for each in ordered), len(ordered), "|".join(each.words for each in ordered), ordered)


def _best(sets: list[Set]) -> list[Set]:
    if len(sets) < 2:
        return sets
    told_apart = {each.words: each for each in sets}
    return sorted(told_apart.values(), key=_rank)[:KEPT]


_rank = itemgetter(0, 1, 2)


def _said(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


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
    found = _of_anybody(leaf, want, schema)
    if found is not None:
        return found
    if isinstance(leaf, x.Members) and leaf.quantifier == "any" and isinstance(leaf.values, x.Literal):
        members = now.reading(leaf.fact.id).members or frozenset()
        return [[Demand(leaf.fact.id, "lacks", value) for value in values_of(leaf.values) if value in members]]
    known = (name for name in sorted(x.facts_of(leaf)) if name != "today" and not now.reading(name).reasons)
    return [[Demand(name, "other")] for name in known]


def _of_anybody(leaf: x.Node, want: bool, schema: Schema) -> list[list[Demand]] | None:
    """The ways that are the same whatever was said; None where there are none such."""
    if isinstance(leaf, x.Fact):
        return [[Demand(leaf.id, "is", want)]]
    if isinstance(leaf, x.Compare):
        return _compared(leaf, want, schema)
    if isinstance(leaf, x.OneOf) and want and isinstance(leaf.term, x.Fact) and isinstance(leaf.values, x.Literal):
        return [[Demand(leaf.term.id, "is", value)] for value in values_of(leaf.values)]
    if isinstance(leaf, x.Members) and want and leaf.quantifier == "any" and isinstance(leaf.values, x.Literal):
        return [[Demand(leaf.fact.id, "has", value)] for value in values_of(leaf.values)]
    return None


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
