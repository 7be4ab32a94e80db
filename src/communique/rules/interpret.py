"""Is it true, false or unknown, and why unknown? Strong Kleene truth and interval arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from communique.rules import expression as x
from communique.rules.parameters import RuleError
from communique.rules.schema import MAX, MIN, NO_REASON, Reading, Reason, Schema, read_facts, unknown_fact

Truth: TypeAlias = bool | None
Reasons: TypeAlias = frozenset[Reason]
Verdict: TypeAlias = tuple[Truth, Reasons]


class Result(NamedTuple):
    """A truth, None if unknown, and the reasons it is unknown (none if it is not)."""

    truth: Truth
    reasons: Reasons

    def settle(self, unknown: bool) -> bool:
        """The truth, with `unknown` in the place of an unknown: `settle(False)` is the rule that unknown denies."""
        return unknown if self.truth is None else self.truth


@dataclass(frozen=True, slots=True)
class Range:
    """What a term may be: bounds included, equal if it is known (for a text always or never); reasons if it is not."""

    low: Any
    high: Any
    reasons: Reasons = NO_REASON

    @property
    def known(self) -> bool:
        return bool(self.low == self.high)


class Evaluation:
    """One set of facts, read once, and any number of expressions over them, each part evaluated once."""

    def __init__(self, facts: Mapping[str, Any], schema: Schema) -> None:
        self.schema, self.readings = schema, read_facts(facts, schema)
        # by identity, which costs less than a hash of the tree; the node beside its result keeps the identity taken
        self._truths: dict[int, tuple[x.Node, Verdict]] = {}
        self._ranges: dict[int, tuple[x.Node, Range]] = {}

    def reading(self, name: str) -> Reading:
        found = self.readings.get(name)
        if found is None:
            found = self.readings[name] = unknown_fact(name)
        return found

    def truth(self, node: x.Node) -> Verdict:
        found = self._truths.get(id(node))
        if found is None:
            found = self._truths[id(node)] = node, _TRUTH.get(type(node), _not_a_condition)(node, self)
        return found[1]

    def result(self, node: x.Node) -> Result:
        return Result(*self.truth(node))

    def otherwise(self, node: x.Node, changed: Mapping[str, Reading]) -> Truth:
        """The truth of a condition were some facts otherwise."""
        other = Evaluation({}, self.schema)
        other.readings = {**self.readings, **changed}
        return other.truth(node)[0]

    def range(self, node: x.Node) -> Range:
        found = self._ranges.get(id(node))
        if found is None:
            found = self._ranges[id(node)] = node, _RANGE.get(type(node), _not_a_term)(node, self)
        return found[1]


def evaluate(node: x.Node, facts: Mapping[str, Any] | Evaluation, schema: Schema) -> Result:
    """Truth of a bound condition for the facts, with the reasons where it is unknown.

    Raises UnreadableFact naming the fact that cannot be read, RuleError for an expression that is not bound.
    """
    return _evaluation(facts, schema).result(node)


def points(node: x.Node, facts: Mapping[str, Any] | Evaluation, schema: Schema) -> Range:
    """The least and the most that a bound term may come to, bounds included (±Decimal infinity where there is none)."""
    return _evaluation(facts, schema).range(node)


def live(node: x.Node, facts: Mapping[str, Any] | Evaluation, schema: Schema) -> tuple[str, ...]:
    """The facts that can still matter: empty if the condition is decided; never lacks one that could decide it."""
    return live_facts(_evaluation(facts, schema).truth(node)[1])


def live_facts(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The facts among reasons, sorted; those declined among them, for they matter too."""
    return tuple(sorted({r.subject for r in reasons if r.kind in ("unknown", "declined", "interval")}))


def _evaluation(facts: Mapping[str, Any] | Evaluation, schema: Schema) -> Evaluation:
    return facts if isinstance(facts, Evaluation) else Evaluation(facts, schema)


def _not_a_condition(node: Any, _: Evaluation) -> Verdict:
    raise RuleError(f"{type(node).__name__} is no condition, or the expression is not bound")


def _not_a_term(node: Any, _: Evaluation) -> Range:
    raise RuleError(f"{type(node).__name__} is no value, or the expression is not bound")


# -- conditions ------------------------------------------------------------------------------------------------------


def _verdict(truth: Truth, *reasons: Reasons) -> Verdict:
    return truth, NO_REASON if truth is not None else NO_REASON.union(*reasons)


