"""What does one party allow, require and forbid, since when, and where is it written?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from communique.exchange.clocks import ClockError, Period
from communique.exchange.log.entries import is_code
from communique.exchange.request import Condition, RequestForm, Words3, Written

Verb: TypeAlias = Literal["collection", "storage", "use", "sharing", "retention"]
VERBS: tuple[Verb, ...] = ("collection", "storage", "use", "sharing", "retention")
Confidence: TypeAlias = Literal["verified", "recalled", "invented"]
Do: TypeAlias = Literal["delete", "mask", "review", "notify", "redress", "log", "onward", "disclose", "keep"]
PERIODIC: tuple[Do, ...] = ("delete", "mask", "review", "notify", "redress")
CLOSING: tuple[Do, ...] = ("delete", "mask")  # after them nothing, or nothing of these categories, is to be had
ACTS: tuple[Do, ...] = ("disclose", "keep")  # what the law requires to be done, not only allows


def _read_period(data: Any) -> Period:
    if not isinstance(data, str):
        raise PydanticCustomError("period", "a period is a text such as P6M, P3Y6M, P30D or PT72H")
    try:
        return Period.of(data)
    except ClockError as error:
        raise PydanticCustomError("period", "{message}", {"message": str(error)}) from None


PeriodText: TypeAlias = Annotated[Any, BeforeValidator(_read_period)]


class Unknown(Written):
    """A period that no text was found for; the bounds, if any, are what it can be said to lie between."""

    unknown: str = Field(min_length=1)
    at_least: PeriodText | None = None
    at_most: PeriodText | None = None


def _read_after(data: Any) -> Any:
    return Unknown.model_validate(data) if isinstance(data, Mapping) else _read_period(data)


class Source(Written):
    """Where clauses are written; `retrieved` is the day it was read, absent if nobody has."""

    instrument: str
    url: str
    retrieved: date | None = None


class Dated(Written):
    """In force from a day to a day, both included, and recorded on one."""

    valid_from: date = Field(alias="from")
    valid_to: date | None = Field(default=None, alias="to")
    recorded_on: date

    @model_validator(mode="after")
    def _forward(self) -> Dated:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise PydanticCustomError("dates", "to is before from", {"token": "to"})
        return self

    def holds(self, on: date, known_at: date | None) -> bool:
        """Whether it is in force on the day, as known."""
        known = known_at is None or self.recorded_on <= known_at
        return known and self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def _read_id(found: str) -> str:
    if not is_code(found):
        raise PydanticCustomError("id", "an id enters the log: words with up to four digits, joined by - . _ : / +")
    return found


class Entry(Dated):
    """What a clause and a duty share: name, verb, citation, confidence, and words."""

    id: Annotated[str, AfterValidator(_read_id)]
    verb: Verb
    source: str
    article: str
    confidence: Confidence
    text: Words3


class Clause(Entry):
    """A condition of permission: a requirement has to hold, a bar must not, an exception lifts another clause."""

    kind: Literal["requirement", "bar", "exception"] = "requirement"
    when: Condition
    lifts: str | None = None

    @model_validator(mode="after")
    def _lifts(self) -> Clause:
        if (self.lifts is not None) != (self.kind == "exception"):
            raise PydanticCustomError(
                "lifts", "an exception, and nothing else, names the clause it lifts", {"token": "lifts"}
            )
        return self


class Duty(Entry):
    """What has to be done: after a period since an origin, every period, or wherever `when` holds.

    categories   the categories it concerns; None for all
    when         where it applies (default: everywhere); for `disclose` and `keep` the requests that must be granted
    unless       where it does not
    """

    do: Do
    after: Annotated[Any, BeforeValidator(_read_after)] = None
    since: str | None = None
    categories: list[str] | None = None
    when: Condition | None = None
    unless: Condition | None = None

    @model_validator(mode="after")
    def _timed(self) -> Duty:
        given = {"after": self.after is not None, "since": self.since is not None}
        wrong = [name for name, there in given.items() if there != (self.do in PERIODIC)]
        if wrong:
            raise PydanticCustomError(
                "timed",
                "{do} {needs} {keys}",
                {"do": self.do, "needs": _needs(self.do), "keys": " and ".join(wrong), "token": wrong[0]},
            )
        if self.do in ACTS and self.when is None:
            raise PydanticCustomError("act", "{do} says when it is required", {"do": self.do, "token": "do"})
        return self

    @property
    def period(self) -> Period | None:
        """The period, None where it is unknown or there is none."""
        return self.after if isinstance(self.after, Period) else None

    @property
    def unknown(self) -> Unknown | None:
        """Why the period is unknown, if it is."""
        return self.after if isinstance(self.after, Unknown) else None


def _needs(do: Do) -> str:
    return "needs" if do in PERIODIC else "takes no"


class Head(Dated):
    """Whose position it is, and from when it is one."""

    party: str = Field(min_length=1)
    title: Words3
    invented: bool = False


class PositionFile(Written):
    """A whole file of one position."""

    position: Head
    speaks: dict[str, Literal["all"] | list[str]]
    sources: dict[str, Source]
    clause: list[Clause] = Field(default_factory=list)
    duty: list[Duty] = Field(default_factory=list)


@dataclass(frozen=True)
class Position:
    """One party's position: what it speaks of, its clauses and duties in all their versions, and where they stand."""

    party: str
    head: Head
    speaks: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, Source]
    clauses: tuple[Clause, ...]
    duties: tuple[Duty, ...]
    file: Path


@dataclass(frozen=True)
class Positions:
    """The positions of several parties on the requests of one form."""

    form: RequestForm
    positions: tuple[Position, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties in their order."""
        return tuple(position.party for position in self.positions)


Version = TypeVar("Version", bound=Entry)


def in_force(entries: Iterable[Version], on: date, known_at: date | None) -> dict[str, Version]:
    """The version of each entry in force on the day, as known; of several the last recorded."""
    found: dict[str, Version] = {}
    for entry in entries:
        other = found.get(entry.id)
        if entry.holds(on, known_at) and (other is None or other.recorded_on < entry.recorded_on):
            found[entry.id] = entry
    return found
