"""What is seen of a plan: cost curve, timeline, flows of gas, sites, what the result hangs on, who pays?

Functions over plain data that return views. The cost curve is derived from the joint plan: each measure's width is its
share of what all of them do together, so the widths add up to the gap and nothing is counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from communique.geo import country_name
from communique.language import COMPLETE, Said, Text
from communique.view import Bar, Bars, CostCurve, Grid, Link, Map, Moment, Place, Sankey, Step, Timeline, View
from communique.workstreams.methane.plan.money import MILLION

if TYPE_CHECKING:
    from communique.hooks import Context
    from communique.plan import Plan
    from communique.workstreams.methane.model.sensitivity import Swing
    from communique.workstreams.methane.plan.naive import NaivePlan, OverCount
    from communique.workstreams.methane.plan.sharing import Sharing
    from communique.workstreams.methane.plan.solve import Solved

TONNES_PER_KT = 1e3
#: Flows thinner than this share of the whole are rounding, and no link is drawn for them.
THIN = 1e-9
#: How sure a site is, from the surest on: its figure reported and its place confirmed by a second list, in one list
#: only, or far from it in the other; then how a contributed figure was made. Anything else is shown as unknown.
CONFIDENCES = ("confirmed", "single", "apart", "reported", "measured", "modelled")


def views_of_plan(solved: Solved, sources: tuple[str, ...] = ()) -> list[View]:
    """Cost curve, timeline and flows of a plan; an empty list where there is no plan."""
    if solved.effort is None:
        return []
    money = solved.case.problem.money.name
    return [cost_curve(solved.plan, money, sources), timeline(solved.plan, sources), gas_flows(solved, sources)]


def edition_views(ctx: Context, plan: Plan | None) -> list[View]:
    """Cost curve and timeline of an edition's contributed plan; an empty list where no plan meets the target."""
    from communique.workstreams.methane.plan_tables import MEASURES

    if plan is None or plan.status != "optimal":
        return []
    rows = ctx.read_table(MEASURES)
    sources = tuple(rows["contribution_id"].unique().sort()) if "contribution_id" in rows.columns else ()
    return [cost_curve(plan, plan.money, sources, one=1.0), timeline(plan, sources)]


def cost_curve(plan: Plan, money: str, sources: tuple[str, ...] = (), *, one: float = MILLION) -> CostCurve:
    """Measures of a joint plan by rising cost of a tonne: width the share of the joint abatement, kt CH4.

    money  such as USD_2020; the curve is in that money for a tonne of CH4
    one    how much money the plan's costs count as one

    A measure whose share is not above zero has no unit cost and is named as unknown.
    """
    totals: dict[tuple[str, str], tuple[float, float]] = {}
    for action in plan.actions:
        cost, effect = totals.get((action.id, action.party), (0.0, 0.0))
        totals[action.id, action.party] = (cost + action.cost, effect + action.effect)
    names = _names(plan)
    steps = [
        Step(names[id], kt, cost * one / (kt * TONNES_PER_KT), party)
        for (id, party), (cost, kt) in totals.items()
        if kt > THIN
    ]
    return CostCurve(
        id="methane-plan-cost-curve",
        title=Text("methane-plan-view-cost-curve"),
        amount_unit="kt CH4",
        cost_unit=f"{money}/(t CH4)",
        steps=tuple(sorted(steps, key=lambda step: (step.unit_cost, str(step.name)))),
        gap=plan.effect,
        unknown=tuple(
            Text("methane-plan-without-effect", {"measure": names[id]})
            for (id, _), (_, kt) in totals.items()
            if kt <= THIN
        ),
        sources=sources,
    )


def _names(plan: Plan) -> dict[str, Text | str]:
    """What each action of a plan is called, by its id."""
    return {action.id: action.name or action.id for action in plan.actions}


def timeline(plan: Plan, sources: tuple[str, ...] = ()) -> Timeline:
    """One bar for each run of years in which a measure acts, from its first day to its last."""
    return Timeline(
        id="methane-plan-timeline",
        title=Text("methane-plan-view-timeline"),
        moments=tuple(_moments(plan)),
        sources=sources,
    )


