"""How are rows of a small derived table replaced by key, while others replace theirs?

Only for derived tables: a contributed table is never rewritten.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from deltalake.exceptions import CommitFailedError

from communique.store.place import Store, append_once, attempts, clear_errors, open_table


def merge(store: Store, name: str, rows: pl.DataFrame, on: Sequence[str]) -> None:
    """Each row replaces the one with the same key (`on`), or is added.

    Two merges that touch the same file collide in Delta as a rule, not as an exception: each is tried again on what the
    other left, so none is lost. Raises WritersCollide when that never succeeded.
    """
    same_key = " AND ".join(f"held.{column} = fresh.{column}" for column in on)
    for _ in attempts(name):
        delta = open_table(store, name)
        try:
            if delta is None:
                append_once(store, name, None, rows)
                return
            with clear_errors(store, name):
                merger = delta.merge(rows, same_key, source_alias="fresh", target_alias="held")
                merger.when_matched_update_all().when_not_matched_insert_all().execute()
            return
        except CommitFailedError:
            continue
