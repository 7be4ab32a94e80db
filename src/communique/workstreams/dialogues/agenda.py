"""What should the next meeting of a body speak of: what is open, overdue, worth taking over, and still missing?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.commitment import Commitment, Evidence, Milestone, Summit, known_rows
from communique.errors import MissingExtra
from communique.geo import in_order
from communique.hooks import workstreams
from communique.workstreams.dialogues import following, practices
from communique.workstreams.dialogues.answers import flag_data, row_data, when_data
from communique.workstreams.dialogues.meetings import Meeting, meetings
from communique.workstreams.dialogues.record import ReadTable, Record
from communique.workstreams.dialogues.rows import Body, Decision, Practice, Recommendation
from communique.workstreams.dialogues.scope import scope_of
from communique.workstreams.dialogues.screening import Flag, Screened
from communique.workstreams.dialogues.tables import REPLIES


@dataclass(frozen=True)
class Lacking:
    """A table of any workstream that some of the parties have handed in nothing for; `why` where it cannot be read."""

    workstream: str
    table: str
    parties: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True)
class Agenda:
    """What a body's next meeting could speak of, on a day."""

    body: Body
    on: dt.date
    last: Meeting | None
    commitments: tuple[Commitment, ...]
    decisions: tuple[Decision, ...]
    answers: tuple[Recommendation, ...]
    practices: tuple[Practice, ...]
    lacking: tuple[Lacking, ...]
    unanswered: tuple[Evidence, ...]  # rows of the register that say that nothing was found, or looked for
    milestones: tuple[tuple[str, Milestone], ...]
    flags: tuple[Flag, ...]


def agenda(
    screened: Screened, body: Body, *, summit: Summit | None, on: dt.date, read_table: ReadTable | None = None
) -> Agenda:
    """The agenda of a body, drawn from its own tables, the summit's register, and the tables of all workstreams.

    read_table  contract -> accepted rows, to see who has handed in what; None leaves that part out
    """
    record = screened.record
    bound = tuple(c for c in summit.communique.commitments if body.id in scope_of(c).bodies) if summit else ()
    held = [meeting for meeting in meetings(record.convenings, body.id) if meeting.when.by(on)]
    decisions = following.unsettled((row for row in record.decisions if row.told.body == body.id), on)
    answers = following.unsettled((row for row in record.recommendations if row.told.body == body.id), on)
    return Agenda(
        body=body,
        on=on,
        last=held[-1] if held else None,
        commitments=bound,
        decisions=tuple(row for row in decisions if isinstance(row, Decision)),
        answers=tuple(row for row in answers if isinstance(row, Recommendation)),
        practices=worth_taking_over(record, body),
        lacking=tuple(lacking(bound, body.parties, read_table)) if read_table else (),
        unanswered=_nothing_found(bound, summit, on),
        milestones=_passed(bound, on),
        flags=tuple(flag for flag in (*screened.set_aside, *screened.flags) if flag.body == body.id),
    )


def worth_taking_over(record: Record, body: Body) -> tuple[Practice, ...]:
    """Practices on the body's topics that one of its parties has not taken over, the strongest evidence first."""
    found = practices.reading_room(record.practices, topics=body.topics)
    return tuple(p for p in found if any(practices.standing(p, party) == practices.UNKNOWN for party in body.parties))


def lacking(bound: Iterable[Commitment], parties: Sequence[str], read_table: ReadTable) -> Iterable[Lacking]:
    """Tables of the workstreams that the body's commitments name, which some party has handed in nothing for."""
    named = sorted({name for commitment in bound for name in commitment.bound})
    installed = workstreams()
    for name in (each for each in named if each in installed):
        try:
            tables = installed[name].load("tables") or ()
        except MissingExtra as missing:
            yield Lacking(name, "", tuple(parties), missing.message)
            continue
        for table in (each for each in tables if each is not REPLIES):  # a reply is a right, and owed by nobody
            there = set(read_table(table)["party"].unique().to_list())
            missing_of = in_order(party for party in parties if party not in there)
            if missing_of:
                yield Lacking(name, table.name, missing_of)


def _nothing_found(bound: Iterable[Commitment], summit: Summit | None, on: dt.date) -> tuple[Evidence, ...]:
    ids = {commitment.id for commitment in bound}
    rows = known_rows(summit.evidence, dt.date.max) if summit else ()
    return tuple(row for row in rows if row.commitment in ids and row.kind in ("none_found", "not_searched"))


def _passed(bound: Iterable[Commitment], on: dt.date) -> tuple[tuple[str, Milestone], ...]:
    return tuple((c.id, m) for c in bound for m in sorted(c.milestones, key=lambda m: m.date) if m.date < on)


def as_data(found: Agenda) -> dict[str, Any]:
    """An agenda as plain data, under the names of `communique dialogues agenda --json`."""
    return {
        "body": found.body.id,
        "name": dict(found.body.name),
        "on": found.on.isoformat(),
        "last_meeting": {"name": found.last.name, **when_data(found.last.when)} if found.last else None,
        "commitments": [commitment.id for commitment in found.commitments],
        "open_decisions": [{**row_data(row), "standing": following.standing(row, found.on)} for row in found.decisions],
        "overdue_answers": [{**row_data(row), "standing": following.standing(row, found.on)} for row in found.answers],
        "practices": [_practice(practice, found.body.parties) for practice in found.practices],
        "data_missing": [vars(each) for each in found.lacking],
        "nothing_found": [{"id": row.id, "kind": row.kind, "event": dict(row.event)} for row in found.unanswered],
        "milestones_passed": [
            {"commitment": id, "date": m.date.isoformat(), "title": dict(m.title), "basis": m.basis}
            for id, m in found.milestones
        ],
        "flags": [flag_data(flag) for flag in found.flags],
    }


def _practice(practice: Practice, parties: Sequence[str]) -> Mapping[str, Any]:
    return {**row_data(practice), "standing": {party: practices.standing(practice, party) for party in parties}}
