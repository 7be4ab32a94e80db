"""What does the theme leave out that a reader with a keyboard or a screen reader needs?

The finished pages are amended. Captions get their level, the two side columns a name, the page of the search a heading;
an empty corner of a table is no heading; what scrolls where it is wide (code, tables) can be reached by keyboard; and
the lines of a long signature are no list, for they stand inside a term.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

AMENDED = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="All pages">',
    '<aside class="toc-drawer">': '<aside class="toc-drawer" aria-label="On this page">',
    '<div id="search-results">': '<h1>Search</h1>\n<div id="search-results">',
    '<th class="head"><p></p></th>': "<td></td>",
    '<div class="table-wrapper ': '<div tabindex="0" class="table-wrapper ',
    "<pre>": '<pre tabindex="0">',
}
SIGNATURE = re.compile(r"<dl>\n((?:<dd>.*</dd>\n)+)</dl>\n(?=\n<span class=\"sig-paren\">)")


def amended(page: str) -> str:
    """The same page, made whole."""
    for left, right in AMENDED.items():
        page = page.replace(left, right)
    return SIGNATURE.sub(lambda found: re.sub(r"<(/?)dd>", _as_span, found[1]), page)


def _as_span(found: re.Match[str]) -> str:
    return "</span>" if found[1] else '<span class="sig-line">'


def _amend(app: Any, fault: Exception | None) -> None:
    if fault is None and app.builder.name == "html":
        for page in Path(app.outdir).rglob("*.html"):
            page.write_text(amended(page.read_text(encoding="utf-8")), encoding="utf-8")


def setup(app: Any) -> dict[str, bool]:
    """Connects the above to Sphinx."""
    app.connect("build-finished", _amend)
    return {"parallel_read_safe": True}
