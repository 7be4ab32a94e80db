"""One round of each task with the peers' own libraries; prints seconds as JSON. Runs in an environment without ours."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

LEAVES, DURABLE, OBJECTS, ROWS = (int(word) for word in sys.argv[1:5])


def timed(work: Callable[[], Any], clock: Callable[[], float] = time.process_time) -> tuple[float, Any]:
    start = clock()
    found = work()
    return clock() - start, found


def merkle() -> dict[str, Any]:
    from pymerkle import InmemoryTree, SqliteTree

    leaves = [number.to_bytes(8, "big") * 25 for number in range(LEAVES)]
    tree = InmemoryTree(algorithm="sha256")
    memory, _ = timed(lambda: [tree.append_entry(leaf) for leaf in leaves])
    with tempfile.TemporaryDirectory() as folder:
        stored = SqliteTree(str(Path(folder) / "tree.db"), algorithm="sha256")
        disk, _ = timed(lambda: (stored.append_entries(leaves[:DURABLE]), stored.get_state()), time.perf_counter)
    return {"append": memory / LEAVES, "append_disk": disk / DURABLE, "root": tree.get_state().hex()}


def stix() -> dict[str, float]:
    import stix2

    def one() -> Any:
        return stix2.Indicator(
            pattern="[ipv4-addr:value = '198.51.100.1']", pattern_type="stix", valid_from="2026-11-24T09:00:00Z",
            object_marking_refs=[stix2.TLP_GREEN],
        )  # fmt: skip

    create, made = timed(lambda: [one() for _ in range(OBJECTS)])
    text = made[0].serialize()
    parse, _ = timed(lambda: [stix2.parse(text) for _ in range(OBJECTS)])
    return {"create": create / OBJECTS, "parse": parse / OBJECTS}


def noise() -> dict[str, float]:
    import opendp.prelude as dp

    dp.enable_features("contrib")
    categories = [f"c{number}" for number in range(20)]

    def release(rows: list[str]) -> Any:
        space = dp.vector_domain(dp.atom_domain(T=str)), dp.symmetric_distance()
        counts = dp.t.make_count_by_categories(*space, categories=categories, null_category=False, TOA="i64")
        return (counts >> dp.m.then_laplace(scale=1.0))(rows)

    large = [categories[number % 20] for number in range(ROWS)]
    whole, _ = timed(lambda: release(large))
    small, _ = timed(lambda: [release(large[:1000]) for _ in range(20)], time.perf_counter)
    return {"count_large": whole, "count_small": small / 20}


if __name__ == "__main__":
    print(json.dumps({**merkle(), **stix(), **noise()}))
