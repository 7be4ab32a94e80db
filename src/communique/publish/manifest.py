"""What does the page say of how an edition was made?"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from communique.assess.edition import Manifest
from communique.commitment import Compliance
from communique.publish.frame import File, Frame, command, page
from communique.publish.promise_page import window_said
from communique.render.words import PageWords

Windows = tuple[tuple[dt.date, Compliance], ...]


def manifest_page(frame: Frame, made: Manifest, windows: Windows, language: str) -> File:
    """The manifest in one language."""
    words = PageWords(language)
    facts = [
        (words.t("manifest-summit"), made.summit),
        (words.t("manifest-on"), words.day(made.on)),
        (words.t("manifest-known"), words.day(made.known_at)),
        (words.t("manifest-seed"), str(made.seed)),
        (words.t("manifest-draws"), words.words.number(made.draws, 0)),
        (words.t("manifest-marking"), made.marking),
        (words.t("manifest-lock"), made.lock),
    ]
    tables = [
        (words.t(f"manifest-{name}"), [(key, plain(found[key])) for key in sorted(found)])
        for name, found in (
            ("versions", made.versions), ("tables", made.tables), ("store", made.store), ("facts", made.facts),
            ("inputs", made.inputs),
        )
    ]  # fmt: skip
    scored = [window_said(end, of, words) for end, of in windows]
    return page(
        "manifest.html", "manifest.html", frame, words, words.t("page-manifest"), description=words.t("manifest-lead"),
        command=command(frame), facts=facts, tables=tables, windows=scored,
    )  # fmt: skip


def plain(value: Any) -> str:
    """An entry of the manifest in one line."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