def _moments(plan: Plan) -> Iterator[Moment]:
    by_measure: dict[tuple[str, str], set[int]] = {}
    for action in plan.actions:
        if action.on is not None:
            by_measure.setdefault((action.id, action.party), set()).add(action.on.year)
    names = _names(plan)
    for (id, party), years in by_measure.items():
        for _, run in groupby(enumerate(sorted(years)), key=lambda pair: pair[1] - pair[0]):
            acted = [year for _, year in run]
            yield Moment(date(acted[0], 1, 1), date(acted[-1], 12, 31), "year", names[id], "", (party,))


def gas_flows(solved: Solved, sources: tuple[str, ...] = ()) -> Sankey:
    """From waste to gas in the leading target's year under the plan, kt CH4: streams, generated, captured, escaped."""
    from communique.workstreams.methane.plan.system import flows, generation_by_stream

    of, effort = solved.case, solved.effort
    if effort is None:
        raise ValueError("there is no plan whose flows could be drawn")
    column = of.problem.years.index(of.problem.lead.year)
    done = flows(of.problem, of.spots, of.system, effort)
    captured, covered, treated = (float(part[0, :, column].sum()) for part in (done.R, done.O, done.treated))
    slipped = float(((1 - of.system.DE) * done.R)[0, :, column].sum())
    escaped = (done.G - done.R)[0, :, column]
    by_cover = float((escaped * of.system.OX0[0, :, 1 + column]).sum()) + covered
    streams = generation_by_stream(of.problem, of.spots, effort, of.problem.lead.year)
    return waste_to_gas(
        streams,
        captured=captured,
        slipped=slipped,
        oxidised=by_cover,
        treated=treated,
        year=of.problem.lead.year,
        sources=sources,
    )


def waste_to_gas(
    streams: Mapping[str, float],
    *,
    captured: float,
    slipped: float,
    oxidised: float,
    treated: float,
    year: int,
    sources: tuple[str, ...] = (),
) -> Sankey:
    """Flows of methane in a year, kt CH4: generation by stream splits into captured and escaping gas, and both end.

    treated  emitted where diverted waste is composted or digested

    Raises ValueError where more leaves a node than comes into it.
    """
    made = sum(streams.values())
    escaped = made - captured
    if min(captured - slipped, escaped - oxidised, slipped, oxidised, treated) < -THIN * max(made, 1.0):
        raise ValueError("more methane leaves a node than comes into it")
    node = {name: Text(f"methane-plan-gas-{name}") for name in _NODES}
    links = [
        *(Link(stream_text(stream), node["generated"], kt) for stream, kt in streams.items()),
        Link(node["generated"], node["captured"], captured),
        Link(node["generated"], node["escaping"], escaped),
        Link(node["captured"], node["destroyed"], captured - slipped),
        Link(node["captured"], node["emitted"], slipped),
        Link(node["escaping"], node["oxidised"], oxidised),
        Link(node["escaping"], node["emitted"], escaped - oxidised),
        Link(node["treated"], node["emitted"], treated),
    ]
    return Sankey(
        id=f"methane-plan-gas-{year}",
        title=Text("methane-plan-view-gas", {"year": str(year)}),
        unit="kt CH4",
        links=tuple(link for link in links if link.value > THIN * max(made, 1.0)),
        sources=sources,
    )


_NODES = ("generated", "captured", "escaping", "destroyed", "oxidised", "emitted", "treated")


def stream_text(stream: str) -> Said | str:
    """The name of a stream of waste; a stream with a name of the user's own is shown by it."""
    from communique.workstreams.methane.model.parameters import STREAMS

    return Text(f"methane-plan-stream-{stream.replace('_', '-')}") if stream in STREAMS else stream


