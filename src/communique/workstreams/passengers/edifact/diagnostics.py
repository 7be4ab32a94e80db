"""What is wrong with a message, how grave is it, and where? Never what it says of a person."""

from __future__ import annotations

import re

from communique.workstreams.passengers.edifact.segments import Diagnostic

#: code -> (severity, what it means). An error: something could not be read. A warning: read, but wrong. A note: a
#: departure that is accepted.
CODES: dict[str, tuple[str, str]] = {
    "UNA_DAMAGED": ("warning", "UNA is not six separators before UNB: they were inferred from UNB"),
    "UNA_MISPLACED": ("warning", "UNA stands after UNB and is ignored"),
    "UNB_UNREADABLE": ("error", "no UNB from which separators can be told: nothing of it was read"),
    "UNB_MISSING": ("error", "no UNB: read from the first UNH on, with UNA's separators or the standard's"),
    "JUNK": ("warning", "text outside an interchange"),
    "CHARACTER_SET": ("warning", "the character set of UNB is unknown or does not hold: read as ISO 8859-1"),
    "SEGMENT_TOO_LONG": ("error", "no terminator in a mebibyte: skipped to the next one"),
    "NOT_A_SEGMENT": ("warning", "text between terminators that begins with no tag"),
    "EMPTY_SEGMENT": ("note", "two terminators with nothing between them"),
    "WRAPPED_LINE": ("warning", "a line break inside a segment: joined"),
    "TYPOGRAPHIC_TERMINATOR": ("error", "a typographic apostrophe stands where a segment should end"),
    "TYPOGRAPHIC_REPAIRED": ("warning", "a typographic apostrophe was read as a terminator, as asked"),
    "GLUED_SEGMENT": ("error", "a segment begins inside another: a terminator is missing"),
    "GLUED_REPAIRED": ("warning", "a segment was cut where another begins, as asked"),
    "UNTERMINATED": ("warning", "the file ends without a terminator"),
    "OUTSIDE_MESSAGE": ("warning", "a segment between two messages"),
    "UNH_MISSING": ("error", "a record begins outside a message"),
    "NOT_PNRGOV": ("warning", "the message is not PNRGOV: its records are read as if it were"),
    "UNT_MISSING": ("error", "the message does not end"),
    "TRUNCATED": ("error", "the file ends inside this record"),
    "RECORD_LOST": ("error", "the file ends before this record has a locator: it is not given"),
    "SEGMENT_COUNT": ("warning", "UNT declares another number of segments"),
    "MESSAGE_COUNT": ("warning", "UNZ or UNE declares another number of messages"),
    "RECORD_COUNT": ("warning", "EQN declares another number of records"),
    "REFERENCE_MISMATCH": ("warning", "the reference at the end is not the one at the beginning"),
    "UNZ_MISSING": ("warning", "the interchange does not end"),
    "PUSH_INCOMPLETE": ("warning", "parts of a split push have not come"),
    "PART_REPEATED": ("warning", "a part of a split push came twice: the first is kept"),
    "RECORD_SKIPPED": ("error", "a record begins inside another segment: nothing of it is given"),
    "LOCATOR_MISSING": ("error", "a record without a locator"),
    "LOCATOR_UNREADABLE": ("error", "not a record locator"),
    "LOCATOR_TYPE_OMITTED": ("note", "RCI leaves its type out together with its colon"),
    "DATE_UNREADABLE": ("warning", "not a date or a time"),
    "ARRIVAL_DATE_OMITTED": ("note", "TVL leaves the arrival date out together with its colon"),
    "UNEXPECTED_SEGMENT": ("warning", "a segment that has no place here: kept as sent, not read"),
    "PASSENGER_REPEATED": ("warning", "a passenger named again with the same reference and name: counted once"),
    "TRI_MISSING": ("warning", "somebody is named after the flights and no check-in was begun: no further passenger"),
    "NO_PASSENGER": ("warning", "a passenger's segment before the first passenger"),
    "NO_FLIGHT": ("warning", "a flight's segment before the first flight"),
    "CODESHARE_INVERTED": ("warning", "the header flies under the first number, so the second is the marketing one"),
    "PASSENGER_UNMATCHED": ("warning", "a passenger reference that no passenger of the record has"),
    "BAG_TAGS_MISMATCH": ("warning", "the number of bags is not the number of tags"),
    "BAG_TAG_SHARED": ("note", "one tag is named for two passengers of a leg"),
    "WEIGHT_UNIT": ("warning", "a weight that is neither in kilograms (700) nor in pounds (701)"),
    "NUMBER_UNREADABLE": ("warning", "not a whole number"),
}

_LETTER, _DIGIT, _SHOWN = re.compile(r"[^\W\d_]"), re.compile(r"\d"), 24


def fault(code: str, segment: int, offset: int, text: str, message: int) -> Diagnostic:
    """A diagnostic; of the text only its form is kept."""
    return Diagnostic(code, CODES[code][0], segment, offset, form(text), message)


def form(text: str) -> str:
    """A text's form: tag kept, every other letter A, every digit 9; at most two dozen characters."""
    tag = text[:3] if re.match(r"[A-Z]{3}(?![A-Za-z0-9])", text) else ""
    return tag + _DIGIT.sub("9", _LETTER.sub("A", text[len(tag) : _SHOWN]))
