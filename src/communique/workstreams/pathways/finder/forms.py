"""What was answered in a form of a page without scripts? Read strictly; what was said before comes along with it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qs

from markupsafe import Markup

from communique.errors import CommuniqueError
from communique.rules.schema import FactType
from communique.workstreams.pathways.finder.said import day_in, is_country
from communique.workstreams.pathways.pathway import Catalogue

MOST = 64_000  # bytes of a form; a full set of answers takes less than a tenth
NONE = "none"
_DIGITS = r"\d{1,3}(?:[ ,.’'\u00a0\u202f]\d{3})+|\d{1,15}"


class FormFault(CommuniqueError):
    """A form that no page of the finder sent."""


class FieldFault(CommuniqueError):
    """A field that cannot be read: the message id to show, and what goes into it."""

    def __init__(self, id: str, **arguments: str) -> None:
        super().__init__(id)
        self.id, self.arguments = id, arguments


@dataclass(frozen=True)
class Sent:
    """A form as it came: what is to be done, the question it was about, its fields, and all earlier answers."""

    do: str
    fact: str
    fields: Mapping[str, list[str]]
    answers: Mapping[str, Any]


def read_form(body: bytes, catalogue: Catalogue) -> Sent:
    """A form's body; raises FormFault for one that no page of the finder sends."""
    if len(body) > MOST:
        raise FormFault("the form is too long")
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=400, errors="strict")
        answers = json.loads(fields.get("answers", ["{}"])[0])
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FormFault("the form cannot be read") from error
    if not isinstance(answers, dict) or not set(answers) <= set(catalogue.questions):
        raise FormFault("the form holds answers to questions that are not asked")
    fact = fields.get("fact", [""])[0]
    if fact and fact not in catalogue.questions:
        raise FormFault("the form is about a question that is not asked")
    return Sent(fields.get("do", ["next"])[0], fact, fields, answers)


def hidden(answers: Mapping[str, Any]) -> Markup:
    """The answers so far, for the next form to bring back: the server keeps nothing."""
    text = json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
    return Markup('<input type="hidden" name="answers" value="{}">').format(text)


def read_field(kind: FactType, fields: Mapping[str, list[str]], language: str) -> Any:
    """The answer to one question; raises FieldFault with the message to show."""
    values = list(dict.fromkeys(value.strip() for value in fields.get("v", []) if value.strip()))
    if kind.sort == "bool":
        return _one(values, {"True": True, "False": False})
    if kind.sort == "enum":
        return _one(values, {value: value for value in kind.values or ()})
    if kind.sort == "set":
        return _several(values, kind)
    low, high = (fields.get(end, [""])[0].strip() for end in ("low", "high"))
    if values:
        return amount(values[0], kind, language)
    if not low and not high:
        raise FieldFault("finder-fault-empty")
    ends = [amount(end, kind, language) if end else None for end in (low, high)]
    if _upside_down(*ends):
        raise FieldFault("finder-fault-order")
    return ends[0] if ends[0] == ends[1] else {"between": ends}


def _upside_down(low: Any, high: Any) -> bool:
    return low is not None and high is not None and bool(low > high)


def _one(values: list[str], known: Mapping[str, Any]) -> Any:
    if len(values) != 1 or values[0] not in known:
        raise FieldFault("finder-fault-empty")
    return known[values[0]]


def _several(values: list[str], kind: FactType) -> list[str]:
    if not values or not set(values) <= set(kind.values or ()):
        raise FieldFault("finder-fault-empty")
    if NONE in values and len(values) > 1:
        raise FieldFault("finder-fault-none")
    return values


def amount(typed: str, kind: FactType, language: str) -> int | float | str:
    """A figure or an ISO day as typed: grouped thousands are read; anything else that is no number is a fault."""
    if kind.sort == "date":
        return _day(typed, kind, language)
    places = 0 if kind.sort == "int" else kind.places or 0
    decimals = rf"(?:[.,](\d{{1,{places}}}))?" if places else "()"
    found = re.fullmatch(rf"({_DIGITS}){decimals}", typed, re.ASCII)
    value = None if found is None else float(f"{re.sub(r'[^0-9]', '', found[1])}.{found[2] or ''}0")
    if value is None or not kind.low <= value <= kind.high:  # type: ignore[operator]
        id = "finder-fault-whole" if kind.sort == "int" else "finder-fault-range"
        raise FieldFault(id, low=str(kind.low), high=str(kind.high))
    return int(value) if kind.sort == "int" else value


def _day(typed: str, kind: FactType, language: str) -> str:
    assert isinstance(kind.low, date)
    fault = FieldFault("finder-fault-date", low=day_in(language, kind.low))
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed, re.ASCII):
        raise fault
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise fault from None
    if day < kind.low:
        raise fault
    return typed


def as_read(catalogue: Catalogue, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as the evaluation takes them: dates as days."""
    return {fact: _dated(value, catalogue.book.facts[fact].sort) for fact, value in answers.items()}


def _dated(value: Any, sort: str) -> Any:
    if sort != "date" or value is None or value == "declined":
        return value
    if isinstance(value, dict) and isinstance(value.get("between"), list):
        return {"between": [None if end is None else _iso(end) for end in value["between"]]}
    return _iso(value)


def _iso(text: Any) -> Any:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return text  # the evaluation says which field cannot be read


def shape_of(kind: FactType) -> Markup:
    """Attributes of the field of a figure or a day."""
    if kind.sort == "date":
        return Markup('type="date" min="{}" max="9999-12-31"').format(kind.low)
    inputmode = "numeric" if kind.sort == "int" else "decimal"
    return Markup('type="text" inputmode="{}" autocomplete="off"').format(inputmode)


def shown(fact: str, kind: FactType) -> str:
    """Which form a question takes."""
    if is_country(fact):
        return "countries"
    return {"bool": "radio", "enum": "radio", "set": "boxes"}.get(kind.sort, "amount")
