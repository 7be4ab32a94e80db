"""Which block's bus stands at the depot from when to when, and how much energy must it get?"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path

from communique.errors import CommuniqueError

COLUMNS = ("block", "arrival_s", "departure_s", "energy_kwh")


class ChargingError(CommuniqueError):
    """Sessions or a tariff that cannot be read, or contradict each other."""


@dataclass(frozen=True, slots=True)
class Session:
    """One stay at the depot.

    arrival_s, departure_s  seconds after midnight of the service date; may pass 24 h. A departure that is not after
                            the arrival is on the next day
    energy_kwh              at the meter: what the battery gets divided by the charging efficiency
    """

    block: str
    arrival_s: float
    departure_s: float
    energy_kwh: float


def read_sessions(file: str | Path) -> tuple[Session, ...]:
    """Sessions of a CSV file with the columns COLUMNS, in its order.

    Raises ChargingError naming row and column for a missing column or value, something that is no number, a negative
    energy or time, and a block that stands twice.
    """
    file = Path(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ChargingError(f"cannot be read: {error.strerror}", file=file) from error
    except UnicodeDecodeError:
        raise ChargingError("is not UTF-8 text", file=file) from None
    reader = csv.DictReader(text.splitlines())
    lacking = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if lacking:
        raise ChargingError(f"the header lacks {', '.join(lacking)}; it needs {','.join(COLUMNS)}", file=file, row=1)
    found: dict[str, Session] = {}
    for row in reader:
        session = _session(row, file, reader.line_num)
        if session.block in found:
            raise ChargingError(
                f"block {session.block!r} stands twice; give each stay its own name",
                file=file,
                row=reader.line_num,
                column="block",
            )
        found[session.block] = session
    return tuple(found.values())


def _session(row: dict[str, str | None], file: Path, line: int) -> Session:
    def number(column: str) -> float:
        text = (row[column] or "").strip()
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise ChargingError(f"{text!r} is not a number", file=file, row=line, column=column)
        if value < 0:
            raise ChargingError(f"{text} is below 0", file=file, row=line, column=column)
        return value

    block = (row["block"] or "").strip()
    if not block:
        raise ChargingError("a session needs the name of its block", file=file, row=line, column="block")
    return Session(block, number("arrival_s"), number("departure_s"), number("energy_kwh"))
