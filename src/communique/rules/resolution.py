"""Is what Kleene leaves unknown decided after all? True only if true however the open facts turn out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Literal

from communique.rules import expression as x
from communique.rules.interpret import Evaluation, Truth
from communique.rules.regions import regions, uses_of
from communique.rules.schema import Schema

WORLDS_LIMIT = 4096  # completions walked one by one; beyond it the question goes to Z3


@dataclass(frozen=True)
class Resolution:
    """The truth over every completion, how it was found, and whether it is exact.

    method  kleene (decided already), read once (each open fact stands in one leaf that can go either way, so unknown is
            exact), regions (every completion walked) or z3
    exact   False only if Z3 gave up in its time: the truth is then unknown because it is not proved
    """

    truth: Truth
    method: Literal["kleene", "read once", "regions", "z3"]
    exact: bool = True


def resolve(
    node: x.Node,
    facts: Mapping[str, Any],
    schema: Schema,
    *,
    worlds: int = WORLDS_LIMIT,
    timeout_ms: int = 10_000,
) -> Resolution:
    """Truth of a bound condition in every completion of the facts: true if always, false if never, else unknown.

    A completion gives each open fact a value of its declared range, and each missing constant any value.
    Walks up to `worlds` regions of completions; beyond, and where facts enter arithmetic, asks Z3.
    """
    evaluation = Evaluation(facts, schema)
    truth, _ = evaluation.truth(node)
    if truth is not None:
        return Resolution(truth, "kleene")
    rest = residue(node, evaluation)
    choices = _choices(rest, evaluation, schema)
    if choices is not None and _read_once(rest, choices, facts, schema):
        return Resolution(None, "read once")
    if choices is not None and prod(map(len, choices.values())) <= worlds:
        return Resolution(_walk(rest, choices, facts, schema), "regions")
    return _prove(rest, facts, schema, timeout_ms)


def residue(node: x.Node, evaluation: Evaluation) -> x.Node:
    """The same condition for these facts with every decided part left out, so that only what is open remains."""
    truth, _ = evaluation.truth(node)
    if truth is not None:
        return x.TRUE if truth else x.FALSE
    if isinstance(node, x.Named):
        return residue(node.body, evaluation)
    if isinstance(node, x.Not):
        return x.Not(residue(node.child, evaluation))
    if isinstance(node, x.Implies):
        return residue(x.Any((x.Not(node.condition), node.conclusion)), evaluation)
    if not isinstance(node, (x.All, x.Any, x.AtLeast)):
        return node
    open_, true = [], 0
    for child in node.children:
        truth, _ = evaluation.truth(child)
        true += truth is True
        if truth is None:
            open_.append(residue(child, evaluation))
    if len(open_) == 1:
        return open_[0]
    if isinstance(node, x.AtLeast):
        return x.AtLeast(node.count - true, tuple(open_))
    return type(node)(tuple(open_))


def _choices(rest: x.Node, evaluation: Evaluation, schema: Schema) -> dict[str, list[Any]] | None:
    """Regions of each fact that is still read; None if some are not finite or a constant is missing."""
    if any(isinstance(part, x.Missing) for part in x.walk(rest)):
        return None
    found = {}
    for name, use in uses_of(rest).items():
        values = regions(use, schema[name], evaluation.reading(name))
        if values is None:
            return None
        found[name] = values
    return found


def _read_once(rest: x.Node, choices: Mapping[str, list[Any]], facts: Mapping[str, Any], schema: Schema) -> bool:
    """Whether no fact is read twice and every leaf can be true and can be false: Kleene's unknown is then exact."""
    leaves = list(_leaves(rest))
    names = [name for leaf in leaves for name in x.facts_of(leaf)]
    if any(len(x.facts_of(leaf)) != 1 for leaf in leaves) or len(set(names)) != len(names):
        return False
    return all(
        {Evaluation({**facts, name: value}, schema).truth(leaf)[0] for value in choices[name]} == {True, False}
        for leaf, name in zip(leaves, names, strict=True)
    )


def _leaves(node: x.Node) -> list[x.Node]:
    if isinstance(node, (x.All, x.Any, x.AtLeast, x.Not)):
        return [leaf for part in x.parts(node) for leaf in _leaves(part)]
    return [node]


def _walk(rest: x.Node, choices: Mapping[str, list[Any]], facts: Mapping[str, Any], schema: Schema) -> Truth:
    seen: set[Truth] = set()
    for values in product(*choices.values()):
        world = {**facts, **dict(zip(choices, values, strict=True))}
        seen.add(Evaluation(world, schema).truth(rest)[0])
        if len(seen) > 1:
            return None
    return seen.pop()


def _prove(rest: x.Node, facts: Mapping[str, Any], schema: Schema, timeout_ms: int) -> Resolution:
    from communique.rules.prove import completions

    can_be_true, can_be_false = completions(rest, facts, schema, timeout_ms)
    if can_be_false is False:
        return Resolution(True, "z3")
    if can_be_true is False:
        return Resolution(False, "z3")
    return Resolution(None, "z3", exact=can_be_true is True and can_be_false is True)
