"""What do the rules of a set say together? Requirements and no bar, less exceptions, on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from communique.rules import expression as x
from communique.rules.certificate import Certificate, explain
from communique.rules.interpret import Evaluation, Reasons, Result, Truth
from communique.rules.parameters import Citation, Parameter, RuleError, bind
from communique.rules.schema import Curable, Schema


class RuleConflict(RuleError):
    """Two exceptions of equal rank apply to one rule: the author has to rank them; no verdict is given."""


@dataclass(frozen=True)
class Rule:
    """A dated, cited condition.

    kind   requirement (has to hold), bar (must not hold), exception (lifts the rule named by `lifts`), or discretionary
           (has to hold, and even then somebody decides)
    rank   of an exception; where several apply the highest governs, and two of one rank are an error
    text   a message id, or the words by language
    """

    id: str
    when: x.Node
    kind: Literal["requirement", "exception", "bar", "discretionary"]
    valid_from: date
    recorded_on: date
    citation: Citation | None
    valid_to: date | None = None
    lifts: str | None = None
    rank: int = 0
    curable: Curable | None = None
    text: str | Mapping[str, str] | None = None

    def holds(self, on: date, known_at: date | None) -> bool:
        """Whether the rule is in force on the day, as known."""
        known = known_at is None or self.recorded_on <= known_at
        return known and self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class RuleSet:
    """Rules that make one verdict: a pathway, a standard, a position."""

    id: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Book:
    """Everything written in one file: facts, parameters, rules and sets, by id."""

    facts: Schema
    parameters: Mapping[str, Parameter]
    rules: Mapping[str, Rule]
    sets: Mapping[str, RuleSet]


@dataclass(frozen=True)
class Judgement:
    """Truth of a set with its reasons; `discretionary` if even a true verdict is somebody's to give."""

    truth: Truth
    reasons: Reasons
    discretionary: bool
    rules: Mapping[str, Result]


@dataclass(frozen=True)
class Ruling:
    """A set as it stands on one day: `node` is the bound verdict, `conditions` each rule's own bound condition."""

    id: str
    node: x.Node
    rules: Mapping[str, Rule]
    conditions: Mapping[str, x.Node]
    schema: Schema
    discretionary: bool

    def judge(self, facts: Mapping[str, Any], now: Evaluation | None = None) -> Judgement:
        """The set's truth for the facts, and each rule's own; `now` an evaluation of these facts, shared by many sets.

        Raises UnreadableFact naming the fact, RuleConflict naming two exceptions of equal rank that both apply.
        """
        now = now or Evaluation(facts, self.schema)
        results = {name: now.result(node) for name, node in self.conditions.items()}
        self._refuse_conflict(results)
        truth, reasons = now.truth(self.node)
        return Judgement(truth, reasons, self.discretionary, results)

    def explain(self, facts: Mapping[str, Any], now: Evaluation | None = None) -> Certificate:
        """The certificate of the verdict, each leaf with its rule's citation; `now` an evaluation of these facts."""
        citations = {name: rule.citation for name, rule in self.rules.items()}
        return explain(self.node, facts, self.schema, citations, now)

    @cached_property
    def exceptions(self) -> Mapping[str, Rule]:
        return {name: rule for name, rule in self.rules.items() if rule.kind == "exception"}

    @cached_property
    def costs(self) -> Mapping[str, Curable]:
        """How each fact can be changed: as the fact itself says, else the dearest of the rules that read it."""
        found = {name: kind.curable for name, kind in self.schema.items() if kind.curable is not None}
        stated = set(found)
        for name, rule in self.rules.items():
            for fact in x.facts_of(self.conditions[name]) - stated if rule.curable is not None else ():
                known = found.get(fact)
                if known is None or rule.curable.cost > known.cost:  # type: ignore[union-attr]
                    found[fact] = rule.curable  # type: ignore[assignment]
        return found

    def _refuse_conflict(self, results: Mapping[str, Result]) -> None:
        applies: dict[tuple[str | None, int], str] = {}
        for name, rule in self.exceptions.items():
            if results[name].truth is not True:
                continue
            other = applies.setdefault((rule.lifts, rule.rank), name)
            if other != name:
                raise RuleConflict(
                    f"{self.id}: exceptions {other} and {name} to {rule.lifts} both apply with equal rank"
                )


def rule_on(book: Book, set_id: str, *, on: date, known_at: date | None = None) -> Ruling:
    """The set as it stands `on` the day, from what was recorded by `known_at` (default: all).

    If no rule of the set is in force the verdict is unknown, with the reason that no rule is recorded; an exception
    whose rule is not in force changes nothing. Raises RuleError if there is no such set.
    """
    if set_id not in book.sets:
        raise RuleError(f"no such set of rules: {set_id}")
    chosen = [book.rules[name] for name in book.sets[set_id].rules]
    rules = {rule.id: rule for rule in chosen if rule.holds(on, known_at)}
    whole = x.All(tuple(rule.when for rule in rules.values()))
    bound = bind(whole, book.facts, book.parameters, on=on, known_at=known_at)
    conditions = dict(zip(rules, x.parts(bound), strict=True))
    parts = tuple(_part(rule, rules, conditions) for rule in rules.values() if rule.kind != "exception")
    node: x.Node = x.All(parts) if parts else x.Missing("unrecorded", set_id)
    discretionary = any(rule.kind == "discretionary" for rule in rules.values())
    return Ruling(set_id, node, rules, conditions, book.facts, discretionary)


def _part(rule: Rule, rules: Mapping[str, Rule], conditions: Mapping[str, x.Node]) -> x.Node:
    effective = _effective(rule, rules, conditions)
    return x.Not(effective) if rule.kind == "bar" else effective


def _effective(rule: Rule, rules: Mapping[str, Rule], conditions: Mapping[str, x.Node]) -> x.Node:
    """The rule's condition less its exceptions: a bar does not hold, a requirement is met, where one does."""
    node: x.Node = x.Named("rule", rule.id, conditions[rule.id])
    exceptions = tuple(_effective(each, rules, conditions) for each in rules.values() if each.lifts == rule.id)
    if not exceptions:
        return node
    if rule.kind in ("bar", "exception"):
        return x.All((node, *(x.Not(each) for each in exceptions)))
    return x.Any((node, *exceptions))
