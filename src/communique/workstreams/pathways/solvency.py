"""What income or savings does Mexico ask for, and does somebody have them?

    threshold = multiple × BASE

BASE is a daily figure that depends on the place: the UMA inside Mexico and at some consulates, the daily general
minimum wage at many others. Where it is not known which one a consulate uses, the threshold is an interval. Source:
general guidelines on visas, see points_facts/sources.toml; multiples are to be confirmed by a lawyer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from communique.errors import CommuniqueError
from communique.facts import FactError
from communique.workstreams.pathways.points.figures import Unrecorded, figures, unrecorded

BASES = ("uma", "wage")
CURRENCY = "MXN"
#: Which proofs each kind of stay takes, any one of them enough: name of the answer → its multiple of BASE.
WAYS: Mapping[str, Mapping[str, str]] = {
    "temporary": {
        "monthly_income": "temporary_income",
        "balance": "temporary_balance",
        "real_estate": "real_estate",
        "investment": "investment",
    },
    "permanent": {"monthly_income": "permanent_income", "balance": "permanent_balance"},
    "student": {"monthly_income": "student_income", "balance": "student_balance"},
}


class SolvencyError(CommuniqueError):
    """A kind of stay, a proof, an amount or a currency that cannot be."""


@dataclass(frozen=True)
class Threshold:
    """What is asked for, MXN: one amount where low and high are the same."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Amount:
    """What somebody has: an amount, or between two of them, in a currency."""

    low: Decimal
    high: Decimal
    currency: str = CURRENCY


def threshold(
    stay: str, way: str, on: date, *, base: str | None, known_at: date | None = None
) -> Threshold | Unrecorded:
    """MXN that a stay asks for by one way of proof.

    stay  temporary, permanent or student
    way   monthly_income (average of the months the law names), balance, real_estate or investment
    base  uma or wage, None where it is not known which of the two the consulate uses

    Raises SolvencyError for a stay, way or base that there is not.
    """
    multiple = _multiple_of(stay, way)
    bases = BASES if base is None else (_known(base, BASES, "base"),)
    try:
        times = _exact("mx.solvency", multiple, on, known_at)
        found = [times * _exact("mx.base", name, on, known_at) for name in bases]
    except FactError:  # read well at load: none is in force on that day
        return unrecorded("mx", on, known_at)
    return Threshold(min(found), max(found))


def solvent(
    stay: str, proofs: Mapping[str, Amount | None], on: date, *, base: str | None, known_at: date | None = None
) -> bool | None:
    """Whether any one proof is enough; None where that is open. A proof that is not named or None is not known.

    Raises SolvencyError for an amount below zero or in another currency: no rate of exchange is recorded.
    """
    for way, amount in proofs.items():
        _multiple_of(stay, way)
        _check(way, amount)
    each = [_enough(proofs.get(way), threshold(stay, way, on, base=base, known_at=known_at)) for way in WAYS[stay]]
    return True if True in each else None if None in each else False


def _enough(has: Amount | None, needs: Threshold | Unrecorded) -> bool | None:
    if has is None or isinstance(needs, Unrecorded):
        return None
    if has.low >= needs.high:
        return True
    return False if has.high < needs.low else None


def _check(way: str, amount: Amount | None) -> None:
    if amount is None:
        return
    if amount.currency != CURRENCY:
        said = f"is in {amount.currency}; thresholds are in {CURRENCY} and no rate of exchange is recorded"
        raise SolvencyError(said, column=way)
    if not (amount.low.is_finite() and amount.high.is_finite() and 0 <= amount.low <= amount.high):
        raise SolvencyError(f"{amount.low} to {amount.high} cannot be; write 0 or more, low before high", column=way)


def _multiple_of(stay: str, way: str) -> str:
    return WAYS[_known(stay, tuple(WAYS), "stay")][_known(way, tuple(WAYS[stay]), "proof")]


def _known(word: str, words: tuple[str, ...], column: str) -> str:
    if word not in words:
        raise SolvencyError(f"{word!r} is not known; there are {', '.join(words)}", column=column)
    return word


def _exact(id: str, key: str, on: date, known_at: date | None) -> Decimal:
    """A figure as it is written: 117.31 and not the double next to it."""
    return Decimal(str(figures().value(id, key, on=on, known_at=known_at)))
