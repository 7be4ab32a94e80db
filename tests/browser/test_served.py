"""Do the pages work as they are served: under the strict policy, assets kept, in the reader's language?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
from looking import served, settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

#: A browser reports what its policy stopped to the page, before any script of the page runs.
LISTEN = (
    "window.stopped = []; document.addEventListener('securitypolicyviolation',"
    " e => window.stopped.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile))"
)


@pytest.fixture(scope="module")
def home(hand_made_site: Path) -> Iterator[str]:
    from loopback import serving

    from communique.web.app import create_app
    from communique.web.limits import Rate

    with serving(create_app(hand_made_site, workstreams={}, rate=Rate(1e6, 1e6))) as reader:
        yield reader.home


def test_every_page_works_under_the_policy(browser: Browser, home: str) -> None:
    context = browser.new_context(locale="en-CA")
    context.add_init_script(LISTEN)
    page, errors, strangers, stopped = context.new_page(), [], [], {}
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith((home, "blob:", "data:")) else strangers.append(r.url))
    promises = ("01-waste-methane", "02-coalitions", "05-charging-map")
    drawn = 0
    for name in (
        "/index.html",
        *(f"/en/{name}.html" for name in ("index", "sources", "manifest", *promises)),
        "/tools",
    ):
        page.goto(home + name)
        settle(page)
        drawn += page.locator("svg.marks, canvas.maplibregl-canvas").count()
        if found := page.evaluate("window.stopped"):
            stopped[name] = found
    context.close()
    assert stopped == {}
    assert [text for text in errors if "GPU stall" not in text] == []  # the software renderer's own remark
    assert strangers == []
    assert drawn >= 3


def test_what_the_policy_does_not_allow_is_stopped(browser: Browser, home: str) -> None:
    # the tests above could not fail if the policy were not enforced
    context = browser.new_context()
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.goto(home + "/en/index.html")
    page.evaluate("""() => {
      const script = document.createElement('script'); script.textContent = 'window.ran = true';
      document.body.append(script);
      document.body.setAttribute('style', 'color: red');
    }""")
    page.wait_for_function("window.stopped.length >= 2")
    assert page.evaluate("window.ran") is None
    context.close()


def test_assets_are_asked_for_once(browser: Browser, home: str) -> None:
    context = browser.new_context()
    page, bytes_moved = context.new_page(), []
    for name in ("index", "sources", "manifest"):
        page.goto(f"{home}/en/{name}.html")
        moved = "performance.getEntriesByType('resource').find(e => e.name.includes('site.css')).transferSize"
        bytes_moved.append(page.evaluate(moved))
    context.close()
    assert bytes_moved[0] > 0
    assert bytes_moved[1:] == [0, 0]


@pytest.mark.parametrize(("locale", "code"), [("fr-CA", "fr"), ("es-MX", "es"), ("de-DE", "en")])
def test_a_reader_lands_in_their_language_without_scripts(browser: Browser, home: str, locale: str, code: str) -> None:
    context = browser.new_context(locale=locale, java_script_enabled=False)
    page = context.new_page()
    page.goto(home)
    assert page.url == f"{home}/{code}/index.html"
    assert page.goto(f"{home}/nothing/here").status == 404
    page.get_by_role("link").click()
    assert page.url == f"{home}/{code}/index.html"
    context.close()


def test_the_page_of_a_missing_page_is_for_everybody(browser: Browser, home: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = browser.new_page()
    for path in ("/fr/nothing/deep/down", "/tools"):
        page.goto(home + path)
        results = axe.Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("getComputedStyle(document.querySelector('.landing')).maxWidth") == "720px"  # styled
    page.close()


def test_only_the_page_of_a_picture_may_stand_in_a_frame(browser: Browser, home: str, tmp_path: Path) -> None:
    for name, page in (("picture", "charts/05-charging-map-intervals"), ("promise", "05-charging-map")):
        text = f'<!doctype html><title>Another site</title><iframe src="{home}/en/{page}.html"></iframe>'
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    tab = browser.new_page()
    with served(tmp_path, policy="default-src *") as another:
        tab.goto(another + "picture.html")
        tab.frame_locator("iframe").locator("figure").wait_for()
        tab.goto(another + "promise.html")
        tab.wait_for_timeout(300)
        assert tab.frame_locator("iframe").locator("main#main").count() == 0
    tab.close()
