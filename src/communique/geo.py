"""Which country is meant, in what order are the three shown, and how far apart are two places?

Country codes inside Communique are ISO 3166-1 alpha-3. Names and code tables are those of Unicode CLDR, as the package
Babel carries them.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from functools import cache

from communique.errors import CommuniqueError

#: The order in which the three parties of the North American summit are always shown.
NORTH_AMERICA = ("CAN", "MEX", "USA")

#: The party of an estimate or a progress that holds for all parties together.
TOGETHER = "ALL"

# Mean Earth radius R1 of the IUGG, kilometres (Moritz, Geodetic Reference System 1980).
EARTH_RADIUS_KM = 6371.0088


class CountryError(CommuniqueError):
    """A country code or name that nobody knows."""


@cache
def _alpha2_by_alpha3() -> dict[str, str]:
    from babel.core import get_global

    known = set(get_global("territory_currencies"))
    return {
        code: alias[0]
        for code, alias in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and len(alias) == 1 and alias[0] in known
    }


@cache
def _alpha3_by_name() -> dict[str, str]:
    from babel import Locale

    names: dict[str, str] = {}
    for language in ("en", "es", "fr"):
        territories = Locale.parse(language).territories
        for alpha3, alpha2 in _alpha2_by_alpha3().items():
            names.setdefault(_folded(territories[alpha2]), alpha3)
    for alias in ("United States of America", "US", "U.S.", "EE. UU.", "É.-U."):
        names[_folded(alias)] = "USA"
    return names


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def country(code_or_name: str) -> str | None:
    """Alpha-3 code of a country given by alpha-3, alpha-2 or its English, Spanish or French name; None if unknown.

    Codes are read only in capitals and without blanks, so that a word such as "no" is never Norway.
    """
    if code_or_name in _alpha2_by_alpha3():
        return code_or_name
    if len(code_or_name) == 2:
        return next((a3 for a3, a2 in _alpha2_by_alpha3().items() if a2 == code_or_name), None)
    return _alpha3_by_name().get(_folded(code_or_name))


def known_country(code: str) -> str:
    """The alpha-3 code itself; raises CountryError for anything but a known alpha-3 code."""
    if code not in _alpha2_by_alpha3():
        guess = country(code)
        hint = f"; write {guess}" if guess else ""
        raise CountryError(f"{code!r} is not an ISO alpha-3 country code{hint}")
    return code


def country_name(alpha3: str, language: str) -> str:
    """Name of a country in a language (en, es, fr, …)."""
    from babel import Locale

    return str(Locale.parse(language).territories[_alpha2_by_alpha3()[known_country(alpha3)]])


def in_order(parties: Iterable[str]) -> tuple[str, ...]:
    """Parties in the order in which they are shown: the three first, others by code, all together last."""
    rank = {party: place for place, party in enumerate(NORTH_AMERICA)}

    def place(party: str) -> tuple[int, str]:
        return (len(rank) + 1 if party == TOGETHER else rank.get(party, len(rank)), party)

    return tuple(sorted(set(parties), key=place))


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in kilometres between two (latitude, longitude) pairs in degrees (haversine)."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))
