"""What do all pages of an edition share: its name, both clocks, where else to go, and how the page is cited?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from communique.assess.edition import Edition
from communique.commitment import Communique
from communique.facts import Source
from communique.language import COMPLETE, LOCALES
from communique.render.html import environment
from communique.render.words import PageWords
from communique.tables.contract import MARKINGS

TEMPLATES = Path(__file__).parent / "templates"
#: Stands for the edition's id until a file is written, so that another id alone renders nothing anew.
STAMP = "\ue000edition\ue001"


@dataclass(frozen=True)
class Frame:
    """The edition as every page says it; `communique` is without its promises, which have pages of their own."""

    communique: Communique
    on: dt.date
    known_at: dt.date
    seed: int
    draws: int
    version: str
    marking: str
    workstreams: tuple[str, ...] = ()
    address: str = ""  # where the site will stand, with a slash at its end; empty where nobody said

    def url(self, name: str) -> str:
        """A file of the site by its whole address; by its address from the site's folder where that is not known."""
        return f"{self.address}{name}"


@dataclass(frozen=True)
class File:
    """One file of the site below its folder, and the libraries that a page among them loads."""

    name: str
    content: str | bytes
    chart: bool = False
    map: bool = False


def frame_of(edition: Edition, workstreams: Iterable[str] = (), address: str = "") -> Frame:
    """What the pages of an edition share; `workstreams` are those that have a page."""
    made = edition.manifest
    return Frame(
        communique=edition.communique.model_copy(update={"commitments": ()}),
        on=made.on,
        known_at=made.known_at,
        seed=made.seed,
        draws=made.draws,
        version=made.versions.get("communique", ""),
        marking=made.marking,
        workstreams=tuple(workstreams),
        address=address,
    )


def page(
    template: str, address: str, frame: Frame, words: PageWords, title: str, *, chart: bool = False, map: bool = False,
    **given: Any,
) -> File:  # fmt: skip
    """A page as a file: `address` is its own in the folder of its language, `title` is without the site's name.

    Templates are given the frame, the words `w`, and what else they name.
    """
    root, name = "../" * address.count("/"), f"{words.language}/{address}"
    common = {"scripts": (), "css": "page", "description": title, "image": ""}
    html = environment(TEMPLATES).get_template(template).render(
        frame=frame, w=words, page=address, root=root, title=title, map=map, url=frame.url(name),
        langs=[(f"{root}../{each.code}/{address}", each.locale, each.code, each.name) for each in languages(frame)],
        links=[(f"{root}{each}", words.t(id), each == address) for each, id in HEAD],
        clocks=[words.t("page-as-of", date=words.day(frame.on))],
        marking="" if frame.marking == MARKINGS[0] else frame.marking,
        places=places(frame, words), citation=cited(title, name, frame, words), **common | given,
    )  # fmt: skip
    return File(f"{words.language}/{address}", html, chart, map)


def cited(title: str, name: str, frame: Frame, words: PageWords) -> str:
    """How a page is cited: what it says of itself, the edition with its id, both clocks, and where it stands."""
    said = words.t(
        "page-citation", version=frame.version, summit=words.say(frame.communique.title), title=title,
        on=words.day(frame.on), known=words.day(frame.known_at), seed=str(frame.seed), edition=STAMP,
    )  # fmt: skip
    return f"{said} {frame.url(name)}" if frame.address else said


def languages(frame: Frame) -> list[SimpleNamespace]:
    """Code, locale, own name and the summit's title of each language."""
    return [
        SimpleNamespace(
            code=code, locale=LOCALES[code].replace("_", "-"), name=_words(code).t("language-name"),
            title=_words(code).say(frame.communique.title),
        )
        for code in COMPLETE
    ]  # fmt: skip


@cache
def _words(language: str) -> PageWords:
    return PageWords(language)


def places(frame: Frame, words: PageWords) -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, [(address, name)]) of the lists at the foot of every page."""
    parties = [(party_page(party), words.party(party)) for party in frame.communique.parties]
    fields = [(workstream_page(name), workstream_name(name, words)) for name in frame.workstreams]
    pages = [(address, words.t(id)) for address, id in PAGES]
    return [
        (words.t("foot-pages"), pages),
        (words.t("view-col-parties"), parties),
        *([(words.t("foot-workstreams"), fields)] if fields else []),
    ]


#: Pages that the head of every page leads to.
HEAD = (
    ("changes.html", "changes-title"), ("sources.html", "page-sources"), ("data.html", "data-title"),
    ("about.html", "about-short"), ("search.html", "search-title"),
)  # fmt: skip
#: Pages that every edition has, with the message that names each.
PAGES = (
    ("index.html", "foot-home"), ("changes.html", "changes-title"), ("search.html", "search-title"),
    ("sources.html", "page-sources"), ("data.html", "data-title"), ("manifest.html", "page-manifest"),
    ("brief.html", "summit-brief-title"), ("about.html", "about-title"),
)  # fmt: skip


def party_page(party: str) -> str:
    """Address of a party's page."""
    return f"party-{party.lower()}.html"


def workstream_page(name: str) -> str:
    """Address of a workstream's page."""
    return f"workstream-{name}.html"


def workstream_name(name: str, words: PageWords) -> str:
    """A workstream's name in words, its plain name where it gives none."""
    message = f"workstream-{name}-name"
    return words.t(message) if message in words.words else name


def source_text(key: str, sources: Mapping[str, Source]) -> str:
    """A source as a footnote has it; evidence is cited by its address, which is its key."""
    source = sources.get(key)
    if source is None:
        return key
    return ", ".join(filter(None, (source.publisher, source.title, str(source.year or ""), source.url)))


def command(frame: Frame) -> str:
    """The command that makes the same edition again from the same tables."""
    marked = "" if frame.marking == MARKINGS[0] else f" --marking {frame.marking}"
    return (
        f"communique assess {frame.communique.id} --on {frame.on.isoformat()} --known-at {frame.known_at.isoformat()} "
        f"--seed {frame.seed} --draws {frame.draws}{marked}"
    )
