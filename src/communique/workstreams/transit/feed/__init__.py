"""What does an agency's GTFS feed say about one service day, and what is wrong with it?"""

from __future__ import annotations

from communique.workstreams.transit.feed.load import Feed, read_feed
from communique.workstreams.transit.feed.service_day import read_day, service_day
from communique.workstreams.transit.feed.statistics import trip_statistics

__all__ = ["Feed", "read_day", "read_feed", "service_day", "trip_statistics"]
