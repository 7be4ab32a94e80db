"""What is true in each of a million rows? A bound condition as one Polars expression: true, false, or null for unknown.

Column `x` holds fact x, null where it is not known; `x__low` and `x__high`, if they are there, bound it where `x` is
null. A fact without a column is unknown in every row. Whatever enters arithmetic is a whole number of its last decimal
place (Int64), so sums are exact; what is only compared is compared as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import and_, eq, ge, gt, le, lt, ne, or_
from typing import Any

import polars as pl

from communique.rules import expression as x
from communique.rules.frame_terms import BOUNDS, Bounds, Truth, fixed, raw, shared_truth
from communique.rules.interpret import values_of
from communique.rules.misfit import misfits, require_type
from communique.rules.parameters import RuleError
from communique.rules.schema import Schema, UnreadableFact
from communique.rules.sorts import Check, kind_of, places_of

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip


class Compiler:
    """Turns bound expressions into columns of one frame, each named part once."""

    def __init__(
        self, schema: Schema, columns: pl.Schema, complete: frozenset[str] = frozenset(), *, staged: bool = False
    ) -> None:
        self.schema, self.columns, self.complete, self.staged = schema, columns, complete, staged
        self.stages: list[list[pl.Expr]] = []
        self._stage: dict[str, int] = {}
        self._check = Check(schema, {})
        self._terms: dict[x.Node, Bounds] = {}
        self._truths: dict[x.Named, Truth] = {}

    def truth(self, node: x.Node) -> Truth:
        return _of(_TRUTH, node)(node, self)  # type: ignore[no-any-return]

    def bounds(self, node: x.Node) -> Bounds:
        """The term's bounds; equal terms of different conditions are computed once."""
        if node not in self._terms:
            self._terms[node] = self.shared(_of(BOUNDS, node)(node, self))
        return self._terms[node]

    def share(self, expr: pl.Expr) -> pl.Expr:
        """A column of its own for what is used more than once: else expressions double with each level of a tree."""
        if not self.staged or expr.meta.is_column() or expr.meta.is_literal():
            return expr
        name = f"__part {len(self._stage)}"
        stage = max((self._stage.get(root, -1) for root in expr.meta.root_names()), default=-1) + 1
        self._stage[name] = stage
        self.stages += [[]] if stage == len(self.stages) else []
        self.stages[stage].append(expr.alias(name))
        return pl.col(name)

    def shared(self, term: Bounds) -> Bounds:
        low = self.share(term.low)
        return Bounds(low, low if term.point else self.share(term.high), term.complete, term.places)

    def places(self, node: x.Node) -> int | None:
        return kind_of(node, self._check).places

    def named(self, node: x.Named) -> Truth:
        if node not in self._truths:
            self._truths[node] = shared_truth(self.truth(node.body), self)
        return self._truths[node]


def column(node: x.Node, schema: Schema, columns: pl.Schema, complete: Iterable[str] = ()) -> pl.Expr:
    """The condition as one Boolean expression, null for unknown; where facts are open it doubles with each level of
    arithmetic, which `verdicts` does not.

    columns   the frame's schema
    complete  columns known to hold no null; saying so makes the expression cheaper, not different

    Raises RuleError for an expression that is not bound, UnreadableFact for a column of another type than its fact.
    """
    return Compiler(schema, columns, frozenset(complete)).truth(node).expr


def verdicts(frame: pl.DataFrame, conditions: Mapping[str, x.Node], schema: Schema) -> pl.DataFrame:
    """One Boolean column per condition, null for unknown, rows as in `frame`.

    Raises UnreadableFact naming row and column of the first value that its fact's type does not allow.
    """
    for fault in misfits(frame, schema).head(1).iter_rows(named=True):
        raise UnreadableFact(fault["fault"], row=fault["row"] + 1, column=fault["fact"])
    complete = frozenset(name for name in frame.columns if frame[name].null_count() == 0)
    compiler = Compiler(schema, frame.schema, complete, staged=True)
    chosen = [compiler.truth(node).expr.alias(name) for name, node in conditions.items()]
    lazy = frame.lazy()
    for stage in compiler.stages:
        lazy = lazy.with_columns(stage)
    # columns first: a selection of constants alone would have one row
    return lazy.with_columns(chosen).select(*conditions).collect()


# -- conditions ------------------------------------------------------------------------------------------------------


def _of(table: dict[type, Any], node: x.Node) -> Any:
    if type(node) not in table:
        raise RuleError(f"{type(node).__name__} does not belong here, or the expression is not bound")
    return table[type(node)]


def _known_nothing() -> Truth:
    return Truth(pl.lit(None, dtype=pl.Boolean), complete=False)


def _flag(node: x.Fact, now: Compiler) -> Truth:
    if node.id not in now.columns:
        return _known_nothing()
    require_type(node.id, now.columns[node.id], now.schema[node.id])
    return Truth(pl.col(node.id).cast(pl.Boolean), node.id in now.complete)


