"""What do the official inventory files say, in the columns of `methane.inventory`?

Each loader reads one publisher's own format, keeps every figure and every notation key as it stands, and names the
vintage. Text that was decoded wrongly is repaired where the repair is certain and reported; else the file is refused.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from communique.errors import CommuniqueError
from communique.geo import country
from communique.tables.frames import schema
from communique.workstreams.methane.tables import INVENTORY, KEYS, NATIONAL

#: Columns of an inventory row, with their type.
SCHEMA = schema(INVENTORY)

#: Categories of the 1996 Guidelines in the numbering of 2006. 6.D is "Other": its ratio of N2O to CH4 in Mexico's
#: series is that of composting (0.3 to 4, IPCC 2006 vol. 5 table 4.1), so it is read as biological treatment.
FROM_1996 = {
    "4": "3", "4.A": "3.A", "4.B": "3.B", "4.C": "3.C", "4.D": "3.D", "4.E": "3.E", "4.F": "3.F",
    "6": "5", "6.A": "5.A", "6.B": "5.D", "6.C": "5.C", "6.D": "5.B",
}  # fmt: skip

#: Category of a national total without land use, land-use change and forestry.
TOTAL = "total"

_CRF_COLUMNS = ("iso3", "category", "gas", "year", "value", "notation", "unit")
_NIR_COLUMNS = ("province", "year", "crf", "category", "ch4_kt")
_DI_COLUMNS = ("Party", "Parent Category", "Category", "Gas", "Unit")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_CODE = re.compile(r"\d(?:\.[A-Za-z0-9]+)*")


class InventoryFileError(CommuniqueError):
    """An official file that cannot be read without guessing."""


@dataclass(frozen=True)
class Repair:
    """One cell that was mended: row 1 is the header."""

    row: int
    column: str
    before: str
    after: str


def read_crf(
    file: str | Path, repairs: list[Repair] | None = None, *, submission_year: int | None = None
) -> pl.DataFrame:
    """Rows of a Common Reporting Format file by party: columns iso3, category, gas, year, value, notation, unit.

    The submission's year is in the file's name (`…crf_2021…`) or given. Raises InventoryFileError where it is in
    neither, for an empty value without a notation key and for a key that nobody knows.
    """
    file = Path(file)
    submission = submission_year or _submission_in_name(file)
    rows = []
    for line, row in _records(file, _CRF_COLUMNS, repairs):
        value = _number(row["value"], file, line, "value")
        if row["notation"]:
            known_key(row["notation"], file=file, row=line)
        elif value is None:
            raise InventoryFileError("neither a value nor a notation key", file=file, row=line, column="value")
        category = _crf_code(row["category"], file, line)
        rows.append(
            _row(
                country=_party(row["iso3"], file, line, "iso3"),
                vintage=f"CRF {submission}",
                submission_year=submission,
                guidelines="IPCC 2006",
                category=category,
                gas=row["gas"].translate(_SUBSCRIPTS),
                year=_year(row["year"], file, line),
                value=value,
                value_notation=row["notation"] or None,
                unit=f"{row['unit']} {row['gas'].translate(_SUBSCRIPTS)}",
                original_category=row["category"],
                source=f"unfccc-crf-{submission}",
            )
        )
    return _frame(rows)


def read_nir_by_province(
    file: str | Path, repairs: list[Repair] | None = None, *, submission_year: int | None = None
) -> pl.DataFrame:
    """Rows by province and territory of Canada's National Inventory Report: province, year, crf, category, ch4_kt.

    An empty cell means "not reported here": it keeps its row, without value and without key. The codes 5.A.1 and 5.A.2
    are that file's own (municipal landfills, industrial wood-waste landfills), not those of the Common Reporting
    Format.
    """
    file = Path(file)
    submission = submission_year or _submission_in_name(file)
    rows = [
        _row(
            country="CAN",
            vintage=f"NIR {submission}",
            submission_year=submission,
            guidelines="IPCC 2006",
            category=row["crf"],
            gas="CH4",
            year=_year(row["year"], file, line),
            value=_number(row["ch4_kt"], file, line, "ch4_kt"),
            unit="kt CH4",
            region=row["province"],
            original_category=row["category"],
            source=f"eccc-nir-{submission}",
        )
        for line, row in _records(file, _NIR_COLUMNS, repairs)
    ]
    return _frame(rows)


def read_unfccc_wide(file: str | Path, repairs: list[Repair] | None = None) -> pl.DataFrame:
    """Rows of the UNFCCC data interface's wide table of a party outside Annex I: one column a year.

    Its categories are those of the 1996 Guidelines and come out in the numbering of 2006, the old code beside them. The
    file does not say which submission it holds, so `submission_year` is unknown; a cell left empty is no row.
    """
    file = Path(file)
    found = []
    for line, row in _records(file, _DI_COLUMNS, repairs):
        gas = row["Gas"].translate(_SUBSCRIPTS)
        old = _leading_code(row["Category"], file, line, "Category")
        if old not in FROM_1996:
            raise InventoryFileError(
                f"{old} has no place in the numbering of 2006 here; known are {', '.join(FROM_1996)}",
                file=file, row=line, column="Category",
            )  # fmt: skip
        if row["Unit"] not in ("Gg", "kt"):
            raise InventoryFileError(f"unit {row['Unit']!r}: expected Gg of gas", file=file, row=line, column="Unit")
        for column in (name for name in row if name.isdigit()):
            value = _number(row[column], file, line, column)
            if value is not None:
                found.append((int(column), value, _party(row["Party"], file, line, "Party"), gas, old, row["Category"]))
    years = [each[0] for each in found]
    vintage = f"UNFCCC DI {min(years)}-{max(years)}" if years else ""
    return _frame(
        _row(
            country=party, vintage=vintage, guidelines="IPCC 1996", category=FROM_1996[old], gas=gas, year=year,
            value=value, unit=f"kt {gas}", original_category=title, source=f"unfccc-di-{party.lower()}",
        )
        for year, value, party, gas, old, title in found
    )  # fmt: skip


def national(rows: pl.DataFrame, regions: Mapping[str, int] | None = None) -> pl.DataFrame:
    """National rows: those of the whole country, and the sums over regions of every category, gas and year.

    Figures must be in one unit a gas. A sum is exact (`math.fsum`). It is `partial` where fewer regions have a row than
    the country has (`regions`, by country) or than this vintage lists for the category in another year; an empty cell
    of a region that is listed means "not reported here" and adds nothing.
    """
    regional = rows.filter(pl.col("region") != NATIONAL)
    if regional.is_empty():
        return rows
    whole = rows.filter(pl.col("region") == NATIONAL)
    series = ["country", "vintage", "category", "gas"]
    sums = (
        regional.with_columns(
            pl.max_horizontal(
                pl.col("region").n_unique().over(series),
                pl.col("country").replace_strict(regions or {}, default=0, return_dtype=pl.UInt32),
            ).alias("all_regions"),
            pl.col("region").n_unique().over([*series, "year"]).alias("regions"),
        )
        .group_by([*series, "year"], maintain_order=True)
        .agg(
            *(pl.col(name).first() for name in SCHEMA if name not in {*series, "year", "value", "coverage", "region"}),
            pl.col("value").drop_nulls().alias("values"),
            pl.col("regions").first(),
            pl.col("all_regions").first(),
        )
        .with_columns(
            pl.col("values").map_elements(_exact_sum, return_dtype=pl.Float64).alias("value"),
            pl.when(pl.col("regions") < pl.col("all_regions"))
            .then(pl.lit("partial"))
            .otherwise(pl.lit("whole"))
            .alias("coverage"),
            pl.lit(NATIONAL).alias("region"),
        )
        .with_columns(pl.when(pl.col("value").is_null()).then(pl.col("value_notation")).alias("value_notation"))
        .select([pl.col(name).cast(kind) for name, kind in SCHEMA.items()])
        .join(whole, on=[*series, "year"], how="anti")  # a national figure is never replaced by a sum
    )
    return pl.concat([whole, sums])


def build_series(folder: str | Path) -> pl.DataFrame:
    """The shipped series from the three official files of a folder: methane of the waste sector and national totals."""
    folder = Path(folder)
    files = (
        read_crf(folder / "unfccc_crf_2021_usa_can_agri_waste.csv"),
        national(read_nir_by_province(folder / "canada_eccc_nir2023_ch4_by_province.csv")),
        read_unfccc_wide(folder / "mexico_unfccc_di_1990_2013_agri_waste.csv"),
    )
    kept = pl.col("category").str.contains(r"^5(\.[A-E](\.\d)?)?$") | (pl.col("category") == TOTAL)
    return (
        pl.concat(files)
        .filter((pl.col("gas") == "CH4") & kept)
        .sort("country", "vintage", "category", "year")
        .with_columns(pl.lit("verified").alias("confidence"))
    )


def known_key(notation: str, *, file: Path | None = None, row: int | None = None) -> tuple[str, ...]:
    """The keys of one notation such as `NO` or `IE,NA`; raises InventoryFileError for anything else."""
    keys = tuple(key.strip() for key in notation.split(","))
    unknown = [key for key in keys if key not in KEYS]
    if unknown:
        raise InventoryFileError(
            f"{notation!r} is no notation key; write {', '.join(KEYS)} or pairs such as IE,NA",
            file=file, row=row, column="notation",
        )  # fmt: skip
    return keys


def repaired(text: str) -> str:
    """Text whose UTF-8 was read as Windows-1252, Latin-1 or Mac Roman, once or twice, as it was meant."""
    for _ in range(2):
        text = next((mended for letters in _WRONG if (mended := _undone(text, letters)) is not None), text)
    return text


def _letters(codec: str) -> tuple[str, ...]:
    """What each byte becomes in a single-byte encoding; a byte it leaves undefined passes as a control character."""
    return tuple(letter or chr(byte) for byte in range(256) for letter in [bytes([byte]).decode(codec, "ignore")])


#: The encodings that UTF-8 is most often taken for.
_WRONG = tuple(_letters(codec) for codec in ("cp1252", "latin-1", "mac_roman"))


def _traces(letters: tuple[str, ...]) -> re.Pattern[str]:
    """UTF-8 of Latin letters (lead bytes C2, C3) and of typographic signs and subscripts (E2), read wrongly."""
    trail = f"[{re.escape(''.join(letters[0x80:0xC0]))}]"
    return re.compile(f"[{letters[0xC2]}{letters[0xC3]}]{trail}|{letters[0xE2]}{trail}{trail}")


_TRACES = {letters: _traces(letters) for letters in _WRONG}


def _undone(text: str, letters: tuple[str, ...]) -> str | None:
    """The text read rightly; None where it bears no trace of this wrong reading or some of it cannot be undone."""
    if not _TRACES[letters].search(text) or not set(text) <= set(letters):
        return None
    try:
        return bytes(letters.index(letter) for letter in text).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _exact_sum(values: pl.Series) -> float | None:
    return math.fsum(values) if len(values) else None


def _row(**cells: object) -> dict[str, object]:
    return {name: cells.get(name) for name in SCHEMA} | {"region": cells.get("region", NATIONAL)}


def _frame(rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMA)


def _records(
    file: Path, columns: tuple[str, ...], repairs: list[Repair] | None
) -> Iterator[tuple[int, dict[str, str]]]:
    """(row, cells) of a CSV file, blanks around cells removed and text repaired; the header must have the columns."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise InventoryFileError("not UTF-8: save the file as UTF-8 and load it again", file=file, row=line) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    lacking = [name for name in columns if name not in (reader.fieldnames or ())]
    if lacking:
        raise InventoryFileError(f"no column {', '.join(lacking)}; expected {', '.join(columns)}", file=file, row=1)
    for row in reader:
        if None in row or None in row.values():
            raise InventoryFileError("too many or too few cells", file=file, row=reader.line_num)
        yield reader.line_num, {name: _mended(cell, reader.line_num, name, repairs, file) for name, cell in row.items()}


