"""Which value of a parameter is in force on a day, as known at a day? None recorded is unknown, never the nearest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from communique.errors import CommuniqueError
from communique.rules.expression import Fact, Literal, Missing, Named, Node, Param, Source, Value, rebuild
from communique.rules.schema import Schema


class RuleError(CommuniqueError):
    """A rule, parameter or fact is not well formed; the message says which and why."""


@dataclass(frozen=True)
class Citation:
    """Where a rule or figure is written: instrument, place in it, address, day it was entered.

    read      the day on which somebody read the place in the law itself; None: nobody is recorded to have
    edition   the text that was read: the day to which it is current, or its name
    unread    what of the place was not read; empty if all of it was
    """

    instrument: str
    pinpoint: str
    url: str
    retrieved: date
    read: date | None = None
    edition: date | str | None = None
    unread: str = ""


@dataclass(frozen=True)
class ParameterRow:
    """A value and the days it is in force, both included; `value` None if it is recorded that nobody knows it."""

    value: Value | None
    valid_from: date
    valid_to: date | None
    recorded_on: date
    citation: Citation | None

    def holds(self, on: date, known_at: date | None) -> bool:
        known = known_at is None or self.recorded_on <= known_at
        return known and self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Parameter:
    """A dated value. `sort` is bool, number, date, string, list, steps or lookup."""

    id: str
    sort: str
    rows: tuple[ParameterRow, ...]
    unit: str | None = None


Parameters = Mapping[str, Parameter]


def in_force(parameter: Parameter, on: date, known_at: date | None = None) -> ParameterRow | None:
    """The row in force `on` the day, among those recorded by `known_at` (default: all); the last recorded governs.

    None if no row is. Raises RuleError if two rows recorded on one day both claim the day.
    """
    rows = [row for row in parameter.rows if row.holds(on, known_at)]
    if not rows:
        return None
    last = max(row.recorded_on for row in rows)
    governing = [row for row in rows if row.recorded_on == last]
    if len(governing) > 1:
        raise RuleError(f"parameter {parameter.id}: {len(governing)} rows recorded on {last} claim {on}")
    return governing[0]


def constant(parameter: Parameter, on: date, known_at: date | None = None) -> Literal | Missing:
    """The parameter as a constant that remembers its row, or as missing if nothing is recorded."""
    row = in_force(parameter, on, known_at)
    if row is None or row.value is None:
        return Missing("unrecorded", parameter.id, parameter.sort)
    source = Source(parameter.id, row.value, row.valid_from, row.valid_to, row.recorded_on, row.citation)
    return Literal(row.value, source)


def bind(node: Node, schema: Schema, parameters: Parameters, *, on: date, known_at: date | None = None) -> Node:
    """The expression with derived facts written out and each parameter replaced by its value on the day.

    Interpreter, Polars and Z3 read bound expressions only. Raises RuleError for a parameter that does not exist and
    for facts derived from each other.
    """
    constants: dict[str, Literal | Missing] = {}
    bodies: dict[str, Node] = {}

    def param(name: str) -> Literal | Missing:
        if name not in parameters:
            raise RuleError(f"no such parameter: {name}")
        if name not in constants:
            constants[name] = constant(parameters[name], on, known_at)
        return constants[name]

    def change(each: Node, open_: tuple[str, ...] = ()) -> Node:
        if isinstance(each, Param):
            return param(each.id)
        if isinstance(each, Fact) and each.id in schema and schema[each.id].derive is not None:
            return derived(each.id, open_)
        return rebuild(each, lambda part: change(part, open_))

    def derived(name: str, open_: tuple[str, ...]) -> Node:
        if name in open_:
            raise RuleError(f"facts derived from each other: {' → '.join((*open_, name))}")
        if name not in bodies:
            body = schema[name].derive
            assert body is not None
            bodies[name] = Named("fact", name, change(body, (*open_, name)))
        return bodies[name]

    return change(node)


def cycle(names: Iterable[str], reads: Mapping[str, Iterable[str]]) -> tuple[str, ...] | None:
    """A circle of names that lead back to themselves, or None."""
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> tuple[str, ...] | None:
        if name in path:
            return (*path[path.index(name) :], name)
        if name in done:
            return None
        for after in reads.get(name, ()):
            if found := visit(after, (*path, name)):
                return found
        done.add(name)
        return None

    for name in names:
        if found := visit(name, ()):
            return found
    return None
