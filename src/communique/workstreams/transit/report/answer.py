"""What is a plan in figures, for machines: one JSON object, and its tables?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from communique.workstreams.transit.config import Config
from communique.workstreams.transit.day import Day
from communique.workstreams.transit.depots import Depot
from communique.workstreams.transit.emissions import MODELS
from communique.workstreams.transit.fleet.pareto import Point
from communique.workstreams.transit.fleet.solving import FleetPlan
from communique.workstreams.transit.planning import Operations, Planned, cost_kinds, exhaust_total


@dataclass(frozen=True)
class Report:
    """A plan with all that is shown of it.

    front    the Pareto front, () where none was asked for
    ranked, burden   who lives along the blocks; None where no population is given
    command  what makes the same report again
    """

    planned: Planned
    config: Config
    config_text: str
    feed_name: str
    feed_digest: str
    date: str
    command: str
    day: Day | None = None
    front: tuple[Point, ...] = ()
    ranked: pl.DataFrame | None = None
    burden: pl.DataFrame | None = None


def summary(report: Report) -> dict[str, Any]:
    """The plan as one JSON object; unknown is null."""
    planned = report.planned
    operations, depot = planned.operations, planned.depot
    return {
        "feed": report.feed_name,
        "feed_digest": report.feed_digest,
        "date": report.date,
        "country": report.config.choices.country,
        "grid_region": report.config.choices.grid_region,
        "money": planned.problem.money,
        "day": {
            "km": operations.km,
            "blocks": operations.blocks.height,
            "feasible_blocks": int(operations.blocks["feasible"].sum()),
            "vehicles": operations.vehicles,
            "electric_vehicles": operations.rotations.height,
            "replacement_ratio": operations.ratio,
            "unserved_trips": list(operations.unserved),
            "kwh_per_km": None
            if operations.kwh_per_km is None
            else dict(zip(("p5", "p50", "p95"), operations.kwh_per_km, strict=True)),
        },
        "charging": {
            name: {
                "cost": found.objective,
                "peak_kw": found.peak_kw,
                "plugs": found.plugs,
                "unmet": [asdict(u) for u in found.unmet],
            }
            for name, found in (("before", depot.before), ("after", depot.after), ("design", depot.design))
        },
        "depots": [_depot(each, operations) for each in planned.depots if each.name],
        "on_route": None
        if planned.on_route is None or operations.chargers is None
        else {
            "cost": planned.on_route.cost,
            "meter_kwh": planned.on_route.meter_kwh,
            "points": operations.points,
            "chargers": operations.chargers.to_dicts(),
            "blocks_not_helped": dict(operations.unhelped),
        },
        "plan": _plan(planned, planned.plan, "plan"),
        "baseline": _plan(planned, planned.baseline, "baseline"),
        "pareto": [{"ghg_t": point.ghg_t, "net_present_cost": point.net_present_cost} for point in report.front],
        "assumptions": [asdict(assumption) for assumption in report.config.assumptions.values()],
    }


def _depot(depot: Depot, operations: Operations) -> dict[str, Any]:
    return {
        "depot": depot.name,
        "buses": operations.rotations.filter(pl.col("depot") == depot.name).height,
        "meter_kwh": depot.meter_kwh,
        "peak_kw": {"before": depot.before.peak_kw, "after": depot.after.peak_kw, "design": depot.design.peak_kw},
    }


def _plan(planned: Planned, plan: FleetPlan, scenario: str) -> dict[str, Any]:
    return {
        "status": plan.status,
        "net_present_cost": plan.net_present_cost,
        "gap": plan.gap,
        "ghg_t": plan.ghg_t,
        "nox_kg": {model: exhaust_total(planned, "NOx", scenario)[model] for model in MODELS},
        "pm25_kg": {model: exhaust_total(planned, "PM25", scenario)[model] for model in MODELS},
        "costs": cost_kinds(plan),
        "purchases": plan.purchases.to_dicts(),
        "points": plan.points.to_dicts(),
        "conflict": list(plan.conflict),
        "reachable": plan.reachable,
    }


def tables(report: Report) -> dict[str, pl.DataFrame]:
    """Name -> frame of every table of the plan."""
    planned = report.planned
    plan, depot = planned.plan, planned.depot
    hours = pl.int_range(len(depot.after.load), eager=True) * depot.tariff.slot_minutes / 60
    load = pl.DataFrame(
        {"hour": hours, "before_kw": depot.before.load, "after_kw": depot.after.load, "design_kw": depot.design.load}
    )
    unmet = pl.DataFrame(
        [
            (day, u.block, u.missing_kwh, u.reason)
            for day, c in (("usual", depot.after), ("cold", depot.design))
            for u in c.unmet
        ],
        schema={"day": pl.String, "bus": pl.String, "missing_kwh": pl.Float64, "reason": pl.String},
        orient="row",
    )
    found = {
        "blocks": planned.operations.blocks,
        "rotations": planned.operations.rotations,
        "load": load,
        "unmet": unmet,
        "purchases": plan.purchases,
        "fleet": plan.fleet,
        "duties": plan.duties,
        "points": plan.points,
        "costs": plan.costs,
        "exhaust": planned.exhaust,
        "assumptions": pl.DataFrame([asdict(a) for a in report.config.assumptions.values()], infer_schema_length=None),
    }
    if planned.operations.chargers is not None:
        found |= {"chargers": planned.operations.chargers, "charges": planned.operations.underway["cold"]}
    if report.ranked is not None and report.burden is not None:
        found |= {"equity_blocks": report.ranked, "equity_quintiles": report.burden}
    return found


# Two plans


def compare(old: dict[str, Any], new: dict[str, Any]) -> list[dict[str, Any]]:
    """What differs between two plan.json: key, old, new, and the change where both are figures."""
    before, after = _leaves(old), _leaves(new)
    found = []
    for key in [*before, *(key for key in after if key not in before)]:
        one, other = before.get(key), after.get(key)
        if one == other:
            continue
        both = all(isinstance(v, int | float) and not isinstance(v, bool) for v in (one, other))
        found.append({"key": key, "old": one, "new": other, "change": other - one if both else None})  # type: ignore[operator]
    return found


def _leaves(data: Any, start: str = "") -> dict[str, Any]:
    """Every figure and word by its place; rows of assumptions, purchases and points by what names them."""
    if isinstance(data, dict):
        found: dict[str, Any] = {}
        for key, value in data.items():
            found |= _leaves(value, f"{start}.{key}" if start else key)
        return found
    if isinstance(data, list):
        found = {}
        for i, value in enumerate(data):
            found |= _leaves(value, f"{start}[{_name(value, i)}]")
        return found
    return {start: data}


def _name(row: Any, place: int) -> str:
    if not isinstance(row, dict):
        return str(row)
    if "path" in row:
        return str(row["path"])
    named = [str(row[key]) for key in ("year", "technology", "block", "terminal", "depot") if key in row]
    return " ".join(named) or str(place)
