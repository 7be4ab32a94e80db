"""Do the pages work for people: with any eyes, by keyboard, on a phone, without scripts, from disk, from a server?"""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "publish"))
import hand_made

from communique.publish import write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip
#: What a careful host allows; the map library draws in a worker of its own and has pictures in its style.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src blob:; "
    "connect-src 'self' blob: data:; base-uri 'none'; form-action 'none'"
)
PAGES = (
    "en/index.html", "fr/01-waste-methane.html", "es/02-coalitions.html", "en/05-charging-map.html",
    "en/sources.html", "fr/manifest.html",
)  # fmt: skip


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site under the strict policy."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(hand_made.edition(), folder, json_text="{}")
    return folder


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site))) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/"
        serving.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
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

    def strangers(self, home: str) -> list[str]:
        return [url for url in self.requests if not url.startswith((home, "file:", "data:", "blob:"))]


def settle(page: Page) -> None:
    """Waits until charts and maps have drawn."""
    from playwright.sync_api import expect

    expect(page.locator("[data-chart]:not(:has(svg.marks))")).to_have_count(0)
    expect(page.locator("[data-map]:not([data-idle])")).to_have_count(0, timeout=15_000)


#: The dark theme differs in its colours alone.
RULES: dict[str, dict[str, Any]] = {
    "light": {"rules": {"target-size": {"enabled": True}}},
    "dark": {"runOnly": ["color-contrast"]},
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_the_pages(browser: Browser, server: str, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    context = browser.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900})
    page, heard, found = context.new_page(), Heard(), {}
    heard.listen(page)
    for name in PAGES:
        page.goto(server + name)
        settle(page)
        results = Axe().run(page, options=RULES[scheme])
        if results.violations_count:
            found[name] = results.generate_report()
    context.close()
    assert not found, "\n".join(found.values())
    assert heard.errors == []
    assert heard.strangers(server) == []


def test_pages_work_from_disk(browser: Browser, site: Path) -> None:
    page, heard = browser.new_page(), Heard()
    heard.listen(page)
    for name in (*PAGES, "index.html"):
        page.goto((site / name).as_uri())
        settle(page)
    page.close()
    assert heard.errors == []
    assert heard.strangers("file:") == []


def test_nothing_is_wider_than_a_small_phone(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    widths = {}
    for name in (*PAGES, "fr/index.html", "index.html"):
        page.goto(server + name)
        widths[name] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert {name: width for name, width in widths.items() if width > 320} == {}


def test_text_half_as_large_again_fits(browser: Browser, server: str) -> None:
    # stands in for words that are longer in another language
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for name in ("fr/index.html", "fr/02-coalitions.html"):
        page.goto(server + name)
        page.evaluate("for (const e of document.querySelectorAll('a, th, td, .sign')) if (!e.children.length)"
                      " e.textContent += ' ' + e.textContent.slice(0, e.textContent.length * 0.3)")  # fmt: skip
        assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    page.close()


def test_the_keyboard_reaches_every_link_and_filter(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(server + "en/index.html")
    reachable = "[...document.querySelectorAll('a[href], select, button')]"
    wanted = page.evaluate(f"{reachable}.length")
    page.evaluate("document.addEventListener('focusin', e => e.target.dataset.reached = 'yes')")
    for _ in range(wanted + 2):
        page.keyboard.press("Tab")
    missed = page.evaluate(f"{reachable}.filter(e => !e.dataset.reached).map(e => e.outerHTML)")
    page.close()
    assert missed == []


def test_focus_can_be_seen(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(server + "en/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.close()


def shown(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".promise:visible .title").all_inner_texts()]


def await_shown(page: Page, wanted: list[str]) -> None:
    """A filter may answer a change of address a moment later."""
    for _ in range(60):
        if shown(page) == wanted:
            return
        page.wait_for_timeout(50)
    assert shown(page) == wanted


def test_filters_show_what_was_asked_for(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(server + "en/index.html")
    everything = shown(page)
    assert len(everything) == 5
    page.get_by_label("Party").select_option("USA")
    page.get_by_label("State").select_option("reversed")
    await_shown(page, ["Coalitions"])
    assert page.locator("output").inner_text() == "1 of 5 shown"
    assert page.url.endswith("#party=USA&state=reversed")
    page.reload()
    await_shown(page, ["Coalitions"])
    page.get_by_role("button", name="Show all").click()
    await_shown(page, everything)
    page.get_by_role("link", name="2 unknown").click()
    await_shown(page, ["Food plan", "Passenger records"])
    page.close()


def test_without_scripts_everything_stands(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    assert page.get_by_role("link").count() == 3
    page.get_by_role("link", name="Français").click()
    assert len(shown(page)) == 5
    assert not page.locator(".filters").is_visible()
    page.goto((site / "en/05-charging-map.html").as_uri())
    assert page.locator(".picture svg").count() == 10
    assert all(svg.is_visible() for svg in page.locator(".picture svg").all())
    page.locator("#cost summary").click()
    assert page.locator("#cost table").is_visible()
    context.close()


def test_the_first_page_leads_to_the_readers_language(browser: Browser, server: str) -> None:
    for locale, folder in (("fr-CA", "fr"), ("es-MX", "es"), ("de-DE", "")):
        context = browser.new_context(locale=locale)
        page = context.new_page()
        page.goto(server)
        page.wait_for_load_state()
        expected = f"{server}{folder}/index.html" if folder else server
        page.wait_for_url(expected)
        context.close()


def test_all_promises_fit_a_laptop_and_print_to_paper(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(server + "en/02-coalitions.html")
    page.emulate_media(media="print")
    assert page.locator(".footnotes").is_visible()
    assert page.locator(".footnotes li").count() == 5
    assert not page.locator(".around").is_visible()
    assert page.pdf()[:5] == b"%PDF-"
    page.close()
