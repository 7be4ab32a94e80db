"""Do the live pages work without a script, in three languages, keeping nothing and asking nothing of a person?"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

pytest.importorskip("fastapi", reason="communique[web] is not installed")
sys.path.insert(0, str(Path(__file__).parents[2] / "web"))
from fastapi import FastAPI
from loopback import Reader, serving

from communique.workstreams.passengers.router import router

LANGUAGES = ("en", "es", "fr")


@pytest.fixture(scope="module")
def site() -> Iterator[Reader]:
    app = FastAPI()
    app.include_router(router, prefix="/tools/passengers")
    with serving(app) as reader:
        yield reader


def asking(asked) -> str:
    return f"/tools/passengers/en/index.html?{urlencode(asked)}"


def test_the_front_goes_to_the_reader_s_language(site):
    found = site.ask("/tools/passengers", Accept_Language="fr-CA, en")
    assert found.headers["location"] == "/tools/passengers/fr/index.html"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["index", "positions", "sources"])
def test_every_page_is_whole_in_every_language(site, language, page):
    found = site.ask(f"/tools/passengers/{language}/{page}.html")
    assert found.status == 200
    text = found.text
    shown = re.sub(r'(id|href|for|aria-labelledby)="[^"]*"', "", text)
    assert not re.findall(r"\b(?:passengers|exchange)-[a-z]+-[a-z-]+", shown)
    assert "<script" not in text
    for address in re.findall(r'(?:src|action)="([^"]*)"', text):
        assert not address.startswith("http")
    for anchor in re.findall(r'href="sources\.html#([^"]+)"', text):
        assert f'id="{anchor}"' in site.ask(f"/tools/passengers/{language}/sources.html").text


def test_the_simulator_tells_the_days_that_were_asked_for(site):
    asked = {"load": "2025-08-31", "departure": "2025-09-02", "category": "names"}
    text = site.ask(asking(asked)).text
    assert "2026-02-28" in text or "28 February 2026" in text or "February 28, 2026" in text
    assert 'value="2025-08-31"' in text
    case = site.ask(asking({**asked, "case": "yes"})).text
    assert case != text
    assert re.search(r'name="case" value="yes" checked', case)


@pytest.mark.parametrize(
    "asked",
    [
        {"load": "yesterday"},
        {"category": "shoe_size"},
        {"case": "perhaps"},
        {"name": "ANA"},
        [("load", "2025-01-01"), ("load", "2025-01-02")],
    ],
)
def test_what_cannot_be_read_is_refused_and_not_passed_over(site, asked):
    assert site.ask(asking(asked)).status == 422


def test_unknown_pages_and_languages_are_not_found(site):
    assert site.ask("/tools/passengers/de/index.html").status == 404
    assert site.ask("/tools/passengers/en/else.html").status == 404


def test_no_field_of_the_form_asks_anything_of_a_person(site):
    text = site.ask("/tools/passengers/en/index.html").text
    kinds = set(re.findall(r'<input type="([a-z]+)"', text))
    assert kinds == {"date", "checkbox"}
