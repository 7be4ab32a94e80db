"""Hand in a table, see what became of it, take it back."""

from __future__ import annotations

import json as json_text
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli import guarding
from communique.cli.guarding import As, Given, Positions, Purpose
from communique.cli.options import Json, OptionError, SummitName
from communique.cli.saying import say, say_json, say_table
from communique.home import the_store

if TYPE_CHECKING:
    import polars as pl

    from communique.tables import Table

TableName = Annotated[str, typer.Argument(metavar="TABLE", help="Name of the table; `communique tables` lists them.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("contribute")(contribute_command)
    app.command("read")(read_command)
    app.command("tables")(tables_command)
    app.command("template")(template_command)
    app.command("history")(history_command)
    app.command("quarantine")(quarantine_command)
    app.command("withdraw")(withdraw_command)


def the_table(name: str, summit: str) -> Table:
    """A table by name; raises OptionError naming those there are."""
    from communique.assess.contracts import tables_of

    tables = tables_of(summit)
    if name not in tables:
        raise OptionError(f"there is no table {name!r}; there are {', '.join(tables)}", column="TABLE")
    return tables[name]


def contribute_command(
    table: TableName,
    file: Annotated[Path, typer.Argument(help="CSV, XLSX or Parquet, or an official file with --format.")],
    party: Annotated[str, typer.Option(help="Whose contribution it is: CAN, MEX, USA, …")],
    contributor: Annotated[str | None, typer.Option(help="Agency, firm, nation or person that hands it in.")] = None,
    on_behalf_of: Annotated[str | None, typer.Option(help="For whom, where that is somebody else.")] = None,
    licence: Annotated[str | None, typer.Option(help="Under which others may use it.")] = None,
    marking: Annotated[str | None, typer.Option(help="TLP 2.0 marking; default the strictest of the columns.")] = None,
    vintage: Annotated[str | None, typer.Option(help="Issue of a series that is revised as a whole.")] = None,
    supersedes: Annotated[str | None, typer.Option(help="Id of your contribution that this one corrects.")] = None,
    format: Annotated[str | None, typer.Option(help="Read an official file's own format.")] = None,
    decimal: Annotated[str | None, typer.Option(help="Decimal sign where the file leaves it open: . or ,")] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(help="Party to whom it is handed: what is not public goes as your position says."),
    ] = None,
    purpose: Purpose = None,
    given: Given = None,
    positions: Positions = None,
    who: As = None,
    summit: SummitName = "nals2023",
    json: Json = False,
) -> None:
    """Hand in a table: good rows are stored, bad rows set aside with rule, row, column and value."""
    from communique.store import contribute, quarantine
    from communique.tables import load_official

    contract, store = the_table(table, summit), the_store()
    if to:
        guarding.hand_over(contract, guarding.reader(party, purpose, given, who), marking, to, positions)
    content = file if format is None else load_official(contract, format, file)
    receipt = contribute(
        store, contract, content, party, contributor=contributor, on_behalf_of=on_behalf_of, licence=licence,
        marking=marking, vintage=vintage, supersedes=supersedes, decimal=decimal,
    )  # fmt: skip
    set_aside = _told(quarantine(store, contract, contribution_id=receipt.contribution_id), contract)
    if json:
        say_json({**vars(receipt), "by_rule": dict(receipt.by_rule), "quarantine": set_aside})
    else:
        _say_receipt(receipt, set_aside)
    if receipt.empty:
        raise typer.Exit(3)


def read_command(
    table: TableName,
    party: Annotated[str, typer.Option(help="The party that reads: CAN, MEX, USA, …")],
    columns: Annotated[str | None, typer.Option(help="Only these, a,b,c; default all that may be read.")] = None,
    purpose: Purpose = None,
    given: Given = None,
    positions: Positions = None,
    who: As = None,
    out: Annotated[Path | None, typer.Option(help="Write CSV or Parquet instead.")] = None,
    summit: SummitName = "nals2023",
    json: Json = False,
) -> None:
    """Read a table as a party (CSV): what is not public only as the position of the party whose data it is permits."""
    from communique.store import read, readable

    contract = the_table(table, summit)
    store = guarding.guarded(the_store(), contract, guarding.reader(party, purpose, given, who), positions)
    asked = tuple(columns.split(",")) if columns else readable(store, contract)
    frame = read(store, contract, columns=asked)
    kept_back = [column.name for column in contract.columns if column.name not in asked]
    if out is not None:
        guarding.write(frame, out)
        say(str(out))
    elif json:
        say_json({"table": contract.name, "rows": frame.to_dicts(), "kept_back": kept_back})
    else:
        print(frame.write_csv(), end="")
    if kept_back and not json:
        print(f"! not read: {', '.join(kept_back)}", file=sys.stderr)  # the answer itself may go into a pipe


def _say_receipt(receipt: Any, set_aside: list[dict[str, Any]]) -> None:
    if receipt.duplicate_of:
        say(f"The same file was contributed before as {receipt.duplicate_of}; nothing was stored again.")
    say(f"{receipt.contribution_id}: {receipt.accepted} rows accepted, {receipt.quarantined} set aside in quarantine.")
    for note in receipt.notes:
        say(f"! {note}")
    if receipt.extra_columns:
        say(f"! not in the contract and kept out: {', '.join(receipt.extra_columns)}")
    if set_aside:
        say_table("Quarantine", ("row", "column", "value", "what the row must hold"), [
            (line["row"], line["column"], line["value"], line["sentence"]) for line in set_aside
        ])  # fmt: skip


def _told(lines: pl.DataFrame, contract: Table | None) -> list[dict[str, Any]]:
    """Lines of quarantine as plain data, each with the sentence of its rule."""
    from communique.tables import sentence

    found = []
    for line in lines.iter_rows(named=True):
        said = sentence(contract, line["rule"], "en", line["column"]) if contract else None
        found.append({**line, "sentence": said, "recorded_at": line["recorded_at"].isoformat()})
    return found


def tables_command(summit: SummitName = "nals2023", json: Json = False) -> None:
    """The tables that can be contributed, and where the current official file of each is found."""
    from communique.assess.contracts import tables_of

    rows: list[dict[str, Any]] = [
        {
            "table": table.name,
            "version": table.version,
            "columns": [column.name for column in table.columns],
            "key": list(table.key),
            "formats": sorted(table.loaders),
            "official_source": table.official_source or None,
            "description": table.description or None,
        }
        for table in tables_of(summit).values()
    ]
    if json:
        say_json(rows)
    else:
        say_table("Tables", ("table", "columns", "formats", "current official file"), [
            (row["table"], ", ".join(row["columns"]), ", ".join(row["formats"]), row["official_source"]) for row in rows
        ])  # fmt: skip


def template_command(
    table: TableName,
    out: Annotated[Path | None, typer.Option(help="File to write: .csv, .xlsx or .parquet.")] = None,
    summit: SummitName = "nals2023",
) -> None:
    """Write an empty sheet of a table with units and rules."""
    from communique.tables import write_template

    contract = the_table(table, summit)
    say(str(write_template(contract, out or Path(f"{contract.name}.xlsx"))))


def history_command(
    table: Annotated[str | None, typer.Argument(metavar="TABLE", help="Of one table; default of all.")] = None,
    json: Json = False,
) -> None:
    """Who contributed what and when, what it superseded, and what was withdrawn and why."""
    from communique.store import history

    lines = history(the_store(), table)
    rows = [{**line, "by_rule": json_text.loads(line["by_rule"])} for line in lines.iter_rows(named=True)]
    if json:
        say_json(rows)
    else:
        columns = ("contribution_id", "recorded_at", "table", "party", "vintage", "accepted", "quarantined", "state")
        say_table("History", columns, [[line[column] for column in columns] for line in rows])


def quarantine_command(
    table: Annotated[str | None, typer.Argument(metavar="TABLE", help="Of one table; default of all.")] = None,
    contribution: Annotated[str | None, typer.Option(help="Of one contribution.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the rows to mend as CSV, to be contributed again.")] = None,
    summit: SummitName = "nals2023",
    json: Json = False,
) -> None:
    """Rows that were set aside, with rule, row, column and value."""
    from communique.store import quarantine, rows_to_mend

    store = the_store()
    contract = the_table(table, summit) if table else None
    if out is not None:
        if contract is None or contribution is None:
            raise OptionError(
                "rows to mend are those of one contribution: name TABLE and --contribution", column="--out"
            )
        rows_to_mend(store, contract, contribution).write_csv(out)
        say(str(out))
        return
    lines = _told(quarantine(store, contract, contribution_id=contribution), contract)
    if json:
        say_json(lines)
    else:
        columns = ("contribution_id", "table", "row", "rule", "column", "value")
        say_table("Quarantine", columns, [[line[column] for column in columns] for line in lines])


def withdraw_command(
    contribution: Annotated[str, typer.Argument(help="Id of the contribution; `history` lists them.")],
    reason: Annotated[str, typer.Option(help="Why; it stays in the history.")],
    json: Json = False,
) -> None:
    """Destroy the bytes of a contribution and leave a tombstone in the history."""
    from communique.store import withdraw

    done = withdraw(the_store(), contribution, reason)
    if json:
        say_json(vars(done))
        return
    say(f"{done.contribution_id} of {done.table} is withdrawn and its bytes are destroyed.")
    for edition in done.no_longer_reproducible:
        say(f"! no longer reproducible: {edition}")
