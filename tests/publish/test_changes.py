"""Does the page of changes say every difference with its cause, and does the feed say the same?"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import hand_made
import pytest

from communique.assess.comparing import EditionError, compare
from communique.assess.edition import Edition, as_data, as_json
from communique.publish.changes import TOLD, change_files, earlier, edition_id
from communique.publish.frame import frame_of
from communique.render.words import PageWords

ATOM = "{http://www.w3.org/2005/Atom}"


def older(edition: Edition) -> dict[str, Any]:
    """The same edition as it might have been: without the reversal, with an older figure and a higher chance."""
    data: dict[str, Any] = json.loads(json.dumps(as_data(edition)))
    data["on"], data["known_at"] = "2024-06-30", "2024-06-30"
    mixed = data["commitments"][1]
    mixed["evidence"] = [row for row in mixed["evidence"] if row["id"] != "02-3"]
    mixed["status"], mixed["parties"][2]["state"] = "partial", "partial"
    figure = data["commitments"][0]["indicators"][0]
    figure |= {"latest": figure["latest"] + 50, "probability": 0.31, "sources": [], "band": "on-track"}
    return data


@pytest.fixture(scope="module")
def before(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("before") / "edition.json"
    file.write_text(json.dumps(older(edition)), encoding="utf-8")
    return file


def files(edition: Edition, before: Path | None, language: str) -> tuple[str, str]:
    past = earlier(before, as_data(edition), "new") if before else None
    page, feed = change_files(frame_of(edition), past, edition.commitments, language)
    return str(page.content), str(feed.content)


def section(page: str, id: str) -> str:
    return page[page.index(f'<section id="{id}">') :].split("</section>")[0]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_what_changed_is_said_with_its_cause(edition: Edition, before: Path, language: str) -> None:
    page, words = files(edition, before, language)[0], PageWords(language)
    mixed = section(page, "02-coalitions")
    assert words.t("cause-reversal") in mixed
    event = {"en": "The United States left", "es": "Estados Unidos salió", "fr": "Les États-Unis se sont retirés"}
    assert event[language] in mixed
    assert 'href="02-coalitions.html#evidence-02-3"' in mixed
    assert f"{words.sign('partial').word}</span>" in mixed
    assert f"{words.sign('mixed').word}</span>" in mixed
    figure = section(page, "01-waste-methane")
    assert words.chance(0.31) in figure
    assert words.t("progress-band-statcan-on-track") in figure


def test_promises_that_stand_as_they_stood_are_not_listed(edition: Edition, before: Path) -> None:
    page = files(edition, before, "en")[0]
    assert '<section id="03-passenger-records">' not in page
    assert "2 promises changed since the edition" in page
    assert "3 stand as they stood" in page


def test_what_is_not_told_is_counted(edition: Edition, before: Path) -> None:
    own = [c for c in compare(older(edition), as_data(edition)) if c.commitment == hand_made.MEASURE.id]
    rest = [c for c in own if len(c.where.split(" ")) == 4 and c.where.split(" ")[3] not in TOLD]
    assert rest
    page = section(files(edition, before, "en")[0], hand_made.MEASURE.id)
    assert PageWords("en").t("changes-more", n=len(rest)) in page


def test_without_an_earlier_edition_the_page_says_how_to_compare(edition: Edition) -> None:
    page, feed = files(edition, None, "fr")
    assert PageWords("fr").t("changes-no-earlier") in page.replace("&#39;", "'")
    assert "communique assess handmade --before DIR" in page
    assert len(ET.fromstring(feed).findall(f"{ATOM}entry")) == 1


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_feed_is_atom_and_says_each_change_once(edition: Edition, before: Path, language: str) -> None:
    feed = ET.fromstring(files(edition, before, language)[1])
    for part in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{part}") is not None
    entries = feed.findall(f"{ATOM}entry")
    addresses = [str(entry.find(f"{ATOM}link").get("href")) for entry in entries]  # type: ignore[union-attr]
    assert addresses == ["index.html", "01-waste-methane.html", "02-coalitions.html"]
    ids = [str(entry.findtext(f"{ATOM}id")) for entry in entries]
    assert len(set(ids)) == 3
    assert all(id.startswith("urn:uuid:") for id in ids)
    updated = {str(entry.findtext(f"{ATOM}updated")) for entry in entries}
    assert updated == {f"{hand_made.ON.isoformat()}T00:00:00Z"}
    assert dt.datetime.fromisoformat(updated.pop())


def test_an_entry_of_another_change_has_another_id(edition: Edition, before: Path) -> None:
    def id_of(data: dict[str, Any]) -> str:
        before.write_text(json.dumps(data), encoding="utf-8")
        entries = ET.fromstring(files(edition, before, "en")[1]).findall(f"{ATOM}entry")
        return str(entries[1].findtext(f"{ATOM}id"))

    data = older(edition)
    first = id_of(data)
    data["commitments"][0]["indicators"][0]["probability"] = 0.5
    assert id_of(data) != first
    before.write_text(json.dumps(older(edition)), encoding="utf-8")
    assert id_of(older(edition)) == first


def test_another_summits_edition_is_refused(edition: Edition, tmp_path: Path) -> None:
    file = tmp_path / "edition.json"
    file.write_text(json.dumps({**as_data(edition), "summit": "other"}), encoding="utf-8")
    with pytest.raises(EditionError, match="two summits"):
        earlier(file, as_data(edition), "new")


def test_the_id_of_an_edition_is_the_sum_of_its_file(edition: Edition) -> None:
    text = as_json(edition)
    assert edition_id(text) == hashlib.sha256(text.encode()).hexdigest()[:12]
    other = dataclasses.replace(edition, manifest=dataclasses.replace(edition.manifest, seed=8))
    assert edition_id(as_json(other)) != edition_id(text)
