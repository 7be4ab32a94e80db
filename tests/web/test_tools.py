"""Does a tool run apart, within its limits, and does nothing stay of what it was given?"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import HTTPException, Request

from communique.errors import CommuniqueError
from communique.web.tools import Tools
from communique.web.uploads import PREFIX, SWEEP_SECONDS, Uploads
from communique.web.workers import Limits


def test_a_tool_computes_in_another_process(reader):
    got = reader.ask("/tools/echoes/?text=hi").json
    assert got["echo"].startswith("hi from ")
    assert int(got["echo"].split()[-1]) != got["server"]
    assert reader.ask("/tools/echoes/?text=hi").headers["cache-control"] == "no-store"


def test_a_fault_in_what_was_given_is_said_and_no_place_of_this_machine(reader):
    got = reader.ask("/tools/echoes/?text=", Accept="application/json, application/problem+json")
    assert got.status == 422
    assert got.json["fault"] == "EchoError"
    assert got.json["detail"] == "text.csv row 3, column text: there is nothing to echo; send a text"


def test_a_person_is_told_in_their_language_that_it_could_not_be_done(reader):
    got = reader.ask("/tools/echoes/?text=", Accept="text/html,*/*;q=0.8", Accept_Language="es-MX")
    assert got.status == 422
    assert "No se pudo hacer" in got.text
    form = reader.ask("/tools/echoes/fail?text=x", "POST", b"", Accept="text/html,*/*;q=0.8", Accept_Language="fr")
    assert form.status == 500
    assert "Un problème est survenu" in form.text


def test_an_upload_reaches_the_tool_and_is_gone_with_the_answer(reader):
    got = reader.ask("/tools/echoes/size", "POST", b"x" * 70_000).json
    assert (got["size"], got["kept"], got["after"], got["mode"]) == (70_000, True, False, "0o40700")
    assert got["name"].endswith(".bin")
    assert reader.ask("/tools/echoes/size", "POST", b"").json["size"] == 0


def test_an_upload_that_is_too_large_is_refused(reader):
    got = reader.ask("/tools/echoes/size", "POST", b"x" * ((1 << 20) + 1))
    assert got.status == 413
    assert "1 MB" in got.json["detail"]


def test_a_tool_that_takes_too_long_is_stopped_and_the_next_one_runs(reader):
    got = reader.ask("/tools/echoes/dawdle?seconds=60", "POST")
    assert (got.status, got.json["fault"]) == (413, "ToolTooLong")
    assert reader.ask("/tools/echoes/dawdle?seconds=0", "POST").json == "done"


@pytest.mark.skipif(sys.platform != "linux", reason="the platform does not enforce a limit of memory")
def test_a_tool_that_needs_too_much_memory_is_refused(reader):
    assert reader.ask("/tools/echoes/eat?megabytes=10", "POST").json == 10 << 20
    got = reader.ask("/tools/echoes/eat?megabytes=2000", "POST")
    assert (got.status, got.json["fault"]) == (413, "ToolTooLarge")


def test_a_tool_that_dies_or_fails_is_a_fault_and_takes_nobody_with_it(reader):
    assert reader.ask("/tools/echoes/die", "POST").status == 413
    for path in ("fail?text=word", "unsendable", "stop-short"):
        got = reader.ask(f"/tools/echoes/{path}", "POST")
        assert got.status == 500
        assert "word" not in got.text
    assert reader.ask("/tools/echoes/?text=hi").status == 200


def test_when_all_are_busy_others_are_told_to_come_back(reader):
    with ThreadPoolExecutor(5) as pool:
        asked = list(pool.map(lambda _: reader.ask("/tools/echoes/dawdle?seconds=1", "POST"), range(5)))
    assert sorted(got.status for got in asked) == [200, 200, 200, 503, 503]  # two work, one waits
    assert all(got.headers["retry-after"] == "60" for got in asked if got.status == 503)


def test_nothing_uploaded_is_an_hour_old(tmp_path):
    left = tmp_path / f"{PREFIX}of-a-crash"
    left.mkdir()
    (left / "answers.csv").write_text("private")
    then = time.time() - 3600 + SWEEP_SECONDS
    os.utime(left, (then, then))
    uploads = Uploads(tmp_path)
    assert not left.exists()
    for name, age in (("old.bin", 3600 - SWEEP_SECONDS), ("new.bin", 60)):
        (uploads.folder / name).write_text("private")
        os.utime(uploads.folder / name, (time.time() - age,) * 2)
    uploads.sweep()
    assert [path.name for path in uploads.folder.iterdir()] == ["new.bin"]
    uploads.close()
    assert list(tmp_path.iterdir()) == []


def test_tools_are_listed_in_the_readers_language_and_missing_ones_said(reader):
    assert "Herramientas" in reader.ask("/tools", Accept_Language="es").text
    assert 'href="/tools/echoes/"' in reader.ask("/tools").text
    ready = reader.ask("/readyz").json
    assert ready["tools"] == [{"name": "echoes", "address": "/tools/echoes"}]
    assert "needs_what_is_not_there" in ready["missing"]["absent"]
    assert (ready["status"], ready["summit"]) == ("ready", "handmade")


def test_a_server_that_has_not_started_is_not_ready_and_runs_nothing():
    tools = Tools(Limits())
    assert not tools.open
    with pytest.raises(CommuniqueError, match="starting or ending"):
        tools.upload(None)


def test_a_file_that_does_not_arrive_is_given_up_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("communique.web.uploads.MOST_SECONDS", 0.05)

    async def receive():
        await asyncio.sleep(10)

    async def upload():
        scope = {"type": "http", "method": "POST", "headers": []}
        async with Uploads(tmp_path).receive(Request(scope, receive)):
            pass

    with pytest.raises(HTTPException) as error:
        asyncio.run(upload())
    assert error.value.status_code == 408
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("/tools/", "/tools"),
        ("/tools/echoes", "/tools/echoes/"),  # as the foot of every page has it
        ("/tools/echoes/fr", "/tools/echoes/fr/index.html"),
        ("/tools/echoes/es/", "/tools/echoes/es/index.html"),
    ],
)
def test_a_short_address_leads_to_the_page_of_the_tool(reader, short, whole):
    got = reader.ask(short)
    assert (got.status, got.headers["location"]) == (308, whole)
    assert reader.ask(short, "HEAD").status == 308
