"""Common ground, differences, conflicts, gaps and proofs of positions that are not as tidy as the shipped ones."""

from __future__ import annotations

from datetime import date

import pytest
from policy_cases import clause, duty, edited, standing

from communique.exchange import proving
from communique.exchange.agreement import common, meet, parts_of
from communique.exchange.changing import compare_days, days_of_change, history
from communique.exchange.differing import conflicts, differences
from communique.exchange.duties import clocks_of, obligation
from communique.exchange.envelope import possibly, surely
from communique.exchange.prooflog import proofs, publishable
from communique.exchange.proving import Prover
from communique.exchange.reading import load_positions
from communique.exchange.redlining import redlines
from communique.exchange.relaxation import relaxations
from communique.exchange.silence import gaps
from communique.rules import condition, evaluate
from communique.rules import expression as x

A_WORD = '{ en = "a", es = "a", fr = "a" }'
UNKNOWN = 'after = { unknown = "no rule was found" }'


@pytest.fixture
def positions(tmp_path):
    """Positions with some files changed, on a day."""
    return lambda on=date(2026, 1, 1), **changed: standing(edited(tmp_path / "p", **changed), on)


def replacing(old, new):
    def change(text):
        assert old in text
        return text.replace(old, new)

    return change


# -- proofs that can fail --------------------------------------------------------------------------------------------


def test_the_proof_log_of_the_shipped_positions_is_complete():
    three = standing()
    log = proofs(common(three).most.permit, three)
    assert log.complete
    assert [(p.claim, p.subject) for p in log.proofs] == [
        ("within", "A"), ("within", "B"), ("within", "C"), ("never", "sensitive"), ("possible", ""),
    ]  # fmt: skip


def test_an_injected_sensitive_permit_fails_the_proof_with_a_witness(positions):
    """Every party's bar on sensitive data lifted where there is a case: no clause is wrong by itself, the whole is."""
    lifted = clause("lifted", 'kind = "exception"\nlifts = "sensitive"\nwhen = { fact = "case" }')
    found = positions(a=lambda t: t + lifted, b=lambda t: t + lifted, c=lambda t: t + lifted)
    agreed = common(found)
    log = proofs(agreed.most.permit, found)
    assert agreed.status == "agreed"
    assert not publishable(agreed, log)
    failed = [p for p in log.proofs if p.status != "proved"]
    assert [(p.claim, p.status) for p in failed] == [("never", "refuted")]
    assert failed[0].witness.shown == {
        "category": "sensitive", "age_days": 0, "purpose": "terrorism", "case": True,
    }  # fmt: skip


def test_a_common_position_that_is_wider_than_one_party_fails_the_proof_with_a_witness():
    three = standing()
    two = x.All((three["A"].permit, three["C"].permit))
    refuted = [p for p in proofs(two, three).proofs if p.status == "refuted"]
    assert [p.subject for p in refuted] == ["B"]
    shown = refuted[0].witness.request
    assert evaluate(two, shown, three.form.schema).truth is True
    assert evaluate(three["B"].permit, shown, three.form.schema).truth is False


def test_every_proof_can_be_checked_again_from_its_formula():
    import z3

    three = standing()
    for proof in proofs(common(three).most.permit, three).proofs:
        solver = z3.Solver(ctx=z3.Context())
        solver.from_string(proof.formula)
        assert solver.check() == (z3.sat if proof.claim == "possible" else z3.unsat)


def test_a_solver_that_gives_up_has_proved_nothing(monkeypatch):
    import z3

    three = standing()
    permit = common(three).most.permit
    monkeypatch.setattr(proving, "read", lambda answer: "not proved" if answer == z3.unsat else "yes")
    log = proofs(permit, three)
    assert not log.complete
    assert {p.status for p in log.proofs if p.claim != "possible"} == {"not proved"}
    assert {d.found.answer for d in differences(three)} == {"yes", "not proved"}
    assert Prover(three.form).implies(permit, permit) == "not proved"


def test_a_time_out_is_an_answer_of_its_own():
    assert proving.read("unknown") == "not proved"


def test_a_solver_without_steps_left_gives_up():
    three = standing()
    permit = common(three).most.permit
    assert Prover(three.form, effort=1).possible(permit) == "not proved"


# -- true, but empty -------------------------------------------------------------------------------------------------


def permitting_all(text):
    return text.partition("[[clause]]")[0] + clause("all", "when = true")


def vacuities(found):
    return {(d.party, d.other, d.kind): (d.status, d.vacuous) for d in differences(found)}


