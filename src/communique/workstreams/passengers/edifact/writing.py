"""How is a segment written, whatever separates?"""

from __future__ import annotations

from collections.abc import Iterable

from communique.errors import CommuniqueError
from communique.workstreams.passengers.edifact.separators import DEFAULT, Separators


class WritingError(CommuniqueError):
    """A value that cannot be written with the separators that were asked for."""


def write(segments: Iterable[list[list[str]]], separators: Separators = DEFAULT, *, newline: str = "") -> str:
    """The text of segments given as lists of components; each separator inside a value is released.

    newline  written after each terminator; a reader ignores it

    Raises WritingError for a separator or a line break inside a value that cannot be released.
    """
    return "".join(_segment(elements, separators) + newline for elements in segments)


def _segment(elements: list[list[str]], separators: Separators) -> str:
    text = separators.element.join(
        separators.component.join(_released(component, separators) for component in element) for element in elements
    )
    return text + separators.terminator


def _released(text: str, separators: Separators) -> str:
    if "\n" in text or "\r" in text:
        raise WritingError("a line break inside a value would be read as damage")
    release = separators.release
    special = [separators.element, separators.component, separators.terminator]
    if separators.repetition != " ":
        special.append(separators.repetition)  # nothing of PNRGOV repeats, but a reader may look for it
    if release == " ":
        if any(character in text for character in special):
            raise WritingError(f"{text!r} holds a separator and there is no release character")
        return text
    for character in (release, *special):
        if character in text:
            text = text.replace(character, release + character)
    return text
