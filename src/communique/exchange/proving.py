"""What can be shown of these conditions, whatever the request? One Z3 model, many questions; and witnesses.

A solver that gives up has shown nothing: the answer is then "not proved", never yes and never no.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import z3

from communique.exchange.request import RequestForm
from communique.rules import Evaluation, evaluate
from communique.rules import expression as x
from communique.rules.formulas import Model
from communique.rules.schema import Schema

Answer: TypeAlias = Literal["yes", "no", "not proved"]
Largest: TypeAlias = int | Literal["no limit", "not proved"] | None

EFFORT = 100_000_000
"""Steps, as Z3 counts them, after which it gives up: some ten seconds. A time-out would start a thread for each
question, whose end is waited for, and would prove on one machine what it does not on another."""


@dataclass(frozen=True)
class Witness:
    """Whether there is a request of which a condition is true, and the plainest one.

    request    field to value: smallest ages, then fewest true flags, then the values listed first
    essential  the fields that make it one: whatever the others are, the condition is true
    """

    answer: Answer
    request: Mapping[str, Any] = field(default_factory=dict)
    essential: tuple[str, ...] = ()

    @property
    def shown(self) -> Mapping[str, Any]:
        """The request as it is told: essential fields alone."""
        return {name: self.request[name] for name in self.essential}


class _Remembering(Model):
    """A model that translates each part once: the same clauses stand in every question about some positions."""

    def __init__(self, schema: Schema) -> None:
        super().__init__(schema)
        # by identity, which costs less than a hash of the tree; the node beside its formula keeps the identity taken
        self._truths: dict[int, tuple[x.Node, Any]] = {}
        self._texts: dict[tuple[int, str], Any] = {}

    def truth(self, node: x.Node) -> Any:
        """The condition as a Z3 Boolean."""
        found = self._truths.get(id(node))
        if found is None:
            found = self._truths[id(node)] = node, super().truth(node)
        return found[1]

    def text_is(self, variable: Any, value: str) -> Any:
        """The text variable has the value."""
        key = variable.get_id(), value
        if key not in self._texts:
            self._texts[key] = super().text_is(variable, value)
        return self._texts[key]


class Prover:
    """Questions about conditions over one form of requests."""

    def __init__(self, form: RequestForm, effort: int = EFFORT) -> None:
        self.form, self.effort = form, effort
        self.model = _Remembering(form.schema)

    def solver(self, *nodes: x.Node) -> Any:
        """A Z3 solver that holds the conditions, the ranges of the fields and the calendar."""
        solver = z3.SimpleSolver(ctx=self.model.context)  # without the strategies for what is not asked here
        solver.set("rlimit", self.effort)
        solver.add(*(self.model.truth(node) for node in (*nodes, *axioms(x.All(nodes), self.form))))
        solver.add(*self.model.domain)  # after the formulas, which declare the fields
        return solver

    def possible(self, *nodes: x.Node) -> Answer:
        """Whether some request makes all the conditions true."""
        return read(self.solver(*nodes).check())

    def implies(self, first: x.Node, second: x.Node) -> Answer:
        """Whether the second holds of every request of which the first does."""
        return {"yes": "no", "no": "yes"}.get(self.possible(first, x.Not(second)), "not proved")  # type: ignore[return-value]

    def witness(self, *nodes: x.Node) -> Witness:
        """The plainest request of which all the conditions, free of unknowns, are true."""
        solver = self.solver(*nodes)
        answer = read(solver.check())
        if answer != "yes":
            return Witness(answer)
        node = x.All(nodes)
        request = _Plainest(self, solver, x.facts_of(node)).request()
        if evaluate(node, request, self.form.schema).truth is not True:
            return Witness("not proved")  # the interpreter has the last word on what a solver proposes
        return Witness("yes", request, _essential(node, request, self.form))

    def largest(self, name: str, *nodes: x.Node) -> Largest:
        """The largest age at which the conditions can be true; None if they never can."""
        age, limit = self.model.variable(name).expr, self.form.ages[name].at_most
        solver = self.solver(*nodes)  # after the age is declared: its range is held too
        answer = read(solver.check())
        if answer != "yes":
            return None if answer == "no" else "not proved"
        low, high, asked = self._value(solver, age), limit + 1, limit  # most questions end at the limit
        while high - low > 1:
            answer = read(solver.check(age >= asked))
            if answer == "not proved":
                return "not proved"
            low, high = (self._value(solver, age), high) if answer == "yes" else (low, asked)
            asked = (low + high) // 2
        return "no limit" if low == limit else low

    def _value(self, solver: Any, age: Any) -> int:
        return int(solver.model().eval(age, model_completion=True).as_long())


class _Plainest:
    """The first request in the order of `Witness`, found by fixing one field after the other.

    Which of many requests a solver hands out depends on its version; this one does not.
    """

    def __init__(self, prover: Prover, solver: Any, names: frozenset[str]) -> None:
        self.model, self.form, self.solver, self.names = prover.model, prover.form, solver, names
        self.found = solver.model()

    def request(self) -> dict[str, Any]:
        """Field to value, in the order of the form."""
        form = self.form
        found: dict[str, Any] = {name: self._age(name) for name in form.ages if name in self.names}
        flags = [name for name in form.flags if name in self.names]
        self._fewest([self.model.variable(name) for name in flags])
        found |= {name: self._flag(self.model.variable(name)) for name in flags}
        found |= {name: self._choice(name) for name in form.choices if name in self.names}
        return {name: found[name] for name in form.fields if name in found}

    def _can(self, claim: Any) -> bool:
        """Fixes the claim if it is possible together with what is fixed already."""
        if z3.is_true(self.found.eval(claim, model_completion=True)):
            self.solver.add(claim)  # the request at hand shows it: nothing to ask
            return True
        self.solver.push()
        self.solver.add(claim)
        if self.solver.check() == z3.sat:
            self.found = self.solver.model()
            return True
        self.solver.pop()
        return False

    def _age(self, name: str) -> int:
        age = self.model.variable(name).expr
        if self._can(age == 0):
            return 0
        low, high = 0, self.found.eval(age, model_completion=True).as_long()
        while high - low > 1:  # low is never possible, high always
            if self._can(age <= (low + high) // 2):
                high = self.found.eval(age, model_completion=True).as_long()
            else:
                low = (low + high) // 2
        self._can(age == high)
        return int(high)

    def _fewest(self, flags: Sequence[Any]) -> None:
        for count in range(len(flags)):
            if self._can(z3.AtMost(*flags, count)):
                return

    def _flag(self, flag: Any) -> bool:
        return not self._can(z3.Not(flag))

    def _choice(self, name: str) -> str | None:
        variable, values = self.model.variable(name), self.form.listed(name)
        return next((value for value in values if self._can(self.model.text_is(variable, value))), None)


def read(answer: Any) -> Answer:
    """A solver's answer as ours."""
    return "yes" if answer == z3.sat else "no" if answer == z3.unsat else "not proved"


def axioms(node: x.Node, form: RequestForm) -> tuple[x.Node, ...]:
    """The facts of the calendar that tie the fields the condition reads."""
    if not form.axioms:
        return ()
    read_by = x.facts_of(node)
    return tuple(axiom for axiom in form.axioms if x.facts_of(axiom) <= read_by)


def _essential(node: x.Node, request: Mapping[str, Any], form: RequestForm) -> tuple[str, ...]:
    """The fields without which the condition would not be decided; category and purpose are told in any case."""
    kept, conjuncts = dict(request), tuple(_conjuncts(node))
    for name in (*form.flags, *form.ages, *form.choices):
        if name in kept and name not in ("category", "purpose"):
            rest = {other: value for other, value in kept.items() if other != name}
            facts = Evaluation(rest, form.schema)
            if all(evaluate(part, facts, form.schema).truth is True for part in conjuncts):
                kept = rest
    return tuple(name for name in form.fields if name in kept)


def _conjuncts(node: x.Node) -> Iterator[x.Node]:
    """What a condition is true with: the first that is not true ends a look through thousands."""
    if isinstance(node, x.All):
        for child in node.children:
            yield from _conjuncts(child)
    else:
        yield node
