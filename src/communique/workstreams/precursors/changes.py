"""What changed on the lists between two days, and what is known to come?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from communique.workstreams.precursors.entries import JURISDICTIONS, Entry, known
from communique.workstreams.precursors.errors import ListError
from communique.workstreams.precursors.spans import Span
from communique.workstreams.precursors.status import Answer, answer
from communique.workstreams.precursors.substances import substances


@dataclass(frozen=True)
class Change:
    """The answers for one substance and jurisdiction on two days, where they differ.

    of_law  whether the law changed, as far as is known; False where one of the two answers is not known for want of
            evidence, so that only knowledge differs
    """

    substance: str
    jurisdiction: str
    before: Answer
    after: Answer

    @property
    def of_law(self) -> bool:
        return not {self.before.reason, self.after.reason} & {"undated", "no-evidence", "stale", "not-recorded"}


@dataclass(frozen=True)
class Event:
    """An entry that begins or ends, within a span of days."""

    entry: Entry
    kind: str  # begins or ends
    span: Span


def changes(entries: Iterable[Entry], start: date, end: date, *, known_at: date) -> list[Change]:
    """Substances and jurisdictions whose status, lists, scope or instruments differ between two days.

    Raises ListError where the second day is not after the first.
    """
    if end <= start:
        raise ListError(f"{end} is not after {start}")
    then = known(entries, known_at)
    found = []
    for substance in substances():
        for jurisdiction in JURISDICTIONS:
            own = [e for e in then if (e.substance, e.jurisdiction) == (substance, jurisdiction)]
            before, after = answer(own, start), answer(own, end)
            if _shown(before) != _shown(after):
                found.append(Change(substance, jurisdiction, before, after))
    return found


def _shown(found: Answer) -> tuple[object, ...]:
    # entries on which an absence rests do not matter: it is the same absence
    if found.status == "not_listed":
        return (found.status,)
    return found.status, found.in_some_list, found.lists, found.scope, found.instruments


def events(entries: Iterable[Entry]) -> list[Event]:
    """Every dated beginning and end of an entry that controls, oldest first."""
    found = [
        Event(entry, kind, span)
        for entry in entries
        if entry.controls
        for kind, span in (("begins", entry.begins), ("ends", entry.ends))
        if span is not None
    ]
    return sorted(found, key=lambda e: (e.span, JURISDICTIONS.index(e.entry.jurisdiction), e.entry.substance, e.kind))


def coming(entries: Iterable[Entry], on: date, *, known_at: date) -> list[Event]:
    """Beginnings and ends that lie after a day or may still do so: the span of their date is not over."""
    return [event for event in events(known(entries, known_at)) if event.span.last > on]
