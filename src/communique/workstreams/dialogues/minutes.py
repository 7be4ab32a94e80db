"""How do the minutes of a meeting go in, and how does the empty form come out, with the agenda already in it?

TOML or XLSX, the same content: who hands it in, the meeting, and one list a table. The columns are those of `tables`;
what is the same for all rows (body, source, marking) is said once. Nothing is stored here: `importing` does that.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError
from communique.geo import CountryError, known_country
from communique.workstreams.dialogues import tables

if TYPE_CHECKING:
    from communique.tables import Table
    from communique.workstreams.dialogues.agenda import Agenda

#: Part of the minutes -> its table; the meeting is one row of `convenings`.
PARTS: Mapping[str, Table] = {table.name.partition(".")[2]: table for table in tables.TABLES}
MEETING = "convenings"
HEAD = (
    "body",
    "party",
    "contributor",
    "told_by",
    "on_behalf_of",
    "consent",
    "licence",
    "source_class",
    "source",
    "marking",
)
#: A day that a spreadsheet took for a moment.
_MIDNIGHT = re.compile(r"^(\d{4}-\d\d-\d\d)[ T]00:00:00$")
#: Said once for all rows.
SHARED = ("body", "source_class", "source", "told_by", "marking")


class MinutesError(CommuniqueError):
    """Minutes that cannot be read."""


@dataclass(frozen=True)
class Minutes:
    """What a file of minutes says: its head, and rows by part, each with the row of the file it stands in."""

    file: Path
    head: Mapping[str, str]
    rows: Mapping[str, tuple[tuple[int, Mapping[str, str]], ...]] = field(default_factory=dict)

    @property
    def party(self) -> str:
        """Whose contribution it is; raises MinutesError for none."""
        try:
            return known_country(self.head.get("party", ""))
        except CountryError as error:
            raise MinutesError(f"{error}; whose minutes are these?", file=self.file, column="party") from None


def read_minutes(file: Path, body: str) -> Minutes:
    """The minutes of a meeting of one body.

    Raises MinutesError naming the part and the key for a file that cannot be read, is of another body, or is handed in
    on behalf of somebody without saying that they consent.
    """
    kind = file.suffix.lower()
    if not file.is_file():
        raise MinutesError("there is no such file", file=file)
    if kind not in (".toml", ".xlsx"):
        raise MinutesError(
            "minutes are a .toml or .xlsx file; `communique dialogues minutes` writes an empty one", file=file
        )
    head, found = _read_toml(file) if kind == ".toml" else _read_workbook(file)
    _check_head(head, body, file)
    shared = {**{key: head.get(key, "") for key in SHARED}, "body": body}
    rows = {
        part: tuple((at, _filled(part, cells, shared, file, at)) for at, cells in rows) for part, rows in found.items()
    }
    return Minutes(file, head, {part: each for part, each in rows.items() if each})


def _check_head(head: Mapping[str, str], body: str, file: Path) -> None:
    from communique.workstreams.dialogues.record import known_body

    strange = [key for key in head if key not in HEAD]
    if strange:
        raise MinutesError(f"is no key that is known here; there are {', '.join(HEAD)}", file=file, column=strange[0])
    if head.get("body") and known_body(head["body"]) != body:
        raise MinutesError(f"these are minutes of {head['body']!r}, not of {body!r}", file=file, column="body")
    if head.get("on_behalf_of") and head.get("consent") != "yes":
        named = head["on_behalf_of"]
        raise MinutesError(
            f"handed in on behalf of {named}: write consent = yes once they agree", file=file, column="consent"
        )


def _filled(part: str, cells: Mapping[str, str], shared: Mapping[str, str], file: Path, row: int) -> dict[str, str]:
    """A row with all columns of its table; its own cells before those that are said once."""
    names = [column.name for column in PARTS[part].columns]
    strange = [name for name in cells if name not in names]
    if strange:
        raise MinutesError(f"{part}: is no column of {PARTS[part].name}", file=file, row=row, column=strange[0])
    return {name: cells.get(name, "") or shared.get(name, "") for name in names}


# TOML


def _read_toml(file: Path) -> tuple[dict[str, str], dict[str, list[tuple[int, dict[str, str]]]]]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MinutesError(f"not readable as TOML: {error}", file=file) from None
    unknown = [part for part in content if part not in ("minutes", "meeting", *PARTS)]
    if unknown:
        raise MinutesError(
            f"is no part of minutes; there are meeting, {', '.join(PARTS)}", file=file, column=unknown[0]
        )
    head = _cells(content.get("minutes", {}), "minutes", file)
    parts = {part: content.get(part, []) for part in PARTS}
    parts[MEETING] = [*([content["meeting"]] if content.get("meeting") else []), *parts[MEETING]]
    return head, {
        part: [
            (at, _cells(row, part, file))
            for at, row in enumerate(rows, start=1)
            if any(_cells(row, part, file).values())
        ]
        for part, rows in parts.items()
    }


def _cells(row: Any, part: str, file: Path) -> dict[str, str]:
    if not isinstance(row, Mapping):
        raise MinutesError(f"{part}: is no table of keys and values", file=file, column=part)
    return {key: _text(value) for key, value in row.items()}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ";".join(map(str, value))
    return str(value).strip()


# XLSX


def _read_workbook(file: Path) -> tuple[dict[str, str], dict[str, list[tuple[int, dict[str, str]]]]]:
    import fastexcel

    try:
        book = fastexcel.read_excel(file)
        sheets = {name: _lines(book, name) for name in book.sheet_names if name in ("minutes", *PARTS)}
    except fastexcel.FastExcelError as error:
        raise MinutesError(f"the workbook cannot be opened: {str(error).splitlines()[0]}", file=file) from None
    if "minutes" not in sheets:
        raise MinutesError("has no sheet 'minutes' that says whose they are", file=file)
    head = {line[0].strip(): line[1].strip() for line in sheets.pop("minutes") if len(line) > 1 and line[0].strip()}
    head.pop("key", None)
    return head, {part: _table(lines) for part, lines in sheets.items()}


def _lines(book: Any, name: str) -> list[list[str]]:
    frame = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
    return [[_MIDNIGHT.sub(r"\1", (cell or "").strip()) for cell in line] for line in frame.iter_rows()]


def _table(lines: list[list[str]]) -> list[tuple[int, dict[str, str]]]:
    """Rows below the header with the number of their line in the sheet; blank ones are none."""
    if not lines:
        return []
    names = lines[0]
    return [
        (at, {name: cell for name, cell in zip(names, line, strict=False) if name})
        for at, line in enumerate(lines[1:], start=2)
        if any(line)
    ]


# Out


def write_minutes(agenda: Agenda, file: Path, language: str) -> Path:
    """The file, where minutes of the body's next meeting can be filled in; the agenda stands in it to be read.

    Raises MinutesError for a file that is there already, or of another kind.
    """
    if file.exists():
        raise MinutesError("there is a file of this name already; choose another", file=file)
    match file.suffix.lower():
        case ".toml":
            file.write_text(_as_toml(agenda, language), encoding="utf-8")
        case ".xlsx":
            _write_workbook(agenda, file, language)
        case _:
            raise MinutesError("minutes are a .toml or .xlsx file", file=file)
    return file


def _own(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.name not in SHARED]


def _preset(agenda: Agenda) -> dict[str, str]:
    return {"body": agenda.body.id, "consent": "no", "source_class": "organiser", "marking": "TLP:CLEAR"}


def _meeting(agenda: Agenda) -> dict[str, str]:
    """What is known of the next meeting: its number, if the last one had one, the parties and the agenda's topics."""
    number = agenda.last.numbers[-1] + 1 if agenda.last and agenda.last.numbers else None
    name = f"{agenda.body.id}.{number}" if number else ""
    return {
        "convening": name, "number": str(number or ""), "parties": ";".join(agenda.body.parties),
        "agenda": ";".join(agenda.body.topics),
    }  # fmt: skip


