"""What do rows, meetings and measures look like as plain data for machines? Unknown is null."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from communique.language import words
from communique.workstreams.dialogues.meetings import Meeting, Regularity
from communique.workstreams.dialogues.rows import When
from communique.workstreams.dialogues.screening import Flag


def when_data(when: When) -> dict[str, Any]:
    """An interval of days with its precision."""
    return {
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "precision": when.precision,
    }


def row_data(row: Any) -> dict[str, Any]:
    """A row of any table: its own fields, then who says so."""
    told = row.told
    own = {name: _plain(getattr(row, name)) for name in row.__dataclass_fields__ if name != "told"}
    origin = {name: _plain(value) for name, value in asdict(told.origin).items()}
    return {
        "id": told.id, "body": told.body or None, **own, "source_class": told.source_class,
        "source": told.source or None, "told_by": told.told_by or None,
        "confidence": told.confidence or None, "origin": origin,
    }  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return when_data(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return None if value == "" else value


def meeting_data(meeting: Meeting) -> dict[str, Any]:
    """A meeting with its reports, the nearest source first."""
    return {
        "name": meeting.name, "body": meeting.body, "numbers": list(meeting.numbers), **when_data(meeting.when),
        "place": meeting.place or None, "what": dict(meeting.best.what) or None, "agenda": list(meeting.agenda),
        "reports": [row_data(report) for report in meeting.reports],
    }  # fmt: skip


def regularity_data(found: Regularity) -> dict[str, Any]:
    """How often a body met against what was promised."""
    return {
        "promised_per_year": found.promised, "promised_low": found.low, "promised_high": found.high,
        "confidence": found.confidence or None, "years": {str(year): state for year, state in found.years.items()},
        "held": found.held, "last": found.last.name if found.last else None, "days_since_last": found.since_last_days,
    }  # fmt: skip


def flag_data(flag: Flag) -> dict[str, Any]:
    """A flag with its sentence."""
    return {**asdict(flag), "said": words("en").say(flag.text)}
