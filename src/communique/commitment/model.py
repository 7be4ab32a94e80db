"""What was promised, by whom, in which words, measured how and by when?

Plain, frozen objects as a summit's folder holds them. Nothing here knows a particular summit or field.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from communique.geo import CountryError, in_order, known_country
from communique.language import COMPLETE

Kind = Literal["measure", "map", "plan", "serve", "exchange", "convene"]
Basis = Literal["text", "declaration", "evidence", "linear_path", "reporting_cycle", "suggested"]
Confidence = Literal["verified", "verified in part", "verified through a copy", "recalled"]

#: The one enumeration of states, of a commitment and of a party to it.
STATES = (
    "delivered", "on_track", "partial", "activity", "behind", "late", "overdue_unknown", "reversed", "mixed", "unknown",
)  # fmt: skip


def _in_every_language(said: dict[str, str]) -> dict[str, str]:
    lacking = [language for language in COMPLETE if not said.get(language, "").strip()]
    if lacking:
        raise ValueError(f"is not said in {', '.join(lacking)}")
    return said


def _parties(parties: tuple[str, ...]) -> tuple[str, ...]:
    for party in parties:
        try:
            known_country(party)
        except CountryError as error:
            raise ValueError(str(error)) from None
    if len(set(parties)) != len(parties):
        raise ValueError("names a party twice")
    return in_order(parties)


Said = Annotated[dict[str, str], AfterValidator(_in_every_language)]
Parties = Annotated[tuple[str, ...], AfterValidator(_parties)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wording(_Part):
    """How one text says an element of a commitment differently, in our words."""

    text: str
    element: Said
    difference: Said
    confidence: Confidence


class Deadline(_Part):
    """A date that a text states for the whole promise; a strict one holds only on a strict reading."""

    date: dt.date
    basis: Literal["text", "declaration"]
    strict: bool = False
    note: Said | None = None


class Target(_Part):
    """What must have changed by when.

    factor is relative to the figure of `base_year`; level is absolute, in `unit`. A target without an indicator is an
    event and lives by evidence. A collective target gives no national verdict.
    """

    id: str
    title: Said
    required: Said
    kind: Literal["outcome", "output"]
    confidence: Confidence
    indicator: str | None = None
    unit: str = ""
    base_year: int | None = None
    year: int | None = None
    direction: Literal["down", "up"] | None = None
    factor: float | None = Field(default=None, gt=0)
    level: float | None = None
    collective: bool = False
    scope: Literal["party", "together", "both"] = "party"
    note: Said | None = None

    @model_validator(mode="after")
    def _complete(self) -> Target:
        if self.indicator is None:
            return self
        if (self.factor is None) == (self.level is None):
            raise ValueError("a measured target has either a factor (of its base year) or a level")
        if self.direction is None:
            raise ValueError("a measured target says whether down or up is good")
        if not self.unit:
            raise ValueError("a measured target has a unit")
        if self.year is None:
            raise ValueError("a measured target has a year")
        return self


class Milestone(_Part):
    """A step on the way; unless the basis is a text it is a suggestion and never shown as a promise."""

    date: dt.date
    basis: Basis
    title: Said
    note: Said | None = None


class ComplianceRule(_Part):
    """By what a person would score the commitment; `counts` names evidence that the ordinary rules leave out."""

    text: Said
    counts: tuple[str, ...] = ()


class Commitment(_Part):
    """One promise."""

    id: str
    number: int = Field(ge=1)
    section: str
    kind: Kind
    workstreams: tuple[str, ...] = ()
    binding: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)  # workstream -> what it is told of it
    parties: Parties
    title: Said
    paraphrase: Said
    date_promised: Said
    rule: ComplianceRule
    roles: dict[str, Said] = Field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
    wordings: tuple[Wording, ...] = ()
    targets: tuple[Target, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Commitment:
        if not re.fullmatch(r"\d\d-[a-z0-9-]+", self.id) or int(self.id[:2]) != self.number:
            raise ValueError(f"id {self.id!r} must be the number in two digits, a dash and a name")
        strangers = set(self.roles) - set(self.parties)
        if strangers:
            raise ValueError(f"roles names {', '.join(sorted(strangers))}, who are not parties")
        ids = [target.id for target in self.targets]
        if len(set(ids)) != len(ids):
            raise ValueError("two targets have one id")
        return self

    @property
    def bound(self) -> tuple[str, ...]:
        """The workstreams that show something of it: those it names first, then those that it tells something."""
        return tuple(dict.fromkeys((*self.workstreams, *self.binding)))

    @property
    def joint(self) -> bool:
        """Whether the parties promise the same thing together; a commitment with roles gives each its own part."""
        return len(self.parties) > 1 and not self.roles

    @property
    def deadline(self) -> Deadline | None:
        """The latest date that the texts state without a strict reading."""
        dated = [deadline for deadline in self.deadlines if not deadline.strict]
        return max(dated, key=lambda deadline: deadline.date, default=None)


class SourceText(_Part):
    """A text of the summit, and how much of it was read."""

    id: str
    parties: Parties
    own: bool
    language: str
    date: dt.date
    title: str
    url: str
    confidence: Confidence
    read: Literal["whole", "part", "opening"]
    note: Said | None = None


class Section(_Part):
    """A part of the communique under which commitments stand."""

    id: str
    title: Said


class Communique(_Part):
    """An adopted text: parties, date, its commitments."""

    id: str
    date: dt.date
    window_start: dt.date
    window_end: str = Field(pattern=r"^\d\d-\d\d$")
    parties: Parties
    title: Said
    place: Said
    note: Said
    sections: tuple[Section, ...]
    texts: tuple[SourceText, ...] = ()
    wordings: tuple[Wording, ...] = ()
    commitments: tuple[Commitment, ...] = ()

    def commitment(self, id_or_number: str | int) -> Commitment:
        """A commitment by its id or number; raises KeyError for neither."""
        for commitment in self.commitments:
            if id_or_number in (commitment.id, commitment.number, str(commitment.number)):
                return commitment
        raise KeyError(id_or_number)

    def text(self, id: str) -> SourceText:
        """A text of the summit by its id; raises KeyError."""
        return next(text for text in self.texts if text.id == id)

    def own_text(self, party: str) -> SourceText | None:
        """The text that a party itself published, the one read furthest first; None where none is known."""
        reach = ("whole", "part", "opening")
        own = [text for text in self.texts if text.own and text.parties == (party,)]
        return min(own, key=lambda text: reach.index(text.read), default=None)
