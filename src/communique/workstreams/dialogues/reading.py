"""What do commands and pages read: the record as known at a day, and the same measures for people and machines?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.commitment import Commitment, Summit, known_rows, load_summit
from communique.facts import Facts, load
from communique.geo import CountryError, known_country
from communique.language import words
from communique.workstreams.dialogues import following, members, practices
from communique.workstreams.dialogues.answers import flag_data, meeting_data, regularity_data, row_data
from communique.workstreams.dialogues.meetings import meetings, regularity
from communique.workstreams.dialogues.record import DialogueError, ReadTable, Record, gather
from communique.workstreams.dialogues.rows import Body
from communique.workstreams.dialogues.scope import concerns, scope_of
from communique.workstreams.dialogues.screening import Screened, screened
from communique.workstreams.dialogues.tables import STRENGTHS, TABLES, TOPICS

if TYPE_CHECKING:
    from communique.store import Store


def reader(store: Store, known_at: dt.date) -> ReadTable:
    """What reads a table of the store as known at a day, with lineage."""
    from communique.store import read

    return lambda table: read(store, table, known_at=known_at, lineage=True)


def found(store: Store, summit: str, known_at: dt.date) -> tuple[Screened, Summit]:
    """The record screened, and the summit with its register as known at a day."""
    loaded = load_summit(summit)
    loaded = replace(loaded, evidence=known_rows(loaded.evidence, known_at))
    return screened(gather(reader(store, known_at), summit=loaded, known_at=known_at)), loaded


def quarantined(store: Store, known_at: dt.date) -> dict[str, int]:
    """Table to the number of handed-in rows that were set aside and neither corrected nor withdrawn since."""
    import polars as pl

    from communique.store import history

    kept = history(store).filter(
        pl.col("table").is_in([table.name for table in TABLES]),
        pl.col("quarantined") > 0,
        pl.col("state").is_in(["current", "empty"]),
        pl.col("recorded_at").dt.date() <= known_at,
    )
    counted = kept.group_by("table", maintain_order=True).agg(pl.col("quarantined").sum())
    return dict(counted.iter_rows())


def shipped_alone(known_at: dt.date) -> Screened:
    """The shipped record without a summit's register and without contributions."""
    return screened(gather(None, summit=None, known_at=known_at))


def facts() -> Facts:
    """The workstream's own figures."""
    return load(Path(__file__).parent / "facts")


def status_data(of: Screened, summit: Summit, on: dt.date, body: str | None) -> dict[str, Any]:
    """Each body's meetings and measures on a day, under the names of `communique dialogues status --json`."""
    rooms = [of.record.body(body)] if body else list(of.record.bodies.values())
    names = {room.id for room in rooms}
    return {
        "on": on.isoformat(),
        "bodies": [_room(of.record, room, summit, on) for room in rooms],
        "commitments": [_promise(of.record, c, on) for c in summit.communique.commitments if _asked(c, rooms, body)],
        "set_aside": [flag_data(flag) for flag in of.set_aside if body is None or flag.body in names],
        "flags": [flag_data(flag) for flag in of.flags if body is None or flag.body in names],
        "not_public": dict(of.record.not_public),
    }


def _room(record: Record, room: Body, summit: Summit, on: dt.date) -> dict[str, Any]:
    held = meetings(record.convenings, room.id)
    decided = [row for row in record.decisions if row.told.body == room.id]
    asked = [row for row in record.recommendations if row.told.body == room.id]
    return {
        "id": room.id,
        "name": dict(room.name),
        "kind": room.kind,
        "topics": list(room.topics),
        "commitments": [c.id for c in summit.communique.commitments if room.id in scope_of(c).bodies],
        "regularity": regularity_data(regularity(held, room.id, facts(), on)),
        "meetings": [meeting_data(meeting) for meeting in held if meeting.when.by(on) is not False],
        "follow_through": share_data(following.share(decided, on)),
        "decisions": [
            {**row_data(row), "standing": following.standing(row, on)} for row in decided if following.made_by(row, on)
        ],
        "answered": share_data(following.share(asked, on)),
        "recommendations": [
            {**row_data(row), "standing": following.standing(row, on)} for row in asked if following.made_by(row, on)
        ],
        "members_at_least_at_most": _members(record, room, on),
    }


