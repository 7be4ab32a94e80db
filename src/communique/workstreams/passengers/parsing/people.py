"""Who travels? Names, titles, references and frequent flyer numbers of a record's passengers."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.workstreams.passengers.items import FrequentFlyer
from communique.workstreams.passengers.parsing.boarding import begin
from communique.workstreams.passengers.parsing.draft import CHECK_IN, PASSENGER, Draft, composite, first, padded
from communique.workstreams.passengers.records import CheckIn, Passenger

# Glued titles only where they end no common given name: MS and DR need a space, and two letters must be left (AMR).
_TITLED = re.compile(r"(.+) (MS|DR|PROF|REV)|(?:(.+) |(.{2,}))(MSTR|MISS|MRS|MR)", re.IGNORECASE)


_ENDS = frozenset("SRFV")  # of every title


def untitled(given: str) -> tuple[str, str]:
    """A given name and the title that was written behind it; the title is "" where there is none."""
    return _untitled(given) if given[-1:].upper() in _ENDS else (given, "")


@lru_cache(maxsize=1 << 12)
def _untitled(given: str) -> tuple[str, str]:
    found = _TITLED.fullmatch(given)
    if found is None:
        return given, ""
    spaced, title, apart, glued, other = found.groups()
    return (spaced or apart or glued).rstrip(), title or other


def tif(draft: Draft, at: int, elements: list[str]) -> None:
    """A passenger of the record, or the one who checks in."""
    surname = first(elements, 1, draft.component)
    sent, kind, reference, infant = composite(elements, 2, 4, draft.component)
    given, title = untitled(sent)
    if draft.everybody:
        check_in = _checking_in(draft, at)
        check_in.surname, check_in.given, check_in.type = surname, given, kind
        # TRI's own reference is the departure control system's in some messages, TIF's is the record's
        check_in.passenger = reference or check_in.passenger
        return
    passenger = _known(draft, surname, sent, reference)
    if passenger is None:
        passenger = Passenger(surname, given, title, sent, kind, reference, infant, at)
        draft.pnr.passengers.append(passenger)
    else:
        draft.say("PASSENGER_REPEATED")
    draft.passenger, draft.ticket, draft.level = passenger, None, PASSENGER


def _checking_in(draft: Draft, at: int) -> CheckIn:
    """The check-in that TRI opened; one without TRI where none is open, or the open one has its passenger."""
    check_in = draft.check_in
    if check_in is None or draft.named:
        draft.say("TRI_MISSING")
        check_in = begin(draft, at)
    draft.level, draft.named = CHECK_IN, True
    return check_in


def _known(draft: Draft, surname: str, sent: str, reference: str) -> Passenger | None:
    """The passenger of the record with this reference and name; nobody for a name that was sent without one."""
    for passenger in draft.pnr.passengers if reference else ():
        if passenger.reference == reference and (passenger.surname, passenger.given_as_sent) == (surname, sent):
            return passenger
    return None


def fti(draft: Draft, at: int, elements: list[str]) -> None:
    """Frequent flyer numbers of the passenger."""
    if draft.passenger is None:
        return draft.say("NO_PASSENGER")
    for index in range(1, len(elements)):
        airline, number, _, _, _, _, level = padded(elements[index], 7, draft.component)
        if number:
            draft.passenger.frequent_flyer.append(FrequentFlyer(airline, number, level, at, index))
    return None


def ref(draft: Draft, at: int, elements: list[str]) -> None:
    """A reference of the passenger at the sender's."""
    if draft.passenger is None:
        return draft.say("NO_PASSENGER")
    draft.passenger.references += [text for element in elements[1:] for text in element.split(draft.component) if text]
    return None


def far(draft: Draft, at: int, elements: list[str]) -> None:
    """The fare basis of the passenger."""
    if draft.passenger is None:
        return draft.say("NO_PASSENGER")
    bases = (element.split(draft.component, 1)[0] for element in elements[4:])
    draft.passenger.fares += filter(None, bases)
    return None
