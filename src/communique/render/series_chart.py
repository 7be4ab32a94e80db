"""How is a figure's history drawn with its fan, the needed path and the target?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from communique.render.palette import colour, of_party
from communique.render.svg import wrapped
from communique.render.vega import (
    HATCH,
    HEIGHT,
    LETTER,
    MARGIN_LETTERS,
    channels,
    chart,
    margin,
    nice,
    number_format,
    spread,
    whole,
)
from communique.render.words import PageWords
from communique.view import Band, Line, TimeSeries

SMALL_HEIGHT = 180
#: Pixels of the plot where a page is as narrow as a phone; labels keep their size there.
NARROWEST = 500
_DASHES = {"reported": [], "modelled": [6, 3], "forecast": [2, 3], "path": [8, 4], "target": []}


def time_series(view: TimeSeries, words: PageWords, small: bool = False) -> dict[str, Any] | None:
    """Lines with bands over years, the target, and hatched what is not known ahead; None without a point.

    small  one of several beside one another: lower, and only the target is labelled
    """
    lines = [line for line in _joined(view.lines) if line.points]
    if not lines:
        return None
    years = [year for line in lines for year, _ in line.points] + ([view.target[0]] if view.target else [])
    values = list(_extent(view))
    low, high = nice(values, view.zero)
    ticks, height = number_format(values), SMALL_HEIGHT if small else HEIGHT
    layers = [*_unknown_span(lines, years, low, high), *_fans(lines, words, ticks), *_lines(lines, words, ticks)]
    layers += _target(view, words, ticks)
    labels = [] if small else _labels(lines, view, words, max(years))
    layers += _inside(lines, view, words, max(years), small) + _direct(labels, (high - low) * 15 / height)
    _scales(layers[0], min(years), max(years), low, high, ticks)
    return whole(layers, words, height=height, right=margin(text for text, *_ in labels) if labels else 12)


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Forecasts drawn on from the last figure before them; the table behind keeps them apart."""
    return [_drawn_on(line, lines) if line.manner == "forecast" and line.points else line for line in lines]


def _drawn_on(line: Line, lines: Sequence[Line]) -> Line:
    year = line.points[0][0] - 1
    for history in lines:
        if history.manner in ("reported", "modelled") and history.party == line.party and history.points:
            last, value = history.points[-1]
            if last == year:
                bands = tuple(_band_drawn_on(band, history, year) for band in line.bands)
                return replace(line, points=((year, value), *line.points), bands=bands)
    return line


def _band_drawn_on(band: Band, history: Line, year: int) -> Band:
    same = next((b for b in history.bands if b.probability == band.probability), None)
    start = [point for point in same.points if point[0] == year] if same else []
    return replace(band, points=(*start, *band.points))


def _extent(view: TimeSeries) -> Iterator[float]:
    for line in view.lines:
        yield from (value for _, value in line.points)
        yield from (end for band in line.bands for _, low, high in band.points for end in (low, high))
    if view.target:
        yield view.target[1]


def _scales(layer: Any, first: int, last: int, low: float, high: float, ticks: str) -> None:
    """The axes of the whole chart, given with its first layer."""
    import altair as alt

    layer.encoding.x = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[first, last], nice=False),
        axis=alt.Axis(format="d", title=None, grid=False, tickMinStep=1, labelFlush=True),
    )
    layer.encoding.y = alt.Y(
        layer.encoding.y.shorthand,
        scale=alt.Scale(domain=[low, high], nice=False, zero=False),
        axis=alt.Axis(format=ticks, title=None, domain=False, ticks=False, tickCount=6),
    )


def _unknown_span(lines: Sequence[Line], years: Sequence[int], low: float, high: float) -> list[Any]:
    """The years ahead that nothing is known of, hatched; first, so that it lies below and carries the axes."""
    import altair as alt

    told = [line for line in lines if line.manner not in ("path", "target")]
    known = max((year for line in told for year, _ in line.points), default=None)
    last = max(years)
    rows = [] if known is None or known >= last else [{"year": known, "until": last, "value": low, "top": high}]
    empty = [{"year": last, "until": last, "value": low, "top": low}]
    base = chart(rows or empty).mark_rect(fill=HATCH, opacity=1 if rows else 0)
    return [base.encode(**channels(x=alt.X("year:Q"), x2="until:Q", y=alt.Y("value:Q"), y2="top:Q"))]


def _fans(lines: Sequence[Line], words: PageWords, ticks: str) -> list[Any]:
    import altair as alt

    layers = []
    for line in lines:
        for band in sorted(line.bands, key=lambda band: -band.probability):
            if not band.points:
                continue
            rows = [
                {"year": year, "value": low, "high": high, "share": words.words.percent(band.probability)}
                for year, low, high in band.points
            ]
            area = chart(rows).mark_area(color=_hue(line), opacity=0.16 if band.probability > 0.6 else 0.26)
            tips = [
                alt.Tooltip("year:Q", format="d", title=words.t("view-col-year")),
                alt.Tooltip("share:N", title=words.t("view-col-probability")),
                alt.Tooltip("value:Q", format=ticks, title=words.t("view-col-low")),
                alt.Tooltip("high:Q", format=ticks, title=words.t("view-col-high")),
            ]
            layers.append(area.encode(**channels(x="year:Q", y="value:Q", y2="high:Q", tooltip=tips)))
    return layers


def _hue(line: Line) -> str:
    return colour("quiet") if line.manner == "path" else of_party(line.party)


