"""Which proclamations, holds and orders change the state of pathways, and for whom?"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from communique.rules import Fault, FormError, condition
from communique.rules import expression as x
from communique.rules.book import read_text
from communique.workstreams.pathways.pathway import Overlay

KEYS = {
    "id", "country", "instrument", "applies_to", "from", "to", "precision", "effect", "when", "counts", "predicate",
    "says", "note", "confidence", "words", "dispute", "rule", "recorded_on",
}  # fmt: skip
EFFECTS = ("pauses", "limits", "opens", "notice", "criterion")
NEEDED = ("id", "country", "instrument", "applies_to", "from", "effect", "when", "words", "recorded_on", "confidence")
WHICH_NATIONALITY = x.Missing("unstated", "pathways-open-which-nationality")


def read_overlays(file: Path, faults: list[Fault]) -> tuple[Overlay, ...]:
    """Overlays in the file's order; what cannot be read is added to `faults` with its line."""
    text = read_text(file)
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(1, f"not readable as TOML: {error}", file=str(file)))
        return ()
    found = []
    for entry in data.get("overlay", []):
        line = _line(text, str(entry.get("id", "")))
        try:
            found.append(_overlay(entry))
        except FormError as error:
            faults.append(Fault(line, f"overlay {entry.get('id')}: {error}", file=str(file)))
    return tuple(found)


def _line(text: str, name: str) -> int:
    return next(
        (i for i, line in enumerate(text.split("\n"), 1) if line.startswith("id = ") and f'"{name}"' in line), 1
    )


def _overlay(entry: Mapping[str, Any]) -> Overlay:
    _require(entry)
    return Overlay(
        id=entry["id"],
        country=entry["country"],
        instrument=entry["instrument"],
        applies_to=tuple(entry["applies_to"]),
        valid_from=entry["from"],
        valid_from_precision=entry.get("precision", "day"),
        valid_to=entry.get("to"),
        effect=entry["effect"],
        when=_counted(condition(entry["when"]), entry.get("counts")),
        note=entry.get("note", ""),
        confidence=entry["confidence"],
        recorded_on=entry["recorded_on"],
        words=entry["words"],
        dispute=entry.get("dispute", ""),
        rule=entry.get("rule", ""),
    )


def _require(entry: Mapping[str, Any]) -> None:
    for key in NEEDED:
        if key not in entry:
            raise FormError(f"{key} is missing", key)
    for key in entry:
        if key not in KEYS:
            raise FormError(f"{key} is not understood here", key)
    if entry["effect"] not in EFFECTS:
        raise FormError(f"effect {entry['effect']!r} is none of {', '.join(EFFECTS)}", "effect")
    if (entry["effect"] == "criterion") != ("rule" in entry):
        raise FormError("an overlay of effect criterion, and no other, names the rule that says it", "rule")
    for key in ("from", "to", "recorded_on"):
        if key in entry and not isinstance(entry[key], date):
            raise FormError(f"{key} = {entry[key]!r} is no date", key)


def _counted(when: x.Node, counts: str | None) -> x.Node:
    """The condition with what it says of people with more than one nationality.

    any     one listed nationality is enough
    all     only where every nationality is listed
    unstated   decided only where any and all agree
    """
    reads = [each for each in x.walk(when) if isinstance(each, x.Members) and each.fact.id == "nationality"]
    if bool(reads) != (counts is not None):
        raise FormError(
            "counts = any, all or unstated goes with a condition on nationality, and only with it", "counts"
        )
    if counts not in (None, "any", "all", "unstated"):
        raise FormError(f"counts {counts!r} is none of any, all, unstated", "counts")

    def each(node: x.Node) -> x.Node:
        if not isinstance(node, x.Members) or node.fact.id != "nationality" or counts in (None, "any"):
            return x.rebuild(node, each)
        every = x.Members("all", node.fact, node.values)
        return every if counts == "all" else x.Any((every, x.All((node, WHICH_NATIONALITY))))

    return each(when)
