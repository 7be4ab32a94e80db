"""Do the main pages still look as they looked: on a phone and a desktop, in the light and in the dark?

A snapshot is a screenshot in one font that is there wherever these tests run, made eight times smaller in grey: a hint
of a font is gone, a column that broke is not. `COMMUNIQUE_SNAPSHOTS=write` writes them anew; look at them before they
are kept.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hand_made
import pytest
from looking import settle

from communique.assess.edition import as_data, as_json
from communique.publish import write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEPT = Path(__file__).parent / "snapshots"
PAGES = {"home": "index", "promise": "01-waste-methane", "party": "party-usa", "changes": "changes"}
WINDOWS = {"phone": (390, 844), "desktop": (1440, 900)}
FONT = '* { font-family: "DejaVu Sans" !important; caret-color: transparent !important; }'
#: A cell of 8 by 8 pixels differs where its grey does by more than GREY of 255; so many of all cells may.
GREY, SHARE = 24, 0.02
SHRINK = """async source => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(image.width / 8); canvas.height = Math.ceil(image.height / 8);
  const drawn = canvas.getContext("2d");
  drawn.filter = "grayscale(1)";
  drawn.imageSmoothingQuality = "high";
  drawn.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}"""
COMPARE = """async ([one, other]) => {
  const greys = async source => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width; canvas.height = image.height;
    const drawn = canvas.getContext("2d");
    drawn.drawImage(image, 0, 0);
    return [image.width, image.height, drawn.getImageData(0, 0, image.width, image.height).data];
  };
  const [width, height, left] = await greys(one), [width_, height_, right] = await greys(other);
  if (width !== width_ || height !== height_) return 1;
  let differ = 0;
  for (let i = 0; i < left.length; i += 4) differ += Math.abs(left[i] - right[i]) > GREY;
  return differ / (width * height);
}""".replace("GREY", str(GREY))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seen")
    edition = hand_made.edition()
    data: dict[str, Any] = json.loads(json.dumps(as_data(edition)))
    data["on"] = "2024-06-30"
    data["commitments"][1]["evidence"].pop(2)
    data["commitments"][1]["status"] = "partial"
    (folder / "before.json").write_text(json.dumps(data), encoding="utf-8")
    write_site(edition, folder / "site", json_text=as_json(edition), before=folder / "before.json")
    return folder / "site"


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def seen(browser: Browser, blank: Page, address: str, window: tuple[int, int], scheme: Any, css: str = FONT) -> str:
    page = browser.new_page(viewport={"width": window[0], "height": window[1]}, color_scheme=scheme)
    page.goto(address)
    page.add_style_tag(content=css)
    settle(page)
    shot = page.screenshot(animations="disabled")
    page.close()
    return str(blank.evaluate(SHRINK, _source(shot)))


def _source(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_looked(
    browser: Browser, blank: Page, site: Path, name: str, window: str, scheme: str
) -> None:
    kept = KEPT / f"{name}-{window}-{scheme}.png"
    now = seen(browser, blank, (site / "en" / f"{PAGES[name]}.html").as_uri(), WINDOWS[window], scheme)
    if os.environ.get("COMMUNIQUE_SNAPSHOTS") == "write":
        KEPT.mkdir(exist_ok=True)
        kept.write_bytes(base64.b64decode(now.partition(",")[2]))
    assert blank.evaluate(COMPARE, [now, _source(kept.read_bytes())]) <= SHARE


@pytest.mark.parametrize(
    "broken",
    [
        ".promise .figure { display: none; }",  # a column is lost and all others move
        ".promises .section span { position: static; }",  # headings of sections take a line
        "main { padding: 0 120px; }",
        ":root { --paper: #888; }",
        ".promises thead { display: none; }",
    ],
)
def test_a_broken_layout_is_seen(browser: Browser, blank: Page, site: Path, broken: str) -> None:
    # the test above could not fail if this one did
    address, window = (site / "en" / "index.html").as_uri(), WINDOWS["desktop"]
    whole = seen(browser, blank, address, window, "light")
    torn = seen(browser, blank, address, window, "light", FONT + broken)
    assert blank.evaluate(COMPARE, [whole, torn]) > SHARE


def test_a_hint_of_a_font_is_not_seen(browser: Browser, blank: Page, site: Path) -> None:
    address, window = (site / "en" / "index.html").as_uri(), WINDOWS["desktop"]
    whole = seen(browser, blank, address, window, "light")
    hinted = FONT + "body { -webkit-font-smoothing: antialiased; text-rendering: geometricPrecision; }"
    assert blank.evaluate(COMPARE, [whole, seen(browser, blank, address, window, "light", hinted)]) <= SHARE
