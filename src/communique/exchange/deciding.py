"""May this go to this recipient for this purpose today? A decision by party and in common, with its clauses and days.

Unknown denies: a field that is not given, a text that is not known and a value that a position does not speak of each
deny, and each is said by its own code.

    clause:ID       the clause or duty of the position that forbids it
    silence:FIELD   the position does not speak of the field's value
    missing:FIELD   the field is not given, and it decides
    unknown:ID      no text is known for the clause, and it decides
    rejected:FIELD  the field's value cannot be read (an age below zero: the event is in the future); nothing is decided
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from communique.exchange.clocks import ClockError, Period, due
from communique.exchange.duties import Term, governing
from communique.exchange.position import Duty
from communique.exchange.request import OneOf, PositionError, RequestForm
from communique.exchange.stance import Stance, Stances, applies
from communique.rules import Evaluation
from communique.rules.schema import plain_value, suggestion


class RequestError(PositionError):
    """A request that cannot be read; `column` names the field."""


@dataclass(frozen=True)
class Falling:
    """A duty that comes with the data, and the day by which it is to be done where it can be computed.

    on      the last day before it; None without a period, without the day of its origin, or if the period is unknown
    certain False if whether it applies depends on something that is not known
    """

    name: str
    duty: Duty
    on: date | None
    certain: bool


@dataclass(frozen=True)
class Finding:
    """One party's answer.

    codes    why it is denied, in the order of the clauses; empty if it is permitted
    under    PARTY.ID of the clauses it is permitted under; empty if it is denied
    """

    party: str
    permitted: bool
    codes: tuple[str, ...]
    under: tuple[str, ...]
    duties: tuple[Falling, ...]


@dataclass(frozen=True)
class Decision:
    """The answers of all parties to one request; in common it is permitted only if every party permits it."""

    request: Mapping[str, Any]
    findings: tuple[Finding, ...]
    rejected: tuple[str, ...] = ()

    @property
    def permitted(self) -> bool:
        """Whether every party permits it."""
        return not self.rejected and bool(self.findings) and all(finding.permitted for finding in self.findings)

    @property
    def duties(self) -> tuple[Falling, ...]:
        """All duties of the common position: of comparable periods the shortest."""
        every = [falling for finding in self.findings for falling in finding.duties]
        kept = {
            term.name
            for do in dict.fromkeys(falling.duty.do for falling in every)
            for term in governing(Term(f.name, f.duty) for f in every if f.duty.do == do)
        }
        return tuple(f for f in every if f.name in kept or f.duty.period is None)


def decide(stances: Stances, request: Mapping[str, Any], origins: Mapping[str, date] | None = None) -> Decision:
    """The decision on one request.

    request   field to value; what is not given, or None, is not known
    origins   event to its day, from which ages (where not given) and the days of duties are computed

    A value that no position can speak of denies as silence; an age below zero or beyond its field's limit is rejected.
    Raises RequestError for a field that the form does not have or a value of the wrong type.
    """
    origins = dict(origins or {})
    given = {name: value for name, value in request.items() if value is not None}
    _known_fields(given, origins, stances.form)
    try:
        aged = ages(origins, stances.on, stances.form)
    except RequestError as error:
        return Decision(given, (), (f"rejected:{error.column}",))
    _agree(given, aged)
    given = {**aged, **given}
    rejected = tuple(
        f"rejected:{n}" for n in stances.form.ages if n in given and not _readable(n, given[n], stances.form)
    )
    if rejected:
        return Decision(given, (), rejected)
    unseen = {n for n in stances.form.choices if n in given and given[n] not in stances.form.listed(n)}
    now = Evaluation({name: value for name, value in given.items() if name not in unseen}, stances.form.schema)
    return Decision(given, tuple(_finding(stance, now, unseen, origins) for stance in stances))


def _known_fields(given: Mapping[str, Any], origins: Mapping[str, date], form: RequestForm) -> None:
    for name, value in given.items():
        if name not in form.fields:
            raise RequestError(f"a request has no field {name}{suggestion(name, form.fields)}", column=name)
        if isinstance(form.fields[name], OneOf) and not isinstance(value, str):
            raise RequestError(f"{value!r} is no text", column=name)
        if name in form.flags and not isinstance(value, bool):
            raise RequestError(f"{value!r} is neither true nor false", column=name)
        if name in form.ages and (isinstance(value, bool) or not isinstance(value, int)):
            raise RequestError(f"{value!r} is no whole number", column=name)
    for since in origins:
        if since not in form.origins:
            raise RequestError(f"no age runs since {since}{suggestion(since, form.origins)}", column=since)


def _agree(given: Mapping[str, Any], aged: Mapping[str, int]) -> None:
    for name, value in aged.items():
        if given.get(name, value) != value:
            raise RequestError(f"{given[name]} is given, and the day of its origin makes it {value}", column=name)


def _readable(name: str, value: Any, form: RequestForm) -> bool:
    return plain_value(value, form.schema[name]) is not None


def ages(origins: Mapping[str, date], on: date, form: RequestForm) -> dict[str, int]:
    """Age fields of the origins: the least n such that the day is not after origin + n days, or + n months.

    Raises RequestError naming an origin that is after the day.
    """
    found = {}
    for name, age in form.ages.items():
        origin = origins.get(age.since)
        if origin is None:
            continue
        if origin > on:
            raise RequestError(f"{age.since} on {origin} is after {on}", column=name)
        found[name] = (on - origin).days if age.unit == "days" else begun_months(origin, on)
    return found


def begun_months(origin: date, on: date) -> int:
    """The least n such that the day is not after n calendar months from the origin."""
    months = max(0, 12 * (on.year - origin.year) + on.month - origin.month - 1)
    while due(origin, Period(months=months)) < on:
        months += 1
    return months


def _finding(stance: Stance, now: Evaluation, unseen: set[str], origins: Mapping[str, date]) -> Finding:
    codes = _codes(stance, now, unseen)
    under = () if codes else tuple(f"{stance.party}.{name}" for name in stance.parts)
    duties = tuple(_falling(stance, now, unseen, origins))
    return Finding(stance.party, not codes, codes, under, duties)


def _codes(stance: Stance, now: Evaluation, unseen: set[str]) -> tuple[str, ...]:
    """Why it is denied: what forbids it, else what is missing or not known; empty if it is permitted."""
    silence = [f"silence:{n}" for n, node in stance.speaks.items() if n in unseen or now.truth(node)[0] is False]
    barred = [f"clause:{name}" for name, node in stance.parts.items() if now.truth(node)[0] is False]
    if silence or barred:
        return (*silence, *barred)
    _, reasons = now.truth(stance.permit)
    missing = [f"missing:{name}" for name in stance.form.fields if ("unknown", name) in reasons]
    open_ = {reason.subject for reason in reasons}
    texts = [f"unknown:{name.removeprefix(f'{stance.party}.')}" for name in stance.unknowns if name in open_]
    return (*missing, *texts)


def _falling(stance: Stance, now: Evaluation, unseen: set[str], origins: Mapping[str, date]) -> list[Falling]:
    """The duties that apply, or may; none that needs a value nobody has seen."""
    found = []
    for name, duty in stance.duties.items():
        if "category" in unseen and duty.categories is not None:
            continue
        truth, _ = now.truth(applies(stance.party, duty))
        if truth is not False:
            found.append(Falling(f"{stance.party}.{name}", duty, _day(duty, origins), truth is True))
    return found


def _day(duty: Duty, origins: Mapping[str, date]) -> date | None:
    origin = origins.get(duty.since or "")
    if origin is None or duty.period is None or duty.period.hours:
        return None
    try:
        return due(origin, duty.period)
    except ClockError:
        return None  # after the last day of the calendar