def _members(record: Record, room: Body, on: dt.date) -> list[int] | None:
    if not any(row.told.body == room.id for row in record.memberships):
        return None
    return list(members.counted(members.standings(record.memberships, room.id, on, room.parties)))


def _asked(commitment: Commitment, rooms: Sequence[Body], body: str | None) -> bool:
    scope = scope_of(commitment)
    return any(room.id in scope.bodies for room in rooms) or (body is None and bool(scope.topics))


def _promise(record: Record, commitment: Commitment, on: dt.date) -> dict[str, Any]:
    """The measures of one promise, over the rows of its rooms and topics."""
    scope = scope_of(commitment)
    held = [meeting for meeting in meetings(record.convenings) if meeting.body in scope.bodies]
    spread = practices.diffusion(practices.reading_room(record.practices, topics=scope.topics) if scope.topics else ())
    return {
        "id": commitment.id,
        "bodies": list(scope.bodies),
        "topics": list(scope.topics),
        "meetings_held": sum(meeting.when.by(on) is True for meeting in held),
        "meetings_possibly_held": sum(meeting.when.by(on) is None for meeting in held),
        "follow_through": share_data(following.share((r for r in record.decisions if concerns(r, scope)), on)),
        "answered": share_data(following.share((r for r in record.recommendations if concerns(r, scope)), on)),
        "practice_diffusion": {**asdict(spread), "of": spread.of, "low": spread.low, "high": spread.high},
        "trainings": sum(training.topic in scope.topics for training in record.trainings),
    }


def share_data(share: following.Share) -> dict[str, Any]:
    """A share as an interval, with its counts and how much of it is known."""
    return {**asdict(share), "of": share.of, "low": share.low, "high": share.high, "known": share.known}


def members_data(of: Screened, room: Body, on: dt.date, known_at: dt.date) -> dict[str, Any]:
    """Members of a body on a day, under the names of `communique dialogues members --json`."""
    standings = members.standings(of.record.memberships, room.id, on, room.parties)
    low, high = members.counted(standings)
    said = words("en")
    named = {
        state: [each.member for each in standings if each.state == state] for state in ("certain", "possible", "not")
    }
    return {
        "body": room.id,
        "name": dict(room.name),
        "on": on.isoformat(),
        "known_at": known_at.isoformat(),
        **named,
        "at_least": low,
        "at_most": high,
        "members": [
            {
                "member": each.member, "state": each.state, "why": said.say(each.reason), "reason": each.reason.id,
                "joined_between": _days(each.joined_between), "left_between": _days(each.left_between),
                "last_shown": each.last_shown.isoformat() if each.last_shown else None, "rows": list(each.rows),
            }
            for each in standings
        ],
        "flags": [
            flag_data(flag)
            for flag in (*of.set_aside, *of.flags)
            if (flag.table, flag.body) == ("memberships", room.id)
        ],
    }  # fmt: skip


def _days(between: tuple[dt.date | None, dt.date | None] | None) -> list[str | None] | None:
    return None if between is None else [day.isoformat() if day else None for day in between]


def practices_data(
    record: Record, topics: Sequence[str], country: str, strength: str, not_in: str
) -> list[dict[str, Any]]:
    """Practices that pass the filters; raises DialogueError naming the filter that cannot be read."""
    for topic in topics:
        if topic not in TOPICS:
            raise DialogueError(f"{topic!r} is no topic; there are {', '.join(TOPICS)}", column="--topic")
    if strength and strength not in STRENGTHS:
        raise DialogueError(f"{strength!r} is none of {', '.join(STRENGTHS)}", column="--strength")
    for option, code in (("--country", country), ("--not-in", not_in)):
        try:
            known_country(code or "CAN")
        except CountryError as error:
            raise DialogueError(str(error), column=option) from None
    chosen = practices.reading_room(record.practices, topics=topics, country=country, strength=strength, not_in=not_in)
    return [
        {**row_data(p), "standing": {party: practices.standing(p, party) for party in ("CAN", "MEX", "USA")}}
        for p in chosen
    ]
