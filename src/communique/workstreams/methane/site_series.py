"""Which sites does the package ship, what do they add up to, and how sure is each one's place?

Made from two published tables of the US, each site counted once: the facility reports of municipal landfills (GHGRP,
Subpart HH) and the list of landfills (LMOP). No figure is changed; Canada and Mexico publish no such table that is on
hand, and that is unknown, not zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from communique.facts import COLUMNS
from communique.geo import distance_km
from communique.workstreams.methane.model.gas import tonnes_per_day
from communique.workstreams.methane.model.parameters import shipped as parameters
from communique.workstreams.methane.series import FOLDER, figures
from communique.workstreams.methane.sites import DAYS_PER_YEAR, TONNES_PER_KT, read_ghgrp, read_lmop

REPORTS = "us_ghgrp_hh_msw_landfills_2010_2018.csv"
LIST = "us_lmop_landfills.csv"
REPORT_SOURCE, LIST_SOURCE = "epa-ghgrp-hh", "epa-lmop"

#: Columns of the shipped table: coordinates as published; `km_apart` from the place in the list of landfills, or null.
SCHEMA = {
    "country": pl.String(), "site_id": pl.String(), "name": pl.String(), "region": pl.String(),
    "latitude": pl.Float64(), "longitude": pl.Float64(), "year": pl.Int32(), "ch4_t": pl.Float64(),
    "km_apart": pl.Float64(), "source": pl.String(), "confidence": pl.String(), "recorded_on": pl.Date(),
}  # fmt: skip

#: Columns of the shipped histories: masses in short tons and flows in mmscfd, as published; blank is unknown.
HISTORY = {
    "site_id": pl.String(), "landfill_id": pl.String(), "opened": pl.Int32(), "closes": pl.Int32(),
    "status": pl.String(), "waste_short_tons": pl.Float64(), "waste_year": pl.Int32(), "collects": pl.String(),
    "collected_mmscfd": pl.Float64(), "source": pl.String(), "confidence": pl.String(), "recorded_on": pl.Date(),
}  # fmt: skip


@cache
def shipped_sites() -> pl.DataFrame:
    """Municipal landfills of the US with their reported methane of the last year on hand, t CH4."""
    return pl.read_csv(FOLDER / "sites" / "us_landfills.csv", schema=SCHEMA)


@cache
def shipped_histories() -> pl.DataFrame:
    """What the list of landfills says of those that report: opened, closes, waste in place, gas collected."""
    return pl.read_csv(FOLDER / "sites" / "us_landfill_histories.csv", schema=HISTORY)


def position(km_apart: float | None) -> str:
    """How sure a site's place is: `confirmed` by the second list, `apart` from it, or `single`, from one list only."""
    if km_apart is None:
        return "single"
    return "confirmed" if km_apart <= figures().value("site-rule", "position-km") else "apart"


def build_sites(folder: str | Path) -> pl.DataFrame:
    """The shipped table from the two published files of a folder: the facilities of the last year reported."""
    reports, _ = read_ghgrp(Path(folder) / REPORTS)
    places = _listed_places(read_lmop(Path(folder) / LIST)[0])
    last = reports.filter(pl.col("year") == pl.col("year").max())
    located = last.with_columns(pl.col("Latitude", "Longitude").cast(pl.Float64))
    apart = [
        _nearest((latitude, longitude), places.get(id, []))
        for id, latitude, longitude in located.select("Facility Id", "Latitude", "Longitude").iter_rows()
    ]
    return located.select(
        pl.lit("USA").alias("country"), pl.col("Facility Id").alias("site_id"), pl.col("Facility Name").alias("name"),
        pl.col("State").alias("region"), pl.col("Latitude").alias("latitude"), pl.col("Longitude").alias("longitude"),
        "year", "ch4_t", pl.Series("km_apart", apart, pl.Float64), pl.lit(REPORT_SOURCE).alias("source"),
        pl.lit("verified").alias("confidence"),
    ).sort("site_id")  # fmt: skip


