"""What names somebody in a record: which names, numbers of documents, addresses and telephones does it hold?

Tokens are compared by their letters and figures alone: without case, accents, apostrophes, spaces and other signs. A
name is looked for as passports spell it too (MÜLLER as MUELLER), and a number by its last figures, because a telephone
is written with and without what leads to its country and area.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from communique.workstreams.passengers.parsing.notes import contact
from communique.workstreams.passengers.parsing.people import untitled
from communique.workstreams.passengers.records import Pnr

Elements = list[list[str]]

PART = 3  # letters of a part of a name that is a token by itself: shorter parts (DE, LA) stand in most words
STREET = 6  # letters of a street that is a token without its house number
AIRPORT, OFFICE = 3, 5  # letters of the codes of a place and of an office in it
LOCAL = 7  # figures of a telephone in North America without country and area code
TEXT = 8  # the component of an SSR's text


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


def tokens_of(pnr: Pnr) -> Tokens:
    """Everything in the record that names somebody, in whatever group it stands."""
    names: set[str] = set()
    numbers: set[str] = set()
    members: set[str] = set()
    for segment in pnr.segments:
        if segment.tag in _READ:
            _READ[segment.tag](segment.elements, names, numbers, members)
    names.update([untitled(name)[0] for name in names])
    words: set[str] = set()
    for name in names:
        _spell(name, words)
        if not name.isalnum():
            for part in name.replace("-", " ").split():
                if len(part) >= PART:
                    _spell(part, words)
    words.update([_local(letters(number)) for number in numbers])
    return Tokens(
        frozenset(words - {""}), frozenset({letters(m) for m in members} - {""}), frozenset((numbers | members) - {""})
    )


def _spell(text: str, words: set[str]) -> None:
    if text.isascii():
        words.add(letters(text))
    else:
        words.update(spelt(text).split(" "))


def _local(number: str) -> str:
    return number[-LOCAL:] if number.isdecimal() else number


# -- spelling --------------------------------------------------------------------------------------------------------


def letters(text: str) -> str:
    """The letters and figures of a text, and its ends of lines, without case and accents."""
    if text.isascii() and text.isalnum():
        return text.upper()
    try:
        sent = text.encode("latin-1")
    except UnicodeEncodeError:
        return _letters(text)
    if not text.isascii() and _several().search(sent):
        return _letters(text)
    return sent.translate(*_one_by_one()).decode("ascii")


def spelt(text: str) -> str:
    """The letters of a text; after a space, which no token has, those of its other spelling where there is one."""
    if text.isascii() or not _OTHERWISE.search(text):
        return letters(text)
    return f"{letters(text)} {letters(unicodedata.normalize('NFC', text).casefold().translate(_AS_IN_PASSPORTS))}"


def _letters(text: str) -> str:
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(_UNACCENTED)
    return _SIGNS.sub("", text).upper()


@cache
def _one_by_one() -> tuple[bytes, bytes]:
    """The one letter that each character of ISO 8859-1 is, and the characters that are none, as a translation."""
    said = [_letters(chr(code)) for code in range(LATIN)]
    single = bytes(ord(one) if len(one) == 1 and one.isascii() else 0 for one in said)
    return single, bytes(code for code, one in enumerate(said) if not one)


@cache
def _several() -> re.Pattern[bytes]:
    """Finds a character of ISO 8859-1 that is more than one plain letter, such as Æ."""
    said = [(code, _letters(chr(code))) for code in range(LATIN)]
    return re.compile(b"[" + bytes(code for code, one in said if len(one) > 1 or not one.isascii()) + b"]")


LATIN = 256  # characters of ISO 8859-1
_ACCENTS = re.compile("[\u0300-\u036f]")
#: Every sign but the end of a line, which stands between segments where several are looked through at once.
_SIGNS = re.compile(r"(?:[^\w\n]|_)+")
#: Letters that have no accent to take off, and letters that the machine-readable line of a passport spells with two.
_UNACCENTED = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
_AS_IN_PASSPORTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
#: A character by which the other spelling may differ: outside ISO 8859-1 it may be part of such a letter.
_OTHERWISE = re.compile("[äöüøåÄÖÜØÅ\u0100-\U0010ffff]")


# -- by tag ----------------------------------------------------------------------------------------------------------


def component(elements: Elements, index: int, place: int) -> str:
    """A component, "" where the sender left it out."""
    return elements[index][place] if index < len(elements) and place < len(elements[index]) else ""


def _of_tif(elements: Elements, names: set[str], numbers: set[str], members: set[str]) -> None:
    names.update([element[0] for element in elements[1:] if element])


def _of_fti(elements: Elements, names: set[str], numbers: set[str], members: set[str]) -> None:
    members.update([element[1] for element in elements[1:] if len(element) > 1])


def _of_fop(elements: Elements, names: set[str], numbers: set[str], members: set[str]) -> None:
    numbers.update([element[4] for element in elements[1:] if len(element) > 4])


def _of_add(elements: Elements, names: set[str], numbers: set[str], members: set[str]) -> None:
    for index in range(2, len(elements)):
        numbers.add(component(elements, index, 7))
        names.update(_streets(component(elements, index, 1)))


@lru_cache(maxsize=1 << 10)
def _streets(text: str) -> tuple[str, ...]:
    """A street as sent and, where enough is left, without its house number, which may stand before or behind it."""
    plain = _FIGURES.sub("", letters(text))
    return (plain,) if len(plain) >= STREET else (text,) if len(letters(text)) >= STREET else ()


def _of_org(elements: Elements, names: set[str], numbers: set[str], members: set[str]) -> None:
    names.update(filter(_agent, elements[7] if len(elements) > 7 else ()))


def _of_abi(elements: Elements, names: set[str], numbers: set[str], members: set[str]) -> None:
    names.update([text for element in elements[1:] for text in element if len(text) > OFFICE and _agent(text)])


def _agent(text: str) -> bool:
    """Whether a component that should be a code may be somebody's name: letters alone, and more than a place has."""
    said = letters(text)
    return len(said) > AIRPORT and said.isalpha()


