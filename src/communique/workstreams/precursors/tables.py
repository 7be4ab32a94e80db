"""What may an office hand in: an entry of a control list, monthly trade, a correlation of tariff codes?

No contract has a column for a company, a shipment's owner or a person, so none can be handed in.
"""

from __future__ import annotations

from communique.tables import Check, Column, Table

_DATE = r"(19|20)\d{2}(-\d{2}(-\d{2})?)?"
_HS6 = r"\d{4}\.\d{2}"
_REVISION = ("HS1992", "HS1996", "HS2002", "HS2007", "HS2012", "HS2017", "HS2022")

LIST_ENTRIES = Table(
    name="precursors.list_entries",
    description=(
        "A proposed or corrected entry of a control list, as the law has it. The one who proposes and the one who "
        "reviewed it against the cited instrument are two; without a citation and a review no entry is accepted."
    ),
    columns=(
        Column("substance", description="id of the closed list of listed substances, for instance 4-AP"),
        Column("jurisdiction", allowed=("UN", "CAN", "MEX", "USA"), description="whose list it is"),
        Column("list", description="the list, with item where it has one: Sch VI Part 1 item 31"),
        Column("scope", nullable=True, description="scope words of the law with | between: exact|+salts"),
        Column("decided_on", nullable=True, pattern=_DATE, description="vote of the Commission on Narcotic Drugs"),
        Column("published_on", nullable=True, pattern=_DATE, description="day of publication in the official journal"),
        Column("effective_from", nullable=True, pattern=_DATE, description="first day of effect, or its month or year"),
        Column(
            "precision", allowed=("day", "month", "year", "none"), description="precision of effective_from",
        ),
        Column("effective_to", nullable=True, pattern=_DATE, description="first day on which it no longer holds"),
        Column("instrument", description="the instrument cited: SOR/2016-294, DOF 13 May 2021, 21 CFR 1310.02"),
        Column("mark", allowed=("verified", "inferred", "confirm", "recalled"), description="how sure the entry is"),
        Column("note", nullable=True, description="what a reader must know, in one sentence"),
        Column("source", description="address or title of the document that was read"),
        Column("read_on", "date", description="day for which the list was read; later days stay unknown"),
        Column("proposed_by", category="official", marking="TLP:AMBER", description="office that proposes it"),
        Column("reviewed_by", category="official", marking="TLP:AMBER", description="another, which reviewed it"),
    ),
    key=("substance", "jurisdiction", "list", "instrument", "precision"),
    checks=(
        Check("precursors-four-eyes", "proposed_by <> reviewed_by", ("reviewed_by", "proposed_by")),
        Check("precursors-dated-as-said", "(precision = 'none') = (effective_from IS NULL)", ("precision",)),
    ),
    official_source=(
        "United Nations: https://www.incb.org/incb/en/precursors/index.html; "
        "Canada: https://laws-lois.justice.gc.ca/eng/acts/c-38.8/; Mexico: https://www.dof.gob.mx/; "
        "United States: https://www.ecfr.gov/current/title-21/chapter-II"
    ),
)  # fmt: skip

TRADE = Table(
    name="precursors.trade",
    description=(
        "Monthly trade of one reporter with one partner under one six-digit code. A code carries lawful products, most "
        "of them nothing else: these are trade statistics, never quantities of a substance."
    ),
    columns=(
        Column("reporter", "country", description="country that reports the flow"),
        Column("partner", "country", description="country it trades with"),
        Column("flow", allowed=("export", "import"), description="as the reporter sees it"),
        Column("month", pattern=r"\d{4}-(0[1-9]|1[0-2])", description="month, 2025-03"),
        Column("hs_revision", allowed=_REVISION, description="revision of the Harmonized System of the code"),
        Column("hs6", pattern=_HS6, description="six-digit code with its point, 2933.37"),
        Column("value", "number", unit="USD", nullable=True, minimum=0, description="FOB of exports, CIF of imports"),
        Column("quantity", "number", nullable=True, minimum=0, description="quantity in its own unit"),
        Column("quantity_unit", nullable=True, description="unit of the quantity: kg, t, l"),
        Column("shipments", "integer", nullable=True, minimum=0, description="number of shipments or declarations"),
        Column("working_days", "integer", nullable=True, minimum=1, maximum=31, description="of the reporter's month"),
        Column("transport", nullable=True, allowed=("land", "sea"), description="how it travelled, where known"),
        Column("confidential", "boolean", nullable=True, description="whether the figure is suppressed"),
        Column("re_export", "boolean", nullable=True, description="whether it holds goods of a third country"),
    ),
    key=("reporter", "partner", "flow", "month", "hs_revision", "hs6"),
    checks=(
        Check("precursors-quantity-has-unit", "quantity IS NULL OR quantity_unit IS NOT NULL", ("quantity_unit",)),
        Check("precursors-two-countries", "reporter <> partner", ("partner", "reporter")),
    ),
    official_source=(
        "United Nations: https://comtradeplus.un.org/; "
        "Canada: https://www150.statcan.gc.ca/n1/pub/71-607-x/71-607-x2021004-eng.htm; "
        "Mexico: https://www.gob.mx/se; United States: https://usatrade.census.gov/"
    ),
)  # fmt: skip

HS_CORRELATION = Table(
    name="precursors.hs_correlation",
    description="Which code of an older revision is which of 2022. Only one-to-one pairs are used to convert figures.",
    columns=(
        Column("from_revision", allowed=_REVISION[:-1], description="the older revision"),
        Column("from_hs6", pattern=_HS6, description="its code"),
        Column("to_hs6", pattern=_HS6, description="a code of HS2022 that took it over, whole or in part"),
        Column("relation", allowed=("1:1", "1:n", "n:1", "n:n"), description="as the correlation table has it"),
        Column("source", description="title of the correlation table"),
    ),
    key=("from_revision", "from_hs6", "to_hs6"),
    official_source="https://unstats.un.org/unsd/classifications/Econ",
)

TABLES = (LIST_ENTRIES, TRADE, HS_CORRELATION)
