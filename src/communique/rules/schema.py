"""What facts exist, of which type, and what did somebody say about them? Values are read strictly or refused."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from communique.errors import CommuniqueError
from communique.rules.expression import Node, Number

Sort: TypeAlias = Literal["bool", "int", "number", "date", "string", "enum", "set"]
SORTS: Final = ("bool", "int", "number", "date", "string", "enum", "set")
SAFE: Final = 2**53 - 1  # the largest whole number that Python, Polars, Z3 and JavaScript all hold exactly
MIN: Final = Decimal("-Infinity")
MAX: Final = Decimal("Infinity")


class UnreadableFact(CommuniqueError):
    """A fact's value cannot be read; `column` names the fact. No verdict is given."""


class Declined:
    """The answer of a person who prefers not to say: unknown, with its own reason."""

    def __repr__(self) -> str:
        return "DECLINED"


DECLINED: Final = Declined()


class Reason(NamedTuple):
    """Why something is unknown: kind is unknown, declined, interval (of a fact), unrecorded or unstated."""

    kind: str
    subject: str


NO_REASON: Final[frozenset[Reason]] = frozenset()


@dataclass(frozen=True)
class Curable:
    """How a fact can come to be otherwise, what that costs, and in which direction only."""

    how: Literal["never", "time", "action"]
    cost: float = math.inf
    only: Literal["up", "down"] | None = None


@dataclass(frozen=True)
class FactType:
    """A fact's type: values of an enumeration or set, range and places of a number, how it is derived."""

    sort: Sort
    values: tuple[str, ...] = ()
    low: Number | date | None = None
    high: Number | date | None = None
    places: int | None = None
    may_be_empty: bool = False
    derive: Node | None = None
    curable: Curable | None = None
    sensitivity: str | None = None
    question: str | None = None

    @property
    def ordered(self) -> bool:
        return self.sort in ("int", "number", "date")


Schema: TypeAlias = Mapping[str, FactType]


@dataclass(frozen=True, slots=True)
class Reading:
    """A fact as read: bounds equal if it is known, members for a set, the reason if it is not known."""

    low: Any = MIN
    high: Any = MAX
    members: frozenset[str] | None = None
    reasons: frozenset[Reason] = field(default=NO_REASON)


