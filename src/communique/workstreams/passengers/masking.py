"""What remains of a record when what identifies a person is masked, everywhere it stands?

    tokens    names, numbers of documents, e-mail addresses, telephones, cards and frequent flyer numbers of the record
    pointer   every value of a masked element becomes empty, in the itinerary, the check-in and the history alike
    sweep     every place for words that still holds a token becomes empty whole

Tokens are compared by their letters and figures alone: without case, accents, apostrophes, spaces and other signs. Words
that a sender broke over several components are compared as one text. What is taken out is kept by its pointer, so
that it can be sealed under a key of its own and put back after an approval.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from communique.workstreams.passengers.edifact.segments import Pointer, Segment
from communique.workstreams.passengers.parsing.elements import rows, values
from communique.workstreams.passengers.parsing.grammar import read_pnr
from communique.workstreams.passengers.parsing.notes import reached
from communique.workstreams.passengers.parsing.people import untitled
from communique.workstreams.passengers.records import Pnr, Value

FREQUENT_FLYER, PAYMENT = 5, 8
TOKEN_ELEMENTS = frozenset({4, FREQUENT_FLYER, 6, 7, PAYMENT, 18})  # who a record names, by number of the element
PART = 3  # letters of a part of a name that is a token by itself: shorter parts (DE, LA) stand in most words

#: Tag -> first element and, in it, first component where a sender may write words. Every place of a tag that belongs to
#: no element is one too.
WORDS: Mapping[str, tuple[int, int]] = {"IFT": (2, 0), "LTS": (1, 0), "SSR": (1, 8), "ADD": (1, 0)}
_HIDDEN = "contact"
_NAMES = frozenset({"surname", "given"})


@dataclass(frozen=True, slots=True)
class Masked:
    """A record as it may be seen after masking, and what was taken out.

    hidden  text by pointer; numbers of segments are those of the message, so that it can be put back
    swept   how many of them stood in words that named somebody, outside the masked elements
    """

    pnr: Pnr
    segments: list[Segment]
    hidden: dict[Pointer, str] = field(repr=False)
    swept: int

    def record(self) -> Pnr:
        """The masked record, read again."""
        return read_pnr(self.pnr.header, self.segments, complete=self.pnr.complete)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What names somebody in a record, by letters and figures alone; `memberships` are frequent flyer numbers.

    numbers  documents, telephones, cards, memberships and addresses as they were sent, for places without words
    """

    words: frozenset[str] = field(repr=False)
    memberships: frozenset[str] = field(repr=False)
    numbers: frozenset[str] = field(repr=False)


def mask(pnr: Pnr, elements: Collection[int]) -> Masked:
    """The record without the values of these elements, and without any word that still names somebody."""
    wanted = frozenset(elements)
    found = _values(pnr, wanted | TOKEN_ELEMENTS)
    tokens = _tokens(pnr, found)
    hidden = {value.at: value.text for value in found if value.element in wanted}
    pointed = len(hidden)
    blanked = {number: list(places) for number, places in _by_segment(hidden).items()}
    segments = []
    for segment, group in zip(pnr.segments, pnr.groups, strict=True):
        taken = blanked.get(segment.number, ())
        named = _named(segment, taken, tokens, wanted)
        for at in named:
            hidden[at] = segment.elements[at.element][at.component]
        segments.append(_without(segment, (*taken, *named)) if taken or named else segment)
    return Masked(pnr, segments, hidden, len(hidden) - pointed)


def unmasked(segments: Iterable[Segment], hidden: Mapping[Pointer, str]) -> list[Segment]:
    """The segments with what was taken out put back."""
    texts: dict[int, list[tuple[Pointer, str]]] = {}
    for at, text in hidden.items():
        texts.setdefault(at.segment, []).append((at, text))
    found = []
    for segment in segments:
        parts = [list(element) for element in segment.elements]
        for at, text in texts.get(segment.number, ()):
            parts[at.element][at.component] = text
        found.append(Segment(segment.number, segment.offset, parts))
    return found


def remaining(masked: Masked, elements: Collection[int]) -> list[Pointer]:
    """The proof: every place of a masked record where a token of the record still stands. Empty, or masking failed.

    Looks at all that is left, place by place, and shares nothing with `mask` but what a token is.
    """
    tokens, wanted = tokens_of(masked.pnr), frozenset(elements)
    found = []
    for segment in masked.segments:
        words = _swept(segment, tokens, wanted)
        for at, text in _texts(segment):
            said = letters(text)
            if _wordy(segment, at) and any(token in said for token in words):
                found.append(at)
            elif text in tokens.numbers and not _its_own(segment, wanted):
                found.append(at)
    return found


def tokens_of(pnr: Pnr) -> Tokens:
    """Everything in the record that names somebody."""
    return _tokens(pnr, _values(pnr, TOKEN_ELEMENTS))


