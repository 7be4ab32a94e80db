"""How are states, dates, figures, chances and reasons said on a page?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from communique.commitment import Evidence
from communique.geo import NORTH_AMERICA, TOGETHER, country_name
from communique.language import Said, Text, Words
from communique.language import words as words_of
from communique.progress import printed
from communique.view import Cell

#: State -> its shape and its colour; the word comes from Fluent.
SIGNS: Mapping[str, tuple[str, str]] = {
    "delivered": ("●", "done"),
    "on_track": ("●", "done"),
    "late": ("●", "done"),
    "partial": ("◐", "under-way"),
    "activity": ("◐", "under-way"),
    "behind": ("◐", "under-way"),
    "mixed": ("◑", "mixed"),
    "reversed": ("↺", "reversed"),
    "overdue_unknown": ("◌", "unknown"),
    "unknown": ("○", "unknown"),
}
#: Groups of states as the summary line counts them, in its order.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "done": ("delivered", "on_track", "late"),
    "under-way": ("partial", "activity", "behind"),
    "mixed": ("mixed",),
    "reversed": ("reversed",),
    "unknown": ("unknown", "overdue_unknown"),
}
#: How units are printed; those that need no change are not here.
_SUBSCRIPTS = {
    "CH4": "CH₄",
    "CO2": "CO₂",
    "CO2e": "CO₂e",
    "N2O": "N₂O",
    "NH3": "NH₃",
    "H2": "H₂",
    "m2": "m²",
    "km2": "km²",
    "m3": "m³",
}
_NAME = re.compile(r"[A-Za-z]\w*")
_DATED_MONEY = re.compile(r"\b([A-Z]{3})_(\d{4})\b")


@dataclass(frozen=True)
class Sign:
    """A state as it is shown: shape, word and colour, never one alone."""

    state: str
    shape: str
    word: str
    colour: str


class PageWords:
    """The words of one language for pages; formats figures and dates with Babel, sentences with Fluent."""

    def __init__(self, language: str, evidence: Iterable[Evidence] = ()) -> None:
        self.words: Words = words_of(language)
        self.language = language
        self.evidence = {row.id: row for row in evidence}

    @property
    def colon(self) -> str:
        """A colon between two parts of a line; in French a blank that does not break stands before it."""
        return "\u00a0: " if self.language == "fr" else ": "

    def t(self, id: str, **args: Any) -> str:
        """A message."""
        return self.words.message(id, **args)

    def say(self, said: Said | str) -> str:
        """A text, a sentence in each language or a proper name, in this language; its dates by locale."""
        if isinstance(said, Text):
            return self.words.say(Text(said.id, {name: self._argument(name, v) for name, v in said.args.items()}))
        return self.words.say(said)

    def _argument(self, name: str, value: Any) -> Any:
        if name == "date" and isinstance(value, str):
            return self.words.date(dt.date.fromisoformat(value))
        return value

    def reason(self, text: Text, page: str = "") -> Markup:
        """A reason whose evidence is given by sentence and date, each a link to its row below, or on another page."""
        marks: dict[str, Markup] = {}

        def stand_in(name: str, value: Any) -> Any:
            cited = self._group(value, page) if name == "group" else self._cited(value, page)
            if cited is None:
                return value
            marks[f"\ue000{len(marks)}\ue001"] = cited
            return next(reversed(marks))

        said = self.say(Text(text.id, {name: stand_in(name, value) for name, value in text.args.items()}))
        html = str(escape(said))
        for mark, cited in marks.items():
            html = html.replace(mark, str(cited))
        return Markup(html)

    def _group(self, group: Any, page: str) -> Markup | None:
        rows = [row.id for row in self.evidence.values() if row.conflict_group == group]
        links = [Markup('<a href="{0}#evidence-{1}">{1}</a>').format(page, id) for id in sorted(rows)]
        return Markup(", ").join(links) if links else None

    def _cited(self, id: Any, page: str) -> Markup | None:
        row = self.evidence.get(id) if isinstance(id, str) else None
        if row is None:
            return None
        event = self.say(row.event).rstrip(".")
        return Markup('<a href="{}#evidence-{}">{}</a> ({})').format(page, row.id, event, self.when(row))

    def sign(self, state: str) -> Sign:
        """Shape, word and colour of a state."""
        shape, colour = SIGNS[state]
        return Sign(state, shape, self.t(f"state-{state.replace('_', '-')}"), colour)

    def party(self, party: str) -> str:
        """The name of a country, of all together, or of the region."""
        if party == TOGETHER:
            return self.t("party-together")
        if party == "regional":
            return self.t("party-regional")
        return country_name(party, self.language)

    def short(self, party: str) -> str:
        """A party in a narrow column."""
        return self.t(f"party-short-{party.lower()}") if party in NORTH_AMERICA else self.party(party)

    def parties(self, parties: Sequence[str]) -> str:
        """Several parties in the order given."""
        return ", ".join(self.party(party) for party in parties)

    def listed(self, names: Iterable[str]) -> str:
        """Several names as a sentence names them."""
        from babel.lists import format_list

        return str(format_list(list(names), locale=self.words.locale))

    def day(self, day: dt.date) -> str:
        """A day in a sentence."""
        return self.words.date(day)

    def when(self, row: Evidence) -> str:
        """When a row of evidence happened, never more precisely than it is known."""
        return self.span(row.start, row.end, row.precision)

    def span(self, start: dt.date | None, end: dt.date | None, precision: str) -> str:
        """An interval of days as precisely as its precision allows."""
        if start is None or end is None:
            return self.t("date-undated")
        said = self._span(start, end, precision.removeprefix("inferred_"))
        return self.t("date-inferred", date=said) if precision.startswith("inferred") else said

    def _span(self, start: dt.date, end: dt.date, precision: str) -> str:
        if precision == "year":
            return str(start.year) if start.year == end.year else self.between(str(start.year), str(end.year))
        if precision == "month":
            first, last = self.words.month(start), self.words.month(end)
            return first if first == last else self.between(first, last)
        if start == end:
            return self.day(start)
        from babel.dates import format_interval

        return str(format_interval(start, end, "yMMMd", locale=self.words.locale))

    def between(self, low: str, high: str) -> str:
        """An interval of two printed ends."""
        return f"{low}–{high}"

    def unit(self, unit: str) -> str:
        """A unit as it is printed; nothing for a pure number."""
        if unit in ("", "1"):
            return ""
        dated = _DATED_MONEY.sub(r"\1 \2", unit)
        return _NAME.sub(lambda name: _SUBSCRIPTS.get(name[0], name[0]), dated)

    def amount(self, value: float, unit: str, low: float | None = None, high: float | None = None) -> str:
        """A figure with its unit, and in brackets its interval where it has one."""
        digits = decimals(value)
        said = self.words.number(value, digits)
        if low is not None and high is not None:
            low_, high_ = self.words.number(low, digits), self.words.number(high, digits)
            said = f"{said} ({self.between(low_, high_)})"
        return f"{said} {self.unit(unit)}".strip()

    def change(self, share: float) -> str:
        """A relative change with its sign: −4 %, +2 %."""
        said = self.words.percent(share, 0 if abs(share) >= 0.1 else 1)
        return f"+{said}" if share > 0 else said

    def chance(self, value: float) -> str:
        """A probability in words and as a number: about 3 in 10 (0.31)."""
        shown = printed(value)
        number = self.words.number(shown, 2)
        if shown < 0.05:
            return self.t("chance-below", p=number)
        if shown > 0.95:
            return self.t("chance-above", p=number)
        return self.t("chance-about", n=min(max(round(shown * 10), 1), 9), p=number)

    def cell(self, cell: Cell | Said) -> str:
        """A cell of a table; the unknown is said."""
        if cell is None:
            return self.t("view-unknown")
        if isinstance(cell, bool | str):
            return str(cell)
        if isinstance(cell, int):
            return str(cell)
        if isinstance(cell, float):
            return self.words.number(cell, decimals(cell)) if cell == cell else self.t("view-unknown")
        if isinstance(cell, dt.date):
            return self.words.date(cell, "iso")
        return self.say(cell)


def decimals(value: float) -> int:
    """Decimals that show two or three significant figures, none for large or whole figures."""
    size = abs(value)
    if size >= 100 or value == int(value):
        return 0
    return 1 if size >= 10 else 2 if size >= 0.1 else 3