def _pieces(line: Line) -> Iterator[dict[str, Any]]:
    """Points with the number of their unbroken piece: where a year of the line's own rhythm is missing, it breaks."""
    years = [year for year, _ in line.points]
    rhythm = min((b - a for a, b in pairwise(years)), default=1)
    piece = 0
    for i, (year, value) in enumerate(line.points):
        if i and year - years[i - 1] > rhythm and line.manner in ("reported", "modelled"):
            piece += 1
        yield {"year": year, "value": value, "piece": piece}


def _lines(lines: Sequence[Line], words: PageWords, ticks: str) -> list[Any]:
    import altair as alt

    layers = []
    for line in lines:
        name = words.say(line.name)
        rows = [{**row, "name": name} for row in _pieces(line)]
        tips = [
            alt.Tooltip("name:N", title=words.t("view-col-line")),
            alt.Tooltip("year:Q", format="d", title=words.t("view-col-year")),
            alt.Tooltip("value:Q", format=ticks, title=words.t("view-col-value")),
        ]
        encoded = {"x": "year:Q", "y": "value:Q", "detail": "piece:N", "tooltip": tips}
        width = 1.25 if line.manner == "path" else 2
        mark = chart(rows).mark_line(color=_hue(line), strokeWidth=width, strokeDash=_DASHES[line.manner])
        layers.append(mark.encode(**channels(**encoded)))
        if line.manner == "reported":
            dots = chart(rows).mark_circle(color=_hue(line), size=18, opacity=1)
            layers.append(dots.encode(**channels(x="year:Q", y="value:Q", tooltip=tips)))
    return layers


def _target(view: TimeSeries, words: PageWords, ticks: str) -> list[Any]:
    import altair as alt

    if view.target is None:
        return []
    year, value = view.target
    tips = [
        alt.Tooltip("year:Q", format="d", title=words.t("view-col-year")),
        alt.Tooltip("value:Q", format=ticks, title=words.t("manner-target")),
    ]
    mark = chart([{"year": year, "value": value}]).mark_point(
        shape="diamond", size=90, filled=True, color=colour("ink"), opacity=1
    )
    return [mark.encode(**channels(x="year:Q", y="value:Q", tooltip=tips))]


def _name(line: Line, lines: Sequence[Line], words: PageWords) -> str:
    name = words.say(line.name)
    several = len({other.party for other in lines}) > 1
    if several and line.party and words.party(line.party) not in name:
        return f"{words.short(line.party)}: {name}"
    return name


def _labels(lines: Sequence[Line], view: TimeSeries, words: PageWords, last: int) -> list[tuple[str, int, float, str]]:
    """(text, year, value, colour) of each label at the right edge: of lines that end there, and of the target.

    A needed path has none: it ends at the target, and its dashes are explained below the chart.
    """
    found = [
        (_name(line, lines, words), *line.points[-1], _hue(line))
        for line in lines
        if line.points[-1][0] == last and not (line.manner == "path" and view.target)
    ]
    if view.target and view.target[0] == last:
        said = words.t("view-target-label", value=words.amount(view.target[1], view.unit))
        found.append((said, *view.target, colour("ink")))
    return found


def _inside(lines: Sequence[Line], view: TimeSeries, words: PageWords, last: int, small: bool) -> list[Any]:
    """Labels inside the plot, each on its own paper: of lines that end earlier, above their middle; of small charts
    the target alone."""
    spots: list[tuple[str, float, float, str, dict[str, Any]]] = []
    if small and view.target:
        said = words.t("view-target-label", value=words.amount(view.target[1], ""))
        spots.append((said, *view.target, colour("ink"), {"align": "right", "dx": -10, "baseline": "middle"}))
    for line in [] if small else lines:
        if line.points[-1][0] != last:
            above = {"align": "center", "dy": -8, "baseline": "bottom"}
            name = _name(line, lines, words)
            spots.append((name, *_above(line, name, lines), _hue(line), above))
    layers = []
    for said, year, value, hue, style in spots:
        at = chart([{"year": year, "value": value, "label": said}])
        halo = {"stroke": colour("paper"), "strokeWidth": 4, "strokeJoin": "round"}
        layers += [at.mark_text(color=colour("paper"), **style, **halo), at.mark_text(color=hue, **style)]
    return [layer.encode(**channels(x="year:Q", y="value:Q", text="label:N")) for layer in layers]


def _above(line: Line, name: str, lines: Sequence[Line]) -> tuple[float, float]:
    """Where a label stands clear of its line: over its middle, within the plot, as high as the line rises below it."""
    years = [year for each in lines for year, _ in each.points]
    reach = (max(years) - min(years)) * LETTER * len(name) / NARROWEST / 2
    within = min(years) + reach, max(years) - reach
    middle = max(min(line.points[len(line.points) // 2][0], within[1]), within[0])
    # half a year more, for a point at the very end of the label is still below it
    return middle, max(value for year, value in line.points if abs(year - middle) <= reach + 1 / 2)


def _direct(labels: Sequence[tuple[str, int, float, str]], least: float) -> list[Any]:
    """Labels in the right margin, moved apart where they would touch."""
    if not labels:
        return []
    texts = [wrapped(text, MARGIN_LETTERS) for text, *_ in labels]
    placed = spread([value for _, _, value, _ in labels], least * 1.15 * max(len(lines) for lines in texts))
    layers = []
    for lines, place, (_, year, _, hue) in zip(texts, placed, labels, strict=True):
        at = chart([{"year": year, "value": place, "label": lines}])
        style = {"align": "left", "baseline": "middle", "dx": 10, "dy": -7 * (len(lines) - 1), "lineHeight": 14}
        layers.append(at.mark_text(color=hue, **style).encode(**channels(x="year:Q", y="value:Q", text="label:N")))
    return layers
