"""What must be contributed before a plan can be made: what was buried where, and what each measure does and costs?

There are no default costs and no default efficacies. Without rows here an edition has at most the plan that is worked
on published data (`plan.published`), which says that it is one.
"""

from __future__ import annotations

from communique.tables import Check, Column, Table

DEPOSITS = Table(
    name="methane.deposits",
    description=(
        "Waste deposited at a site, or at all sites of a region, one row a stream and year, with the parameters of its "
        "decay. All streams of a site have the same years. Inert waste is a stream with doc = 0."
    ),
    columns=(
        Column("country", "country", description="country of the site"),
        Column("site", description="name of the site or region"),
        Column("stream", description="kind of waste, such as food, garden, paper, wood, inert"),
        Column("year", "year", minimum=1850, maximum=2100, description="year of deposit"),
        Column("mass", "number", unit="Gg", minimum=0, unit_column="mass_unit", description="wet waste deposited"),
        Column("mass_unit", description="unit of the mass: Gg, kt, t or short_ton"),
        Column("doc", "number", unit="1", minimum=0, maximum=1, description="degradable carbon of the wet waste"),
        Column("doc_f", "number", unit="1", minimum=0, maximum=1, description="share of it that decomposes"),
        Column("k", "number", unit="1/year", exclusive_minimum=0, description="decay rate"),
        Column("mcf", "number", unit="1", minimum=0, maximum=1, description="methane correction factor of that year"),
        Column("methane_share", "number", unit="1", minimum=0, maximum=1, description="methane in the gas, by volume"),
        Column(
            "captured", "number", unit="1", minimum=0, maximum=1,
            description="share of generation captured in that year without the plan; the same for all streams",
        ),
        Column(
            "oxidation", "number", unit="1", minimum=0, maximum=1,
            description="share of what escapes capture that the cover oxidises without the plan",
        ),
        Column("destruction", "number", unit="1", minimum=0, maximum=1, description="destroyed share of captured gas"),
        Column("source", description="key or title of the document it was read in"),
    ),
    key=("country", "site", "stream", "year"),
    official_source=(
        "United States: https://www.epa.gov/lmop/landfill-technical-data and https://www.epa.gov/ghgreporting; "
        "Canada: https://www.canada.ca/en/environment-climate-change; Mexico: https://www.gob.mx/inecc"
    ),
)  # fmt: skip

MEASURES = Table(
    name="methane.abatement_measures",
    description=(
        "What can be done at a site, or at all sites of a country, how far it goes and what it costs. One currency and "
        "price year: money of another is never added without a dated rate."
    ),
    columns=(
        Column("measure", pattern=r"[a-z0-9-]+", description="name of the measure, such as compost-food"),
        Column("country", "country", description="country where it can be taken"),
        Column("site", description="site of methane.deposits, or all"),
        Column("kind", allowed=("divert", "capture", "cover"), description="divert waste, capture gas, or cover"),
        Column("stream", nullable=True, description="stream that is diverted"),
        Column(
            "reach", "number", unit="1", exclusive_minimum=0, maximum=1,
            description="share of the stream diverted, of generation captured in all, or oxidised besides",
        ),
        Column(
            "emission", "number", unit="1", nullable=True, minimum=0, maximum=1,
            description="t CH4 from treating a diverted tonne; 0 for waste that is prevented",
        ),
        Column("currency", allowed=("CAD", "MXN", "USD"), description="currency of all three costs"),
        Column("price_year", "year", minimum=1990, maximum=2100, description="year of the prices"),
        Column("cost", "number", description="cost of a tonne diverted, or of a tonne CH4; negative where it earns"),
        Column("fixed", "number", nullable=True, minimum=0, description="cost of building a block"),
        Column("yearly", "number", nullable=True, minimum=0, description="cost of a standing block each year"),
        Column("blocks", "integer", nullable=True, minimum=1, description="blocks that make the full effort"),
        Column("start", "year", nullable=True, description="first year in which it can act"),
        Column(
            "ramp", "number", unit="1", nullable=True, exclusive_minimum=0, maximum=1,
            description="divert: most by which the share may rise in a year",
        ),
        Column("source", description="where efficacy and cost were read"),
    ),
    key=("measure", "country", "site"),
    checks=(
        Check(
            "methane-measure-divert-whole", "kind <> 'divert' OR (stream IS NOT NULL AND emission IS NOT NULL)",
            ("stream", "emission", "kind"),
        ),
        Check(
            "methane-measure-divert-only",
            "kind = 'divert' OR (stream IS NULL AND emission IS NULL AND ramp IS NULL)", ("stream", "kind"),
        ),
        Check(
            "methane-measure-blocks-priced", "fixed IS NOT NULL OR (blocks IS NULL AND yearly IS NULL)",
            ("fixed", "blocks", "yearly"),
        ),
        Check("methane-measure-blocks-of-gas", "kind <> 'divert' OR fixed IS NULL", ("fixed", "kind")),
    ),
)  # fmt: skip

RANGES = Table(
    name="methane.parameter_ranges",
    description=(
        "How sure the figures of methane.deposits are: the 95 % interval of a parameter as multiples of its value. "
        "Without rows here a plan of contributed deposits has no probability. The row that says most holds: a site's "
        "own before all, a stream's own before all."
    ),
    columns=(
        Column("country", "country", description="country of the sites"),
        Column("site", description="site of methane.deposits, or all"),
        Column("stream", description="stream of methane.deposits, or all"),
        Column(
            "parameter", allowed=("doc", "doc_f", "k", "mcf", "methane_share", "captured", "oxidation"),
            description="column of methane.deposits that the range is of",
        ),
        Column("low", "number", unit="1", minimum=0, maximum=1, description="lower end as a multiple of the value"),
        Column("high", "number", unit="1", minimum=1, description="upper end as a multiple of the value"),
        Column("source", description="where the range was read"),
    ),
    key=("country", "site", "stream", "parameter"),
)  # fmt: skip

PLAN_TABLES = (DEPOSITS, MEASURES, RANGES)
