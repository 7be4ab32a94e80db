"""What does a term come to in each of many worlds? Arrays of numbers, and bits packed into whole numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from communique.rules import expression as x
from communique.rules.interpret import comparable, values_of
from communique.rules.schema import Reading

if TYPE_CHECKING:
    from communique.workstreams.pathways.worlds import Worlds


def pack(truths: NDArray[np.bool_]) -> int:
    """An array of truths as a whole number, one bit each."""
    return int.from_bytes(np.packbits(truths).tobytes(), "big") >> (-len(truths) % 8)


def unpack(bits: int, count: int) -> NDArray[np.bool_]:
    """The array of truths that a whole number packs."""
    padded = bits << (-count % 8)
    return np.unpackbits(np.frombuffer(padded.to_bytes((count + 7) // 8, "big"), np.uint8))[:count].astype(bool)


def number_of(reading: Reading) -> float:
    """A known fact as a number; what is none, such as a text, as zero."""
    return 0.0 if reading.members is not None or isinstance(reading.low, str) else float(reading.low)


def _fact(node: x.Fact, worlds: Worlds) -> Any:
    reading = worlds.now.reading(node.id)
    if not reading.reasons:
        return np.full(1, number_of(reading))
    return worlds.possible(node.id).numbers[worlds.chosen(node.id)]


def _steps(node: x.Steps, worlds: Worlds) -> Any:
    term = worlds.term(node.term)
    if isinstance(node.rows, x.Missing):
        return np.full_like(term, np.nan)
    rows = values_of(node.rows)
    bounds = np.array([float(comparable(bound)) for bound, _ in rows[1:]])
    scores = np.array([float(score) for _, score in rows])
    return scores[np.searchsorted(bounds, term, side="right")]


def _lookup(node: x.Lookup, worlds: Worlds) -> Any:
    if isinstance(node.rows, x.Missing) or not isinstance(node.term, x.Fact):
        return np.full(1, np.nan)
    rows, name = dict(values_of(node.rows)), node.term.id
    reading = worlds.now.reading(name)
    if not reading.reasons:
        return np.full(1, float(rows[reading.low]))
    scores = np.array([float(rows[each.low]) for each in worlds.possible(name).readings])
    return scores[worlds.chosen(name)]


def _case(node: x.Case, worlds: Worlds) -> Any:
    found = worlds.term(node.otherwise)
    for when, score in reversed(node.cases):
        true, false = worlds.bits(when)
        count = worlds.sample.count
        chosen = np.where(unpack(true, count), worlds.term(score), found)
        found = np.where(unpack(true | false, count), chosen, np.nan)
    return found


def _together(join: Callable[[Any, Any], Any]) -> Callable[[Any, Worlds], Any]:
    return lambda node, worlds: reduce(join, (worlds.term(each) for each in node.terms))


TERMS: dict[type, Callable[[Any, Worlds], Any]] = {
    x.Fact: _fact,
    x.Literal: lambda n, _: np.full(1, float(comparable(n.value))),
    x.Missing: lambda _, __: np.full(1, np.nan),
    x.Named: lambda n, w: w.term(n.body),
    x.Sum: _together(np.add),
    x.Least: _together(np.minimum),
    x.Greatest: _together(np.maximum),
    x.Times: lambda n, w: w.term(n.factor) * w.term(n.term),
    x.Days: lambda n, w: w.term(n.end) - w.term(n.start),
    x.Steps: _steps,
    x.Lookup: _lookup,
    x.Case: _case,
}
