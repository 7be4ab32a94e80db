"""Which rows may be counted, which are set aside as fake or contradicting, and which must be read with care?

Set aside by the rules of the evidence model (`communique.commitment.screen`) and never by a list of sites: a row that
is at odds with an official or organiser's row on the same numbered meeting, that names office-holders who were not in
office, whose claim rests on one weak source, that claims an official source it does not show, or that replies in the
name of another party. Everything set aside
is kept and shown with its rule. A flag says which row to read with care, and both versions stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, permutations
from typing import Any, TypeVar

from communique.commitment import Evidence, Fault, interval, screen
from communique.commitment.evidence import FIRST_HAND
from communique.language import Text
from communique.workstreams.dialogues import joining
from communique.workstreams.dialogues.record import Record, folded, nearest_body, place
from communique.workstreams.dialogues.rows import Convening, Decision, Membership, Practice, Recommendation, Reply, When
from communique.workstreams.dialogues.tables import REPLIED_TO

Row = TypeVar("Row")
#: How exact a precision is; an inferred date claims no less than one that is read.
_EXACT = {"day": 3, "inferred_day": 3, "month": 2, "year": 1, "inferred_year": 1, "undated": 0}
#: Strengths of evidence that claim a measurement.
MEASURED = ("comparison", "before_after")
#: Rules about rows that belong to no room that is known.
OF_NO_ROOM = ("unknown-body", "not-the-replier", "reply-to-nothing")
_SHOWN = ("government", "agency", "international")


@dataclass(frozen=True)
class Flag:
    """One thing to know about a row: the rule, the column and value at fault, and the row it is at odds with."""

    rule: str
    table: str
    id: str
    column: str
    value: str
    against: str = ""
    origin: str = ""  # contribution id or source key
    row: int | None = None
    body: str = ""
    topic: str = ""

    @property
    def text(self) -> Text:
        """What is said of the row."""
        about = {"row": self.id, "column": self.column, "value": self.value, "against": self.against or "–"}
        return Text(f"dialogues-flag-{self.rule}", about)


@dataclass(frozen=True)
class Screened:
    """The rows that count, what was set aside and why, and what must be read with care."""

    record: Record
    set_aside: tuple[Flag, ...]
    flags: tuple[Flag, ...]


def screened(record: Record) -> Screened:
    """A record with its set-aside rows taken out of what counts."""
    aside = tuple(_set_aside(record))
    out = {(flag.table, flag.origin, flag.id) for flag in aside}
    counted: dict[str, Any] = {
        table: tuple(row for row in getattr(record, table) if (table, row.told.origin.key, row.told.id) not in out)
        for table in (*REPLIED_TO, "replies")
    }
    kept = replace(record, **counted)
    joined = replace(
        kept,
        decisions=joining.decisions(kept.decisions),
        recommendations=joining.recommendations(kept.recommendations),
        practices=joining.practices(kept.practices),
        memberships=_as_lists(kept.memberships),
    )
    return Screened(joined, aside, (*_flags(kept), *_replies(kept.replies, record)))


# Set aside


def _set_aside(record: Record) -> Iterator[Flag]:
    for table in ("convenings", "decisions", "recommendations", "practices", "memberships"):
        rows = getattr(record, table)
        known = [claim(row) for row in rows if row.told.origin.kind != "contributed"]
        proposed = {claim(row).id: row for row in rows if row.told.origin.kind == "contributed"}
        for fault in dict.fromkeys(_faults(proposed.values(), known, record)):
            yield _flag(table, proposed[fault.evidence_id], fault)
    for table in REPLIED_TO:
        for row in getattr(record, table):
            if _class_not_borne(row.told):
                yield _flagged("class-not-borne", table, row, "source_class", row.told.source_class)
    for row in record.replies:
        if row.told.origin.kind == "contributed" and row.told.origin.party != row.country:
            yield _flagged("not-the-replier", "replies", row, "country", row.country, row.told.origin.party)


def _faults(rows: Iterable[Any], known: Sequence[Evidence], record: Record) -> Iterator[Fault]:
    """The evidence model's faults of proposed rows, of weaker ones against first-hand contributions, and of formats."""
    rows = list(rows)
    claims = {claim(row).id: claim(row) for row in rows}
    yield from screen(claims.values(), known, record.office_holders)
    weaker = [each for each in claims.values() if each.source_class not in FIRST_HAND]
    stronger = [claim(row) for row in rows if row.told.source_class in FIRST_HAND and row.told.told_by in _SHOWN]
    yield from (fault for fault in screen(weaker, stronger) if fault.rule == "contradicts-official")
    formats = {(row.told.body, row.number): row for row in record.convenings if _first_hand(row) and row.format}
    for row in (each for each in rows if isinstance(each, Convening) and each.format and each.number is not None):
        official = formats.get((row.told.body, row.number))
        if official is not None and official.format != row.format:
            yield Fault(claim(row).id, "contradicts-official", "format", row.format, official.told.id)


