"""Which landfills are there, what lies in them and what do they report: three published tables, each counted once?

The US list of landfills has a row per gas project, so sites are counted by Landfill ID; the US facility reports have a
row per facility and year; the table of city waste comes with wrongly decoded names. Blank is unknown, never zero.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from communique.errors import CommuniqueError
from communique.workstreams.methane.model.gas import tonnes_of_short_tons, tonnes_per_day
from communique.workstreams.methane.model.gwp import to_ch4
from communique.workstreams.methane.model.parameters import of_fact, shipped

FORMATS = ("lmop", "ghgrp", "cities")
#: What the list of landfills says of a site; all other columns are of a project there.
LMOP_SITE = (
    "GHGRP ID", "Landfill ID", "Landfill Name", "State", "County", "Latitude", "Longitude", "Ownership Type",
    "Year Landfill Opened", "Landfill Closure Year", "Current Landfill Status", "Waste in Place (tons)",
    "Waste in Place Year", "LFG Collection System In Place?", "LFG Collected (mmscfd)", "LFG Flared (mmscfd)",
)  # fmt: skip
LMOP_PROJECT = ("Actual MW Generation", "LFG Flow to Project (mmscfd)")
LMOP_NUMBERS = (
    "Waste in Place (tons)", "LFG Collected (mmscfd)", "LFG Flared (mmscfd)", *LMOP_PROJECT,
)  # fmt: skip
GHGRP = ("Facility Id", "Facility Name", "State", "msw_landfill_tCO2e_AR4", "year", "ch4_t")
CITY = ("iso3c", "city_name", "total_msw_total_msw_generated_tons_year")
CITY_SHARES = {"the composition": "composition_", "the treatment": "waste_treatment_"}
DAYS_PER_YEAR = 365
TONNES_PER_KT = 1e3
#: The line of the first row of data: the header is row 1.
FIRST_ROW = 2


class SiteTableError(CommuniqueError):
    """A table of sites that cannot be counted without guessing."""


@dataclass(frozen=True)
class Repair:
    """One cell that was mended: row 1 is the header."""

    row: int
    column: str
    before: str
    after: str


def read_lmop(file: str | Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(sites, projects) of EPA's list of landfills: one row a Landfill ID, and one row a project.

    Masses stay in short tons and flows in mmscfd, as the columns say; blanks are null. Raises SiteTableError naming
    file, row and column for a missing column, an unreadable or negative figure, and a site described in two ways.
    """
    rows = _numbers(_read(file, LMOP_SITE + LMOP_PROJECT, ("Landfill ID",)), LMOP_NUMBERS, file)
    sites = rows.unique(subset=list(LMOP_SITE), maintain_order=True)
    twice = sites.filter(pl.col("Landfill ID").is_duplicated())
    if len(twice):
        row = twice.row(1, named=True)
        raise SiteTableError(
            f"landfill {row['Landfill ID']} is described differently in another row", file=file, row=row["row"]
        )
    return sites.select("row", *LMOP_SITE), rows


def read_ghgrp(file: str | Path) -> tuple[pl.DataFrame, int]:
    """(reports, duplicates removed) of EPA's facility reports of municipal landfills: one row a facility and year.

    Raises SiteTableError naming file, row and column for a missing column, an unreadable or negative figure, and a
    facility that reports two different figures for one year.
    """
    rows = _numbers(_read(file, GHGRP, ("Facility Id", "year")), ("msw_landfill_tCO2e_AR4", "ch4_t", "year"), file)
    once = rows.unique(subset=[c for c in rows.columns if c != "row"], maintain_order=True)
    again = once.filter(once.select(pl.struct("Facility Id", "year").is_duplicated()).to_series())
    if len(again):
        row = again.row(1, named=True)
        raise SiteTableError(
            f"facility {row['Facility Id']} reports two different figures for {row['year']:.0f}",
            file=file, row=row["row"], column="ch4_t",
        )  # fmt: skip
    return once.with_columns(pl.col("year").cast(pl.Int32)), len(rows) - len(once)


def summary(file: str | Path, format: str) -> dict[str, Any]:
    """Counts and sums of a published table after duplicates are removed, with repairs, assumptions and warnings.

    format  lmop | ghgrp | cities. Raises SiteTableError for another format, and as the reader of the format does
    """
    if format == "lmop":
        return _lmop(*read_lmop(file))
    if format == "ghgrp":
        return _ghgrp(*read_ghgrp(file))
    if format == "cities":
        return _cities(*read_cities(file))
    raise SiteTableError(f"{format!r} is not a format that is known; write one of: {', '.join(FORMATS)}")


