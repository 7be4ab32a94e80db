"""Which listed substance is meant by a CAS number or a name? A closed list, and no structures.

The list holds substances that already stand in a public control list. Nothing here looks at a structure, and nothing
says whether a substance outside the list is covered by the words of an entry: that is for the authority to say.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from communique.workstreams.precursors.errors import StructureRefused, SubstanceError

FOLDER = Path(__file__).parent / "lists"

_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_CAS = re.compile(r"(\d{2,7})-?(\d{2})-?(\d)", re.ASCII)
# what a written structure has, and neither a CAS number nor a name of the list: bonds, closed rings, bracketed atoms
_STRUCTURE = re.compile(r"InChI|[A-Z]{14}-[A-Z]{10}-[A-Z]\b|[=#@\[\]\\]|[CcN]1|M  END")


@dataclass(frozen=True)
class Substance:
    """A substance of the closed list, with the tariff code that carries it.

    hs6_scope  `specific`, or `basket` where the code carries many lawful products: never a measure of the substance
    """

    id: str
    name: str
    cas: str
    hs6: str
    hs_revision: str
    hs6_scope: str
    hs6_mark: str


@cache
def substances() -> dict[str, Substance]:
    """The closed list by id, in the order of its file."""
    with (FOLDER / "substances.csv").open(encoding="utf-8", newline="") as file:
        found = {row["substance"]: Substance(*row.values()) for row in csv.DictReader(file)}
    for substance in found.values():
        if cas(substance.cas) != substance.cas:
            raise SubstanceError(f"{substance.id}: {substance.cas!r} is not written as a CAS number is")
    return found


@cache
def _by_cas() -> dict[str, Substance]:
    return {substance.cas: substance for substance in substances().values()}


@cache
def _by_name() -> dict[str, Substance]:
    return {name.casefold(): each for each in substances().values() for name in (each.name, each.id)}


def check_digit(digits: str) -> int:
    """The check digit of a CAS number: sum of i · dᵢ modulo 10, the digits before it read from right to left."""
    return sum(i * int(digit) for i, digit in enumerate(reversed(digits), start=1)) % 10


def cas(text: str) -> str:
    """The CAS number as it is written, 21409-26-7, of one with blanks, other hyphens or none.

    Raises StructureRefused for a structure; SubstanceError for anything else that is no CAS number, and for one whose
    check digit does not fit.
    """
    refuse_structure(text)
    compact = re.sub(r"\s+", "", text.translate(_HYPHENS))
    found = _CAS.fullmatch(compact)
    if found is None:
        raise SubstanceError(f"{text!r} is not a CAS number such as 108-24-7", column="cas")
    first, second, digit = found.groups()
    if first.startswith("0"):
        raise SubstanceError(f"{text!r} is not a CAS number: it begins with a zero", column="cas")
    if check_digit(first + second) != int(digit):
        raise SubstanceError(
            f"{text!r} is not a CAS number: its last digit does not fit the others; look for a slip of the pen",
            column="cas",
        )
    return f"{first}-{second}-{digit}"


def refuse_structure(text: str) -> None:
    """Raises StructureRefused for SMILES, InChI, InChIKey or a molecule file."""
    if _STRUCTURE.search(text):
        raise StructureRefused(
            "structures are not read here, by design: whether an entry covers a structure is a question of law for "
            "the authority. Give the CAS number or the name of a listed substance",
            column="cas",
        )


def by_cas(text: str) -> Substance | None:
    """The listed substance of a CAS number; None where the number is good and not in the closed list."""
    return _by_cas().get(cas(text))


def known(text: str) -> Substance:
    """The listed substance of a name, an id or a CAS number; raises SubstanceError for any other."""
    found = _by_name().get(text.strip().casefold())
    if found is not None:
        return found
    refuse_structure(text)
    by_number = by_cas(text) if _looks_like_cas(text) else None
    if by_number is not None:
        return by_number
    raise SubstanceError(
        f"{text!r} is not in the closed list of {len(substances())} listed substances. That says nothing about its "
        "status: scope words of an entry, such as +salts, may reach further, and only the authority can say"
    )


def _looks_like_cas(text: str) -> bool:
    return not any(letter.isalpha() for letter in text) and any(letter.isdigit() for letter in text)
