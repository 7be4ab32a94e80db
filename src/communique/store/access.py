"""May this column be read? The store asks a function that it is given; who decides and why is not its business."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from communique.errors import CommuniqueError
from communique.tables.contract import Table, strictest

if TYPE_CHECKING:
    from communique.store.place import Store


class ReadRefused(CommuniqueError):
    """A column was asked for that may not be read."""


@dataclass(frozen=True)
class ReadRequest:
    """One column of a table: its category, the strictest marking of column and contribution, whose contribution."""

    table: str
    column: str
    category: str
    marking: str
    party: str = ""


class Decision(Protocol):
    """An answer: whether, and why."""

    @property
    def allowed(self) -> bool | None:
        """True allows; False and unknown do not."""
        ...

    @property
    def reason(self) -> str:
        """Why, in words."""
        ...


MayRead = Callable[[ReadRequest], Decision]

NOTHING = frozenset({("", strictest())})
"""What is asked about where nobody contributed yet: no party, and no marking but the column's own."""


def refused(store: Store, table: Table, columns: Iterable[str], of: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Column -> why it may not be read, of these columns in contributions of these (party, marking)."""
    if store.may_read is None:
        return {}
    found, of = {}, set(of) or NOTHING
    for name in columns:
        column = table.column(name)
        for party, marking in sorted({(party, strictest(column.marking, marking)) for party, marking in of}):
            decision = store.may_read(ReadRequest(table.name, name, column.category, marking, party))
            if decision.allowed is not True:
                found[name] = decision.reason
    return found


def readable(store: Store, table: Table) -> tuple[str, ...]:
    """The columns of the table that may be read now, in the contract's order."""
    from communique.store.records import load

    of = {(c.party, c.marking) for c in load(store).visible(table.name)}
    names = [column.name for column in table.columns]
    no = refused(store, table, names, of)
    return tuple(name for name in names if name not in no)


def ask(store: Store, table: Table, columns: Iterable[str], of: Iterable[tuple[str, str]]) -> None:
    """Raises ReadRefused when one of the columns may not be read, naming each with the reason."""
    no = refused(store, table, columns, of)
    if no:
        why = "; ".join(f"{name} ({reason})" for name, reason in no.items())
        raise ReadRefused(f"{table.name}: may not be read: {why}. Name the columns you may read (columns=…)")
