"""What does the catalogue say? Rule books, figures, states and overlays of a folder, read as one and checked."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from communique.rules import Book, Fault, FormError, RuleError, condition, satisfiable
from communique.rules.book import Reader, read_book, read_text
from communique.rules.expression import All, facts_of
from communique.rules.linter import rule_span
from communique.rules.parameters import Parameter, bind, cycle
from communique.rules.rule import Rule, RuleSet
from communique.rules.schema import FactType, suggestion
from communique.rules.sorts import fact_kind, faults_of
from communique.workstreams.pathways.overlays import read_overlays
from communique.workstreams.pathways.pathway import Catalogue, Contradiction, Overlay, Pathway, Question, StatusRow
from communique.workstreams.pathways.states import REVIEW_DAYS, state_parts
from communique.workstreams.pathways.tables import read_pathways, read_statuses

FOLDER = Path(__file__).parent / "catalogue"
OTHER_FORMS = ("overlays.toml", "questions.toml", "contradictions.toml")


@dataclass
class Draft:
    """The catalogue as far as it could be read, the readers of its rule books, and the faults of its other files."""

    book: Book
    readers: list[tuple[Book, Reader]]
    pathways: dict[str, Pathway] = field(default_factory=dict)
    statuses: dict[str, tuple[StatusRow, ...]] = field(default_factory=dict)
    overlays: tuple[Overlay, ...] = ()
    questions: dict[str, Question] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()
    letters: dict[tuple[str, date], str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@cache
def shipped() -> Catalogue:
    """The catalogue of this package."""
    return load()


def load(folder: Path = FOLDER, reviews: Path | None = None, review_days: Mapping[str, int] = REVIEW_DAYS) -> Catalogue:
    """The catalogue of a folder, with the re-checks of a reviews file after its own states.

    review_days   days a state stays fresh after its check, by confidence letter

    Raises RuleError with file and line of the first fault and all others in its message.
    """
    draft = _draft(folder, reviews)
    errors = [fault for fault in _faults(draft) if fault.level == "error"]
    if errors:
        rest = "".join(f"\n{fault}" for fault in errors[1:])
        raise RuleError(errors[0].message + rest, file=errors[0].file, row=errors[0].line)
    states = state_parts(draft.pathways, draft.statuses, draft.overlays, review_days)
    book = Book(
        draft.book.facts,
        {**draft.book.parameters, **states.parameters},
        {**draft.book.rules, **states.rules},
        {**draft.book.sets, **states.sets},
    )
    return Catalogue(
        book, draft.pathways, draft.statuses, draft.overlays, draft.questions, draft.contradictions, draft.letters,
        _digest(folder, reviews),
    )  # fmt: skip


def faults(folder: Path = FOLDER, reviews: Path | None = None) -> list[Fault]:
    """Every fault and note of a catalogue's files, by file and line; empty if it is fit to use."""
    return _faults(_draft(folder, reviews))


def rule_files(folder: Path = FOLDER) -> tuple[Path, ...]:
    """The rule books of a catalogue, facts and parameters first."""
    found = [file for file in sorted(folder.glob("*.toml")) if file.name not in OTHER_FORMS]
    first = [folder / "facts.toml", folder / "parameters.toml"]
    return (*first, *(file for file in found if file not in first))


def _digest(folder: Path, reviews: Path | None) -> str:
    digest = hashlib.sha256()
    files = [*sorted(folder.glob("*.toml")), *sorted(folder.glob("*.csv"))]
    for file in [*files, *([reviews] if reviews is not None and reviews.exists() else [])]:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def _draft(folder: Path, reviews: Path | None) -> Draft:
    readers = [read_book(file) for file in rule_files(folder)]
    draft = Draft(_merged(readers), readers)
    for _, reader in readers:
        draft.faults += reader.faults
    draft.pathways = read_pathways(folder / "pathways.csv", draft.faults)
    draft.statuses = read_statuses(folder / "status.csv", reviews, draft.pathways, draft.faults)
    draft.overlays = read_overlays(folder / "overlays.toml", draft.faults)
    draft.contradictions = _contradictions(folder / "contradictions.toml", draft.faults)
    draft.questions = _questions(folder / "questions.toml", draft.book.facts, draft.faults)
    draft.letters = _letters(folder / "parameters.toml", draft.faults)
    return draft


