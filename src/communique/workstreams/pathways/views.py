"""How fresh is the catalogue: pathways by country and state, what is not verified, what is overdue?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from communique.geo import NORTH_AMERICA, country_name
from communique.language import COMPLETE, Said, Text
from communique.view import Grid, Matrix, View
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.compiled import Dated, day
from communique.workstreams.pathways.pathway import Catalogue
from communique.workstreams.pathways.review import due, readings
from communique.workstreams.pathways.tables import CODES

if TYPE_CHECKING:
    from communique.estimate import Estimate
    from communique.hooks import Context


def views(ctx: Context, estimates: Mapping[str, Estimate], plan: Any = None) -> list[View]:
    """Where the finder is, pathways by country and state, the catalogue's health, and the list of what is due."""
    return [finder(), *health(shipped(), ctx.on, ctx.known_at)]


def finder() -> Grid:
    """Where a person finds the finder: on a served site, or written into a folder of one's own."""
    return Grid(
        id="pathways-finder",
        title=Text("pathways-view-finder"),
        columns=(Text("pathways-column-finder-place"), Text("pathways-column-finder-address")),
        cells=(
            (Text("pathways-finder-served"), "/tools/pathways"),
            (Text("pathways-finder-own"), "communique pathways finder --out finder"),
        ),
    )


def health(catalogue: Catalogue, on: date, known_at: date | None = None) -> list[View]:
    """The four views of one catalogue on one day."""
    pathways = day(catalogue, on, known_at).pathways
    return [_states(pathways), _fresh(pathways, on), _due(catalogue, on, known_at), _read(catalogue, on, known_at)]


def _states(pathways: tuple[Dated, ...]) -> Matrix:
    def count(country: str, code: str) -> int:
        own = [each for each in pathways if each.pathway.country == country]
        return sum((each.row.code if each.row is not None else "unknown") == code for each in own)

    return Matrix(
        id="pathways-states",
        title=Text("pathways-view-states"),
        rows_names=tuple(_country(country) for country in NORTH_AMERICA),
        columns=tuple(Text(f"pathways-code-{code}") for code in CODES),
        cells=tuple(tuple(count(country, code) for code in CODES) for country in NORTH_AMERICA),
        unit="1",
    )


def _fresh(pathways: tuple[Dated, ...], on: date) -> Grid:
    past = [each for each in pathways if each.review_by is None or on > each.review_by]
    doubted = [each for each in pathways if each.row is None or not each.row.verified]
    good = [each for each in pathways if each not in past and each not in doubted]
    rows = (("all", list(pathways)), ("past", past), ("not-verified", doubted), ("fresh", good))
    return Grid(
        id="pathways-health",
        title=Text("pathways-view-health"),
        columns=(Text("pathways-column-measure"), Text("pathways-column-count"), Text("pathways-column-share")),
        cells=tuple((Text(f"pathways-health-{name}"), len(found), len(found) / len(pathways)) for name, found in rows),
    )


def _due(catalogue: Catalogue, on: date, known_at: date | None) -> Grid:
    columns = ("country", "pathway", "state", "letter", "checked", "review-by")
    return Grid(
        id="pathways-due",
        title=Text("pathways-view-due"),
        columns=tuple(Text(f"pathways-column-{name}") for name in columns),
        cells=tuple(
            (
                _country(each.country),
                Text(f"pathways-name-{each.pathway}"),
                Text(f"pathways-code-{each.code}"),
                each.confidence,
                each.as_of,
                each.review_by,
            )
            for each in due(catalogue, on, known_at)
        ),
    )


def _read(catalogue: Catalogue, on: date, known_at: date | None) -> Grid:
    """How many criteria rest on a place that was read in the law itself, by country."""
    counts = readings(catalogue, on, known_at)
    rows: list[tuple[Said, int, int]] = [(_country(each), *counts.get(each, (0, 0))) for each in NORTH_AMERICA]
    whole = (Text("pathways-read-all"), sum(row[1] for row in rows), sum(row[2] for row in rows))
    return Grid(
        id="pathways-read",
        title=Text("pathways-view-read"),
        columns=tuple(Text(f"pathways-column-{name}") for name in ("country", "criteria", "read", "share")),
        cells=tuple((*row, row[2] / row[1] if row[1] else None) for row in (*rows, whole)),
    )


def _country(alpha3: str) -> Said:
    return {language: country_name(alpha3, language) for language in COMPLETE}
