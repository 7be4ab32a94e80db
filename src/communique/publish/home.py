"""Where do all promises stand, at a glance?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from communique.assess.edition import Assessed, Edition
from communique.commitment import PartyState
from communique.publish.figures import Reading, headline, reading
from communique.publish.sparkline import Trend, trend
from communique.publish.words import GROUPS, PageWords, Sign


@dataclass(frozen=True)
class Count:
    """How many promises stand in a group of states, and the filter that shows them."""

    said: str
    states: tuple[str, ...]


@dataclass(frozen=True)
class Promise:
    """One row of the home page."""

    number: int
    slug: str
    title: str
    kind: str
    kind_word: str
    sign: Sign
    parties: tuple[tuple[str, str, Sign], ...]  # code, name, sign
    mixed: bool
    figure: Reading | None
    why: str  # why nothing is known of it, where that is so
    trend: Trend | None
    next_date: str
    passed: bool


@dataclass(frozen=True)
class Group:
    """A section of the communique and its promises."""

    id: str
    title: str
    promises: tuple[Promise, ...]


def groups(edition: Edition, words: PageWords) -> tuple[Group, ...]:
    """All promises by section, in the order of the communique."""
    found = []
    for section in edition.communique.sections:
        own = [a for a in edition.commitments if a.commitment.section == section.id]
        if own:
            promises = tuple(promise(a, words, edition.manifest.on) for a in own)
            found.append(Group(section.id, words.say(section.title), promises))
    return tuple(found)


def promise(assessed: Assessed, words: PageWords, on: dt.date) -> Promise:
    """One promise as the home page shows it."""
    commitment, figure = assessed.commitment, headline(assessed)
    return Promise(
        number=commitment.number,
        slug=commitment.id,
        title=words.say(commitment.title),
        kind=commitment.kind,
        kind_word=words.t(f"commitment-kind-{commitment.kind}"),
        sign=words.sign(assessed.status),
        parties=tuple((s.party, words.party(s.party), words.sign(s.state)) for s in assessed.parties),
        mixed=assessed.status == "mixed",
        figure=reading(figure, words) if figure and figure.latest is not None else None,
        why=_why(assessed, words) or (words.say(figure.unknown) if figure and figure.unknown else ""),
        trend=trend(assessed, figure, words) if figure else None,
        next_date=assessed.next_date.strftime("%Y-%m") if assessed.next_date else "",
        passed=assessed.next_date is not None and assessed.next_date < on,
    )


def _why(assessed: Assessed, words: PageWords) -> str:
    """The reason that all parties share for being unknown, or the first one's."""
    unknown = [s for s in assessed.parties if s.state in GROUPS["unknown"]]
    return words.say(unknown[0].reason) if unknown and len(unknown) == len(assessed.parties) else ""


def counts(edition: Edition, words: PageWords) -> tuple[Count, ...]:
    """The groups of states that have a promise, in their order."""
    found = []
    for group, states in GROUPS.items():
        n = sum(a.status in states for a in edition.commitments)
        if n:
            found.append(Count(words.t(f"home-count-{group}", n=n), states))
    return tuple(found)


def computed(edition: Edition) -> int:
    """How many promises a figure answers or stands beside."""
    return sum(a.basis != "evidence" for a in edition.commitments)


def states_present(edition: Edition) -> tuple[str, ...]:
    """States that a promise or a party to one has, in the order of the summary."""
    present = {a.status for a in edition.commitments} | {s.state for s in _party_states(edition)}
    return tuple(state for states in GROUPS.values() for state in states if state in present)


def _party_states(edition: Edition) -> Iterable[PartyState]:
    return (state for assessed in edition.commitments for state in assessed.parties)
