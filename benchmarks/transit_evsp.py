"""How few battery buses, and how fast, beside eflips-schedule-rust on the same arcs and energies in the same run?

    python benchmarks/transit_evsp.py FEED.zip DATE [--max-wait-h H] [--peer-python PYTHON] [--peer-limit S]

PEER_PYTHON is the interpreter of an environment of its own that holds eflips-schedule-rust 3.0.2; it is called out of
process, is given every arc that is allowed here, and is timed inside its process without reading its input. Energy is
1.3 kWh/km of the trips alone, usable energy 352 kWh; trips above it are set to it for both.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from datetime import date
from pathlib import Path

import polars as pl

from communique.workstreams.transit.charge_state import usable_battery
from communique.workstreams.transit.electric.duties import Duties, in_order, links, of_day
from communique.workstreams.transit.electric.rotations import clipped, schedule
from communique.workstreams.transit.feed import read_day

USABLE_KWH, KWH_PER_KM = 352.0, 1.3

PEER = """
import json, sys, time
import eflips_schedule_rust
text = open(sys.argv[1]).read()
began = time.perf_counter()
pairs = eflips_schedule_rust.solve(text, 1.0, None)
print(json.dumps([len(pairs), time.perf_counter() - began]))
"""


def graph(trips: Duties) -> str:
    """The peer's input: trips with share of the battery and duration, arcs with waiting seconds."""
    i, j = links(trips)
    nodes = [
        {"id": k, "weight": [float(trips.energy[k] / USABLE_KWH), int(trips.end[k] - trips.start[k])]}
        for k in range(len(trips))
    ]
    edges = [
        {"source": int(a), "target": int(b), "weight": int(trips.start[b] - trips.end[a])}
        for a, b in zip(i, j, strict=True)
    ]
    return json.dumps([{"nodes": nodes, "edges": edges}])


def peer(trips: Duties, python: str, limit_s: float) -> tuple[int, float] | None:
    """Rotations and seconds of the peer, None where it did not finish within the limit."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.json"
        file.write_text(graph(trips), encoding="utf-8")
        try:
            ran = subprocess.run(
                [python, "-c", PEER, str(file)], capture_output=True, text=True, check=True, timeout=limit_s
            )
        except subprocess.TimeoutExpired:
            return None
    pairs, seconds = json.loads(ran.stdout)
    return len(trips) - pairs, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feed")
    parser.add_argument("date", type=date.fromisoformat)
    parser.add_argument("--max-wait-h", type=float, default=1.0)
    parser.add_argument("--peer-python")
    parser.add_argument("--peer-limit", type=float, default=300.0)
    given = parser.parse_args()
    trips = in_order(read_day(given.feed, given.date).trips)
    energy = trips.select(pl.col("km") * KWH_PER_KM).to_series()
    duties = clipped(of_day(trips, energy, usable_battery(USABLE_KWH), max_wait_s=given.max_wait_h * 3600))
    began = time.perf_counter()
    found = schedule(duties)
    seconds = time.perf_counter() - began
    theirs = peer(duties, given.peer_python, given.peer_limit) if given.peer_python else None
    print("|trips|arcs|bound|ours|proven|s|peer|peer, s|\n|-:|-:|-:|-:|-|-:|-:|-:|")
    beside = (
        "not finished|"
        if given.peer_python and theirs is None
        else "|"
        if theirs is None
        else f"{theirs[0]}|{theirs[1]:.1f}"
    )
    print(
        f"|{len(duties)}|{len(links(duties)[0])}|{found.lower}|{len(found.rotations)}|"
        f"{'yes' if found.proven else 'no'}|{seconds:.1f}|{beside}|"
    )
    if theirs and len(found.rotations) > theirs[0]:
        raise SystemExit("more rotations than the peer")


if __name__ == "__main__":
    main()
