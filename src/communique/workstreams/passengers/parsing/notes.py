"""What is written freely, and how can somebody be reached? IFT, LTS, ADD and contacts within them."""

from __future__ import annotations

import re

from communique.workstreams.passengers.items import Address, Contact, Remark
from communique.workstreams.passengers.parsing.draft import Draft, composite, padded

OSI, SPONSOR = "28", "43"
_CONTACT = re.compile(r"(?:^|\s)CTC([A-Z])\s+(.+)", re.DOTALL)
# how a sender writes what its line cannot carry; "./" is recalled
_WRITTEN = (("//", "@"), ("..", "_"), ("./", "-"))


def ift(draft: Draft, at: int, elements: list[str]) -> None:
    """Free text, of the ticket, the passenger, the flight or the record, by where it stands."""
    component = draft.component
    _, qualifier, _, airline = composite(elements, 1, 4, component)
    text = elements[2] if len(elements) == 3 else "\n".join(elements[2:])
    if component in text:
        text = "\n".join(" ".join(filter(None, element.split(component))) for element in elements[2:])
    remark = Remark("IFT", qualifier, airline, text, at)
    if qualifier == SPONSOR and draft.ticket is not None:
        draft.ticket.sponsors.append(remark)
    else:
        draft.holder.remarks.append(remark)
    if qualifier == OSI and "CTC" in text and (found := contact(text, at, 2)):
        keep_contact(draft, found)


def contact(text: str, at: int, element: int) -> Contact | None:
    """The contact within a text such as `CTCE ANA..SOTO//EXAMPLE.ORG`; None where there is none."""
    found = _CONTACT.search(text)
    return found and reached(found[1], found[2], at, element)


def reached(kind: str, text: str, at: int, element: int) -> Contact:
    """A contact as a person writes it. kind E is an e-mail address, every other letter a telephone."""
    if kind != "E":
        return Contact("phone", text, at, element)
    if "/" in text or ".." in text:
        for written, meant in _WRITTEN:
            text = text.replace(written, meant)
    return Contact("email", text, at, element)


def keep_contact(draft: Draft, found: Contact) -> None:
    """Gives a contact to the passenger it stands with, else to the record."""
    (draft.person or draft.pnr).contacts.append(found)


def lts(draft: Draft, at: int, elements: list[str]) -> None:
    """A line of the history in free text."""
    text = "+".join(elements[1:]).replace(draft.component, ":")
    draft.pnr.history_text.append(Remark("LTS", "", "", text, at))


def add(draft: Draft, at: int, elements: list[str]) -> None:
    """Addresses: a billing address below a ticket, else of the passenger or the record."""
    held = (draft.ticket or draft.person or draft.pnr).addresses
    for index in range(2, len(elements)):
        kind, street, city, state, _, country, postcode, phone = padded(elements[index], 8, draft.component)
        held.append(Address(kind, street, city, state, country, postcode, phone, at, index))
