"""Which split pushes are whole, which still wait for a part, and which have waited too long?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from communique.workstreams.passengers.parsing.reading import Reading
from communique.workstreams.passengers.parsing.several import opened
from communique.workstreams.passengers.splits import Key, Push, overdue, receive

WHOLE, WAITING, OVERDUE = "whole", "waiting", "overdue"


def pushes(files: Sequence[Path], now: datetime, hold: timedelta) -> list[dict[str, Any]]:
    """Every push of some files: its key, state, parts that came and are missing, and since when it is held.

    A file came when it was last written. Raises MessageError for a file that cannot be opened.
    """
    held: dict[Key, Push[str]] = {}
    whole: list[Push[str]] = []
    for file in sorted(files, key=lambda file: file.stat().st_mtime):
        came = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        with opened(file) as stream:
            reading = Reading(stream)
            for _ in reading.sent():
                pass  # a header is whole only when its message was read
        whole += [push for header in reading.headers if (push := receive(held, header, file.name, came))]
    late = overdue(held, now, hold)
    states = ((WHOLE, whole), (WAITING, list(held.values())), (OVERDUE, late))
    return [_row(push, state) for state, found in states for push in found]


def _row(push: Push[str], state: str) -> dict[str, Any]:
    return {
        **push.key._asdict(),
        "state": state,
        "parts": sorted(push.parts),
        "missing": push.missing,
        "last_part_known": push.last is not None,
        "since": push.since.isoformat(),
        "files": sorted({name for _, name in push.parts.values()}),
    }
