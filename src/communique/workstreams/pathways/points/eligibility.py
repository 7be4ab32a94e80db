"""Who of a million people passes the federal skilled workers' grid and its four tests, and for whom is it open?

    points ≥ pass mark   and   lowest first-language ability ≥ least   and   experience ≥ least
    and   (funds ≥ what the family needs   or   exempt from funds)

Truth is strong Kleene over false < unknown < true: "and" is the least, "or" the greatest. A test is decided only if it
comes out the same at both ends of what is known.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from communique.facts import FactError
from communique.workstreams.pathways.points.crs import Columns, Scores, lowest_ability
from communique.workstreams.pathways.points.fields import Field, FieldError, fsw_fields
from communique.workstreams.pathways.points.figures import Ints, Unrecorded, figures
from communique.workstreams.pathways.points.frames import FrameError, column, ends
from communique.workstreams.pathways.points.fsw import FswGrid, fsw_factors, fsw_grid
from communique.workstreams.pathways.points.intervals import bounds

Truths = NDArray[np.int8]
FALSE, UNKNOWN, TRUE = np.int8(0), np.int8(1), np.int8(2)
FURTHER = "further"
TESTS = ("points_enough", "language_enough", "experience_enough", "funds_enough")


def fsw_eligibility(people: pl.DataFrame, on: date, known_at: date | None = None) -> pl.DataFrame:
    """`points__low`, `points__high`, one Boolean for each of `TESTS` and `eligible`; null is unknown.

    people  age, edu, first_1 … first_4, second (a flag: the least level in all four abilities), exp, arranged,
            adapt (points of adaptability), family (persons), funds (CAD), funds_exempt (an offer and a permit to work)

    Without a grid for the day everything is unknown; without funds for the day, that test is, save for the exempt.
    Raises FrameError and FieldError as `points_frame` does, and FieldError for funds that are NaN or below zero.
    """
    grid = fsw_grid(on, known_at)
    if isinstance(grid, Unrecorded):
        return _nothing(people)
    low, high = ends(people, _fields(grid))
    points = bounds(low, high, lambda part: _scores(part, grid), lambda _: grid.age)["total"]
    tests = (
        at_least(*points, grid.least["points"]),
        at_least(lowest_ability(low, "first"), lowest_ability(high, "first"), grid.least["first_language"]),
        at_least(low["exp"], high["exp"], grid.least["experience"]),
        np.maximum(_funds(people, low, high, on, known_at), low["funds_exempt"] + high["funds_exempt"]),
    )
    eligible = np.minimum(np.minimum(tests[0], tests[1]), np.minimum(tests[2], tests[3]))
    named = dict(zip((*TESTS, "eligible"), (*tests, eligible), strict=True))
    least, most = (pl.Series(f"points__{end}", points[n], pl.Int16) for n, end in enumerate(("low", "high")))
    return pl.DataFrame([least, most, *(_boolean(name, truths) for name, truths in named.items())])


def at_least(low: Ints, high: Ints, threshold: int) -> Truths:
    """Whether what is between low and high reaches a threshold; UNKNOWN where only its upper end does."""
    reached = (low >= threshold).view(np.int8)
    possible = reached if low is high else (high >= threshold).view(np.int8)
    return reached + possible


def _fields(grid: FswGrid) -> dict[str, Field]:
    shared = {name: fsw_fields()[name] for name in ("age", "edu", *(f"first_{n}" for n in range(1, 5)), "exp")}
    flags = {name: Field(name, 0, 1, "flag") for name in ("second", "arranged", "funds_exempt")}
    return {**shared, **flags, "adapt": Field("adapt", 0, grid.adaptability_cap)}


def _scores(people: Columns, grid: FswGrid) -> Scores:
    return {"total": fsw_factors(people, grid, second=people["second"], adaptability=people["adapt"])["total"]}


def _funds(people: pl.DataFrame, low: Columns, high: Columns, on: date, known_at: date | None) -> Truths:
    least, most = _amounts(people)
    try:
        table = {key: int(f.value) for key, f in figures().keyed("fsw.funds", on=on, known_at=known_at).items()}
    except FactError:  # read well at load: none is in force on that day
        return np.full(people.height, UNKNOWN)
    family = _families(people)
    known = needed(family.fill_null(1).to_numpy(), table)
    found = (least >= known).view(np.int8) + (most >= known).view(np.int8)
    if family.null_count():  # the smallest family needs least, and there is no largest
        found = np.where(family.is_null().to_numpy(), np.minimum(found, UNKNOWN), found)
    return found


def needed(family: Ints, table: dict[str, int]) -> Ints:
    """Funds that a family of so many persons needs, CAD; beyond the table's last size each person adds `further`."""
    sizes = np.array([0, *(table[str(n)] for n in range(1, len(table)))])
    last = sizes.size - 1
    found: Ints = sizes.take(np.minimum(family, last))
    beyond = family > last
    return found + np.where(beyond, family - last, 0) * table[FURTHER] if beyond.any() else found


def _families(people: pl.DataFrame) -> pl.Series:
    given = column(people, "family")
    if given.dtype != pl.Null and not given.dtype.is_integer():
        raise FrameError(f"is of type {given.dtype}; give a whole number of persons", column="family")
    family = given.cast(pl.Int64)
    for row in (family < 1).arg_true()[:1]:
        raise FieldError(f"{family[row]} persons cannot be; write 1 or more", row=row + 1, column="family")
    return family


def _amounts(people: pl.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Least and most of each person's funds; a null is anything from nothing up."""
    given = column(people, "funds")
    if given.dtype != pl.Null and not given.dtype.is_numeric():
        raise FrameError(f"is of type {given.dtype}; give an amount in CAD", column="funds")
    amounts = given.cast(pl.Float64) if given.dtype == pl.Null else given
    least = (amounts.fill_null(0) if amounts.null_count() else amounts).to_numpy()
    for row in np.flatnonzero(~(least >= 0))[:1]:
        raise FieldError(f"{given[int(row)]} CAD cannot be; write 0 or more", row=int(row) + 1, column="funds")
    return least, least if not amounts.null_count() else amounts.cast(pl.Float64).fill_null(np.inf).to_numpy()


def _boolean(name: str, truths: Truths) -> pl.Series:
    found = pl.Series(name, truths == TRUE)
    unknown = truths == UNKNOWN
    return found if not unknown.any() else found.zip_with(pl.Series(~unknown), pl.Series([None], dtype=pl.Boolean))


def _nothing(people: pl.DataFrame) -> pl.DataFrame:
    schema = {"points__low": pl.Int16, "points__high": pl.Int16, **dict.fromkeys((*TESTS, "eligible"), pl.Boolean)}
    return pl.DataFrame({name: [None] * people.height for name in schema}, schema=schema)
