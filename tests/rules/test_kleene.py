"""Truth, intervals, numbers and dates at their edges; each case with the answer a lawyer would give."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from communique.rules import (
    DECLINED,
    FactType,
    Reason,
    UnreadableFact,
    condition,
    evaluate,
    implies,
    misfits,
    points,
    resolve,
    term,
    verdicts,
)
from communique.rules import expression as x

SCHEMA = {
    "p": FactType("bool"),
    "q": FactType("bool"),
    "age": FactType("int", low=0, high=120),
    "clb": FactType("int", low=0, high=10),
    "funds": FactType("number", places=2),
    "uptime": FactType("number"),
    "entry": FactType("date"),
    "claim": FactType("date"),
    "answer": FactType("string"),
    "lands": FactType("set", values=("CAN", "MEX", "USA", "stateless")),
}
P, Q = x.Fact("p"), x.Fact("q")


def truth(data: Any, **facts: Any) -> bool | None:
    return evaluate(condition(data), facts, SCHEMA).truth


@pytest.mark.parametrize("p", [True, False, None])
@pytest.mark.parametrize("q", [True, False, None])
def test_strong_kleene_is_minimum_maximum_and_swap(p: bool | None, q: bool | None) -> None:
    rank = {False: 0, None: 1, True: 2}
    back = {0: False, 1: None, 2: True}
    facts = {"p": p, "q": q}
    assert evaluate(x.All((P, Q)), facts, SCHEMA).truth is back[min(rank[p], rank[q])]
    assert evaluate(x.Any((P, Q)), facts, SCHEMA).truth is back[max(rank[p], rank[q])]
    assert evaluate(x.Not(P), facts, SCHEMA).truth is back[2 - rank[p]]
    assert evaluate(x.Implies(P, Q), facts, SCHEMA).truth is back[max(2 - rank[p], rank[q])]


@pytest.mark.parametrize(
    ("true", "unknown", "expected"),
    [(3, 0, True), (3, 5, True), (2, 1, None), (1, 2, None), (2, 0, False), (1, 1, False)],
)
def test_at_least_three_of_eight(true: int, unknown: int, expected: bool | None) -> None:
    parts: list[x.Node] = [x.Literal(True)] * true + [P] * unknown
    parts += [x.Literal(False)] * (8 - len(parts))
    assert evaluate(x.AtLeast(3, tuple(parts)), {}, SCHEMA).truth is expected


def test_an_interval_decides_only_where_all_of_it_agrees() -> None:
    about_thirty = {"between": [28, 32]}
    assert truth({"fact": "age", ">=": 28}, age=about_thirty) is True
    assert truth({"fact": "age", ">": 28}, age=about_thirty) is None
    assert truth({"fact": "age", ">": 32}, age=about_thirty) is False
    assert truth({"fact": "age", "==": 33}, age=about_thirty) is False
    assert truth({"fact": "age", ">=": 18}, age={"between": [18, None]}) is True


def test_declined_is_unknown_with_its_own_reason() -> None:
    found = evaluate(P, {"p": DECLINED}, SCHEMA)
    assert (found.truth, found.reasons) == (None, {Reason("declined", "p")})
    assert found.settle(False) is False


def test_a_missing_fact_never_falls_into_the_catch_all() -> None:
    table = {"case": [{"when": {"fact": "age", "<": 18}, "then": 0}], "otherwise": 60}
    found = points(term(table), {}, SCHEMA)
    assert (found.low, found.high) == (0, 60)
    assert evaluate(condition({**table, ">=": 60}), {}, SCHEMA).truth is None


def test_caps_apply_inside_before_the_threshold() -> None:
    score = {"points": [{"when": {"fact": "p"}, "score": 70}, {"when": {"fact": "q"}, "score": 50}], "cap": 100}
    assert points(term(score), {"p": True}, SCHEMA).low == 70
    assert points(term(score), {"p": True}, SCHEMA).high == 100
    assert truth({**score, ">=": 70}, p=True) is True
    assert truth({**score, ">": 100}) is False


def test_age_about_thirty_gives_the_published_interval_of_points() -> None:
    # ages 28-32 without a spouse: 110 up to 29, then 105, 99, 94 (Ministerial Instructions table); the rest is 319
    ages = {
        "steps": {"fact": "age"},
        "rows": [["below", 0], [18, 99], [19, 105], [20, 110], [30, 105], [31, 99], [32, 94], [33, 88]],
    }
    found = points(term({"sum": [ages, 319]}), {"age": {"between": [28, 32]}}, SCHEMA)
    assert (found.low, found.high) == (413, 429)


def test_what_is_true_however_it_turns_out_is_resolved() -> None:
    either = x.Any((P, x.Not(P)))
    assert evaluate(either, {}, SCHEMA).truth is None
    assert resolve(either, {}, SCHEMA).truth is True
    split = condition({"any": [{"fact": "age", "<": 40}, {"fact": "age", ">=": 30}]})
    assert (resolve(split, {}, SCHEMA).truth, resolve(split, {}, SCHEMA).method) == (True, "regions")
    never = condition({"all": [{"fact": "age", "<": 30}, {"fact": "age", ">": 40}]})
    assert resolve(never, {}, SCHEMA).truth is False
    assert resolve(condition({"fact": "clb", "<=": 10}), {}, SCHEMA).truth is True  # its range says so
    assert resolve(x.All((P, Q)), {}, SCHEMA).method == "read once"


def test_sums_of_tenths_are_exact_in_every_back_end() -> None:
    node = condition({"sum": [{"fact": "funds"}, {"value": 0.2}], "==": 0.3})
    assert evaluate(node, {"funds": 0.1}, SCHEMA).truth is True
    assert verdicts(pl.DataFrame({"funds": [0.1]}), {"v": node}, SCHEMA)["v"].to_list() == [True]
    assert implies(condition({"fact": "funds", "==": 0.1}), node, SCHEMA)


def test_the_nearest_double_of_a_sum_is_not_the_decimal() -> None:
    node = condition({"fact": "uptime", "<=": 0.3})
    assert evaluate(node, {"uptime": 0.1 + 0.2}, SCHEMA).truth is False
    assert verdicts(pl.DataFrame({"uptime": [0.1 + 0.2, 0.3]}), {"v": node}, SCHEMA)["v"].to_list() == [False, True]


def test_days_count_over_a_leap_day() -> None:
    late = {"days": [{"fact": "entry"}, {"fact": "claim"}], ">": 14}
    assert truth(late, entry="2024-02-20", claim="2024-03-05") is False
    assert truth(late, entry="2023-02-20", claim="2023-03-07") is True
    assert truth(late, entry=date(2024, 2, 20), claim={"between": ["2024-03-05", "2024-03-06"]}) is None


def test_the_text_no_is_not_false() -> None:
    assert truth({"fact": "answer", "==": "NO"}, answer="NO") is True
    with pytest.raises(UnreadableFact):
        truth({"fact": "p"}, p="NO")


def test_any_and_all_nationalities_differ_for_a_dual_national() -> None:
    dual = {"lands": ["MEX", "USA"]}
    assert truth({"fact": "lands", "any_in": ["CAN", "MEX"]}, **dual) is True
    assert truth({"fact": "lands", "all_in": ["CAN", "MEX"]}, **dual) is False
    assert truth({"fact": "lands", "any_in": ["CAN"]}, lands=["stateless"]) is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("age", -1), ("age", 121), ("age", 18.5), ("age", True), ("age", "18"), ("age", float("nan")), ("clb", 13),
        ("funds", 0.001), ("funds", float("inf")), ("entry", "2023-02-29"), ("entry", "20230228"), ("lands", []),
        ("lands", ["Mexico"]), ("lands", "MEX"), ("agee", 3), ("age", {"between": [3]}), ("p", {"between": [0, 1]}),
        ("age", {"between": [30, 20]}), ("answer", 3), ("age", 2**60),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_names_its_fact_and_gives_no_verdict(name: str, value: Any) -> None:
    with pytest.raises(UnreadableFact) as refused:
        evaluate(P, {name: value}, SCHEMA)
    assert refused.value.column == name


def test_a_misspelt_fact_or_value_comes_with_a_suggestion() -> None:
    with pytest.raises(UnreadableFact, match="did you mean age"):
        evaluate(P, {"agee": 3}, SCHEMA)


def test_bad_rows_of_a_frame_are_named_and_stop_the_batch() -> None:
    frame = pl.DataFrame(
        {
            "age": [30, -1, None],
            "funds": [1.005, 2.5, float("nan")],
            "lands": [["MEX"], ["FRA"], []],
            "p": [True, None, False],
        }
    )
    found = misfits(frame, SCHEMA)
    assert [(r["row"], r["fact"]) for r in found.iter_rows(named=True)] == [
        (0, "funds"), (1, "age"), (1, "lands"), (2, "funds"), (2, "lands"),
    ]  # fmt: skip
    with pytest.raises(UnreadableFact) as refused:
        verdicts(frame, {"v": P}, SCHEMA)
    assert (refused.value.row, refused.value.column) == (1, "funds")
    with pytest.raises(UnreadableFact, match="the column is String"):
        verdicts(pl.DataFrame({"age": ["30"]}), {"v": P}, SCHEMA)


def test_a_fact_without_a_column_is_unknown_in_every_row() -> None:
    frame = pl.DataFrame({"q": [True, False]})
    nothing = x.Compare("==", x.Times(x.Literal(0), x.Fact("age")), x.Literal(0))
    conditions = {"any": x.Any((P, Q)), "none": x.All(()), "nothing": nothing}
    assert verdicts(frame, conditions, SCHEMA).to_dict(as_series=False) == {
        "any": [True, None],
        "none": [True, True],
        "nothing": [True, True],
    }
    assert verdicts(frame, {"nothing": nothing}, SCHEMA)["nothing"].to_list() == [True, True]


def test_implication_is_proved_or_refuted_by_the_smallest_facts() -> None:
    adult, old = condition({"fact": "age", ">=": 18}), condition({"fact": "age", ">=": 65})
    assert implies(old, adult, SCHEMA)
    refuted = implies(x.All((adult, x.Any((P, Q)))), old, SCHEMA)
    assert refuted.status == "refuted"
    assert refuted.witness is not None
    assert refuted.witness["age"] == 18
    assert refuted.witness["p"] + refuted.witness["q"] == 1


def test_decimals_are_written_as_json_numbers_and_come_back() -> None:
    from communique.rules import to_data, to_json

    node = condition({"fact": "funds", ">=": 15263.07})
    again = condition(json.loads(to_json(to_data(node))))
    assert again == node
    assert isinstance(again, x.Compare)
    assert again.right == x.Literal(Decimal("15263.07"))


@pytest.mark.parametrize("dtype", [pl.UInt8, pl.Int8, pl.Int64, pl.Float64, pl.Float32])
def test_the_type_of_a_number_column_does_not_matter(dtype: Any) -> None:
    node = condition({"sum": [{"times": [10, {"fact": "age"}]}, {"fact": "clb"}], ">=": 300})
    plain = condition({"fact": "age", "<": 1000})
    frame = pl.DataFrame({"age": pl.Series([30, 29, None], dtype=dtype), "clb": pl.Series([0, 9, 1], dtype=dtype)})
    found = verdicts(frame, {"sum": node, "plain": plain}, SCHEMA)
    assert found.to_dict(as_series=False) == {"sum": [True, False, None], "plain": [True, True, None]}


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical, pl.Enum(["CAN", "MEX"])])
def test_the_type_of_a_text_column_does_not_matter(dtype: Any) -> None:
    schema = {"land": FactType("enum", values=("CAN", "MEX", "USA"))}
    table = condition({"lookup": {"fact": "land"}, "rows": {"CAN": 1, "MEX": 2, "USA": 3}, ">=": 2})
    same = condition({"fact": "land", "==": "USA"})
    frame = pl.DataFrame({"land": pl.Series(["CAN", "MEX", None], dtype=dtype)})
    found = verdicts(frame, {"table": table, "same": same}, schema)
    assert found.to_dict(as_series=False) == {"table": [False, True, None], "same": [False, False, None]}