def _lmop(sites: pl.DataFrame, projects: pl.DataFrame) -> dict[str, Any]:
    share = of_fact(shipped().fact("gas.ch4_share", "landfill_gas"))
    waste = _sum(sites, "Waste in Place (tons)")
    collected, flared = (_sum(sites, f"LFG {what} (mmscfd)") for what in ("Collected", "Flared"))
    tonnes = tonnes_per_day(collected["sum"], share.value)
    return {
        "format": "lmop", "rows": len(projects), "sites": len(sites), "repeated_rows": len(projects) - len(sites),
        "sites_by_state": dict(sites["State"].value_counts().sort("State").iter_rows()),
        "collection_system": dict(sites["LFG Collection System In Place?"].value_counts(sort=True).iter_rows()),
        "waste_in_place": {**_named(waste, "short_tons"), "gg": tonnes_of_short_tons(waste["sum"]) / TONNES_PER_KT},
        "lfg_collected": {**_named(collected, "mmscfd"), "ch4_kt_per_year": tonnes * DAYS_PER_YEAR / TONNES_PER_KT},
        "lfg_flared": _named(flared, "mmscfd"),
        "projects": {name: _sum(projects, name) for name in LMOP_PROJECT},
        "parameters": [share.described()],
        "assumptions": [
            f"{share.value:g} of landfill gas is methane; volumes are at 60 °F and 1 atm",
            "a figure of a site is counted once, however many projects the site has",
            "blank is unknown: sums are of the known sites only, and so are lower bounds",
        ],
        "warnings": [
            f"{column}: unknown for {counted['unknown']} of {len(sites)} sites"
            for column, counted in (("waste in place", waste), ("gas collected", collected), ("gas flared", flared))
            if counted["unknown"]
        ],
    }  # fmt: skip


def _sum(frame: pl.DataFrame, column: str) -> dict[str, Any]:
    unknown = frame[column].null_count()
    return {"known": len(frame) - unknown, "unknown": unknown, "sum": float(frame[column].sum())}


def _named(counted: Mapping[str, Any], unit: str) -> dict[str, Any]:
    return {unit if key == "sum" else key: value for key, value in counted.items()}


def _ghgrp(reports: pl.DataFrame, duplicates: int) -> dict[str, Any]:
    by_year = (
        reports.group_by("year")
        .agg(
            pl.len().alias("facilities"),
            pl.col("ch4_t").null_count().alias("unknown"),
            (pl.col("ch4_t") == 0).sum().alias("zeros"),
            (pl.col("ch4_t").sum() / TONNES_PER_KT).alias("ch4_kt"),
        )
        .sort("year")
    )
    zeros = [f"{row['zeros']} in {row['year']}" for row in by_year.iter_rows(named=True) if row["zeros"]]
    found = [f"zero is reported by {', '.join(zeros)}: more likely not reported than nothing emitted"] if zeros else []
    apart = _apart(reports)
    if apart:
        found.append(f"{apart} rows whose methane is not their CO2e over the potential of AR4")
    return {
        "format": "ghgrp", "rows": len(reports) + duplicates, "duplicates_removed": duplicates, "reports": len(reports),
        "facilities": reports["Facility Id"].n_unique(), "ch4_kt": float(reports["ch4_t"].sum()) / TONNES_PER_KT,
        "years": by_year.to_dicts(),
        "assumptions": ["the sum of facilities is not the national total: small and old sites do not report"],
        "warnings": found,
    }  # fmt: skip


def _apart(reports: pl.DataFrame) -> int:
    by_potential = pl.col("msw_landfill_tCO2e_AR4") * to_ch4(1.0, "AR4")
    rounded = 0.5 / TONNES_PER_KT  # half of the last digit that the file prints
    return len(reports.filter((by_potential - pl.col("ch4_t")).abs() > rounded * (1 + pl.col("ch4_t"))))


