"""Do the rules engine in Python and its evaluator in a real browser rank as the vectorised points do?"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communique.rules import bind, evaluator, points, to_document
from communique.rules.expression import Node
from communique.workstreams.pathways.points import score_rows
from communique.workstreams.pathways.points.crs import PARTS
from communique.workstreams.pathways.points.crs_book import crs_book
from communique.workstreams.pathways.points.fields import crs_fields
from communique.workstreams.pathways.points.profile import SHAPES, read_profile

SCORES = ("total", *PARTS)
STRICT = "default-src 'none'; script-src 'nonce-points'"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def node_of(score: str) -> Node:
    node = crs_book().facts[score].derive
    assert node is not None
    return node


def facts_of(profile: dict[str, Any]) -> dict[str, Any]:
    """A known profile as facts of the book."""
    spans = read_profile(profile, SHAPES["crs"], crs_fields()).spans
    return {name: bool(low) if crs_fields()[name].kind == "flag" else low for name, (low, _) in spans.items()}


@pytest.fixture(scope="module")
def vectors(shared: Path) -> list[dict[str, Any]]:
    with gzip.open(shared / "data/pathways/crs_vectors_dev.jsonl.gz", "rt") as stream:
        return [json.loads(line) for line in stream]


def test_the_book_gives_every_vector_part_by_part(vectors: list[dict[str, Any]]) -> None:
    book = crs_book()
    days = {row["on"] for row in vectors}
    bound = {
        (day, score): bind(node_of(score), book.facts, book.parameters, on=date.fromisoformat(day))
        for day in days
        for score in SCORES
    }
    for row in vectors:
        facts = facts_of(row["profile"])
        for score in SCORES:
            found = points(bound[row["on"], score], facts, book.facts)
            assert (found.low, found.high) == (row["expect"][score],) * 2, (row["id"], score)


@pytest.mark.parametrize("on", [date(2014, 12, 31), date(2026, 11, 3)])
def test_without_figures_for_the_day_the_book_has_no_points(on: date, vectors: list[dict[str, Any]]) -> None:
    book = crs_book()
    total = bind(node_of("total"), book.facts, book.parameters, on=on)
    found = points(total, facts_of(vectors[0]["profile"]), book.facts)
    assert found.low != found.high
    assert {reason.kind for reason in found.reasons} == {"unrecorded"}


def test_an_age_between_two_years_gives_the_named_interval() -> None:
    book = crs_book()
    profile = {
        "age": 29, "edu": 4, "first": [9] * 4, "second": None, "cwe": 0, "fwe": 3, "trade_cert": False, "spouse": None,
        "first_is_french": False, "sibling": False, "cdn_edu": 0, "pn": False, "job": 0,
    }  # fmt: skip
    total = bind(node_of("total"), book.facts, book.parameters, on=date(2026, 10, 1))
    found = points(total, {**facts_of(profile), "age": {"between": [28, 32]}}, book.facts)
    assert (found.low, found.high) == (413, 429)


@pytest.fixture(scope="module")
def page(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    script = f"{evaluator()}\nwindow.points = points;"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{STRICT}">'
    html = f'<!doctype html>{policy}<script type="module" nonce="points">{script}</script>'
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        page = browser.new_page()
        page.route("http://points.test/**", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto("http://points.test/")
        page.wait_for_function("window.points !== undefined")
        yield page
        browser.close()


def in_browser(page: Any, rows: list[dict[str, Any]]) -> list[list[float]]:
    script = """(text) => {
        const [book, scores, rows] = JSON.parse(text);
        return JSON.stringify(rows.map(([on, facts]) => scores.map((score) => {
            const { low, high } = points(book.facts[score].derive, facts, book, { on });
            return low === high ? low : [low, high];
        })));
    }"""
    asked = [[row["on"], facts_of(row["profile"])] for row in rows]
    found = page.evaluate(script, json.dumps([to_document(crs_book()), SCORES, asked]))
    return list(json.loads(found))


@pytest.mark.browser
def test_a_browser_gives_every_vector_part_by_part(page: Any, vectors: list[dict[str, Any]]) -> None:
    assert in_browser(page, vectors) == [[row["expect"][score] for score in SCORES] for row in vectors]


@pytest.mark.browser
def test_a_browser_ranks_thousands_of_random_profiles_as_python_does(page: Any) -> None:
    chance = random.Random(0)
    rows = [{"id": n, "on": chance.choice(DAYS), "profile": any_profile(chance)} for n in range(3000)]
    expected = [[answer[score] for score in SCORES] for answer in score_rows("crs", map(json.dumps, rows)).answers]
    assert in_browser(page, rows) == expected


DAYS = ("2015-01-01", "2016-11-18", "2016-11-19", "2017-06-06", "2020-10-20", "2025-03-24", "2025-03-25", "2026-11-02")


def any_profile(chance: random.Random) -> dict[str, Any]:
    def four() -> list[int]:
        return [chance.randint(0, 12) for _ in range(4)]

    flags = {name: chance.random() < 0.5 for name in ("trade_cert", "first_is_french", "sibling", "pn")}
    spouse = {"edu": chance.randint(0, 7), "lang": four(), "cwe": chance.randint(0, 7)}
    return {
        "age": chance.randint(15, 60), "edu": chance.randint(0, 7), "first": four(), "cwe": chance.randint(0, 7),
        "second": chance.choice([None, four()]), "fwe": chance.randint(0, 7), "spouse": chance.choice([None, spouse]),
        "cdn_edu": chance.randint(0, 2), "job": chance.choice([0, 50, 200]), **flags,
    }  # fmt: skip
