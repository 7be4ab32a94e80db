"""How does a page that a workstream writes or serves by its own hand look like one of an edition's?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from communique.language import COMPLETE, LOCALES
from communique.render.html import environment
from communique.render.words import PageWords


@dataclass(frozen=True)
class Room:
    """What all pages of a room share.

    templates  their folder; each page's extends `room.html`
    name       message id of the room's name
    pages      (address, message id) of the pages that its head leads to
    styles, scripts   below the room's own folder
    """

    templates: Path
    name: str
    pages: tuple[tuple[str, str], ...] = ()
    styles: tuple[str, ...] = ("assets/site.css",)
    scripts: tuple[str, ...] = ()


def room_page(
    room: Room, template: str, words: PageWords, page: str, title: str, *, base: str = "", served: bool = False,
    **given: Any,
) -> str:  # fmt: skip
    """One page of a room as HTML.

    page    its address in the folder of its language
    base    leads from the page to the room's folder; by default as many steps up as its address has
    served  whether an edition is served beside it, to which the head then leads
    """
    base = base or "../" * (page.count("/") + 1)
    own = f"{base}{words.language}/"
    html = environment(room.templates).get_template(template).render(
        w=words, page=page, title=title, base=base, root="../" * page.count("/"), room=room,
        room_name=words.t(room.name), own=own, home=f"/{words.language}/index.html" if served else f"{own}index.html",
        langs=[(f"{base}{code}/{page}", locale, code, name) for code, locale, name in languages()],
        links=[(f"{own}{address}", words.t(id), page == address) for address, id in room.pages], **given,
    )  # fmt: skip
    return str(html)


@cache
def languages() -> tuple[tuple[str, str, str], ...]:
    """(code, locale, own name) of each complete language."""
    return tuple((code, LOCALES[code].replace("_", "-"), PageWords(code).t("language-name")) for code in COMPLETE)
