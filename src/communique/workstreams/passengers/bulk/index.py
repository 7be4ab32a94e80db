"""Where does each value of many segments begin and end? Found for all of them at once.

Bytes are compared with the separators as one array, so no character, segment or value costs a step of the interpreter.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from communique.workstreams.passengers.edifact.separators import Separators

Ints = NDArray[np.int32]

COMPONENT, ELEMENT, SEGMENT = 1, 2, 3
#: Ends a segment here, whatever its terminator was: no segment holds a line break once it is cut.
LINE = "\n"


class Index(NamedTuple):
    """Every value of some segments, the empty ones too, in the order in which they were sent.

    row        the segment's position among those that were asked for
    element    the tag is 0
    component  the first is 0
    text       release characters undone
    filled     whether the text is not empty
    """

    row: Ints
    element: Ints
    component: Ints
    text: pl.Series
    filled: NDArray[np.bool_]


def index(texts: list[str], separators: Separators) -> Index:
    """The values of segments given as text without their terminators."""
    sent = bytearray((LINE.join(texts) + LINE).encode())
    raw, ends_what = (np.frombuffer(found, np.uint8) for found in (sent, sent.translate(_ends(separators))))
    raw, ends_what = _released(raw, ends_what, separators)
    ends = np.flatnonzero(ends_what != 0)
    begins = np.concatenate(([0], ends[:-1] + 1))
    after = np.concatenate(([SEGMENT], ends_what[ends[:-1]]))  # what stands before each value
    of_element, of_segment = np.flatnonzero(after >= ELEMENT), np.flatnonzero(after == SEGMENT)
    elements = np.arange(len(of_element), dtype=np.int32)
    first = np.searchsorted(of_element, of_segment)
    sizes = np.diff(np.append(of_element, len(ends)))
    row_of_element = np.repeat(np.arange(len(of_segment), dtype=np.int32), np.diff(np.append(first, len(elements))))
    return Index(
        row=np.repeat(row_of_element, sizes),
        element=np.repeat(elements - first[row_of_element].astype(np.int32), sizes),
        component=np.arange(len(ends), dtype=np.int32) - np.repeat(of_element, sizes).astype(np.int32),
        text=_cut(raw, ends),
        filled=ends > begins,
    )


@cache
def _ends(separators: Separators) -> bytes:
    """What each byte ends."""
    found = bytearray(256)
    found[ord(separators.component)], found[ord(separators.element)] = COMPONENT, ELEMENT
    found[ord(LINE)] = SEGMENT
    return bytes(found)


def _released(
    raw: NDArray[np.uint8], ends: NDArray[np.uint8], separators: Separators
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The bytes without their release characters; a byte that one stood before ends nothing."""
    at = np.flatnonzero(raw == ord(separators.release)) if separators.release != " " else np.zeros(0, np.intp)
    if not len(at):
        return raw, ends
    runs = np.flatnonzero(np.append(True, np.diff(at) != 1))
    in_run = np.arange(len(at)) - np.repeat(runs, np.diff(np.append(runs, len(at))))
    releasing = at[in_run % 2 == 0]  # of a run, every second one is itself released
    released = releasing[raw[releasing + 1] != ord(LINE)] + 1
    ends[released] = 0
    kept = np.ones(len(raw), np.bool_)
    kept[releasing] = False
    return raw[kept], ends[kept]


def _cut(raw: NDArray[np.uint8], ends: NDArray[np.intp]) -> pl.Series:
    """The texts between the ends."""
    lines = raw.copy()
    lines[ends] = ord(LINE)
    whole = pl.Series([lines[:-1].tobytes()], dtype=pl.Binary).cast(pl.String)
    return whole.str.split(LINE).explode()