def test_what_a_party_that_permits_nothing_never_does_is_vacuous_and_no_proof(tmp_path):
    three = standing(edited(tmp_path / "p", b=lambda t: t + clause("x", "when = false")))
    found = vacuities(three)
    assert found["B", "A", "forbids"] == found["B", "C", "forbids"] == ("vacuous", "nothing")
    assert found["A", "B", "forbids"] == ("found", None)


def test_nothing_for_certain_is_told_from_nothing_and_from_no_position(tmp_path):
    unknown = clause("x", 'when = { unknown = "not found" }')
    three = standing(edited(tmp_path / "p", b=lambda t: t + unknown))
    assert vacuities(three)["B", "A", "forbids"] == ("vacuous", "nothing for certain")
    before = standing(on=date(1990, 1, 1))
    assert {v for v in vacuities(before).values() if v[0] == "vacuous"} >= {("vacuous", "no position")}


def test_that_what_one_never_forbids_is_allowed_is_vacuous_and_what_is_excluded_is_not(tmp_path):
    open_to_all = standing(
        edited(tmp_path / "p", c=lambda t: t.partition("[[clause]]")[0] + clause("all", "when = true"))
    )
    assert vacuities(open_to_all)["A", "C", "forbids"] == ("vacuous", "other")
    assert vacuities(standing())["B", "C", "forbids"] == ("excluded", None)


def test_a_duty_that_applies_to_nothing_conflicts_with_nobody_for_an_empty_reason(tmp_path):
    three = standing(edited(tmp_path / "p", c=lambda t: t + duty("must", 'do = "keep"\nwhen = false')))
    assert {(c.status, c.vacuous) for c in conflicts(three)} == {("vacuous", "nothing")}


def test_claims_about_an_empty_common_position_are_vacuous_and_not_proved(tmp_path):
    three = standing(edited(tmp_path / "p", b=lambda t: t + clause("x", "when = false")))
    log = proofs(common(three).most.permit, three)
    assert {p.claim: p.status for p in log.proofs} == {"within": "vacuous", "never": "vacuous", "possible": "refuted"}
    assert not log.complete


def test_a_party_that_permits_all_makes_no_claim_empty(tmp_path):
    three = standing(edited(tmp_path / "p", c=permitting_all))
    assert proofs(common(three).most.permit, three).complete


# -- an empty common position ----------------------------------------------------------------------------------------


ONLY_TAX = replacing(
    'when = { fact = "purpose", in = ["terrorism", "serious_crime"] }', 'when = { fact = "purpose", "==" = "tax" }'
)


def test_positions_without_common_ground_are_empty_and_no_agreement(positions):
    found = positions(b=ONLY_TAX, a=replacing('  { fact = "case" },\n', ""))
    agreed = common(found)
    assert agreed.status == "empty"
    assert not publishable(agreed, proofs(agreed.most.permit, found))
    assert agreed.relaxations == (("A.purpose",), ("B.purpose",))
    assert [p.status for p in proofs(agreed.most.permit, found).proofs if p.claim == "possible"] == ["refuted"]


def test_each_relaxation_is_enough_and_no_part_of_it_is(positions):
    found = positions(
        a=replacing('  { fact = "case" },\n', ""),
        b=lambda t: ONLY_TAX(t) + clause("court", 'when = { fact = "court_order" }'),
        c=lambda t: t + clause("nocourt", 'kind = "bar"\nwhen = { fact = "court_order" }'),
    )
    prover, parts = Prover(found.form), parts_of(found)
    sets = relaxations(parts, prover)
    assert {len(names) for names in sets} == {2}
    assert len(sets) == 4
    for names in sets:
        assert prover.possible(*(node for name, node in parts.items() if name not in names)) == "yes"
        for kept in names:
            some = [node for name, node in parts.items() if name not in names or name == kept]
            assert prover.possible(*some) == "no"


def test_what_must_never_be_permitted_is_no_way_out(positions):
    found = positions(a=lambda t: t + clause("only", 'when = { fact = "category", "==" = "sensitive" }'))
    for names in common(found).relaxations:
        assert "A.only" in names


# -- texts that were not found ---------------------------------------------------------------------------------------


def test_an_unknown_period_gives_two_results_and_is_named(positions):
    found = positions(c=replacing('after = "P1825D"', UNKNOWN))
    agreed = common(found)
    assert agreed.unknowns == ("C.retention",)
    assert agreed.deciding == ("C.retention",)
    assert agreed.status == "agreed"  # with an identified case C's unknown period does not apply
    without_case = condition({"not": {"fact": "case"}})
    prover = Prover(found.form)
    assert prover.largest("age_days", agreed.most.permit, without_case) is None
    assert prover.largest("age_days", agreed.least.permit, without_case) == 1278  # B's own limit