def against_record(row: Any, record: Record) -> tuple[Fault, ...]:
    """Everything that sets a proposed row aside, held against the record alone."""
    rows: tuple[Any, ...] = (*record.convenings, *record.memberships)
    known = [claim(other) for other in rows if other.told.origin.kind != "contributed"]
    found = tuple(_faults([row], known, record))
    if _class_not_borne(row.told):
        found += (Fault(row.told.id, "class-not-borne", "source_class", row.told.source_class),)
    return found


def _first_hand(row: Any) -> bool:
    return row.told.origin.kind != "contributed" and row.told.source_class in FIRST_HAND


def _class_not_borne(told: Any) -> bool:
    return (
        told.origin.kind == "contributed"
        and told.source_class in ("official", "official_copy")
        and not told.source
        and told.told_by not in _SHOWN
    )


def claim(row: Any) -> Evidence:
    """A row as the evidence model has it: what it claims about which event, when, where and by which source."""
    kind, key, when, where = "activity", f"{row.told.body}/{row.told.id}", When(), ""
    holders: tuple[str, ...] = ()
    if isinstance(row, Convening):
        kind, when, where, holders = "delivered", row.when, place(row.place), row.office_holders
        key = f"{row.told.body}-{row.number}" if row.number is not None else key
    elif isinstance(row, Membership):
        acts = {"joined": "delivered", "left": "reversal"}
        kind, when = acts.get(row.statement, "activity"), row.when
        # an act is one event whoever tells of it; each list is an observation of its own
        own = row.statement if row.statement in acts else f"{row.told.origin.key}/{row.told.id}"
        key = f"{row.told.body}/{row.member}/{own}"
    elif isinstance(row, Decision):
        kind, when = "delivered" if row.outcome == "done" else "activity", row.done
    elif isinstance(row, Recommendation):
        kind, when = "delivered" if row.answered.start else "activity", row.answered
    elif isinstance(row, Practice):
        kind = "delivered" if row.strength in MEASURED else "activity"
    name = f"{row.told.origin.key}/{row.told.id}"
    told = row.told
    return Evidence(
        name, told.body, when.start, when.end, when.precision, kind, "direct", "trilateral", (), {}, "medium",
        told.source_class, told.source, "", told.origin.recorded_on, event_key=key, place=where, office_holders=holders,
    )  # fmt: skip


def _flag(table: str, row: Any, fault: Fault) -> Flag:
    return _flagged(fault.rule, table, row, fault.column, fault.value, fault.against.rpartition("/")[2])


def _flagged(rule: str, table: str, row: Any, column: str, value: str, against: str = "") -> Flag:
    origin = row.told.origin
    topic = getattr(row, "topic", "")
    return Flag(rule, table, row.told.id, column, value, against, origin.key, origin.row, row.told.body, topic)


# Read with care


def _flags(record: Record) -> Iterator[Flag]:
    for table in REPLIED_TO:
        for row in getattr(record, table):
            yield from _of_body(table, row, record)
    yield from _dates(record.convenings)
    yield from _numbers(record.convenings)
    yield from _conflicts(record.convenings)
    yield from _decisions(record.decisions)
    yield from _doubles("decisions", record.decisions)
    yield from _doubles("recommendations", record.recommendations)
    yield from _doubles("practices", record.practices)
    yield from _memberships(record.memberships)


def _of_body(table: str, row: Any, record: Record) -> Iterator[Flag]:
    """A body under another of its spellings, or under a name that is nobody's: such a row counts for no room."""
    told = row.told
    if told.origin.kind != "contributed" or not told.written:
        return
    if told.body not in record.bodies:
        yield _flagged("unknown-body", table, row, "body", told.written, nearest_body(told.written))
    elif told.written != told.body:
        yield _flagged("other-spelling", table, row, "body", told.written, told.body)


def _replies(replies: Iterable[Reply], record: Record) -> Iterator[Flag]:
    """A reply to a row that is not on record, or is no longer; one that was set aside may be replied to."""
    named = {(table, row.told.id) for table in REPLIED_TO for row in getattr(record, table)}
    for row in replies:
        if (row.about_table, row.about) not in named:
            yield _flagged("reply-to-nothing", "replies", row, "about", row.about, row.about_table)


def as_precise_as_source(row: Convening) -> When:
    """The date of a meeting, no more exact than its source is."""
    source = row.source_precision
    if not source or row.when.start is None or row.when.end is None or _EXACT[source] >= _EXACT[row.when.precision]:
        return row.when
    if _EXACT[source] == 0:
        return When()
    shape = "%Y-%m" if source == "month" else "%Y"
    first, last = (interval(f"{day:{shape}}", "", source) for day in (row.when.start, row.when.end))
    return When(first[0], last[1], source)


