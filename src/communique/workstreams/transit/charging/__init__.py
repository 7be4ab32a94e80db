"""How are parked buses charged at least cost, with which power, and which of them cannot be charged in time?"""

from __future__ import annotations

from communique.workstreams.transit.charging.least_cost import Charged, charge, least_cost
from communique.workstreams.transit.charging.plugged import charge_with_plugs
from communique.workstreams.transit.charging.sessions import ChargingError, Session, read_sessions
from communique.workstreams.transit.charging.tariff import Tariff, read_tariff, sample_tariff
from communique.workstreams.transit.charging.unmanaged import unmanaged
from communique.workstreams.transit.charging.windows import Windows, from_sessions, from_slots

__all__ = [
    "Charged",
    "ChargingError",
    "Session",
    "Tariff",
    "Windows",
    "charge",
    "charge_with_plugs",
    "from_sessions",
    "from_slots",
    "least_cost",
    "read_sessions",
    "read_tariff",
    "sample_tariff",
    "unmanaged",
]
