"""Do the loaders keep every official figure as it stands, and refuse what they would have to guess?"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.tables import check, load_official, read_sheet, sheet_of_frame
from communique.workstreams.methane import loaders
from communique.workstreams.methane.loaders import InventoryFileError, Repair
from communique.workstreams.methane.series import FOLDER, figures, shipped
from communique.workstreams.methane.tables import INVENTORY

CRF = "iso3,category,gas,year,value,notation,unit\n"
NIR = "province,year,crf,category,ch4_kt\n"
WIDE = "Party,Parent Category,Category,Gas,Unit,1990,1991\n"


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file


# the shipped series


def test_the_shipped_series_is_rederived_from_the_official_files_value_by_value(shared: Path) -> None:
    built = loaders.build_series(shared / "data" / "methane")
    assert shipped().drop("recorded_on").equals(built)


def test_every_shipped_row_has_a_source_a_vintage_and_a_value_or_key() -> None:
    rows = shipped()
    assert set(rows["source"]) <= set(figures().sources)
    assert rows["vintage"].null_count() == 0
    bare = rows.filter(pl.col("value").is_null() & pl.col("value_notation").is_null())
    assert bare.is_empty()


def test_shipped_rows_and_all_official_rows_hold_the_contract(shared: Path) -> None:
    data = shared / "data" / "methane"
    official = {
        "unfccc-crf": "unfccc_crf_2021_usa_can_agri_waste.csv",
        "eccc-nir-by-province": "canada_eccc_nir2023_ch4_by_province.csv",
        "unfccc-di-wide": "mexico_unfccc_di_1990_2013_agri_waste.csv",
    }
    frames = [load_official(INVENTORY, name, data / file) for name, file in official.items()]
    for frame in (*frames, shipped()):
        checked = check(INVENTORY, sheet_of_frame(INVENTORY, frame))
        assert checked.by_rule() == {}
        assert checked.good.height == frame.height


def test_official_rows_are_all_there_with_their_keys(shared: Path) -> None:
    crf = loaders.read_crf(shared / "data" / "methane" / "unfccc_crf_2021_usa_can_agri_waste.csv")
    assert crf.height == 7_860  # README of the data
    assert crf["value"].null_count() == crf["value_notation"].drop_nulls().len() == 7_860 - 4_020
    nir = loaders.read_nir_by_province(shared / "data" / "methane" / "canada_eccc_nir2023_ch4_by_province.csv")
    assert (nir.height, nir["value"].null_count()) == (3_184, 513)


def test_canada_is_complete_from_1999_and_partial_before() -> None:
    rows = shipped().filter(pl.col("vintage") == "NIR 2023")
    assert set(rows.filter(pl.col("coverage") == "partial")["year"]) == set(range(1990, 1999))
    assert set(rows.filter(pl.col("coverage") == "whole")["year"]) == set(range(1999, 2022))


def test_the_sources_carry_the_acknowledgement_their_licences_ask_for() -> None:
    sources = figures().sources
    assert "Contains information licensed under the Open Government Licence – Canada" in sources["eccc-nir-2023"].note
    assert all(sources[key].note.startswith("Source: UNFCCC") for key in ("unfccc-crf-2021", "unfccc-di-mex"))
    assert (FOLDER / "inventory" / "waste_ch4.csv").stat().st_size < 300_000


# a compiler's own file


def sheet_of_mexico() -> str:
    head = ",".join(column.name for column in INVENTORY.columns) + "\n"
    row = "México,CRT 2024,2024,IPCC 2006,{},CH4,2020,national,{},{},{},,,Primer BTR\n"
    cells = [("5.A", "901.5", "kt CH4", ""), ("5.B", "4.2", "kt CH4", ""), ("5.C", '"NO,IE"', "kt CH4", "")]
    cells += [("5.D", "7840", "kt CO2e", "AR5"), ("6.B", "1", "kt CH4", ""), ("5.E", "3", "kt CO2e", "")]
    cells += [("5.D.1", "-3.2", "kt CH4", ""), ("5.D.2", "", "kt CH4", "")]
    return head + "".join(row.format(*each) for each in cells)


def test_an_uploaded_sheet_is_read_and_each_bad_row_is_named(tmp_path: Path) -> None:
    checked = check(INVENTORY, read_sheet(INVENTORY, write(tmp_path, "mexico.csv", sheet_of_mexico())))
    assert checked.good["category"].to_list() == ["5.A", "5.B", "5.C", "5.D"]
    assert checked.good["country"].unique().to_list() == ["MEX"]
    assert checked.good.filter(pl.col("category") == "5.C").select("value", "value_notation").row(0) == (None, "NO,IE")
    assert checked.failures.select("row", "rule", "column").rows() == [
        (6, "methane-inventory-numbering", "category"),
        (7, "methane-inventory-gwp-named", "unit"),
        (8, "rule-not-negative", "value"),
        (9, "methane-inventory-value-or-key", "value"),
    ]


# bad files


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("CAN,5.A  Solid,CH4,2000,,,kt", "value", "neither a value nor a notation key"),
        ("CAN,5.A  Solid,CH4,2000,-1,,kt", "value", "a mass cannot be negative"),
        ('CAN,5.A  Solid,CH4,2000,"1,5",,kt', "value", "is not a number"),
        ("CAN,5.A  Solid,CH4,2000,inf,,kt", "value", "is not a finite number"),
        ("CAN,5.A  Solid,CH4,2000,,NX,kt", "notation", "is no notation key"),
        ("CAN,5.A  Solid,CH4,20,1,,kt", "year", "is not a year"),
        ("XXX,5.A  Solid,CH4,2000,1,,kt", "iso3", "no country"),
        ("CAN,Solid waste,CH4,2000,1,,kt", "category", "does not begin with"),
    ],
)
def test_a_bad_row_is_refused_with_file_row_and_column(tmp_path: Path, row: str, column: str, message: str) -> None:
    file = write(tmp_path, "crf_2021.csv", CRF + row + "\n")
    with pytest.raises(InventoryFileError, match=message) as caught:
        loaders.read_crf(file)
    assert (caught.value.file, caught.value.row, caught.value.column) == (str(file), 2, column)


def test_a_file_that_does_not_say_its_submission_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, "data.csv", CRF + "CAN,5.A  Solid,CH4,2000,1,,kt\n")
    with pytest.raises(InventoryFileError, match="put it in the name"):
        loaders.read_crf(file)
    assert loaders.read_crf(file, submission_year=2021)["vintage"].to_list() == ["CRF 2021"]


def test_a_lacking_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(InventoryFileError, match="no column ch4_kt"):
        loaders.read_nir_by_province(write(tmp_path, "nir2023.csv", "province,year,crf,category\n"))


def test_another_unit_than_gas_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, "di.csv", WIDE + "Mexico,6. Waste,6.A Solid,CH₄,Gg CO2e,1,2\n")
    with pytest.raises(InventoryFileError, match="expected Gg of gas"):
        loaders.read_unfccc_wide(file)


# text


def test_padded_numbers_and_twice_decoded_names_are_mended_and_reported(tmp_path: Path) -> None:
    twice = "México".encode().decode("cp1252").encode().decode("cp1252")
    file = write(tmp_path, "di.csv", WIDE + f"{twice},6. Waste,6.B Wastewater,CH₄,Gg, 269.379 ,\n")
    repairs: list[Repair] = []
    rows = loaders.read_unfccc_wide(file, repairs)
    assert rows.select("country", "category", "gas", "year", "value").rows() == [("MEX", "5.D", "CH4", 1990, 269.379)]
    assert repairs == [Repair(2, "Party", twice, "México"), Repair(2, "1990", " 269.379 ", "269.379")]


def test_the_dirty_city_names_are_mended(shared: Path) -> None:
    text = (shared / "data" / "methane" / "city_waste_sample_dirty.csv").read_text(encoding="utf-8-sig")
    names = [cell for line in text.splitlines() for cell in line.split(",") if "xico City" in cell]
    assert names
    assert {loaders.repaired(name) for name in names} == {"México City"}


@pytest.mark.parametrize(
    ("encoding", "text"), [("latin-1", "México"), ("utf-8", "M\ufffdxico"), ("utf-8", "MÃ†Ã€xico")]
)
def test_text_that_cannot_be_restored_is_refused(tmp_path: Path, encoding: str, text: str) -> None:
    file = write(tmp_path, "di.csv", WIDE + f"{text},6. Waste,6.B Wastewater,CH4,Gg,1,2\n", encoding)
    with pytest.raises(InventoryFileError) as caught:
        loaders.read_unfccc_wide(file)
    assert caught.value.row == 2


@given(st.text(alphabet="áéíóúñüçèêâÁÉÑ’–« abcXYZ₄0123", max_size=30))
def test_repair_undoes_wrong_decoding_and_leaves_right_text_alone(text: str) -> None:
    assert loaders.repaired(text) == text
    wrong = "".join(_as_cp1252(byte) for byte in text.encode())
    assert loaders.repaired(wrong) == text


def _as_cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


# sums over regions


def test_a_region_without_a_row_makes_the_year_partial_and_an_empty_cell_does_not(tmp_path: Path) -> None:
    text = NIR + "QC,2000,5.D,Wastewater,0.1\nON,2000,5.D,Wastewater,\nQC,1998,5.D,Wastewater,0.2\n"
    rows = loaders.national(loaders.read_nir_by_province(write(tmp_path, "nir2023.csv", text)))
    found = {year: (value, coverage) for year, value, coverage in rows.select("year", "value", "coverage").rows()}
    assert found == {2000: (0.1, "whole"), 1998: (0.2, "partial")}


def test_a_national_figure_is_never_replaced_by_a_sum(tmp_path: Path) -> None:
    rows = loaders.read_nir_by_province(write(tmp_path, "nir2023.csv", NIR + "QC,2000,5.D,Wastewater,0.1\n"))
    whole = rows.with_columns(region=pl.lit("national"), value=pl.lit(9.0))
    assert loaders.national(pl.concat([rows, whole]))["value"].to_list() == [9.0]
