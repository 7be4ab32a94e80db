"""Can these positions be used? TOML files read strictly; every fault with its file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from communique.exchange.clocks import Period
from communique.exchange.position import (
    CLOSING,
    Clause,
    Duty,
    Entry,
    Position,
    PositionFile,
    Positions,
    Unknown,
)
from communique.exchange.request import PositionError, RequestFile, RequestForm, Written
from communique.geo import in_order
from communique.rules.expression import Node
from communique.rules.lines import HEADER, KEY, Lines, Span
from communique.rules.parameters import cycle
from communique.rules.schema import Schema, suggestion
from communique.rules.sorts import faults_of

REQUEST = "request.toml"
File = TypeVar("File", bound=Written)


@dataclass(frozen=True)
class TomlText:
    """A file's path and lines, for saying where a fault is."""

    path: Path
    lines: Lines

    def fault(self, message: str, span: Span, word: str = "") -> PositionError:
        """The error at the word, or at the start of the span."""
        return PositionError(message, file=self.path, row=self.lines.find(span, word), column=word or None)


def load_positions(paths: Sequence[str | Path]) -> Positions:
    """The positions in files and folders; each file's requests are those of the `request.toml` beside it.

    Raises PositionError naming file and line for whatever cannot be used, for two positions of one party, and for
    files that stand beside different `request.toml`.
    """
    files = [file for path in paths for file in _files(Path(path))]
    folders = {file.parent.resolve() for file in files}
    if len(folders) != 1:
        raise PositionError(
            "positions are compared on one request.toml: name the files of one folder"
            if folders
            else "no position is there: name a folder with request.toml and one file per party"
        )
    form = load_form(files[0].parent / REQUEST)
    found = [load_position(file, form) for file in files]
    return Positions(form, tuple(_unique(found)))


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise PositionError("there is no such file or folder", file=path)
    if path.is_dir():
        return sorted(file for file in path.glob("*.toml") if file.name != REQUEST)
    return [path]


def _unique(found: Sequence[Position]) -> list[Position]:
    order = in_order(position.party for position in found)
    ordered = sorted(found, key=lambda position: order.index(position.party))
    for first, second in pairwise(ordered):
        if first.party == second.party:
            raise PositionError(f"{first.party} has a position in {first.file} too", file=second.file)
    return ordered


def load_form(path: str | Path) -> RequestForm:
    """The form of requests in a `request.toml`; raises PositionError naming line and key."""
    data, text = _parse(Path(path))
    file = _validated(RequestFile, data, text)
    form = RequestForm(file.subject, file.fields, tuple(file.never))
    for name in ("purpose", "category"):
        if name not in form.choices:
            raise text.fault(f"a request needs a field {name} with listed values", Span(1, 1))
    for name, asked in form.fields.items():
        phrase = getattr(asked, "phrase", None)
        if phrase is not None and not all("{}" in said for said in phrase.values()):
            raise text.fault(
                f"field {name}: phrase shows where the value stands by {{}}", text.lines.table("fields", name)
            )
    for nth, never in enumerate(form.never):
        _fit(never.when, form.schema, text, text.lines.table("never", nth=nth), f"never {never.id}")
    return form


def load_position(path: str | Path, form: RequestForm) -> Position:
    """The position in a TOML file; raises PositionError naming line and key."""
    data, text = _parse(Path(path))
    file = _validated(PositionFile, data, text)
    speaks = _speaks(file, form, text)
    for kind, entries in (("clause", file.clause), ("duty", file.duty)):
        for nth, entry in enumerate(entries):
            _check(entry, kind, nth, file, form, text)
        _versions(entries, kind, text)
    _lifted(file, text)
    head = file.position
    return Position(head.party, head, speaks, file.sources, tuple(file.clause), tuple(file.duty), Path(path))


# -- form ------------------------------------------------------------------------------------------------------------


def _parse(path: Path) -> tuple[dict[str, Any], TomlText]:
    try:
        content = path.read_text(encoding="utf-8")
        lines = tuple(content.split("\n"))
        return tomllib.loads(content, parse_float=Decimal), TomlText(path, Lines(lines, tuple(_headers(lines))))
    except OSError as error:
        raise PositionError(f"cannot be opened: {error.strerror}", file=path) from None
    except UnicodeDecodeError as error:
        row = error.object.count(b"\n", 0, error.start) + 1
        raise PositionError("not readable as TOML: it is not written in UTF-8", file=path, row=row) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise PositionError(
            f"not readable as TOML: {error}", file=path, row=int(line.group(1)) if line else None
        ) from error


def _headers(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, line in enumerate(lines, 1):
        if match := HEADER.match(line):
            yield number, tuple(part.strip("\"'") for part in re.findall(KEY, match.group(1)))


def _validated(model: type[File], data: Mapping[str, Any], text: TomlText) -> File:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # a key nobody understands explains the one that is lacking: it comes first
        first = min(error.errors(), key=lambda each: each["type"] != "extra_forbidden")
        loc = [part for part in first["loc"] if part not in ("one_of", "flag", "age")]
        where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in loc)
        span, key = _span(loc, text)
        words = [str(first.get("ctx", {}).get("token") or ""), key]
        word = next((each for each in words if text.lines.find(span, each) != span.first), "")
        fault = text.fault(f"{where}: {first['msg']}", span, word)
        fault.column = fault.column or next(filter(None, reversed(words)), None)  # a key that is lacking stands nowhere
        raise fault from None


