"""How long does one person take: all 93 pathways with reasons, with what would change them, and the next question?

    python benchmarks/pathways_person.py [--people 60]

People of four kinds, in turn: with a tenth, a third and nearly all questions of yes, no and choices answered at random;
and with nearly all questions answered, those for days, amounts and lists too, which is the worst case. Each is timed
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

from communique.rules.schema import FactType
from communique.workstreams.pathways.answers import Contradicted
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.evaluation import evaluate
from communique.workstreams.pathways.questions import next_question

ON = dt.date(2026, 11, 24)


def person(draw: random.Random, share: float, everything: bool) -> dict[str, Any]:
    """Answers to a share of the facts: of truth values and listed values, or of days, amounts and sets as well."""
    said: dict[str, Any] = {}
    for name, fact in shipped().book.facts.items():
        if fact.derive is not None or name == "today" or draw.random() >= share:
            continue
        if everything or fact.sort in ("bool", "enum"):
            said[name] = answer(draw, fact)
    return said


def answer(draw: random.Random, fact: FactType) -> Any:
    """Any value that the fact can have."""
    if fact.sort == "bool":
        return draw.random() < 0.5
    if fact.sort == "date":
        return str(ON - dt.timedelta(days=draw.randrange(1, 4000)))
    if fact.sort == "set":
        return draw.sample(fact.values, min(len(fact.values), draw.choice((1, 1, 1, 2))))
    if fact.sort == "enum":
        return draw.choice(fact.values)
    low = int(str(fact.low or 0))
    return draw.randint(low, min(int(str(fact.high or low + 60)), low + 60))


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
    kinds = ((0.1, False), (0.35, False), (0.95, False), (0.95, True))
    taken: dict[tuple[float, bool], list[tuple[float, float, float]]] = {kind: [] for kind in kinds}
    while any(len(rows) < given.people for rows in taken.values()):  # in turn: the machine is the same for each
        for kind, rows in taken.items():
            if len(rows) == given.people:
                continue
            with suppress(Contradicted):
                rows.append(timed(person(draw, *kind)))
    print(f"{'answered':>10} {'people':>7} {'with reasons':>13} {'what changes':>13} {'both':>7} {'question':>9}")
    for (share, everything), rows in taken.items():
        reasons, changes, question = (statistics.median(column) for column in zip(*rows, strict=True))
        both = statistics.median(a + b for a, b, _ in rows)
        answered = f"{share:.0%}{'*' if everything else ' '}"
        print(f"{answered:>10} {len(rows):>7} {reasons:>13.2f} {changes:>13.2f} {both:>7.2f} {question:>9.2f}")
    print("* days, amounts and lists too")


if __name__ == "__main__":
    main()
