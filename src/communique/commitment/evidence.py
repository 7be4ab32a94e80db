"""What is said to have happened, when exactly, by which source, and which of it may be believed?

A date is an interval as wide as its precision. Rows are never edited: a correction supersedes, a withdrawal is dated.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from communique.errors import CommuniqueError
from communique.geo import CountryError, in_order, known_country
from communique.language import COMPLETE

COLUMNS = (
    "evidence_id", "commitment", "date", "date_end", "precision", "kind", "role", "scope", "parties",
    "event_en", "event_es", "event_fr", "confidence", "source_class", "source", "conflict_group", "recorded_on",
    "supersedes", "withdrawn_on", "rejected_because", "note_en", "note_es", "note_fr",
    "event_key", "place", "office_holders",
)  # fmt: skip
PRECISIONS = ("day", "month", "year", "inferred_day", "inferred_year", "undated")
KINDS = ("delivered", "partial", "activity", "none_found", "not_searched", "uncertain", "reversal", "rejected")
ROLES = ("direct", "related", "context", "measure")
SCOPES = ("trilateral", "bilateral", "regional", "national")
CONFIDENCES = ("high", "medium", "low", "unverified")
SOURCE_CLASSES = ("official", "official_copy", "organiser", "partner", "press", "secondary", "none")
#: Source classes that carry a delivered, partial or reversal row of high confidence alone.
FIRST_HAND = ("official", "official_copy", "organiser")
#: Kinds that say that something was done or undone.
CLAIMS = ("delivered", "partial", "reversal")
#: The frame itself, where evidence is about the summit and no one commitment.
SUMMIT = "summit"
REGIONAL = "regional"


class EvidenceError(CommuniqueError):
    """A row of evidence that cannot be read."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A dated event. `start` and `end` enclose it; both None where it is undated."""

    id: str
    commitment: str
    start: dt.date | None
    end: dt.date | None
    precision: str
    kind: str
    role: str
    scope: str
    parties: tuple[str, ...]
    event: Mapping[str, str]
    confidence: str
    source_class: str
    source: str
    conflict_group: str
    recorded_on: dt.date
    supersedes: str = ""
    withdrawn_on: dt.date | None = None
    rejected_because: str = ""
    note: Mapping[str, str] | None = None
    event_key: str = ""
    place: str = ""
    office_holders: tuple[str, ...] = ()

    @property
    def latest(self) -> dt.date:
        """The last day on which it can have happened: an undated event happened before it was recorded."""
        return self.end or self.recorded_on

    @property
    def order(self) -> tuple[dt.date, dt.date, str]:
        """Sorts by interval, undated last; no day is invented."""
        return (self.start or dt.date.max, self.end or dt.date.max, self.id)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row may not enter: the rule it breaks, the column at fault and its value."""

    evidence_id: str
    rule: str
    column: str
    value: str
    against: str = ""


def interval(text: str, end: str, precision: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a date written as precisely as it is known: 2023, 2023-06 or 2023-06-14.

    Raises ValueError where the text says more or less than its precision.
    """
    if precision == "undated":
        if text:
            raise ValueError(f"{text!r} is a date, but the row is undated")
        return None, None
    parts = {"day": 3, "inferred_day": 3, "month": 2, "year": 1, "inferred_year": 1}[precision]
    if text.count("-") != parts - 1:
        raise ValueError(f"{text!r} is not as precise as {precision}: write {'YYYY-MM-DD'[: (4, 7, 10)[parts - 1]]}")
    first = dt.date.fromisoformat(text + "-01" * (3 - parts))
    if end:
        last = dt.date.fromisoformat(end)
    elif parts == 3:
        last = first
    elif parts == 2:
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    else:
        last = dt.date(first.year, 12, 31)
    if last < first:
        raise ValueError(f"ends on {last}, before it begins on {first}")
    return first, last


def read_evidence(file: str | Path) -> tuple[Evidence, ...]:
    """The rows of an evidence register; raises EvidenceError naming file, row and column for the first fault."""
    rows, faults = read_with_faults(file)
    if faults:
        raise faults[0]
    return rows