def _as_toml(agenda: Agenda, language: str) -> str:
    import json

    from communique.workstreams.dialogues.wording import agenda_lines

    preset, meeting = _preset(agenda), _meeting(agenda)
    lines = [f"# {line}" for line in agenda_lines(agenda, language)]
    lines += ["", "[minutes]", *(f"{key} = {json.dumps(preset.get(key, ''), ensure_ascii=False)}" for key in HEAD)]
    lines += ["", "[meeting]"]
    lines += [f"{name} = {json.dumps(meeting.get(name, ''), ensure_ascii=False)}" for name in _own(PARTS[MEETING])]
    for part, table in PARTS.items():
        if part != MEETING:
            lines += ["", f"# [[{part}]]", *(f'# {name} = ""' for name in _own(table))]
    return "\n".join(lines) + "\n"


def _write_workbook(agenda: Agenda, file: Path, language: str) -> None:
    import xlsxwriter

    from communique.workstreams.dialogues.wording import agenda_lines

    preset, meeting = _preset(agenda), _meeting(agenda)
    with xlsxwriter.Workbook(file) as book:
        bold = book.add_format({"bold": True})
        as_typed = book.add_format({"num_format": 49})  # text: a spreadsheet makes a day of 2023-06 otherwise
        head = book.add_worksheet("minutes")
        for row, (key, value) in enumerate([("key", "value"), *((key, preset.get(key, "")) for key in HEAD)]):
            head.write_row(row, 0, (key, value), None if row else bold)
        head.set_column(0, 1, 32)
        for part, table in PARTS.items():
            sheet = book.add_worksheet(part)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(column for column in table.columns if column.name not in SHARED):
                sheet.write(0, place, column.name, bold)
                sheet.write_comment(0, place, column.description)
                sheet.set_column(
                    place, place, max(12, len(column.name) + 2), as_typed if column.type == "string" else None
                )
                if column.allowed and len(",".join(column.allowed)) <= 255:  # the file format's limit for a list
                    sheet.data_validation(1, place, 1000, place, {"validate": "list", "source": list(column.allowed)})
                if part == MEETING and meeting.get(column.name):
                    sheet.write(1, place, meeting[column.name])
        read = book.add_worksheet("agenda")
        for row, line in enumerate(agenda_lines(agenda, language)):
            read.write(row, 0, line)
        read.set_column(0, 0, 100)
