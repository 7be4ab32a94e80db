"""What does a TODS package change in a feed: rows updated, added and deleted, by the standard's own order?

Transit Operational Data Standard v2.1.0, "Supplement Files: Evaluation".
"""

from __future__ import annotations

import polars as pl

from communique.workstreams.transit.day import FeedError
from communique.workstreams.transit.feed.archive import Archive
from communique.workstreams.transit.feed.columns import DELETE, FILES, OWN_TO_SUPPLEMENTS, SUPPLEMENTS, supplement
from communique.workstreams.transit.feed.defects import Defects
from communique.workstreams.transit.feed.reading import ROW, read_table


def supplemented(frame: pl.DataFrame, file: str, changes: Archive | None, defects: Defects) -> pl.DataFrame:
    """The file's rows after its supplement: a matching row is deleted, or takes the values given; others are added.

    Columns that only supplements have come with it, null where nothing says otherwise: trips have `trip_type`.
    """
    own = [pl.lit(None, pl.String).alias(name) for name in OWN_TO_SUPPLEMENTS.get(file, ())]
    frame = frame.with_columns(own)
    if changes is not None and file in SUPPLEMENTS and supplement(file) in changes:
        frame = _merged(frame, read_table(changes, supplement(file), defects), file, defects)
    return frame.rename(lambda name: name.removeprefix("TODS_"))


def _merged(frame: pl.DataFrame, extra: pl.DataFrame, file: str, defects: Defects) -> pl.DataFrame:
    keys = list(SUPPLEMENTS[file])
    twice = extra.filter(pl.struct(keys).is_duplicated())
    if not twice.is_empty():
        key = ", ".join(str(value) for value in twice.select(keys).row(0))
        raise FeedError(f"{key} occurs more than once", file=supplement(file), row=twice[ROW][1], column=keys[0])
    deleted = pl.col(DELETE) == "1"
    gone, given = extra.filter(deleted), extra.filter(~deleted.fill_null(False))
    kept = frame.join(gone, on=keys, how="anti", maintain_order="left")
    values = [name for name in frame.columns if name not in (*keys, ROW)]
    updated = kept.join(given.select(*keys, *values), on=keys, how="left", suffix="!", maintain_order="left")
    updated = updated.with_columns(pl.coalesce(f"{name}!", name).alias(name) for name in values).select(frame.columns)
    added = given.join(frame, on=keys, how="anti", maintain_order="left").select(frame.columns)
    changed = given.height - added.height
    message = f"{gone.height} rows deleted, {changed} changed, {added.height} added"
    defects.note("supplement", supplement(file), message)
    lacking = [name for name, column in FILES[file].items() if column.required and added[name].null_count()]
    if lacking:
        row = added.filter(pl.col(lacking[0]).is_null())[ROW][0]
        raise FeedError(f"an added row lacks {lacking[0]}", file=supplement(file), row=row, column=lacking[0])
    return pl.concat([updated, added])
