"""Whatever the answers: more never turn a verdict round, order changes nothing, and a frame agrees with each person."""

from __future__ import annotations

import random
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workstreams.pathways.people import ON, answers, asked, value_of

from communique.rules import Evaluation
from communique.workstreams.pathways.answers import Contradicted, read_answers
from communique.workstreams.pathways.batch import BatchError, counts, evaluate_frame, transitions
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.compiled import day
from communique.workstreams.pathways.evaluation import evaluate, lesser
from communique.workstreams.pathways.pathway import Answer

QUIET = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def judged(said: dict[str, Any]) -> Answer | None:
    """The answer, or None where the answers contradict one another."""
    try:
        return evaluate(shipped(), said, ON)
    except Contradicted:
        return None


def truths(answer: Answer) -> list[tuple[bool | None, bool | None, bool | None, str]]:
    return [(each.criteria.truth, each.status.truth, each.overall, each.word) for each in answer.findings]


@QUIET
@given(answers(), st.data())
def test_one_more_answer_never_turns_true_into_false_or_false_into_true(
    said: dict[str, Any], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from([name for name in asked() if name not in said] or list(asked())))
    more = {name: data.draw(value_of(asked()[name])), **said}
    before, after = judged(said), judged(more)
    if before is None or after is None:
        return
    for was, is_ in zip(before.findings, after.findings, strict=True):
        if was.criteria.truth is not None:
            assert is_.criteria.truth is was.criteria.truth, (was.pathway.id, name)
        if was.status.truth is not None:
            assert is_.status.truth is was.status.truth, (was.pathway.id, name)


@QUIET
@given(answers(), st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(said: dict[str, Any], order: random.Random) -> None:
    names = list(said)
    order.shuffle(names)
    first, second = judged(said), judged({name: said[name] for name in names})
    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert truths(first) == truths(second)


@QUIET
@given(answers())
def test_not_sure_declined_and_never_asked_are_the_same_verdict(said: dict[str, Any]) -> None:
    plain = judged(said)
    others = [name for name in asked() if name not in said]
    for value in (None, "declined", {"declined": True}):
        again = judged({**said, **dict.fromkeys(others, value)})
        assert (plain is None) == (again is None)
        if plain is not None and again is not None:
            assert truths(plain) == truths(again)


@QUIET
@given(answers())
def test_overall_is_the_lesser_of_both_and_the_words_never_say_more(said: dict[str, Any]) -> None:
    answer = judged(said)
    for each in answer.findings if answer else ():
        assert each.overall is lesser(each.criteria.truth, each.status.truth)
        assert (each.word == "may") == (each.overall is True)
        if each.criteria.truth is None and each.status.truth is not False:
            assert each.word == "cannot-tell"


@QUIET
@given(answers())
def test_every_false_verdict_says_why(said: dict[str, Any]) -> None:
    answer = judged(said)
    for each in answer.findings if answer else ():
        unmet = [because for because in each.reasons if because.truth is False]
        if each.criteria.truth is False and each.pathway.id not in ("ca-pgwp",):
            assert unmet or any(because.kind == "exception" for because in each.reasons), each.pathway.id
        assert all(because.citation is not None for because in each.reasons)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(answers())
def test_the_change_that_is_proposed_makes_no_false_criteria_false_again(said: dict[str, Any]) -> None:
    answer = judged(said)
    for each in answer.findings if answer else ():
        change = each.change
        if change is None or not change.possible or not change.changed:
            continue
        then = judged({**said, **change.changed})
        if then is not None:
            assert then[each.pathway.id].criteria.truth is not False, (each.pathway.id, change)


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(answers(), min_size=12, max_size=12))
def test_a_frame_of_people_is_judged_as_each_person_is(people: list[dict[str, Any]]) -> None:
    people = [each for each in people if judged(each) is not None]
    if not people:
        return
    found = evaluate_frame(frame(people), shipped(), ON)
    for row, said in zip(found.iter_rows(named=True), people, strict=True):
        for each in evaluate(shipped(), said, ON).findings:
            name = each.pathway.id
            if name != "ca-claim":  # dates without end are walked by a solver, for one person only
                assert row[f"{name}.criteria"] is each.criteria.truth, (name, said)
            assert row[f"{name}.status"] is each.status.truth, name


def frame(people: list[dict[str, Any]]) -> pl.DataFrame:
    types: dict[str, Any] = {
        "bool": pl.Boolean, "int": pl.Int64, "number": pl.Float64, "date": pl.Date, "enum": pl.String,
        "set": pl.List(pl.String),
    }  # fmt: skip
    columns = {
        name: pl.Series(name, [each.get(name) for each in people], types[kind.sort], strict=False)
        for name, kind in asked().items()
    }
    return pl.DataFrame(columns)


def test_a_frame_keeps_its_ids_its_order_and_its_bounds() -> None:
    people = pl.DataFrame(
        {"id": ["b", "a"], "age": [None, 40], "age__low": [16, None], "age__high": [20, None]},
        schema_overrides={"age": pl.Int64, "age__low": pl.Int64, "age__high": pl.Int64},
    )
    found = evaluate_frame(people, shipped(), ON)
    assert found["id"].to_list() == ["b", "a"]
    assert found.columns[1:4] == ["us-usrap.criteria", "us-usrap.status", "us-usrap.overall"]
    assert found["ca-iec.criteria"].to_list() == [None, False]
    assert found.width == 1 + 3 * 93


def test_a_column_that_is_no_fact_is_refused() -> None:
    with pytest.raises(BatchError, match="column agee"):
        evaluate_frame(pl.DataFrame({"agee": [30]}), shipped(), ON)


def test_who_gains_and_who_loses_is_counted() -> None:
    people = frame([{"age": 30}, {"age": 40}, {"age": 17}])
    before = evaluate_frame(people, shipped(), ON)
    after = before.with_columns(pl.Series("ca-iec.criteria", [None, None, True]))
    moved = transitions(before, after)
    assert moved.to_dicts() == [
        {"pathway": "ca-iec", "part": "criteria", "was": False, "is": None, "people": 1},
        {"pathway": "ca-iec", "part": "criteria", "was": False, "is": True, "people": 1},
    ]
    tally = counts(before).filter(pl.col("pathway") == "ca-iec", pl.col("part") == "criteria").to_dicts()
    assert tally == [{"pathway": "ca-iec", "part": "criteria", "true": 0, "false": 2, "unknown": 1}]


@QUIET
@given(answers(), st.data())
def test_what_is_prepared_for_the_day_judges_as_the_interpreter_does(said: dict[str, Any], data: st.DataObject) -> None:
    """Of every condition of the catalogue, with some answers declined or given as an interval."""
    for name in data.draw(st.lists(st.sampled_from(list(asked())), max_size=6)):
        said[name] = (
            "declined" if not asked()[name].ordered else {"between": [None, data.draw(value_of(asked()[name]))]}
        )
    facts, readings = read_answers(shipped(), said, ON)
    today, walked = day(shipped(), ON), Evaluation(facts, shipped().book.facts)
    now = today.parts.evaluation(readings)
    for node in (node for each in today.pathways for node in each.conditions):
        assert now.truth(node) == walked.truth(node)
