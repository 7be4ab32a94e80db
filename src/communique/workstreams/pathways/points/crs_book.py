"""What does a browser need to rank by the same figures? The ranking system as a book of the rules engine.

The points are derived facts `A`, `B`, `C`, `D` and `total`, over the fields of `fields.crs_fields`; the figures are
dated parameters with their citations, so that the engine itself answers unknown where none is in force. On known
answers it gives what `crs_scores` gives; intervals hold, and may be wider where one answer counts twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby, product

from communique.facts import Fact
from communique.rules import Book, Citation, FactType, Parameter
from communique.rules import expression as x
from communique.rules.parameters import ParameterRow
from communique.workstreams.pathways.points.crs import ABILITIES, CANADIAN_STUDY, JOB_OFFERS, PARTS
from communique.workstreams.pathways.points.fields import crs_fields
from communique.workstreams.pathways.points.figures import figures

NOTHING = x.Literal(0)
ALWAYS = date(1, 1, 1)


@cache
def crs_book() -> Book:
    """The book: `communique.rules.dumps(crs_book())` is what `evaluator.js` reads."""
    given = {
        name: FactType("bool") if field.kind == "flag" else FactType("int", low=field.low, high=field.high)
        for name, field in crs_fields().items()
    }
    parts = {"A": _core(), "B": _spouse(), "C": _transferability(), "D": _additional()}
    total = x.Sum(tuple(x.Fact(part) for part in PARTS))
    derived = {name: FactType("int", derive=node) for name, node in {**parts, "total": total}.items()}
    parameters = {parameter.id: parameter for parameter in _parameters()}
    return Book({**given, **derived}, parameters, {}, {})


# -- figures as parameters -------------------------------------------------------------------------------------------


def _parameters() -> Iterator[Parameter]:
    own = sorted((fact for fact in figures() if fact.id.startswith("crs.")), key=lambda fact: fact.id)
    for id, facts in groupby(own, key=lambda fact: fact.id):
        rows = list(facts)
        if ".." in rows[0].key:
            yield Parameter(id, "steps", tuple(_steps_rows(rows)))
        elif "|" in rows[0].key:
            yield from _grid_rows(id, rows)
        else:
            for key in dict.fromkeys(fact.key for fact in rows):
                dated = tuple(_row(int(f.value), f) for f in rows if f.key == key)
                yield Parameter(f"{id}.{key}", "number", dated)


def _steps_rows(facts: Sequence[Fact]) -> Iterator[ParameterRow]:
    for of_days in _by_days(facts):
        spans = sorted((int(fact.key.split("..")[0]), int(fact.value)) for fact in of_days)
        yield _row(_table(spans), of_days[0])


def _grid_rows(id: str, facts: Sequence[Fact]) -> Iterator[Parameter]:
    """A table of two tiers as one table of the second for each of the first."""
    for tier in sorted({fact.key.split("|")[0] for fact in facts}):
        of_tier = [fact for fact in facts if fact.key.split("|")[0] == tier]
        rows = []
        for of_days in _by_days(of_tier):
            cells = sorted((int(fact.key.split("|")[1]), int(fact.value)) for fact in of_days)
            rows.append(_row(_table(cells), of_days[0]))
        yield Parameter(f"{id}.{tier}", "steps", tuple(rows))


def _table(cells: Sequence[tuple[int, int]]) -> tuple[x.Row, ...]:
    return tuple((None if n == 0 else start, score) for n, (start, score) in enumerate(cells))


def _by_days(facts: Sequence[Fact]) -> list[list[Fact]]:
    def days(fact: Fact) -> tuple[date, date, date]:
        return fact.valid_from or ALWAYS, fact.valid_to or date.max, fact.recorded_on

    return [list(group) for _, group in groupby(sorted(facts, key=days), key=days)]


def _row(value: x.Value, fact: Fact) -> ParameterRow:
    source = figures().sources[fact.source]
    citation = Citation(source.title, fact.id, source.url, fact.recorded_on)
    return ParameterRow(value, fact.valid_from or ALWAYS, fact.valid_to, fact.recorded_on, citation)


# -- points as expressions -------------------------------------------------------------------------------------------


def _steps(name: str, term: x.Node) -> x.Node:
    return x.Steps(term, x.Param(f"crs.{name}"))


def _four(language: str) -> tuple[x.Node, ...]:
    return tuple(x.Fact(f"{language}_{n}") for n in ABILITIES)


def _lowest(language: str) -> x.Node:
    return x.Least(_four(language))


def _if(condition: x.Node, then: x.Node, otherwise: x.Node = NOTHING) -> x.Node:
    return x.Case(((condition, then),), otherwise)


def _core() -> x.Node:
    return _if(x.Fact("accompanied"), _core_of("accompanied"), _core_of("single"))


def _core_of(who: str) -> x.Node:
    second = x.Sum(tuple(_steps(f"second_language.{who}", ability) for ability in _four("second")))
    return x.Sum(
        (
            _steps(f"age.{who}", x.Fact("age")),
            _steps(f"education.{who}", x.Fact("edu")),
            *(_steps(f"first_language.{who}", ability) for ability in _four("first")),
            x.Least((second, x.Param(f"crs.second_language_cap.{who}"))),
            _steps(f"canadian_work.{who}", x.Fact("cwe")),
        )
    )


def _spouse() -> x.Node:
    factors = (
        _steps("education.spouse", x.Fact("spouse_edu")),
        *(_steps("spouse_language", ability) for ability in _four("spouse")),
        _steps("canadian_work.spouse", x.Fact("spouse_cwe")),
    )
    return _if(x.Fact("accompanied"), x.Sum(factors))


def _transferability() -> x.Node:
    tiers = {
        "education": _steps("tier.education", x.Fact("edu")),
        "foreign_work": _steps("tier.foreign_work", x.Fact("fwe")),
        "language": _steps("tier.language", _lowest("first")),
        "canadian_work": _steps("tier.canadian_work", x.Fact("cwe")),
    }
    pairs = {
        (row, column): _pair(f"crs.transferability.{row}_{column}", tiers[row], tiers[column])
        for row, column in product(("education", "foreign_work"), ("language", "canadian_work"))
    }
    capped = tuple(
        x.Least(
            (x.Sum((pairs[row, "language"], pairs[row, "canadian_work"])), x.Param(f"crs.transferability_cap.{row}"))
        )
        for row in ("education", "foreign_work")
    )
    certificate = _if(x.Fact("trade_cert"), _steps("certificate", _lowest("first")))
    return x.Least((x.Sum((*capped, certificate)), x.Param("crs.transferability_cap.all")))


def _pair(id: str, first: x.Node, second: x.Node) -> x.Node:
    tiers = sorted((p.id for p in _parameters() if p.id.startswith(f"{id}.")), reverse=True)
    cases = tuple(
        (x.Compare(">=", first, x.Literal(int(tier.rsplit(".")[-1]))), x.Steps(second, x.Param(tier))) for tier in tiers
    )
    return x.Case(cases, NOTHING)


def _additional() -> x.Node:
    def item(name: str) -> x.Node:
        return x.Param(f"crs.additional.{name}")

    def coded(fact: str, items: dict[int, str]) -> x.Node:
        cases = ((x.Compare("==", x.Fact(fact), x.Literal(code)), item(name)) for code, name in items.items() if name)
        return x.Case(tuple(cases), NOTHING)

    summed = x.Sum(
        (
            _if(x.Fact("pn"), item("provincial_nomination")),
            coded("job", JOB_OFFERS),
            coded("cdn_edu", dict(enumerate(CANADIAN_STUDY))),
            _if(x.Fact("sibling"), item("sibling_in_canada")),
            _french(item("french_nclc7_english_below_clb5_or_none"), item("french_nclc7_english_clb5")),
        )
    )
    return x.Least((summed, item("additional_cap")))


def _french(alone: x.Node, with_english: x.Node) -> x.Node:
    first, second = _lowest("first"), _lowest("second")
    french = x.Compare(">=", _if(x.Fact("first_is_french"), first, second), x.Param("crs.french.least_french"))
    english = x.Compare(">=", _if(x.Fact("first_is_french"), second, first), x.Param("crs.french.least_english"))
    return x.Case(((x.All((french, english)), with_english), (french, alone)), NOTHING)