def build_histories(folder: str | Path) -> pl.DataFrame:
    """The shipped histories from the list of landfills of a folder; a facility that two landfills share stands twice.

    `recorded_on` is left to who ships them.
    """
    sites, _ = read_lmop(Path(folder) / LIST)
    year = {"opened": "Year Landfill Opened", "closes": "Landfill Closure Year", "waste_year": "Waste in Place Year"}
    known = sites.filter(pl.col("GHGRP ID").is_not_null())
    return known.select(
        pl.col("GHGRP ID").str.strip_suffix(".0").alias("site_id"), pl.col("Landfill ID").alias("landfill_id"),
        *(pl.col(column).cast(pl.Float64).cast(pl.Int32).alias(name) for name, column in year.items()),
        pl.col("Current Landfill Status").alias("status"), pl.col("Waste in Place (tons)").alias("waste_short_tons"),
        pl.col("LFG Collection System In Place?").alias("collects"),
        pl.col("LFG Collected (mmscfd)").alias("collected_mmscfd"), pl.lit(LIST_SOURCE).alias("source"),
        pl.lit("verified").alias("confidence"),
    ).select(name for name in HISTORY if name != "recorded_on").sort("site_id", "landfill_id")  # fmt: skip


def _listed_places(sites: pl.DataFrame) -> dict[str, list[tuple[float, float]]]:
    """Facility Id -> places in the list of landfills, which writes ids as decimals; sites without either are left."""
    found: dict[str, list[tuple[float, float]]] = {}
    for id, latitude, longitude in sites.select("GHGRP ID", "Latitude", "Longitude").iter_rows():
        if id and latitude and longitude:
            found.setdefault(_facility(id), []).append((float(latitude), float(longitude)))
    return found


def _facility(id: str) -> str:
    return id.removesuffix(".0")


def _nearest(place: tuple[float, float], others: list[tuple[float, float]]) -> float | None:
    return round(min(distance_km(place, other) for other in others), 1) if others else None


def build_sums(folder: str | Path) -> list[dict[str, Any]]:
    """Facts in the columns of `communique.facts`, `recorded_on` left to who ships them: yearly sums, and the list."""
    reports, _ = read_ghgrp(Path(folder) / REPORTS)
    sites, _ = read_lmop(Path(folder) / LIST)
    return [
        *_yearly(reports),
        *_listed(sites, set(reports.filter(pl.col("year") == pl.col("year").max())["Facility Id"])),
    ]


def _yearly(reports: pl.DataFrame) -> Iterator[dict[str, Any]]:
    for year in sorted(reports["year"].unique()):
        own = reports.filter(pl.col("year") == year)
        span = {"from": f"{year}-01-01", "to": f"{year}-12-31", "source": REPORT_SOURCE}
        yield _fact("site-sum", "USA", round(float(own["ch4_t"].sum()) / TONNES_PER_KT, 6), "kt CH4", **span)
        yield _fact("site-count", "USA", len(own), "site", **span)
        yield _fact("site-zeros", "USA", int((own["ch4_t"] == 0).sum()), "site", **span)


def _listed(sites: pl.DataFrame, reporting: set[str]) -> Iterator[dict[str, Any]]:
    reports = pl.col("GHGRP ID").str.strip_suffix(".0").is_in(list(reporting)).fill_null(False)
    waste = "Waste in Place (tons)"
    inside = sites.filter(reports)
    share_of_waste = float(inside[waste].sum()) / float(sites[waste].sum())
    collecting = sites.filter(pl.col("LFG Collection System In Place?") == "Yes")
    collected = sites["LFG Collected (mmscfd)"]
    share = parameters().value("gas.ch4_share", "landfill_gas")
    kt = tonnes_per_day(float(collected.sum()), share) * DAYS_PER_YEAR / TONNES_PER_KT
    for key, value, unit in (
        ("sites", len(sites), "site"),
        ("reporting", len(inside), "site"),
        ("waste-share-of-reporting", round(share_of_waste, 4), "1"),
        ("collecting", len(collecting), "site"),
        ("collected-known", len(collected) - collected.null_count(), "site"),
        ("collected", round(kt, 1), "kt CH4/year"),
    ):
        yield _fact("site-list", f"USA|{key}", value, unit, source=LIST_SOURCE)


def _fact(id: str, key: str, value: float, unit: str, **rest: Any) -> dict[str, Any]:
    return {**dict.fromkeys(COLUMNS, ""), "id": id, "key": key, "value": value, "unit": unit,
            "confidence": "verified", **rest}  # fmt: skip
