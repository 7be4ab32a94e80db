"""What does a harbour hand in?"""

from communique.tables import Column, Table

HOURS = Table(
    name="tides.hours",
    columns=(
        Column("country", "country", description="of the harbour"),
        Column("year", "year"),
        Column("hours", "number", unit="hour", minimum=0, description="of engines running in the harbour"),
    ),
    key=("country", "year"),
)
TABLES = (HOURS,)
