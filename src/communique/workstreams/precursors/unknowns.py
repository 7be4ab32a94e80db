"""How much is not known of each jurisdiction's lists on a day, and why?

Counts by reason, without names: an answer that is not known is never shown as one of not being listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from communique.workstreams.precursors.entries import JURISDICTIONS, Entry
from communique.workstreams.precursors.status import UNKNOWN, status
from communique.workstreams.precursors.substances import substances


def unknowns(entries: Iterable[Entry], *, on: date, known_at: date) -> dict[str, Counter[str]]:
    """Jurisdiction -> reason -> number of substances whose status is not known."""
    entries = tuple(entries)
    found: dict[str, Counter[str]] = {each: Counter() for each in JURISDICTIONS}
    for substance in substances():
        for jurisdiction in JURISDICTIONS:
            answer = status(entries, substance, jurisdiction, on=on, known_at=known_at)
            if answer.status == UNKNOWN:
                found[jurisdiction][answer.reason] += 1
    return found
