"""How fast are look-ups, mirror gaps and the fit of counts, the last beside statsmodels on the same series? In turn.

    python benchmarks/precursors.py [PEER_PYTHON] [--series N] [--peer-series N] [--rounds N]

PEER_PYTHON is the interpreter of an environment of its own that holds statsmodels; without it one is made from pip in a
temporary folder. The peer fits one series at a time, as it must: `NegativeBinomial` (NB2), then 12 predictions. It is
timed on fewer series than ours and its time scaled, for a loop's time grows with its length and nothing else; both fit
the same first series. Every round runs every task once, each in a process of its own. Said are medians with the least
and the most of the rounds, by the clock and of processor time; the ratio is of processor time, so that a busy machine
counts less.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

import numpy as np

MONTHS, TESTED = 84, 12
ALPHA = 0.3


def counts(series: int) -> np.ndarray:
    """Counts with trend and season, the same on every run."""
    rng = np.random.default_rng(0)
    t = np.arange(MONTHS)
    turn = 2 * np.pi * t / 12
    x = np.stack([np.ones(MONTHS), 2 * t / (MONTHS - TESTED - 1) - 1, np.cos(turn), np.sin(turn)], axis=1)
    beta = np.stack([rng.normal(3.0, 0.5, series), *rng.normal(0, 0.25, (3, series))], axis=1)
    mean = np.exp(beta @ x.T)
    return rng.negative_binomial(1 / ALPHA, 1 / (1 + ALPHA * mean)).astype(float)


def ours(series: int) -> dict:
    from communique.workstreams.precursors.trade.counts import exceedance

    y = counts(series)
    exceedance(y[:50], TESTED)
    start, cpu = time.perf_counter(), time.process_time()
    found = exceedance(y, TESTED)
    return {
        "seconds": time.perf_counter() - start,
        "cpu": time.process_time() - cpu,
        "fitted": int(found.fit.fitted.sum()),
        "mean": float(np.nanmean(found.mean)),
        "peak": peak(),
    }


def peer(series: int) -> dict:
    import warnings

    import statsmodels.api as sm

    warnings.simplefilter("ignore")
    y = counts(series)
    t = np.arange(MONTHS)
    turn = 2 * np.pi * t / 12
    x = np.stack([np.ones(MONTHS), 2 * t / (MONTHS - TESTED - 1) - 1, np.cos(turn), np.sin(turn)], axis=1)
    history = MONTHS - TESTED
    means, fitted = [], 0
    start, cpu = time.perf_counter(), time.process_time()
    for own in y:
        result = sm.NegativeBinomial(own[:history], x[:history]).fit(disp=0)
        fitted += bool(result.mle_retvals["converged"])
        means.append(result.predict(x[history:]))
    return {
        "seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu, "fitted": fitted,
        "mean": float(np.mean(means)), "peak": peak(),
    }  # fmt: skip


def look_ups() -> dict:
    import polars as pl

    from communique.workstreams.precursors.entries import JURISDICTIONS, shipped
    from communique.workstreams.precursors.status import look_up, segments
    from communique.workstreams.precursors.substances import substances

    rng, n = np.random.default_rng(1), 1_000_000
    days = np.datetime64("2000-01-01") + rng.integers(0, 9_900, n)
    asked = pl.DataFrame(
        {"substance": rng.choice(list(substances()), n), "jurisdiction": rng.choice(JURISDICTIONS, n), "on": days}
    ).with_columns(pl.col("on").cast(pl.Date))
    known_at = max(entry.recorded_on for entry in shipped())
    start, cpu = time.perf_counter(), time.process_time()
    found = look_up(segments(shipped(), known_at), asked)
    took = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    return {**took, "rows": found.height, "peak": peak()}


def mirrors() -> dict:
    import polars as pl

    from communique.workstreams.precursors.trade.mirror import mirror

    rng, n = np.random.default_rng(2), 2_500_000
    countries = np.array([f"{a}{b}{c}" for a in "ABCDE" for b in "ABCDE" for c in "ABCDE"])
    i, j = rng.integers(0, 124, n), rng.integers(0, 124, n)
    out, into = countries[i], countries[(i + 1 + j) % 125]
    month = np.array([f"{2022 + m // 12}-{m % 12 + 1:02d}" for m in range(60)])[rng.integers(0, 60, n)]
    code = np.array([f"29{k:02d}.{k:02d}" for k in range(10, 30)])[rng.integers(0, 20, n)]
    flow = (
        pl.DataFrame({"exporter": out, "importer": into, "month": month, "hs6": code})
        .with_columns(value=pl.Series(rng.lognormal(8, 2, n)))
        .unique(["exporter", "importer", "month", "hs6"])
    )
    empty = [pl.lit("land").alias("transport"), pl.lit(None, pl.Boolean).alias("confidential"),
             pl.lit(None, pl.Boolean).alias("re_export")]  # fmt: skip
    sides = [
        flow.select("hs6", "month", value=pl.col("value") * scale, reporter=r, partner=p, flow=pl.lit(f)).with_columns(
            empty
        )
        for r, p, f, scale in (("exporter", "importer", "export", 1.0), ("importer", "exporter", "import", 1.05))
    ]
    rows = pl.concat(sides)
    start, cpu = time.perf_counter(), time.process_time()
    found = mirror(rows.lazy()).collect()
    return {
        "seconds": time.perf_counter() - start,
        "cpu": time.process_time() - cpu,
        "rows": rows.height,
        "gaps": int(found["gap"].count()),
        "peak": peak(),
    }


def peak() -> float:
    """The most memory this process had, GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def spread(values: list[float], places: int = 2) -> str:
    """The median, and the least and the most."""
    return f"{statistics.median(values):.{places}f} ({min(values):.{places}f}–{max(values):.{places}f})"


