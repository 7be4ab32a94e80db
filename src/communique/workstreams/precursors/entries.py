"""What stands on the control lists: every entry with its four kinds of date, its scope words and its mark.

Four dates are never confused: `decided_on` (vote of the Commission on Narcotic Drugs), `published_on` (Diario Oficial,
Federal Register, Canada Gazette) and `effective_from`, which is the treaty's effect in a United Nations list and the
national effect in any other. Where only the publication is known the two are equal, and `only_published` says so.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.workstreams.precursors.errors import ListError
from communique.workstreams.precursors.spans import Span, precision, span
from communique.workstreams.precursors.substances import FOLDER, substances

if TYPE_CHECKING:
    import polars as pl

UN = "UN"
#: Whose lists are set side by side, in the order in which they are shown.
JURISDICTIONS = (UN, "CAN", "MEX", "USA")
#: Confidence of an entry, the surest first: read in the source, inferred, seen in one secondary place, recalled, none.
MARKS = ("verified", "inferred", "confirm", "recalled", "unknown")
#: What a list is. A surveillance list asks to watch a substance, and controls nothing.
KINDS = ("table_one", "table_two", "control", "temporary", "surveillance", "absence")
CONTROLS = ("table_one", "table_two", "control", "temporary")

_ITEM = re.compile(r" item (\d+)$")
_SCOPE = re.compile(r"exact|class|\+(salts|isomers|amides|carbamates|halides|derivatives|analogues)")
_VIA = re.compile(r"via (\+\w+) of (.+)")
COLUMNS = (
    "substance", "jurisdiction", "list", "scope", "decided_on", "published_on", "effective_from", "precision",
    "effective_to", "instrument", "mark", "note", "source", "read_on", "recorded_on",
)  # fmt: skip


@dataclass(frozen=True)
class ListName:
    """A control list: whose it is, what it is, and the message that says its official name."""

    jurisdiction: str
    name: str
    kind: str
    message: str


@dataclass(frozen=True)
class Entry:
    """One substance on one list, or that nothing was found (`list` empty), as read on a day.

    begins, ends  when it took effect and ceased to hold; None where no date is recorded
    ends          exclusive: on that day it no longer holds
    read_on       the day for which the list was read; nothing is known of later days
    recorded_on   when the entry was recorded: the clock of knowledge
    """

    substance: str
    jurisdiction: str
    list: str
    scope: tuple[str, ...]
    decided_on: str
    published_on: str
    effective_from: str
    effective_to: str
    instrument: str
    mark: str
    note: str
    source: str
    read_on: date
    recorded_on: date
    where: str = ""  # file and row
    begins: Span | None = field(init=False)
    ends: Span | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "begins", span(self.effective_from) if self.effective_from else None)
        object.__setattr__(self, "ends", span(self.effective_to) if self.effective_to else None)
        if self.begins and self.ends and self.ends.first < self.begins.first:
            raise ListError("the entry ends before it begins", column="effective_to")

    @property
    def base(self) -> str:
        """The list without the number of the item."""
        return _ITEM.sub("", self.list)

    @property
    def item(self) -> str:
        """Number of the item on its list, where it has one."""
        found = _ITEM.search(self.list)
        return found[1] if found else ""

    @property
    def kind(self) -> str:
        """Kind of the list, one of KINDS; empty where nothing was found."""
        return lists()[self.jurisdiction, self.base].kind if self.list else ""

    @property
    def controls(self) -> bool:
        """Whether it is an entry of a list that controls, not one that watches or says that there is none."""
        return self.kind in CONTROLS

    @property
    def only_published(self) -> bool:
        """Whether the effect is that of the publication, for want of a better date."""
        return bool(self.published_on) and self.published_on == self.effective_from

    @property
    def parent(self) -> str:
        """The substance through whose entry this one is covered; empty where it is named itself."""
        found = [_VIA.fullmatch(word) for word in self.scope]
        return next((match[2] for match in found if match), "")


@cache
def lists() -> dict[tuple[str, str], ListName]:
    """Every known list by jurisdiction and name."""
    with (FOLDER / "lists.csv").open(encoding="utf-8", newline="") as file:
        rows = [ListName(*row.values()) for row in csv.DictReader(file)]
    return {(row.jurisdiction, row.name): row for row in rows}


@cache
def shipped() -> tuple[Entry, ...]:
    """The entries that the package carries, in the order of their file."""
    return read_entries(FOLDER / "list_entries.csv")


def read_entries(path: Path) -> tuple[Entry, ...]:
    """Entries of a CSV file with the columns COLUMNS.

    Raises ListError naming file, row and column for a substance outside the closed list, an unknown list, mark or
    scope word, a date that is none or does not have the stated precision, and an entry without a source.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ListError(f"columns must be {', '.join(COLUMNS)}", file=path, row=1)
        return checked([entry_of(row, file=path.name, line=reader.line_num) for row in reader])


def contributed(frame: pl.DataFrame) -> tuple[Entry, ...]:
    """Entries of the accepted rows of table `precursors.list_entries`, with the store's lineage."""
    found = []
    for row in frame.iter_rows(named=True):
        day = row["recorded_at"].date().isoformat()
        text = {name: "" if row.get(name) is None else str(row[name]) for name in COLUMNS}
        found.append(entry_of({**text, "recorded_on": day}, file=row["contribution_id"], line=row["row"]))
    return tuple(found)


