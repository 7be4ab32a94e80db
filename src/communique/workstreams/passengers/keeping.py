"""How is a record kept so that it is filtered first, masked on time, and erased everywhere with one key?

A record is stored as two sealed parts (`exchange.shredding`): what stays visible, and what masking hides. Beside them
stand only dates, a marking and keyed names. `shelf` has the table in which they lie.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from communique.exchange.approvals import Officer
from communique.exchange.clocks import Agenda, Clock, Hold, Item, Period, Rejected, Subject, agenda, due
from communique.exchange.holding import Held, holds, place, under_hold
from communique.exchange.holding import release as end_hold
from communique.exchange.keys import Erasure, KeyFault, destroy
from communique.exchange.ledger import Home
from communique.exchange.log.entries import Entry
from communique.exchange.log.keeping import append
from communique.exchange.log.pseudonyms import pseudonym
from communique.exchange.shredding import Plain, Sealed, record_id, seal
from communique.workstreams.passengers.edifact.segments import Segment
from communique.workstreams.passengers.masking import mask
from communique.workstreams.passengers.positions_of import Regime, regime
from communique.workstreams.passengers.records import Header, Pnr
from communique.workstreams.passengers.sensitive import Removed, filtered
from communique.workstreams.passengers.shelf import KeepingError, find, frame, parts, replace, take_out, write

MARKING = "TLP:AMBER+STRICT"  # of a record whose people are named: for the organisation that holds it
SCHEMA = 1
BATCH = 2000  # records that are sealed and written together: what is in memory at once


@dataclass(frozen=True)
class Kept:
    """What became of records that were to be kept: nothing is dropped in silence.

    overdue  came when their day of deletion had passed, or their month's key was gone
    undated  have no event from which a clock could run, proven or provable
    assumed  counted from the earliest provable day, because the clock's own event was not given
    of_incomplete_pushes  kept though parts of their push never came; the record says so wherever it is seen again
    """

    records: tuple[str, ...]
    removed: Removed
    overdue: int = 0
    undated: int = 0
    assumed: int = 0
    of_incomplete_pushes: int = 0


@dataclass(frozen=True)
class Origins:
    """The events of a record from which clocks run; `assumed` names those that stand for an event that is not known."""

    days: Mapping[str, date]
    assumed: tuple[str, ...] = ()


@dataclass
class _Counts:
    services: int = 0
    texts: int = 0
    overdue: int = 0
    undated: int = 0
    assumed: int = 0
    of_incomplete_pushes: int = 0


def keep(
    home: Home, pnrs: Iterable[Pnr], under: Regime, by: Officer, *, loaded: date | None,
    flags: Mapping[str, bool] | None = None,
) -> Kept:  # fmt: skip
    """Stores records under a regime and enters their number in the log.

    loaded  the day they came into the receiving system; None is not known
    flags   what is known of all of them, such as {"suspected": True}; it may move the day of deletion

    Raises KeepingError for a flag that stops no clock of the regime.
    """
    stopping = {flag for clock in under.deletes for flag in clock.exceptions}
    if set(flags or ()) - stopping:
        strange = ", ".join(sorted(set(flags or ()) - stopping))
        raise KeepingError(f"{strange}: under {under.party} the flags are {', '.join(sorted(stopping)) or 'none'}")
    counts, kept, records = _Counts(), [], iter(pnrs)
    true = sorted(flag for flag, known in (flags or {}).items() if known)
    while batch := list(islice(records, BATCH)):
        kept += _keep_together(home, batch, under, loaded, true, counts)
    append(home, [_entry(home, by, "passengers.kept", len(kept))])
    removed = Removed(counts.services, counts.texts)
    return Kept(
        tuple(kept), removed, counts.overdue, counts.undated, counts.assumed, counts.of_incomplete_pushes
    )  # fmt: skip


def _keep_together(
    home: Home, pnrs: list[Pnr], under: Regime, loaded: date | None, flags: list[str], counts: _Counts
) -> list[str]:
    """Ids of the records of a batch that were sealed and written."""
    pending = []
    for pnr in pnrs:
        stored, removed = filtered(pnr)
        counts.services += removed.services
        counts.texts += removed.texts
        found = origins(pnr, loaded, _events(under))
        days = _days(found, under, flags)
        if days is None:
            counts.undated += 1
        elif days[0] < home.clock().date():
            counts.overdue += 1
        else:
            counts.assumed += bool(found.assumed)
            pending.append((_plain(stored, under, *days), found, _names(home, pnr)))
    sealed = _sealed(home, [plain for plain, _, _ in pending], counts)
    kept = [(sealed[plain.record], found, names) for plain, found, names in pending if plain.record in sealed]
    counts.of_incomplete_pushes += sum(
        not p.fields["header"]["push_complete"] for p, *_ in pending if p.record in sealed
    )
    write(home, [_row(one, under, found, names, flags) for one, found, names in kept])
    return [one.record for one, _, _ in kept]


def _sealed(home: Home, plains: list[Plain], counts: _Counts) -> dict[str, Sealed]:
    try:
        return {one.record: one for one in seal(home, plains)}
    except KeyFault:  # a month's key is gone: the others are kept one by one
        found = {}
        for plain in plains:
            try:
                found[plain.record] = seal(home, [plain])[0]
            except KeyFault:
                counts.overdue += 1
        return found


def origins(pnr: Pnr, loaded: date | None, events: Iterable[str]) -> Origins:
    """The days of the events that clocks run from; the earliest provable day stands for one that is not known.

    Departure is that of the flight the message is about, else of the record's first flight. Provable are the days on
    which the record was made and last changed, and the message prepared.
    """
    flight = pnr.header.flight
    flown = [f.departure for f in ([flight] if flight else pnr.flights) if f.departure is not None]
    known = {"load": loaded, "departure": min(map(_day, flown)) if flown else None}
    provable = [_day(d) for d in (pnr.created, pnr.booked, pnr.header.prepared) if d is not None]
    days = {event: day for event, day in known.items() if day is not None}
    assumed = tuple(event for event in dict.fromkeys(events) if event not in days and provable)
    return Origins(days | dict.fromkeys(assumed, min(provable, default=date.max)), assumed)


def _day(when: datetime | date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _events(under: Regime) -> tuple[str, ...]:
    return tuple(clock.origin for clock in (*under.deletes, *under.masks))


def _days(found: Origins, under: Regime, flags: Collection[str]) -> tuple[date, date | None] | None:
    """The last days on which the record, and its masked elements, may be seen; None where no clock can run."""
    deletes = _due(found, under.deletes, flags)
    masks = _due(found, under.masks, ())
    if not deletes:
        return None
    expires = min(deletes)
    return expires, min([*masks, expires]) if masks else None


def _due(found: Origins, clocks: Iterable[Clock], flags: Collection[str]) -> list[date]:
    running = [clock for clock in clocks if not set(flags) & set(clock.exceptions)]
    return [due(found.days[clock.origin], clock.period) for clock in running if clock.origin in found.days]


def _plain(pnr: Pnr, under: Regime, expires: date, masks: date | None) -> Plain:
    masked = mask(pnr, under.elements) if masks is not None else None
    shown = pnr.segments if masked is None else masked.segments
    fields = {
        "header": _header(pnr.header),
        "complete": pnr.complete,
        "segments": [[s.number, s.offset, s.elements] for s in shown],
    }
    hidden = None if masked is None else {str(number): sent for number, sent in masked.hidden.items()}
    return Plain(
        record=record_id(), country=under.party, expires=expires, fields=fields, masked=hidden, masks=masks,
        irreversible=not under.reversible, schema=SCHEMA,
    )  # fmt: skip


def _header(header: Header) -> dict[str, Any]:
    """What a record needs of its message to be read again."""
    return {
        "index": header.index, "reference": header.reference, "version": header.version,
        "access_reference": header.access_reference, "sender": header.sender, "recipient": header.recipient,
        "prepared": None if header.prepared is None else _day(header.prepared).isoformat(), "offset": header.offset,
        "push_complete": header.push_complete,
    }  # fmt: skip


def segments_of(fields: Mapping[str, Any]) -> tuple[Header, list[Segment]]:
    """The header and the segments of stored fields."""
    told = dict(fields["header"])
    told["prepared"] = None if told["prepared"] is None else date.fromisoformat(told["prepared"])
    return Header(**told), [Segment(number, offset, elements) for number, offset, elements in fields["segments"]]


def _names(home: Home, pnr: Pnr) -> list[str]:
    """Keyed names by which a person or an office finds the record again: of its locators and its document numbers."""
    found = [pseudonym(home, "locator", locator.code) for locator in pnr.locators if locator.code]
    held = [*pnr.documents, *(document for person in pnr.passengers for document in person.documents)]
    held += [document for flight in pnr.flights for document in flight.documents]
    numbers = dict.fromkeys(document.number.strip() for document in held)
    found += [pseudonym(home, "document", number) for number in numbers if number]
    return [str(name) for name in dict.fromkeys(found)]


def _row(sealed: Sealed, under: Regime, found: Origins, names: list[str], flags: list[str]) -> dict[str, Any]:
    declared = {action: str(period) for action, period in under.office.items()}
    return {
        "record": sealed.record, "party": under.party, "flags": flags,
        "office_delete": declared.get("delete"), "office_mask": declared.get("mask"), "marking": MARKING,
        "schema": sealed.schema,
        "load": found.days.get("load"), "departure": found.days.get("departure"), "assumed": list(found.assumed),
        "expires": sealed.expires, "masks": sealed.masks, "irreversible": sealed.irreversible, "names": names,
        **parts(sealed),
    }  # fmt: skip


# -- time ------------------------------------------------------------------------------------------------------------


def due_list(home: Home, on: date) -> Agenda:
    """What is to be masked and deleted, seen on a day, with what holds it back.

    A reversible masking is done by the calendar itself: from the day after, only an approval shows those elements.
    """
    items: list[Item] = []
    rejected: list[Rejected] = []
    standing = [held.hold for held in holds(home)]
    for under, rows in _by_regime(home, on):
        subjects = [_subject(row, under, on) for row in rows]
        found = agenda(subjects, (*under.deletes, *under.masks), standing, on)
        items += found.items
        rejected += found.rejected
    items.sort(key=lambda item: (item.on or date.max, item.record, item.clock.id))
    return Agenda(on, tuple(items), tuple(rejected), tuple(standing))


def _by_regime(home: Home, on: date) -> list[tuple[Regime, list[dict[str, Any]]]]:
    columns = ("party", "office_delete", "office_mask")
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in frame(home).drop("kept_box", "masked_box").rows(named=True):
        groups.setdefault(tuple(row[column] for column in columns), []).append(row)
    return [
        (regime(party, on, {a: Period.of(p) for a, p in (("delete", delete), ("mask", hide)) if p}), rows)
        for (party, delete, hide), rows in groups.items()
    ]


def _subject(row: Mapping[str, Any], under: Regime, on: date) -> Subject:
    days = {event: row[event] for event in ("load", "departure") if row[event] is not None}
    masked = row["masks"] is not None and row["masks"] < on and not row["irreversible"]
    done = {clock.id: row["masks"] for clock in under.masks} if masked else {}
    return Subject(row["record"], days, dict.fromkeys(row["flags"], True), done)


def hold(home: Home, asked: Hold, by: Officer) -> Held:
    """The hold, with the record put under its own key, so that its month's key can go for all the others."""
    sealed = find(home, asked.record)
    held = place(home, asked, by)
    replace(home, under_hold(home, sealed, held.id))
    return held


def release(home: Home, id: str, by: Officer) -> None:
    """Ends a hold today: the day of deletion is again the one from the original origin."""
    held = next((each for each in holds(home) if each.id == id), None)
    if held is None:
        raise KeepingError(f"there is no hold {id!r}")
    given_back = end_hold(home, id, by, find(home, held.hold.record))
    if given_back is not None:
        replace(home, given_back)


def erase(home: Home, kek: str, by: Officer, approval_id: str) -> Erasure:
    """Destroys a key with a second officer's approval, then takes what it covered out of the table.

    The proof of erasure is the key's destruction: the bytes that older versions of the table and backups hold stay
    unreadable. The returned proof names the copies of the key that remain.
    """
    proof = destroy(home, kek, by, approval_id)
    take_out(home, kek)
    return proof


def _entry(home: Home, by: Officer, action: str, records: int) -> Entry:
    return Entry(
        role=by.role, organisation=by.organisation, action=action, at=home.clock(), marking=MARKING,
        detail={"records": records, "operator": by.code},
    )  # fmt: skip
