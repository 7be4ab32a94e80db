"""Interpreter, Polars and Z3 give one answer, on random conditions and facts; and the laws that answer obeys."""

from __future__ import annotations

import random
from typing import Any

import polars as pl
import pytest
import z3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rule_cases import PARAMETERS, SCHEMA, Generator, bound

from communique.rules import evaluate, implies, live, points, residue, resolve, satisfiable, to_data, to_json
from communique.rules import expression as x
from communique.rules.certificate import explain, leaves
from communique.rules.form import condition
from communique.rules.frames import column, verdicts
from communique.rules.interpret import Evaluation
from communique.rules.prove import completions
from communique.rules.schema import read_facts
from communique.rules.sorts import faults_of

CHANCE = st.randoms(use_true_random=False)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def frame_of(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Facts as columns: intervals in x__low and x__high, what was declined as null."""
    types = {"bool": pl.Boolean, "int": pl.Int64, "number": pl.Float64, "date": pl.Date, "set": pl.List(pl.String)}
    columns: dict[str, Any] = {}
    for name, kind in SCHEMA.items():
        if kind.derive is not None:
            continue
        dtype = types.get(kind.sort, pl.String)
        values = [row.get(name) for row in rows]
        known = [None if isinstance(v, dict) else v for v in values]
        columns[name] = pl.Series(known, dtype=dtype)
        if kind.ordered:
            ends = [v["between"] if isinstance(v, dict) and "between" in v else (None, None) for v in values]
            columns[f"{name}__low"] = pl.Series([e[0] for e in ends], dtype=dtype)
            columns[f"{name}__high"] = pl.Series([e[1] for e in ends], dtype=dtype)
    return pl.DataFrame(columns)


def test_random_conditions_are_well_typed() -> None:
    generator = Generator(random.Random(1))
    for _ in range(500):
        assert faults_of(generator.condition(), SCHEMA, PARAMETERS) == []


def test_random_cases_reach_all_three_truths() -> None:
    generator = Generator(random.Random(2))
    seen = [evaluate(bound(generator.condition()), generator.facts(), SCHEMA).truth for _ in range(600)]
    assert min(seen.count(True), seen.count(False), seen.count(None)) > 60


@SOME
@given(CHANCE)
def test_written_form_reads_back_as_the_same_condition(chance: random.Random) -> None:
    node = Generator(chance).condition()
    assert condition(to_data(node)) == node
    assert to_json(to_data(node)) == to_json(to_data(condition(to_data(node))))


@FEW
@given(CHANCE)
def test_polars_with_intervals_equals_the_interpreter(chance: random.Random) -> None:
    generator = Generator(chance)
    node, rows = bound(generator.condition()), [generator.facts() for _ in range(12)]
    frame = frame_of(rows)
    found = (
        frame.lazy().with_columns(column(node, SCHEMA, frame.schema).alias("verdict")).collect()["verdict"].to_list()
    )
    assert found == [evaluate(node, row, SCHEMA).truth for row in rows]


@FEW
@given(CHANCE)
def test_polars_without_interval_columns_equals_the_interpreter(chance: random.Random) -> None:
    generator = Generator(chance)
    node = bound(generator.condition())
    share = chance.choice((0.0, 0.35))
    rows = [generator.facts(intervals=False, open_share=share) for _ in range(12)]
    frame = frame_of(rows)
    frame = frame.select(name for name in frame.columns if "__" not in name)
    assert verdicts(frame, {"verdict": node}, SCHEMA)["verdict"].to_list() == [
        evaluate(node, row, SCHEMA).truth for row in rows
    ]


@FEW
@given(CHANCE)
def test_one_polars_expression_equals_the_interpreter(chance: random.Random) -> None:
    generator = Generator(chance)
    node, rows = bound(generator.condition(1)), [generator.facts() for _ in range(4)]
    frame = frame_of(rows)
    found = frame.lazy().with_columns(column(node, SCHEMA, frame.schema).alias("verdict")).collect()
    assert found["verdict"].to_list() == [evaluate(node, row, SCHEMA).truth for row in rows]


@SOME
@given(CHANCE)
def test_z3_equals_the_interpreter_on_known_facts(chance: random.Random) -> None:
    generator = Generator(chance)
    node, facts = bound(generator.condition(2)), generator.facts(intervals=False, open_share=0.0)
    truth = evaluate(node, facts, SCHEMA).truth
    if truth is not None:  # unknown with all facts known: a constant is missing
        assert completions(node, facts, SCHEMA) == (truth, not truth)


@FEW
@given(CHANCE)
def test_z3_refines_kleene_and_equals_resolve(chance: random.Random) -> None:
    generator = Generator(chance)
    node, facts = bound(generator.condition(2)), generator.facts()
    truth, found = evaluate(node, facts, SCHEMA).truth, resolve(node, facts, SCHEMA)
    possible = completions(node, facts, SCHEMA)
    assert None not in possible
    if truth is not None:
        assert possible == (truth, not truth)
    exact = {(True, False): True, (False, True): False, (True, True): None}[possible]  # type: ignore[index]
    assert (found.truth, found.exact) == (exact, True)


@SOME
@given(CHANCE)
def test_more_knowledge_never_turns_a_verdict(chance: random.Random) -> None:
    generator = Generator(chance)
    node, facts = bound(generator.condition()), generator.facts(open_share=0.8)
    before = evaluate(node, facts, SCHEMA)
    more = {
        **generator.facts(open_share=0.0),
        **{n: v for n, v in facts.items() if not isinstance(v, dict) and v is not None},
    }
    for name, value in facts.items():
        if isinstance(value, dict) and "between" in value:
            more[name] = value["between"][chance.randint(0, 1)]
    after = evaluate(node, more, SCHEMA)
    assert before.truth is None or after.truth is before.truth


@SOME
@given(CHANCE)
def test_only_live_facts_can_matter(chance: random.Random) -> None:
    generator = Generator(chance)
    node, facts = bound(generator.condition()), generator.facts(open_share=0.8)
    before, cone = evaluate(node, facts, SCHEMA), live(node, facts, SCHEMA)
    assert (before.truth is None) == bool(before.reasons)
    full = generator.facts(open_share=0.0)
    dead = {n: v for n, v in full.items() if n not in cone and not isinstance(facts.get(n), dict)}
    assert evaluate(node, {**dead, **facts}, SCHEMA) == before


def shuffled(node: x.Node, chance: random.Random) -> x.Node:
    """The same condition, the children of all, any and at least in another order."""
    node = x.rebuild(node, lambda part: shuffled(part, chance))
    if isinstance(node, (x.All, x.Any)):
        return type(node)(tuple(chance.sample(node.children, len(node.children))))
    if isinstance(node, x.AtLeast):
        return x.AtLeast(node.count, tuple(chance.sample(node.children, len(node.children))))
    return node


@SOME
@given(CHANCE)
def test_order_of_children_changes_nothing(chance: random.Random) -> None:
    generator = Generator(chance)
    node, facts = bound(generator.condition()), generator.facts()
    assert evaluate(shuffled(node, chance), facts, SCHEMA) == evaluate(node, facts, SCHEMA)


@SOME
@given(CHANCE)
def test_points_hold_every_completion_between_their_bounds(chance: random.Random) -> None:
    generator = Generator(chance)
    term, facts = bound(generator.term(2)), generator.facts(open_share=0.8)
    wide = points(term, facts, SCHEMA)
    full = {
        **generator.facts(open_share=0.0),
        **{n: v for n, v in facts.items() if not isinstance(v, dict) and v is not None},
    }
    for name, value in facts.items():
        if isinstance(value, dict) and "between" in value:
            full[name] = value["between"][0]
    narrow = points(term, full, SCHEMA)
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high


@SOME
@given(CHANCE)
def test_residue_has_the_same_truth_in_every_completion(chance: random.Random) -> None:
    generator = Generator(chance)
    node, facts = bound(generator.condition()), generator.facts(intervals=False)
    rest = residue(node, Evaluation(facts, SCHEMA))
    known = {n: v for n, v in facts.items() if v is not None and not isinstance(v, dict)}
    full = {**generator.facts(open_share=0.0), **known}
    assert evaluate(rest, full, SCHEMA).truth is evaluate(node, full, SCHEMA).truth


@SOME
@given(CHANCE)
def test_what_an_explanation_cites_suffices_for_the_verdict(chance: random.Random) -> None:
    generator = Generator(chance)
    node, facts = bound(generator.condition()), generator.facts()
    certificate = explain(node, facts, SCHEMA)
    read = {name for leaf in leaves(certificate) for name in leaf.reads or ()}
    cited = {name: value for name, value in facts.items() if name in read}
    assert evaluate(node, cited, SCHEMA).truth is evaluate(node, facts, SCHEMA).truth


@FEW
@given(CHANCE)
def test_a_z3_model_of_the_condition_satisfies_the_interpreter(chance: random.Random) -> None:
    node = bound(Generator(chance).condition(2))
    if any(isinstance(part, x.Missing) for part in x.walk(node)):
        return
    proof = satisfiable(node, SCHEMA)
    assert proof.status in ("proved", "refuted")
    if proof:
        assert proof.witness is not None
        assert evaluate(node, proof.witness, SCHEMA).truth is True
        read_facts(proof.witness, SCHEMA)


def test_a_solver_that_gives_up_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(z3.Solver, "check", lambda self: z3.unknown)
    adult, old = x.Compare(">=", x.Fact("age"), x.Literal(18)), x.Compare(">=", x.Fact("age"), x.Literal(30))
    proof = implies(old, adult, SCHEMA)
    assert (proof.status, bool(proof), proof.witness) == ("not proved", False, None)
    assert satisfiable(adult, SCHEMA).status == "not proved"
    surely = x.Compare(">=", x.Sum((x.Fact("age"), x.Fact("age"))), x.Literal(0))
    found = resolve(surely, {}, SCHEMA)
    assert (found.truth, found.method, found.exact) == (None, "z3", False)
    monkeypatch.undo()
    assert (resolve(surely, {}, SCHEMA).truth, implies(old, adult, SCHEMA).status) == (True, "proved")
