"""A million people on the federal skilled workers' grid: three-valued here, two-valued in openfisca-core. Interleaved.

python benchmarks/pathways_batch.py PYTHON     an interpreter whose own environment has openfisca-core (AGPL: it is
                                               run as a program beside ours and never imported)
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from communique.workstreams.pathways.points import fsw_eligibility

ROWS, RUNS, SEED = 1_000_000, 5, 0
DAY = date(2026, 11, 24)
POINTS, ELIGIBLE = 53_113_042, 24_303
PEER = Path(__file__).with_name("pathways_batch_peer.py")


def people() -> dict[str, np.ndarray[Any, Any]]:
    """The task's people, drawn in its order."""
    rng = np.random.default_rng(SEED)
    drawn: dict[str, np.ndarray[Any, Any]] = {"age": rng.integers(18, 60, ROWS), "edu": rng.integers(0, 8, ROWS)}
    drawn |= {f"l{n}": rng.integers(4, 11, ROWS) for n in range(1, 5)}
    drawn |= {"sec": rng.random(ROWS) < 0.1, "exp": rng.integers(0, 12, ROWS), "arr": rng.random(ROWS) < 0.05}
    drawn |= {"fam": rng.integers(1, 8, ROWS), "funds": rng.integers(0, 60000, ROWS)}
    return drawn | {"adapt": 5 * rng.integers(0, 3, ROWS)}


NAMES = {"sec": "second", "arr": "arranged", "fam": "family"} | {f"l{n}": f"first_{n}" for n in range(1, 5)}


def ours(drawn: dict[str, np.ndarray[Any, Any]], null_share: float) -> tuple[float, pl.DataFrame]:
    """Seconds from arrays to verdicts, and the verdicts."""
    holes = np.random.default_rng(SEED + 1)
    known = {name: holes.random(ROWS) >= null_share for name in drawn} if null_share else {}
    start = time.perf_counter()
    frame = pl.DataFrame({NAMES.get(name, name): values for name, values in drawn.items()})
    frame = frame.with_columns(pl.when(pl.Series(known[n])).then(pl.col(m)).alias(m) for n, m in _named(known))
    frame = frame.with_columns(funds_exempt=pl.col("arranged"))
    found = fsw_eligibility(frame, DAY)
    return time.perf_counter() - start, found


def _named(known: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, NAMES.get(name, name)) for name in known]


def peer(python: str, file: Path) -> dict[str, float]:
    done = subprocess.run([python, str(PEER), str(file)], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def check(points: int, eligible: int) -> None:
    if (points, eligible) != (POINTS, ELIGIBLE):
        raise SystemExit(f"wrong sums: {points:,} points, {eligible:,} eligible")


def main(python: str) -> None:
    drawn = people()
    seconds: dict[str, list[float]] = {"ours": [], "ours_open": [], "peer": []}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "people.npz"
        np.savez(file, **drawn)
        for _ in range(RUNS):
            spent, found = ours(drawn, 0.0)
            check(int(found["points__low"].sum()), int(found["eligible"].sum()))
            seconds["ours"].append(spent)
            seconds["ours_open"].append(ours(drawn, 0.01)[0])
            theirs = peer(python, file)
            check(int(theirs["points"]), int(theirs["eligible"]))
            seconds["peer"].append(theirs["load"] + theirs["calculate"])
    median = {name: statistics.median(values) for name, values in seconds.items()}
    print("| engine | 1,000,000 people, s | ratio |\n|---|---|---|")
    print(f"| openfisca-core, load + calculate, two-valued | {median['peer']:.3f} | 1 |")
    print(f"| this package, three-valued, all known | {median['ours']:.3f} | {median['ours'] / median['peer']:.2f} |")
    open_ratio = median["ours_open"] / median["peer"]
    print(f"| the same, 1 % of each column null | {median['ours_open']:.3f} | {open_ratio:.2f} |")


if __name__ == "__main__":
    main(sys.argv[1])
