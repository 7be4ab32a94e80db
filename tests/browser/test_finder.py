"""Does the finder judge as Python does, work without a connection, and keep what a person says to itself?"""

from __future__ import annotations

import functools
import http.server
import json
import os
import random
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from communique.rules import FactType
from communique.workstreams.pathways.answers import Contradicted
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.evaluation import evaluate
from communique.workstreams.pathways.finder import write_finder
from communique.workstreams.pathways.finder.forms import as_read
from communique.workstreams.pathways.finder.said import say
from communique.workstreams.pathways.pathway import Finding
from communique.workstreams.pathways.questions import ranking

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

ON = date(2026, 11, 24)
NOON = "2026-11-24T12:00:00"
PROFILES = 300
MANY_PROFILES = 5000
RANKED = 10
FLIPPED = 60
#: Somebody for whom some ways are not open now and could be.
ENGINEER = {"age": 29, "nationality": ["MEX"], "location": "MEX", "us_offer": ["listed_profession"]}
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
#: What a careful host sends; the pages say the same of themselves.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_finder(tmp_path_factory.mktemp("finder"), ON, home=tmp_path_factory.mktemp("home")).folder


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site))) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/"
        serving.shutdown()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()


@dataclass
class Heard:
    """What a page complained of and asked for while it was open."""

    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))


Opened = Callable[..., tuple["Page", Heard]]


@pytest.fixture
def opened(browser: Browser, server: str) -> Iterator[Opened]:
    """Opens a page of the finder on the day of the data, in a context of its own."""
    contexts: list[BrowserContext] = []

    def open_(path: str = "en/index.html", workers: bool = False, **options: Any) -> tuple[Page, Heard]:
        settings = {"viewport": PHONE, "service_workers": "allow" if workers else "block", **options}
        context = browser.new_context(**settings)
        contexts.append(context)
        page, heard = context.new_page(), Heard()
        heard.listen(page)
        page.clock.set_fixed_time(NOON)
        page.goto(path if "://" in path else server + path)
        if settings.get("java_script_enabled", True):
            page.wait_for_selector("html[data-ready]")
        return page, heard

    yield open_
    for context in contexts:
        context.close()


# -- equal to Python


def a_value(kind: FactType, chance: random.Random) -> Any:
    if kind.sort == "bool":
        return chance.random() < 0.5
    if kind.sort == "enum":
        return chance.choice(kind.values or ())
    if kind.sort == "set":
        return chance.sample(kind.values or (), chance.choice((1, 1, 2)))
    if kind.sort == "date":
        end = ON - timedelta(days=chance.randrange(2500))
        begin = end - timedelta(days=chance.randrange(500))
        return {"between": [begin.isoformat(), end.isoformat()]} if chance.random() < 0.3 else end.isoformat()
    low, high = int(str(kind.low)), int(str(kind.high))
    value = chance.randint(low, min(high, max(low, chance.choice((30, 100, 40_000)))))
    return {"between": [value, min(high, value + chance.randrange(1, 20))]} if chance.random() < 0.3 else value


def a_profile(chance: random.Random) -> dict[str, Any]:
    """Answers to a share of the questions, some not sure, declined or about; few contradict one another."""
    catalogue, share, said = shipped(), chance.choice((0.02, 0.03, 0.05, 0.1, 0.4)), {}
    for fact in catalogue.questions:
        if chance.random() < share:
            way = chance.random()
            value = a_value(catalogue.book.facts[fact], chance)
            said[fact] = None if way < 0.08 else "declined" if way < 0.14 else value
    return said


def outline(found: Finding) -> list[Any]:
    overlays = [[each.overlay.id, each.truth] for each in found.status.overlays]
    reasons = [
        [each.criterion, each.truth, sorted([m.kind, m.subject] for m in each.missing)] for each in found.reasons
    ]
    status = found.status
    return [
        found.pathway.id, found.criteria.truth, status.truth, status.code, status.past, status.verified, found.overall,
        found.word, list(found.missing), overlays, reasons,
    ]  # fmt: skip


