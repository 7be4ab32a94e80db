"""Does each rule of a contract set aside exactly the rows that break it?"""

from __future__ import annotations

import math
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.tables import Check, Column, ContractError, Table, check, read_sheet, sheet_of_frame
from communique.tables.contract import strictest

HEADER = "country,year,gross,recovered,unit,method\n"


def checked_text(inventory: Table, tmp_path: Path, rows: str):  # type: ignore[no-untyped-def]
    path = tmp_path / "inventory.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return check(inventory, read_sheet(inventory, path))


@pytest.mark.parametrize(
    ("row", "failure"),
    [
        ("CAN,2020,-1,,kt,T1", ("rule-not-negative", "gross", "-1")),
        ("XYZ,2020,1,,kt,T1", ("rule-country-known", "country", "XYZ")),
        ("MX ,2020,1,,kt,T1", ("rule-country-known", "country", "MX ")),
        ("CAN,,1,,kt,T1", ("rule-required", "year", "")),
        ("CAN,2020,1,,bushel,T1", ("rule-unit", "unit", "bushel")),
        ("CAN,2020,NaN,,kt,T1", ("rule-finite", "gross", "NaN")),
        ("CAN,2020,-inf,,kt,T1", ("rule-finite", "gross", "-inf")),
        ("CAN,2100,1,,kt,T1", ("rule-maximum", "year", "2100")),
        ("CAN,1989,1,,kt,T1", ("rule-minimum", "year", "1989")),
        ("CAN,2020,many,,kt,T1", ("rule-type", "gross", "many")),
        ("CAN,2020.5,1,,kt,T1", ("rule-type", "year", "2020.5")),
        ("CAN,2020,1,2,kt,T1", ("inventory-recovered-within-gross", "recovered", "2")),
        ("CAN,2020,1,,kt,T4", ("rule-allowed", "method", "T4")),
    ],
)
def test_a_bad_row_is_set_aside_with_rule_row_and_value_and_the_good_one_goes_on(
    inventory: Table, tmp_path: Path, row: str, failure: tuple[str, str, str]
) -> None:
    checked = checked_text(inventory, tmp_path, f"MEX,2020,1.5,,kt,T1\n{row}\n")
    assert checked.failures.rows() == [(3, *failure, None)]
    assert checked.good.select("country", "gross", "row").rows() == [("MEX", 1.5, 2)]
    assert checked.rows == 2


def test_country_codes_are_strings_and_mapped_to_alpha3(inventory: Table, tmp_path: Path) -> None:
    checked = checked_text(inventory, tmp_path, "NA,2020,1,,kt,\nNO,2020,1,,kt,\nMéxico,2020,1,,kt,\n")
    assert checked.good["country"].to_list() == ["NAM", "NOR", "MEX"]


def test_blanks_are_taken_off_only_where_the_contract_says_so() -> None:
    for trim, good in ((True, ["MEX"]), (False, [])):
        table = Table(name="t.c", columns=(Column("country", "country", trim=trim),))
        checked = check(table, sheet_of_frame(table, pl.DataFrame({"country": ["MX "]})))
        assert checked.good["country"].to_list() == good


def test_notation_keys_are_unknown_values_with_their_reason_never_zero(inventory: Table, tmp_path: Path) -> None:
    checked = checked_text(inventory, tmp_path, "CAN,2020,NO,IE,kt,NA\nMEX,2020,0,,kt,T1\n")
    assert checked.failures.select("row", "rule", "value").rows() == [(2, "rule-allowed", "NA")]  # a text, not a number
    checked = checked_text(inventory, tmp_path, "CAN,2020,NO,IE,kt,\nMEX,2020,0,,kt,T1\n")
    columns = ["gross", "gross_notation", "recovered", "recovered_notation"]
    assert checked.good.select(columns).rows() == [(None, "NO", None, "IE"), (0.0, None, None, None)]


