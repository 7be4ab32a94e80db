"""How are things that happened drawn, each as long as it is imprecise?

One row a moment, oldest first: a day is a dot, a month or a year a bar of its length, what was inferred has a broken
outline, and what contradicts each other is joined. What has no date is not drawn here; it is listed apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from communique.render.palette import colour
from communique.render.svg import drawing, element, number, titled, wrapped
from communique.render.words import PageWords
from communique.view import Moment, Timeline

WIDTH, ROW, TOP, SIDE = 860, 26, 24, 12
LABEL_LETTERS = 74
#: Kind of evidence -> colour; other kinds are drawn in the accent.
_COLOURS = {
    "delivered": "state-done", "partial": "state-under-way", "activity": "state-under-way",
    "reversal": "state-reversed", "uncertain": "state-unknown", "none_found": "state-unknown",
    "not_searched": "state-unknown",
}  # fmt: skip


@dataclass(frozen=True)
class _Axis:
    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        days = (self.last - self.first).days or 1
        return SIDE + (WIDTH - 2 * SIDE) * (day - self.first).days / days


def dated(view: Timeline) -> list[Moment]:
    """The moments that have a date, oldest first."""
    found = [moment for moment in view.moments if moment.start and moment.end]
    return sorted(found, key=lambda m: (m.start or dt.date.max, m.end or dt.date.max))


def draw(view: Timeline, words: PageWords) -> Markup | None:
    """The drawing, or None where nothing is dated."""
    moments = dated(view)
    if not moments:
        return None
    axis = _axis(view, moments)
    height = TOP + ROW * len(moments) + 6
    parts = [*_ground(view, axis, height)]
    parts += _conflicts(moments, axis, words)
    for i, moment in enumerate(moments):
        parts += _moment(moment, axis, TOP + ROW * i + ROW / 2, words)
    return drawing(WIDTH, height, parts, css="timeline")


def _axis(view: Timeline, moments: Sequence[Moment]) -> _Axis:
    days = [day for m in moments for day in (m.start, m.end) if day] + list(view.window or ())
    return _Axis(dt.date(min(days).year, 1, 1), dt.date(max(days).year + 1, 1, 1))


def _ground(view: Timeline, axis: _Axis, height: float) -> Iterator[str]:
    if view.window:
        start, end = (axis.x(day) for day in view.window)
        yield element("rect", x=start, y=TOP, width=end - start, height=height - TOP, fill=colour("shade"))
    years = range(axis.first.year, axis.last.year + 1)
    every = 1 + len(years) // 16
    for year in years:
        x = axis.x(dt.date(year, 1, 1))
        yield element("line", x1=x, x2=x, y1=TOP - 4, y2=height, stroke=colour("rule"))
        if year < axis.last.year and (year - axis.first.year) % every == 0:
            yield element("text", str(year), x=x + 4, y=TOP - 9, fill=colour("quiet"), font_size=12)


def _conflicts(moments: Sequence[Moment], axis: _Axis, words: PageWords) -> Iterator[str]:
    groups: dict[str, list[tuple[float, float]]] = {}
    for i, moment in enumerate(moments):
        if moment.group and moment.start:
            groups.setdefault(moment.group, []).append((axis.x(moment.start), TOP + ROW * i + ROW / 2))
    for group, ends in groups.items():  # a single one contradicts a row without a date, in the list
        xs, ys = zip(*ends, strict=True)
        x = min(xs) - 9
        ties = "".join(f"M{number(x)},{number(y)}H{number(px)}" for px, y in ends)
        line = element(
            "path", d=f"M{number(x)},{number(min(ys))}V{number(max(ys))}{ties}", fill="none",
            stroke=colour("state-reversed"), stroke_width=1.5,
        )  # fmt: skip
        sign = element(
            "text", "≠", x=x - 5, y=(min(ys) + max(ys)) / 2 + 5, fill=colour("state-reversed"), text_anchor="end",
            font_size=16,
        )  # fmt: skip
        yield titled(line + sign, words.t("flag-conflict", group=group))


def _moment(moment: Moment, axis: _Axis, y: float, words: PageWords) -> Iterator[str]:
    assert moment.start is not None
    assert moment.end is not None
    hue = colour(_COLOURS.get(moment.kind, "accent"))
    start, end = axis.x(moment.start), axis.x(moment.end + dt.timedelta(days=1))
    text = words.say(moment.label)
    shape = _mark(moment, start, end, y, hue)
    yield titled(shape, f"{words.span(moment.start, moment.end, moment.precision)}: {text}")
    middle = (start + end) / 2
    label = wrapped(text, LABEL_LETTERS, 1)[0]
    left = middle >= WIDTH / 2
    clear = 14 if moment.kind == "reversal" else 9
    x = end + clear if not left else start - (30 if moment.group else clear)
    anchor = "end" if left else "start"
    yield element("text", label, x=x, y=y + 4, fill=colour("ink"), font_size=12, text_anchor=anchor)


def _mark(moment: Moment, start: float, end: float, y: float, hue: str) -> str:
    inferred = moment.precision.startswith("inferred")
    fill, dashes = (colour("paper"), "3 2") if inferred else (hue, None)
    if moment.kind == "reversal":
        x = (start + end) / 2
        ring = element("circle", cx=x, cy=y, r=8, fill=colour("paper"), stroke=hue, stroke_width=1.5)
        return ring + element("text", "↺", x=x, y=y + 5, fill=hue, text_anchor="middle", font_size=14)
    outline = {"stroke": hue, "stroke_width": "1.5", "stroke_dasharray": dashes}
    if moment.precision.removeprefix("inferred_") == "day" and end - start < 12:
        return element("circle", None, cx=(start + end) / 2, cy=y, r=5, fill=fill, **outline)
    soft = "0.45" if moment.precision == "year" else None
    width = max(end - start, 4)
    return element(
        "rect", None, x=start, y=y - 5, width=width, height=10, rx=2, fill=fill, fill_opacity=soft, **outline
    )
