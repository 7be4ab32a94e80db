"""A bound condition as a Z3 formula: what are its variables, and which values may they take?

Every fact is a free variable within its declared range: an enumeration is an EnumSort, a whole number or date an Int, a
number of declared decimal places an Int of its last place, any other number a Real, a set one Bool for each value.
A missing constant is a free variable too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any

import z3

from communique.rules import expression as x
from communique.rules.interpret import comparable, values_of
from communique.rules.parameters import RuleError
from communique.rules.schema import FactType, Reading, Schema
from communique.rules.sorts import places_of


@dataclass(frozen=True)
class Quantity:
    """A Z3 number: whole units of the decimal place `places`, or a real if that is None."""

    expr: Any
    places: int | None = 0


class Model:
    """The variables of facts in one Z3 context, and the formulas over them."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.context = z3.Context()
        self.variables: dict[str, Any] = {}
        self.domain: list[Any] = []
        self.free: dict[Any, Any] = {}

    def truth(self, node: x.Node) -> Any:
        """The condition as a Z3 Boolean."""
        return _of(_TRUTH, node)(node, self)

    def term(self, node: x.Node) -> Any:
        """The term as a Quantity, or a Z3 text."""
        return _of(_TERM, node)(node, self)

    def variable(self, name: str) -> Any:
        if name not in self.variables:
            self.variables[name] = self._declare(name, self.schema[name])
        return self.variables[name]

    def _declare(self, name: str, kind: FactType) -> Any:
        if kind.sort == "bool":
            return z3.Bool(name, self.context)
        if kind.sort == "string":
            return z3.Const(name, z3.StringSort(self.context))
        if kind.sort == "enum":
            sort, _ = z3.EnumSort(f"values of {name}", list(kind.values), ctx=self.context)
            return z3.Const(name, sort)
        if kind.sort == "set":
            return self._declare_set(name, kind)
        real = kind.sort == "number" and kind.places is None
        places = None if real else kind.places or 0
        variable = Quantity((z3.Real if real else z3.Int)(name, self.context), places)
        if kind.sort == "date":
            self.domain += self.within(variable, date.min.toordinal(), date.max.toordinal())
        self.domain += self.within(variable, comparable(kind.low), comparable(kind.high))
        return variable

    def _declare_set(self, name: str, kind: FactType) -> dict[str, Any]:
        members = {value: z3.Bool(f"{name} has {value}", self.context) for value in kind.values}
        if not kind.may_be_empty:
            self.domain.append(self.any(members.values()))
        return members

    def within(self, variable: Quantity, low: Any, high: Any) -> list[Any]:
        bounds = []
        if low is not None and Decimal(low).is_finite():
            bounds.append(self.order("<=", self.number(low), variable))
        if high is not None and Decimal(high).is_finite():
            bounds.append(self.order("<=", variable, self.number(high)))
        return bounds

    def number(self, value: x.Number) -> Quantity:
        places = places_of(value)
        return Quantity(z3.IntVal(int(value * 10**places), self.context), places)

    def aligned(self, quantities: Iterable[Quantity]) -> tuple[list[Any], int | None]:
        """All in the finest decimal place among them, or as reals if one is."""
        found = list(quantities)
        if any(q.places is None for q in found):
            return [self.real(q) for q in found], None
        places = max(q.places or 0 for q in found)
        return [q.expr * 10 ** (places - (q.places or 0)) for q in found], places

    def real(self, quantity: Quantity) -> Any:
        if quantity.places is None:
            return quantity.expr
        return z3.ToReal(quantity.expr) / z3.RealVal(10**quantity.places, self.context)

    def order(self, op: str, left: Quantity, right: Quantity) -> Any:
        (a, b), _ = self.aligned((left, right))
        return _ORDER[op](a, b)

    def any(self, formulas: Iterable[Any]) -> Any:
        return z3.Or([*formulas, z3.BoolVal(False, self.context)])

    def all(self, formulas: Iterable[Any]) -> Any:
        return z3.And([*formulas, z3.BoolVal(True, self.context)])

    def unknown(self, key: Any, sort: str) -> Any:
        """The free variable of a missing constant: one for each subject, the same wherever it is missing."""
        if (key, sort) not in self.free:
            name = f"missing {len(self.free)}"
            self.free[key, sort] = self._unknown(name, sort)
        return self.free[key, sort]

    def _unknown(self, name: str, sort: str) -> Any:
        if sort == "bool":
            return z3.Bool(name, self.context)
        if sort == "string":
            return z3.Const(name, z3.StringSort(self.context))
        if sort == "date":
            return Quantity(z3.Int(name, self.context))
        return Quantity(z3.Real(name, self.context), None)

    def assume(self, readings: Mapping[str, Reading]) -> list[Any]:
        """Constraints that hold each fact to what was read of it."""
        return [each for name, reading in readings.items() for each in self._assume(name, reading)]

    def _assume(self, name: str, reading: Reading) -> list[Any]:
        kind, variable = self.schema[name], self.variable(name)
        if kind.sort == "set":
            known = reading.members
            return [] if known is None else [held == (value in known) for value, held in variable.items()]
        if kind.ordered:
            return self.within(variable, reading.low, reading.high)
        if reading.reasons:
            return []
        return [variable == reading.low] if kind.sort == "bool" else [self.text_is(variable, reading.low)]

    def text_is(self, variable: Any, value: str) -> Any:
        """The text variable has the value; never, if it is no value of the variable's enumeration."""
        if variable.sort().kind() != z3.Z3_DATATYPE_SORT:
            return variable == z3.StringVal(value, self.context)
        sort = variable.sort()
        for i in range(sort.num_constructors()):
            if sort.constructor(i).name() == value:
                return variable == sort.constructor(i)()
        return z3.BoolVal(False, self.context)


