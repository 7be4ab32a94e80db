"""Is this folder a summit, and if not, what exactly is wrong with it?

A summit's folder holds `summit.toml`, `commitments/*.toml`, `evidence.csv` and, optionally, `office_holders.csv`.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from communique.commitment.evidence import (
    REGIONAL,
    SUMMIT,
    Evidence,
    EvidenceError,
    OfficeHolder,
    read_with_faults,
    screen,
)  # fmt: skip
from communique.commitment.model import Commitment, Communique
from communique.errors import CommuniqueError


class SummitError(CommuniqueError):
    """A summit's folder that cannot be used."""


@dataclass(frozen=True)
class Summit:
    """A communique with its evidence register, as a folder holds them."""

    communique: Communique
    evidence: tuple[Evidence, ...]
    office_holders: tuple[OfficeHolder, ...]
    folder: Path


@dataclass(frozen=True)
class LintFault:
    """One thing to mend in a summit's folder, or (a note) to know."""

    file: str
    where: str
    message: str
    note: bool = False

    def __str__(self) -> str:
        return f"{self.file}{f', {self.where}' if self.where else ''}: {self.message}"


def summit_folder(name_or_folder: str | Path) -> Path:
    """The folder of a shipped summit by its id, or a folder as it is given; raises SummitError for neither."""
    given = Path(name_or_folder)
    if (given / "summit.toml").is_file():
        return given
    shipped = Path(str(files("communique"))) / "summits"
    if (shipped / str(name_or_folder) / "summit.toml").is_file():
        return shipped / str(name_or_folder)
    known = ", ".join(sorted(p.parent.name for p in shipped.glob("*/summit.toml")))
    raise SummitError(
        f"{str(name_or_folder)!r} is neither a shipped summit ({known}) nor a folder with a summit.toml; "
        "docs/how-to/add-a-summit.md says what such a folder holds"
    )


def load_summit(name_or_folder: str | Path) -> Summit:
    """A summit, whole and consistent; raises SummitError with the first fault and the number of the others."""
    folder = summit_folder(name_or_folder)
    summit, faults = _read(folder)
    faults = [fault for fault in faults if not fault.note]
    if faults or summit is None:
        first = faults[0]
        others = f" (and {len(faults) - 1} more; see `communique lint`)" if len(faults) > 1 else ""
        where = f"{first.where}: " if first.where else ""
        raise SummitError(f"{where}{first.message}{others}", file=folder / first.file)
    return summit


def lint(name_or_folder: str | Path) -> tuple[LintFault, ...]:
    """Everything that is wrong with a summit's folder; empty for a good one (notes aside)."""
    return tuple(_read(summit_folder(name_or_folder))[1])


def _read(folder: Path) -> tuple[Summit | None, list[LintFault]]:
    faults: list[LintFault] = []
    frame = _toml(folder / "summit.toml", "summit.toml", faults)
    commitments: list[Commitment] = []
    names: dict[str, str] = {}
    for file in sorted((folder / "commitments").glob("*.toml")):
        label = f"commitments/{file.name}"
        content = _toml(file, label, faults)
        if content is None:
            continue
        try:
            commitment = Commitment.model_validate(content)
        except ValidationError as error:
            faults.extend(_explained(error, label))
            continue
        if commitment.id != file.stem:
            faults.append(LintFault(label, "id", f"is {commitment.id!r}, but the file is called {file.stem!r}"))
        names[commitment.id] = label
        commitments.append(commitment)
    if not commitments:
        faults.append(LintFault("commitments", "", "there is no commitment in this folder"))
    communique = None
    if frame is not None:
        try:
            communique = Communique.model_validate(
                {**frame, "commitments": sorted(commitments, key=lambda c: c.number)}
            )
        except ValidationError as error:
            faults.extend(_explained(error, "summit.toml"))
    evidence, row_faults = _evidence_rows(folder)
    faults.extend(LintFault("evidence.csv", _where(fault), fault.message) for fault in row_faults)
    holders = _office_holders(folder, faults)
    if communique is None:
        return None, faults
    faults.extend(_consistency(communique, names))
    faults.extend(_evidence_faults(communique, evidence, holders))
    return Summit(communique, evidence, holders, folder), faults


