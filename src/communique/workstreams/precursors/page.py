"""When was each substance listed, one timeline a substance, as pages in three languages?

DIR/{en,es,fr}/index.html, DIR/data/… what stands behind each picture as CSV, DIR/assets/… the style.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from communique.facts import load
from communique.language import COMPLETE
from communique.render.assets import assets
from communique.render.html import as_csv, render
from communique.render.room import Room, room_page
from communique.render.tables import table
from communique.render.words import PageWords
from communique.view import Timeline
from communique.workstreams.precursors.entries import Entry
from communique.workstreams.precursors.substances import FOLDER, substances
from communique.workstreams.precursors.views import substance_timeline

ROOM = Room(Path(__file__).parent / "templates", "workstream-precursors-name")


def write_timelines(entries: Sequence[Entry], out: Path, *, on: date, known_at: date) -> list[Path]:
    """Files written, in the order of their names; the same entries and days give the same bytes.

    Entries that begin after the day are on the page too: they are known, and to come.
    """
    views = [substance_timeline(entries, substance) for substance in substances()]
    written: dict[str, str | bytes] = {f"data/{view.id}.csv": as_csv(table(view)) for view in views}
    written |= {f"{language}/index.html": _page(views, PageWords(language), on, known_at) for language in COMPLETE}
    written |= {f"assets/{name}": content for name, content in assets(chart=False, map=False)}
    return [_write(out / name, content) for name, content in sorted(written.items())]


def _page(views: Sequence[Timeline], words: PageWords, on: date, known_at: date) -> str:
    used = sorted({key.partition("/")[2] for view in views for key in view.sources})
    sources = load(FOLDER, figures=False).sources
    return room_page(
        ROOM, "timelines.html", words, "index.html", words.t("precursors-page-title"), on=words.day(on),
        known=words.day(known_at), views=[_figure(view, words) for view in views],
        sources=[sources[key] for key in used],
    )  # fmt: skip


def _figure(view: Timeline, words: PageWords) -> str:
    # the sources of all stand once, at the foot of the page
    return str(render(replace(view, sources=()), words, data=f"../data/{view.id}.csv", level=2, interactive=False).html)


def _write(file: Path, content: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file
