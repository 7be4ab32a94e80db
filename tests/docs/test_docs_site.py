"""Is the documentation's site whole: built without a warning, for everybody, from disk, asking nobody for anything?"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests_root import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.slow, pytest.mark.browser]

LOOKED_AT = ("index.html", "methods/methane-models.html", "reference/api/estimates-and-plans.html")
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-W", "--keep-going", str(ROOT / "docs"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(browser: Browser, heard: list[str], **context: Any) -> Page:
    """A page that notes each error, and each request that leaves the disk."""
    page = browser.new_context(**context).new_page()
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith(("file:", "data:")) else heard.append(request.url)
    )
    return page


def test_no_page_complains_or_leaves_the_disk(site: Path, browser: Browser) -> None:
    heard: list[str] = []
    page = opened(browser, heard, viewport=PHONE)
    for name in sorted(site.rglob("*.html")):
        page.goto(name.as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            heard.append(f"{name.name} is wider than a phone")
    assert heard == []


def test_every_link_of_the_site_leads_to_a_page_of_it(site: Path) -> None:
    broken = [
        f"{page.name}: {link}"
        for page in site.rglob("*.html")
        for link in re.findall(r'<a [^>]*href="([^"#?]+)', page.read_text(encoding="utf-8"))
        if not link.startswith(("http:", "https:", "mailto:")) and not (page.parent / link).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["desktop", "phone"])
def test_everybody_can_read_it(site: Path, browser: Browser, scheme: str, viewport: dict[str, int]) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    page, found = opened(browser, [], color_scheme=scheme, viewport=viewport), {}
    for name in LOOKED_AT:
        page.goto((site / name).as_uri())
        results = Axe().run(page, options={"preload": False, "rules": {"target-size": {"enabled": True}}})
        if results.violations_count:
            found[name] = results.generate_report()
    assert not found, "\n".join(found.values())


def test_a_word_is_found_without_a_connection(site: Path, browser: Browser) -> None:
    page = opened(browser, [])
    page.goto((site / "search.html").as_uri() + "?q=oxidation")
    page.wait_for_selector("#search-results li a[href*='methane-models']")


def test_the_vocabulary_is_described_with_signature_and_words(site: Path) -> None:
    page = (site / "reference/api/tables-and-store.html").read_text(encoding="utf-8")
    assert 'id="communique.store.contribute"' in page
    assert "recorded_at" in page
