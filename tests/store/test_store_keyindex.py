"""The index of keys says the same as the keys, goes with its contribution, and gives nothing away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.store import DuplicateKeys, Store, StoreError, contribute, keyindex, read, recover, vacuum, withdraw
from communique.store.keys import clashes
from communique.store.records import load
from communique.tables import Column, Table

TABLE = Table(
    name="bench.keys",
    columns=(
        Column("country", "country"),
        Column("day", "date"),
        Column("site", "string"),
        Column("share", "number"),
        Column("mass", "number"),
    ),
    key=("country", "day", "site", "share"),
    duplicates="quarantine",
)


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every contribution is large enough for an index."""
    monkeypatch.setattr(keyindex, "WORTH", 1)


def rows(*numbers: int, mass: float = 1.0) -> pl.DataFrame:
    """One row a number; equal numbers have equal keys."""
    n = np.array(numbers, dtype=int)
    return pl.DataFrame(
        {
            "country": pl.Series(["CAN", "MEX", "USA"]).gather(n % 3),
            "day": pl.Series(n, dtype=pl.Int32).cast(pl.Date),
            "site": [f"S{number // 2}" for number in numbers],
            "share": np.where(n % 2 == 0, 0.0, n / 7),
            "mass": np.full(n.size, mass),
        }
    )


def names(store: Store) -> set[str]:
    """Ids of the contributions that are in the index; a number for one that nobody recorded."""
    index = keyindex.opened(store, TABLE)
    known = {c.contribution_id for c in load(store).contributions}
    found = {name for name in known if index is not None and index.has(name)}
    strangers = len(index.files) - len(found) if index is not None else 0
    return found | {str(number) for number in range(strangers)}


def files(store: Store) -> list[Path]:
    return sorted(Path(store.uri(keyindex.place(TABLE.name))).rglob("*.parquet"))


@pytest.mark.usefixtures("indexed")
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.integers(0, 60), min_size=1, max_size=12, unique=True), min_size=2, max_size=4))
def test_the_index_sets_aside_what_the_keys_would(tmp_path_factory: Any, files: list[list[int]]) -> None:
    store, held = Store(tmp_path_factory.mktemp("store")), set[int]()
    for number, file in enumerate(files):
        receipt = contribute(store, TABLE, rows(*file, mass=number), "CAN")
        assert receipt.accepted == len(set(file) - held)
        assert receipt.by_rule == ({"rule-already-contributed": n} if (n := len(set(file) & held)) else {})
        held |= set(file)
    assert read(store, TABLE).height == len(held)


@pytest.mark.usefixtures("indexed")
def test_the_contribution_that_brought_a_key_is_named(store: Store) -> None:
    first, second = (contribute(store, TABLE, rows(*some), "CAN").contribution_id for some in ((1, 2), (3, 4)))
    asked = rows(9, 4, 1).with_columns(row=pl.Series([2, 3, 4]))
    found = clashes(store, TABLE, asked, load(store).visible(TABLE.name))
    assert found.select("row", "contribution_id").rows() == [(3, second), (4, first)]


@pytest.mark.usefixtures("indexed")
def test_a_table_that_refuses_such_keys_refuses_them(store: Store) -> None:
    strict = Table(name=TABLE.name, columns=TABLE.columns, key=TABLE.key)
    contribute(store, strict, rows(1, 2), "CAN")
    with pytest.raises(DuplicateKeys, match="1 row of the file is in the store already"):
        contribute(store, strict, rows(2, 3), "MEX")


@pytest.mark.usefixtures("indexed")
def test_a_zero_with_a_sign_is_the_same_key(store: Store) -> None:
    contribute(store, TABLE, rows(2), "CAN")
    assert contribute(store, TABLE, rows(2, mass=2).with_columns(share=-pl.col("share")), "CAN").quarantined == 1


def test_few_rows_have_no_index(store: Store) -> None:
    for some in ((1, 2), (2, 3)):
        contribute(store, TABLE, rows(*some), "CAN")
    assert names(store) == set()


