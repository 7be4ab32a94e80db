"""How many engine hours, from what the harbours handed in?"""

import numpy as np

from communique.estimate import Estimate, Provenance
from communique.geo import in_order
from tides.tables import HOURS


def estimate(ctx):
    """Reported hours by country and year; what nobody handed in is unknown."""
    rows = ctx.read_table(HOURS)
    if rows.is_empty():
        return {}
    parties = in_order(rows["country"])
    years = tuple(sorted(set(rows["year"])))
    draws = np.full((1, len(parties), len(years)), np.nan)
    for row in rows.iter_rows(named=True):
        draws[0, parties.index(row["country"]), years.index(row["year"])] = row["hours"]
    found = Estimate(
        indicator="tides.engine_hours",
        unit="hour",
        parties=parties,
        years=years,
        draws=draws,
        method="reported",
        provenance=tuple(Provenance(party, "contributed") for party in parties),
        reported=frozenset(parties),
    )
    return {found.indicator: found.with_total()}
