"""Can everything be taken away, cited, shared and framed, and is it what the page shows?"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import struct
import zlib
from pathlib import Path

import hand_made
import polars as pl
import pytest

from communique.assess.edition import Edition, as_data
from communique.publish.chart_page import chart_page
from communique.publish.downloads import EVIDENCE, table_parquet
from communique.publish.share import HEIGHT, WIDTH, packed
from communique.render.tables import table
from communique.render.words import PageWords

LANGUAGES = ("en", "es", "fr")


def text_of(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("view", hand_made.every_kind(), ids=lambda view: type(view).__name__)
def test_parquet_holds_what_csv_holds(site: Path, view: object) -> None:
    name = site / "data" / f"{hand_made.VIEWS.id}-{view.id}"  # type: ignore[attr-defined]
    frame = pl.read_parquet(name.with_suffix(".parquet"))
    heads, *lines = csv.reader(io.StringIO(name.with_suffix(".csv").read_text(encoding="utf-8")))
    assert frame.columns == heads
    for row, said in zip(frame.iter_rows(), lines, strict=True):
        for value, text in zip(row, said, strict=True):
            if isinstance(value, float):
                assert math.isclose(value, float(text), rel_tol=1e-12)
            else:
                assert ("" if value is None else str(value)) == text


def test_a_column_of_figures_is_a_column_of_figures() -> None:
    view = next(v for v in hand_made.every_kind() if type(v).__name__ == "TimeSeries")
    frame = pl.read_parquet(io.BytesIO(table_parquet(table(view))))
    assert frame["Year"].dtype == pl.Int64
    assert frame["Value"].dtype == pl.Float64
    assert frame["Low"].null_count() == frame.height  # unknown stays unknown


def test_evidence_is_whole_with_the_rejected_and_their_reason(site: Path) -> None:
    frame = pl.read_parquet(site / "data" / "02-coalitions-evidence.parquet")
    assert tuple(frame.columns) == EVIDENCE
    row = frame.filter(pl.col("evidence_id") == "02-6").row(0, named=True)
    assert row["rejected_because"] == "names a minister not in office"


def test_the_json_of_a_promise_is_its_part_of_the_edition(edition: Edition, site: Path) -> None:
    for said in as_data(edition)["commitments"]:
        assert json.loads(text_of(site, f"data/{said['id']}.json")) == json.loads(json.dumps(said))


def test_every_download_of_a_page_is_there(site: Path) -> None:
    for page in site.rglob("*.html"):
        for address in re.findall(r'href="([^"]+)" download', page.read_text(encoding="utf-8")):
            assert (page.parent / address).is_file(), (page.name, address)


def test_every_page_says_how_to_cite_it_with_the_editions_id(site: Path) -> None:
    from communique.publish.changes import edition_id

    id = edition_id(hand_made.JSON)
    for page in site.rglob("*/*.html"):
        text = page.read_text(encoding="utf-8")
        assert len(re.findall(rf"\b{id}\b", text)) == 1, page
        assert "\ue000" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_has_its_own_page_with_a_frame_to_copy(site: Path, language: str) -> None:
    name = chart_page(hand_made.VIEWS.id, "intervals")
    page = text_of(site, f"{language}/{name}")
    snippet = re.search(r'<code id="snippet" data-relative>(.*?)</code>', page)
    assert snippet is not None
    assert f'src="{name.split("/")[1]}"' in snippet[1]
    assert PageWords(language).t("chart-embed-address") in page.replace("&#39;", "’")
    assert 'href="../05-charging-map.html"' in page
    assert f'href="{name}"' in text_of(site, f"{language}/05-charging-map.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_promise_has_an_image_to_share(site: Path, language: str) -> None:
    for commitment in hand_made.COMMITMENTS:
        page = text_of(site, f"{language}/{commitment.id}.html")
        found = re.search(r'<meta property="og:image" content="([^"]+)">', page)
        assert found is not None
        png = (site / language / found[1]).read_bytes()
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", png[16:24]) == (WIDTH, HEIGHT)
        assert len(png) < 80_000


def test_packing_a_picture_loses_nothing() -> None:
    import vl_convert

    square = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="9" height="9"/></svg>'
    png = vl_convert.svg_to_png(square)

    def pixels(data: bytes) -> bytes:
        found, place = b"", 8
        while place < len(data):
            (length,) = struct.unpack(">I", data[place : place + 4])
            kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
            (check,) = struct.unpack(">I", data[place + 8 + length : place + 12 + length])
            assert check == zlib.crc32(kind + body)
            found += body if kind == b"IDAT" else b""
            place += 12 + length
        return zlib.decompress(found)

    assert pixels(packed(png)) == pixels(png)
    assert len(packed(png)) <= len(png)
