"""Is the brief of the methane promise two pages of paper, A4 and letter, in every language?"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from communique.assess import as_json, assess
from communique.commitment import load_summit
from communique.publish import write_site
from communique.store import Store

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANGUAGES = ("en", "es", "fr")
DAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The methane promise of the shipped summit, assessed alone."""
    import dataclasses

    folder = tmp_path_factory.mktemp("methane")
    summit = load_summit("nals2023")
    alone = summit.communique.model_copy(update={"commitments": (summit.communique.commitment(6),)})
    summit = dataclasses.replace(summit, communique=alone)
    edition = assess(summit, Store(folder / "store"), on=DAY, known_at=DAY, draws=50)
    write_site(edition, folder / "site", json_text=as_json(edition))
    return folder / "site"


def test_the_brief_of_waste_methane_prints_on_two_pages(site: Path) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no Chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    pages = {}
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page()
        for language in LANGUAGES:
            tab.goto((site / language / "06-waste-methane-brief.html").as_uri())
            for paper in ("A4", "Letter"):
                pages[language, paper] = len(re.findall(rb"/Type\s*/Page\b", tab.pdf(format=paper)))
        browser.close()
    assert all(1 <= count <= 2 for count in pages.values()), pages


def test_the_views_of_waste_methane_stand_in_their_order(site: Path) -> None:
    for language in LANGUAGES:
        text = (site / language / "06-waste-methane.html").read_text(encoding="utf-8")
        order = [
            text.index(f'id="{name}"')
            for name in (
                "methane-reconciliation", "methane-flow-can-2021", "methane-plan-sites", "methane-tornado-mex",
                "methane-recalculation-can-2019", "methane-pledge-context", "methane-black-carbon", "methane-missing",
                "methane-current-files",
            )
        ]  # fmt: skip
        assert order == sorted(order)
