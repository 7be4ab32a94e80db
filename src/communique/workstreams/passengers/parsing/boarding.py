"""Who checked in, where do they sit, and what did they check? TRI, SSD, TBD below a flight."""

from __future__ import annotations

import re

from communique.workstreams.passengers.items import Bags, BagTag
from communique.workstreams.passengers.parsing.draft import CHECK_IN, Draft, composite, figures, first, padded, whole
from communique.workstreams.passengers.records import CheckIn

UNITS = ("700", "701")  # kilograms, pounds
_WEIGHT = re.compile(r"\d{1,18}(?:\.\d+)?", re.ASCII)


def tri(draft: Draft, at: int, elements: list[str]) -> None:
    """A passenger checks in: boarding sequence and passenger reference."""
    sequence, _, _, passenger = composite(elements, 2, 4, draft.component)
    begin(draft, at, passenger, sequence)


def begin(draft: Draft, at: int, passenger: str = "", sequence: str = "") -> CheckIn:
    """Opens a check-in, without a flight too: the TIF below it is then no new passenger."""
    found = CheckIn(passenger, sequence, at)
    if draft.flight is None:
        draft.say("NO_FLIGHT")
    else:
        draft.flight.check_ins.append(found)
    draft.check_in, draft.level, draft.everybody, draft.named = found, CHECK_IN, True, False
    return found


def ssd(draft: Draft, at: int, elements: list[str]) -> None:
    """The seat of the passenger who checks in."""
    check_in, component = draft.check_in or begin(draft, at), draft.component
    check_in.seat = first(elements, 1, component)
    check_in.smoking = first(elements, 2, component)
    check_in.cabin = first(elements, 5, component)


def tbd(draft: Draft, at: int, elements: list[str]) -> None:
    """Checked bags of the passenger who checks in, on this leg."""
    check_in, component = draft.check_in or begin(draft, at), draft.component
    pieces, weight, unit = composite(elements, 2, 3, component)
    pool, head = composite(elements, 4, 2, component)
    tags = []
    for index in range(5, len(elements)):
        carrier, number, sequence, destination = padded(elements[index], 4, component)
        if number:
            tags.append(BagTag(carrier, number.strip(), sequence, destination, index))
    bags = Bags(whole(draft, pieces), _weight(draft, weight), unit, pool, head, tuple(tags), check_in.passenger, at)
    if bags.weight and unit not in UNITS:
        draft.say("WEIGHT_UNIT")
    if bags.pieces is not None and tags and bags.pieces != len(tags):
        draft.say("BAG_TAGS_MISMATCH")
    check_in.bags.append(bags)


def _weight(draft: Draft, text: str) -> float | None:
    if figures(text) is not None or _WEIGHT.fullmatch(text):
        return float(text)
    if text:
        draft.say("NUMBER_UNREADABLE")
    return None