OUTLINE = """(each) => [each.pathway.id, each.criteria, each.status.truth, each.status.code, each.status.past,
    each.status.verified, each.overall, each.word, each.missing,
    each.status.overlays.map((o) => [o.overlay.id, o.truth]), each.reasons.map((r) => [r.id, r.truth, r.missing])]"""


def compared(page: Page, profiles: list[dict[str, Any]]) -> set[str]:
    """Compares every verdict with all its parts; the words that were seen."""
    script = f"""(text) => JSON.stringify(JSON.parse(text).map((answers) => {{
        try {{ return finder.judge(answers).map({OUTLINE}); }} catch (error) {{ return [error.name, ...error.facts]; }}
    }}))"""
    judged = json.loads(page.evaluate(script, json.dumps(profiles)))
    words: set[str] = set()
    for answers, got in zip(profiles, judged, strict=True):
        try:
            want = [outline(each) for each in evaluate(shipped(), as_read(shipped(), answers), ON).findings]
            words |= {each[7] for each in want}
        except Contradicted as clash:
            want = ["Contradicted", *clash.fields]
        assert got == want, answers
    return words


WORDS = {"may", "cannot-tell", "not-now", "does-not-appear", "closed-since", "was-closed"}


def test_verdicts_equal_python_over_hundreds_of_profiles(opened: Opened) -> None:
    chance = random.Random(20261124)
    assert compared(opened()[0], [a_profile(chance) for _ in range(PROFILES)]) == WORDS


@pytest.mark.slow
def test_verdicts_equal_python_over_thousands_of_profiles(opened: Opened) -> None:
    chance = random.Random(2027)
    assert compared(opened()[0], [a_profile(chance) for _ in range(MANY_PROFILES)]) == WORDS


def demands(found: Finding) -> list[list[Any]]:
    return [[d.fact, d.how, d.value.isoformat() if isinstance(d.value, date) else d.value] for d in found.flips]


def test_what_would_change_it_is_what_python_says(opened: Opened) -> None:
    chance, page, changes = random.Random(11), opened()[0], 0
    script = "(answers) => finder.flips(answers).map(([id, all]) => [id, all.map((d) => [d.fact, d.how, d.value])])"
    for answers in (a_profile(chance) for _ in range(FLIPPED)):
        try:
            findings = evaluate(shipped(), as_read(shipped(), answers), ON).findings
        except Contradicted:
            continue
        changeable = [each for each in findings if each.word == "not-now" and each.criteria.truth is False]
        want = [[each.pathway.id, demands(each)] for each in changeable]
        assert page.evaluate(script, answers) == want, answers
        changes += len(want)
    assert changes > FLIPPED


def test_questions_come_in_the_order_of_python_with_the_same_scores(opened: Opened) -> None:
    chance = random.Random(7)
    profiles = [{}, *(a_profile(chance) for _ in range(RANKED))]
    page, _ = opened()
    script = """(answers) => {
        try { return finder.rank(answers).map((each) => [each.fact, each.score, each.decides]); } catch { return null; }
    }"""
    compared = 0
    for answers in profiles:
        got = page.evaluate(script, answers)
        if got is None:
            continue  # they contradict one another: the test above compares that
        asked = ranking(shipped(), as_read(shipped(), answers), ON)
        want = [[each.fact, each.score, [list(pair) for pair in each.decides]] for each in asked]
        assert [each[0] for each in got] == [each[0] for each in want], answers
        assert [(each[1], dict(each[2])) for each in got] == [(each[1], dict(each[2])) for each in want], answers
        compared += 1
    assert compared > RANKED / 2


