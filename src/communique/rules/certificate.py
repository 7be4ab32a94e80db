"""Why? A certificate of the verdict: the parts that decide it, down to each value and figure read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communique.rules import expression as x
from communique.rules.interpret import Evaluation, Range, Truth
from communique.rules.parameters import Citation
from communique.rules.schema import Reason, Schema


@dataclass(frozen=True, slots=True)
class Certificate:
    """One part of the reason: its truth, and for a leaf what it read.

    what        all, any, not, at_least, if, rule, fact (a derived one) or leaf
    id          of the rule or derived fact
    citation    of the rule nearest above: where the condition is written
    node        the condition itself
    reads       fact id to the value as it was given; None if it was not
    computed    derived facts read, and the two sides of a comparison, as (name, range)
    parameters  the figures held against them, each with its dates and citation
    missing     for an unknown: what is not known, and why
    parts       the parts that decide it: all false parts of a false "all", every part of a true one; the dual for "any"
    """

    what: str
    truth: Truth
    node: x.Node
    id: str | None = None
    citation: Citation | None = None
    reads: Mapping[str, Any] | None = None
    computed: tuple[tuple[str, Range], ...] = ()
    parameters: tuple[x.Source, ...] = ()
    missing: tuple[Reason, ...] = ()
    parts: tuple[Certificate, ...] = ()


def explain(
    node: x.Node,
    facts: Mapping[str, Any],
    schema: Schema,
    citations: Mapping[str, Citation | None] | None = None,
    now: Evaluation | None = None,
) -> Certificate:
    """The certificate of a bound condition for the facts; its leaves alone already give the verdict.

    citations   rule id to where the rule is written, shown at every leaf below the rule
    now         an evaluation of the same facts, if there is one: saves evaluating again
    """
    return _Explainer(facts, now or Evaluation(facts, schema), citations or {}).certify(node, None)


def leaves(certificate: Certificate) -> Iterator[Certificate]:
    """The leaves of a certificate, in reading order."""
    if not certificate.parts:
        yield certificate
    for part in certificate.parts:
        yield from leaves(part)


@dataclass(frozen=True, slots=True)
class _Explainer:
    facts: Mapping[str, Any]
    now: Evaluation
    citations: Mapping[str, Citation | None]

    def certify(self, node: x.Node, citation: Citation | None) -> Certificate:
        truth, reasons = self.now.truth(node)
        missing = tuple(sorted(reasons))
        if isinstance(node, x.Named):
            return self._named(node, truth, citation, missing)
        if type(node) not in _WHAT:
            return self._leaf(node, truth, citation, missing)
        parts = tuple(self.certify(part, citation) for part in self._deciding(node, truth))
        return Certificate(_WHAT[type(node)], truth, node, citation=citation, missing=missing, parts=parts)

    def _named(
        self, node: x.Named, truth: Truth, citation: Citation | None, missing: tuple[Reason, ...]
    ) -> Certificate:
        own = self.citations.get(node.id, citation) if node.kind == "rule" else citation
        return Certificate(node.kind, truth, node, node.id, own, missing=missing, parts=(self.certify(node.body, own),))

    def _leaf(self, node: x.Node, truth: Truth, citation: Citation | None, missing: tuple[Reason, ...]) -> Certificate:
        inside = list(x.walk(node))
        reads = {part.id: self.facts.get(part.id) for part in inside if isinstance(part, x.Fact)}
        derived = {part.id: part for part in inside if isinstance(part, x.Named)}
        computed = [(name, self.now.range(part)) for name, part in derived.items() if _is_term(part)]
        if isinstance(node, x.Compare):
            computed += [("left", self.now.range(node.left)), ("right", self.now.range(node.right))]
        sources = {part.source: None for part in inside if isinstance(part, x.Literal) and part.source}
        return Certificate(
            "leaf", truth, node, None, citation, reads, tuple(computed), tuple(sources), missing
        )  # fmt: skip

    def _deciding(self, node: x.Node, truth: Truth) -> list[x.Node]:
        """The parts that a verdict rests on: those of the truth that decided it, or all if none did."""
        if isinstance(node, x.Implies):
            opposite = x.Not(node.condition)
            return self._deciding(x.Any((opposite, node.conclusion)), truth)
        children = list(x.parts(node))
        if isinstance(node, x.Not):
            return children
        return [child for child in children if self.now.truth(child)[0] is truth]


def _is_term(node: x.Node) -> bool:
    while isinstance(node, x.Named):
        node = node.body
    return not isinstance(node, (x.All, x.Any, x.Not, x.AtLeast, x.Implies, x.Compare, x.OneOf, x.Members))


_WHAT: dict[type, str] = {x.All: "all", x.Any: "any", x.Not: "not", x.AtLeast: "at_least", x.Implies: "if"}