def read_cities(file: str | Path) -> tuple[pl.DataFrame, tuple[Repair, ...]]:
    """(cities, repairs) of a table of city waste in the columns of the World Bank's What a Waste.

    Names whose UTF-8 was decoded as another alphabet are mended where that is certain; blanks are null; every mended
    cell is in the repairs. Raises SiteTableError naming file, row and column for what is neither a figure nor blank.
    """
    rows = _read(file, CITY, ("city_name",))
    repairs = [
        Repair(row, column, text, mended(text))
        for column in rows.columns
        if column != "row"
        for row, text in rows.select("row", column).iter_rows()
        if text is not None and mended(text) != text
    ]
    rows = rows.with_columns(pl.col(c).map_elements(mended, return_dtype=pl.String) for c in rows.columns if c != "row")
    numbers = [c for c in rows.columns if c.endswith(("_percent", "_tons_year", "_number_of_people"))]
    return _numbers(rows, numbers, file), tuple(sorted(repairs, key=lambda repair: repair.row))


def mended(text: str) -> str:
    """Text without blanks around it whose UTF-8 was decoded as Mac Roman, Windows-1252 or Latin-1, as it was meant."""
    text = text.strip()
    while True:
        better = _decoded(text)
        if better is None or better == text:
            return text
        text = better


def _decoded(text: str) -> str | None:
    if text.isascii():
        return None
    for alphabet in ("cp1252", "latin-1", "mac_roman"):  # Mac Roman last: it reads twice-broken text as rare marks
        try:
            meant = text.encode(alphabet).decode("utf-8")
        except UnicodeError:
            continue
        if not any(unicodedata.category(letter)[0] in "CM" for letter in meant):
            return meant
    return None


def _cities(cities: pl.DataFrame, repairs: Sequence[Repair]) -> dict[str, Any]:
    return {
        "format": "cities", "rows": len(cities), "cities": cities["city_name"].n_unique(),
        "msw": _named(_sum(cities, CITY[2]), "t_per_year"),
        "repairs": [asdict(repair) for repair in repairs],
        "assumptions": ["blank is unknown, never zero; no set of shares is made to sum to 100"],
        "warnings": [w for what, start in CITY_SHARES.items() for w in _sums(cities, what, start)],
    }  # fmt: skip


def _sums(cities: pl.DataFrame, what: str, start: str) -> list[str]:
    """What there is to say of the cities whose shares, in per cent, do not sum to 100."""
    shares = [c for c in cities.columns if c.startswith(start) and c.endswith("_percent")]
    known = pl.any_horizontal(pl.col(shares).is_not_null())
    total = cities.select("row", "city_name", pl.when(known).then(pl.sum_horizontal(shares)))
    tolerance = 100 * shipped().value("waste.composition_tolerance")
    return [
        f"row {row}: {what} of {name} is unknown" if found is None
        else f"row {row}: {what} of {name} sums to {found:.2f} %, not 100"
        for row, name, found in total.iter_rows()
        if found is None or abs(found - 100) > tolerance
    ]  # fmt: skip


def _read(file: str | Path, columns: Sequence[str], keys: Sequence[str]) -> pl.DataFrame:
    """All cells as text without blanks around it, empty ones null, with the row of the file."""
    try:
        frame = pl.read_csv(file, infer_schema=False, encoding="utf8", row_index_name="row", row_index_offset=FIRST_ROW)
    except FileNotFoundError:
        raise SiteTableError("there is no such file", file=file) from None
    except pl.exceptions.PolarsError as error:
        raise SiteTableError(f"not readable as a table: {error}", file=file) from error
    frame = frame.rename({name: name.lstrip("\ufeff").strip() for name in frame.columns})
    missing = [c for c in columns if c not in frame.columns]
    if missing:
        raise SiteTableError(f"the columns {', '.join(missing)} are missing", file=file, row=1)
    text = pl.col(pl.String).str.strip_chars()
    frame = frame.with_columns(pl.when(text != "").then(text))
    for key in keys:
        nameless = frame.filter(pl.col(key).is_null())
        if len(nameless):
            raise SiteTableError("a row without it cannot be counted", file=file, row=nameless["row"][0], column=key)
    return frame


def _numbers(frame: pl.DataFrame, columns: Sequence[str], file: str | Path) -> pl.DataFrame:
    """The same with columns of figures as numbers; thousands may be set apart by commas or blanks."""
    for column in columns:
        figure = pl.col(column).str.replace_all(r"[,\s]", "").cast(pl.Float64, strict=False)
        wrong = frame.filter(pl.col(column).is_not_null() & (figure.is_null() | ~figure.is_finite() | (figure < 0)))
        if len(wrong):
            row, cell = wrong.select("row", column).row(0)
            raise SiteTableError(
                f"{cell!r} is not a figure of 0 or more; leave unknown figures blank", file=file, row=row, column=column
            )
        frame = frame.with_columns(figure.alias(column))
    return frame
