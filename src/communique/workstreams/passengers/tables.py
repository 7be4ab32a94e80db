"""What may a party hand in about its records of passengers? Released counts of a year, never a record.

No contract has a column for a person, a flight or a record, so none can be handed in.
"""

from __future__ import annotations

from communique.tables import Check, Column, Table

ACTIONS = ("received", "kept", "masked", "deleted", "unmasked", "access_answered", "redress_answered")

ACTIVITY = Table(
    name="passengers.activity",
    description=(
        "What a party did with records of passengers in a year, as released under disclosure control. A count that was "
        "hidden in the release is left empty: it is unknown, not zero."
    ),
    columns=(
        Column("country", "country", description="whose records"),
        Column("year", "year", description="calendar year"),
        Column("action", allowed=ACTIONS, description="what was done; redress is a complaint that was answered"),
        Column("records", "integer", unit="1", minimum=0, nullable=True, description="how many; empty where hidden"),
        Column(
            "in_time", "integer", unit="1", minimum=0, nullable=True,
            description="how many of them by the day on which they were due; empty where hidden or without a clock",
        ),
        Column("source", description="address or title of the release"),
    ),
    key=("country", "year", "action"),
    checks=(Check("passengers-in-time-within", "in_time <= records", ("in_time", "records")),),
    official_source=(
        "Canada: https://www.cbsa-asfc.gc.ca/; Mexico: https://www.sat.gob.mx/; United States: https://www.dhs.gov/privacy"
    ),
)  # fmt: skip

TABLES = (ACTIVITY,)
