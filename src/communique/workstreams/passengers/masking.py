"""What remains of a record when what identifies a person is masked, everywhere it stands?

    place     every value of a masked element becomes empty, in the passenger, the check-in and the history alike
    tokens    names, numbers of documents, e-mail addresses, telephones, cards and frequent flyer numbers of the record
    sweep     every place for words that still holds a token becomes empty whole

Tokens are compared by their letters and figures alone: without case, accents, apostrophes, spaces and other signs. A
name is looked for as passports spell it too (MÜLLER as MUELLER), and a number by its last figures, because a telephone
is written with and without what leads to its country and area.
Words that a sender broke over several components are compared as one text. The segments that were changed are kept as
they were sent, so that they can be sealed under a key of their own and put back after an approval.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from communique.workstreams.passengers.edifact.segments import Pointer, Segment
from communique.workstreams.passengers.parsing import elements as by_element
from communique.workstreams.passengers.parsing.draft import CHECK_IN
from communique.workstreams.passengers.parsing.grammar import read_pnr
from communique.workstreams.passengers.parsing.notes import contact
from communique.workstreams.passengers.parsing.people import untitled
from communique.workstreams.passengers.records import Pnr

Elements = list[list[str]]

FREQUENT_FLYER, PAYMENT = 5, 8  # of the nineteen
PART = 3  # letters of a part of a name that is a token by itself: shorter parts (DE, LA) stand in most words
LOCAL = 7  # figures of a telephone in North America without country and area code

#: Tag -> first element and, in it, first component where a sender may write words. A segment that belongs to no element
#: of the nineteen may be all words.
WORDS: Mapping[str, tuple[int, int]] = {"IFT": (2, 0), "LTS": (1, 0), "SSR": (1, 8), "ADD": (1, 0)}


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


@dataclass(frozen=True, slots=True)
class Tokens:
    """What names somebody in a record.

    words        by letters and figures alone: what must stand in no words
    memberships  the same of frequent flyer numbers, which may stand in their own place while it is not masked
    numbers      documents, telephones, cards and memberships as sent, for places without words
    """

    words: frozenset[str] = field(repr=False)
    memberships: frozenset[str] = field(repr=False)
    numbers: frozenset[str] = field(repr=False)


def mask(pnr: Pnr, elements: Collection[int]) -> Masked:
    """The record without the values of these elements, and without any words that still name somebody."""
    wanted = frozenset(elements)
    tokens = tokens_of(pnr)
    hidden: dict[int, Elements] = {}
    segments: list[Segment] = []
    swept = 0
    for segment, blank in zip(pnr.segments, _blanked(pnr, wanted), strict=True):
        tag = segment.tag
        wordy = tag in WORDS or tag not in _placed()
        if blank is None and not wordy:
            segments.append(segment)
            continue
        sent = segment.elements
        left = _swept(tag, sent if blank is None else blank, tokens, wanted) if wordy else None
        swept += left is not None
        new = blank if left is None else left
        if new is None or new == sent:
            segments.append(segment)
        else:
            hidden[segment.number] = sent
            segments.append(Segment(segment.number, segment.offset, new))
    swept += _numbers_out(segments, hidden, tokens.numbers, wanted)
    return Masked(pnr, segments, hidden, swept)


def unmasked(segments: Iterable[Segment], hidden: Mapping[int, Elements]) -> list[Segment]:
    """The segments as they were sent."""
    return [Segment(s.number, s.offset, hidden[s.number]) if s.number in hidden else s for s in segments]


def remaining(masked: Masked, elements: Collection[int]) -> list[Pointer]:
    """The proof: every place of a masked record where a token of the record still stands. Empty, or masking failed.

    It looks at all that is left, place by place, and takes from `mask` only what a token is and where words stand.
    """
    tokens, wanted = tokens_of(masked.pnr), frozenset(elements)
    found = []
    for segment in masked.segments:
        words = _against(segment.tag, segment.elements, tokens, wanted)
        own = _its_own(segment.tag, segment.elements, wanted)
        for index, element in enumerate(segment.elements[1:], start=1):
            for place, text in enumerate(element):
                said = _spelt(text) if _wordy(segment.tag, index, place) else ""
                if any(token in said for token in words) or (text in tokens.numbers and not own):
                    found.append(Pointer(segment.number, index, place))
    return found


def letters(text: str) -> str:
    """The letters and figures of a text, without case and accents."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(c for c in plain if not unicodedata.combining(c)).translate(_UNACCENTED)
    return text.upper() if text.isalnum() else "".join(filter(str.isalnum, text)).upper()


