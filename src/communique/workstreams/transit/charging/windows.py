"""In which slots, and with which share of each, can a parked bus be charged?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from communique.workstreams.transit.charging.sessions import ChargingError, Session
from communique.workstreams.transit.charging.tariff import Tariff


@dataclass(frozen=True)
class Windows:
    """Stays in slots, one entry for each pair of a bus and a slot, each bus's in order of time.

    blocks     names, one a bus
    energy     kWh at the meter, one a bus
    bus, slot  indices of each entry
    share      part of the slot in which the bus is there, 0 to 1: bounds the slot's *mean* power, which is what an
               interval meter sees
    """

    blocks: tuple[str, ...]
    energy: NDArray[np.float64]
    bus: NDArray[np.int32]
    slot: NDArray[np.int32]
    share: NDArray[np.float64]

    @property
    def hours(self) -> NDArray[np.float64]:
        """Slots of presence of each bus, parts of slots included."""
        return np.bincount(self.bus, weights=self.share, minlength=len(self.blocks)).astype(np.float64)


def from_slots(
    meter_kwh: ArrayLike, first: ArrayLike, last: ArrayLike, slots: int, blocks: Sequence[str] | None = None
) -> Windows:
    """Whole slots from `first` to `last`, both inclusive; slots beyond the last one go on at the beginning.

    A bus with last < first has no window. Raises ChargingError for arrays of unlike length, a negative or missing
    energy, and a stay longer than all slots.
    """
    energy = np.asarray(meter_kwh, dtype=float)
    start, end = np.asarray(first, dtype=np.int64), np.asarray(last, dtype=np.int64)
    names = tuple(blocks) if blocks is not None else tuple(str(i) for i in range(energy.size))
    if not (energy.shape == start.shape == end.shape == (len(names),)):
        raise ChargingError("energy, first and last slot must be of one length")
    if not np.isfinite(energy).all() or (energy < 0).any():
        raise ChargingError("an energy is missing or below 0")
    count = np.maximum(end - start + 1, 0)
    if (count > slots).any():
        raise ChargingError(f"block {names[int(np.argmax(count > slots))]!r} stays longer than all {slots} slots")
    bus = np.repeat(np.arange(energy.size), count)
    within = np.arange(bus.size) - np.repeat(np.cumsum(count) - count, count)
    slot = (start[bus] + within) % slots
    return Windows(names, energy, bus.astype(np.int32), slot.astype(np.int32), np.ones(bus.size))


def from_sessions(sessions: Iterable[Session], tariff: Tariff) -> Windows:
    """Stays as slots of a tariff, in the order of the blocks' names, so that the file's order changes nothing.

    A day is cyclic: what passes midnight goes on in the first slots. Raises ChargingError, naming the block, for a stay
    longer than the tariff's period and, where that is not a day, for one that lies outside it.
    """
    ordered = sorted(sessions, key=lambda session: session.block)
    start = np.array([s.arrival_s for s in ordered], dtype=float)
    end = np.array([s.departure_s for s in ordered], dtype=float)
    if tariff.cyclic:
        end = np.where(end < start, end + tariff.period_s, end)
    _check(ordered, start, end, tariff)
    slot_s, slots = tariff.slot_minutes * 60, len(tariff.energy_price)
    first = np.floor(start / slot_s).astype(np.int64)
    count = np.where(end > start, np.ceil(end / slot_s).astype(np.int64) - first, 0)
    bus = np.repeat(np.arange(len(ordered)), count)
    within = np.arange(bus.size) - np.repeat(np.cumsum(count) - count, count)
    absolute = first[bus] + within
    overlap = np.minimum(end[bus], (absolute + 1) * slot_s) - np.maximum(start[bus], absolute * slot_s)
    energy = np.array([s.energy_kwh for s in ordered], dtype=float)
    return _merged(tuple(s.block for s in ordered), energy, bus, absolute % slots, overlap / slot_s, slots)


def _check(sessions: Sequence[Session], start: NDArray[np.float64], end: NDArray[np.float64], tariff: Tariff) -> None:
    hours = tariff.period_s / 3600
    for session, arrival, departure in zip(sessions, start, end, strict=True):
        if not tariff.cyclic and (departure < arrival or departure > tariff.period_s):
            raise ChargingError(
                f"block {session.block!r}: from {arrival:g} to {departure:g} s is outside the tariff's {hours:g} h"
            )
        if departure - arrival > tariff.period_s:
            raise ChargingError(f"block {session.block!r} stays longer than the tariff's {hours:g} h")


def _merged(
    blocks: tuple[str, ...],
    energy: NDArray[np.float64],
    bus: NDArray[np.int64],
    slot: NDArray[np.int64],
    share: NDArray[np.float64],
    slots: int,
) -> Windows:
    """One entry a pair of bus and slot: a stay of nearly a whole day touches one slot at both of its ends."""
    key = bus * slots + slot
    _, place, inverse = np.unique(key, return_index=True, return_inverse=True)
    if place.size < key.size:
        share = np.bincount(inverse, weights=share).astype(np.float64)
        order = np.argsort(place)
        share, place = share[order], place[order]
        bus, slot = bus[place], slot[place]
    return Windows(blocks, energy, bus.astype(np.int32), slot.astype(np.int32), share)
