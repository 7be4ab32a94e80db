"""What does a party allow on one day? Its clauses and duties in force, joined into one condition of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from communique.exchange.clocks import Period
from communique.exchange.position import CLOSING, Clause, Duty, Entry, Position, Positions, in_force
from communique.exchange.request import RequestForm
from communique.rules import Book, Rule, RuleSet, rule_on
from communique.rules import expression as x

Bounds = tuple[int | None, int | None]


@dataclass(frozen=True)
class Stance:
    """A position on a day.

    speaks    field to the condition that its value is one the position speaks of
    parts     id to the effective condition of permission: clauses less their exceptions, and duties that close
    entries   id to the clause or duty in force
    bounds    what an unknown period lies between, in the unit of its age, where that is known
    left_out  clauses and duties that are not in force on the day, or were not recorded by then
    """

    party: str
    position: Position
    form: RequestForm
    on: date
    speaks: Mapping[str, x.Node]
    parts: Mapping[str, x.Node]
    entries: Mapping[str, Entry]
    bounds: Mapping[str, Bounds]
    left_out: tuple[Entry, ...]

    @cached_property
    def permit(self) -> x.Node:
        """What is allowed: the position speaks of it, and every part holds. Unknown is for the reader to deny."""
        return x.All((*self.speaks.values(), *self.parts.values()))

    @cached_property
    def spoken(self) -> x.Node:
        """That the position speaks of the request at all."""
        return x.All(tuple(self.speaks.values()))

    @cached_property
    def rules(self) -> x.Node:
        """What is allowed of what the position speaks of."""
        return x.All(tuple(self.parts.values()))

    @property
    def duties(self) -> Mapping[str, Duty]:
        """The duties in force, by id."""
        return {name: entry for name, entry in self.entries.items() if isinstance(entry, Duty)}

    @cached_property
    def unknowns(self) -> tuple[str, ...]:
        """What is not known and may decide a request: PARTY.ID of each clause or duty, in order."""
        found = (node.subject for node in x.walk(self.permit) if isinstance(node, x.Missing))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Stances:
    """The positions of all parties on one day, as known at one."""

    form: RequestForm
    on: date
    known_at: date | None
    each: tuple[Stance, ...]

    def __iter__(self) -> Iterator[Stance]:
        return iter(self.each)

    def __getitem__(self, party: str) -> Stance:
        return next(stance for stance in self.each if stance.party == party)

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties in their order."""
        return tuple(stance.party for stance in self.each)

    @property
    def bounds(self) -> dict[str, Bounds]:
        """Bounds of all unknown periods."""
        return {subject: ends for stance in self.each for subject, ends in stance.bounds.items()}

    def entry(self, name: str) -> Entry | None:
        """The clause or duty named PARTY.ID; None for what is no clause (what a position speaks of)."""
        party, _, id = name.partition(".")
        return self[party].entries.get(id) if party in self.parties else None


def stances(positions: Positions, on: date, known_at: date | None = None) -> Stances:
    """Every party's stance `on` the day, from what was recorded by `known_at` (default: all)."""
    each = tuple(stance(position, positions.form, on, known_at) for position in positions.positions)
    return Stances(positions.form, on, known_at, each)


def stance(position: Position, form: RequestForm, on: date, known_at: date | None = None) -> Stance:
    """One party's stance; before its position exists, or without a clause in force, everything is unknown."""
    party, exists = position.party, position.head.holds(on, known_at)
    clauses = in_force(position.clauses, on, known_at) if exists else {}
    duties = in_force(position.duties, on, known_at) if exists else {}
    speaks = {name: _spoken(party, name, values) for name, values in position.speaks.items()}
    bounds: dict[str, Bounds] = {}
    parts = _clauses(party, clauses, form, on)
    for duty in duties.values():
        if duty.do in CLOSING:
            parts[duty.id] = x.Named("rule", f"{party}.{duty.id}", _closing(party, duty, form, bounds))
    standing = {*map(id, clauses.values()), *map(id, duties.values())}
    left_out = tuple(e for e in (*position.clauses, *position.duties) if id(e) not in standing)
    return Stance(party, position, form, on, speaks, parts, {**clauses, **duties}, bounds, left_out)


