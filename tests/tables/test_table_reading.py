"""Is each kind of file read as it was written, or refused with the reason?"""

from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.tables import Column, Table, TableError, check, read_sheet, sheet_of_frame

MASSES = Table(name="t.masses", columns=(Column("place"), Column("mass", "number", unit="kt", nullable=True)))
HEADER = "country,year,gross,recovered,unit,method\n"


def save(tmp_path: Path, content: str | bytes, name: str = "file.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def masses(path: Path, **options: str) -> list[tuple[str, float | None]]:
    checked = check(MASSES, read_sheet(MASSES, path, **options))
    assert checked.bad == 0, checked.failures
    return checked.good.select("place", "mass").rows()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_letters_and_numbers_survive_each_encoding_and_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    text = f"place{separator}mass\nMéxico{separator}1.25\nQuébec ñ{separator}3\n"
    assert masses(save(tmp_path, text.encode(encoding))) == [("México", 1.25), ("Québec ñ", 3.0)]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_found_by_its_zero_bytes(tmp_path: Path, encoding: str) -> None:
    assert masses(save(tmp_path, "place,mass\nMéxico,1.25\n".encode(encoding))) == [("México", 1.25)]


@pytest.mark.parametrize("content", ["place,mass\nMéxico,1\n".encode("mac_roman"), "place,mass\nMé".encode()[:-1]])
def test_an_encoding_that_cannot_be_told_is_refused_with_its_row(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(TableError, match="neither UTF-8 nor") as caught:
        read_sheet(MASSES, save(tmp_path, content))
    assert caught.value.row == 2


def test_a_utf16_file_cut_in_the_middle_of_a_letter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cut off or damaged"):
        read_sheet(MASSES, save(tmp_path, codecs.BOM_UTF16_LE + "place,mass\na,1\n".encode("utf-16-le")[:-1]))


def test_decimal_commas_are_read_where_they_can_only_be_that(tmp_path: Path) -> None:
    assert masses(save(tmp_path, "place;mass\na;1,5\nb;1,234\nc;-0,25\nd;1e-3\n")) == [
        ("a", 1.5),
        ("b", 1.234),
        ("c", -0.25),
        ("d", 0.001),
    ]


@pytest.mark.parametrize("number", ["1,234", "1.234", "12,345,678"])
def test_a_number_that_may_be_a_thousand_is_refused_unless_told(tmp_path: Path, number: str) -> None:
    path = save(tmp_path, f"place;mass\na;{number}\n")
    if number.count(",") < 2:
        with pytest.raises(TableError, match="may be one and a bit or a thousand"):
            read_sheet(MASSES, path)
        assert masses(path, decimal=number[1]) == [("a", 1.234)]
    else:
        assert check(MASSES, read_sheet(MASSES, path)).by_rule() == {"rule-type": 1}


def test_decimal_points_and_commas_in_one_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="some numbers have a decimal point and some a decimal comma"):
        read_sheet(MASSES, save(tmp_path, "place;mass\na;1,5\nb;1.5\n"))


def test_a_comma_number_in_a_file_of_points_is_one_bad_row_with_its_value(tmp_path: Path) -> None:
    checked = check(MASSES, read_sheet(MASSES, save(tmp_path, 'place,mass\na,"1,5"\nb,2.5\n')))
    assert checked.failures.row(0) == (2, "rule-type", "mass", "1,5", None)
    assert checked.good["mass"].to_list() == [2.5]


def test_empty_fields_are_missing_and_blank_rows_are_told_not_stored(tmp_path: Path) -> None:
    checked = check(MASSES, read_sheet(MASSES, save(tmp_path, "place,mass\na,\n\n,\nb,2\n")))
    assert checked.good.select("place", "mass", "row").rows() == [("a", None, 2), ("b", 2.0, 5)]
    assert checked.rows == 2
    assert checked.notes == ("2 blank rows were passed over",)


def test_rows_with_too_few_or_too_many_fields_are_set_aside_with_their_row(tmp_path: Path) -> None:
    checked = check(MASSES, read_sheet(MASSES, save(tmp_path, 'place,mass\n"a, b",1\nc\nd,2,3\ne,4\n')))
    assert checked.failures.select("row", "rule", "value").rows() == [
        (3, "rule-row-shape", "c"),
        (4, "rule-row-shape", "d,2,3"),
    ]
    assert checked.good.select("place", "row").rows() == [("a, b", 2), ("e", 5)]


def test_a_quoted_field_may_hold_separators_and_line_breaks(tmp_path: Path) -> None:
    path = save(tmp_path, 'place,mass\n"a ""b"", c\nd",1\ne,2\n')
    assert masses(path) == [('a "b", c\nd', 1.0), ("e", 2.0)]


@pytest.mark.parametrize("content", ['place,mass\na,1\n"b,2\nc,3\n', 'place,mass\na,1\nb,"2'])
def test_a_quotation_mark_that_is_never_closed_is_refused_at_its_row(tmp_path: Path, content: str) -> None:
    with pytest.raises(TableError, match="quotation mark") as caught:
        read_sheet(MASSES, save(tmp_path, content))
    assert caught.value.row == 3


def test_an_empty_file_and_a_header_alone_are_refused(tmp_path: Path) -> None:
    for content, reason in (("", "empty"), ("place,mass\n", "no rows"), ("\n\n", "header")):
        with pytest.raises(TableError, match=reason):
            read_sheet(MASSES, save(tmp_path, content))
    with pytest.raises(TableError, match="no rows"):
        sheet_of_frame(MASSES, pl.DataFrame(schema={"place": pl.String, "mass": pl.Float64}))


def test_missing_columns_are_named_and_extra_ones_listed_and_kept_out(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"needs the column mass; the file has place, masse"):
        read_sheet(MASSES, save(tmp_path, "place,masse\na,1\n"))
    checked = check(MASSES, read_sheet(MASSES, save(tmp_path, "note,mass,place\nx,1,a\n")))
    assert checked.extra == ("note",)
    assert checked.good.columns == ["place", "mass", "row"]


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="mass stand twice"):
        read_sheet(MASSES, save(tmp_path, "place,mass,mass\na,1,2\n"))