def _merged(readers: Iterable[tuple[Book, Reader]]) -> Book:
    facts: dict[str, FactType] = {}
    parameters: dict[str, Parameter] = {}
    rules: dict[str, Rule] = {}
    sets: dict[str, RuleSet] = {}
    for book, reader in readers:
        for mine, theirs, what in ((rules, book.rules, "rule"), (sets, book.sets, "set")):
            for name in sorted(set(mine) & set(theirs)):
                reader.fault(reader.lines.table(what), f"{what} {name}: the id is taken in another file", name)
        facts |= {name: _asked(name, kind) for name, kind in book.facts.items()}
        parameters |= book.parameters
        rules |= book.rules
        sets |= book.sets
    return Book(facts, parameters, rules, sets)


def _asked(name: str, kind: FactType) -> FactType:
    """The fact with the message id of its question; what is derived or given is not asked."""
    asked = kind.derive is None and name != "today"
    return replace(kind, question=f"pathways-ask-{name.replace('_', '-')}" if asked else None)


def _toml(file: Path) -> Any:
    try:
        return tomllib.loads(read_text(file), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"not readable as TOML: {error}", file=file) from error


def _contradictions(file: Path, found: list[Fault]) -> tuple[Contradiction, ...]:
    entries = []
    for entry in _toml(file).get("contradiction", []):
        try:
            entries.append(Contradiction(entry["id"], tuple(entry["facts"]), condition(entry["when"])))
        except FormError as error:
            found.append(Fault(1, f"contradiction {entry.get('id')}: {error}", file=str(file)))
        except KeyError as error:
            found.append(Fault(1, f"contradiction {entry.get('id')}: {error} is missing", file=str(file)))
    return tuple(entries)


def _questions(file: Path, facts: Mapping[str, FactType], faults: list[Fault]) -> dict[str, Question]:
    def fault(word: str, message: str) -> None:
        lines = read_text(file).split("\n")
        line = next((n for n, text in enumerate(lines, 1) if text.startswith((f"{word} =", f"[{word}]"))), 1)
        faults.append(Fault(line, message, file=str(file)))

    data = _toml(file)
    burden, usual, first = data.get("burden", {}), data.get("usual", {}), set(data.get("opening_facts", ()))
    asked = {name: kind for name, kind in facts.items() if kind.question is not None}
    for name in sorted((set(usual) | first) - set(asked)):
        fault(name, f"{name} is no fact that is asked{suggestion(name, asked)}")
    found = {}
    for name, kind in asked.items():
        effort = kind.sensitivity or ("opening" if name in first else "figure" if kind.ordered else "plain")
        if not _above_zero(burden.get(effort)):
            fault(effort, f"burden: {effort} is no figure above 0")
        elif name in usual and not (_above_zero(usual[name]) and usual[name] < 1):
            fault(name, f"usual: {name} is no share between 0 and 1")
        else:
            found[name] = Question(name, float(burden[effort]), {"yes": float(usual[name])} if name in usual else {})
    return found


