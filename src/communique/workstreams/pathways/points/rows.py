"""How many points does each line of a file of profiles get?

In: one JSON object a line, `{"id", "on", "profile"}`. Out, line by line in the same order: `{"id", "total", …}`,
whole numbers or `[least, most]` where an answer is an interval; `{"id", "unknown": reason}` where an answer or the
rules of the day are not there; `{"id", "error"}` where an answer cannot be, with the line where it has no id. No
profile is kept.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from communique.workstreams.pathways.points.fields import FieldError
from communique.workstreams.pathways.points.figures import Unrecorded, steady_since, unrecorded
from communique.workstreams.pathways.points.laws import Law, law
from communique.workstreams.pathways.points.profile import SHAPES, Answers, read_profile


@dataclass(frozen=True)
class Asked:
    """One readable line: whose points are asked for, and on which day."""

    place: int
    id: object
    on: date
    answers: Answers


@dataclass(frozen=True)
class Scored:
    """Answers to all lines, in their order, and the faults of those that could not be scored."""

    answers: tuple[dict[str, Any], ...]
    faults: tuple[FieldError, ...]


def score_file(
    grid: str, profiles: Path, out: Path, *, default_on: date | None = None, known_at: date | None = None
) -> Scored:
    """Scores a file (also one that ends in .gz) and writes the answers to `out`.

    grid        crs or fsw
    default_on  the day for lines without `on`

    Raises FieldError for a file that is no text, or that would be written over; faults of lines are in the answer.
    """
    if out.exists() and out.samefile(profiles):
        raise FieldError("the answers would be written over the profiles; name another file", file=out, column="--out")
    opened = gzip.open if profiles.suffix == ".gz" else open
    try:
        with opened(profiles, "rt", encoding="utf-8-sig") as stream:
            scored = score_rows(grid, stream, file=profiles, default_on=default_on, known_at=known_at)
    except (UnicodeDecodeError, EOFError) as error:
        raise FieldError(f"is not whole UTF-8 text: {error}", file=profiles) from None
    except gzip.BadGzipFile as error:
        raise FieldError(f"ends in .gz and is not gzipped: {error}", file=profiles) from None
    out.write_text("".join(json.dumps(answer, allow_nan=False) + "\n" for answer in scored.answers), encoding="ascii")
    return scored


def score_rows(
    grid: str,
    lines: Iterable[str],
    *,
    file: Path | None = None,
    default_on: date | None = None,
    known_at: date | None = None,
) -> Scored:
    """The answer to every line that is not empty; a faulty line is answered with its fault and stops no other."""
    the_law = law(grid)
    answers: list[dict[str, Any]] = []
    faults: list[FieldError] = []
    asked: list[Asked] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row: dict[str, Any] = {}
        try:
            row = _parsed(line)
            asked.append(_asked(row, len(answers), grid, the_law, default_on))
            answers.append({"id": row["id"]})
        except FieldError as fault:
            id = row.get("id") if _is_id(row.get("id")) else None
            faults.append(_placed(fault, id, file, number))
            answers.append({"id": id, "error": str(fault) if id is not None else f"line {number}: {fault}"})
    for one, found in _answered(asked, grid, the_law, known_at):
        answers[one.place].update(found)
    return Scored(tuple(answers), tuple(faults))


def _placed(fault: FieldError, id: object, file: Path | None, number: int) -> FieldError:
    said = fault.message if id is None else f"{fault.message} (id {id})"
    return FieldError(said, file=file, row=number, column=fault.column)


def _parsed(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line.strip(), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise FieldError(f"is not JSON: {error.msg} at character {error.pos + 1}") from None
    except ValueError as error:  # also of a number with thousands of digits
        raise FieldError(f"is not JSON: {error}") from None
    except RecursionError:
        raise FieldError("is nested too deeply to be a profile") from None
    if not isinstance(row, dict):
        raise FieldError('a line is an object: {"id": …, "on": …, "profile": …}')
    return row


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for n, (key, _) in enumerate(pairs) if key in dict(pairs[:n]))
        raise FieldError("is answered twice", column=twice)
    return found


def _asked(row: dict[str, Any], place: int, grid: str, the_law: Law, default_on: date | None) -> Asked:
    if not _is_id(row.get("id")):
        raise FieldError("every line has an id, a text or a whole number", column="id")
    if "profile" not in row:
        raise FieldError("every line has a profile", column="profile")
    answers = read_profile(row["profile"], SHAPES[grid], the_law.fields())
    return Asked(place, row["id"], _day(row.get("on"), default_on), answers)


def _is_id(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _day(written: object, default_on: date | None) -> date:
    if written is None and default_on is not None:
        return default_on
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        raise FieldError(f"{written!r} is not a date such as 2026-10-01", column="on") from None


def _answered(
    asked: Sequence[Asked], grid: str, the_law: Law, known_at: date | None
) -> Iterator[tuple[Asked, dict[str, Any]]]:
    """Points for all lines of the same rules at once."""
    for _, group in groupby(sorted(asked, key=_rules_since), key=_rules_since):
        same = list(group)
        low, high = (
            {name: np.array([one.answers.spans[name][end] for one in same]) for name in the_law.fields()}
            for end in (0, 1)
        )
        found = the_law.points(low, high, same[0].on, known_at)
        for n, one in enumerate(same):
            if isinstance(found, Unrecorded):
                yield one, {"unknown": unrecorded(grid, one.on, known_at).reason}
            elif one.answers.missing:
                yield one, {"unknown": f"not given: {', '.join(one.answers.missing)}"}
            else:
                yield one, {part: _written(*(int(end[n]) for end in found[part])) for part in the_law.parts}


def _rules_since(one: Asked) -> date:
    return steady_since(one.on)


def _written(least: int, most: int) -> int | list[int]:
    return least if least == most else [least, most]
