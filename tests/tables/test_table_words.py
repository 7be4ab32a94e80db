"""Can a contract be declared, said and handed out as an empty sheet?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import fastexcel
import polars as pl
import pytest
from fluent.syntax import FluentParser, ast

from communique import tables
from communique.tables import Column, Table, TableError, check, load_official, read_sheet, sentence, write_template

FOLDER = Path(tables.__file__).parent / "translations"


def messages(language: str) -> dict[str, set[str]]:
    """Message id -> names of its variables."""
    resource = FluentParser().parse((FOLDER / f"{language}.ftl").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for entry in resource.body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            found[entry.id.name] = set(variables(entry.value))
    return found


def variables(node: object) -> list[str]:
    if isinstance(node, ast.VariableReference):
        return [node.id.name]
    if isinstance(node, list):
        return [name for part in node for name in variables(part)]
    return [name for part in vars(node).values() for name in variables(part)] if isinstance(node, ast.BaseNode) else []


def test_core_rules_are_said_in_three_languages_with_the_same_variables() -> None:
    assert messages("en") == messages("es") == messages("fr")


def test_every_rule_that_can_fail_has_a_sentence() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in FOLDER.parent.glob("*.py"))
    source += "".join(path.read_text(encoding="utf-8") for path in (FOLDER.parent.parent / "store").glob("*.py"))
    assert {id for id in messages("en") if f'"{id}"' not in source} == set()


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_rule_is_said_with_the_bound_of_its_column(language: str) -> None:
    table = Table(name="t", columns=(Column("year", "year", minimum=1990), Column("n", "integer")), key=("year",))
    assert "1990" in sentence(table, "rule-minimum", language, "year")
    assert "year" in sentence(table, "rule-duplicate-key", language)
    whole = {"en": "whole", "es": "entero", "fr": "entier"}[language]
    assert whole in sentence(table, "rule-type", language, "n")


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
def test_a_template_that_is_filled_in_is_read_without_a_fault(inventory: Table, tmp_path: Path, suffix: str) -> None:
    path = write_template(inventory, tmp_path / f"sheet.{suffix}")
    with pytest.raises(TableError, match="no rows"):
        read_sheet(inventory, path)
    with pytest.raises(TableError, match="already"):
        write_template(inventory, path)
    if suffix == "csv":
        with path.open("a", encoding="utf-8") as handle:
            handle.write("MEX,2020,1.5,NO,kt,T1\n")
        assert check(inventory, read_sheet(inventory, path)).good.height == 1
    if suffix == "parquet":
        assert pl.read_parquet_schema(path)["year"] == pl.Int32


def test_the_workbook_explains_units_types_values_and_rules(inventory: Table, tmp_path: Path) -> None:
    book = fastexcel.read_excel(write_template(inventory, tmp_path / "sheet.xlsx"))
    assert book.sheet_names == ["data", "rules"]
    text = " ".join(str(cell) for row in book.load_sheet(1, header_row=None).to_polars().rows() for cell in row)
    for word in ("kt", "number", "T1, T2, T3", "≥ 1990", "≤ 2050", "recovered <= gross", "NO, NE, IE, NA", "report"):
        assert word in text


def test_a_template_of_another_kind_is_refused(inventory: Table, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="template is"):
        write_template(inventory, tmp_path / "sheet.pdf")


def test_an_official_file_is_loaded_by_name_of_its_format(tmp_path: Path) -> None:
    table = Table(
        name="t", columns=(Column("a"),), loaders={"own": "polars:read_csv", "mine": lambda _: pl.DataFrame()}
    )
    (tmp_path / "file.csv").write_text("a\n1\n", encoding="utf-8")
    assert load_official(table, "own", tmp_path / "file.csv").height == 1
    assert load_official(table, "mine", tmp_path / "file.csv").height == 0
    with pytest.raises(TableError, match="it has: mine, own"):
        load_official(table, "crf", tmp_path / "file.csv")


def test_declaring_a_table_loads_no_heavy_library() -> None:
    code = (
        "import sys, communique.tables as t, communique.store, communique.tables.contract as c\n"
        "t.Table(name='t', columns=(t.Column('a'),))\n"
        "print([m for m in ('polars', 'deltalake', 'dataframely', 'fastexcel', 'xlsxwriter') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
