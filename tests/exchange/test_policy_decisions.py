"""One request and a million are decided alike, and whatever is not known denies, with its own reason."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policy_cases import AGES, FLAGS, clause, duty, edited, requests, standing

from communique.exchange.bulk import decide_all, permits
from communique.exchange.clocks import Period, due
from communique.exchange.deciding import RequestError, begun_months, decide
from communique.exchange.stance import Stances
from communique.rules import evaluate

NAME = {"purpose": "terrorism", "category": "name", "age_days": 10, **dict.fromkeys(FLAGS, False)}
SCHEMA = {"purpose": pl.String, "category": pl.String, "age_days": pl.Int64, **dict.fromkeys(FLAGS, pl.Boolean)}
THREE = standing()


def frame(*rows):
    return pl.DataFrame(list(rows), schema=SCHEMA)


def reasons(found, party):
    return next(f.codes for f in found.findings if f.party == party)


def with_unknowns(tmp_path_factory):
    """C's deletion and B's onward transfer unknown, and C silent on payment: every way not to know."""
    folder = tmp_path_factory.mktemp("positions") / "three"

    def no_text(text):
        both = '{ all = [{ fact = "case" }, { fact = "supervisor" }] }'
        unknown = text.replace('after = "P1825D"', 'after = { unknown = "no rule was found" }')
        return unknown.replace('unless = { fact = "case" }', f"unless = {both}", 1).replace(
            'category = "all"', 'category = ["name", "contact", "itinerary", "sensitive", "apis"]'
        )

    return standing(edited(folder, c=no_text, b=lambda t: t + clause("onward", 'when = { unknown = "transfer" }')))


@pytest.fixture(scope="module")
def unknowing(tmp_path_factory):
    return with_unknowns(tmp_path_factory)


# -- one and many ----------------------------------------------------------------------------------------------------


def test_single_and_bulk_agree_on_every_request_that_the_positions_tell_apart():
    asked = requests(THREE)
    found = permits(frame(*asked), THREE)
    for nth, request in list(enumerate(asked))[::11]:
        decision = decide(THREE, request)
        for finding in decision.findings:
            assert found[finding.party][nth] is finding.permitted, (finding.party, request)
        assert found["common"][nth] is decision.permitted


ROWS = st.fixed_dictionaries(
    {
        "purpose": st.sampled_from(["terrorism", "tax", "astrology", None]),
        "category": st.sampled_from(["name", "payment", "sensitive", "shoes", None]),
        "age_days": st.sampled_from([*AGES, -1, 9000, None]),
        **{flag: st.sampled_from([True, False, None]) for flag in FLAGS},
    }
)


@settings(max_examples=50)
@given(rows=st.lists(ROWS, min_size=1, max_size=30))
def test_single_and_bulk_agree_where_much_is_missing_unseen_unknown_or_absurd(rows, unknowing):
    bulk, plain = decide_all(frame(*rows), unknowing), permits(frame(*rows), unknowing)
    for nth, row in enumerate(rows):
        decision = decide(unknowing, row)
        assert bulk["common"][nth] is plain["common"][nth] is decision.permitted
        for party in unknowing.parties:
            code = bulk[f"{party} reason"][nth]
            assert (code is None) is bulk[party][nth] is plain[party][nth]
            told = decision.rejected or reasons(decision, party)
            assert code == (told[0] if told else None), (party, row)


@given(row=ROWS, field=st.sampled_from(["purpose", "category", "age_days", *FLAGS]))
def test_knowing_less_never_permits_more(row, field, unknowing):
    whole, less = decide(unknowing, row), decide(unknowing, {**row, field: None})
    if whole.rejected or less.rejected:
        return
    allowed = {f.party for f in whole.findings if f.permitted}
    for finding in less.findings:
        if finding.permitted:
            assert finding.party in allowed


@settings(max_examples=25)
@given(rows=st.lists(ROWS, min_size=2, max_size=12))
def test_a_row_is_decided_by_itself(rows, unknowing):
    forward, back = decide_all(frame(*rows), unknowing), decide_all(frame(*reversed(rows)), unknowing)
    assert forward.rows() == back.reverse().rows()


# -- what is not known denies ----------------------------------------------------------------------------------------


def test_a_field_that_is_not_given_denies_and_is_named():
    for field in ("category", "purpose", "age_days"):
        found = decide(THREE, {**NAME, field: None})
        assert not found.permitted
        assert reasons(found, "B") == (f"missing:{field}",)
    assert decide_all(frame({**NAME, "category": None}), THREE)["B reason"].to_list() == ["missing:category"]


def test_a_flag_that_is_not_given_is_never_false():
    old = {**NAME, "age_days": 200, "case": None}
    assert reasons(decide(THREE, old), "A") == ("missing:case",)
    assert reasons(decide(THREE, {**old, "case": False}), "A") == ("clause:masking",)


def test_a_missing_field_that_cannot_matter_denies_nothing():
    assert decide(THREE, {**NAME, "court_order": None}).permitted


def test_a_frame_without_a_column_is_a_frame_where_nobody_knows_it():
    found = decide_all(frame(NAME).drop("category"), THREE)
    assert found["A reason"].to_list() == ["missing:category"]
    assert not found["common"].any()


def test_a_value_that_no_policy_has_seen_is_silence_and_denies():
    found = decide(THREE, {**NAME, "category": "shoes"})
    assert {reasons(found, party) for party in "ABC"} == {("silence:category",)}
    assert decide_all(frame({**NAME, "category": "shoes"}), THREE)["C reason"].to_list() == ["silence:category"]


def test_a_value_a_position_does_not_speak_of_is_silence_for_that_party_alone(unknowing):
    found = decide(unknowing, {**NAME, "category": "payment"})
    assert reasons(found, "C")[0] == "silence:category"
    assert reasons(found, "A") == ()


def test_a_text_nobody_has_found_denies_and_is_named(unknowing):
    assert reasons(decide(unknowing, NAME), "C") == ("unknown:retention",)
    assert reasons(decide(unknowing, NAME), "B") == ("unknown:onward",)
    assert decide(unknowing, {**NAME, "case": True, "supervisor": True}).findings[2].permitted  # its exception decides


def test_before_a_position_exists_nothing_is_permitted():
    early = standing(on=date(2019, 12, 31))
    assert {reasons(decide(early, NAME), party) for party in "ABC"} == {("unknown:clauses",)}
    assert decide_all(frame(NAME), early)["A reason"].to_list() == ["unknown:clauses"]
    assert not permits(frame(NAME, NAME), early)["common"].any()
    later = standing(known_at=date(2026, 11, 23))
    assert not decide(later, NAME).permitted


def test_no_party_at_all_permits_nothing():
    assert not decide(Stances(THREE.form, THREE.on, None, ()), NAME).permitted


# -- bad rows --------------------------------------------------------------------------------------------------------


def test_an_event_in_the_future_rejects_the_record_and_not_the_batch():
    assert decide(THREE, {**NAME, "age_days": -1}).rejected == ("rejected:age_days",)
    assert decide(THREE, {**NAME, "age_days": None}, {"collection": date(2026, 1, 2)}).rejected == (
        "rejected:age_days",
    )
    found = decide_all(frame({**NAME, "age_days": -1}, NAME), THREE)
    assert found["A reason"].to_list() == ["rejected:age_days", None]
    assert found["common"].to_list() == [False, True]
    assert permits(frame({**NAME, "age_days": -1}, NAME), THREE)["common"].to_list() == [False, True]


@pytest.mark.parametrize(
    ("request_", "word"),
    [
        ({"purpos": "tax"}, "did you mean purpose"),
        ({"case": "yes"}, "neither true nor false"),
        ({"age_days": 1.5}, "no whole number"),
        ({"age_days": True}, "no whole number"),
        ({"category": 3}, "no text"),
    ],
)
def test_a_request_that_is_none_is_refused_naming_its_field(request_, word):
    with pytest.raises(RequestError, match=word) as caught:
        decide(THREE, request_)
    assert caught.value.column in request_


def test_an_origin_no_age_runs_from_is_refused():
    with pytest.raises(RequestError, match="no age runs since departure"):
        decide(THREE, NAME, {"departure": date(2026, 1, 1)})


@pytest.mark.parametrize(("column", "values"), [("case", ["yes"]), ("age_days", [1.0]), ("category", [1])])
def test_a_column_of_the_wrong_type_is_refused_by_name(column, values):
    with pytest.raises(RequestError, match="the field needs") as caught:
        permits(frame(NAME).with_columns(pl.Series(column, values)), THREE)
    assert caught.value.column == column


def test_enumerations_and_categories_are_text_too():
    kinds = [pl.Categorical, pl.Enum(THREE.form.listed("category"))]
    for kind in kinds:
        assert permits(frame(NAME).with_columns(pl.col("category").cast(kind)), THREE)["common"].to_list() == [True]


def test_an_empty_frame_is_an_empty_answer():
    assert permits(frame(), THREE).height == decide_all(frame(), THREE).height == 0


# -- reasons, clauses, days ------------------------------------------------------------------------------------------


def test_a_denial_names_every_clause_that_forbids_it():
    found = decide(THREE, {**NAME, "purpose": "tax", "category": "sensitive", "age_days": 6000})
    assert reasons(found, "B") == ("clause:purpose", "clause:sensitive", "clause:dormant", "clause:retention")
    assert all(f"clause:{code.split(':')[1]}" in reasons(found, "B") for code in reasons(found, "B"))


def test_what_is_permitted_names_the_clauses_it_is_permitted_under():
    found = decide(THREE, NAME)
    assert found.permitted
    assert found.findings[1].under == ("B.purpose", "B.sensitive", "B.dormant", "B.retention", "B.masking")


def test_duties_come_with_their_day_and_in_common_the_shortest_governs():
    found = decide(THREE, {**NAME, "age_days": None}, {"collection": date(2025, 12, 22)})
    days = {falling.name: falling.on for falling in found.duties}
    assert days["B.dormant"] == date(2025, 12, 22) + timedelta(days=1278)
    assert days["B.retention"] == date(2025, 12, 22) + timedelta(days=2190)
    assert "A.retention" not in days  # 5,475 days are not shorter than 2,190
    assert "A.masking" in days
    assert all(falling.certain for falling in found.duties)


def test_a_duty_that_may_apply_is_said_to_be_uncertain():
    found = decide(THREE, {**NAME, "case": None})
    assert {f.name: f.certain for f in found.findings[1].duties}["B.dormant"] is False


def test_an_age_that_its_own_origin_contradicts_is_refused():
    with pytest.raises(RequestError, match="10 is given, and the day of its origin makes it 1") as caught:
        decide(THREE, NAME, {"collection": date(2025, 12, 31)})
    assert caught.value.column == "age_days"


MONTHS = """
[fields.months_since_load]
type = "age"
label = { en = "age", es = "antigüedad", fr = "âge" }
since = "load"
since_label = { en = "loading", es = "la carga", fr = "le chargement" }
unit = "months"
at_most = 600
"""


@pytest.fixture(scope="module")
def monthly(tmp_path_factory):
    """B also deletes six calendar months after loading."""
    folder = tmp_path_factory.mktemp("monthly") / "three"
    rule = duty("load", 'do = "delete"\nafter = "P6M"\nsince = "load"')
    return edited(folder, request=lambda t: t + MONTHS, b=lambda t: t + rule)


@pytest.mark.parametrize(("load", "last"), [("2025-08-31", "2026-02-28"), ("2023-08-31", "2024-02-29")])
def test_six_months_are_calendar_months_and_not_183_days(monthly, load, last):
    load, last = date.fromisoformat(load), date.fromisoformat(last)
    bare = {**NAME, "age_days": 1}
    for on, permitted in ((last, True), (last + timedelta(days=1), False)):
        found = decide(standing(monthly, on=on), bare, {"load": load})
        assert found.findings[1].permitted is permitted
    falling = {f.name: f.on for f in found.findings[1].duties}
    assert falling["B.load"] == last


def test_without_the_day_of_loading_a_load_clock_denies(monthly):
    assert reasons(decide(standing(monthly), NAME), "B") == ("missing:months_since_load",)


@given(st.dates(date(1999, 1, 1), date(2040, 1, 1)), st.integers(0, 1500))
def test_begun_months_are_the_least_that_reach_the_day(origin, days):
    on = origin + timedelta(days=days)
    months = begun_months(origin, on)
    assert due(origin, Period(months=months)) >= on
    assert months == 0 or due(origin, Period(months=months - 1)) < on


@given(st.dates(date(1999, 1, 1), date(2040, 1, 1)), st.integers(0, 1500))
def test_days_and_begun_months_of_one_origin_obey_the_axiom_that_ties_them(origin, days):
    months = begun_months(origin, origin + timedelta(days=days))
    assert 28 * (months - 1) + 1 <= days <= 31 * months or (days == 0 and months == 0)


def test_the_interpreter_and_the_columns_judge_one_condition(unknowing):
    """The permit itself, unknown and all, is the same in both back ends of the rules."""
    from communique.rules import verdicts

    rows = requests(unknowing)[::97]
    for stance in unknowing:
        found = verdicts(frame(*rows), {"permit": stance.permit}, unknowing.form.schema)["permit"].to_list()
        assert found == [evaluate(stance.permit, row, unknowing.form.schema).truth for row in rows]
