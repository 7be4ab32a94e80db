"""How are values with intervals, bars, cost curves and matrices drawn?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.render.palette import SERIES, colour, of_party
from communique.render.svg import wrapped
from communique.render.vega import HATCH, HEIGHT, LETTER, ROW, WIDTH, channels, chart, nice, number_format, whole
from communique.render.words import PageWords
from communique.view import Bars, CostCurve, Intervals, Matrix

#: Letters of a line of a name beside a chart, and the mark between its lines; a tooltip shows it as a blank.
NAME_LETTERS, BREAK = 38, "\n"


def _names_axis(order: Sequence[str]) -> Any:
    import altair as alt

    axis = alt.Axis(
        title=None, grid=False, labelLimit=260, labelPadding=8, ticks=False, domain=False, labelColor=colour("ink"),
        labelExpr=r"split(datum.label, '\n')",
    )  # fmt: skip
    return alt.Y("name:N", sort=list(dict.fromkeys(order)), axis=axis)


def _in_lines(name: str) -> str:
    """A name with a mark where it goes on in the next line, so that a long one is read whole."""
    return BREAK.join(wrapped(name, NAME_LETTERS))


def _height(names: Sequence[str]) -> float:
    """Room for a row of each name, and more where some take two lines."""
    return (ROW + 6 if any(BREAK in name for name in names) else ROW) * len(set(names))


def intervals(view: Intervals, words: PageWords) -> dict[str, Any] | None:
    """Dots with intervals, the unknown hatched; None where no value is known."""
    import altair as alt

    if not view.dots:
        return None
    rows = [
        {
            "name": _in_lines(words.say(dot.name)),
            "value": dot.value,
            "low": dot.low,
            "high": dot.high,
            "hue": of_party(dot.party),
        }
        for dot in view.dots
    ]  # fmt: skip
    known = [row for row in rows if row["value"] is not None]
    if not known:
        return None
    ends = [end for dot in view.dots for end in (dot.value, dot.low, dot.high) if end is not None]
    ends += [view.reference] if view.reference is not None else []
    low, high = nice(ends, zero=False)
    ticks = number_format(ends)
    names = [str(row["name"]) for row in rows]
    y = _names_axis(names)
    x = alt.X("value:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False),
              axis=alt.Axis(format=ticks, title=None, tickCount=6))  # fmt: skip
    hue = own_colour("hue:N")
    tips = [
        alt.Tooltip("name:N", title=" "),
        *(alt.Tooltip(f"{key}:Q", format=ticks, title=words.t(f"view-col-{key}")) for key in ("value", "low", "high")),
    ]
    layers = [
        chart([{"name": row["name"], "value": low, "until": high} for row in rows if row["value"] is None] or [
            {"name": names[0], "value": low, "until": low}
        ]).mark_bar(fill=HATCH, height=14).encode(**channels(x=x, x2="until:Q", y=y)),
        chart([row for row in known if row["low"] is not None and row["high"] is not None]).mark_rule(
            strokeWidth=5, opacity=0.35
        ).encode(**channels(x="low:Q", x2="high:Q", y=y, color=hue, tooltip=tips)),
        chart(known).mark_circle(size=70, opacity=1).encode(**channels(x="value:Q", y=y, color=hue, tooltip=tips)),
    ]  # fmt: skip
    if view.reference is not None:
        layers.append(_reference(view.reference))
    return whole(layers, words, height=_height(names))


def _reference(value: float) -> Any:
    line = chart([{"value": value}]).mark_rule(color=colour("ink"), strokeDash=[6, 3])
    return line.encode(**channels(x="value:Q"))


def bars(view: Bars, words: PageWords) -> dict[str, Any] | None:
    """Bars from zero, stacked where several share a name, with whiskers; None without a bar."""
    import altair as alt

    if not view.bars:
        return None
    if is_tornado(view):
        return _tornado(view, words)
    kinds = series_names(view, words)
    rows = [
        {"name": _in_lines(words.say(bar.name)), "series": series, "place": kinds.index(series), "value": bar.value,
         "low": bar.low, "high": bar.high, "hue": _bar_hue(bar.party, series, kinds)}
        for bar, series in ((bar, words.say(bar.series)) for bar in view.bars)
    ]  # fmt: skip
    names = [str(row["name"]) for row in rows]
    ends = [0.0, *(end for bar in view.bars for end in (bar.value, bar.low, bar.high) if end is not None)]
    ticks = number_format(ends)
    y, hue = _names_axis(names), own_colour("hue:N")
    x = alt.X("value:Q", stack="zero", axis=alt.Axis(format=ticks, title=None, tickCount=6), scale=alt.Scale(zero=True))
    tips = [
        alt.Tooltip("name:N", title=" "),
        *([alt.Tooltip("series:N", title=words.t("view-col-series"))] if kinds != [""] else []),
        alt.Tooltip("value:Q", format=ticks, title=words.t("view-col-value")),
    ]
    layers = [chart(rows).mark_bar(height=16).encode(**channels(x=x, y=y, color=hue, tooltip=tips, order="place:Q"))]
    if len(kinds) > 1:
        layers += _series_labels(view, kinds, words, y)
    ranged = [row for row in rows if row["low"] is not None and row["high"] is not None]
    if ranged:
        whisker = chart(ranged).mark_rule(color=colour("ink"), strokeWidth=1.5)
        layers.append(whisker.encode(**channels(x="low:Q", x2="high:Q", y=y, tooltip=tips)))
    return whole(layers, words, height=_height(names))


def is_tornado(view: Bars) -> bool:
    """Whether each bar has both its ends around one and the same value: what a result does, not what it is."""
    ranged = all(bar.low is not None and bar.high is not None for bar in view.bars)
    return ranged and len(view.bars) > 1 and len({bar.value for bar in view.bars}) == 1


def _tornado(view: Bars, words: PageWords) -> dict[str, Any]:
    """Bars from low to high around the one value, which is a line."""
    import altair as alt

    rows = [
        {"name": _in_lines(words.say(bar.name)), "low": bar.low, "high": bar.high, "hue": of_party(bar.party)}
        for bar in view.bars
    ]
    ends = [end for bar in view.bars for end in (bar.low, bar.high) if end is not None]
    low, high = nice(ends, zero=False)
    ticks, names = number_format(ends), [str(row["name"]) for row in rows]
    axis = alt.Axis(format=ticks, title=None, tickCount=6)
    x = alt.X("low:Q", axis=axis, scale=alt.Scale(domain=[low, high], nice=False, zero=False))
    tips = [
        alt.Tooltip("name:N", title=" "),
        *(alt.Tooltip(f"{key}:Q", format=ticks, title=words.t(f"view-col-{key}")) for key in ("low", "high")),
    ]
    boxes = chart(rows).mark_bar(height=14, opacity=0.75)
    drawn = boxes.encode(**channels(x=x, x2="high:Q", y=_names_axis(names), color=own_colour("hue:N"), tooltip=tips))
    return whole([drawn, _reference(view.bars[0].value)], words, height=_height(names))


def series_names(view: Bars, words: PageWords) -> list[str]:
    """The names of the segments, in the order of their first appearance."""
    return list(dict.fromkeys(words.say(bar.series) for bar in view.bars))


def legend(view: Bars, words: PageWords) -> list[tuple[str, str]]:
    """(colour, name) of each segment where a bar has several."""
    kinds = series_names(view, words)
    if len(kinds) < 2:
        return []
    return [(colour(SERIES[i % len(SERIES)]), name) for i, name in enumerate(kinds)]


def _series_labels(view: Bars, kinds: Sequence[str], words: PageWords, y: Any) -> list[Any]:
    """The name of each series over the first bar that has a segment of it, where the segment is as wide as its name."""
    reached: dict[str, float] = {}
    sizes: dict[str, float] = {}
    for bar in view.bars:
        sizes[words.say(bar.name)] = sizes.get(words.say(bar.name), 0.0) + bar.value
    scale = 0.6 * WIDTH / (max(sizes.values()) or 1.0)  # what names and margins leave to the bars
    spots: dict[str, dict[str, Any]] = {}
    for bar in view.bars:
        name, series = _in_lines(words.say(bar.name)), words.say(bar.series)
        if len(series) * LETTER <= bar.value * scale:
            spots.setdefault(series, {"name": name, "value": reached.get(name, 0.0), "label": series})
        reached[name] = reached.get(name, 0.0) + bar.value
    found = [{**spot, "hue": colour(SERIES[kinds.index(series) % len(SERIES)])} for series, spot in spots.items()]
    text = chart(found).mark_text(align="left", baseline="bottom", dy=-8, fontSize=11)
    hue = own_colour("hue:N")
    return [text.encode(**channels(x="value:Q", y=y, text="label:N", color=hue))]


def own_colour(field: str) -> Any:
    """A field that holds colours themselves."""
    import altair as alt

    return alt.Color(field, scale=None, legend=None)


def _bar_hue(party: str | None, series: str, kinds: Sequence[str]) -> str:
    if party and len(kinds) < 2:
        return of_party(party)
    return colour(SERIES[kinds.index(series) % len(SERIES)])


def cost_curve(view: CostCurve, words: PageWords) -> dict[str, Any] | None:
    """Measures by rising unit cost, each as wide as it brings; None without a measure."""
    import altair as alt

    if not view.steps:
        return None
    steps = sorted(view.steps, key=lambda step: step.unit_cost)
    rows, reach = [], 0.0
    for step in steps:
        hue = of_party(step.party) if step.party else colour("accent")
        rows.append({"name": words.say(step.name), "from": reach, "until": reach + step.amount, "amount": step.amount,
                     "cost": step.unit_cost, "zero": 0.0, "hue": hue})  # fmt: skip
        reach += step.amount
    amounts, costs = [reach, view.gap or 0.0], [step.unit_cost for step in steps]
    tips = [
        alt.Tooltip("name:N", title=words.t("view-col-step")),
        alt.Tooltip("amount:Q", format=number_format(amounts), title=words.t("view-col-amount")),
        alt.Tooltip("cost:Q", format=number_format(costs), title=words.t("view-col-unit-cost")),
    ]
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, max(amounts) * 1.02], nice=False),
              axis=alt.Axis(format=number_format(amounts), title=words.unit(view.amount_unit), grid=False))  # fmt: skip
    floor, ceiling = min(0.0, *costs), max(0.0, *costs) * 1.18
    y = alt.Y(
        "cost:Q",
        scale=alt.Scale(domain=[floor, ceiling], nice=False),
        axis=alt.Axis(format=number_format(costs), title=None, domain=False, ticks=False),
    )
    boxes = chart(rows).mark_rect(opacity=0.75, stroke=colour("paper"), strokeWidth=1)
    hues = own_colour("hue:N")
    layers = [boxes.encode(**channels(x=x, x2="until:Q", y=y, y2="zero:Q", color=hues, tooltip=tips))]
    layers.append(_step_names(rows, max(amounts)))
    if view.gap is not None:
        said = words.t("view-gap-label", value=words.amount(view.gap, view.amount_unit))
        line = chart([{"from": view.gap, "label": said}])
        layers.append(line.mark_rule(color=colour("ink"), strokeDash=[6, 3]).encode(**channels(x="from:Q")))
        for style in ({"color": colour("paper"), "stroke": colour("paper"), "strokeWidth": 4}, {}):
            text = line.mark_text(align="right", baseline="top", dx=-6, y=2, **style)
            layers.append(text.encode(**channels(x="from:Q", text="label:N")))
    return whole(layers, words, height=HEIGHT)


def _step_names(rows: Sequence[dict[str, Any]], width: float) -> Any:
    """The name over each step that is wide enough for it; the others are told by pointing and in the table."""
    fits = [
        {"from": row["from"] + row["amount"] / 2, "cost": max(row["cost"], 0.0), "label": row["name"]}
        for row in rows
        if len(row["name"]) * LETTER <= WIDTH * row["amount"] / width
    ]
    return chart(fits).mark_text(baseline="bottom", dy=-4).encode(**channels(x="from:Q", y="cost:Q", text="label:N"))


def matrix(view: Matrix, words: PageWords) -> dict[str, Any] | None:
    """Cells as strong as their figures, words as they are, the unknown hatched; None without cells."""
    import altair as alt

    if not view.rows_names or not view.columns:
        return None
    rows_names, columns = ([words.say(name) for name in names] for names in (view.rows_names, view.columns))
    top = max((abs(c) for row in view.cells for c in row if isinstance(c, int | float)), default=0.0) or 1.0
    cells = [
        {"name": name, "column": column, "said": words.cell(cell), "known": cell is not None,
         "weight": 0.12 + 0.5 * abs(float(cell)) / top if isinstance(cell, int | float) else 0.12}
        for name, row in zip(rows_names, view.cells, strict=True)
        for column, cell in zip(columns, row, strict=True)
    ]  # fmt: skip
    y = _names_axis(rows_names)
    top_axis = alt.Axis(orient="top", title=None, labelAngle=0, domain=False, ticks=False)
    x = alt.X("column:N", sort=columns, axis=top_axis)
    tips = [alt.Tooltip("name:N", title=" "), alt.Tooltip("column:N", title=" "), alt.Tooltip("said:N", title=" ")]
    paper = {"stroke": colour("paper"), "strokeWidth": 2}
    known = [cell for cell in cells if cell["known"]]
    unknown = [cell for cell in cells if not cell["known"]]
    weight = alt.Opacity("weight:Q", scale=None, legend=None)
    layers = [
        chart(known)
        .mark_rect(fill=colour("accent"), **paper)
        .encode(**channels(x=x, y=y, opacity=weight, tooltip=tips))
    ]
    if unknown:
        layers.append(chart(unknown).mark_rect(fill=HATCH, **paper).encode(**channels(x=x, y=y, tooltip=tips)))
    layers.append(chart(known).mark_text().encode(**channels(x=x, y=y, text="said:N")))
    return whole(layers, words, height=ROW * len(rows_names))
