"""Is what Kleene leaves unknown decided after all, and could it still come true?

A fact is pulled one way if every leaf that reads it asks for more of it, or every leaf for less. With the other facts
fixed, one completion then serves all leaves at once, so Kleene's unknown is exact. Only facts pulled both ways are
walked through: a pathway is true if it is true for each of their values, false if for none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product
from math import prod
from typing import Any

from communique.rules import Evaluation
from communique.rules import expression as x
from communique.rules.interpret import Truth, values_of
from communique.rules.regions import regions, uses_of
from communique.rules.schema import MAX, MIN, FactType, Reading, Reason, Schema, unknown_fact

WALK = 4096  # combinations of values walked

Way = int | None  # 1 rises with the fact, -1 falls, None neither can be said


# -- which facts are pulled both ways ---------------------------------------------------------------------------------


def pulled_apart(node: x.Node) -> frozenset[str]:
    """Facts that different leaves hold to different ends."""
    pulls: dict[str, set[object]] = {}
    _pulls(node, 1, pulls)
    return frozenset(name for name, seen in pulls.items() if len(seen) > 1)


def _pulls(node: x.Node, sign: int, pulls: dict[str, set[object]]) -> None:
    if isinstance(node, x.Not):
        _pulls(node.child, -sign, pulls)
    elif isinstance(node, x.Implies):
        _pulls(node.condition, -sign, pulls)
        _pulls(node.conclusion, sign, pulls)
    elif isinstance(node, (x.All, x.Any, x.AtLeast, x.Named)):
        for part in x.parts(node):
            _pulls(part, sign, pulls)
    else:
        for name, way in _leaf(node).items():
            pulls.setdefault(name, set()).add((node, sign) if way is None else way * sign)


def _leaf(node: x.Node) -> dict[str, Way]:
    if isinstance(node, x.Fact):
        return {node.id: 1}
    if isinstance(node, x.Members):
        return {node.fact.id: 1 if node.quantifier == "any" else -1}
    if isinstance(node, x.Compare) and node.op not in ("==", "!="):
        sign = 1 if node.op in (">", ">=") else -1
        return _joined([_scaled(_term(node.left), sign), _scaled(_term(node.right), -sign)])
    return dict.fromkeys(x.facts_of(node))


def _term(node: x.Node) -> dict[str, Way]:
    """How a term moves with each of its facts."""
    if isinstance(node, x.Named):
        return _term(node.body)
    if isinstance(node, x.Fact):
        return {node.id: 1}
    if isinstance(node, (x.Sum, x.Least, x.Greatest)):
        return _joined([_term(part) for part in node.terms])
    if isinstance(node, x.Times) and isinstance(node.factor, x.Literal):
        return _scaled(_term(node.term), 1 if node.factor.value >= 0 else -1)  # type: ignore[operator]
    if isinstance(node, x.Steps) and isinstance(node.rows, x.Literal):
        scores = [score for _, score in values_of(node.rows)]
        return _term(node.term) if scores == sorted(scores) else dict.fromkeys(x.facts_of(node))
    if isinstance(node, x.Case) and len(node.cases) == 1 and _is_award(node):
        pulls: dict[str, set[object]] = {}
        _pulls(node.cases[0][0], 1, pulls)
        return {name: _only(seen) for name, seen in pulls.items()}
    return dict.fromkeys(x.facts_of(node))


def _is_award(node: x.Case) -> bool:
    """Whether a case gives something at least as great where its condition holds, and both are constants."""
    score, otherwise = node.cases[0][1], node.otherwise
    constants = isinstance(score, x.Literal) and isinstance(otherwise, x.Literal)
    return constants and score.value >= otherwise.value  # type: ignore[union-attr, operator]


def _only(seen: set[object]) -> Way:
    (way,) = seen if len(seen) == 1 else (None,)
    return way if isinstance(way, int) else None


def _scaled(ways: Mapping[str, Way], sign: int) -> dict[str, Way]:
    return {name: None if way is None else way * sign for name, way in ways.items()}


def _joined(all_ways: list[dict[str, Way]]) -> dict[str, Way]:
    found: dict[str, Way] = {}
    for ways in all_ways:
        for name, way in ways.items():
            found[name] = way if found.get(name, way) == way else None
    return found


# -- truth over every completion -------------------------------------------------------------------------------------


Walks = Mapping[str, tuple[tuple[Reading, ...], bool]]  # readings of one value each; whether they are all there can be


def walks(node: x.Node, names: Iterable[str], schema: Schema) -> Walks:
    """For each fact, one reading of every region it can be in."""
    return {name: _walk(node, name, unknown_fact(name), schema) for name in sorted(names)}


def refined(node: x.Node, apart: Walks, now: Evaluation, schema: Schema) -> Truth:
    """Truth in every completion of the open facts: true if always, false if never, else unknown.

    apart   the walks of the facts that are pulled both ways

    Where two dates pulled both ways are open at once, or more than `WALK` combinations, it stays unknown: never wrong,
    at worst too careful.
    """
    truth, reasons = now.truth(node)
    if truth is not None or not apart:
        return truth
    open_ = {reason.subject: reason for reason in reasons if reason.subject in apart}
    if not open_ or _dates(open_, schema) > 1:
        return None
    each = [_of_person(node, name, apart, now, schema) for name in open_]
    if any(not values for values in each) or prod(map(len, each)) > WALK:
        return None
    seen: set[Truth] = set()
    for values in product(*each):
        seen.add(now.otherwise(node, dict(zip(open_, values, strict=True))))
        if None in seen or len(seen) > 1:
            return None
    return seen.pop()


def _dates(names: Iterable[str], schema: Schema) -> int:
    return sum(schema[name].sort == "date" for name in names)


def _of_person(node: x.Node, name: str, apart: Walks, now: Evaluation, schema: Schema) -> tuple[Reading, ...]:
    """One reading of every region that the person's answers leave; empty if they are not finite."""
    values, whole = apart[name]
    reading = now.reading(name)
    if schema[name].sort == "date" and not whole:
        return tuple(Reading(d, d) for d in _turning_days(node, name, now) if reading.low <= d <= reading.high)
    if not whole:
        return ()
    return values if unspoken_of(name, reading) else _walk(node, name, reading, schema)[0]