def test_an_unknown_is_neither_zero_nor_without_end(positions):
    found = positions(
        c=replacing(
            'after = "P1825D"\nsince = "collection"\nunless = { fact = "case" }', UNKNOWN + '\nsince = "collection"'
        )
    )
    agreed = common(found)
    assert agreed.status == "depends on unknowns"
    assert not publishable(agreed, proofs(agreed.most.permit, found))
    assert agreed.most.possible == "no"  # not even on day 0: a period of zero was not stated either
    assert agreed.least.ages["name"] == {"age_days": 2190}
    assert agreed.relaxations == (("C.retention",),)
    assert proofs(agreed.least.permit, found, read=possibly).complete


def test_bounds_that_a_source_states_narrow_the_unknown(positions):
    bounded = 'after = { unknown = "?", at_least = "P100D", at_most = "P1000D" }\nsince = "collection"'
    found = positions(c=replacing('after = "P1825D"\nsince = "collection"\nunless = { fact = "case" }', bounded))
    agreed = common(found)
    assert agreed.status == "agreed"
    assert agreed.most.ages["name"] == {"age_days": 100}
    assert agreed.least.ages["name"] == {"age_days": 1000}


def test_an_unknown_that_decides_nothing_is_told_apart(positions):
    """C's period is not known, but with sensitive data alone left nothing in common turns on it."""
    found = positions(a=lambda t: t + clause("never", "when = false"), c=replacing('after = "P1825D"', UNKNOWN))
    agreed = common(found)
    assert agreed.unknowns == ("C.retention",)
    assert agreed.deciding == ()
    assert agreed.status == "empty"


def test_the_two_readings_enclose_every_value_the_unknown_may_take(positions):
    found = positions(c=replacing('after = "P1825D"', UNKNOWN))
    permit = found["C"].permit
    prover = Prover(found.form)
    low, high = surely(permit), possibly(permit)
    for days in (0, 1, 500, 7300):

        def at(node, days=days):
            return x.Literal(days) if isinstance(node, x.Missing) else x.rebuild(node, at)

        settled = at(permit)
        assert prover.implies(low, settled) == prover.implies(settled, high) == "yes"


def test_an_unknown_under_a_negation_is_turned_round():
    unknown = x.Missing("unstated", "u")
    assert surely(x.Not(unknown)) == x.Not(x.TRUE)
    assert possibly(x.Implies(unknown, x.Fact("case"))) == x.Implies(x.FALSE, x.Fact("case"))
    assert surely(x.Fact("case")) == x.Fact("case")


# -- differences, conflicts, gaps ------------------------------------------------------------------------------------


def test_forbidden_unknown_and_silent_are_three_kinds(positions):
    found = positions(
        b=lambda t: (
            t.replace('purpose = "all"', 'purpose = ["terrorism", "serious_crime", "immigration"]')
            + clause("onward", 'when.any = [{ fact = "case" }, { unknown = "onward" }]')
        )
    )
    kinds = {d.kind: d for d in differences(found) if (d.party, d.other) == ("C", "B")}
    assert set(kinds) == {"forbids", "unknown", "silent"}
    assert kinds["forbids"].found.shown["purpose"] == "immigration"
    assert kinds["forbids"].clauses == ("B.purpose",)
    assert kinds["unknown"].found.shown["case"] is False
    assert kinds["unknown"].clauses == ("B.onward",)
    assert kinds["silent"].found.shown["purpose"] == "tax"
    assert kinds["silent"].clauses == ("B.speaks.purpose",)


REQUIRE = duty("must", 'do = "disclose"\nwhen = { fact = "purpose", "==" = "tax" }', "sharing")


def test_what_one_requires_and_another_forbids_is_a_conflict_with_a_witness(positions):
    found = {(d.party, d.other): d for d in conflicts(positions(c=lambda t: t + REQUIRE))}
    assert set(found) == {("C", "A"), ("C", "B"), ("C", "C")}
    assert found["C", "B"].found.answer == "yes"
    assert found["C", "B"].duty == "C.must"
    assert "B.purpose" in found["C", "B"].clauses
    assert found["C", "C"].found.answer == "yes"  # C's own bar on sensitive data stands against its own duty