def _flag(node: x.Fact, now: Evaluation) -> Verdict:
    reading = now.reading(node.id)
    return (None, reading.reasons) if reading.reasons else (reading.low, NO_REASON)


def _constant(node: x.Literal, _: Evaluation) -> Verdict:
    return bool(node.value), NO_REASON


def _missing(node: x.Missing, _: Evaluation) -> Verdict:
    return None, frozenset((Reason(node.kind, node.subject),))


def _not(node: x.Not, now: Evaluation) -> Verdict:
    truth, reasons = now.truth(node.child)
    return (None if truth is None else not truth), reasons


def _all(node: x.All, now: Evaluation) -> Verdict:
    return _fold([now.truth(child) for child in node.children], decisive=False)


def _any(node: x.Any, now: Evaluation) -> Verdict:
    return _fold([now.truth(child) for child in node.children], decisive=True)


def _implies(node: x.Implies, now: Evaluation) -> Verdict:
    truth, reasons = now.truth(node.condition)
    opposite = None if truth is None else not truth
    return _fold([(opposite, reasons), now.truth(node.conclusion)], decisive=True)


def _fold(verdicts: list[Verdict], *, decisive: bool) -> Verdict:
    open_ = []
    for truth, reasons in verdicts:
        if truth is decisive:
            return decisive, NO_REASON
        if truth is None:
            open_.append(reasons)
    return _verdict(None if open_ else not decisive, *open_)


def _at_least(node: x.AtLeast, now: Evaluation) -> Verdict:
    verdicts = [now.truth(child) for child in node.children]
    true = sum(truth is True for truth, _ in verdicts)
    open_ = [reasons for truth, reasons in verdicts if truth is None]
    if true >= node.count:
        return True, NO_REASON
    if true + len(open_) < node.count:
        return False, NO_REASON
    return _verdict(None, *open_)


def _compare(node: x.Compare, now: Evaluation) -> Verdict:
    left, right = now.range(node.left), now.range(node.right)
    return _verdict(_COMPARE[node.op](left, right), left.reasons, right.reasons)


def _less(left: Range, right: Range) -> Truth:
    if left.high < right.low:
        return True
    return False if left.low >= right.high else None


def _equal(left: Range, right: Range) -> Truth:
    if left.known and right.known:
        return bool(left.low == right.low)
    if isinstance(left.low, str) or isinstance(right.low, str):
        return None  # a text and an unknown
    return False if left.high < right.low or right.high < left.low else None


def _opposite(truth: Truth) -> Truth:
    return None if truth is None else not truth


_COMPARE: dict[str, Callable[[Range, Range], Truth]] = {
    "==": _equal,
    "!=": lambda a, b: _opposite(_equal(a, b)),
    "<": _less,
    ">": lambda a, b: _less(b, a),
    ">=": lambda a, b: _opposite(_less(a, b)),
    "<=": lambda a, b: _opposite(_less(b, a)),
}


def _one_of(node: x.OneOf, now: Evaluation) -> Verdict:
    term = now.range(node.term)
    if isinstance(node.values, x.Missing):
        return _verdict(None, term.reasons, _missing(node.values, now)[1])
    listed = [comparable(value) for value in values_of(node.values)]
    if term.known:
        return term.low in listed, NO_REASON
    texts = bool(listed) and isinstance(listed[0], str)
    possible = bool(listed) and (texts or any(term.low <= value <= term.high for value in listed))
    return _verdict(None if possible else False, term.reasons)


def _members(node: x.Members, now: Evaluation) -> Verdict:
    reading = now.reading(node.fact.id)
    if isinstance(node.values, x.Missing):
        return _verdict(None, reading.reasons, _missing(node.values, now)[1])
    if reading.members is None:
        return None, reading.reasons
    listed = frozenset(values_of(node.values))
    holds = reading.members <= listed if node.quantifier == "all" else bool(reading.members & listed)
    return holds, NO_REASON


def values_of(node: x.Node) -> tuple[Any, ...]:
    """The values or rows of a bound list or table."""
    if isinstance(node, x.Literal) and isinstance(node.value, tuple):
        return node.value
    raise RuleError(f"{type(node).__name__} is no list, or the expression is not bound")


def comparable(value: Any) -> Any:
    """A constant as the engine compares it: a date as its day number."""
    return value.toordinal() if isinstance(value, date) else value


# -- terms -----------------------------------------------------------------------------------------------------------


