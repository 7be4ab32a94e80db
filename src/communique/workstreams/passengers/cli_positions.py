"""Which question of the positions does a person ask on the command line: what is common, and one record's life?"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.exchange.cli_said import Json, answer, day

if TYPE_CHECKING:
    from communique.view import Grid

On = Annotated[str | None, typer.Option(help="The day looked at; default today.")]
Language = Annotated[str, typer.Option("--language", help="en, es or fr.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of positions."""
    app.command()(position)
    app.command()(life)


def position(on: On = None, language: Language = "en", json: Json = False) -> None:
    """The common position by collection, storage, use, sharing and retention, and what it asks of each country."""
    import datetime as dt

    from communique.language import words
    from communique.workstreams.passengers.views import compared

    today = day(on, "--on", dt.datetime.now(dt.UTC).date())
    tables = {table.id: table for table in compared(today, None)}
    if json:
        said = words(language)
        data = {
            id: {"rows": _rows(table, language), "unknown": [said.say(u) for u in table.unknown]}
            for id, table in tables.items()
        }
        answer({"on": today, **data}, json)
        return
    said = words(language)
    common = [table for id, table in tables.items() if id.startswith("passengers-unified-")]
    for sentence in common[0].unknown[:2]:
        typer.echo(said.say(sentence))
    for table in common:
        typer.echo(f"\n{said.say(table.title)}")
        answer({}, json, _rows(table, language))


def _rows(table: Grid, language: str) -> list[dict[str, Any]]:
    from communique.render.words import PageWords

    said = PageWords(language)
    heads = [said.say(head) for head in table.columns]
    return [dict(zip(heads, map(said.cell, row), strict=True)) for row in table.cells]


def life(
    load: Annotated[str, typer.Option(help="Day on which the record was loaded.")],
    departure: Annotated[str, typer.Option(help="Day on which the flight departed.")],
    category: Annotated[str, typer.Option(help="Element: names, contact, payment, itinerary …")] = "names",
    purpose: Annotated[str, typer.Option(help="terrorism, serious_crime, immigration …")] = "terrorism",
    recipient: Annotated[str, typer.Option(help="own_agency, domestic, partner or third.")] = "own_agency",
    flag: Annotated[
        list[str] | None, typer.Option(help="What is true of it: case, suspected, from_eu …; repeat.")
    ] = None,
    on: On = None,
    language: Language = "en",
    json: Json = False,
) -> None:
    """One record's life under each regime: on which days an element may be seen, when it is masked, when it is gone."""
    import datetime as dt

    from communique.workstreams.passengers.life import life as live
    from communique.workstreams.passengers.positions_of import all_on
    from communique.workstreams.passengers.views import life_table

    today = day(on, "--on", dt.datetime.now(dt.UTC).date())
    everybody = all_on(today)
    origins = {"load": day(load, "--load", today), "departure": day(departure, "--departure", today)}
    found = live(
        everybody,
        origins,
        category=category,
        purpose=purpose,
        recipient=recipient,
        flags=dict.fromkeys(flag or (), True),
    )
    if json:
        answer({"on": today, "spans": [asdict(span) for span in found]}, json)
    else:
        answer({}, json, _rows(life_table(everybody, found), language))