def _spelt(text: str) -> str:
    """The letters of a text; after a space, which no token has, those of its other spelling where there is one."""
    if text.isascii():
        return letters(text)
    return f"{letters(text)} {letters(unicodedata.normalize('NFC', text).casefold().translate(_AS_IN_PASSPORTS))}"


#: Letters that have no accent to take off, and letters that the machine-readable line of a passport spells with two.
_UNACCENTED = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
_AS_IN_PASSPORTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


# -- by place --------------------------------------------------------------------------------------------------------


def _blanked(pnr: Pnr, wanted: frozenset[int]) -> Iterator[Elements | None]:
    """Of each segment its elements without the values of the wanted ones; None where it holds none."""
    tags = _tags(wanted)
    others = False
    for segment, group in zip(pnr.segments, pnr.groups, strict=True):
        tag = segment.tag
        yield (
            _without(segment, _spans(tag, group, by_element.qualifier(segment, others), wanted))
            if tag in tags
            else None
        )
        others = others or (tag == "TIF" and group != CHECK_IN)


@lru_cache(maxsize=1 << 12)
def _tags(wanted: frozenset[int]) -> frozenset[str]:
    return frozenset(row["tag"] for row in by_element.rows("element_places.csv") if int(row["element"]) in wanted)


@lru_cache(maxsize=1 << 12)
def _placed() -> frozenset[str]:
    """Tags that belong to an element, or hold nothing."""
    return frozenset({row["tag"] for row in by_element.rows("element_places.csv")} | {"SRC", "MSG"})


@lru_cache(maxsize=1 << 12)
def _spans(tag: str, group: str, said: str, wanted: frozenset[int]) -> tuple[tuple[str, str], ...]:
    found = [p for p in by_element.places(tag, group, said) if p.element in wanted]
    return tuple((place.elements, place.components or "0-") for place in found)


def _without(segment: Segment, spans: tuple[tuple[str, str], ...]) -> Elements | None:
    if not spans:
        return None
    elements = list(segment.elements)
    for which, components in spans:
        for index in by_element.span(which, len(elements)):
            texts = elements[index]
            if components == "0-":
                elements[index] = [""] * len(texts)
            else:
                gone = by_element.span(components, len(texts))
                elements[index] = ["" if place in gone else text for place, text in enumerate(texts)]
    return elements


# -- tokens ----------------------------------------------------------------------------------------------------------


def tokens_of(pnr: Pnr) -> Tokens:
    """Everything in the record that names somebody, in whatever group it stands."""
    names: set[str] = set()
    numbers: set[str] = set()
    members: set[str] = set()
    for segment in pnr.segments:
        if read := _READ.get(segment.tag):
            read(segment.elements, names, numbers, members)
    names.update([untitled(name)[0] for name in names])
    parts = [part for name in names if not name.isalnum() for part in name.replace("-", " ").split()]
    named = chain(names, (part for part in parts if len(part) >= PART))
    words = {spelling for text in named for spelling in _spelt(text).split(" ")}
    words.update(_local(letters(number)) for number in numbers)
    return Tokens(
        frozenset(words - {""}), frozenset({letters(m) for m in members} - {""}), frozenset((numbers | members) - {""})
    )


def _local(number: str) -> str:
    return number[-LOCAL:] if number.isdecimal() else number


def _component(elements: Elements, index: int, place: int) -> str:
    return elements[index][place] if index < len(elements) and place < len(elements[index]) else ""


def _of_tif(elements: Elements, names: set[str], numbers: set[str], members: set[str]) -> None:
    names.add(_component(elements, 1, 0))
    for index in range(2, len(elements)):
        names.add(elements[index][0])


def _of_fti(elements: Elements, names: set[str], numbers: set[str], members: set[str]) -> None:
    members.update(_component(elements, index, 1) for index in range(1, len(elements)))


def _of_fop(elements: Elements, names: set[str], numbers: set[str], members: set[str]) -> None:
    numbers.update(_component(elements, index, 4) for index in range(1, len(elements)))


def _of_add(elements: Elements, names: set[str], numbers: set[str], members: set[str]) -> None:
    numbers.update(_component(elements, index, 7) for index in range(2, len(elements)))


def _of_ift(elements: Elements, names: set[str], numbers: set[str], members: set[str]) -> None:
    for element in elements[2:]:
        for text in element:
            if "CTC" in text and (found := contact(text, 0, 0)):
                numbers.update((found.text, text.rpartition(" ")[2]))