def _span(loc: Sequence[str | int], text: TomlText) -> tuple[Span, str]:
    """The lines of the innermost table of the location that has a header, and the key in it."""
    if len(loc) > 1 and isinstance(loc[1], int):
        return text.lines.table(str(loc[0]), nth=loc[1]), next((str(part) for part in loc[2:]), "")
    path, key = [str(part) for part in loc], ""
    headers = {at for _, at in text.lines.headers}
    while path and tuple(path) not in headers:
        key = path.pop()
    return (text.lines.table(*path) if path else Span(1, len(text.lines.text))), key


# -- meaning ---------------------------------------------------------------------------------------------------------


def _speaks(file: PositionFile, form: RequestForm, text: TomlText) -> dict[str, tuple[str, ...]]:
    span = text.lines.table("speaks")
    for name in file.speaks:
        if name not in form.choices:
            raise text.fault(f"speaks: {name} is no field with listed values", span, name)
    found = {}
    for name in form.choices:
        if name not in file.speaks:
            raise text.fault(f'speaks lacks {name}: list the values this position speaks of, or "all"', span)
        values = file.speaks[name]
        found[name] = form.listed(name) if values == "all" else tuple(values)
        for value in found[name]:
            if value not in form.listed(name):
                near = suggestion(value, form.listed(name))
                raise text.fault(f"speaks: {value} is no {name} of request.toml{near}", span, value)
    return found


def _check(entry: Entry, kind: str, nth: int, file: PositionFile, form: RequestForm, text: TomlText) -> None:
    span, what = text.lines.table(kind, nth=nth), f"{kind} {entry.id}"
    if entry.source not in file.sources:
        raise text.fault(
            f"{what}: no such source: {entry.source}{suggestion(entry.source, file.sources)}", span, entry.source
        )
    if (entry.confidence == "invented") != file.position.invented:
        raise text.fault(f"{what}: invented clauses, and no others, stand in an invented position", span, "confidence")
    if entry.confidence == "verified" and file.sources[entry.source].retrieved is None:
        raise text.fault(
            f"{what}: verified, but source {entry.source} has no day on which it was read", span, "confidence"
        )
    if isinstance(entry, Clause):
        _fit(entry.when, form.schema, text, span, what)
    if isinstance(entry, Duty):
        _check_duty(entry, form, text, span, what)


def _check_duty(duty: Duty, form: RequestForm, text: TomlText, span: Span, what: str) -> None:
    for node in (duty.when, duty.unless):
        if node is not None:
            _fit(node, form.schema, text, span, what)
    for category in duty.categories or ():
        if category not in form.listed("category"):
            near = suggestion(category, form.listed("category"))
            raise text.fault(f"{what}: no such category: {category}{near}", span, category)
    if duty.since is not None and duty.since not in form.origins:
        raise text.fault(
            f"{what}: no age of request.toml runs since {duty.since}{suggestion(duty.since, form.origins)}",
            span,
            duty.since,
        )
    if duty.do in CLOSING:
        for period in _periods(duty):
            if period == Period():
                continue  # at once: any age will do
            if period.hours or (period.days and (period.years or period.months)):
                raise text.fault(f"{what}: {period}: a {duty.do} period is in days, or in years and months", span)
            unit = "days" if period.days else "months"
            if form.age_field(str(duty.since), unit) is None:
                raise text.fault(f"{what}: request.toml has no age in {unit} since {duty.since}", span, "after")


def _periods(duty: Duty) -> list[Period]:
    if isinstance(duty.after, Unknown):
        return [period for period in (duty.after.at_least, duty.after.at_most) if period is not None]
    return [duty.after]


def _fit(node: Node, schema: Schema, text: TomlText, span: Span, what: str) -> None:
    for sentence, word in faults_of(node, schema, {}):
        raise text.fault(f"{what}: {sentence}", span, word)


def _versions(entries: Sequence[Entry], kind: str, text: TomlText) -> None:
    """Versions of one id recorded on one day must not claim one date."""
    for nth, second in enumerate(entries):
        for first in entries[:nth]:
            if first.id != second.id or first.recorded_on != second.recorded_on:
                continue
            start = max(first.valid_from, second.valid_from)
            if all(e.valid_to is None or start <= e.valid_to for e in (first, second)):
                raise text.fault(
                    f"{kind} {second.id}: two versions recorded on {first.recorded_on} claim {start}",
                    text.lines.table(kind, nth=nth),
                )


def _lifted(file: PositionFile, text: TomlText) -> None:
    names = {clause.id for clause in file.clause}
    for nth, clause in enumerate(file.clause):
        if clause.lifts is not None and clause.lifts not in names:
            raise text.fault(
                f"clause {clause.id}: lifts no clause there is: {clause.lifts}{suggestion(clause.lifts, names)}",
                text.lines.table("clause", nth=nth),
                clause.lifts,
            )
    lifted: dict[str, list[str]] = {}
    for clause in file.clause:
        if clause.lifts is not None:
            lifted.setdefault(clause.id, []).append(clause.lifts)  # each version may lift another
    if circle := cycle(lifted, lifted):
        nth = next(nth for nth, clause in enumerate(file.clause) if clause.id == circle[0])
        raise text.fault(
            f"clause {circle[0]}: exceptions lift each other: {' → '.join(circle)}",
            text.lines.table("clause", nth=nth),
            "lifts",
        )
    both = names & {duty.id for duty in file.duty}
    if both:
        raise PositionError(f"a clause and a duty share the id {min(both)}", file=text.path)
