"""What does a TOML file of rules say? Facts, parameters, rules and sets, read strictly; every fault with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, cast

from communique.rules import form
from communique.rules.expression import Node
from communique.rules.lines import Lines, Span, read_lines
from communique.rules.parameters import Citation, Parameter, ParameterRow, RuleError
from communique.rules.readings import READING, as_read
from communique.rules.rule import Book, Rule, RuleSet
from communique.rules.schema import SORTS, Curable, FactType, day, exact, suggestion

Read = TypeVar("Read")
KINDS = ("requirement", "exception", "bar", "discretionary")
PARAMETER_SORTS = ("bool", "number", "date", "string", "list", "steps", "lookup")
KEYS = {
    "file": "facts parameters rule sets citations",
    "fact": "type values low high places may_be_empty derive curable sensitivity question",
    "parameter": "type unit rows citation note",
    "row": "from to value unknown recorded_on citation note",
    "rule": "id when kind from to recorded_on citation lifts rank curable text note",
    "set": "rules note",
    "citation": f"instrument pinpoint url retrieved {' '.join(READING)}",
}


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong at a line of a file; a note is worth reading but refuses nothing."""

    line: int
    message: str
    level: str = "error"
    file: str = ""

    def __str__(self) -> str:
        note = "note: " if self.level == "note" else ""
        return f"{self.file}:{self.line}: {note}{self.message}"


@dataclass
class Reader:
    """The file being read and the faults found in it."""

    file: str
    lines: Lines
    faults: list[Fault] = field(default_factory=list)
    citations: dict[str, Citation] = field(default_factory=dict)

    def fault(self, span: Span, message: str, word: str = "", level: str = "error") -> None:
        found = Fault(self.lines.find(span, word), message, level, self.file)
        if found not in self.faults:
            self.faults.append(found)

    def attempt(self, span: Span, what: str, work: Callable[[], Read], key: str = "") -> Read | None:
        """The work's result, or None with its complaint recorded."""
        try:
            return work()
        except form.FormError as error:
            self.fault(span, f"{what}: {error.message}", error.token or key)
        except RuleError as error:
            self.fault(span, f"{what}: {error.message}")
        return None


def read_book(path: str | Path) -> tuple[Book, Reader]:
    """The book as far as it can be read, and the reader with the faults of form; `lint` finds those of meaning too."""
    path = Path(path)
    text = read_text(path)
    reader = Reader(str(path), read_lines(text))
    data = _parse(text, reader)
    _strange(data, "file", Span(1, 1), reader, "the file")
    for name, entry in _tables(data, "citations", reader):
        span = reader.lines.table("citations", name)
        found = _citation(entry, span, reader, f"citation {name}")
        if found is not None:
            reader.citations[name] = found
    facts = {n: f for n, e in _tables(data, "facts", reader) if (f := _fact(n, e, reader)) is not None}
    parameters = {n: _parameter(n, e, reader) for n, e in _tables(data, "parameters", reader)}
    rules = _rules(data.get("rule", []), reader)
    sets = {n: _set(n, e, rules, reader) for n, e in _tables(data, "sets", reader)}
    return Book(facts, parameters, rules, sets), reader


