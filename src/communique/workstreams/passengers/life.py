"""What becomes of one record under each regime: on which days may an element be seen, when is it masked and gone?

The law of one day is applied to every later day of the record. Between two ends of periods nothing changes, so the
decision is asked on the day after each of them only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypeAlias

from communique.errors import CommuniqueError
from communique.exchange.clocks import ClockError, Period, due
from communique.exchange.deciding import ages, decide
from communique.exchange.envelope import possibly, surely
from communique.exchange.request import RequestForm
from communique.exchange.stance import Bounds, Stance, Stances
from communique.rules import evaluate
from communique.rules import expression as x

State: TypeAlias = Literal["seen", "barred", "unknown", "silent"]
ORIGINS = ("load", "departure")


class LifeError(CommuniqueError):
    """A record whose life cannot be told: an event, a value or a flag that the form does not have."""


@dataclass(frozen=True)
class Span:
    """Days on which one party's answer stays the same.

    last   None where it never changes again
    codes  why it may not be seen, as `exchange.deciding` has them
    """

    party: str
    first: date
    last: date | None
    state: State
    codes: tuple[str, ...]


def life(
    stances: Stances, origins: Mapping[str, date], *, category: str, purpose: str, recipient: str,
    flags: Mapping[str, bool] | None = None,
) -> tuple[Span, ...]:  # fmt: skip
    """The spans of each party from the day on which every event has happened, in order.

    origins  day of load and of departure
    flags    those that are true; every other flag of the form is false, so that nothing is left open

    Raises LifeError for what the form does not have.
    """
    form = stances.form
    _refuse(form, origins, flags or {}, {"category": category, "purpose": purpose, "recipient": recipient})
    request: dict[str, object] = {"category": category, "purpose": purpose, "recipient": recipient}
    request |= {flag: (flags or {}).get(flag, False) for flag in form.flags}
    days = _days(stances, origins)
    found: list[Span] = []
    for party in stances.parties:
        found += _merged(party, days, [_answer(stances, party, request, origins, day) for day in days])
    return tuple(found)


def _refuse(
    form: RequestForm, origins: Mapping[str, date], flags: Mapping[str, bool], values: Mapping[str, str]
) -> None:
    if set(origins) != set(ORIGINS):
        raise LifeError("a record has the day of its load and the day of departure", column="origins")
    for flag in flags:
        if flag not in form.flags:
            raise LifeError(f"a request has no flag {flag!r}", column="flags")
    for name, value in values.items():
        if value not in form.listed(name):
            raise LifeError(f"{value!r} is none of {', '.join(form.listed(name))}", column=name)


def _days(stances: Stances, origins: Mapping[str, date]) -> list[date]:
    start = max(origins.values())
    ends = {end + timedelta(days=1) for stance in stances for end in _ends(stance, stances.form, origins)}
    return [start, *sorted(day for day in ends if day > start)]


def _ends(stance: Stance, form: RequestForm, origins: Mapping[str, date]) -> Iterator[date]:
    """The last day of every period that a condition of the stance compares an age with, and of the least and the most
    that a period which is not known may be."""
    for node in x.walk(stance.permit):
        if not isinstance(node, x.Compare) or not isinstance(node.left, x.Fact):
            continue
        age = form.ages.get(node.left.id)
        if age is None or age.since not in origins:
            continue
        for length in _lengths(node.right, stance.bounds):
            period = Period(days=length) if age.unit == "days" else Period(months=length)
            try:
                yield due(origins[age.since], period)
            except ClockError:
                continue  # after the last day of the calendar nothing changes any more


def _lengths(node: x.Node, bounds: Mapping[str, Bounds]) -> Iterator[int]:
    if isinstance(node, x.Literal) and isinstance(node.value, int):
        yield node.value
    elif isinstance(node, x.Missing):
        yield from (end for end in bounds.get(node.subject, ()) if end is not None)


def _answer(
    stances: Stances, party: str, request: Mapping[str, object], origins: Mapping[str, date], day: date
) -> tuple[State, tuple[str, ...]]:
    """Seen where every reading of what is unknown permits it, barred where none does, else unknown; and why."""
    form, stance = stances.form, stances[party]
    facts = {**ages(origins, day, form), **request}
    if evaluate(surely(stance.permit, stance.bounds), facts, form.schema).truth is True:
        return "seen", ()
    decision = decide(replace(stances, on=day), request, origins)
    finding = next((each for each in decision.findings if each.party == party), None)
    if finding is None:
        return "barred", decision.rejected
    if evaluate(stance.spoken, facts, form.schema).truth is not True:
        return "silent", finding.codes
    allowed = evaluate(possibly(stance.permit, stance.bounds), facts, form.schema).truth
    return "unknown" if allowed is True else "barred", finding.codes


def _merged(party: str, days: list[date], answers: list[tuple[State, tuple[str, ...]]]) -> list[Span]:
    found: list[Span] = []
    for day, (state, codes) in zip(days, answers, strict=True):
        if found and (found[-1].state, found[-1].codes) == (state, codes):
            continue
        if found:
            found[-1] = replace(found[-1], last=day - timedelta(days=1))
        found.append(Span(party, day, None, state, codes))
    return found
