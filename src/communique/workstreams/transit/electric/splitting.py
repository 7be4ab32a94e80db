"""Where should a block be split that no battery can run?

A block falls into consecutive parts; each part must fit the usable energy, the way from and to the depot included. Of
all splits into the fewest parts the one with the longest layovers at its cuts is advised: there a bus change disturbs
least.

    parts(j) = min over i < j of parts(i) + 1, E(i..j) ≤ E_usable; ties: the largest sum of layovers at the cuts
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from communique.workstreams.transit.charge_state import TOLERANCE_KWH, BatteryError

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Split:
    """Advice for one block.

    cuts        numbers of the trips before which a fresh bus takes over
    kwh         of each part
    impossible  trips that a full battery cannot run by themselves: then there are no cuts to advise
    """

    cuts: tuple[int, ...]
    kwh: tuple[float, ...]
    impossible: tuple[int, ...] = ()


def split(
    energy_kwh: ArrayLike,
    layover_s: ArrayLike,
    usable_kwh: float,
    *,
    between_kwh: ArrayLike = 0.0,
    ends_kwh: float = 0.0,
) -> Split:
    """Where to split one block.

    energy_kwh   (trip,)
    layover_s    (trip - 1,), between each trip and the next
    between_kwh  (trip - 1,), deadhead and layover between the two, saved where the block is cut
    ends_kwh     from and to the depot, in every part

    Raises BatteryError for arrays of the wrong length.
    """
    energy, layover = np.asarray(energy_kwh, dtype=np.float64), np.asarray(layover_s, dtype=np.float64)
    if len(layover) != max(len(energy) - 1, 0):
        raise BatteryError(f"{len(energy)} trips have {len(energy) - 1} layovers between them, not {len(layover)}")
    between = np.broadcast_to(np.asarray(between_kwh, dtype=np.float64), layover.shape)
    alone = np.flatnonzero(energy + ends_kwh > usable_kwh + TOLERANCE_KWH)
    if len(alone) or not len(energy):
        return Split((), (), tuple(int(k) for k in alone))
    starts = _best_starts(energy, between, layover, usable_kwh - ends_kwh)
    parts = [
        float(energy[a:b].sum() + between[a : b - 1].sum() + ends_kwh)
        for a, b in zip(starts, [*starts[1:], len(energy)], strict=True)
    ]
    return Split(tuple(starts[1:]), tuple(parts))


def _best_starts(energy: Array, between: Array, layover: Array, room_kwh: float) -> list[int]:
    """First trips of the parts of the best split, by dynamic programming over the end of the last part."""
    count = len(energy)
    best: list[tuple[int, float]] = [(0, 0.0), *[(count + 1, 0.0)] * count]
    came = [0] * (count + 1)
    for end in range(1, count + 1):
        used = 0.0
        for begin in range(end - 1, -1, -1):
            used += energy[begin] + (between[begin] if begin < end - 1 else 0.0)
            if used > room_kwh + TOLERANCE_KWH:
                break
            value = (best[begin][0] + 1, best[begin][1] - (layover[begin - 1] if begin else 0.0))
            if value < best[end]:
                best[end], came[end] = value, begin
    starts, at = [], count
    while at:
        at = came[at]
        starts.append(at)
    return starts[::-1]
