"""What was bought, for how much, and who paid? Tickets, prices, taxes and forms of payment."""

from __future__ import annotations

from collections.abc import Iterator

from communique.workstreams.passengers.edifact.segments import Segment
from communique.workstreams.passengers.parsing.draft import TICKET, Draft, composite
from communique.workstreams.passengers.records import Amount, Payment, Ticket


def tkt(draft: Draft, segment: Segment) -> None:
    """A ticket of the passenger; `:700` without a number is a ticketless one."""
    if draft.passenger is None:
        return draft.say("NO_PASSENGER", segment)
    number, kind, booklets = composite(segment.elements, 1, 3)
    draft.ticket = Ticket(number, kind, booklets, segment.number)
    draft.passenger.tickets.append(draft.ticket)
    draft.level = TICKET
    return None


def _ticket(draft: Draft, segment: Segment) -> Ticket | None:
    """The open ticket; one without a number where payment was sent without TKT."""
    if draft.ticket is None:
        if draft.passenger is None:
            draft.say("NO_PASSENGER", segment)
            return None
        draft.ticket = Ticket("", "", "", segment.number)
        draft.passenger.tickets.append(draft.ticket)
        draft.level = TICKET
    return draft.ticket


def money(draft: Draft, segment: Segment) -> None:
    """Fares, taxes and pricing of the ticket: kept as sent and read when somebody asks."""
    if (ticket := _ticket(draft, segment)) is not None:
        ticket.money.append(segment)


def fares(ticket: Ticket) -> list[Amount]:
    """The fares of a ticket (MON): kind, value, currency."""
    return [
        Amount(kind, value, currency, segment.number, index)
        for segment, index in _items(ticket, "MON", 1)
        for kind, value, currency in [composite(segment.elements, index, 3)]
        if value
    ]


def taxes(ticket: Ticket) -> list[Amount]:
    """The taxes of a ticket (TXD): the tax's code, value, currency."""
    return [
        Amount(kind, value, currency, segment.number, index)
        for segment, index in _items(ticket, "TXD", 2)
        for value, _, currency, kind in [composite(segment.elements, index, 4)]
        if value
    ]


def pricing(ticket: Ticket) -> tuple[str, ...]:
    """The pricing indicators of a ticket as sent (PTK): NR not refundable …"""
    sent = [segment.elements[1] for segment, index in _items(ticket, "PTK", 1) if index == 1]
    return tuple(text for element in sent for text in element if text)


def _items(ticket: Ticket, tag: str, first: int) -> Iterator[tuple[Segment, int]]:
    for segment in ticket.money:
        if segment.tag == tag:
            yield from ((segment, index) for index in range(first, len(segment.elements)))


def fop(draft: Draft, segment: Segment) -> None:
    """Forms of payment of the ticket."""
    if (ticket := _ticket(draft, segment)) is None:
        return
    for index in range(1, len(segment.elements)):
        kind, _, amount, vendor, number, expiry = composite(segment.elements, index, 6)
        if kind:
            ticket.payments.append(Payment(kind, amount, vendor, number, expiry, segment.number, index))
