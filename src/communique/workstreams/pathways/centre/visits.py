"""Who comes to a centre on many days: when, in which language, with whom, and for how long?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.workstreams.pathways.centre.case import Centre, Visits

MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True)
class Arrivals:
    """Visits that come, one row each, ordered by day and time.

    day, at   day from 0, and minutes after the centre opens
    language  place in `Centre.languages`; persons in the family; priority, whether served before others
    minutes   how long the visit takes; returns, how often it comes back because a file was incomplete
    booked    appointments that were made; absent, those of them that did not come
    """

    day: NDArray[np.int64]
    at: NDArray[np.float64]
    language: NDArray[np.int64]
    persons: NDArray[np.int64]
    priority: NDArray[np.bool_]
    minutes: NDArray[np.float64]
    returns: NDArray[np.int64]
    booked: int
    absent: int

    @property
    def count(self) -> int:
        """How many come."""
        return self.day.size


def draw_arrivals(centre: Centre, days: int, rng: np.random.Generator) -> Arrivals:
    """Visits of so many days. They do not depend on who works, so that two rotas are compared on the same people."""
    booked = [_booked(centre, row, days) for row in centre.visits]
    walking = [_walking(centre, row, days, rng) for row in centre.visits]
    made = np.concatenate(booked)
    comes = rng.random((made.shape[0],)) >= centre.service.no_show
    rows = np.concatenate([made[comes], *walking])
    rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    return _filled(centre, rows, rng, booked=made.shape[0], absent=int((~comes).sum()))


def _booked(centre: Centre, row: Visits, days: int) -> NDArray[np.float64]:
    """(day, minute, language) of appointments, evenly spread over their hour."""
    minute = (row.hour - centre.opens + np.arange(row.booked) / max(row.booked, 1)) * MINUTES_OF_AN_HOUR
    return _table(np.repeat(np.arange(days), row.booked), np.tile(minute, days), centre, row)


def _walking(centre: Centre, row: Visits, days: int, rng: np.random.Generator) -> NDArray[np.float64]:
    number: NDArray[np.int64] = rng.poisson(np.full(days, row.walk_ins))
    minute = (row.hour - centre.opens + rng.random(int(number.sum()))) * MINUTES_OF_AN_HOUR
    return _table(np.repeat(np.arange(days), number), minute, centre, row)


def _table(day: NDArray[Any], minute: NDArray[np.float64], centre: Centre, row: Visits) -> NDArray[np.float64]:
    return np.column_stack([day, minute, np.full(day.size, centre.languages.index(row.language))]).astype(float)


def _filled(
    centre: Centre, rows: NDArray[np.float64], rng: np.random.Generator, *, booked: int, absent: int
) -> Arrivals:
    service, count = centre.service, rows.shape[0]
    persons: NDArray[np.int64] = 1 + rng.choice(len(service.family), size=(count,), p=service.family)
    mean = service.minutes + service.minutes_per_further_person * (persons - 1)
    return Arrivals(
        day=rows[:, 0].astype(np.int64),
        at=rows[:, 1],
        language=rows[:, 2].astype(np.int64),
        persons=persons,
        priority=rng.random((count,)) < service.priority,
        minutes=mean * _spread(service.variation, count, rng),
        returns=rng.geometric(1 - service.incomplete, size=(count,)) - 1,
        booked=booked,
        absent=absent,
    )


def _spread(variation: float, count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Positive draws of mean 1 and so large a standard deviation: gamma."""
    return np.ones(count) if variation == 0 else rng.gamma(1 / variation**2, variation**2, count)


def expected_work(centre: Centre) -> float:
    """Hours of officers' work that arrive on a day, on average, with those who come back."""
    service = centre.service
    persons = sum(n * share for n, share in enumerate(service.family))  # beyond the first
    minutes = service.minutes + service.minutes_per_further_person * persons
    come = sum(v.booked * (1 - service.no_show) + v.walk_ins for v in centre.visits)
    return come * minutes / MINUTES_OF_AN_HOUR / (1 - service.incomplete)
