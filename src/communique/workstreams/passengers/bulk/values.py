"""Which value belongs to which of the 19 elements, and which day, time or number is it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from communique.workstreams.passengers.bulk.groups import KINDS, LOST, OPERATING, Kind, kinds
from communique.workstreams.passengers.bulk.index import Index, Ints
from communique.workstreams.passengers.parsing.elements import element_fields, places, rows, span
from communique.workstreams.passengers.parsing.times import hour, moment

#: Elements and components beyond are of the same place as the last one.
_WIDE = 12
_MOST = 3  # places of one value: two elements, and the history
_NUMBER = r"^[0-9]{1,18}(?:\.[0-9]+)?$"
_TYPES = ("text", "day", "clock", "number", "type or day", "day or clock")
_TEXT, _DAY, _CLOCK, _DECIMAL, _TYPE_OR_DAY, _DAY_OR_CLOCK = range(len(_TYPES))


class Said(NamedTuple):
    """The kind of each segment, by number in `kinds`."""

    number: Ints
    kinds: list[Kind]


def said(texts: Sequence[str], found: Index, openings: Mapping[int, Sequence[str]]) -> Said:
    """What each segment of some whole records is.

    openings  segment -> tags of the segments that were lost behind it and open a group
    """
    symbols = [text[:3] for text in texts]
    for row in _operating(symbols, found):
        symbols[row] = OPERATING
    for row, lost in openings.items():
        symbols[row] = LOST.join((symbols[row], *lost))
    number = np.array(kinds(symbols), np.int32)
    words, names = _words(number, found)
    wide = len(names)
    pairs = number * wide + words
    used = np.flatnonzero(np.bincount(pairs, minlength=1))
    compact = np.zeros(int(used[-1]) + 1, np.int32)
    compact[used] = np.arange(len(used))
    return Said(compact[pairs], [_kind(KINDS[pair // wide], names[pair % wide]) for pair in used.tolist()])


def _kind(kind: Kind, word: str) -> Kind:
    return kind._replace(said=word) if word else kind


def _operating(tags: list[str], found: Index) -> list[int]:
    """The TVL whose date and places are empty."""
    told = np.zeros(len(tags), np.bool_)
    told[found.row[found.filled & (found.element >= 1) & (found.element <= 3)]] = True
    return [row for row in np.flatnonzero(~told).tolist() if tags[row] == "TVL"]


def _words(number: Ints, found: Index) -> tuple[Ints, list[str]]:
    """What SSR, DAT and IFT say that decides about their elements, as numbers and their names; 0 for nothing."""
    saying = np.array([_SAYS.get(kind.tag, -1) for kind in KINDS], np.int32)[number]
    first = np.flatnonzero((found.element == 1) & (found.component <= max(_SAYS.values())))
    at = first[saying[found.row[first]] == found.component[first]]
    numbers = {"": 0}
    words = np.zeros(len(number), np.int32)
    words[found.row[at]] = [numbers.setdefault(word, len(numbers)) for word in found.text.gather(at).to_list()]
    return words, list(numbers)


_SAYS = {"SSR": 0, "DAT": 0, "IFT": 1}  # the component of the first element that says it


# --- elements


class Placed(NamedTuple):
    """Values (positions in the index) and the place of each in `element_fields`, ordered as they were sent."""

    value: NDArray[np.intp]
    place: NDArray[np.int16]


class Cells(NamedTuple):
    """Values that are not empty (positions in the index), and the cell of each in a grid for every kind of segment."""

    value: NDArray[np.intp]
    cell: Ints


def cells(found: Index, segments: Said) -> Cells:
    """The values of some segments, tags left out."""
    at = np.flatnonzero(found.filled & (found.element > 0))
    element, component = (np.minimum(place[at], _WIDE - 1) for place in (found.element, found.component))
    return Cells(at, (segments.number[found.row[at]] * _WIDE + element) * _WIDE + component)


def placed(filled: Cells, segments: Said) -> Placed:
    """The values of the 19 elements; one that belongs to two comes twice, in the history once more."""
    grids = np.stack([_grid(*kind) for kind in segments.kinds])
    places = grids.reshape(-1, _MOST)[filled.cell]
    value, which = np.nonzero(places >= 0)
    return Placed(filled.value[value], places[value, which])


@lru_cache(maxsize=1 << 12)
def _grid(tag: str, group: str, word: str) -> NDArray[np.int16]:
    """Places by element and component of a segment; -1 for none."""
    grid = np.full((_WIDE, _WIDE, _MOST), -1, np.int16)
    for place in places(tag, group, word):
        number = element_fields().index((place.element, place.field))
        for element in span(place.elements, _WIDE):
            for component in span(place.components or "0-", _WIDE):
                cell = grid[element, component]
                cell[np.argmax(cell < 0)] = number
    return grid


# --- days, times and numbers


class Typed(NamedTuple):
    """The day (since 1970), the time of day (in nanoseconds) and the number that each value of an index is.

    NO_DAY, NO_CLOCK and not-a-number where it is none.
    """

    day: NDArray[np.int32]
    clock: NDArray[np.int64]
    number: NDArray[np.float64]


NO_DAY, NO_CLOCK = int(np.iinfo(np.int32).min), -1
NANOSECONDS = 1_000_000_000  # of a second
_EPOCH = date(1970, 1, 1).toordinal()


def typed(found: Index, filled: Cells, segments: Said) -> Typed:
    """What the values that are no text mean."""
    grids = np.stack([_types(kind.tag) for kind in segments.kinds])
    types = np.zeros(len(found.row), np.uint8)
    types[filled.value] = grids.reshape(-1)[filled.cell]
    _settle(types, found)
    meant = Typed(
        np.full(len(types), NO_DAY, np.int32), np.full(len(types), NO_CLOCK, np.int64), np.full(len(types), np.nan)
    )
    for column, kind, read in ((meant.day, _DAY, _day), (meant.clock, _CLOCK, _clock)):
        at = np.flatnonzero(types == kind)
        column[at] = [read(text) for text in found.text.gather(at).to_list()]
    at = np.flatnonzero(types == _DECIMAL)
    texts = found.text.gather(at)
    sound = pl.select(pl.when(texts.str.contains(_NUMBER)).then(texts).cast(pl.Float64)).to_series()
    meant.number[at] = sound.fill_null(np.nan).to_numpy()
    return meant


@lru_cache(maxsize=1 << 14)
def _day(text: str) -> int:
    found = moment(text, "")
    return NO_DAY if found is None else found.toordinal() - _EPOCH


@lru_cache(maxsize=1 << 12)
def _clock(text: str) -> int:
    found = hour(text)
    return NO_CLOCK if found is None else ((found.hour * 60 + found.minute) * 60 + found.second) * NANOSECONDS


def _settle(types: NDArray[np.uint8], found: Index) -> None:
    """Decides by form where a sender leaves a component out together with its colon."""
    for place in np.flatnonzero(types == _TYPE_OR_DAY).tolist():
        text = found.text[place]
        moved = len(text) == 6 and text.isdigit()
        types[place] = _DAY if moved else _TEXT
        if moved:
            types[place + 1 : place + 3] = [_CLOCK if kind == _DAY else _TEXT for kind in types[place + 1 : place + 3]]
    at = np.flatnonzero(types == _DAY_OR_CLOCK)
    alone = np.array([len(text) == 4 for text in found.text.gather(at).to_list()], np.bool_)
    following = np.append(types, _TEXT)[at + 1] == _CLOCK
    types[at] = np.where(alone & ~following, _CLOCK, _DAY)


@cache
def _types(tag: str) -> NDArray[np.uint8]:
    """Types by element and component of a segment."""
    grid = np.zeros((_WIDE, _WIDE), np.uint8)
    for row in rows("value_types.csv"):
        if row["tag"] == tag:
            for element in span(row["elements"], _WIDE):
                for component in span(row["components"], _WIDE):
                    grid[element, component] = _TYPES.index(row["type"])
    return grid
