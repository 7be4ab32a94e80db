"""People for tests of the pathways: random answers that can be read, and a few that mean something."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from communique.rules import FactType
from communique.workstreams.pathways.books import shipped

ON = dt.date(2026, 11, 24)

MEXICAN_ENGINEER: dict[str, Any] = {
    "age": 29,
    "nationality": ["MEX"],
    "location": "MEX",
    "profession_listed": True,
    "profession_credential": True,
    "us_offer": ["listed_profession"],
    "temporary_intent": True,
}


def value_of(kind: FactType) -> st.SearchStrategy[Any]:
    """A value that the fact's type allows."""
    if kind.sort == "bool":
        return st.booleans()
    if kind.sort == "date":
        return st.dates(dt.date(2019, 1, 1), ON)
    if kind.sort == "enum":
        return st.sampled_from(kind.values)
    if kind.sort == "set":
        values = [value for value in kind.values if value not in ("none", "XXA")]
        one = st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)
        return one | st.just(["none"]) if "none" in kind.values else one
    high = min(int(str(kind.high)), 3_000_000)
    return st.integers(int(str(kind.low)), high)


def asked() -> dict[str, FactType]:
    """The facts that a person is asked."""
    return {name: kind for name, kind in shipped().book.facts.items() if kind.question is not None}


def answers(names: list[str] | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """Answers to some of the questions."""
    kinds = {name: kind for name, kind in asked().items() if names is None or name in names}
    return st.fixed_dictionaries({}, optional={name: value_of(kind) for name, kind in kinds.items()})
