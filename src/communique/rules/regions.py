"""Which values of a fact does a condition tell apart? One representative of each region."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

from communique.rules import expression as x
from communique.rules.interpret import comparable, values_of
from communique.rules.schema import FactType, Reading

MEMBERS_LIMIT = 10  # of a set's values told apart; 2^10 regions


@dataclass
class Use:
    """How an expression reads a fact: the constants it is held against, and whether it is read in any other way."""

    cuts: set[Any] = field(default_factory=set)
    otherwise: bool = False
    leaves: int = 0


def uses_of(node: x.Node) -> dict[str, Use]:
    """How each fact of a bound expression is read, over every occurrence."""
    found: dict[str, Use] = {}
    _gather(node, found)
    return found


def _gather(node: x.Node, found: dict[str, Use]) -> None:
    fact = _only_fact(node)
    if fact is None:
        for part in x.parts(node):
            _gather(part, found)
        return
    use = found.setdefault(fact.id, Use())
    use.leaves += 1
    cuts = _cuts(node)
    use.cuts |= cuts if cuts is not None else set()
    use.otherwise = use.otherwise or cuts is None


def _only_fact(node: x.Node) -> x.Fact | None:
    """The fact of a node that holds one fact against constants, or is one."""
    if isinstance(node, x.Fact):
        return node
    if isinstance(node, x.Members):
        return node.fact
    if isinstance(node, x.Compare):
        pair = (node.left, node.right)
        facts = [side for side in pair if isinstance(side, x.Fact)]
        return facts[0] if len(facts) == 1 and any(isinstance(s, x.Literal) for s in pair) else None
    if isinstance(node, (x.OneOf, x.Steps, x.Lookup)) and isinstance(node.term, x.Fact):
        return node.term
    return None


def _cuts(node: x.Node) -> set[Any] | None:
    """The constants a fact is held against; None where its whole value counts (or an unrecorded list)."""
    if isinstance(node, x.Fact):
        return None
    if isinstance(node, x.Compare):
        literal = node.left if isinstance(node.left, x.Literal) else node.right
        return {comparable(literal.value)} if isinstance(literal, x.Literal) else None
    held = node.values if isinstance(node, (x.OneOf, x.Members)) else getattr(node, "rows", None)
    if not isinstance(held, x.Literal):
        return None
    if isinstance(node, (x.OneOf, x.Members)):
        return {comparable(value) for value in values_of(held)}
    return {comparable(start) for start, _ in values_of(held) if start is not None}


def regions(use: Use, kind: FactType, reading: Reading) -> list[Any] | None:
    """One value per region of what the fact may still be, as one gives facts; None if the regions are not finite."""
    if kind.sort == "bool":
        return [True, False] if reading.reasons else [bool(reading.low)]
    if use.otherwise and kind.sort != "enum":
        return None
    if kind.sort == "set":
        return _sets(use.cuts, kind) if reading.members is None else [sorted(reading.members)]
    if not reading.reasons:
        return [given(reading.low, kind)]
    if kind.sort == "enum":
        return _texts(kind.values if use.otherwise else use.cuts, kind)
    if kind.sort == "string":
        return [*sorted(use.cuts), _fresh(use.cuts)]
    low, high = tightest(kind, reading)
    spans = _grid(use.cuts, step(kind), low, high) if step(kind) else _line(use.cuts, low, high)
    return [given(representative(span), kind) for span in spans]


def given(value: Any, kind: FactType) -> Any:
    """A value as the engine compares it, back in the form in which facts are given."""
    return date.fromordinal(int(value)) if kind.sort == "date" else value


def tightest(kind: FactType, reading: Reading) -> tuple[Any, Any]:
    """What bounds an open number or date: its type and what was read of it; None where nothing does."""
    low = [v for v in (comparable(kind.low), reading.low) if v is not None and Decimal(v).is_finite()]
    high = [v for v in (comparable(kind.high), reading.high) if v is not None and Decimal(v).is_finite()]
    if kind.sort == "date":
        low, high = [*low, date.min.toordinal()], [*high, date.max.toordinal()]
    return max(low, default=None), min(high, default=None)


def step(kind: FactType) -> Fraction | None:
    """The distance between neighbouring values, or None if there is always one between."""
    if kind.sort != "number":
        return Fraction(1)
    return None if kind.places is None else Fraction(1, 10**kind.places)


def representative(span: tuple[Any, Any]) -> Any:
    """A value of the span: its start, else its end, else 0."""
    low, high = span
    return low if low is not None else high if high is not None else 0


def _texts(cuts: Iterable[str], kind: FactType) -> list[str]:
    told = [value for value in kind.values if value in set(cuts)]
    rest = [value for value in kind.values if value not in set(cuts)]
    return told + rest[:1]


def _fresh(cuts: set[Any]) -> str:
    """A text that none of the cuts is."""
    return max((str(cut) for cut in cuts), key=len, default="") + "?"


def _sets(cuts: set[Any], kind: FactType) -> list[list[str]] | None:
    told = _texts(cuts, kind)
    if len(told) > MEMBERS_LIMIT:
        return None
    sizes = range(0 if kind.may_be_empty else 1, len(told) + 1)
    return [list(chosen) for size in sizes for chosen in combinations(told, size)]


def _grid(cuts: set[Any], width: Fraction | None, low: Any, high: Any) -> list[tuple[Any, Any]]:
    """Spans of neighbouring values between which no cut lies, each cut on the grid a span of its own."""
    assert width is not None
    starts: set[Fraction] = set()
    for cut in cuts:
        floor = math.floor(Fraction(cut) / width) * width
        starts |= {floor, floor + width} if floor == Fraction(cut) else {floor + width}
    ordered: list[Fraction | None] = [None, *sorted(starts)]
    ends = [start - width for start in ordered[1:] if start is not None]
    spans = [_clip(a, b, low, high) for a, b in zip(ordered, [*ends, None], strict=True)]
    return [(plain(a), plain(b)) for a, b in spans if a is None or b is None or a <= b]


def _clip(start: Any, end: Any, low: Any, high: Any) -> tuple[Any, Any]:
    start = max((v for v in (start, low) if v is not None), default=None)
    return start, min((v for v in (end, high) if v is not None), default=None)


def _line(cuts: set[Any], low: Any, high: Any) -> list[tuple[Any, Any]]:
    """The cuts, and a value from each open stretch between, below and above them."""
    inner = sorted(Decimal(c) for c in cuts if (low is None or c > low) and (high is None or c < high))
    ends: list[Any] = [Decimal(low)] if low is not None else [inner[0] - 1 if inner else Decimal(0)]
    ends += inner
    ends += [Decimal(high)] if high is not None else [ends[-1] + 1]
    middles = [(a + b) / 2 for a, b in pairwise(ends)]
    return [(v, v) for v in sorted({*ends, *middles})]


def plain(value: Any) -> Any:
    """A fraction of decimal denominator as a whole number or Decimal."""
    if not isinstance(value, Fraction):
        return value
    return int(value) if value.denominator == 1 else Decimal(value.numerator) / Decimal(value.denominator)
