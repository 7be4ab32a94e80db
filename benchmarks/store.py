"""What do contract, lineage and quarantine cost? Ours against bare deltalake on the same frame, interleaved.

    python benchmarks/store.py [--rows 10000000] [--rounds 3] [--json]

The frame is the specification's timing table: country (3 values), year (1990–2030), indicator (40 values), site (below
500,000), value and sigma (lognormal), seed 0; the appended part is 100,000 rows of seed 1. About 400 of its keys are
among the 10 million, which themselves have some 40,000 rows with repeated keys. Bare means `write_deltalake`
and `scan_delta`; to its writes is added the time of checking the same rules with our own check, which is the faster
one: dataframely 3.1 took 1.5 times as long, and 2.2 GB. Every side runs in a process of its own, so that each peak is
its own; they take turns, every other round in the opposite order. Each read is done READS times, and the median is
taken. "keys indexed" also makes the index of keys; "keys checked" looks each appended key up among those held.

Two ratios are given: of seconds by the clock, and of seconds of the processor, which others disturb less.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

APPENDED = 100_000
READS = 7
KEY = ("country", "year", "indicator", "site")
TARGETS = {
    "write": 1.6,
    "write, keys indexed": 1.6,
    "append": 2.0,
    "append, keys checked": 2.0,
    "read all": 1.3,
    "old version": 1.3,
    "filtered sum": 1.3,
}


def timing_frame(rows: int, seed: int) -> Any:
    """The specification's timing table."""
    import numpy as np
    import polars as pl

    draw = np.random.default_rng(seed)
    indicators = [f"indicator_{number:02d}" for number in range(40)]
    return pl.DataFrame(
        {
            "country": pl.Series(["CAN", "MEX", "USA"]).gather(draw.integers(0, 3, rows)),
            "year": draw.integers(1990, 2031, rows).astype("int16"),
            "indicator": pl.Series(indicators).gather(draw.integers(0, 40, rows)),
            "site": draw.integers(0, 500_000, rows).astype("int32"),
            "value": draw.lognormal(size=rows),
            "sigma": draw.lognormal(size=rows),
        }
    )


def contract(*, keyed: bool) -> Any:
    """The timing table's contract; without key the store need not look for keys it holds."""
    from communique.tables import Column, Table

    return Table(
        name="bench.timing",
        columns=(
            Column("country", "country"),
            Column("year", "year", minimum=1990, maximum=2030),
            Column("indicator"),
            Column("site", "integer", minimum=0),
            Column("value", "number", minimum=0),
            Column("sigma", "number", minimum=0),
        ),
        key=KEY,
        duplicates="quarantine" if keyed else "allow",
    )


Time = tuple[float, float]
"""Seconds by the clock and of the processor."""


def timed(work: Callable[..., Any], *args: Any, **options: Any) -> Time:
    """The time that a call took."""
    clock, processor = time.perf_counter(), time.process_time()
    work(*args, **options)
    return time.perf_counter() - clock, time.process_time() - processor


def timed_reads(work: Callable[[], Any]) -> Time:
    """The median time of the call, done several times."""
    return middle([timed(work) for _ in range(READS)])


def middle(times: list[Time]) -> Time:
    """The median of each of the two."""
    return median(clock for clock, _ in times), median(processor for _, processor in times)


def bare(rows: int, root: Path) -> dict[str, Time]:
    """Time per task with write_deltalake and scan_delta alone."""
    import polars as pl
    from deltalake import DeltaTable, write_deltalake

    frame, more, place = timing_frame(rows, 0), timing_frame(APPENDED, 1), str(root / "bare")
    times = {"write": timed(write_deltalake, place, frame, mode="append")}
    del frame
    times["append"] = timed(lambda: write_deltalake(DeltaTable(place), more, mode="append"))
    times["read all"] = timed_reads(lambda: pl.scan_delta(place).collect())
    times["old version"] = timed_reads(lambda: pl.scan_delta(place, version=0).collect())
    times["filtered sum"] = timed_reads(lambda: _filtered(pl.scan_delta(place)))
    return times


def validation(rows: int, root: Path) -> dict[str, Time]:
    """Time of checking the frame against the contract, key included, and nothing else."""
    from communique.tables import check, sheet_of_frame

    table, frame = contract(keyed=True), timing_frame(rows, 0)
    more = timing_frame(APPENDED, 1)
    return {
        "write": timed(lambda: check(table, sheet_of_frame(table, frame))),
        "append": timed(lambda: check(table, sheet_of_frame(table, more))),
    }


