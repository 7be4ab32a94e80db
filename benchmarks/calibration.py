"""Is the product's probability better than either baseline, and calibrated? Prints the method page's tables."""

from __future__ import annotations

import argparse
import sys
import time

from communique.progress.calibration import as_markdown, bench, shortcomings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=2000, help="series at each autocorrelation level")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    began = time.perf_counter()
    forecasts = bench(chosen.series, seed=chosen.seed)
    took = time.perf_counter() - began
    print(as_markdown(forecasts))
    found = shortcomings(forecasts)
    count = sum(f.met.size for f in forecasts.values())
    print(f"\n{count} series, seed {chosen.seed}, {took:.1f} s: " + ("; ".join(found) or "passes"))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
