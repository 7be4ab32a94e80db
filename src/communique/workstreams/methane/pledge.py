"""What do the three contribute to the Global Methane Pledge: all methane that people cause, by their inventories?

The pledge is collective and worldwide: 30 % less in 2030 than in 2020, in all sectors together. The three countries'
totals are context; no country and no sum of three is judged by them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from communique.estimate import Caveat, Estimate, Provenance
from communique.geo import NORTH_AMERICA, TOGETHER, in_order
from communique.language import Text
from communique.units import factor
from communique.view import Line, TimeSeries
from communique.workstreams.methane.loaders import TOTAL
from communique.workstreams.methane.series import figures
from communique.workstreams.methane.series.vintages import Vintage, waste_series

if TYPE_CHECKING:
    from communique.workstreams.methane.inventory import Reading

INDICATOR = "methane.all_ch4"
UNIT = "Mt CH4"


def estimate(reading: Reading) -> dict[str, Estimate]:
    """Totals without land use, Mt CH4, of the newest submission of each country that holds one, and their sum.

    A country without a total is unknown, and so is the sum.
    """
    chosen = totals(reading)
    scale = factor("kt CH4", UNIT)
    known = {country: {y: v * scale for y, v in _total(vintage).items()} for country, vintage in chosen.items()}
    years = tuple(sorted({year for series in known.values() for year in series})) or (_base_year(),)
    draws = np.full((1, len(NORTH_AMERICA), len(years)), np.nan)
    for row, country in enumerate(NORTH_AMERICA):
        draws[0, row] = [known.get(country, {}).get(year, math.nan) for year in years]
    found = Estimate(
        indicator=INDICATOR,
        unit=UNIT,
        parties=NORTH_AMERICA,
        years=years,
        draws=draws,
        method="methane-method-total-reported",
        provenance=tuple(_provenance(chosen)),
        caveats=tuple(_caveats(chosen)),
        reported=frozenset(NORTH_AMERICA),
    )
    return {INDICATOR: found.with_total()}


def totals(reading: Reading) -> dict[str, Vintage]:
    """The newest submission of each country that holds a national total; of one year the country's own contribution."""
    found: dict[str, Vintage] = {}
    for country in NORTH_AMERICA:
        own = [v for v in reading.vintages if v.country == country and _total(v)]
        newest = max(((v.submission_year or 0, v.contributed) for v in own), default=None)
        best = [v for v in own if (v.submission_year or 0, v.contributed) == newest]
        if len(best) == 1:  # two equally new ones contradict each other, and none is used
            found[country] = best[0]
    return found


def _total(vintage: Vintage) -> dict[int, float]:
    return {
        year: cell.value
        for (category, year), cell in sorted(vintage.cells.items())
        if category == TOTAL and cell.value is not None and not cell.partial
    }


def _base_year() -> int:
    return int(figures().value("waste-goal", "base-year"))


def _provenance(chosen: Mapping[str, Vintage]) -> Iterator[Provenance]:
    for country, vintage in chosen.items():
        for source in vintage.sources:
            table = "methane.inventory" if vintage.contributed else ""
            yield Provenance(country, source, vintage.name, vintage.confidence, table)


def _caveats(chosen: Mapping[str, Vintage]) -> Iterator[Caveat]:
    for country in NORTH_AMERICA:
        if country not in chosen:
            yield Caveat(country, Text("methane-caveat-no-total"))
        else:
            yield Caveat(country, Text("methane-caveat-total", {"vintage": chosen[country].name}))
    yield Caveat(TOGETHER, Text("methane-caveat-pledge-collective"))


def context(found: Estimate, reading: Reading, sources: tuple[str, ...]) -> TimeSeries:
    """The three totals in time, and beside each its waste by the same submission; no target, since none is national."""
    chosen = totals(reading)
    lines = [
        line
        for country in in_order(chosen)
        for line in _lines(country, chosen[country], found.years)
        if line.points
    ]  # fmt: skip
    missing = [country for country in NORTH_AMERICA if country not in chosen]
    unknown = [Text("methane-pledge-collective")]
    unknown += [
        Text("methane-pledge-unknown", {"country": Text(f"methane-country-{country.lower()}")}) for country in missing
    ]
    return TimeSeries(
        id="methane-pledge-context",
        title=Text("methane-view-pledge"),
        unit=UNIT,
        lines=tuple(lines),
        zero=True,
        unknown=tuple(unknown),
        sources=sources,
    )


def _lines(country: str, vintage: Vintage, years: tuple[int, ...]) -> Iterator[Line]:
    scale, name = factor("kt CH4", UNIT), Text(f"methane-country-{country.lower()}")
    whole = _total(vintage)
    waste = {year: each.known for year, each in waste_series(vintage).items() if math.isfinite(each.known)}
    for message, series in (("methane-line-all", whole), ("methane-line-waste", waste)):
        points = tuple((year, series[year] * scale) for year in years if year in series)
        yield Line(Text(message, {"country": name}), "reported", points, party=country)
