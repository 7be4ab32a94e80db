"""What was done of what was decided, what was answered of what was recommended, and how much of that is known?

Done, late and answered need evidence with a date. A due date that passed without evidence is *overdue, unknown*: the
share is an interval, and its ends are what the unknown rows leave open.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from communique.workstreams.dialogues.record import folded
from communique.workstreams.dialogues.rows import Decision, Recommendation, When

Asked = Decision | Recommendation
#: Standing of a decision or a recommendation on a day; the order in which they are listed.
STANDINGS = ("overdue_unknown", "open", "undated", "not_done", "late", "done_undated", "done")
_KEPT = {"done": True, "late": False, "not_done": False, "overdue_unknown": None, "done_undated": None}


@dataclass(frozen=True)
class Share:
    """Of those whose day has come: how many were kept, not kept and unknown; what has no day or is not due is apart."""

    kept: int
    not_kept: int
    unknown: int
    not_due: int

    @property
    def of(self) -> int:
        """Rows that are judged or would be, were they known."""
        return self.kept + self.not_kept + self.unknown

    @property
    def low(self) -> float | None:
        """The share if no unknown row was kept; None where nothing is due."""
        return self.kept / self.of if self.of else None

    @property
    def high(self) -> float | None:
        """The share if every unknown row was kept."""
        return (self.kept + self.unknown) / self.of if self.of else None

    @property
    def known(self) -> float | None:
        """Share of rows that are known at all."""
        return (self.kept + self.not_kept) / self.of if self.of else None


def standing(row: Asked, on: dt.date) -> str:
    """Where a row stands on a day, by evidence alone."""
    if isinstance(row, Decision):
        shown = row.outcome if row.evidence else ""
        return _standing(shown, row.due, row.done, on)
    return _standing("done" if row.answered.start and (row.evidence or row.answer) else "", row.due, row.answered, on)


def _standing(outcome: str, due: When, done: When, on: dt.date) -> str:
    if outcome and done.by(on) is not False:
        if outcome == "not_done":
            return "not_done"
        if due.end is None:
            return "done" if done.end is not None else "done_undated"
        if done.start is None or done.end is None:
            return "done_undated"
        return "done" if done.end <= due.end else "late" if done.start > due.end else "done_undated"
    if due.end is None:
        return "undated"
    return "overdue_unknown" if due.end < on else "open"


def share(rows: Iterable[Asked], on: dt.date) -> Share:
    """Follow-through on a day. What a body's rows tell in one sentence, for due dates that can be one, counts once."""
    made = [row for row in rows if made_by(row, on)]
    count = Counter(_agreed(group, on) for group in _told_once(made))
    return Share(count[True], count[False], count[None], count["not_due"])


def _told_once(rows: Iterable[Asked]) -> list[list[Asked]]:
    """Rows that say the same, however they are named and spelled, together."""
    groups: list[list[Asked]] = []
    by_text: dict[tuple[str, str], list[list[Asked]]] = defaultdict(list)
    for row in rows:
        texts = {(row.told.body, folded(text)) for text in row.what.values()}
        known = [group for text in texts for group in by_text[text] if _one_due(group[0].due, row.due)]
        group = known[0] if known else []
        if not known:
            groups.append(group)
        group.append(row)
        for text in texts:
            if not any(group is other for other in by_text[text]):
                by_text[text].append(group)
    return groups


def _one_due(one: When, other: When) -> bool:
    return one == other or one.overlaps(other)


def _agreed(rows: Iterable[Asked], on: dt.date) -> bool | str | None:
    """Kept, not kept, unknown (also where evidence disagrees), or not due."""
    found = {_KEPT.get(standing(row, on), "not_due") for row in rows}
    known = found & {True, False}
    if known:
        return known.pop() if len(known) == 1 else None
    return None if None in found else "not_due"


def made_by(row: Asked, on: dt.date) -> bool:
    """Whether a row had been made by a day; an undated one counts, for nothing says that it had not."""
    made = row.decided if isinstance(row, Decision) else row.made
    return made.by(on) is not False


def unsettled(rows: Iterable[Asked], on: dt.date) -> list[Asked]:
    """Rows that still ask for something on a day, the longest overdue first."""
    asked = [row for row in rows if made_by(row, on) and standing(row, on) in ("overdue_unknown", "open", "undated")]
    return sorted(asked, key=lambda row: (STANDINGS.index(standing(row, on)), row.due.order, row.told.id))