def _of_ift(elements: Elements, names: set[str], numbers: set[str], members: set[str]) -> None:
    for element in elements[2:]:
        for text in element:
            if "CTC" in text and (found := contact(text, 0, 0)):
                numbers.update((found.text, text.rpartition(" ")[2]))


def _of_ssr(elements: Elements, names: set[str], numbers: set[str], members: set[str]) -> None:
    """DOCS: /type/issuer/number/nationality/birth/sex/expiry/surname/given/second. DOCO: place/type/number/…"""
    said: list[str] = elements[1] if len(elements) > 1 else []
    if len(said) <= TEXT or not said[TEXT]:
        return
    code, text = said[0], said[TEXT]
    if code == "DOCS":
        fields = text.split("/")
        names.update(fields[8:11])
        numbers.update(fields[3:4])
    elif code == "DOCO":
        numbers.update(text.removeprefix("/").split("/")[2:3])
    elif code == "INFT":  # surname/given and a day of birth, of somebody who often has no TIF
        names.update([name.strip() for name in _FIGURE.split(text, maxsplit=1)[0].split("/")])
    elif code[:3] == "CTC":
        numbers.add(text)
    elif code[:3] == "FQT":
        members.add(text.partition(" ")[2].split("-")[0] or text[2:].split("-")[0])


_READ: dict[str, Callable[[Elements, set[str], set[str], set[str]], None]] = {
    "TIF": _of_tif, "FTI": _of_fti, "FOP": _of_fop, "ADD": _of_add, "IFT": _of_ift, "SSR": _of_ssr, "ORG": _of_org,
    "ABI": _of_abi,
}  # fmt: skip
_FIGURE, _FIGURES = re.compile(r"\d"), re.compile(r"\d+")
