"""What may each value of a condition be, row by row? Terms as Polars expressions: a least and a greatest value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, cast

import polars as pl

from communique.rules import expression as x
from communique.rules.interpret import values_of
from communique.rules.misfit import require_type
from communique.rules.schema import FactType
from communique.rules.sorts import kind_of, places_of

if TYPE_CHECKING:
    from communique.rules.frames import Compiler

EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Truth:
    """A Boolean column; `complete` if no row of it is null."""

    expr: pl.Expr
    complete: bool


@dataclass(frozen=True)
class Bounds:
    """A term's least and greatest value, one expression if they are the same; null is no bound (or no text)."""

    low: pl.Expr
    high: pl.Expr
    complete: bool
    places: int | None = 0

    @property
    def point(self) -> bool:
        return self.low is self.high


def shared_truth(truth: Truth, now: Compiler) -> Truth:
    return Truth(now.share(truth.expr), truth.complete)


def fixed(term: Bounds, declared: int | None, places: int) -> Bounds:
    """The term as whole numbers of the decimal place `places`; `declared` are the places a column as it stands has."""

    def scale(expr: pl.Expr) -> pl.Expr:
        if term.places is None:  # as it stands
            whole = (expr * 10.0 ** (declared or 0)).round().cast(pl.Int64) if declared else expr.cast(pl.Int64)
            return whole * 10 ** (places - (declared or 0)) if places > (declared or 0) else whole
        return expr * 10 ** (places - term.places) if places > term.places else expr

    low = scale(term.low)
    return Bounds(low, low if term.point else scale(term.high), term.complete, places)


def raw(value: Any) -> Any:
    if isinstance(value, date):
        return value.toordinal() - EPOCH
    return float(value) if isinstance(value, Decimal) else value


def _fact_term(node: x.Fact, now: Compiler) -> Bounds:
    kind = now.schema[node.id]
    value, low, high = (_physical(name, kind, now) for name in (node.id, f"{node.id}__low", f"{node.id}__high"))
    if low is None and high is None:
        only = pl.lit(None, dtype=_dtype(kind)) if value is None else value
        return Bounds(only, only, node.id in now.complete, None)
    ends = [_first(value, end, kind) for end in (low, high)]
    return Bounds(ends[0], ends[1], False, None)


def _physical(name: str, kind: FactType, now: Compiler) -> pl.Expr | None:
    """The column in the type its fact is compared in, or None if there is no such column."""
    if name not in now.columns:
        return None
    dtype = now.columns[name]
    require_type(name, dtype, kind)
    if kind.sort == "date":
        return pl.col(name).cast(pl.Date).to_physical()
    if dtype == _dtype(kind) or (kind.ordered and (dtype.is_float() or dtype.is_integer())):
        return pl.col(name)
    return pl.col(name).cast(_dtype(kind))


def _dtype(kind: FactType) -> Any:
    return {"int": pl.Int64, "number": pl.Float64, "date": pl.Int32}.get(kind.sort, pl.String)


def _first(value: pl.Expr | None, end: pl.Expr | None, kind: FactType) -> pl.Expr:
    there = [each for each in (value, end) if each is not None]
    return pl.coalesce(there) if there else pl.lit(None, dtype=_dtype(kind))


def _literal(node: x.Literal, _: Compiler) -> Bounds:
    value = node.value
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        only = pl.lit(raw(value))
        return Bounds(only, only, True, None)
    only = pl.lit(raw(value), dtype=pl.Int32 if isinstance(value, date) else None)
    return Bounds(only, only, True, None)


def _missing(node: x.Missing, _: Compiler | None = None) -> Bounds:
    dtype = {"string": pl.String, "text": pl.String, "date": pl.Int32}.get(node.sort, pl.Int64)
    only = pl.lit(None, dtype=dtype)
    return Bounds(only, only, False, None)


def _none() -> Bounds:
    only = pl.lit(None, dtype=pl.Int64)
    return Bounds(only, only, False, 0)


