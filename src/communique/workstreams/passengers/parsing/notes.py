"""What is written freely, and how can somebody be reached? IFT, LTS, ADD and contacts within them."""

from __future__ import annotations

import re

from communique.workstreams.passengers.edifact.segments import Segment
from communique.workstreams.passengers.parsing.draft import Draft, composite
from communique.workstreams.passengers.records import Address, Contact, Remark

OSI, SPONSOR = "28", "43"
_CONTACT = re.compile(r"(?:^|\s)CTC([A-Z])\s+(.+)", re.DOTALL)
# how a sender writes what its line cannot carry; "./" is recalled
_WRITTEN = (("//", "@"), ("..", "_"), ("./", "-"))


def ift(draft: Draft, segment: Segment) -> None:
    """Free text, of the ticket, the passenger, the flight or the record, by where it stands."""
    _, qualifier, _, airline = composite(segment.elements, 1, 4)
    text = "\n".join(" ".join(filter(None, element)) for element in segment.elements[2:])
    remark = Remark("IFT", qualifier, airline, text, segment.number)
    if qualifier == SPONSOR and draft.ticket is not None:
        draft.ticket.sponsors.append(remark)
    else:
        (draft.person or draft.journey or draft.pnr).remarks.append(remark)
    if qualifier == OSI and "CTC" in text and (found := contact(text, segment.number, 2)):
        keep_contact(draft, found)


def contact(text: str, at: int, element: int) -> Contact | None:
    """The contact within a text such as `CTCE ANA..SOTO//EXAMPLE.ORG`; None where there is none."""
    found = _CONTACT.search(text)
    return found and reached(found[1], found[2], at, element)


def reached(kind: str, text: str, at: int, element: int) -> Contact:
    """A contact as a person writes it. kind E is an e-mail address, every other letter a telephone."""
    if kind != "E":
        return Contact("phone", text, at, element)
    for written, meant in _WRITTEN:
        text = text.replace(written, meant)
    return Contact("email", text, at, element)


def keep_contact(draft: Draft, found: Contact) -> None:
    """Gives a contact to the passenger it stands with, else to the record."""
    (draft.person or draft.pnr).contacts.append(found)


def lts(draft: Draft, segment: Segment) -> None:
    """A line of the history in free text."""
    text = "+".join(":".join(element) for element in segment.elements[1:])
    draft.pnr.history_text.append(Remark("LTS", "", "", text, segment.number))


def add(draft: Draft, segment: Segment) -> None:
    """Addresses: a billing address below a ticket, else of the passenger or the record."""
    for index in range(2, len(segment.elements)):
        kind, street, city, state, _, country, postcode, telephone = composite(segment.elements, index, 8)
        found = Address(kind, street, city, state, country, postcode, telephone, segment.number, index)
        (draft.ticket or draft.person or draft.pnr).addresses.append(found)
