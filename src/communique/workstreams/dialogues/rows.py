"""What does a row say, once its dates are intervals and its lists are lists?

A row of the shipped record, of a summit's register and of a contributor are the same thing; `Origin` tells them apart.
A date is as wide as its precision (`communique.commitment.interval`); a sentence that was not said in a language is
shown in one that it was said in, marked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from communique.commitment import Evidence, in_every_language, interval
from communique.geo import in_order
from communique.language import COMPLETE
from communique.workstreams.dialogues.tables import parts

Cells = Mapping[str, Any]
CLEAR = "TLP:CLEAR"


class When(NamedTuple):
    """First and last day on which it can have been, and how precisely that is known; both None where undated."""

    start: dt.date | None = None
    end: dt.date | None = None
    precision: str = "undated"

    @property
    def order(self) -> tuple[dt.date, dt.date]:
        """Sorts by interval, undated last."""
        return (self.start or dt.date.max, self.end or dt.date.max)

    def by(self, day: dt.date) -> bool | None:
        """Whether it had been by a day; None where that cannot be told."""
        if self.start is None or self.end is None:
            return None
        return True if self.end <= day else False if self.start > day else None

    def overlaps(self, other: When) -> bool:
        """Whether both can have been on one day; undated overlaps nothing."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return False
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row came from: shipped, of the register, or contributed (then its contribution and row)."""

    kind: str  # shipped | register | contributed
    key: str = ""  # source key, evidence id or contribution id
    party: str = ""
    contributor: str = ""
    row: int | None = None
    recorded_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What every row has: its name, its source and how far it may travel."""

    id: str
    body: str  # its id; as it was written where no such body is known
    written: str  # the body as it was written
    origin: Origin
    source_class: str
    source: str
    told_by: str
    marking: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Convening:
    """A meeting as one source tells of it."""

    told: Told
    number: int | None
    when: When
    place: str
    format: str
    level: str
    parties: tuple[str, ...]
    what: Mapping[str, str]
    agenda: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    office_holders: tuple[str, ...] = ()
    source_precision: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, who owes it, by when, and what the evidence shows."""

    told: Told
    convening: str
    what: Mapping[str, str]
    topics: tuple[str, ...]
    owner: str
    owed_to: str
    decided: When
    due: When
    done: When
    outcome: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What was recommended, to whom, and the answer."""

    told: Told
    convening: str
    what: Mapping[str, str]
    topics: tuple[str, ...]
    from_whom: str
    to_whom: str
    made: When
    due: When
    answered: When
    answer: Mapping[str, str]
    evidence: str


@dataclass(frozen=True, slots=True)
class Practice:
    """What was done, by whom, with which evidence of effect, and who took it over."""

    told: Told
    topic: str
    country: str
    who: str
    what: Mapping[str, str]
    effect: Mapping[str, str]
    strength: str
    language: tuple[str, ...]
    adopted_by: tuple[str, ...]
    declined_by: tuple[str, ...]
    cost: float | None
    cost_currency: str
    cost_year: int | None


@dataclass(frozen=True, slots=True)
class Membership:
    """An act of joining or leaving, or an observation that a country was a member or not."""

    told: Told
    member: str
    statement: str
    when: When
    list: str


@dataclass(frozen=True, slots=True)
class Training:
    """A training held; people is None where it is not known or not to be said."""

    told: Told
    topic: str
    country: str
    audience: str
    languages: tuple[str, ...]
    framework: str
    tags: tuple[str, ...]
    when: When
    people: int | None
    suppressed: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """What a party says about a row of another."""

    told: Told
    country: str
    about_table: str
    about: str
    what: Mapping[str, str]
    when: When


@dataclass(frozen=True)
class Body:
    """In whose room it was: its names, other spellings of it, parties and topics."""

    id: str
    name: Mapping[str, str]
    kind: str
    parties: tuple[str, ...]
    topics: tuple[str, ...]
    spellings: tuple[str, ...] = field(default=())
    part_of: str = ""


