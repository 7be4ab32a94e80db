"""When is each visitor served, event by event, by whom is on duty and speaks the language?

Those with priority first, then first come, first served. A visit takes a free officer who speaks its language, of
those the one with the fewest languages; else any free officer and a free interpreter. Whoever's shift ends finishes
the visit begun. Whoever is not served when nobody is on duty any more goes home unserved: a wait without end.
"""

from __future__ import annotations

import heapq
import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

FOREVER = math.inf


@dataclass(frozen=True)
class Duty:
    """Who works when.

    officers      (kind, slot), how many are on duty; interpreters (language, slot)
    speaks        (kind, language), whether that kind of officer speaks it
    slot_minutes  length of a slot; after the last one nobody is on duty
    """

    officers: NDArray[np.int64]
    interpreters: NDArray[np.int64]
    speaks: NDArray[np.bool_]
    slot_minutes: float


@dataclass
class _Floor:
    """The centre at one moment."""

    duty: Duty
    able: Sequence[Sequence[int]]  # language → kinds that speak it, fewest languages first
    others: Sequence[Sequence[int]]  # language → kinds that need an interpreter for it
    queues: list[tuple[deque[int], deque[int]]]  # language → those with priority, the others
    busy: list[int]
    interpreting: list[int]
    ending: list[tuple[float, int, int]] = field(default_factory=list)  # time, kind, interpreted language or −1
    officers: list[int] = field(default_factory=list)  # on duty in this slot
    interpreters: list[int] = field(default_factory=list)


def serve(
    at: NDArray[np.float64],
    minutes: NDArray[np.float64],
    language: NDArray[np.int64],
    priority: NDArray[np.bool_],
    duty: Duty,
) -> NDArray[np.float64]:
    """Minutes that each visitor waits, infinite if unserved, (visitors,).

    at, minutes, language, priority   (visitors,), of one day, ordered by `at`, minutes from the opening
    """
    floor = _opened(duty)
    times, lasts, spoken, first = at.tolist(), minutes.tolist(), language.tolist(), priority.tolist()
    waits = [FOREVER] * len(times)
    slots = deque(n * duty.slot_minutes for n in range(duty.officers.shape[1] + 1))
    coming, count, slot = 0, len(times), -1
    while True:
        arrives = times[coming] if coming < count else FOREVER
        now = min(arrives, slots[0] if slots else FOREVER, floor.ending[0][0] if floor.ending else FOREVER)
        if now == FOREVER:
            return np.array(waits, dtype=np.float64)
        while floor.ending and floor.ending[0][0] <= now:
            _release(floor)
        if slots and slots[0] <= now:
            slots.popleft()
            slot += 1
            _change_shift(floor, slot)
        while coming < count and times[coming] <= now:
            floor.queues[spoken[coming]][0 if first[coming] else 1].append(coming)
            coming += 1
        while (chosen := _next(floor, first)) is not None:
            visitor, kind, interpreted = chosen
            waits[visitor] = now - times[visitor]
            heapq.heappush(floor.ending, (now + lasts[visitor], kind, interpreted))


def _opened(duty: Duty) -> _Floor:
    kinds, languages = duty.speaks.shape
    by_skill = sorted(range(kinds), key=lambda kind: (int(duty.speaks[kind].sum()), kind))
    return _Floor(
        duty,
        [[k for k in by_skill if duty.speaks[k, tongue]] for tongue in range(languages)],
        [[k for k in by_skill if not duty.speaks[k, tongue]] for tongue in range(languages)],
        [(deque(), deque()) for _ in range(languages)],
        [0] * kinds,
        [0] * languages,
        officers=[0] * kinds,
        interpreters=[0] * languages,
    )


def _change_shift(floor: _Floor, slot: int) -> None:
    after_closing = slot >= floor.duty.officers.shape[1]
    for now, table in ((floor.officers, floor.duty.officers), (floor.interpreters, floor.duty.interpreters)):
        now[:] = [0] * len(now) if after_closing else table[:, slot].tolist()


def _release(floor: _Floor) -> None:
    _, kind, interpreted = heapq.heappop(floor.ending)
    floor.busy[kind] -= 1
    if interpreted >= 0:
        floor.interpreting[interpreted] -= 1


def _next(floor: _Floor, first: Sequence[bool]) -> tuple[int, int, int] | None:
    """The visitor who is served next, by which kind of officer, and with an interpreter of which language (or −1)."""
    best: tuple[tuple[bool, int], int, int, int] | None = None
    for tongue, (ahead, others) in enumerate(floor.queues):
        queue = ahead or others
        if not queue:
            continue
        rank = (not first[queue[0]], queue[0])
        if best is not None and rank > best[0]:
            continue
        found = _server(floor, tongue)
        if found is not None:
            best = (rank, tongue, *found)
    if best is None:
        return None
    _, tongue, kind, interpreted = best
    ahead, others = floor.queues[tongue]
    floor.busy[kind] += 1
    if interpreted >= 0:
        floor.interpreting[interpreted] += 1
    return (ahead or others).popleft(), kind, interpreted


def _server(floor: _Floor, tongue: int) -> tuple[int, int] | None:
    """A free kind of officer for a language, and the language to interpret (or −1)."""
    for kind in floor.able[tongue]:
        if floor.busy[kind] < floor.officers[kind]:
            return kind, -1
    if floor.interpreting[tongue] < floor.interpreters[tongue]:
        for kind in floor.others[tongue]:
            if floor.busy[kind] < floor.officers[kind]:
                return kind, tongue
    return None