TASKS: dict[str, Callable[..., dict]] = {"ours": ours, "peer": peer, "look-ups": look_ups, "mirrors": mirrors}


def run(python: str, task: str, *words: object) -> dict:
    done = subprocess.run(
        [python, __file__, "--worker", task, *map(str, words)], capture_output=True, text=True, check=True
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def made_peer(folder: Path) -> str:
    """An environment of its own with the peer in it."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "statsmodels"], check=True)
    return str(python)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer", nargs="?", help="the peer's python; without it one is made")
    parser.add_argument("--series", type=int, default=10_000)
    parser.add_argument("--peer-series", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--worker", nargs="+", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.worker:
        task, *words = chosen.worker
        print(json.dumps(TASKS[task](*map(int, words))))
        return 0
    rounds: list[dict[str, dict]] = []
    with tempfile.TemporaryDirectory() as folder:
        python = chosen.peer or made_peer(Path(folder) / "peer")
        for _ in range(chosen.rounds):
            rounds.append({
                "ours": run(sys.executable, "ours", chosen.series),
                "peer": run(python, "peer", chosen.peer_series),
                "same": run(sys.executable, "ours", chosen.peer_series),
                "look-ups": run(sys.executable, "look-ups"),
                "mirrors": run(sys.executable, "mirrors"),
            })  # fmt: skip
    times_as_fast = [
        (each["peer"]["cpu"] / chosen.peer_series) / (each["ours"]["cpu"] / chosen.series) for each in rounds
    ]
    took = {
        task: f"{spread([each[task]['seconds'] for each in rounds])} s, "
        f"{spread([each[task]['cpu'] for each in rounds])} s of processor"
        for task in rounds[0]
    }
    most = {task: max(each[task]["peak"] for each in rounds) for task in rounds[0]}
    first = rounds[0]
    print(f"{chosen.rounds} rounds\n\n| task | took | asked |\n|-|-|-|")
    print(
        f"| {chosen.series:,} series × {MONTHS - TESTED} months, fit and {TESTED} predictions each | "
        f"{took['ours']}, {most['ours']:.2f} GB, {spread(times_as_fast, 0)} × statsmodels | ≥ 20 ×, ≤ 2 GB |"
    )
    for task, name, asked in (("look-ups", "look-ups of status", "≤ 1 s a million"),
                              ("mirrors", "bilateral rows, mirror gaps", "≤ 10 s, ≤ 3 GB for 5 million")):  # fmt: skip
        print(f"| {first[task]['rows']:,} {name} | {took[task]}, {most[task]:.2f} GB | {asked} |")
    own, other = first["same"], first["peer"]
    print(
        f"\nmean of the {TESTED} predictions of the first {chosen.peer_series} series: ours {own['mean']:.3f}, "
        f"statsmodels {other['mean']:.3f}; fitted {own['fitted']}, {other['fitted']}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
