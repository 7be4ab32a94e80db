"""Why, why not, and what would change it: each with where it is written, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.rules import Certificate, Change, Evaluation, Judgement, change, residue
from communique.rules import expression as x
from communique.rules.interpret import Truth, live_facts
from communique.rules.schema import Reading, unknown_fact
from communique.workstreams.pathways.compiled import Dated
from communique.workstreams.pathways.pathway import Because, Finding
from communique.workstreams.pathways.ticks import Ticked


def because(each: Dated, criteria: Judgement, facts: Mapping[str, Any], now: Evaluation) -> tuple[Because, ...]:
    """Every criterion in force with its truth, the answers and figures it read, and where it is written."""
    readings, results, letter = now.readings, criteria.rules, each.pathway.confidence
    found = []
    for told in each.told:
        truth, reasons = results[told.id]
        if told.kind == "bar" and truth is not None:
            truth = not truth
        reads = tuple([(name, value_of(readings[name])) for name in told.facts if name in facts])
        found.append(
            Because(told.id, told.kind, truth, told.words, told.citation, letter, reads, told.figures, reasons)
        )
    return tuple(found)


def behind(found: Finding, fact: str) -> tuple[Because, ...]:
    """The criteria that ask for another answer to a fact: those not met that read it, else those it leaves open."""
    read = [each for each in found.reasons if each.truth is False and any(name == fact for name, _ in each.reads)]
    open_ = [each for each in found.reasons if any(reason.subject == fact for reason in each.missing)]
    return tuple(read or open_)


def value_of(reading: Reading) -> Any:
    """An answer as it was read: the value, the interval, the members, or None."""
    if reading.members is not None:
        return sorted(reading.members)
    if not reading.reasons:
        return reading.low
    if next(iter(reading.reasons)).kind == "interval":
        return {"between": [reading.low, reading.high]}
    return None


def remedy(each: Dated, facts: Mapping[str, Any], truth: Truth) -> Change | None:
    """The least that would make false criteria true; None where they are not false.

    Open clauses, and facts not known, are taken kindly; facts that have still to be learned are named in `learned`.
    """
    if truth is not False:
        return None
    schema = each.criteria.schema
    now = Evaluation(facts, schema)
    ticked = Ticked(_left_open(residue(each.hopeful, _unchangeable(now, each)), now, each), facts, schema)
    costs = {**each.criteria.costs, **{name: kind.curable for name, kind in ticked.schema.items() if kind.curable}}
    found = change(ticked.node, ticked.facts, ticked.schema, costs)
    if not found.possible:
        return found
    changed = ticked.back(found.changed)
    then = Evaluation({**facts, **changed}, schema)
    return Change(True, found.cost, changed, dict.fromkeys(live_facts(then.truth(each.hopeful)[1])))


def _unchangeable(now: Evaluation, each: Dated) -> Evaluation:
    """The answers that nothing can change: what they decide is decided."""
    costs, fixed = each.criteria.costs, Evaluation({}, each.criteria.schema)
    fixed.readings = {
        name: reading
        for name, reading in now.readings.items()
        if name == "today" or (not reading.reasons and name in costs and costs[name].how == "never")
    }
    return fixed


def _left_open(node: x.Node, now: Evaluation, each: Dated, kindly: bool = True) -> x.Node:
    """The condition with what rests on unknown facts alone taken kindly, but for facts pulled both ways."""
    if isinstance(node, x.Not):
        return x.Not(_left_open(node.child, now, each, not kindly))
    if isinstance(node, x.Implies):
        either = (x.Not(node.condition), node.conclusion)
        return _left_open(x.Any(either), now, each, kindly)
    if isinstance(node, (x.All, x.Any, x.AtLeast, x.Named)):
        return x.rebuild(node, lambda part: _left_open(part, now, each, kindly))
    unknown = all(now.reading(name).reasons == unknown_fact(name).reasons for name in x.facts_of(node))
    return x.Literal(kindly) if unknown and not x.facts_of(node) & each.apart.keys() else node


def certificate(each: Dated, facts: Mapping[str, Any], now: Evaluation | None = None) -> Certificate:
    """The whole tree of the criteria's verdict, down to each answer and figure."""
    return each.criteria.explain(facts, now)
