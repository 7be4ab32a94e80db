"""What does the edition show of the toolkit: what it computes for a generated agency of each of the three countries?

The agencies are generated, no real one, and every page says so. The result is heavy and made once: it goes through the
context's derived results as plain JSON, and views are read from it.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.geo import NORTH_AMERICA
from communique.language import Text
from communique.view import Bar, Bars, Cell, Grid, Line, Map, Matrix, Place, TimeSeries, View, Way

if TYPE_CHECKING:
    from communique.estimate import Estimate
    from communique.hooks import Context
    from communique.language import Said

#: Where each generated agency draws its power: a choice of ours, since they are nowhere.
GRID_REGIONS = {"CAN": "CAN-ON", "MEX": "MEX-SEN", "USA": "USA-RFCW"}
HEATERS = {"CAN": "fuel-fired", "MEX": "electric", "USA": "fuel-fired"}  # of the generated agencies: a choice of ours
FIRST_YEAR = 2027


def views(ctx: Context, estimates: Mapping[str, Estimate], plan: Any = None) -> list[View]:
    """Views of the three generated agencies: table, zero-emission share, emission, load, exhaust, map."""
    settings = {"regions": GRID_REGIONS, "heaters": HEATERS, "first_year": FIRST_YEAR, "seed": ctx.seed}

    def make() -> dict[str, Any]:
        found = {}
        for country in NORTH_AMERICA:
            ctx.progress(f"transit: {country}")
            found[country] = shown(country, seed=ctx.seed)
        return found

    made = ctx.derived("agencies", settings, make) if ctx.derived else make()
    return of_agencies(made)


def shown(country: str, *, seed: int = 0) -> dict[str, Any]:
    """What a generated agency's plan comes to, as plain JSON."""
    from communique.workstreams.transit.config import configured
    from communique.workstreams.transit.feed import read_feed, service_day
    from communique.workstreams.transit.operations import operations
    from communique.workstreams.transit.planning import make_plan
    from communique.workstreams.transit.sample import agency, depots, write_sample

    depot = depots(country).row(0, named=True)
    values = {
        "agency.name": agency(country).name,
        "agency.country": country,
        "agency.grid_region": GRID_REGIONS[country],
        "agency.depot": [depot["lat"], depot["lon"]],
        "plan.first_year": FIRST_YEAR,
        "fleet.heater": HEATERS[country],
        "plan.zero_emission": {FIRST_YEAR + 4: 0.25, FIRST_YEAR + 9: 0.6, FIRST_YEAR + 14: 1.0},
    }
    with tempfile.TemporaryDirectory() as folder:
        config = configured(values, folder=Path(folder))
        feed = read_feed(write_sample(country, Path(folder) / "sample.zip"))
        day = service_day(feed, a_weekday(agency(country).year))
        planned = make_plan(operations(day, config, seed=seed), config)
    return _plain(day, planned, config, depot)


def a_weekday(year: int) -> dt.date:
    """The second Wednesday of March: a school day in all three countries, and no holiday."""
    first = dt.date(year, 3, 1)
    return first + dt.timedelta(days=(2 - first.weekday()) % 7 + 7)


def _plain(day: Any, planned: Any, config: Any, depot: Mapping[str, Any]) -> dict[str, Any]:
    from communique.workstreams.transit.planning import exhaust_total
    from communique.workstreams.transit.report import pictures

    operations, charged = planned.operations, planned.depot
    emission, share = pictures.emission(planned, config, "t"), pictures.share(planned, config, "t", None)
    return {
        "name": config.choices.name,
        "trips": day.trips.height,
        "km": operations.km,
        "vehicles": operations.vehicles,
        "electric": operations.rotations.height,
        "feasible": 100 * operations.feasible_share,
        "kwh_per_km": float(operations.blocks["kwh"].sum() / operations.km),
        "before_kw": charged.before.peak_kw,
        "after_kw": charged.after.peak_kw,
        "money": planned.problem.money,
        "grid": config.choices.grid_region,
        "cost": planned.plan.net_present_cost,
        "baseline_cost": planned.baseline.net_present_cost,
        "ghg": planned.plan.ghg_t,
        "baseline_ghg": planned.baseline.ghg_t,
        "conflict": list(planned.plan.conflict),
        "emission": {
            name: [list(p) for p in line.points]
            for name, line in zip(("baseline", "plan"), emission.lines, strict=True)
        },
        "share": [list(p) for p in share.lines[0].points],
        "exhaust": {p: {s: exhaust_total(planned, p, s) for s in ("baseline", "plan")} for p in ("NOx", "PM25")},
        "load": {"before": _hourly(charged.before.load), "after": _hourly(charged.after.load)},
        "unmet": [[u.block, u.missing_kwh, u.reason] for u in charged.design.unmet],
        "depot": [depot["lat"], depot["lon"], depot["name"]],
        "routes": [[w.label, [list(p) for p in w.points]] for w in pictures.route_map(day, {}, "t").ways],
    }


def _hourly(load: Any) -> list[float]:
    return [float(value) for value in load.reshape(24, -1).mean(axis=1)]