# -- formulas --------------------------------------------------------------------------------------------------------


def _of(table: dict[type, Any], node: x.Node) -> Any:
    if type(node) not in table:
        raise RuleError(f"{type(node).__name__} does not belong here, or the expression is not bound")
    return table[type(node)]


_ORDER: dict[str, Callable[[Any, Any], Any]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def _compare(node: x.Compare, m: Model) -> Any:
    left, right = m.term(node.left), m.term(node.right)
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return m.order(node.op, left, right)
    same = _same_text(left, right, m)
    return same if node.op == "==" else z3.Not(same)


def _same_text(left: Any, right: Any, m: Model) -> Any:
    if isinstance(right, str):
        left, right = right, left
    if isinstance(left, str):
        return z3.BoolVal(left == right, m.context) if isinstance(right, str) else m.text_is(right, left)
    if left.sort() == right.sort():
        return left == right
    enumerated = left if left.sort().kind() == z3.Z3_DATATYPE_SORT else right
    sort = enumerated.sort()
    names = [sort.constructor(i).name() for i in range(sort.num_constructors())]
    return m.any(z3.And(m.text_is(left, name), m.text_is(right, name)) for name in names)


def _one_of(node: x.OneOf, m: Model) -> Any:
    if isinstance(node.values, x.Missing):
        return m.unknown(node, "bool")
    return m.any(_compare(x.Compare("==", node.term, x.Literal(value)), m) for value in values_of(node.values))


def _members(node: x.Members, m: Model) -> Any:
    if isinstance(node.values, x.Missing):
        return m.unknown(node, "bool")
    members, listed = m.variable(node.fact.id), set(values_of(node.values))
    if node.quantifier == "any":
        return m.any(held for value, held in members.items() if value in listed)
    return m.all(z3.Not(held) for value, held in members.items() if value not in listed)


def _at_least(node: x.AtLeast, m: Model) -> Any:
    return z3.AtLeast(*(m.truth(child) for child in node.children), node.count)


def _text_or_number(node: x.Literal, m: Model) -> Any:
    value = comparable(node.value)
    return value if isinstance(value, str) else m.number(value)


def _sum(node: x.Sum, m: Model) -> Quantity:
    exprs, places = m.aligned(m.term(term) for term in node.terms)
    return Quantity(z3.Sum(exprs) if len(exprs) > 1 else exprs[0], places)


def _times(node: x.Times, m: Model) -> Quantity:
    factor, term = m.term(node.factor), m.term(node.term)
    if factor.places is None or term.places is None:
        return Quantity(m.real(factor) * m.real(term), None)
    return Quantity(factor.expr * term.expr, factor.places + term.places)


def _extreme(node: x.Least | x.Greatest, m: Model) -> Quantity:
    exprs, places = m.aligned(m.term(term) for term in node.terms)
    if isinstance(node, x.Least):
        return Quantity(reduce(lambda a, b: z3.If(a <= b, a, b), exprs), places)
    return Quantity(reduce(lambda a, b: z3.If(a >= b, a, b), exprs), places)


def _days(node: x.Days, m: Model) -> Quantity:
    return Quantity(m.term(node.end).expr - m.term(node.start).expr)


def _case(node: x.Case, m: Model) -> Quantity:
    scores, places = m.aligned(m.term(s) for s in (*(score for _, score in node.cases), node.otherwise))
    found = scores[-1]
    for (condition, _), score in reversed(list(zip(node.cases, scores, strict=False))):
        found = z3.If(m.truth(condition), score, found)
    return Quantity(found, places)


def _table(node: x.Steps | x.Lookup, m: Model) -> Quantity:
    if isinstance(node.rows, x.Missing):
        return m.unknown(node, "number")  # type: ignore[no-any-return]
    pairs = values_of(node.rows)
    scores, places = m.aligned(m.number(score) for _, score in pairs)
    term, found = m.term(node.term), scores[0]
    for (key, _), score in zip(pairs[1:], scores[1:], strict=True):
        here = (
            _same_text(term, key, m) if isinstance(node, x.Lookup) else m.order(">=", term, m.number(comparable(key)))
        )
        found = z3.If(here, score, found)
    return Quantity(found, places)


_TRUTH: dict[type, Callable[[Any, Model], Any]] = {
    x.Fact: lambda n, m: m.variable(n.id),
    x.Literal: lambda n, m: z3.BoolVal(bool(n.value), m.context),
    x.Missing: lambda n, m: m.unknown(n.subject, "bool"),
    x.Named: lambda n, m: m.truth(n.body),
    x.Not: lambda n, m: z3.Not(m.truth(n.child)),
    x.All: lambda n, m: m.all(map(m.truth, n.children)),
    x.Any: lambda n, m: m.any(map(m.truth, n.children)),
    x.Implies: lambda n, m: z3.Implies(m.truth(n.condition), m.truth(n.conclusion)),
    x.AtLeast: _at_least,
    x.Compare: _compare,
    x.OneOf: _one_of,
    x.Members: _members,
}
_TERM: dict[type, Callable[[Any, Model], Any]] = {
    x.Fact: lambda n, m: m.variable(n.id),
    x.Literal: _text_or_number,
    x.Missing: lambda n, m: m.unknown(n.subject, n.sort),
    x.Named: lambda n, m: m.term(n.body),
    x.Sum: _sum,
    x.Times: _times,
    x.Least: _extreme,
    x.Greatest: _extreme,
    x.Days: _days,
    x.Case: _case,
    x.Steps: _table,
    x.Lookup: _table,
}
