"""What stands in a body's calendar: meetings as exactly as they are dated, and what is owed by when?

iCalendar (RFC 5545). A month or a year is an event as long as the month or the year, marked as inexact and never as
busy time: no day is invented. What is undated has no place in a calendar and is not in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from communique.render.words import PageWords
from communique.workstreams.dialogues import following, wording
from communique.workstreams.dialogues.meetings import Meeting, meetings
from communique.workstreams.dialogues.record import DialogueError, Record
from communique.workstreams.dialogues.rows import Decision

if TYPE_CHECKING:
    from icalendar import Calendar

PRODUCT = "-//Communique//dialogues//EN"


def calendar(record: Record, *, on: dt.date, known_at: dt.date, language: str, body: str | None = None) -> bytes:
    """The calendar of a body, or of all, in a language; the same record gives the same bytes.

    Raises DialogueError where the package that writes calendars is not installed.
    """
    try:
        from icalendar import Calendar
    except ModuleNotFoundError:
        raise DialogueError(
            "calendars need the package icalendar, which is not installed; run: pip install 'communique[dialogues]'"
        ) from None
    words, stamp = PageWords(language), dt.datetime.combine(known_at, dt.time(), dt.UTC)
    title = words.say(record.bodies[body].name) if body else words.t("dialogues-calendar-title")
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", title)
    _add_meetings(found, meetings(record.convenings, body), record, words, stamp)
    _add_owed(found, (row for row in record.decisions if body in (None, row.told.body)), on, words, stamp)
    return bytes(found.to_ical())


def _add_meetings(
    found: Calendar, held: Iterable[Meeting], record: Record, words: PageWords, stamp: dt.datetime
) -> None:
    from icalendar import Event

    for meeting in held:
        if meeting.when.start is None or meeting.when.end is None:
            continue
        event = Event()
        exact = meeting.when.precision == "day"
        name = words.say(record.bodies[meeting.body].name) if meeting.body in record.bodies else meeting.body
        when = words.say(wording.dated(meeting.when))
        number = f" · {wording.numbered(meeting)}" if meeting.numbers else ""
        summary = (
            f"{name}{number}" if exact else words.t("dialogues-calendar-inexact", name=f"{name}{number}", date=when)
        )
        _stamp(event, f"meeting-{meeting.name}", summary, stamp)
        event.add("dtstart", meeting.when.start)
        event.add("dtend", meeting.when.end + dt.timedelta(days=1))  # RFC 5545: the end is not part of the event
        event.add("transp", "TRANSPARENT")
        event.add("status", "CONFIRMED" if exact and len(meeting.numbers) < 2 else "TENTATIVE")
        said = [words.say(wording.event(report)) for report in meeting.reports if report.what]
        event.add("description", "\n".join(dict.fromkeys([when, *said])))
        if meeting.place:
            event.add("location", meeting.place)
        if meeting.best.told.source.startswith("http"):
            event.add("url", meeting.best.told.source)
        found.add_component(event)


def _add_owed(
    found: Calendar, decisions: Iterable[Decision], on: dt.date, words: PageWords, stamp: dt.datetime
) -> None:
    """Decisions that are due by a day of their own; a due year or month names its last day only in words."""
    from icalendar import Todo

    for row in decisions:
        if row.due.end is None:
            continue
        state = following.standing(row, on)
        todo = Todo()
        _stamp(todo, f"decision-{row.told.id}", words.say(wording.each(row.what)), stamp)
        if row.due.precision == "day":
            todo.add("due", row.due.end)
        todo.add("status", "COMPLETED" if state in ("done", "late", "done_undated") else "NEEDS-ACTION")
        owner = words.say(wording.who(row.owner))
        lines = (owner, words.say(wording.dated(row.due)), words.t(f"dialogues-standing-{state.replace('_', '-')}"))
        todo.add("description", " · ".join(lines))
        found.add_component(todo)


def _stamp(component: Any, name: str, summary: str, stamp: dt.datetime) -> None:
    component.add("uid", f"{name}@communique")
    component.add("dtstamp", stamp)
    component.add("summary", summary)