def _dates(convenings: Iterable[Convening]) -> Iterator[Flag]:
    """A date that is more exact than its source says, or than another row says of the same source."""
    exact: dict[tuple[str, int | None, str], list[Convening]] = defaultdict(list)
    for row in convenings:
        if as_precise_as_source(row) != row.when:
            yield _flagged("date-too-precise", "convenings", row, "date", _written(row.when), row.source_precision)
        if row.told.source and row.when.start is not None:
            exact[row.told.body, row.number, row.told.source].append(row)
    for rows in exact.values():
        coarsest = min(rows, key=lambda row: _EXACT[row.when.precision])
        for row in rows:
            finer = _EXACT[row.when.precision] > _EXACT[coarsest.when.precision]
            if finer and row.told.origin.kind == "contributed":
                yield _flagged("date-too-precise", "convenings", row, "date", _written(row.when), coarsest.told.id)


def _written(when: When) -> str:
    return f"{when.start}" if when.start == when.end else f"{when.start}/{when.end}"


def _numbers(convenings: Sequence[Convening]) -> Iterator[Flag]:
    """The same meeting under two numbers: one body, days that overlap, and no other city."""
    for pair in on_one_day(convenings):
        for row, other in permutations(pair):
            if row.number is not None and other.number is not None and row.number != other.number:
                yield _flagged("two-numbers", "convenings", row, "number", str(row.number), other.told.id)


def on_one_day(convenings: Iterable[Convening]) -> Iterator[tuple[Convening, Convening]]:
    """Every two rows that tell of one meeting by its body, day and city, whatever its number."""
    exact = [row for row in convenings if _EXACT[row.when.precision] == _EXACT["day"]]
    ordered = sorted(exact, key=lambda row: (row.told.body, row.when.order))
    for at, row in enumerate(ordered):
        for other in islice(ordered, at + 1, None):
            if other.told.body != row.told.body or not row.when.overlaps(other.when):
                break  # they are in order of their first day: no later one overlaps either
            if len({place(each.place) for each in (row, other) if each.place}) <= 1:
                yield row, other


def _pairs(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> Iterator[tuple[Row, Row]]:
    """Every two rows that share a key, in both orders."""
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    for group in groups.values():
        yield from permutations(group, 2)


def _conflicts(convenings: Sequence[Convening]) -> Iterator[Flag]:
    """Two who tell of one numbered meeting differently, neither of whom outranks the other."""
    numbered = [row for row in convenings if row.number is not None and row.when.start is not None]
    for row, other in _pairs(numbered, lambda row: (row.told.body, row.number)):
        if not row.when.overlaps(other.when):
            yield _flagged("conflict", "convenings", row, "date", _written(row.when), other.told.id)


def _decisions(decisions: Sequence[Decision]) -> Iterator[Flag]:
    for row, other in _pairs(decisions, lambda row: (row.told.body, row.told.id)):
        if joining.shown(row) and joining.shown(other) and row.outcome != other.outcome:
            yield _flagged("conflict", "decisions", row, "outcome", row.outcome, other.told.source)
    for row in decisions:
        if not row.owner:
            yield _flagged("no-owner", "decisions", row, "owner", "")
        if row.outcome and not row.evidence:
            yield _flagged("done-without-evidence", "decisions", row, "evidence", row.outcome)


def _doubles(table: str, rows: Sequence[Any]) -> Iterator[Flag]:
    """One sentence under two names, however it is spelled."""
    first: dict[tuple[str, ...], Any] = {}
    for row in rows:
        for text in row.what.values():
            where = (row.topic, row.country) if isinstance(row, Practice) else (row.told.body,)
            known = first.setdefault((*where, folded(text)), row)
            if known.told.id != row.told.id:
                yield _flagged("duplicate", table, row, "what", text, known.told.id)
                break


def _memberships(memberships: Sequence[Membership]) -> Iterator[Flag]:
    lists = _list_sources(memberships)
    for row in memberships:
        if row.statement == "joined" and _of_list(row, lists):
            against = row.list or row.told.source
            yield _flagged("list-read-as-joins", "memberships", row, "statement", row.statement, against)
    for row, other in _pairs(memberships, lambda row: (row.told.body, row.member)):
        earlier = other.statement == "listed" and other.when.order[1] < row.when.order[0]
        if row.statement == "joined" and earlier:
            yield _flagged("joined-though-listed", "memberships", row, "date", _written(row.when), other.told.id)


def _list_sources(memberships: Iterable[Membership]) -> set[tuple[str, str]]:
    """(body, source) of every list of two members or more."""
    lists: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in memberships:
        if row.statement == "listed":
            lists[row.told.body, row.told.source].add(row.member)
    return {key for key, members in lists.items() if len(members) > 1}


def _of_list(row: Membership, lists: set[tuple[str, str]]) -> bool:
    contributed = row.told.origin.kind == "contributed"
    return bool(row.list) or (contributed and (row.told.body, row.told.source) in lists and bool(row.told.source))


def _as_lists(memberships: tuple[Membership, ...]) -> tuple[Membership, ...]:
    """The same, with joins that were read from a list counted as what they are: names on a list."""
    lists = _list_sources(memberships)
    return tuple(
        replace(row, statement="listed") if row.statement == "joined" and _of_list(row, lists) else row
        for row in memberships
    )
