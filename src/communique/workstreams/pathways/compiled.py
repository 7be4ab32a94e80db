"""What does the catalogue come to on one day? Bound once, equal parts made one, so that a person costs little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from communique.rules import Citation, Evaluation, Ruling, residue, rule_on
from communique.rules import expression as x
from communique.rules.parameters import bind
from communique.rules.prepared import Prepared
from communique.rules.schema import Reading
from communique.workstreams.pathways.pathway import Catalogue, Contradiction, Overlay, Pathway, StatusRow
from communique.workstreams.pathways.refine import Walks, pulled_apart, walks
from communique.workstreams.pathways.states import state_on


@dataclass(frozen=True)
class Told:
    """What is said of one rule of a pathway whatever the answers: facts it reads, figures it holds them against."""

    id: str
    kind: str
    words: str
    citation: Citation | None
    facts: tuple[str, ...]
    figures: tuple[tuple[str, object, date, date | None, str], ...]


@dataclass(frozen=True)
class Dated:
    """One pathway on one day.

    criteria, status   the rules in force; `open` is what of the status is not decided by the day alone
    hopeful            the criteria with every open clause taken kindly: what a person can work towards
    overlays           those in force, each with the condition that it applies
    choices            what a leaf asks of anybody, kept once `flips` has worked it out
    apart              facts that parts of the criteria hold to different ends: Kleene may leave open what is decided
    """

    pathway: Pathway
    criteria: Ruling
    status: Ruling
    open: x.Node
    hopeful: x.Node
    row: StatusRow | None
    review_by: date | None
    overlays: tuple[tuple[Overlay, x.Node], ...]
    told: tuple[Told, ...]
    apart: Walks
    choices: dict[tuple[int, bool], Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def conditions(self) -> Iterator[x.Node]:
        """Everything of it that is judged for a person."""
        yield from (self.criteria.node, *self.criteria.conditions.values(), self.open, self.hopeful)
        yield from (when for _, when in self.overlays)


@dataclass(frozen=True, eq=False)
class Day:
    """The catalogue on one day, as known; `parts` are all its conditions, `hopes` those a person can work towards."""

    on: date
    known_at: date | None
    pathways: tuple[Dated, ...]
    contradictions: tuple[tuple[Contradiction, x.Node], ...]
    parts: Prepared
    hopes: Prepared


@lru_cache(maxsize=64)
def day(catalogue: Catalogue, on: date, known_at: date | None = None) -> Day:
    """The catalogue as it stands on the day; made once for each day."""
    maker = _Maker(catalogue, on, known_at)
    dated = tuple(maker.dated(pathway) for pathway in catalogue.pathways.values())
    against = tuple((each, maker.one(maker.bound(each.when))) for each in catalogue.contradictions)
    schema, given = catalogue.book.facts, {"today": Reading(on.toordinal(), on.toordinal())}
    conditions = [node for each in dated for node in each.conditions] + [node for _, node in against]
    hopes = Prepared([each.hopeful for each in dated], schema, given)
    return Day(on, known_at, dated, against, Prepared(conditions, schema, given), hopes)


@dataclass
class _Maker:
    """Binds the catalogue to a day; equal parts become one, so that an evaluation meets each part once."""

    catalogue: Catalogue
    on: date
    known_at: date | None
    parts: dict[x.Node, x.Node] = field(default_factory=dict)

    def bound(self, node: x.Node) -> x.Node:
        book = self.catalogue.book
        return bind(node, book.facts, book.parameters, on=self.on, known_at=self.known_at)

    def one(self, node: x.Node) -> x.Node:
        if node in self.parts:
            return self.parts[node]
        made = x.rebuild(node, self.one)
        return self.parts.setdefault(made, made)

    def ruling(self, name: str) -> Ruling:
        found = rule_on(self.catalogue.book, name, on=self.on, known_at=self.known_at)
        conditions = {name: self.one(node) for name, node in found.conditions.items()}
        return replace(found, node=self.one(found.node), conditions=conditions)

    def of_the_day(self, node: x.Node) -> x.Node:
        """What the day alone does not decide."""
        return self.one(residue(node, Evaluation({"today": self.on}, self.catalogue.book.facts)))

    def dated(self, pathway: Pathway) -> Dated:
        criteria, status = self.ruling(pathway.id), self.ruling(f"status:{pathway.id}")
        row = state_on(self.catalogue.statuses[pathway.id], self.on, self.known_at)
        return Dated(
            pathway=pathway,
            criteria=criteria,
            status=status,
            open=self.of_the_day(status.node),
            hopeful=self.of_the_day(hopeful(criteria.node)),
            row=row,
            review_by=_review_by(self.catalogue, row),
            overlays=tuple(self._overlays(pathway)),
            told=tuple(_told(self.catalogue, criteria, name) for name in criteria.rules),
            apart=walks(criteria.node, pulled_apart(criteria.node), criteria.schema),
        )

    def _overlays(self, pathway: Pathway) -> Iterator[tuple[Overlay, x.Node]]:
        for overlay in self.catalogue.overlays:
            if pathway.id in overlay.applies_to and _in_force(overlay, self.on, self.known_at):
                yield overlay, self.one(self.bound(overlay.when))


def hopeful(node: x.Node, kindly: bool = True) -> x.Node:
    """The condition with every clause that nobody has stated, or figure that nobody has recorded, taken kindly."""
    if isinstance(node, x.Not):
        return x.Not(hopeful(node.child, not kindly))
    if isinstance(node, x.Implies):
        return x.Implies(hopeful(node.condition, not kindly), hopeful(node.conclusion, kindly))
    if isinstance(node, (x.All, x.Any, x.AtLeast, x.Named)):
        return x.rebuild(node, lambda part: hopeful(part, kindly))
    open_ = any(isinstance(part, x.Missing) for part in x.walk(node))
    return x.Literal(kindly) if open_ else node


def _in_force(overlay: Overlay, on: date, known_at: date | None) -> bool:
    known = known_at is None or overlay.recorded_on <= known_at
    return known and overlay.valid_from <= on and (overlay.valid_to is None or on <= overlay.valid_to)


def _review_by(catalogue: Catalogue, row: StatusRow | None) -> date | None:
    if row is None:
        return None
    rows = catalogue.book.parameters[f"review_by.{row.pathway}"].rows
    found = [each for each in rows if (each.valid_from, each.recorded_on) == (row.valid_from, row.recorded_on)]
    return found[0].value  # type: ignore[return-value]


def _told(catalogue: Catalogue, ruling: Ruling, name: str) -> Told:
    rule, node = ruling.rules[name], ruling.conditions[name]
    facts = sorted(x.facts_of(node) - {"today"})
    sources = {part.source: None for part in x.walk(node) if isinstance(part, x.Literal) and part.source}
    figures = tuple(
        (s.parameter, _short(s), s.valid_from, s.valid_to, catalogue.letters.get((s.parameter, s.valid_from), ""))
        for s in sources
    )
    return Told(name, rule.kind, str(rule.text or ""), rule.citation, tuple(facts), figures)


def _short(source: x.Source) -> object:
    """A figure of one value as it is; of a table only that it is one."""
    return None if isinstance(source.value, tuple) else source.value


def next_review(days: Iterable[Dated], on: date) -> Mapping[str, int]:
    """Days until each pathway's state has to be checked again, negative where it is overdue; none without a state."""
    return {each.pathway.id: (each.review_by - on) // timedelta(days=1) for each in days if each.review_by is not None}
