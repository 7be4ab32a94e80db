"""What is to be seen of a room: its meetings in time, what is owed, practice, members, and what to read with care?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from communique.geo import NORTH_AMERICA, country_name
from communique.language import COMPLETE, Said, Text
from communique.view import Cell, Grid, Moment, Timeline
from communique.workstreams.dialogues import following, members, practices, wording
from communique.workstreams.dialogues.meetings import Meeting, Regularity
from communique.workstreams.dialogues.record import Record
from communique.workstreams.dialogues.rows import Body, Convening, Decision, Practice, Reply, Training
from communique.workstreams.dialogues.screening import Flag

Row = tuple[Cell | Said, ...]


@dataclass(frozen=True)
class Days:
    """The day looked at, and the day that changes are counted from."""

    on: dt.date
    since: dt.date | None = None


def column(name: str) -> Text:
    """The head of a column."""
    return Text(f"dialogues-column-{name}")


def _grid(
    id: str,
    columns: Sequence[str | Said],
    rows: Iterable[Row],
    *,
    unknown: Iterable[Said] = (),
    sources: Iterable[str] = (),
) -> Grid:
    heads = tuple(column(name) if isinstance(name, str) else name for name in columns)
    keys = tuple(dict.fromkeys(f"dialogues/{key}" for key in sources if key))
    return Grid(f"dialogues-{id}", Text(f"dialogues-view-{id}"), heads, tuple(rows), tuple(unknown), keys)


def shipped_keys(rows: Iterable[object]) -> list[str]:
    """Source keys of the shipped rows among these."""
    return [row.told.origin.key for row in rows if row.told.origin.kind == "shipped"]  # type: ignore[attr-defined]


def country(alpha3: str) -> Said:
    """The name of a country in each language."""
    return {code: country_name(alpha3, code) for code in COMPLETE}


# Meetings


def timeline(found: Sequence[Meeting], record: Record, days: Days) -> Timeline:
    """Meetings, each drawn as long as it is imprecise; those under two numbers are joined as a contradiction."""
    held = [meeting for meeting in found if meeting.when.by(days.on) is not False]
    moments = tuple(
        Moment(
            report.when.start, report.when.end, report.when.precision, _named(report.told.body, report.number, record),
            "delivered", report.parties, meeting.name if len(meeting.numbers) > 1 else "", report.told.source,
        )
        for meeting in held
        for report in _told_once(meeting)
    )  # fmt: skip
    keys = shipped_keys(report for meeting in held for report in meeting.reports)
    window = (days.since, days.on) if days.since else None
    return Timeline(
        "dialogues-meetings", Text("dialogues-view-meetings"), moments, window,
        (Text("dialogues-meetings-note"),), tuple(dict.fromkeys(f"dialogues/{key}" for key in keys)),
    )  # fmt: skip


def _told_once(meeting: Meeting) -> list[Convening]:
    """The reports to draw: one, or one a number where there are two numbers."""
    by_number = {report.number: report for report in reversed(meeting.reports) if report.when.start is not None}
    return list(by_number.values()) if len(meeting.numbers) > 1 else [next(iter([*by_number.values(), meeting.best]))]


def _named(body: str, number: int | None, record: Record) -> Said | str:
    name = record.bodies[body].name if body in record.bodies else None
    if name is None:
        return body
    return {code: f"{number} · {name[code]}" if number else name[code] for code in COMPLETE}  # long names are cut


def meetings_held(found: Sequence[Meeting], days: Days) -> Grid:
    """Every meeting with number, date, place, what it was and its agenda."""
    rows = tuple(
        (
            wording.numbered(meeting), wording.dated(meeting.when), meeting.place or None, wording.event(meeting.best),
            _listed(meeting.agenda), Text(f"source-class-{meeting.best.told.source_class}"),
        )
        for meeting in found
        if meeting.when.by(days.on) is not False
    )  # fmt: skip
    return _grid("held", ("number", "date", "place", "what", "agenda", "source-class"), rows)


def documents(found: Sequence[Meeting], days: Days) -> Grid:
    """Where each report of a meeting stands, and what the meeting published; each address of a meeting once."""
    where = {
        (wording.numbered(meeting), address): report.told.source_class
        for meeting in found
        if meeting.when.by(days.on) is not False
        for report in reversed(meeting.reports)
        for address in filter(None, (report.told.source, *report.documents))
    }
    rows = tuple((number, Text(f"source-class-{kind}"), address) for (number, address), kind in where.items())
    return _grid("documents", ("meeting", "source-class", "source"), rows)


def _listed(items: Sequence[str]) -> Said | None:
    if not items:
        return None
    from communique.language import words

    said = [wording.topic(item) for item in items]
    return {code: "; ".join(words(code).say(each) for each in said) for code in COMPLETE}


def rooms(found: Sequence[tuple[Body, Regularity]], *, linked: bool = True) -> Grid:
    """Bodies: meetings known, the last one, what was promised, and the years kept, missed and unknown."""
    rows = tuple(_room(body, regular, linked) for body, regular in found)
    columns = ("body", "held", "last", "promised", "kept", "missed", "unknown", *(("page",) if linked else ()))
    facts = [regular.source for _, regular in found if regular.source]
    return _grid("rooms", columns, rows, unknown=(Text("dialogues-rooms-note"),), sources=facts)


def _room(body: Body, regular: Regularity, linked: bool) -> Row:
    promised: Said | None = Text("dialogues-not-promised")
    if regular.promised is not None:
        low, high = regular.low or 0, regular.high or 0
        between = Text("dialogues-promised-between", {"low": low, "high": high})
        promised = Text("dialogues-promised", {"n": low}) if low == high else between
    judged = ("kept", "missed", "unknown")
    years: list[Cell] = [regular.count(state) if regular.years else "–" for state in judged]
    last = wording.dated(regular.last.when) if regular.last else None
    page = (f"/tools/dialogues/bodies/{body.id}",) if linked else ()
    return (body.name, regular.held, last, promised, *years, *page)


# What is owed


def decisions(rows: Sequence[following.Asked], days: Days, kind: str = "decisions") -> Grid:
    """What was decided (or recommended): who owes it, by when, and what the evidence shows."""
    shown = [row for row in rows if following.made_by(row, days.on)]
    order = following.STANDINGS.index
    ordered = sorted(shown, key=lambda row: (order(following.standing(row, days.on)), row.due.order, row.told.id))
    cells = tuple(
        (
            wording.each(row.what), wording.who(_owner(row)), wording.dated(row.due),
            standing(row, days.on), row.evidence or None, row.told.id,
        )
        for row in ordered
    )  # fmt: skip
    columns = ("what", "owner" if kind == "decisions" else "to-whom", "due", "standing", "evidence", "row")
    return _grid(kind, columns, cells, unknown=share(rows, days.on, kind), sources=shipped_keys(ordered))


def _owner(row: following.Asked) -> str:
    return row.owner if isinstance(row, Decision) else row.to_whom


def standing(row: following.Asked, on: dt.date) -> Text:
    """Where a row stands, in words."""
    return Text(f"dialogues-standing-{following.standing(row, on).replace('_', '-')}")


def share(rows: Iterable[following.Asked], on: dt.date, kind: str) -> tuple[Text, ...]:
    """Follow-through as an interval, with what it leaves open."""
    found = following.share(rows, on)
    if not found.of:
        return (Text(f"dialogues-share-{kind}-none", {"open": found.not_due}),)
    about = {
        "kept": found.kept,
        "late": found.not_kept,
        "unknown": found.unknown,
        "all": found.of,
        "open": found.not_due,
    }
    return (Text(f"dialogues-share-{kind}", about),)


# Practice and trainings


def practice(found: Sequence[Practice], id: str = "practices") -> Grid:
    """The reading room: what is done where, how strong the evidence is, and where the three stand with it."""
    rows = tuple(
        (
            wording.each(each.what), wording.topic(each.topic), country(each.country), wording.strength(each),
            wording.each(each.effect) if each.effect else None, *(_adopted(each, party) for party in NORTH_AMERICA),
        )
        for each in found
    )  # fmt: skip
    columns = ("what", "topic", "where", "strength", "effect", *(country(party) for party in NORTH_AMERICA))
    spread = practices.diffusion(found)
    about = {"adopted": spread.adopted, "declined": spread.declined, "unknown": spread.unknown, "all": spread.of}
    unknown = (Text("dialogues-diffusion", about),) if spread.of else (Text("dialogues-no-practice"),)
    return _grid(id, columns, rows, unknown=unknown, sources=shipped_keys(found))


def _adopted(each: Practice, party: str) -> Text | None:
    state = practices.standing(each, party)
    return None if state == practices.UNKNOWN else Text(f"dialogues-practice-{state}")


def trainings(found: Sequence[Training], days: Days) -> Grid:
    """Trainings held: audience, languages, framework items, people; a count that is not to be said is not zero."""
    rows = tuple(
        (
            wording.topic(each.topic), country(each.country), each.audience, ", ".join(each.languages) or None,
            " ".join(filter(None, (each.framework, ", ".join(each.tags)))) or None, wording.dated(each.when),
            Text("dialogues-suppressed") if each.suppressed else each.people,
        )
        for each in found
        if each.when.by(days.on) is not False
    )  # fmt: skip
    return _grid("trainings", ("topic", "where", "audience", "languages", "framework", "date", "people"), rows)


# Members


def membership(record: Record, body: Body, days: Days) -> Grid:
    """Who was a member on the first day and is on the day looked at, and what changed between, as intervals.

    Countries of which the same is known share a row.
    """
    first = days.since or days.on
    then = {each.member: each for each in members.standings(record.memberships, body.id, first, body.parties)}
    alike: dict[tuple[object, ...], list[members.Standing]] = {}
    for each in members.standings(record.memberships, body.id, days.on, body.parties):
        known = (then[each.member].state, each.state, each.reason.id, each.joined_between, each.left_between)
        alike.setdefault((*known, each.last_shown), []).append(each)
    rows = tuple(_alike(group, then) for group in alike.values())
    columns = ("country", _on_day(first), _on_day(days.on), "why", "joined", "left", "last-shown")
    own = [row for row in record.memberships if row.told.body == body.id]
    grid = _grid("members", columns, rows, unknown=_counts(record, body, days), sources=shipped_keys(own))
    titles = {code: _in(code, Text("dialogues-view-members", {"body": body.name[code]})) for code in COMPLETE}
    return replace(grid, id=f"dialogues-members-{body.id}", title=titles)


def _alike(group: Sequence[members.Standing], then: Mapping[str, members.Standing]) -> Row:
    one = group[0]
    return (
        wording.countries(tuple(each.member for each in group)), state(then[one.member]), state(one), one.reason,
        _span(one.joined_between), _span(one.left_between), one.last_shown,
    )  # fmt: skip


def _on_day(day: dt.date) -> Text:
    return Text("dialogues-column-on-day", {"date": day.isoformat()})


def _in(code: str, text: Text) -> str:
    from communique.language import words

    return words(code).say(text)


def state(each: members.Standing) -> Text | None:
    """Member or not, in words; None where it cannot be told."""
    return None if each.state == members.POSSIBLE else Text(f"dialogues-member-{each.state}")


def _span(between: tuple[dt.date | None, dt.date | None] | None) -> Said | None:
    if between is None or between[0] is None or between[1] is None:
        return None
    first, last = between[0].isoformat(), between[1].isoformat()
    return Text("dialogues-on", {"day": first}) if first == last else Text(
        "dialogues-between", {"first": first, "last": last}
    )  # fmt: skip


def _counts(record: Record, body: Body, days: Days) -> tuple[Text, ...]:
    found = []
    for day in [each for each in (days.since, days.on) if each is not None]:
        low, high = members.counted(members.standings(record.memberships, body.id, day, body.parties))
        found.append(Text("dialogues-members-counted", {"date": day.isoformat(), "low": low, "high": high}))
    if days.since and days.since < days.on:
        moved = members.change(record.memberships, body.id, days.since, days.on)
        found.append(Text("dialogues-members-changed", {"low": _signed(moved.low), "high": _signed(moved.high)}))
    return tuple(found)


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


# With care, and the right of reply


def care(flags: Sequence[Flag], set_aside: Sequence[Flag]) -> Grid:
    """What to read with care, and what was set aside by rule; both versions are kept."""
    rows = tuple(
        (flag.text, Text(f"dialogues-{kind}"), flag.id, flag.against or None)
        for kind, flags_ in (("set-aside", set_aside), ("flagged", flags))
        for flag in flags_
    )
    return _grid("care", ("care", "treated", "row", "against"), rows)


def replies(found: Sequence[Reply]) -> Grid:
    """What parties say about rows of others."""
    rows = tuple(
        (country(each.country), each.about, wording.each(each.what), wording.dated(each.when)) for each in found
    )
    return _grid("replies", ("who", "row", "reply", "date"), rows)
