"""How does a view become part of a page: picture, table, words, sources and data?"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard

from markupsafe import Markup

from communique.facts import Source
from communique.render import bar_charts, charts, flows, maps, tables, timeline
from communique.render.words import PageWords
from communique.view import Bars, Grid, Map, Network, Sankey, Timeline, TimeSeries, View

HERE = Path(__file__).parent
#: A table of more rows than this is folded; nobody reads on through it.
FOLDED = 20
#: A table of more rows than this is shown whole on the picture's own page alone, where it has one.
LONG = 100


@dataclass(frozen=True)
class Chip:
    """A source as it stands beside a figure: its short name, and where its whole entry is."""

    key: str
    label: str
    anchor: str
    confidence: str = ""
    note: int = 0  # number of its footnote on the printed page


@dataclass(frozen=True)
class Picture:
    """A view as drawn once: its specification, where it is drawn by Vega, and the still drawing."""

    specification: Mapping[str, Any] | None
    still: Markup | None


@dataclass(frozen=True)
class Rendered:
    """A view as HTML, and what it needs."""

    id: str
    html: Markup
    chart: bool
    map: bool


def render(
    view: View,
    words: PageWords,
    *,
    sources: Mapping[str, Source] | None = None,
    confidence: str = "",
    root: str = "",
    data: str = "",
    level: int = 3,
    title: str = "",
    listed: bool = True,
    notes: Mapping[str, int] | None = None,
    small: bool = False,
    interactive: bool = True,
    drawn: Picture | None = None,
    own_page: str = "",
) -> Rendered:
    """A view of any kind.

    sources     source key -> source, for the chips below it; confidence, of the figures in it
    root        path from the page to the folder of its language, for links
    data        address of its CSV from the page, empty where none is written
    level       level of its heading; title, in place of the view's own
    notes       source key -> its footnote on the printed page
    small       one of several beside one another, explained by a larger one
    interactive whether scripts may draw it anew; a page without scripts shows the still picture
    listed      whether the table behind it is shown (folded); a picture without it stands beside its own list
    drawn       the picture, where it has been drawn already
    own_page    address of the page that holds this view alone: there a long table stands whole and a crowded map moves
    """
    drawn = drawn or picture(view, words, small=small)
    heads, rows = tables.table(view).said(words)
    cut = len(rows) > LONG and bool(own_page)
    spec = drawn.specification if interactive else None
    moves = interactive and not cut and _placed(view)
    html = environment().get_template("view.html").render(
        view=view, kind=type(view).__name__, w=words, level=level, root=root, data=data, listed=listed,
        title=title or words.say(view.title), unit=words.unit(getattr(view, "unit", "") or _unit(view)),
        alternative=tables.alternative(view, words), picture=drawn.still, own_page=own_page,
        spec=as_script(spec) if spec else None,
        map=as_script(maps.data(view, words)) if moves and _placed(view) else None,
        heads=heads, rows=rows[:FOLDED] if cut else rows, all=len(rows), cut=cut, placed=_placed(view),
        unknown=[words.say(reason) for reason in view.unknown],
        key=() if small else _key(view, words), legend=_legend(view, words), small=small,
        folded=len(rows) > FOLDED and listed and isinstance(view, Grid),
        chips=chips(view.sources, sources or {}, confidence, notes),
    )  # fmt: skip
    return Rendered(view.id, Markup(html), spec is not None, moves)


def _placed(view: View) -> TypeGuard[Map]:
    return isinstance(view, Map) and bool(view.places or view.ways)


def _unit(view: View) -> str:
    return str(getattr(view, "cost_unit", ""))


def picture(view: View, words: PageWords, *, small: bool = False) -> Picture:
    """A view drawn: with a specification for charts, without for other pictures, with neither for a table."""
    spec = charts.specification(view, words, small)
    if spec is not None:
        return Picture(spec, charts.drawn(spec, small))
    draw = _DRAWN.get(type(view))
    return Picture(None, draw(view, words) if draw else None)


_DRAWN: Mapping[type, Callable[[Any, PageWords], Markup | None]] = {
    Timeline: timeline.draw, Sankey: flows.draw_sankey, Network: flows.draw_network, Map: maps.draw,
}  # fmt: skip


def _legend(view: View, words: PageWords) -> list[tuple[str, str]]:
    """(colour, name) of what is told apart by colour."""
    if isinstance(view, Map):
        return maps.legend(view, words)
    return bar_charts.legend(view, words) if isinstance(view, Bars) else []


def _key(view: View, words: PageWords) -> list[str]:
    """What stands in a time series without a label of its own, and what lies outside a map."""
    if isinstance(view, Map):
        away = maps.outside(view)
        return [words.t("view-key-outside", n=away)] if away else []
    if not isinstance(view, TimeSeries):
        return []
    shares = sorted({band.probability for line in view.lines for band in line.bands})
    said = ", ".join(words.words.percent(share) for share in shares)
    found = [words.t("view-key-fan", shares=said)] if shares else []
    return [*found, *([words.t("view-key-path")] if any(line.manner == "path" for line in view.lines) else [])]


def chips(
    keys: tuple[str, ...], sources: Mapping[str, Source], confidence: str = "", notes: Mapping[str, int] | None = None
) -> list[Chip]:
    """Source chips; a key without an entry shows itself rather than nothing."""
    found = []
    for key in keys:
        source = sources.get(key)
        label = key if source is None else ", ".join(filter(None, (source.publisher, str(source.year or ""))))
        found.append(Chip(key, label, anchor(key), confidence, (notes or {}).get(key, 0)))
    return found


def anchor(key: str) -> str:
    """The id of a source's entry on the page of sources."""
    return "source-" + "".join(c if c.isalnum() or c == "-" else "-" for c in key)


def as_script(data: object) -> Markup:
    """Data as JSON that may stand inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def as_csv(table: tables.Table) -> str:
    """A table for machines: English heads, figures as they are, unknown empty."""
    english = PageWords("en")
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([english.say(head) for head in table.heads])
    for row in table.rows:
        writer.writerow([_plain(cell, english) for cell in row])
    return stream.getvalue()


def _plain(cell: object, english: PageWords) -> object:
    if cell is None or cell != cell:
        return ""
    return cell if isinstance(cell, int | float | str) else english.cell(cell)  # type: ignore[arg-type]


@cache
def environment(*folders: Path) -> Any:
    """The templates of these folders before those of views; every value is escaped and every name must exist."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader([*folders, HERE / "templates"])
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