def test_a_notation_key_answers_a_required_column_and_a_blank_does_not() -> None:
    table = Table(name="t.n", columns=(Column("mass", "number"), Column("place")), notation_keys=("NE",))
    frame = pl.DataFrame({"mass": ["NE", None, "0"], "place": ["a", "b", "c"]})
    checked = check(table, sheet_of_frame(table, frame))
    assert checked.good["place"].to_list() == ["a", "c"]
    assert checked.by_rule() == {"rule-required": 1}


def test_a_frame_read_from_the_store_keeps_its_notation_keys() -> None:
    table = Table(name="t.n", columns=(Column("mass", "number"),), notation_keys=("NE",))
    frame = pl.DataFrame({"mass": [None, 1.0], "mass_notation": ["NE", None]})
    assert check(table, sheet_of_frame(table, frame)).good.drop("row").equals(frame)


def test_another_unit_is_converted_by_the_unit_table_only(inventory: Table, tmp_path: Path) -> None:
    checked = checked_text(inventory, tmp_path, "CAN,2020,1500,,t,\nMEX,2020,3,,Mt,\nUSA,2020,2,,kt CO2e,\n")
    assert checked.good["gross"].to_list() == pytest.approx([1.5, 3000.0], rel=1e-15)  # one multiplication
    assert checked.good["unit"].to_list() == ["kt", "kt"]
    assert checked.failures.select("row", "rule", "value").rows() == [(4, "rule-unit", "kt CO2e")]


def test_all_copies_of_a_key_are_set_aside_even_beside_another_fault(inventory: Table, tmp_path: Path) -> None:
    checked = checked_text(inventory, tmp_path, "CAN,2020,1,,kt,\nMEX,2020,1,,kt,\nCA,2020,-1,,kt,\n")
    assert checked.good["country"].to_list() == ["MEX"]
    assert checked.failures.select("row", "rule", "value").rows() == [
        (2, "rule-duplicate-key", "CAN, 2020"),
        (4, "rule-not-negative", "-1"),
        (4, "rule-duplicate-key", "CAN, 2020"),
    ]
    assert checked.bad == 2


def test_a_cross_column_rule_that_is_unknown_fails_no_row(inventory: Table, tmp_path: Path) -> None:
    assert checked_text(inventory, tmp_path, "CAN,2020,NE,2,kt,\n").bad == 0


def test_the_spec_case_of_seven_bad_rows(inventory: Table, tmp_path: Path) -> None:
    """1,000 good rows; the twin of the duplicate key is another bad row, so that seven rows are bad and not eight."""
    wide = Table(
        name="methane.sites",
        columns=(Column("site", "integer"), *inventory.columns),
        key=("site", "country", "year"),
    )
    good = "".join(f"{n},{('CAN', 'MEX', 'USA')[n % 3]},{1990 + n % 40},{n / 7},,kt,T1\n" for n in range(1000))
    bad = (
        "5000,CAN,2000,-1,,kt,T1\n5001,XXX,2000,1,,kt,T1\n5000,CAN,2000,1,,kt,T1\n5003,CAN,,1,,kt,T1\n"
        "5004,CAN,2000,1,,acre,T1\n5005,CAN,2000,NaN,,kt,T1\n5006,CAN,2100,1,,kt,T1\n"
    )
    path = tmp_path / "sites.csv"
    path.write_text("site," + HEADER + good + bad, encoding="utf-8")
    checked = check(wide, read_sheet(wide, path))
    assert (checked.good.height, checked.bad, checked.rows) == (1000, 7, 1007)
    assert checked.by_rule() == {
        "rule-country-known": 1,
        "rule-duplicate-key": 2,
        "rule-finite": 1,
        "rule-maximum": 1,
        "rule-not-negative": 1,
        "rule-required": 1,
        "rule-unit": 1,
    }


def test_a_fractional_or_infinite_number_is_no_integer_in_a_typed_frame() -> None:
    table = Table(name="t.i", columns=(Column("n", "integer", nullable=True),))
    frame = pl.DataFrame({"n": [1.0, 1.5, math.inf, math.nan, None, 1e300]})
    checked = check(table, sheet_of_frame(table, frame))
    assert checked.good["n"].to_list() == [1]  # the row without any value is blank
    assert checked.failures["row"].to_list() == [2, 3, 4, 6]


