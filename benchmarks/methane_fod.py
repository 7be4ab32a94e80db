"""How fast and how right is first-order decay here, beside bonsai-ipcc on the same task in the same run?

    python benchmarks/methane_fod.py PEER_PYTHON

PEER_PYTHON is the interpreter of an environment of its own that holds bonsai-ipcc 0.5.3 (the method page of the models
says how to make one). The two run in turn, each call timed inside its process, imports and one warm-up left out.

Task: Canadian paper, 20 million people growing 1 % a year, 0.85 t a head, 70 % buried, 32.3 % paper, 1960 to 2020,
parameters looked up by their IPCC tables; the methane of 2020, once by default parameters and once with 1,000 draws.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time

YEARS = range(1960, 2021)
PEOPLE = [20e6 * 1.01 ** (year - 1960) for year in YEARS]
RATE, BURIED, PAPER = 0.85, 0.7, 0.323
SPREAD = 0.3  # of the three activity figures, in both
CORRECT = 782.648
CALLS = {"default": 5, "1,000 draws": 3}


def ours() -> dict[str, dict]:
    import numpy as np

    from communique.workstreams.methane.model.landfill import (
        LandfillCase,
        Series,
        defaults,
        evaluate,
    )
    from communique.workstreams.methane.model.monte_carlo import simulate
    from communique.workstreams.methane.model.parameters import decay_parameters, given

    def banded(id: str, value: float):
        return given(id, "CAN", value, "1", value * (1 - SPREAD), value * (1 + SPREAD))

    def case() -> LandfillCase:
        decay = decay_parameters("paper", "managed_anaerobic", "boreal_temperate_wet")
        activity = (
            banded("waste.generation", RATE), banded("waste.to_disposal", BURIED), banded("waste.composition", PAPER),
        )  # fmt: skip
        mass = np.array(PEOPLE)[:, np.newaxis] * RATE * BURIED * PAPER / 1000
        return LandfillCase("CAN", tuple(YEARS), (Series("paper", "managed_anaerobic", decay, activity),), mass,
                            np.zeros(len(YEARS)))  # fmt: skip

    def default() -> float:
        made = case()
        answer = evaluate(made, defaults(made)).emitted[0, -1]
        assert all(p.described()["source"] for p in made.parameters)  # the provenance goes with the answer
        return float(answer)

    return timed({"default": default, "1,000 draws": lambda: float(simulate(case(), 1, 1000).emitted[:, -1].mean())})


def peer() -> dict[str, dict]:
    import contextlib
    import io
    import logging

    with contextlib.redirect_stdout(io.StringIO()):
        logging.disable(logging.CRITICAL)
        import pandas as pd
        from bonsai_ipcc import IPCC

        model = IPCC()
    table = model.waste.swd.parameter

    def filled(name: str, values: list[float], unit: str, *, bound: float, spread: float = 0.0, **key: str) -> None:
        properties = (("def", 1.0), ("min", 1 - spread), ("max", 1 + spread))
        names = ["year", "region", *key, "property"]
        rows = [
            (year, "CA", *key.values(), name, figure, unit)
            for year, value in zip(YEARS, values, strict=True)
            for name, figure in (*((p, value * f) for p, f in properties), ("abs_min", 0.0), ("abs_max", bound))
        ]
        frame = pd.DataFrame(rows, columns=[*names, "value", "unit"]).set_index(names).sort_index()
        setattr(table, name, frame)

    n, unbounded = len(YEARS), float("inf")
    filled("urb_population", PEOPLE, "cap", bound=unbounded)
    filled("msw_gen_rate", [RATE] * n, "t/cap/yr", bound=unbounded, spread=SPREAD)
    filled("msw_frac_to_swds", [BURIED] * n, "kg/kg", bound=1.0, spread=SPREAD)
    filled("msw_type_frac", [PAPER] * n, "kg/kg", bound=1.0, spread=SPREAD, msw_frac="msw_paper")
    filled("swdstype_frac", [1.0] * n, "kg/kg", bound=1.0, swds_type="managed")
    filled("r_swd", [0.0] * n, "kg/yr", bound=unbounded, swds_type="managed")

    def call(uncertainty: str) -> float:
        sequence = model.waste.swd.sequence.tier1_ch4(
            year=2020, region="CA", product="msw_paper", wastemoisture="wet", past_years=60, activity="managed",
            uncertainty=uncertainty,
        )  # fmt: skip
        value = sequence.ch4_emissions.value
        return float(value.mean() if hasattr(value, "mean") else value)

    return timed({"default": lambda: call("def"), "1,000 draws": lambda: call("monte_carlo")})


def timed(tasks: dict) -> dict[str, dict]:
    found = {}
    for name, task in tasks.items():
        task()
        seconds = []
        for _ in range(CALLS[name]):
            start = time.perf_counter()
            value = task()
            seconds.append(time.perf_counter() - start)
        found[name] = {"seconds": seconds, "value": value}
    return found


def alone() -> list[str]:
    """Tasks that the peer has not: rows of task, seconds, limit."""
    import numpy as np

    from communique.workstreams.methane.model import fod
    from communique.workstreams.methane.model.national import national_case, national_draws

    def nations() -> None:
        for party, climate in (
            ("CAN", "boreal_temperate_wet"),
            ("MEX", "tropical_wet"),
            ("USA", "boreal_temperate_wet"),
        ):
            own = {"to_disposal": BURIED, "site_types": {"managed_anaerobic": 1.0}} if party == "CAN" else {}
            model = national_case(party, climate=climate, first=1960, last=2020, recovery_share="unmetered", **own)
            national_draws(model, 1, 10_000)

    def landfills() -> None:
        fod.generation(np.ones((2600, 141, 4)), [0.4, 0.17, 0.07, 0.035], [0.05, 0.05, 0.1, 0.02])

    rows = []
    for name, task, limit in (("3 countries, all streams, 61 years, 10,000 draws", nations, 5),
                              ("2,600 sites, 4 streams, 141 years", landfills, 1)):  # fmt: skip
        start = time.perf_counter()
        task()
        rows.append(f"| {name} | {time.perf_counter() - start:.2f} s | < {limit} s |")
    return rows


def worker(python: str, side: str) -> dict[str, dict]:
    done = subprocess.run([python, __file__, "--worker", side], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer", nargs="?", help="the peer's python; without it only our own tasks are timed")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--worker", choices=("ours", "peer"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.worker:
        print(json.dumps(ours() if chosen.worker == "ours" else peer()))
        return 0
    if chosen.peer:
        pairs = [(worker(sys.executable, "ours"), worker(chosen.peer, "peer")) for _ in range(chosen.rounds)]
        print("| R9 | ours, least | bonsai-ipcc 0.5.3, least | ratio | of medians | ours, Gg | peer, Gg |")
        print("|-|-|-|-|-|-|-|")
        for name in CALLS:
            seconds = [[s for pair in pairs for s in pair[i][name]["seconds"]] for i in (0, 1)]
            mine, theirs = map(min, seconds)  # other load on the machine only ever adds
            middle = statistics.median(seconds[1]) / statistics.median(seconds[0])
            values = [pairs[0][i][name]["value"] for i in (0, 1)]
            print(f"| {name} | {mine * 1e3:.2f} ms | {theirs * 1e3:.0f} ms | {theirs / mine:.0f} | {middle:.0f} | "
                  f"{values[0]:.3f} | {values[1]:.3f} |")  # fmt: skip
        if abs(pairs[0][0]["default"]["value"] - CORRECT) > 1e-3:
            print(f"the default is not the reference figure {CORRECT}")
            return 1
    print("\n| our own | took | asked |\n|-|-|-|\n" + "\n".join(alone()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