def _turning_days(node: x.Node, name: str, now: Evaluation) -> list[int]:
    """Days at which a condition can turn in one open date: each date it is held against, and as many days off it as
    the condition counts; with the days on either side."""
    anchors, offsets = set(), {0}
    for part in x.walk(node):
        if isinstance(part, x.Fact) and part.id != name and isinstance(now.reading(part.id).low, int):
            anchors.add(now.reading(part.id).low)
        elif isinstance(part, x.Literal):
            values = part.value if isinstance(part.value, tuple) else (part.value,)
            for each in (one for value in values for one in (value if isinstance(value, tuple) else (value,))):
                if isinstance(each, date):
                    anchors.add(each.toordinal())
                elif isinstance(each, int) and not isinstance(each, bool):
                    offsets |= {each, -each}
    first = date.min.toordinal()
    return sorted({a + o + d for a in anchors if a > first for o in offsets for d in (-1, 0, 1) if a + o + d > first})


def _walk(node: x.Node, name: str, reading: Reading, schema: Schema) -> tuple[tuple[Reading, ...], bool]:
    kind = schema[name]
    values = regions(uses_of(node)[name], kind, reading)
    return tuple(_known(value, kind) for value in values or ()), values is not None


def _known(value: Any, kind: FactType) -> Reading:
    if kind.sort == "set":
        return Reading(members=frozenset(value))
    plain = value.toordinal() if isinstance(value, date) else value
    return Reading(plain, plain)


# -- could it come true ----------------------------------------------------------------------------------------------


def freed(readings: Mapping[str, Reading], schema: Schema) -> dict[str, Reading]:
    """The readings with all that can still come to be otherwise left open, in the direction it can go.

    A fact left open in both directions is not among them, as if nobody had spoken of it.
    """
    found = ((name, _free(name, reading, schema[name])) for name, reading in readings.items())
    return {name: reading for name, reading in found if reading is not None}


def unspoken_of(name: str, reading: Reading) -> bool:
    """Whether nothing was said of the fact."""
    return Reason("unknown", name) in reading.reasons


def _free(name: str, reading: Reading, kind: FactType) -> Reading | None:
    curable = kind.curable
    if curable is None or curable.how == "never":
        return reading
    if curable.only is None or not kind.ordered or unspoken_of(name, reading):
        return None
    low, high = (reading.low, _end(kind.high, MAX)) if curable.only == "up" else (_end(kind.low, MIN), reading.high)
    return Reading(low, high, reasons=frozenset((Reason("interval", name),)) if low != high else frozenset())


def _end(end: Any, otherwise: Any) -> Any:
    if end is None:
        return otherwise
    return end.toordinal() if isinstance(end, date) else end
