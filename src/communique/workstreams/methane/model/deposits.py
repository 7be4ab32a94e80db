"""What was buried, when, and in what kind of site: a table of deposits, checked row by row."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from communique.errors import CommuniqueError
from communique.workstreams.methane.model.parameters import ParameterError, site_type, stream_name

COLUMNS = ("year", "stream", "site_type", "mass_gg")
RECOVERY_COLUMNS = ("year", "recovered_gg")
#: Keys of the Common Reporting Format that stand in place of a figure; none of them is zero.
NOTATION_KEYS = ("NO", "NA", "NE", "IE", "C", "FX")

_WHOLE_AND_PARTS = (
    "bulk waste holds every stream: where its rows and those of streams are of the same waste, it is counted twice; "
    "write either the whole or its parts"
)

_T = TypeVar("_T")


class DepositError(CommuniqueError):
    """A row of deposits or of recovery that cannot be computed with."""


@dataclass(frozen=True)
class Deposits:
    """Masses of wet waste, Gg, (year, series); a series is one stream in one kind of site."""

    site: str
    years: tuple[int, ...]
    series: tuple[tuple[str, str], ...]
    mass: NDArray[np.float64]
    warnings: tuple[str, ...] = ()


def read_deposits(file: str | Path) -> Deposits:
    """Deposits of a CSV file of the columns year, stream, site_type, mass_gg (Gg of wet waste).

    A stream may move from one kind of site to another, but between its first and last year no year may lack.
    Raises DepositError naming file, row and column for an unknown name, a negative or unreadable mass, a notation key,
    a year said twice and a gap.
    """
    file = Path(file)
    rows: dict[tuple[str, str, int], tuple[int, float]] = {}
    for line, cells in _records(file, COLUMNS):
        mass = _mass(cells["mass_gg"], file, line, "mass_gg")
        stream = _cell(stream_name, cells["stream"], file, line, "stream")
        kind = _cell(site_type, cells["site_type"], file, line, "site_type")
        mark = (stream, kind, year_of(cells["year"], file, line))
        if mark in rows:
            raise DepositError(
                f"{stream} in {kind} in {mark[2]} is said in row {rows[mark][0]} too; write one row for them together",
                file=file, row=line, column="year",
            )  # fmt: skip
        rows[mark] = (line, mass)
    if not rows:
        raise DepositError("there are no deposits in it", file=file)
    return _arranged(file, {mark: mass for mark, (_, mass) in rows.items()})


def _arranged(file: Path, rows: Mapping[tuple[str, str, int], float]) -> Deposits:
    series = tuple(dict.fromkeys((stream, kind) for stream, kind, _ in rows))
    present = {stream: sorted({y for s, _, y in rows if s == stream}) for stream in dict.fromkeys(s for s, _ in series)}
    for stream, found in present.items():
        _no_gap(found, f"{stream} has", file)
    years = range(min(y[0] for y in present.values()), max(y[-1] for y in present.values()) + 1)
    _no_gap(sorted({y for found in present.values() for y in found}), "the deposits have", file)
    mass = np.zeros((len(years), len(series)))
    for (stream, kind, year), gg in rows.items():
        mass[year - years[0], series.index((stream, kind))] = gg
    warnings = tuple(
        f"{stream} has rows for {found[0]} to {found[-1]} only, other streams for {years[0]} to {years[-1]}: "
        "what was not written is not counted; write 0 where none was deposited"
        for stream, found in present.items()
        if (found[0], found[-1]) != (years[0], years[-1])
    )
    if "bulk" in present and len(present) > 1:
        warnings += (_WHOLE_AND_PARTS,)
    return Deposits(file.stem, tuple(years), series, mass, warnings)


def _no_gap(years: list[int], who: str, file: Path) -> None:
    lacking = sorted(set(range(years[0], years[-1] + 1)) - set(years))
    if lacking:
        shown = ", ".join(map(str, lacking[:5])) + (" …" if len(lacking) > 5 else "")
        raise DepositError(
            f"{who} no row for {shown}; a missing year is not zero: write its mass, or 0 where none was deposited",
            file=file, column="year",
        )  # fmt: skip


def read_recovery(file: str | Path) -> dict[int, float]:
    """Recovered methane by year, Gg CH4, of a CSV file of the columns year, recovered_gg.

    Raises DepositError naming file, row and column for a share or percentage column, an unreadable or negative mass,
    a year said twice and a gap between the first and the last year.
    """
    file = Path(file)
    found: dict[int, float] = {}
    for line, cells in _records(file, RECOVERY_COLUMNS):
        year = year_of(cells["year"], file, line)
        if year in found:
            raise DepositError(f"{year} is said twice", file=file, row=line, column="year")
        found[year] = _mass(cells["recovered_gg"], file, line, "recovered_gg")
    if found:
        _no_gap(sorted(found), "the recovery has", file)
    return found


def _records(file: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DepositError("there is no such file", file=file) from None
    except UnicodeDecodeError as error:
        raise DepositError(f"not readable as UTF-8 text: {error}", file=file) from error
    reader = csv.reader(text.splitlines())
    header = [cell.strip() for cell in next(reader, [])]
    _check_header(header, columns, file)
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise DepositError(f"{len(cells)} cells under {len(header)} columns", file=file, row=reader.line_num)
        yield reader.line_num, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}


def _check_header(header: list[str], columns: tuple[str, ...], file: Path) -> None:
    if sorted(header) == sorted(columns):
        return
    mass = columns[-1]
    for name in header:
        if name not in columns and name.startswith(("mass", "recover", "capture", "waste", "tons")):
            raise DepositError(
                f"{name!r} is not the column {mass}: give masses in Gg (1 Gg = 1000 t; one short ton is 0.90718474 t), "
                "never a share or a percentage",
                file=file, row=1, column=name,
            )  # fmt: skip
    raise DepositError(f"the columns must be {', '.join(columns)}; found {', '.join(header)}", file=file, row=1)


def year_of(cell: str, file: str | Path, line: int) -> int:
    """A calendar year of four digits, or any whole number where the table counts years from the first deposit."""
    try:
        return int(cell)
    except ValueError:
        raise DepositError(f"{cell!r} is not a year", file=file, row=line, column="year") from None


def _mass(cell: str, file: Path, line: int, column: str) -> float:
    def fault(message: str) -> DepositError:
        return DepositError(message, file=file, row=line, column=column)

    if cell.upper() in NOTATION_KEYS:
        raise fault(f"{cell} is a notation key, not a figure, and is not zero: supply the mass or leave the stream out")
    if cell == "":
        raise fault("the mass is missing; missing is not zero: write 0 where there was none")
    try:
        mass = float(cell)
    except ValueError:
        raise fault(f"{cell!r} is not a number" + ("; a share is not a mass" if "%" in cell else "")) from None
    if not math.isfinite(mass):
        raise fault(f"{cell!r} is not a finite number")
    if mass < 0:
        raise fault(f"{mass:g}; a mass cannot be negative")
    return mass


def _cell(read: Callable[[str], _T], text: str, file: Path, line: int, column: str) -> _T:
    try:
        return read(text)
    except ParameterError as error:
        raise DepositError(error.message, file=file, row=line, column=column) from None
