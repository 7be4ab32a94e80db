"""How do verdicts turn out in many possible worlds at once? Three-valued truth of an expression, one bit a world.

A condition is a pair of whole numbers: bit i of the first says that it is true in world i, of the second that it is
false; neither where a clause is left open. Terms are arrays, one number a world. `flip` is the same worlds with one
fact otherwise: a yes made a no, another value drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.rules import Evaluation
from communique.rules import expression as x
from communique.rules.regions import regions, uses_of
from communique.rules.schema import FactType, Reading, Schema, unknown_fact
from communique.workstreams.pathways.world_terms import TERMS, number_of, pack

WORLDS = 4096
Bits = tuple[int, int]
Floats = NDArray[np.float64]
DATES_BACK = 3650  # days before the day of judgement in which an unknown date is looked for


@dataclass(frozen=True)
class Possible:
    """Values a fact may have, as readings, how often each, and each as a number."""

    readings: tuple[Reading, ...]
    weights: Floats
    numbers: Floats


@dataclass
class Sample:
    """For each fact of some expressions: what it can be, and two uniform draws a world. Made once for a day."""

    possible: dict[str, Possible]
    draws: dict[str, tuple[Floats, Floats]]
    count: int
    known: dict[int, Known] = field(default_factory=dict)
    leaves: dict[tuple[int, str], Bits] = field(default_factory=dict)
    chosen: dict[tuple[str, bool], NDArray[np.int64]] = field(default_factory=dict)
    shares: dict[Any, float] = field(default_factory=dict)

    def of(self, node: x.Node) -> Known:
        """The facts that a node reads, and its parts; found once, by identity."""
        found = self.known.get(id(node))
        if found is None:
            found = self.known[id(node)] = Known(node, x.facts_of(node) - {"today"}, tuple(x.parts(node)))
        return found


@dataclass(frozen=True, slots=True)
class Known:
    """What is found once of a node: kept beside it, so that its identity stays taken."""

    node: x.Node
    facts: frozenset[str]
    parts: tuple[x.Node, ...]


def sample(
    nodes: Sequence[x.Node], schema: Schema, usual: Mapping[str, float], on: date, count: int = WORLDS
) -> Sample:
    """What each fact of the expressions can be, and the draws by which worlds choose."""
    whole = x.All(tuple(nodes))
    possible = {
        name: _possible(whole, name, schema[name], usual.get(name), on)
        for name in sorted(x.facts_of(whole))
        if name != "today"
    }
    return Sample(possible, _draws(possible, count), count)


def _draws(possible: Mapping[str, Possible], count: int) -> dict[str, tuple[Floats, Floats]]:
    """Two numbers in [0, 1) for each fact and world; even flags few enough to be walked through are, exactly."""
    flags = all(len(each.readings) == 2 and each.weights[0] == each.weights[1] for each in possible.values())
    if flags and 2 ** len(possible) <= count:
        period = np.arange(count)
        return {name: (((period >> i) & 1) / 2.0, np.zeros(count)) for i, name in enumerate(possible)}
    return {name: _stream(name, count) for name in possible}


def _stream(name: str, count: int) -> tuple[Floats, Floats]:
    """Stratified, and shuffled by the fact's own stream: adding a fact changes no other's draws."""
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    random = np.random.default_rng(np.random.SeedSequence([0, key]))
    first = (random.permutation(count) + random.random(count)) / count
    return first, random.random(count)


def _possible(whole: x.Node, name: str, kind: FactType, usual: float | None, on: date) -> Possible:
    if kind.sort == "set":
        return _sets(whole, name, kind, 0.1 if usual is None else usual)
    if kind.sort == "bool":
        share = 0.5 if usual is None else usual
        return Possible((_one(True), _one(False)), np.array([share, 1 - share]), np.array([1.0, 0.0]))
    use = uses_of(whole)[name]
    if kind.sort == "date":
        readings = [_one(on.toordinal() - back) for back in range(0, DATES_BACK, DATES_BACK // 40)]
    elif use.otherwise and kind.sort != "enum":
        readings = [_one(value) for value in _spread(kind)]
    else:
        readings = [_one(value) for value in regions(use, kind, unknown_fact(name)) or ()]
    return _even(tuple(readings))


def _spread(kind: FactType) -> list[int]:
    """Whole numbers over the range of what enters arithmetic: even where it is short, by doubling where it is long."""
    low, high = int(kind.low or 0), int(kind.high or 1)  # type: ignore[arg-type]
    if high - low <= 60:
        return list(range(low, high + 1))
    if high <= 200:
        return list(range(low, high + 1, 2))
    return [low, *(2**power for power in range(8, high.bit_length()) if low < 2**power <= high)]


def _sets(whole: x.Node, name: str, kind: FactType, usual: float) -> Possible:
    """One value each, and none of those told apart: what a person most often answers."""
    told = sorted(str(value) for value in uses_of(whole)[name].cuts)
    rest = next((value for value in ("none", *kind.values) if value in kind.values and value not in told), None)
    readings = [Reading(members=frozenset((value,))) for value in told]
    weights = [usual] * len(told)
    if rest is not None:
        readings.append(Reading(members=frozenset((rest,))))
        weights.append(max(1.0 - usual * len(told), usual))
    shares = np.array(weights)
    return Possible(tuple(readings), shares / shares.sum(), np.zeros(len(readings)))


def _one(value: Any) -> Reading:
    return Reading(value, value)


def _even(readings: tuple[Reading, ...]) -> Possible:
    numbers = np.array([0.0 if isinstance(r.low, str) else float(r.low) for r in readings])
    return Possible(readings, np.full(len(readings), 1 / len(readings)), numbers)


# -- worlds of one person --------------------------------------------------------------------------------------------


@dataclass
class Worlds:
    """The worlds that one person's answers leave possible."""

    sample: Sample
    now: Evaluation
    schema: Schema
    flipped: str = ""
    base: Worlds | None = None
    _bits: dict[int, Bits] = field(default_factory=dict)
    _terms: dict[int, Floats] = field(default_factory=dict)
    _chosen: dict[tuple[str, bool], NDArray[np.int64]] = field(default_factory=dict)

    @property
    def all(self) -> int:
        return (1 << self.sample.count) - 1

    def flip(self, fact: str) -> Worlds:
        """The same worlds with one fact otherwise in each."""
        return Worlds(self.sample, self.now, self.schema, fact, self)

    def bits(self, node: x.Node) -> Bits:
        """The worlds in which a bound condition is true, and those in which it is false."""
        if self.base is not None and self.flipped not in self.sample.of(node).facts:
            return self.base.bits(node)
        found = self._bits.get(id(node))
        if found is None:
            found = self._bits[id(node)] = self._make(node)
        return found

    def _make(self, node: x.Node) -> Bits:
        if not self.base:
            truth, reasons = self.now.truth(node)
            if truth is not None:
                return (self.all, 0) if truth else (0, self.all)
            if all(reason.kind in ("unstated", "unrecorded") for reason in reasons):
                return 0, 0
        return _BITS.get(type(node), _leaf_bits)(node, self)

    # -- one fact

    def possible(self, name: str) -> Possible:
        """What the fact may be, given the answer: all of it, or the part that an interval leaves."""
        reading, found = self.now.reading(name), self.sample.possible[name]
        if not reading.reasons:
            return Possible((reading,), np.ones(1), np.array([number_of(reading)]))
        inside = [i for i, each in enumerate(found.readings) if _within(each, reading)]
        if len(inside) == len(found.readings) or not inside:
            return found if inside else _even((_one(reading.low), _one(reading.high)))
        weights = found.weights[inside]
        return Possible(tuple(found.readings[i] for i in inside), weights / weights.sum(), found.numbers[inside])

    def fresh(self, name: str) -> bool:
        """Whether nothing at all was said of the fact."""
        return self.now.reading(name).reasons == unknown_fact(name).reasons

    def chosen(self, name: str) -> NDArray[np.int64]:
        """Which of its values the fact has in each world."""
        if self.base is not None and name != self.flipped:
            return self.base.chosen(name)
        kept = self.sample.chosen if self.fresh(name) else self._chosen
        key = name, self.base is not None
        if key not in kept:
            kept[key] = self._choose(name)
        return kept[key]

    def _choose(self, name: str) -> NDArray[np.int64]:
        weights = self.possible(name).weights
        first, second = self.sample.draws[name]
        at = np.minimum(np.searchsorted(np.cumsum(weights), first, side="right"), len(weights) - 1)
        if self.base is not None and len(weights) > 1:
            at = (at + 1 + (second * (len(weights) - 1)).astype(np.int64)) % len(weights)
        return at.astype(np.int64)

    def where(self, node: x.Node, name: str) -> Bits:
        """A leaf in which one fact is open: its truth for each value, spread over the worlds."""
        keep = self.sample.of(node).facts == {name} and self.fresh(name)
        key = id(node), self.flipped
        if keep and key in self.sample.leaves:
            return self.sample.leaves[key]
        truths = [self._with(name, reading).truth(node)[0] for reading in self.possible(name).readings]
        at = self.chosen(name)
        found = pack(np.array([t is True for t in truths])[at]), pack(np.array([t is False for t in truths])[at])
        if keep:
            self.sample.leaves[key] = found
        return found

    def _with(self, name: str, reading: Reading) -> Evaluation:
        other = Evaluation({}, self.schema)
        other.readings = {**self.now.readings, name: reading}
        return other

    # -- terms

    def term(self, node: x.Node) -> Floats:
        """A bound term's value in each world; NaN where it rests on a clause or figure that is open."""
        if self.base is not None and self.flipped not in self.sample.of(node).facts:
            return self.base.term(node)
        found = self._terms.get(id(node))
        if found is None:
            found = self._terms[id(node)] = np.asarray(TERMS[type(node)](node, self), dtype=np.float64)
        return found


