"""How many full years of work do a person's jobs make?

A year is 1,560 hours; hours above 30 in a week do not count, over all jobs at once. Work as a student and
self-employment do not count as Canadian experience (points_facts/funds_and_work.csv).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from communique.workstreams.pathways.points.fields import FieldError
from communique.workstreams.pathways.points.figures import figures

DAYS_OF_A_WEEK = 7
HOURS_OF_A_WEEK = 24 * DAYS_OF_A_WEEK


@dataclass(frozen=True)
class Spell:
    """One job: its first and last day, hours a week, and what does not count in Canada."""

    first: date
    last: date
    hours_per_week: float
    as_student: bool = False
    self_employed: bool = False


def full_years(spells: Sequence[Spell], on: date, *, canadian: bool) -> int:
    """Full years worked up to a day, that day included; jobs side by side count together up to the weekly hours.

    Raises FieldError for a job that ends before it begins or has impossible hours.
    """
    for number, spell in enumerate(spells, start=1):
        _check(spell, number)
    counted = [s for s in spells if not (canadian and (s.as_student or s.self_employed)) and s.first <= on]
    cap = Fraction(figures().value("work.year", "hours_per_week"))
    hours = Fraction(0)
    for first, after in _stretches(counted, on):
        weekly = sum((Fraction(s.hours_per_week) for s in counted if s.first <= first <= s.last), Fraction(0))
        hours += (after - first).days * min(weekly, cap) / DAYS_OF_A_WEEK
    return int(hours // Fraction(figures().value("work.year", "hours")))


def _check(spell: Spell, number: int) -> None:
    if spell.last < spell.first:
        raise FieldError(f"ends on {spell.last}, before it begins on {spell.first}", row=number, column="last")
    if not 0 < spell.hours_per_week <= HOURS_OF_A_WEEK:
        said = f"{spell.hours_per_week} hours a week cannot be; write above 0 and at most {HOURS_OF_A_WEEK}"
        raise FieldError(said, row=number, column="hours_per_week")


def _stretches(spells: Sequence[Spell], on: date) -> list[tuple[date, date]]:
    """Days between any two changes of jobs: from the first up to, and without, the second."""
    end = on + timedelta(days=1)
    edges = {edge for s in spells for edge in (s.first, min(s.last + timedelta(days=1), end))}
    ordered = sorted(edges)
    return list(pairwise(ordered))
