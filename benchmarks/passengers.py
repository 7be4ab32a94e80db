"""How fast are passenger messages cut and read here, beside pydifact in the same run?

    python benchmarks/passengers.py [PEER_PYTHON]

PEER_PYTHON is the interpreter of an environment of its own with pydifact 0.2.3; without it one is made, with pip, in a
temporary folder. Ours and the peer's run in turn, each call timed in CPU seconds inside a process of its own, imports
and a warm-up left out.

Tasks, on generated interchanges: `segments`, 8 messages of 100 records to segments (ours: their elements cut too);
`records`, the same to typed records; `elements`, the same to every value of the 19 elements with its place; `parse`,
4,000 records to typed records (no peer; GTAS: 0.40 MB/s cold, 1.33 MB/s warm in the specification's run); `filter`,
records a second through the sensitive filter; `memory`, the most that a process held while it read 52 MB.
"""

from __future__ import annotations

import io
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

ROUNDS = 5
PEER = "pydifact==0.2.3"
TASKS = {"segments": 800, "records": 800, "elements": 800, "parse": 4000, "filter": 800, "memory": 27_500}
COMPARED = ("segments", "records", "elements")


def ours(task: str, file: Path) -> float:
    """CPU seconds of our side of a task; of memory, megabytes."""
    from communique.workstreams.passengers.edifact.tokens import Tokens
    from communique.workstreams.passengers.parsing.elements import values
    from communique.workstreams.passengers.parsing.reading import Reading
    from communique.workstreams.passengers.sensitive import filtered

    if task == "memory":
        with file.open("rb") as stream:
            assert sum(1 for _ in Reading(stream)) == TASKS[task]
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    data = file.read_bytes()
    if task == "filter":
        records = list(Reading(io.BytesIO(data)))
        return timed(lambda: sum(filtered(pnr)[1].texts for pnr in records))
    work: dict[str, Callable[[], int]] = {
        "segments": lambda: sum(len(segment.elements) for segment in Tokens(io.BytesIO(data), [].append)),
        "records": lambda: sum(len(pnr.passengers) for pnr in Reading(io.BytesIO(data))),
        "elements": lambda: sum(len(values(pnr)) for pnr in Reading(io.BytesIO(data))),
        "parse": lambda: sum(len(pnr.passengers) for pnr in Reading(io.BytesIO(data))),
    }
    return timed(work[task])


def peer(file: Path) -> float:
    """CPU seconds of pydifact for all segments of a file."""
    import warnings

    from pydifact.segmentcollection import RawSegmentCollection

    warnings.simplefilter("ignore")
    text = file.read_text("latin-1")
    return timed(lambda: sum(1 for _ in RawSegmentCollection.from_str(text).segments))


def timed(call: Callable[[], int]) -> float:
    call()
    began = time.process_time()
    assert call() > 0
    return time.process_time() - began


def run(python: str, *words: str) -> float:
    done = subprocess.run([python, __file__, "--as", *words], capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout.splitlines()[-1]))


def write(records: int, file: Path) -> None:
    from communique.workstreams.passengers.generator import interchange, trips

    with file.open("wb") as stream:
        stream.writelines(piece.encode("latin-1") for piece in interchange(trips(records, 2023)))


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
        files = {task: folder / f"{records}.edi" for task, records in TASKS.items()}
        for task, records in TASKS.items():
            if not files[task].exists():
                write(records, files[task])
        small = files["segments"]
        seconds: dict[str, list[float]] = {"peer": [], **{task: [] for task in TASKS if task != "memory"}}
        for _ in range(ROUNDS):
            seconds["peer"].append(run(peer_python, "peer", str(small)))
            for task in seconds:
                if task != "peer":
                    seconds[task].append(run(sys.executable, task, str(files[task])))
        report(seconds, files, run(sys.executable, "memory", str(files["memory"])))


def report(seconds: dict[str, list[float]], files: dict[str, Path], memory: float) -> None:
    median = {task: statistics.median(found) for task, found in seconds.items()}
    size = {task: file.stat().st_size / 1e6 for task, file in files.items()}
    print("| task | CPU s | MB/s | × pydifact |\n|---|---|---|---|")
    print(f"| pydifact, segments | {median['peer']:.3f} | {size['segments'] / median['peer']:.2f} | 1 |")
    for task in COMPARED:
        ratio = median["peer"] / median[task]
        print(f"| ours, {task} | {median[task]:.3f} | {size[task] / median[task]:.2f} | {ratio:.1f} |")
    print(
        f"| ours, parse of {TASKS['parse']} records | {median['parse']:.3f} | {size['parse'] / median['parse']:.2f} | |"
    )
    print(f"| ours, filter | {TASKS['filter'] / median['filter']:,.0f} records a second | | |")
    print(f"| ours, peak of {size['memory']:.0f} MB | {memory:.0f} MB | | |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--as"]:
        who, file = sys.argv[2], Path(sys.argv[3])
        print(json.dumps(peer(file) if who == "peer" else ours(who, file)))
    else:
        main(sys.argv[1] if len(sys.argv) > 1 else None)
