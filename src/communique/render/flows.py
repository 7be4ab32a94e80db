"""How are flows and ties drawn: from left to right where they are conserved, in a ring where they have no direction?

Both layouts are computed here, without chance, so that the same view is always the same drawing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from communique.errors import CommuniqueError
from communique.render.palette import SERIES, colour
from communique.render.svg import drawing, element, number, titled, wrapped
from communique.render.words import PageWords
from communique.view import Network, Sankey

WIDTH, HEIGHT = 860, 420
BAR, GAP, LABEL_LETTERS = 14, 14, 24


class FlowError(CommuniqueError):
    """Flows that run in a circle and so have no left and right."""


@dataclass(frozen=True)
class _Tie:
    start: str
    end: str
    value: float
    kind: str


def _ties(view: Sankey | Network, words: PageWords) -> list[_Tie]:
    return [_Tie(words.say(k.start), words.say(k.end), k.value, k.kind) for k in view.links]


def columns(ties: Sequence[tuple[str, str]]) -> dict[str, int]:
    """The column of each node: one more than that of the farthest node that flows into it; raises FlowError."""
    into: dict[str, list[str]] = defaultdict(list)
    for start, end in ties:
        into[end].append(start)
    found: dict[str, int] = {}
    path: list[str] = []

    def column(node: str) -> int:
        if node in found:
            return found[node]
        if node in path:
            raise FlowError("flows run in a circle: " + " → ".join([*path, node]))
        path.append(node)
        found[node] = max((column(start) + 1 for start in into.get(node, ())), default=0)
        path.pop()
        return found[node]

    for start, end in ties:
        column(start)
        column(end)
    return found


def draw_sankey(view: Sankey, words: PageWords) -> Markup | None:
    """Flows as bands between bars, thickness in proportion to value; None where nothing flows."""
    ties = [tie for tie in _ties(view, words) if tie.value > 0]
    if not ties:
        return None
    place = columns([(tie.start, tie.end) for tie in ties])
    size = {node: max(_total(ties, node, "start"), _total(ties, node, "end")) for node in place}
    scale = _scale(place, size)
    tops = _tops(place, size, scale)
    last = max(place.values()) or 1
    x = {node: 4 + (WIDTH - BAR - 8) * column / last for node, column in place.items()}
    parts = [*_bands(ties, x, tops, scale, view, words), *_bars(place, x, tops, size, scale, last, view, words)]
    return drawing(WIDTH, HEIGHT, parts, css="sankey")


def _total(ties: Sequence[_Tie], node: str, end: str) -> float:
    return sum(tie.value for tie in ties if getattr(tie, end) == node)


def _scale(place: Mapping[str, int], size: Mapping[str, float]) -> float:
    fullest = []
    for column in set(place.values()):
        members = [node for node in place if place[node] == column]
        fullest.append((HEIGHT - GAP * (len(members) + 1)) / sum(size[node] for node in members))
    return min(fullest)


def _tops(place: Mapping[str, int], size: Mapping[str, float], scale: float) -> dict[str, float]:
    tops: dict[str, float] = {}
    used: dict[int, float] = defaultdict(lambda: float(GAP))
    for node, column in place.items():
        tops[node] = used[column]
        used[column] += size[node] * scale + GAP
    return tops


def _bands(
    ties: Sequence[_Tie],
    x: Mapping[str, float],
    tops: Mapping[str, float],
    scale: float,
    view: Sankey,
    words: PageWords,
) -> Iterator[str]:
    out, into = dict(tops), dict(tops)
    kinds = list(dict.fromkeys(tie.kind for tie in ties))
    for tie in ties:
        thick = tie.value * scale
        x0, x1 = x[tie.start] + BAR, x[tie.end]
        y0, y1, middle = out[tie.start], into[tie.end], (x[tie.start] + BAR + x[tie.end]) / 2
        out[tie.start] += thick
        into[tie.end] += thick
        a, b, m = number(x0), number(x1), number(middle)
        d = (
            f"M{a},{number(y0)}C{m},{number(y0)} {m},{number(y1)} {b},{number(y1)}v{number(thick)}"
            f"C{m},{number(y1 + thick)} {m},{number(y0 + thick)} {a},{number(y0 + thick)}Z"
        )
        hue = colour(SERIES[kinds.index(tie.kind) % len(SERIES)])
        shape = element("path", d=d, fill=hue, fill_opacity="0.3")
        yield titled(shape, f"{tie.start} → {tie.end}: {words.amount(tie.value, view.unit)}")


def _bars(
    place: Mapping[str, int],
    x: Mapping[str, float],
    tops: Mapping[str, float],
    size: Mapping[str, float],
    scale: float,
    last: int,
    view: Sankey,
    words: PageWords,
) -> Iterator[str]:
    for node, column in place.items():
        tall = size[node] * scale
        yield element("rect", x=x[node], y=tops[node], width=BAR, height=max(tall, 1), fill=colour("ink"))
        side = -6 if column == last else BAR + 6
        anchor = "end" if column == last else "start"
        lines = [*wrapped(node, LABEL_LETTERS), words.amount(size[node], view.unit)]
        top = tops[node] + tall / 2 - 7 * (len(lines) - 1) + 4
        for i, line in enumerate(lines):
            hue = colour("quiet" if i == len(lines) - 1 else "ink")
            yield element(
                "text", line, x=x[node] + side, y=top + 14 * i, fill=hue, font_size=12, text_anchor=anchor,
                stroke=colour("paper"), stroke_width=3, paint_order="stroke", stroke_linejoin="round",
            )  # fmt: skip


def draw_network(view: Network, words: PageWords) -> Markup | None:
    """Ties as lines between points in a ring, thickness in proportion to value; None where nothing is tied."""
    ties = _ties(view, words)
    if not ties:
        return None
    nodes = list(dict.fromkeys(node for tie in ties for node in (tie.start, tie.end)))
    centre_x, centre_y, radius = WIDTH / 2, HEIGHT / 2, HEIGHT / 2 - 34
    angle = {node: 2 * math.pi * i / len(nodes) - math.pi / 2 for i, node in enumerate(nodes)}
    at = {node: (centre_x + 1.25 * radius * math.cos(a), centre_y + radius * math.sin(a)) for node, a in angle.items()}
    strongest = max(abs(tie.value) for tie in ties) or 1.0
    kinds = list(dict.fromkeys(tie.kind for tie in ties))
    parts = []
    for tie in ties:
        (x1, y1), (x2, y2) = at[tie.start], at[tie.end]
        width = 1 + 5 * abs(tie.value) / strongest
        hue = colour(SERIES[kinds.index(tie.kind) % len(SERIES)])
        d = f"M{number(x1)},{number(y1)}Q{number(centre_x)},{number(centre_y)} {number(x2)},{number(y2)}"
        line = element("path", d=d, fill="none", stroke=hue, stroke_width=width, stroke_opacity="0.45")
        parts.append(titled(line, f"{tie.start} – {tie.end}: {words.cell(tie.value)}"))
    for node, (x, y) in at.items():
        parts.append(element("circle", cx=x, cy=y, r=5, fill=colour("ink")))
        parts += _node_label(node, x, y, math.cos(angle[node]))
    return drawing(WIDTH, HEIGHT, parts, css="network")


def _node_label(node: str, x: float, y: float, side: float) -> Iterator[str]:
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    away = 0 if anchor == "middle" else 10 if side > 0 else -10
    lines = wrapped(node, LABEL_LETTERS)
    above = y < HEIGHT / 2
    top = y + 4 - 7 * (len(lines) - 1) if away else y - 12 - 14 * (len(lines) - 1) if above else y + 20
    for i, line in enumerate(lines):
        yield element("text", line, x=x + away, y=top + 14 * i, fill=colour("ink"), font_size=12, text_anchor=anchor)
