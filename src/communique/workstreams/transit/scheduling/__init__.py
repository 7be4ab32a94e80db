"""How few buses can run a timetable, and which bus runs which trip next?"""

from __future__ import annotations

from communique.workstreams.transit.scheduling.timetable import (
    ScheduleError,
    Timetable,
    of_coordinates,
    peak_trips,
    timetable,
)
from communique.workstreams.transit.scheduling.vehicles import Schedule, minimum_vehicles, schedule

__all__ = [
    "Schedule",
    "ScheduleError",
    "Timetable",
    "minimum_vehicles",
    "of_coordinates",
    "peak_trips",
    "schedule",
    "timetable",
]
