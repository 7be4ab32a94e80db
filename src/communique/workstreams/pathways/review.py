"""What has to be checked again, and what did a person find who did?

A re-check is a row of the reviews file, beside and never in the catalogue: state, day, source. It governs from its day
on; a replay at an earlier `known_at` does not know it.
"""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from communique.errors import CommuniqueError
from communique.rules.schema import suggestion
from communique.workstreams.pathways.compiled import day
from communique.workstreams.pathways.pathway import Catalogue
from communique.workstreams.pathways.states import state_on
from communique.workstreams.pathways.tables import CODES, LETTERS, STATUS_COLUMNS


class ReviewError(CommuniqueError):
    """A re-check that cannot be recorded."""


@dataclass(frozen=True)
class Due:
    """A pathway to be checked again: by when, and how many days that is past (negative: still to come)."""

    pathway: str
    country: str
    program: str
    code: str
    as_of: date | None
    confidence: str
    review_by: date | None
    days_past: int | None
    verified: bool


def reviews_file() -> Path:
    """Where re-checks are kept: below COMMUNIQUE_HOME, or the platform's folder for user data."""
    home = os.environ.get("COMMUNIQUE_HOME")
    if home:
        return Path(home) / "pathways" / "reviews.csv"
    import platformdirs

    return Path(platformdirs.user_data_dir("communique", appauthor=False)) / "pathways" / "reviews.csv"


def due(catalogue: Catalogue, on: date, known_at: date | None = None, within: int = 0) -> list[Due]:
    """Pathways past review on the day, or that will be `within` so many days; the longest overdue first."""
    found = []
    for each in day(catalogue, on, known_at).pathways:
        past = None if each.review_by is None else (on - each.review_by).days
        if past is not None and past <= -within:
            continue
        row = each.row
        found.append(
            Due(
                each.pathway.id,
                each.pathway.country,
                each.pathway.program,
                "unknown" if row is None else row.code,
                None if row is None else row.as_of,
                each.pathway.confidence if row is None else row.confidence,
                each.review_by,
                past,
                row is not None and row.verified,
            )
        )
    return sorted(found, key=lambda each: (-(each.days_past if each.days_past is not None else 10**6), each.pathway))


def readings(catalogue: Catalogue, on: date, known_at: date | None = None) -> dict[str, tuple[int, int]]:
    """Country to the criteria in force on the day, and how many of them rest on a place that was read in the law.

    A reading made after `known_at` does not count: it was not known.
    """
    found: dict[str, tuple[int, int]] = {}
    for name, pathway in catalogue.pathways.items():
        rules = [catalogue.book.rules[rule] for rule in catalogue.book.sets[name].rules]
        held = [rule for rule in rules if rule.holds(on, known_at)]
        days = [rule.citation.read for rule in held if rule.citation is not None and rule.citation.read is not None]
        read = sum(known_at is None or each <= known_at for each in days)
        before = found.get(pathway.country, (0, 0))
        found[pathway.country] = before[0] + len(held), before[1] + read
    return found


def record(
    catalogue: Catalogue,
    file: Path,
    pathway: str,
    *,
    status: str,
    source: str,
    on: date,
    recorded_on: date,
    confidence: str = "B",
    note: str = "",
) -> dict[str, str]:
    """The row appended to the reviews file for a re-check made `on` a day.

    Raises ReviewError for an unknown pathway, status or letter, a day ahead or before the last check, or no source.
    """
    _refuse(catalogue, pathway, status, source, confidence, on, recorded_on)
    row = dict(
        zip(
            STATUS_COLUMNS,
            (pathway, status, str(on), "", str(on), confidence, source, note, str(recorded_on)),
            strict=True,
        )
    )
    _append(file, row)
    return row


def _refuse(
    catalogue: Catalogue, pathway: str, status: str, source: str, confidence: str, on: date, recorded_on: date
) -> None:
    if pathway not in catalogue.pathways:
        raise ReviewError(f"no such pathway: {pathway}{suggestion(pathway, catalogue.pathways)}", column="ID")
    for option, value, allowed in (("--status", status, CODES), ("--confidence", confidence, LETTERS)):
        if value not in allowed:
            raise ReviewError(f"{value!r} is none of {', '.join(allowed)}", column=option)
    if not source.strip():
        raise ReviewError("say where it was read: a title, an address", column="--source")
    if on > recorded_on:
        raise ReviewError(f"{on} is still to come", column="--on")
    last = state_on(catalogue.statuses[pathway], recorded_on)
    if last is not None and on < last.as_of:
        raise ReviewError(f"{pathway} was checked later than {on}: on {last.as_of}", column="--on")


def _append(file: Path, row: dict[str, str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = not file.exists()
    with file.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, STATUS_COLUMNS, lineterminator="\n")
        if fresh:
            writer.writeheader()
        writer.writerow(row)
