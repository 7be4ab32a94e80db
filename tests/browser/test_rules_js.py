"""The evaluator in a real browser gives the same truth, reasons, points, explanation and judgement as Python."""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "rules"))

from rule_cases import BOOK, KNOWN_AT, ON, SCHEMA, Generator, bound, plain_facts
from rule_sets import BOOK_TEXT, SOME_FACTS

from communique.rules import UnreadableFact, evaluate, evaluator, explain, load, points, rule_on, to_data
from communique.rules import to_document as document
from communique.rules.certificate import Certificate

pytestmark = pytest.mark.browser
CASES = 2400
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WHEN = {"on": ON.isoformat(), "known_at": KNOWN_AT.isoformat()}
STRICT = "default-src 'none'; script-src 'nonce-rules'"


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    """A page under a strict content policy, with the evaluator as its only script."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        page = browser.new_page()
        page.route("http://rules.test/**", lambda route: route.fulfill(body=html(), content_type="text/html"))
        page.goto("http://rules.test/")
        page.wait_for_function("window.rules !== undefined")
        yield page
        browser.close()


def html() -> str:
    names = "evaluate, points, live, settle, judge, verdict, explain"
    script = f"{evaluator()}\nwindow.rules = {{ {names} }};"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{STRICT}">'
    return f'<!doctype html>{policy}<script type="module" nonce="rules">{script}</script>'


def walk_in_browser(page: Any, work: str, cases: list[Any]) -> list[Any]:
    """What the JavaScript expression `work` of (node, facts) gives for each case; an error gives its name."""
    script = f"""(text) => {{
        const [book, when, cases] = JSON.parse(text);
        return JSON.stringify(cases.map(([node, facts]) => {{
        try {{ return {work}; }} catch (error) {{ return error.name; }}
    }})); }}"""
    found = json.loads(page.evaluate(script, json.dumps([document(BOOK), WHEN, cases])))
    assert len(found) == len(cases)
    return list(found)


def reasons(found: Any) -> list[list[str]]:
    return [list(each) for each in sorted(found)]


def test_truth_and_reasons_equal_python(page: Any) -> None:
    generator = Generator(random.Random(20240630))
    cases = [(generator.condition(), generator.facts()) for _ in range(CASES)]
    found = walk_in_browser(
        page, "rules.evaluate(node, facts, book, when)", [[to_data(node), plain_facts(facts)] for node, facts in cases]
    )
    for (node, facts), got in zip(cases, found, strict=True):
        want = evaluate(bound(node), facts, SCHEMA)
        assert got == {"truth": want.truth, "reasons": reasons(want.reasons)}, (node, facts)


def test_points_equal_python(page: Any) -> None:
    generator = Generator(random.Random(7))
    cases = [(generator.term(2), generator.facts()) for _ in range(CASES // 2)]
    work = "(({low, high, reasons}) => [String(low), String(high), reasons])(rules.points(node, facts, book, when))"
    found = walk_in_browser(page, work, [[to_data(node), plain_facts(facts)] for node, facts in cases])
    for (node, facts), (low, high, why) in zip(cases, found, strict=True):
        want = points(bound(node), facts, SCHEMA)
        assert (Decimal(low), Decimal(high), why) == (want.low, want.high, reasons(want.reasons)), (node, facts)


def outline(certificate: Certificate) -> dict[str, Any]:
    """A certificate as the browser gives it, without what only Python computes."""
    return {
        "what": certificate.what,
        "truth": certificate.truth,
        "id": certificate.id,
        "reads": None if certificate.reads is None else sorted(certificate.reads),
        "parameters": sorted(source.parameter for source in certificate.parameters),
        "missing": [list(reason) for reason in certificate.missing],
        "parts": [outline(part) for part in certificate.parts],
    }


OUTLINE = """(function outline(c) { return {
    what: c.what, truth: c.truth, id: c.id, reads: c.reads === undefined ? null : Object.keys(c.reads).sort(),
    parameters: (c.parameters ?? []).map((each) => each.parameter).sort(),
    missing: c.missing, parts: c.parts.map(outline),
}; })(rules.explain(node, facts, book, when))"""


def test_explanations_equal_python(page: Any) -> None:
    generator = Generator(random.Random(11))
    cases = [(generator.condition(), generator.facts()) for _ in range(CASES // 4)]
    found = walk_in_browser(page, OUTLINE, [[to_data(node), plain_facts(facts)] for node, facts in cases])
    for (node, facts), got in zip(cases, found, strict=True):
        assert got == outline(explain(bound(node), facts, SCHEMA)), (node, facts)


BAD = [
    {"age": -1}, {"age": 41}, {"age": 18.5}, {"age": True}, {"age": "18"}, {"age": {"between": [30, 20]}},
    {"age": {"about": 3}}, {"funds": 0.001}, {"funds": -0.01}, {"ratio": "1"}, {"entry": "2024-02-30"},
    {"entry": "2024-2-3"}, {"claim": "2030-01-01"}, {"land": "Canada"}, {"land": ["CAN"]}, {"note": 3},
    {"nations": []}, {"nations": ["FRA"]}, {"nations": "CAN"}, {"married": "true"}, {"married": 1},
    {"married": {"between": [0, 1]}}, {"adult": True}, {"agee": 3}, {"toString": 1},
]  # fmt: skip


def test_values_that_python_refuses_are_refused(page: Any) -> None:
    node = Generator(random.Random(3)).condition()
    found = walk_in_browser(page, "rules.evaluate(node, facts, book, when)", [[to_data(node), facts] for facts in BAD])
    for facts, got in zip(BAD, found, strict=True):
        assert got in ("UnreadableFact", "Error"), facts
        with pytest.raises(UnreadableFact):
            evaluate(bound(node), facts, SCHEMA)


@pytest.mark.parametrize("on", ["2019-12-31", "2022-06-30", "2026-11-02", "2026-11-03"])
def test_sets_are_judged_as_in_python(page: Any, tmp_path: Path, on: str) -> None:
    from datetime import date

    file = tmp_path / "book.toml"
    file.write_text(BOOK_TEXT, encoding="utf-8")
    book = load(file)
    got = page.evaluate(
        "([book, on, cases]) => cases.map((facts) => rules.judge(book, 'visit', facts, { on }))",
        [document(book), on, [plain_facts(facts) for facts in SOME_FACTS]],
    )
    for facts, judged in zip(SOME_FACTS, got, strict=True):
        want = rule_on(book, "visit", on=date.fromisoformat(on)).judge(facts)
        rules = {n: {"truth": r.truth, "reasons": reasons(r.reasons)} for n, r in want.rules.items()}
        assert judged == {
            "truth": want.truth, "reasons": reasons(want.reasons), "discretionary": want.discretionary, "rules": rules
        }  # fmt: skip


def test_equal_exceptions_conflict_in_the_browser_too(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "book.toml"
    file.write_text(BOOK_TEXT, encoding="utf-8")
    clash = {"age": 70, "funds": 10.0, "sponsored": True, "student": True}
    name = page.evaluate(
        """([book, facts]) => {
            try { rules.judge(book, 'visit', facts, { on: '2022-06-30' }); } catch (error) { return error.name; }
        }""",
        [document(load(file)), clash],
    )
    assert name == "RuleConflict"


def test_unknown_denies_where_the_caller_says_so(page: Any) -> None:
    assert page.evaluate("rules.settle({ truth: null, reasons: [] }, false)") is False
    assert page.evaluate("rules.settle({ truth: true, reasons: [] }, false)") is True


def test_the_document_is_plain_json(page: Any) -> None:
    assert json.loads(json.dumps(document(BOOK))) == document(BOOK)
