"""What do these tables know of one promise, by its rooms and topics, and how is the rest handed in?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from communique.commitment import Reply as Answered
from communique.language import Text
from communique.view import Grid, View
from communique.workstreams.dialogues import pictures, practices
from communique.workstreams.dialogues.meetings import meetings, regularity
from communique.workstreams.dialogues.pictures import Days
from communique.workstreams.dialogues.record import Record, gather
from communique.workstreams.dialogues.rows import Body, Reply
from communique.workstreams.dialogues.scope import Scope, concerns, scope_of
from communique.workstreams.dialogues.screening import Flag, Screened, screened
from communique.workstreams.dialogues.tables import REPLIED_TO

if TYPE_CHECKING:
    from communique.estimate import Estimate
    from communique.facts import Facts
    from communique.hooks import Context


def views(ctx: Context, estimates: Mapping[str, Estimate], plan: Any = None) -> list[View]:
    """What is known for the commitment that is asked for; nothing without one."""
    if ctx.commitment is None or ctx.summit is None:
        return []
    found = screened(gather(ctx.read_table, summit=ctx.summit, known_at=ctx.known_at))
    scope = scope_of(ctx.commitment)
    days = Days(ctx.on, min(ctx.summit.communique.date, ctx.on))
    return [*of_scope(found, scope, days, ctx.facts), known(found.record, scope, days)]


def of_scope(found: Screened, scope: Scope, days: Days, facts: Facts) -> list[View]:
    """Every view of a scope that has something to show, what happened first."""
    record = found.record
    return [
        *_rooms(record, scope, days, facts),
        *_owed(record, scope, days),
        *_practice(record, scope, days),
        *_members(record, scope, days),
        *_care(found, scope),
    ]


def _bodies(record: Record, scope: Scope) -> list[Body]:
    return [record.bodies[id] for id in scope.bodies if id in record.bodies]


def _rooms(record: Record, scope: Scope, days: Days, facts: Facts) -> Iterator[View]:
    bodies = _bodies(record, scope)
    if not bodies:
        return
    held = [meeting for meeting in meetings(record.convenings) if meeting.body in scope.bodies]
    if held:
        yield pictures.timeline(held, record, Days(days.on))
    if scope.alone and held:
        yield pictures.meetings_held(held, days)
        yield pictures.documents(held, days)
    regular = [(body, regularity(meetings(record.convenings, body.id), body.id, facts, days.on)) for body in bodies]
    yield pictures.rooms(regular, linked=not scope.alone)


def _owed(record: Record, scope: Scope, days: Days) -> Iterator[View]:
    for kind in ("decisions", "recommendations"):
        rows = [row for row in getattr(record, kind) if concerns(row, scope)]
        if rows:
            yield pictures.decisions(rows, days, kind)


def _practice(record: Record, scope: Scope, days: Days) -> Iterator[View]:
    found = practices.reading_room(record.practices, topics=scope.topics) if scope.topics else ()
    if found:
        yield pictures.practice(found)
    trained = [row for row in record.trainings if row.topic in scope.topics]
    if trained:
        yield pictures.trainings(trained, days)


def _members(record: Record, scope: Scope, days: Days) -> Iterator[View]:
    told = {row.told.body for row in record.memberships}
    for body in _bodies(record, scope):
        if body.id in told:
            yield pictures.membership(record, body, days)


def _care(found: Screened, scope: Scope) -> Iterator[View]:
    names = _names(found, scope)
    flags, aside = _of(found.flags, names), _of(found.set_aside, names)
    if flags or aside:
        yield pictures.care(flags, aside)
    said = _replies(found, names)
    if said and scope.alone:  # the page of a promise shows them beside the states
        yield pictures.replies(said)


def replies(ctx: Context) -> list[Answered]:
    """What parties answer to the rows of the commitment that is asked for; nothing without one."""
    if ctx.commitment is None or ctx.summit is None:
        return []
    found = screened(gather(ctx.read_table, summit=ctx.summit, known_at=ctx.known_at))
    scope = scope_of(ctx.commitment)
    return [_answered(row, ctx.commitment.id, found.record) for row in _replies(found, _names(found, scope))]


def _replies(found: Screened, names: set[tuple[str, str]]) -> list[Reply]:
    return [row for row in found.record.replies if (row.about_table, row.about) in names]


def _answered(row: Reply, commitment: str, record: Record) -> Answered:
    about = next((each for each in getattr(record, row.about_table) if each.told.id == row.about), None)
    return Answered(
        id=f"dialogues-{row.country.lower()}-{row.told.id}", commitment=commitment, party=row.country,
        table=f"dialogues.{row.about_table}", about=row.about, to=getattr(about, "what", None) or None, what=row.what,
        start=row.when.start, end=row.when.end, precision=row.when.precision, source=row.told.source,
    )  # fmt: skip


def _of(flags: Iterable[Flag], names: set[tuple[str, str]]) -> list[Flag]:
    return [flag for flag in flags if (flag.table, flag.id) in names]


def _names(found: Screened, scope: Scope) -> set[tuple[str, str]]:
    """(table, id) of every row of a scope, those that were set aside included."""
    rows = {
        (table, row.told.id) for table in REPLIED_TO for row in getattr(found.record, table) if concerns(row, scope)
    }
    return rows | {
        (flag.table, flag.id) for flag in found.set_aside if flag.body in scope.bodies or flag.topic in scope.topics
    }


def known(record: Record, scope: Scope, days: Days) -> Grid:
    """Rows on record for a promise by table, those not public apart, and the command that adds more."""
    rows = tuple(_counted(record, table, scope) for table in REPLIED_TO)
    hints = (Text("dialogues-known-minutes"),) if scope.bodies else (Text("dialogues-known-no-body"),)
    return Grid(
        "dialogues-known",
        Text("dialogues-view-known"),
        tuple(pictures.column(name) for name in ("table", "rows", "not-public", "add")),
        rows,
        hints,
    )


def _counted(record: Record, table: str, scope: Scope) -> pictures.Row:
    found = sum(concerns(row, scope) for row in getattr(record, table))
    command = f"communique contribute dialogues.{table} FILE --party PARTY"
    return (Text(f"dialogues-table-{table}"), found, record.not_public.get(table, 0), command)


def body_scope(body: Body) -> Scope:
    """The scope of one room's own page."""
    return Scope((body.id,), body.topics, alone=True)


def all_rooms(found: Screened, days: Days, facts: Facts, bodies: Sequence[Body], *, linked: bool = True) -> Grid:
    """Every room in one table."""
    record = found.record
    regular = [(body, regularity(meetings(record.convenings, body.id), body.id, facts, days.on)) for body in bodies]
    return pictures.rooms(regular, linked=linked)