def when(cells: Cells, name: str) -> When:
    """The interval of a date's cells."""
    precision = cells.get("precision" if name == "date" else f"{name}_precision") or "undated"
    text, end = cells.get(name) or "", cells.get(f"{name}_end") or ""
    return When(*interval(text, end, precision), precision)


def said(cells: Cells, name: str) -> dict[str, str]:
    """A sentence in every language: its own where it was said in it, else another's, marked; empty where unsaid."""
    return in_every_language({code: str(cells.get(f"{name}_{code}") or "") for code in COMPLETE})


def convening(cells: Cells, told: Told) -> Convening:
    """One row of `dialogues.convenings`."""
    return Convening(
        told, cells.get("number"), when(cells, "date"), cells.get("place") or "", cells.get("format") or "",
        cells.get("level") or "", in_order(parts(cells.get("parties"))), said(cells, "what"),
        parts(cells.get("agenda")),
        tuple((cells.get("documents") or "").split()), parts(cells.get("office_holders")),
        cells.get("source_precision") or "",
    )  # fmt: skip


def of_register(evidence: Evidence, body: str, number: int | None) -> Convening:
    """A meeting that a summit's register knows, with the register's own dates and sentence."""
    origin = Origin("register", evidence.id, recorded_on=evidence.recorded_on)
    told = Told(
        evidence.event_key, body, body, origin, evidence.source_class, evidence.source, "", CLEAR, evidence.confidence
    )
    return Convening(
        told, number, When(evidence.start, evidence.end, evidence.precision), evidence.place, "", "", evidence.parties,
        evidence.event, office_holders=evidence.office_holders,
    )  # fmt: skip


def decision(cells: Cells, told: Told) -> Decision:
    """One row of `dialogues.decisions`."""
    return Decision(
        told, cells.get("convening") or "", said(cells, "what"), parts(cells.get("topics")), cells.get("owner") or "",
        cells.get("owed_to") or "", when(cells, "decided"), when(cells, "due"), when(cells, "done"),
        cells.get("outcome") or "", cells.get("evidence") or "",
    )  # fmt: skip


def recommendation(cells: Cells, told: Told) -> Recommendation:
    """One row of `dialogues.recommendations`."""
    return Recommendation(
        told, cells.get("convening") or "", said(cells, "what"), parts(cells.get("topics")),
        cells.get("from_whom") or "",
        cells.get("to_whom") or "", when(cells, "made"), when(cells, "due"), when(cells, "answered"),
        said(cells, "answer"), cells.get("evidence") or "",
    )  # fmt: skip


def practice(cells: Cells, told: Told) -> Practice:
    """One row of `dialogues.practices`."""
    return Practice(
        told, cells["topic"], cells["country"], cells.get("who") or "", said(cells, "what"), said(cells, "effect"),
        cells["strength"], parts(cells.get("language")), in_order(parts(cells.get("adopted_by"))),
        in_order(parts(cells.get("declined_by"))), cells.get("cost"), cells.get("cost_currency") or "",
        cells.get("cost_year"),
    )  # fmt: skip


def membership(cells: Cells, told: Told) -> Membership:
    """One row of `dialogues.memberships`."""
    return Membership(told, cells["member"], cells["statement"], when(cells, "date"), cells.get("list") or "")


def training(cells: Cells, told: Told) -> Training:
    """One row of `dialogues.trainings`."""
    return Training(
        told, cells["topic"], cells["country"], cells["audience"], parts(cells.get("languages")),
        cells.get("framework") or "", parts(cells.get("tags")), when(cells, "date"), cells.get("people"),
        bool(cells.get("people_notation")),
    )  # fmt: skip


def reply(cells: Cells, told: Told) -> Reply:
    """One row of `dialogues.replies`."""
    return Reply(told, cells["country"], cells["about_table"], cells["about"], said(cells, "what"), when(cells, "date"))
