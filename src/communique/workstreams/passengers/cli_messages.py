"""Which question about a carrier's message does a person ask on the command line?"""

from __future__ import annotations

import json as writer
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

_EDIFACT = "PNRGOV, as EDIFACT."
Files = Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, metavar="FILE…", help=_EDIFACT)]
OneFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help=_EDIFACT)]
Repair = Annotated[bool, typer.Option("--repair", help="Cut where a terminator was lost; the default only reports it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]

NOTHING_READ = 2


def add_to(app: typer.Typer) -> None:
    """Adds the commands of messages."""
    app.command()(parse)
    app.command()(tokens)
    app.command()(elements)
    app.command()(pushes)
    app.command()(generate)


def parse(files: Files, repair: Repair = False, json: AsJson = False) -> None:
    """The records of messages, and what is wrong with them. Exit 0 with diagnostics, 2 when nothing could be read."""
    from communique.workstreams.passengers.parsing.several import SeveralFiles

    reading = SeveralFiles(files, repair=repair)
    if json:
        _write_json(reading)
    else:
        _write_table(reading)
    if not reading.messages:
        raise typer.Exit(NOTHING_READ)


def tokens(file: OneFile, repair: Repair = False, json: AsJson = False) -> None:
    """The terminated segments of a message, as lists; what is wrong with their form on the error stream."""
    from communique.workstreams.passengers.edifact.tokens import Tokens
    from communique.workstreams.passengers.parsing.several import opened

    faults: list[Any] = []
    with opened(file) as stream:
        found = Tokens(stream, faults.append, repair=repair)
        segments = ([segment.tag, *segment.elements[1:]] for segment in found)
        if json:
            _write_list(segments)
            typer.echo()
        else:
            for segment in segments:
                typer.echo(writer.dumps(segment, ensure_ascii=False))
    for fault in faults:
        typer.echo(f"{fault.severity}: {fault.code} at byte {fault.offset}", err=True)
    if not found.interchanges:
        raise typer.Exit(NOTHING_READ)


def elements(files: Files, repair: Repair = False, json: AsJson = False) -> None:
    """Which of the 19 elements the records fill: records and values of each, counted; nothing of a person."""
    from communique.workstreams.passengers.bulk.counting import counts
    from communique.workstreams.passengers.bulk.reading import Bulk, Tables
    from communique.workstreams.passengers.parsing.several import opened

    messages = 0

    def parts() -> Iterator[Tables]:
        nonlocal messages
        for file in files:
            with opened(file) as stream:
                reading = Bulk(stream, repair=repair)
                yield from reading
                messages += len(reading.headers)

    _write_rows(counts(parts()), json)
    if not messages:
        raise typer.Exit(NOTHING_READ)


def pushes(
    files: Files,
    at: Annotated[datetime | None, typer.Option(help="The moment to judge by, UTC; the default is now.")] = None,
    hold: Annotated[float | None, typer.Option(min=0, help="Hours that parts are held, as agreed.")] = None,
    json: AsJson = False,
) -> None:
    """Which split pushes are whole, which wait for a part, and which waited too long. Exit 2 when nothing was read."""
    from communique.workstreams.passengers.parsing.pushes import pushes as found_in
    from communique.workstreams.passengers.splits import agreed_hold

    now = datetime.now(UTC) if at is None else at.replace(tzinfo=UTC)
    found = found_in(files, now, agreed_hold() if hold is None else timedelta(hours=hold))
    _write_rows(found, json)
    if not found:
        raise typer.Exit(NOTHING_READ)


def generate(
    pnrs: Annotated[int, typer.Option(min=1, help="How many records.")] = 10,
    seed: Annotated[int, typer.Option(min=0, help="Same seed, same bytes.")] = 2023,
    version: Annotated[str, typer.Option(help="Of PNRGOV: 11.1 to 15.1.")] = "13.1",
    per_message: Annotated[int, typer.Option(min=1, help="Records of a message; they are on one flight.")] = 100,
    una: Annotated[str | None, typer.Option(help="The six characters of UNA.")] = None,
    groups: Annotated[bool, typer.Option("--groups", help="With UNG and UNE.")] = False,
    split: Annotated[bool, typer.Option("--split", help="The messages are the parts of one push.")] = False,
    out: Annotated[Path | None, typer.Option(help="File to write; the default is the screen.")] = None,
) -> None:
    """Messages of people who do not exist, as a carrier would send them."""
    from communique.workstreams.passengers.edifact.separators import DEFAULT, given
    from communique.workstreams.passengers.generator import Form, interchange, trips

    separators = DEFAULT if una is None else given(una)
    form = Form(version, per_message, separators, groups=groups, split=split)
    pieces = interchange(trips(pnrs, seed, per_message), form)
    if out is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode("latin-1"))
        return
    with out.open("wb") as stream:
        stream.writelines(piece.encode("latin-1") for piece in pieces)
    typer.echo(str(out))


def _write_json(reading: Any) -> None:
    """As a stream: the records first, since messages and diagnostics are known when all of them are read."""
    sys.stdout.write('{"pnrs": ')
    _write_list(reading)
    for name, found in (("messages", reading.messages), ("diagnostics", reading.diagnostics)):
        sys.stdout.write(f',\n"{name}": ')
        _write_list(iter(found))
    sys.stdout.write("}\n")


def _write_list(items: Iterator[Any]) -> None:
    sys.stdout.write("[")
    for number, item in enumerate(items):
        sys.stdout.write((",\n " if number else "\n ") + writer.dumps(item, ensure_ascii=False, allow_nan=False))
    sys.stdout.write("]")


def _write_rows(rows: list[dict[str, Any]], json: bool) -> None:
    if json:
        _write_list(iter(rows))
        typer.echo()
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*(rows[0] if rows else ()), show_edge=False)
    for row in rows:
        cells = (", ".join(map(str, cell)) if isinstance(cell, list) else str(cell) for cell in row.values())
        table.add_row(*cells)
    Console().print(table)


def _write_table(reading: Any) -> None:
    """One line a record, without anything that names a person; then the faults, counted."""
    from rich.console import Console
    from rich.table import Table

    table = Table("locator", "created", "passengers", "flights", "bags", "kg", show_edge=False)
    for pnr in reading:
        route = " ".join(f"{f['shown']} {f['from']}–{f['to']}" for f in pnr["flights"])
        bags, weight = _listed(pnr["bags_by_leg"]), _listed(pnr["weight_kg_by_leg"])
        people = str(len(pnr["passengers"]))
        table.add_row(pnr["locator"] or "–", pnr["created"] or "–", people, route, bags, weight)
    Console().print(table)
    columns = ("severity", "code", "times", "first at byte")
    faults = Table(*columns, title="Diagnostics", title_justify="left", show_edge=False)
    times = Counter(fault["code"] for fault in reading.diagnostics)
    for fault in {fault["code"]: fault for fault in reversed(reading.diagnostics)}.values():
        faults.add_row(fault["severity"], fault["code"], str(times[fault["code"]]), str(fault["offset"]))
    Console().print(faults)


def _listed(numbers: list[Any]) -> str:
    return " / ".join("–" if number is None else f"{number:g}" for number in numbers)
