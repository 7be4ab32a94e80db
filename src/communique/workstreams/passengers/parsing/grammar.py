"""Which record do these segments make? The state of the reading is the group that is open; nothing stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from communique.workstreams.passengers.edifact.segments import Segment
from communique.workstreams.passengers.parsing import boarding, notes, people, services, tickets, travel
from communique.workstreams.passengers.parsing.draft import HISTORY, Draft, composite, when
from communique.workstreams.passengers.parsing.links import link
from communique.workstreams.passengers.records import Change, Header, Pnr

_READERS: dict[str, Callable[[Draft, Segment], None]] = {
    "RCI": travel.rci, "SSR": services.ssr, "DAT": travel.dat, "IFT": notes.ift, "ORG": travel.org, "ADD": notes.add,
    "TIF": people.tif, "FTI": people.fti, "REF": people.ref, "FAR": people.far, "TKT": tickets.tkt,
    "MON": tickets.money, "PTK": tickets.money, "TXD": tickets.money, "FOP": tickets.fop, "TVL": travel.tvl,
    "TRA": travel.tra, "RPI": travel.rpi, "APD": travel.apd, "TRI": boarding.tri, "SSD": boarding.ssd,
    "TBD": boarding.tbd, "MSG": travel.msg, "EQN": travel.eqn, "LTS": notes.lts,
}  # fmt: skip
_KEPT_AS_SENT = {"SRC", "EBD"}  # nothing typed is made of these
_BELOW_HISTORY = {"DAT", "SAC", "TIF", "SSR", "IFT", "TBD", "TVL", "RPI", "RCI", "FOP", "FTI", "ADD", "REF", "SSD"}
#: Every tag of a record that has a place in some group.
TAGS = frozenset(_READERS) | _KEPT_AS_SENT | _BELOW_HISTORY | {"ABI"}


def read_pnr(header: Header, segments: Iterable[Segment], *, complete: bool = True) -> Pnr:
    """The typed record of the segments from SRC to the next SRC or the end of the message.

    Every fault is in the record's `diagnostics`; a segment that has no place stays in `segments` and is not read.
    """
    pnr = Pnr(header, list(segments), complete=complete)
    draft = Draft(pnr, seen(header))
    groups = pnr.groups
    for segment in pnr.segments:
        tag = segment.tag
        if tag == "ABI":
            _change(draft, segment)
        elif draft.level == HISTORY and tag != "LTS":
            _below_change(draft, segment)
        elif read := _READERS.get(tag):
            read(draft, segment)
        elif tag not in _KEPT_AS_SENT:
            draft.say("UNEXPECTED_SEGMENT", segment)
        groups.append(HISTORY if tag == "LTS" else draft.level)
    link(draft)
    return pnr


def seen(header: Header) -> date | None:
    """The day by which two-digit years are read: when the message was prepared, else when its flight leaves."""
    day = header.prepared or (header.flight.departure if header.flight else None)
    return day.date() if isinstance(day, datetime) else day


def _change(draft: Draft, segment: Segment) -> None:
    place, office = composite(segment.elements, 3, 1)[0], composite(segment.elements, 2, 2)[1]
    by = composite(segment.elements, 5, 1)[0]
    draft.change = Change(by, office or place, None, segment.number)
    draft.pnr.history.append(draft.change)
    draft.level = HISTORY


def _below_change(draft: Draft, segment: Segment) -> None:
    change, tag = draft.change, segment.tag
    if change is None or tag not in _BELOW_HISTORY:
        return draft.say("UNEXPECTED_SEGMENT", segment)
    change.segments.append(segment.number)
    if tag == "TVL":
        draft.pnr.history_flights += 1
    elif tag == "DAT":
        _, day, clock = composite(segment.elements, 1, 3)
        change.when = when(draft, segment, day, clock) if day else None
    return None
