"""How much may still be learned from a data set? Every release spends of one budget, and none may overspend it.

Sequential composition: what is spent adds up. Parallel composition: releases on disjoint parts of the data (the months,
say) cost the largest of the parts, so per partition the most that any part has spent counts. Amounts are decimals.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext
from typing import Any

from communique.errors import CommuniqueError
from communique.exchange.approvals import Officer
from communique.exchange.ledger import Home, reading, writing
from communique.exchange.log.entries import Entry
from communique.exchange.log.keeping import append_in

_DIGITS = 60  # of decimal arithmetic: sums of amounts with up to 12 + 30 digits are exact
_PLACES, _LARGEST = 30, Decimal(10) ** 12


class BudgetError(CommuniqueError):
    """An amount of privacy that is none, or a data set without a budget."""


class Overspent(BudgetError):
    """The release would spend more than is left; nothing was drawn and nothing was spent."""


@dataclass(frozen=True)
class Budget:
    """What may be spent on a data set in all, what is spent, what is left."""

    dataset: str
    epsilon: Decimal
    delta: Decimal
    spent: Decimal
    spent_delta: Decimal
    approver: str

    @property
    def remaining(self) -> Decimal:
        """Epsilon that is left."""
        return exact_sum([self.epsilon, -self.spent])


@dataclass(frozen=True, kw_only=True)
class Spending:
    """One release: `partition` and `part` name the disjoint part of the data that it read, if it read only one."""

    dataset: str
    query: str
    mechanism: str
    epsilon: Decimal
    delta: Decimal = Decimal(0)
    partition: str | None = None
    part: str | None = None

    def __post_init__(self) -> None:
        if (self.partition is None) != (self.part is None):
            raise BudgetError("a partition and its part come together")


def amount(value: str | float | Decimal, name: str = "epsilon", *, zero: bool = False) -> Decimal:
    """An exact amount; raises BudgetError for NaN, infinity, what is not above zero, and too many digits."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise BudgetError(f"{value!r} is not a number", column=name) from None
    if not found.is_finite() or found < 0 or (found == 0 and not zero):
        raise BudgetError(f"{value} is not above zero" if found.is_finite() else f"{value} is no amount", column=name)
    exponent = found.as_tuple().exponent
    if found >= _LARGEST or (isinstance(exponent, int) and exponent < -_PLACES):
        raise BudgetError(f"{value} has more digits than the ledger keeps exactly", column=name)
    return found


def exact_sum(amounts: Iterable[Decimal]) -> Decimal:
    """The sum without rounding."""
    with localcontext() as context:
        context.prec = _DIGITS
        return sum(amounts, Decimal(0))


def text(value: Decimal) -> str:
    """An amount as the ledger and the log write it."""
    return f"{value:f}"


def open_budget(
    home: Home, dataset: str, epsilon: str | Decimal, approver: Officer, delta: str | Decimal = "0"
) -> Budget:
    """The budget of a data set, decided once; raises BudgetError where it has one already."""
    total, slack = amount(epsilon), amount(delta, "delta", zero=True)
    with writing(home) as ledger:
        now = home.clock()
        try:
            ledger.execute(
                "INSERT INTO budgets VALUES (?, ?, ?, ?, ?)",
                (dataset, text(total), text(slack), now.isoformat(), approver.code),
            )
        except sqlite3.IntegrityError:
            raise BudgetError(f"{dataset} has a budget already; it cannot be opened anew") from None
        append_in(ledger, [_entry(approver, now, "budget.opened", dataset, {"epsilon": text(total)})])
        return _budget(ledger, dataset)


def budget(home: Home, dataset: str) -> Budget:
    """The budget of a data set as it stands; raises BudgetError where none was opened."""
    with reading(home) as ledger:
        return _budget(ledger, dataset)


