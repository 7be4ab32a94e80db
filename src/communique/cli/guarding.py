"""Who reads or hands over at the command line, and what do the positions allow them?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import OptionError, today

if TYPE_CHECKING:
    import polars as pl

    from communique.exchange.access import Reader, Rule
    from communique.store import Store
    from communique.tables import Table

Purpose = Annotated[str | None, typer.Option(help="For what, in the words of the positions.")]
Given = Annotated[
    list[str] | None, typer.Option("--with", help="A further fact of the request: case, or age_days=30; repeatable.")
]
Positions = Annotated[
    Path | None, typer.Option(help="Folder of positions; default those of the table's own workstream.")
]
As = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="CODE:ROLE:ORGANISATION", envvar="COMMUNIQUE_OFFICER", help="Who acts: codes, never a name."
    ),
]


def reader(party: str, purpose: str | None, given: Sequence[str] | None, who: str | None) -> Reader:
    """Who asks; without `--as` an unnamed officer of the party."""
    from communique.exchange.access import Reader
    from communique.exchange.approvals import Officer
    from communique.exchange.cli_said import officer
    from communique.geo import known_country

    code = known_country(party)
    acting = officer(who) if who else Officer("unnamed", "officer", code)
    return Reader(acting, code, purpose, dict(map(_fact, given or ())))


def _fact(text: str) -> tuple[str, bool | int | str]:
    name, sign, value = text.partition("=")
    if not name or (sign and not value):
        raise OptionError(f"{text!r} is not FIELD or FIELD=VALUE", column="--with")
    if not sign or value in ("true", "false"):
        return name, value != "false"
    return name, int(value) if value.lstrip("-").isdecimal() else value


def guarded(store: Store, table: Table, who: Reader, positions: Path | None) -> Store:
    """The store as this reader sees it; each decision on what is not public is entered in the log."""
    from communique.exchange.access import may_read
    from communique.exchange.ledger import Home
    from communique.home import home

    return replace(store, may_read=may_read(Home(home()), who, *_rule(table, positions)))


def hand_over(
    table: Table, giver: Reader, marking: str | None, recipients: Sequence[str], positions: Path | None
) -> None:
    """Raises HandingRefused where the giver's position does not allow a column to go to a recipient."""
    from communique.exchange.access import hand_over as ask
    from communique.exchange.ledger import Home
    from communique.geo import known_country
    from communique.home import home
    from communique.tables.contract import strictest

    marked = marking or strictest(*(column.marking for column in table.columns))
    ask(Home(home()), table, giver, marked, [known_country(party) for party in recipients], *_rule(table, positions))


def _rule(table: Table, positions: Path | None) -> tuple[Rule, str | None]:
    """What the positions say today, and their version."""
    from communique.exchange.access import no_positions, rule_of, version_of
    from communique.exchange.installed import find_positions, folders
    from communique.exchange.stance import stances

    workstream = table.name.partition(".")[0]
    if positions is None and workstream not in folders():
        return no_positions, None
    found = stances(find_positions([positions] if positions else (), workstream), today())
    return rule_of(found), version_of(found)


def write(frame: pl.DataFrame, out: Path) -> None:
    """Writes a frame as CSV or Parquet by the file's ending."""
    if out.suffix == ".parquet":
        frame.write_parquet(out)
    elif out.suffix == ".csv":
        frame.write_csv(out)
    else:
        raise OptionError(f"{out.suffix or out.name!r}: write .csv or .parquet", column="--out")
