"""Random well-typed conditions, and random facts to ask them of: one generator for all back ends."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from communique.rules import FactType, Parameter, ParameterRow, bind
from communique.rules import expression as x
from communique.rules.rule import Book

LANDS = ("CAN", "MEX", "USA", "stateless")
ON = date(2024, 6, 30)
KNOWN_AT = date(2024, 7, 31)
DAY0 = date(2024, 2, 20)


def _row(value: Any, start: date, end: date | None = None, recorded: date = date(2024, 1, 1)) -> ParameterRow:
    return ParameterRow(value, start, end, recorded, None)


STEPS = ((None, 0), (18, 30), (21, 12), (30, Decimal("4.5")))
PARAMETERS = {
    p.id: p
    for p in (
        Parameter("floor", "number", (_row(20, date(2020, 1, 1), date(2023, 12, 31)), _row(21, date(2024, 1, 1)))),
        Parameter("rate", "number", (_row(Decimal("1.5"), date(2020, 1, 1)), _row(9, ON, None, date(2024, 8, 1)))),
        Parameter("gone", "number", (_row(5, date(2010, 1, 1), date(2019, 12, 31)),)),
        Parameter("open", "bool", (_row(None, date(2020, 1, 1)),)),
        Parameter("since", "date", (_row(date(2024, 3, 1), date(2020, 1, 1)),)),
        Parameter("by_age", "steps", (_row(STEPS, date(2020, 1, 1)),)),
        Parameter("lost_steps", "steps", (_row(None, date(2020, 1, 1)),)),
        Parameter("by_land", "lookup", (_row(tuple(zip(LANDS, (3, 0, 7, 1), strict=True)), date(2020, 1, 1)),)),
        Parameter("friends", "list", (_row(("CAN", "MEX"), date(2020, 1, 1)),)),
        Parameter("lost_list", "list", (_row(None, date(2020, 1, 1)),)),
    )
}
SCHEMA = {
    "married": FactType("bool"),
    "student": FactType("bool"),
    "age": FactType("int", low=0, high=40),
    "years": FactType("int", low=-3, high=12),
    "funds": FactType("number", places=2, low=0, high=60),
    "ratio": FactType("number"),
    "entry": FactType("date"),
    "claim": FactType("date", low=DAY0, high=DAY0 + timedelta(days=40)),
    "land": FactType("enum", values=LANDS),
    "home": FactType("enum", values=("USA", "MEX", "GTM")),
    "note": FactType("string"),
    "nations": FactType("set", values=LANDS),
    "tongues": FactType("set", values=("en", "es", "fr"), may_be_empty=True),
    "adult": FactType("bool", derive=x.Compare(">=", x.Fact("age"), x.Literal(18))),
    "score": FactType(
        "number",
        places=1,
        derive=x.Sum((x.Steps(x.Fact("age"), x.Param("by_age")), x.Lookup(x.Fact("land"), x.Param("by_land")))),
    ),
}
FACTORS = (x.Literal(2), x.Literal(Decimal("-0.5")), x.Literal(0), x.Param("rate"))
BOOK = Book(SCHEMA, PARAMETERS, {}, {})
CLAIM_HIGH = DAY0 + timedelta(days=40)


class Generator:
    """Draws conditions, terms and facts from a source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def condition(self, depth: int = 3) -> x.Node:
        if depth == 0 or self.chance.random() < 0.15:
            return self.leaf(depth)
        kind = self.chance.choice(("all", "any", "not", "implies", "at_least", "leaf"))
        if kind == "not":
            return x.Not(self.condition(depth - 1))
        if kind == "implies":
            return x.Implies(self.condition(depth - 1), self.condition(depth - 1))
        if kind == "leaf":
            return self.leaf(depth)
        children = tuple(self.condition(depth - 1) for _ in range(self.chance.randint(2, 4)))
        if kind == "at_least":
            return x.AtLeast(self.chance.randint(1, len(children)), children)
        return x.All(children) if kind == "all" else x.Any(children)

    def leaf(self, depth: int) -> x.Node:
        kinds = (self._flag, self._number, self._number, self._number, self._date, self._text, self._set, self._in)
        return self.chance.choice(kinds)(depth)

    def term(self, depth: int) -> x.Node:
        plain = (
            lambda: x.Fact(self.chance.choice(("age", "years", "funds", "score"))),
            lambda: x.Steps(self._steps_of(), self._rows()),
            lambda: x.Lookup(x.Fact("land"), x.Param("by_land")),
            lambda: x.Days(*(x.Fact(n) for n in self.chance.sample(("entry", "claim"), 2))),
        )
        if depth <= 0 or self.chance.random() < 0.4:
            return self.chance.choice(plain)()
        inner = tuple(self.term(depth - 1) for _ in range(self.chance.randint(2, 3)))
        return self.chance.choice(
            (
                lambda: x.Sum((*inner, self._constant())),
                lambda: x.Least((*inner, self._constant())),
                lambda: x.Greatest(inner),
                lambda: x.Times(self.chance.choice(FACTORS), inner[0]),
                lambda: x.Case(tuple((self.condition(1), each) for each in inner), self._constant()),
                lambda: x.Steps(inner[0], self._rows()),
            )
        )()  # fmt: skip

    def _steps_of(self) -> x.Node:
        return x.Fact(self.chance.choice(("age", "years", "funds", "ratio")))

    def _rows(self) -> Any:
        return self.chance.choice((x.Param("by_age"), x.Param("by_age"), x.Literal(STEPS), x.Param("lost_steps")))

    def _constant(self) -> x.Node:
        names = ("floor", "rate", "gone")
        if self.chance.random() < 0.25:
            return x.Param(self.chance.choice(names))
        return x.Literal(self.chance.choice((0, 3, 18, 20, 21, 30, -2, Decimal("12.5"), Decimal("0.3"))))

    def _op(self) -> Any:
        return self.chance.choice(("==", "!=", "<", "<=", ">", ">="))

    def _flag(self, _: int) -> x.Node:
        some = [x.Fact("married"), x.Fact("student"), x.Fact("adult"), x.Param("open"), x.Literal(True)]
        return self.chance.choice([*some, x.Fact("married"), x.Missing("unstated", "clause 4")])

    def _number(self, depth: int) -> x.Node:
        if self.chance.random() < 0.15:
            return x.Compare(self._op(), x.Fact("ratio"), self.chance.choice((self._constant(), x.Fact("age"))))
        right = self._constant() if self.chance.random() < 0.8 else self.term(0)
        return x.Compare(self._op(), self.term(min(depth, 2)), right)

    def _date(self, _: int) -> x.Node:
        right = self.chance.choice(
            (x.Literal(date(2024, 3, 1)), x.Literal(date(2024, 2, 29)), x.Param("since"), x.Fact("claim"))
        )
        return x.Compare(self._op(), x.Fact("entry"), right)  # fmt: skip

    def _text(self, _: int) -> x.Node:
        op = self.chance.choice(("==", "!="))
        pairs = (
            (x.Fact("land"), x.Literal("MEX")),
            (x.Fact("land"), x.Fact("home")),
            (x.Fact("note"), x.Literal("NO")),
            (x.Literal("GTM"), x.Fact("home")),
        )
        return x.Compare(op, *self.chance.choice(pairs))

    def _set(self, _: int) -> x.Node:
        values = self.chance.choice((x.Literal(("CAN", "USA")), x.Param("friends"), x.Param("lost_list")))
        if self.chance.random() < 0.3:
            return x.Members(self.chance.choice(("any", "all")), x.Fact("tongues"), x.Literal(("en", "fr")))
        return x.Members(self.chance.choice(("any", "all")), x.Fact("nations"), values)

    def _in(self, _: int) -> x.Node:
        return self.chance.choice(
            (
                lambda: x.OneOf(x.Fact("land"), x.Param("friends")),
                lambda: x.OneOf(x.Fact("age"), x.Literal((17, 18, 30))),
                lambda: x.OneOf(self.term(1), x.Literal((0, 30, Decimal("12.5")))),
                lambda: x.OneOf(x.Fact("note"), x.Literal(("NO", "YES"))),
                lambda: x.OneOf(x.Fact("entry"), x.Literal((date(2024, 2, 29), date(2024, 3, 1)))),
            )
        )()

    def facts(self, *, intervals: bool = True, open_share: float = 0.35) -> dict[str, Any]:
        """A value for some of the facts: the rest is unknown, declined, or known only so far."""
        found: dict[str, Any] = {}
        for name, kind in SCHEMA.items():
            if kind.derive is not None or self.chance.random() < open_share * 0.4:
                continue
            drawn = self.chance.random()
            if drawn < open_share * 0.2:
                found[name] = None
            elif drawn < open_share * 0.4:
                found[name] = {"declined": True}
            elif drawn < open_share * 1.2 and intervals and kind.ordered:
                found[name] = {"between": sorted((self.value(name), self.value(name)))}
            else:
                found[name] = self.value(name)
        return found

    def value(self, name: str) -> Any:
        """A value that the fact's type allows; near the constants of the conditions, where it matters."""
        pick = self.chance.choice
        return {
            "married": lambda: pick((True, False)),
            "student": lambda: pick((True, False)),
            "age": lambda: pick((0, 17, 18, 19, 20, 21, 30, 40)),
            "years": lambda: self.chance.randint(-3, 12),
            "funds": lambda: pick((0.0, 0.3, 12.5, 18.0, 20.99, 21.0, 30.01, 60.0)),
            "ratio": lambda: pick((0.1 + 0.2, 0.3, 12.5, 20.0, 21.0, -7.25, 1e-7, 35.0)),
            "entry": lambda: DAY0 + timedelta(days=self.chance.randint(0, 15)),
            "claim": lambda: DAY0 + timedelta(days=self.chance.randint(0, 40)),
            "land": lambda: pick(LANDS),
            "home": lambda: pick(("USA", "MEX", "GTM")),
            "note": lambda: pick(("NO", "YES", "", "false", "no")),
            "nations": lambda: sorted(self.chance.sample(LANDS, self.chance.randint(1, 3))),
            "tongues": lambda: sorted(self.chance.sample(("en", "es", "fr"), self.chance.randint(0, 3))),
        }[name]()  # type: ignore[no-any-return]


def bound(node: x.Node) -> x.Node:
    """The condition on the day of these cases."""
    return bind(node, SCHEMA, PARAMETERS, on=ON, known_at=KNOWN_AT)


def plain_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts as JSON has them."""

    def plain(value: Any) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        return (
            {"between": [plain(v) for v in value["between"]]}
            if isinstance(value, dict) and "between" in value
            else value
        )

    return {name: plain(value) for name, value in facts.items()}