def test_draws_are_those_of_numpy(browser: Browser) -> None:
    from communique.workstreams.pathways.finder.scripts import source

    page = browser.new_page()
    page.evaluate(
        re.sub(r"^export ", "", source("numbers"), flags=re.MULTILINE) + "; globalThis.n = { generator, permutation };"
    )
    for key in (5, 1 << 40, (1 << 64) - 1):
        words = [0, key & 0xFFFFFFFF, *([key >> 32] if key >> 32 else [])]
        got = page.evaluate(
            "(words) => { const g = n.generator(words); return [n.permutation(g, 999), g.unit(), g.unit()]; }", words
        )
        numpy = np.random.default_rng(np.random.SeedSequence([0, key]))
        assert got == [numpy.permutation(999).tolist(), *numpy.random(2).tolist()]
    page.close()


# -- one person's way through


def answer(page: Page) -> None:
    """Gives some answer to the question on screen."""
    question = page.inner_text("h1")
    if page.locator("form select").count():
        page.select_option("form select >> nth=0", "HND")
    elif page.locator("form .option input").count():
        page.locator("form .option label").last.click()
    elif page.locator("form input[type=date]").count():
        page.fill("form input >> nth=0", "2026-05-05")
    else:
        page.fill("form input >> nth=0", "29")
    page.click("form button.main")
    page.wait_for_function(
        "(before) => document.querySelector('h1').innerText !== before || document.querySelector('.fault')",
        arg=question,
    )
    if page.locator(".fault").count():  # it contradicts an earlier answer
        page.click("form .actions button >> nth=1")


def until_results(page: Page, questions: int = 2) -> None:
    page.click("button.main")
    for _ in range(questions):
        answer(page)
    page.click(".minor button >> nth=1")
    page.wait_for_selector("main[data-finder=results]")


@pytest.mark.parametrize(
    ("language", "viewport"),
    [("en", PHONE), ("es", PHONE), ("fr", PHONE), ("fr", DESKTOP)],
    ids=["en-phone", "es-phone", "fr-phone", "fr-desktop"],
)
def test_a_person_walks_through_in_their_language(opened: Opened, language: str, viewport: Any) -> None:
    page, heard = opened(f"{language}/index.html", viewport=viewport)
    until_results(page)
    assert page.inner_text("h1") == say(language, "finder-results")
    assert page.locator(".way").count() == 93
    page.locator(".way summary").first.click()
    body = page.locator(".way .body").first
    for part in ("finder-criteria", "finder-status", "finder-host", "finder-fee"):
        assert say(language, part) in body.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert heard.errors == []


def test_nothing_is_stored_sent_or_left_in_the_address(opened: Opened, server: str) -> None:
    page, heard = opened("es/index.html")
    before = page.evaluate("history.length")
    until_results(page)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert page.context.cookies() == []
    assert page.url == f"{server}es/index.html"
    assert page.evaluate("history.length") == before
    assert [url for url in heard.requests if not url.startswith(server)] == []
    assert sorted(url.removeprefix(server) for url in heard.requests) == sorted(
        ["es/index.html", "finder.css", "finder.js", "icon.svg", "bundle.json"]
    ) or "icon.svg" not in "".join(heard.requests)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.get_attribute("main", "data-finder") == "start"


def test_back_and_change_give_the_verdict_of_answers_typed_in_order(opened: Opened) -> None:
    page, _ = opened()
    until_results(page, 3)
    typed = page.inner_text("#list")
    page.locator(".answers dd button").first.click()
    page.locator("form .option label").first.click()
    page.click("form button.main")
    page.wait_for_selector("main[data-finder=results]")
    assert page.inner_text("#list") != typed
    page.locator(".answers dd button").first.click()
    page.locator("form .option label").last.click()
    page.click("form button.main")
    page.wait_for_selector("main[data-finder=results]")
    assert page.inner_text("#list") == typed


def test_back_leads_to_the_start_and_clearing_forgets(opened: Opened) -> None:
    page, heard = opened()
    page.click("button.main")
    page.click(".minor button >> nth=0")
    assert page.get_attribute("main", "data-finder") == "start"
    until_results(page)
    page.locator(".answers .actions button").last.click()
    assert page.get_attribute("main", "data-finder") == "start"
    page.locator("main .actions button").last.click()
    assert page.inner_text("h1") == "All ways"
    assert page.locator(".answers").count() == 0
    assert heard.errors == []


