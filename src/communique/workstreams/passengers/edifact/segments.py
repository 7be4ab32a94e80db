"""What is a segment, where does a value stand in it, and what is a fault of it?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from operator import sub
from typing import NamedTuple

from communique.workstreams.passengers.edifact.separators import COMPONENT


class Pointer(NamedTuple):
    """Where a value stands: segment in its message (UNH is 1), element (the tag is 0), component (the first is 0)."""

    segment: int
    element: int
    component: int


class Segment:
    """One segment as sent. `elements[0]` is `[tag]`; each element is a list of components, release characters undone.

    Its text is cut into elements when they are first asked for: much of a message nobody asks for. Elements are read
    only: `parsing.changing` gives a record with others.

    number  in its message, UNH being 1; 0 outside a message
    offset  byte of the file at which it begins
    text    as sent, without its terminator and what is lost; "" where it was made of elements and not read
    lost    what was glued to its end and begins as another segment does: as sent, no part of its elements, and not
            read; each begins with its tag
    """

    __slots__ = ("_cut", "_elements", "lost", "number", "offset", "tag", "text")

    def __init__(
        self,
        number: int,
        offset: int,
        elements: list[list[str]] | None,
        text: str = "",
        cut: Callable[[str], list[list[str]]] | None = None,
        lost: tuple[str, ...] = (),
    ) -> None:
        self.number = number
        self.offset = offset
        self.tag = text[:3] if elements is None else elements[0][0]
        self._elements = elements
        self.text = text
        self._cut = cut
        self.lost = lost

    @property
    def elements(self) -> list[list[str]]:
        found = self._elements
        if found is None:
            found = self._elements = self._cut(self.text) if self._cut else [[self.text]]
        return found

    @property
    def parts(self) -> list[str]:
        """Its tag and its elements, whose components COMPONENT separates."""
        return [self.tag, *map(COMPONENT.join, self.elements[1:])]

    # one segment is a piece of a record as a run of them is

    @property
    def numbers(self) -> tuple[int]:
        return (self.number,)

    @property
    def texts(self) -> tuple[str]:
        return (self.text,)

    def segments(self) -> Iterator[Segment]:
        yield self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Segment):
            return NotImplemented
        return (self.number, self.offset, self.elements) == (other.number, other.offset, other.elements)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Segment({self.number}, {self.offset}, {self.tag})"  # its content may be personal


class Run(NamedTuple):
    """Segments of a record that follow one another as sent, none of them made yet: their form is sound.

    number  of the first one in its message; 0 where they stand outside
    ends    byte of the file at which each one's terminator stands
    """

    number: int
    ends: list[int]
    texts: list[str]
    cut: Callable[[str], list[list[str]]]

    def part(self, begin: int, end: int) -> Run:
        """The segments from one place to another."""
        return Run(self.number and self.number + begin, self.ends[begin:end], self.texts[begin:end], self.cut)

    @property
    def numbers(self) -> Iterable[int]:
        """Of each of them, in its message."""
        return range(self.number, self.number + len(self.texts)) if self.number else repeat(0, len(self.texts))

    def segments(self) -> Iterator[Segment]:
        """Each of them, made as it is taken."""
        texts = self.texts
        offsets = map(sub, self.ends, map(len, texts))
        return map(Segment, self.numbers, offsets, repeat(None), texts, repeat(self.cut))


class Diagnostic(NamedTuple):
    """A fault of what was sent. `excerpt` shows its form, never its content.

    severity  "error" (something could not be read), "warning" (read, but wrong), "note" (an accepted departure)
    segment   number in its message; 0 outside a message
    offset    byte of the file
    """

    code: str
    severity: str
    segment: int
    offset: int
    excerpt: str
    message: int  # which message of the file, from 1; 0 outside