def sites_map(
    rows: Iterable[Mapping[str, Any]], *, unit: str, year: int | None = None, sources: tuple[str, ...] = ()
) -> Map:
    """Landfills at their coordinates, as large as their figure.

    rows  name, latitude, longitude, value (None: unknown), confidence (one of CONFIDENCES, else unknown); one a site.
          A site without coordinates is counted, not drawn; one without a figure is drawn without size
    """
    places, nowhere, unsized = [], 0, 0
    for row in rows:
        if row["latitude"] is None or row["longitude"] is None:
            nowhere += 1
            continue
        unsized += row["value"] is None
        sure = row.get("confidence") if row.get("confidence") in CONFIDENCES else "unknown"
        kind = f"methane-site-{sure}"
        places.append(Place(row["latitude"], row["longitude"], row["name"], row["value"], kind, str(sure)))
    places.sort(key=lambda place: [*CONFIDENCES, "unknown"].index(place.confidence))
    unknown = [Text("methane-plan-sites-nowhere", {"count": nowhere})] if nowhere else []
    unknown += [Text("methane-plan-sites-unsized", {"count": unsized})] if unsized else []
    title = (
        Text("methane-plan-view-sites") if year is None else Text("methane-plan-view-sites-year", {"year": str(year)})
    )
    return Map("methane-plan-sites", title, unit, tuple(places), unknown=tuple(unknown), sources=sources)


def tornado(swings: Iterable[Swing], at_default: float, *, unit: str, sources: tuple[str, ...] = ()) -> Bars:
    """What the result does when each parameter moves alone to the ends of its range, widest first.

    An end that contradicts a measurement has no result; its parameter is named as unknown.
    """
    bars, unknown = [], []
    for swing in swings:
        ends = [end for end in (swing.at_low, swing.at_high) if end is not None]
        if len(ends) < 2:
            unknown.append(Text("methane-plan-swing-contradicted", {"parameter": swing.parameter}))
        else:
            bars.append((max(ends) - min(ends), Bar(swing.parameter, at_default, low=min(ends), high=max(ends))))
    widest_first = sorted(bars, key=lambda pair: (-pair[0], str(pair[1].name)))
    return Bars(
        id="methane-plan-tornado",
        title=Text("methane-plan-view-tornado"),
        unit=unit,
        bars=tuple(bar for _, bar in widest_first),
        unknown=tuple(unknown),
        sources=sources,
    )


def over_counting(
    count: OverCount,
    naive: NaivePlan | None = None,
    sources: tuple[str, ...] = (),
    names: Mapping[str, Text] | None = None,
) -> Bars:
    """What measures claim one by one, stacked, beside what they do together; and the naive curve's choice likewise.

    names  what the measures are called, where their ids do not say it
    """
    bars = [
        Bar(Text("methane-plan-bar-alone"), kt, series=(names or {}).get(lever, lever))
        for lever, kt in count.alone.items()
    ]
    together = Text("methane-plan-bar-together")
    bars.append(Bar(together, count.joint, series=together))
    if naive is not None:
        bars += [
            Bar(Text("methane-plan-bar-claimed"), naive.claimed),
            Bar(Text("methane-plan-bar-true"), naive.true),
        ]
    return Bars("methane-plan-over-count", Text("methane-plan-view-over-count"), "kt CH4", tuple(bars), sources=sources)


def who_pays(found: Sharing, money: str, sources: tuple[str, ...] = ()) -> Grid:
    """One rule's table: what each country may emit, what its measures cost, what it pays or receives, what it gains."""
    columns = ("party", "allowed", "emitted", "own-cost", "pays", "net", "alone", "gain")
    unknown = [Text("methane-plan-sharing-note")]
    if found.lacking:
        unknown.append(Text("methane-plan-sharing-lacking"))
    return Grid(
        id=f"methane-plan-sharing-{found.rule}",
        title=Text("methane-plan-view-sharing", {"rule": Text(f"methane-plan-rule-{found.rule}"), "money": money}),
        columns=tuple(Text(f"methane-plan-column-{name}") for name in columns),
        cells=tuple(
            (_country(s.party), s.allowed, s.emitted, s.own_cost, s.pays, s.net, s.alone, s.gain) for s in found.shares
        ),
        unknown=tuple(unknown),
        sources=sources,
    )


def _country(party: str) -> Said:
    return {language: country_name(party, language) for language in COMPLETE}
