"""What is on record: shipped rows, a summit's register and contributions, gathered as known at a day?

Nothing is merged here and nothing dropped; `screening` says what is set aside and what is flagged.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.commitment import Evidence, OfficeHolder, Summit
from communique.errors import CommuniqueError
from communique.facts import Source, load
from communique.workstreams.dialogues import rows, tables
from communique.workstreams.dialogues.rows import (
    CLEAR,
    Body,
    Convening,
    Decision,
    Membership,
    Origin,
    Practice,
    Recommendation,
    Reply,
    Told,
    Training,
)  # fmt: skip

if TYPE_CHECKING:
    import polars as pl

    from communique.tables import Table

FOLDER = Path(__file__).parent / "record"
ReadTable = Callable[["Table"], "pl.DataFrame"]
#: What makes a row, in the order of `tables.TABLES`.
_MAKE: tuple[Callable[[rows.Cells, Told], Any], ...] = (
    rows.convening, rows.decision, rows.recommendation, rows.practice, rows.membership, rows.training, rows.reply,
)  # fmt: skip


class DialogueError(CommuniqueError):
    """A body, a meeting or a row that is asked for and not there, or a shipped row that cannot be read."""


@dataclass(frozen=True)
class Record:
    """All rows by table, as known at a day; contributions that are not TLP:CLEAR are counted and left out."""

    bodies: Mapping[str, Body]
    convenings: tuple[Convening, ...] = ()
    decisions: tuple[Decision, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    practices: tuple[Practice, ...] = ()
    memberships: tuple[Membership, ...] = ()
    trainings: tuple[Training, ...] = ()
    replies: tuple[Reply, ...] = ()
    office_holders: tuple[OfficeHolder, ...] = ()
    not_public: Mapping[str, int] = field(default_factory=dict)

    def body(self, name: str) -> Body:
        """A body by its id, its name in a language or another spelling; raises DialogueError for none."""
        found = known_body(name)
        if found is None:
            raise DialogueError(f"{name!r} is no body that is known; there are {', '.join(self.bodies)}")
        return self.bodies[found]


@cache
def bodies() -> Mapping[str, Body]:
    """Every body that is shipped, by id."""
    read = tomllib.loads((FOLDER / "bodies.toml").read_text(encoding="utf-8"))
    return {
        id: Body(
            id, one["name"], one["kind"], tuple(one["parties"]), tuple(one["topics"]), tuple(one["spellings"]),
            one.get("part_of", ""),
        )
        for id, one in read.items()
    }  # fmt: skip


def folded(text: str) -> str:
    """A text without case, accents, blanks and signs, to compare spellings."""
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


@cache
def _spellings() -> Mapping[str, str]:
    return {
        folded(name): body.id for body in bodies().values() for name in (body.id, *body.name.values(), *body.spellings)
    }


def known_body(name: str) -> str | None:
    """The id of a body by any of its spellings; None for a body that is not known."""
    return _spellings().get(folded(name))


def nearest_body(name: str) -> str:
    """The id of the body that a name which is nobody's comes nearest to, to be asked about; empty for none near."""
    from difflib import get_close_matches

    near = get_close_matches(folded(name), _spellings(), n=1, cutoff=0.75)
    return _spellings()[near[0]] if near else ""


@cache
def _places() -> Mapping[str, str]:
    with (FOLDER / "places.csv").open(encoding="utf-8", newline="") as stream:
        read = list(csv.DictReader(stream))
    return {folded(one["spelling"]): one["place"] for one in read}


def place(name: str) -> str:
    """A city by the one spelling that is used here; as it is written where no other is known."""
    return _places().get(folded(name), name)


@cache
def sources() -> Mapping[str, Source]:
    """Where the shipped record was read."""
    return load(FOLDER, figures=False).sources


def gather(read_table: ReadTable | None, *, summit: Summit | None, known_at: dt.date) -> Record:
    """Everything on record as known at a day.

    read_table  contract -> accepted rows with lineage; None for what is shipped alone
    summit      whose evidence register and office-holders are read
    """
    told: dict[str, list[Any]] = {}
    not_public: dict[str, int] = {}
    for table, make in zip(tables.TABLES, _MAKE, strict=True):
        name = table.name.partition(".")[2]
        told[name] = [make(cells, _told(cells, table)) for cells in _shipped(name, known_at)]
        if read_table is None:
            continue
        for cells in read_table(table).iter_rows(named=True):
            if cells["marking"] != CLEAR:
                not_public[name] = not_public.get(name, 0) + 1
                continue
            told[name].append(make(cells, _told(cells, table)))
    evidence = summit.evidence if summit is not None else ()
    told["convenings"] += _of_register(evidence, known_at)
    holders = (*_office_holders(), *(summit.office_holders if summit is not None else ()))
    found = {name: tuple(each) for name, each in told.items()}
    return Record(bodies(), **found, office_holders=holders, not_public=not_public)


def _told(cells: rows.Cells, table: Table) -> Told:
    """Name, source and origin of a row; a body under another spelling keeps the spelling as it was written."""
    written = cells.get("body") or ""
    shipped = "contribution_id" not in cells
    source = str(cells.get("source") or "")
    if shipped:
        origin = Origin("shipped", source, recorded_on=dt.date.fromisoformat(cells["recorded_on"]))
        source = sources()[source].url
    else:
        origin = Origin(
            "contributed", cells["contribution_id"], cells["party"], cells["contributor"] or "", cells["row"],
            cells["recorded_at"].date(),
        )  # fmt: skip
    return Told(
        cells[table.key[0]], known_body(written) or written, written, origin, cells["source_class"], source,
        cells.get("told_by") or "",
        cells.get("marking") or CLEAR, cells.get("confidence") or "",
    )  # fmt: skip


def _shipped(name: str, known_at: dt.date) -> Iterator[dict[str, Any]]:
    file = FOLDER / f"{name}.csv"
    if not file.is_file():
        return
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        for cells in reader:
            if cells["source"] not in sources():
                raise DialogueError("every row has a source", file=file, row=reader.line_num, column="source")
            if dt.date.fromisoformat(cells["recorded_on"]) <= known_at:
                yield {**cells, **{key: _number(cells[key]) for key in _NUMBERS if key in cells}}


_NUMBERS = ("number", "cost", "cost_year", "people")


def _number(text: str) -> int | None:
    return int(text) if text else None


_NUMBERED = re.compile(r"(?P<body>.+)-(?P<number>\d+)")


def _of_register(evidence: Iterable[Evidence], known_at: dt.date) -> Iterator[Convening]:
    """Meetings that a register numbers: an event key is a body's id and the number of its meeting."""
    for row in evidence:
        found = _NUMBERED.fullmatch(row.event_key)
        if found and found["body"] in bodies() and row.kind != "rejected" and row.recorded_on <= known_at:
            yield rows.of_register(row, found["body"], int(found["number"]))


@cache
def _office_holders() -> tuple[OfficeHolder, ...]:
    with (FOLDER / "office_holders.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            OfficeHolder(
                one["party"], one["office"], one["holder"], dt.date.fromisoformat(one["from"]),
                dt.date.fromisoformat(one["to"]) if one["to"] else None,
            )
            for one in csv.DictReader(stream)
        )  # fmt: skip