def test_another_language_keeps_the_answers(opened: Opened) -> None:
    page, heard = opened()
    until_results(page)
    asked = len(heard.requests)
    page.click(".languages a[data-language=fr]")
    assert page.inner_text("h1") == say("fr", "finder-results")
    assert page.locator(".answers dl > div").count() == 2
    assert page.get_attribute("html", "lang") == "fr-CA"
    page.click(".languages a[data-language=ht]")
    assert page.locator("#partial").is_visible()
    assert page.locator("#list [lang=en]").count() > 0
    assert len(heard.requests) == asked


def test_every_question_may_be_left_open(opened: Opened) -> None:
    page, _ = opened()
    page.click("button.main")
    for button in (1, 2, 1, 2):
        page.click(f"form .actions button >> nth={button}")
    page.click(".minor button >> nth=1")
    said = page.locator(".answers dd").all_inner_texts()
    assert [text.removesuffix(" Change") for text in said] == ["I am not sure", "I prefer not to say"] * 2


def test_an_empty_answer_is_told_beside_its_field(opened: Opened) -> None:
    page, _ = opened()
    page.click("button.main")
    page.click("form button.main")
    assert "Give an answer" in page.inner_text("[role=alert]")
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "fault"


def test_a_programme_that_ended_is_found_by_name_as_closed(opened: Opened) -> None:
    page, _ = opened()
    page.locator("main .actions button").last.click()
    for name in ("CBP One", "start-up visa", "chnv", "Family reunification parole"):
        page.fill("#search", name)
        assert page.inner_text("#found") == "Ways shown: 1"
        assert "losed" in page.inner_text(".way:not([hidden]) .word")
    page.fill("#search", "zzz")
    assert "No way has that name" in page.inner_text("#found")


def test_leaving_empties_the_page_and_its_place_in_the_history(opened: Opened) -> None:
    page, _ = opened()
    until_results(page)
    before = page.evaluate("history.length")
    page.click("#exit")
    page.wait_for_url("about:blank")
    assert page.evaluate("[document.body.innerText, history.length]") == ["", before]


# -- links


def fragment(data: Any) -> str:
    from base64 import urlsafe_b64encode

    text = data if isinstance(data, bytes) else json.dumps(data).encode()
    return "#answers=" + urlsafe_b64encode(text).decode().rstrip("=")


def test_a_link_is_made_when_asked_for_and_read_back(opened: Opened) -> None:
    page, _ = opened()
    until_results(page, 3)
    said = page.locator(".answers dl").inner_text()
    page.locator(".answers .actions button").first.click()
    link = page.input_value("#address")
    assert "Anyone who has this link" in page.inner_text("#link")
    other, _ = opened(link)
    assert other.locator(".answers dl").inner_text() == said
    assert "#" not in other.url


HOSTILE = [
    {"age": "<img src=x onerror=alert(1)>"}, {"age": -1}, {"clb_reading": 13}, {"nationality": ["<script>"]},
    {"no_such": 1}, {"__proto__": {"x": 1}}, {"constructor": 1}, {"today": "2020-01-01"}, {"ca_meets_fsw": True}, [1],
    "text", None,
    b'{"__proto__": {"age": 3}}', b"{", b"\xff\xfe", b'{"age":1e999}', b"9" * 9000,
]  # fmt: skip


def test_hostile_fragments_are_ignored(opened: Opened) -> None:
    page, heard = opened()
    for data in [
        *map(fragment, HOSTILE),
        "#answers=",
        "#answers=%3Cscript%3E",
        "#answers=<img src=x onerror=alert(1)>",
    ]:
        page.evaluate("(hash) => { location.hash = hash; }", data)
        page.wait_for_function("location.hash === ''")
        assert "It was ignored" in page.inner_text(".notice >> nth=0"), data
        assert page.locator("main img, main script").count() == 0
        assert page.get_attribute("main", "data-finder") == "start"
    assert page.evaluate("({}).age") is None
    assert heard.errors == []


