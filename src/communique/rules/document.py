"""What does a browser need to judge by the same rules? A book as stable JSON, for `evaluator.js` beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from communique.rules.form import plain, to_data, to_json
from communique.rules.parameters import Citation, Parameter, ParameterRow
from communique.rules.rule import Book, Rule
from communique.rules.schema import Curable, FactType

VERSION = 1


def to_document(book: Book) -> dict[str, Any]:
    """The book as plain data: dates as ISO text in date fields, expressions in their written form, no None."""
    return {
        "version": VERSION,
        "facts": {name: _fact(kind) for name, kind in book.facts.items()},
        "parameters": {name: _parameter(each) for name, each in book.parameters.items()},
        "rules": {name: _rule(rule) for name, rule in book.rules.items()},
        "sets": {name: list(each.rules) for name, each in book.sets.items()},
    }


def dumps(book: Book) -> str:
    """The book as JSON; the same book gives the same bytes."""
    return to_json(to_document(book))


def evaluator() -> str:
    """The text of `evaluator.js`, an ES module without dependencies: evaluate, judge, points, live, settle."""
    return files("communique.rules").joinpath("evaluator.js").read_text(encoding="utf-8")


def _without_none(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value is not None}


def _fact(kind: FactType) -> dict[str, Any]:
    return _without_none(
        {
            "type": kind.sort,
            "values": list(kind.values) or None,
            "low": None if kind.low is None else plain_end(kind.low),
            "high": None if kind.high is None else plain_end(kind.high),
            "places": kind.places,
            "may_be_empty": kind.may_be_empty or None,
            "derive": None if kind.derive is None else to_data(kind.derive),
            "curable": _curable(kind.curable),
            "sensitivity": kind.sensitivity,
            "question": kind.question,
        }
    )


def plain_end(end: Any) -> Any:
    """A bound as JSON: a date as its ISO text."""
    return end.isoformat() if isinstance(end, date) else plain(end)


def _curable(curable: Curable | None) -> Any:
    if curable is None or curable.how == "never":
        return None if curable is None else "never"
    return _without_none({curable.how: curable.cost, "only": curable.only})


def _citation(citation: Citation | None) -> Any:
    if citation is None:
        return None
    said = {key: each.isoformat() if isinstance(each, date) else each for key, each in vars(citation).items()}
    return _without_none({**said, "unread": citation.unread or None})


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return _without_none(
        {"type": parameter.sort, "unit": parameter.unit, "rows": [_row(parameter.sort, r) for r in parameter.rows]}
    )


def _row(sort: str, row: ParameterRow) -> dict[str, Any]:
    return _without_none(
        {
            "value": None if row.value is None else _row_value(sort, row.value),
            "from": row.valid_from.isoformat(),
            "to": None if row.valid_to is None else row.valid_to.isoformat(),
            "recorded_on": row.recorded_on.isoformat(),
            "citation": _citation(row.citation),
        }
    )


def _row_value(sort: str, value: Any) -> Any:
    if sort == "lookup":
        return {key: plain(score) for key, score in value}
    if sort == "steps":
        return [["below" if start is None else plain(start), plain(score)] for start, score in value]
    return [plain(each) for each in value] if sort == "list" else plain(value)


def _rule(rule: Rule) -> dict[str, Any]:
    return _without_none(
        {
            "when": to_data(rule.when),
            "kind": rule.kind,
            "from": rule.valid_from.isoformat(),
            "to": None if rule.valid_to is None else rule.valid_to.isoformat(),
            "recorded_on": rule.recorded_on.isoformat(),
            "citation": _citation(rule.citation),
            "lifts": rule.lifts,
            "rank": rule.rank or None,
            "curable": _curable(rule.curable),
            "text": rule.text if rule.text is None or isinstance(rule.text, str) else dict(rule.text),
        }
    )
