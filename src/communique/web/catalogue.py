"""What does the API know, ready to be read? An edition's lists, checked once, cut to a page and written down."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from communique.assess.comparing import EditionError, compare, read_edition
from communique.web import models
from communique.web.answers import Prepared, prepare

Row = Mapping[str, Any]
Format = Literal["json", "csv"]
TYPES: Mapping[Format, str] = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
#: Answers kept in memory; an edition does not change, so that an answer is never out of date.
MOST_KEPT = 512
_SOURCE = ("title", "publisher", "year", "url", "licence", "note")


@dataclass(frozen=True, eq=False)  # told apart by identity, so that answers can be kept by it
class Listing:
    """One resource: all its rows in the edition's order, and of its CSV the columns and what is left out of it."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    nested: frozenset[str]


@dataclass(frozen=True)
class Catalogue:
    """All that the API answers. `changes` is None where there is no edition to compare with."""

    edition: Listing
    commitments: Listing
    indicators: Listing
    evidence: Listing
    sources: Listing
    changes: Listing | None


def read_catalogue(folder: Path, before: Path | None = None) -> Catalogue:
    """The catalogue of an edition's folder, against an earlier edition if one is given.

    Raises EditionError where there is no edition, where the editions are of two summits, or where a part is not as
    the API describes it, naming the part.
    """
    data = read_edition(folder)
    commitments = data["commitments"]
    head = {key: value for key, value in data.items() if key not in ("commitments", "sources")}
    file = folder / "edition.json"
    return Catalogue(
        edition=_listing([head], models.Edition, file),
        commitments=_listing(commitments, models.Commitment, file),
        indicators=_listing(_each(commitments, "indicators"), models.CommitmentFigure, file),
        evidence=_listing(_each(commitments, "evidence"), models.CommitmentEvidence, file),
        sources=_listing(_sources(data), models.Source, file),
        changes=None if before is None else _changes(before, data),
    )


def _changes(before: Path, data: Row) -> Listing:
    earlier = read_edition(before)
    file = before / "edition.json" if before.is_dir() else before
    head = {key: value for key, value in earlier.items() if key != "commitments"}
    _listing([head], models.Edition, file)
    _listing(earlier["commitments"], models.Commitment, file)
    return _listing([asdict(change) for change in compare(earlier, data)], models.Change, file)


def _listing(rows: Sequence[Row], model: type[BaseModel], file: Path) -> Listing:
    try:
        TypeAdapter(list[model]).validate_python(rows)  # type: ignore[valid-type]
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        name = model.__name__.lower()
        raise EditionError(f"{name} {where}: {first['msg']}; assess the summit again", file=file) from error
    nested = frozenset(_nested(model))
    columns = dict.fromkeys(column for row in rows for column in flattened(row, nested))
    return Listing(tuple(rows), tuple(columns) or tuple(model.model_fields), nested)


def _nested(model: type[BaseModel]) -> Iterable[str]:
    """Fields that are lists of objects, or such a list or nothing."""
    for name, one in model.model_fields.items():
        for kind in (one.annotation, *get_args(one.annotation)):
            of = get_args(kind) if get_origin(kind) is list else ()
            if of and isinstance(of[0], type) and issubclass(of[0], BaseModel):
                yield name


def _each(commitments: Iterable[Row], part: str) -> list[Row]:
    return [{"commitment": one["id"], **row} for one in commitments for row in one.get(part, ())]


def _sources(data: Row) -> list[Row]:
    """Every source that a figure or an event cites, in the order of their keys."""
    cited: dict[str, list[str]] = {}
    for one in data["commitments"]:
        keys = [key for figure in one.get("indicators", ()) for key in figure.get("sources", ())]
        keys += [row["source"] for row in one.get("evidence", ()) if row.get("source")]
        for key in dict.fromkeys(keys):
            cited.setdefault(key, []).append(one["id"])
    known = data.get("sources", {})
    return [
        {"key": key, **{part: known.get(key, {}).get(part) for part in _SOURCE}, "cited_by": cited[key]}
        for key in sorted(cited)
    ]


# Writing


@lru_cache(MOST_KEPT)
def written(listing: Listing, places: tuple[int, ...], form: Format) -> Prepared:
    """The rows at these places as a list, in JSON or CSV."""
    rows = [listing.rows[place] for place in places]
    return prepare((as_json(rows) if form == "json" else as_csv(rows, listing)).encode(), TYPES[form])


@lru_cache(MOST_KEPT)
def written_alone(listing: Listing, place: int, form: Format) -> Prepared:
    """The one row at this place, as an object in JSON or a line in CSV."""
    row = listing.rows[place]
    return prepare((as_json(row) if form == "json" else as_csv([row], listing)).encode(), TYPES[form])


def as_json(data: Any) -> str:
    """Data as JSON; unknown is null."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def as_csv(rows: Iterable[Row], listing: Listing) -> str:
    """Rows as CSV under the columns of their listing; unknown is empty."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, listing.columns, restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(flattened(row, listing.nested))
    return stream.getvalue()


def flattened(row: Row, nested: frozenset[str]) -> dict[str, Any]:
    """What of a row fits one line.

    A mapping becomes a column a key (title_en), a list of plain values one cell ("a; b"), the states of parties a
    column a party (state_CAN). Lists of objects are left to JSON, or have an address of their own.
    """
    cells: dict[str, Any] = {}
    for name, value in row.items():
        if name == "parties" and name in nested:
            cells |= {f"state_{one['party']}": one["state"] for one in value}
        elif name in nested:
            continue
        elif isinstance(value, Mapping):
            cells |= {f"{name}_{key}": _cell(inner) for key, inner in value.items() if _plain(inner)}
        elif isinstance(value, list):
            cells[name] = "; ".join(str(one) for one in value)
        else:
            cells[name] = _cell(value)
    return cells


def _plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float)


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
