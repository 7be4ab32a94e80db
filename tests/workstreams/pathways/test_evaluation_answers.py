"""Is every answer that cannot be read refused by its field, in the person's language, and never taken for no?"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from workstreams.pathways.people import MEXICAN_ENGINEER, ON

from communique.workstreams.pathways.answers import AnswerError, Contradicted
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.evaluation import evaluate
from communique.workstreams.pathways.report import spoken


def refused(said: dict[str, Any]) -> AnswerError:
    with pytest.raises(AnswerError) as caught:
        evaluate(shipped(), said, ON)
    return caught.value


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("age", -1, "from 0 to 120"),
        ("age", 121, "from 0 to 120"),
        ("age", 29.5, "whole number"),
        ("age", float("nan"), "nan is not"),
        ("age", "29", "whole number"),
        ("age", True, "whole number"),
        ("clb_reading", 13, "from 0 to 12"),
        ("funds_cad", float("inf"), "inf is not"),
        ("passport", "yes", "true or false"),
        ("passport", 0, "true or false"),
        ("education", "bachelors", "did you mean bachelor"),
        ("us_last_entry", "2026-02-30", "a date"),
        ("us_last_entry", "yesterday", "a date"),
        ("nationality", ["Mexixo"], "did you mean Mexico"),
        ("nationality", [], "an empty list"),
        ("nationality", "no", "no country"),
        ("birth_country", "USSR", "today it may be RUS"),
        ("age", {"between": [40, 30]}, "upside down"),
        ("age", {"about": 30}, "is no value"),
        ("agee", 30, "did you mean age"),
        ("mx_base", 100, "derived from other facts"),
        ("today", "2026-01-01", "given by `on`"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_field(field: str, value: Any, told: str) -> None:
    fault = refused({**MEXICAN_ENGINEER, field: value})
    assert fault.fields == (field,)
    assert told in fault.message


def test_a_fault_is_told_in_the_persons_language() -> None:
    fault = refused({"age": -1})
    assert fault.told(spoken("es")) == "«¿Cuántos años tiene usted?»: dé un número entero de 0 a 120."
    assert fault.told(spoken("fr")).startswith("«\u00a0Quel âge avez-vous?\u00a0»\u00a0: donnez un nombre entier de 0")
    assert "Mexixo" in refused({"nationality": ["Mexixo"]}).told(spoken("en"))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"age": {"between": [32, 28]}}, "primero el mínimo"),
        ({"age": {"between": [28]}}, "dé el mínimo y el máximo"),
        ({"age": {"between": [-1, 28]}}, "de 0 a 120"),
        ({"mx_income": "much"}, "con dos decimales a lo más"),
        ({"ca_first_entry": "2025-02-29"}, "dé un día que exista"),
        ({"ca_first_entry": "2030-01-01"}, "ese día aún no llega"),
        ({"us_offer": ["none", "listed_profession"]}, "«ninguna» no va con otra opción"),
        ({"nationality": ["mex"]}, "¿Quiso decir México?"),
        ({"nationality": ["Soviet Union"]}, "¿Quiso decir Rusia, Ucrania, Bielorrusia?"),
    ],
)
def test_a_fault_says_what_to_do_about_it(said: dict[str, Any], told: str) -> None:
    assert told in refused(said).told(spoken("es"))


@pytest.mark.parametrize(
    ("said", "code"),
    [("MEX", "MEX"), ("MX", "MEX"), ("México", "MEX"), ("Mexico", "MEX"), ("Burma", "MMR"), ("Mexique", "MEX")],
)
def test_countries_are_matched_by_code_and_by_name_old_or_new(said: str, code: str) -> None:
    finding = evaluate(shipped(), {"nationality": [said]}, ON)["us-tn"]
    reads = dict(next(each for each in finding.reasons if each.criterion == "us-tn.citizen").reads)
    assert reads["nationality"] == [code]


def test_a_person_without_a_nationality_is_not_an_error() -> None:
    assert evaluate(shipped(), {"nationality": ["stateless"]}, ON)["us-tn"].criteria.truth is False


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"marital_status": "single", "us_citizen_relative": ["spouse"]}, ("marital_status", "us_citizen_relative")),
        ({"marital_status": "single", "ca_adaptability": ["spouse_work"]}, ("marital_status", "ca_adaptability")),
        ({"age": 20, "age_at_filing": 21}, ("age", "age_at_filing")),
        ({"us_offer": ["none", "transfer"]}, ("us_offer",)),
        ({"nationality": ["XXA", "MEX"]}, ("nationality",)),
        ({"us_last_entry": dt.date(2026, 11, 25)}, ("us_last_entry",)),
        ({"ca_first_entry": "2026-02-01", "ca_claim_date": "2026-01-01"}, ("ca_first_entry", "ca_claim_date")),
    ],
)
def test_answers_that_cannot_all_be_so_are_refused_by_all_their_names(
    said: dict[str, Any], fields: tuple[str, ...]
) -> None:
    fault = refused(said)
    assert isinstance(fault, Contradicted)
    assert fault.fields == fields


def test_an_interval_decides_only_what_all_of_it_decides() -> None:
    said = {"nationality": ["MEX"], "funds_cad": 5000, "health_insurance": True, "ca_papers": ["iec_invitation"]}
    ages = {(28, 30): None, (36, 40): False, (30, 36): None}
    for (low, high), truth in ages.items():
        finding = evaluate(shipped(), {**said, "age": {"between": [low, high]}}, ON)["ca-iec"]
        age = next(each for each in finding.reasons if each.criterion == "ca-iec.age")
        assert finding.criteria.truth is truth
        assert age.truth is (True if high <= 30 else False if low > 35 else None)
        assert dict(age.reads)["age"] == {"between": [low, high]}


def test_missing_is_never_false() -> None:
    answer = evaluate(shipped(), {}, ON)
    assert {each.criteria.truth for each in answer.findings} == {None}


def test_answers_edited_back_and_forth_give_the_verdict_of_answers_typed_in_order() -> None:
    straight = evaluate(shipped(), MEXICAN_ENGINEER, ON)
    said: dict[str, Any] = {}
    for name, value in reversed(MEXICAN_ENGINEER.items()):
        said[name] = None
        evaluate(shipped(), said, ON)
        said[name] = value
        evaluate(shipped(), said, ON)
    said["age"] = 50
    evaluate(shipped(), said, ON)
    said["age"] = 29
    again = evaluate(shipped(), said, ON)
    assert [each.word for each in straight.findings] == [each.word for each in again.findings]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "'; DROP TABLE", "{ $x }", "𝕏" * 1000])
def test_hostile_text_is_refused_and_never_interpreted(text: str) -> None:
    assert text in refused({"nationality": [text]}).told(spoken("en"))
    assert refused({text: True}).fields == (text,)
