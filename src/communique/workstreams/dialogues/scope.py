"""Which rooms and topics is a promise, or a page, about?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.commitment import Commitment


@dataclass(frozen=True)
class Scope:
    """Rooms and topics; `alone` where it is the page of one room, which the rows of other rooms are not about."""

    bodies: tuple[str, ...]
    topics: tuple[str, ...]
    alone: bool = False


def scope_of(commitment: Commitment) -> Scope:
    """What a summit says of a commitment under `[binding.dialogues]`."""
    told = commitment.binding.get("dialogues", {})
    return Scope(told.get("bodies", ()), told.get("topics", ()))


def concerns(row: Any, scope: Scope) -> bool:
    """Whether a row of any table is of one of the rooms, or on one of the topics."""
    topics = {*getattr(row, "topics", ()), getattr(row, "topic", "")}
    return row.told.body in scope.bodies or (not scope.alone and bool(topics & set(scope.topics)))
