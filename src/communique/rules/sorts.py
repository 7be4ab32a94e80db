"""Does the expression fit its facts? Sorts of every part, decimal places of every sum; each misfit as one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from communique.rules import expression as x
from communique.rules.parameters import Parameters
from communique.rules.schema import FactType, Schema, suggestion


@dataclass(frozen=True)
class Kind:
    """Sort of a part: bool, number, date, text or set; places None if a number's decimals are not limited."""

    sort: str
    places: int | None = 0
    plain: bool = True  # read or written, not computed
    values: tuple[str, ...] = ()


@dataclass
class Check:
    """The misfits found in one expression: (sentence, word at fault)."""

    schema: Schema
    parameters: Parameters
    faults: list[tuple[str, str]] = field(default_factory=list)

    def fault(self, sentence: str, word: str = "") -> None:
        self.faults.append((sentence, word))


UNSURE = Kind("unsure")  # the sort of what is already reported: fits everywhere, so one fault is told once


def faults_of(node: x.Node, schema: Schema, parameters: Parameters, sort: str = "bool") -> list[tuple[str, str]]:
    """Every misfit as (sentence, word at fault); empty if the expression is well typed and of the sort."""
    check = Check(schema, parameters)
    kind = kind_of(node, check)
    if kind is not UNSURE and kind.sort != sort:
        check.fault(f"a {sort} is needed, this is a {kind.sort}")
    return check.faults


def kind_of(node: x.Node, check: Check) -> Kind:
    """Sort and places of a node; what does not fit is added to the check's faults."""
    return _KIND[type(node)](node, check)


def fact_kind(kind: FactType) -> Kind:
    """How the type of a fact enters expressions."""
    if kind.sort in ("string", "enum"):
        return Kind("text", values=kind.values)
    if kind.sort == "set":
        return Kind("set", values=kind.values)
    if kind.sort == "number":
        return Kind("number", kind.places)
    return Kind("number" if kind.sort == "int" else kind.sort)


def places_of(value: Any) -> int:
    """Decimal places of a constant."""
    if not isinstance(value, Decimal):
        return 0
    exponent = value.normalize().as_tuple().exponent
    return max(0, -int(exponent))


def constant_kind(value: Any) -> Kind:
    """How a constant enters expressions."""
    if isinstance(value, bool):
        return Kind("bool")
    if isinstance(value, date):
        return Kind("date")
    return Kind("text") if isinstance(value, str) else Kind("number", places_of(value))


def _fact(node: x.Fact, check: Check) -> Kind:
    kind = check.schema.get(node.id)
    if kind is None:
        check.fault(f"no such fact: {node.id}{suggestion(node.id, check.schema)}", node.id)
        return UNSURE
    return fact_kind(kind)


def _param(node: x.Param, check: Check) -> Kind:
    parameter = check.parameters.get(node.id)
    if parameter is None:
        check.fault(f"no such parameter: {node.id}{suggestion(node.id, check.parameters)}", node.id)
        return UNSURE
    if parameter.sort in ("list", "steps", "lookup"):
        check.fault(f"{node.id} is a {parameter.sort}, not one value", node.id)
        return UNSURE
    places = max((places_of(row.value) for row in parameter.rows), default=0)
    return Kind("text" if parameter.sort == "string" else parameter.sort, places)


def _literal(node: x.Literal, _: Check) -> Kind:
    return constant_kind(node.value)


def _missing(node: x.Missing, _: Check) -> Kind:
    return Kind("text" if node.sort == "string" else node.sort)


def _named(node: x.Named, check: Check) -> Kind:
    return kind_of(node.body, check)


def _expect(node: x.Node, check: Check, *sorts: str) -> Kind:
    kind = kind_of(node, check)
    if kind is not UNSURE and kind.sort not in sorts:
        check.fault(f"a {' or '.join(sorts)} is needed, {_word(node)} is a {kind.sort}", _token(node))
        return UNSURE
    return kind


def _word(node: x.Node) -> str:
    return _token(node) or type(node).__name__.lower()


def _token(node: x.Node) -> str:
    if isinstance(node, (x.Fact, x.Param)):
        return node.id
    return str(node.value) if isinstance(node, x.Literal) else ""


def _logic(node: x.Node, check: Check) -> Kind:
    for part in x.parts(node):
        _expect(part, check, "bool")
    return Kind("bool")


def _compare(node: x.Compare, check: Check) -> Kind:
    sorts = ("number", "date", "text") if node.op in ("==", "!=") else ("number", "date")
    left, right = _expect(node.left, check, *sorts), _expect(node.right, check, *sorts)
    if UNSURE in (left, right):
        return Kind("bool")
    if left.sort != right.sort:
        check.fault(f"{_word(node.left)} is a {left.sort}, {_word(node.right)} a {right.sort}", _token(node.left))
    if not (left.plain and right.plain):
        _limited(node.left, left, check)
        _limited(node.right, right, check)
    _listed(left, node.right, check)
    _listed(right, node.left, check)
    return Kind("bool")


def _limited(node: x.Node, kind: Kind, check: Check) -> None:
    if kind.sort == "number" and kind.places is None:
        check.fault(f"{_word(node)} enters arithmetic: declare its decimal places", _token(node))


