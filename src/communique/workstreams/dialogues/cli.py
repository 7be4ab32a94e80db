"""Which question about a room does a person ask on the command line?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.commitment import Summit
    from communique.workstreams.dialogues.screening import Screened

app = typer.Typer(
    no_args_is_help=True,
    help="Who met, what was decided and owed, who answered, which practice spread, and who is a member.",
)

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day looked at; default today.")]
KnownAt = Annotated[str | None, typer.Option("--known-at", metavar="DATE", help="What had been recorded by then.")]
SummitName = Annotated[str, typer.Option("--summit", help="A shipped summit or a summit's folder.")]
BodyName = Annotated[str, typer.Argument(metavar="BODY", help="Id or name of a body; `status` lists them.")]
Language = Annotated[str, typer.Option(help="en, es or fr.")]


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class OptionFault(CommuniqueError):
    """An option that cannot be read."""


def _day(text: str | None, option: str) -> dt.date:
    if text is None:
        return dt.datetime.now(dt.UTC).date()
    try:
        if not _DAY.fullmatch(text):  # Python reads 20261124 and 2026-W48-2 too
            raise ValueError(text)
        return dt.date.fromisoformat(text)
    except ValueError:
        raise OptionFault(f"{text!r} is not a date such as 2026-11-24", column=option) from None


def _language(code: str) -> str:
    from communique.language import COMPLETE

    if code not in COMPLETE:
        raise OptionFault(f"{code!r} is none of {', '.join(COMPLETE)}", column="--language")
    return code


def _found(summit: str, known_at: str | None) -> tuple[Screened, Summit, dt.date]:
    from communique.home import the_store
    from communique.workstreams.dialogues.reading import found

    day = _day(known_at, "--known-at")
    screened, loaded = found(the_store(), summit, day)
    return screened, loaded, day


@app.command()
def status(
    body: Annotated[str | None, typer.Option(help="One body only.")] = None,
    on: On = None,
    known_at: KnownAt = None,
    summit: SummitName = "nals2023",
    json: AsJson = False,
) -> None:
    """Meetings against what was promised, follow-through, answers, practice, and what to read with care."""
    from communique.home import the_store
    from communique.workstreams.dialogues.reading import quarantined, status_data

    screened, the_summit, known = _found(summit, known_at)
    found = {
        **status_data(screened, the_summit, _day(on, "--on"), body),
        "quarantined": quarantined(the_store(), known),
    }
    if json:
        _say(found)
        return
    _table("Rooms", ("body", "meetings", "last", "kept/late/unknown", "promised a year", "missed years"), (
        (b["id"], b["regularity"]["held"], _last(b), _three(b["follow_through"]), b["regularity"]["promised_per_year"],
         ", ".join(y for y, state in b["regularity"]["years"].items() if state == "missed")) for b in found["bodies"]
    ))  # fmt: skip
    _lines(found)


def _last(body: dict[str, Any]) -> Any:
    dated = [meeting for meeting in body["meetings"] if meeting["start"]]
    return (
        dated[-1]["start"][: {"month": 7, "year": 4, "inferred_year": 4}.get(dated[-1]["precision"], 10)]
        if dated
        else None
    )


def _three(share: dict[str, Any]) -> str:
    return f"{share['kept']}/{share['not_kept']}/{share['unknown']}"


def _lines(found: dict[str, Any]) -> None:
    for table, count in found["quarantined"].items():
        typer.echo(f"set aside when handed in: {count} rows of {table} (communique quarantine {table})")
    for kind, sign in (("set_aside", "set aside"), ("flags", "with care")):
        for flag in found[kind]:
            typer.echo(f"{sign}: {flag['said']}")


@app.command()
def agenda(
    body: BodyName,
    on: On = None,
    known_at: KnownAt = None,
    language: Language = "en",
    summit: SummitName = "nals2023",
    json: AsJson = False,
) -> None:
    """What the next meeting could speak of: open decisions, overdue answers, practice, data that is missing."""
    from communique.workstreams.dialogues.agenda import as_data
    from communique.workstreams.dialogues.wording import agenda_lines

    found = _agenda(body, on, known_at, summit)
    if json:
        _say(as_data(found))
        return
    for line in agenda_lines(found, _language(language)):
        typer.echo(line)


def _agenda(body: str, on: str | None, known_at: str | None, summit: str) -> Any:
    from communique.home import the_store
    from communique.workstreams.dialogues.agenda import agenda
    from communique.workstreams.dialogues.reading import reader

    screened, the_summit, known = _found(summit, known_at)
    room = screened.record.body(body)
    return agenda(screened, room, summit=the_summit, on=_day(on, "--on"), read_table=reader(the_store(), known))


@app.command()
def minutes(
    body: BodyName,
    out: Annotated[Path, typer.Option(help="File to write: .toml or .xlsx.")],
    on: On = None,
    language: Language = "en",
    summit: SummitName = "nals2023",
) -> None:
    """Write empty minutes of a body's next meeting, with its agenda in them."""
    from communique.workstreams.dialogues.minutes import write_minutes

    typer.echo(str(write_minutes(_agenda(body, on, None, summit), out, _language(language))))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="MINUTES", help="Minutes as .toml or .xlsx.")],
    body: Annotated[str, typer.Option(help="Id or name of the body that met.")],
    supersedes: Annotated[
        list[str] | None, typer.Option(help="Id of a contribution of yours that this corrects.")
    ] = None,
    summit: SummitName = "nals2023",
    json: AsJson = False,
) -> None:
    """Hand in minutes: good rows are stored, others set aside with rule, row, column and value."""
    from communique.home import the_store
    from communique.workstreams.dialogues.importing import said, take_in
    from communique.workstreams.dialogues.minutes import read_minutes

    screened, _, _ = _found(summit, None)
    room = screened.record.body(body)
    taken = take_in(the_store(), read_minutes(file, room.id), screened.record, supersedes=supersedes or ())
    if json:
        _say([{**vars(part), "withdraw": part.withdraw} for part in taken])
    else:
        for line in (line for part in taken for line in said(part)):
            typer.echo(line)
    if not any(part.accepted or part.duplicate_of for part in taken):
        raise typer.Exit(3)


