"""What do the published tables of sites and cities say, in the columns of `methane.sites` and `methane.city_waste`?"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from communique.geo import country
from communique.tables.frames import schema
from communique.units import factor
from communique.workstreams.methane.site_tables import CITY_WASTE, SITES, STREAMS, TO_SITES
from communique.workstreams.methane.sites import SiteTableError, read_cities, read_ghgrp

#: Streams of the World Bank's table by ours; it has no nappies, textiles or sludge, which are unknown in it.
_STREAMS = {
    "food": "food_organic_waste", "garden": "yard_garden_green_waste", "paper": "paper_cardboard", "wood": "wood",
    "rubber_leather": "rubber_leather", "plastics": "plastic", "metal": "metal", "glass": "glass",
    "other_inert": "other",
}  # fmt: skip
#: Ends of the waste by ours; where it says no more than "landfill" or "dump" the kind of site is not known.
_TREATMENTS = {
    "to_managed_anaerobic": ("sanitary_landfill_landfill_gas_system", "controlled_landfill"),
    "to_uncategorised": ("landfill_unspecified", "open_dump"),
    "composted": ("compost",), "digested": ("anaerobic_digestion",),
    "incinerated": ("incineration", "advanced_thermal_treatment"), "recycled": ("recycling",), "other": ("other",),
    "unaccounted": ("unaccounted_for",),
}  # fmt: skip
PER_CENT = 100


def read_facility_reports(file: str | Path) -> pl.DataFrame:
    """Rows of `methane.sites` from EPA's facility reports of municipal landfills, each facility and year once.

    A reported zero is kept as it stands. Raises SiteTableError as `read_ghgrp` does, and for unreadable coordinates.
    """
    reports, _ = read_ghgrp(file)
    columns = {
        "country": pl.lit("USA"), "site_id": pl.col("Facility Id"), "name": pl.col("Facility Name"),
        "region": pl.col("State"), "latitude": _degrees(reports, "Latitude", file),
        "longitude": _degrees(reports, "Longitude", file), "year": pl.col("year"), "ch4": pl.col("ch4_t"),
        "ch4_unit": pl.lit("t CH4"), "basis": pl.lit("reported"), "source": pl.lit("epa-ghgrp-hh"),
    }  # fmt: skip
    return _framed(reports.select(**columns), schema(SITES))


def _degrees(frame: pl.DataFrame, name: str, file: str | Path) -> pl.Expr:
    figure = pl.col(name).cast(pl.Float64, strict=False)
    wrong = frame.filter(pl.col(name).is_not_null() & figure.is_null())
    if len(wrong):
        row, cell = wrong.select("row", name).row(0)
        raise SiteTableError(f"{cell!r} is not in degrees", file=file, row=row, column=name)
    return figure


def read_city_waste(file: str | Path) -> pl.DataFrame:
    """Rows of `methane.city_waste` from a table in the columns of the World Bank's What a Waste.

    Names that were decoded wrongly are mended where that is certain; `communique methane sites FILE --format cities`
    lists every mended cell. Shares become parts of one, blanks stay blank. The table has no column of the year; a file
    whose name does not hold one (`…2012….csv`) is refused rather than dated by guess.
    """
    cities, _ = read_cities(file)
    year = _year_in_name(Path(file))
    present = set(cities.columns)
    columns = [
        pl.Series("country", [_country(code, row, file) for row, code in cities.select("row", "iso3c").iter_rows()]),
        pl.col("city_name").alias("city"),
        pl.lit(year, pl.Int32).alias("year"),
        _optional("population_population_number_of_people", present).alias("population"),
        pl.col("total_msw_total_msw_generated_tons_year").alias("waste"),
        pl.lit("t").alias("waste_unit"),
        *(_part([f"composition_{name}_percent"], present).alias(own) for own, name in _STREAMS.items()),
        *(
            _part([f"waste_treatment_{name}_percent" for name in names], present).alias(own)
            for own, names in _TREATMENTS.items()
        ),
        pl.lit("World Bank, What a Waste").alias("source"),
    ]
    return _framed(cities.select(columns), schema(CITY_WASTE))


def _optional(name: str, present: set[str]) -> pl.Expr:
    return pl.col(name) if name in present else pl.lit(None, pl.Float64)


def _part(names: list[str], present: set[str]) -> pl.Expr:
    """Per cents of several columns as one share of one; blank where all of them are."""
    found = [pl.col(name) for name in names if name in present]
    if not found:
        return pl.lit(None, pl.Float64)
    total = pl.sum_horizontal(found) / PER_CENT
    return pl.when(pl.any_horizontal(*(each.is_not_null() for each in found))).then(total)


def _year_in_name(file: Path) -> int:
    found = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", file.stem)
    if len(found) != 1:
        raise SiteTableError(
            "the table does not say of which year it is; put the year into the file's name: cities_2018.csv",
            file=file,
        )
    return int(found[0])


def _country(code: str | None, row: int, file: str | Path) -> str:
    found = country(code) if code else None
    if found is None:
        raise SiteTableError(f"{code!r} is no country that is known", file=file, row=row, column="iso3c")
    return found


def _framed(frame: pl.DataFrame, kinds: dict[str, pl.DataType]) -> pl.DataFrame:
    missing = [pl.lit(None, kind).alias(name) for name, kind in kinds.items() if name not in frame.columns]
    return frame.with_columns(missing).select([pl.col(name).cast(kind) for name, kind in kinds.items()])


def city_deposits(rows: pl.DataFrame, city: str) -> list[tuple[int, str, str, float]]:
    """(year, stream, kind of site, Gg of wet waste) of a city's sheet, as `communique methane fod` reads it.

    waste × share that ends in a kind of site × share of the stream. Raises SiteTableError for a city that is not
    there and for a year without mass, composition or treatment: a blank is not zero.
    """
    own = rows.filter(pl.col("city") == city).sort("year")
    if own.is_empty():
        known = ", ".join(sorted(rows["city"].unique()))
        raise SiteTableError(f"there is no city {city!r}; there are: {known}")
    found = []
    to_gg = factor("t", "Gg")
    for row in own.iter_rows(named=True):
        lacking = [name for name in ("waste", *STREAMS, *TO_SITES) if row[name] is None]
        if lacking:
            raise SiteTableError(
                f"{city} {row['year']}: {', '.join(lacking)} not known; a blank is not zero: write 0 for none"
            )
        tonnes = row["waste"]
        found += [
            (row["year"], stream, kind.removeprefix("to_"), tonnes * row[kind] * row[stream] * to_gg)
            for kind in TO_SITES
            for stream in STREAMS
            if row[kind] and row[stream]
        ]
    return found


def write_deposits(deposits: Iterable[tuple[int, str, str, float]], out: Path) -> Path:
    """The file of deposits that `communique methane fod` reads; raises SiteTableError for one that is there already."""
    from communique.workstreams.methane.model.deposits import COLUMNS

    if out.exists():
        raise SiteTableError("there is a file of this name already; choose another", file=out)
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(deposits)
    return out
