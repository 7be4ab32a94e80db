"""What does the page carry? The catalogue, its questions and its words, as one JSON that the browser judges by.

Everything that a verdict needs is in it, so that a person can be answered without a question to any server.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from communique.rules import to_data, to_document
from communique.rules.form import plain, to_json
from communique.workstreams.pathways.compiled import day
from communique.workstreams.pathways.finder.fees import fee_in_full
from communique.workstreams.pathways.finder.legal_help import legal_help
from communique.workstreams.pathways.finder.said import LANGUAGES, messages_of
from communique.workstreams.pathways.pathway import Catalogue, Overlay, Pathway, StatusRow
from communique.workstreams.pathways.worlds import Possible, sample

VERSION = 1


def bundle(catalogue: Catalogue, on: date) -> dict[str, Any]:
    """The catalogue as plain data for the browser, made on a day and good for every later one.

    book         rules, figures and facts in the form of `rules.to_document`
    pathways     what is not a criterion: place, fee, letter; states and overlays with their dates
    questions    facts in the order of the catalogue, with the effort of each
    worlds       for each fact its possible values, how often each, and the seed of its draws
    apart        facts that Kleene leaves open and the page walks through, with a value of each region
    words        messages of every language; those of a partial language are what it has
    """
    return {
        "version": VERSION,
        "on": on.isoformat(),
        "digest": catalogue.digest,
        "book": _book(catalogue),
        "pathways": [_pathway(catalogue, each) for each in catalogue.pathways.values()],
        "states": {name: [_state(catalogue, row) for row in rows] for name, rows in catalogue.statuses.items()},
        "overlays": [_overlay(each) for each in catalogue.overlays],
        "contradictions": [{"facts": list(c.facts), "when": to_data(c.when)} for c in catalogue.contradictions],
        "questions": [{"fact": q.fact, "burden": q.burden} for q in catalogue.questions.values()],
        "worlds": _worlds(catalogue, on),
        "apart": _apart(catalogue, on),
        "help": [each.as_data() for each in legal_help()],
        "words": {language: messages_of(catalogue, language) for language in LANGUAGES},
    }


def dumps(catalogue: Catalogue, on: date) -> str:
    """The bundle as JSON; the same catalogue and day give the same bytes."""
    return to_json(bundle(catalogue, on))


def _book(catalogue: Catalogue) -> dict[str, Any]:
    """The rules; of a figure the page needs only its values and days, its source stands with the criterion."""
    document = to_document(catalogue.book)
    for parameter in document["parameters"].values():
        parameter["rows"] = [{k: v for k, v in row.items() if k != "citation"} for row in parameter["rows"]]
    return document


def _without_none(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}


def _iso(day_: date | None) -> str | None:
    return None if day_ is None else day_.isoformat()


def _pathway(catalogue: Catalogue, each: Pathway) -> dict[str, Any]:
    return {
        "id": each.id,
        "country": each.country,
        "program": each.program,
        "basis": each.legal_basis,
        "apply_at": each.apply_at,
        "host": each.official_host,
        "fee": fee_in_full(catalogue, each.id),
        "confidence": each.confidence,
        "discretionary": each.discretionary,
        "application": each.application,
    }


def _state(catalogue: Catalogue, row: StatusRow) -> dict[str, Any]:
    return _without_none(
        {
            "code": row.code,
            "from": row.valid_from.isoformat(),
            "to": _iso(row.valid_to),
            "as_of": row.as_of.isoformat(),
            "review_by": _review_by(catalogue, row).isoformat(),
            "confidence": row.confidence,
            "verified": row.verified,
            "recorded_on": row.recorded_on.isoformat(),
        }
    )


def _review_by(catalogue: Catalogue, row: StatusRow) -> date:
    """The last day on which the state may be relied on, as the catalogue's own rules have it."""
    key = row.valid_from, row.recorded_on
    rows = catalogue.book.parameters[f"review_by.{row.pathway}"].rows
    return next(each.value for each in rows if (each.valid_from, each.recorded_on) == key)  # type: ignore[return-value]


def _overlay(each: Overlay) -> dict[str, Any]:
    return _without_none(
        {
            "id": each.id,
            "applies_to": list(each.applies_to),
            "instrument": each.instrument,
            "from": each.valid_from.isoformat(),
            "to": _iso(each.valid_to),
            "precision": each.valid_from_precision,
            "effect": each.effect,
            "recorded_on": each.recorded_on.isoformat(),
            "confidence": each.confidence,
            "when": to_data(each.when),
            "words": each.words,
        }
    )


# -- questions ---------------------------------------------------------------------------------------------------------


def _worlds(catalogue: Catalogue, on: date) -> dict[str, Any]:
    usual = {name: each.prior["yes"] for name, each in catalogue.questions.items() if "yes" in each.prior}
    nodes = [each.criteria.node for each in day(catalogue, on).pathways]
    possible = sample(nodes, catalogue.book.facts, usual, on, count=1).possible
    return {name: {"seed": _entropy(name)} | _possible(catalogue, name, each) for name, each in possible.items()}


def _entropy(name: str) -> list[int]:
    """The seed sequence's entropy in words of 32 bits, least first, as NumPy reads [0, key]."""
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    low, high = key & 0xFFFFFFFF, key >> 32
    return [0, low, high] if high else [0, low]


def _possible(catalogue: Catalogue, name: str, each: Possible) -> dict[str, Any]:
    """Values and their weights; dates are counted back from the day of judgement, so the page makes them."""
    if catalogue.book.facts[name].sort == "date":
        return {}
    values = [sorted(r.members) if r.members is not None else plain(r.low) for r in each.readings]
    return {"values": values, "weights": [float(weight) for weight in each.weights]}


# -- what Kleene leaves open -------------------------------------------------------------------------------------------


def _apart(catalogue: Catalogue, on: date) -> dict[str, dict[str, list[Any] | None]]:
    """Values to walk through: one of each region on every later day on which a rule or figure changes.

    None for dates that are counted from one another: their turning days depend on the answers, so the page finds them.
    """
    found: dict[str, dict[str, list[Any] | None]] = {}
    for epoch in sorted({on, *_changes(catalogue, on)}):
        for each in day(catalogue, epoch).pathways:
            for name, (readings, whole) in each.apart.items():
                kind = catalogue.book.facts[name].sort
                kept = found.setdefault(each.pathway.id, {})
                values = kept.setdefault(name, [] if whole or kind != "date" else None)
                new = [_value(r.low if r.members is None else sorted(r.members), kind) for r in readings]
                kept[name] = None if values is None else [*values, *(v for v in new if v not in values)]
    return found


def _value(low: Any, sort: str) -> Any:
    if isinstance(low, list):
        return low
    return date.fromordinal(int(low)).isoformat() if sort == "date" else plain(low)


def _changes(catalogue: Catalogue, on: date) -> Iterable[date]:
    rows = [(row.valid_from, row.valid_to) for each in catalogue.book.parameters.values() for row in each.rows]
    rules = [(rule.valid_from, rule.valid_to) for rule in catalogue.book.rules.values()]
    for first, last in (*rows, *rules):
        if first > on:
            yield first
        if last is not None and last >= on:
            yield last + timedelta(days=1)
