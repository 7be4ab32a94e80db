"""What must not be stored at all? Services that reveal religion or health, and every free text that nobody vouches for.

A list of codes is not enough: a person writes the same in words. Free text is therefore denied unless the whole of it
has a form in `codes/free_text_allowed.csv`. How much was taken out is counted, never what.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from communique.workstreams.passengers.edifact.segments import Pointer, Segment
from communique.workstreams.passengers.parsing.changing import with_texts
from communique.workstreams.passengers.parsing.elements import rows
from communique.workstreams.passengers.records import Pnr

_TEXT_FROM = {"IFT": (2, 0), "LTS": (1, 0), "SSR": (1, 8)}  # first element and, in it, first component of free text


class Removed(NamedTuple):
    """How many services and how many free texts were taken out of a record."""

    services: int
    texts: int


def filtered(pnr: Pnr) -> tuple[Pnr, Removed]:
    """The record as it may be stored, and what was taken out. Its history is filtered like the rest.

    A sensitive service goes with its segment; a denied text becomes empty. The same record where nothing goes.
    """
    services = {segment.number for segment in pnr.segments if segment.tag == "SSR" and sensitive(_code(segment))}
    denied = {
        pointer: ""
        for segment in pnr.segments
        if segment.tag in _TEXT_FROM and segment.number not in services
        for pointer in _denied(segment)
    }
    if not services and not denied:
        return pnr, Removed(0, 0)
    return with_texts(pnr, denied, services), Removed(len(services), len(denied))


def sensitive(code: str) -> bool:
    """Whether a service's code is on the list."""
    codes, families = _codes()
    return code.upper() in codes or code.upper().startswith(families)


def allowed(tag: str, qualifier: str, text: str) -> bool:
    """Whether the whole of a free text has a form that is vouched for, and names no sensitive code."""
    forms = (*_allowed().get((tag, qualifier), ()), *_allowed().get((tag, ""), ()))
    if not any(form.fullmatch(text) for form in forms):
        return False
    return tag == "SSR" or not any(code in text.upper() for code in (*_codes()[0], *_codes()[1]))


@cache
def _codes() -> tuple[frozenset[str], tuple[str, ...]]:
    listed = [row["code"] for row in rows("sensitive_ssr.csv")]
    families = tuple(code[:-1] for code in listed if code.endswith("*"))
    return frozenset(code for code in listed if not code.endswith("*")), families


@cache
def _allowed() -> dict[tuple[str, str], tuple[re.Pattern[str], ...]]:
    found: dict[tuple[str, str], tuple[re.Pattern[str], ...]] = {}
    for row in rows("free_text_allowed.csv"):
        key = (row["tag"], row["qualifier"])
        found[key] = (*found.get(key, ()), re.compile(row["pattern"], re.IGNORECASE))
    return found


def _code(segment: Segment) -> str:
    return segment.elements[1][0] if len(segment.elements) > 1 else ""


def _denied(segment: Segment) -> list[Pointer]:
    tag = segment.tag
    element, component = _TEXT_FROM[tag]
    found = []
    for index, texts in _texts(segment, element):
        for place, text in enumerate(texts):
            if place < component or not text:
                continue
            if not allowed(tag, _qualifier(segment), text):
                found.append(Pointer(segment.number, index, place))
    return found


def _texts(segment: Segment, element: int) -> list[tuple[int, list[str]]]:
    """The elements that hold text: of SSR only the first, its others are seats and references."""
    last = element + 1 if segment.tag == "SSR" else len(segment.elements)
    return [(index, segment.elements[index]) for index in range(element, min(last, len(segment.elements)))]


def _qualifier(segment: Segment) -> str:
    if segment.tag == "SSR":
        return _code(segment)
    first = segment.elements[1] if len(segment.elements) > 1 else []
    return first[1] if segment.tag == "IFT" and len(first) > 1 else ""
