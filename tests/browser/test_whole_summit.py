"""Does a stranger find a promise of the shipped summit, why it stands so, its source and plan; do pages fit, print?"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from looking import Heard, settle

from communique.assess import as_json, assess
from communique.commitment import load_summit
from communique.publish import write_site
from communique.render.words import PageWords
from communique.store import Derived, Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANGUAGES = ("en", "es", "fr")
DAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, derived: Path) -> Path:
    """The shipped summit with few draws, and what changed since the middle of 2024."""
    folder = tmp_path_factory.mktemp("whole")
    summit, store = load_summit("nals2023"), Store(folder / "store")
    for on, name in ((dt.date(2024, 6, 30), "before"), (DAY, "now")):
        edition = assess(summit, store, on=on, known_at=DAY, draws=50, derived=Derived(derived))
        (folder / name).mkdir()
        (folder / name / "edition.json").write_text(as_json(edition), encoding="utf-8")
    write_site(edition, folder / "site", json_text=as_json(edition), before=folder / "before")
    return folder / "site"


def _seconds(read: list[str], clicks: int) -> float:
    """How long it takes to read this at 200 words a minute, with three seconds for each click."""
    return sum(len(text.split()) for text in read) / 200 * 60 + 3 * clicks


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stranger_finds_promise_six_its_reason_its_source_and_its_plan(
    browser: Browser, site: Path, language: str
) -> None:
    # the walk that docs/how-to/find-a-promise.md writes down: five clicks with that on the language, no typing
    words, page, heard = PageWords(language), browser.new_page(), Heard()
    heard.listen(page)
    page.goto((site / language / "index.html").as_uri())
    row = page.locator(".promise", has=page.locator("td.n", has_text=re.compile("^6$")))
    state = row.locator(".state .sign").first.inner_text()
    read = [row.inner_text(), *page.locator(".promise td.n + th a, .promise td.n + td a").all_inner_texts()[:5]]
    row.get_by_role("link").click()
    settle(page)
    assert page.locator(".state-line .sign").inner_text() == state
    assert page.locator("#target .picture svg").first.is_visible()
    assert page.locator("#parties .figures tbody tr").count() >= 3
    read += [page.locator(part).inner_text() for part in ("h1", ".state-line", ".lead .reason")]
    chip = page.locator(".lead .reason a.chip").first
    source = chip.inner_text()
    chip.click()
    entry = page.locator(":target")
    assert source.split(",")[0].strip() in entry.inner_text()
    assert entry.locator("a[href^='http']").count() >= 1
    assert page.url.split("#")[0].endswith(f"{language}/sources.html")
    assert words.t("page-sources") == page.locator("h1").inner_text()
    read.append(entry.inner_text())
    page.go_back()
    page.locator(".parts").get_by_role("link", name=words.t("page-plan"), exact=True).click()
    assert page.locator("#plan .data tbody tr").count() > 10
    read += [*page.locator("#plan > p").all_inner_texts(), page.locator("#plan > dl").inner_text()]
    assert _seconds(read, clicks=5) < 120
    page.close()
    assert heard.errors == []
    assert heard.strangers("file:") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_promises_stand_on_one_laptop_screen(browser: Browser, site: Path, language: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto((site / language / "index.html").as_uri())
    bottom = page.locator(".promise").last.bounding_box()
    page.close()
    assert bottom is not None
    assert bottom["y"] + bottom["height"] <= 900


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_of_the_summit_prints_on_two_pages(browser: Browser, site: Path, language: str) -> None:
    page = browser.new_page()
    page.goto((site / language / "brief.html").as_uri())
    counts = [len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) for paper in ("A4", "Letter")]
    page.close()
    assert all(1 <= count <= 2 for count in counts), counts


def test_pages_stay_light(site: Path) -> None:
    needed = ("fr/index.html", "assets/site.css", "assets/home.js", "assets/icon.svg")
    assert sum((site / name).stat().st_size for name in needed) < 100_000
    sizes = {str(page.relative_to(site)): page.stat().st_size for page in site.rglob("*.html")}
    assert {name: size for name, size in sizes.items() if size > 650_000} == {}


def test_no_page_of_the_summit_complains_or_overflows(browser: Browser, site: Path) -> None:
    page, heard, wide = browser.new_page(viewport={"width": 390, "height": 844}), Heard(), {}
    heard.listen(page)
    for file in sorted((site / "es").glob("*.html")):
        page.goto(file.as_uri())
        if (found := page.evaluate("document.documentElement.scrollWidth")) > 390:
            wide[file.name] = found
    page.close()
    assert wide == {}
    assert heard.errors == []
    assert heard.strangers("file:") == []


@pytest.mark.parametrize("name", ["index", "06-waste-methane", "party-usa", "changes", "data", "workstream-methane"])
def test_everybody_can_use_the_summits_pages(browser: Browser, site: Path, name: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto((site / "fr" / f"{name}.html").as_uri())
    settle(page)
    results = axe.Axe().run(page, options={"rules": {"target-size": {"enabled": True}}})
    page.close()
    assert results.violations_count == 0, results.generate_report()
