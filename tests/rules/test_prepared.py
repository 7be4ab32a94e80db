"""Does what is prepared for many people say of each what the interpreter says, with the same reasons?"""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rule_cases import SCHEMA, Generator, bound

from communique.rules import expression as x
from communique.rules.interpret import Evaluation
from communique.rules.prepared import Prepared
from communique.rules.schema import Reading, Reason, read_facts

CHANCE = st.randoms(use_true_random=False)
SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def everything(nodes: list[x.Node]) -> list[x.Node]:
    """The conditions and all that they are made of, but for what is inside a leaf."""
    joins = (x.All, x.Any, x.Not, x.AtLeast, x.Implies, x.Named)
    inside = [everything(list(x.parts(node))) for node in nodes if isinstance(node, joins)]
    return [*nodes, *(part for parts in inside for part in parts)]


@SOME
@given(CHANCE)
def test_every_part_has_the_truth_and_the_reasons_that_the_interpreter_finds(chance: random.Random) -> None:
    generator = Generator(chance)
    nodes = [bound(generator.condition()) for _ in range(4)]
    prepared = Prepared(nodes, SCHEMA, {})
    for facts in [{}, *(generator.facts() for _ in range(5))]:
        now, walked = prepared.evaluation(read_facts(facts, SCHEMA)), Evaluation(facts, SCHEMA)
        for node in everything(nodes):
            assert now.truth(node) == walked.truth(node)
            assert now.result(node) == walked.result(node)


@SOME
@given(CHANCE)
def test_a_fact_that_everybody_shares_is_read_as_if_each_had_said_it(chance: random.Random) -> None:
    generator = Generator(chance)
    nodes = [bound(generator.condition()) for _ in range(4)]
    shared = {"claim": generator.value("claim")}
    prepared = Prepared(nodes, SCHEMA, read_facts(shared, SCHEMA))
    facts = {**generator.facts(), **shared}
    now, walked = prepared.evaluation(read_facts(facts, SCHEMA)), Evaluation(facts, SCHEMA)
    assert [now.truth(node) for node in nodes] == [walked.truth(node) for node in nodes]


@SOME
@given(CHANCE)
def test_were_some_facts_otherwise_it_is_as_if_they_had_been_said(chance: random.Random) -> None:
    generator = Generator(chance)
    nodes = [bound(generator.condition()) for _ in range(4)]
    said, changed = (read_facts(generator.facts(), SCHEMA) for _ in range(2))
    few = {name: changed[name] for name in sorted(changed)[:3]}
    now = Prepared(nodes, SCHEMA, {}).evaluation(said)
    before = [now.truth(node) for node in nodes]
    walked = Evaluation({}, SCHEMA)
    walked.readings = {**said, **few}
    for node in [*nodes, x.Not(nodes[0])]:
        assert now.otherwise(node, few) is walked.truth(node)[0]
    assert [now.truth(node) for node in nodes] == before


def test_an_unknown_without_a_reason_is_still_unknown_and_never_false() -> None:
    adult = x.Compare(">=", x.Fact("age"), x.Literal(18))
    both = x.All((adult, x.Literal(True)))
    now = Prepared([both], SCHEMA, {}).evaluation({"age": Reading(10, 20)})
    assert now.truth(adult) == now.truth(both) == (None, frozenset())


def test_nothing_that_a_person_said_stays_with_what_is_prepared() -> None:
    old, several = (x.Compare(">=", x.Fact("age"), x.Literal(each)) for each in (18, 65))
    node = x.Any((old, x.All((several, x.Fact("married")))))
    prepared = Prepared([node], SCHEMA, {})
    before = kept(prepared)
    for age in (17, 77_001):
        said = {"age": Reading(age, age), "married": Reading(reasons=frozenset((Reason("declined", "married"),)))}
        now = prepared.evaluation(said)
        now.result(node), now.otherwise(node, {"age": Reading(5, 5)})
    assert kept(prepared) == before


def kept(prepared: Prepared) -> dict[str, str]:
    """All that it holds, but for what a node is made of, which `_cone` finds."""
    return {name: repr(value) for name, value in vars(prepared).items() if name != "_cones"}


def test_what_is_known_between_two_ends_is_never_taken_for_its_lower_end() -> None:
    adult = x.Compare(">=", x.Fact("age"), x.Literal(18))
    prepared = Prepared([adult], SCHEMA, {})
    assert prepared.evaluation({"age": Reading(10, 20)}).truth(adult)[0] is None
    assert prepared.evaluation({"age": Reading(10, 10)}).truth(adult)[0] is False