def letters(text: str) -> str:
    """The letters and figures of a text, without case and accents."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(c for c in plain if not unicodedata.combining(c))
    return "".join(filter(str.isalnum, text)).upper()


@cache
def _tags(elements: frozenset[int]) -> frozenset[str]:
    return frozenset(row["tag"] for row in rows("element_places.csv") if int(row["element"]) in elements)


@cache
def _known_tags() -> frozenset[str]:
    return frozenset({row["tag"] for row in rows("element_places.csv")} | {"SRC", "MSG"})


def _values(pnr: Pnr, elements: frozenset[int]) -> list[Value]:
    """The values of elements, found among the segments that can hold one."""
    tags = _tags(elements)
    pairs = [(s, g) for s, g in zip(pnr.segments, pnr.groups, strict=True) if s.tag in tags]
    return values(Pnr(pnr.header, [s for s, _ in pairs], [g for _, g in pairs]), elements)


def _by_segment(places: Iterable[Pointer]) -> dict[int, list[Pointer]]:
    found: dict[int, list[Pointer]] = {}
    for at in places:
        found.setdefault(at.segment, []).append(at)
    return found


# -- tokens ----------------------------------------------------------------------------------------------------------


def _tokens(pnr: Pnr, found: Iterable[Value]) -> Tokens:
    names: set[str] = set()
    numbers: set[str] = set()
    memberships = {number.number for person in pnr.passengers for number in person.frequent_flyer}
    for value in found:
        if value.field in _NAMES:
            names.update((value.text, untitled(value.text)[0]))
        elif value.field in _READ:
            more_names, more_numbers = _READ[value.field](value.text)
            names.update(more_names)
            numbers.update(more_numbers)
    for ticket in (ticket for person in pnr.passengers for ticket in person.tickets):
        numbers.update(payment.number for payment in ticket.payments)
    numbers.update(_contacts(pnr))
    words = {letters(text) for text in (*names, *_parts(names), *numbers)} - {""}
    members = {letters(text) for text in memberships} - {""}
    return Tokens(frozenset(words), frozenset(members), frozenset((numbers | memberships) - {""}))


def _parts(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for part in name.replace("-", " ").split():
            if len(part) >= PART and part != name:
                yield part


def _contacts(pnr: Pnr) -> Iterator[str]:
    for holder in (pnr, *pnr.passengers):
        for contact in holder.contacts:
            yield contact.text
        for address in holder.addresses:
            yield address.telephone


def _of_docs(text: str) -> tuple[list[str], list[str]]:
    """DOCS: /type/issuer/number/nationality/birth/sex/expiry/surname/given/second."""
    fields = text.split("/")
    return [*fields[8:11], *(untitled(name)[0] for name in fields[9:10])], fields[3:4]


def _of_document(text: str) -> tuple[list[str], list[str]]:
    """DOCO: birthplace/type/number/…; of another document, or a text of another form, nothing is told apart."""
    fields = text.removeprefix("/").split("/")
    return [], fields[2:3]


def _of_contact(text: str) -> tuple[list[str], list[str]]:
    """What a text such as "CTCE ANA//EXAMPLE.ORG" reaches somebody by."""
    code, _, rest = text.partition(" ")
    contact = reached(code[3:], rest, 0, 0) if code.startswith("CTC") else None
    return [], [contact.text] if contact else []


_READ = {"document text": _of_docs, "document": _of_document, "contact": _of_contact, "contact or remark": _of_contact}


# -- the sweep -------------------------------------------------------------------------------------------------------


def _named(
    segment: Segment, taken: Collection[Pointer], tokens: Tokens, elements: frozenset[int]
) -> list[Pointer]:  # fmt: skip
    """The places of a segment that still name somebody: all of its words where any of them do, and single numbers."""
    found = []
    if segment.tag in WORDS or segment.tag not in _known_tags():
        words = [(at, text) for at, text in _texts(segment) if at not in taken and _wordy(segment, at)]
        if words:
            said = letters("".join(text for _, text in words))
            if any(token in said for token in _swept(segment, tokens, elements)):
                found = [at for at, _ in words]
    if not _its_own(segment, elements):
        found += _numbered(segment, taken, found, tokens.numbers)
    return found


def _numbered(
    segment: Segment, taken: Collection[Pointer], found: Collection[Pointer], numbers: frozenset[str]
) -> list[Pointer]:  # fmt: skip
    """Places that hold a number of somebody and nothing else; most segments hold none and are seen through at once."""
    if all(numbers.isdisjoint(element) for element in segment.elements):
        return []
    return [at for at, text in _texts(segment) if text in numbers and at not in taken and at not in found]


def _swept(segment: Segment, tokens: Tokens, elements: frozenset[int]) -> frozenset[str]:
    """The tokens that must not stand in a segment's words: a membership may in its own place while it is not masked."""
    return tokens.words if _its_own(segment, elements) else tokens.words | tokens.memberships


def _its_own(segment: Segment, elements: frozenset[int]) -> bool:
    """Whether the segment is the place of a number that these elements do not mask: a membership, a card."""
    if FREQUENT_FLYER not in elements and (segment.tag == "FTI" or _code(segment).startswith("FQT")):
        return True
    return PAYMENT not in elements and segment.tag == "FOP"


def _code(segment: Segment) -> str:
    return segment.elements[1][0] if segment.tag == "SSR" and len(segment.elements) > 1 else ""


def _texts(segment: Segment) -> list[tuple[Pointer, str]]:
    return [
        (Pointer(segment.number, index, place), text)
        for index, element in enumerate(segment.elements[1:], start=1)
        for place, text in enumerate(element)
        if text
    ]


def _wordy(segment: Segment, at: Pointer) -> bool:
    """Whether a sender may write words at a place; of SSR only its first element, the others are seats."""
    first = WORDS.get(segment.tag)
    if first is None:
        return segment.tag not in _known_tags()
    if segment.tag == "SSR":
        return at.element == first[0] and at.component >= first[1]
    return at.element >= first[0]


def _without(segment: Segment, places: Iterable[Pointer]) -> Segment:
    parts = [list(element) for element in segment.elements]
    for at in places:
        parts[at.element][at.component] = ""
    return Segment(segment.number, segment.offset, parts)
