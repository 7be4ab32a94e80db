"""Which question about batteries does a person ask on the command line?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    import polars as pl

    from communique.workstreams.transit.charge_state import Battery
    from communique.workstreams.transit.day import Day
    from communique.workstreams.transit.electric.electrified import Supply

FeedPath = Annotated[Path, typer.Argument(metavar="FEED", help="GTFS feed: a zip file or a folder.")]
DateOption = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Service date, YYYY-MM-DD.")]
UsableKwh = Annotated[
    float | None, typer.Option(help="Usable energy; default: the shipped battery at its end of life, by its window.")
]
KwhPerKm = Annotated[
    float | None, typer.Option(help="Energy of every kilometre; default: computed from segment to segment.")
]
Size = Annotated[str, typer.Option(help="12m or 18m.")]
Temperature = Annotated[
    float | None, typer.Option(help="°C of the day to size for; needed unless --kwh-per-km is given.")
]
Altitude = Annotated[float, typer.Option(help="Metres above the sea.")]
NoDeadhead = Annotated[bool, typer.Option("--no-deadhead", help="Leave the energy of deadheads and layovers out.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of batteries and electric schedules."""
    app.command()(feasibility)
    app.command("electric-schedule")(electric_schedule)


def feasibility(
    feed: FeedPath,
    date: DateOption,
    usable_kwh: UsableKwh = None,
    kwh_per_km: KwhPerKm = None,
    temperature: Temperature = None,
    altitude: Altitude = 0.0,
    size: Size = "12m",
    no_deadhead: NoDeadhead = False,
    json: AsJson = False,
) -> None:
    """Which blocks of a day a battery can run, what is missing for the others, and where to split them."""
    from communique.workstreams.transit.feed import read_feed, service_day

    found = service_day(read_feed(feed), date.date())
    asked = _Asked(usable_kwh, kwh_per_km, temperature, altitude, size, not no_deadhead)
    _show(
        feasibility_report(found, asked),
        ("block", "km", "energy_kwh", "end_kwh", "feasible", "split_before"),
        json,
        "blocks",
    )


def electric_schedule(
    feed: FeedPath,
    date: DateOption,
    usable_kwh: UsableKwh = None,
    kwh_per_km: KwhPerKm = None,
    temperature: Temperature = None,
    altitude: Altitude = 0.0,
    size: Size = "12m",
    max_wait_h: Annotated[float | None, typer.Option(help="Longest hours from a trip's end to the next start.")] = None,
    layover: Annotated[int, typer.Option(min=0, help="Least seconds between trips, beside deadhead.")] = 0,
    no_deadhead: NoDeadhead = False,
    clip: Annotated[
        bool, typer.Option("--clip", help="Set trips above the usable energy to it; for comparisons.")
    ] = False,
    depot: Annotated[
        list[str] | None,
        typer.Option(help="LAT,LON or NAME=LAT,LON of a depot; several: each block stays at the nearest."),
    ] = None,
    on_route: Annotated[
        str, typer.Option(help="Chargers on the way: none, site (fewest terminals that help), or stop ids with commas.")
    ] = "none",
    on_route_kw: Annotated[
        float | None, typer.Option(help="Power of these, into the battery; default: shipped.")
    ] = None,
    connect_s: Annotated[float | None, typer.Option(help="Seconds lost at each charge; default: shipped.")] = None,
    midday_kw: Annotated[float, typer.Option(min=0, help="Power at the depot between trips; 0: by night alone.")] = 0.0,
    terminal_m: Annotated[float | None, typer.Option(help="Stops so near are one terminal; default: shipped.")] = None,
    seed: Annotated[int, typer.Option(help="Same seed, same rotations.")] = 0,
    json: AsJson = False,
) -> None:
    """The fewest battery buses that run a day's trips, charged by night or on the way, and what no plan can beat."""
    from communique.workstreams.transit.feed import read_feed, service_day

    found = service_day(read_feed(feed), date.date())
    asked = _Asked(usable_kwh, kwh_per_km, temperature, altitude, size, not no_deadhead)
    wait = None if max_wait_h is None else max_wait_h * 3600
    supply = _supply(depot or [], on_route, on_route_kw, connect_s, midday_kw, terminal_m)
    report = schedule_report(found, asked, supply, max_wait_s=wait, layover_s=layover, clip=clip, seed=seed)
    _show(report, ("bus", "depot", "start_s", "end_s", "km", "kwh", "trips"), json, "rotations")