def test_exclusive_bounds_and_patterns() -> None:
    table = Table(
        name="t.b",
        columns=(
            Column("share", "number", exclusive_minimum=0, exclusive_maximum=1),
            Column("id", pattern="[A-Z]{2}[0-9]"),
            Column("low", "number", exclusive_minimum=-1),
        ),
    )
    frame = pl.DataFrame(
        {"share": [0.5, 0.0, 1.0, 0.5, 0.5], "id": ["AB1", "AB1", "AB1", "AB12", "AB1"], "low": [0, 0, 0, 0, -1]}
    )
    checked = check(table, sheet_of_frame(table, frame))
    assert checked.good["row"].to_list() == [1]
    assert checked.failures["rule"].to_list() == ["rule-positive", "rule-below", "rule-pattern", "rule-above"]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from([None, 1, 2]), st.floats(-2, 2)), min_size=1, max_size=30
    ),
    st.randoms(use_true_random=False),
)
def test_no_row_is_lost_and_the_order_of_rows_does_not_matter(rows, random) -> None:  # type: ignore[no-untyped-def]
    table = Table(
        name="t.k",
        columns=(Column("a"), Column("b", "integer"), Column("v", "number", minimum=0)),
        key=("a", "b"),
    )

    def good(some: list[tuple[str, int | None, float]]) -> set[tuple[str, int, float]]:
        frame = pl.DataFrame(some, schema={"a": pl.String, "b": pl.Int64, "v": pl.Float64}, orient="row")
        checked = check(table, sheet_of_frame(table, frame))
        assert checked.good.height + checked.bad == len(some) == checked.rows
        return set(checked.good.drop("row").rows())

    keys = [(a, b) for a, b, _ in rows]
    expected = {(a, b, v) for a, b, v in rows if b is not None and v >= 0 and keys.count((a, b)) == 1}
    shuffled = random.sample(rows, len(rows))
    assert good(rows) == good(shuffled) == expected


def test_chunks_do_not_change_the_answer(inventory: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.tables import reading

    frame = pl.DataFrame(
        {
            "country": ["CAN", "MEX", "USA", "CAN", "MEX"],
            "year": [2000, 2000, 2000, 2000, 1900],
            "gross": [1.0, -2.0, 3.0, 4.0, 5.0],
            "recovered": [None] * 5,
            "unit": ["kt"] * 5,
            "method": ["T1"] * 5,
        }
    )
    whole = check(inventory, sheet_of_frame(inventory, frame))
    monkeypatch.setattr(reading, "CHUNK", 2)
    parts = check(inventory, sheet_of_frame(inventory, frame))
    assert parts.good.equals(whole.good)
    assert parts.failures.equals(whole.failures)
    assert parts.records.equals(whole.records)


def test_contracts_that_contradict_themselves_are_refused() -> None:
    column = Column("a")
    for wrong, reason in (
        (lambda: Table(name="Bad Name", columns=(column,)), "dotted lower case"),
        (lambda: Table(name="t", columns=(column, column)), "declared twice"),
        (lambda: Table(name="t", columns=()), "no columns"),
        (lambda: Table(name="t", columns=(Column("party"),)), "the store itself adds party"),
        (lambda: Table(name="t", columns=(column,), key=("b",)), "unknown columns b"),
        (lambda: Table(name="t", columns=(column,), checks=(Check("c", "a = a", ()),)), "names the columns"),
        (lambda: Table(name="t", columns=(column,), duplicates="merge"), "is not one of"),  # type: ignore[arg-type]
        (lambda: Column("a", "float"), "is not one of"),  # type: ignore[arg-type]
        (lambda: Column("A b"), "not lower case"),
        (lambda: Column("a", marking="WHITE"), "is not one of"),
        (lambda: Column("a", "number", unit_column="u"), "needs a number column with a unit"),
        (lambda: Column("a", "number", allowed=("1",)), "are for strings"),
        (lambda: Table(name="t", columns=(column,)).column("b"), "no column b"),
        (lambda: strictest("TLP:WHITE"), "is not a marking"),
    ):
        with pytest.raises(ContractError, match=reason):
            wrong()
