"""Which question next? The one that decides most for its effort, and none that cannot matter any more.

    score(q) = Σ over unresolved pathways of P(verdict changes if q is otherwise) / burden(q)

P is counted over the worlds that the answers leave possible (`worlds.py`). Only facts in the live cone of a pathway
that is neither decided nor shut are asked, and none twice. Equal scores go in the catalogue's order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from communique.rules import Evaluation
from communique.rules import expression as x
from communique.rules.interpret import live_facts
from communique.rules.schema import Schema
from communique.workstreams.pathways.answers import read_answers
from communique.workstreams.pathways.compiled import Day, day
from communique.workstreams.pathways.pathway import Answer, Catalogue
from communique.workstreams.pathways.refine import unspoken_of
from communique.workstreams.pathways.worlds import Sample, Worlds, sample

KEPT = 100_000  # shares kept for a day before all are dropped


@dataclass(frozen=True)
class Asked:
    """The next question, its score, and the pathways it may decide with the chance that it does."""

    fact: str
    burden: float
    score: float
    decides: tuple[tuple[str, float], ...]


def next_question(
    catalogue: Catalogue,
    answers: Mapping[str, Any],
    on: date,
    known_at: date | None = None,
    found: Answer | None = None,
) -> Asked | None:
    """The question worth most, or None if no answer can change a verdict any more.

    found   the evaluation of these answers, if there is one: saves evaluating again
    """
    return next(iter(ranking(catalogue, answers, on, known_at, found)), None)


def ranking(
    catalogue: Catalogue,
    answers: Mapping[str, Any],
    on: date,
    known_at: date | None = None,
    found: Answer | None = None,
) -> list[Asked]:
    """Every question that can still matter, best first."""
    from communique.workstreams.pathways.evaluation import evaluate

    today = day(catalogue, on, known_at)
    found = found or evaluate(catalogue, answers, on, known_at)
    schema = catalogue.book.facts
    now = today.parts.evaluation(read_answers(catalogue, answers, on).readings)
    nodes = {each.pathway.id: each.criteria.node for each in today.pathways}
    unresolved = {
        each.pathway.id: nodes[each.pathway.id]
        for each in found.findings
        if each.criteria.truth is None and each.status.truth is not False
    }
    order = {name: i for i, name in enumerate(catalogue.questions)}
    burdens = {name: each.burden for name, each in catalogue.questions.items()}
    return rank(unresolved, now, schema, _sample(catalogue, today), burdens, order, set(answers))


@lru_cache(maxsize=16)
def _sample(catalogue: Catalogue, today: Day) -> Sample:
    usual = {name: each.prior["yes"] for name, each in catalogue.questions.items() if "yes" in each.prior}
    nodes = [each.criteria.node for each in today.pathways]
    return sample(nodes, catalogue.book.facts, usual, today.on)


def rank(
    unresolved: Mapping[str, x.Node],
    now: Evaluation,
    schema: Schema,
    drawn: Sample,
    burdens: Mapping[str, float],
    order: Mapping[str, int],
    answered: Iterable[str] = (),
) -> list[Asked]:
    """Facts in the live cones of the conditions, by score over burden, then by their order."""
    worlds = Worlds(drawn, now, schema)
    cones = {name: set(live_facts(now.truth(node)[1])) for name, node in unresolved.items()}
    asked = set().union(*cones.values()) - set(answered) - {"today"} if cones else set()
    found = [_asked(fact, unresolved, cones, worlds, burdens[fact]) for fact in sorted(asked, key=order.__getitem__)]
    return sorted(found, key=lambda each: -each.score)


def _asked(
    fact: str, unresolved: Mapping[str, x.Node], cones: Mapping[str, set[str]], worlds: Worlds, burden: float
) -> Asked:
    other = worlds.flip(fact)
    shares = [(name, _share(node, fact, worlds, other)) for name, node in unresolved.items() if fact in cones[name]]
    decides = tuple(sorted((pair for pair in shares if pair[1] > 0), key=lambda pair: -pair[1]))
    return Asked(fact, burden, sum(share for _, share in shares) / burden, decides)


def _share(node: x.Node, fact: str, worlds: Worlds, other: Worlds) -> float:
    """The share of worlds in which the verdict changes with the fact; kept, for most answers touch few pathways."""
    read = worlds.sample.of(node).facts
    said = frozenset((n, r) for n in read if (r := worlds.now.reading(n)) and not unspoken_of(n, r))
    kept, key = worlds.sample.shares, (id(node), fact, said)
    if key not in kept:
        if len(kept) > KEPT:
            kept.clear()
        (true, false), (true_then, false_then) = worlds.bits(node), other.bits(node)
        kept[key] = ((true ^ true_then) | (false ^ false_then)).bit_count() / worlds.sample.count
    return kept[key]
