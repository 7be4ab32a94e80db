"""What do contract, lineage and quarantine cost? Ours against bare deltalake on the same frame, interleaved.

    python benchmarks/store.py [--rows 10000000] [--rounds 2] [--json]

The frame is the specification's timing table: country (3 values), year (1990–2030), indicator (40 values), site (below
500,000), value and sigma (lognormal), seed 0; the appended part is 100,000 rows of seed 1. Bare means `write_deltalake`
and `scan_delta`; to its writes is added the time of checking the same rules with our own check, which is the faster
one: dataframely 3.1 took 1.5 times as long, and 2.2 GB. Every side runs in a process of its own, so that each peak is
its own; they take turns. "keys indexed" also makes the index of keys; "keys checked" looks each
appended key up among the 10 million that are held.
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


def timed(work: Callable[..., Any], *args: Any, **options: Any) -> float:
    """Seconds that a call took."""
    start = time.perf_counter()
    work(*args, **options)
    return time.perf_counter() - start


def bare(rows: int, root: Path) -> dict[str, float]:
    """Seconds per task with write_deltalake and scan_delta alone."""
    import polars as pl
    from deltalake import DeltaTable, write_deltalake

    frame, more, place = timing_frame(rows, 0), timing_frame(APPENDED, 1), str(root / "bare")
    times = {"write": timed(write_deltalake, place, frame, mode="append")}
    del frame
    times["append"] = timed(lambda: write_deltalake(DeltaTable(place), more, mode="append"))
    times["read all"] = timed(lambda: pl.scan_delta(place).collect())
    times["old version"] = timed(lambda: pl.scan_delta(place, version=0).collect())
    times["filtered sum"] = timed(lambda: _filtered(pl.scan_delta(place)))
    return times


def validation(rows: int, root: Path) -> dict[str, float]:
    """Seconds of checking the frame against the contract, key included, and nothing else."""
    from communique.tables import check, sheet_of_frame

    table, frame = contract(keyed=True), timing_frame(rows, 0)
    more = timing_frame(APPENDED, 1)
    return {
        "write": timed(lambda: check(table, sheet_of_frame(table, frame))),
        "append": timed(lambda: check(table, sheet_of_frame(table, more))),
    }


def ours(rows: int, root: Path, *, keyed: bool = False) -> dict[str, float]:
    """Seconds per task through contract and store."""
    from communique.store import Store, contribute, history, read, scan

    table, store = contract(keyed=keyed), Store(root / ("keyed" if keyed else "ours"))
    frame, more = timing_frame(rows, 0), timing_frame(APPENDED, 1)
    times = {"write": timed(contribute, store, table, frame, "MEX")}
    del frame
    appended = timed(contribute, store, table, more, "CAN")
    if keyed:
        return {"write, keys indexed": times["write"], "append, keys checked": appended}
    times["append"] = appended
    first = history(store)["data_version"][0]  # many rows are several commits: the last one holds them all
    times["read all"] = timed(lambda: read(store, table))
    times["old version"] = timed(lambda: read(store, table, version=first))
    times["filtered sum"] = timed(lambda: _filtered(scan(store, table)))
    return times


def ours_with_keys(rows: int, root: Path) -> dict[str, float]:
    """Write and append again, where the keys are indexed and each new one is looked up among those the store holds."""
    return ours(rows, root, keyed=True)


def _filtered(lazy: Any) -> Any:
    import polars as pl

    return lazy.filter(pl.col("year") == 2000).select(pl.col("value").sum()).collect()


TASKS = {"bare": bare, "validation": validation, "ours": ours, "ours with keys": ours_with_keys}


def in_a_process(task: str, rows: int) -> dict[str, float]:
    """The task's seconds, and the peak memory (MB) of the process that ran it."""
    root = tempfile.mkdtemp(prefix="communique-bench-")
    try:
        done = subprocess.run(
            [sys.executable, __file__, "--task", task, "--rows", str(rows), "--root", root],
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        shutil.rmtree(root)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(rows: int, rounds: int) -> list[dict[str, Any]]:
    """One row per task: seconds of each side (median over the rounds), their ratio and its target."""
    runs: dict[str, list[dict[str, float]]] = {task: [] for task in TASKS}
    for _ in range(rounds):
        for task in TASKS:
            runs[task].append(in_a_process(task, rows))
    middle = {task: {name: median(run[name] for run in runs[task]) for name in runs[task][0]} for task in TASKS}
    side = middle["ours with keys"] | middle["ours"]
    against = {name: middle["bare"][name.split(",")[0]] for name in TARGETS}
    for name in TARGETS:
        against[name] += middle["validation"].get(name.split(",")[0], 0)
    lines = [
        {"task": name, "ours": side[name], "bare": against[name], "ratio": side[name] / against[name], "target": target}
        for name, target in TARGETS.items()
    ]
    peak = max(middle["ours"]["peak"], middle["ours with keys"]["peak"])
    return [*lines, {"task": "peak, MB", "ours": peak, "bare": middle["bare"]["peak"], "ratio": None, "target": 2000}]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=10_000_000)
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--json", action="store_true")
    options.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    options.add_argument("--root", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.task:
        times = TASKS[given.task](given.rows, given.root)
        times["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000  # kilobytes on Linux
        print(json.dumps(times))
        return
    lines = measure(given.rows, given.rounds)
    if given.json:
        print(json.dumps(lines, indent=1))
        return
    print(f"{given.rows:,} rows, {given.rounds} rounds; seconds (write and append: bare + validation)")
    print(f"{'task':<22}{'ours':>9}{'bare':>9}{'ratio':>8}{'target':>8}")
    for line in lines:
        ratio = "" if line["ratio"] is None else f"{line['ratio']:.2f}"
        print(f"{line['task']:<22}{line['ours']:>9.3f}{line['bare']:>9.3f}{ratio:>8}{line['target']:>8}")


if __name__ == "__main__":
    main()
