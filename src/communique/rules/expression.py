"""What can a condition say? The one small expression form: a typed tree of frozen nodes, no side effects, total."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any as Anything
from typing import Literal as Choice
from typing import TypeAlias

Number: TypeAlias = int | Decimal
Scalar: TypeAlias = bool | int | Decimal | date | str
Comparator: TypeAlias = Choice["==", "!=", "<", "<=", ">", ">="]
Row: TypeAlias = tuple[Scalar | None, Number]
Value: TypeAlias = Scalar | tuple[Scalar, ...] | tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a constant came from: the parameter and the row of it that was in force."""

    parameter: str
    value: Anything
    valid_from: date
    valid_to: date | None
    recorded_on: date
    citation: Anything


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant: a scalar, a list of scalars, or the rows of a table; `source` if a parameter supplied it."""

    value: Value
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A constant nobody has stated: `unrecorded` (a parameter on this date) or `unstated` (a clause left open)."""

    kind: Choice["unrecorded", "unstated"]
    subject: str
    sort: str = "bool"


@dataclass(frozen=True, slots=True)
class Fact:
    """The value of a fact; a condition by itself if the fact is a flag."""

    id: str


@dataclass(frozen=True, slots=True)
class Param:
    """The value of a parameter on the day; `bind` puts a Literal or a Missing in its place."""

    id: str


@dataclass(frozen=True, slots=True)
class Named:
    """A body that has a name: a derived fact or a rule. Changes no truth; explanations show it."""

    kind: Choice["fact", "rule"]
    id: str
    body: Node


@dataclass(frozen=True, slots=True)
class Compare:
    """`left op right`: numbers and dates in every order, texts equal or not."""

    op: Comparator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class OneOf:
    """The term is one of the listed values."""

    term: Node
    values: Literal | Param | Missing


@dataclass(frozen=True, slots=True)
class Members:
    """Any, or all, of the members of a set are among the listed values."""

    quantifier: Choice["any", "all"]
    fact: Fact
    values: Literal | Param | Missing


@dataclass(frozen=True, slots=True)
class Not:
    """True where the child is false."""

    child: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every child is true; true when there is none."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Some child is true; false when there is none."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the children are true."""

    count: int
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Implies:
    """The conclusion holds wherever the condition does."""

    condition: Node
    conclusion: Node


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of numbers; points are a sum of cases and tables."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """A constant or parameter times a number."""

    factor: Literal | Param | Missing
    term: Node


@dataclass(frozen=True, slots=True)
class Least:
    """The smallest of numbers; a cap is the least of a sum and a constant."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Greatest:
    """The largest of numbers."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """Days from the first date to the second, negative if the second is earlier."""

    start: Node
    end: Node


@dataclass(frozen=True, slots=True)
class Case:
    """The score of the first case whose condition is true, else `otherwise`."""

    cases: tuple[tuple[Node, Node], ...]
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Steps:
    """The number in the last row whose bound is not above the term; the first row, bound None, is what is below."""

    term: Node
    rows: Literal | Param | Missing


@dataclass(frozen=True, slots=True)
class Lookup:
    """The number in the row of the term's value; every value of the enumeration has a row."""

    term: Node
    rows: Literal | Param | Missing


Node: TypeAlias = (
    Literal
    | Missing
    | Fact
    | Param
    | Named
    | Compare
    | OneOf
    | Members
    | Not
    | All
    | Any
    | AtLeast
    | Implies
    | Sum
    | Times
    | Least
    | Greatest
    | Days
    | Case
    | Steps
    | Lookup
)

TRUE = All(())
FALSE = Any(())
LEAVES = (Compare, OneOf, Members, Fact, Literal, Missing)


def parts(node: Node) -> Iterator[Node]:
    """The nodes directly inside a node, in reading order."""
    if isinstance(node, Case):
        for condition, score in node.cases:
            yield condition
            yield score
        yield node.otherwise
        return
    if isinstance(node, (Literal, Missing, Fact, Param)):
        return
    for name in node.__slots__:
        value = getattr(node, name)
        if isinstance(value, tuple):
            yield from value
        elif not isinstance(value, (str, int)):
            yield value


def walk(node: Node) -> Iterator[Node]:
    """The node and everything inside it, parents first."""
    yield node
    for part in parts(node):
        yield from walk(part)


def facts_of(node: Node) -> frozenset[str]:
    """The ids of the facts the expression reads."""
    return frozenset(each.id for each in walk(node) if isinstance(each, Fact))


def parameters_of(node: Node) -> frozenset[str]:
    """The ids of the parameters the expression still waits for."""
    return frozenset(each.id for each in walk(node) if isinstance(each, Param))


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same node with `change` applied to each of its parts."""
    if isinstance(node, (Literal, Missing, Fact, Param)):
        return node
    if isinstance(node, Case):
        cases = tuple((change(condition), change(score)) for condition, score in node.cases)
        return Case(cases, change(node.otherwise))
    new: dict[str, Anything] = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple):
            new[field.name] = tuple(change(each) for each in value)
        elif isinstance(value, Node):
            new[field.name] = change(value)
    return replace(node, **new)
