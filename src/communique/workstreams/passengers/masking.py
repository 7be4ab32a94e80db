"""What remains of a record when what identifies a person is masked, everywhere it stands?

    place     every value of a masked element becomes empty, in the passenger, the check-in and the history alike
    tokens    names, numbers of documents, e-mail addresses, telephones, cards and frequent flyer numbers of the record
    sweep     every place for words that still holds a token becomes empty whole

Tokens are of `naming`, the sweep of `sweeping`. The segments that were changed are kept as they were sent, so that they
can be sealed under a key of their own and put back after an approval.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from communique.workstreams.passengers.edifact.segments import Pointer, Segment
from communique.workstreams.passengers.naming import Elements, Tokens, spelt, tokens_of
from communique.workstreams.passengers.parsing import elements as by_element
from communique.workstreams.passengers.parsing.draft import CHECK_IN
from communique.workstreams.passengers.parsing.grammar import read_pnr
from communique.workstreams.passengers.records import Pnr
from communique.workstreams.passengers.sweeping import CODED, its_own, numbers_out, sweeps, wordless, wordy


@dataclass(frozen=True, slots=True)
class Masked:
    """A record as it may be seen after masking, and what was taken out.

    hidden  number of a segment -> its elements as they were sent
    swept   segments outside the masked elements whose words named somebody
    """

    pnr: Pnr = field(repr=False)
    segments: list[Segment] = field(repr=False)
    hidden: dict[int, Elements] = field(repr=False)
    swept: int

    def record(self) -> Pnr:
        """The masked record, read again."""
        return read_pnr(self.pnr.header, self.segments, complete=self.pnr.complete)


def mask(pnr: Pnr, elements: Collection[int]) -> Masked:
    """The record without the values of these elements, and without any words that still name somebody."""
    wanted = frozenset(elements)
    tokens, segments = tokens_of(pnr), pnr.segments
    left = _blanked(pnr, wanted)
    found = dict(sweeps(segments, left, tokens, wanted))
    hidden: dict[int, Elements] = {}
    shown = segments.copy()
    for place, new in (left | found).items():
        segment = segments[place]
        if new != segment.elements:
            hidden[segment.number] = segment.elements
            shown[place] = Segment(segment.number, segment.offset, new)
    return Masked(pnr, shown, hidden, len(found) + numbers_out(shown, hidden, tokens.numbers, wanted))


def unmasked(segments: Iterable[Segment], hidden: Mapping[int, Elements]) -> list[Segment]:
    """The segments as they were sent."""
    return [Segment(s.number, s.offset, hidden[s.number]) if s.number in hidden else s for s in segments]


# -- by place --------------------------------------------------------------------------------------------------------


def _blanked(pnr: Pnr, wanted: frozenset[int]) -> dict[int, Elements]:
    """Place of each segment that holds values of the wanted elements -> its elements without them."""
    tags = _tags(wanted)
    found: dict[int, Elements] = {}
    others = False
    for place, (segment, group) in enumerate(zip(pnr.segments, pnr.groups, strict=True)):
        tag = segment.tag
        if tag in tags:
            elements = segment.elements
            said = by_element.qualifier(segment, others)
            gone = _gone(tag, group, said, wanted, tuple(map(len, elements)))
            if gone.everything is not None:
                found[place] = gone.everything
            elif gone.parts:
                found[place] = _without(elements, gone.parts)
        if tag == "TIF" and group != CHECK_IN:
            others = True
    return found


@lru_cache(maxsize=1 << 12)
def _tags(wanted: frozenset[int]) -> frozenset[str]:
    return frozenset(row["tag"] for row in by_element.rows("element_places.csv") if int(row["element"]) in wanted)


class Gone(NamedTuple):
    """What goes of a segment.

    everything  the elements where all but the tag goes, for every such segment to share; else None
    parts       element -> places of the components that go
    """

    everything: Elements | None
    parts: tuple[tuple[int, frozenset[int]], ...]


@lru_cache(maxsize=1 << 12)
def _gone(tag: str, group: str, said: str, wanted: frozenset[int], sizes: tuple[int, ...]) -> Gone:
    """What goes of a segment whose elements have so many components each."""
    parts: dict[int, set[int]] = {}
    for place in by_element.places(tag, group, said):
        if place.element in wanted:
            for index in by_element.span(place.elements, len(sizes)):
                parts.setdefault(index, set()).update(by_element.span(place.components or "0-", sizes[index]))
    if parts and all(len(parts.get(index, ())) == size for index, size in enumerate(sizes[1:], start=1)):
        return Gone([[tag], *([""] * size for size in sizes[1:])], ())
    return Gone(None, tuple((index, frozenset(places)) for index, places in parts.items()))


def _without(sent: Elements, parts: tuple[tuple[int, frozenset[int]], ...]) -> Elements:
    elements = sent.copy()
    for index, places in parts:
        elements[index] = ["" if place in places else text for place, text in enumerate(elements[index])]
    return elements


# -- the proof -------------------------------------------------------------------------------------------------------


def remaining(masked: Masked, elements: Collection[int]) -> list[Pointer]:
    """The proof: every place of a masked record where a token of the record still stands. Empty, or masking failed.

    It looks at all that is left, place by place and over the ends of segments that follow one another, and takes from
    `mask` only what a token is and where words stand.
    """
    tokens, wanted = tokens_of(masked.pnr), frozenset(elements)
    found = []
    for segment in masked.segments:
        words = _against(segment.tag, segment.elements, tokens, wanted)
        own = its_own(segment.tag, segment.elements, wanted)
        for index, element in enumerate(segment.elements[1:], start=1):
            for place, text in enumerate(element):
                said = spelt(text) if wordy(segment.tag, index, place) or segment.tag in CODED else ""
                if any(token in said for token in words) or (text in tokens.numbers and not own):
                    found.append(Pointer(segment.number, index, place))
    return found + _across(masked.segments, tokens)


def _against(tag: str, elements: Elements, tokens: Tokens, wanted: frozenset[int]) -> frozenset[str]:
    if its_own(tag, elements, wanted) or not tokens.memberships:
        return tokens.words
    return tokens.words | tokens.memberships


def _across(segments: list[Segment], tokens: Tokens) -> list[Pointer]:
    """Where words begin whose end, in the segments behind, makes a token."""
    found, said, begins = [], "", Pointer(0, 0, 0)
    for segment in segments:
        first = _first_words(segment) if segment.tag not in wordless() else None
        if first is None:
            said = said if segment.tag not in wordless() else ""
            continue
        pairs = ((index, place, text) for index, e in enumerate(segment.elements) for place, text in enumerate(e))
        words = spelt("".join(text for index, place, text in pairs if wordy(segment.tag, index, place))).split(" ")[0]
        if said and any(token in said + words for token in tokens.words if token not in said and token not in words):
            found.append(begins)
        said, begins = said + words, first
    return found


def _first_words(segment: Segment) -> Pointer | None:
    for index, element in enumerate(segment.elements):
        for place, text in enumerate(element):
            if text and wordy(segment.tag, index, place):
                return Pointer(segment.number, index, place)
    return None