def _spoken(party: str, name: str, values: tuple[str, ...]) -> x.Node:
    body: x.Node = x.OneOf(x.Fact(name), x.Literal(values)) if values else x.FALSE
    return x.Named("rule", f"{party}.speaks.{name}", body)


def _clauses(party: str, clauses: Mapping[str, Clause], form: RequestForm, on: date) -> dict[str, x.Node]:
    """Effective conditions by clause id: a bar turned round, exceptions taken in; unknown if there is no clause."""
    if not any(clause.kind != "exception" for clause in clauses.values()):
        return {"clauses": x.Missing("unrecorded", f"{party}.clauses")}
    rules = {f"{party}.{clause.id}": _rule(party, clause) for clause in clauses.values()}
    book = Book(form.schema, {}, rules, {party: RuleSet(party, tuple(rules))})
    ruling = rule_on(book, party, on=on)
    names = [clause.id for clause in clauses.values() if clause.kind != "exception"]
    return dict(zip(names, x.parts(ruling.node), strict=True))


def _rule(party: str, clause: Clause) -> Rule:
    return Rule(
        id=f"{party}.{clause.id}",
        when=_owned(clause.when, f"{party}.{clause.id}"),
        kind=clause.kind,
        valid_from=clause.valid_from,
        valid_to=clause.valid_to,
        recorded_on=clause.recorded_on,
        citation=None,  # a clause keeps its own: source, article and confidence
        lifts=None if clause.lifts is None else f"{party}.{clause.lifts}",
    )


def _owned(node: x.Node, name: str) -> x.Node:
    """The condition with what is unknown in it known by the clause's name, so that no two parties share an unknown."""
    if isinstance(node, x.Missing):
        return x.Missing(node.kind, name, node.sort)
    return x.rebuild(node, lambda part: _owned(part, name))


def applies(party: str, duty: Duty) -> x.Node:
    """Where a duty applies: its categories, `when`, and not `unless`."""
    parts: list[x.Node] = []
    if duty.categories is not None:
        parts.append(x.OneOf(x.Fact("category"), x.Literal(tuple(duty.categories))))
    if duty.when is not None:
        parts.append(_owned(duty.when, f"{party}.{duty.id}"))
    if duty.unless is not None:
        parts.append(x.Not(_owned(duty.unless, f"{party}.{duty.id}")))
    return x.All(tuple(parts))


def _closing(party: str, duty: Duty, form: RequestForm, bounds: dict[str, Bounds]) -> x.Node:
    """Permitted where the duty does not apply, or up to the day on which its period is over."""
    return x.Any((x.Not(applies(party, duty)), _before(party, duty, form, bounds)))


def _before(party: str, duty: Duty, form: RequestForm, bounds: dict[str, Bounds]) -> x.Node:
    since = str(duty.since)
    if duty.period is not None:
        field, length = age_limit(duty.period, since, form)
        return x.Compare("<=", x.Fact(field), x.Literal(length))
    name = f"{party}.{duty.id}"
    ends = [None, None] if duty.unknown is None else [duty.unknown.at_least, duty.unknown.at_most]
    limits = [None if end is None else age_limit(end, since, form) for end in ends]
    field = next((limit[0] for limit in limits if limit is not None), None) or _any_age(since, form)
    if any(limit is not None and limit[0] != field for limit in limits):
        return x.Missing("unstated", name)  # bounds in two units: neither bounds the other's age
    bounds[name] = (limits[0][1] if limits[0] else None, limits[1][1] if limits[1] else None)
    return x.Compare("<=", x.Fact(field), x.Missing("unstated", name, "number"))


def age_limit(period: Period, since: str, form: RequestForm) -> tuple[str, int]:
    """The age field a period is counted in, and its length there: days, or years and months as months."""
    if period.days:
        return str(form.age_field(since, "days")), period.days
    unit = "months" if form.age_field(since, "months") else "days"  # only a period of no length has no months
    return str(form.age_field(since, unit)), 12 * period.years + period.months


def _any_age(since: str, form: RequestForm) -> str:
    return str(form.age_field(since, "months") or form.age_field(since, "days"))
