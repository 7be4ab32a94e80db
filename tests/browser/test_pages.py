"""Do the pages work for people: with any eyes, by keyboard, on a phone, without scripts, from disk, from a server?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hand_made
import pytest
from looking import Heard, served, settle

from communique.publish import write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = (
    "en/index.html", "fr/01-waste-methane.html", "es/02-coalitions.html", "en/05-charging-map.html", "en/sources.html",
    "es/party-mex.html", "fr/search.html",
)  # fmt: skip
#: Looked at in `make test-all`.
OTHERS = (
    "fr/manifest.html", "en/changes.html", "es/data.html", "fr/about.html", "en/brief.html",
    "en/05-charging-map-brief.html", "en/charts/05-charging-map-places.html", "fr/charts/05-charging-map-grid.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(hand_made.edition(), folder, json_text="{}")
    return folder


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    with served(site) as home:
        yield home


#: The dark theme differs in its colours alone.
RULES: dict[str, dict[str, Any]] = {
    "light": {"rules": {"target-size": {"enabled": True}}},
    "dark": {"runOnly": ["color-contrast"]},
}


@pytest.mark.parametrize("pages", [PAGES, pytest.param(OTHERS, marks=pytest.mark.slow)], ids=["main", "others"])
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_everybody_can_use_the_pages(browser: Browser, server: str, scheme: Any, pages: tuple[str, ...]) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    context = browser.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900})
    page, heard, found = context.new_page(), Heard(), {}
    heard.listen(page)
    for name in pages:
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
    for name in (*PAGES, *OTHERS, "index.html"):
        page.goto((site / name).as_uri())
        settle(page)
    page.close()
    assert heard.errors == []
    assert heard.strangers("file:") == []


def test_nothing_is_wider_than_a_small_phone(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    widths = {}
    for name in (*PAGES, *OTHERS, "fr/index.html", "index.html"):
        page.goto(server + name)
        widths[name] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert {name: width for name, width in widths.items() if width > 320} == {}


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 390, 600, 821, 1024, 1080, 1280, 1920])
def test_no_page_is_wider_than_its_window(browser: Browser, server: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    wide = {}
    for name in (*PAGES, *OTHERS, "es/index.html", "fr/index.html"):
        page.goto(server + name)
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert {name: found for name, found in wide.items() if found > width} == {}


def test_text_half_as_large_again_fits(browser: Browser, server: str) -> None:
    # stands in for words that are longer in another language
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for name in ("fr/index.html", "fr/02-coalitions.html"):
        page.goto(server + name)
        page.evaluate("for (const e of document.querySelectorAll('a, th, td, .sign')) if (!e.children.length)"
                      " e.textContent += ' ' + e.textContent.slice(0, e.textContent.length * 0.3)")  # fmt: skip
        assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_reaches_every_link_and_filter(browser: Browser, server: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(server + "en/index.html")
    reachable = "[...document.querySelectorAll('a[href], select, button, summary')]"
    page.evaluate("document.addEventListener('focusin', e => e.target.dataset.reached = 'yes')")
    for _ in range(page.evaluate(f"{reachable}.length") + 2):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.menu:not([open]) summary')"):
            page.keyboard.press("Enter")  # what the menu of a phone holds comes next
    seen = f"{reachable}.filter(e => e.checkVisibility())"
    missed = page.evaluate(f"{seen}.filter(e => !e.dataset.reached).map(e => e.outerHTML)")
    links = page.evaluate("[...document.querySelectorAll('.top li a')].filter(e => e.checkVisibility()).length")
    page.close()
    assert missed == []
    assert links == 8  # three languages and five pages, once each


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_head_takes_two_lines_on_a_phone_and_its_menu_needs_no_script(
    browser: Browser, server: str, language: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}{language}/index.html")
    box = page.locator(".top").bounding_box()
    assert box is not None
    assert box["height"] <= 2 * 32
    page.click(".menu summary")
    page.click(".menu a[href='search.html']")
    assert page.url.endswith(f"{language}/search.html")
    context.close()


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


def test_a_promise_prints_with_its_sources(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(server + "en/02-coalitions.html")
    page.emulate_media(media="print")
    assert page.locator(".footnotes").is_visible()
    assert page.locator(".footnotes li").count() == 5
    assert not page.locator(".around").is_visible()
    assert page.pdf()[:5] == b"%PDF-"
    page.close()


@pytest.mark.parametrize("from_disk", [True, False], ids=["disk", "server"])
def test_search_finds_without_accents_and_by_keyboard(
    browser: Browser, site: Path, server: str, from_disk: bool
) -> None:
    home = site.as_uri() + "/" if from_disk else server
    page, heard = browser.new_page(), Heard()
    heard.listen(page)
    page.goto(home + "es/index.html")
    page.get_by_role("link", name="Buscar").first.click()
    page.locator("input[name=q]:focus").wait_for()  # the click only begins the way to the page
    page.keyboard.type("MEXICO")  # it is written México
    first = page.locator(".results a").first
    assert first.inner_text() == "México"
    assert not page.locator(".everything").is_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/party-mex.html")
    page.goto(home + "es/search.html")
    page.keyboard.type("estados salio")  # two words of an event, the second without its accent
    assert page.locator(".results a").first.inner_text() == "Estados Unidos salió"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/02-coalitions.html#evidence-02-3")
    page.close()
    assert heard.errors == []
    assert heard.strangers(home) == []


def test_search_says_when_there_is_nothing_and_shows_everything_again(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(server + "fr/search.html?q=zzz")
    assert "Rien trouvé" in page.locator(".search output").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".everything").is_visible()
    assert page.locator(".everything li").count() > 40
    page.close()


def test_without_scripts_search_is_a_list_of_everything(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "en/search.html").as_uri())
    assert not page.locator(".search").is_visible()
    page.get_by_role("link", name="Waste methane", exact=False).first.click()
    assert page.url.endswith("01-waste-methane.html")
    context.close()


def test_a_picture_stands_alone_in_a_frame(browser: Browser, server: str, tmp_path: Path) -> None:
    page, heard = browser.new_page(viewport={"width": 800, "height": 700}), Heard()
    heard.listen(page)
    page.goto(server + "en/charts/05-charging-map-intervals.html")
    page.locator("summary", has_text="Cite, embed").click()
    snippet = page.locator("#snippet").inner_text()
    assert f'src="{server}en/charts/05-charging-map-intervals.html"' in snippet
    (tmp_path / "post.html").write_text(f"<!doctype html><title>Another site</title>{snippet}", encoding="utf-8")
    with served(tmp_path, policy="default-src *; style-src 'self'") as another:
        page.goto(another + "post.html")
        framed = page.frame_locator("iframe")
        framed.locator("svg.marks").wait_for()
        assert not framed.locator(".top").is_visible()
        assert not framed.locator(".foot").is_visible()
        assert framed.locator(".crumb a").get_attribute("target") == "_blank"
    page.close()
    assert [error for error in heard.errors if "favicon" not in error and "404" not in error] == []