def _whole(nodes: Iterable[x.Node], now: Compiler) -> tuple[list[Bounds], int]:
    """All terms as whole numbers of the finest decimal place among them."""
    pairs = [(now.bounds(node), now.places(node)) for node in nodes]
    places = max(declared or 0 for _, declared in pairs)
    whole = [fixed(term, declared, places) for term, declared in pairs]
    return [term if term.point else now.shared(term) for term in whole], places


def _sum(node: x.Sum, now: Compiler) -> Bounds:
    terms, places = _whole(node.terms, now)
    low = reduce(lambda a, b: a + b, (t.low for t in terms))
    high = low if all(t.point for t in terms) else reduce(lambda a, b: a + b, (t.high for t in terms))
    return Bounds(low, high, all(t.complete for t in terms), places)


def _times(node: x.Times, now: Compiler) -> Bounds:
    if isinstance(node.factor, x.Missing):
        return _none()
    factor = cast(x.Number, node.factor.value) if isinstance(node.factor, x.Literal) else 0
    (term,), places = _whole((node.term,), now)
    by, places = int(factor * 10 ** places_of(factor)), places + places_of(factor)
    if by == 0:
        zero = pl.lit(0, dtype=pl.Int64)
        return Bounds(zero, zero, True, places)
    low, high = term.low * by, term.low * by if term.point else term.high * by
    if term.point:
        return Bounds(low, low, term.complete, places)
    return Bounds(low, high, term.complete, places) if by > 0 else Bounds(high, low, term.complete, places)


def _extreme(node: x.Least | x.Greatest, now: Compiler) -> Bounds:
    terms, places = _whole(node.terms, now)
    pick, least = (pl.min_horizontal, True) if isinstance(node, x.Least) else (pl.max_horizontal, False)
    complete = all(t.complete for t in terms)
    if complete and all(t.point for t in terms):
        only = pick([t.low for t in terms])
        return Bounds(only, only, True, places)
    lows, highs = [t.low for t in terms], [t.high for t in terms]
    low = pick(lows) if complete or not least else _bounded(pick, lows)
    high = pick(highs) if complete or least else _bounded(pick, highs)
    return Bounds(low, high, complete, places)


def _bounded(pick: Callable[[Any], pl.Expr], ends: list[pl.Expr]) -> pl.Expr:
    """The extreme of the ends, or no bound where one of them has none."""
    return pl.when(reduce(or_, (end.is_null() for end in ends))).then(None).otherwise(pick(ends))


def _days(node: x.Days, now: Compiler) -> Bounds:
    start, end = now.bounds(node.start), now.bounds(node.end)
    complete = start.complete and end.complete

    def between(first: pl.Expr, last: pl.Expr) -> pl.Expr:
        return last.cast(pl.Int64) - first.cast(pl.Int64)

    low = between(start.high, end.low)
    high = low if start.point and end.point else between(start.low, end.high)
    return Bounds(low, high, complete, 0)


def _case(node: x.Case, now: Compiler) -> Bounds:
    scores, places = _whole((*(score for _, score in node.cases), node.otherwise), now)
    found = scores[-1]
    for (condition, _), score in reversed(list(zip(node.cases, scores, strict=False))):
        truth = now.truth(condition)
        truth = truth if truth.complete else shared_truth(truth, now)
        found = _either(truth, score, found, places)
        found = found if found.point else now.shared(found)
    return found


def _either(condition: Truth, score: Bounds, other: Bounds, places: int) -> Bounds:
    complete = score.complete and other.complete
    if condition.complete:
        low = pl.when(condition.expr).then(score.low).otherwise(other.low)
        if score.point and other.point:
            return Bounds(low, low, complete, places)
        high = pl.when(condition.expr).then(score.high).otherwise(other.high)
        return Bounds(low, high, complete, places)
    low = _unless_unknown(condition.expr, score.low, other.low, pl.min_horizontal, complete)
    high = _unless_unknown(condition.expr, score.high, other.high, pl.max_horizontal, complete)
    return Bounds(low, high, complete, places)


