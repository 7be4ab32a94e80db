"""What changed in the catalogue, and when did we learn it? A feed, as JSON and as Atom, whole or of one pathway."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree import ElementTree as tree

from communique.language import Words
from communique.workstreams.pathways.pathway import Catalogue

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, order=True)
class Change:
    """One thing that began: a state, a rule or an overlay of a pathway; on which day, and recorded when."""

    valid_from: date
    recorded_on: date
    pathway: str
    kind: str
    id: str
    note: str


def changes(catalogue: Catalogue, pathway: str | None = None, known_at: date | None = None) -> list[Change]:
    """Changes recorded by `known_at`, the latest first."""
    found = [
        each for each in _all(catalogue)
        if pathway in (None, each.pathway) and (known_at is None or each.recorded_on <= known_at)
    ]  # fmt: skip
    return sorted(found, reverse=True)


def _all(catalogue: Catalogue) -> Iterator[Change]:
    for name in catalogue.pathways:
        for row in catalogue.statuses[name]:
            yield Change(row.valid_from, row.recorded_on, name, "state", f"{name}:{row.code}", row.note)
        for rule in (catalogue.book.rules[each] for each in catalogue.book.sets[name].rules):
            cited = rule.citation.pinpoint if rule.citation is not None else ""
            yield Change(rule.valid_from, rule.recorded_on, name, "rule", rule.id, cited)
            if rule.valid_to is not None:
                ended = date.fromordinal(rule.valid_to.toordinal() + 1)
                yield Change(ended, rule.recorded_on, name, "rule ended", rule.id, cited)
    for overlay in catalogue.overlays:
        for name in overlay.applies_to:
            yield Change(overlay.valid_from, overlay.recorded_on, name, "overlay", overlay.id, overlay.instrument)


def as_json(found: Iterable[Change]) -> list[dict[str, Any]]:
    """The feed as plain data."""
    return [
        {**vars(each), "valid_from": each.valid_from.isoformat(), "recorded_on": each.recorded_on.isoformat()}
        for each in found
    ]


def as_atom(found: Iterable[Change], words: Words, digest: str) -> str:
    """The feed as Atom (RFC 4287); `updated` is the day of recording, for that is when readers could know."""
    entries = list(found)
    feed = tree.Element("feed", {"xmlns": ATOM, "xml:lang": words.language})
    _child(feed, "id", f"urn:sha256:{digest}")
    _child(feed, "title", words.message("workstream-pathways-question"))
    latest = max((each.recorded_on for each in entries), default=date(1970, 1, 1))
    _child(feed, "updated", f"{latest}T00:00:00Z")
    _child(_child(feed, "author"), "name", "Communique")
    for each in entries:
        entry = _child(feed, "entry")
        _child(entry, "id", f"urn:communique:pathways:{each.id}:{each.valid_from}:{each.recorded_on}:{each.pathway}")
        _child(entry, "title", f"{words.message(f'pathways-name-{each.pathway}')}: {each.id}")
        _child(entry, "updated", f"{each.recorded_on}T00:00:00Z")
        _child(entry, "summary", f"{each.valid_from} · {each.kind} · {each.note}")
    return tree.tostring(feed, encoding="unicode", xml_declaration=True)


def _child(parent: tree.Element, name: str, text: str | None = None) -> tree.Element:
    found = tree.SubElement(parent, name)
    found.text = text
    return found
