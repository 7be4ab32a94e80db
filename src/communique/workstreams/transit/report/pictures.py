"""What is seen of a plan, as views: the same for the report of an agency and for the edition's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from communique.language import Said, Text
from communique.view import Bar, Bars, Cell, Grid, Line, Map, Matrix, Place, TimeSeries, View, Way
from communique.workstreams.transit.config import OWN, Config
from communique.workstreams.transit.day import Day
from communique.workstreams.transit.depots import Depot
from communique.workstreams.transit.emissions import MODELS, grid
from communique.workstreams.transit.fleet import FleetPlan
from communique.workstreams.transit.planning import SCENARIOS, Planned, cost_kinds, exhaust_total

MILLION = 1e6
MOST_ROUTE_POINTS = 60  # points of one route on the map; more say nothing at its scale


def pictures(planned: Planned, config: Config, *, party: str | None = None, start: str = "transit") -> list[View]:
    """Views of a plan without its map and its day: fleet, cost, emission, exhaust, charging, what cannot be met."""
    return [
        share(planned, config, start, party),
        emission(planned, config, start),
        costs(planned, start),
        exhausts(planned, "NOx", start),
        exhausts(planned, "PM25", start),
        load(planned.depot, start),
        purchases(planned, start),
        unmet(planned, start),
    ]


def share(planned: Planned, config: Config, start: str, party: str | None) -> TimeSeries:
    """Zero-emission share of peak duties by year, with the target."""
    clean = [t.name for t in planned.problem.technologies if t.zero_emission]
    line = Line(Text("transit-scenario-plan"), "forecast", _shares(planned.plan, clean), party=party)
    asked = planned.problem.zero_emission
    last = max(asked, default=None)
    return TimeSeries(
        f"{start}-share",
        Text("transit-view-share"),
        "%",
        (line,),
        zero=True,
        target=None if last is None else (last, 100 * asked[last]),
        unknown=_infeasible(planned),
    )


def _shares(plan: FleetPlan, clean: Iterable[str]) -> tuple[tuple[int, float], ...]:
    served = plan.duties.group_by("year").agg(
        all=pl.col("duties").sum(), clean=pl.col("duties").filter(pl.col("technology").is_in(list(clean))).sum()
    )
    return tuple((year, 100 * good / every) for year, every, good in served.sort("year").iter_rows() if every)


def _infeasible(planned: Planned) -> tuple[Text, ...]:
    if planned.plan.status == "optimal":
        return ()
    reach = planned.plan.reachable
    if reach is None:
        return (Text("transit-infeasible", {"conflict": _wishes(planned.plan.conflict)}),)
    args = {"conflict": _wishes(planned.plan.conflict), "share": f"{100 * reach:.0f}"}
    return (Text("transit-infeasible-reach", args),)


def _wishes(names: Iterable[str]) -> Text:
    """Wishes by name, nested so that each is said in the page's language."""
    said: Text | None = None
    for name in names:
        one = Text(f"transit-wish-{name}")
        said = one if said is None else Text("transit-list", {"before": said, "last": one})
    return said or Text("transit-wish-none")


def emission(planned: Planned, config: Config, start: str) -> TimeSeries:
    """Tonnes CO2e a year from well to wheel, with and without the plan."""
    problem = planned.problem
    by_name = {t.name: t for t in problem.technologies}
    lines = []
    for scenario, plan in (("baseline", planned.baseline), ("plan", planned.plan)):
        yearly: dict[int, float] = {}
        for year, name, km in plan.duties.select("year", "technology", "km").iter_rows():
            yearly[year] = yearly.get(year, 0.0) + km * problem.ghg(by_name[name], year) / 1e6
        lines.append(Line(Text(f"transit-scenario-{scenario}"), "forecast", tuple(sorted(yearly.items()))))
    source = grid(config.choices.grid_region)
    return TimeSeries(
        f"{start}-ghg",
        Text("transit-view-ghg"),
        "t CO2e",
        tuple(lines),
        zero=True,
        unknown=(Text("transit-grid-held", {"region": source.region, "year": str(source.year)}),),
        sources=(f"transit/{source.direct.source}", "transit/greet"),
    )


def costs(planned: Planned, start: str) -> Bars:
    """Present value by kind, with and without the plan, in millions."""
    bars = []
    for scenario, plan in (("baseline", planned.baseline), ("plan", planned.plan)):
        for kind, value in cost_kinds(plan).items():
            if value:
                name = Text(
                    "transit-cost-of",
                    {"kind": Text(f"transit-cost-{kind}"), "scenario": Text(f"transit-scenario-{scenario}")},
                )
                bars.append(Bar(name, value / MILLION))
    currency = f"M {planned.problem.money_said}"
    return Bars(
        f"{start}-cost",
        Text("transit-view-cost"),
        currency,
        tuple(bars),
        unknown=(Text("transit-cost-note"),),
        sources=("transit/transit-procurement", "transit/transit-maintenance", "transit/transit-fuel-prices"),
    )


