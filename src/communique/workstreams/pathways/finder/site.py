"""What does the finder consist of? A folder of pages, one script, one style sheet and the signed rules.

The pages work from any web server and from disk; over HTTP(S) a service worker keeps them for use without a connection.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.evaluation import evaluate
from communique.workstreams.pathways.finder.bundle import dumps
from communique.workstreams.pathways.finder.keys import sign
from communique.workstreams.pathways.finder.legal_help import legal_help
from communique.workstreams.pathways.finder.present import MARKS, SHAPES, sections, translated
from communique.workstreams.pathways.finder.said import COMPLETE, LANGUAGES, TAGS, day_in, say
from communique.workstreams.pathways.finder.scripts import script
from communique.workstreams.pathways.pathway import Catalogue

#: Each language by its own name.
NAMES = {"en": "English", "es": "Español", "fr": "Français", "ht": "Kreyòl ayisyen", "pt": "Português"}
BUNDLE_LIMIT = 200_000  # bytes, gzipped
FIRST_LOAD_LIMIT = 300_000  # bytes, gzipped: one page and all that it loads
KEPT = ("finder.css", "finder.js", "bundle.json", "icon.svg", *(f"{code}/index.html" for code in LANGUAGES))
LOADED = ("finder.css", "finder.js", "bundle.json", "icon.svg")


class TooHeavy(CommuniqueError):
    """A finder that takes longer to load on a slow line than it may."""


@dataclass(frozen=True)
class Finder:
    """What was written: the folder, and the bytes (gzipped) of the rules and of the heaviest first load."""

    folder: Path
    on: date
    files: tuple[str, ...]
    bundle_bytes: int
    first_load_bytes: int
    key: str


def write_finder(out: Path, on: date, *, home: Path, catalogue: Catalogue | None = None) -> Finder:
    """Writes the finder into a folder and says what it weighs.

    on     day of the data; the pages judge for the reader's own day, never for one before it
    home   folder of the signing key (COMMUNIQUE_HOME)

    Raises TooHeavy where the rules or a first load pass their limit.
    """
    found = contents(catalogue or shipped(), on, home, live=False)
    weights = weigh(found)
    for name, data in found.items():
        file = out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    key = json.loads(found["bundle.json"])["key"]
    return Finder(out, on, tuple(sorted(found)), *weights, key)


def weigh(found: Mapping[str, bytes]) -> tuple[int, int]:
    """Bytes, gzipped, of the rules and of the heaviest first load; raises TooHeavy."""
    size = {name: len(gzip.compress(data, 9)) for name, data in found.items()}
    rules = size["bundle.json"]
    first = sum(size[name] for name in LOADED) + max(size[f"{code}/index.html"] for code in LANGUAGES)
    for what, weight, limit in (("rules", rules, BUNDLE_LIMIT), ("first load", first, FIRST_LOAD_LIMIT)):
        if weight > limit:
            raise TooHeavy(f"the {what} would take {weight:,} bytes gzipped; the limit is {limit:,}")
    return rules, first


def contents(catalogue: Catalogue, on: date, home: Path, *, live: bool) -> dict[str, bytes]:
    """Every file of the finder by name; `live` where a server answers forms of people without scripts."""
    signed = sign(dumps(catalogue, on), home)
    envelope = json.dumps({"signed": signed.text, "signature": signed.signature, "key": signed.key}, ensure_ascii=False)
    pages = Pages(on, signed.key, live)
    answer = evaluate(catalogue, {}, on)
    found = {
        "index.html": pages.landing(),
        "finder.css": _static("palette.css") + _static("finder.css"),
        "finder.js": script(),
        "icon.svg": _static("icon.svg"),
        "bundle.json": envelope,
        "bundle.js": f"globalThis.finderBundle = {_in_script(envelope)};\n",
    }
    for language in LANGUAGES:
        found[f"{language}/index.html"] = pages.page("index.html", language, scripted=True)
        found[f"{language}/all.html"] = pages.results(answer, language, given=None)
    written = {name: text.encode() for name, text in found.items()}
    return {**written, "sw.js": _worker(written).encode()}


def _static(name: str) -> str:
    return files(__package__).joinpath(f"static/{name}").read_text(encoding="utf-8")


def _in_script(text: str) -> str:
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _worker(written: Mapping[str, bytes]) -> str:
    """The service worker with the files of this version and a name that changes with any of them."""
    digest = hashlib.sha256(b"".join(name.encode() + written[name] for name in KEPT)).hexdigest()
    return (
        _static("sw.js")
        .replace("NAME_OF_THIS_VERSION", f"finder-{digest[:16]}")
        .replace("FILES_OF_THIS_VERSION", json.dumps(KEPT))
    )


@cache
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(loader=PackageLoader(__package__), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


@dataclass(frozen=True)
class Pages:
    """The pages of one version: the day of its data, its public key, and whether a server answers forms."""

    on: date
    key: str
    live: bool

    def landing(self) -> str:
        """The choice of languages."""
        offered = [{**one, "title": say(one["code"], "finder-title")} for one in self._languages()]
        return str(_environment().get_template("landing.html").render(languages=offered))

    def _languages(self) -> list[dict[str, str]]:
        return [{"code": code, "tag": TAGS[code], "name": NAMES[code]} for code in LANGUAGES]

    def page(
        self, template: str, language: str, *, page: str = "index.html", scripted: bool = False, **more: Any
    ) -> str:
        """A page in a language; `scripted` where the script takes over its main part."""
        return str(
            _environment().get_template(template).render(
                language=language, tag=TAGS[language], root="../", page=page, key=self.key, live=self.live,
                scripted=scripted, languages=self._languages(), complete=COMPLETE, on=self.on.isoformat(),
                date=day_in(language, self.on), say=partial(say, language), t=partial(translated, language), **more,
            )
        )  # fmt: skip

    def results(self, answer: Any, language: str, *, given: Any, hidden: Any = "", more: bool = False) -> str:
        """Findings as a page; `given` the answers they rest on, None where nothing was asked."""
        return self.page(
            "results.html", language, page="all.html" if given is None else "index.html",
            sections=sections(answer, language), given=given, hidden=hidden, more=more, help=legal_help(),
            shapes=SHAPES, marks=MARKS,
        )  # fmt: skip
