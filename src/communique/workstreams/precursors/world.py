"""Which entries are known: those that the package carries, and those that were contributed?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from communique.workstreams.precursors.entries import Entry, Overlap, contributed, known, resolved, shipped

if TYPE_CHECKING:
    import polars as pl


def entries_of(rows: pl.DataFrame, known_at: date) -> tuple[tuple[Entry, ...], tuple[Overlap, ...]]:
    """Shipped entries and those of table `precursors.list_entries` as known at a day, overlaps settled; and how."""
    return resolved(known((*shipped(), *contributed(rows)), known_at))


def stored(known_at: date) -> tuple[tuple[Entry, ...], tuple[Overlap, ...]]:
    """The same, of the store below COMMUNIQUE_HOME."""
    from communique.home import the_store
    from communique.store import read
    from communique.workstreams.precursors.tables import LIST_ENTRIES

    return entries_of(read(the_store(), LIST_ENTRIES, known_at=known_at, lineage=True), known_at)
