"""A manifest is looked up by number and day of shipment; what is not in the list gets no claim."""

from __future__ import annotations

import pytest
from entries_made import READ

from communique.workstreams.precursors.entries import shipped
from communique.workstreams.precursors.errors import StructureRefused, SubstanceError
from communique.workstreams.precursors.screening import at_least, read_manifest, screen
from communique.workstreams.precursors.status import look_up, segments

WATER = "7732-18-5"


def write(tmp_path, text):
    (tmp_path / "manifest.csv").write_text(text, encoding="utf-8")
    return tmp_path / "manifest.csv"


def screened(tmp_path, text):
    return screen(read_manifest(write(tmp_path, text)), segments(shipped(), READ))


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
    assert "CAN +salts" in declared


def test_after_the_day_of_reading_the_status_is_unknown(tmp_path):
    found = screened(tmp_path, "cas,shipped_on\n23056-29-3,2027-01-01\n")
    assert found["un_status"].to_list() == ["unknown"]


@pytest.mark.parametrize(
    ("text", "says", "row", "column"),
    [
        ("cas\n108-24-7\n", "needs the columns", None, "shipped_on"),
        ("cas,shipped_on\n108-24-7,2026-01-01\n108-24-8,2026-01-01\n", "last digit", 3, "cas"),
        ("cas,shipped_on\n,2026-01-01\n", "is not a CAS number", 2, "cas"),
        ("cas,shipped_on\n108-24-7,\n", "without a day there is no status", 2, "shipped_on"),
        ("cas,shipped_on\n108-24-7,1/2/2026\n", "is not a day", 2, "shipped_on"),
        ("cas,shipped_on,declared_parent\n108-24-7,2026-01-01,water\n", "not in the closed list", 2, "declared_parent"),
    ],
)
def test_a_fault_names_file_row_and_column(tmp_path, text, says, row, column):
    with pytest.raises(SubstanceError, match=says) as fault:
        read_manifest(write(tmp_path, text))
    assert (fault.value.row, fault.value.column) == (row, column)
    assert str(fault.value.file).endswith("manifest.csv")


def test_a_structure_in_a_manifest_is_refused(tmp_path):
    with pytest.raises(StructureRefused, match="by design") as fault:
        read_manifest(write(tmp_path, "cas,shipped_on\nN#N,2026-01-01\n"))
    assert fault.value.row == 2


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(SubstanceError, match="cannot be read as CSV"):
        read_manifest(write(tmp_path, ""))


def test_answers_can_be_held_to_a_mark(tmp_path):
    import polars as pl

    asked = pl.DataFrame({"substance": ["4-AP", "safrole"], "jurisdiction": ["UN", "UN"], "on": [READ, READ]})
    found = look_up(segments(shipped(), READ), asked)
    assert at_least(found, "verified")["substance"].to_list() == ["4-AP"]
    assert at_least(found, "recalled").height == 2