def read_text(path: Path) -> str:
    """The text of a rule file; raises RuleError naming the file if it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RuleError(f"is not UTF-8 text: {error}", file=path) from error


def _parse(text: str, reader: Reader) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        number = int(line.group(1)) if line else len(reader.lines.text)
        reader.fault(Span(number, number), f"not readable as TOML: {str(error).split(' (at ')[0]}")
        return {}


def _tables(data: Mapping[str, Any], name: str, reader: Reader) -> Iterable[tuple[str, Mapping[str, Any]]]:
    tables = data.get(name, {})
    if not isinstance(tables, Mapping):
        reader.fault(reader.lines.table(name), f"{name} is a table of tables")
        return
    for key, entry in tables.items():
        if isinstance(entry, Mapping):
            yield key, entry
        else:
            reader.fault(reader.lines.table(name, key), f"{name}.{key} is a table", key)


def _strange(entry: Mapping[str, Any], kind: str, span: Span, reader: Reader, what: str) -> None:
    allowed = KEYS[kind].split()
    for key in entry:
        if key not in allowed:
            reader.fault(span, f"{what}: {key} is not understood here{suggestion(key, allowed)}", key)


# -- facts -----------------------------------------------------------------------------------------------------------


def _fact(name: str, entry: Mapping[str, Any], reader: Reader) -> FactType | None:
    span, what = reader.lines.table("facts", name), f"fact {name}"
    _strange(entry, "fact", span, reader, what)
    sort = entry.get("type")
    if sort not in SORTS:
        reader.fault(span, f"{what}: type {sort!r} is none of {', '.join(SORTS)}", "type")
        return None
    values = tuple(entry.get("values", ()))
    if (sort in ("enum", "set")) != bool(values) or not all(isinstance(v, str) for v in values):
        reader.fault(span, f"{what}: an enum or set, and nothing else, lists its values as texts", "values")
    if len(set(values)) != len(values):
        reader.fault(span, f"{what}: a value is listed twice", "values")
    return FactType(
        sort=cast(Any, sort),
        values=values,
        low=_end(entry, "low", sort, span, reader, what),
        high=_end(entry, "high", sort, span, reader, what),
        places=_places(entry, sort, span, reader, what),
        may_be_empty=bool(entry.get("may_be_empty", False)),
        derive=_derive(entry, sort, span, reader, what),
        curable=_curable(entry.get("curable"), span, reader, what),
        sensitivity=entry.get("sensitivity"),
        question=entry.get("question"),
    )


def _end(entry: Mapping[str, Any], key: str, sort: str, span: Span, reader: Reader, what: str) -> Any:
    if key not in entry:
        return None
    end = day(entry[key]) if sort == "date" else exact(entry[key]) if sort in ("int", "number") else None
    if end is None:
        reader.fault(span, f"{what}: {key} = {entry[key]!r} is no bound of a {sort}", key)
    return end


def _places(entry: Mapping[str, Any], sort: str, span: Span, reader: Reader, what: str) -> int | None:
    places = entry.get("places")
    if places is None:
        return None
    if sort != "number" or isinstance(places, bool) or not isinstance(places, int) or not 0 <= places <= 9:
        reader.fault(span, f"{what}: places is a whole number from 0 to 9, of a number", "places")
        return None
    return places


def _derive(entry: Mapping[str, Any], sort: str, span: Span, reader: Reader, what: str) -> Node | None:
    if "derive" not in entry:
        return None
    read = form.condition if sort == "bool" else form.term
    return reader.attempt(span, what, lambda: read(entry["derive"]), "derive")


def _curable(data: Any, span: Span, reader: Reader, what: str) -> Curable | None:
    """`"never"`, or { time = cost } or { action = cost }, with only = "up" or "down" if it goes one way."""
    if data is None:
        return None
    if data == "never":
        return Curable("never")
    if isinstance(data, Mapping) and len(ways := set(data) - {"only"}) == 1 and ways <= {"time", "action"}:
        how = cast(Any, ways.pop())
        cost, only = exact(data[how]), data.get("only")
        if cost is not None and cost >= 0 and only in (None, "up", "down"):
            return Curable(how, float(cost), only)
    reader.fault(span, f'{what}: curable is "never", {{ time = cost }} or {{ action = cost }}', "curable")
    return None


# -- parameters ------------------------------------------------------------------------------------------------------


def _parameter(name: str, entry: Mapping[str, Any], reader: Reader) -> Parameter:
    span, what = reader.lines.table("parameters", name), f"parameter {name}"
    _strange(entry, "parameter", span, reader, what)
    sort = entry.get("type")
    if sort not in PARAMETER_SORTS:
        reader.fault(span, f"{what}: type {sort!r} is none of {', '.join(PARAMETER_SORTS)}", "type")
        return Parameter(name, "number", ())
    citation = _citation(entry["citation"], span, reader, what) if "citation" in entry else None
    rows = []
    for nth, row in enumerate(entry.get("rows", [])):
        at = row_span(reader.lines, name, nth, row)
        found = _row(sort, row, citation, at, reader, f"{what}, row {nth + 1}")
        if found is not None:
            rows.append(found)
    if not rows:
        reader.fault(span, f"{what}: no row is recorded")
    return Parameter(name, cast(str, sort), tuple(rows), entry.get("unit"))


def row_span(lines: Lines, name: str, nth: int, row: Any) -> Span:
    """The lines of a parameter's nth row: its own table, or the line of an inline one that has its first day."""
    own = lines.table("parameters", name, "rows", nth=nth)
    table = lines.table("parameters", name)
    if any(path == ("parameters", name, "rows") for _, path in lines.headers):
        return own
    start = lines.find(table, str(row.get("from"))) if isinstance(row, Mapping) else table.first
    return Span(start, start)


