"""Is a book of rules fit to be used? Faults with file and line; loading refuses a faulty book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from communique.rules import expression as x
from communique.rules.book import Fault, Reader, read_book, row_span
from communique.rules.lines import Span
from communique.rules.parameters import Parameter, ParameterRow, RuleError, bind, cycle
from communique.rules.rule import Book, Rule
from communique.rules.schema import suggestion
from communique.rules.sorts import fact_kind, faults_of


def load(path: str | Path) -> Book:
    """The book of rules in a TOML file.

    Raises RuleError naming the file and the line of the first fault, with all others in its message. What only a proof
    finds (`lint`) does not stop loading: two exceptions that clash are refused when they do.
    """
    book, faults = _examined(path)
    errors = [fault for fault in faults if fault.level == "error"]
    if errors:
        rest = "".join(f"\n{fault}" for fault in errors[1:])
        raise RuleError(errors[0].message + rest, file=errors[0].file, row=errors[0].line)
    return book


def lint(path: str | Path, *, proofs: bool = True) -> list[Fault]:
    """Every fault and note of a TOML file of rules, by line; with `proofs` also what Z3 can show.

    Proofs find cases that can never apply, rules that can never or must always hold, and exceptions of equal rank that
    can apply together, each with facts for which they do.
    """
    book, faults = _examined(path)
    if proofs and not any(fault.level == "error" for fault in faults):
        _, reader = read_book(path)
        _prove(book, reader)
        faults = sorted({*faults, *reader.faults})
    return faults


def _examined(path: str | Path) -> tuple[Book, list[Fault]]:
    book, reader = read_book(path)
    _derivations(book, reader)
    _expressions(book, reader)
    _exceptions(book, reader)
    for parameter in book.parameters.values():
        _periods(parameter, reader)
    _unused(book, reader)
    return book, sorted(reader.faults)


# -- what needs no proof ---------------------------------------------------------------------------------------------


def _derivations(book: Book, reader: Reader) -> None:
    reads = {name: sorted(x.facts_of(kind.derive)) for name, kind in book.facts.items() if kind.derive is not None}
    circle = cycle(reads, reads)
    if circle:
        span = reader.lines.table("facts", circle[0])
        reader.fault(span, f"facts derived from each other: {' → '.join(circle)}", "derive")


def _expressions(book: Book, reader: Reader) -> None:
    for nth_span, rule in _rule_spans(book, reader):
        for sentence, word in faults_of(rule.when, book.facts, book.parameters):
            reader.fault(nth_span, f"rule {rule.id}: {sentence}", word or "when")
    for name, kind in book.facts.items():
        if kind.derive is None:
            continue
        span = reader.lines.table("facts", name)
        for sentence, word in faults_of(kind.derive, book.facts, book.parameters, fact_kind(kind).sort):
            reader.fault(span, f"fact {name}: {sentence}", word or "derive")


def _rule_spans(book: Book, reader: Reader) -> Iterator[tuple[Span, Rule]]:
    for rule in book.rules.values():
        yield rule_span(reader, rule.id), rule


def rule_span(reader: Reader, name: str) -> Span:
    """The lines of the rule of this id."""
    count = sum(path == ("rule",) for _, path in reader.lines.headers)
    spans = (reader.lines.table("rule", nth=nth) for nth in range(count))
    wanted = f'"{name}"'
    for span in spans:
        for line in reader.lines.text[span.first - 1 : span.last]:
            if line.split("=")[0].strip() == "id" and wanted in line.replace("'", '"'):
                return span
    return Span(1, len(reader.lines.text))


def _exceptions(book: Book, reader: Reader) -> None:
    for span, rule in _rule_spans(book, reader):
        if rule.lifts is not None and rule.lifts not in book.rules:
            near = suggestion(rule.lifts, book.rules)
            reader.fault(span, f"rule {rule.id}: lifts no rule there is: {rule.lifts}{near}", rule.lifts)
    circle = cycle(book.rules, {name: [rule.lifts] for name, rule in book.rules.items() if rule.lifts})
    if circle:
        reader.fault(rule_span(reader, circle[0]), f"exceptions lift each other: {' → '.join(circle)}", "lifts")


def _periods(parameter: Parameter, reader: Reader) -> None:
    """Rows recorded on one day must not claim one date; dates between rows that no row covers are noted."""
    rows = sorted(enumerate(parameter.rows), key=lambda pair: pair[1].valid_from)
    for (_, first), (nth, second) in _pairs(rows):
        clash = _overlap(first, second)
        if clash is not None and first.recorded_on == second.recorded_on:
            message = f"parameter {parameter.id}: two rows recorded on {first.recorded_on} claim {clash}"
            reader.fault(_row_at(parameter, nth, reader), message)
    reached: date | None = rows[0][1].valid_to if rows else None
    for nth, row in rows[1:]:
        if reached is None:
            return
        if row.valid_from > reached + timedelta(days=1):
            gap = f"nothing is recorded from {reached + timedelta(days=1)} to {row.valid_from - timedelta(days=1)}"
            reader.fault(_row_at(parameter, nth, reader), f"parameter {parameter.id}: {gap}", level="note")
        reached = None if row.valid_to is None else max(reached, row.valid_to)


def _pairs(
    rows: list[tuple[int, ParameterRow]],
) -> Iterator[tuple[tuple[int, ParameterRow], tuple[int, ParameterRow]]]:
    for i, first in enumerate(rows):
        for second in rows[i + 1 :]:
            yield first, second


def _overlap(first: ParameterRow, second: ParameterRow) -> date | None:
    """The first day both rows claim."""
    start = max(first.valid_from, second.valid_from)
    ends = [row.valid_to for row in (first, second) if row.valid_to is not None]
    return None if ends and min(ends) < start else start


def _row_at(parameter: Parameter, nth: int, reader: Reader) -> Span:
    return row_span(reader.lines, parameter.id, nth, {"from": parameter.rows[nth].valid_from})


def _unused(book: Book, reader: Reader) -> None:
    bodies = [rule.when for rule in book.rules.values()]
    bodies += [kind.derive for kind in book.facts.values() if kind.derive is not None]
    facts = frozenset[str]().union(*(x.facts_of(body) for body in bodies))
    parameters = frozenset[str]().union(*(x.parameters_of(body) for body in bodies))
    for what, names, used in (("facts", book.facts, facts), ("parameters", book.parameters, parameters)):
        for name in sorted(set(names) - used):
            reader.fault(reader.lines.table(what, name), f"{what[:-1]} {name} is read by no rule", level="note")


# -- what a proof finds ----------------------------------------------------------------------------------------------


def _prove(book: Book, reader: Reader) -> None:
    for span, rule in _rule_spans(book, reader):
        versions = [bind(rule.when, book.facts, book.parameters, on=on) for on in _days_of_change(rule, book)]
        _constant_rule(rule, versions, span, book, reader)
        _unreachable(rule, versions, span, book, reader)
    _clashes(book, reader)


def _days_of_change(rule: Rule, book: Book) -> list[date]:
    """The days in the rule's time on which a figure it may read begins; each version of the law once."""
    starts = {row.valid_from for parameter in book.parameters.values() for row in parameter.rows}
    if not x.parameters_of(rule.when) and not any(f.derive is not None for f in book.facts.values()):
        return [rule.valid_from]
    return sorted({rule.valid_from, *(day for day in starts if rule.holds(day, None))})


