"""Who may see a record again, what is told to the person it is about, and by when is a complaint answered?

Masked elements are shown only with an approval: one officer asks with a reason, another one grants, it is used once,
and all three steps are in the log. Of a person's document number the log holds a keyed name alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from communique.errors import CommuniqueError
from communique.exchange.approvals import Officer
from communique.exchange.clocks import due
from communique.exchange.ledger import Home
from communique.exchange.log.entries import Entry
from communique.exchange.log.keeping import append
from communique.exchange.log.pseudonyms import pseudonym
from communique.exchange.log.witness import entries, entries_about
from communique.exchange.position import Duty
from communique.exchange.shredding import Unreadable, unseal
from communique.workstreams.passengers.keeping import MARKING, segments_of
from communique.workstreams.passengers.masking import unmasked
from communique.workstreams.passengers.parsing.elements import element_table, values
from communique.workstreams.passengers.parsing.grammar import read_pnr
from communique.workstreams.passengers.positions_of import stance_of
from communique.workstreams.passengers.records import Pnr
from communique.workstreams.passengers.shelf import find, records_of

RECEIVED, ANSWERED = "redress.received", "redress.answered"


class AccessError(CommuniqueError):
    """A complaint that is not open, or an access that cannot be given."""


@dataclass(frozen=True)
class Seen:
    """A record as an officer may see it; `hidden` says why something is not shown: masked, erased, or nothing."""

    record: str
    pnr: Pnr
    hidden: str


def see(home: Home, record: str, reader: Officer, purpose: str, approval_id: str | None = None) -> Seen:
    """The record, and the reading is entered in the log.

    approval_id  a second officer's approval `unmask` of this record; without it masked elements stay empty

    Raises Unreadable for what is erased or overdue, NotApproved for an approval that is another's or not granted.
    """
    opened = unseal(home, find(home, record), reader, purpose, approval_id=approval_id)
    header, segments = segments_of(opened.fields)
    if opened.masked is not None:
        segments = unmasked(segments, {int(number): sent for number, sent in opened.masked.items()})
    pnr = read_pnr(header, segments, complete=opened.fields["complete"])
    hidden = opened.hidden if opened.hidden in ("masked", "erased") else ""
    return Seen(record, pnr, hidden)


def export(
    home: Home, kind: str, identifier: str, by: Officer, approvals: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What is held about a person, for that person: each record by element, and what the log says of it.

    kind       "document" or "locator"
    approvals  record -> approval `unmask`, for the records whose masked elements are to be told too

    A record that was erased, or is overdue, is not told: it can no longer be read. The access is entered in the log.
    """
    told = []
    for record in records_of(home, kind, identifier):
        try:
            seen = see(home, record, by, "subject_access", (approvals or {}).get(record))
        except Unreadable:
            continue
        whole = seen.pnr.header.push_complete
        told.append(
            {"record": record, "hidden": seen.hidden, "push_complete": whole, "elements": _elements(seen.pnr)}
        )  # fmt: skip
    append(home, [_entry(home, by, "subject.access", pseudonym(home, kind, identifier), {"records": len(told)})])
    log = [_line(e) for e in entries_about(home, kind, identifier)]
    for one in told:
        log += [_line(e) for e in entries_about(home, "record", str(one["record"]))]
    return {"records": told, "log": log}


def _elements(pnr: Pnr) -> list[dict[str, Any]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for value in values(pnr):
        found.setdefault(value.element, []).append({"field": value.field, "text": value.text, "at": list(value.at)})
    names = {element.n: element.name for element in element_table()}
    return [{"element": n, "name": names[n], "values": found[n]} for n in sorted(found)]


def _line(entry: Mapping[str, Any]) -> dict[str, Any]:
    told = ("at", "action", "decision", "role", "organisation", "purpose", "recipient", "clauses")
    return {name: entry[name] for name in told if name in entry}


# -- redress ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Complaint:
    """A person's request for access, correction or redress, and the day on which an answer is due.

    due       None where the position has no period that a calendar can count: it is then not known, and never "none"
    reason    why it is not known
    answered  the day of the answer
    """

    object: str
    received: date
    due: date | None
    reason: str
    answered: date | None = None

    def overdue(self, on: date) -> bool:
        """Whether an answer is owed that should have been given before the day."""
        return self.answered is None and self.due is not None and self.due < on


def receive(home: Home, kind: str, identifier: str, party: str, by: Officer) -> Complaint:
    """The complaint, received today, with its clock under the party's position; entered in the log."""
    on = home.clock().date()
    duty = _answer_duty(party, on)
    period = duty.period if duty is not None else None
    until = due(on, period) if period is not None else None
    name = pseudonym(home, kind, identifier)
    append(home, [_entry(home, by, RECEIVED, name, {} if until is None else {"due": until.isoformat()})])
    return Complaint(str(name), on, until, "" if until is not None else _why(duty))


def _answer_duty(party: str, on: date) -> Duty | None:
    return next((duty for duty in stance_of(party, on).duties.values() if duty.do == "redress"), None)


def _why(duty: Duty | None) -> str:
    if duty is None:
        return "the position says nothing of an answer"
    return duty.unknown.unknown if duty.unknown is not None else "its period is counted in hours"


def answer(home: Home, kind: str, identifier: str, by: Officer) -> Complaint:
    """The complaint of a person, answered today; raises AccessError where none of theirs is open."""
    names = {str(entry["object"]) for entry in entries_about(home, kind, identifier)}
    mine = [one for one in complaints(home) if one.object in names and one.answered is None]
    if not mine:
        raise AccessError("no complaint of this person is open")
    # under the name that it was received by: in another month the person has another one
    append(home, [_entry(home, by, ANSWERED, _name_of(home, kind, identifier, mine[0]), {})])
    return next(one for one in complaints(home) if (one.object, one.received) == (mine[0].object, mine[0].received))


def _name_of(home: Home, kind: str, identifier: str, one: Complaint) -> Any:
    return pseudonym(home, kind, identifier, on=one.received)


def complaints(home: Home) -> tuple[Complaint, ...]:
    """Every complaint in the log, the earliest first; an answer closes the earliest of its person that is open."""
    found: list[Complaint] = []
    for entry in entries(home):
        if entry["action"] == RECEIVED:
            until = entry.get("detail", {}).get("due")
            day = date.fromisoformat(entry["at"][:10])
            found.append(Complaint(entry["object"], day, None if until is None else date.fromisoformat(until), ""))
        elif entry["action"] == ANSWERED:
            _close(found, entry)
    return tuple(found)


def _close(found: list[Complaint], entry: Mapping[str, Any]) -> None:
    for n, one in enumerate(found):
        if one.object == entry["object"] and one.answered is None:
            day = date.fromisoformat(entry["at"][:10])
            found[n] = Complaint(one.object, one.received, one.due, one.reason, day)
            return


def overdue(found: Iterable[Complaint], on: date) -> list[Complaint]:
    """The complaints that are owed an answer since before the day."""
    return [one for one in found if one.overdue(on)]


def _entry(home: Home, by: Officer, action: str, name: Any, detail: dict[str, Any]) -> Entry:
    return Entry(
        role=by.role, organisation=by.organisation, action=action, at=home.clock(), object=name, marking=MARKING,
        detail={**detail, "operator": by.code},
    )  # fmt: skip
