"""Can a planner drop a feed, see its defects, get a plan, and is nothing kept or let through that should not be?"""

from __future__ import annotations

import asyncio
import re
import sys
import time
import zipfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI, Request

sys.path.insert(0, str(Path(__file__).parents[2] / "web"))
from loopback import Answer, Reader, serving
from small_feed import FILES, MONDAY, small

from communique.language import COMPLETE, Words
from communique.workstreams.transit.day import FeedError
from communique.workstreams.transit.feed import read_feed
from communique.workstreams.transit.feed.archive import check_packed, open_feed
from communique.workstreams.transit.served import jobs as kept
from communique.workstreams.transit.served import pages, router, work
from communique.workstreams.transit.served.form import file_of_form

PLAN = '[agency]\ncountry = "CAN"\ngrid_region = "CAN-QC"\n[plan]\nfirst_year = 2027\n'
FOLDER = Path(work.__file__).parent / "translations"


class Tools:
    """What the server gives a router, without its processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def run(self, function: Any, *arguments: Any) -> Any:
        return await asyncio.to_thread(function, *arguments)

    @asynccontextmanager
    async def upload(self, request: Request, *, suffix: str = "") -> AsyncIterator[Path]:
        path = self.folder / f"upload{suffix}"
        path.write_bytes(await request.body())
        yield path
        path.unlink()


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    monkeypatch.setattr(router, "jobs", kept.Jobs())
    app = FastAPI()
    app.include_router(router.router, prefix="/tools/transit")
    (tmp_path / "uploads").mkdir()
    app.state.tools = Tools(tmp_path / "uploads")
    with serving(app) as found:
        yield found


@dataclass(frozen=True)
class Looked:
    """Where a feed is after it was sent, and what is said there; without an address where it was refused."""

    address: str
    page: Answer

    @property
    def text(self) -> str:
        return self.page.text


def sent(client: Reader, feed: Path | bytes, language: str = "en") -> Looked:
    content = feed if isinstance(feed, bytes) else feed.read_bytes()
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="../../etc/feed.zip"\r\n\r\n'
    body = head + content + b"\r\n--x--\r\n"
    path = f"/tools/transit/{language}/feed"
    answer = client.ask(path, "POST", body, Content_Type="multipart/form-data; boundary=x")
    if answer.status != 303:
        return Looked("", answer)
    address = f"/tools/transit/{language}/{answer.headers['location']}"
    return Looked(address, client.ask(address))


def planned(client: Reader, address: str, **changed: str) -> str:
    """The page of a plan when it is done or has failed."""
    choices = {"date": str(MONDAY), "country": "CAN", "grid_region": "CAN-QC", "on_route": "none", **changed}
    client.ask(f"{address}plan", "POST", urlencode(choices).encode())
    for _ in range(600):
        page = client.ask(address).text
        if "data-poll" not in page:
            return page
        time.sleep(0.1)
    raise AssertionError("the plan does not end")


@pytest.mark.parametrize("language", COMPLETE)
def test_a_feed_is_looked_at_and_its_defects_are_told_in_the_readers_language(
    client: Reader, tmp_path: Path, language: str
) -> None:
    answer = sent(client, small(tmp_path, without=("agency.txt",)), language)
    assert answer.page.status == 200
    own = Words(language)
    assert own.message("transit-defect-no-agency") in answer.text
    assert own.message("transit-severity-flag") in answer.text
    assert 'min="2026-01-05" max="2026-06-26"' in answer.text
    assert not re.search(r">transit-[a-z-]+<", answer.text)


@pytest.mark.slow
def test_a_plan_is_made_read_here_and_taken_along(client: Reader, tmp_path: Path) -> None:
    address = sent(client, small(tmp_path)).address
    page = planned(client, address, depot="45.0, -75.0", on_route="site")
    assert 'id="plan"' in page
    archive = client.ask(f"{address}report.zip")
    (tmp_path / "report.zip").write_bytes(archive.body)
    names = zipfile.ZipFile(tmp_path / "report.zip").namelist()
    assert {"plan.json", "plan.toml", "fr/index.html"} <= set(names)
    here = client.ask(f"{address}report/fr/index.html")
    assert here.status == 200
    assert "default-src 'none'" in here.headers["content-security-policy"]
    assert "depot = [45.0, -75.0]" in client.ask(f"{address}report/plan.toml").text
    for outside in ("../plan.toml", "..%2f..%2fplan.toml", "%2e%2e/feed.zip", "/etc/passwd"):
        assert client.ask(f"{address}report/{outside}").status == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"grid_region": ""}, "no national default"),
        ({"grid_region": "USA-CAMX"}, "no grid region of CAN"),
        ({"date": "2031-01-01"}, "its calendar has trips from 2026-01-05 to 2026-06-26"),
        ({"toml": "[agency"}, "is not TOML"),
        ({"depot": "north"}, "latitude and longitude, such as 45.0, -75.0"),
        ({"depot": "1,2]\ntariff = [3"}, "latitude and longitude"),
        ({"date": "tomorrow"}, "a date, such as 2026-03-11"),
        ({"on_route": "everywhere"}, "column on_route"),
        ({"toml": PLAN + '[charging]\ntariff = "/etc/passwd"'}, "no other file is read here"),
    ],
)
def test_a_choice_that_cannot_be_is_said_and_can_be_mended(
    client: Reader, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    page = planned(client, sent(client, small(tmp_path)).address, **changed)
    assert 'class="fault" role="alert"' in page
    assert said in page
    assert 'name="grid_region"' in page


@pytest.mark.parametrize(("content", "said"), [(b"no zip", "not a zip archive"), (b"", "no file was chosen")])
def test_what_is_no_feed_is_refused_and_leaves_nothing(
    client: Reader, tmp_path: Path, content: bytes, said: str
) -> None:
    answer = sent(client, content)
    assert answer.page.status == 422
    assert said in answer.text
    assert list((tmp_path / "uploads").iterdir()) == []


def archive_of(path: Path, **files: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_bomb_is_refused_before_it_is_unpacked(client: Reader, tmp_path: Path, monkeypatch: Any) -> None:
    """100 MB of one byte pack to 100 kB; here 1 MB is more than enough."""
    monkeypatch.setattr(work, "MOST_UNPACKED", 1 << 20)
    bomb = archive_of(tmp_path / "bomb.zip", **{**FILES, "shapes.txt": b"0" * (100 << 20)})
    assert bomb.stat().st_size < 200_000
    answer = sent(client, bomb)
    assert answer.page.status == 422
    assert "would unpack to 105 MB; at most 1 MB are read" in answer.text


def test_an_entry_that_lies_about_its_size_is_a_damaged_archive(tmp_path: Path) -> None:
    whole = archive_of(tmp_path / "lie.zip", **{**FILES, "shapes.txt": FILES["shapes.txt"] * 2000})
    with zipfile.ZipFile(whole) as archive:
        real = archive.getinfo("shapes.txt").file_size
    lying = tmp_path / "lying.zip"
    lying.write_bytes(whole.read_bytes().replace(real.to_bytes(4, "little"), (real // 100).to_bytes(4, "little")))
    check_packed(lying, 1 << 20)
    with pytest.raises(FeedError, match=r"shapes.txt cannot be unpacked"):
        read_feed(lying)


@pytest.mark.parametrize("name", ["../stops.txt", "/etc/stops.txt", "a/../../stops.txt", "..\\stops.txt"])
def test_a_file_that_would_lie_outside_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FeedError, match="would lie outside the archive"):
        open_feed(archive_of(tmp_path / "out.zip", **FILES, **{name: "x"}))


def test_what_a_sender_calls_a_file_is_passed_over(tmp_path: Path) -> None:
    zipped = small(tmp_path).read_bytes() + b"\r\n--x--\r\n"
    form = tmp_path / "form"
    form.write_bytes(
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="/etc/passwd"\r\n\r\n'
        + zipped
        + b"\r\n--x--\r\n"
    )
    file_of_form(form, tmp_path / "feed.zip")
    assert (tmp_path / "feed.zip").read_bytes() == zipped


@pytest.mark.parametrize(
    "text", [b"", b"hello", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n']
)
def test_a_form_without_a_file_is_refused(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "form").write_bytes(text)
    with pytest.raises(FeedError, match="no file was chosen"):
        file_of_form(tmp_path / "form", tmp_path / "feed.zip")


def test_a_feed_is_gone_after_its_time_and_says_so(client: Reader, tmp_path: Path, monkeypatch: Any) -> None:
    address = sent(client, small(tmp_path)).address
    monkeypatch.setattr(kept, "LIFE_SECONDS", -1.0)
    gone = client.ask(address)
    assert gone.status == 404
    assert Words("en").message("transit-web-gone") in gone.text
    assert not list((tmp_path / "uploads").glob("feed-*"))
    assert client.ask(f"{address}report.zip").status == 404


def test_a_full_server_says_so_and_names_cannot_be_guessed(client: Reader, tmp_path: Path, monkeypatch: Any) -> None:
    feed = small(tmp_path)
    first, second = (sent(client, feed).address.split("/")[-2] for _ in range(2))
    assert first != second
    assert len(first) >= 32
    monkeypatch.setattr(kept, "MOST_JOBS", 2)
    assert Words("en").message("transit-web-busy") in sent(client, feed).text


def test_the_first_page_is_in_the_readers_language(client: Reader) -> None:
    found = client.ask("/tools/transit/", Accept_Language="fr-CA,en;q=0.5")
    assert found.headers["location"].endswith("/fr/index.html")
    assert client.ask("/tools/transit/de/index.html").status == 404
    assert client.ask("/tools/transit/static/drop.js").headers["content-type"].startswith("text/javascript")
    assert client.ask("/tools/transit/static/..%2frouter.py").status == 404


def test_words_of_the_page_are_the_same_in_three_languages() -> None:
    ids = [set(Words(language, [FOLDER]).ids) for language in COMPLETE]
    assert ids[0] == ids[1] == ids[2]
    assert all(fault in pages.BUSY + pages.TOO_BIG for fault in ("ToolsBusy", "ToolTooLong", "ToolTooLarge"))
