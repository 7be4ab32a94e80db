"""How is an answer written for people and machines? One JSON, in a language; truth is true, false or null."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from communique.language import PACKAGE, Words, translation_folders
from communique.rules import Citation, Reason
from communique.workstreams.pathways.explanation import behind
from communique.workstreams.pathways.finder.said import cited_in
from communique.workstreams.pathways.pathway import Answer, Because, Catalogue, Finding, Status
from communique.workstreams.pathways.questions import Asked

TRANSLATIONS = Path(__file__).parent / "translations"
LANGUAGES = ("en", "es", "fr", "ht", "pt")


@cache
def spoken(language: str) -> Words:
    """The words of the finder in a language; ht and pt are partial and fall back to English, marked."""
    return Words(language, [TRANSLATIONS] if language in ("ht", "pt") else translation_folders(PACKAGE))


def as_json(
    catalogue: Catalogue, answer: Answer, asked: Asked | None, words: Words, *, changes: bool = True
) -> dict[str, Any]:
    """The whole answer as plain data; `changes` adds what would make false criteria true."""
    return {
        "on": answer.on.isoformat(),
        "known_at": None if answer.known_at is None else answer.known_at.isoformat(),
        "language": words.language,
        "catalogue": catalogue.digest[:16],
        "advice": words.message("pathways-advice"),
        "pathways": [finding(each, words, changes=changes) for each in answer.findings],
        "next_question": None if asked is None else question(catalogue, asked, words),
    }


def finding(each: Finding, words: Words, *, changes: bool = True) -> dict[str, Any]:
    """One pathway: its three parts, the words, and why."""
    pathway = each.pathway
    return {
        "pathway": pathway.id,
        "name": words.message(f"pathways-name-{pathway.id}"),
        "country": pathway.country,
        "criteria": each.criteria.truth,
        "status": each.status.code,
        "overall": each.overall,
        "verdict": verdict(each, words),
        "verdict_id": each.word,
        "discretionary": pathway.discretionary,
        "state": _state(each.status, words),
        "reasons": [reason(because, words) for because in each.reasons],
        "missing": list(each.missing),
        "would_change": _changes(each, words) if changes else [],
        "open_clauses": _open_clauses(each, words),
        "rules": {"cited": each.cited, "read_in_the_law": each.read},
        "apply_at": pathway.apply_at,
        "official_host": pathway.official_host,
        "fee": pathway.fee,
        "application": pathway.application,
        "program": pathway.program,
    }


def verdict(each: Finding, words: Words) -> str:
    """The words shown; for what is closed with the day since when, or the day it was last checked."""
    return words.message(f"pathways-word-{each.word}", date=words.date(_day_of(each)))


def _day_of(each: Finding) -> date:
    row = each.status.row
    if row is None:
        return each.pathway.valid_from
    return row.as_of if each.word == "was-closed" else row.valid_from


def _state(status: Status, words: Words) -> dict[str, Any]:
    row = status.row
    return {
        "open": status.truth,
        "words": words.message(f"pathways-code-{status.code}"),
        "as_of": None if row is None else row.as_of.isoformat(),
        "confidence": None if row is None else row.confidence,
        "review_by": None if status.review_by is None else status.review_by.isoformat(),
        "past_review": status.past,
        "verified": status.verified,
        "note": "" if row is None else row.note,
        "banners": _banners(status, words),
        "overlays": [
            {
                "id": each.overlay.id,
                "instrument": each.overlay.instrument,
                "effect": each.overlay.effect,
                "applies": each.truth,
                "words": words.message(each.overlay.words),
                "from": each.overlay.valid_from.isoformat(),
                "confidence": each.overlay.confidence,
            }
            for each in status.overlays
        ],
    }


def _banners(status: Status, words: Words) -> list[str]:
    found = []
    if status.past and status.row is not None:
        found.append(words.message("pathways-banner-past", date=words.date(status.row.as_of)))
    if not status.verified:
        found.append(words.message("pathways-banner-not-verified"))
    return found


def reason(because: Because, words: Words) -> dict[str, Any]:
    """One criterion with its value, the answers and figures it read, and where it is written."""
    return {
        "criterion": because.criterion,
        "text": words.message(because.words),
        "kind": because.kind,
        "value": because.truth,
        "citation": citation(because.citation, words),
        "confidence": because.confidence,
        "reads": {name: plain(value) for name, value in because.reads},
        "figures": [
            {
                "id": id,
                "value": plain(value),
                "from": start.isoformat(),
                "to": end and end.isoformat(),
                "confidence": letter,
            }
            for id, value, start, end, letter in because.figures
        ],
        "missing": [_missing(each, words) for each in sorted(because.missing)],
    }


def citation(cited: Citation | None, words: Words) -> dict[str, Any] | None:
    """Where it is written, the day it was entered, and when and in which text it was read in the law; also in words."""
    if cited is None:
        return None
    return {**{name: plain(value) for name, value in vars(cited).items()}, "words": cited_in(words.language, cited)}


def _missing(each: Reason, words: Words) -> dict[str, str]:
    return {"kind": each.kind, "subject": each.subject, "words": said(each, words)}


def said(each: Reason, words: Words) -> str:
    """A reason of not knowing in words: the question, the clause left open, or the figure that is not recorded."""
    if each.kind == "unstated":
        return words.message(each.subject)
    if each.kind == "unrecorded":
        return each.subject
    return words.message(f"pathways-ask-{each.subject.replace('_', '-')}")


def _open_clauses(each: Finding, words: Words) -> list[str]:
    if each.criteria.truth is not None:
        return []
    return [said(r, words) for r in sorted(each.criteria.reasons) if r.kind in ("unstated", "unrecorded")]


def _changes(each: Finding, words: Words) -> list[dict[str, Any]]:
    change = each.change
    if change is None or not change.possible:
        return []
    pairs = [("changed", change.changed), ("learned", change.learned)]
    return [
        {
            "fact": name,
            "how": how,
            "to": plain(value),
            "question": words.message(f"pathways-ask-{name.replace('_', '-')}"),
            "asked_by": [
                {"criterion": because.criterion, "citation": citation(because.citation, words)}
                for because in behind(each, name)
            ],
        }
        for how, facts in pairs
        for name, value in facts.items()
    ]


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: [plain(part) for part in each] for key, each in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if value is None or isinstance(value, (bool, int, str, list)):
        return value
    return float(value) if float("-inf") < value < float("inf") else None


def question(catalogue: Catalogue, asked: Asked, words: Words) -> dict[str, Any]:
    """The next question in words, how it is answered, and which pathways it may decide."""
    kind = catalogue.book.facts[asked.fact]
    name = asked.fact.replace("_", "-")
    country = asked.fact in ("nationality", "birth_country")
    listed = () if country else kind.values
    values = [
        {"value": value, "words": words.message(f"pathways-value-{name}-{value.replace('_', '-')}")} for value in listed
    ]
    return {
        "fact": asked.fact,
        "question": words.message(f"pathways-ask-{name}"),
        "type": "country" if country else kind.sort,
        "values": values,
        "low": plain(kind.low),
        "high": plain(kind.high),
        "may_decline": True,
        "sensitive": kind.sensitivity is not None,
        "score": round(asked.score, 6),
        "decides": [{"pathway": name, "chance": round(share, 6)} for name, share in asked.decides],
    }