def _within(each: Reading, reading: Reading) -> bool:
    if each.members is not None or isinstance(each.low, (str, bool)):
        return True
    return bool(reading.low <= each.low <= reading.high)


# -- conditions ------------------------------------------------------------------------------------------------------


def _leaf_bits(node: x.Node, worlds: Worlds) -> Bits:
    known = worlds.sample.of(node)
    open_ = [name for name in known.facts if worlds.now.reading(name).reasons]
    if len(open_) == 1 and not any(isinstance(part, x.Missing) for part in known.parts):
        return worlds.where(node, open_[0])
    if isinstance(node, x.Compare):
        return _compare(node, worlds)
    return 0, 0


def _compare(node: x.Compare, worlds: Worlds) -> Bits:
    left, right = worlds.term(node.left), worlds.term(node.right)
    known = np.isfinite(left) & np.isfinite(right)
    holds = _OPERATORS[node.op](left, right)
    return pack(np.broadcast_to(holds & known, worlds.sample.count)), pack(
        np.broadcast_to(~holds & known, worlds.sample.count)
    )


_OPERATORS: dict[str, Callable[[Floats, Floats], Any]] = {
    "==": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal,
}  # fmt: skip


def _all(parts: list[Bits]) -> Bits:
    return reduce(and_, (t for t, _ in parts)), reduce(or_, (f for _, f in parts))