def _unless_unknown(
    condition: pl.Expr, score: pl.Expr, other: pl.Expr, pick: Callable[[Any], pl.Expr], complete: bool
) -> pl.Expr:
    both = pick([score, other]) if complete else _bounded(pick, [score, other])
    return pl.when(condition).then(score).when(~condition).then(other).otherwise(both)


def _steps(node: x.Steps, now: Compiler) -> Bounds:
    if isinstance(node.rows, x.Missing):
        return _none()
    pairs = values_of(node.rows)
    places = max(places_of(score) for _, score in pairs)
    scores = [int(score * 10**places) for _, score in pairs]
    term, bounds = _against(node.term, [bound for bound, _ in pairs[1:]], now)
    if term.point:
        return _chosen(_ladder(term.low, bounds, scores), term, scores, places)
    return Bounds(
        _hull(term, bounds, scores, pl.min_horizontal), _hull(term, bounds, scores, pl.max_horizontal), True, places
    )


def _against(node: x.Node, bounds: list[Any], now: Compiler) -> tuple[Bounds, list[Any]]:
    kind, term = kind_of(node, now._check), now.bounds(node)
    if kind.sort != "number" or kind.plain:
        return now.shared(term), [raw(bound) for bound in bounds]
    places = max([kind.places or 0, *(places_of(bound) for bound in bounds)])
    term = fixed(term, kind.places, places)
    return now.shared(term), [int(bound * 10**places) for bound in bounds]


def _ladder(value: pl.Expr, bounds: list[Any], scores: list[int]) -> pl.Expr:
    found = pl.lit(scores[0], dtype=pl.Int64)
    for bound, score in zip(bounds, scores[1:], strict=True):
        found = pl.when(value >= bound).then(pl.lit(score, dtype=pl.Int64)).otherwise(found)
    return found


def _chosen(known: pl.Expr, term: Bounds, scores: list[int], places: int) -> Bounds:
    """The score where the term is known, else the least and the most that the table holds."""
    if term.complete:
        return Bounds(known, known, True, places)
    low, high = (
        pl.when(term.low.is_null()).then(pl.lit(end, dtype=pl.Int64)).otherwise(known)
        for end in (min(scores), max(scores))
    )
    return Bounds(low, high, True, places)


def _hull(term: Bounds, bounds: list[Any], scores: list[int], pick: Callable[[Any], pl.Expr]) -> pl.Expr:
    reached = []
    for score, start, end in zip(scores, [None, *bounds], [*bounds, None], strict=True):
        tests = [] if start is None else [(term.high >= start).fill_null(True)]
        tests += [] if end is None else [(term.low < end).fill_null(True)]
        inside = reduce(and_, tests) if tests else pl.lit(True)
        reached.append(pl.when(inside).then(pl.lit(score, dtype=pl.Int64)))
    return pick(reached)


def _lookup(node: x.Lookup, now: Compiler) -> Bounds:
    if isinstance(node.rows, x.Missing):
        return _none()
    pairs = values_of(node.rows)
    places = max(places_of(score) for _, score in pairs)
    scores = [int(score * 10**places) for _, score in pairs]
    term = now.bounds(node.term)
    keys = [key for key, _ in pairs]
    known = term.low.replace_strict(keys, scores, default=None, return_dtype=pl.Int64)
    return _chosen(known, term, scores, places)


BOUNDS: dict[type, Callable[[Any, Compiler], Bounds]] = {
    x.Fact: _fact_term,
    x.Literal: _literal,
    x.Missing: _missing,
    x.Named: lambda n, now: now.bounds(n.body),
    x.Sum: _sum,
    x.Times: _times,
    x.Least: _extreme,
    x.Greatest: _extreme,
    x.Days: _days,
    x.Case: _case,
    x.Steps: _steps,
    x.Lookup: _lookup,
}
