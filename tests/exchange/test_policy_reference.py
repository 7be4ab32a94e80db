"""The invented positions give the exact answers of the specification of `exchange`, and mean what its table says."""

from __future__ import annotations

import csv
import re

import pytest
from policy_cases import FLAGS, requests, standing

from communique.exchange.agreement import common
from communique.exchange.differing import differences
from communique.exchange.prooflog import proofs, publishable
from communique.exchange.proving import Prover
from communique.rules import condition, evaluate
from communique.rules import expression as x


@pytest.fixture(scope="module")
def three():
    return standing()


@pytest.fixture(scope="module")
def prover(three):
    return Prover(three.form)


@pytest.fixture(scope="module")
def meet(three):
    return x.All(tuple(stance.permit for stance in three))


def as_python(predicate):
    """The table's notation as a Python expression: `a implies b` is `(not a) or b`."""
    left, implies, right = predicate.partition(" implies ")
    return f"(not ({left})) or ({right})" if implies else predicate


def test_the_files_say_what_the_table_of_predicates_says(three, shared):
    rows = csv.DictReader((shared / "data/exchange/fixture_positions.csv").open(encoding="utf-8"))
    code = {}
    for row in rows:
        code.setdefault(row["position"], []).append(compile(as_python(row["predicate"]), row["clause"], "eval"))
    names = {value: value for field in ("purpose", "category") for value in three.form.listed(field)}
    assert {party: len(parts) for party, parts in code.items()} == {"A": 4, "B": 4, "C": 4}
    for request in requests(three)[::7]:
        known = {**names, **request, "p": request["purpose"]}
        for stance in three:
            wanted = all(eval(each, {}, known) for each in code[stance.party])
            assert evaluate(stance.permit, request, three.form.schema).truth is wanted, (stance.party, request)


def test_the_meet_implies_each_position(three, prover, meet):
    assert [prover.possible(meet, x.Not(stance.permit)) for stance in three] == ["no", "no", "no"]


def test_the_meet_is_possible_and_never_sensitive_though_a_alone_may_be(three, prover, meet):
    sensitive = condition({"fact": "category", "==": "sensitive"})
    assert prover.possible(meet) == "yes"
    assert prover.possible(meet, sensitive) == "no"
    assert prover.possible(three["A"].permit, sensitive) == "yes"


def test_the_largest_age_under_the_meet(prover, meet):
    assert prover.largest("age_days", meet) == 2190


def test_the_largest_age_of_a_name_without_case_supervisor_or_court(prover, meet):
    bare = condition({"all": [{"fact": "category", "==": "name"}, *({"not": {"fact": f}} for f in FLAGS)]})
    assert prover.largest("age_days", meet, bare) == 183


def test_an_age_on_which_nothing_rests_has_no_limit_and_the_impossible_no_age(prover):
    assert prover.largest("age_days", condition({"fact": "case"})) == "no limit"
    assert prover.largest("age_days", condition({"fact": "age_days", "<=": 7299})) == 7299
    assert prover.largest("age_days", condition({"fact": "age_days", "<=": 7300})) == "no limit"
    assert prover.largest("age_days", condition({"fact": "age_days", "<=": 0})) == 0
    assert prover.largest("age_days", condition({"all": [{"fact": "case"}, {"not": {"fact": "case"}}]})) is None


def test_who_allows_what_another_forbids(three):
    found = {(d.party, d.other): d.found.answer for d in differences(three)}
    assert (found["A", "B"], found["B", "C"], found["C", "A"]) == ("yes", "no", "yes")
    assert len(found) == 6


def test_the_common_position_is_agreed_and_says_no_more_than_the_join(three, prover, meet):
    agreed = common(three, prover)
    assert agreed.status == "agreed"
    assert publishable(agreed, proofs(agreed.most.permit, three, prover))
    assert agreed.join.values["purpose"] == three.form.listed("purpose")
    assert agreed.join.ages["sensitive"] == {"age_days": 30}
    assert prover.implies(agreed.most.permit, meet) == "yes"
    assert prover.implies(meet, agreed.most.permit) == "yes"
    assert agreed.most.values["purpose"] == ("terrorism", "serious_crime")
    assert "sensitive" not in agreed.most.values["category"]
    assert agreed.most.ages["sensitive"] == {"age_days": None}
    assert agreed.most.ages["name"] == {"age_days": 2190}
    shown = agreed.beyond.request
    assert any(evaluate(s.permit, shown, three.form.schema).truth for s in three)
    assert not all(evaluate(s.permit, shown, three.form.schema).truth for s in three)


def test_every_clause_that_makes_the_meet_forbids_something_the_others_do_not(three, prover):
    agreed = common(three, prover)
    parts = dict(zip(agreed.most.clauses, agreed.most.permit.children, strict=True))
    for name in parts:
        rest = [node for other, node in parts.items() if other != name]
        assert prover.possible(*rest, x.Not(parts[name])) == "yes", name


def test_the_example_in_words_is_the_plainest_one(three):
    found = {(d.party, d.other): d for d in differences(three)}
    assert found["B", "A"].found.shown == {
        "category": "name", "age_days": 184, "purpose": "terrorism", "case": False, "supervisor": False,
    }  # fmt: skip
    assert found["B", "A"].clauses == ("A.masking",)
    assert found["C", "B"].found.shown == {"category": "name", "age_days": 0, "purpose": "immigration"}


def test_the_shipped_positions_are_marked_as_no_countrys_law(three):
    for stance in three:
        assert stance.position.head.invented
        assert {entry.confidence for entry in stance.entries.values()} == {"invented"}
        assert re.search("no country", stance.position.head.title["en"])
