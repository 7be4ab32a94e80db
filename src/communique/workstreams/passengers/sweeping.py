"""Where does a record still name somebody, once what names people by place is taken out?

Words are where a sender may write freely; those of segments that follow one another are looked through as one text,
because a sender breaks a line where it is full. Codes are looked at one by one, and numbers wherever they stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from communique.workstreams.passengers.edifact.segments import Segment
from communique.workstreams.passengers.naming import Elements, Tokens, component, letters, spelt
from communique.workstreams.passengers.parsing.elements import rows

FREQUENT_FLYER, PAYMENT = 5, 8  # of the nineteen

#: Tag -> first element and, in it, first component where a sender may write words. A segment that belongs to no element
#: of the nineteen may be all words.
WORDS: Mapping[str, tuple[int, int]] = {"IFT": (2, 0), "LTS": (1, 0), "SSR": (1, 8), "ADD": (1, 0)}
#: Tags whose codes some senders replace by a name: each component is looked at by itself.
CODED = frozenset({"ABI", "ORG"})


def sweeps(
    segments: list[Segment], left: Mapping[int, Elements], tokens: Tokens, wanted: frozenset[int]
) -> Iterator[tuple[int, Elements]]:
    """Places of the segments that name somebody in words, with their elements without these.

    left  place -> what the masking by place left of a segment that it took something from
    """
    silent = wordless()
    places = [place for place, segment in enumerate(segments) if segment.tag not in silent]
    rest = [left[place] if place in left else segments[place].elements for place in places]
    words = ["".join(_words(segments[place].tag, new)) for place, new in zip(places, rest, strict=True)]
    named = _naming(places, words, tokens.words)
    members = _with_members(words, tokens.memberships)
    for place, new, text in zip(places, rest, words, strict=True):
        tag = segments[place].tag
        if place in named or (members and text and not its_own(tag, new, wanted) and _holds(text, tokens.memberships)):
            yield place, _without_words(tag, new)
    yield from _coded(segments, left, tokens.words)


def _naming(places: list[int], texts: list[str], tokens: frozenset[str]) -> set[int]:
    """The places whose text holds a token, or a part of one that begins or ends in the text before or behind."""
    found: set[int] = set()
    for spelling in spelt(_lines(texts)).split(" "):
        plain = spelling.replace("\n", "")
        if standing := [token for token in tokens if token in plain]:
            said, owner = _joined(places, spelling.split("\n"))
            for token in standing:
                at = said.find(token)
                while at >= 0:
                    found.update(places[owner[at] : owner[at + len(token) - 1] + 1])
                    at = said.find(token, at + 1)
    return found


def _lines(texts: list[str]) -> str:
    """A line each of the texts."""
    together = "\n".join(texts)
    return together if together.count("\n") < len(texts) else "\n".join([text.replace("\n", " ") for text in texts])


def _joined(places: list[int], texts: list[str]) -> tuple[str, list[int]]:
    """The texts as one, those of neighbours without anything between them, and of each letter which text has it."""
    said, owner, last = "", list[int](), -1
    for number, (place, text) in enumerate(zip(places, texts, strict=True)):
        if place != last + 1:
            text = " " + text  # which no token has
        said += text
        owner += [number] * len(text)
        last = place
    return said, owner


def _with_members(texts: list[str], tokens: frozenset[str]) -> bool:
    """Whether a membership may stand in any of the texts."""
    return bool(tokens) and _holds("".join(texts), tokens)


def _holds(text: str, tokens: frozenset[str]) -> bool:
    said = letters(text)
    return any(token in said for token in tokens)


def _coded(
    segments: list[Segment], left: Mapping[int, Elements], tokens: frozenset[str]
) -> Iterator[tuple[int, Elements]]:
    """Places of the segments of codes that name somebody, with their elements without the components that do."""
    places = [place for place, segment in enumerate(segments) if segment.tag in CODED]
    rest = [left[place] if place in left else segments[place].elements for place in places]
    together = spelt(_lines(["".join(chain.from_iterable(elements[1:])) for elements in rest]))
    if any(token in together for token in tokens):
        for place, elements in zip(places, rest, strict=True):
            new = [elements[0], *(["" if text and _named(text, tokens) else text for text in e] for e in elements[1:])]
            if new != elements:
                yield place, new


def _named(text: str, tokens: frozenset[str]) -> bool:
    return any(token in said for said in spelt(text).split(" ") for token in tokens)


# -- where words stand -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _placed() -> frozenset[str]:
    """Tags that belong to an element, or hold nothing."""
    return frozenset({row["tag"] for row in rows("element_places.csv")} | {"SRC", "MSG"})


@lru_cache(maxsize=1)
def wordless() -> frozenset[str]:
    """Tags of segments in which no sender may write words."""
    return _placed() - set(WORDS)


def wordy(tag: str, index: int, place: int) -> bool:
    """Whether a sender may write words at a place; of SSR only in its first element, the others are seats."""
    first = WORDS.get(tag)
    if index == 0 or first is None:
        return index > 0 and tag not in _placed()
    return index == first[0] and place >= first[1] if tag == "SSR" else index >= first[0]


def _words(tag: str, elements: Elements) -> list[str]:
    """What stands where a sender may write words, of a segment that may have any."""
    first, component = WORDS.get(tag, (1, 0))
    if tag == "SSR":
        return elements[first][component:] if len(elements) > first else []
    return list(chain.from_iterable(elements[first:]))


def _without_words(tag: str, elements: Elements) -> Elements:
    return [
        ["" if wordy(tag, index, place) else text for place, text in enumerate(element)]
        for index, element in enumerate(elements)
    ]


def its_own(tag: str, elements: Elements, wanted: frozenset[int]) -> bool:
    """Whether this is the place of a number that is not masked: a membership, a card."""
    if tag == "FOP":
        return PAYMENT not in wanted
    if tag == "FTI" or (tag == "SSR" and component(elements, 1, 0)[:3] == "FQT"):
        return FREQUENT_FLYER not in wanted
    return False


# -- numbers ---------------------------------------------------------------------------------------------------------


def numbers_out(
    segments: list[Segment], hidden: dict[int, Elements], numbers: frozenset[str], wanted: frozenset[int]
) -> int:
    """Blanks places without words that hold a number of somebody and nothing else; how many segments had one."""
    if not _may_stand(numbers, segments, wanted):
        return 0
    others = [(n, s, s.elements) for n, s in enumerate(segments) if not its_own(s.tag, s.elements, wanted)]
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
    own = _own_tags(wanted)
    looked = [s for s in segments if s.tag not in own]
    made = chain.from_iterable([s.elements for s in looked if not s.text])
    text = "\n".join([*[s.text for s in looked], *chain.from_iterable(made)])
    return any((n if n.isalnum() else max(_ROW.findall(n), key=len, default=n)) in text for n in numbers)


@lru_cache(maxsize=1 << 12)
def _own_tags(wanted: frozenset[int]) -> frozenset[str]:
    return frozenset(tag for tag in ("FOP", "FTI") if its_own(tag, [[tag]], wanted))


_ROW = re.compile(r"[^\W_]+")