def exhausts(planned: Planned, pollutant: str, start: str) -> Bars:
    """kg of a pollutant over all years by both models, with and without the plan."""
    bars = []
    for model in MODELS:
        for scenario in SCENARIOS:
            value = exhaust_total(planned, pollutant, scenario)[model]
            name = Text("transit-model-of", {"model": model.upper(), "scenario": Text(f"transit-scenario-{scenario}")})
            bars.append(Bar(name, value))
    return Bars(
        f"{start}-{pollutant.lower()}",
        Text(f"transit-view-{pollutant.lower()}"),
        "kg",
        tuple(bars),
        unknown=(Text("transit-exhaust-note"), Text("transit-emfac-bins")),
        sources=("transit/moves-epa", "transit/emfac-arb"),
    )


def load(depot: Depot, start: str) -> Matrix:
    """Mean kW of the depot by hour, before and after management; the highest slot stands in the last column."""
    per_hour = round(60 / depot.tariff.slot_minutes)
    hours = [f"{h:02d}" for h in range(len(depot.after.load) // per_hour)]
    rows = []
    for found in (depot.before, depot.after):
        hourly = found.load.reshape(-1, per_hour).mean(axis=1)
        rows.append((*(round(float(v), 1) for v in hourly), round(found.peak_kw, 1)))
    return Matrix(
        f"{start}-load",
        Text("transit-view-load"),
        (Text("transit-load-before"), Text("transit-load-after")),
        (*hours, Text("transit-load-peak")),
        tuple(rows),
        "kW",
        unknown=(Text("transit-tariff-illustrative"),) if depot.tariff.illustrative else (),
        sources=("transit/transit-assumption",) if depot.tariff.illustrative else (),
    )


def purchases(planned: Planned, start: str) -> Grid:
    """What is bought and ordered in which year."""
    orders = dict(planned.plan.points.select("year", "ordered").iter_rows())
    bought: dict[int, dict[str, int]] = {}
    for year, bus, buses in planned.plan.purchases.iter_rows():
        bought.setdefault(year, {})[bus] = buses
    names = [t.name for t in planned.problem.technologies if t.can_buy]
    away = dict(planned.plan.points.select("year", "on_route").iter_rows()) if planned.problem.underway_points else None
    rows = tuple(
        (
            year,
            *(bought.get(year, {}).get(name, 0) for name in names),
            orders.get(year, 0),
            *(() if away is None else (away.get(year, 0),)),
        )
        for year in planned.problem.years
    )
    heads = (Text("view-col-year"), *(technology(name) for name in names), Text("transit-points-ordered"))
    heads += () if away is None else (Text("transit-points-on-route"),)
    return Grid(f"{start}-purchases", Text("transit-view-purchases"), heads, rows, unknown=_infeasible(planned))


def technology(name: str) -> Text:
    """A technology's name on a page."""
    return Text(f"transit-technology-{name}")


def unmet(planned: Planned, start: str) -> Grid:
    """Buses that cannot get all their energy at the depot, on a usual and on the design-cold day."""
    rows = [
        (each.block, Text(f"transit-day-{day}"), each.missing_kwh, Text(f"transit-unmet-{each.reason}"))
        for day, found in (("usual", planned.depot.after), ("cold", planned.depot.design))
        for each in found.unmet
    ]
    heads = tuple(Text(f"transit-column-{name}") for name in ("bus", "day", "missing-kwh", "why"))
    nothing = () if rows else (Text("transit-unmet-none"),)
    return Grid(f"{start}-unmet", Text("transit-view-unmet"), heads, tuple(rows), unknown=nothing)


def depots_grid(planned: Planned, config: Config, start: str) -> Grid:
    """Each depot's buses, energy and peaks before and after management; one that no block is nearest to has none."""
    buses = dict(planned.operations.rotations.group_by("depot").len().iter_rows())
    by_name = {depot.name: depot for depot in planned.depots}
    rows: list[tuple[Cell | Said, ...]] = []
    for name in config.depots:
        depot = by_name.get(name)
        figures = (None,) * 3 if depot is None else (depot.meter_kwh, depot.before.peak_kw, depot.after.peak_kw)
        rows.append((name, buses.get(name, 0), *figures))
    names = ("depot", "electric", "meter-kwh", "peak-before", "peak-after")
    heads = tuple(Text(f"transit-column-{name}") for name in names)
    return Grid(f"{start}-depots", Text("transit-view-depots"), heads, tuple(rows))


def on_route_grid(planned: Planned, room: int, start: str) -> Grid:
    """Terminals with chargers: points, charges and energy on the coldest design day, highest load on a usual one."""
    operations = planned.operations
    assert operations.chargers is not None
    assert planned.on_route is not None
    peaks = planned.on_route.peak_kw
    rows = tuple(
        (name or terminal, points, charges, kwh, peaks.get(terminal, 0.0))
        for terminal, name, points, charges, kwh in operations.chargers.select(
            "terminal", "name", "points", "charges", "kwh"
        ).iter_rows()
    )
    names = ("terminal", "points", "charges", "kwh-cold", "peak-usual")
    heads = tuple(Text(f"transit-column-{name}") for name in names)
    notes = [Text("transit-on-route-note")]
    crowded = int((operations.chargers["points"] > room).sum())
    if crowded:
        notes.append(Text("transit-on-route-crowded", {"n": crowded, "room": room}))
    if operations.unhelped:
        notes.append(Text("transit-on-route-unhelped", {"n": len(operations.unhelped)}))
    return Grid(f"{start}-on-route", Text("transit-view-on-route"), heads, rows, unknown=tuple(notes))


def blocks_grid(planned: Planned, start: str) -> Grid:
    """Blocks that no battery bus of this kind can run at the end of its battery's life on the design-cold day."""
    frame = planned.operations.blocks.filter(~pl.col("feasible")).sort("kwh_cold", descending=True)
    rows = tuple(frame.select("block_id", "km", "kwh", "kwh_cold").iter_rows())
    heads = tuple(Text(f"transit-column-{name}") for name in ("block", "km", "kwh", "kwh-cold"))
    nothing = () if rows else (Text("transit-blocks-all-feasible"),)
    return Grid(f"{start}-blocks", Text("transit-view-blocks"), heads, rows, unknown=nothing)


def assumptions_grid(config: Config, start: str) -> Grid:
    """Every figure the plan rests on, with its source."""
    rows = tuple(
        (
            a.path,
            a.value,
            a.unit,
            a.low,
            a.high,
            Text("transit-own") if a.source == OWN else a.source,
            Text("transit-own") if a.source == OWN else Text(f"confidence-{a.confidence}"),
        )
        for a in config.assumptions.values()
    )
    heads = tuple(
        Text(name)
        for name in (
            "transit-column-assumption",
            "view-col-value",
            "transit-column-unit",
            "view-col-low",
            "view-col-high",
            "view-col-source",
            "transit-column-confidence",
        )
    )
    keys = dict.fromkeys(f"transit/{a.source}" for a in config.assumptions.values() if a.source != OWN)
    return Grid(f"{start}-assumptions", Text("transit-view-assumptions"), heads, rows, sources=tuple(keys))


def front_grid(front: Iterable[object], money: str, start: str) -> Grid:
    """The Pareto front of cost and emission."""
    rows = tuple(
        (point.ghg_t, point.net_present_cost / MILLION)  # type: ignore[attr-defined]
        for point in front
    )
    heads = (Text("transit-column-ghg"), Text("transit-column-npc", {"money": money}))
    return Grid(f"{start}-front", Text("transit-view-front"), heads, rows)


def route_map(
    day: Day, depots: Mapping[str, tuple[float, float]], start: str, chargers: pl.DataFrame | None = None
) -> Map:
    """Routes of the day as ways, one a shape, the depots where they are given, and chargers on the way."""
    names = dict(day.routes.select("route_id", pl.coalesce("short_name", "long_name", "route_id")).iter_rows())
    used = day.trips.filter(pl.col("shape_id").is_not_null()).group_by("shape_id").agg(pl.col("route_id").min())
    ways = []
    for shape, route in used.sort("route_id", "shape_id").iter_rows():
        line = day.shapes.filter(pl.col("shape_id") == shape).sort("seq").select("lat", "lon").rows()
        if line:
            ways.append(Way(tuple(thinned(line)), str(names.get(route, route)), "route"))
    places = [Place(*place, name or Text("transit-depot"), kind="depot") for name, place in depots.items()]
    if chargers is not None:
        for name, lat, lon, points in chargers.select("name", "lat", "lon", "points").iter_rows():
            places.append(Place(lat, lon, Text("transit-charger", {"name": name, "n": points}), kind="charger"))
    without = day.trips["shape_id"].is_null().sum()
    unknown: list[Text] = [] if depots else [Text("transit-depot-unknown")]
    if without:
        unknown.append(Text("transit-trips-without-shape", {"n": int(without)}))
    return Map(f"{start}-map", Text("transit-view-map"), "", tuple(places), tuple(ways), unknown=tuple(unknown))


def thinned(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """At most MOST_ROUTE_POINTS points of a line, both ends among them."""
    if len(line) <= MOST_ROUTE_POINTS:
        return line
    step = (len(line) - 1) / (MOST_ROUTE_POINTS - 1)
    return [line[round(i * step)] for i in range(MOST_ROUTE_POINTS)]


def equity_grid(ranked: pl.DataFrame, start: str) -> Grid:
    """Blocks by who lives along them."""
    heads = tuple(
        Text(f"transit-column-{name}") for name in ("rank", "block", "people", "priority", "unknown", "priority-share")
    )
    return Grid(f"{start}-equity", Text("transit-view-equity"), heads, tuple(ranked.iter_rows()))


def burden_grid(frame: pl.DataFrame, start: str) -> Grid:
    """What falls on each income quintile."""
    heads: Mapping[str, Text] = {name: Text(f"transit-column-{name.replace('_', '-')}") for name in frame.columns}
    return Grid(f"{start}-burden", Text("transit-view-burden"), tuple(heads.values()), tuple(frame.iter_rows()))