def test_small_contributions_are_indexed_once_together_they_are_many(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = {contribute(store, TABLE, rows(n, n + 1), "CAN").contribution_id for n in (0, 2)}
    monkeypatch.setattr(keyindex, "WORTH", 4)
    assert contribute(store, TABLE, rows(1, 9), "CAN").quarantined == 1
    assert names(store) == small


@pytest.mark.usefixtures("indexed")
def test_an_index_that_was_made_otherwise_is_made_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = contribute(store, TABLE, rows(1, 2), "CAN").contribution_id
    monkeypatch.setattr(pl, "__version__", "another")
    assert names(store) == set()
    assert contribute(store, TABLE, rows(2, 3), "CAN").quarantined == 1
    assert first in names(store)


@pytest.mark.usefixtures("indexed")
def test_an_index_that_is_gone_is_made_again(store: Store) -> None:
    import shutil

    contribute(store, TABLE, rows(1, 2), "CAN")
    shutil.rmtree(store.uri(keyindex.place(TABLE.name)))
    assert contribute(store, TABLE, rows(2, 3), "CAN").quarantined == 1


@pytest.mark.usefixtures("indexed")
def test_withdrawal_takes_the_index_off_the_disk(store: Store) -> None:
    gone, stays = (contribute(store, TABLE, rows(*some), "CAN").contribution_id for some in ((1, 2), (3, 4)))
    withdraw(store, gone, "consent revoked")
    assert names(store) == {stays}
    assert len(files(store)) == 1
    assert contribute(store, TABLE, rows(1, 3), "MEX").quarantined == 1


@pytest.mark.usefixtures("indexed")
def test_what_is_withdrawn_while_its_index_is_made_is_in_no_index(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyindex, "WORTH", 3)
    gone = contribute(store, TABLE, rows(1, 2), "CAN").contribution_id
    monkeypatch.setattr(keyindex, "WORTH", 1)
    lay_down = keyindex.lay_down

    def late(store: Store, table: Table, keys: pl.DataFrame, contribution_id: str) -> None:
        if contribution_id == gone:
            withdraw(store, gone, "consent revoked")
        lay_down(store, table, keys, contribution_id)

    monkeypatch.setattr(keyindex, "lay_down", late)
    with pytest.raises(StoreError, match="cannot be read"):  # its rows are gone meanwhile
        contribute(store, TABLE, rows(3), "CAN")
    assert contribute(store, TABLE, rows(1), "CAN").accepted == 1
    assert gone not in names(store)
    assert len(files(store)) == len(names(store))


def killed(*_: Any, **__: Any) -> None:
    raise SystemExit


@pytest.mark.usefixtures("indexed")
def test_a_writer_that_died_leaves_nothing_in_the_index(
    store: Store, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from communique.store import intake

    contribute(store, TABLE, rows(1), "CAN")
    with monkeypatch.context() as dying:
        dying.setattr(intake, "commit", killed)
        with pytest.raises(SystemExit):
            contribute(store, TABLE, rows(2), "CAN")
    assert len(names(store)) == 2
    clock.move(hours=2)
    assert len(recover(store, TABLE)) == 1
    assert len(names(store)) == 1
    assert contribute(store, TABLE, rows(2, mass=3), "CAN").accepted == 1


@pytest.mark.usefixtures("indexed")
def test_vacuum_cleans_the_index_too(store: Store) -> None:
    contribute(store, TABLE, rows(1, 2), "CAN")
    stray = Path(store.uri(keyindex.place(TABLE.name))) / "stray.parquet"
    stray.write_bytes(b"left by a writer that died")
    import os

    os.utime(stray, (0, 0))
    vacuum(store, TABLE)
    assert not stray.exists()
    assert names(store)


@pytest.mark.usefixtures("indexed")
def test_the_hashes_are_of_this_table_alone_and_no_value_is_in_the_index(tmp_path: Path) -> None:
    stores = [Store(tmp_path / name) for name in ("one", "two")]
    hashes: list[set[int]] = []
    for store in stores:
        contribute(store, TABLE, rows(1, 2, 3), "CAN")
        (file,) = files(store)
        assert b"S1" not in file.read_bytes()
        log = "".join(p.read_text() for p in Path(store.uri(keyindex.place(TABLE.name))).rglob("*.json"))
        columns = pl.read_parquet(file).select("one", "other").get_columns()
        assert all(column.is_sorted() for column in columns)
        assert all(str(value) not in log for column in columns for value in column)
        hashes.append({value for column in columns for value in column})
    assert len(hashes[0] | hashes[1]) == 12
