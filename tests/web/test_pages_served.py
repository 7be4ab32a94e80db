"""Does a reader get the site as it stands on the disk, once, in the right language, and nothing else?"""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from communique.render.html import render
from communique.render.words import PageWords
from communique.view import Grid
from communique.web.pages import SiteError, read_site


def test_pages_and_data_are_those_on_the_disk(reader, folder):
    for name in ("data/01-waste-methane-evidence.csv", "edition.json", "assets/site.css", "index.html"):
        got = reader.ask(f"/{name}")
        assert got.status == 200
        served = re.sub(rb"\?v=[0-9a-f]{16}", b"", got.body)
        assert served == (folder / name).read_bytes()
    page = re.sub(rb"\?v=[0-9a-f]{16}", b"", reader.ask("/fr/01-waste-methane.html").body)
    on_disk = (folder / "fr/01-waste-methane.html").read_bytes()
    before, mark, after = on_disk.partition(b"<!--tools-->")
    assert mark
    assert page.startswith(before)
    assert page.endswith(after)


def test_the_tools_that_are_served_stand_at_the_foot_of_every_page(reader, folder):
    for language, title in (("en", "Tools"), ("es", "Herramientas"), ("fr", "Outils")):
        page = reader.ask(f"/{language}/about.html").text
        assert f'<div><h2><a href="/tools">{title}</a></h2>' in page
        assert re.findall(r'<li><a href="(/tools/[a-z]+)">', page)
        assert "/tools" not in (folder / language / "about.html").read_text(encoding="utf-8")
    assert "<!--tools-->" not in read_site(folder).files["en/about.html"].content.decode()


def test_a_tool_in_a_table_is_a_link_where_it_is_served_and_a_command_where_it_is_not(folder, tmp_path):
    view = Grid("g", {"en": "Rooms"}, ("a", "b"), (("x", "/tools/echoes/rooms/one"), ("y", "/tools/absent")))
    drawn = str(render(view, PageWords("en")).html)
    assert "href" not in drawn
    assert "<code>communique serve</code> · <code>/tools/echoes/rooms/one</code>" in drawn
    copied = tmp_path / "en"
    copied.mkdir()
    (copied / "index.html").write_text(drawn, encoding="utf-8")
    served = read_site(tmp_path, ["echoes"]).files["en/index.html"].content.decode()
    assert '<td><a href="/tools/echoes/rooms/one">/tools/echoes/rooms/one</a></td>' in served
    assert "<code>communique serve</code> · <code>/tools/absent</code>" in served
    assert served.count("href") == 1


def test_only_the_page_of_a_picture_may_be_framed(reader):
    picture = reader.ask("/en/charts/05-charging-map-intervals.html").headers
    assert "frame-ancestors *" in picture["content-security-policy"]
    assert "x-frame-options" not in picture
    promise = reader.ask("/en/05-charging-map.html").headers
    assert "frame-ancestors 'none'" in promise["content-security-policy"]
    assert promise["x-frame-options"] == "DENY"


def test_feeds_images_and_parquet_are_served_as_what_they_are(reader):
    kinds = {
        "/en/changes.atom": "application/atom+xml; charset=utf-8",
        "/images/es/01-waste-methane.png": "image/png",
        "/data/01-waste-methane-evidence.parquet": "application/vnd.apache.parquet",
    }
    assert {name: reader.ask(name).headers["content-type"] for name in kinds} == kinds


def test_an_assets_address_holds_the_hash_of_its_content_and_is_kept_for_ever(reader, folder):
    page = reader.ask("/en/index.html").text
    address, print_ = re.search(r'href="\.\./(assets/site\.css)\?v=([0-9a-f]+)"', page).groups()
    assert print_ == hashlib.sha256((folder / address).read_bytes()).hexdigest()[:16]
    assert "immutable" in reader.ask(f"/{address}?v={print_}").headers["cache-control"]
    for query in ("", "?v=", f"?v={print_[:-1]}0x", "?v=other", f"?v={print_}&x=1"):
        assert reader.ask(f"/{address}{query}").headers["cache-control"] == "no-cache"


def test_every_asset_of_every_page_exists(reader, folder):
    pages = [path.relative_to(folder).as_posix() for path in folder.glob("*/*.html")]
    found = {asset for page in pages for asset in re.findall(r'"\.\./(assets/[^"]+)"', reader.ask(f"/{page}").text)}
    assert len(found) > 4
    for asset in found:
        got = reader.ask(f"/{asset}")
        assert got.status == 200
        assert "immutable" in got.headers["cache-control"]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (None, "en"), ("", "en"), ("fr-CA,fr;q=0.9,en;q=0.8", "fr"), ("es-MX", "es"), ("de,pt;q=0.9", "en"),
        ("en;q=0.4, es;q=0.6", "es"), ("de, *;q=0.1", "en"), ("en;q=0, *", "es"), ("fr;q=0", "en"), ("fr;q=x", "en"),
        (",;;=,", "en"), ("FR", "fr"), ("fr;q=2", "en"),
    ],
)  # fmt: skip
def test_the_first_address_leads_to_the_readers_language(reader, accepted, language):
    got = reader.ask("/", **({} if accepted is None else {"Accept_Language": accepted}))
    assert got.status == 302
    assert got.headers["location"] == f"/{language}/index.html"
    assert got.headers["vary"] == "Accept-Language"


def test_a_folder_is_its_home_page(reader):
    assert reader.ask("/es").headers["location"] == "/es/"
    assert reader.ask("/es/").body == reader.ask("/es/index.html").body