# -- without a connection, from disk, under a false signature


def test_it_works_without_a_connection_after_the_first_visit(opened: Opened, server: str) -> None:
    page, heard = opened("fr/index.html", workers=True)
    page.wait_for_selector("#offline", state="visible")
    page.context.set_offline(True)
    for path in ("fr/index.html", "es/"):
        page.goto(server + path)
        page.wait_for_selector("html[data-ready]")
    until_results(page)
    assert page.locator(".way").count() == 93
    assert "24 de noviembre de 2026" in page.inner_text(".foot")
    assert heard.errors == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_everything_works_offline_after_the_first_visit(
    opened: Opened, server: str, language: str, window: dict[str, int]
) -> None:
    """Question, results, what would change, the saved summary and its link, print: all without a connection."""
    page, heard = opened(f"{language}/index.html", workers=True, viewport=window)
    page.wait_for_selector("#offline", state="visible")
    page.context.set_offline(True)
    page.goto(f"{server}{language}/index.html{fragment(ENGINEER)}")
    page.wait_for_selector("html[data-ready]")
    page.wait_for_selector("#list .way")
    change = page.locator(".way .change").first
    page.evaluate("document.querySelectorAll('details.way').forEach((way) => { way.open = true; })")
    assert say(language, "finder-change") in page.inner_text("#list")
    assert change.is_visible()
    page.locator("section.answers button").last.scroll_into_view_if_needed()
    page.click(f"text={say(language, 'finder-link')}")
    assert language + "/index.html#" in page.input_value("#address")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is wider than the window"
    page.emulate_media(media="print")
    assert page.locator(".way .paper").first.is_visible()
    assert not page.locator("#exit").is_visible()
    assert heard.errors == []
    asked = [url for url in heard.requests if not url.startswith((server, "data:", "blob:"))]
    assert asked == []


def test_it_works_from_disk(opened: Opened, site: Path) -> None:
    page, heard = opened((site / "en" / "index.html").as_uri())
    until_results(page)
    assert page.locator(".way").count() == 93
    assert page.locator("#checked").is_visible()
    assert heard.errors == []
    assert all(url.startswith("file:") for url in heard.requests)


def test_rules_that_were_changed_on_the_way_are_not_used(browser: Browser, server: str, site: Path) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    envelope = json.loads((site / "bundle.json").read_text(encoding="utf-8"))
    envelope["signed"] = envelope["signed"].replace("uscis.gov", "uscis-fast.example")
    page.route("**/bundle.json", lambda route: route.fulfill(json=envelope))
    page.goto(server + "en/index.html")
    page.wait_for_selector("main .fault")
    assert "Do not trust this copy" in page.inner_text("main")
    assert page.locator("main button").count() == 0
    context.close()


def test_a_browser_that_cannot_check_says_so_before_it_goes_on(browser: Browser, server: str) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.add_init_script("Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined });")
    page.goto(server + "en/index.html")
    page.wait_for_selector("main .fault")
    assert "cannot check the signature" in page.inner_text("main")
    page.click("main button")
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#checked").is_hidden()
    context.close()


def test_a_clock_that_is_behind_judges_no_day_before_the_data(opened: Opened) -> None:
    page, _ = opened()
    page.clock.set_fixed_time("2019-01-01T12:00:00")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert "Judged for November 24, 2026" in page.inner_text("#day")


# -- for everybody


#: The dark theme differs in its colours alone.
RULES: dict[Any, dict[str, Any]] = {
    "light": {"rules": {"target-size": {"enabled": True}}},
    "dark": {"runOnly": ["color-contrast"]},
}


