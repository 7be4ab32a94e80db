"""How fast are decisions beside cedarpy's, and how long does an analysis of positions take? Interleaved, medians.

    python benchmarks/exchange_policy.py

Makes an environment of its own for cedarpy 4.12.2 in a temporary folder. Task of the decisions: the invented position B
(purpose set, ban of sensitive data, retention with case, masking with case and court order) on random requests; ours
decides a million, with and without reason codes, the peer's parsed policy a batch of ten thousand of the same.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

import communique.exchange
from communique.exchange import Stances, decide_all, load_positions, permits, stances

ROWS, SAMPLE, RUNS, SEED, RULES = 1_000_000, 10_000, 5, 0, 3_000
PEER = "cedarpy==4.12.2"
FIXTURES = Path(communique.exchange.__file__).parent / "fixtures"
ON = date(2026, 1, 1)

ANALYSIS = """
import time, z3
from datetime import date
from communique.exchange import Prover, differences, load_positions, proofs, stances
from communique.rules import condition, expression as x
start, cpu = time.perf_counter(), time.process_time()
three = stances(load_positions([{fixtures!r}]), date(2026, 1, 1))
prover = Prover(three.form)
meet = x.All(tuple(stance.permit for stance in three))
found = [d.found.answer for d in differences(three, prover)]
shown = [prover.implies(meet, stance.permit) for stance in three]
sensitive = prover.possible(meet, condition({{"fact": "category", "==": "sensitive"}}))
bare = x.All(tuple(x.Not(x.Fact(flag)) for flag in ("case", "supervisor", "court_order")))
name = condition({{"fact": "category", "==": "name"}})
ages = prover.largest("age_days", meet), prover.largest("age_days", meet, bare, name)
spent = time.perf_counter() - start, time.process_time() - cpu
assert (found.count("yes"), shown, sensitive, ages) == (5, ["yes"] * 3, "no", (2190, 183))
print(*spent)
"""


def peer_python(folder: Path) -> str:
    """An interpreter with cedarpy and nothing of ours."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", PEER], check=True)
    return python


def requests() -> pl.DataFrame:
    """Random requests, nothing missing."""
    rng = np.random.default_rng(SEED)
    form = load_positions([FIXTURES]).form
    chosen = {name: rng.choice(form.listed(name), ROWS) for name in form.choices}
    flags = {name: rng.random(ROWS) < 0.5 for name in form.flags}
    return pl.DataFrame({**chosen, "age_days": rng.integers(0, 3000, ROWS), **flags})


def timed(work: Any, clock: Any = time.perf_counter) -> tuple[float, Any]:
    start = clock()
    found = work()
    return clock() - start, found


def decisions(python: str, folder: Path) -> None:
    three = stances(load_positions([FIXTURES]), ON)
    one = Stances(three.form, ON, None, (three["B"],))
    frame = requests()
    file = folder / "requests.json"
    columns = ["purpose", "category", "age_days", "case", "court_order"]
    file.write_text(json.dumps(frame.head(SAMPLE).select(columns).to_dicts()), encoding="utf-8")
    rates: dict[str, list[float]] = {"plain": [], "reasons": [], "peer": []}
    for _ in range(RUNS):
        done = subprocess.run(
            [python, str(Path(__file__).with_name("exchange_policy_peer.py")), str(file)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        theirs = json.loads(done.stdout)
        rates["peer"].append(SAMPLE / theirs["seconds"])
        for name, work in (("plain", permits), ("reasons", decide_all)):
            spent, found = timed(lambda work=work: work(frame, one))
            if found["B"].head(SAMPLE).to_list() != theirs["allowed"]:
                raise SystemExit("the two do not decide alike")
            rates[name].append(ROWS / spent)
    median = {name: statistics.median(values) for name, values in rates.items()}
    print("| decisions | per second | ratio |\n|---|---|---|")
    for name in ("peer", "plain", "reasons"):
        print(f"| {name} | {median[name]:,.0f} | {median[name] / median['peer']:,.0f} |")


def analysis() -> None:
    code = ANALYSIS.format(fixtures=str(FIXTURES))
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
        for _ in range(RUNS)
    ]
    wall, cpu = (1000 * statistics.median(float(run[nth]) for run in runs) for nth in (0, 1))
    print(f"three positions, cold process, imports left out: {wall:.0f} ms, of CPU {cpu:.0f} ms")


def many_rules() -> None:
    """Positions of thousands of age limits by category, purpose and flags, every second one the others' too."""
    from communique.exchange import Prover
    from communique.rules import expression as x

    form = load_positions([FIXTURES]).form
    rng = np.random.default_rng(SEED)

    def limit(shortest: int) -> x.Node:
        """Of one category, for one purpose and without one flag, no older than some days."""
        category, purpose = (x.Literal(str(rng.choice(form.listed(name)))) for name in ("category", "purpose"))
        where = x.All(
            (
                x.Compare("==", x.Fact("category"), category),
                x.Compare("==", x.Fact("purpose"), purpose),
                x.Not(x.Fact(str(rng.choice(form.flags)))),
            )
        )
        return x.Implies(where, x.Compare("<=", x.Fact("age_days"), x.Literal(int(rng.integers(shortest, 7300)))))

    shared = [limit(300) for _ in range(RULES // 2)]
    permits_ = [x.All((*shared, *(limit(shortest) for _ in range(RULES // 2)))) for shortest in (200, 100, 200)]
    prover = Prover(form)
    difference, found = timed(lambda: prover.witness(permits_[0], x.Not(permits_[1])), time.process_time)
    proof, shown = timed(lambda: prover.implies(x.All(tuple(permits_)), permits_[0]), time.process_time)
    if (found.answer, shown) != ("yes", "yes"):
        raise SystemExit("the analysis of many rules is wrong")
    print(f"{RULES:,} rules each: difference with witness {difference:.2f} s of CPU, meet proof {proof:.2f} s")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        decisions(peer_python(Path(name) / "peer"), Path(name))
    analysis()
    many_rules()


if __name__ == "__main__":
    main()
