"""Which pages do the rooms have: all of them, one each, the reading room, the sources, and their calendars?

index.html                    a page that offers the languages
{en,es,fr}/index.html         every body; {en,es,fr}/bodies/ID.html, a page of each
{en,es,fr}/practices.html     the reading room; {en,es,fr}/sources.html
{en,es,fr}/calendars/ID.ics   the calendar of a body; all.ics, of all
assets/site.css               the style; nothing is asked of any other server, and no script is needed
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from communique.commitment import Summit
from communique.facts import Source
from communique.geo import NORTH_AMERICA
from communique.language import COMPLETE, Said
from communique.render.assets import assets
from communique.render.html import anchor, environment, render
from communique.render.room import Room, languages, room_page
from communique.render.words import PageWords
from communique.view import View
from communique.workstreams.dialogues import pictures, practices, reading, wording
from communique.workstreams.dialogues.agenda import Agenda, agenda
from communique.workstreams.dialogues.ical import calendar
from communique.workstreams.dialogues.pictures import Days
from communique.workstreams.dialogues.record import ReadTable, sources
from communique.workstreams.dialogues.rows import Body
from communique.workstreams.dialogues.screening import OF_NO_ROOM, Screened
from communique.workstreams.dialogues.tables import STRENGTHS, TOPICS
from communique.workstreams.dialogues.views import all_rooms, body_scope, of_scope

HERE = Path(__file__).parent
ROOM = Room(
    HERE / "templates",
    "dialogues-page-title",
    (
        ("index.html", "dialogues-page-bodies"),
        ("practices.html", "dialogues-page-reading-room"),
        ("sources.html", "page-sources"),
    ),
)
CALENDAR = "text/calendar"


@dataclass(frozen=True)
class Filters:
    """What a reader of the reading room asked for; empty is everything."""

    topic: str = ""
    country: str = ""
    strength: str = ""
    not_in: str = ""


@dataclass(frozen=True)
class House:
    """What pages are made of: the record, the summit, both clocks, and whether a server answers forms."""

    found: Screened
    summit: Summit | None
    on: dt.date
    known_at: dt.date
    read_table: ReadTable | None = None
    live: bool = False

    @property
    def days(self) -> Days:
        """The day looked at, against the day of the summit."""
        return Days(self.on, min(self.summit.communique.date, self.on) if self.summit else None)


def write_pages(
    found: Screened, summit: Summit, out: Path, *, on: dt.date, known_at: dt.date, read_table: ReadTable | None = None
) -> list[Path]:
    """Files written, in the order of their names; the same record gives the same bytes."""
    house = House(found, summit, on, known_at, read_table)
    written = []
    for name, make in sorted(contents(house).items()):
        file = out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(make())
        written.append(file)
    return written


def contents(house: House) -> Mapping[str, Callable[[], bytes]]:
    """Every file by name, each made when it is asked for."""
    return dict(_contents(house))


def _contents(house: House) -> Iterator[tuple[str, Callable[[], bytes]]]:
    yield "index.html", _landing
    for name, content in assets(chart=False, map=False):
        yield f"assets/{name}", partial(_encoded, content)
    for code in COMPLETE:
        yield f"{code}/index.html", partial(index, house, code)
        yield f"{code}/practices.html", partial(reading_room, house, code)
        yield f"{code}/sources.html", partial(source_list, house, code)
        yield f"{code}/calendars/all.ics", partial(_calendar, house, code, None)
        for body in house.found.record.bodies.values():
            yield f"{code}/bodies/{body.id}.html", partial(room, house, code, body)
            yield f"{code}/calendars/{body.id}.ics", partial(_calendar, house, code, body.id)


def _landing() -> bytes:
    return str(environment(HERE / "templates").get_template("landing.html").render(languages=languages())).encode()


def _encoded(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _calendar(house: House, code: str, body: str | None) -> bytes:
    return calendar(house.found.record, on=house.on, known_at=house.known_at, language=code, body=body)


def index(house: House, code: str) -> bytes:
    """The page of all bodies."""
    bodies = list(house.found.record.bodies.values())
    overview = all_rooms(house.found, house.days, reading.facts(), bodies, linked=False)
    return _page(
        house, code, "index.html", "index.html", "dialogues-page-title",
        bodies=[(body.id, body.name) for body in bodies],
        views=[_drawn(view, code, "") for view in (overview, *_of_no_room(house.found))],
    )  # fmt: skip


def _of_no_room(found: Screened) -> Iterator[View]:
    """What to read with care of rows that stand on no room's page."""
    flags, aside = ([each for each in part if each.rule in OF_NO_ROOM] for part in (found.flags, found.set_aside))
    if flags or aside:
        yield pictures.care(flags, aside)


def room(house: House, code: str, body: Body) -> bytes:
    """The page of one body: what its next meeting could speak of, then everything on record."""
    words = PageWords(code)
    plan = agenda(house.found, body, summit=house.summit, on=house.on, read_table=house.read_table)
    shown = of_scope(house.found, body_scope(body), house.days, reading.facts())
    return _page(
        house, code, "body.html", f"bodies/{body.id}.html", body.name, body=body,
        topics=[words.say(wording.topic(name)) for name in body.topics],
        promises=[f"{c.number} {words.say(c.title)}" for c in plan.commitments], agenda=_said(plan, words),
        views=[_drawn(view, code, "../") for view in shown],
    )  # fmt: skip


def _said(plan: Agenda, words: PageWords) -> list[tuple[str, list[str]]]:
    return [(words.t(id), lines) for id, lines in wording.agenda_parts(plan, words) if lines]


def reading_room(house: House, code: str, filters: Filters | None = None) -> bytes:
    """Practices by topic, the strongest evidence first; with a form to filter them where a server answers it."""
    words, asked = PageWords(code), filters or Filters()
    chosen = practices.reading_room(
        house.found.record.practices, topics=[asked.topic] if asked.topic else (), country=asked.country,
        strength=asked.strength, not_in=asked.not_in,
    )  # fmt: skip
    return _page(
        house, code, "practices.html", "practices.html", "dialogues-page-reading-room", asked=asked, live=house.live,
        topics=[(name, words.say(wording.topic(name))) for name in TOPICS],
        parties=[(party, words.party(party)) for party in NORTH_AMERICA],
        strengths=[(name, words.t(f"dialogues-strength-{name.replace('_', '-')}")) for name in STRENGTHS],
        views=[_drawn(pictures.practice(chosen), code, "")],
    )  # fmt: skip


def source_list(house: House, code: str) -> bytes:
    """Where the record was read."""
    entries = [(anchor(key), source) for key, source in sorted(_all_sources().items())]
    return _page(house, code, "sources.html", "sources.html", "page-sources", entries=entries)


def _all_sources() -> dict[str, Source]:
    return {f"dialogues/{key}": source for key, source in (*sources().items(), *reading.facts().sources.items())}


def _drawn(view: View, code: str, root: str) -> str:
    return str(render(view, PageWords(code), sources=_all_sources(), root=root, level=2, interactive=False).html)


def _page(house: House, code: str, template: str, page: str, title: str | Said, **more: Any) -> bytes:
    words = PageWords(code)
    name = words.t(title) if isinstance(title, str) else words.say(title)
    return room_page(ROOM, template, words, page, name, served=house.live, on=words.day(house.on), **more).encode()
