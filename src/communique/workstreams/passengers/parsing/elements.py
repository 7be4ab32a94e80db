"""Which of the 19 elements does a record hold, and where does each value stand?

Read by place: `codes/element_places.csv` says which segment, in which group of the record, belongs to which element.
Nothing typed is needed for it, so no value is missed that the typed record leaves out. A copy in the history is given
under its own element and under 19.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from communique.errors import CommuniqueError
from communique.workstreams.passengers.edifact.segments import Pointer, Segment
from communique.workstreams.passengers.items import Value
from communique.workstreams.passengers.parsing.draft import CHECK_IN, GROUPS, HISTORY
from communique.workstreams.passengers.records import ELEMENTS, Pnr

CODES = Path(__file__).parents[1] / "codes"
_HISTORY_ELEMENT = 19
_ELSE = "else"


class CodeError(CommuniqueError):
    """A code table that does not say what it must."""


@dataclass(frozen=True, slots=True)
class Element:
    """One of the 19: what it is and whether it is masked after the clock under two regimes (19: as its own element)."""

    n: int
    name: str
    segments: str
    masked_us_2012: str
    masked_eu_2016: str
    source: str
    confidence: str


class Place(NamedTuple):
    """Which components of which elements of a segment belong to one of the 19."""

    element: int
    qualifiers: tuple[str, ...]
    groups: frozenset[str]
    elements: str  # "1", "1|2" or "2-" (from the second on)
    components: str
    field: str


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a code table. Raises CodeError for a row with too many or too few cells."""
    file = CODES / name
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        found = []
        for row in reader:
            if None in row or None in row.values():
                raise CodeError("too many or too few cells", file=file, row=reader.line_num)
            found.append(row)
    return found


@cache
def element_table() -> tuple[Element, ...]:
    """The 19 elements in order, as shipped. Raises CodeError when they are not 1 to 19."""
    found = tuple(Element(int(row["n"]), *list(row.values())[1:]) for row in rows("pnr_elements.csv"))
    if [element.n for element in found] != list(ELEMENTS):
        raise CodeError("must hold the elements 1 to 19 in order", file=CODES / "pnr_elements.csv", column="n")
    return found


@cache
def _places() -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for row in rows("element_places.csv"):
        groups = frozenset(row["group"].split("|")) if row["group"] else frozenset(GROUPS)
        if not groups <= frozenset(GROUPS):
            raise CodeError(f"unknown group {row['group']}", file=CODES / "element_places.csv", column="group")
        place = Place(
            int(row["element"]), tuple(filter(None, row["qualifier"].split("|"))), groups, row["elements"],
            row["components"], row["field"],
        )  # fmt: skip
        found[row["tag"]] = (*found.get(row["tag"], ()), place)
    return found


def values(pnr: Pnr, only: Collection[int] = ELEMENTS) -> list[Value]:
    """Every value of the record that is not empty, by place; a place may belong to two elements.

    only  elements that are wanted; a copy in the history counts as its own element and as 19
    """
    found: list[Value] = []
    others = False  # TIF after the first passenger names the other people of the record
    for segment, group in zip(pnr.segments, pnr.groups, strict=True):
        history = group == HISTORY
        for place in places(segment.tag, group, qualifier(segment, others)):
            if place.element in only:
                found += _values(segment, place, history)
        others = others or (segment.tag == "TIF" and group != CHECK_IN)
    return found


def elements(pnr: Pnr) -> dict[int, list[Value]]:
    """The values by element; an element of which nothing was sent has an empty list."""
    found: dict[int, list[Value]] = {n: [] for n in ELEMENTS}
    for value in values(pnr):
        found[value.element].append(value)
    return found


_WHOLE = Place(_HISTORY_ELEMENT, (), frozenset(GROUPS), "1-", "", "history")
_ITS_OWN = {"ABI", "SAC", "LTS"}


@lru_cache(maxsize=1 << 12)  # what a segment says is its sender's choice
def _of(tag: str, group: str, said: str) -> tuple[Place, ...]:
    """The places of the table that a segment fills: those for all, and those for what it says or else for the rest."""
    found = [place for place in _places().get(tag, ()) if group in place.groups]
    named = [place for place in found if any(_matches(said, wanted) for wanted in place.qualifiers)]
    plain = [place for place in found if not place.qualifiers]
    return tuple(plain + (named or [place for place in found if place.qualifiers == (_ELSE,)]))


@lru_cache(maxsize=1 << 12)
def places(tag: str, group: str, said: str) -> tuple[Place, ...]:
    """The places that a segment of a group fills by what it says; in the history, all of it is of element 19 too."""
    history = group == HISTORY and tag not in _ITS_OWN
    return (*_of(tag, group, said), _WHOLE) if history else _of(tag, group, said)


@cache
def element_fields() -> tuple[tuple[int, str], ...]:
    """Every element with every field that it has, in the order of the table."""
    listed = [(place.element, place.field) for found in _places().values() for place in found]
    return tuple(dict.fromkeys([*listed, (_WHOLE.element, _WHOLE.field)]))


def qualifier(segment: Segment, others: bool) -> str:
    """What distinguishes segments of one tag: SSR's code, IFT's and DAT's qualifier, another passenger, an operating
    flight."""
    tag, elements = segment.tag, segment.elements
    first = elements[1] if len(elements) > 1 else [""]
    if tag == "IFT":
        return first[1] if len(first) > 1 else ""
    if tag == "TIF":
        return "other" if others else ""
    if tag == "TVL":
        return "" if any(map(any, elements[1:4])) else "operating"
    return first[0]


def _matches(said: str, wanted: str) -> bool:
    return said.startswith(wanted[:-1]) if wanted.endswith("*") else said == wanted


def _values(segment: Segment, place: Place, history: bool) -> list[Value]:
    element, field, number = place.element, place.field, segment.number
    found = []
    for index in span(place.elements, len(segment.elements)):
        texts = segment.elements[index]
        for component in span(place.components or "0-", len(texts)):
            if text := texts[component]:
                found.append(Value(element, field, text, Pointer(number, index, component), history))
    return found


@lru_cache(maxsize=1 << 12)
def span(text: str, length: int) -> tuple[int, ...]:
    """The positions that "2-", "1" or "1|3" names, below a length."""
    if text.endswith("-"):
        return tuple(range(int(text[:-1]), length))
    return tuple(n for n in map(int, text.split("|")) if n < length)
