"""How does a condition become linear constraints? Each part as an expression that can be 1 only where it is so.

v[f]    ∈ ℤ         the value of a fact that enters arithmetic, in units of its last decimal place
z = 1 ⇒ …           a condition that must have the truth wanted (one direction is enough: the root is wanted)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from communique.rules import expression as x
from communique.rules.interpret import Evaluation, comparable, evaluate, points, values_of
from communique.rules.parameters import RuleError
from communique.rules.regions import tightest
from communique.rules.remedy import Option, needed
from communique.rules.schema import Curable, Reading, Schema
from communique.rules.sorts import Check, kind_of, places_of
from communique.solver import highs


@dataclass(frozen=True)
class Line:
    """A linear expression in whole units of a decimal place, and the least and most it can be."""

    expr: Any
    low: int
    high: int


@dataclass
class Programme:
    """The HiGHS model, the variables of each fact, and the two aims."""

    schema: Schema
    now: Evaluation
    costs: Mapping[str, Curable]
    options: Mapping[str, Sequence[Option]]
    highs: Any = field(default_factory=highs)
    chosen: dict[str, list[Any]] = field(default_factory=dict)
    values: dict[str, tuple[Any, int]] = field(default_factory=dict)
    cost: list[tuple[float, Any]] = field(default_factory=list)
    count: list[Any] = field(default_factory=list)

    def constrain(self, constraint: Any) -> None:
        self.highs.addConstr(constraint)

    def binary(self) -> Any:
        return self.highs.addBinary()


# -- conditions ------------------------------------------------------------------------------------------------------


def wanted(node: x.Node, want: bool, p: Programme) -> Any:
    """A linear expression that can be 1 only where the condition has the truth wanted."""
    if isinstance(node, x.Named):
        return wanted(node.body, want, p)
    if isinstance(node, x.Not):
        return wanted(node.child, not want, p)
    if isinstance(node, x.Implies):
        return wanted(x.Any((x.Not(node.condition), node.conclusion)), want, p)
    if isinstance(node, (x.All, x.Any, x.AtLeast)):
        return _enough([wanted(child, want, p) for child in node.children], needed(node, want), p)
    names = x.facts_of(node)
    if not names:
        return _fixed(int(evaluate(node, {}, p.schema).truth is want), p)
    if len(names) == 1 and names <= set(p.chosen):
        return _regions(node, want, p)
    if isinstance(node, x.Compare):
        return _compare(node, want, p)
    if isinstance(node, x.OneOf) and isinstance(node.values, x.Literal):
        each = tuple(x.Compare("==", node.term, x.Literal(value)) for value in values_of(node.values))
        return wanted(x.Any(each), want, p)
    return _fixed(0, p)  # rests on a constant that nobody has stated


def _fixed(value: int, p: Programme) -> Any:
    flag = p.binary()
    p.constrain(1 * flag == value)
    return 1 * flag


def _enough(parts: Sequence[Any], count: int, p: Programme) -> Any:
    if count > len(parts):
        return _fixed(0, p)
    flag = p.binary()
    if count == len(parts):
        for part in parts:
            p.constrain(1 * flag <= part)
    else:
        p.constrain(count * flag <= sum(parts[1:], parts[0]))
    return 1 * flag


def _regions(node: x.Node, want: bool, p: Programme) -> Any:
    (name,) = x.facts_of(node)
    hits = [
        flag
        for option, flag in zip(p.options[name], p.chosen[name], strict=True)
        if evaluate(node, {name: option.value}, p.schema).truth is want
    ]
    return sum(hits[1:], 1 * hits[0]) if hits else _fixed(0, p)


def _compare(node: x.Compare, want: bool, p: Programme) -> Any:
    if kind_of(node.left, Check(p.schema, {})).sort == "text":
        return _same_text(node, want is (node.op == "=="), p)
    places = max(_places(node.left, p), _places(node.right, p))
    left, right = _line(node.left, places, p), _line(node.right, places, p)
    if left is None or right is None:
        return _fixed(0, p)
    gap = Line(left.expr - right.expr, left.low - right.high, left.high - right.low)
    op = node.op if want else _OPPOSITE[node.op]
    flag = p.binary()
    if op in (">=", ">", "=="):
        _when(flag, gap, 1 if op == ">" else 0, None, p)
    if op in ("<=", "<", "=="):
        _when(flag, gap, None, -1 if op == "<" else 0, p)
    if op == "!=":
        above, below = p.binary(), p.binary()
        _when(above, gap, 1, None, p)
        _when(below, gap, None, -1, p)
        p.constrain(1 * flag <= above + below)
    return 1 * flag


_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def _when(flag: Any, line: Line, least: int | None, most: int | None, p: Programme) -> None:
    """flag = 1 ⇒ least ≤ line ≤ most."""
    if least is not None:
        p.constrain(line.expr >= least - max(0, least - line.low) * (1 - flag))
    if most is not None:
        p.constrain(line.expr <= most + max(0, line.high - most) * (1 - flag))


def _same_text(node: x.Compare, same: bool, p: Programme) -> Any:
    """Two texts that are facts, or cases of one, equal or not, region by region."""
    if not (isinstance(node.left, x.Fact) and isinstance(node.right, x.Fact)) or not {
        node.left.id, node.right.id
    } <= set(p.chosen):  # fmt: skip
        raise RuleError("texts can be compared for a change only if both are facts with listed values")
    pairs = []
    for one, first in zip(p.options[node.left.id], p.chosen[node.left.id], strict=True):
        for two, second in zip(p.options[node.right.id], p.chosen[node.right.id], strict=True):
            if (one.value == two.value) is same:
                pairs.append(_enough([1 * first, 1 * second], 2, p))
    return _enough(pairs, 1, p)


# -- terms -----------------------------------------------------------------------------------------------------------


def _places(node: x.Node, p: Programme) -> int:
    return kind_of(node, Check(p.schema, {})).places or 0


def _line(node: x.Node, places: int, p: Programme) -> Line | None:
    """The term as a linear expression in units of the decimal place; None if it rests on a missing constant."""
    if isinstance(node, x.Named):
        return _line(node.body, places, p)
    if any(isinstance(part, x.Missing) for part in x.walk(node)):
        return None
    names = x.facts_of(node)
    if not names:
        return _constant(_units(points(node, {}, p.schema).low, places), p)
    if len(names) == 1 and names <= set(p.chosen):
        return _table(node, places, p)
    if isinstance(node, x.Fact):
        return _variable(node.id, places, p)
    if isinstance(node, x.Sum):
        return _sum([_line(term, places, p) for term in node.terms])
    if isinstance(node, x.Times):
        return _times(node, places, p)
    if isinstance(node, x.Days):
        return _sum([_line(node.end, 0, p), _scaled(_line(node.start, 0, p), -1)])
    if isinstance(node, (x.Least, x.Greatest)):
        return _extreme(node, places, p)
    if isinstance(node, x.Case):
        return _case(node, places, p)
    if isinstance(node, x.Steps):
        return _steps(node, places, p)
    raise RuleError(f"what would change a {type(node).__name__} of several facts cannot be said")


def _units(value: Any, places: int) -> int:
    return int(value * 10**places)


def _constant(value: int, p: Programme) -> Line:
    return Line(value * p.highs.addVariable(1, 1), value, value)


def _variable(name: str, places: int, p: Programme) -> Line:
    variable, unit = p.values[name]
    by = 10**places // unit
    bounds = tightest(p.schema[name], Reading())
    low, high = (int(Decimal(end) * unit) * by for end in bounds)
    return Line(by * variable, low, high)


def _table(node: x.Node, places: int, p: Programme) -> Line:
    """The term of one fact: its value in each region; the fact has to be settled for the term to have one."""
    (name,) = x.facts_of(node)
    flags = p.chosen[name]
    worth = [_units(points(node, {name: o.value}, p.schema).low, places) for o in p.options[name]]
    p.constrain(sum(flags[1:], 1 * flags[0]) == 1)
    expr = sum((w * f for w, f in zip(worth[1:], flags[1:], strict=True)), worth[0] * flags[0])
    return Line(expr, min(worth), max(worth))


def _sum(lines: Sequence[Line | None]) -> Line | None:
    found = [line for line in lines if line is not None]
    if len(found) < len(lines):
        return None
    expr = sum((line.expr for line in found[1:]), found[0].expr)
    return Line(expr, sum(line.low for line in found), sum(line.high for line in found))


def _scaled(line: Line | None, by: int) -> Line | None:
    if line is None:
        return None
    ends = line.low * by, line.high * by
    return Line(by * line.expr, min(ends), max(ends))


def _times(node: x.Times, places: int, p: Programme) -> Line | None:
    factor = node.factor.value if isinstance(node.factor, x.Literal) else 0
    assert isinstance(factor, (int, Decimal))
    own = places_of(factor)
    inner = max(_places(node.term, p), places - own)
    line = _line(node.term, inner, p)
    if inner + own > places:
        raise RuleError("a product has more decimal places than it is compared in")
    return _scaled(line, _units(factor, own))


def _one_of(count: int, p: Programme) -> list[Any]:
    flags = [p.binary() for _ in range(count)]
    p.constrain(sum(flags[1:], 1 * flags[0]) == 1)
    return flags


def _extreme(node: x.Least | x.Greatest, places: int, p: Programme) -> Line | None:
    lines = [_line(term, places, p) for term in node.terms]
    found = [line for line in lines if line is not None]
    if len(found) < len(lines):
        return None
    pick = min if isinstance(node, x.Least) else max
    low, high = pick(line.low for line in found), pick(line.high for line in found)
    result = p.highs.addVariable(low, high)
    for line, flag in zip(found, _one_of(len(found), p), strict=True):
        gap = Line(result - line.expr, low - line.high, high - line.low)
        always = Line(gap.expr, gap.low, gap.high)
        p.constrain(always.expr <= 0) if isinstance(node, x.Least) else p.constrain(always.expr >= 0)
        _when(flag, gap, 0, 0, p)
    return Line(1 * result, low, high)


def _pick(lines: Sequence[Line], flags: Sequence[Any], p: Programme) -> Line:
    """A value that equals the line whose flag is 1."""
    low, high = min(line.low for line in lines), max(line.high for line in lines)
    result = p.highs.addVariable(low, high)
    for line, flag in zip(lines, flags, strict=True):
        _when(flag, Line(result - line.expr, low - line.high, high - line.low), 0, 0, p)
    return Line(1 * result, low, high)


def _case(node: x.Case, places: int, p: Programme) -> Line | None:
    lines = [_line(score, places, p) for score in (*(score for _, score in node.cases), node.otherwise)]
    found = [line for line in lines if line is not None]
    if len(found) < len(lines):
        return None
    flags = _one_of(len(found), p)
    for nth, flag in enumerate(flags):
        for condition, _ in node.cases[:nth]:
            p.constrain(1 * flag <= wanted(condition, False, p))
        if nth < len(node.cases):
            p.constrain(1 * flag <= wanted(node.cases[nth][0], True, p))
    return _pick(found, flags, p)


def _steps(node: x.Steps, places: int, p: Programme) -> Line | None:
    pairs = values_of(node.rows)
    starts = [comparable(start) for start, _ in pairs[1:]]
    unit = max([_places(node.term, p), *(places_of(start) for start in starts)])
    term = _line(node.term, unit, p)
    if term is None:
        return None
    flags = _one_of(len(pairs), p)
    for flag, start, end in zip(flags, [None, *starts], [*starts, None], strict=True):
        _when(
            flag,
            term,
            None if start is None else _units(start, unit),
            None if end is None else _units(end, unit) - 1,
            p,
        )
    return _pick([_constant(_units(score, places), p) for _, score in pairs], flags, p)
