"""What may a city, an agency or a firm hand in: what each site emits, and what becomes of a city's waste?

A blank is unknown and never zero: write 0 where there is none.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from communique.tables import Check, Column, Table

if TYPE_CHECKING:
    import polars as pl

_LOADERS = "communique.workstreams.methane.site_loaders"

SITES = Table(
    name="methane.sites",
    description="Methane that a landfill or plant emitted in a year, one row a site and year; each site once.",
    columns=(
        Column("country", "country", description="country of the site"),
        Column("site_id", description="the programme's own id of the site"),
        Column("name", description="name of the site"),
        Column("region", nullable=True, description="code of the state, province or entity"),
        Column("latitude", "number", unit="degree", nullable=True, minimum=-90, maximum=90, description="WGS 84"),
        Column("longitude", "number", unit="degree", nullable=True, minimum=-180, maximum=180, description="WGS 84"),
        Column("year", "year", minimum=1950, maximum=2100, description="year of the emission"),
        Column(
            "ch4", "number", unit="t CH4", minimum=0, nullable=True, unit_column="ch4_unit",
            description="methane emitted; blank where it is not known",
        ),
        Column("ch4_unit", description="unit of it: t CH4 or kt CH4"),
        Column(
            "basis", allowed=("reported", "measured", "modelled"),
            description="reported by the operator's calculation, measured at the site, or modelled",
        ),
        Column("source", description="key or title of the document it was read in"),
    ),
    key=("country", "site_id", "year"),
    official_source=(
        "United States: https://www.epa.gov/ghgreporting/data-sets; "
        "Canada: https://www.canada.ca/en/environment-climate-change; "
        "Mexico: https://www.gob.mx/semarnat/acciones-y-programas/registro-nacional-de-emisiones-rene"
    ),
    loaders={"epa-ghgrp-hh": f"{_LOADERS}:read_facility_reports"},
)  # fmt: skip

#: Columns of composition, each a stream of the decay model.
STREAMS = (
    "food", "garden", "paper", "wood", "textiles", "nappies", "sludge", "rubber_leather", "plastics", "metal", "glass",
    "other_inert",
)  # fmt: skip
#: Columns of what becomes of the waste that lands in a disposal site, each a kind of site of the decay model.
TO_SITES = ("to_managed_anaerobic", "to_unmanaged_deep", "to_unmanaged_shallow", "to_uncategorised")
#: All ends of the waste.
TREATMENTS = (*TO_SITES, "composted", "digested", "incinerated", "open_burned", "recycled", "other", "unaccounted")


def _share(name: str, description: str) -> Column:
    return Column(name, "number", unit="1", nullable=True, minimum=0, maximum=1, description=description)


def sums_to_one(names: tuple[str, ...]) -> pl.Expr:
    """True where shares sum to one within half a per cent; with a blank among them, where they do not exceed it.

    Null where all are blank: nothing is said, which fails no row.
    """
    import polars as pl

    from communique.workstreams.methane.model.parameters import shipped

    tolerance = shipped().value("waste.composition_tolerance")
    away = pl.sum_horizontal(names) - 1
    blank = reduce(lambda found, name: found | pl.col(name).is_null(), names, pl.lit(False))
    silent = reduce(lambda found, name: found & pl.col(name).is_null(), names, pl.lit(True))
    # published shares have two decimals of a per cent: a sum that differs by their binary rounding alone is exact
    room = tolerance + 1e-9
    return pl.when(silent).then(None).otherwise((away <= room) & (blank | (away >= -room)))


CITY_WASTE = Table(
    name="methane.city_waste",
    description=(
        "A city's or agency's waste of a year: how much, what it is made of, and what becomes of it. Composition and "
        "treatment are shares of the wet mass between 0 and 1, and each of the two sums to 1."
    ),
    columns=(
        Column("country", "country", description="country of the city"),
        Column("city", description="name of the city or of the agency's area"),
        Column("year", "year", minimum=1850, maximum=2100, description="year of the waste"),
        Column("population", "number", unit="person", nullable=True, minimum=0, description="people served"),
        Column("waste", "number", unit="t", minimum=0, nullable=True, unit_column="waste_unit",
               description="municipal solid waste generated, wet"),
        Column("waste_unit", description="unit of it: t (metric), kt, Gg or short_ton"),
        *(_share(name, f"share of {name.replace('_', ' ')} in the waste") for name in STREAMS),
        *(_share(name, f"share of the waste: {name.replace('_', ' ')}") for name in TREATMENTS),
        Column("source", description="key or title of the document it was read in"),
    ),
    key=("country", "city", "year"),
    checks=(
        Check("methane-city-composition", lambda: sums_to_one(STREAMS), STREAMS),
        Check("methane-city-treatment", lambda: sums_to_one(TREATMENTS), TREATMENTS),
    ),
    official_source="World Bank, What a Waste, city level: https://datacatalog.worldbank.org/search/dataset/0039597",
    loaders={"what-a-waste-cities": f"{_LOADERS}:read_city_waste"},
)  # fmt: skip

SITE_TABLES = (SITES, CITY_WASTE)
