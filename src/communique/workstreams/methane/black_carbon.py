"""How much black carbon does waste give off that burns in the open, beside its methane?

Only contributed sheets of cities say how much burns. Black carbon is a mass beside methane and never part of CO2
equivalents; without data on burning it is unknown, which is not zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

import polars as pl

from communique.geo import NORTH_AMERICA
from communique.language import Text
from communique.units import factor
from communique.view import Cell, Grid
from communique.workstreams.methane.model.burning import Burned, burned
from communique.workstreams.methane.model.parameters import shipped
from communique.workstreams.methane.site_tables import CITY_WASTE

if TYPE_CHECKING:
    from communique.hooks import Context
    from communique.workstreams.methane.inventory import Reading
    from communique.workstreams.methane.series.vintages import Vintage

#: Open burning of waste in the numbering of 2006.
CATEGORY = "5.C.2"


def black_carbon(ctx: Context, reading: Reading) -> Grid:
    """A row a country: what its inventory says of open burning, and what its contributed cities burn."""
    rows = ctx.read_table(CITY_WASTE)
    by_country = {country: burning(rows, country) for country in NORTH_AMERICA}
    computed = any(each is not None for each in by_country.values())
    sources = {f"methane/{p.source}" for each in by_country.values() if each is not None for p in each.parameters}
    return Grid(
        id="methane-black-carbon",
        title=Text("methane-view-black-carbon"),
        columns=tuple(Text(f"methane-column-{n}") for n in ("country", "burning", "burned", "burned-ch4", "soot")),
        cells=tuple(
            (Text(f"methane-country-{country.lower()}"), _said(reading, country), *_figures(each))
            for country, each in by_country.items()
        ),
        unknown=(
            Text("methane-black-carbon-note"),
            Text("methane-black-carbon-lower" if computed else "methane-black-carbon-unknown"),
        ),
        sources=tuple(sorted(sources)),
    )


def burning(rows: pl.DataFrame, country: str) -> Burned | None:
    """What burns in a country's cities, each by its last year; None where no sheet says how much is set on fire.

    Gg burned = waste × share set on fire × the share of that which burns.
    """
    known = pl.col("waste").is_not_null() & pl.col("open_burned").is_not_null()
    own = rows.filter((pl.col("country") == country) & (pl.col("party") == country) & known)
    last = own.sort("year").unique("city", keep="last", maintain_order=True)
    if last.is_empty():
        return None
    fired = math.fsum(last["waste"] * last["open_burned"]) * factor("t", "Gg")
    return burned(fired * shipped().value("open_burning.burned_share"))


def _figures(found: Burned | None) -> tuple[Cell, Cell, Cell]:
    return (None, None, None) if found is None else (found.mass_gg, found.ch4_t, found.black_carbon_t)


def _said(reading: Reading, country: str) -> Text | None:
    """What the newest submission that knows open burning says of it: a figure or a key, which is not zero."""
    for vintage in _newest_first(reading, country):
        cells = {year: cell for (category, year), cell in vintage.cells.items() if category == CATEGORY}
        if cells:
            year = max(cells)
            args = {"vintage": vintage.name, "year": str(year)}
            if cells[year].value is None:
                return Text("methane-burning-key", {**args, "key": cells[year].key})
            return Text("methane-burning-figure", {**args, "value": cells[year].value})
    return None


def _newest_first(reading: Reading, country: str) -> Iterable[Vintage]:
    own = [v for v in reading.vintages if v.country == country]
    return sorted(own, key=lambda v: (v.submission_year or 0, v.contributed), reverse=True)