def _row(sort: str, row: Any, inherited: Citation | None, span: Span, reader: Reader, what: str) -> ParameterRow | None:
    if not isinstance(row, Mapping):
        reader.fault(span, f"{what}: a row is a table")
        return None
    _strange(row, "row", span, reader, what)
    dates = _dates(row, span, reader, what)
    citation = _citation(row["citation"], span, reader, what) if "citation" in row else inherited
    if citation is None:
        reader.fault(span, f"{what}: no citation")
    if ("value" in row) == ("unknown" in row):
        reader.fault(span, f"{what}: either a value, or unknown = why it is not known")
        return None
    value = None
    if "value" in row:
        value = reader.attempt(span, what, lambda: _row_value(sort, row["value"]))
    if dates is None or (value is None and "value" in row):
        return None
    return ParameterRow(value, dates[0], dates[1], dates[2], citation)


def _row_value(sort: str, data: Any) -> Any:
    if sort in ("steps", "lookup"):
        if isinstance(data, Mapping) != (sort == "lookup"):
            raise form.FormError(f"{data!r} are no rows of a {sort} table")
        return tuple(form.table_rows(data))
    if sort == "list":
        values = form.listed(data)
        return getattr(values, "value", None)
    value = form.constant(data)
    expected = {"bool": bool, "date": date, "string": str}.get(sort)
    fits = isinstance(value, expected) if expected else not isinstance(value, (bool, str, date))
    if not fits:
        raise form.FormError(f"{data!r} is no {sort}", str(data))
    return value


def _dates(entry: Mapping[str, Any], span: Span, reader: Reader, what: str) -> tuple[date, date | None, date] | None:
    """from, to and recorded_on; None if one is no date or the period is upside down."""
    found: dict[str, date | None] = {}
    for key in ("from", "to", "recorded_on"):
        found[key] = day(entry.get(key))
        if found[key] is None and (key in entry or key != "to"):
            have = f"{key} = {entry[key]!r} is no date" if key in entry else f"{key} is missing"
            reader.fault(span, f"{what}: {have} (YYYY-MM-DD)", key if key in entry else "")
            return None
    start, end, recorded = found["from"], found["to"], found["recorded_on"]
    assert start is not None
    assert recorded is not None
    if end is not None and end < start:
        reader.fault(span, f"{what}: to {end} is before from {start}", "to")
        return None
    return start, end, recorded


def _citation(data: Any, span: Span, reader: Reader, what: str) -> Citation | None:
    """The citation written out, or named by its key in [citations]."""
    if isinstance(data, str):
        if data not in reader.citations:
            reader.fault(span, f"{what}: no such citation: {data}{suggestion(data, reader.citations)}", data)
        return reader.citations.get(data)
    if not isinstance(data, Mapping):
        reader.fault(span, f"{what}: a citation is a table or the key of one", "citation")
        return None
    _strange(data, "citation", span, reader, what)
    lacking = [key for key in KEYS["citation"].split() if key not in READING and not data.get(key)]
    retrieved = day(data.get("retrieved"))
    if lacking or retrieved is None:
        missing = ", ".join(lacking) or "a date in retrieved"
        reader.fault(span, f"{what}: the citation lacks {missing}", "citation")
        return None
    cited = Citation(str(data["instrument"]), str(data["pinpoint"]), str(data["url"]), retrieved)
    return reader.attempt(span, what, lambda: as_read(data, cited)) or cited