def _mended(cell: str, line: int, column: str, repairs: list[Repair] | None, file: Path) -> str:
    after = repaired(cell.strip())
    if "\ufffd" in after or any(traces.search(after) for traces in _TRACES.values()):
        raise InventoryFileError(
            f"{cell!r} was decoded wrongly and cannot be restored; take the publisher's file",
            file=file,
            row=line,
            column=column,
        )
    if after != cell and repairs is not None:
        repairs.append(Repair(line, column, cell, after))
    return after


def _submission_in_name(file: Path) -> int:
    found = re.search(r"(?:crf|crt|nir)[ _-]?(\d{4})", file.stem, re.IGNORECASE)
    if not found:
        raise InventoryFileError(
            "the file does not say of which year the submission is; put it in the name, for instance crf_2021.csv",
            file=file,
        )
    return int(found[1])


def _number(cell: str, file: Path, line: int, column: str) -> float | None:
    if cell == "":
        return None
    try:
        value = float(cell)
    except ValueError:
        raise InventoryFileError(f"{cell!r} is not a number", file=file, row=line, column=column) from None
    if not math.isfinite(value):
        raise InventoryFileError(f"{cell!r} is not a finite number", file=file, row=line, column=column)
    if value < 0:
        raise InventoryFileError(f"{cell}: a mass cannot be negative", file=file, row=line, column=column)
    return value


def _year(cell: str, file: Path, line: int) -> int:
    if not re.fullmatch(r"(19|20)\d\d", cell):
        raise InventoryFileError(f"{cell!r} is not a year", file=file, row=line, column="year")
    return int(cell)


def _party(cell: str, file: Path, line: int, column: str) -> str:
    code = country(cell)
    if code is None:
        raise InventoryFileError(f"{cell!r} is no country that is known here", file=file, row=line, column=column)
    return code


def _leading_code(title: str, file: Path, line: int, column: str) -> str:
    found = _CODE.match(title)
    if not found:
        raise InventoryFileError(f"{title!r} does not begin with a category's code", file=file, row=line, column=column)
    return found[0]


def _crf_code(title: str, file: Path, line: int) -> str:
    if title == "Total GHG emissions without LULUCF":
        return TOTAL
    if title == "Total GHG emissions with LULUCF":
        return f"{TOTAL}.lulucf"
    return _leading_code(title, file, line, "category")
