"""Which rows of trade can be compared, and which are set aside, and why?"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from communique.tables import check, empty_frame, read_sheet
from communique.workstreams.precursors.substances import FOLDER, substances
from communique.workstreams.precursors.tables import HS_CORRELATION, TRADE

CURRENT = "HS2022"

#: Why a row is set aside, each a message `precursors-aside-…`; the first that fits.
REASONS = ("split", "other-revision", "not-watched")


@dataclass(frozen=True)
class Flows:
    """Rows under codes of one revision, and what could not be brought there.

    rows      columns of `precursors.trade`, all of HS2022, with `converted` where the code was another one
    aside     the rows set aside, with `reason`
    rejected  rows that broke a rule of the contract, by rule
    """

    rows: pl.DataFrame
    aside: pl.DataFrame
    rejected: dict[str, int]

    def counts(self) -> dict[str, int]:
        """Reason or rule -> number of rows left out."""
        reasons = self.aside.group_by("reason").len().sort("reason").iter_rows()
        return {**dict(reasons), **self.rejected}


@dataclass(frozen=True)
class Code:
    """A six-digit code: the revision it was born in and the code it was split from."""

    hs6: str
    first_revision: str
    split_from: str
    mark: str


@cache
def codes() -> dict[str, Code]:
    """Codes whose birth or division is known."""
    with (FOLDER / "hs_codes.csv").open(encoding="utf-8", newline="") as file:
        return {row["hs6"]: Code(*list(row.values())[:4]) for row in csv.DictReader(file)}


@cache
def watched() -> dict[str, str]:
    """Code -> `specific` or `basket`: the codes that carry listed substances."""
    found: dict[str, str] = {}
    for substance in substances().values():
        # a code that is a basket for one substance is one for all
        found[substance.hs6] = "basket" if found.get(substance.hs6) == "basket" else substance.hs6_scope
    return found


def read_flows(path: Path, correlation: Path | None = None) -> Flows:
    """Flows of a file of table `precursors.trade`; bad rows are counted by rule and left out.

    Raises TableError for a file that cannot be read as the table.
    """
    found = check(TRADE, read_sheet(TRADE, path))
    pairs = None if correlation is None else check(HS_CORRELATION, read_sheet(HS_CORRELATION, correlation)).good
    return flows(found.good, pairs, rejected=found.by_rule())


def flows(
    trade: pl.DataFrame, correlation: pl.DataFrame | None = None, *, rejected: dict[str, int] | None = None
) -> Flows:
    """Rows of trade brought to the codes of HS2022.

    A code of another revision is converted where the correlation has it one to one; else the row is set aside: a code
    that was divided is never compared with what is left of it.
    """
    pairs = empty_frame(HS_CORRELATION) if correlation is None else correlation
    single = pairs.filter(pl.col("relation") == "1:1").select(
        hs_revision="from_revision", hs6="from_hs6", now=pl.col("to_hs6")
    )
    divided = [code.split_from for code in codes().values() if code.split_from]
    marked = trade.join(single, on=["hs_revision", "hs6"], how="left", maintain_order="left").with_columns(
        code=pl.when(pl.col("hs_revision") == CURRENT).then("hs6").otherwise("now")
    )
    reason = (
        pl.when((pl.col("hs_revision") != CURRENT) & pl.col("hs6").is_in(divided)).then(pl.lit("split"))
        .when(pl.col("code").is_null()).then(pl.lit("other-revision"))
        .when(~pl.col("code").is_in(list(watched()))).then(pl.lit("not-watched"))
    )  # fmt: skip
    marked = marked.with_columns(reason=reason)
    kept = marked.filter(pl.col("reason").is_null()).with_columns(
        hs6="code", converted=pl.col("hs_revision") != CURRENT, hs_revision=pl.lit(CURRENT)
    )
    return Flows(
        kept.drop("now", "code", "reason"),
        marked.filter(pl.col("reason").is_not_null()).select(*trade.columns, "reason"),
        dict(rejected or {}),
    )
