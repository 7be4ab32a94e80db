"""What is a person told of each way, as plain data for a page? The same as the script shows, in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from communique.geo import NORTH_AMERICA
from communique.rules import Citation, Reason
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.explanation import behind
from communique.workstreams.pathways.finder.fees import fee_in_full
from communique.workstreams.pathways.finder.said import (
    cited_in,
    country_names,
    day_in,
    falls_back,
    is_country,
    law,
    say,
    value_id,
)
from communique.workstreams.pathways.pathway import Answer, Applied, Because, Catalogue, Demand, Finding

GROUPS = ("may", "cannot-tell", "not-now", "does-not-appear", "closed")
#: Shape of each verdict and mark of each criterion: never by colour alone.
SHAPES = {"may": "●", "cannot-tell": "○", "not-now": "◐", "does-not-appear": "✕", "closed": "■"}
MARKS = {"true": "✓", "false": "✕", "open": "?"}
_FREE = re.compile(r"(?:[A-Z]{3} )?0(?: \(.*\))?|free")


def translated(language: str, id: str, **arguments: Any) -> Markup:
    """A message as markup; English in place of a missing one is marked as English."""
    text = escape(say(language, id, **arguments))
    return Markup('<span lang="en">{}</span>').format(text) if falls_back(language, id) else Markup(text)


def sections(answer: Answer, language: str) -> list[dict[str, Any]]:
    """Findings by country and verdict; empty groups are left out."""
    names = country_names(shipped(), language)
    found = []
    for country in NORTH_AMERICA:
        findings = sorted((each for each in answer.findings if each.pathway.country == country), key=_far)
        ways = [_way(each, language, names) for each in findings]
        groups = [{"name": name, "ways": [way for way in ways if way["group"] == name]} for name in GROUPS]
        found.append({"country": country, "groups": [group for group in groups if group["ways"]]})
    return found


def _far(found: Finding) -> int:
    """What fits first, then what needs fewest answers; else as in the catalogue."""
    return -1 if found.criteria.truth is True else len(found.missing)


def _way(found: Finding, language: str, names: Mapping[str, str]) -> dict[str, Any]:
    pathway, status = found.pathway, found.status
    group = "closed" if found.word in ("closed-since", "was-closed") else found.word
    row = status.row
    part, count, rule = _part(found)
    fee = fee_in_full(shipped(), pathway.id)
    dated = None if row is None else row.valid_from if found.word == "closed-since" else row.as_of
    return {
        "id": pathway.id,
        "name": f"pathways-name-{pathway.id}",
        "program": pathway.program,
        "group": group,
        "verdict": f"finder-word-{found.word}",
        "since": None if dated is None else day_in(language, dated),
        "part": part,
        "part_count": count,
        "part_rule": say(language, rule) if rule else "",
        "read": found.read,
        "cited": found.cited,
        "host": pathway.official_host,
        "code": status.code,
        "confidence": pathway.confidence,
        "past": status.past,
        "verified": status.verified,
        "as_of": None if row is None else day_in(language, row.as_of),
        "status_confidence": "" if row is None else row.confidence,
        "lacking": _lacking(found),
        "change": [_demand(each, found, language, names) for each in found.flips],
        "criteria": [_criterion(each, language) for each in found.reasons if told(each)],
        "discretionary": pathway.discretionary,
        "overlays": [_overlay(each, language) for each in status.overlays],
        "fee": fee,
        "fee_words": fee_words(fee),
        "fee_notes": fee_notes(fee, pathway.country),
        "apply_at": "" if pathway.apply_at.startswith("(") else pathway.apply_at,
        "warning": _warning(group, pathway.application),
    }


def _demand(demand: Demand, found: Finding, language: str, names: Mapping[str, str]) -> dict[str, Any]:
    """What one answer would have to be: message, question and value; and where it is written that it has to."""
    question = f"pathways-ask-{demand.fact.replace('_', '-')}"
    return {
        "words": f"finder-change-{demand.how}{'-day' if isinstance(demand.value, date) else ''}",
        "question": say(language, question),
        "value": _demanded(demand, language, names),
        "written": list(dict.fromkeys(_written(each.citation, language) for each in behind(found, demand.fact))),
    }


def _demanded(demand: Demand, language: str, names: Mapping[str, str]) -> str:
    value = demand.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return say(language, "finder-yes" if value else "finder-no")
    if isinstance(value, date):
        return day_in(language, value)
    if not isinstance(value, str):
        return str(value)
    return names.get(value, value) if is_country(demand.fact) else say(language, value_id(demand.fact, value))


def told(reason: Because) -> bool:
    """An exception that does not apply is nothing to tell."""
    return reason.kind != "exception" or reason.truth is not False


def fee_words(fee: str) -> str | None:
    """Message id of a fee that is nothing or not known; None for one that is shown as recorded."""
    if _FREE.fullmatch(fee):
        return "finder-fee-free"
    return "finder-fee-unknown" if fee == "verify" else None


def fee_notes(fee: str, country: str) -> tuple[str, ...]:
    """Message ids of what has to be said beside a fee as recorded: in which money, and how sure."""
    if "verify" in fee:
        return ("finder-fee-unknown",)
    money = (f"finder-fee-in-{country}",) if re.search(r"\d", fee) else ()
    return (*money, "finder-fee-as-recorded")


def _warning(group: str, application: str) -> str:
    if group == "closed":
        return "finder-scam-closed"
    return "finder-scam-referral" if application == "referral only" else "finder-scam"


def _part(found: Finding) -> tuple[str, int, str]:
    """Beside a verdict that is no plain yes: how far it is from one; where it is a no, the rule not met."""
    if found.word == "not-now" and found.criteria.truth is False:
        return "lacking", len(_unmet(found)), ""
    if found.word == "does-not-appear" and _unmet(found):
        return "because", 0, max(_unmet(found), key=_lasting).words
    if found.word != "cannot-tell":
        return "", 0, ""
    if found.criteria.truth is True:
        return "fits", 0, ""
    return ("answers", len(found.missing), "") if found.missing else ("clause", 0, "")


def _unmet(found: Finding) -> list[Because]:
    return [each for each in found.reasons if each.kind != "exception" and each.truth is False]


def _lasting(reason: Because) -> bool:
    """Whether a criterion reads an answer that no act and no time can change."""
    kinds = (shipped().book.facts[name].curable for name, _ in reason.reads)
    return any(curable is not None and curable.how == "never" for curable in kinds)


def _lacking(found: Finding) -> list[str]:
    if found.word != "not-now":
        return []
    lacking = [each.words for each in _unmet(found)]
    return [*lacking, "finder-missing-status"] if found.status.truth is False else lacking


def _criterion(reason: Because, language: str) -> dict[str, Any]:
    return {
        "mark": "open" if reason.truth is None else str(reason.truth).lower(),
        "exception": reason.kind == "exception",
        "words": reason.words,
        "open": [] if reason.truth is not None else [_open(each, language) for each in in_order(reason.missing)],
        "written": _written(reason.citation, language),
    }


def _written(cited: Citation | None, language: str) -> Markup:
    """Where a rule is written, and whether it was read there; empty where nothing is cited."""
    return Markup("") if cited is None else Markup(escape(cited_in(language, cited)))


def in_order(reasons: Iterable[Reason]) -> list[Reason]:
    """Reasons as the browser lists them."""
    return sorted(reasons, key=lambda each: f"{each.kind}:{each.subject}")


def _open(reason: Reason, language: str) -> Markup:
    if reason.kind == "unstated":
        return translated(language, "finder-open-clause", clause=say(language, reason.subject))
    if reason.kind == "unrecorded":
        return translated(language, "finder-open-figure")
    asked = say(language, f"pathways-ask-{reason.subject.replace('_', '-')}")
    return translated(language, "finder-open-asked", question=asked)


def _overlay(applied: Applied, language: str) -> dict[str, Any]:
    overlay = applied.overlay
    dated = overlay.valid_from_precision != "unknown"
    return {
        "words": overlay.words,
        "applies": _applies(applied),
        "since": "finder-overlay-since" if dated else "finder-overlay-undated",
        "instrument": law(language, overlay.instrument),
        "date": day_in(language, overlay.valid_from),
        "confidence": overlay.confidence,
    }


def _applies(applied: Applied) -> str:
    """What a rule already says of the person is not said again as if it had been found against them."""
    if applied.overlay.effect == "criterion":
        return ""
    return "finder-overlay-does" if applied.truth else "finder-overlay-may"


# -- answers given -----------------------------------------------------------------------------------------------------


def given(catalogue: Catalogue, answers: Mapping[str, Any], language: str, names: Mapping[str, str]) -> list[Any]:
    """The answers as a list of question and what was said."""
    kinds = catalogue.book.facts
    return [
        {"fact": fact, "question": kinds[fact].question, "said": _said(fact, value, kinds[fact].sort, language, names)}
        for fact, value in answers.items()
    ]


def _said(fact: str, value: Any, sort: str, language: str, names: Mapping[str, str]) -> str | Markup:
    if value is None or value == "declined":
        return translated(language, "finder-not-sure" if value is None else "finder-declined")
    if isinstance(value, dict):
        return " – ".join(_plain(end, sort, language) for end in value["between"])
    if sort == "bool":
        return translated(language, "finder-yes" if value else "finder-no")
    if sort in ("enum", "set"):
        each = value if isinstance(value, list) else [value]
        return ", ".join(names.get(v, v) if is_country(fact) else say(language, value_id(fact, v)) for v in each)
    return _plain(value, sort, language)


def _plain(value: Any, sort: str, language: str) -> str:
    return day_in(language, date.fromisoformat(value)) if sort == "date" else str(value)
