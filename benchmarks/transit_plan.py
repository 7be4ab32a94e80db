"""How fast is depot charging against the same programme in linopy, and how long does a whole plan take?

    python benchmarks/transit_plan.py FEED DATE [--rounds 5] [--plan] [--beside FEED DATE] [--on-route]

Charging: the blocks of the day (HART 2018-03-14 has 151), 15 min slots, energy by kilometre, each charging from the end
of its block to its start the next day; ours builds sparse columns for HiGHS, the peer is the same model by name in
linopy, both in one process, in turn. Times include building. With --plan also the whole plan, with its report's pages:
seconds, peak memory. With --beside a second feed's day runs from the same agency (Tampa beside Chattanooga is an agency
of 159 buses at the peak of its schedule); with --on-route chargers on the way are sited and paid for.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from communique.workstreams.transit.charging import Session, Tariff, from_sessions, sample_tariff
from communique.workstreams.transit.charging.least_cost import solve
from communique.workstreams.transit.charging.windows import Windows

DAY_S, KWH_PER_KM = 24 * 3600, 1.3


def windows_of(feed: Path, date: dt.date, tariff: Tariff) -> Windows:
    from communique.workstreams.transit.feed import read_day

    blocks = read_day(feed, date).blocks
    stays = [
        Session(
            block, end, max(start + DAY_S, end), min(km * KWH_PER_KM, 0.95 * max(start + DAY_S - end, 0) / 3600 * 150)
        )
        for block, start, end, km in blocks.select("block_id", "start_s", "end_s", "km").iter_rows()
    ]
    return from_sessions(stays, tariff)


def peer(windows: Windows, tariff: Tariff) -> float:
    import linopy
    import pandas as pd
    import xarray as xr

    linopy.options["semantics"] = "v1"
    buses, slots = pd.RangeIndex(len(windows.blocks), name="bus"), pd.RangeIndex(len(tariff.prices), name="slot")
    share = np.zeros((len(buses), len(slots)))
    share[windows.bus, windows.slot] = windows.share
    upper = xr.DataArray(share * tariff.max_power_kw, coords=[buses, slots])
    model = linopy.Model()
    power = model.add_variables(lower=0, upper=upper, coords=[buses, slots], mask=upper > 0, name="power")
    peak = model.add_variables(lower=0, name="peak")
    energy = xr.DataArray(windows.energy, coords=[buses])
    reached = energy.where(upper.sum("slot") > 0, drop=True)
    model.add_constraints((power.sel(bus=reached.bus).sum("slot") * tariff.slot_hours) == reached, name="energy")
    model.add_constraints(power.sum("bus") - peak <= 0, name="peak")
    prices = xr.DataArray(np.array(tariff.prices) * tariff.slot_hours, coords=[slots])
    model.add_objective((power * prices).sum() + tariff.demand_charge_per_kw_day * peak)
    model.solve(solver_name="highs", io_api="direct", output_flag=False, progress=False)
    return float(model.objective.value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feed", type=Path)
    parser.add_argument("date", type=dt.date.fromisoformat)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--plan", action="store_true")
    parser.add_argument("--beside", nargs=2, default=())
    parser.add_argument("--on-route", action="store_true")
    given = parser.parse_args()
    tariff = sample_tariff("USA").finer(15)
    windows = windows_of(given.feed, given.date, tariff)
    times: dict[str, list[float]] = {"ours": [], "linopy": []}
    for _ in range(given.rounds):
        for name, run in (
            ("ours", lambda: solve(windows, tariff).objective),
            ("linopy", lambda: peer(windows, tariff)),
        ):
            begin = time.perf_counter()
            answer = run()
            times[name].append(time.perf_counter() - begin)
            print(f"{name:8} {times[name][-1]:.3f} s  objective {answer:.4f}")
    ours, other = (statistics.median(times[name]) for name in ("ours", "linopy"))
    size = f"{len(windows.blocks)} blocks, {windows.bus.size} variables"
    print(f"{size}: {ours:.3f} s, linopy {other:.3f} s, {other / ours:.1f} x")
    if given.plan:
        days = [(given.feed, given.date)]
        if given.beside:
            days.append((Path(given.beside[0]), dt.date.fromisoformat(given.beside[1])))
        whole(days, "site" if given.on_route else "none")


def whole(days: list[tuple[Path, dt.date]], on_route: str) -> None:
    from communique.workstreams.transit.config import configured
    from communique.workstreams.transit.feed import read_day
    from communique.workstreams.transit.fleet import pareto
    from communique.workstreams.transit.operations import operations
    from communique.workstreams.transit.planning import make_plan
    from communique.workstreams.transit.report.answer import Report
    from communique.workstreams.transit.report.page import write_report

    with tempfile.TemporaryDirectory() as folder:
        values = {"agency.country": "USA", "agency.grid_region": "USA-FRCC", "plan.first_year": 2027,
                  "service.design_cold_c": 5.0, "plan.zero_emission": {2031: 0.25, 2041: 1.0},
                  "charging.on_route": on_route}  # fmt: skip
        config = configured(values, folder=Path(folder))
        begin, cpu = time.perf_counter(), time.process_time()
        day = joined([read_day(feed, date) for feed, date in days])
        asked = operations(day, config)
        planned = make_plan(asked, config)
        front = pareto(planned.problem, 4)
        write_report(
            Report(planned, config, "", day.feed_name, day.feed_digest, str(day.date), "", day, front), Path(folder)
        )
        seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    peak_gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    fleet = max(planned.plan.fleet.group_by("year").agg(total="buses")["total"].list.sum())
    print(
        f"whole plan: {asked.vehicles} buses at the peak, {asked.rotations.height} with batteries, at most {fleet} "
        f"with spares; {seconds:.1f} s ({cpu:.1f} s of one core), {peak_gb:.2f} GB, {planned.plan.status}"
    )


def joined(days: list[Any]) -> Any:
    """The trips of several days as those of one agency; ids of the later ones are made their own."""
    import polars as pl

    first, *others = days
    for place, other in enumerate(others):
        first = replace(
            first,
            **{
                name: pl.concat([getattr(first, name), _renamed(getattr(other, name), place)])
                for name in ("trips", "segments", "blocks", "stops", "routes", "shapes")
            },
        )
    return replace(first, trips=first.trips.sort("start_s", "trip_id"), blocks=first.blocks.sort("start_s", "block_id"))


def _renamed(frame: Any, place: int) -> Any:
    import polars as pl

    own = [name for name in frame.columns if name.endswith(("_id", "_stop"))]
    renamed = frame.with_columns(pl.format(f"{place}:{{}}", pl.col(name)).alias(name) for name in own)
    if "trip_ids" not in frame.columns:
        return renamed
    ids = [[f"{place}:{trip}" for trip in trips] for trips in frame["trip_ids"]]
    return renamed.with_columns(pl.Series("trip_ids", ids, dtype=pl.List(pl.String)))


if __name__ == "__main__":
    main()
