"""Does a frame of people that cannot be judged name its row and field, and does one that says nothing stay unknown?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner, Result
from workstreams.pathways.people import ON

from communique.errors import CommuniqueError
from communique.workstreams.pathways import batch
from communique.workstreams.pathways.batch import evaluate_frame
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.cli import app


def refused(**columns: Any) -> CommuniqueError:
    with pytest.raises(CommuniqueError) as fault:
        evaluate_frame(pl.DataFrame(columns), shipped(), ON)
    return fault.value


def test_answers_that_cannot_all_be_so_are_refused_by_row_and_fields_as_for_one_person() -> None:
    fault = refused(marital_status=["married", "single"], us_citizen_relative=[["spouse"], ["spouse"]])
    assert (fault.row, fault.column) == (2, "marital_status, us_citizen_relative")
    fault = refused(ca_first_entry=[None, ON + dt.timedelta(days=1)])
    assert (fault.row, fault.column) == (2, "ca_first_entry")


def test_a_fault_far_down_names_its_row_in_the_whole_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "CHUNK", 2)
    assert refused(age=[30, 30, 30, -1]).row == 4
    entries = [ON, ON, ON, ON, ON + dt.timedelta(days=9)]
    assert refused(ca_first_entry=entries).row == 5


def test_a_value_outside_the_bounds_beside_it_is_refused() -> None:
    fault = refused(age=[22, 30], age__low=[20, 20], age__high=[25, 25])
    assert (fault.row, fault.column) == (2, "age")
    assert "outside the bounds" in str(fault)


@pytest.mark.parametrize("name", ["nationality", "age", "location", "ca_first_entry", "temporary_intent"])
def test_a_column_without_a_value_says_nothing(name: str) -> None:
    nothing = evaluate_frame(pl.DataFrame({"id": ["a", "b"]}), shipped(), ON)
    found = evaluate_frame(pl.DataFrame({"id": ["a", "b"], name: [None, None]}), shipped(), ON)
    assert found.height == 2
    assert found.equals(nothing)


def command(*words: object) -> Result:
    return CliRunner().invoke(app, ["batch", *map(str, words), "--on", str(ON)])


@pytest.mark.parametrize(("name", "data"), [("p.parquet", b"hello"), ("p.csv", b""), ("q.csv", b"age\n30,4\n")])
def test_a_file_that_is_none_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    fault = command(tmp_path / name, "--out", tmp_path / "out.parquet").exception
    assert isinstance(fault, CommuniqueError)
    assert name in str(fault)


def test_people_are_never_written_over(tmp_path: Path) -> None:
    people = tmp_path / "people.parquet"
    pl.DataFrame({"age": [30]}).write_parquet(people)
    before = people.read_bytes()
    assert "written over" in str(command(people, "--out", people).exception)
    assert people.read_bytes() == before


def test_dates_of_a_csv_are_read(tmp_path: Path) -> None:
    people, out = tmp_path / "people.csv", tmp_path / "out.parquet"
    people.write_text("ca_first_entry\n2025-02-28\n", encoding="utf-8")
    found = command(people, "--out", out)
    assert found.exit_code == 0, found.exception
    assert pl.read_parquet(out).height == 1


@pytest.mark.parametrize(
    "text", ["id,age\n1,\n2,\n", "id,age\n", "id,age\n" + "1,\n" * 200 + "1,30\n"], ids=["nobody", "no rows", "late"]
)
def test_a_column_of_a_csv_in_which_few_or_none_answer_is_read(tmp_path: Path, text: str) -> None:
    people, out = tmp_path / "people.csv", tmp_path / "out.parquet"
    people.write_text(text, encoding="utf-8")
    found = command(people, "--out", out)
    assert found.exit_code == 0, found.exception
    assert pl.read_parquet(out).height == text.count("\n") - 1