def _toml(file: Path, label: str, faults: list[LintFault]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(LintFault(label, "", "is not there"))
    except UnicodeDecodeError as error:
        faults.append(LintFault(label, "", f"is not UTF-8: byte {error.start}"))
    except tomllib.TOMLDecodeError as error:
        faults.append(LintFault(label, "", f"is not readable as TOML: {error}"))
    return None


_PLAIN = {
    "missing": "is missing",
    "extra_forbidden": "is no key that is known here; check its spelling",
}


def _explained(error: ValidationError, label: str) -> Iterator[LintFault]:
    for fault in error.errors():
        where = ".".join(str(part) for part in fault["loc"] if part not in ("function-after[_in_every_language()]",))
        message = _PLAIN.get(fault["type"]) or re.sub(r"^Value error, ", "", fault["msg"])
        got = fault.get("input")
        if fault["type"] not in _PLAIN and isinstance(got, str | int | float | bool):
            message += f" (it is {got!r})"
        yield LintFault(label, where, message)


def _evidence_rows(folder: Path) -> tuple[tuple[Evidence, ...], list[EvidenceError]]:
    file = folder / "evidence.csv"
    if not file.is_file():
        return (), [EvidenceError("is not there; a register without rows still has its header")]
    return read_with_faults(file)


def _where(fault: EvidenceError) -> str:
    parts = [f"row {fault.row}" if fault.row else "", f"column {fault.column}" if fault.column else ""]
    return ", ".join(filter(None, parts))


def _office_holders(folder: Path, faults: list[LintFault]) -> tuple[OfficeHolder, ...]:
    file = folder / "office_holders.csv"
    if not file.is_file():
        return ()
    holders = []
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        for row in reader:
            try:
                end = dt.date.fromisoformat(row["to"]) if row["to"] else None
                start = dt.date.fromisoformat(row["from"])
                holders.append(OfficeHolder(row["party"], row["office"], row["holder"], start, end))
            except (KeyError, ValueError) as error:
                faults.append(LintFault("office_holders.csv", f"row {reader.line_num}", f"is not readable: {error}"))
    return tuple(holders)


def _consistency(communique: Communique, names: dict[str, str]) -> Iterator[LintFault]:
    numbers: dict[int, str] = {}
    sections = {section.id for section in communique.sections}
    texts = {text.id for text in communique.texts}
    for commitment in communique.commitments:
        label = names[commitment.id]
        if commitment.number in numbers:
            yield LintFault(label, "number", f"{commitment.number} is the number of {numbers[commitment.number]} too")
        numbers[commitment.number] = commitment.id
        if commitment.section not in sections:
            yield LintFault(label, "section", f"{commitment.section!r} is no section of summit.toml")
        for party in set(commitment.parties) - set(communique.parties):
            yield LintFault(label, "parties", f"{party} is no party of the summit")
        for wording in commitment.wordings:
            if wording.text not in texts:
                yield LintFault(label, "wordings.text", f"{wording.text!r} is no text of summit.toml")
    for number in range(1, max(numbers, default=0) + 1):
        if number not in numbers:
            yield LintFault("commitments", "", f"there is no commitment {number}")
    for wording in communique.wordings:
        if wording.text not in texts:
            yield LintFault("summit.toml", "wordings.text", f"{wording.text!r} is no text of summit.toml")


def _evidence_faults(
    communique: Communique, evidence: tuple[Evidence, ...], holders: tuple[OfficeHolder, ...]
) -> Iterator[LintFault]:
    commitments = {commitment.id: commitment for commitment in communique.commitments}
    ids = {row.id: row for row in evidence}
    for row in evidence:
        if row.commitment != SUMMIT and row.commitment not in commitments:
            yield LintFault("evidence.csv", row.id, f"commitment {row.commitment!r} is not in this summit")
        for party in set(row.parties) - set(communique.parties) - {REGIONAL}:
            yield LintFault("evidence.csv", row.id, f"{party} is no party of the summit")
        if row.supersedes and row.supersedes not in ids:
            yield LintFault("evidence.csv", row.id, f"supersedes {row.supersedes!r}, which is not in the register")
    for commitment in commitments.values():
        for named in commitment.rule.counts:
            if named not in ids or ids[named].commitment != commitment.id:
                yield LintFault(f"commitments/{commitment.id}.toml", "rule.counts", f"{named!r} is no evidence of it")
        if not any(row.commitment == commitment.id for row in evidence):
            yield LintFault("evidence.csv", commitment.id, "has no row: write none_found or not_searched", note=True)
    for fault in screen(evidence, evidence, holders):
        against = f", against {fault.against}" if fault.against else ""
        yield LintFault(
            "evidence.csv", fault.evidence_id, f"{fault.rule}: {fault.column} {fault.value!r}{against}", note=True
        )