def known(entries: Iterable[Entry], known_at: date) -> tuple[Entry, ...]:
    """Entries that had been recorded by a day."""
    return tuple(entry for entry in entries if entry.recorded_on <= known_at)


def entry_of(row: Mapping[str, Any], *, file: str, line: int) -> Entry:
    """The entry of one row of text; raises ListError naming file, row and column."""
    for column, allowed in (
        ("substance", substances()), ("jurisdiction", JURISDICTIONS), ("mark", MARKS),
    ):  # fmt: skip
        if row[column] not in allowed:
            raise ListError(f"{row[column]!r} is not one of {', '.join(allowed)}", file=file, row=line, column=column)
    base = _ITEM.sub("", row["list"])
    if base and (row["jurisdiction"], base) not in lists():
        raise ListError(f"{base!r} is not a list of {row['jurisdiction']}", file=file, row=line, column="list")
    if not base and row["mark"] != "unknown":
        raise ListError("an entry names its list; without one the mark is unknown", file=file, row=line, column="list")
    if base and not row["source"]:
        raise ListError("an entry names the source it was read in", file=file, row=line, column="source")
    if row["precision"] != precision(row["effective_from"]):
        raise ListError(
            f"{row['precision']!r} is not the precision of {row['effective_from'] or 'no date'!r}",
            file=file, row=line, column="precision",
        )  # fmt: skip
    scope = tuple(word for word in row["scope"].split("|") if word)
    for word in scope:
        if not (_SCOPE.fullmatch(word) or _VIA.fullmatch(word)):
            raise ListError(f"{word!r} is not a scope word", file=file, row=line, column="scope")
    return _made(row, scope, file, line)


def _made(row: Mapping[str, Any], scope: tuple[str, ...], file: str, line: int) -> Entry:
    column = ""
    try:
        for column in ("decided_on", "published_on", "effective_from", "effective_to"):
            if row[column]:
                span(row[column])
        for column in ("read_on", "recorded_on"):
            if precision(row[column]) != "day":
                raise ListError(f"{row[column]!r} is not a day")
        return Entry(
            substance=row["substance"], jurisdiction=row["jurisdiction"], list=row["list"], scope=scope,
            decided_on=row["decided_on"], published_on=row["published_on"], effective_from=row["effective_from"],
            effective_to=row["effective_to"], instrument=row["instrument"], mark=row["mark"], note=row["note"],
            source=row["source"], read_on=span(row["read_on"]).first, recorded_on=span(row["recorded_on"]).first,
            where=f"{file} row {line}",
        )  # fmt: skip
    except ListError as error:
        raise ListError(error.message, file=file, row=line, column=error.column or column) from None


def checked(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries themselves, after a look at each that stands through another one.

    Raises ListError where the other substance has no entry of that jurisdiction with that scope word.
    """
    entries = tuple(entries)
    words = {(entry.substance, entry.jurisdiction, word) for entry in entries for word in entry.scope}
    for entry in entries:
        for word, parent in (match.groups() for match in map(_VIA.fullmatch, entry.scope) if match):
            if (parent, entry.jurisdiction, word) not in words:
                raise ListError(
                    f"{entry.where}: no entry of {parent} in {entry.jurisdiction} has the scope word {word}",
                    column="scope",
                )
    return entries


@dataclass(frozen=True)
class Overlap:
    """Two entries of one list that hold on the same days.

    kind  `wider`: the later one adds scope words; `replaced`: it says the same again and cites its instrument, so it
          counts from its day on; `kept`: it cites nothing and does not count; `open`: which is the later one is not
          known, so both stay
    """

    earlier: Entry
    later: Entry
    kind: str


def resolved(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], tuple[Overlap, ...]]:
    """Entries with overlaps of one list settled, and what was settled how: the later wins only with a citation."""
    kept = list(entries)
    found: list[Overlap] = []
    for first, second in _pairs(kept):
        overlap = _overlap(first, second)
        if overlap is None:
            continue
        found.append(overlap)
        if overlap.kind == "replaced" and overlap.earlier in kept:
            place = kept.index(overlap.earlier)
            kept[place] = replace(overlap.earlier, effective_to=overlap.later.effective_from)
        elif overlap.kind == "kept" and overlap.later in kept:
            kept.remove(overlap.later)
    return tuple(kept), tuple(found)


def _pairs(entries: list[Entry]) -> list[tuple[Entry, Entry]]:
    groups: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries:
        if entry.list:
            groups.setdefault((entry.substance, entry.jurisdiction, entry.list), []).append(entry)
    return [(a, b) for own in groups.values() for i, a in enumerate(own) for b in own[i + 1 :]]


def _overlap(first: Entry, second: Entry) -> Overlap | None:
    earlier, later = sorted((first, second), key=lambda e: e.begins.first if e.begins else date.min)
    if earlier.ends and later.begins and earlier.ends.first <= later.begins.first:
        return None
    if later.ends and earlier.begins and later.ends.first <= earlier.begins.first:
        return None
    if not set(earlier.scope) & set(later.scope):
        return Overlap(earlier, later, "wider")
    if later.begins is None or later.begins == earlier.begins:
        return Overlap(earlier, later, "open")
    return Overlap(earlier, later, "replaced" if later.instrument else "kept")
