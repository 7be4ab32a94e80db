"""Is what the finder carries small, signed, complete in three languages, and free of what could run or leak?"""

from __future__ import annotations

import json
import os
import re
from base64 import b64decode
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from test_catalogue_words import counted

from communique.language import LOCALES
from communique.render.palette import css
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.finder import write_finder
from communique.workstreams.pathways.finder.bundle import bundle, dumps
from communique.workstreams.pathways.finder.keys import FILE, KeyFault, sign
from communique.workstreams.pathways.finder.legal_help import legal_help
from communique.workstreams.pathways.finder.said import COMPLETE, LANGUAGES, day_in, ids, say, template, words_of
from communique.workstreams.pathways.finder.scripts import MODULES, ScriptError, script, source
from communique.workstreams.pathways.finder.site import (
    BUNDLE_LIMIT,
    FIRST_LOAD_LIMIT,
    Finder,
    TooHeavy,
    weigh,
)

ON = date(2026, 11, 24)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    return write_finder(tmp_path_factory.mktemp("finder"), ON, home=tmp_path_factory.mktemp("home"))


def test_rules_and_first_load_are_light(site: Finder) -> None:
    assert site.bundle_bytes <= BUNDLE_LIMIT == 200_000
    assert site.first_load_bytes <= FIRST_LOAD_LIMIT == 300_000


def test_a_heavy_finder_is_refused() -> None:
    pages = {f"{code}/index.html": b"" for code in LANGUAGES}
    light = {"finder.css": b"", "finder.js": b"", "icon.svg": b"", "bundle.json": b"", **pages}
    weigh(light)
    with pytest.raises(TooHeavy, match="rules"):
        weigh({**light, "bundle.json": os.urandom(BUNDLE_LIMIT)})
    with pytest.raises(TooHeavy, match="first load"):
        weigh({**light, "finder.js": os.urandom(FIRST_LOAD_LIMIT)})


def test_the_same_catalogue_and_day_give_the_same_bytes() -> None:
    assert dumps(shipped(), ON) == dumps(shipped(), ON)


def test_the_signature_holds_for_this_text_and_no_other(site: Finder) -> None:
    envelope = json.loads((site.folder / "bundle.json").read_text(encoding="utf-8"))
    key = Ed25519PublicKey.from_public_bytes(b64decode(envelope["key"]))
    key.verify(b64decode(envelope["signature"]), envelope["signed"].encode())
    with pytest.raises(InvalidSignature):
        key.verify(b64decode(envelope["signature"]), envelope["signed"].replace("2026", "2027", 1).encode())
    assert f'data-key="{envelope["key"]}"' in (site.folder / "fr" / "index.html").read_text(encoding="utf-8")


def test_the_script_for_disk_holds_the_same_envelope(site: Finder) -> None:
    text = (site.folder / "bundle.js").read_text(encoding="utf-8")
    said = text.removeprefix("globalThis.finderBundle = ").removesuffix(";\n")
    assert json.loads(said) == json.loads((site.folder / "bundle.json").read_text(encoding="utf-8"))
    assert "<" not in text


def test_one_key_for_every_signature_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first, second = sign("one", tmp_path), sign("two", tmp_path)
    assert first.key == second.key
    assert first.signature != second.signature
    if os.name == "posix":
        assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    sign("text", tmp_path)
    (tmp_path / FILE).chmod(0o644)
    with pytest.raises(KeyFault, match="chmod 600"):
        sign("text", tmp_path)


def test_a_file_that_is_no_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_bytes(b"short")
    (tmp_path / FILE).chmod(0o600)
    with pytest.raises(KeyFault, match="32 bytes"):
        sign("text", tmp_path)


# -- what is in it


def test_every_way_has_an_official_host_a_fee_a_letter_and_a_dated_state() -> None:
    made = bundle(shipped(), ON)
    assert len(made["pathways"]) == 93
    for way in made["pathways"]:
        assert re.fullmatch(r"[a-z0-9.-]+\.[a-z]+(/[a-z]+)?", way["host"]), way["id"]
        assert way["fee"], way["id"]
        assert set(way["confidence"].split("/")) <= {"A", "B", "C"}
        assert all(row["as_of"] and row["review_by"] for row in made["states"][way["id"]])


def test_the_bundle_of_a_later_day_knows_the_values_of_this_one() -> None:
    """A copy kept offline judges later days: what it walks through then is what a fresh one walks through."""
    later = bundle(shipped(), date(2027, 1, 1))["apart"]
    kept = bundle(shipped(), ON)["apart"]
    for pathway, facts in later.items():
        for fact, values in facts.items():
            assert values is None or set(map(str, values)) <= set(map(str, kept[pathway][fact]))


