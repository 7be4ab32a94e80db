"""What do people see of records: what is due and why, what was released and how far off it is, that the log holds?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.exchange.clocks import Agenda, Item
from communique.exchange.log.verifying import Verified
from communique.exchange.release.publishing import TOTAL, Release
from communique.language import Said, Text
from communique.view import Cell, Grid


def _text(id: str, **args: Any) -> Text:
    return Text(f"exchange-records-{id}", args)


def agenda_view(agenda: Agenda) -> Grid:
    """What is to be done with each record: the words of the law, the rule used and the day, side by side."""
    columns = [_text(f"column-{name}") for name in ("record", "action", "law", "since", "rule", "on", "state")]
    unknown = [_text("unknown-origin", record=item.record, origin=item.reason) for item in agenda.unknown]
    unknown += [_text("rejected", record=one.record, origin=one.event, day=one.day) for one in agenda.rejected]
    rows = tuple(_item_row(item) for item in agenda.items)
    return Grid("exchange-records-agenda", _text("table-agenda", day=agenda.on), tuple(columns), rows, tuple(unknown))


def _item_row(item: Item) -> tuple[Cell | Said, ...]:
    clock = item.clock
    rule = _text(f"rule-{item.rule}") if item.rule else None
    state = _text(f"state-{item.state}", reason=item.reason)
    return (
        item.record,
        _text(f"action-{clock.action}"),
        clock.text or str(clock.period),
        item.origin,
        rule,
        item.on,
        state,
    )


def release_view(release: Release, names: Sequence[Said | str]) -> Grid:
    """The released table; a hidden cell is said in words, and the report says what a reader must know to use it.

    names  of the columns, in the order of `release.by`
    """
    rows = tuple(
        (*(_category(row[column]) for column in release.by), _count(row["count"])) for row in release.rows
    )  # fmt: skip
    title = _text(f"table-{release.kind}")
    notes = (_report(release), *release.notes)
    return Grid("exchange-records-release", title, (*names, _text("column-count")), rows, notes)


def _category(name: str) -> Cell | Said:
    return _text("total") if name == TOTAL else name


def _count(count: int | None) -> Cell | Said:
    return _text("hidden") if count is None else count


def _report(release: Release) -> Text:
    if release.kind == "exact":
        return _text("report-exact", k=release.report["k"], hidden=release.report["hidden"])
    return _text("report-noisy", epsilon=release.report["epsilon"], within=release.report["within_95"])


def log_view(found: Verified) -> Grid:
    """That the log holds: how many entries, heads and statements of witnesses were checked."""
    rows = tuple(
        (_text(f"log-{name}"), getattr(found, name)) for name in ("entries", "heads", "statements", "unsigned")
    )
    columns = (_text("column-checked"), _text("column-count"))
    return Grid("exchange-records-log", _text("table-log"), columns, rows)
