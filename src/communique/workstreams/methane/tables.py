"""What may an inventory compiler hand in for waste methane, and where is the current official file found?"""

from __future__ import annotations

from itertools import permutations

from communique.tables import Check, Column, Table
from communique.workstreams.methane.plan_tables import PLAN_TABLES
from communique.workstreams.methane.site_tables import SITE_TABLES

#: Region of a figure that holds for the whole country.
NATIONAL = "national"

KEYS = ("NO", "NE", "IE", "NA", "C")
_TOGETHER = tuple(",".join(keys) for size in (2, 3) for keys in permutations(KEYS, size))

_LOADERS = "communique.workstreams.methane.loaders"

INVENTORY = Table(
    name="methane.inventory",
    description=(
        "National greenhouse gas inventory figures as submitted: one row a country, vintage, category, gas, year and "
        "region. Parents and children may both be present; a sum takes one or the other."
    ),
    columns=(
        Column("country", "country", description="country whose inventory it is"),
        Column("vintage", description="name of the submission, for instance CRF 2021, CRT 2024 or NIR 2023"),
        Column(
            "submission_year", "year", nullable=True,
            description="year of the submission; the newest is used, one without a year only where there is no other",
        ),
        Column("guidelines", allowed=("IPCC 1996", "IPCC 2006", "IPCC 2019"), description="guidelines it follows"),
        Column(
            "category", pattern=r"total(\.lulucf)?|[1-6](\.[A-Z](\.\d+(\.[a-z]+)*(\.\d+)?)?)?",
            description="code of the 2006 numbering such as 5.A, or total; an older code goes into original_category",
        ),
        Column("gas", allowed=("CH4", "N2O", "CO2"), description="gas, also where the figure is in CO2 equivalent"),
        Column("year", "year", minimum=1850, maximum=2100, description="year of the emission"),
        Column("region", description=f"{NATIONAL}, or the province's or state's code"),
        Column(
            "value", "number", nullable=True, minimum=0,
            description="mass of the gas, or a notation key; empty only where a region does not report",
        ),
        Column(
            "unit",
            allowed=tuple(f"{mass} {gas}" for gas in ("CH4", "N2O", "CO2", "CO2e") for mass in ("kt", "Gg", "t")),
            description="unit of the value, with its gas",
        ),
        Column(
            "gwp", nullable=True,
            allowed=("AR4", "AR5", "AR6-non-fossil", "AR6-fossil", "AR6-non-fossil-GWP20", "AR6-fossil-GWP20"),
            description="warming potential that a figure in CO2e was made with",
        ),
        Column(
            "coverage", nullable=True, allowed=("whole", "partial"),
            description="partial where the figure does not cover the whole country",
        ),
        Column("original_category", nullable=True, description="the category as it stands in the source"),
        Column("source", description="key or title of the document it was read in"),
    ),
    key=("country", "vintage", "category", "gas", "year", "region"),
    notation_keys=(*KEYS, *_TOGETHER),
    checks=(
        Check("methane-inventory-gwp-named", "unit NOT LIKE '%CO2e' OR gwp IS NOT NULL", ("unit", "gwp")),
        Check(
            "methane-inventory-unit-of-gas", "ends_with(unit, 'CO2e') OR ends_with(unit, gas)", ("unit", "gas"),
        ),
        Check(
            "methane-inventory-value-or-key",
            f"value IS NOT NULL OR value_notation IS NOT NULL OR region <> '{NATIONAL}'",
            ("value", "region"),
        ),
        Check(
            "methane-inventory-numbering", "category NOT LIKE '6.%'", ("category",),
        ),
        Check(
            "methane-inventory-submitted-after", "submission_year IS NULL OR submission_year >= year",
            ("submission_year", "year"),
        ),
    ),
    official_source=(
        "Common Reporting Tables of the Parties: https://unfccc.int/first-biennial-transparency-reports; "
        "Canada by province: "
        "https://data-donnees.az.ec.gc.ca/data/substances/monitor/canada-s-official-greenhouse-gas-inventory/; "
        "Mexico: https://www.gob.mx/inecc; United States: https://www.epa.gov/ghgemissions; "
        "earlier submissions: https://di.unfccc.int/detailed_data_by_party"
    ),
    loaders={
        "unfccc-crf": f"{_LOADERS}:read_crf",
        "eccc-nir-by-province": f"{_LOADERS}:read_nir_by_province",
        "unfccc-di-wide": f"{_LOADERS}:read_unfccc_wide",
    },
)  # fmt: skip

TABLES = (INVENTORY, *SITE_TABLES, *PLAN_TABLES)