def of_agencies(made: Mapping[str, Mapping[str, Any]]) -> list[View]:
    """Views of what `shown` gives for each country, in the order in which countries are shown."""
    ordered = {country: made[country] for country in NORTH_AMERICA if country in made}
    return [
        _table(ordered),
        _shares(ordered),
        *(_emission(country, own) for country, own in ordered.items()),
        _load(ordered),
        _exhaust(ordered, "NOx"),
        _exhaust(ordered, "PM25"),
        *(_map(country, own) for country, own in ordered.items()),
    ]


def _table(made: Mapping[str, Mapping[str, Any]]) -> Grid:
    columns = (
        "agency",
        "trips",
        "km-day",
        "vehicles",
        "electric",
        "feasible",
        "kwh-per-km",
        "peak-before",
        "peak-after",
        "cost-change",
        "ghg-change",
    )
    rows = []
    for own in made.values():
        cost: Cell | Said = None
        ghg = None
        if own["cost"] is not None and own["baseline_cost"] is not None:
            change = (own["cost"] - own["baseline_cost"]) / 1e6
            cost = Text("transit-money-change", {"amount": round(change, 1), "money": own["money"].replace("_", " ")})
            ghg = 100 * (own["ghg"] / own["baseline_ghg"] - 1)
        rows.append(
            (
                own["name"],
                own["trips"],
                own["km"],
                own["vehicles"],
                own["electric"],
                own["feasible"],
                own["kwh_per_km"],
                own["before_kw"],
                own["after_kw"],
                cost,
                ghg,
            )
        )
    heads = tuple(Text(f"transit-column-{name}") for name in columns)
    return Grid(
        "transit-agencies",
        Text("transit-view-agencies"),
        heads,
        tuple(rows),
        unknown=(Text("transit-generated"), Text("transit-tariff-illustrative")),
        sources=("transit/transit-assumption", "transit/transit-procurement"),
    )


def _shares(made: Mapping[str, Mapping[str, Any]]) -> TimeSeries:
    lines = tuple(Line(own["name"], "forecast", _points(own["share"]), party=country) for country, own in made.items())
    return TimeSeries(
        "transit-share",
        Text("transit-view-share-all"),
        "%",
        lines,
        zero=True,
        unknown=(Text("transit-generated"),),
        sources=("transit/transit-assumption",),
    )


def _points(rows: list[list[float]]) -> tuple[tuple[int, float], ...]:
    return tuple((int(year), float(value)) for year, value in rows)


def _emission(country: str, own: Mapping[str, Any]) -> TimeSeries:
    from communique.workstreams.transit.emissions import grid

    lines = tuple(
        Line(Text(f"transit-scenario-{name}"), "forecast", _points(own["emission"][name]), party=country)
        for name in ("baseline", "plan")
    )
    source = grid(own["grid"])
    return TimeSeries(
        f"transit-ghg-{country.lower()}",
        Text("transit-view-ghg-agency", {"agency": own["name"]}),
        "t CO2e",
        lines,
        zero=True,
        unknown=(Text("transit-grid-held", {"region": source.region, "year": str(source.year)}),),
        sources=(f"transit/{source.direct.source}", "transit/greet"),
    )


def _load(made: Mapping[str, Mapping[str, Any]]) -> Matrix:
    names, rows = [], []
    for own in made.values():
        for when in ("before", "after"):
            names.append(Text("transit-load-of", {"agency": own["name"], "how": Text(f"transit-load-{when}")}))
            rows.append(tuple(round(value, 1) for value in own["load"][when]))
    hours = tuple(f"{hour:02d}" for hour in range(24))
    return Matrix(
        "transit-load",
        Text("transit-view-load"),
        tuple(names),
        hours,
        tuple(rows),
        "kW",
        unknown=(Text("transit-tariff-illustrative"),),
        sources=("transit/transit-assumption",),
    )


def _exhaust(made: Mapping[str, Mapping[str, Any]], pollutant: str) -> Bars:
    bars = tuple(
        Bar(
            Text(
                "transit-exhaust-of",
                {"agency": own["name"], "model": model.upper(), "scenario": Text(f"transit-scenario-{scenario}")},
            ),
            own["exhaust"][pollutant][scenario][model],
            party=country,
        )
        for country, own in made.items()
        for model in ("moves", "emfac")
        for scenario in ("baseline", "plan")
    )
    return Bars(
        f"transit-{pollutant.lower()}",
        Text(f"transit-view-{pollutant.lower()}"),
        "kg",
        bars,
        unknown=(Text("transit-exhaust-note"), Text("transit-emfac-bins")),
        sources=("transit/moves-epa", "transit/emfac-arb"),
    )


def _map(country: str, own: Mapping[str, Any]) -> Map:
    latitude, longitude, name = own["depot"]
    ways = tuple(Way(tuple((lat, lon) for lat, lon in points), label, "route") for label, points in own["routes"])
    return Map(
        f"transit-map-{country.lower()}",
        Text("transit-view-map-agency", {"agency": own["name"]}),
        "",
        (Place(latitude, longitude, name, kind="depot"),),
        ways,
        unknown=(Text("transit-generated"),),
    )