@pytest.mark.slow
def test_everybody_can_use_it(opened: Opened) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    page, _ = opened()
    found: dict[str, list[Any]] = {}

    def look(screen: str) -> None:
        for scheme, rules in RULES.items():
            page.emulate_media(color_scheme=scheme)
            violations = Axe().run(page, options={"preload": False, **rules}).response["violations"]
            found.setdefault(screen, []).extend([(scheme, each["id"], each["nodes"][0]["html"]) for each in violations])

    look("start")
    page.click("button.main")
    page.click("form button.main")
    look("question with a fault")
    until = page.locator(".minor button").last
    page.click("form .actions button >> nth=1")
    until.click()
    page.evaluate("for (const way of document.querySelectorAll('.way:nth-child(-n+4)')) way.open = true")
    page.locator(".answers .actions button").first.click()
    look("results")
    assert found == {"start": [], "question with a fault": [], "results": []}


def test_the_keyboard_alone_is_enough(opened: Opened) -> None:
    page, _ = opened(viewport=DESKTOP)

    def reach(selector: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
                head = page.evaluate("document.querySelector('.head').getBoundingClientRect().bottom")
                inside = page.evaluate("document.querySelector('.head').contains(document.activeElement)")
                assert inside or box["top"] >= head or box["width"] < 2, f"{selector} is hidden by the head"
                return
        pytest.fail(f"{selector} cannot be reached")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reach("main button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector("main[data-finder=ask]")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    reach("form .option input")
    page.keyboard.press("Space")
    reach("form button.main")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.progress').innerText.includes('Question 2')")
    reach(".minor button:last-child")
    page.keyboard.press("Enter")
    page.wait_for_selector("main[data-finder=results]")
    reach(".way summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")


def test_a_printed_page_shows_results_and_no_controls(opened: Opened) -> None:
    page, _ = opened()
    until_results(page)
    page.emulate_media(media="print")
    assert page.locator(".way .paper").first.is_visible()
    assert page.locator(".g-may .body, .g-not-now .body").first.is_visible()
    assert page.locator("button:visible, #exit:visible, .languages:visible").count() == 0


# -- without scripts


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The router as a server has it."""
    uvicorn, fastapi = pytest.importorskip("uvicorn"), pytest.importorskip("fastapi")
    from communique.workstreams.pathways.finder.router import router

    os.environ["COMMUNIQUE_HOME"], before = str(tmp_path_factory.mktemp("live")), os.environ.get("COMMUNIQUE_HOME")
    app = fastapi.FastAPI()
    app.include_router(router, prefix="/tools/pathways")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        serving = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=serving.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not serving.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}/tools/pathways/"
        serving.should_exit = True
        thread.join()
    os.environ.pop("COMMUNIQUE_HOME")
    if before is not None:
        os.environ["COMMUNIQUE_HOME"] = before


def test_without_scripts_forms_lead_to_the_same_results(opened: Opened, live: str) -> None:
    plain, _ = opened(f"{live}fr/index.html", java_script_enabled=False)
    scripted, _ = opened(f"{live}fr/index.html")
    scripted.clock.set_fixed_time(time.time())  # the server judges for its own day
    scripted.reload()
    scripted.wait_for_selector("html[data-ready]")
    plain.click("noscript button.main, form button.main")
    scripted.click("button.main")
    for _ in range(4):
        question = plain.inner_text("h1")
        assert scripted.inner_text("h1") == question
        plain.locator(".option label").last.click()
        plain.click("form button.main")
        answer(scripted)
    plain.click("button[value=results]")
    scripted.click(".minor button >> nth=1")
    assert words(plain.locator("#list")) == words(scripted.locator("#list"))
    assert plain.locator(".answers dd").count() == 4


def words(place: Any) -> str:
    """All that a part of the page says, folded parts too, without its blanks."""
    return "".join(str(place.text_content()).split())


def test_without_scripts_or_a_server_all_ways_can_be_read(opened: Opened, server: str) -> None:
    page, _ = opened("es/index.html", java_script_enabled=False)
    page.click("noscript a")
    assert page.url == f"{server}es/all.html"
    page.wait_for_load_state()  # the click only begins the way to the page
    assert page.locator(".way").count() == 93