def _listed(kind: Kind, node: x.Node, check: Check) -> None:
    """A text compared with an enumeration is one of its values."""
    if kind.values and isinstance(node, x.Literal) and node.value not in kind.values:
        check.fault(f"{node.value!r} is no value of the fact{suggestion(str(node.value), kind.values)}", _token(node))


def _one_of(node: x.OneOf, check: Check) -> Kind:
    kind = _expect(node.term, check, "number", "date", "text")
    _values(kind.sort, kind.values, node.values, check)
    return Kind("bool")


def _members(node: x.Members, check: Check) -> Kind:
    kind = _expect(node.fact, check, "set")
    _values("text" if kind is not UNSURE else "unsure", kind.values, node.values, check)
    return Kind("bool")


def _values(sort: str, allowed: tuple[str, ...], node: x.Node, check: Check) -> None:
    for value in _each_constant(node, "list", check):
        if sort != "unsure" and constant_kind(value).sort != sort:
            check.fault(f"{value!r} in the list is no {sort}", str(value))
        elif allowed and value not in allowed:
            check.fault(f"{value!r} is no value of the fact{suggestion(str(value), allowed)}", str(value))


def _each_constant(node: x.Node, sort: str, check: Check) -> list[Any]:
    """The values or rows of a list or table, of every dated row if a parameter supplies it."""
    if isinstance(node, x.Literal):
        return list(node.value) if isinstance(node.value, tuple) else []
    if isinstance(node, x.Param):
        parameter = check.parameters.get(node.id)
        if parameter is None or parameter.sort != sort:
            have = "no parameter" if parameter is None else f"a {parameter.sort}"
            check.fault(f"a {sort} is needed, {node.id} is {have}", node.id)
            return []
        return [each for row in parameter.rows if isinstance(row.value, tuple) for each in row.value]
    return []


def _arithmetic(node: x.Node, check: Check) -> Kind:
    places = 0
    for part in x.parts(node):
        kind = _expect(part, check, "number")
        _limited(part, kind, check)
        places = max(places, kind.places or 0)
    return Kind("number", places, plain=False)


def _times(node: x.Times, check: Check) -> Kind:
    factor, kind = _expect(node.factor, check, "number"), _expect(node.term, check, "number")
    _limited(node.term, kind, check)
    return Kind("number", (factor.places or 0) + (kind.places or 0), plain=False)


def _days(node: x.Days, check: Check) -> Kind:
    _expect(node.start, check, "date")
    _expect(node.end, check, "date")
    return Kind("number", 0, plain=False)


def _case(node: x.Case, check: Check) -> Kind:
    places = 0
    for condition, _ in node.cases:
        _expect(condition, check, "bool")
    for score in (*(score for _, score in node.cases), node.otherwise):
        kind = _expect(score, check, "number")
        _limited(score, kind, check)
        places = max(places, kind.places or 0)
    return Kind("number", places, plain=False)


def _steps(node: x.Steps, check: Check) -> Kind:
    kind = _expect(node.term, check, "number", "date")
    pairs = _each_constant(node.rows, "steps", check)
    for start, _ in pairs:
        if start is not None and kind is not UNSURE and constant_kind(start).sort != kind.sort:
            check.fault(f"the row from {start} does not fit a {kind.sort}", str(start))
    return _table(pairs)


def _lookup(node: x.Lookup, check: Check) -> Kind:
    kind = _expect(node.term, check, "text")
    if kind is not UNSURE and not kind.values:
        check.fault(f"{_word(node.term)} has no list of values to look up", _token(node.term))
    for table in _tables(node.rows, check):
        keys = {key for key, _ in table}
        if lacking := [value for value in kind.values if value not in keys]:
            check.fault(f"the table has no row for {', '.join(lacking)}", lacking[0])
        if strange := [str(key) for key in keys if kind.values and key not in kind.values]:
            check.fault(f"{', '.join(sorted(strange))}: no value of the fact", strange[0])
    return _table(_each_constant(node.rows, "lookup", check))


def _tables(node: x.Node, check: Check) -> list[Any]:
    if isinstance(node, x.Literal):
        return [node.value]
    if isinstance(node, x.Param) and node.id in check.parameters:
        return [row.value for row in check.parameters[node.id].rows if isinstance(row.value, tuple)]
    return []


def _table(pairs: list[Any]) -> Kind:
    return Kind("number", max((places_of(score) for _, score in pairs), default=0), plain=False)


_KIND: dict[type, Callable[[Any, Check], Kind]] = {
    x.Fact: _fact,
    x.Param: _param,
    x.Literal: _literal,
    x.Missing: _missing,
    x.Named: _named,
    x.Compare: _compare,
    x.OneOf: _one_of,
    x.Members: _members,
    x.Not: _logic,
    x.All: _logic,
    x.Any: _logic,
    x.AtLeast: _logic,
    x.Implies: _logic,
    x.Sum: _arithmetic,
    x.Times: _times,
    x.Least: _arithmetic,
    x.Greatest: _arithmetic,
    x.Days: _days,
    x.Case: _case,
    x.Steps: _steps,
    x.Lookup: _lookup,
}
