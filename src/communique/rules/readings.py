"""When was a cited place read in the law itself, in which text, and what of it was left out?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from communique.rules.form import FormError
from communique.rules.parameters import Citation
from communique.rules.schema import day

READING = ("read", "edition", "unread")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def as_read(data: Mapping[str, Any], cited: Citation) -> Citation:
    """The citation with what is written of its reading; as it is where nothing is.

    Raises FormError for a day that cannot be, before the day of the instrument or of the text, or still to come; for an
    edition without a reading; for words that say nothing.
    """
    given = {key: data[key] for key in READING if key in data}
    if given and "read" not in given:
        raise FormError(f"{next(iter(given))} goes with read, the day on which it was read", next(iter(given)))
    if not given:
        return cited
    read = day(given["read"])
    if read is None:
        raise FormError(f"read = {given['read']!r} is no date (YYYY-MM-DD)", "read")
    edition, unread = given.get("edition"), given.get("unread", "")
    _refuse_empty(given)
    _refuse_impossible(read, cited.instrument, edition)
    return replace(cited, read=read, edition=day(edition) or edition, unread=unread)


def _refuse_empty(given: Mapping[str, Any]) -> None:
    for key in ("edition", "unread"):
        value = given.get(key, "-")
        dated = key == "edition" and day(value) is not None
        if not dated and not (isinstance(value, str) and value.strip()):
            raise FormError(f"{key} = {value!r} says nothing", key)


def _refuse_impossible(read: date, instrument: str, edition: Any) -> None:
    """Nobody reads a law before it is made, a text before it is current to its day, or tomorrow."""
    if read > datetime.now(UTC).date():
        raise FormError(f"read = {read} is still to come", "read")
    made = _days(instrument)[:1]
    for named, what in ((made, "the instrument"), (_days(str(edition)), "the edition")):
        late = [each for each in named if each > read]
        if late:
            raise FormError(f"read = {read} is before {what}, of {max(late)}", "read")


def _days(text: str) -> list[date]:
    """The days named in a text, in its order."""
    return [found for each in _DAY.findall(text) if (found := day(each)) is not None]
