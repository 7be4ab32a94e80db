"""What becomes of minutes that are handed in: what is stored, what is set aside, and how is it taken back?

Each part is one contribution to its table. A meeting is screened against the record and the summit's register first;
a row that contradicts them goes to quarantine with its rule, and is not lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from communique.tables import Check, sentence
from communique.workstreams.dialogues import rows
from communique.workstreams.dialogues.minutes import MEETING, PARTS, Minutes, MinutesError
from communique.workstreams.dialogues.record import Record
from communique.workstreams.dialogues.rows import Origin, Told
from communique.workstreams.dialogues.screening import against_record

if TYPE_CHECKING:
    import polars as pl

    from communique.store import Store
    from communique.tables import Table

RULES = ("contradicts-official", "not-in-office", "weak-single-source", "class-not-borne")


@dataclass(frozen=True)
class Taken:
    """What became of one part of the minutes."""

    table: str
    contribution_id: str
    accepted: int
    quarantined: int
    duplicate_of: str | None
    quarantine: tuple[Mapping[str, Any], ...]

    @property
    def withdraw(self) -> str:
        """The command by which the contributor takes it back."""
        return f"communique withdraw {self.contribution_id} --reason …"


def take_in(store: Store, minutes: Minutes, record: Record, *, supersedes: Sequence[str] = ()) -> tuple[Taken, ...]:
    """Each part of the minutes, stored or set aside row by row, with the row of the file it stands in.

    supersedes  ids of earlier contributions, each corrected by the part of its own table

    Raises MinutesError for an id that no part corrects.
    """
    corrected = _corrected(store, minutes, supersedes)
    return tuple(_part(store, minutes, part, record, corrected.get(PARTS[part].name)) for part in minutes.rows)


def _corrected(store: Store, minutes: Minutes, supersedes: Sequence[str]) -> dict[str, str]:
    """Table -> the contribution that the minutes correct in it."""
    from communique.store import history

    known = dict(history(store).select("contribution_id", "table").iter_rows())
    handed = {PARTS[part].name for part in minutes.rows}
    for id in supersedes:
        if known.get(id) not in handed:
            raise MinutesError(f"no part of these minutes corrects {id!r}", file=minutes.file, column="--supersedes")
    return {known[id]: id for id in supersedes}


def _part(store: Store, minutes: Minutes, part: str, record: Record, supersedes: str | None) -> Taken:
    import polars as pl

    from communique.store import contribute, quarantine

    table = screened_contract(PARTS[part], record) if part == MEETING else PARTS[part]
    given, head = minutes.rows[part], minutes.head
    names = [column.name for column in table.columns]
    frame = pl.DataFrame(
        {name: [cells[name] or None for _, cells in given] for name in names}, schema=dict.fromkeys(names, pl.String)
    )
    receipt = contribute(
        store, table, frame, minutes.party, contributor=head.get("contributor") or None,
        on_behalf_of=head.get("on_behalf_of") or None, licence=head.get("licence") or None,
        marking=head.get("marking") or None, supersedes=supersedes,
    )  # fmt: skip
    lines = quarantine(store, table, contribution_id=receipt.contribution_id)
    faults = tuple(_fault(line, table, part, given) for line in lines.iter_rows(named=True))
    return Taken(
        table.name, receipt.contribution_id, receipt.accepted, receipt.quarantined, receipt.duplicate_of, faults
    )


def _fault(line: Mapping[str, Any], table: Table, part: str, given: Any) -> dict[str, Any]:
    at = given[line["row"] - 1][0]
    said = sentence(table, line["rule"], "en", line["column"])
    return {
        "part": part,
        "row": at,
        "rule": line["rule"],
        "column": line["column"],
        "value": line["value"],
        "said": said,
    }


def screened_contract(table: Table, record: Record) -> Table:
    """The contract of meetings with the rules that hold a row against the record and the register."""
    names = tuple(column.name for column in table.columns)

    def check(rule: str) -> Check:
        def holds(cells: Mapping[str, Any]) -> bool:
            return rule not in {fault.rule for fault in _faults(cells, table, record)}

        def expression() -> pl.Expr:
            import polars as pl

            return pl.struct(names).map_elements(holds, return_dtype=pl.Boolean)

        return Check(
            f"dialogues-rule-{rule}", expression, ("date" if rule != "not-in-office" else "office_holders", *names)
        )

    return replace(table, checks=(*table.checks, *(check(rule) for rule in RULES)))


def _faults(cells: Mapping[str, Any], table: Table, record: Record) -> tuple[Any, ...]:
    told = Told(
        cells[table.key[0]] or "", cells["body"] or "", cells["body"] or "", Origin("contributed"),
        cells["source_class"] or "none", cells["source"] or "", cells["told_by"] or "", cells["marking"] or "", "",
    )  # fmt: skip
    try:
        meeting = rows.convening(cells, told)
    except (ValueError, KeyError):
        return ()  # the date's own rule says what is wrong with it
    return against_record(meeting, record)


def said(taken: Taken) -> list[str]:
    """What became of a part, in lines for a person."""
    lines = [f"{taken.table}: {taken.accepted} rows accepted, {taken.quarantined} set aside ({taken.contribution_id})."]
    if taken.duplicate_of:
        lines = [f"{taken.table}: handed in before as {taken.duplicate_of}; nothing was stored again."]
    return lines + [
        f"! {f['part']} row {f['row']}, column {f['column']}: {f['said']} It says {f['value']!r}."
        for f in taken.quarantine
    ]