def read_with_faults(file: str | Path) -> tuple[tuple[Evidence, ...], list[EvidenceError]]:
    """The good rows of an evidence register, and what is wrong with each of the others."""
    file = Path(file)
    good: list[Evidence] = []
    faults: list[EvidenceError] = []
    seen: dict[str, int] = {}
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            lacking = [column for column in COLUMNS[:17] if column not in (reader.fieldnames or ())]
            if lacking:
                return (), [EvidenceError(f"lacks the columns {', '.join(lacking)}", file=file, row=1)]
            for cells in reader:
                row = reader.line_num
                try:
                    evidence = as_evidence({key: value or "" for key, value in cells.items() if key}, file, row)
                    if evidence.id in seen:
                        twin = f"{evidence.id!r} stands in row {seen[evidence.id]} too"
                        raise EvidenceError(twin, file=file, row=row, column="evidence_id")
                    seen[evidence.id] = row
                    good.append(evidence)
                except EvidenceError as fault:
                    faults.append(fault)
    except (UnicodeDecodeError, csv.Error) as error:
        return (), [EvidenceError(f"not readable as UTF-8 CSV: {error}", file=file)]
    return tuple(good), faults


def as_evidence(cells: Mapping[str, str], file: Path, row: int) -> Evidence:
    """One row of a register from its cells; raises EvidenceError naming file, row and column."""

    def fault(column: str, message: str) -> EvidenceError:
        return EvidenceError(message, file=file, row=row, column=column)

    def one_of(column: str, allowed: Sequence[str]) -> str:
        if cells[column] not in allowed:
            raise fault(column, f"{cells[column]!r} is none of {', '.join(allowed)}")
        return cells[column]

    def day(column: str) -> dt.date | None:
        try:
            return dt.date.fromisoformat(cells[column]) if cells.get(column) else None
        except ValueError:
            raise fault(column, f"{cells[column]!r} is not a date such as 2026-11-24") from None

    precision = one_of("precision", PRECISIONS)
    try:
        start, end = interval(cells["date"], cells["date_end"], precision)
    except ValueError as error:
        raise fault("date", str(error)) from None
    recorded_on = day("recorded_on")
    if recorded_on is None:
        raise fault("recorded_on", "when was the row recorded?")
    parties = tuple(cells["parties"].split(";"))
    if parties != (REGIONAL,):
        try:
            parties = in_order(known_country(party) for party in parties)
        except CountryError as error:
            raise fault("parties", str(error)) from None
    kind = one_of("kind", KINDS)
    if kind == "rejected" and not cells.get("rejected_because"):
        raise fault("rejected_because", "a rejected row says why it was rejected")
    event = {language: cells[f"event_{language}"] for language in COMPLETE}
    silent = [language for language, said in event.items() if not said]
    if silent:
        raise fault(f"event_{silent[0]}", "the event is not said in this language")
    note = {language: cells.get(f"note_{language}", "") for language in COMPLETE}
    return Evidence(
        id=cells["evidence_id"], commitment=cells["commitment"], start=start, end=end, precision=precision, kind=kind,
        role=one_of("role", ROLES), scope=one_of("scope", SCOPES), parties=parties, event=event,
        confidence=one_of("confidence", CONFIDENCES), source_class=one_of("source_class", SOURCE_CLASSES),
        source=cells["source"], conflict_group=cells["conflict_group"], recorded_on=recorded_on,
        supersedes=cells.get("supersedes", ""), withdrawn_on=day("withdrawn_on"),
        rejected_because=cells.get("rejected_because", ""), note=note if any(note.values()) else None,
        event_key=cells.get("event_key", ""), place=cells.get("place", ""),
        office_holders=tuple(filter(None, cells.get("office_holders", "").split(";"))),
    )  # fmt: skip


def known_rows(rows: Iterable[Evidence], known_at: dt.date) -> tuple[Evidence, ...]:
    """Rows recorded by a day and by then neither withdrawn nor superseded."""
    recorded = [row for row in rows if row.recorded_on <= known_at]
    replaced = {row.supersedes for row in recorded if row.supersedes}
    return tuple(
        row
        for row in recorded
        if row.id not in replaced and not (row.withdrawn_on is not None and row.withdrawn_on <= known_at)
    )


_STRENGTH = ("activity", "partial", "delivered")


