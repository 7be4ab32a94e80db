"""A writer in a process of its own: `python writer_process.py JOB ROOT …`."""

from __future__ import annotations

import os
import resource
import signal
import sys
from typing import Any

import polars as pl

from communique.store import Store, StoreError, contribute
from communique.tables import Column, Table

READINGS = Table(
    name="methane.readings",
    columns=(Column("site"), Column("number", "integer"), Column("mass", "number", unit="kt", minimum=0)),
    key=("site", "number"),
)


def readings(site: str, start: int, rows: int) -> pl.DataFrame:
    """`rows` readings of one site, numbered from `start`."""
    return pl.DataFrame(
        {"site": [site] * rows, "number": range(start, start + rows), "mass": [0.5 * n for n in range(rows)]}
    )


def append_many(root: str, site: str, times: str, rows: str) -> None:
    """So many contributions of so many rows, none sharing a key."""
    for turn in range(int(times)):
        contribute(Store(root), READINGS, readings(site, turn * int(rows), int(rows)), "MEX", contributor=site)


def same_keys(root: str, site: str) -> None:
    """One contribution with keys that another process contributes at the same time; prints what became of it.

    Keys are indexed however few they are, by whoever comes first.
    """
    from communique.store import keyindex

    keyindex.WORTH = 1
    try:
        receipt = contribute(
            Store(root), READINGS, readings("shared", 0, 50).with_columns(mass=float(len(site))), "MEX"
        )
        print("stored" if receipt.duplicate_of is None else "recognised")
    except Exception as error:
        print(type(error).__name__)


def killed_before_recording(root: str, site: str) -> None:
    """Dies after its rows are committed, before the contribution is recorded."""
    from communique.store import intake

    def die(*_: Any, **__: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    intake.commit = die  # type: ignore[assignment]
    contribute(Store(root), READINGS, readings(site, 0, 10), "MEX")


def large(root: str, site: str) -> None:
    """A contribution large enough to be killed while its file is written."""
    contribute(Store(root), READINGS, readings(site, 0, 3_000_000), "MEX")


def without_room(root: str, site: str) -> None:
    """A contribution where no file may grow beyond 20 kB; prints the error."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    try:
        contribute(Store(root), READINGS, readings(site, 0, 200_000), "MEX")
    except StoreError as error:
        print(type(error).__name__, error)


def upsert_many(root: str, own: str, times: str) -> None:
    """MERGEs that each write one key of their own and one shared key, with the store's retry."""
    from communique.store.merging import merge

    for turn in range(int(times)):
        rows = pl.DataFrame({"name": [f"{own}-{turn}", "shared"], "value": [turn, turn]})
        merge(Store(root), "shared_table", rows, on=("name",))


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
