"""Which special services were asked for, and which documents and seats do they carry? (SSR)"""

from __future__ import annotations

import re
from datetime import date

from communique.workstreams.passengers.edifact.segments import Segment
from communique.workstreams.passengers.parsing.draft import Draft, composite
from communique.workstreams.passengers.parsing.notes import keep_contact, reached
from communique.workstreams.passengers.parsing.times import expiry_day, past_day
from communique.workstreams.passengers.records import Document, Seat, Service

SEATS = {"SEAT", "NSST", "NSSA", "NSSB", "NSSW", "NSSR", "RQST"}  # recalled
_SEAT_IN_TEXT = re.compile(r"(\d{1,3}[A-Z])[A-Z]?")
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
    if code == "DOCS" or code == "DOCO":
        held.documents.append((_docs if code == "DOCS" else _doco)(draft, segment, service))
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


def _docs(draft: Draft, segment: Segment, service: Service) -> Document:
    """DOCS: /type/issuer/number/nationality/birth/sex/expiry/surname/given/second."""
    fields = service.text.split("/")[1:]
    kind, issuer, number, nationality, birth, sex, expiry, surname, given, second = (fields + [""] * 10)[:10]
    passenger = service.seats[0].passenger if service.seats else ""
    return Document(
        "DOCS", kind, issuer, number, nationality, _past(draft, segment, birth), sex, _expiry(draft, segment, expiry),
        None, surname, given, second, passenger, segment.number,
    )  # fmt: skip


def _doco(draft: Draft, segment: Segment, service: Service) -> Document:
    """DOCO: birthplace/type/number/place of issue/date of issue/country it is for, a slash before it or not."""
    fields = service.text.removeprefix("/").split("/")
    _, kind, number, _, issued, country = (fields + [""] * 6)[:6]
    passenger = service.seats[0].passenger if service.seats else ""
    return Document(
        "DOCO", kind, country, number, "", None, "", None, _past(draft, segment, issued), "", "", "", passenger,
        segment.number,
    )  # fmt: skip


def _past(draft: Draft, segment: Segment, text: str) -> date | None:
    found = past_day(text, draft.seen) if text and draft.seen else None
    if text and found is None:
        draft.say("DATE_UNREADABLE", segment)
    return found


def _expiry(draft: Draft, segment: Segment, text: str) -> date | None:
    found = expiry_day(text, draft.seen) if text and draft.seen else None
    if text and found is None:
        draft.say("DATE_UNREADABLE", segment)
    return found
