"""How long does the main job take, and how much memory, from an empty and from a filled COMMUNIQUE_HOME?

    python benchmarks/assess.py [--runs 5]

Whole processes, measured by the operating system; cold and warm in turn. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def measured(words: list[str], home: Path) -> tuple[float, float]:
    """Wall seconds and peak MB of one `communique …`."""
    environment = {**os.environ, "COMMUNIQUE_HOME": str(home)}
    command = [sys.executable, "-c", "from communique.cli import main; main()", *words]
    begun = time.perf_counter()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def main() -> None:
    """Runs each case and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    found: dict[str, list[tuple[float, float]]] = {"help": [], "cold": [], "warm": []}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        measured(["--help"], work)  # byte code and disk cache
        for run in range(runs):
            home = work / f"home-{run}"
            assess = ["assess", "nals2023", "--out", str(work / "out"), "--json"]
            found["help"].append(measured(["--help"], home))
            found["cold"].append(measured(assess, home))
            found["warm"].append(measured(assess, home))
    print("| case | median s | min–max s | peak MB |")
    print("|-|-:|-:|-:|")
    for case, figures in found.items():
        seconds = [second for second, _ in figures]
        peak = max(megabytes for _, megabytes in figures)
        print(f"| {case} | {statistics.median(seconds):.2f} | {min(seconds):.2f}–{max(seconds):.2f} | {peak:.0f} |")


if __name__ == "__main__":
    main()