@app.command()
def members(
    body: BodyName, on: On = None, known_at: KnownAt = None, summit: SummitName = "nals2023", json: AsJson = False
) -> None:
    """Who is certainly, possibly and certainly not a member of a body on a day, and why."""
    from communique.workstreams.dialogues.reading import members_data

    screened, _, known = _found(summit, known_at)
    found = members_data(screened, screened.record.body(body), _day(on, "--on"), known)
    if json:
        _say(found)
        return
    _table(f"{found['name']['en']} on {found['on']}", ("country", "state", "joined between", "left between", "why"), (
        (m["member"], m["state"], _pair(m["joined_between"]), _pair(m["left_between"]), m["why"])
        for m in found["members"]
    ))  # fmt: skip


def _pair(between: Sequence[str] | None) -> str | None:
    return None if between is None else between[0] if between[0] == between[1] else f"{between[0]} – {between[1]}"


@app.command()
def practices(
    topic: Annotated[list[str] | None, typer.Option(help="Of these topics only.")] = None,
    country: Annotated[str, typer.Option(help="Done in this country.")] = "",
    strength: Annotated[str, typer.Option(help="Evidence at least as strong as this.")] = "",
    not_in: Annotated[str, typer.Option(help="That this country has not taken over, as far as is known.")] = "",
    summit: SummitName = "nals2023",
    json: AsJson = False,
) -> None:
    """The reading room: practice by topic, the strongest evidence first."""
    from communique.workstreams.dialogues.reading import practices_data

    screened, _, _ = _found(summit, None)
    found = practices_data(screened.record, topic or (), country, strength, not_in)
    if json:
        _say(found)
        return
    _table("Practice", ("practice", "topic", "country", "evidence", "adopted by"), (
        (p["what"]["en"], p["topic"], p["country"], p["strength"], ", ".join(p["adopted_by"])) for p in found
    ))  # fmt: skip


@app.command()
def calendar(
    out: Annotated[Path, typer.Option(help="File to write, .ics.")],
    body: Annotated[str | None, typer.Option(help="One body only.")] = None,
    on: On = None,
    known_at: KnownAt = None,
    language: Language = "en",
    summit: SummitName = "nals2023",
) -> None:
    """Write meetings and what is owed as an iCalendar file."""
    from communique.workstreams.dialogues.ical import calendar as make

    screened, _, known = _found(summit, known_at)
    room = screened.record.body(body).id if body else None
    day = _day(on, "--on")
    out.write_bytes(make(screened.record, on=day, known_at=known, language=_language(language), body=room))
    typer.echo(str(out))


@app.command()
def pages(
    out: Annotated[Path, typer.Option(help="Folder to write to.")],
    on: On = None,
    known_at: KnownAt = None,
    summit: SummitName = "nals2023",
) -> None:
    """Write a page of each body, the reading room and the calendars, in three languages."""
    from communique.home import the_store
    from communique.workstreams.dialogues.pages import write_pages
    from communique.workstreams.dialogues.reading import reader

    screened, the_summit, known = _found(summit, known_at)
    written = write_pages(
        screened, the_summit, out, on=_day(on, "--on"), known_at=known, read_table=reader(the_store(), known)
    )
    typer.echo(f"{len(written)} files in {out}")


def _say(found: Any) -> None:
    import json

    typer.echo(json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False, default=str))


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
    for place, column in enumerate(columns):
        table.add_column(column, overflow="fold" if place else "ellipsis", no_wrap=column in ("body", "last"))
    for row in rows:
        table.add_row(*("–" if cell in (None, "") else str(cell) for cell in row))
    Console().print(table)