# -- rules and sets --------------------------------------------------------------------------------------------------


def _rules(entries: Any, reader: Reader) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for nth, entry in enumerate(entries if isinstance(entries, list) else []):
        span = reader.lines.table("rule", nth=nth)
        rule = _rule(entry, span, reader)
        if rule is None:
            continue
        if rule.id in rules:
            reader.fault(span, f"rule {rule.id}: the id is taken by an earlier rule", rule.id)
            continue
        rules[rule.id] = rule
    return rules


def _rule(entry: Mapping[str, Any], span: Span, reader: Reader) -> Rule | None:
    name = entry.get("id")
    if not isinstance(name, str) or not name:
        reader.fault(span, "a rule without id")
        return None
    what = f"rule {name}"
    _strange(entry, "rule", span, reader, what)
    if entry.get("kind") not in KINDS:
        reader.fault(span, f"{what}: kind {entry.get('kind')!r} is none of {', '.join(KINDS)}", "kind")
    if "citation" not in entry:
        reader.fault(span, f"{what}: no citation")
    citation = _citation(entry["citation"], span, reader, what) if "citation" in entry else None
    dates = _dates(entry, span, reader, what)
    if "when" not in entry:
        reader.fault(span, f"{what}: no condition; write when")
        return None
    when = reader.attempt(span, what, lambda: form.condition(entry["when"]), "when")
    if when is None or dates is None or entry.get("kind") not in KINDS:
        return None
    return Rule(
        id=name,
        when=when,
        kind=entry["kind"],
        valid_from=dates[0],
        valid_to=dates[1],
        recorded_on=dates[2],
        citation=citation,
        lifts=_lifts(entry, span, reader, what),
        rank=_rank(entry, span, reader, what),
        curable=_curable(entry.get("curable"), span, reader, what),
        text=_words(entry, span, reader, what),
    )


def _lifts(entry: Mapping[str, Any], span: Span, reader: Reader, what: str) -> str | None:
    lifts = entry.get("lifts")
    if (lifts is None) == (entry["kind"] == "exception"):
        reader.fault(span, f"{what}: an exception, and nothing else, names the rule it lifts", "lifts")
    return str(lifts) if lifts is not None else None


def _rank(entry: Mapping[str, Any], span: Span, reader: Reader, what: str) -> int:
    rank = entry.get("rank", 0)
    if isinstance(rank, bool) or not isinstance(rank, int):
        reader.fault(span, f"{what}: rank = {rank!r} is no whole number", "rank")
        return 0
    return rank


def _words(entry: Mapping[str, Any], span: Span, reader: Reader, what: str) -> Any:
    text = entry.get("text")
    if isinstance(text, Mapping) and set(text) != {"en", "es", "fr"}:
        reader.fault(span, f"{what}: the text is a message id, or words in en, es and fr", "text")
    return text


def _set(name: str, entry: Mapping[str, Any], rules: Mapping[str, Rule], reader: Reader) -> RuleSet:
    span, what = reader.lines.table("sets", name), f"set {name}"
    _strange(entry, "set", span, reader, what)
    names = [str(each) for each in entry.get("rules", [])]
    for each in names:
        if each not in rules:
            reader.fault(span, f"{what}: no such rule: {each}{suggestion(each, rules)}", each)
        elif rules[each].lifts is not None and rules[each].lifts not in names:
            reader.fault(span, f"{what}: {each} lifts {rules[each].lifts}, which is not in the set", each)
    return RuleSet(name, tuple(each for each in names if each in rules))
