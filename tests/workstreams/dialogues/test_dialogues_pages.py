"""Every promise that lives by evidence shows what these tables know; pages and calendars say it in three languages."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from communique.hooks import Context
from communique.language import COMPLETE, Text
from communique.render.html import render
from communique.render.words import PageWords
from communique.tables import empty_frame
from communique.view import Grid
from communique.workstreams.dialogues import practices, reading
from communique.workstreams.dialogues.ical import calendar
from communique.workstreams.dialogues.pages import House, contents
from communique.workstreams.dialogues.scope import scope_of
from communique.workstreams.dialogues.screening import screened
from communique.workstreams.dialogues.views import views

ON = dt.date(2026, 11, 24)


def empty_table(table):
    return empty_frame(table, lineage=True)


@pytest.fixture(scope="module")
def shown(summit):
    """Commitment number -> its views."""

    def of(number: int):
        return views(
            Context(
                on=ON, known_at=ON, seed=0, draws=1, read_table=empty_table, facts=reading.facts(), summit=summit,
                commitment=summit.communique.commitment(number),
            ),
            {},
        )  # fmt: skip

    return {commitment.number: of(commitment.number) for commitment in summit.communique.commitments}


def test_every_promise_that_lives_by_evidence_has_its_page_fed(shown, summit):
    for commitment in summit.communique.commitments:
        if "dialogues" in commitment.bound:
            ids = [view.id for view in shown[commitment.number]]
            assert "dialogues-known" in ids, commitment.id
            assert ("dialogues-rooms" in ids) == bool(scope_of(commitment).bodies), commitment.id
            assert len(ids) == len(set(ids))


def test_a_promise_shows_its_own_rooms_and_no_others(shown):
    rooms = next(view for view in shown[26] if view.id == "dialogues-rooms")
    assert isinstance(rooms, Grid)
    assert [row[-1] for row in rooms.cells] == ["/tools/dialogues/bodies/indigenous-women-working-group"]
    assert {view.id for view in shown[22]} == {"dialogues-known"}


def test_the_coalitions_page_counts_members_as_an_interval_and_shows_the_reversal(shown):
    core = next(view for view in shown[27] if view.id == "dialogues-members-un-lgbti-core-group")
    assert isinstance(core, Grid)
    said = [PageWords("en").say(reason) for reason in core.unknown]
    assert "at least 11, at most 15" in said[0]
    cells = {PageWords("en").cell(row[0]): row for row in core.cells}
    usa = cells["United States"]
    assert PageWords("en").cell(usa[2]) == "not a member"
    assert "2025-02-14" in PageWords("en").cell(usa[5])


def test_without_a_commitment_there_is_nothing_to_show(summit):
    bare = Context(on=ON, known_at=ON, seed=0, draws=1, read_table=empty_table, facts=reading.facts())
    assert views(bare, {}) == []


@pytest.mark.parametrize("code", COMPLETE)
def test_every_view_is_drawn_in_every_language_without_a_missing_message(shown, code):
    words = PageWords(code)
    for number, of_it in shown.items():
        for view in of_it:
            html = str(render(view, words).html)
            assert "dialogues-view" not in html.replace('id="dialogues-view', ""), (number, view.id)
            for head in getattr(view, "columns", ()):
                if isinstance(head, Text):
                    assert not words.say(head).startswith("dialogues-"), head.id


@pytest.fixture(scope="module")
def files(record, summit):
    return contents(House(screened(record), summit, ON, ON, live=True))


def test_each_body_has_a_page_and_a_calendar_in_each_language(files, record):
    for code in COMPLETE:
        for body in record.bodies.values():
            assert f"{code}/bodies/{body.id}.html" in files
            page = files[f"{code}/bodies/{body.id}.html"]().decode()
            assert body.name[code] in page.replace("&#39;", "’")
            assert "<script" not in page
            assert f"{code}/calendars/{body.id}.ics" in files


def test_links_inside_the_pages_lead_somewhere(files):
    import posixpath
    import re

    for name in [n for n in files if n.endswith(".html")]:
        page = files[name]().decode()
        for target in re.findall(r'(?:href|action)="(?!data:)([^"#:]+)', page):
            if not target.startswith(("/tools/", "http")) and target != f"/{name[:2]}/index.html":  # the edition's
                found = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
                assert found in files, f"{name} leads to {target}"


def test_a_calendar_invents_no_day(record):
    from icalendar import Calendar

    read = Calendar.from_ical(calendar(record, on=ON, known_at=ON, language="en"))
    events = {str(event["uid"]): event for event in read.walk("VEVENT")}
    sixth = events["meeting-indigenous-women-working-group.6@communique"]
    assert (sixth["dtstart"].dt, sixth["dtend"].dt) == (dt.date(2024, 1, 1), dt.date(2025, 1, 1))
    assert "2024 (inferred)" in sixth["summary"]
    assert str(sixth["status"]) == "TENTATIVE"
    eighth = events["meeting-drug-dialogue.8@communique"]
    assert (eighth["dtstart"].dt, eighth["dtend"].dt) == (dt.date(2024, 11, 13), dt.date(2024, 11, 15))
    todos = {str(todo["uid"]): todo for todo in read.walk("VTODO")}
    assert "due" not in todos["decision-nadd8.trends@communique"], "a due year is no day"
    assert all(str(event["transp"]) == "TRANSPARENT" for event in events.values())


def test_the_same_record_gives_the_same_calendar(record):
    one, other = (calendar(record, on=ON, known_at=ON, language="es", body="drug-dialogue") for _ in range(2))
    assert one == other
    assert "Diálogo de América del Norte sobre Drogas" in one.decode()


def test_practices_are_ordered_by_strength_and_filtered(contributed):
    rows = [
        {"practice": f"p.{strength}", "topic": "labour-rights", "country": "CAN", "what_en": strength,
         "strength": strength, "adopted_by": "MEX" if strength == "claimed" else None, "source_class": "press",
         "source": f"https://e.org/{strength}"}
        for strength in ("claimed", "comparison", "described")
    ]  # fmt: skip
    found = screened(contributed(practices=rows)).record.practices
    room = practices.reading_room(found, topics=("labour-rights",))
    assert [practice.strength for practice in room] == ["comparison", "described", "claimed"]
    assert [p.strength for p in practices.reading_room(found, topics=("labour-rights",), strength="described")] == [
        "comparison",
        "described",
    ]
    assert [p.told.id for p in practices.reading_room(found, topics=("labour-rights",), not_in="MEX")] == [
        "p.comparison",
        "p.described",
    ]
    spread = practices.diffusion(room)
    assert (spread.adopted, spread.declined, spread.unknown) == (1, 0, 5)
    assert (spread.low, spread.high) == (1 / 6, 1)


@dataclass
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    text: str


@pytest.fixture
def served(tmp_path, monkeypatch):
    """The pages as a server gives them, without any site around: `served(path, language)`."""
    from fastapi import FastAPI

    from communique.workstreams.dialogues.router import _house, router

    monkeypatch.setenv("COMMUNIQUE_HOME", str(tmp_path / "home"))
    _house.cache_clear()
    app = FastAPI()
    app.include_router(router, prefix="/tools/dialogues")
    app.state.catalogue = SimpleNamespace(edition=SimpleNamespace(rows=({"summit": "nals2023"},)))
    return lambda path, language="en": asyncio.run(_asked(app, path, language))


async def _asked(app, path: str, language: str) -> Answer:
    name, _, query = path.partition("?")
    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "path": name, "raw_path": name.encode(),
        "query_string": query.encode(), "headers": [(b"accept-language", language.encode())], "scheme": "http",
        "server": ("testserver", 80), "client": ("testclient", 1), "root_path": "",
    }  # fmt: skip
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    headers = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers, b"".join(each.get("body", b"") for each in sent[1:]).decode())


def test_a_reader_is_led_to_the_page_in_the_own_language(served):
    led = served("/tools/dialogues/bodies/drug-dialogue", "fr-CA,en;q=0.5")
    assert (led.status, led.headers["location"]) == (302, "/tools/dialogues/fr/bodies/drug-dialogue.html")
    assert "Dialogue nord-américain sur les drogues" in served(led.headers["location"]).text


def test_the_reading_room_is_filtered_by_its_address_and_refuses_what_it_does_not_know(served):
    assert "Casas de la Mujer Indígena" in served("/tools/dialogues/es/practices.html").text
    none = served("/tools/dialogues/es/practices.html?topic=labour-rights")
    assert none.status == 200
    assert "Casas de la Mujer Indígena" not in none.text
    assert served("/tools/dialogues/es/practices.html?topic=wizardry").status == 422
    assert served("/tools/dialogues/xx/practices.html").status == 404


def test_calendars_are_served_as_calendars_and_nothing_else_is_served(served):
    found = served("/tools/dialogues/en/calendars/all.ics")
    assert found.headers["content-type"].startswith("text/calendar")
    for name in ("en/../../secret", "record/sources.toml", "en/bodies/none.html", "bodies/none"):
        assert served(f"/tools/dialogues/{name}").status == 404
