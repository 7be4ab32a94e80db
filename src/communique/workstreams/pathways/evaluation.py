"""May a person use each pathway: by their answers, by its state, and by both?

    overall = min(criteria, status) in F < U < T

Answers are read strictly, once; all pathways share one evaluation. Information, never legal advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from communique.rules import Evaluation, Judgement
from communique.rules.interpret import Truth, live_facts
from communique.workstreams.pathways.answers import Contradicted, read_answers
from communique.workstreams.pathways.compiled import Dated, day
from communique.workstreams.pathways.explanation import because, remedy
from communique.workstreams.pathways.flips import flips
from communique.workstreams.pathways.pathway import Answer, Applied, Catalogue, Finding, Status, Word
from communique.workstreams.pathways.refine import freed, refined


def evaluate(catalogue: Catalogue, answers: Mapping[str, Any], on: date, known_at: date | None = None) -> Answer:
    """Findings of every pathway in the catalogue's order.

    answers   fact id to a plain value, None (not sure), "declined", or {"between": [low, high]}

    Raises AnswerError naming the field for what cannot be read or contradicts itself; no verdict is then given.
    """
    today = day(catalogue, on, known_at)
    facts, readings = read_answers(catalogue, answers, on)
    now = today.parts.evaluation(readings)
    for contradiction, node in today.contradictions:
        if now.truth(node)[0] is True:
            raise Contradicted(contradiction)
    free = today.hopes.evaluation(freed(readings, catalogue.book.facts))
    findings = tuple(_finding(each, facts, now, free, on) for each in today.pathways)
    return Answer(on, known_at, findings)


def lesser(first: Truth, second: Truth) -> Truth:
    """Kleene's and: false if one is false, true if both are true, else unknown."""
    if first is False or second is False:
        return False
    return True if first and second else None


def _finding(each: Dated, facts: Mapping[str, Any], now: Evaluation, free: Evaluation, on: date) -> Finding:
    criteria = judged(each, facts, now)
    status = _status(each, now, on)
    return Finding(
        each.pathway,
        criteria,
        status,
        lesser(criteria.truth, status.truth),
        _word(criteria.truth, status, possible=criteria.truth is False and _possible(each, free)),
        because(each, criteria, facts, now),
        live_facts(criteria.reasons) if criteria.truth is None else (),
        partial(remedy, each, facts, criteria.truth),
        partial(flips, each, facts, now),
    )


def judged(each: Dated, facts: Mapping[str, Any], now: Evaluation) -> Judgement:
    """The criteria's truth in every completion of what is open, and each rule's own."""
    found = each.criteria.judge(facts, now)
    if found.truth is None and each.apart:
        truth = refined(each.criteria.node, each.apart, now, each.criteria.schema)
        if truth is not None:
            return Judgement(truth, frozenset(), found.discretionary, found.rules)
    return found


def _possible(each: Dated, free: Evaluation) -> bool:
    """Whether false criteria could come true by what can still change."""
    return free.truth(each.hopeful)[0] is not False


def _status(each: Dated, now: Evaluation, on: date) -> Status:
    truth, reasons = now.truth(each.open)
    applied = [(overlay, now.truth(node)[0]) for overlay, node in each.overlays]
    row = each.row
    return Status(
        code=row.code if row is not None else "unknown",
        truth=truth,
        row=row,
        review_by=each.review_by,
        past=each.review_by is not None and on > each.review_by,
        verified=row is not None and row.verified,
        overlays=tuple(Applied(overlay, holds) for overlay, holds in applied if holds is not False),
        reasons=reasons,
    )


def _word(criteria: Truth, status: Status, *, possible: bool) -> Word:
    """The words shown; a pathway in which somebody decides never gets more than "may"."""
    if status.code == "closed":
        return "was-closed" if status.past else "closed-since"
    if criteria is False:
        return "not-now" if possible else "does-not-appear"
    if status.truth is False:
        return "not-now"
    return "may" if criteria and status.truth else "cannot-tell"
