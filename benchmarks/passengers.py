"""How fast are passenger messages cut and read here, beside pydifact in the same run?

    python benchmarks/passengers.py [PEER_PYTHON]

PEER_PYTHON is the interpreter of an environment of its own with pydifact 0.2.3; without it one is made, with pip, in a
temporary folder. Ours and the peer's run in turn, each call timed in CPU seconds of all threads inside a process of its
own, imports left out, after a warm-up on other records.

Tasks, on generated interchanges of 8 messages of 100 records: `segments`, to segments with all their elements (what
pydifact does); `columns`, to every value of the 19 elements with its place, days, times and numbers typed, and the
documents, in tables (`bulk`); `records`, to the typed records of the object reader; `elements`, to the same values as
`columns`, one object each. `parse`: 4,000 records to typed records with their fares and taxes (no peer; GTAS: 0.40 MB/s
cold, 1.33 MB/s warm in the specification's run). Records a second: `filter`, through the sensitive filter; `mask`,
through masking, which cuts segments on its way; `mask again`, once they are cut. `memory` and `memory of columns`: the
most that a process held while it read 55 MB.
"""

from __future__ import annotations

import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5
PEER = "pydifact==0.2.3"
RECORDS, LARGE, MANY = 800, 4000, 27_500
TASKS = {"segments": RECORDS, "columns": RECORDS, "records": RECORDS, "elements": RECORDS, "parse": LARGE}
SECONDLY = {"filter": RECORDS, "mask": RECORDS, "mask again": RECORDS}  # reported as records a second
TASKS |= SECONDLY
MASKED = frozenset({4, 6, 7, 17, 18})  # of the nineteen, as the agreement of 2012 has it
SEED, WARM_SEED = 2023, 2024


def ours(task: str, file: Path, warm: Path) -> float:
    """CPU seconds of our side of a task; of memory, megabytes."""
    from communique.workstreams.passengers.parsing.reading import Reading
    from communique.workstreams.passengers.sensitive import filtered

    if task.startswith("memory"):
        return memory(file, columns=task.endswith("columns"))
    if task == "filter":
        records = {path: list(Reading(io.BytesIO(path.read_bytes()))) for path in (file, warm)}
        return timed(lambda path: sum(filtered(pnr)[1].texts for pnr in records[path]), file, warm)
    data = {path: path.read_bytes() for path in (file, warm)}
    if task.startswith("mask"):
        masking(data[warm])
        return masking(data[file])[task == "mask again"]
    work = works()[task]
    return timed(lambda path: work(data[path]), file, warm)


def works() -> dict[str, Callable[[bytes], int]]:
    """What each task does with the bytes of a file; each counts what it made."""
    from communique.workstreams.passengers.bulk.reading import Bulk
    from communique.workstreams.passengers.edifact.tokens import Tokens
    from communique.workstreams.passengers.parsing.elements import values
    from communique.workstreams.passengers.parsing.reading import Reading
    from communique.workstreams.passengers.records import Pnr

    def money(pnr: Pnr) -> int:
        tickets = [ticket for passenger in pnr.passengers for ticket in passenger.tickets]
        return sum(len(ticket.fares) + len(ticket.taxes) + len(ticket.pricing) for ticket in tickets)

    return {
        "segments": lambda data: sum(len(segment.elements) for segment in Tokens(io.BytesIO(data), [].append)),
        "columns": lambda data: sum(part.values.height + part.documents.height for part in Bulk(io.BytesIO(data))),
        "records": lambda data: sum(len(pnr.passengers) for pnr in Reading(io.BytesIO(data))),
        "elements": lambda data: sum(len(values(pnr)) for pnr in Reading(io.BytesIO(data))),
        "parse": lambda data: sum(len(pnr.passengers) + money(pnr) for pnr in Reading(io.BytesIO(data))),
    }


def masking(data: bytes) -> tuple[float, float]:
    """CPU seconds of masking each record as it comes, and of masking it once more."""
    from communique.workstreams.passengers.masking import mask
    from communique.workstreams.passengers.parsing.reading import Reading

    first = second = 0.0
    for pnr in Reading(io.BytesIO(data)):
        began = time.process_time()
        mask(pnr, MASKED)
        middle = time.process_time()
        assert mask(pnr, MASKED).hidden
        first, second = first + middle - began, second + time.process_time() - middle
    return first, second


