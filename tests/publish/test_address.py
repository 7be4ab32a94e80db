"""Do pages, feeds and snippets name themselves where the edition knows its address, and say what to do where not?"""

from __future__ import annotations

import dataclasses
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import hand_made
import pytest

from communique.assess.edition import Edition
from communique.publish import write_site
from communique.publish.address import AddressError, base_address
from communique.web.pages import read_site

BASE = "https://example.org/nals/"
CHART = "en/charts/05-charging-map-intervals.html"
PROMISE = "fr/05-charging-map.html"


@pytest.fixture(scope="module")
def small(edition: Edition) -> Edition:
    """The edition with one picture, for pictures take long."""
    assessed = edition.assessed(5)
    views = tuple(view for view in assessed.views if view.id == "intervals")
    return dataclasses.replace(edition, commitments=(dataclasses.replace(assessed, views=views),))


@pytest.fixture(scope="module")
def known(small: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("known")
    write_site(small, folder, json_text=hand_made.JSON, address=BASE)
    return folder


@pytest.fixture(scope="module")
def unknown(small: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unknown")
    write_site(small, folder, json_text=hand_made.JSON)
    return folder


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        (None, ""),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/nals/", BASE),
        ("http://localhost:8000/x", "http://localhost:8000/x/"),
        ("https://[::1]:8000", "https://[::1]:8000/"),
    ],
)
def test_an_address_ends_with_a_slash(given: str | None, taken: str) -> None:
    assert base_address(given) == taken


@pytest.mark.parametrize(
    "given",
    [
        "", "example.org", "ftp://example.org/", "https://", "https:///x", "https://example.org/?a=b", "https://a.b/#c",
        "https://user:secret@example.org/", "https://example.org:port/", 'https://example.org/"><script>',
        "https://example.org/a b", "https://example.org/\n", "javascript:alert(1)", "https://exämple.org/", "https://[::1/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_by_name(given: str) -> None:
    with pytest.raises(AddressError, match="--address"):
        base_address(given)


def names(page: str) -> dict[str, str]:
    """What a page calls itself and its image."""
    found = re.findall(r'<meta property="(og:url|og:image)" content="([^"]+)"', page)
    return dict([*found, *re.findall(r'<link rel="(canonical)" href="([^"]+)"', page)])


def test_pages_that_know_their_address_name_it(known: Path) -> None:
    for file in known.glob("*/**/*.html"):
        name = file.relative_to(known).as_posix()
        page = file.read_text(encoding="utf-8")
        assert names(page)["canonical"] == names(page)["og:url"] == BASE + name
        assert set(re.findall(r'hreflang="[a-zA-Z-]+" href="([^"]+)', page.split("</head>")[0])) == {
            f"{BASE}{code}/{name[3:]}" for code in ("en", "es", "fr")
        }
    assert names((known / PROMISE).read_text(encoding="utf-8"))["og:image"] == f"{BASE}images/fr/05-charging-map.png"
    chart = (known / CHART).read_text(encoding="utf-8")
    assert f'src="{BASE}{CHART}"' in chart.replace("&#34;", '"')
    assert "data-relative" not in chart
    assert f"{BASE}{PROMISE}</p>" in (known / PROMISE).read_text(encoding="utf-8")  # how it is cited


def test_links_within_the_site_stay_relative_so_that_it_opens_from_a_disk_too(known: Path) -> None:
    for file in known.glob("*/*.html"):
        assert f'<a href="{BASE}' not in file.read_text(encoding="utf-8")


def test_a_feed_that_knows_its_address_has_whole_links(known: Path) -> None:
    feed = ET.fromstring((known / "es/changes.atom").read_text(encoding="utf-8"))
    links = [str(link.get("href")) for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
    assert links == [f"{BASE}es/changes.html", f"{BASE}es/changes.atom", f"{BASE}es/index.html"]


def test_without_an_address_nothing_claims_one(unknown: Path) -> None:
    page = (unknown / PROMISE).read_text(encoding="utf-8")
    assert names(page) == {"og:image": "../images/fr/05-charging-map.png"}
    assert "data-relative" in (unknown / CHART).read_text(encoding="utf-8")


def test_a_server_names_the_address_it_is_given_as_if_the_edition_knew_it(known: Path, unknown: Path) -> None:
    served = {name: file.content.decode() for name, file in read_site(unknown, (), BASE).files.items()
              if name.endswith((".html", ".atom"))}  # fmt: skip
    for name in (PROMISE, CHART):
        assert names(served[name]) == names((known / name).read_text(encoding="utf-8"))
    snippet = re.compile(r'<code id="snippet.*?</code>')
    assert snippet.findall(served[CHART]) == snippet.findall((known / CHART).read_text(encoding="utf-8"))
    assert served["es/changes.atom"] == (known / "es/changes.atom").read_text(encoding="utf-8")


def test_a_server_leaves_an_edition_that_knows_its_address_as_it_is(known: Path) -> None:
    served = read_site(known, (), "https://mirror.example/").files
    assert names(served[PROMISE].content.decode())["canonical"] == BASE + PROMISE
    assert "mirror.example" not in served["es/changes.atom"].content.decode()