def test_a_duty_within_what_all_permit_is_no_conflict(positions):
    narrow = """when.all = [
  { fact = "purpose", "==" = "terrorism" }, { fact = "age_days", "<=" = 9 }, { fact = "category", "==" = "name" },
]"""
    mild = duty("must", f'do = "disclose"\n{narrow}', "sharing")
    assert {d.found.answer for d in conflicts(positions(c=lambda t: t + mild))} == {"no"}
    assert conflicts(standing()) == ()


def test_every_silence_is_a_gap(positions):
    found = positions(
        a=replacing('purpose = "all"', 'purpose = ["terrorism"]'),
        b=replacing('purpose = "all"', 'purpose = ["serious_crime"]'),
        c=lambda t: replacing('purpose = "all"', 'purpose = ["terrorism", "immigration"]')(t).replace(
            'after = "P1825D"', UNKNOWN
        ),
    )
    told = {(gap.kind, gap.party, gap.name): gap for gap in gaps(found)}
    assert told["value", "A", "purpose"].values == ("serious_crime", "immigration", "tax")
    assert ("unknown", "C", "C.retention") in told
    assert told["verb", "A", "sharing"]
    assert told["duty", "C", "mask"].values == ("itinerary", "payment", "sensitive")
    assert told["nobody", None, ""].found.shown["purpose"] == "tax"
    assert ("nobody", None, "") not in {(g.kind, g.party, g.name) for g in gaps(standing())}


def test_a_party_without_a_position_on_the_day_is_a_gap(positions):
    found = positions(
        b=replacing('[position]\nparty = "B"\nfrom = 2020-01-01', '[position]\nparty = "B"\nfrom = 2027-01-01')
    )
    assert [(g.kind, g.party) for g in gaps(found) if g.party == "B"] == [("absent", "B")]
    assert common(found).status == "depends on unknowns"


# -- obligations -----------------------------------------------------------------------------------------------------


def test_of_comparable_periods_the_shortest_governs_and_masked_categories_are_the_union():
    three = standing()
    name = obligation("delete", "name", three)
    assert {term.name for term in name.common} == {"A.dormant", "B.dormant", "B.retention"}
    assert {term.name for term in obligation("mask", "name", three).common} >= {"A.masking"}
    assert obligation("mask", "payment", three).silent == ("A", "B", "C")


def test_months_and_days_stand_side_by_side(positions):
    months = f"""
[fields.months]
type = "age"
label = {A_WORD}
since = "collection"
since_label = {A_WORD}
unit = "months"
at_most = 600
"""
    extra = duty("monthly", 'do = "delete"\nafter = "P6Y"\nsince = "collection"')
    found = positions(request=lambda t: t + months, c=lambda t: t + extra)
    assert {"B.retention", "C.monthly"} <= {term.name for term in obligation("delete", "name", found).common}


def test_an_unknown_period_is_listed_beside_those_that_govern(positions):
    found = obligation("delete", "name", positions(c=replacing('after = "P1825D"', UNKNOWN)))
    assert found.unknown == ("C.retention",)
    assert "C.retention" not in {term.name for term in found.common}


REVIEW = 'do = "review"\nafter = "{}"\nsince = "collection"'


def test_reviews_and_notices_are_taken_on_or_shortened(positions):
    found = positions(
        a=lambda t: t + duty("review", REVIEW.format("P2Y")), b=lambda t: t + duty("review", REVIEW.format("P1Y"))
    )
    told = {
        (r.party, r.what, r.name, r.own) for r in redlines(found, common(found)) if r.what in ("shorten", "take on")
    }
    assert told == {("A", "shorten", "B.review", "A.review"), ("C", "take on", "B.review", None)}


def test_duties_become_the_clocks_of_records_and_what_no_clock_can_hold_is_named(positions):
    review = duty("review", REVIEW.format("P1Y"))
    found = positions(c=lambda t: replacing('after = "P1825D"', UNKNOWN)(t) + review)
    clocks, left = clocks_of(found["C"])
    assert [(c.id, c.origin, str(c.period), c.action, c.exceptions, c.repeats) for c in clocks] == [
        ("C.masking", "collection", "P730D", "mask", ("case",), False),
        ("C.review", "collection", "P1Y", "review", (), True),
    ]
    assert left == ("C.retention",)
    assert [c.exceptions for c in clocks_of(found["A"])[0]] == [(), ("case", "supervisor")]
    assert clocks_of(found["A"])[1] == ("A.dormant",)  # case and supervisor together: two flags, neither enough


# -- redline, history ------------------------------------------------------------------------------------------------


