"""How fast is a feed read, validated and put into a day's trips here, beside its peers in the same run?

    python benchmarks/transit_feed.py PEER_PYTHON FEED.zip DATE

PEER_PYTHON is the interpreter of an environment of its own with gtfsblocks 0.1.5, gtfs-kit 13.0.1 and scipy. Ours and
the peer's run in turn, each call timed inside a process of its own, imports and one warm-up left out.

Tasks: `day`, the archive to the date's trips with kilometres and end points (ours with validation, segments and blocks
besides; gtfsblocks from the unpacked folder, which it needs); `statistics`, one row of figures for every trip of a feed
that is loaded; memory, the most that the process held for `day`.
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
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROUNDS = 7
TO_REACH = {"day": 4.0, "statistics": 30.0}


def ours(feed: str, day: str, task: str) -> dict[str, Any]:
    from communique.workstreams.transit.feed import read_day, read_feed, trip_statistics

    on = date.fromisoformat(day)
    if task == "statistics":
        loaded = read_feed(feed)
        return timed(lambda: trip_statistics(loaded)["km"].sum())
    return timed(lambda: read_day(feed, on).trips["km"].sum())


def peer(feed: str, day: str, task: str) -> dict[str, Any]:
    import warnings

    warnings.simplefilter("ignore")
    if task == "statistics":
        import gtfs_kit

        loaded = gtfs_kit.read_feed(feed, dist_units="km")
        return timed(lambda: float(loaded.compute_trip_stats()["distance"].sum()), warm=False)
    from datetime import datetime

    from gtfsblocks import Feed

    on = datetime.fromisoformat(day)
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(feed).extractall(folder)

        def trips() -> float:
            loaded = Feed.from_dir(folder)
            found = loaded.add_trip_data(loaded.get_trips_from_date(on), on)
            return float(found[next(c for c in found.columns if "dist" in c)].sum())

        return timed(trips)


def timed(call: Callable[[], float], warm: bool = True) -> dict[str, Any]:
    if warm:
        call()
    began = time.perf_counter()
    answer = call()
    seconds = time.perf_counter() - began
    return {"s": seconds, "answer": float(answer), "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def run(python: str, who: str, feed: str, day: str, task: str) -> dict[str, Any]:
    done = subprocess.run([python, __file__, "--as", who, "--task", task, python, feed, day],
                          capture_output=True, text=True, check=True)  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer_python")
    parser.add_argument("feed", type=lambda name: str(Path(name).resolve()))
    parser.add_argument("date")
    parser.add_argument("--as", dest="who", choices=("ours", "peer"), help=argparse.SUPPRESS)
    parser.add_argument("--task", default="day", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    if given.who:
        print(json.dumps((ours if given.who == "ours" else peer)(given.feed, given.date, given.task)))
        return
    print("|task|ours, s|peer, s|peer / ours|to reach|ours, MB|peer, MB|\n|-|-:|-:|-:|-:|-:|-:|")
    for task, least in TO_REACH.items():
        pairs = [
            (run(sys.executable, "ours", given.feed, given.date, task),
             run(given.peer_python, "peer", given.feed, given.date, task))
            for _ in range(given.rounds if task == "day" else min(3, given.rounds))
        ]  # fmt: skip
        s = [statistics.median(pair[i]["s"] for pair in pairs) for i in (0, 1)]
        mb = [statistics.median(pair[i]["mb"] for pair in pairs) for i in (0, 1)]
        print(f"|{task}|{s[0]:.3f}|{s[1]:.3f}|{s[1] / s[0]:.1f}|{least:.0f}|{mb[0]:.0f}|{mb[1]:.0f}|")


if __name__ == "__main__":
    main()
