"""How do many days of a centre go: who waits, who comes back, and who goes home unserved?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.workstreams.pathways.centre.case import Centre
from communique.workstreams.pathways.centre.serve import Duty, serve
from communique.workstreams.pathways.centre.visits import Arrivals

PERCENTILE = 0.9


@dataclass(frozen=True)
class Run:
    """What became of all visits; nobody is lost: came + returned = served + unserved.

    wait      minutes, infinite for the unserved; language and persons of each visit, in the order they came
    returned  visits that were second or later ones; pending, returns due after the last day
    """

    wait: NDArray[np.float64]
    language: NDArray[np.int64]
    persons: NDArray[np.int64]
    priority: NDArray[np.bool_]
    booked: int
    absent: int
    came: int
    returned: int
    pending: int

    @property
    def unserved(self) -> int:
        """Visits that went home without being served."""
        return int(np.isinf(self.wait).sum())

    def p90(self, language: int | None = None) -> float:
        """The least wait, minutes, that 90 % of the visits stay within, of one language or of all; 0 without visits."""
        waits = self.wait if language is None else self.wait[self.language == language]
        return float(np.quantile(waits, PERCENTILE, method="inverted_cdf")) if waits.size else 0.0


def run(centre: Centre, arrivals: Arrivals, duty: Duty) -> Run:
    """Serves the visits day by day; incomplete files come back at the same time, the centre's days later.

    A return takes as long as the first visit, which keeps the visits the same whoever works.
    """
    due: dict[int, list[tuple[float, int]]] = {}  # day → (minute, visit)
    left = arrivals.returns.copy()
    waits, visits, returned = [], [], 0
    edges = np.searchsorted(arrivals.day, np.arange(_days(arrivals) + 1))
    for day in range(_days(arrivals)):
        back = due.pop(day, [])
        returned += len(back)
        visit = np.concatenate([np.arange(edges[day], edges[day + 1]), np.array([v for _, v in back], dtype=np.int64)])
        visit = visit[np.argsort(arrivals.at[visit], kind="stable")]
        at, language = arrivals.at[visit], arrivals.language[visit]
        wait = serve(at, arrivals.minutes[visit], language, arrivals.priority[visit], duty)
        for again in visit[np.isfinite(wait) & (left[visit] > 0)]:
            due.setdefault(day + centre.service.returns_after, []).append((float(arrivals.at[again]), int(again)))
            left[again] -= 1
        waits.append(wait)
        visits.append(visit)
    order = np.concatenate(visits) if visits else np.zeros(0, dtype=np.int64)
    return Run(
        np.concatenate(waits) if waits else np.zeros(0),
        arrivals.language[order],
        arrivals.persons[order],
        arrivals.priority[order],
        booked=arrivals.booked,
        absent=arrivals.absent,
        came=arrivals.count,
        returned=returned,
        pending=sum(map(len, due.values())),
    )


def _days(arrivals: Arrivals) -> int:
    return int(arrivals.day[-1]) + 1 if arrivals.count else 0
