"""Where do all promises stand, at a glance?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.assess.edition import Assessed
from communique.commitment import Communique, PartyState
from communique.language import Text
from communique.publish.figures import Reading, headline, reading
from communique.publish.frame import File, Frame, page
from communique.publish.sparkline import Trend, trend
from communique.render.words import GROUPS, PageWords, Sign


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


def home_page(frame: Frame, commitments: Sequence[Assessed], left_out: Sequence[Text], language: str) -> File:
    """The home page in one language; `left_out` says which workstreams could not run."""
    words = PageWords(language)
    summit, n = words.say(frame.communique.title), len(commitments)
    kinds = dict.fromkeys(assessed.commitment.kind for assessed in commitments)
    return page(
        "home.html", "index.html", frame, words, words.t("home-title", summit=summit), scripts=("home.js",), css="home",
        description=words.t("home-description", n=n, summit=summit), n=n, computed=computed(commitments),
        groups=groups(frame.communique, commitments, words, frame.on), counts=counts(commitments, words),
        left_out=[words.say(text) for text in left_out],
        parties=[(party, words.party(party)) for party in frame.communique.parties],
        kinds=[(kind, words.t(f"commitment-kind-{kind}")) for kind in kinds],
        states=[(state, words.sign(state).word) for state in states_present(commitments)],
    )  # fmt: skip


def groups(communique: Communique, commitments: Sequence[Assessed], words: PageWords, on: dt.date) -> tuple[Group, ...]:
    """All promises by section, in the order of the communique."""
    found = []
    for section in communique.sections:
        own = [a for a in commitments if a.commitment.section == section.id]
        if own:
            found.append(Group(section.id, words.say(section.title), tuple(promise(a, words, on) for a in own)))
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


def counts(commitments: Sequence[Assessed], words: PageWords) -> tuple[Count, ...]:
    """The groups of states that have a promise, in their order."""
    found = []
    for group, states in GROUPS.items():
        n = sum(a.status in states for a in commitments)
        if n:
            found.append(Count(words.t(f"home-count-{group}", n=n), states))
    return tuple(found)


def computed(commitments: Sequence[Assessed]) -> int:
    """How many promises a figure answers or stands beside."""
    return sum(a.basis != "evidence" for a in commitments)


def states_present(commitments: Sequence[Assessed]) -> tuple[str, ...]:
    """States that a promise or a party to one has, in the order of the summary."""
    present = {a.status for a in commitments} | {s.state for s in _party_states(commitments)}
    return tuple(state for states in GROUPS.values() for state in states if state in present)


def _party_states(commitments: Sequence[Assessed]) -> Iterable[PartyState]:
    return (state for assessed in commitments for state in assessed.parties)
