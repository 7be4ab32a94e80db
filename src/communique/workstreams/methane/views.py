"""What is seen of commitment 06 beside the target's picture, in which order, and what is missing?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from communique.geo import TOGETHER
from communique.language import Text
from communique.view import Bar, Bars, Grid, View
from communique.workstreams.methane import plan_views, pledge, reconcile_views
from communique.workstreams.methane.black_carbon import black_carbon
from communique.workstreams.methane.current_files import current_files
from communique.workstreams.methane.inventory import INDICATOR, Reading, base_year, country_text, read
from communique.workstreams.methane.reconcile import reconcile
from communique.workstreams.methane.series.vintages import Recalculation, recalculations

if TYPE_CHECKING:
    from communique.estimate import Estimate
    from communique.hooks import Context
    from communique.plan import Plan

BREAK = "caveat-series-break"

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
    BREAK: "methane-remedy-recalculate",
    "methane-caveat-uncertainty-not-stated": "methane-remedy-uncertainty",
}


def views(ctx: Context, estimates: Mapping[str, Estimate], plan: Plan | None = None) -> list[View]:
    """All that is seen beside the target's picture, which assess draws: what is known first, then what is missing."""
    if INDICATOR not in estimates:
        return []
    found, reading = estimates[INDICATOR], read(ctx)
    countries = [party for party in found.parties if party != TOGETHER]
    return [
        *reconcile_views.side_by_side(reconcile(ctx, reading), reading),
        *reconcile_views.flows(ctx),
        reconcile_views.sites(ctx),
        *reconcile_views.tornadoes(ctx),
        *_plan(ctx, plan),
        *_recalculation_bars(reading, countries),
        *_pledge(estimates, reading),
        black_carbon(ctx, reading),
        missing(found, plan),
        current_files(),
    ]


def _plan(ctx: Context, plan: Plan | None) -> list[View]:
    """Views of the contributed plan, or of the worked one that stands in its absence."""
    from communique.workstreams.methane.plan import asked_of
    from communique.workstreams.methane.plan.published_answer import kept_answer
    from communique.workstreams.methane.worked_views import worked_views

    if plan is None or plan.basis == "contributed":
        return plan_views.edition_views(ctx, plan)
    targets = ctx.commitment.targets if ctx.commitment else ()
    asked = asked_of(ctx, {str(target.indicator): target for target in targets})
    return [] if asked is None else worked_views(kept_answer(ctx, asked))


def _pledge(estimates: Mapping[str, Estimate], reading: Reading) -> list[View]:
    if pledge.INDICATOR not in estimates:
        return []
    found = estimates[pledge.INDICATOR]
    return [pledge.context(found, reading, _keys(each.source for each in found.provenance if not each.table))]


def missing(found: Estimate, plan: Plan | None = None) -> Grid:
    """What inventories and plan lack or cannot bear, and what to contribute so that they do; breaks in one row."""
    without_measures = (country_text(TOGETHER), Text("methane-missing-plan"), Text("methane-remedy-plan"))
    return Grid(
        id="methane-missing",
        title=Text("methane-view-missing"),
        columns=(Text("methane-column-country"), Text("methane-column-missing"), Text("methane-column-remedy")),
        cells=(
            *(
                (country_text(party), reason, Text(REMEDIES[remedied], _remedy_args(party)))
                for party, reason, remedied in _lacking(found)
            ),
            *(() if plan is not None and plan.basis == "contributed" else (without_measures,)),
        ),
        sources=_keys(each.source for each in found.provenance),
    )


def _lacking(found: Estimate) -> Iterator[tuple[str, Text, str]]:
    """(party, what is lacking, the caveat whose remedy mends it)."""
    for party in found.parties:
        reasons = [caveat.reason for caveat in found.caveats if caveat.party == party and caveat.reason.id in REMEDIES]
        breaks = [reason for reason in reasons if reason.id == BREAK]
        for reason in reasons:
            if reason.id != BREAK:
                yield party, reason, reason.id
        if breaks:
            said = ", ".join(f"{each.args['category']} {each.args['year']}" for each in breaks)
            yield party, Text("methane-missing-breaks", {"breaks": said}), BREAK


def _remedy_args(party: str) -> dict[str, str]:
    return {"party": party, "base": str(base_year())}


def _recalculation_bars(reading: Reading, countries: list[str]) -> list[View]:
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
