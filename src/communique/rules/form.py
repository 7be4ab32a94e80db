"""How is an expression written down? One form for TOML, JSON and JavaScript; TOML may use shorthand."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from communique.rules import expression as x
from communique.rules.parameters import RuleError
from communique.rules.schema import exact

COMPARATORS = ("==", "!=", "<", "<=", ">", ">=")
LISTS = ("in", "not_in", "any_in", "all_in")
DIGITS = 15  # decimals of at most 15 significant digits and the doubles nearest to them are in the same order


class FormError(RuleError):
    """What is written is no expression; `token` is the word at fault, for finding its line."""

    def __init__(self, message: str, token: str | None = None) -> None:
        super().__init__(message)
        self.token = token


# -- reading ---------------------------------------------------------------------------------------------------------


def condition(data: Any) -> x.Node:
    """The condition written as `data`. Raises FormError naming the word that is not understood."""
    if isinstance(data, bool):
        return x.Literal(data)
    if not isinstance(data, Mapping):
        raise FormError(f"{data!r} is no condition", str(data))
    relation = [key for key in data if key in COMPARATORS or key in LISTS]
    if len(relation) > 1:
        raise FormError(f"two relations in one condition: {', '.join(relation)}", relation[1])
    if relation:
        rest = {key: value for key, value in data.items() if key != relation[0]}
        return _relation(relation[0], rest, data[relation[0]])
    return _operator(data, CONDITIONS, "condition")


def term(data: Any) -> x.Node:
    """The term written as `data`: a constant, or a table with one operator. Raises FormError."""
    if isinstance(data, Mapping) and "date" not in data and "value" not in data:
        return _operator(data, TERMS, "value")
    return x.Literal(constant(data))


def constant(data: Any) -> x.Scalar:
    """A number, text, truth or date; in JSON a date is {"date": "2024-02-29"}. Raises FormError."""
    if isinstance(data, Mapping) and set(data) == {"value"}:
        return constant(data["value"])
    if isinstance(data, Mapping) and set(data) == {"date"}:
        try:
            return date.fromisoformat(data["date"])
        except (TypeError, ValueError):
            raise FormError(f"{data['date']!r} is no date (YYYY-MM-DD)", str(data["date"])) from None
    if isinstance(data, (bool, str)):
        return data
    if isinstance(data, date) and not isinstance(data, datetime):
        return data
    number = exact(data)
    if number is None:
        raise FormError(f"{data!r} is no constant", str(data))
    if len(Decimal(number).as_tuple().digits) > DIGITS:
        raise FormError(f"{data!r} has more than {DIGITS} significant digits", str(data))
    return number


def rows(data: Any) -> x.Literal | x.Param:
    """The rows of a table: [["below", 0], [18, 99], …] for steps, {code = number} for a look-up, or {param = id}."""
    if isinstance(data, Mapping) and set(data) == {"param"}:
        return x.Param(_text(data["param"]))
    return x.Literal(tuple(table_rows(data)))


def table_rows(data: Any) -> list[x.Row]:
    """Rows as pairs, steps in order with None for "below". Raises FormError for a table that is out of order."""
    if isinstance(data, Mapping):
        return [(key, _number(value)) for key, value in data.items()]
    if not isinstance(data, list) or not data or any(not isinstance(r, list) or len(r) != 2 for r in data):
        raise FormError("a table is a list of [from, number] or a table of value = number")
    if data[0][0] != "below":
        raise FormError('the first row of steps is ["below", number], so that no value is without a row')
    pairs: list[x.Row] = [(None, _number(data[0][1]))]
    for bound, score in data[1:]:
        start = constant(bound)
        if isinstance(start, (bool, str)):
            raise FormError(f"steps begin at numbers or dates, not {bound!r}", str(bound))
        if len(pairs) > 1 and not _ascending(pairs[-1][0], start):
            raise FormError(f"the row from {bound} is out of order and can never apply", str(bound))
        pairs.append((start, _number(score)))
    return pairs


def listed(data: Any) -> x.Literal | x.Param:
    """The values of a list, or {param = id}. Raises FormError for an empty list."""
    if isinstance(data, Mapping) and set(data) == {"param"}:
        return x.Param(_text(data["param"]))
    if not isinstance(data, list) or not data:
        raise FormError(f"{data!r} is no list of values", str(data))
    return x.Literal(tuple(constant(each) for each in data))


def _ascending(before: Any, after: Any) -> bool:
    return isinstance(before, date) == isinstance(after, date) and before < after


def _number(data: Any) -> x.Number:
    value = constant(data)
    if isinstance(value, (bool, str, date)):
        raise FormError(f"{data!r} is no number", str(data))
    return value


def _relation(relation: str, rest: Mapping[str, Any], right: Any) -> x.Node:
    if not rest:
        raise FormError(f"{relation} compares nothing", relation)
    if relation in ("any_in", "all_in"):
        if set(rest) != {"fact"}:
            raise FormError(f"{relation} is asked of a fact that is a set", relation)
        quantifier = cast(Any, relation[:3])
        return x.Members(quantifier, x.Fact(_text(rest["fact"])), listed(right))
    left = term(rest)
    if relation in ("in", "not_in"):
        one = x.OneOf(left, listed(right))
        return one if relation == "in" else x.Not(one)
    if isinstance(right, bool):
        if relation not in ("==", "!="):
            raise FormError(f"true and false have no order: {relation}", relation)
        return left if right is (relation == "==") else x.Not(left)
    return x.Compare(cast(x.Comparator, relation), left, term(right))


Reader = Callable[[Mapping[str, Any]], x.Node]


def _operator(data: Mapping[str, Any], readers: Mapping[str, tuple[set[str], Reader]], what: str) -> x.Node:
    heads = [key for key in data if key in readers]
    if len(heads) != 1:
        word = ", ".join(data) or "an empty table"
        raise FormError(f"{word}: not exactly one {what} of {', '.join(readers)}", next(iter(data), None))
    others, read = readers[heads[0]]
    if strange := sorted(set(data) - others - {heads[0]}):
        raise FormError(f"{heads[0]} does not go with {', '.join(strange)}", strange[0])
    return read(data)


def _text(data: Any) -> str:
    if not isinstance(data, str) or not data:
        raise FormError(f"{data!r} is no name", str(data))
    return data


def _items(data: Any, word: str) -> list[Any]:
    if not isinstance(data, list):
        raise FormError(f"{word} takes a list", word)
    return data


def _conditions(data: Any, word: str) -> tuple[x.Node, ...]:
    return tuple(condition(each) for each in _items(data, word))


def _terms(data: Any, word: str) -> tuple[x.Node, ...]:
    found = tuple(term(each) for each in _items(data, word))
    if not found:
        raise FormError(f"{word} of nothing", word)
    return found


def _at_least(data: Mapping[str, Any]) -> x.Node:
    count = data["at_least"]
    children = _conditions(data.get("of"), "of")
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= len(children):
        raise FormError(f"at_least = {count!r} of {len(children)}", "at_least")
    return x.AtLeast(count, children)


def _implies(data: Mapping[str, Any]) -> x.Node:
    if "then" not in data:
        raise FormError("if without then", "if")
    return x.Implies(condition(data["if"]), condition(data["then"]))


def _rule(data: Mapping[str, Any]) -> x.Node:
    return x.Named("rule", _text(data["rule"]), condition(data.get("body")))


def _points(data: Mapping[str, Any]) -> x.Node:
    total: x.Node = x.Sum(tuple(_score(each) for each in _items(data["points"], "points")))
    if "cap" in data:
        total = x.Least((total, term(data["cap"])))
    return total


def _score(data: Any) -> x.Node:
    if isinstance(data, Mapping) and "score" in data:
        if set(data) != {"when", "score"}:
            raise FormError("a scored case is { when = condition, score = number }", "score")
        return x.Case(((condition(data["when"]), term(data["score"])),), x.Literal(0))
    return term(data)


def _times(data: Mapping[str, Any]) -> x.Node:
    both = _terms(data["times"], "times")
    if len(both) != 2 or not isinstance(both[0], (x.Literal, x.Param, x.Missing)):
        raise FormError("times = [a constant or parameter, a value]", "times")
    return x.Times(both[0], both[1])


def _days(data: Mapping[str, Any]) -> x.Node:
    ends = _terms(data["days"], "days")
    if len(ends) != 2:
        raise FormError("days = [from, to]", "days")
    return x.Days(*ends)


def _case(data: Mapping[str, Any]) -> x.Node:
    cases = []
    for each in _items(data["case"], "case"):
        if not isinstance(each, Mapping) or set(each) != {"when", "then"}:
            raise FormError("a case is { when = condition, then = number }", "case")
        cases.append((condition(each["when"]), term(each["then"])))
    if not cases or "otherwise" not in data:
        raise FormError("case needs at least one case, and otherwise", "case")
    return x.Case(tuple(cases), term(data["otherwise"]))


def _missing(data: Mapping[str, Any]) -> x.Missing:
    kind = data.get("kind", "unstated")
    if kind not in ("unstated", "unrecorded"):
        raise FormError(f"unknown of kind {kind!r}", "kind")
    return x.Missing(kind, _text(data["unknown"]), data.get("sort", "bool"))


def _missing_term(data: Mapping[str, Any]) -> x.Missing:
    return _missing({"sort": "number", **data})


CONDITIONS: dict[str, tuple[set[str], Reader]] = {
    "fact": (set(), lambda d: x.Fact(_text(d["fact"]))),
    "param": (set(), lambda d: x.Param(_text(d["param"]))),
    "all": (set(), lambda d: x.All(_conditions(d["all"], "all"))),
    "any": (set(), lambda d: x.Any(_conditions(d["any"], "any"))),
    "not": (set(), lambda d: x.Not(condition(d["not"]))),
    "at_least": ({"of"}, _at_least),
    "if": ({"then"}, _implies),
    "value": (set(), lambda d: condition(d["value"])),
    "unknown": ({"kind", "sort"}, _missing),
    "rule": ({"body"}, _rule),
}
TERMS: dict[str, tuple[set[str], Reader]] = {
    "fact": (set(), lambda d: x.Fact(_text(d["fact"]))),
    "param": (set(), lambda d: x.Param(_text(d["param"]))),
    "points": ({"cap"}, _points),
    "sum": (set(), lambda d: x.Sum(_terms(d["sum"], "sum"))),
    "times": (set(), _times),
    "least": (set(), lambda d: x.Least(_terms(d["least"], "least"))),
    "greatest": (set(), lambda d: x.Greatest(_terms(d["greatest"], "greatest"))),
    "days": (set(), _days),
    "case": ({"otherwise"}, _case),
    "steps": ({"rows"}, lambda d: x.Steps(term(d["steps"]), rows(d.get("rows")))),
    "lookup": ({"rows"}, lambda d: x.Lookup(term(d["lookup"]), rows(d.get("rows")))),
    "unknown": ({"kind", "sort"}, _missing_term),
}


# -- writing ---------------------------------------------------------------------------------------------------------


def to_data(node: x.Node) -> Any:
    """The expression in its one written form, ready for JSON; a derived fact by its name, a parameter by its value."""
    return _WRITE[type(node)](node)


def to_json(data: Any) -> str:
    """Stable JSON of data: keys sorted, no spaces; the same data gives the same bytes."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def plain(value: Any) -> Any:
    """A constant as JSON has it."""
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return float(value) if isinstance(value, Decimal) else value


