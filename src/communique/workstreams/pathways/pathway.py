"""What is a lawful way into a country, what is known of its state, and what does a person get told about it?

A pathway's criteria are rules (`communique.rules`); what is here is everything about it that is not a criterion.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple, cast

from communique.rules import Book, Change, Citation, Judgement, Reason
from communique.rules.expression import Node

Code = Literal["open", "restricted", "paused", "closed", "unknown"]
Word = Literal["may", "cannot-tell", "not-now", "does-not-appear", "closed-since", "was-closed"]
Letter = Literal["A", "B", "C"]


@dataclass(frozen=True)
class Pathway:
    """One row of the catalogue: what it is, where the only official place to apply is, what it truly costs.

    confidence   A official text or statute, B dated secondary source, C recalled; A/B where parts differ
    criteria     the set of rules that a person is judged by
    """

    id: str
    country: str
    program: str
    legal_basis: str
    who: str
    apply_at: str
    official_host: str
    fee: str
    valid_from: date
    valid_from_precision: Literal["day", "year"]
    valid_to: date | None
    valid_to_kind: Literal["last_day", "ended_on", ""]
    confidence: str
    needs_verification: bool
    discretionary: bool
    application: Literal["yes", "referral only", "no longer"]

    @property
    def letter(self) -> Letter:
        """The weaker letter of mixed marks."""
        return cast(Letter, max(self.confidence.split("/")))

    @property
    def last_day(self) -> date | None:
        """The last day on which it was open: the day before where the end is the day it closed."""
        if self.valid_to is None or self.valid_to_kind == "last_day":
            return self.valid_to
        return date.fromordinal(self.valid_to.toordinal() - 1)


@dataclass(frozen=True)
class StatusRow:
    """What was found out about a pathway's state: from when it holds, and when it was last checked.

    as_of      the last day of the month, or the day, of the check
    verified   no C mark, and nothing that the row itself says to verify
    """

    pathway: str
    code: Code
    valid_from: date
    valid_to: date | None
    as_of: date
    confidence: str
    source: str
    note: str
    recorded_on: date
    verified: bool


@dataclass(frozen=True)
class Overlay:
    """A proclamation, hold or order that changes the state of pathways for some people and edits no rule.

    effect    pauses, limits (some are still let through: unknown), opens (an order against a pause), notice (status as
              it is, to be told), or criterion (the rule `rule` already says it; shown, not counted twice)
    dispute   overlays of one dispute contradict one another: if more than one applies the state is unknown
    words     message id of what the person is told
    """

    id: str
    country: str
    instrument: str
    applies_to: tuple[str, ...]
    valid_from: date
    valid_from_precision: Literal["day", "month", "unknown"]
    valid_to: date | None
    effect: Literal["pauses", "limits", "opens", "notice", "criterion"]
    when: Node
    note: str
    confidence: str
    recorded_on: date
    words: str
    dispute: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Question:
    """How hard a fact is to ask for, and how often the answer is yes (or which values are usual).

    burden    in units of one plain question; sensitive facts cost more and come late
    prior     value to probability; values not named share what is left
    """

    fact: str
    burden: float
    prior: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Contradiction:
    """Facts that cannot all be so; `facts` are named to the person."""

    id: str
    facts: tuple[str, ...]
    when: Node


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Everything shipped: rules, states, overlays, questions; `digest` names this version of it."""

    book: Book
    pathways: Mapping[str, Pathway]
    statuses: Mapping[str, tuple[StatusRow, ...]]
    overlays: tuple[Overlay, ...]
    questions: Mapping[str, Question]
    contradictions: tuple[Contradiction, ...]
    letters: Mapping[tuple[str, date], str]  # (parameter, from) -> confidence letter of that figure
    digest: str


@dataclass(frozen=True)
class Applied:
    """An overlay that applies to the person (True) or may (None)."""

    overlay: Overlay
    truth: bool | None


@dataclass(frozen=True)
class Status:
    """The state of a pathway for a person on the day.

    truth      True if open to them, False if not, None if not known
    row        what is recorded; None if nothing is for the day
    past       past review: not checked again since `row.as_of`
    verified   no C mark and nothing that the row itself says to verify
    """

    code: Code
    truth: bool | None
    row: StatusRow | None
    review_by: date | None
    past: bool
    verified: bool
    overlays: tuple[Applied, ...]
    reasons: frozenset[Reason]


class Because(NamedTuple):
    """One criterion, its truth for the person, and where it is written.

    criterion   id of the rule; `words` its message id
    truth       True if it is met: a bar is met if it does not hold
    reads       (fact, answer as read) of what was answered
    figures     parameters read: (id, value or None for a table, from, to, confidence letter)
    missing     why it is not known
    """

    criterion: str
    kind: str
    truth: bool | None
    words: str
    citation: Citation | None
    confidence: str
    reads: tuple[tuple[str, object], ...]
    figures: tuple[tuple[str, object, date, date | None, str], ...]
    missing: frozenset[Reason]


class Demand(NamedTuple):
    """What one answer would have to be.

    how  is, least, most: this value; has, lacks: this value among others; other: some other value
    """

    fact: str
    how: str
    value: Any = None

    @property
    def key(self) -> str:
        """Demands of one key concern one choice; the values of a list are choices of their own."""
        return f"{self.fact}: {self.value}" if self.how in ("has", "lacks") else self.fact


@dataclass(frozen=True)
class Finding:
    """What a person is told about one pathway: criteria, status, and the lesser of both.

    missing   open facts that can still decide the criteria
    """

    pathway: Pathway
    criteria: Judgement
    status: Status
    overall: bool | None
    word: Word
    reasons: tuple[Because, ...]
    missing: tuple[str, ...]
    remedy: Callable[[], Change | None] = field(repr=False, compare=False)
    nearest: Callable[[], tuple[Demand, ...]] = field(repr=False, compare=False)

    @property
    def cited(self) -> int:
        """How many criteria say where they are written."""
        return sum(each.citation is not None for each in self.reasons)

    @property
    def read(self) -> int:
        """How many criteria somebody read in the law itself."""
        return sum(each.citation is not None and each.citation.read is not None for each in self.reasons)

    @cached_property
    def change(self) -> Change | None:
        """The least that would make false criteria true; None if they are not false. Worked out when asked for."""
        return self.remedy()

    @cached_property
    def flips(self) -> tuple[Demand, ...]:
        """The same in a moment, a few answers at most; none where nothing can change or nothing was found."""
        return self.nearest() if self.word == "not-now" and self.criteria.truth is False else ()


@dataclass(frozen=True)
class Answer:
    """All findings for one person on one day, in the catalogue's order."""

    on: date
    known_at: date | None
    findings: tuple[Finding, ...]

    def __getitem__(self, pathway: str) -> Finding:
        return next(each for each in self.findings if each.pathway.id == pathway)
