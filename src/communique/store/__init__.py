"""Who handed in what and when, and what did a table say on any day? Delta tables that only grow, until one withdraws.

Free functions over a `Store`, which is an address. Everything is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.store.access import Decision, MayRead, ReadRefused, ReadRequest, readable
    from communique.store.comparing import diff
    from communique.store.derived import Derived
    from communique.store.intake import DuplicateKeys, Receipt, contribute
    from communique.store.merging import merge
    from communique.store.pinning import pin, pins, release, versions
    from communique.store.place import Store, StoreError, StoreFull, WritersCollide
    from communique.store.reading import Withdrawn, holding, read, scan, withheld
    from communique.store.records import Contribution, RecordError, history
    from communique.store.setaside import quarantine, rows_to_mend
    from communique.store.upkeep import PinnedVersions, compact, recover, vacuum
    from communique.store.withdrawal import Withdrawal, withdraw

_LAZY = {
    "access": ("Decision", "MayRead", "ReadRefused", "ReadRequest", "readable"),
    "comparing": ("diff",),
    "derived": ("Derived",),
    "intake": ("DuplicateKeys", "Receipt", "contribute"),
    "merging": ("merge",),
    "pinning": ("pin", "pins", "release", "versions"),
    "place": ("Store", "StoreError", "StoreFull", "WritersCollide"),
    "reading": ("Withdrawn", "holding", "read", "scan", "withheld"),
    "records": ("Contribution", "RecordError", "history"),
    "setaside": ("quarantine", "rows_to_mend"),
    "upkeep": ("PinnedVersions", "compact", "recover", "vacuum"),
    "withdrawal": ("Withdrawal", "withdraw"),
}
_WHERE = {name: module for module, names in _LAZY.items() for name in names}

__all__ = [
    "Contribution",
    "Decision",
    "Derived",
    "DuplicateKeys",
    "MayRead",
    "PinnedVersions",
    "ReadRefused",
    "ReadRequest",
    "Receipt",
    "RecordError",
    "Store",
    "StoreError",
    "StoreFull",
    "Withdrawal",
    "Withdrawn",
    "WritersCollide",
    "compact",
    "contribute",
    "diff",
    "history",
    "holding",
    "merge",
    "pin",
    "pins",
    "quarantine",
    "read",
    "readable",
    "recover",
    "release",
    "rows_to_mend",
    "scan",
    "vacuum",
    "versions",
    "withdraw",
    "withheld",
]


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = value
    return value
