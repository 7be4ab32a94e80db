"""Which special services were asked for, and which documents and seats do they carry? (SSR)"""

from __future__ import annotations

import re
from datetime import date

from communique.workstreams.passengers.items import Document, Seat, Service
from communique.workstreams.passengers.parsing.draft import Draft, padded
from communique.workstreams.passengers.parsing.notes import keep_contact, reached
from communique.workstreams.passengers.parsing.times import expiry_day, past_day

DOCUMENTS = ("DOCS", "DOCO")
SEATS = {"SEAT", "NSST", "NSSA", "NSSB", "NSSW", "NSSR", "RQST"}  # recalled
_SEAT_IN_TEXT = re.compile(r"(\d{1,3}[A-Z])[A-Z]?")
_NO_FIELDS = [""] * 11  # of a document of which less was sent
TEXT = 8  # the component of free text


def ssr(draft: Draft, at: int, elements: list[str]) -> None:
    """A special service of the flight, the passenger or the record, and the document or contact that it carries."""
    component = draft.component
    said = elements[1].split(component, TEXT) if len(elements) > 1 else []
    if len(said) <= TEXT:
        said += _NO_FIELDS[len(said) : TEXT + 1]
    code, status, quantity, carrier, _, _, origin, destination, text = said
    if component in text:  # a sender may not have released the colons in it
        text = text.replace(component, ":")
    seats = _seats(elements, component) if len(elements) > 2 else ()
    if not seats and text and code in SEATS:
        seats = tuple(Seat(number, "", 1) for number in _SEAT_IN_TEXT.findall(text))
    held = draft.holder
    held.services.append(Service(code, status, quantity, carrier, origin, destination, text, seats, at))
    if code in DOCUMENTS:
        found, unread = document(code, text, seats[0].passenger if seats else "", at, draft.seen)
        held.documents.append(found)
        for _ in range(unread):
            draft.say("DATE_UNREADABLE")
    elif code[:3] == "CTC" and text:
        keep_contact(draft, reached(code[3:], text, at, 1))


def _seats(elements: list[str], component: str) -> tuple[Seat, ...]:
    found = []
    for index in range(2, len(elements)):
        number, _, passenger = padded(elements[index], 3, component)
        if number or passenger:
            found.append(Seat(number, passenger, index))
    return tuple(found)


def document(code: str, text: str, passenger: str, at: int, seen: date | None) -> tuple[Document, int]:
    """The document of a text of DOCS or DOCO, and how many of its dates could not be read.

    DOCS is /type/issuer/number/nationality/birth/sex/expiry/surname/given/second; DOCO is birthplace/type/number/place
    of issue/date of issue/country it is for, a slash before it or not.

    seen  the day by which two-digit years are read; None where it is not known, and then no date is
    """
    if code == "DOCO":
        _, kind, number, _, sent, country = (text.removeprefix("/").split("/") + _NO_FIELDS)[:6]
        issued = past_day(sent, seen) if sent and seen else None
        found = Document("DOCO", kind, country, number, "", None, "", None, issued, "", "", "", passenger, at)
        return found, int(bool(sent) and issued is None)
    fields = (text.split("/") + _NO_FIELDS)[1:11]
    kind, issuer, number, nationality, born, sex, expires, surname, given, second = fields
    birth = past_day(born, seen) if born and seen else None
    expiry = expiry_day(expires, seen) if expires and seen else None
    found = Document(
        "DOCS", kind, issuer, number, nationality, birth, sex, expiry, None, surname, given, second, passenger, at
    )
    return found, int(bool(born) and birth is None) + int(bool(expires) and expiry is None)