def test_a_party_that_makes_its_redline_is_within_the_common_position():
    three = standing()
    agreed, prover, parts = common(three), Prover(three.form), parts_of(three)
    for stance in three:
        taken = [parts[r.name] for r in redlines(three, agreed) if r.party == stance.party and r.what == "add"]
        assert prover.implies(x.All((stance.permit, *taken)), agreed.most.permit) == "yes"


def test_a_redline_shows_what_would_end():
    three = standing()
    for line in redlines(three, common(three)):
        own, clause_ = three[line.party].permit, parts_of(three)[line.name]
        assert evaluate(own, line.today.request, three.form.schema).truth is True
        assert evaluate(clause_, line.today.request, three.form.schema).truth is False


def test_a_party_that_is_already_there_changes_nothing(positions):
    found = positions(**{name: lambda t, n=name: _same(n) for name in ("a", "c")})
    assert redlines(found, common(found)) == ()


def _same(name):
    from policy_cases import FIXTURES

    text = (FIXTURES / "b.toml").read_text(encoding="utf-8")
    return text.replace('party = "B"', f'party = "{name.upper()}"')


def test_an_unknown_of_its_own_is_to_be_settled(positions):
    found = positions(c=replacing('after = "P1825D"', UNKNOWN))
    told = [(r.party, r.name) for r in redlines(found, common(found)) if r.what == "settle"]
    assert told == [("C", "C.retention")]


def test_the_common_position_of_a_day_and_what_changed_since(tmp_path):
    def narrower(text):
        old = 'when = { fact = "purpose", in = ["terrorism", "serious_crime"] }\nfrom = 2020-01-01'
        assert old in text
        ended = text.replace(old, old + "\nto = 2022-12-31")
        newer = clause("purpose", 'when = { fact = "purpose", "==" = "terrorism" }')
        return ended + newer.replace("from = 2020-01-01", "from = 2023-01-01")

    positions = load_positions([edited(tmp_path / "p", b=narrower)])
    assert days_of_change(positions) == (date(2020, 1, 1), date(2023, 1, 1))
    then, now = (agreed.most.values["purpose"] for _, agreed in history(positions))
    assert then == ("terrorism", "serious_crime")
    assert now == ("terrorism",)
    changed = compare_days(positions, date(2022, 12, 31), date(2023, 1, 1))
    assert [(c.name, c.how) for c in changed.changes] == [("B.purpose", "changed")]
    assert changed.forbidden.shown["purpose"] == "serious_crime"
    assert changed.allowed.answer == "no"
    same = compare_days(positions, date(2023, 1, 1), date(2024, 1, 1))
    assert (same.changes, same.allowed.answer, same.forbidden.answer) == ((), "no", "no")


# -- properties ------------------------------------------------------------------------------------------------------


def test_the_order_of_the_parties_changes_nothing_of_what_is_permitted():
    three = standing()
    prover = Prover(three.form)
    parts = parts_of(three)
    forward, back = meet(parts, prover), meet(dict(reversed(parts.items())), prover)
    assert (
        prover.possible(
            x.Any((x.All((forward.permit, x.Not(back.permit))), x.All((back.permit, x.Not(forward.permit)))))
        )
        == "no"
    )
    assert (forward.values, forward.ages) == (back.values, back.ages)


def test_one_more_party_never_permits_more(positions):
    three = standing()
    prover = Prover(three.form)
    for left_out in three:
        fewer = x.All(tuple(stance.permit for stance in three if stance is not left_out))
        assert prover.implies(common(three, prover).most.permit, fewer) == "yes"


def test_the_least_of_an_ordered_field_is_what_approval_is_needed(positions):
    levels = f"""
[fields.approval]
type = "one_of"
ordered = true
label = {A_WORD}
phrase = {{ en = "{{}}", es = "{{}}", fr = "{{}}" }}
[fields.approval.values]
"""
    levels += "".join(f'{v} = {{ en = "{v}", es = "{v}", fr = "{v}" }}\n' for v in ("none", "superior", "court"))
    spoken = replacing('purpose = "all"', 'purpose = "all"\napproval = "all"')
    needs = clause(
        "approval",
        'when.if = { fact = "category", "==" = "name" }\nwhen.then = { fact = "approval", in = ["superior", "court"] }',
    )
    found = positions(request=lambda t: t + levels, a=spoken, b=lambda t: spoken(t) + needs, c=spoken)
    approval = common(found).most.approval
    assert approval["name"] == {"approval": "superior"}
    assert approval["itinerary"] == {"approval": "none"}
