"""Between which totals are the points of somebody who does not know every answer?

Points rise with every fact but a few: of age the extreme level between the two ends is taken, of each of the `branches`
both values are tried. What is left is exact at the two ends of every interval, so these bounds are reached and not
merely safe. The tables refuse to load if they ever fall (`figures.ascending`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product

import numpy as np

from communique.workstreams.pathways.points.crs import Columns, Scores
from communique.workstreams.pathways.points.figures import Ints, Steps

Bounds = dict[str, tuple[Ints, Ints]]


def bounds(
    low: Columns,
    high: Columns,
    score: Callable[[Columns], Scores],
    age: Callable[[Mapping[str, int]], Steps],
    branches: Sequence[str] = (),
) -> Bounds:
    """Least and most of every score, whole numbers of shape (people,).

    low, high  the ends of what is known of each column, (people,); equal where it is known
    age        a branch → the table that age is read from
    branches   names of flags on which points do not simply rise
    """
    found: Bounds = {}
    open_to = np.flatnonzero(_open(low, high))
    for name, points in score(low).items():
        found[name] = (points.copy(), points.copy())
    if open_to.size:
        part_low, part_high = ({n: c[open_to] for n, c in ends.items()} for ends in (low, high))
        for name, (least, most) in _spread(part_low, part_high, score, age, branches).items():
            found[name][0][open_to] = least
            found[name][1][open_to] = most
    return found


def _open(low: Columns, high: Columns) -> Ints:
    """Whose answers leave anything open."""
    undecided = np.zeros(next(iter(low.values())).shape, dtype=bool)
    for name, ends in low.items():
        if ends is not high[name]:
            undecided |= ends != high[name]
    return undecided


def _spread(
    low: Columns,
    high: Columns,
    score: Callable[[Columns], Scores],
    age: Callable[[Mapping[str, int]], Steps],
    branches: Sequence[str],
) -> Bounds:
    found: Bounds = {}
    for values in product((0, 1), repeat=len(branches)):
        branch = dict(zip(branches, values, strict=True))
        possible = _possible(low, high, branch)
        table = age(branch)
        least = score(_corner(low, branch, table.worst(low["age"], high["age"])))
        most = score(_corner(high, branch, table.best(low["age"], high["age"])))
        for name in least:
            so_far = found.setdefault(name, _nothing_yet(possible.size))
            np.minimum(so_far[0], least[name], out=so_far[0], where=possible)
            np.maximum(so_far[1], most[name], out=so_far[1], where=possible)
    return found


def _nothing_yet(people: int) -> tuple[Ints, Ints]:
    ends = np.iinfo(np.int64)
    return np.full(people, ends.max), np.full(people, ends.min)


def _possible(low: Columns, high: Columns, branch: Mapping[str, int]) -> Ints:
    possible = np.ones(low["age"].shape, dtype=bool)
    for name, value in branch.items():
        possible &= (low[name] <= value) & (value <= high[name])
    return possible


def _corner(ends: Columns, branch: Mapping[str, int], age: Ints) -> Columns:
    fixed = {name: np.full(age.shape, value) for name, value in branch.items()}
    return {**ends, **fixed, "age": age}