def exact(value: Any) -> Number | None:
    """A whole number or Decimal equal to the shortest decimal that reads as `value`; None if it is no finite number."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    if isinstance(value, int):
        return value
    if not math.isfinite(value):
        return None
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    return int(number) if number == number.to_integral_value() else number


def day(value: Any) -> date | None:
    """A calendar day from a date or its ISO form; None if it is neither."""
    if isinstance(value, datetime):
        return None
    if isinstance(value, date):
        return value
    if isinstance(value, str) and len(value) == 10:
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None


def read_facts(given: Mapping[str, Any], schema: Schema) -> dict[str, Reading]:
    """What was said, read strictly: facts not given stay unknown.

    given   fact id to value: a plain value, None (unknown), DECLINED or {"declined": true},
            or {"between": [low, high]} for a number or date known only so far (either end may be None)

    Raises UnreadableFact naming the fact: no such fact, a derived one, a wrong type, a value out of range.
    """
    return {name: _read(name, value, _type_of(name, schema)) for name, value in given.items()}


def unknown_fact(name: str) -> Reading:
    """The reading of a fact nobody has spoken of."""
    return Reading(reasons=frozenset((Reason("unknown", name),)))


def _type_of(name: str, schema: Schema) -> FactType:
    kind = schema.get(name)
    if kind is None:
        raise UnreadableFact(f"no such fact{suggestion(name, schema)}", column=name)
    if kind.derive is not None:
        raise UnreadableFact("is derived from other facts; give those instead", column=name)
    return kind


def suggestion(word: str, words: Any) -> str:
    """`; did you mean …?` with the nearest words, or nothing."""
    near = difflib.get_close_matches(word, list(words), 3)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _read(name: str, value: Any, kind: FactType) -> Reading:
    if value is None:
        return unknown_fact(name)
    if isinstance(value, Declined) or value == {"declined": True}:
        return Reading(reasons=frozenset((Reason("declined", name),)))
    if isinstance(value, Mapping):
        return _interval(name, value, kind)
    if kind.sort == "set":
        return Reading(members=_members(name, value, kind))
    plain = _plain(name, value, kind)
    return Reading(plain, plain)


def _interval(name: str, value: Mapping[str, Any], kind: FactType) -> Reading:
    ends = value.get("between")
    if not kind.ordered or set(value) != {"between"} or not isinstance(ends, (list, tuple)) or len(ends) != 2:
        raise UnreadableFact(f"{dict(value)!r} is no value of type {kind.sort}", column=name)
    low = MIN if ends[0] is None else _plain(name, ends[0], kind)
    high = MAX if ends[1] is None else _plain(name, ends[1], kind)
    if low > high:
        raise UnreadableFact(f"the interval {list(ends)!r} is upside down", column=name)
    if low == high:
        return Reading(low, high)
    return Reading(low, high, reasons=frozenset((Reason("interval", name),)))


def _plain(name: str, value: Any, kind: FactType) -> Any:
    read = plain_value(value, kind)
    if read is None:
        raise UnreadableFact(f"{value!r} is not {describe(kind)}{_near(value, kind)}", column=name)
    return read


def _near(value: Any, kind: FactType) -> str:
    return suggestion(value, kind.values) if isinstance(value, str) else ""


def plain_value(value: Any, kind: FactType) -> Any:
    """The value as the engine compares it (dates as day numbers), or None if it is not of the type or out of range."""
    if kind.sort == "bool":
        return value if isinstance(value, bool) else None
    if kind.sort == "string":
        return value if isinstance(value, str) else None
    if kind.sort == "enum":
        return value if isinstance(value, str) and value in kind.values else None
    if kind.sort == "date":
        when = day(value)
        return when.toordinal() if when is not None and _in_range(when, kind) else None
    number = exact(value)
    if number is None or not _in_range(number, kind) or not fits(number, kind):
        return None
    return number


def fits(number: Number, kind: FactType) -> bool:
    """Whether a number has no more decimal places than the type declares, and is held exactly everywhere."""
    if kind.sort == "int":
        return isinstance(number, int) and abs(number) <= SAFE
    if kind.places is None:
        return True
    scaled = number * 10**kind.places
    return bool(scaled == int(scaled) and abs(scaled) <= SAFE)


def _in_range(value: Any, kind: FactType) -> bool:
    return bool((kind.low is None or value >= kind.low) and (kind.high is None or value <= kind.high))


def _members(name: str, value: Any, kind: FactType) -> frozenset[str]:
    if isinstance(value, str) or not isinstance(value, (list, tuple, set, frozenset)):
        raise UnreadableFact(f"{value!r} is not a list of values", column=name)
    for each in value:
        if not isinstance(each, str) or each not in kind.values:
            raise UnreadableFact(f"{each!r} is not {describe(kind)}{_near(each, kind)}", column=name)
    if not value and not kind.may_be_empty:
        raise UnreadableFact("an empty list; say that it is not known, or name the value that means none", column=name)
    return frozenset(value)


def describe(kind: FactType) -> str:
    """The type in words, for an error: "a whole number from 0 to 120"."""
    words = {
        "bool": "true or false",
        "int": "a whole number",
        "number": "a number",
        "date": "a date (YYYY-MM-DD)",
        "string": "a text",
        "enum": "one of the listed values",
        "set": "one of the listed values",
    }[kind.sort]
    if kind.sort in ("enum", "set") and len(kind.values) <= 12:
        words = f"one of {', '.join(kind.values)}"
    if kind.places is not None:
        words += f" of at most {kind.places} decimal places"
    ends = [f"from {kind.low}"] * (kind.low is not None) + [f"to {kind.high}"] * (kind.high is not None)
    return " ".join([words, *ends])
