"""Which question of publishing does a person ask on the command line?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.exchange.cli_said import As, Json, OptionError, answer, officer, pair, the_home

if TYPE_CHECKING:
    import polars as pl

    from communique.exchange.release.budget import Budget
    from communique.exchange.release.publishing import Release, Terms
    from communique.exchange.release.suppression import Zeros

app = typer.Typer(no_args_is_help=True, help="What may be published of data that are not public, and what it costs.")

File = Annotated[Path, typer.Argument(help="CSV or Parquet, one row per case or several.")]
By = Annotated[list[str], typer.Option(help="COLUMN=a,b,c: a column and all its categories; may be repeated.")]
Dataset = Annotated[str, typer.Option(help="Name of the data set, under which its budget stands.")]
Marking = Annotated[str, typer.Option(help="TLP 2.0 marking of the data.")]
To = Annotated[str | None, typer.Option("--to", help="Marking of what is released; default that of the data.")]
Approval = Annotated[str | None, typer.Option(help="The originator's approval, where it is marked lower.")]
Case = Annotated[str | None, typer.Option(help="Column that names a case; without it every row is one.")]
Sensitivity = Annotated[int | None, typer.Option(help="In how many cells one case can be counted.")]
Clip = Annotated[bool, typer.Option(help="Set negative counts to zero; small counts are then too high on average.")]
Partition = Annotated[
    str | None, typer.Option(help="COLUMN=PART where every row is of that part, and no case is in two.")
]


@app.command("open")
def open_command(
    dataset: Annotated[str, typer.Argument(help="Name of the data set.")],
    epsilon: Annotated[str, typer.Option(help="What may be spent in all, decided once.")],
    by: As,
    delta: Annotated[str, typer.Option(help="The same for delta.")] = "0",
    json: Json = False,
) -> None:
    """Open the privacy budget of a data set."""
    from communique.exchange.release.budget import open_budget

    answer(_standing(open_budget(the_home(), dataset, epsilon, officer(by), delta)), json)


@app.command()
def budget(dataset: Annotated[str, typer.Argument(help="Name of the data set.")], json: Json = False) -> None:
    """What was spent on a data set, release by release, and what is left."""
    from communique.exchange.release.budget import budget as find
    from communique.exchange.release.budget import spendings

    home = the_home()
    spent = spendings(home, dataset)
    columns = ("at", "query", "mechanism", "epsilon", "delta", "spent", "remaining", "approver")
    rows = [{column: row[column] for column in columns} for row in spent]
    answer({**_standing(find(home, dataset)), "spendings": spent}, json, rows)


def _standing(found: Budget) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(found).items()} | {"remaining": str(found.remaining)}


@app.command()
def count(
    file: File,
    by: By,
    dataset: Dataset,
    epsilon: Annotated[str, typer.Option(help="What this release may cost.")],
    marking: Marking,
    who: As,
    sensitivity: Sensitivity = None,
    case: Case = None,
    to: To = None,
    partition: Partition = None,
    clip: Clip = False,
    approval: Approval = None,
    json: Json = False,
) -> None:
    """Counts of cases by category with noise, paid from the data set's budget. Refused before anything is drawn."""
    terms = _terms(dataset, who, marking, to, approval)
    _noisy(file, by, terms, epsilon, sensitivity, case, partition, clip, json)


@app.command()
def table(
    file: File,
    by: By,
    dataset: Dataset,
    marking: Marking,
    who: As,
    epsilon: Annotated[
        str | None, typer.Option(help="With noise at this cost; without it exact, small cells hidden.")
    ] = None,
    sensitivity: Sensitivity = None,
    k: Annotated[int | None, typer.Option("--k", help="Exact: counts below k are hidden; default 11.")] = None,
    zeros: Annotated[str, typer.Option(help="Exact: publish or suppress cells of zero.")] = "publish",
    case: Case = None,
    to: To = None,
    partition: Partition = None,
    clip: Clip = False,
    approval: Approval = None,
    json: Json = False,
) -> None:
    """A table by one or two columns: exact with hidden cells that no attack can work out, or with noise."""
    terms = _terms(dataset, who, marking, to, approval)
    if epsilon is not None:
        _noisy(file, by, terms, epsilon, sensitivity, case, partition, clip, json)
        return
    from communique.exchange.release.publishing import release_suppressed

    found = release_suppressed(
        the_home(), terms, _read(file, _columns(by)), _columns(by), k=k, zeros=_zeros(zeros), case=case
    )
    _show(found, json)


def _zeros(text: str) -> Zeros:
    if text == "publish":
        return "publish"
    if text == "suppress":
        return "suppress"
    raise OptionError(f"{text!r}: write publish or suppress", column="--zeros")


def _noisy(
    file: Path, by: list[str], terms: Terms, epsilon: str, sensitivity: int | None, case: str | None,
    partition: str | None, clip: bool, json: bool,
) -> None:  # fmt: skip
    from communique.exchange.release.publishing import release_noisy

    found = release_noisy(
        the_home(), terms, _read(file, _columns(by)), _columns(by), epsilon=epsilon, sensitivity=sensitivity,
        case=case, partition=pair(partition, "--partition") if partition else None, clip=clip,
    )  # fmt: skip
    _show(found, json)


def _terms(dataset: str, who: str, marking: str, to: str | None, approval: str | None) -> Terms:
    from communique.exchange.release.publishing import Terms

    return Terms(
        dataset=dataset, officer=officer(who), marking=marking, released_as=to or marking, approval_id=approval
    )


def _columns(by: list[str]) -> dict[str, list[str]]:
    return {name: values.split(",") for name, values in (pair(text, "--by") for text in by)}


def _read(file: Path, by: dict[str, list[str]]) -> pl.DataFrame:
    """The file; columns that are counted by are texts, so that 01 stays 01."""
    import polars as pl

    try:
        if file.suffix == ".parquet":
            return pl.read_parquet(file)
        return pl.read_csv(file, schema_overrides=dict.fromkeys(by, pl.String), infer_schema_length=None)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise OptionError(f"cannot be read: {' '.join(str(error).split())}", file=file) from error


def _show(found: Release, json: bool) -> None:
    from communique.language import Words

    words = Words("en")
    notes = [words.say(note) for note in found.notes]
    data: dict[str, Any] = {**asdict(found), "notes": notes}
    answer(data if json else {**found.report, "marking": found.marking, "remaining": found.remaining}, json, found.rows)
    if not json:
        for note in notes:
            typer.echo(f"! {note}")
