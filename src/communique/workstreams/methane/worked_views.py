"""What is seen of the plan that is worked on published data, and of what it rests on?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from communique.language import Text
from communique.view import Bar, Bars, Grid, View
from communique.workstreams.methane import plan_views
from communique.workstreams.methane.model.parameters import shipped
from communique.workstreams.methane.plan.naive import OverCount
from communique.workstreams.methane.plan.published_answer import worked_plan
from communique.workstreams.methane.plan.published_measures import KINDS
from communique.workstreams.methane.plan.published_sites import REASONS
from communique.workstreams.methane.site_series import LIST_SOURCE, REPORT_SOURCE

if TYPE_CHECKING:
    from communique.plan import Plan

SITE_SOURCES = (f"methane/{REPORT_SOURCE}", f"methane/{LIST_SOURCE}")
COLUMNS = ("figure", "value", "unit", "prices", "source", "mark")
#: Ends of the classes in which sites are counted by report over model.
CLASSES = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75)


def worked_views(found: Mapping[str, Any]) -> list[View]:
    """Cost curve, time, over-count, misfit and figures; the last three also where the target cannot be met."""
    plan, sources = worked_plan(found), _figure_sources(found)
    drawn: list[View] = []
    if plan.status == "optimal":
        drawn.append(plan_views.cost_curve(plan, plan.money, sources, one=1.0))
        drawn += _times(plan, sources)
    return [*drawn, together(found, sources), misfit(found), figures(found, sources)]


def _figure_sources(found: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"methane/{each['source']}" for each in found["figures"]))


def _times(plan: Plan, sources: tuple[str, ...]) -> list[View]:
    """A single year is in every row of the plan's own table; a chart of it would say nothing."""
    return [plan_views.timeline(plan, sources)] if len({action.on for action in plan.actions}) > 1 else []


def _measure(id: str) -> Text:
    return Text(f"methane-worked-measure-{id}")


def together(found: Mapping[str, Any], sources: tuple[str, ...]) -> Bars:
    """Each kind of measure at full effort alone, and all of them together: what a naive sum counts twice."""
    abatement = found["abatement"]
    count = OverCount(dict(abatement["alone"]), abatement["joint"])
    return plan_views.over_counting(count, sources=sources, names={id: _measure(id) for id in KINDS})


def misfit(found: Mapping[str, Any]) -> Bars:
    """How many sites by what their report implies over what the model gives; and who was left out, by name."""
    fits = [site["fit"] for site in found["sites"]]
    return Bars(
        "methane-worked-misfit",
        Text("methane-worked-view-misfit"),
        "site",
        tuple(
            Bar(Text("methane-worked-class", {"low": low, "high": high}), float(sum(low <= fit < high for fit in fits)))
            for low, high in pairwise(CLASSES)
        ),
        unknown=tuple(_remarks(found)),
        sources=SITE_SOURCES,
    )


def _remarks(found: Mapping[str, Any]) -> Iterator[Text]:
    implied, modelled = (round(sum(site[key] for site in found["sites"])) for key in ("generated", "modelled"))
    yield Text("methane-worked-misfit-sum", {"n": len(found["sites"]), "implied": implied, "modelled": modelled})
    for reason in REASONS:
        names = [each["site"] for each in found["left_out"] if each["reason"] == reason]
        if names:
            yield Text(f"methane-worked-left-{reason}", {"n": len(names), "names": "; ".join(names)})


def figures(found: Mapping[str, Any], sources: tuple[str, ...]) -> Grid:
    """Every published figure that a measure rests on, with its year of prices, source and mark."""
    known = shipped().sources
    return Grid(
        "methane-worked-figures",
        Text("methane-worked-view-figures"),
        tuple(Text(f"methane-worked-column-{name}") for name in COLUMNS),
        tuple(
            (
                Text("methane-worked-figure", {"measure": _measure(each["measure"] or "all"),
                                               "what": Text(f"methane-worked-what-{each['what']}")}),
                float(each["value"]),
                "" if each["unit"] == "1" else each["unit"],
                _prices(each),
                known[each["source"]].title,
                Text(f"confidence-{each['confidence']}"),
            )
            for each in found["figures"]
        ),
        unknown=(Text("methane-worked-figures-note"),),
        sources=sources,
    )  # fmt: skip


def _prices(each: Mapping[str, Any]) -> Text | str:
    """Year of the prices and how sure it is; nothing for what is no money."""
    if each["price_year"] is None:
        return ""
    mark = Text(f"confidence-{each['price_year_confidence']}")
    return Text("methane-worked-prices", {"year": str(each["price_year"]), "mark": mark})
