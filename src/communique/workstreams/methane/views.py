"""What is seen of the inventory beside the target's picture: recalculation, and what is missing?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from communique.geo import TOGETHER
from communique.language import Text
from communique.view import Bar, Bars, Grid, View
from communique.workstreams.methane import plan_views
from communique.workstreams.methane.inventory import INDICATOR, base_year, country_text, read
from communique.workstreams.methane.series.vintages import Recalculation, recalculations

if TYPE_CHECKING:
    from communique.estimate import Estimate
    from communique.hooks import Context

#: Reason of a caveat -> what would mend it. Reasons that are not here ask for nothing.
REMEDIES = {
    "methane-caveat-no-inventory": "methane-remedy-inventory",
    "methane-caveat-no-base-year": "methane-remedy-base-year",
    "methane-caveat-submission-unknown": "methane-remedy-base-year",
    "methane-caveat-incomplete-years": "methane-remedy-regions",
    "methane-caveat-category-missing": "methane-remedy-key",
    "methane-caveat-vintage-unusable": "methane-remedy-key",
    "methane-caveat-vintage-conflict": "methane-remedy-withdraw",
    "methane-caveat-others-inventory": "methane-remedy-own",
    "methane-caveat-start-up": "methane-remedy-history",
    "caveat-series-break": "methane-remedy-recalculate",
    "methane-caveat-uncertainty-not-stated": "methane-remedy-uncertainty",
}


def views(ctx: Context, estimates: Mapping[str, Estimate], plan: Any = None) -> list[View]:
    """Recalculation bars of each country, and the table of what is missing; assess draws the target's picture."""
    if INDICATOR not in estimates:
        return []
    found = estimates[INDICATOR]
    countries = [party for party in found.parties if party != TOGETHER]
    return [*plan_views.edition_views(ctx, plan), *_recalculation_bars(ctx, countries), missing(found)]


def missing(found: Estimate) -> Grid:
    """What an inventory does not hold or cannot bear, and what to contribute so that it does."""
    cells = tuple(
        (country_text(caveat.party), caveat.reason, Text(REMEDIES[caveat.reason.id], _remedy_args(caveat.party)))
        for caveat in found.caveats
        if caveat.reason.id in REMEDIES
    )
    return Grid(
        id="methane-missing",
        title=Text("methane-view-missing"),
        columns=(Text("methane-column-country"), Text("methane-column-missing"), Text("methane-column-remedy")),
        cells=cells,
        sources=_keys(each.source for each in found.provenance),
    )


def _remedy_args(party: str) -> dict[str, str]:
    return {"party": party, "base": str(base_year())}


def _recalculation_bars(ctx: Context, countries: list[str]) -> list[View]:
    reading = read(ctx)
    found: list[View] = []
    for country in (each for each in countries if each in reading.pinned):
        own = [vintage for vintage in reading.vintages if vintage.country == country]
        pairs = recalculations(reading.pinned[country], own)
        shipped = _keys(key for vintage in own if not vintage.contributed for key in vintage.sources)
        for year in sorted({pair.year for pair in pairs}):
            found.append(_bars(country, year, [pair for pair in pairs if pair.year == year], shipped))
    return found


def _bars(country: str, year: int, pairs: list[Recalculation], sources: tuple[str, ...]) -> Bars:
    """One bar a submission, stacked by category."""
    values = {(pair.old_vintage, pair.category): pair.old for pair in pairs}
    values |= {(pair.new_vintage, pair.category): pair.new for pair in pairs}
    return Bars(
        id=f"methane-recalculation-{country.lower()}-{year}",
        title=Text("methane-view-recalculation", {"country": country_text(country), "year": str(year)}),
        unit="kt CH4",
        bars=tuple(
            Bar(vintage, value, series=category_text(category), party=country)
            for (vintage, category), value in sorted(values.items())
        ),
        unknown=(Text("methane-recalculation-note"),),
        sources=sources,
    )


def category_text(category: str) -> Text:
    """The name of a waste category."""
    return Text(f"methane-category-{category.lower().replace('.', '-')}")


def _keys(sources: Iterable[str]) -> tuple[str, ...]:
    """Source keys as an edition has them: with the name of the workstream before."""
    return tuple(dict.fromkeys(f"methane/{source}" for source in sources))
