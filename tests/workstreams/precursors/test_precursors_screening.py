"""A manifest is looked up by number and day of shipment; what is not in the list gets no claim."""

from __future__ import annotations

import pytest
from entries_made import READ

from communique.workstreams.precursors.entries import shipped
from communique.workstreams.precursors.errors import StructureRefused, SubstanceError
from communique.workstreams.precursors.screening import at_least, by_jurisdiction, read_manifest, screen
from communique.workstreams.precursors.status import look_up, segments

WATER = "7732-18-5"


def write(tmp_path, text):
    (tmp_path / "manifest.csv").write_text(text, encoding="utf-8")
    return tmp_path / "manifest.csv"


def screened(tmp_path, text):
    read = read_manifest(write(tmp_path, text))
    assert read.rejected == ()
    return screen(read.frame, segments(shipped(), READ))


def test_the_day_of_shipment_decides(tmp_path):
    found = screened(tmp_path, "item,cas,shipped_on\nA,23056-29-3,2022-11-22\nB,23056 29 3,2022-11-23\n")
    assert found["item"].to_list() == ["A", "B"]
    assert found["cas"].to_list() == ["23056-29-3", "23056-29-3"]
    assert found["un_status"].to_list() == ["not_listed", "listed"]
    assert found["usa_status"].to_list() == ["listed", "listed"]
    assert found["usa_mark"].to_list() == ["verified", "verified"]
    assert set(found["closed_list"]) == {"in closed list"}


def test_what_is_not_in_the_list_has_no_status_and_its_parents_words_only_where_declared(tmp_path):
    found = screened(
        tmp_path, f"cas,shipped_on,declared_parent\n{WATER},2026-01-01,\n{WATER},2026-01-01,4-piperidone\n"
    )  # fmt: skip
    assert set(found["closed_list"]) == {"not in closed list"}
    assert found["un_status"].to_list() == [None, None]
    silent, declared = found["remark"].to_list()
    assert silent == "not in closed list: nothing is said of its status"
    assert declared.startswith("not in closed list; scope words of the parent 4-piperidone: ")
    assert "CAN exact|+salts|+derivatives|+analogues" in declared


def test_after_the_day_of_reading_the_status_is_unknown(tmp_path):
    found = screened(tmp_path, "cas,shipped_on\n23056-29-3,2027-01-01\n")
    assert found["un_status"].to_list() == ["unknown"]


@pytest.mark.parametrize(
    ("text", "says", "row", "column"),
    [
        ("cas,shipped_on\n108-24-7,2026-01-01\n108-24-8,2026-01-01\n", "last digit", 3, "cas"),
        ("cas,shipped_on\n,2026-01-01\n", "is not a CAS number", 2, "cas"),
        ("cas,shipped_on\n108-24-7,\n", "without a day there is no status", 2, "shipped_on"),
        ("cas,shipped_on\n108-24-7,1/2/2026\n", "is not a day", 2, "shipped_on"),
        ("cas,shipped_on\n108-24-7,20260101\n", "is not a day", 2, "shipped_on"),
        ("cas,shipped_on\n108-24-7,2023-02-29\n", "is not a day", 2, "shipped_on"),
        ("cas,shipped_on,declared_parent\n108-24-7,2026-01-01,water\n", "not in the closed list", 2, "declared_parent"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_naming_file_row_and_column(tmp_path, text, says, row, column):
    (fault,) = read_manifest(write(tmp_path, text)).rejected
    assert says in fault.message
    assert (fault.row, fault.column) == (row, column)
    assert str(fault.file).endswith("manifest.csv")


def test_every_bad_cell_is_told_and_the_good_rows_are_answered(tmp_path):
    text = "cas,shipped_on\n108-24-8,\n23056-29-3,2022-11-23\nN#N,2026-01-01\n23056-29-3,2024-02-29\n"
    read = read_manifest(write(tmp_path, text))
    assert [(fault.row, fault.column) for fault in read.rejected] == [(2, "cas"), (2, "shipped_on"), (4, "cas")]
    assert isinstance(read.rejected[-1], StructureRefused)
    found = screen(read.frame, segments(shipped(), READ))
    assert found["manifest_row"].to_list() == [3, 5]
    assert found["un_status"].to_list() == ["listed", "listed"]


@pytest.mark.parametrize(
    ("text", "says", "column"),
    [
        ("cas\n108-24-7\n", "needs the columns", "shipped_on"),
        ("cas,shipped_on,substance\n108-24-7,2026-01-01,x\n", "the answer has a column", "substance"),
    ],
)
def test_columns_that_are_missing_or_taken_are_named(tmp_path, text, says, column):
    with pytest.raises(SubstanceError, match=says) as fault:
        read_manifest(write(tmp_path, text))
    assert fault.value.column == column


def test_what_is_not_listed_stands_on_no_list(tmp_path):
    found = screened(tmp_path, "cas,shipped_on\n23056-29-3,2022-11-22\n")
    said = {name: found[f"un_{name}"].item() for name in ("status", "lists", "scope", "reason")}
    assert said == {"status": "not_listed", "lists": "", "scope": "", "reason": "before-first-effect"}
    rows = by_jurisdiction(found)
    assert [row["jurisdiction"] for row in rows] == ["UN", "CAN", "MEX", "USA"]
    assert rows[0]["lists"] is None


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(SubstanceError, match="cannot be read as CSV"):
        read_manifest(write(tmp_path, ""))


def test_answers_can_be_held_to_a_mark(tmp_path):
    import polars as pl

    asked = pl.DataFrame({"substance": ["4-AP", "safrole"], "jurisdiction": ["UN", "UN"], "on": [READ, READ]})
    found = look_up(segments(shipped(), READ), asked)
    assert at_least(found, "verified")["substance"].to_list() == ["4-AP"]
    assert at_least(found, "recalled").height == 2
