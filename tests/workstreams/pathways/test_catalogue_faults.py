"""Does a lawyer who errs in a file get the file, the line and the fault?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique.rules import RuleError
from communique.workstreams.pathways.books import FOLDER, faults, load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "catalogue")
    return tmp_path / "catalogue"


def changed(folder: Path, file: str, old: str, new: str) -> int:
    """Writes the change and gives the line it is on."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("usa-family.toml", 'fact = "sponsor_income"', 'fact = "sponsor_incom"', "no such fact: sponsor_incom;"),
        ("usa-work.toml", 'param = "us_eb5_amount"', 'param = "us_eb6_amount"', "no such parameter: us_eb6_amount"),
        ("usa-work.toml", 'any_in = ["specialty"]', 'any_in = ["speciality"]', "'speciality'"),
        ("can-family.toml", 'citation = "IRPR 130(1)"\n', "", "no citation"),
        ("can-family.toml", 'kind = "bar"', 'kind = "ban"', "kind 'ban' is none of"),
        ("mex-visit.toml", '">=" = 16', '">=" = "16"', "a number or date is needed"),
        ("facts.toml", 'type = "bool"', 'type = "boolean"', "type 'boolean' is none of"),
        ("parameters.toml", "to = 2025-12-31", "to = 2024-12-31", "before"),
    ],
)  # fmt: skip
def test_a_fault_in_a_rule_book_names_file_and_line(folder: Path, file: str, old: str, new: str, told: str) -> None:
    line = changed(folder, file, old, new)
    found = [fault for fault in faults(folder) if fault.level == "error" and told in fault.message]
    assert found, [str(fault) for fault in faults(folder)]
    assert Path(found[0].file).name == file
    assert abs(found[0].line - line) <= 8  # the line of the word, or the head of its table


def test_a_faulty_catalogue_is_not_loaded(folder: Path) -> None:
    changed(folder, "usa-family.toml", 'fact = "sponsor_income"', 'fact = "sponsor_incom"')
    with pytest.raises(RuleError, match=r"usa-family\.toml row \d+: rule us-fam-1\.support: no such fact"):
        load(folder)


def test_a_broken_file_names_its_line(folder: Path) -> None:
    path = folder / "can-family.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[[rule\n", encoding="utf-8")
    found = [fault for fault in faults(folder) if "not readable as TOML" in fault.message]
    assert found
    assert found[0].file.endswith("can-family.toml")
    assert found[0].line > 1


def test_facts_derived_in_a_circle_are_named(folder: Path) -> None:
    path = folder / "facts.toml"
    text = path.read_text(encoding="utf-8")
    for name, other in (("one", "two"), ("two", "one")):
        text += f'\n[facts.{name}]\ntype = "bool"\nderive = {{ fact = "{other}" }}\n'
    path.write_text(text, encoding="utf-8")
    found = [fault for fault in faults(folder) if "derived from each other: one → two → one" in fault.message]
    assert found
    assert found[0].line > 1


def test_a_rule_written_twice_is_refused(folder: Path) -> None:
    changed(folder, "usa-family.toml", 'id = "us-k1.met"', 'id = "ca-child.sponsor"')
    assert any("the id is taken" in fault.message for fault in faults(folder))


def test_an_overlay_must_say_which_nationalities_count(folder: Path) -> None:
    line = changed(folder, "overlays.toml", 'counts = "unstated"\n', "")
    found = [fault for fault in faults(folder) if "counts = any, all or unstated" in fault.message]
    assert found
    assert found[0].line < line


def test_an_overlay_of_no_pathway_is_refused(folder: Path) -> None:
    changed(folder, "overlays.toml", '["us-asylum-def"]', '["us-asylum-of"]')
    assert any("no such pathway: us-asylum-of" in fault.message for fault in faults(folder))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",2026-01,A,", ",2026-13,A,", "no month"),
        (",open,1994-01-01,", ",opened,1994-01-01,", "'opened' is none of"),
        ("us-tn,", "us-nt,", "no such pathway: us-nt"),
    ],
)
def test_a_bad_cell_names_its_row_and_column(folder: Path, old: str, new: str, told: str) -> None:
    changed(folder, "status.csv", old, new)
    found = [fault for fault in faults(folder) if told in fault.message]
    assert found
    assert found[0].file.endswith("status.csv")
    assert found[0].line > 1


def test_a_figure_without_a_letter_is_refused(folder: Path) -> None:
    changed(folder, "parameters.toml", 'note = "B', 'note = "x')
    assert any("begins with A, B or C" in fault.message for fault in faults(folder))


def test_a_pathway_without_rules_is_refused(folder: Path) -> None:
    changed(folder, "usa-family.toml", "[sets.us-k1]", "[sets.us-k11]")
    assert any("pathway us-k1: no set of rules" in fault.message for fault in faults(folder))


def test_two_exceptions_of_one_rank_that_can_meet_are_refused(folder: Path) -> None:
    path = folder / "can-protection.toml"
    text = path.read_text(encoding="utf-8")
    second = text[text.index('[[rule]]\nid = "ca-hc.recent-exception"') :].split("\n\n")[0]
    path.write_text(text + "\n" + second.replace("recent-exception", "recent-other") + "\n", encoding="utf-8")
    found = [fault for fault in faults(folder) if "with equal rank and can apply together" in fault.message]
    assert found
    assert "ca-hc.recent-other" in found[0].message


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("figure = 1.5", "figure = -1.5", "burden: figure is no figure above 0"),
        ("passport = 0.7", "passport = 1.7", "usual: passport is no share between 0 and 1"),
        ("passport = 0.7", "pasport = 0.7", "pasport is no fact that is asked; did you mean passport"),
    ],
)
def test_a_fault_of_a_question_names_its_line(folder: Path, old: str, new: str, told: str) -> None:
    line = changed(folder, "questions.toml", old, new)
    found = [fault for fault in faults(folder) if told in fault.message]
    assert [(Path(fault.file).name, fault.line) for fault in found] == [("questions.toml", line)]


def test_a_file_without_what_it_must_hold_is_told_and_breaks_nothing(folder: Path) -> None:
    (folder / "questions.toml").write_text("", encoding="utf-8")
    assert any("burden: plain" in fault.message for fault in faults(folder))


@pytest.mark.parametrize("name", ["usa-work.toml", "questions.toml", "overlays.toml"])
def test_a_file_that_is_no_text_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"\xff\xfe")
    with pytest.raises(RuleError, match=rf"{name}: is not UTF-8"):
        load(folder)


def test_a_table_that_is_no_text_is_named_with_its_row(folder: Path) -> None:
    with (folder / "status.csv").open("ab") as stream:
        stream.write(b"us-tn,\xff\n")
    assert any("status.csv" in fault.file and "not readable as CSV" in fault.message for fault in faults(folder))