def _fold(nodes: Iterable[Truth], join: Callable[[Any, Any], Any], empty: bool) -> Truth:
    truths = list(nodes)
    if not truths:
        return Truth(pl.lit(empty), complete=True)
    return Truth(reduce(join, (t.expr for t in truths)), all(t.complete for t in truths))


def _not(truth: Truth) -> Truth:
    return Truth(~truth.expr, truth.complete)


def _at_least(node: x.AtLeast, now: Compiler) -> Truth:
    truths = [now.truth(child) for child in node.children]
    truths = [t if t.complete else shared_truth(t, now) for t in truths]
    true = reduce(lambda a, b: a + b, (t.expr.fill_null(False).cast(pl.Int32) for t in truths))
    if all(t.complete for t in truths):
        return Truth(true >= node.count, complete=True)
    open_ = reduce(lambda a, b: a + b, (t.expr.is_null().cast(pl.Int32) for t in truths))
    return _decide(true >= node.count, true + open_ < node.count)


def _decide(true: pl.Expr, false: pl.Expr) -> Truth:
    """True where the one holds, false where the other does, else unknown; a null in either does not hold."""
    return Truth(pl.when(true).then(True).when(false).then(False), complete=False)


def _compare(node: x.Compare, now: Compiler) -> Truth:
    left, right = map(now.shared, _aligned(node.left, node.right, now))
    if left.point and right.point:
        return Truth(OPERATORS[node.op](left.low, right.low), left.complete and right.complete)
    if node.op in ("==", "!="):
        same = (left.low == left.high) & (right.low == right.high) & (left.low == right.low)
        apart = (left.high < right.low).fill_null(False) | (right.high < left.low).fill_null(False)
        equal = _decide(same, apart)
        return equal if node.op == "==" else _not(equal)
    if node.op in ("<=", ">="):
        less = _less(left, right) if node.op == ">=" else _less(right, left)
        return _not(less)
    return _less(left, right) if node.op == "<" else _less(right, left)


def _less(left: Bounds, right: Bounds) -> Truth:
    return _decide(left.high < right.low, left.low >= right.high)


def _aligned(left: x.Node, right: x.Node, now: Compiler) -> tuple[Bounds, Bounds]:
    """Both sides as they stand if neither is computed, else both as whole numbers of the same decimal place."""
    kinds = kind_of(left, now._check), kind_of(right, now._check)
    sides = now.bounds(left), now.bounds(right)
    if kinds[0].sort != "number" or (kinds[0].plain and kinds[1].plain):
        return sides
    places = max(kind.places or 0 for kind in kinds)
    return fixed(sides[0], kinds[0].places, places), fixed(sides[1], kinds[1].places, places)


def _one_of(node: x.OneOf, now: Compiler) -> Truth:
    if isinstance(node.values, x.Missing):
        return _known_nothing()
    listed = list(values_of(node.values))
    kind, term = kind_of(node.term, now._check), now.bounds(node.term)
    if kind.sort == "text":
        return Truth(term.low.is_in([str(v) for v in listed]), term.complete)
    values: list[Any] = [raw(v) for v in listed]
    if kind.sort == "number" and not kind.plain:
        places = max([kind.places or 0, *(places_of(v) for v in listed)])
        term, values = fixed(term, kind.places, places), [int(v * 10**places) for v in listed]
    term = now.shared(term)
    if term.point:
        return _fold((Truth(term.low == v, term.complete) for v in values), or_, empty=False)
    inside = reduce(or_, (((term.low <= v).fill_null(True) & (term.high >= v).fill_null(True)) for v in values))
    hit = reduce(or_, ((term.low == v) & (term.high == v) for v in values))
    return _decide(hit, (term.low == term.high).fill_null(False) & ~hit.fill_null(False) | ~inside)


def _members(node: x.Members, now: Compiler) -> Truth:
    if isinstance(node.values, x.Missing) or node.fact.id not in now.columns:
        return _known_nothing()
    require_type(node.fact.id, now.columns[node.fact.id], now.schema[node.fact.id])
    members, listed = pl.col(node.fact.id).cast(pl.List(pl.String)), pl.lit(list(values_of(node.values)))
    if node.quantifier == "any":
        held = members.list.set_intersection(listed).list.len() > 0
    else:
        held = members.list.set_difference(listed).list.len() == 0
    return Truth(held, node.fact.id in now.complete)


_TRUTH: dict[type, Callable[[Any, Compiler], Truth]] = {
    x.Fact: _flag,
    x.Literal: lambda n, _: Truth(pl.lit(bool(n.value)), complete=True),
    x.Missing: lambda _, __: _known_nothing(),
    x.Named: lambda n, now: now.named(n),
    x.Not: lambda n, now: _not(now.truth(n.child)),
    x.All: lambda n, now: _fold(map(now.truth, n.children), and_, empty=True),
    x.Any: lambda n, now: _fold(map(now.truth, n.children), or_, empty=False),
    x.Implies: lambda n, now: _fold([_not(now.truth(n.condition)), now.truth(n.conclusion)], or_, empty=False),
    x.AtLeast: _at_least,
    x.Compare: _compare,
    x.OneOf: _one_of,
    x.Members: _members,
}
