"""How much slower than a hand-written Polars expression are a million rows × 60 rules? Interleaved, medians."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from decimal import Decimal

import numpy as np
import polars as pl

from communique.rules import FactType, verdicts
from communique.rules import expression as x

ROWS, RULES, RUNS, SEED = 1_000_000, 60, 5, 0
SCHEMA = {
    "age": FactType("int", low=0, high=120),
    "clb": FactType("int", low=0, high=10),
    "years": FactType("int", low=0, high=60),
    "funds": FactType("number", places=2, low=0, high=10_000_000),
    "offer": FactType("bool"),
    "land": FactType("enum", values=("CAN", "MEX", "USA", "OTH")),
}
AGE_STEPS = ((None, 0), (18, 12), (36, 6), (47, 0))


def people(null_share: float) -> pl.DataFrame:
    """Random facts, a share of each column null."""
    rng = np.random.default_rng(SEED)
    frame = pl.DataFrame(
        {
            "age": rng.integers(18, 60, ROWS),
            "clb": rng.integers(0, 11, ROWS),
            "years": rng.integers(0, 12, ROWS),
            "funds": rng.integers(0, 6_000_000, ROWS) / 100,
            "offer": rng.random(ROWS) < 0.3,
            "land": pl.Series(np.array(["CAN", "MEX", "USA", "OTH"])[rng.integers(0, 4, ROWS)]),
        }
    )
    if not null_share:
        return frame
    holes = [
        pl.when(pl.Series(rng.random(ROWS) >= null_share)).then(pl.col(name)).alias(name) for name in frame.columns
    ]
    return frame.with_columns(holes)


def written_by_hand(nth: int) -> pl.Expr:
    """The nth rule as a Polars user would write it."""
    age, clb, years, funds = (pl.col(name) for name in ("age", "clb", "years", "funds"))
    score = (
        pl.when(age >= 47).then(0).when(age >= 36).then(6).when(age >= 18).then(12).otherwise(0)
        + clb * 3
        + pl.min_horizontal(years, pl.lit(6))
    )
    enough = (funds >= 10_000.5 + 500 * nth) | pl.col("offer")
    return ((score >= 20 + nth % 20) & enough & (clb >= 4 + nth % 4)) | (
        (pl.col("land") == ("CAN", "MEX", "USA")[nth % 3]) & ~(age < 18 + nth % 9)
    )


def as_rule(nth: int) -> x.Node:
    """The same rule for the engine."""
    age, clb, years, funds = (x.Fact(name) for name in ("age", "clb", "years", "funds"))
    score = x.Sum(
        (
            x.Steps(age, x.Literal(AGE_STEPS)),
            x.Times(x.Literal(3), clb),
            x.Least((years, x.Literal(6))),
        )
    )
    enough = x.Any((x.Compare(">=", funds, x.Literal(Decimal("10000.5") + 500 * nth)), x.Fact("offer")))
    home = x.Compare("==", x.Fact("land"), x.Literal(("CAN", "MEX", "USA")[nth % 3]))
    return x.Any(
        (
            x.All(
                (x.Compare(">=", score, x.Literal(20 + nth % 20)), enough, x.Compare(">=", clb, x.Literal(4 + nth % 4)))
            ),
            x.All((home, x.Not(x.Compare("<", age, x.Literal(18 + nth % 9))))),
        )
    )


def timed(work: Callable[[], pl.DataFrame]) -> tuple[float, pl.DataFrame]:
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def main() -> None:
    rules = {f"r{nth}": as_rule(nth) for nth in range(RULES)}
    by_hand = [written_by_hand(nth).alias(f"r{nth}") for nth in range(RULES)]
    print("| facts | hand-written, s | engine, s | ratio | rows × rules |")
    print("|---|---|---|---|---|")
    for share in (0.0, 0.1):
        frame = people(share)
        hand: list[float] = []
        ours: list[float] = []
        for _ in range(RUNS):
            seconds, expected = timed(lambda frame=frame: frame.lazy().select(by_hand).collect())  # type: ignore[misc]
            hand.append(seconds)
            seconds, found = timed(lambda frame=frame: verdicts(frame, rules, SCHEMA))  # type: ignore[misc]
            ours.append(seconds)
        if share == 0.0 and not found.equals(expected):
            raise SystemExit("the two do not agree on known facts")
        a, b = statistics.median(hand), statistics.median(ours)
        print(f"| {share:.0%} null | {a:.2f} | {b:.2f} | {b / a:.2f} | {ROWS:,} × {RULES} |")


if __name__ == "__main__":
    main()