def memory(file: Path, *, columns: bool) -> float:
    """The most megabytes that this process held."""
    from communique.workstreams.passengers.parsing.reading import Reading

    with file.open("rb") as stream:
        if columns:
            from communique.workstreams.passengers.bulk.reading import Bulk

            assert sum(part.values.height for part in Bulk(stream)) > MANY
        else:
            assert sum(1 for _ in Reading(stream)) == MANY
    # of this process itself: `getrusage` begins with the memory of whoever started it
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) * 1024 / 1e6


def peer(file: Path, warm: Path) -> float:
    """CPU seconds of pydifact for all segments of a file."""
    import warnings

    from pydifact.segmentcollection import RawSegmentCollection

    warnings.simplefilter("ignore")
    texts = {path: path.read_text("latin-1") for path in (file, warm)}
    return timed(lambda path: sum(1 for _ in RawSegmentCollection.from_str(texts[path]).segments), file, warm)


def timed(call: Callable[[Path], int], file: Path, warm: Path) -> float:
    call(warm)
    began = time.process_time()
    assert call(file) > 0
    return time.process_time() - began


def run(python: str, *words: str) -> float:
    done = subprocess.run([python, __file__, "--as", *words], capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout.splitlines()[-1]))


def write(records: int, seed: int, file: Path) -> Path:
    from communique.workstreams.passengers.generator import interchange, trips

    with file.open("wb") as stream:
        stream.writelines(piece.encode("latin-1") for piece in interchange(trips(records, seed)))
    return file


def environment(folder: Path) -> str:
    """The interpreter of a new environment with the peer."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", PEER], check=True)
    return python


def main(peer_python: str | None) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        peer_python = peer_python or environment(folder / "peer")
        files = {n: write(n, SEED, folder / f"{n}.edi") for n in (RECORDS, LARGE, MANY)}
        warm = str(write(RECORDS, WARM_SEED, folder / "warm.edi"))
        seconds: dict[str, list[float]] = {"peer": [], **{task: [] for task in TASKS}}
        for _ in range(ROUNDS):
            seconds["peer"].append(run(peer_python, "peer", str(files[RECORDS]), warm))
            for task, records in TASKS.items():
                seconds[task].append(run(sys.executable, task, str(files[records]), warm))
        size = {n: file.stat().st_size / 1e6 for n, file in files.items()}
        report(seconds, size)
        for task in ("memory", "memory of columns"):
            print(f"| {task}, {size[MANY]:.0f} MB | {run(sys.executable, task, str(files[MANY]), warm):.0f} MB | | | |")


def report(seconds: dict[str, list[float]], size: dict[int, float]) -> None:
    """Medians, best in brackets; ratios of medians and of bests."""
    print("| task | CPU s | MB/s | best MB/s | × pydifact | best × best |\n|---|---|---|---|---|---|")
    middle = {task: statistics.median(found) for task, found in seconds.items()}
    best = {task: min(found) for task, found in seconds.items()}
    for task in [task for task in seconds if task not in SECONDLY]:
        megabytes = size[TASKS.get(task, RECORDS)]
        rate, most = megabytes / middle[task], megabytes / best[task]
        ratio, best_ratio = (
            rate / (size[RECORDS] / middle["peer"]),
            most / (size[RECORDS] / best["peer"]),
        )
        print(f"| {task} | {middle[task]:.3f} | {rate:.2f} | {most:.2f} | {ratio:.1f} | {best_ratio:.1f} |")
    for task in SECONDLY:
        print(f"| {task} | {RECORDS / middle[task]:,.0f} records a second, best {RECORDS / best[task]:,.0f} | | | | |")
    rounds = (f"{peer / one:.1f}" for peer, one in zip(seconds["peer"], seconds["records"], strict=True))
    print(f"\nrecords, × pydifact in each round: {', '.join(rounds)}\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--as"]:
        who, *paths = sys.argv[2:]
        file, warm = (Path(path) for path in paths)
        print(json.dumps(peer(file, warm) if who == "peer" else ours(who, file, warm)))
    else:
        main(sys.argv[1] if len(sys.argv) > 1 else None)