def _any(parts: list[Bits]) -> Bits:
    return reduce(or_, (t for t, _ in parts)), reduce(and_, (f for _, f in parts))


def _parts(node: x.Node, worlds: Worlds) -> list[Bits]:
    return [worlds.bits(part) for part in worlds.sample.of(node).parts]


def _not(bits: Bits) -> Bits:
    return bits[1], bits[0]


def _implies(node: x.Implies, worlds: Worlds) -> Bits:
    return _any([_not(worlds.bits(node.condition)), worlds.bits(node.conclusion)])


def _at_least(node: x.AtLeast, worlds: Worlds) -> Bits:
    """Counts the true, and the false, one child after the other: at[k] are the worlds with at least k."""
    parts = _parts(node, worlds)
    needed_false = len(parts) - node.count + 1
    return _count([t for t, _ in parts], node.count, worlds.all), _count(
        [f for _, f in parts], needed_false, worlds.all
    )


def _count(each: list[int], count: int, everywhere: int) -> int:
    at = [everywhere, *([0] * count)]
    for bits in each:
        for k in range(count, 0, -1):
            at[k] |= at[k - 1] & bits
    return at[count]


_BITS: dict[type, Callable[[Any, Worlds], Bits]] = {
    x.All: lambda n, w: _all(_parts(n, w)) if n.children else (w.all, 0),
    x.Any: lambda n, w: _any(_parts(n, w)) if n.children else (0, w.all),
    x.Not: lambda n, w: _not(w.bits(n.child)),
    x.Implies: _implies,
    x.AtLeast: _at_least,
    x.Named: lambda n, w: w.bits(n.body),
    x.Missing: lambda n, w: (0, 0),
    x.Literal: lambda n, w: (w.all, 0) if n.value else (0, w.all),
}
