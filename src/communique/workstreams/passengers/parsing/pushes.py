"""Which split pushes are whole, which still wait for a part, and which have waited too long?

A file came when it was last written; where it lies is where its records wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from communique.workstreams.passengers.parsing.reading import Reading
from communique.workstreams.passengers.parsing.several import opened
from communique.workstreams.passengers.records import Header, Pnr
from communique.workstreams.passengers.splits import Key, Push, key_of, overdue, receive

WHOLE, WAITING, OVERDUE = "whole", "waiting", "overdue"


class Place(NamedTuple):
    """A message of a file; the first is 1."""

    file: Path
    message: int


@dataclass
class Arrived:
    """What came in some files, in the order in which they came: pushes by state, and the number of messages."""

    files: list[Path] = field(default_factory=list)
    whole: list[Push[Place]] = field(default_factory=list)
    waiting: list[Push[Place]] = field(default_factory=list)
    overdue: list[Push[Place]] = field(default_factory=list)
    messages: int = 0

    def rows(self) -> list[dict[str, Any]]:
        """Every push: its key, state, parts that came and are missing, since when it is held, and its files."""
        return [*(_row(push, WHOLE) for push in self.whole), *self.halves()]

    def halves(self) -> list[dict[str, Any]]:
        """The same of the pushes of which a part is missing."""
        states = ((WAITING, self.waiting), (OVERDUE, self.overdue))
        return [_row(push, state) for state, found in states for push in found]


def arrived(files: Sequence[Path], now: datetime, hold: timedelta) -> Arrived:
    """The pushes of some files, of which those held longer than `hold` are overdue.

    Raises MessageError for a file that cannot be opened.
    """
    in_order = sorted(dict.fromkeys(files), key=lambda file: file.stat().st_mtime)
    return judged(((file, _headers(file)) for file in in_order), now, hold)


def judged(read: Iterable[tuple[Path, Sequence[Header]]], now: datetime, hold: timedelta) -> Arrived:
    """The same of files that were read already, from the headers of their messages."""
    found = Arrived()
    held, cut = dict[Key, Push[Place]](), list[Push[Place]]()
    for file, headers in read:
        found.files.append(file)
        came = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        for header in headers:
            found.messages += 1
            place = Place(file, header.index)
            if header.part is None and not header.complete:  # two cut messages are two, whatever they call themselves
                cut.append(Push(key_of(header), came, {1: (header, place)}, last=1))
            elif push := receive(held, header, place, came):
                found.whole.append(push)
    came_before = {push.key: set(push.parts) for push in found.whole}
    for key in [key for key, push in held.items() if set(push.parts) <= came_before.get(key, set())]:
        del held[key]  # parts of a whole push that came again: neither waited for nor kept twice
    late = [push for push in cut if now - push.since > hold]
    found.overdue = overdue(held, now, hold) + late
    found.waiting = [*held.values(), *(push for push in cut if push not in late)]
    return found


def _headers(file: Path) -> list[Header]:
    with opened(file) as stream:
        reading = Reading(stream)
        for _ in reading.sent():
            pass  # a header is whole only when its message was read
    return reading.headers


def pushes(files: Sequence[Path], now: datetime, hold: timedelta) -> list[dict[str, Any]]:
    """`Arrived.rows` of some files."""
    return arrived(files, now, hold).rows()


def _row(push: Push[Place], state: str) -> dict[str, Any]:
    return {
        **push.key._asdict(),
        "state": state,
        "parts": sorted(push.parts),
        "missing": push.missing,
        "last_part_known": push.last is not None,
        "since": push.since.isoformat(),
        "files": sorted({place.file.name for _, place in push.parts.values()}),
    }


class Due:
    """The records of some files that are not to wait: of pushes that are whole, or overdue and said to be incomplete.

    Iterate once; afterwards `held` is how many records wait for a part, and `repeated` how many came in a part that had
    come before.
    """

    def __init__(self, found: Arrived) -> None:
        self._incomplete = _places(found.overdue)
        self._waiting = _places(found.waiting)
        self._given = _places(found.whole) | self._incomplete
        self._files = found.files
        self.held = self.repeated = 0

    def __iter__(self) -> Iterator[Pnr]:
        for file in self._files:
            with opened(file) as stream:
                for pnr in Reading(stream):
                    place = Place(file, pnr.header.index)
                    if place in self._given:
                        pnr.header.push_complete = place not in self._incomplete
                        yield pnr
                    elif place in self._waiting:
                        self.held += 1
                    else:
                        self.repeated += 1


def _places(found: Sequence[Push[Place]]) -> set[Place]:
    return {place for push in found for _, place in push.parts.values()}
