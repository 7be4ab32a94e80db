"""Is every bad input refused by file and key, and what is unusual but sound let through?"""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from communique.workstreams import methane
from communique.workstreams.methane.plan.layout import deposits, layout, unit_cost
from communique.workstreams.methane.plan.money import AmountError, Rate, amount, quantity
from communique.workstreams.methane.plan.reading import ProblemError, changed, problem_of, read_problem

EXAMPLES = Path(str(methane.__file__)).parent / "examples"
R8 = tomllib.loads((EXAMPLES / "r8.toml").read_text(encoding="utf-8"))

# path into the file, value put there (or None to delete), key that the fault names, what it says
BAD: list[tuple[str, Any, str, str]] = [
    ("levers.0.share", 50, "levers.1.share", "50 per cent is 0.5"),
    ("levers.0.share", 1.2, "levers.1.share", "less than or equal to 1"),
    ("levers.0.share", -0.1, "levers.1.share", "greater than 0"),
    ("levers.2.efficiency", 60, "levers.3.efficiency", "60 per cent is 0.6"),
    ("levers.2.efficiency", 0.05, "levers.3.efficiency", "captures today"),
    ("levers.2.efficiency", 0.10, "levers.3.efficiency", "captures today"),
    ("levers.3.oxidation", 1.5, "levers.4.oxidation", "less than or equal to 1"),
    ("levers.0.cost", "45 USD/t", "levers.1.cost", "price year"),
    ("levers.0.cost", "45 MXN_2020/t", "levers.1.cost", "no dated rate"),
    ("levers.0.cost", "45 USD_2013/t", "levers.1.cost", "no dated rate"),
    ("levers.0.cost", "45 USD_2020/(t CH4)", "levers.1.cost", "different things"),
    ("levers.0.cost", "45", "levers.1.cost", "currency and price year"),
    ("levers.0.cost", 45, "levers.1.cost", "valid string"),
    ("levers.0.cost", None, "levers.1.cost", "required"),
    ("levers.0.emission", None, "levers.1.emission", "required"),
    ("levers.0.stream", "plastic", "levers.1.stream", "no site has a stream"),
    ("levers.0.sites", ["Elsewhere"], "levers.1.sites", "not a site of this file"),
    ("levers.0.colour", "green", "levers.1.colour", "not permitted"),
    ("levers.0.id", "capture", "levers.3", "stands twice"),
    ("levers.2.blocks.fixed", "-1e6 USD_2020", "levers.3.blocks.fixed", "building never is"),
    ("levers.2.blocks.count", 0, "levers.3.blocks.count", "greater than or equal to 1"),
    ("targets.0.cut", 15, "targets.1.cut", "15 per cent is 0.15"),
    ("targets.0.year", 2025, "last_action", "after the last target year"),
    ("targets.0.of", "USA", "targets.1.of", "nobody here"),
    ("targets", [], "targets", "at least 1"),
    ("first_action", 2020, "first_action", "not after the base year"),
    ("last_action", 2031, "last_action", "after the last target year"),
    ("money.discount_rate", 5, "money.discount_rate", "less than 1"),
    ("money.discount_rate", None, "money.discount_rate", "required"),
    ("money.price_year", None, "money.price_year", "required"),
    ("money.currency", "EUR", "money.currency", "USD"),
    ("sites.0.country", "Mexico", "sites.1.country", "MEX"),
    ("sites.0.captured", 10, "sites.1.captured", "10 per cent is 0.1"),
    ("sites.0.captured", "60 Gg", "sites.1.captured", "valid"),
    ("sites.0.oxidation", -0.1, "sites.1.oxidation", "between 0 and 1"),
    ("sites.0.inert", 0.30, "sites.1", "sum to 0.950"),
    (
        "sites.0.methane_share",
        {"value": 0.5, "low": 0.6, "high": 0.7},
        "sites.1.methane_share",
        "outside its own range",
    ),
    ("sites.0.methane_share", {"value": 0.5, "low": 0.4}, "sites.1.methane_share", "both low and high"),
    ("sites.0.streams.0.k", 0, "sites.1.streams.1.k", "above 0"),
    ("sites.0.streams.0.k", -0.1, "sites.1.streams.1.k", "above 0"),
    ("sites.0.streams.0.mcf", 1.2, "sites.1.streams.1.mcf", "between 0 and 1"),
    ("sites.0.streams.0.doc", 15, "sites.1.streams.1.doc", "15 per cent is 0.15"),
    ("sites.0.streams.1.name", "food", "sites.1", "stands twice"),
    ("sites.0.streams.0.share", {"value": 0.5, "low": 0.4, "high": 0.6}, "sites.1.streams.1.share", "no ranges"),
    ("sites.0.short_history", None, "sites.1.deposits.first", "50 that the Guidelines"),
    ("sites.0.deposits.last", 2035, "sites.1.deposits", "after the last target year 2030"),
    ("sites.0.deposits.last", 2028, "sites.1.deposits", "closed = true"),
    ("sites.0.deposits.mass", "-4000 Gg", "sites.1.deposits.mass", "cannot be negative"),
    ("sites.0.deposits.mass", "4000", "sites.1.deposits.mass", "figure with its unit"),
    ("sites.0.deposits.growth", 2, "sites.1.deposits.growth", "less than 1"),
    ("sites.0.deposits.growth", None, "sites.1.deposits", "a rule needs"),
    ("budgets", [{"year": 2040, "at_most": "1e6 USD_2020"}], "budgets.1.year", "outside the plan"),
    ("budgets", [{"year": 2030, "at_most": "1e6"}], "budgets.1.at_most", "currency and price year"),
    ("people", {"Mexico": 1e6}, "people", "MEX"),
]


