"""Do the pages without scripts read forms strictly, answer in the person's language, and keep nothing?"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI

from communique.rules import FactType
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.finder import forms
from communique.workstreams.pathways.finder.router import router

INT = FactType("int", low=0, high=2_000_000)
MONEY = FactType("number", low=0, high=2_000_000, places=2)
DAY = FactType("date", low=date(1940, 1, 1))


@pytest.mark.parametrize(
    ("typed", "value"),
    [("29", 29), ("15,263", 15263), ("15 263", 15263), ("15.263", 15263), ("1’234’567", 1234567), ("0", 0)],
)
def test_whole_numbers_are_read_with_grouped_thousands(typed: str, value: int) -> None:
    assert forms.amount(typed, INT, "en") == value


@pytest.mark.parametrize(
    "typed", ["-1", "29.5", "1,23", "2e3", "NaN", "Infinity", "²9", "٢٩", "3 000 000", "29 years", ""]
)
def test_what_is_no_whole_number_in_range_is_a_fault_that_names_the_range(typed: str) -> None:
    with pytest.raises(forms.FieldFault) as fault:
        forms.amount(typed, INT, "en")
    assert (fault.value.id, fault.value.arguments) == ("finder-fault-whole", {"low": "0", "high": "2000000"})


@pytest.mark.parametrize(("typed", "value"), [("35193", 35193.0), ("35,193.50", 35193.5), ("35 193,5", 35193.5)])
def test_money_is_read_with_two_decimals(typed: str, value: float) -> None:
    assert forms.amount(typed, MONEY, "en") == value


@pytest.mark.parametrize("typed", ["2025-02-29", "2025-2-3", "03/02/2025", "1939-12-31", "20250203"])
def test_dates_that_are_none_are_faults(typed: str) -> None:
    with pytest.raises(forms.FieldFault, match="finder-fault-date"):
        forms.amount(typed, DAY, "es")
    assert forms.amount("2024-02-29", DAY, "es") == "2024-02-29"


def test_about_is_an_interval_and_never_upside_down() -> None:
    assert forms.read_field(INT, {"low": ["28"], "high": ["32"]}, "en") == {"between": [28, 32]}
    assert forms.read_field(INT, {"low": ["28"], "high": [""]}, "en") == {"between": [28, None]}
    assert forms.read_field(INT, {"low": ["30"], "high": ["30"]}, "en") == 30
    with pytest.raises(forms.FieldFault, match="finder-fault-order"):
        forms.read_field(INT, {"low": ["32"], "high": ["28"]}, "en")


def test_an_empty_field_is_a_fault_and_never_no_or_zero() -> None:
    for kind in (INT, MONEY, DAY, FactType("bool"), FactType("set", values=("a", "none"))):
        with pytest.raises(forms.FieldFault, match="finder-fault-empty"):
            forms.read_field(kind, {}, "en")


def test_none_goes_with_nothing_else() -> None:
    with pytest.raises(forms.FieldFault, match="finder-fault-none"):
        forms.read_field(FactType("set", values=("a", "none")), {"v": ["a", "none"]}, "en")


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe", b"answers=[]", b"answers={", b'answers={"no_such_fact":true}', b"fact=__proto__",
        b"answers=" + b"[" * 9000, b"x" * (forms.MOST + 1), b"&".join([b"a=1"] * 500),
    ],
)  # fmt: skip
def test_forms_that_no_page_sent_are_refused(body: bytes) -> None:
    with pytest.raises(forms.FormFault):
        forms.read_form(body, shipped())


# -- the server


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def heading(self) -> str:
        return unescape(re.sub("<[^>]+>", "", re.search("<h1.*?</h1>", self.text)[0]))  # type: ignore[index]


@pytest.fixture(autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_HOME", str(tmp_path_factory.getbasetemp() / "finder-home"))


def ask(method: str, path: str, headers: dict[str, str] | None = None, **form: Any) -> Reply:
    """One request, straight to the application."""
    app = FastAPI()
    app.include_router(router, prefix="/tools/pathways")
    body = urlencode(form, doseq=True).encode()
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    given = {"content-length": str(len(body)), **(headers or {})}
    scope = {
        "type": "http", "http_version": "1.1", "method": method, "path": f"/tools/pathways{path}", "query_string": b"",
        "root_path": "", "scheme": "http", "server": ("test", 80), "client": ("test", 1),
        "headers": [(k.encode(), v.encode()) for k, v in given.items()],
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    start = next(each for each in sent if each["type"] == "http.response.start")
    found = b"".join(each.get("body", b"") for each in sent if each["type"] == "http.response.body")
    return Reply(start["status"], {k.decode().lower(): v.decode() for k, v in start["headers"]}, found)


def test_the_front_leads_to_the_readers_language() -> None:
    for wanted, code in (("fr-CA,fr;q=0.9", "fr"), ("ht", "ht"), ("de", "en"), ("", "en")):
        reply = ask("GET", "/", {"accept-language": wanted})
        assert (reply.status, reply.headers["location"]) == (302, f"/tools/pathways/{code}/index.html")


def test_files_are_zipped_for_those_who_read_that_and_not_sent_twice() -> None:
    plain, zipped = ask("GET", "/finder.js"), ask("GET", "/finder.js", {"accept-encoding": "gzip"})
    assert len(zipped.body) < len(plain.body) / 3
    assert ask("GET", "/finder.js", {"if-none-match": plain.headers["etag"]}).status == 304
    assert ask("GET", "/../router.py").status == 404


def test_a_form_walks_from_the_first_question_to_results_and_nothing_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    first = ask("POST", "/es/answers", do="next")
    fact = re.search(r'name="fact" value="(\w+)"', first.text)[1]  # type: ignore[index]
    second = ask("POST", "/es/answers", do="unsure", fact=fact, answers="{}")
    assert second.heading != first.heading
    told = ask("POST", "/es/answers", do="results", answers=json.dumps({"age": 29, "nationality": ["HTI"], fact: None}))
    assert told.heading == "Sus resultados"
    assert "Haití" in told.text
    for reply in (first, second, told):
        assert reply.status == 200
        assert reply.headers["cache-control"] == "no-store"
        assert "set-cookie" not in reply.headers
    assert "HTI" not in caplog.text


def test_back_brings_the_answer_back() -> None:
    reply = ask(
        "POST", "/en/answers", do="edit:age", answers=json.dumps({"location": "MEX", "age": {"between": [28, 32]}})
    )
    assert 'value="28"' in reply.text
    assert 'value="edit:location"' in reply.text


def test_another_language_keeps_the_answers_without_scripts_too() -> None:
    said = json.dumps({"age": 29})
    for do, then in (("next", "next"), ("results", "results")):
        page = ask("POST", "/en/answers", do=do, answers=said).text
        form = re.search(r'<form method="post" action="\.\./es/answers">(.*?)</form>', page, re.DOTALL)
        assert form is not None
        assert json.loads(unescape(re.search(r'name="answers" value="([^"]*)"', form[1])[1])) == {"age": 29}  # type: ignore[index]
        assert f'value="{then}"' in form[1]
    assert "action=" not in ask("GET", "/en/all.html").text


def test_a_bad_field_is_told_in_the_persons_language_beside_the_question() -> None:
    reply = ask("POST", "/fr/answers", do="answer", fact="age", v="-1", answers="{}")
    assert reply.status == 200
    assert "Donnez un nombre entier de 0 à 120." in reply.text
    assert reply.heading == "Quel âge avez-vous?" or "âge" in reply.heading


def test_answers_that_contradict_are_refused_and_both_questions_named() -> None:
    said = json.dumps({"marital_status": "single"})
    reply = ask("POST", "/en/answers", do="answer", fact="us_citizen_relative", v="spouse", answers=said)
    assert "These answers do not fit together." in reply.text
    assert "Are you married" in reply.text.split('id="fault"')[1]


@pytest.mark.parametrize(
    "answers",
    [{"age": -1}, {"age": "<script>"}, {"nationality": ["Atlantis"]}, {"clb_reading": 13},
     {"us_last_entry": "2024-02-30"}, {"age": {"between": [3]}}, {"age": [1]}, {"us_last_entry": {"between": "x"}}],
)  # fmt: skip
def test_hidden_answers_that_cannot_be_read_are_refused(answers: dict[str, Any]) -> None:
    assert ask("POST", "/en/answers", do="results", answers=json.dumps(answers)).status == 422


def test_what_a_person_sends_comes_back_escaped() -> None:
    reply = ask("POST", "/en/answers", do="answer", fact="age", v='"><script>alert(1)</script>', answers="{}")
    assert "<script>alert" not in reply.text


def test_an_unknown_language_is_not_there() -> None:
    assert ask("POST", "/de/answers", do="next").status == 404


def test_the_command_writes_the_finder(tmp_path: Path) -> None:
    import typer
    from typer.testing import CliRunner

    from communique.workstreams.pathways import cli_finder

    app = typer.Typer()
    app.callback()(lambda: None)
    cli_finder.add_to(app)
    found = CliRunner().invoke(app, ["finder", "--out", str(tmp_path), "--on", "2026-11-24", "--json"])
    assert found.exit_code == 0, found.output
    assert json.loads(found.output)["on"] == "2026-11-24"
    assert (tmp_path / "es" / "index.html").exists()
    assert CliRunner().invoke(app, ["finder", "--out", str(tmp_path), "--on", "yesterday"]).exit_code == 2
