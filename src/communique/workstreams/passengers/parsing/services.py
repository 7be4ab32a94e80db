"""Which special services were asked for, and which documents and seats do they carry? (SSR)"""

from __future__ import annotations

import re
from datetime import date

from communique.workstreams.passengers.edifact.segments import Segment
from communique.workstreams.passengers.parsing.draft import Draft, composite
from communique.workstreams.passengers.parsing.notes import keep_contact, reached
from communique.workstreams.passengers.parsing.times import expiry_day, past_day
from communique.workstreams.passengers.records import Document, Seat, Service

DOCUMENTS = ("DOCS", "DOCO")
SEATS = {"SEAT", "NSST", "NSSA", "NSSB", "NSSW", "NSSR", "RQST"}  # recalled
_SEAT_IN_TEXT = re.compile(r"(\d{1,3}[A-Z])[A-Z]?")
_NO_FIELDS = [""] * 11  # of a document of which less was sent
TEXT = 8  # the component of free text


def ssr(draft: Draft, segment: Segment) -> None:
    """A special service of the flight, the passenger or the record, and the document or contact that it carries."""
    elements = segment.elements
    code, status, quantity, carrier, _, _, origin, destination, text = composite(elements, 1, TEXT + 1)
    if len(elements) > 1 and len(elements[1]) > TEXT + 1:
        text = ":".join(elements[1][TEXT:])
    seats = _seats(elements) if len(elements) > 2 else ()
    if not seats and text and code in SEATS:
        seats = tuple(Seat(number, "", 1) for number in _SEAT_IN_TEXT.findall(text))
    service = Service(code, status, quantity, carrier, origin, destination, text, seats, segment.number)
    held = draft.person or draft.journey or draft.pnr
    held.services.append(service)
    if code in DOCUMENTS:
        passenger = seats[0].passenger if seats else ""
        found, unread = document(code, text, passenger, segment.number, draft.seen)
        held.documents.append(found)
        for _ in range(unread):
            draft.say("DATE_UNREADABLE", segment)
    elif code[:3] == "CTC" and text:
        keep_contact(draft, reached(code[3:], text, segment.number, 1))


def _seats(elements: list[list[str]]) -> tuple[Seat, ...]:
    found = []
    for index in range(2, len(elements)):
        element = elements[index]
        passenger = element[2] if len(element) > 2 else ""
        if element[0] or passenger:
            found.append(Seat(element[0], passenger, index))
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
