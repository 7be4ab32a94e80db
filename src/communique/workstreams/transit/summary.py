"""What are the figures of a service day, in one object for people and machines?"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from communique.workstreams.transit.day import Day
from communique.workstreams.transit.figures import figures
from communique.workstreams.transit.scheduling import minimum_vehicles, peak_trips, timetable


def day_summary(day: Day, *, layover_s: float | None = None, max_wait_s: int | None = None) -> dict[str, Any]:
    """Trips, kilometres and the chain of bounds: peak trips <= vehicles; concurrent blocks for comparison.

    vehicles  exact minimum with deadheads, whatever the blocks
    """
    table = timetable(day.trips, day.rule)
    layover = figures().value("layover.minimum") if layover_s is None else layover_s
    return {
        "feed": day.feed_name,
        "feed_digest": day.feed_digest,
        "date": day.date.isoformat(),
        "trips": day.trips.height,
        "km": round(float(day.trips["km"].sum()), 3),
        "degraded_trips": int(day.trips["degraded"].sum()),
        "peak_trips": peak_trips(table.start_s, table.end_s),
        "vehicles": minimum_vehicles(table, layover_s=round(layover), max_wait_s=max_wait_s),
        "blocks": day.blocks.height,
        "inferred_blocks": int(day.blocks["inferred"].sum()),
        "concurrent_blocks": peak_trips(day.blocks["start_s"], day.blocks["end_s"]),
        "deadhead_km": round(float(day.blocks["deadhead_km"].sum()), 3),
        "defects": [asdict(defect) for defect in day.defects],
    }
