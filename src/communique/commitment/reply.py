"""What does a party answer to what is said of it? A reply stands beside what it answers, and changes no state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from communique.language import COMPLETE


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply: who speaks, on which promise, to which row, what and when.

    id           its anchor on a page, unique within an edition
    table, about the row that is answered, such as register.evidence 06-1; about is empty where the state is answered
    to           what that row says; None where it is not on record, or where the state is answered
    what         a sentence for every language, as `in_every_language` gives it
    start, end   enclose when it was said, as precisely as `precision` says; both None where it is undated
    source       address of the party's own statement, empty where it handed in none
    """

    id: str
    commitment: str
    party: str
    table: str
    about: str
    to: Mapping[str, str] | None
    what: Mapping[str, str]
    start: dt.date | None
    end: dt.date | None
    precision: str
    source: str

    @property
    def order(self) -> tuple[dt.date, dt.date, str]:
        """Sorts by interval, undated last; no day is invented."""
        return (self.start or dt.date.max, self.end or dt.date.max, self.id)


def in_every_language(said: Mapping[str, str]) -> dict[str, str]:
    """A sentence in every language: its own where it was said in it, else another's, marked; empty where unsaid."""
    own = {code: text for code in COMPLETE if (text := said.get(code, "").strip())}
    if not own:
        return {}
    code, text = next(iter(own.items()))
    return {language: own.get(language, f"[{code}] {text}") for language in COMPLETE}