def _of_ssr(elements: Elements, names: set[str], numbers: set[str], members: set[str]) -> None:
    """DOCS: /type/issuer/number/nationality/birth/sex/expiry/surname/given/second. DOCO: place/type/number/…"""
    code, text = _component(elements, 1, 0), _component(elements, 1, 8)
    if not text:
        return
    if code == "DOCS":
        fields = text.split("/")
        names.update(fields[8:11])
        numbers.update(fields[3:4])
    elif code == "DOCO":
        numbers.update(text.removeprefix("/").split("/")[2:3])
    elif code == "INFT":  # surname/given and a day of birth, of somebody who often has no TIF
        names.update(name.strip() for name in _FIGURE.split(text, 1)[0].split("/"))
    elif code[:3] == "CTC":
        numbers.add(text)
    elif code[:3] == "FQT":
        members.add(text.partition(" ")[2].split("-")[0] or text[2:].split("-")[0])


_READ = {"TIF": _of_tif, "FTI": _of_fti, "FOP": _of_fop, "ADD": _of_add, "IFT": _of_ift, "SSR": _of_ssr}


# -- the sweep -------------------------------------------------------------------------------------------------------


def _swept(tag: str, elements: Elements, tokens: Tokens, wanted: frozenset[int]) -> Elements | None:
    """The elements without their words, where these name somebody; None where they do not."""
    if tag == "SSR" and (len(elements) < 2 or len(elements[1]) <= WORDS["SSR"][1]):
        return None
    words = [
        text for index, element in enumerate(elements) for place, text in enumerate(element)
        if text and _wordy(tag, index, place)
    ]  # fmt: skip
    said = _spelt("".join(words))
    if not said or not any(token in said for token in _against(tag, elements, tokens, wanted)):
        return None
    return [
        ["" if _wordy(tag, index, place) else text for place, text in enumerate(element)]
        for index, element in enumerate(elements)
    ]


def _against(tag: str, elements: Elements, tokens: Tokens, wanted: frozenset[int]) -> frozenset[str]:
    if _its_own(tag, elements, wanted) or not tokens.memberships:
        return tokens.words
    return tokens.words | tokens.memberships


def _its_own(tag: str, elements: Elements, wanted: frozenset[int]) -> bool:
    """Whether this is the place of a number that is not masked: a membership, a card."""
    if tag == "FOP":
        return PAYMENT not in wanted
    if tag == "FTI" or (tag == "SSR" and _component(elements, 1, 0)[:3] == "FQT"):
        return FREQUENT_FLYER not in wanted
    return False


def _wordy(tag: str, index: int, place: int) -> bool:
    """Whether a sender may write words at a place; of SSR only in its first element, the others are seats."""
    first = WORDS.get(tag)
    if index == 0 or first is None:
        return index > 0 and tag not in _placed()
    return index == first[0] and place >= first[1] if tag == "SSR" else index >= first[0]


def _numbers_out(
    segments: list[Segment], hidden: dict[int, Elements], numbers: frozenset[str], wanted: frozenset[int]
) -> int:
    """Blanks places without words that hold a number of somebody and nothing else; how many segments had one."""
    if not _may_stand(numbers, segments, wanted):
        return 0
    others = [(n, s, s.elements) for n, s in enumerate(segments) if not _its_own(s.tag, s.elements, wanted)]
    count = 0
    for n, segment, elements in others:
        if not numbers.isdisjoint(chain.from_iterable(elements)):
            hidden.setdefault(segment.number, elements)
            new = [["" if text in numbers else text for text in element] for element in elements]
            segments[n] = Segment(segment.number, segment.offset, new)
            count += 1
    return count


def _may_stand(numbers: frozenset[str], segments: Iterable[Segment], wanted: frozenset[int]) -> bool:
    """Whether a part of a number stands anywhere in the text as sent: a look that cuts no segment into elements.

    Letters and figures in a row are never released, so the longest of them stand in the text as they are.
    """
    own = {tag for tag in ("FOP", "FTI") if _its_own(tag, [[tag]], wanted)}
    text = "\n".join([_raw(segment) for segment in segments if segment.tag not in own])
    return any(max(_ROW.findall(number), key=len, default=number) in text for number in numbers)


def _raw(segment: Segment) -> str:
    return segment.text or "\n".join(chain.from_iterable(segment.elements))


_ROW = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"\d")
