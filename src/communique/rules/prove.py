"""Does one condition imply another, whatever the facts? Proofs by Z3, and the least facts where a claim fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

import z3

from communique.rules import expression as x
from communique.rules.formulas import Model
from communique.rules.interpret import evaluate
from communique.rules.schema import Schema, read_facts

TIMEOUT_MS = 10_000
Status: TypeAlias = Literal["proved", "refuted", "not proved"]


@dataclass(frozen=True)
class Proof:
    """Whether a claim is proved; the facts that refute it if it is refuted. A solver that gives up proves nothing."""

    status: Status
    witness: Mapping[str, Any] | None = None

    def __bool__(self) -> bool:
        return self.status == "proved"


def implies(first: x.Node, second: x.Node, schema: Schema, timeout_ms: int = TIMEOUT_MS) -> Proof:
    """Proved if the second holds wherever the first does; a refutation names the smallest facts where it does not."""
    return never(x.All((first, x.Not(second))), schema, timeout_ms)


def equivalent(first: x.Node, second: x.Node, schema: Schema, timeout_ms: int = TIMEOUT_MS) -> Proof:
    """Proved if both conditions are true of the same facts."""
    differ = x.Any((x.All((first, x.Not(second))), x.All((second, x.Not(first)))))
    return never(differ, schema, timeout_ms)


def disjoint(first: x.Node, second: x.Node, schema: Schema, timeout_ms: int = TIMEOUT_MS) -> Proof:
    """Proved if no facts make both conditions true."""
    return never(x.All((first, second)), schema, timeout_ms)


def never(node: x.Node, schema: Schema, timeout_ms: int = TIMEOUT_MS) -> Proof:
    """Proved if no facts make the condition true; else a witness: least numbers first, then the fewest true flags."""
    model = Model(schema)
    formula = model.truth(node)
    solver = z3.Solver(ctx=model.context)
    solver.set("timeout", timeout_ms)
    solver.add(formula, *model.domain)
    answer = solver.check()
    if answer == z3.unsat:
        return Proof("proved")
    if answer != z3.sat:
        return Proof("not proved")
    found = _least_model(model, formula, timeout_ms) or solver.model()
    return Proof("refuted", _witness(model, found, node))


def satisfiable(node: x.Node, schema: Schema, timeout_ms: int = TIMEOUT_MS) -> Proof:
    """Proved, with a witness, if some facts make the condition true; refuted if none do."""
    opposite = never(node, schema, timeout_ms)
    status: dict[Status, Status] = {"proved": "refuted", "refuted": "proved", "not proved": "not proved"}
    return Proof(status[opposite.status], opposite.witness)


def completions(
    node: x.Node, facts: Mapping[str, Any], schema: Schema, timeout_ms: int = TIMEOUT_MS
) -> tuple[bool | None, bool | None]:
    """Whether some completion of the facts makes the condition true, and some makes it false; None: not proved."""
    model = Model(schema)
    formula = model.truth(node)
    read = {name: r for name, r in read_facts(facts, schema).items() if name in x.facts_of(node)}
    known = model.assume(read)

    def possible(claim: Any) -> bool | None:
        solver = z3.Solver(ctx=model.context)
        solver.set("timeout", timeout_ms)
        solver.add(claim, *known, *model.domain)
        answer = solver.check()
        return None if answer == z3.unknown else bool(answer == z3.sat)

    return possible(formula), possible(z3.Not(formula))


def _least_model(model: Model, formula: Any, timeout_ms: int) -> Any:
    optimize = z3.Optimize(ctx=model.context)
    optimize.set("timeout", timeout_ms)
    optimize.set("priority", "lex")
    optimize.add(formula, *model.domain)
    flags: list[Any] = []
    for name, variable in sorted(model.variables.items()):
        kind = model.schema[name]
        if kind.sort in ("int", "date") or (kind.sort == "number" and kind.places is not None):
            optimize.minimize(z3.If(variable.expr < 0, -variable.expr, variable.expr))
        flags += list(variable.values()) if kind.sort == "set" else [variable] if kind.sort == "bool" else []
    if flags:
        optimize.minimize(z3.Sum([z3.If(flag, 1, 0) for flag in flags]))
    return optimize.model() if optimize.check() == z3.sat else None


def _witness(model: Model, found: Any, node: x.Node) -> Mapping[str, Any] | None:
    """The facts of a Z3 model; None if the interpreter, where no constant is missing, does not confirm them."""
    facts = {name: _value(model, name, found) for name in sorted(model.variables)}
    if model.free:
        return facts
    return facts if evaluate(node, facts, model.schema).truth is True else None


def _value(model: Model, name: str, found: Any) -> Any:
    kind, variable = model.schema[name], model.variables[name]

    def value(expr: Any) -> Any:
        return found.eval(expr, model_completion=True)

    if kind.sort == "set":
        return sorted(v for v, held in variable.items() if z3.is_true(value(held)))
    if kind.sort == "bool":
        return z3.is_true(value(variable))
    if kind.sort == "string":
        return value(variable).as_string()
    if kind.sort == "enum":
        return value(variable).decl().name()
    number = Fraction(value(variable.expr).as_fraction() if variable.places is None else value(variable.expr).as_long())
    if kind.sort == "date":
        return date.fromordinal(int(number))
    number /= 10 ** (variable.places or 0)
    return int(number) if number.denominator == 1 else Decimal(number.numerator) / Decimal(number.denominator)
