"""Who was certainly, possibly or certainly not a member on a day, and how many joined or left between two?

An act (joined, left) holds from its day until another act, or a list that shows the contrary. A list is an
observation: it proves its own day, and the days between two lists that agree. Before the first and after the last one
membership is possible, not known: a name on a later list is no join, and absence from a list of signatories proves
nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.geo import in_order
from communique.language import Text
from communique.workstreams.dialogues.rows import Membership

CERTAIN, POSSIBLE, NOT = "certain", "possible", "not"


@dataclass(frozen=True)
class Standing:
    """One country on a day: what it was, why, and between which days it can have joined or left."""

    member: str
    state: str
    reason: Text
    rows: tuple[str, ...]
    joined_between: tuple[dt.date | None, dt.date | None] | None = None
    left_between: tuple[dt.date | None, dt.date | None] | None = None
    last_shown: dt.date | None = None


@dataclass(frozen=True)
class _Point:
    """What a row proves: member (or not) at some day between start and end, and whether that goes on afterwards."""

    start: dt.date
    end: dt.date
    member: bool
    act: bool
    id: str


def standings(rows: Sequence[Membership], body: str, on: dt.date, asked: Iterable[str] = ()) -> tuple[Standing, ...]:
    """Every country that the record names for a body, and those asked for, on a day."""
    own = [row for row in rows if row.told.body == body]
    names = in_order([*asked, *(row.member for row in own)])
    return tuple(_standing(name, [row for row in own if row.member == name], on) for name in names)


def counted(found: Iterable[Standing]) -> tuple[int, int]:
    """How many members there were at least and at most, of the countries named."""
    states = [each.state for each in found]
    return states.count(CERTAIN), states.count(CERTAIN) + states.count(POSSIBLE)


def _standing(member: str, rows: Sequence[Membership], on: dt.date) -> Standing:
    points = sorted(_points(rows), key=lambda point: (point.end, point.start, point.act))
    state, why, used = _state(points, on)
    shown = max((point.end for point in points if point.member and point.end <= on), default=None)
    about = {"date": shown.isoformat()} if shown and why == "after-last" else {}
    return Standing(
        member,
        state,
        Text(f"dialogues-member-{why}", about),
        used,
        _change(points, True),
        _change(points, False),
        shown,
    )


def _points(rows: Iterable[Membership]) -> Iterable[_Point]:
    for row in rows:
        if row.when.start is None or row.when.end is None:
            continue  # an undated list proves no day
        joins = row.statement in ("joined", "listed")
        yield _Point(row.when.start, row.when.end, joins, row.statement in ("joined", "left"), row.told.id)


def _state(points: Sequence[_Point], on: dt.date) -> tuple[str, str, tuple[str, ...]]:
    """State, reason and the rows that it rests on."""
    if not points:
        return POSSIBLE, "unsaid", ()
    on_day = [point for point in points if point.start == on == point.end]
    if len({point.member for point in on_day}) == 1:
        member = on_day[0].member
        return CERTAIN if member else NOT, "on-the-day", tuple(point.id for point in on_day)
    before = [point for point in points if point.end < on]
    open_ = [point for point in points if point.start <= on <= point.end and point not in on_day]
    after = [point for point in points if point.start > on]
    near = (*before[-1:], *open_, *after[:1], *on_day)
    ids = tuple(point.id for point in near)
    if on_day:
        return POSSIBLE, "contradicted", ids
    return (*_between(before, open_, after), ids)


def _between(before: Sequence[_Point], open_: Sequence[_Point], after: Sequence[_Point]) -> tuple[str, str]:
    """State between what was shown before and what is shown after a day."""
    if any(not before or point.member is not before[-1].member for point in open_):
        return POSSIBLE, "imprecise"
    earlier, later = before[-1] if before else None, after[0] if after else None
    if earlier is None:
        came = later is not None and later.act and later.member
        return (NOT, "before-joining") if came else (POSSIBLE, "before-first")
    expected = later is None or _agrees(earlier, later)
    if _by_act(before) and expected:
        return (CERTAIN, "since-joining") if earlier.member else (NOT, "since-leaving")
    if later is not None and expected:
        return (CERTAIN, "shown-around") if earlier.member else (NOT, "absent-around")
    if later is None:
        return POSSIBLE, "after-last" if earlier.member else "after-absent"
    return POSSIBLE, "changed-between"


def _by_act(before: Sequence[_Point]) -> bool:
    """Whether the state rests on an act that every later observation bears out."""
    last = next((place for place in range(len(before) - 1, -1, -1) if before[place].act), None)
    return last is not None and len({point.member for point in before[last:]}) == 1


def _agrees(earlier: _Point, later: _Point) -> bool:
    """Whether nothing changed between two observations: the same state, or the act that ends it."""
    return earlier.member is later.member if not later.act else earlier.member is not later.member


def _change(points: Sequence[_Point], joining: bool) -> tuple[dt.date | None, dt.date | None] | None:
    """Between which days the last joining (or leaving) was; None where none is shown."""
    found = None
    for point in points:
        if point.act and point.member is joining:
            found = (point.start, point.end)
    for earlier, later in pairwise(points):
        if earlier.member is not joining and later.member is joining and not later.act:
            found = (earlier.start, later.end)
    return found


@dataclass(frozen=True)
class Change:
    """Members between two days: those who certainly or possibly came and went, and the change of the number."""

    came: tuple[str, ...]
    came_possibly: tuple[str, ...]
    went: tuple[str, ...]
    went_possibly: tuple[str, ...]
    low: int
    high: int


def change(rows: Sequence[Membership], body: str, start: dt.date, end: dt.date) -> Change:
    """What changed after one day until another; low and high enclose the change of the number of members."""
    first = {each.member: each.state for each in standings(rows, body, start)}
    last = {each.member: each.state for each in standings(rows, body, end)}
    sure_in, sure_out = _those(first, last, NOT, CERTAIN), _those(first, last, CERTAIN, NOT)
    could_in = [m for m in first if first[m] != CERTAIN and last[m] != NOT and m not in sure_in and first[m] != last[m]]
    could_out = [
        m for m in first if first[m] != NOT and last[m] != CERTAIN and m not in sure_out and first[m] != last[m]
    ]
    both = [m for m in first if first[m] == last[m] == POSSIBLE]
    return Change(
        in_order(sure_in), in_order([*could_in, *both]), in_order(sure_out), in_order([*could_out, *both]),
        len(sure_in) - len(sure_out) - len(could_out) - len(both),
        len(sure_in) - len(sure_out) + len(could_in) + len(both),
    )  # fmt: skip


def _those(first: Mapping[str, str], last: Mapping[str, str], was: str, is_: str) -> list[str]:
    return [member for member in first if first[member] == was and last[member] == is_]