def _range(low: Any, high: Any, *reasons: Reasons) -> Range:
    return Range(low, high, NO_REASON if low == high else NO_REASON.union(*reasons))


def _fact_term(node: x.Fact, now: Evaluation) -> Range:
    reading = now.reading(node.id)
    return Range(reading.low, reading.high, reading.reasons)


def _literal_term(node: x.Literal, _: Evaluation) -> Range:
    value = comparable(node.value)
    return Range(value, value)


def _missing_term(node: x.Missing, _: Evaluation) -> Range:
    return Range(MIN, MAX, frozenset((Reason(node.kind, node.subject),)))


def _sum(node: x.Sum, now: Evaluation) -> Range:
    terms = [now.range(term) for term in node.terms]
    return _range(sum(t.low for t in terms), sum(t.high for t in terms), *(t.reasons for t in terms))


def _times(node: x.Times, now: Evaluation) -> Range:
    term = now.range(node.term)
    if isinstance(node.factor, x.Missing):
        return Range(MIN, MAX, term.reasons | _missing(node.factor, now)[1])
    factor = now.range(node.factor).low
    if factor == 0:  # zero times anything finite; infinity here only means not known
        return Range(0, 0)
    ends = factor * term.low, factor * term.high
    return _range(min(ends), max(ends), term.reasons)


def _least(node: x.Least, now: Evaluation) -> Range:
    terms = [now.range(term) for term in node.terms]
    return _range(min(t.low for t in terms), min(t.high for t in terms), *(t.reasons for t in terms))


def _greatest(node: x.Greatest, now: Evaluation) -> Range:
    terms = [now.range(term) for term in node.terms]
    return _range(max(t.low for t in terms), max(t.high for t in terms), *(t.reasons for t in terms))


def _days(node: x.Days, now: Evaluation) -> Range:
    start, end = now.range(node.start), now.range(node.end)
    return _range(end.low - start.high, end.high - start.low, start.reasons, end.reasons)


def _case(node: x.Case, now: Evaluation) -> Range:
    possible: list[Range] = []
    reasons: list[Reasons] = []
    for condition, score in node.cases:
        truth, why = now.truth(condition)
        if truth is False:
            continue
        possible.append(now.range(score))
        reasons.append(why)
        if truth is True:
            break
    else:
        possible.append(now.range(node.otherwise))
    low, high = min(p.low for p in possible), max(p.high for p in possible)
    return _range(low, high, *reasons, *(p.reasons for p in possible))


def _steps(node: x.Steps, now: Evaluation) -> Range:
    term = now.range(node.term)
    if isinstance(node.rows, x.Missing):
        return Range(MIN, MAX, term.reasons | _missing(node.rows, now)[1])
    rows = values_of(node.rows)
    bounds = [MIN, *(comparable(bound) for bound, _ in rows[1:]), MAX]
    scores = [
        score
        for (_, score), (start, end) in zip(rows, pairwise(bounds), strict=True)
        if term.high >= start and (term.low < end or end == MAX)
    ]
    return _range(min(scores), max(scores), term.reasons)


def _lookup(node: x.Lookup, now: Evaluation) -> Range:
    term = now.range(node.term)
    if isinstance(node.rows, x.Missing):
        return Range(MIN, MAX, term.reasons | _missing(node.rows, now)[1])
    rows = dict(values_of(node.rows))
    scores = [rows[term.low]] if term.known else list(rows.values())
    return _range(min(scores), max(scores), term.reasons)


_TRUTH: dict[type, Callable[[Any, Evaluation], Verdict]] = {
    x.Fact: _flag,
    x.Literal: _constant,
    x.Missing: _missing,
    x.Named: lambda node, now: now.truth(node.body),
    x.Not: _not,
    x.All: _all,
    x.Any: _any,
    x.Implies: _implies,
    x.AtLeast: _at_least,
    x.Compare: _compare,
    x.OneOf: _one_of,
    x.Members: _members,
}
_RANGE: dict[type, Callable[[Any, Evaluation], Range]] = {
    x.Fact: _fact_term,
    x.Literal: _literal_term,
    x.Missing: _missing_term,
    x.Named: lambda node, now: now.range(node.body),
    x.Sum: _sum,
    x.Times: _times,
    x.Least: _least,
    x.Greatest: _greatest,
    x.Days: _days,
    x.Case: _case,
    x.Steps: _steps,
    x.Lookup: _lookup,
}
