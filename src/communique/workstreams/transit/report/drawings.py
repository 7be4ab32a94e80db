"""How are blocks over the day, the depot's load, the routes and the way from one cost to another drawn?"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import polars as pl
from markupsafe import Markup
from numpy.typing import NDArray

from communique.geo import EARTH_RADIUS_KM
from communique.render.palette import SERIES, colour
from communique.render.svg import drawing, element, number, path, titled, wrapped
from communique.render.words import PageWords
from communique.view import Map
from communique.workstreams.transit.depots import DAY_S, Depot
from communique.workstreams.transit.planning import Planned, cost_kinds

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 860.0, 64.0, 16.0, 16.0, 28.0
HOUR = 3600
MOST_ROWS_PX, MAP_HEIGHT = 560.0, 460.0


def block_chart(blocks: pl.DataFrame, words: PageWords) -> Markup:
    """A bar for each block from its start to its end; one that no battery can run is hatched and outlined."""
    ordered = blocks.sort("start_s", "block_id")
    row = min(8.0, MOST_ROWS_PX / max(ordered.height, 1))
    last = max(DAY_S, *ordered["end_s"].to_list())
    scale = (WIDTH - LEFT - RIGHT) / last
    height = TOP + row * ordered.height + BOTTOM
    parts = _hours(last, scale, height)
    for i, (block, start, end, km, feasible) in enumerate(
        ordered.select("block_id", "start_s", "end_s", "km", "feasible").iter_rows()
    ):
        fill = colour("accent") if feasible else "url(#hatch)"
        bar = element(
            "rect",
            x=LEFT + start * scale,
            y=TOP + i * row,
            width=max((end - start) * scale, 1),
            height=max(row - 1, 0.6),
            fill=fill,
            stroke=None if feasible else colour("state-reversed"),
            stroke_width=None if feasible else 0.8,
        )
        state = words.t("transit-feasible" if feasible else "transit-not-feasible")
        parts.append(titled(bar, f"{block}: {clock(start)}–{clock(end)}, {words.amount(km, 'km')}, {state}"))
    return drawing(WIDTH, height, parts, css="blocks")


def clock(seconds: float) -> str:
    """Hours and minutes of a service day; hours may pass 24."""
    minutes = round(seconds / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _hours(last: float, scale: float, height: float) -> list[str]:
    parts = []
    for hour in range(0, int(last // HOUR) + 1, 3):
        x = LEFT + hour * HOUR * scale
        parts.append(element("path", d=f"M{number(x)},{number(TOP)}V{number(height - BOTTOM)}", stroke=colour("rule")))
        parts.append(
            element("text", f"{hour:02d}", x=x, y=height - 10, fill=colour("quiet"), font_size=12, text_anchor="middle")
        )
    return parts


def load_chart(depot: Depot, words: PageWords) -> Markup:
    """Two stepped lines over the day: every bus at once on arrival, and managed."""
    height, slots = 280.0, len(depot.after.load)
    top = max(depot.before.peak_kw, depot.after.peak_kw, depot.tariff.transformer_kw or 0.0) or 1.0
    scale_x, scale_y = (WIDTH - LEFT - RIGHT) / slots, (height - TOP - BOTTOM) / top
    parts = _hours(depot.tariff.period_s, scale_x / (depot.tariff.slot_minutes * 60), height)
    parts += _levels(top, scale_y, height, words)
    for key, found, dash in (("before", depot.before, "6 3"), ("after", depot.after, None)):
        line = element(
            "path",
            d=_steps(found.load, scale_x, scale_y, height),
            fill="none",
            stroke_width=2,
            stroke=colour("state-under-way" if key == "before" else "accent"),
            stroke_dasharray=dash,
        )
        label = _labelled(words.t(f"transit-load-{key}"), words.amount(found.peak_kw, "kW"), words)
        parts.append(titled(line, label))
        slot = int(found.load.argmax())
        x = min(max(LEFT + slot * scale_x, LEFT + 90), WIDTH - 180)
        parts.append(
            element(
                "text",
                label,
                x=x,
                y=height - BOTTOM - found.peak_kw * scale_y - 5,
                fill=colour("ink"),
                font_size=12,
                stroke=colour("paper"),
                stroke_width=3,
                paint_order="stroke",
            )
        )
    if depot.tariff.transformer_kw is not None:
        y = height - BOTTOM - depot.tariff.transformer_kw * scale_y
        parts.append(
            element(
                "path",
                d=f"M{number(LEFT)},{number(y)}H{number(WIDTH - RIGHT)}",
                stroke=colour("ink"),
                stroke_dasharray="2 3",
            )
        )
    return drawing(WIDTH, height + 4, parts, css="load")


def _labelled(label: str, value: str, words: PageWords) -> str:
    return words.t("transit-labelled", label=label, value=value)


def _levels(top: float, scale: float, height: float, words: PageWords) -> list[str]:
    step = 10 ** np.floor(np.log10(top))
    step = float(step / 2 if top / step < 2 else step if top / step < 5 else 2 * step)
    parts = []
    for value in np.arange(0, top + step / 1e6, step):
        y = height - BOTTOM - float(value) * scale
        parts.append(element("path", d=f"M{number(LEFT)},{number(y)}H{number(WIDTH - RIGHT)}", stroke=colour("rule")))
        said = words.words.number(float(value), 0)
        parts.append(element("text", said, x=LEFT - 6, y=y + 4, fill=colour("quiet"), font_size=12, text_anchor="end"))
    return parts


def _steps(load: NDArray[np.float64], scale_x: float, scale_y: float, height: float) -> str:
    points = []
    for slot, kw in enumerate(load):
        y = number(height - BOTTOM - float(kw) * scale_y)
        points.append(
            f"{'M' if slot == 0 else 'L'}{number(LEFT + slot * scale_x)},{y}H{number(LEFT + (slot + 1) * scale_x)}"
        )
    return "".join(points)


def waterfall(planned: Planned, words: PageWords) -> Markup:
    """From the cost of going on as today, kind by kind, to the cost of the plan, in millions."""
    before, after = cost_kinds(planned.baseline), cost_kinds(planned.plan)
    kinds = [kind for kind in after if abs(after[kind] - before.get(kind, 0.0)) > 0]
    steps: list[tuple[str, float, float]] = []
    level = sum(before.values()) / 1e6
    steps.append((words.t("transit-scenario-baseline"), 0.0, level))
    for kind in kinds:
        change = (after[kind] - before.get(kind, 0.0)) / 1e6
        steps.append((words.t(f"transit-cost-{kind}"), level, level + change))
        level += change
    steps.append((words.t("transit-scenario-plan"), 0.0, level))
    return _floating(steps, words)


def _floating(steps: Sequence[tuple[str, float, float]], words: PageWords) -> Markup:
    height, bottom = 320.0, 48.0
    ends = [end for _, low, high in steps for end in (low, high)]
    low, high = min(0.0, *ends), max(0.0, *ends) or 1.0
    scale = (height - TOP - 16 - bottom) / ((high - low) or 1.0)
    wide = (WIDTH - LEFT - RIGHT) / len(steps)
    base = height - bottom + low * scale
    parts = [element("path", d=f"M{number(LEFT)},{number(base)}H{number(WIDTH - RIGHT)}", stroke=colour("edge"))]
    for i, (name, start, end) in enumerate(steps):
        whole = i in (0, len(steps) - 1)
        hue = colour("ink") if whole else colour("state-reversed" if end > start else "mex")
        x, y = LEFT + i * wide + 6, base - max(start, end) * scale
        value = words.words.number(end if whole else end - start, 1)
        sign = "" if whole or end <= start else "+"
        parts.append(
            titled(
                element("rect", x=x, y=y, width=wide - 12, height=max(abs(end - start) * scale, 1), fill=hue),
                _labelled(name, f"{sign}{value}", words),
            )
        )
        parts.append(
            element(
                "text",
                f"{sign}{value}",
                x=x + wide / 2 - 6,
                y=y - 5,
                fill=colour("ink"),
                font_size=12,
                text_anchor="middle",
            )
        )
        for k, line in enumerate(wrapped(name, max(int(wide / 7), 8), 3)):
            parts.append(
                element(
                    "text",
                    line,
                    x=x + wide / 2 - 6,
                    y=height - bottom + 16 + 13 * k,
                    fill=colour("quiet"),
                    font_size=11,
                    text_anchor="middle",
                )
            )
    return drawing(WIDTH, height + 8, parts, css="waterfall")


def route_map(view: Map, words: PageWords) -> Markup:
    """The routes at the scale of the city, north up, each named when pointed at; depots are squares, chargers rings."""
    points = [point for way in view.ways for point in way.points]
    points += [(place.latitude, place.longitude) for place in view.places]
    lat = [point[0] for point in points]
    lon = [point[1] for point in points]
    shrink = math.cos(math.radians(sum(lat) / len(lat)))  # a degree of longitude is shorter than one of latitude
    wide, tall = (max(lon) - min(lon)) * shrink or 1e-6, max(lat) - min(lat) or 1e-6
    scale = min((WIDTH - 40) / wide, MAP_HEIGHT / tall)

    def at(latitude: float, longitude: float) -> tuple[float, float]:
        return 20 + (longitude - min(lon)) * shrink * scale, 20 + (max(lat) - latitude) * scale

    height = tall * scale + 56
    labels = list(dict.fromkeys(words.say(way.label) for way in view.ways))
    parts = []
    for way in view.ways:
        hue = colour(SERIES[labels.index(words.say(way.label)) % len(SERIES)])
        line = element("path", d=path(at(*point) for point in way.points), fill="none", stroke=hue, stroke_width=2)
        parts.append(titled(line, words.say(way.label)))
    for place in view.places:
        x, y = at(place.latitude, place.longitude)
        mark = element("rect", x=x - 6, y=y - 6, width=12, height=12, fill=colour("ink"))
        if place.kind == "charger":
            mark = element("circle", cx=x, cy=y, r=6, fill=colour("paper"), stroke=colour("ink"), stroke_width=3)
        parts.append(titled(mark, words.say(place.label)))
        if place.kind == "charger":
            continue  # many stand close together; the table names them
        parts.append(
            element(
                "text",
                words.say(place.label),
                x=x + 10,
                y=y + 4,
                fill=colour("ink"),
                font_size=12,
                stroke=colour("paper"),
                stroke_width=3,
                paint_order="stroke",
            )
        )
    km_px = scale / (math.radians(1) * EARTH_RADIUS_KM)
    length = 10 ** math.floor(math.log10(240 / km_px))
    parts.append(
        element("path", d=f"M20,{number(height - 14)}h{number(length * km_px)}", stroke=colour("quiet"), stroke_width=2)
    )
    parts.append(
        element(
            "text",
            f"{words.words.number(length, 0 if length >= 1 else 1)} km",
            x=26 + length * km_px,
            y=height - 10,
            fill=colour("quiet"),
            font_size=12,
        )
    )
    return drawing(WIDTH, height, parts, css="routes")