def agreed(rows: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Rows with each conflict group reduced to what its members agree on: the weakest claim, the parties all name.

    Both rows stay; only what they may be used for shrinks. A group without a claim in common is uncertain.
    """
    rows = tuple(rows)
    groups: dict[str, list[Evidence]] = defaultdict(list)
    for row in rows:
        if row.conflict_group:
            groups[row.conflict_group].append(row)
    return tuple(_agreed(row, groups[row.conflict_group]) if row.conflict_group else row for row in rows)


def _agreed(row: Evidence, group: Sequence[Evidence]) -> Evidence:
    kinds = {member.kind for member in group}
    if len(kinds) == 1:
        kind = row.kind
    elif kinds <= set(_STRENGTH):
        kind = min(kinds, key=_STRENGTH.index)
    else:
        kind = "uncertain"
    named = [set(member.parties) for member in group if member.parties != (REGIONAL,)]
    common = set.intersection(*named) if named else {REGIONAL}
    parties = row.parties if row.parties == (REGIONAL,) else in_order(set(row.parties) & common)
    return replace(row, kind=kind, parties=parties)


def single_source(row: Evidence, rows: Iterable[Evidence]) -> bool:
    """Whether a claim of high confidence rests on one source that is neither official nor the organiser's.

    Two addresses of different sites on the same event of the same commitment are independent.
    """
    if row.kind not in CLAIMS or row.confidence != "high" or row.source_class in FIRST_HAND:
        return False
    return len({_site(other.source) for other in rows if _same_event(row, other) and other.source}) < 2


def _same_event(row: Evidence, other: Evidence) -> bool:
    if row.id == other.id:
        return True
    if row.commitment != other.commitment or row.kind != other.kind:
        return False
    if row.event_key or other.event_key:
        return row.event_key == other.event_key
    return row.start is not None and other.start is not None and row.start <= other.latest and other.start <= row.latest


def _site(address: str) -> str:
    host = address.split("//")[-1].split("/")[0].casefold()
    return ".".join(host.split(".")[-2:])


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """Who held an office of a party between two days."""

    party: str
    office: str
    holder: str
    start: dt.date
    end: dt.date | None


def screen(
    proposed: Iterable[Evidence], register: Sequence[Evidence], office_holders: Sequence[OfficeHolder] = ()
) -> Iterator[Fault]:
    """What keeps each proposed row out of the register, by rule and never by a list of names of sites.

    contradicts-official   another date or place than an official's or organiser's row on the same numbered event
    not-in-office          names an office-holder who did not hold the office on that day
    weak-single-source     a claim on a source class below press, and no second independent source
    """
    proposed = tuple(proposed)
    for row in proposed:
        yield from _contradictions(row, register)
        yield from _not_in_office(row, office_holders)
        if row.kind in CLAIMS and row.source_class in ("secondary", "none"):
            sources = {_site(o.source) for o in (*register, *proposed) if _same_event(row, o) and o.source}
            if len(sources) < 2:
                yield Fault(row.id, "weak-single-source", "source_class", row.source_class)


def _contradictions(row: Evidence, register: Sequence[Evidence]) -> Iterator[Fault]:
    if not row.event_key:
        return
    for official in register:
        if official.event_key != row.event_key or official.source_class not in FIRST_HAND or official.id == row.id:
            continue
        if row.start and official.start and (row.start > official.latest or row.latest < official.start):
            yield Fault(row.id, "contradicts-official", "date", row.start.isoformat(), official.id)
        if row.place and official.place and row.place.casefold() != official.place.casefold():
            yield Fault(row.id, "contradicts-official", "place", row.place, official.id)


def _not_in_office(row: Evidence, office_holders: Sequence[OfficeHolder]) -> Iterator[Fault]:
    for named in row.office_holders:
        party, office, holder = [*named.split(":"), "", ""][:3]
        terms = [t for t in office_holders if (t.party, t.office, t.holder) == (party, office, holder)]
        if not terms or row.start is None:
            continue  # an office that is not recorded proves nothing
        if not any(t.start <= row.latest and (t.end is None or row.start <= t.end) for t in terms):
            yield Fault(row.id, "not-in-office", "office_holders", named)
