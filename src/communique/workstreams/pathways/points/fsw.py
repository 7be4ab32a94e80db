"""How many of the 67 points has a federal skilled worker?

    total = age + education + languages + experience + arranged employment + adaptability     IRPR 78–83

The grid was read in the regulations, current to 2026-06-14 (points_facts/fsw.csv); what the wording of 2016-11-19
replaced in s. 79, 82 and 83 is recalled. Below the least level in any ability of the first language nobody is eligible;
the points are still shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from communique.facts import FactError
from communique.workstreams.pathways.points.crs import ABILITIES, Columns, Scores, lowest_ability
from communique.workstreams.pathways.points.figures import (
    Ints,
    Steps,
    Unrecorded,
    figures,
    steady_since,
    steps,
    unrecorded,
)

PARTS = ("age", "edu", "lang", "exp", "arranged", "adapt")


@dataclass(frozen=True, eq=False)
class FswGrid:
    """The grid of one day, and the least that each test asks for."""

    age: Steps
    education: Steps
    first_language: Steps
    second_language: int
    experience: Steps
    arranged: int
    adaptability: Mapping[str, int]
    adaptability_cap: int
    least: Mapping[str, int]


def fsw_grid(on: date, known_at: date | None = None) -> FswGrid | Unrecorded:
    """The grid in force on a day as known at another, or why none is recorded."""
    try:
        return _grid(steady_since(on), known_at)
    except FactError:  # every figure was read well when it was loaded: what is left is that none is in force
        return unrecorded("fsw", on, known_at)


@cache
def _grid(on: date, known_at: date | None) -> FswGrid:
    def named(id: str) -> dict[str, int]:
        return {key: int(fact.value) for key, fact in figures().keyed(id, on=on, known_at=known_at).items()}

    return FswGrid(
        age=steps("fsw.age", on, known_at, rising=False),
        education=steps("fsw.education", on, known_at),
        first_language=steps("fsw.first_language", on, known_at),
        second_language=named("fsw.second_language")[""],
        experience=steps("fsw.experience", on, known_at),
        arranged=named("fsw.arranged")[""],
        adaptability=named("fsw.adaptability"),
        adaptability_cap=named("fsw.adaptability_cap")[""],
        least=named("fsw.least"),
    )


def fsw_scores(people: Columns, grid: FswGrid) -> Scores:
    """Points of each factor and their total, whole numbers of shape (people,).

    people  columns of levels and flags as in `fields.fsw_fields`; a second language without a test is level 0
    """
    second = lowest_ability(people, "second") >= grid.least["second_language"]
    each = (np.where(people[flag], points, 0) for flag, points in grid.adaptability.items())
    adaptability = sum(each, np.zeros(1, np.int16))
    return fsw_factors(people, grid, second=second, adaptability=np.minimum(adaptability, grid.adaptability_cap))


def fsw_factors(people: Columns, grid: FswGrid, *, second: Ints, adaptability: Ints) -> Scores:
    """The same where it is already known who has a `second` language and how many points adaptability gives."""
    first = sum((grid.first_language.at(people[f"first_{n}"]) for n in ABILITIES), np.zeros(1, np.int16))
    found: Scores = {
        "age": grid.age.at(people["age"]),
        "edu": grid.education.at(people["edu"]),
        "lang": first + second * np.int16(grid.second_language),
        "exp": grid.experience.at(people["exp"]),
        "arranged": people["arranged"] * np.int16(grid.arranged),
        "adapt": adaptability,
    }
    return {"total": sum(found.values(), np.zeros(1, np.int16)), **found}
