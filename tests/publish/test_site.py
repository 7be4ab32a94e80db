"""Is the site whole: every link leads somewhere, nothing asks anybody, nothing is hidden or invented?"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import hand_made
import pytest

from communique.assess.edition import Edition
from communique.publish import terminal_table, write_site
from communique.publish.chart_page import chart_page
from communique.publish.figures import shares_of_gap
from communique.render.words import PageWords

LANGUAGES = ("en", "es", "fr")


class Page(HTMLParser):
    """Links, ids, loaded files, scripts and style attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag in ("script", "img") and "src" in given:
            self.loaded.append(given["src"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon"):
            self.loaded.append(given["href"])
        if "style" in given or any(name.startswith("on") for name in given):
            self.inline.append(tag)
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != "application/json"):
            self.inline.append(tag)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return {str(p.relative_to(site)): Page(p.read_text(encoding="utf-8")) for p in sorted(site.rglob("*.html"))}


def text_of(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def test_every_page_exists_in_every_language(edition: Edition, pages: dict[str, Page]) -> None:
    names = {f"{c.id}{kind}.html" for c in hand_made.COMMITMENTS for kind in ("", "-brief")}
    names |= {
        f"{name}.html" for name in ("index", "sources", "manifest", "data", "changes", "about", "search", "brief")
    }
    names |= {f"party-{party.lower()}.html" for party in hand_made.PARTIES}
    names |= {chart_page(a.commitment.id, view.id) for a in edition.commitments for view in a.views}
    assert set(pages) == {"index.html", *(f"{language}/{name}" for language in LANGUAGES for name in names)}


def test_every_link_inside_the_site_leads_somewhere(site: Path, pages: dict[str, Page]) -> None:
    lost = []
    for name, page in pages.items():
        for link in page.links:
            address, _, anchor = link.partition("#")
            if link.startswith(("http://", "https://")) or "state=" in anchor:
                continue
            target = ((site / name).parent / address).resolve() if address else site / name
            if not target.is_file() or (anchor and anchor not in pages[str(target.relative_to(site.resolve()))].ids):
                lost.append((name, link))
    assert not lost


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for source in page.loaded:
            assert "//" not in source
            assert ((site / name).parent / source).is_file(), (name, source)
    assert not re.search(r"url\(\s*['\"]?https?:|@import", text_of(site, "assets/site.css"))


def test_a_strict_content_policy_holds(pages: dict[str, Page]) -> None:
    assert {name: page.inline for name, page in pages.items() if page.inline} == {}


def test_ids_are_unique(pages: dict[str, Page]) -> None:
    twice = {name: [i for i, n in Counter(page.ids).items() if n > 1] for name, page in pages.items()}
    assert not any(twice.values()), twice


def test_the_same_edition_is_the_same_bytes(edition: Edition, site: Path, tmp_path: Path) -> None:
    written = write_site(edition, tmp_path, json_text=hand_made.JSON)
    assert {p.relative_to(tmp_path) for p in written} == {
        p.relative_to(site) for p in site.rglob("[!.]*") if p.is_file()
    }
    for file in written:
        assert file.read_bytes() == (site / file.relative_to(tmp_path)).read_bytes(), file


def test_the_first_view_is_light(site: Path) -> None:
    needed = ("en/index.html", "assets/site.css", "assets/home.js", "assets/icon.svg")
    assert sum((site / name).stat().st_size for name in needed) < 100_000


def test_heavy_libraries_load_only_where_they_draw(pages: dict[str, Page]) -> None:
    whole = {name: page for name, page in pages.items() if "/charts/" not in name}
    loads = {name for name, page in whole.items() if any("vega.js" in source for source in page.loaded)}
    maps = {name for name, page in whole.items() if any("maplibre" in source for source in page.loaded)}
    assert loads == {f"{language}/{c.id}.html" for language in LANGUAGES for c in (hand_made.MEASURE, hand_made.VIEWS)}
    assert maps == {f"{language}/{hand_made.VIEWS.id}.html" for language in LANGUAGES}
    alone = {name for name, page in pages.items() if any("maplibre" in source for source in page.loaded)} - maps
    assert alone == {f"{language}/{chart_page(hand_made.VIEWS.id, 'places')}" for language in LANGUAGES}


def test_libraries_are_left_out_of_a_site_without_pictures(edition: Edition, tmp_path: Path) -> None:
    bare = hand_made.edition(commitments=edition.commitments[1:3])
    names = {file.name for file in write_site(bare, tmp_path, json_text=hand_made.JSON)}
    assert not names & {"vega.js", "charts.js", "maplibre-gl.js", "coasts.js", "map.js"}


def test_the_figure_stands_with_its_interval_and_chance(site: Path) -> None:
    home = text_of(site, "en/index.html")
    assert re.search(r"<b>−3\.\d% of −15%</b> <span class=\"amount\">8,9\d\d \(8,\d{3}–9,\d{3}\) kt CH₄", home)
    assert re.search(r"P</abbr> less than 1 in 20 \(0\.0\d\)", home)
    assert re.search(r"P</abbr> moins de 1 sur 20 \(0,0\d\)", text_of(site, "fr/index.html"))


def test_the_unknown_is_drawn_with_its_reason(site: Path) -> None:
    words = PageWords("es")
    home = text_of(site, "es/index.html")
    assert f'<span class="hatched"><span>{words.t("unknown-none-found")}</span></span>' in home


def test_a_mixed_promise_shows_each_party(site: Path) -> None:
    home = text_of(site, "en/index.html")
    row = home[home.index('href="02-coalitions.html"') :].split("</tr>")[0]
    assert re.findall(r">(\w+)</abbr> <span[^>]*>(.)<", row) == [("CAN", "◐"), ("MEX", "◐"), ("USA", "↺")]


def test_a_date_that_passed_is_said_to_have_passed(site: Path) -> None:
    home = text_of(site, "en/index.html")
    assert '<time datetime="2025-12">2025-12</time> <span class="passed">passed</span>' in home
    assert '<time datetime="2030-12">2030-12</time></td>' in home


def test_own_wordings_are_never_the_paraphrase(site: Path) -> None:
    words = PageWords("en")
    page = text_of(site, "en/02-coalitions.html")
    parts = page.split('<div class="wording">')[1:]
    assert words.t("page-wording-not-read") in parts[0]  # Canada: only the opening was read
    assert words.t("page-wording-no-text") in parts[1]  # Mexico: no text is known
    assert "early 2023" in parts[2]  # United States: its own difference
    unread = text_of(site, "en/03-passenger-records.html").split('<div class="wording">')[1:]
    assert words.t("page-wording-same") in unread[2]  # read whole, no difference


def test_a_rejected_row_stays_behind_a_fold_with_its_reason(site: Path) -> None:
    page = text_of(site, "en/02-coalitions.html")
    fold = page[page.index("<details><summary>One rejected row") :].split("</details>")[0]
    assert "names a minister not in office" in fold
    assert page.count('id="evidence-02-6"') == 1
    assert "Event 02-6" not in page[: page.index(fold)]


def test_a_suggestion_is_never_shown_as_a_promise(site: Path) -> None:
    page = text_of(site, "en/01-waste-methane.html")
    assert re.search(r'<li class="suggested"><time[^>]*>2025-12-31</time>.*?our suggestion, not a promise', page)
    assert re.search(r'<li class="promised"><time[^>]*>2030-12-31</time>.*?stated in a text', page)


def test_an_inferred_year_is_never_shown_as_a_day(site: Path) -> None:
    page = text_of(site, "en/02-coalitions.html")
    row = page[page.index('id="evidence-02-4"') :].split("</li>")[0]
    assert "<b>2024 (inferred)</b>" in row
    assert "bilateral: counts at most as partial" in row


def test_the_compliance_score_stands_with_coverage_and_interval(site: Path) -> None:
    page = text_of(site, "en/03-passenger-records.html")
    assert "0 of 3" in page
    assert "[−1.00; 1.00]" in page
    assert PageWords("en").t("page-compliance-note").split(".")[1].strip() in page


def test_the_command_reproduces_the_edition(site: Path) -> None:
    command = "communique assess handmade --on 2026-11-24 --known-at 2026-11-24 --seed 7 --draws 200"
    assert command in text_of(site, "en/01-waste-methane.html")
    assert command in text_of(site, "fr/manifest.html")


def test_what_people_wrote_is_escaped(site: Path) -> None:
    for name in ("en/02-coalitions.html", "en/sources.html"):
        assert "<14>" not in text_of(site, name)
        assert "&lt;14&gt; members &amp; friends" in text_of(site, name)


def test_a_source_is_two_clicks_from_its_figure(site: Path, pages: dict[str, Page]) -> None:
    assert "sources.html#source-methane-inventory" in pages["en/01-waste-methane.html"].links
    assert "source-methane-inventory" in pages["en/sources.html"].ids
    assert "https://example.org/inventory" in pages["en/sources.html"].links


def test_shares_of_the_gap_add_up(edition: Edition) -> None:
    shares = shares_of_gap(edition.assessed(1).figures)
    assert set(shares) == {"CAN", "MEX", "USA"}
    assert sum(shares.values()) == pytest.approx(1, abs=0.01)


def test_gaps_that_do_not_add_up_have_no_shares(edition: Edition) -> None:
    figures = edition.assessed(1).figures
    assert shares_of_gap(figures[:2]) == {}
    assert shares_of_gap((figures[0], figures[1], figures[2], figures[2])) == {}


def test_no_page_shows_a_message_id(pages: dict[str, Page], site: Path) -> None:
    for name in pages:
        text = re.sub(r"<script.*?</script>|<[^>]+>", " ", text_of(site, name), flags=re.S)
        assert not re.findall(r"\b(?:page|home|view|state|reason|unknown|flag|evidence-kind)-[a-z]+-[a-z-]+", text), (
            name
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_shows_every_promise(edition: Edition, language: str) -> None:
    from rich.console import Console

    console = Console(width=170, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(terminal_table(edition, language))
    shown, words = console.export_text(), PageWords(language)
    for commitment in hand_made.COMMITMENTS:
        assert words.say(commitment.title) in shown
    assert "◌" in shown
    assert "USA ↺" in shown or "EUA ↺" in shown or "É.-U. ↺" in shown