@pytest.mark.parametrize(
    ("path", "accepted", "said"),
    [
        ("/fr/99-nothing.html", "es", "Cette page n’existe pas"),
        ("/nothing", "es-MX", "Esta página no existe"),
        ("/nothing", None, "There is no such page"),
        ("/es/", None, None),
    ],
)
def test_a_missing_page_says_so_in_the_readers_language(reader, path, accepted, said):
    got = reader.ask(path, **({} if accepted is None else {"Accept_Language": accepted}))
    if said is None:
        assert got.status == 200
        return
    assert got.status == 404
    assert said in got.text
    assert got.headers["content-type"].startswith("text/html")
    assert got.headers["cache-control"] == "no-store"


def test_a_machine_that_misses_a_page_gets_a_problem(reader):
    got = reader.ask("/nothing", Accept="application/json;q=0.5, application/problem+json")
    assert (got.status, got.headers["content-type"]) == (404, "application/problem+json")
    assert got.json["status"] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt", "/en/../../secret.txt", "/en/%2e%2e/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%00",
        "/en/..%5c..%5csecret.txt", "//etc/passwd", "/en/%252e%252e/secret.txt", "/assets/../edition.json",
        "/.hidden.html", "/en/.hidden.html", "/secret.txt", "/private/table.csv", "/en//index.html", "/EN/index.html",
        "/en/index.html/", "/en/index.html%00.css",
    ],
)  # fmt: skip
def test_no_address_leads_out_of_the_site(reader, folder, path):
    (folder.parent / "secret.txt").write_text("secret")
    got = reader.ask(path)
    assert got.status == 404
    assert "secret" not in got.text


def test_only_what_belongs_to_a_site_is_read(folder, tmp_path):
    copied = tmp_path / "site"
    (copied / "en").mkdir(parents=True)
    (copied / "en/index.html").write_text("<p>home</p>")
    for name in ("secret.txt", "notes.html", "en/.hidden.html", "en/key.pem", "private/table.csv"):
        (copied / name).parent.mkdir(exist_ok=True)
        (copied / name).write_text("secret")
    assert set(read_site(copied).files) == {"en/index.html"}


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "secret.html").write_text("secret")
    site = tmp_path / "site" / "en"
    site.mkdir(parents=True)
    (site / "index.html").write_text("<p>home</p>")
    (site / "linked.html").symlink_to(tmp_path / "secret.html")
    with pytest.raises(SiteError, match="outside") as error:
        read_site(tmp_path / "site")
    assert error.value.file.endswith("linked.html")


def test_a_folder_without_pages_is_no_site(tmp_path):
    with pytest.raises(SiteError, match="no pages"):
        read_site(tmp_path)


@pytest.mark.parametrize("path", ["/en/index.html", "/api/v1/commitments", "/edition.json", "/nothing", "/tools"])
def test_head_is_get_without_a_body(reader, path):
    got, head = reader.ask(path), reader.ask(path, "HEAD")
    assert head.body == b""
    assert head.status == got.status
    assert head.headers | {"date": ""} == got.headers | {"date": ""}
    assert int(head.headers["content-length"]) == len(got.body) > 0


@pytest.mark.parametrize("path", ["/en/index.html", "/assets/site.css", "/api/v1/evidence", "/api/v1/openapi.json"])
def test_what_a_reader_has_is_not_sent_again(reader, path):
    got = reader.ask(path)
    tag = got.headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)  # strong
    for named in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = reader.ask(path, If_None_Match=named)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == got.headers["cache-control"]
        assert again.headers["vary"] == got.headers["vary"]
    for named in ('"other"', tag.strip('"')[:8], ""):
        assert reader.ask(path, If_None_Match=named).status == 200


@pytest.mark.parametrize("path", ["/en/index.html", "/assets/site.css", "/api/v1/evidence"])
def test_packed_is_another_representation_of_the_same(reader, path):
    plain, packed = reader.ask(path), reader.ask(path, Accept_Encoding="br, gzip;q=0.5")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < 0.6 * len(plain.body)
    assert packed.headers["etag"] != plain.headers["etag"]
    assert "Accept-Encoding" in packed.headers["vary"]
    assert reader.ask(path, Accept_Encoding="gzip", If_None_Match=plain.headers["etag"]).status == 200
    for refused in ("gzip;q=0", "identity", "*;q=0", "br"):
        assert "content-encoding" not in reader.ask(path, Accept_Encoding=refused).headers
    assert reader.ask(path, Accept_Encoding="*").headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("range_", ["bytes=0-9", "bytes=5-", "bytes=-1", "bytes=9-1", "lines=1-2", "bytes=0-1,4-5"])
def test_a_part_is_not_offered_so_the_whole_is_sent(reader, range_):
    got = reader.ask("/edition.json", Range=range_)
    assert got.status == 200
    assert got.headers["accept-ranges"] == "none"
    assert got.body == reader.ask("/edition.json").body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/en/index.html", "/api/v1/commitments", "/"])
def test_nothing_but_reading_is_allowed(reader, method, path):
    got = reader.ask(path, method)
    assert got.status == 405
    assert {word.strip() for word in got.headers["allow"].split(",")} == {"GET", "HEAD"}


def test_the_first_view_is_light(reader):
    packed = [
        reader.ask(path, Accept_Encoding="gzip").body
        for path in ("/en/index.html", "/assets/site.css", "/assets/home.js", "/assets/icon.svg")
    ]
    assert sum(map(len, packed)) < 100_000  # LOOK: first view under 100 kB without charts


def test_the_site_does_not_change_under_a_reader(folder: Path, reader):
    before = reader.ask("/es/index.html").body
    page = folder / "es/index.html"
    kept = page.read_bytes()
    try:
        page.write_bytes(b"<p>another edition</p>")
        assert reader.ask("/es/index.html").body == before
    finally:
        page.write_bytes(kept)
