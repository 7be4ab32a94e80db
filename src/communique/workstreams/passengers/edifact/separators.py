"""Which characters separate? The service string advice (UNA), or what UNB shows where that is damaged."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from communique.errors import CommuniqueError

# Marks in a text while it is cut: halves of a surrogate pair come out of no decoder.
_ESCAPED = "\ud800\ud801\ud802\ud803\ud804"
#: What separates in a text whose release characters are undone.
ELEMENT, COMPONENT = "\ud805", "\ud806"
_SEGMENT = "\ud807"


class Separators(NamedTuple):
    """The six characters of UNA, in its order. `repetition` is a space where it is not used."""

    component: str
    element: str
    decimal: str
    release: str
    repetition: str
    terminator: str

    @property
    def una(self) -> str:
        """The six characters as they are written after UNA."""
        return "".join(self)

    @property
    def releasing(self) -> str:
        """The release character; one that no text has where a space says that none is used."""
        return _ESCAPED[0] if self.release == " " else self.release


Cut = Callable[[str], list[list[str]]]


class Parted(NamedTuple):
    """Segments cut into elements and no further: the tag, then elements whose components `component` separates."""

    segments: list[list[str]]
    component: str


def parted(texts: list[str], separators: Separators) -> Parted:
    """Segments given as text, cut into their elements, release characters undone."""
    if separators.releasing in "".join(texts):
        settled = _settled(_SEGMENT.join(texts), separators)
        return Parted([text.split(ELEMENT) for text in settled.split(_SEGMENT)], COMPONENT)
    element = separators.element
    return Parted([text.split(element) for text in texts], separators.component)


@cache
def cutter(separators: Separators) -> Cut:
    """A function from a segment's text to its elements and components, release characters undone."""
    element, component, release = separators.element, separators.component, separators.releasing

    def cut(text: str) -> list[list[str]]:
        if release in text:
            return [part.split(COMPONENT) for part in _settled(text, separators).split(ELEMENT)]
        return [part.split(component) for part in text.split(element)]

    return cut


def _settled(text: str, separators: Separators) -> str:
    """A text without release characters, in which only ELEMENT and COMPONENT separate.

    A release character escapes exactly the next character: the run before a separator decides by its parity.
    """
    release, element, component = separators.releasing, separators.element, separators.component
    escaped = (release, element, component, separators.terminator)
    for character, mark in zip(escaped, _ESCAPED[1:], strict=True):
        text = text.replace(release + character, mark)
    text = text.replace(release, "").replace(element, ELEMENT).replace(component, COMPONENT)
    return text.translate(dict(zip(map(ord, _ESCAPED[1:]), escaped, strict=True)))


#: What holds without UNA: ISO 9735.
DEFAULT = Separators(":", "+", ".", "?", " ", "'")

BLANK = " \t\r\n"
#: UNB, an element separator, a syntax identifier (IATA, UNOA …), a component separator, its version.
_UNB = re.compile(r"UNB(?P<element>[^\w\s])(?:IATA|IATB|UNO[A-Z])(?P<component>[^\w\s])\d")
_AFTER_UNB = re.compile(r"(?P<terminator>[^\w\s])\s*(?:UNG|UNH)(?P<element>[^\w\s])")


def advised(text: str) -> Separators | None:
    """The separators of a text that begins with UNA; None where its six characters cannot be meant."""
    found = Separators(*text[3:9]) if len(text) >= 9 else None
    if found is None or not text[9:].lstrip(BLANK).startswith("UNB"):
        return None
    return found if _possible(found) else None


def earlier(text: str) -> Separators | None:
    """The separators of the last UNA in a text, wherever it stands; None where there is none that can be meant."""
    at = text.rfind("UNA")
    found = Separators(*text[at + 3 : at + 9]) if 0 <= at <= len(text) - 9 else None
    return found if found and _possible(found) else None


def _possible(found: Separators) -> bool:
    roles = {found.component, found.element, found.release, found.terminator}
    plain = not any(c.isalnum() or not c.isascii() or c in "\t\r\n" for c in found)
    return plain and len(roles) == 4 and " " not in {found.component, found.element, found.terminator}


def inferred(text: str) -> Separators | None:
    """The separators that a text shows from UNB to the first UNG or UNH; None where it has no UNB.

    What UNB cannot show (release, decimal mark, repetition) is taken from the characters of a damaged UNA before it,
    else from the standard's own set.
    """
    unb = _UNB.search(text)
    if unb is None:
        return None
    after = _AFTER_UNB.search(text, unb.end())
    advice = text[text.find("UNA") + 3 : unb.start()] if 0 <= text.find("UNA") < unb.start() else ""
    terminator = after["terminator"] if after and after["terminator"].isascii() else DEFAULT.terminator
    release = "\\" if "\\" in advice else DEFAULT.release
    repetition = "*" if "*" in advice else DEFAULT.repetition
    return Separators(unb["component"], unb["element"], DEFAULT.decimal, release, repetition, terminator)


class SeparatorError(CommuniqueError):
    """Six characters that cannot separate."""


def given(una: str) -> Separators:
    """The separators that six characters name in the order of UNA. Raises SeparatorError where they cannot separate."""
    found = Separators(*una) if len(una) == len(DEFAULT) else None
    if found is None or not _possible(found):
        raise SeparatorError(f"{una!r} is not six separators in the order of UNA, such as {DEFAULT.una!r}")
    return found
