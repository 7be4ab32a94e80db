"""Whose feed is it: the agency's name, and the country of its time zone?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from communique.errors import CommuniqueError
from communique.geo import NORTH_AMERICA

_ALPHA3 = {"CA": "CAN", "MX": "MEX", "US": "USA"}


class AgencyError(CommuniqueError):
    """A feed that does not say whose it is."""


@dataclass(frozen=True)
class Agency:
    """Name and country (CAN, MEX or USA; empty where the feed does not tell)."""

    name: str
    country: str


def agency_of(feed: str | Path) -> Agency:
    """The first agency of a feed; without agency.txt its name is empty and its country unknown."""
    from communique.workstreams.transit.feed.archive import open_feed
    from communique.workstreams.transit.feed.defects import Defects
    from communique.workstreams.transit.feed.reading import read_optional

    rows = read_optional(open_feed(feed), "agency.txt", Defects())
    if rows.is_empty():
        return Agency("", "")
    name = str(rows["agency_name"][0] or "") if "agency_name" in rows.columns else ""
    zone = str(rows["agency_timezone"][0] or "") if "agency_timezone" in rows.columns else ""
    return Agency(name, country_of(zone))


def country_of(zone: str) -> str:
    """The country of a time zone, such as MEX for America/Mexico_City; empty for one outside the three countries."""
    from babel.core import get_global

    country = _ALPHA3.get(str(get_global("zone_territories").get(zone, "")), "")
    return country if country in NORTH_AMERICA else ""
