"""A book of rules in TOML: what it says on a day, what it refuses and where, what would change a verdict."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from rule_sets import BOOK_TEXT, WHOLE

from communique.rules import (
    Book,
    Reason,
    RuleConflict,
    RuleError,
    change,
    dumps,
    leaves,
    lint,
    load,
    rule_on,
    to_document,
)

ON = date(2022, 6, 30)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return load(written(tmp_path, BOOK_TEXT))


def written(folder: Path, text: str) -> Path:
    file = folder / "book.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_requirements_hold_and_no_bar_does(book: Book) -> None:
    ruling = rule_on(book, "visit", on=ON)
    assert ruling.judge(WHOLE).truth is True
    assert ruling.judge(WHOLE).discretionary is True
    assert ruling.judge({**WHOLE, "funds": 150.49}).truth is False
    assert ruling.judge({**WHOLE, "convicted": True}).truth is False


def test_an_exception_meets_the_requirement_it_lifts(book: Book) -> None:
    ruling = rule_on(book, "visit", on=ON)
    assert ruling.judge({**WHOLE, "funds": 0, "sponsored": True}).truth is True
    assert ruling.judge({**WHOLE, "funds": 0, "sponsored": None}).truth is None


def test_two_exceptions_of_equal_rank_give_no_verdict(book: Book) -> None:
    with pytest.raises(RuleConflict, match=r"visit\.sponsor_instead and visit\.student_instead"):
        rule_on(book, "visit", on=ON).judge({**WHOLE, "sponsored": True, "student": True})


def test_each_day_has_its_own_figure(book: Book) -> None:
    assert rule_on(book, "visit", on=date(2022, 12, 31)).judge(WHOLE).truth is True
    assert rule_on(book, "visit", on=date(2023, 1, 1)).judge(WHOLE).truth is False


def test_a_figure_not_yet_recorded_is_unknown_with_its_reason(book: Book) -> None:
    later = rule_on(book, "visit", on=date(2023, 6, 1), known_at=date(2022, 12, 1)).judge(WHOLE)
    assert (later.truth, later.reasons) == (None, {Reason("unrecorded", "funds_needed")})


def test_nothing_is_extrapolated_past_the_last_figure(book: Book) -> None:
    old = {**WHOLE, "age": 66, "nationality": ["USA"], "funds": 200}
    assert rule_on(book, "visit", on=date(2026, 11, 2)).judge(old).truth is False
    found = rule_on(book, "visit", on=date(2026, 11, 3)).judge(old)
    assert (found.truth, found.reasons) == (None, {Reason("unrecorded", "senior_age")})


def test_a_set_without_a_rule_in_force_is_unknown(book: Book) -> None:
    found = rule_on(book, "visit", on=date(2019, 12, 31)).judge(WHOLE)
    assert (found.truth, found.reasons) == (None, {Reason("unrecorded", "visit")})


def test_every_leaf_of_an_explanation_has_citation_value_and_dated_figure(book: Book) -> None:
    certificate = rule_on(book, "visit", on=ON).explain({**WHOLE, "funds": 150.49})
    (funds,) = [leaf for leaf in leaves(certificate) if "funds" in (leaf.reads or {})]
    assert funds.citation is not None
    assert funds.citation.pinpoint == "s. 4"
    assert funds.reads == {"funds": 150.49, "family": 2}
    (figure,) = funds.parameters
    assert (figure.valid_from, figure.valid_to) == (date(2020, 1, 1), date(2022, 12, 31))
    assert {part.id for part in certificate.parts} == {None}  # only the failed requirement and its exceptions
    assert len(certificate.parts) == 1


def test_the_cheapest_change_is_found_where_arithmetic_enters(book: Book) -> None:
    ruling = rule_on(book, "visit", on=ON)
    poor = {**WHOLE, "funds": 10}
    found = change(ruling.node, poor, book.facts)
    assert (found.possible, found.cost, found.changed) == (True, 2.0, {"student": True})
    dearer = {**poor, "age": 15}
    found = change(ruling.node, dearer, book.facts)
    assert (found.cost, found.changed) == (3.0, {"sponsored": True})


def test_what_cannot_change_is_said_to_be_impossible(book: Book) -> None:
    found = change(rule_on(book, "visit", on=ON).node, {**WHOLE, "convicted": True}, book.facts)
    assert found.possible is False


def test_a_fact_costs_what_it_says_else_what_the_dearest_rule_says(tmp_path: Path) -> None:
    text = BOOK_TEXT.replace("curable = { action = 2 }", "")
    text = text.replace('id = "visit.student_instead"', 'id = "visit.student_instead"\ncurable = { action = 9 }')
    costs = rule_on(load(written(tmp_path, text)), "visit", on=ON).costs
    assert (costs["student"].cost, costs["sponsored"].cost, costs["age"].how) == (9.0, 3.0, "never")


def test_unknown_facts_are_learned_not_changed(book: Book) -> None:
    found = change(rule_on(book, "visit", on=ON).node, {**WHOLE, "convicted": None}, book.facts)
    assert (found.cost, found.changed, found.learned) == (0.0, {}, {"convicted": False})


def test_a_book_written_twice_is_the_same_bytes(book: Book, tmp_path: Path) -> None:
    again = load(written(tmp_path, BOOK_TEXT))
    assert dumps(again) == dumps(book)


def test_a_reading_is_kept_with_its_text_and_shipped_with_the_book(tmp_path: Path) -> None:
    read = 'read = 2026-11-21\nedition = 2026-06-14\nunread = "the annex"\n'
    text = BOOK_TEXT.replace("retrieved = 2026-11-20\n", f"retrieved = 2026-11-20\n{read}", 1)
    cited = load(written(tmp_path, text)).rules["visit.funds"].citation
    assert cited is not None
    assert (cited.read, cited.edition, cited.unread) == (date(2026, 11, 21), date(2026, 6, 14), "the annex")
    document = to_document(load(written(tmp_path, text)))
    told = {"read": "2026-11-21", "edition": "2026-06-14", "unread": "the annex"}
    assert document["rules"]["visit.funds"]["citation"].items() >= told.items()
    unread = to_document(load(written(tmp_path, BOOK_TEXT)))["rules"]["visit.funds"]["citation"]
    assert not set(told) & set(unread)


def test_linter_proves_the_clash_of_equal_exceptions_with_facts(tmp_path: Path) -> None:
    faults = lint(written(tmp_path, BOOK_TEXT))
    assert [fault.level for fault in faults] == ["error"]
    assert "equal rank" in faults[0].message
    assert "'age': 16" in faults[0].message
    ranked = BOOK_TEXT.replace('lifts = "visit.funds"\n', 'lifts = "visit.funds"\nrank = 1\n', 1)
    assert lint(written(tmp_path, ranked)) == []


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if words in line)


RULE = """
[[rule]]
id = "extra"
kind = "requirement"
from = 2020-01-01
recorded_on = 2020-01-01
citation = "act"
when = { fact = "age", ">=" = 18 }
"""

CITED = 'citation = "act"'
READ = 'citation = { instrument = "x", pinpoint = "1", url = "y", retrieved = 2026-01-01, read = "2026-02-01" }'

FAULTS = {
    "unknown fact": (
        'fact = "age", ">=" = 18',
        'fact = "agee", ">=" = 18',
        "no such fact: agee; did you mean age?",
        "agee",
    ),
    "unknown parameter": ('">=" = 18', '">=" = { param = "adult_age" }', "no such parameter: adult_age", "adult_age"),
    "type mismatch": ('">=" = 18', '">=" = "eighteen"', "number", "eighteen"),
    "text is not a flag": (
        'when = { fact = "age", ">=" = 18 }',
        'when = { fact = "age" }',
        "a bool is needed",
        'fact = "age" }',
    ),
    "value outside the enumeration": (
        'when = { fact = "age", ">=" = 18 }',
        'when = { fact = "nationality", any_in = ["Canada"] }',
        "'Canada' is no value",
        "Canada",
    ),
    "uncited rule": ('citation = "act"\n', "", "rule extra: no citation", "[[rule]]"),
    "citation without an address": (
        'citation = "act"',
        'citation = { instrument = "x", pinpoint = "1", retrieved = 2026-01-01 }',
        "lacks url",
        'instrument = "x"',
    ),
    "strange key of a citation": (CITED, READ.replace("read =", "reed ="), "reed is not understood", "reed"),
    "reading that is no date": (CITED, READ.replace('"2026-02-01"', '"winter"'), "read = 'winter' is no date", "read"),
    "reading to come": (CITED, READ.replace("2026-02-01", "2999-01-01"), "2999-01-01 is still to come", "read"),
    "reading before the act": (
        CITED,
        READ.replace('"x"', '"Act of 2026-02-02"'),
        "read = 2026-02-01 is before the instrument, of 2026-02-02",
        "read",
    ),
    "reading before the edition": (
        CITED,
        READ.replace(" }", ', edition = "Code 7 (2026-03-01)" }'),
        "read = 2026-02-01 is before the edition, of 2026-03-01",
        "read",
    ),
    "edition that nobody read": (
        CITED,
        READ.replace('read = "2026-02-01"', "edition = 2026-01-01"),
        "edition goes with read",
        "edition",
    ),
    "edition without a word": (CITED, READ.replace(" }", ', edition = " " }'), "edition = ' ' says nothing", "edition"),
    "bad date": ("from = 2020-01-01", 'from = "2020-02-30"', "is no date", "2020-02-30"),
    "date that TOML refuses": ("from = 2020-01-01", "from = 2020-02-30", "not readable as TOML", "2020-02-30"),
    "upside down period": ("recorded_on", "to = 2019-01-01\nrecorded_on", "to 2019-01-01 is before", "to = 2019"),
    "duplicate id": ('id = "extra"', 'id = "visit.funds"', "taken by an earlier rule", ""),
    "unknown word": ('">=" = 18', '"=>" = 18', "does not go with", "=>"),
    "unknown kind": ('kind = "requirement"', 'kind = "require"', "kind 'require' is none of", 'require"'),
    "exception to nothing": (
        'kind = "requirement"',
        'kind = "exception"\nlifts = "visit.fund"',
        "lifts no rule there is: visit.fund; did you mean",
        'visit.fund"',
    ),
    "steps out of order": (
        '{ fact = "age", ">=" = 18 }',
        '{ steps = { fact = "age" }, rows = [["below", 0], [30, 1], [20, 2]], ">=" = 1 }',
        "out of order",
        "[20, 2]",
    ),
    "steps with nothing below": (
        '{ fact = "age", ">=" = 18 }',
        '{ steps = { fact = "age" }, rows = [[18, 1]], ">=" = 1 }',
        "the first row",
        "when = { steps",
    ),
    "too many digits": ('">=" = 18', '">=" = 0.1234567890123456', "15 significant digits", "0.1234567890123456"),
    "at least more than there are": (
        '{ fact = "age", ">=" = 18 }',
        '{ at_least = 2, of = [{ fact = "student" }] }',
        "at_least = 2 of 1",
        "at_least",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_line(name: str, tmp_path: Path) -> None:
    old, new, message, at = FAULTS[name]
    extra = RULE.replace(old, new)
    assert extra != RULE
    text = BOOK_TEXT + extra
    file = written(tmp_path, text)
    (fault,) = [f for f in lint(file, proofs=False) if message in f.message]
    first = BOOK_TEXT.count("\n") + 1
    expected = first + line_of(extra, at) - 1
    assert (fault.level, fault.line, fault.file) == ("error", expected, str(file)) or (
        name == "duplicate id" and fault.line > first
    )
    with pytest.raises(RuleError) as refused:
        load(file)
    assert message in str(refused.value)
    assert str(file) in str(refused.value)


def test_facts_derived_from_each_other_are_refused(tmp_path: Path) -> None:
    text = BOOK_TEXT.replace(
        '[facts.student]\ntype = "bool"', '[facts.student]\ntype = "bool"\nderive = { fact = "elder" }'
    )
    text += '\n[facts.elder]\ntype = "bool"\nderive = { not = { fact = "student" } }\n'
    with pytest.raises(RuleError, match="derived from each other"):
        load(written(tmp_path, text))


def test_parameter_rows_that_claim_one_day_are_refused(tmp_path: Path) -> None:
    text = BOOK_TEXT.replace("to = 2022-12-31\n", "to = 2023-01-31\n")
    text = text.replace("recorded_on = 2023-01-01", "recorded_on = 2020-01-01")
    (fault,) = [f for f in lint(written(tmp_path, text), proofs=False) if "claim 2023-01-01" in f.message]
    assert fault.line == line_of(text, "from = 2023-01-01") - 1
    corrected = BOOK_TEXT.replace("to = 2022-12-31\n", "to = 2023-01-31\n")
    assert lint(written(tmp_path, corrected), proofs=False) == []  # recorded later: a correction


def test_days_that_no_row_covers_are_noted(tmp_path: Path) -> None:
    text = BOOK_TEXT.replace("to = 2022-12-31\n", "to = 2022-11-30\n")
    (fault,) = lint(written(tmp_path, text), proofs=False)
    assert fault.level == "note"
    assert "from 2022-12-01 to 2022-12-31" in fault.message


def test_a_case_that_can_never_apply_is_found(tmp_path: Path) -> None:
    case = (
        '{ case = [{ when = { fact = "age", ">=" = 18 }, then = 1 }, { when = { fact = "age", ">=" = 65 }, then = 2 }],'
        ' otherwise = 0, ">=" = 1 }'
    )
    text = BOOK_TEXT.replace('kind = "exception"', 'kind = "exception"\nrank = 1', 1)
    text += RULE.replace('{ fact = "age", ">=" = 18 }', case)
    (fault,) = lint(written(tmp_path, text))
    assert "case 2 of 2 can never apply" in fault.message
    assert fault.line == line_of(text, "case = [")


def test_the_door_opens_without_polars_or_z3() -> None:
    code = (
        "import sys, communique.rules as r; r.evaluate, r.bind, r.load, r.explain, r.resolve, r.change;"
        "assert not {'polars', 'z3', 'highspy'} & set(sys.modules); assert all(getattr(r, n) for n in r.__all__);"
        "assert callable(r.resolve) and callable(r.change) and callable(r.explain) and callable(r.lint)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
