"""What stands in the table behind each picture, and what does the picture show, in a sentence?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from communique.language import Said, Text
from communique.render.words import PageWords
from communique.view import (
    Bars,
    Cell,
    CostCurve,
    Grid,
    Intervals,
    Map,
    Matrix,
    Network,
    Sankey,
    Timeline,
    TimeSeries,
    View,
)  # fmt: skip

Row = tuple[Cell | Said, ...]


@dataclass(frozen=True)
class Table:
    """Column heads and rows; `heads` are Said or plain names, cells as in a view."""

    heads: tuple[Said | str, ...]
    rows: tuple[Row, ...]

    def said(self, words: PageWords) -> tuple[list[str], list[list[tuple[str, str]]]]:
        """Heads, and rows of (cell, `figure`, `unknown`, `address`, `tool`, `command` or nothing), in one language."""
        rows = [[(words.cell(cell), _manner(cell)) for cell in row] for row in self.rows]
        return [words.say(head) for head in self.heads], rows


_ADDRESSES = ("https://", "http://")


def _manner(cell: object) -> str:
    if cell is None or cell != cell:
        return "unknown"
    if isinstance(cell, str) and cell.startswith(_ADDRESSES):
        return "address"
    if isinstance(cell, str) and cell.startswith("/tools/"):
        return "tool"
    if isinstance(cell, str) and cell.startswith("communique "):
        return "command"
    return "figure" if _is_figure(cell) else ""


def _is_figure(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _heads(*ids: str) -> tuple[Said, ...]:
    return tuple(Text(f"view-col-{id}") for id in ids)


@singledispatch
def table(view: View) -> Table:
    """The table behind a view; every point of the picture is in it."""
    raise TypeError(f"no table is known for {type(view).__name__}")


@table.register
def _(view: TimeSeries) -> Table:
    return Table(_heads("line", "manner", "year", "value", "low", "high"), view.rows())


@table.register
def _(view: Timeline) -> Table:
    rows = tuple(
        (_Span(m.start, m.end, m.precision), m.label, _kind(m.kind), ";".join(m.parties), m.group, m.source)
        for m in view.moments
    )
    return Table(_heads("date", "event", "kind", "parties", "conflict", "source"), rows)


@table.register
def _(view: Intervals) -> Table:
    rows = tuple((d.name, d.value if d.value is not None else d.unknown, d.low, d.high) for d in view.dots)
    return Table(_heads("name", "value", "low", "high"), rows)


@table.register
def _(view: CostCurve) -> Table:
    steps = sorted(view.steps, key=lambda step: step.unit_cost)
    rows, total = [], 0.0
    for step in steps:
        total += step.amount
        rows.append((step.name, step.amount, step.unit_cost, total))
    return Table(_heads("step", "amount", "unit-cost", "total"), tuple(rows))


@table.register
def _(view: Bars) -> Table:
    ranged = any(bar.low is not None for bar in view.bars)
    series = any(bar.series for bar in view.bars)
    heads = ("name", *(("series",) if series else ()), "value", *(("low", "high") if ranged else ()))
    rows = tuple(
        (bar.name, *((bar.series,) if series else ()), bar.value, *((bar.low, bar.high) if ranged else ()))
        for bar in view.bars
    )
    return Table(_heads(*heads), rows)


@table.register
def _(view: Sankey) -> Table:
    return Table(_heads("from", "to", "value"), tuple((k.start, k.end, k.value) for k in view.links))


@table.register
def _(view: Network) -> Table:
    return Table(_heads("from", "to", "value"), tuple((k.start, k.end, k.value) for k in view.links))


@table.register
def _(view: Map) -> Table:
    several = len({p.kind for p in view.places}) > 1
    kinds = {p.kind: (_kind_of_place(p.kind),) if several else () for p in view.places}
    places = tuple((p.label, p.value, p.latitude, p.longitude, *kinds[p.kind]) for p in view.places)
    ways = tuple((w.label, None, *w.points[0], *([""] if several else [])) for w in view.ways if w.points)
    heads = _heads("name", "value", "latitude", "longitude", *(["kind"] if several else []))
    return Table(heads, (*places, *ways))


@table.register
def _(view: Matrix) -> Table:
    rows = tuple((name, *cells) for name, cells in zip(view.rows_names, view.cells, strict=True))
    return Table(("", *view.columns), rows)


@table.register
def _(view: Grid) -> Table:
    return Table(view.columns, view.cells)


class _Span(dict[str, str]):
    """An interval of days as a Said: the words of a date are those of its language."""

    def __init__(self, start: Any, end: Any, precision: str) -> None:
        super().__init__({lang: PageWords(lang).span(start, end, precision) for lang in ("en", "es", "fr")})


def _kind_of_place(kind: str) -> Said | str:
    return Text(kind) if kind in PageWords("en").words else kind


def _kind(kind: str) -> Said | str:
    return Text(f"evidence-kind-{kind}") if kind in _EVIDENCE_KINDS else kind


_EVIDENCE_KINDS = frozenset(
    ("delivered", "partial", "activity", "none_found", "not_searched", "uncertain", "reversal", "rejected")
)


# What a picture shows, in a sentence


def alternative(view: View, words: PageWords) -> str:
    """The text alternative of a picture: what kind of picture, of what, and its main figures."""
    opening = words.t("view-alt", kind=words.t(_KINDS[type(view)]), title=words.say(view.title))
    return " ".join([opening, *_told(view, words)])


_KINDS: dict[type, str] = {
    TimeSeries: "view-kind-time-series", Timeline: "view-kind-timeline", Intervals: "view-kind-intervals",
    CostCurve: "view-kind-cost-curve", Bars: "view-kind-bars", Sankey: "view-kind-sankey",
    Network: "view-kind-network", Map: "view-kind-map", Matrix: "view-kind-matrix", Grid: "view-kind-grid",
}  # fmt: skip


@singledispatch
def _told(view: View, words: PageWords) -> Iterable[str]:
    return [words.t("view-alt-rows", n=len(table(view).rows))]


@_told.register
def _(view: TimeSeries, words: PageWords) -> Iterable[str]:
    for line in view.lines:
        if line.points and line.manner not in ("path", "target"):
            (first, start), (last, end) = line.points[0], line.points[-1]
            yield words.t(
                "view-alt-line", name=words.say(line.name), first=str(first), last=str(last),
                start=words.amount(start, view.unit), end=words.amount(end, view.unit, *_ends(line.bands, last)),
            )  # fmt: skip
    if view.target:
        year, value = view.target
        yield words.t("view-alt-target", value=words.amount(value, view.unit), year=str(year))


def _ends(bands: Sequence[Any], year: int) -> tuple[float | None, float | None]:
    widest = max(bands, key=lambda band: band.probability, default=None)
    ends = {y: (low, high) for y, low, high in widest.points} if widest else {}
    return ends.get(year, (None, None))


@_told.register
def _(view: Timeline, words: PageWords) -> Iterable[str]:
    return [words.t("view-alt-moments", n=len(view.moments))]


@_told.register
def _(view: Intervals, words: PageWords) -> Iterable[str]:
    for dot in view.dots:
        said = words.t("view-unknown") if dot.value is None else words.amount(dot.value, view.unit, dot.low, dot.high)
        yield f"{words.say(dot.name)}: {said}."


@_told.register
def _(view: CostCurve, words: PageWords) -> Iterable[str]:
    total = sum(step.amount for step in view.steps)
    yield words.t("view-alt-steps", n=len(view.steps), total=words.amount(total, view.amount_unit))
    if view.gap is not None:
        yield words.t("view-gap-label", value=words.amount(view.gap, view.amount_unit)) + "."