def put(path: str, value: Any) -> dict[str, Any]:
    content = copy.deepcopy(R8)
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    place: Any = content
    for part in way:
        place = place[part]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return content


@pytest.mark.parametrize(("path", "value", "key", "says"), BAD, ids=[f"{p}={v}"[:60] for p, v, *_ in BAD])
def test_a_bad_input_is_refused_by_key(path: str, value: Any, key: str, says: str) -> None:
    with pytest.raises(ProblemError) as raised:
        problem_of(put(path, value), "plan.toml")
    assert raised.value.file == "plan.toml"
    assert str(raised.value.column).startswith(key)
    assert says in raised.value.message


def test_a_missing_file_and_bad_toml_are_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="no such file"):
        read_problem(tmp_path / "none.toml")
    bad = tmp_path / "bad.toml"
    bad.write_text("title = ", encoding="utf-8")
    with pytest.raises(ProblemError, match=r"bad\.toml: not readable as TOML"):
        read_problem(bad)


@pytest.mark.parametrize("name", ["r8.toml", "three_countries.toml"])
def test_the_examples_can_be_read_and_say_that_they_are_illustrative(name: str) -> None:
    assert read_problem(EXAMPLES / name).illustrative


def test_a_source_without_the_base_year_is_refused() -> None:
    sewers = {"name": "sewers", "country": "MEX", "sector": "wastewater", "emissions": {"2030": 1.0}}
    with pytest.raises(ProblemError, match="no figure for 2020; what is missing is not zero"):
        problem_of({**R8, "sources": [sewers]})


def test_a_negative_unit_cost_earns_and_is_allowed() -> None:
    problem = problem_of(put("levers.1.cost", "-5 USD_2020/t"))
    assert unit_cost(problem, problem.levers[1]) == pytest.approx(-0.005)


def test_money_of_another_year_enters_only_by_its_dated_rate() -> None:
    rate = Rate.model_validate({"money": "MXN_2020", "is_worth": 0.05, "on": "2020-12-31", "source": "a bank"})
    assert amount("20 MXN_2020/t", "Gg", "USD_2020", [rate]) == pytest.approx(0.001)
    with pytest.raises(AmountError, match="no dated rate"):
        amount("20 MXN_2021/t", "Gg", "USD_2020", [rate])


def test_short_tons_are_not_tonnes() -> None:
    assert quantity("1e6 short_ton", "Gg") == pytest.approx(907.18474)


def test_a_row_of_masses_and_a_rule_give_the_same_deposits() -> None:
    years, mass = deposits(problem_of(R8).sites[0].deposits)
    row = {"first": 1980, "unit": "kt", "mass": mass.tolist()}
    again, same = deposits(problem_of(put("sites.0.deposits", row)).sites[0].deposits)
    assert (again, same.tolist()) == (years, pytest.approx(mass.tolist()))


def test_a_closed_site_has_nothing_to_divert() -> None:
    content = put("sites.0.deposits.last", 2015)
    content["sites"][0]["closed"] = True
    assert layout(problem_of(content)).W.sum() == 0


def test_a_changed_cut_is_checked_like_the_file() -> None:
    problem = problem_of(R8)
    assert changed(problem, 0.3, True).ratchet
    with pytest.raises(ProblemError, match=r"30 per cent is 0\.3"):
        changed(problem, 30, None)
