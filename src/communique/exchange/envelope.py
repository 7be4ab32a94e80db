"""What is certain, whatever the unknowns turn out to be? A condition with each unknown at its least or most.

For a condition c with unknowns u: `surely(c)` holds where c holds for every value of every u, `possibly(c)` where it
holds for some. Both are free of unknowns. Each place an unknown stands in is taken by itself, so where one unknown
stands in two places that pull apart the two are wider than need be, never narrower.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from communique.exchange.stance import Bounds
from communique.rules import expression as x


def surely(node: x.Node, bounds: Mapping[str, Bounds] | None = None) -> x.Node:
    """Where the condition holds for every value of its unknowns: the most protective reading of a permission."""
    return _envelope(node, False, bounds or {}, None)


def possibly(node: x.Node, bounds: Mapping[str, Bounds] | None = None) -> x.Node:
    """Where the condition holds for some value of its unknowns: the least protective reading of a permission."""
    return _envelope(node, True, bounds or {}, None)


def settled(node: x.Node, subject: str, outcome: bool, bounds: Mapping[str, Bounds] | None = None) -> x.Node:
    """The condition with one unknown taken at its least (True) or most (False) protective, the others left unknown."""
    return _envelope(node, outcome, bounds or {}, subject)


def _envelope(node: x.Node, outcome: bool, bounds: Mapping[str, Bounds], only: str | None) -> x.Node:
    def same(part: x.Node) -> x.Node:
        return _envelope(part, outcome, bounds, only)

    if not any(isinstance(part, x.Missing) and only in (None, part.subject) for part in x.walk(node)):
        return node
    if isinstance(node, x.Not):
        return x.Not(_envelope(node.child, not outcome, bounds, only))
    if isinstance(node, x.Implies):
        return x.Implies(_envelope(node.condition, not outcome, bounds, only), same(node.conclusion))
    if isinstance(node, (x.All, x.Any, x.AtLeast)):
        return replace(node, children=tuple(same(child) for child in node.children))
    if isinstance(node, x.Named):
        return replace(node, body=same(node.body))
    if isinstance(node, x.Compare) and isinstance(node.right, x.Missing) and node.right.subject in bounds:
        return _within(node, outcome, bounds[node.right.subject])
    return x.TRUE if outcome else x.FALSE


def _within(node: x.Compare, outcome: bool, ends: Bounds) -> x.Node:
    """`term <= unknown` where the unknown has bounds: surely up to the least, possibly up to the most it may be."""
    end = ends[1] if outcome else ends[0]
    if node.op != "<=" or end is None:
        return x.TRUE if outcome else x.FALSE
    return replace(node, right=x.Literal(end))
