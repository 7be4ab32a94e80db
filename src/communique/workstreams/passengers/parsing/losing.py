"""What follows from a segment that was glued to another and is not read? The group that it opens is open all the same.

Else the passengers, flights and bags below it would be taken for those of the group above. Nothing is made of what it
says: who or what it named stays unknown.
"""

from __future__ import annotations

from communique.workstreams.passengers.edifact.separators import Separators, parted
from communique.workstreams.passengers.items import Split
from communique.workstreams.passengers.parsing.boarding import begin
from communique.workstreams.passengers.parsing.draft import FLIGHT, HISTORY, OTHER, PASSENGER, SPLIT, TICKET, Draft
from communique.workstreams.passengers.parsing.travel import operating
from communique.workstreams.passengers.records import Change

_OPENING = frozenset({"ABI", "EQN", "MSG", "TIF", "TKT", "TRI", "TVL"})


def opens(text: str, separators: Separators) -> str:
    """The tag of a lost segment that opens a group, given as sent; "" for any other, and for an operating flight."""
    tag = text[:3]
    if tag != "TVL":
        return tag if tag in _OPENING else ""
    cut = parted([text], separators)
    return "" if operating(cut.segments[0], cut.component) else tag


def lose(draft: Draft, at: int, tag: str) -> None:
    """Opens the group that a lost segment would have opened."""
    if draft.level == HISTORY:
        return
    if tag == "ABI":
        draft.change = Change("", "", None, at)
        draft.pnr.history.append(draft.change)
        draft.level = HISTORY
    elif tag == "TIF":
        _lose_person(draft)
    elif tag == "TRI":
        begin(draft, at)
    elif tag == "TVL" and draft.level != OTHER:
        draft.flight = draft.check_in = draft.ticket = None
        draft.level, draft.everybody = FLIGHT, True
    elif tag in ("MSG", "EQN"):
        draft.level, draft.check_in, draft.everybody = (OTHER if tag == "MSG" else SPLIT), None, True
        if tag == "EQN":
            draft.pnr.splits.append(Split("", (), at))
    elif tag == "TKT":
        draft.ticket = None
        draft.level = PASSENGER if draft.level == TICKET else draft.level


def _lose_person(draft: Draft) -> None:
    """A passenger is not known; in a check-in only the name is."""
    if draft.everybody:
        draft.named = True
    else:
        draft.passenger = draft.ticket = None
        draft.level, draft.lost_passenger = PASSENGER, True
