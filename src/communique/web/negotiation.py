"""Which of what we have does a reader prefer: language, format, compression?

Preferences are HTTP's (RFC 9110, section 12): comma-separated, each with a weight q from 0 (never) to 1.
"""

from __future__ import annotations

from collections.abc import Sequence

#: More preferences than this are not read: no browser sends so many.
MOST = 40


def preferences(header: str | None) -> tuple[tuple[str, float], ...]:
    """Value and weight of each preference, the strongest first, equals in the order given; malformed ones left out."""
    found = []
    for part in (header or "").split(",")[:MOST]:
        value, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = _weight(parameters)
        if value and weight is not None:
            found.append((value, weight))
    return tuple(sorted(found, key=lambda preference: -preference[1]))


def _weight(parameters: Sequence[str]) -> float | None:
    for parameter in parameters:
        name, _, text = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = float(text)
            except ValueError:
                return None
            return weight if 0 <= weight <= 1 else None
    return 1.0


def language(header: str | None, offered: Sequence[str]) -> str:
    """The offered language that a reader likes best; the first one offered where the reader names none of them."""
    weights = preferences(header)
    refused = {tag.split("-")[0] for tag, weight in weights if weight == 0}
    for tag, weight in weights:
        if weight == 0:
            break
        if tag == "*":
            return next((one for one in offered if one not in refused), offered[0])
        if tag.split("-")[0] in offered:
            return tag.split("-")[0]
    return offered[0]


def media_type(header: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type of the greatest weight, ties in the order offered; None where none is acceptable."""
    weights = preferences(header) if header else (("*/*", 1.0),)
    best = max(offered, key=lambda one: _media_weight(one, weights))
    return best if _media_weight(best, weights) > 0 else None


def _media_weight(offered: str, weights: Sequence[tuple[str, float]]) -> float:
    """The weight of the most specific range that holds the type."""
    for pattern in (offered, offered.split("/")[0] + "/*", "*/*"):
        for value, weight in weights:
            if value == pattern:
                return weight
    return 0.0


def takes_gzip(header: str | None) -> bool:
    """Whether a reader can unpack gzip; without a header it is not asked to."""
    weights = dict(reversed(preferences(header)))
    return weights.get("gzip", weights.get("*", 0.0)) > 0
