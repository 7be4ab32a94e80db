"""How does a reader learn of changes without coming back: as an Atom feed (RFC 4287)?"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from communique.publish.frame import Frame
from communique.render.words import PageWords

#: Names below it are this package's own; a feed's ids stay the same wherever the site is served.
_NAMES = uuid.uuid5(uuid.NAMESPACE_DNS, "communique.invalid")


@dataclass(frozen=True)
class Entry:
    """One entry: the address of its page beside the feed, its title, and what it says."""

    address: str
    title: str
    said: str


def feed(frame: Frame, words: PageWords, address: str, entries: Sequence[Entry]) -> str:
    """The feed of an edition as XML. The edition itself is the first entry.

    Addresses are whole where the edition knows its own, else relative to the feed; ids are names that hold anywhere.

    address  page that says the same
    """
    updated = f"{frame.known_at.isoformat()}T00:00:00Z"
    summit = words.say(frame.communique.title)
    said = words.t("feed-said", n=len(entries)) if entries else words.t("page-as-of", date=words.day(frame.on))
    edition = Entry("index.html", words.t("feed-edition", date=words.day(frame.on)), said)
    locale = words.words.locale.replace("_", "-")
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{locale}">',
        f"<id>{_id(frame.communique.id, words.language)}</id>",
        f"<title>{escape(words.t('feed-title', summit=summit))}</title>",
        f"<updated>{updated}</updated>",
        "<author><name>Communique</name></author>",
        f'<link rel="alternate" type="text/html" href="{_href(address, frame, words)}"/>',
        f'<link rel="self" type="application/atom+xml" href="{_href("changes.atom", frame, words)}"/>',
        *(_entry(entry, frame, words, updated) for entry in (edition, *entries)),
        "</feed>",
    ]
    return "\n".join(parts) + "\n"


def _entry(entry: Entry, frame: Frame, words: PageWords, updated: str) -> str:
    id = _id(frame.communique.id, words.language, str(frame.on), str(frame.known_at), entry.address, entry.said)
    link = f'<link rel="alternate" type="text/html" href="{_href(entry.address, frame, words)}"/>'
    said = (
        f"<title>{escape(entry.title)}</title><updated>{updated}</updated>{link}<summary>{escape(entry.said)}</summary>"
    )
    return f"<entry><id>{id}</id>{said}</entry>"


def _href(address: str, frame: Frame, words: PageWords) -> str:
    return str(escape(frame.url(f"{words.language}/{address}") if frame.address else address))


def _id(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_NAMES, ' '.join(parts))}"