@pytest.mark.parametrize("name", ["file.xlsx", "file.parquet", "file.csv"])
def test_a_damaged_file_of_each_kind_is_a_clear_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(TableError):
        read_sheet(MASSES, save(tmp_path, b"PK\x03\x04PAR1\x00broken", name))


@pytest.mark.parametrize("name", ["file.xlsx", "file.parquet"])
def test_a_truncated_file_is_a_clear_error(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    frame = pl.DataFrame({"place": ["a"] * 500, "mass": [float(n) for n in range(500)]})
    frame.write_parquet(path) if name.endswith("parquet") else frame.write_excel(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(TableError, match="cut off or damaged"):
        read_sheet(MASSES, path)


def test_other_files_and_no_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="CSV"):
        read_sheet(MASSES, save(tmp_path, "x", "file.pdf"))
    with pytest.raises(TableError, match="no such file"):
        read_sheet(MASSES, tmp_path / "none.csv")
    with pytest.raises(TableError, match="decimal is"):
        read_sheet(MASSES, save(tmp_path, "place,mass\na,1\n"), decimal=";")


def test_a_workbook_keeps_every_digit_and_its_own_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(1, 0, ["place", "mass"])  # the first row is blank
        sheet.write_row(2, 0, ["NA", 2.5e-23])
        sheet.write_row(3, 0, ["NO", 0.2815080780216253])
        sheet.write_row(5, 0, ["007", "x"])
    checked = check(MASSES, read_sheet(MASSES, path))
    assert checked.good.select("place", "row").rows() == [("NA", 3), ("NO", 4)]
    assert checked.good["mass"].to_list() == pytest.approx(
        [2.5e-23, 0.2815080780216253], rel=1e-15
    )  # 16 digits in XLSX
    assert checked.failures.row(0) == (6, "rule-type", "mass", "x", None)


def test_dates_and_truth_come_the_same_from_a_workbook_and_from_text(tmp_path: Path) -> None:
    table = Table(name="t.days", columns=(Column("day", "date"), Column("done", "boolean")))
    book = tmp_path / "book.xlsx"
    pl.DataFrame({"day": [date(2024, 2, 29)], "done": [True]}).write_excel(book)
    text = save(tmp_path, "day,done\n2024-02-29,true\n2024-02-30,yes\n29/02/2024,NO\n")
    assert check(table, read_sheet(table, book)).good.select("day", "done").rows() == [(date(2024, 2, 29), True)]
    checked = check(table, read_sheet(table, text))
    assert checked.good.select("day", "done").rows() == [(date(2024, 2, 29), True)]
    assert checked.failures["value"].to_list() == ["2024-02-30", "yes", "29/02/2024", "NO"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1),
            st.none() | st.floats(allow_nan=False, allow_infinity=False),
        ),
        min_size=1,
    ),
    separator=st.sampled_from([",", ";", "\t"]),
)
def test_what_polars_writes_is_read_back_bit_for_bit(
    tmp_path: Path, rows: list[tuple[str, float | None]], separator: str
) -> None:
    path = tmp_path / "round.csv"
    frame = pl.DataFrame(rows, schema={"place": pl.String, "mass": pl.Float64}, orient="row")
    frame.write_csv(path, separator=separator, quote_style="always")
    assert masses(path, decimal=".") == rows


def test_parquet_is_read_in_its_own_types(tmp_path: Path) -> None:
    path = tmp_path / "file.parquet"
    pl.DataFrame({"place": pl.Series(["a", "b"], dtype=pl.Categorical), "mass": [1, 2]}).write_parquet(path)
    checked = check(MASSES, read_sheet(MASSES, path))
    assert checked.good.rows() == [("a", 1.0, 1), ("b", 2.0, 2)]