def test_help_is_named_with_its_host_source_and_confidence() -> None:
    assert {each.country for each in legal_help()} == {"CAN", "MEX", "USA", "ALL"}
    for each in legal_help():
        address = urlsplit(each.url)
        assert f"{address.netloc}{address.path}".removeprefix("www.").startswith(each.host)
        assert each.source
        assert each.confidence in ("verified", "recalled")


# -- words


@pytest.mark.parametrize("language", COMPLETE)
def test_a_complete_language_has_every_message(language: str) -> None:
    assert [id for id in sorted(ids(shipped())) if template(language, id) is None] == []


def test_every_language_puts_in_what_english_puts_in() -> None:
    for language in LANGUAGES:
        for id in (id for id in words_of(language).ids if id.startswith("finder-")):
            given, wanted = (set(re.findall(r"\{\w+\}", template(each, id) or "")) for each in (language, "en"))
            assert given == wanted, (language, id)


@pytest.mark.parametrize("language", ["ht", "pt"])
def test_a_partial_language_shows_english_and_never_nothing(language: str) -> None:
    missing = [id for id in ids(shipped()) if template(language, id) is None]
    assert missing, "no longer partial: mark it complete"
    assert all(say(language, id) == say("en", id) != "" for id in missing)


@pytest.mark.parametrize("language", sorted(LOCALES))
def test_dates_are_written_as_cldr_writes_them(language: str) -> None:
    for month in range(1, 13):
        assert day_in(language, date(2026, month, 9)) == words_of(language).date(date(2026, month, 9))


def test_the_page_reads_at_grade_eight_or_lower() -> None:
    """Flesch-Kincaid grade of all sentences of the English page, 0.39 words/sentence + 11.8 syllables/word - 15.59."""
    said = [say("en", id) for id in words_of("en").ids if id.startswith("finder-") and "{" not in say("en", id)]
    sentences, words, syllables = (sum(part) for part in zip(*(counted(text, "en") for text in said), strict=True))
    assert 0.39 * words / sentences + 11.8 * syllables / words - 15.59 <= 8


# -- scripts and pages


def test_the_joined_script_needs_no_module_and_runs_no_text() -> None:
    joined = script()
    assert not re.search(r"^\s*(import|export)\b", joined, re.MULTILINE)
    assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write", joined)
    assert not re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie|sendBeacon", joined)
    assert all(f"const {name}_js" in joined for name in MODULES)


def test_a_module_in_another_form_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import communique.workstreams.pathways.finder.scripts as scripts

    monkeypatch.setattr(
        scripts, "source", lambda name: 'import x from "./day.js";\n' if name == "link" else source(name)
    )
    with pytest.raises(ScriptError, match="not of the form"):
        script()


def test_pages_hold_no_script_style_or_handler_of_their_own(site: Finder) -> None:
    for file in site.folder.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        assert "<style" not in html
        assert re.findall(r"<script(?! defer src=\"\.\./finder\.js\")", html) == []
        assert not re.search(r"<[^>]+\s(on\w+|style)=", html)
        assert "default-src 'none'" in html
        assert "'unsafe" not in html


def test_pages_load_from_their_own_folder_only(site: Finder) -> None:
    for file in site.folder.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        loaded = re.findall(r"<(?:link|script|img|iframe)[^>]+(?:href|src)=\"([^\"]+)\"", html)
        assert loaded
        assert not [address for address in loaded if urlsplit(address).netloc]


def test_ways_off_the_site_lead_to_official_hosts_and_help_only(site: Finder) -> None:
    hosts = {way.official_host.split("/")[0] for way in shipped().pathways.values()}
    hosts |= {urlsplit(each.url).netloc for each in legal_help()}
    html = (site.folder / "en" / "all.html").read_text(encoding="utf-8")
    assert {urlsplit(address).netloc for address in re.findall(r'href="(https:[^"]+)"', html)} <= hosts
    assert "http://" not in html


def test_the_worker_keeps_the_files_that_are_there_and_changes_with_them(site: Finder, tmp_path: Path) -> None:
    text = (site.folder / "sw.js").read_text(encoding="utf-8")
    kept = json.loads(re.search(r"FILES = (\[.*?\]);", text)[1])  # type: ignore[index]
    assert all((site.folder / name).is_file() for name in kept)
    other = write_finder(tmp_path / "out", date(2026, 11, 25), home=tmp_path / "home")
    assert (other.folder / "sw.js").read_text(encoding="utf-8") != text


def test_the_palette_is_that_of_all_pages(site: Finder) -> None:
    assert css() in (site.folder / "finder.css").read_text(encoding="utf-8")


def test_closed_programmes_that_scammers_sell_are_shown_closed(site: Finder) -> None:
    html = (site.folder / "en" / "all.html").read_text(encoding="utf-8")
    for way in ("us-cbpone", "us-chnv", "us-frp", "ca-suv"):
        card = html.split(f'id="{way}"')[1].split("</details>")[0]
        assert re.search(r"Closed since|Was closed when last checked on", card), way
        assert "Anyone who sells you a place is lying." in card