def _literal(node: x.Literal) -> Any:
    return {"value": plain(node.value)}


def _missing_data(node: x.Missing) -> Any:
    return {"unknown": node.subject, "kind": node.kind, "sort": node.sort}


def _right(node: x.Node) -> Any:
    return plain(node.value) if isinstance(node, x.Literal) else to_data(node)


def _many(nodes: tuple[x.Node, ...]) -> list[Any]:
    return [to_data(node) for node in nodes]


def _compare(node: x.Compare) -> Any:
    return {**to_data(node.left), node.op: _right(node.right)}


def _list_data(node: x.Node) -> Any:
    if isinstance(node, x.Literal) and isinstance(node.value, tuple):
        return [plain(value) for value in node.value]
    return to_data(node)


def _rows_data(node: x.Node) -> Any:
    if not isinstance(node, x.Literal) or not isinstance(node.value, tuple):
        return to_data(node)
    pairs = cast(tuple[x.Row, ...], node.value)
    if pairs[0][0] is not None:
        return {cast(str, key): plain(score) for key, score in pairs}
    return [["below" if start is None else plain(start), plain(score)] for start, score in pairs]


def _named(node: x.Named) -> Any:
    return {"fact": node.id} if node.kind == "fact" else {"rule": node.id, "body": to_data(node.body)}