def ours(rows: int, root: Path, *, keyed: bool = False) -> dict[str, Time]:
    """Time per task through contract and store."""
    from communique.store import Store, contribute, history, read, scan

    table, store = contract(keyed=keyed), Store(root / ("keyed" if keyed else "ours"))
    frame, more = timing_frame(rows, 0), timing_frame(APPENDED, 1)
    times = {"write": timed(contribute, store, table, frame, "MEX")}
    del frame
    appended = timed(contribute, store, table, more, "CAN")
    if keyed:
        return {"write, keys indexed": times["write"], "append, keys checked": appended}
    times["append"] = appended
    first = history(store)["data_version"][0]
    times["read all"] = timed_reads(lambda: read(store, table))
    times["old version"] = timed_reads(lambda: read(store, table, version=first))
    times["filtered sum"] = timed_reads(lambda: _filtered(scan(store, table)))
    return times


def ours_with_keys(rows: int, root: Path) -> dict[str, Time]:
    """Write and append again, where the keys are indexed and each new one is looked up among those the store holds."""
    return ours(rows, root, keyed=True)


def _filtered(lazy: Any) -> Any:
    import polars as pl

    return lazy.filter(pl.col("year") == 2000).select(pl.col("value").sum()).collect()


TASKS = {"bare": bare, "validation": validation, "ours": ours, "ours with keys": ours_with_keys}


def in_a_process(task: str, rows: int) -> dict[str, Any]:
    """The task's times, and the peak memory (MB) of the process that ran it."""
    root = tempfile.mkdtemp(prefix="communique-bench-")
    try:
        done = subprocess.run(
            [sys.executable, __file__, "--task", task, "--rows", str(rows), "--root", root],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    finally:
        shutil.rmtree(root)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measure(rows: int, rounds: int) -> list[dict[str, Any]]:
    """One row per task: seconds by the clock of each side (median over the rounds), both ratios, and the target."""
    runs: dict[str, list[dict[str, Any]]] = {task: [] for task in TASKS}
    for turn in range(rounds):
        for task in list(TASKS)[:: 1 if turn % 2 == 0 else -1]:
            runs[task].append(in_a_process(task, rows))
    peaks = {task: median(run.pop("peak") for run in runs[task]) for task in TASKS}
    times = {task: {name: middle([run[name] for run in runs[task]]) for name in runs[task][0]} for task in TASKS}
    side = times["ours with keys"] | times["ours"]
    lines = []
    for name, target in TARGETS.items():
        plain = name.split(",")[0]
        ours, bare = side[name], times["bare"][plain]
        checking = times["validation"].get(plain, (0.0, 0.0))
        clock, processor = bare[0] + checking[0], bare[1] + checking[1]
        ratios = {"ratio": ours[0] / clock, "of the processor": ours[1] / processor}
        lines.append({"task": name, "ours": ours[0], "bare": clock, **ratios, "target": target})
    peak = max(peaks["ours"], peaks["ours with keys"])
    none = {"ratio": None, "of the processor": None}
    return [*lines, {"task": "peak, MB", "ours": peak, "bare": peaks["bare"], **none, "target": 2000}]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=10_000_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--json", action="store_true")
    options.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    options.add_argument("--root", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.task:
        times = TASKS[given.task](given.rows, given.root)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000  # kilobytes on Linux
        print(json.dumps({**times, "peak": peak}))
        return
    lines = measure(given.rows, given.rounds)
    if given.json:
        print(json.dumps(lines, indent=1))
        return
    print(f"{given.rows:,} rows, {given.rounds} rounds; seconds (write and append: bare + validation)")
    print(f"{'task':<22}{'ours':>9}{'bare':>9}{'ratio':>8}{'processor':>11}{'target':>8}")
    for line in lines:
        ratios = ["" if line[name] is None else f"{line[name]:.2f}" for name in ("ratio", "of the processor")]
        print(f"{line['task']:<22}{line['ours']:>9.3f}{line['bare']:>9.3f}", end="")
        print(f"{ratios[0]:>8}{ratios[1]:>11}{line['target']:>8}")


if __name__ == "__main__":
    main()