def _above_zero(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and value > 0


def _letters(file: Path, found: list[Fault]) -> dict[tuple[str, date], str]:
    """The confidence letter of each figure: what its note begins with."""
    letters = {}
    for name, entry in _toml(file).get("parameters", {}).items():
        for row in entry.get("rows", ()) if isinstance(entry, Mapping) else ():
            letter = str(row.get("note", "")).split(":")[0]
            if not letter or set(letter.split("/")) - {"A", "B", "C"}:
                found.append(Fault(1, f"parameter {name}: the note begins with A, B or C", file=str(file)))
            letters[name, row.get("from")] = letter
    return letters


# -- faults across files ---------------------------------------------------------------------------------------------


def _faults(draft: Draft) -> list[Fault]:
    found = list(draft.faults)
    for book, reader in draft.readers:
        before = len(reader.faults)
        _expressions(book, reader, draft.book)
        found += reader.faults[before:]
    found += _derivations(draft)
    found += _pathways_without_rules(draft)
    found += _loose_conditions(draft)
    found += _clashes(draft)
    return sorted(set(found), key=lambda fault: (fault.file, fault.line, fault.message))


def _expressions(book: Book, reader: Reader, whole: Book) -> None:
    for rule in book.rules.values():
        for sentence, word in faults_of(rule.when, whole.facts, whole.parameters):
            reader.fault(rule_span(reader, rule.id), f"rule {rule.id}: {sentence}", word or "when")
    for name, kind in book.facts.items():
        if kind.derive is not None:
            for sentence, word in faults_of(kind.derive, whole.facts, whole.parameters, fact_kind(kind).sort):
                reader.fault(reader.lines.table("facts", name), f"fact {name}: {sentence}", word or "derive")
        elif kind.curable is None:
            reader.fault(reader.lines.table("facts", name), f"fact {name}: say whether it is curable", name)


def _derivations(draft: Draft) -> list[Fault]:
    kinds = {name: kind.derive for name, kind in draft.book.facts.items() if kind.derive is not None}
    circle = cycle(kinds, {name: sorted(facts_of(derive)) for name, derive in kinds.items()})
    if circle is None:
        return []
    _, reader = draft.readers[0]
    line = reader.lines.table("facts", circle[0]).first
    return [Fault(line, f"facts derived from each other: {' → '.join(circle)}", file=reader.file)]


def _clashes(draft: Draft) -> list[Fault]:
    """Two exceptions of one rank to one rule that can apply together: the author has to rank them."""
    found = []
    for book, reader in draft.readers:
        exceptions = [rule for rule in book.rules.values() if rule.kind == "exception"]
        for first, second in combinations(exceptions, 2):
            if (first.lifts, first.rank) == (second.lifts, second.rank) and _together(first, second, draft.book):
                line = rule_span(reader, second.id).first
                message = f"rules {first.id} and {second.id} lift {first.lifts} with equal rank and can apply together"
                found.append(Fault(line, message, file=reader.file))
    return found


def _together(first: Rule, second: Rule, book: Book) -> bool:
    on = max(first.valid_from, second.valid_from)
    if not (first.holds(on, None) and second.holds(on, None)):
        return False
    both = bind(All((first.when, second.when)), book.facts, book.parameters, on=on)
    return satisfiable(both, book.facts).status != "refuted"


def _pathways_without_rules(draft: Draft) -> list[Fault]:
    file = str(FOLDER.name) + "/pathways.csv"
    found = []
    for name in draft.pathways:
        if name not in draft.book.sets:
            found.append(Fault(1, f"pathway {name}: no set of rules has its id", file=file))
        if name not in draft.statuses:
            found.append(Fault(1, f"pathway {name}: no state is recorded", file=file))
    for name in sorted(set(draft.book.sets) - set(draft.pathways)):
        near = suggestion(name, draft.pathways)
        found.append(Fault(1, f"set {name}: no pathway has its id{near}", file=file))
    return found


def _loose_conditions(draft: Draft) -> list[Fault]:
    """Conditions outside rule books: do they read facts there are, and name pathways and rules there are?"""
    found = []
    for overlay in draft.overlays:
        lost = [name for name in overlay.applies_to if name not in draft.pathways]
        found += [Fault(1, f"overlay {overlay.id}: no such pathway: {name}", file="overlays.toml") for name in lost]
        if overlay.rule and overlay.rule not in draft.book.rules:
            found.append(Fault(1, f"overlay {overlay.id}: no such rule: {overlay.rule}", file="overlays.toml"))
    conditions = [(f"overlay {o.id}", o.when, "overlays.toml") for o in draft.overlays]
    conditions += [(f"contradiction {c.id}", c.when, "contradictions.toml") for c in draft.contradictions]
    for what, when, file in conditions:
        for sentence, _ in faults_of(when, draft.book.facts, draft.book.parameters):
            found.append(Fault(1, f"{what}: {sentence}", file=file))
    return found
