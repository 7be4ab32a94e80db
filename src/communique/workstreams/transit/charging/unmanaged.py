"""What happens at the depot if every bus is plugged in on arrival and charges at full power until it is done?"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from communique.workstreams.transit.charging.least_cost import Charged, told
from communique.workstreams.transit.charging.sessions import Session
from communique.workstreams.transit.charging.tariff import Tariff
from communique.workstreams.transit.charging.windows import Windows, from_sessions


def unmanaged(sessions: Iterable[Session], tariff: Tariff) -> Charged:
    """Cost, peak and load without any management; a transformer's limit is not kept, so its peak may be above it."""
    return at_once(from_sessions(sessions, tariff), tariff)


def at_once(windows: Windows, tariff: Tariff) -> Charged:
    """The same for windows, whose entries are in order of time for each bus."""
    most = windows.share * tariff.max_power_kw * tariff.slot_hours
    before = np.cumsum(most) - most
    first = np.searchsorted(windows.bus, np.arange(len(windows.blocks)))
    offset = np.concatenate([before, [0.0]])[np.minimum(first, before.size)]
    left = windows.energy[windows.bus] - (before - offset[windows.bus])
    power = np.clip(left, 0.0, most) / tariff.slot_hours
    return told(windows, tariff, power, windows.hours * tariff.max_power_kw * tariff.slot_hours)
