"""Which messages make one push? Parts are held until all have come, or until they are overdue.

A push that is cut in parts says so in UNH: 1:C is the first, F marks the last, and all have one common access
reference. Half a push is never given as whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from communique.facts import load
from communique.workstreams.passengers.records import Header

T = TypeVar("T")
LAST = "F"


class Key(NamedTuple):
    """What the parts of one push have in common."""

    sender: str
    recipient: str
    access_reference: str


@dataclass
class Push(Generic[T]):
    """The parts that have come, by number; `last` is the number of the final one, None until it comes."""

    key: Key
    since: datetime
    parts: dict[int, tuple[Header, T]] = field(default_factory=dict)
    last: int | None = None
    repeated: list[int] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether every part from the first to the last has come, each of them whole."""
        if self.last is None or set(self.parts) != set(range(1, self.last + 1)):
            return False
        return all(header.complete for header, _ in self.parts.values())

    @property
    def missing(self) -> list[int]:
        """Numbers below the highest known that have not come or came cut. The last one is missing too while unknown."""
        known = self.last or max(self.parts)
        return [n for n in range(1, known + 1) if n not in self.parts or not self.parts[n][0].complete]


def agreed_hold() -> timedelta:
    """How long parts are held where a carrier agreed nothing else."""
    return timedelta(hours=load(Path(__file__).parent / "facts").value("push.hold"))


def key_of(header: Header) -> Key:
    """The key of a message's push; a message without a common access reference is alone."""
    return Key(header.sender, header.recipient, header.access_reference or header.reference)


def receive(held: dict[Key, Push[T]], header: Header, content: T, now: datetime) -> Push[T] | None:
    """The push that this message completes, taken out of `held`; None while parts are missing.

    A message that says nothing of parts is a push of its own. Of a part that comes twice the first is kept, unless it
    was cut and the second is whole; the push names it in `repeated`.
    """
    part = 1 if header.part is None else header.part
    alone = header.part is None
    key = key_of(header)
    push = Push[T](key, now) if alone else held.setdefault(key, Push(key, now))
    if part in push.parts:
        push.repeated.append(part)
    if part not in push.parts or (header.complete and not push.parts[part][0].complete):
        push.parts[part] = (header, content)
    if alone or header.position == LAST:
        push.last = part
    if not push.complete:
        if alone:
            held[key] = push
        return None
    held.pop(key, None)
    return push


def overdue(held: dict[Key, Push[T]], now: datetime, hold: timedelta) -> list[Push[T]]:
    """The pushes that waited longer than `hold`, taken out of `held`. They are incomplete and say so."""
    late = [push for push in held.values() if now - push.since > hold]
    for push in late:
        del held[push.key]
    return late