def _supply(
    depots: list[str],
    on_route: str,
    power_kw: float | None,
    connect_s: float | None,
    midday_kw: float,
    terminal_m: float | None,
) -> Supply:
    from communique.workstreams.transit.electric.electrified import Supply
    from communique.workstreams.transit.figures import figures

    read = figures().value
    shipped_kw = read("plan.on_route_power") * read("plan.charging_efficiency")
    stops = tuple(stop.strip() for stop in on_route.split(",") if stop.strip())
    return Supply(
        dict(_place(text) for text in depots),
        on_route if on_route in ("none", "site") else stops,  # type: ignore[arg-type]
        shipped_kw if power_kw is None else power_kw,
        read("charge.connect") if connect_s is None else connect_s,
        int(read("plan.on_route_room")),
        midday_kw,
        read("terminal.radius") if terminal_m is None else terminal_m,
    )


def _place(text: str) -> tuple[str, tuple[float, float]]:
    from communique.workstreams.transit.electric.duties import DutyError

    name, _, place = text.rpartition("=")
    try:
        lat, lon = (float(part) for part in place.split(","))
    except ValueError:
        raise DutyError(f"--depot {text!r}: write LAT,LON or NAME=LAT,LON") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise DutyError(f"--depot {text!r}: no such place on the globe")
    return name or place, (lat, lon)


class _Asked:
    """How energy is reckoned: by one figure for every kilometre, or from segment to segment."""

    def __init__(
        self, usable_kwh: float | None, kwh_per_km: float | None, temperature: float | None, altitude: float, size: str,
        deadhead: bool,
    ) -> None:  # fmt: skip
        from communique.workstreams.transit.charge_state import BatteryError

        if kwh_per_km is None and temperature is None:
            raise BatteryError("give --temperature of the day to size for, or --kwh-per-km: no climate is assumed")
        if kwh_per_km is not None and not kwh_per_km > 0:
            raise BatteryError(f"--kwh-per-km {kwh_per_km}: must be positive")
        self.usable_kwh, self.per_km, self.size, self.deadhead = usable_kwh, kwh_per_km, size, deadhead
        self.temperature, self.altitude = temperature, altitude

    def cell(self) -> Battery:
        from communique.workstreams.transit.charge_state import battery, usable_battery

        return battery(size=self.size) if self.usable_kwh is None else usable_battery(self.usable_kwh)

    def trips(self, day: Day) -> pl.DataFrame:
        """trip_id, energy_kwh and fuel of each trip."""
        import polars as pl

        if self.per_km is not None:
            return day.trips.select("trip_id", energy_kwh=pl.col("km") * self.per_km, fuel=pl.lit(0.0))
        from communique.workstreams.transit.energy.trips import energy_of_trips

        return energy_of_trips(day, *self._model())

    def blocks(self, day: Day) -> pl.DataFrame:
        """day.BLOCKS with energy_kwh."""
        import polars as pl

        trips = self.trips(day)
        if self.per_km is None and self.deadhead:
            from communique.workstreams.transit.energy.trips import energy_of_blocks

            return energy_of_blocks(day, trips, *self._model())
        member = day.blocks.select("block_id", pl.col("trip_ids").alias("trip_id")).explode("trip_id")
        summed = member.join(trips, on="trip_id").group_by("block_id").agg(pl.col("energy_kwh").sum())
        known = day.blocks.join(summed, on="block_id", how="left", maintain_order="left")
        extra = pl.col("deadhead_km") if self.deadhead else pl.lit(0.0)
        return known.with_columns(pl.col("energy_kwh") + extra * (self.per_km or 0.0))

    def deadhead_per_km(self) -> float:
        if not self.deadhead:
            return 0.0
        if self.per_km is not None:
            return self.per_km
        from communique.workstreams.transit.energy.trips import deadhead_kwh_per_km

        return deadhead_kwh_per_km(*self._model())

    def _model(self) -> tuple[Any, Any]:
        from communique.workstreams.transit.energy.trips import Conditions
        from communique.workstreams.transit.energy.vehicles import bus

        assert self.temperature is not None
        return bus(self.size), Conditions(self.temperature, self.altitude)