def _case_data(node: x.Case) -> Any:
    cases = [{"when": to_data(when), "then": to_data(score)} for when, score in node.cases]
    return {"case": cases, "otherwise": to_data(node.otherwise)}


_WRITE: dict[type, Callable[[Any], Any]] = {
    x.Literal: _literal,
    x.Missing: _missing_data,
    x.Fact: lambda n: {"fact": n.id},
    x.Param: lambda n: {"param": n.id},
    x.Named: _named,
    x.Compare: _compare,
    x.OneOf: lambda n: {**to_data(n.term), "in": _list_data(n.values)},
    x.Members: lambda n: {"fact": n.fact.id, f"{n.quantifier}_in": _list_data(n.values)},
    x.Not: lambda n: {"not": to_data(n.child)},
    x.All: lambda n: {"all": _many(n.children)},
    x.Any: lambda n: {"any": _many(n.children)},
    x.AtLeast: lambda n: {"at_least": n.count, "of": _many(n.children)},
    x.Implies: lambda n: {"if": to_data(n.condition), "then": to_data(n.conclusion)},
    x.Sum: lambda n: {"sum": _many(n.terms)},
    x.Times: lambda n: {"times": [to_data(n.factor), to_data(n.term)]},
    x.Least: lambda n: {"least": _many(n.terms)},
    x.Greatest: lambda n: {"greatest": _many(n.terms)},
    x.Days: lambda n: {"days": [to_data(n.start), to_data(n.end)]},
    x.Case: _case_data,
    x.Steps: lambda n: {"steps": to_data(n.term), "rows": _rows_data(n.rows)},
    x.Lookup: lambda n: {"lookup": to_data(n.term), "rows": _rows_data(n.rows)},
}
