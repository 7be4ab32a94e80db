"""How long does one person take: all 93 pathways with reasons, with what would change them, and the next question?

    python benchmarks/pathways_person.py [--people 60]

Three kinds of people, in turn: with a tenth, a third and nearly all of the questions answered at random. Each is timed
once, on answers not seen before, in processor time, and the medians over the people are printed. No peer does this.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import time
from contextlib import suppress
from typing import Any

from communique.workstreams.pathways.answers import Contradicted
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.evaluation import evaluate
from communique.workstreams.pathways.questions import next_question

ON = dt.date(2026, 11, 24)


def person(draw: random.Random, share: float) -> dict[str, Any]:
    """Answers to a share of the facts that hold a truth value or one of listed values."""
    said: dict[str, Any] = {}
    for name, fact in shipped().book.facts.items():
        if fact.derive is not None or draw.random() >= share:
            continue
        if fact.sort == "bool":
            said[name] = draw.random() < 0.5
        elif fact.sort == "enum":
            said[name] = draw.choice(fact.values)
    return said


def timed(said: dict[str, Any]) -> tuple[float, float, float]:
    """Milliseconds for the evaluation with its reasons, for what would change it, and for the next question."""
    started = time.process_time()
    found = evaluate(shipped(), said, ON)
    evaluated = time.process_time()
    for each in found.findings:
        each.flips  # noqa: B018
    changed = time.process_time()
    next_question(shipped(), said, ON, found=found)
    asked = time.process_time()
    return 1000 * (evaluated - started), 1000 * (changed - evaluated), 1000 * (asked - changed)


def main() -> None:
    """Prints the medians, milliseconds of processor time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    draw = random.Random(given.seed)
    evaluate(shipped(), {}, ON)
    next_question(shipped(), {}, ON)
    taken: dict[float, list[tuple[float, float, float]]] = {share: [] for share in (0.1, 0.35, 0.95)}
    while any(len(rows) < given.people for rows in taken.values()):  # in turn, so that the machine is the same for each
        for share, rows in taken.items():
            with suppress(Contradicted):
                rows.append(timed(person(draw, share)))
    print(f"{'answered':>10} {'people':>7} {'with reasons':>13} {'what changes':>13} {'both':>7} {'question':>9}")
    for share, rows in taken.items():
        reasons, changes, question = (statistics.median(column) for column in zip(*rows, strict=True))
        both = statistics.median(a + b for a, b, _ in rows)
        print(f"{share:>10.0%} {len(rows):>7} {reasons:>13.2f} {changes:>13.2f} {both:>7.2f} {question:>9.2f}")


if __name__ == "__main__":
    main()
