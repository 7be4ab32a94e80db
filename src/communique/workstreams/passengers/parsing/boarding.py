"""Who checked in, where do they sit, and what did they check? TRI, SSD, TBD below a flight."""

from __future__ import annotations

import re

from communique.workstreams.passengers.edifact.segments import Segment
from communique.workstreams.passengers.parsing.draft import CHECK_IN, Draft, composite, whole
from communique.workstreams.passengers.records import Bags, BagTag, CheckIn

UNITS = ("700", "701")  # kilograms, pounds
_WEIGHT = re.compile(r"\d{1,18}(?:\.\d+)?", re.ASCII)


def tri(draft: Draft, segment: Segment) -> None:
    """A passenger checks in: boarding sequence and passenger reference."""
    sequence, _, _, passenger = composite(segment.elements, 2, 4)
    _begin(draft, segment, passenger, sequence)


def _begin(draft: Draft, segment: Segment, passenger: str, sequence: str) -> CheckIn:
    """Opens a check-in, without a flight too: the TIF below it is then no new passenger."""
    found = CheckIn(passenger, sequence, segment.number)
    if draft.flight is None:
        draft.say("NO_FLIGHT", segment)
    else:
        draft.flight.check_ins.append(found)
    draft.check_in, draft.level = found, CHECK_IN
    return found


def ssd(draft: Draft, segment: Segment) -> None:
    """The seat of the passenger who checks in."""
    check_in = draft.check_in or _begin(draft, segment, "", "")
    elements = segment.elements
    check_in.seat = composite(elements, 1, 1)[0]
    check_in.smoking = composite(elements, 2, 1)[0]
    check_in.cabin = composite(elements, 5, 1)[0]


def tbd(draft: Draft, segment: Segment) -> None:
    """Checked bags of the passenger who checks in, on this leg."""
    check_in = draft.check_in or _begin(draft, segment, "", "")
    elements = segment.elements
    pieces, weight, unit = composite(elements, 2, 3)
    pool, head = composite(elements, 4, 2)
    tags = []
    for index in range(5, len(elements)):
        carrier, number, sequence, destination = composite(elements, index, 4)
        if number:
            tags.append(BagTag(carrier, number.strip(), sequence, destination, index))
    bags = Bags(
        whole(draft, segment, pieces), _weight(draft, segment, weight), unit, pool, head, tuple(tags),
        check_in.passenger, segment.number,
    )  # fmt: skip
    if bags.weight and unit not in UNITS:
        draft.say("WEIGHT_UNIT", segment)
    if bags.pieces is not None and tags and bags.pieces != len(tags):
        draft.say("BAG_TAGS_MISMATCH", segment)
    check_in.bags.append(bags)


def _weight(draft: Draft, segment: Segment, text: str) -> float | None:
    if _WEIGHT.fullmatch(text):
        return float(text)
    if text:
        draft.say("NUMBER_UNREADABLE", segment)
    return None