def feasibility_report(day: Day, asked: _Asked) -> dict[str, Any]:
    """Share of blocks that the battery runs, and each block with what is left or missing and where to split it."""
    from communique.workstreams.transit.charge_state import feasibility as judge

    cell = asked.cell()
    judged = judge(asked.blocks(day), cell.usable_kwh)
    splits = _splits(day, judged, asked, cell.usable_kwh)
    rows = [
        {
            "block": row["block_id"],
            "km": round(row["km"], 3),
            "energy_kwh": round(row["energy_kwh"], 3),
            "end_kwh": round(row["end_kwh"], 3),
            "feasible": row["feasible"],
            "split_before": splits.get(row["block_id"]),
        }
        for row in judged.iter_rows(named=True)
    ]
    feasible = sum(row["feasible"] for row in rows)
    return {
        "date": day.date.isoformat(),
        "usable_kwh": cell.usable_kwh,
        "share_feasible": feasible / len(rows) if rows else None,
        "feasible": feasible,
        "infeasible": len(rows) - feasible,
        "blocks": rows,
    }


def _splits(day: Day, judged: pl.DataFrame, asked: _Asked, usable_kwh: float) -> dict[str, list[str]]:
    """Block -> trips before which a fresh bus should take over; empty where one of its trips is too long by itself."""
    from itertools import pairwise

    import numpy as np

    from communique.workstreams.transit.electric.splitting import split

    energy = dict(asked.trips(day).select("trip_id", "energy_kwh").iter_rows())
    times = {trip: (start, end) for trip, start, end in day.trips.select("trip_id", "start_s", "end_s").iter_rows()}
    found = {}
    for row in judged.filter(~judged["feasible"]).iter_rows(named=True):
        ids = row["trip_ids"]
        layovers = [times[b][0] - times[a][1] for a, b in pairwise(ids)]
        kwh = np.array([energy[trip] for trip in ids])
        extra = (row["energy_kwh"] - kwh.sum()) / max(len(ids) - 1, 1)
        found[row["block_id"]] = [ids[k] for k in split(kwh, layovers, usable_kwh, between_kwh=extra).cuts]
    return found


def schedule_report(
    day: Day,
    asked: _Asked,
    supply: Supply,
    *,
    max_wait_s: float | None,
    layover_s: int = 0,
    clip: bool = False,
    seed: int = 0,
) -> dict[str, Any]:
    """Rotations with their trips, the bounds that hold for any plan, charges underway, trips that no bus can run."""
    import polars as pl

    from communique.workstreams.transit.electric import electrified as e

    energy = day.trips.join(asked.trips(day), on="trip_id", maintain_order="left")["energy_kwh"]
    cell = asked.cell()
    found = e.electrified(day, energy, cell, supply, kwh_per_km=asked.deadhead_per_km(), max_wait_s=max_wait_s,
                          layover_s=layover_s, clip=clip, seed=seed)  # fmt: skip
    rows = e.rotations(found, {"kwh": None}).with_columns(pl.col("trip_ids").list.len().alias("trips"))
    schedules = [part.found for part in found.parts]
    bounds = [each.bounds for each in schedules]
    made = e.underway(found)
    return {
        "date": day.date.isoformat(),
        "usable_kwh": cell.usable_kwh,
        "rotation_count": found.count,
        "lower_bound": found.lower,
        "proven": all(each.proven for each in schedules),
        "bounds": {
            "peak_trips": sum(b.peak for b in bounds),
            "vehicles": found.vehicles,
            "energy": sum(b.energy for b in bounds),
        },
        "replacement_ratio": found.count / found.vehicles if found.vehicles else None,
        "wait_h": sum(each.wait_s for each in schedules) / 3600,
        "deadhead_h": sum(each.deadhead_s for each in schedules) / 3600,
        "impossible_trips": found.impossible,
        "depots": {part.depot: len(part.found.rotations) for part in found.parts if part.depot},
        "chargers": e.points_needed(made).to_dicts(),
        "charges": made.to_dicts(),
        "rotations": rows.to_dicts(),
    }


def _show(found: dict[str, Any], columns: tuple[str, ...], json: bool, rows: str) -> None:
    if json:
        import json as writer

        typer.echo(writer.dumps(found, ensure_ascii=False, indent=2, allow_nan=False))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns)
    for row in found[rows]:
        table.add_row(*(_cell(row[column]) for column in columns))
    console = Console()
    console.print(table)
    for name, value in found.items():
        if name not in (rows, "charges"):  # a table of them is in the JSON
            console.print(f"{name}: {_cell(value)}", highlight=False)


def _cell(value: Any) -> str:
    if value is None:
        return "—"
    return f"{value:,.6g}" if isinstance(value, float) else str(value)
