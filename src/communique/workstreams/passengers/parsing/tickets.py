"""What was bought, for how much, and who paid? Tickets, prices, taxes and forms of payment."""

from __future__ import annotations

from communique.workstreams.passengers.items import Payment
from communique.workstreams.passengers.parsing.draft import TICKET, Draft, composite, padded
from communique.workstreams.passengers.records import Ticket


def tkt(draft: Draft, at: int, elements: list[str]) -> None:
    """A ticket of the passenger; `:700` without a number is a ticketless one."""
    if draft.passenger is None:
        return draft.say("NO_PASSENGER")
    number, kind, booklets = composite(elements, 1, 3, draft.component)
    draft.ticket = Ticket(number, kind, booklets, at, component=draft.component)
    draft.passenger.tickets.append(draft.ticket)
    draft.level = TICKET
    return None


def _ticket(draft: Draft, at: int) -> Ticket | None:
    """The open ticket; one without a number where payment was sent without TKT."""
    if draft.ticket is None:
        if draft.passenger is None:
            draft.say("NO_PASSENGER")
            return None
        draft.ticket = Ticket("", "", "", at, component=draft.component)
        draft.passenger.tickets.append(draft.ticket)
        draft.level = TICKET
    return draft.ticket


def money(draft: Draft, at: int, elements: list[str]) -> None:
    """Fares, taxes and pricing of the ticket: kept as sent and read when somebody asks."""
    if (ticket := _ticket(draft, at)) is not None:
        ticket.prices.append((at, elements))


def fop(draft: Draft, at: int, elements: list[str]) -> None:
    """Forms of payment of the ticket."""
    if (ticket := _ticket(draft, at)) is None:
        return
    for index in range(1, len(elements)):
        kind, _, amount, vendor, number, expiry = padded(elements[index], 6, draft.component)
        if kind:
            ticket.payments.append(Payment(kind, amount, vendor, number, expiry, at, index))