def spendings(home: Home, dataset: str) -> list[dict[str, Any]]:
    """All that was spent, in order: time, query, mechanism, epsilon, delta, spent, remaining, approver."""
    with reading(home) as ledger:
        rows = ledger.execute("SELECT * FROM spendings WHERE dataset = ? ORDER BY number", (dataset,)).fetchall()
    return [dict(row) for row in rows]


def _budget(ledger: sqlite3.Connection, dataset: str) -> Budget:
    row = ledger.execute("SELECT * FROM budgets WHERE dataset = ?", (dataset,)).fetchone()
    if row is None:
        raise BudgetError(f"no budget was opened for {dataset}: open one first, with an amount that is decided once")
    before = _before(ledger, dataset)
    spent, spent_delta = composed(before, "epsilon"), composed(before, "delta")
    return Budget(dataset, Decimal(row["epsilon"]), Decimal(row["delta"]), spent, spent_delta, row["approver"])


def _before(ledger: sqlite3.Connection, dataset: str) -> list[Spending]:
    rows = ledger.execute("SELECT * FROM spendings WHERE dataset = ?", (dataset,))
    return [
        Spending(
            dataset=dataset, query=row["query"], mechanism=row["mechanism"], epsilon=Decimal(row["epsilon"]),
            delta=Decimal(row["delta"]), partition=row["partition"], part=row["part"],
        )
        for row in rows
    ]  # fmt: skip


def composed(spendings: Iterable[Spending], what: str = "epsilon") -> Decimal:
    """What these releases cost together: the sum, and of each partition only its most expensive part."""
    whole: list[Decimal] = []
    parts: dict[str, dict[str | None, list[Decimal]]] = {}
    for one in spendings:
        cost = getattr(one, what)
        if one.partition is None:
            whole.append(cost)
        else:
            parts.setdefault(one.partition, {}).setdefault(one.part, []).append(cost)
    dearest = (max(map(exact_sum, by_part.values())) for by_part in parts.values())
    return exact_sum([*whole, *dearest])


def spend_in(
    home: Home, ledger: sqlite3.Connection, spending: Spending, approver: Officer, marking: str
) -> tuple[Budget, int]:
    """The budget after the release, and the place of its entry in the log; in the transaction that draws the noise.

    Raises Overspent, before anything is drawn, for an epsilon or a delta beyond what is left.
    """
    now = _budget(ledger, spending.dataset)
    after = [*_before(ledger, spending.dataset), spending]
    spent, spent_delta = composed(after), composed(after, "delta")
    if spent > now.epsilon or spent_delta > now.delta:
        raise Overspent(
            f"{spending.dataset}: the release would spend {text(spending.epsilon)} (delta {text(spending.delta)}), and "
            f"of {text(now.epsilon)} (delta {text(now.delta)}) only {text(now.remaining)} is left; nothing was drawn"
        )
    left, at = exact_sum([now.epsilon, -spent]), home.clock()
    ledger.execute(
        "INSERT INTO spendings (dataset, at, query, mechanism, epsilon, delta, partition, part, spent, remaining, "
        "approver) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            spending.dataset, at.isoformat(), spending.query, spending.mechanism, text(spending.epsilon),
            text(spending.delta), spending.partition, spending.part, text(spent), text(left), approver.code,
        ),
    )  # fmt: skip
    detail = {"epsilon": text(spending.epsilon), "spent": text(spent), "remaining": text(left)}
    places = append_in(ledger, [_entry(approver, at, "release.noisy", spending.dataset, detail, marking)])
    return Budget(spending.dataset, now.epsilon, now.delta, spent, spent_delta, now.approver), places[0]


def _entry(
    by: Officer, at: Any, action: str, dataset: str, detail: dict[str, str], marking: str = "TLP:CLEAR"
) -> Entry:
    return Entry(
        role=by.role, organisation=by.organisation, action=action, at=at, marking=marking,
        detail={**detail, "table": dataset, "operator": by.code},
    )  # fmt: skip
