"""Which figure holds on a day, where does it come from, and how sure are we of it?

A folder of facts holds CSV files of the columns `COLUMNS` and one `sources.toml`. A figure without a source is an
error. Valid time is `from`/`to` (both inclusive, empty = without end); `recorded_on` is when the figure was recorded.
Nothing is ever extrapolated: outside the recorded dates there is no figure.
"""

from __future__ import annotations

import csv
import hashlib
import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from communique.errors import CommuniqueError

COLUMNS = (
    "id", "key", "value", "low", "high", "unit", "from", "to", "source", "confidence", "recorded_on", "note",
)  # fmt: skip
CONFIDENCES = ("verified", "recalled")


class FactError(CommuniqueError):
    """A figure that is missing, malformed or without a source."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures were read: what a reader needs to find it again."""

    key: str
    title: str
    publisher: str
    year: int | None
    url: str
    licence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated figure. `value`, `low` and `high` are in `unit`; low and high are NaN where no range is known."""

    id: str
    key: str
    value: float
    low: float
    high: float
    unit: str
    valid_from: date | None
    valid_to: date | None
    source: str
    confidence: str
    recorded_on: date
    note: str

    def holds(self, on: date | None) -> bool:
        """Whether the figure is in force on a day; a figure without dates is in force on every day, and on None."""
        if on is None:
            return self.valid_from is None and self.valid_to is None
        return (self.valid_from or on) <= on <= (self.valid_to or on)


@dataclass(frozen=True)
class Facts:
    """Figures and their sources."""

    facts: tuple[Fact, ...]
    sources: Mapping[str, Source]
    digest: str
    _index: dict[tuple[str, str], list[Fact]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for fact in self.facts:
            self._index.setdefault((fact.id, fact.key), []).append(fact)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)

    def fact(self, id: str, key: str = "", *, on: date | None = None, known_at: date | None = None) -> Fact:
        """The figure in force `on` a day as known at `known_at` (default: all that is recorded).

        Without `on` only a figure without dates answers. Raises FactError where none is recorded.
        """
        rows = self._index.get((id, key), [])
        found = [f for f in rows if f.holds(on) and (known_at is None or f.recorded_on <= known_at)]
        if not found:
            raise FactError(f"no figure is recorded for {id}{f' ({key})' if key else ''}" + _when(on, known_at))
        return max(found, key=lambda f: f.recorded_on)

    def value(self, id: str, key: str = "", *, on: date | None = None, known_at: date | None = None) -> float:
        """The value alone of `fact`."""
        return self.fact(id, key, on=on, known_at=known_at).value

    def keyed(self, id: str, *, on: date | None = None, known_at: date | None = None) -> dict[str, Fact]:
        """All keys of one figure that are in force, as `fact` finds them."""
        keys = [key for name, key in self._index if name == id]
        found = {}
        for key in keys:
            try:
                found[key] = self.fact(id, key, on=on, known_at=known_at)
            except FactError:
                continue  # a key may have begun later: it is then not in force
        if not found:
            raise FactError(f"no figure is recorded for {id}" + _when(on, known_at))
        return found


def _when(on: date | None, known_at: date | None) -> str:
    return (f" on {on}" if on else "") + (f" as known at {known_at}" if known_at else "")


def load(folder: str | Path, *, figures: bool = True) -> Facts:
    """Facts of a folder; its sources alone where its CSV files are not `figures` but a workstream's own tables.

    Raises FactError naming file, row and column for a figure without a source, an unknown confidence, an unreadable
    number or date, or two figures for one id, key and time that were recorded on one day.
    """
    folder = Path(folder)
    sources_file = folder / "sources.toml"
    digest = hashlib.sha256()
    sources = _sources(sources_file)
    digest.update(sources_file.read_bytes())
    facts: list[Fact] = []
    for file in sorted(folder.glob("*.csv")) if figures else ():
        facts.extend(_read(file, sources))
        digest.update(file.name.encode() + file.read_bytes())
    return Facts(tuple(facts), sources, digest.hexdigest())


def _sources(file: Path) -> dict[str, Source]:
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FactError("there is no sources.toml beside the facts", file=file) from None
    except tomllib.TOMLDecodeError as error:
        raise FactError(f"not readable as TOML: {error}", file=file) from error
    sources = {}
    for key, entry in entries.items():
        missing = {"title", "publisher", "url", "licence"} - set(entry)
        if missing:
            raise FactError(f"source {key!r} lacks {', '.join(sorted(missing))}", file=file)
        sources[key] = Source(
            key, entry["title"], entry["publisher"], entry.get("year"), entry["url"], entry["licence"],
            entry.get("note", ""),
        )  # fmt: skip
    return sources


def _read(file: Path, sources: Mapping[str, Source]) -> Iterator[Fact]:
    seen: dict[tuple[str, str, str, str, str], int] = {}
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise FactError(f"columns must be {', '.join(COLUMNS)}", file=file, row=1)
        for row in reader:
            line = reader.line_num
            if None in row or None in row.values():
                raise FactError("too many or too few cells", file=file, row=line)
            mark = (row["id"], row["key"], row["from"], row["to"], row["recorded_on"])
            if mark in seen:
                raise FactError(f"says the same figure as row {seen[mark]}", file=file, row=line, column="id")
            seen[mark] = line
            yield _fact(row, file, line, sources)


def _fact(row: Mapping[str, str], file: Path, line: int, sources: Mapping[str, Source]) -> Fact:
    def fault(column: str, message: str) -> FactError:
        return FactError(message, file=file, row=line, column=column)

    def number(column: str) -> float:
        if column != "value" and row[column] == "":
            return math.nan
        try:
            figure = float(row[column])
        except ValueError:
            raise fault(column, f"{row[column]!r} is not a number") from None
        if not math.isfinite(figure):
            raise fault(column, f"{row[column]!r} is not a finite number")
        return figure

    def day(column: str) -> date | None:
        if not row[column]:
            return None
        try:
            return date.fromisoformat(row[column])
        except ValueError:
            raise fault(column, f"{row[column]!r} is not a date such as 2026-11-24") from None

    if row["source"] not in sources:
        raise fault("source", f"{row['source']!r} is not in sources.toml; every figure has a source")
    if row["confidence"] not in CONFIDENCES:
        raise fault("confidence", f"{row['confidence']!r}: write verified or recalled")
    if not row["unit"]:
        raise fault("unit", "every figure has a unit; write 1 for a pure number")
    recorded_on = day("recorded_on")
    if recorded_on is None:
        raise fault("recorded_on", "when was it recorded?")
    fact = Fact(
        row["id"], row["key"], number("value"), number("low"), number("high"), row["unit"], day("from"), day("to"),
        row["source"], row["confidence"], recorded_on, row["note"],
    )  # fmt: skip
    if fact.low > fact.value or fact.high < fact.value:
        raise fault("low" if fact.low > fact.value else "high", "the value is outside its own range")
    if fact.valid_from and fact.valid_to and fact.valid_from > fact.valid_to:
        raise fault("to", "ends before it begins")
    return fact
