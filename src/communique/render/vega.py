"""What do all charts share: how they are laid out, named, scaled and labelled, in Vega-Lite?

Colours are named by CSS variable and patterns by id, so that one specification serves both themes. Labels stand beside
what they name, in a margin that is as wide as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from communique.render.palette import colour
from communique.render.svg import wrapped
from communique.render.words import PageWords

WIDTH, SMALL_WIDTH, HEIGHT, ROW = 860, 380, 300, 28
MARGIN_LETTERS = 22
LETTER = 6.4  # pixels of an average letter at 12 px, for the margin that labels need
HATCH = "url(#hatch)"


def whole(layers: Sequence[Any], words: PageWords, *, height: float, right: float = 8) -> dict[str, Any]:
    """Layers as one specification that is as wide as its container."""
    import altair as alt

    layered = alt.layer(*layers).properties(
        width="container",
        height=height,
        padding={"left": 2, "right": right, "top": 8, "bottom": 2},
        autosize={"type": "fit-x", "contains": "padding"},
    )
    spec: dict[str, Any] = layered.to_dict(validate=False)  # tests validate every kind against the schema
    spec["config"] = _config(words)
    return spec


def _config(words: PageWords) -> dict[str, Any]:
    from babel import Locale

    symbols = Locale.parse(words.words.locale).number_symbols["latn"]
    quiet, rule = colour("quiet"), colour("rule")
    return {
        "background": "transparent",
        "font": "system-ui, sans-serif",
        "view": {"stroke": None},
        "axis": {
            "domainColor": colour("edge"), "tickColor": colour("edge"), "gridColor": rule, "labelColor": quiet,
            "titleColor": quiet, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
            "gridWidth": 1, "tickSize": 4,
        },
        "text": {"fontSize": 12, "color": colour("ink")},
        "locale": {
            "number": {
                "decimal": symbols["decimal"], "thousands": symbols["group"], "grouping": [3],
                "currency": ["$", ""], "minus": "−",
            }
        },
    }  # fmt: skip


def chart(rows: Iterable[Mapping[str, Any]]) -> Any:
    """A chart of rows without marks."""
    import altair as alt

    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def channels(**given: Any) -> dict[str, Any]:
    """Channels to encode, each shorthand made a channel here: Altair's own guess takes longer than all else it does."""
    import altair as alt

    kinds = {
        "x": alt.X, "y": alt.Y, "x2": alt.X2, "y2": alt.Y2, "text": alt.Text, "detail": alt.Detail, "order": alt.Order,
    }  # fmt: skip
    return {name: kinds[name](value) if isinstance(value, str) else value for name, value in given.items()}


def margin(labels: Iterable[str]) -> float:
    """Pixels that the longest line of any label needs."""
    lines = [line for label in labels for line in wrapped(label, MARGIN_LETTERS)]
    return 16 + LETTER * max((len(line) for line in lines), default=0)


def spread(values: Sequence[float], least: float) -> list[float]:
    """The same values, moved apart by no more than is needed to lie `least` from one another, in their own order."""
    order = sorted(range(len(values)), key=lambda i: (values[i], i))
    placed = [values[i] for i in order]
    for _ in range(50):
        tight = False
        for i in range(1, len(placed)):
            lacking = least - (placed[i] - placed[i - 1])
            if lacking > 1e-9 * least:
                placed[i - 1] -= lacking / 2
                placed[i] += lacking / 2
                tight = True
        if not tight:
            break
    found = [0.0] * len(values)
    for i, value in zip(order, placed, strict=True):
        found[i] = value
    return found


def number_format(values: Iterable[float]) -> str:
    """The d3 format that shows the ticks of these values."""
    largest = max((abs(value) for value in values), default=0.0)
    return f",.{0 if largest >= 10 else 1 if largest >= 1 else 2}f"


def nice(values: Sequence[float], zero: bool) -> tuple[float, float]:
    """Ends of an axis with room around the values; from zero where it must be, or where that costs little."""
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.06
    if zero:
        return min(0.0, low), max(0.0, high + room)
    return (0.0 if 0 <= low < 0.25 * high else low - room), high + room
