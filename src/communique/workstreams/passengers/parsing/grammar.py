"""Which record do these segments make? The state of the reading is the group that is open; nothing stops it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import chain

from communique.workstreams.passengers.edifact.segments import Run, Segment
from communique.workstreams.passengers.edifact.separators import COMPONENT, Parted, Separators, parted
from communique.workstreams.passengers.parsing import boarding, notes, people, services, tickets, travel
from communique.workstreams.passengers.parsing.draft import HISTORY, Draft, Reader, composite, first, when
from communique.workstreams.passengers.parsing.links import link
from communique.workstreams.passengers.parsing.losing import lose
from communique.workstreams.passengers.records import Change, Header, Pnr


def read_pnr(header: Header, segments: Iterable[Segment], *, complete: bool = True) -> Pnr:
    """The typed record of the segments from SRC to the next SRC or the end of the message.

    Every fault is in the record's `diagnostics`; a segment that has no place stays in `segments` and is not read.
    """
    pieces = list(segments)
    pnr = Pnr(header, list(pieces), complete=complete)
    return _read(pnr, [piece.number for piece in pieces], Parted([piece.parts for piece in pieces], COMPONENT), {})


def read_sent(
    header: Header, pieces: Sequence[Run | Segment], separators: Separators, openings: Mapping[int, Sequence[str]],
    *, complete: bool = True,
) -> Pnr:  # fmt: skip
    """The same of a record as it was sent. Its segments are made when somebody asks for them.

    openings  place of a segment -> tags of the segments lost behind it that open a group
    """
    numbers = chain.from_iterable(piece.numbers for piece in pieces)
    texts = list(chain.from_iterable(piece.texts for piece in pieces))
    return _read(Pnr(header, pieces, complete=complete), numbers, parted(texts, separators), openings)


def _read(pnr: Pnr, numbers: Iterable[int], cut: Parted, openings: Mapping[int, Sequence[str]]) -> Pnr:
    draft, groups = Draft(pnr, seen(pnr.header), cut.component), pnr.groups
    for at, elements in zip(numbers, cut.segments, strict=True):
        tag = elements[0]
        readers = _IN_HISTORY if draft.level == HISTORY else _READERS
        read = readers.get(tag) or readers.get(tag[:3], _unexpected)
        read(draft, at, elements)
        group = HISTORY if read is notes.lts else draft.level
        if openings:
            for lost in openings.get(len(groups), ()):
                lose(draft, at, lost)
        groups.append(group)
    link(draft)
    return pnr


def seen(header: Header) -> date | None:
    """The day by which two-digit years are read: when the message was prepared, else when its flight leaves."""
    day = header.prepared or (header.flight.departure if header.flight else None)
    return day.date() if isinstance(day, datetime) else day


def _unexpected(draft: Draft, at: int, elements: list[str]) -> None:
    draft.say("UNEXPECTED_SEGMENT")


def _as_sent(draft: Draft, at: int, elements: list[str]) -> None:
    """Nothing typed is made of it."""


def _change(draft: Draft, at: int, elements: list[str]) -> None:
    component = draft.component
    by, place = (first(elements, index, component) for index in (5, 3))
    office = composite(elements, 2, 2, component)[1]
    draft.change = Change(by, office or place, None, at)
    draft.pnr.history.append(draft.change)
    draft.level = HISTORY


def _below_change(draft: Draft, at: int, elements: list[str]) -> None:
    if draft.change is not None:
        draft.change.segments.append(at)


def _flight_changed(draft: Draft, at: int, elements: list[str]) -> None:
    draft.pnr.history_flights += 1
    _below_change(draft, at, elements)


def _date_of_change(draft: Draft, at: int, elements: list[str]) -> None:
    _below_change(draft, at, elements)
    _, day, clock = composite(elements, 1, 3, draft.component)
    if draft.change is not None:
        draft.change.when = when(draft, day, clock) if day else None


_READERS: dict[str, Reader] = {
    "RCI": travel.rci, "SSR": services.ssr, "DAT": travel.dat, "IFT": notes.ift, "ORG": travel.org, "ADD": notes.add,
    "TIF": people.tif, "FTI": people.fti, "REF": people.ref, "FAR": people.far, "TKT": tickets.tkt,
    "MON": tickets.money, "PTK": tickets.money, "TXD": tickets.money, "FOP": tickets.fop, "TVL": travel.tvl,
    "TRA": travel.tra, "RPI": travel.rpi, "APD": travel.apd, "TRI": boarding.tri, "SSD": boarding.ssd,
    "TBD": boarding.tbd, "MSG": travel.msg, "EQN": travel.eqn, "LTS": notes.lts, "ABI": _change, "SRC": _as_sent,
    "EBD": _as_sent,
}  # fmt: skip
_CHANGED = ("SAC", "TIF", "SSR", "IFT", "TBD", "RPI", "RCI", "FOP", "FTI", "ADD", "REF", "SSD")
_IN_HISTORY: dict[str, Reader] = {
    **dict.fromkeys(_CHANGED, _below_change),
    "DAT": _date_of_change, "TVL": _flight_changed, "LTS": notes.lts, "ABI": _change,
}  # fmt: skip
#: Every tag of a record that has a place in some group.
TAGS = frozenset(_READERS) | frozenset(_IN_HISTORY)