def _constant_rule(rule: Rule, versions: list[x.Node], span: Span, book: Book, reader: Reader) -> None:
    from communique.rules.prove import never

    if not x.facts_of(versions[0]):
        return
    if all(never(node, book.facts) for node in versions):
        reader.fault(span, f"rule {rule.id}: no facts can make the condition true", level="note")
    elif all(never(x.Not(node), book.facts) for node in versions):
        reader.fault(span, f"rule {rule.id}: all facts make the condition true", level="note")


def _unreachable(rule: Rule, versions: list[x.Node], span: Span, book: Book, reader: Reader) -> None:
    """A case that on no version of the law can be reached, for the cases before it take everything."""
    from communique.rules.prove import never

    found = [_cases(node) for node in versions]
    for same in zip(*found, strict=False):
        for nth in range(len(same[0].cases)):
            if all(never(_reached(case, nth), book.facts) for case in same):
                reader.fault(span, f"rule {rule.id}: case {nth + 1} of {len(same[0].cases)} can never apply", "case")


def _cases(node: x.Node) -> list[x.Case]:
    return [part for part in x.walk(node) if isinstance(part, x.Case)]


def _reached(case: x.Case, nth: int) -> x.Node:
    earlier = tuple(x.Not(condition) for condition, _ in case.cases[:nth])
    return x.All((*earlier, case.cases[nth][0]))


def _clashes(book: Book, reader: Reader) -> None:
    from communique.rules.prove import satisfiable

    exceptions = [rule for rule in book.rules.values() if rule.kind == "exception"]
    for i, first in enumerate(exceptions):
        for second in exceptions[i + 1 :]:
            on = max(first.valid_from, second.valid_from)
            same = (first.lifts, first.rank) == (second.lifts, second.rank)
            if not same or not (first.holds(on, None) and second.holds(on, None)):
                continue
            both = bind(x.All((first.when, second.when)), book.facts, book.parameters, on=on)
            proof = satisfiable(both, book.facts)
            if proof.status != "refuted":
                when = f"for instance {dict(proof.witness)}" if proof.witness else "as far as can be proved"
                both_lift = f"rules {first.id} and {second.id} lift {first.lifts} with equal rank"
                reader.fault(rule_span(reader, second.id), f"{both_lift} and can apply together, {when}", "rank")
