"""How fast is the exact vehicle schedule here, beside a pairwise matching on the same trips in the same run?

    python benchmarks/transit_vsp.py FEED.zip DATE [--rounds N] [--instance MDVSP.txt]

The peer is the usual way: an arc for every pair of trips one bus can run, then SciPy's maximum_bipartite_matching. Both
start from the day's trips and both must find the same number of buses. With an instance, the multi-depot schedule is
timed too, to a gap of 1e-4 and to the proven optimum.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date

import scipy.sparse as sparse
from scipy.sparse.csgraph import maximum_bipartite_matching

from communique.workstreams.transit.feed import read_day
from communique.workstreams.transit.scheduling import minimum_vehicles, timetable
from communique.workstreams.transit.scheduling.instance import read_instance
from communique.workstreams.transit.scheduling.multidepot import multidepot_schedule


def pairwise(trips) -> int:
    table = timetable(trips)
    ready = table.end_s[:, None] + table.travel_s[table.to_place[:, None], table.from_place[None, :]]
    follower = sparse.csr_array(ready <= table.start_s[None, :])
    return len(table) - int((maximum_bipartite_matching(follower, perm_type="column") >= 0).sum())


def timed(call: Callable[[], int]) -> tuple[float, int]:
    began = time.perf_counter()
    answer = call()
    return time.perf_counter() - began, answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feed")
    parser.add_argument("date", type=date.fromisoformat)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--instance")
    given = parser.parse_args()
    trips = read_day(given.feed, given.date).trips
    minimum_vehicles(timetable(trips))
    pairs = [
        (timed(lambda: minimum_vehicles(timetable(trips))), timed(lambda: pairwise(trips)))
        for _ in range(given.rounds)
    ]  # fmt: skip
    answers = {answer for pair in pairs for _, answer in pair}
    if len(answers) != 1:
        raise SystemExit(f"the two differ: {answers}")
    ours, theirs = (statistics.median(pair[i][0] for pair in pairs) for i in (0, 1))
    print("|trips|buses|ours, s|pairwise, s|pairwise / ours|\n|-:|-:|-:|-:|-:|")
    print(f"|{trips.height}|{answers.pop()}|{ours:.4f}|{theirs:.3f}|{theirs / ours:.0f}|")
    if given.instance:
        print("|gap asked|cost|bound|buses|s|\n|-:|-:|-:|-:|-:|")
        for gap in (1e-4, 0.0):
            found = multidepot_schedule(read_instance(given.instance), gap=gap)
            print(f"|{gap:g}|{found.cost}|{found.bound}|{found.vehicles}|{found.seconds:.1f}|")


if __name__ == "__main__":
    main()
