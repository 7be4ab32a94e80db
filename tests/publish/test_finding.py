"""Is everything in the index of search and in the list beside it, and do fields, data and terms say what is there?"""

from __future__ import annotations

import datetime as dt
import json
import math
from pathlib import Path

import hand_made
import pytest

from communique.assess.edition import Edition
from communique.estimate import Indicator
from communique.facts import Fact, Source
from communique.publish.about import LIMITS, STATES, TERMS
from communique.publish.data import data_page
from communique.publish.frame import frame_of
from communique.publish.search import KINDS, entries
from communique.publish.workstream import Column, Contract, Field, facts_file, fields, workstream_page_file
from communique.render.words import SIGNS, PageWords

LANGUAGES = ("en", "es", "fr")
DONE = dt.date(2026, 1, 1)
DAY = Column("day", "date", "", "day of it")
FIELD = Field(
    "tides", "page-manifest", ("methane.waste",), (Indicator("tides.level", unit="m"),),
    (
        Fact("rise", "CAN", 3.2, 3.0, 3.5, "mm", None, None, "gauge", "verified", DONE, "<b>read</b>"),
        Fact("fall", "", 1.0, math.nan, math.nan, "mm", dt.date(2020, 1, 1), None, "gauge", "recalled", DONE, ""),
    ),
    (Contract("tides.levels", 2, "Levels <by> day.", "the gauge's site", ("day",), (DAY,)),),
)  # fmt: skip
SOURCES = {"tides/gauge": Source("tides/gauge", "Gauge", "Harbour", 2025, "https://example.org/gauge", "open")}


def index(site: Path, language: str) -> list[list[str]]:
    script = (site / "assets" / f"search-{language}.js").read_text(encoding="utf-8")
    found: list[list[str]] = json.loads(script.removeprefix("window.communiqueIndex=").rstrip().removesuffix(";"))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_in_the_index_and_leads_somewhere(edition: Edition, site: Path, language: str) -> None:
    found = index(site, language)
    counted = {kind: sum(each[0] == kind for each in found) for kind in KINDS}
    assert counted["promise"] == 5
    assert counted["party"] == 3
    assert counted["evidence"] == len(hand_made.ROWS)
    assert counted["source"] == len(edition.sources)
    assert counted["picture"] == sum(len(a.views) for a in edition.commitments)
    assert counted["term"] == len(TERMS)
    for _, _, address, _, _ in found:
        name, _, mark = address.partition("#")
        page = (site / language / name).read_text(encoding="utf-8")
        assert not mark or f'id="{mark}"' in page, address


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_without_scripts_is_the_index(site: Path, language: str) -> None:
    page = (site / language / "search.html").read_text(encoding="utf-8")
    everything = page[page.index('<div class="everything">') :]
    assert [each[2] for each in index(site, language)] == [
        part.split('"')[0] for part in everything.split('<li><a href="')[1 : len(index(site, language)) + 1]
    ]


def test_a_promise_is_found_by_its_title_in_another_language(site: Path) -> None:
    row = next(each for each in index(site, "fr") if each[2] == "01-waste-methane.html")
    assert "Waste methane" in row[4]
    assert "Waste methane (es)" in row[4]


def test_a_field_shows_its_figures_with_source_confidence_and_share(edition: Edition) -> None:
    for language in LANGUAGES:
        words = PageWords(language)
        page = str(workstream_page_file(frame_of(edition), FIELD, edition.commitments[:1], SOURCES, language).content)
        assert words.t("workstream-verified", verified=1, n=2) in page
        assert "tides.levels" in page
        assert "Levels &lt;by&gt; day." in page
        assert words.t("confidence-recalled") in page
        assert 'href="sources.html#source-tides-gauge"' in page
        assert 'href="01-waste-methane.html#method"' in page


def test_the_figures_of_a_field_can_be_taken_away(edition: Edition) -> None:
    lines = str(facts_file(FIELD).content).splitlines()
    assert lines[1] == "rise,CAN,3.2,3.0,3.5,mm,,,gauge,verified,2026-01-01,<b>read</b>"
    assert lines[2].startswith("fall,,1.0,,,mm,2020-01-01,,gauge,recalled")


def test_data_says_versions_provenance_licences_and_the_share_verified(edition: Edition) -> None:
    import dataclasses

    read = {
        "tides.levels": {"version": 4, "contributions": ["c-17"]},
        "other.table": {"version": None, "contributions": []},
    }
    made = dataclasses.replace(edition.manifest, tables=read)
    page = str(data_page(frame_of(edition), made, {"tides": FIELD}, edition.commitments, SOURCES, "en").content)
    assert "50% of all shipped figures (1 of 2)" in page
    row = page[page.index("workstream-tides.html#table-tides-levels") :].split("</tr>")[0]
    assert "<td>4</td>" in row
    assert "<code>c-17</code>" in row
    assert "never handed in" in page[page.index("other.table") :].split("</tr>")[0]
    assert '<dt lang="en">open</dt><dd>one source</dd>' in page


@pytest.mark.parametrize("name", ["methane", "pathways", "transit"])
def test_shipped_fields_have_words_in_three_languages(name: str) -> None:
    field = fields([name])[name]
    assert field.facts
    for language in LANGUAGES:
        words = PageWords(language).words
        assert f"workstream-{name}-name" in words
        assert f"workstream-{name}-method" in words
        assert field.question in words


def test_a_field_that_is_not_installed_has_no_page() -> None:
    assert fields(["nowhere"]) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_term_and_limit_is_explained(site: Path, language: str) -> None:
    words = PageWords(language)
    assert set(STATES) == set(SIGNS)
    ids = [f"state-means-{state.replace('_', '-')}" for state in STATES]
    ids += [f"term-{id}{part}" for id in TERMS for part in ("", "-means")] + [f"about-limit-{id}" for id in LIMITS]
    ids += [f"search-kind-{kind}" for kind in KINDS]
    assert [id for id in ids if id not in words.words] == []


def test_the_index_follows_the_edition(edition: Edition) -> None:
    words = PageWords("en", hand_made.ROWS)
    whole = entries(frame_of(edition), edition.commitments, (), {}, edition.sources, words)
    less = entries(frame_of(edition), edition.commitments[:1], (), {}, {}, words)
    assert {each.kind for each in less} == {"promise", "party", "page", "term", "picture", "evidence"}
    assert len(less) < len(whole)
