"""What does a page with views load: style, scripts, and the libraries of charts and maps?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from communique.errors import MissingExtra
from communique.render import coasts, palette
from communique.render.html import as_script

STATIC = Path(__file__).parent / "static"
CHART_SCRIPTS = ("vega.js", "charts.js")
MAP_SCRIPTS = ("maplibre-gl.js", "coasts.js", "map.js")


def assets(*, chart: bool, map: bool) -> Iterator[tuple[str, str | bytes]]:
    """(name, content) of the style, and of scripts only where a page has a chart or a map."""
    yield "site.css", palette.css() + (STATIC / "site.css").read_text(encoding="utf-8")
    if chart:
        yield "vega.js", _vega()
        yield "charts.js", (STATIC / "charts.js").read_bytes()
    if map:
        for name in ("maplibre-gl.js", "maplibre-gl.css"):
            yield name, (_maplibre() / name).read_bytes()
        yield "coasts.js", f"window.communiqueCoasts={as_script(coasts.geojson())};\n"
        yield "map.js", (STATIC / "map.js").read_bytes()


def _maplibre() -> Path:
    """Where the package maplibre keeps the library's own files; the package itself need not be imported for them."""
    spec = find_spec("maplibre")
    if spec is None or not spec.submodule_search_locations:
        raise MissingExtra("maps need the package maplibre, which is not installed; run: pip install communique")
    return Path(next(iter(spec.submodule_search_locations))) / "srcjs"


@cache
def _vega() -> str:
    import vl_convert

    bundle = vl_convert.javascript_bundle()  # type: ignore[call-arg]  # without a snippet it is the whole bundle
    return f"(function(){{{bundle}}})();\n"  # its own names must not become the page's
