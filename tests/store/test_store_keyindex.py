"""The index of keys says the same as the keys, goes with its contribution, and is made anew when it is lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.store import (
    DuplicateKeys,
    Store,
    StoreError,
    StoreFull,
    contribute,
    intake,
    keyindex,
    laying,
    quarantine,
    read,
    recover,
    vacuum,
    withdraw,
)
from communique.store.keybook import Book, Keys, book_of
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
    key=("country", "day", "site", "share"),  # a share is a fraction: only hashes can stand for this key
    duplicates="quarantine",
)
BOOKED = Table(name=TABLE.name, columns=TABLE.columns, key=("country", "day", "site"), duplicates="quarantine")
both = pytest.mark.parametrize("table", [TABLE, BOOKED], ids=["hashed", "booked"])


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


def names(store: Store, table: Table = TABLE) -> set[str]:
    """Ids of the contributions that are in the index; a number for one that nobody recorded."""
    index = keyindex.opened(store, table)
    known = load(store).contributions
    found = {c.contribution_id for c in known if index is not None and index.has(c.contribution_id, c.accepted)}
    strangers = len(index.files) - len(found) if index is not None else 0
    return found | {str(number) for number in range(strangers)}


def files(store: Store) -> list[Path]:
    return sorted(Path(store.uri(keyindex.place(TABLE.name))).rglob("*.parquet"))


@both
@pytest.mark.usefixtures("indexed")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.integers(0, 60), min_size=1, max_size=12, unique=True), min_size=2, max_size=4))
def test_the_index_sets_aside_what_the_keys_would(tmp_path_factory: Any, table: Table, files: list[list[int]]) -> None:
    store, held = Store(tmp_path_factory.mktemp("store")), set[int]()
    for number, file in enumerate(files):
        receipt = contribute(store, table, rows(*file, mass=number), "CAN")
        assert receipt.accepted == len(set(file) - held)
        assert receipt.by_rule == ({"rule-already-contributed": n} if (n := len(set(file) & held)) else {})
        held |= set(file)
    assert read(store, table).height == len(held)


@pytest.mark.usefixtures("indexed")
def test_the_contribution_that_brought_a_key_is_named(store: Store) -> None:
    first, second = (contribute(store, TABLE, rows(*some), "CAN").contribution_id for some in ((1, 2), (3, 4)))
    asked = rows(9, 4, 1).with_columns(row=pl.Series([2, 3, 4]))
    found = clashes(store, TABLE, lambda: iter([asked]), load(store).visible(TABLE.name))
    assert found.notes == ()
    assert found.rows.select("row", "contribution_id").rows() == [(3, second), (4, first)]


@pytest.mark.usefixtures("indexed")
def test_a_table_that_refuses_such_keys_refuses_them(store: Store) -> None:
    strict = Table(name=TABLE.name, columns=TABLE.columns, key=TABLE.key)
    contribute(store, strict, rows(1, 2), "CAN")
    with pytest.raises(DuplicateKeys, match="1 row of the file is in the store already"):
        contribute(store, strict, rows(2, 3), "MEX")


@pytest.mark.usefixtures("indexed")
@both
@pytest.mark.usefixtures("indexed")
def test_an_equal_number_of_another_key_is_no_clash(
    store: Store, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hashes that all meet: the keys themselves decide; a book never gives two keys one number."""
    monkeypatch.setattr(
        pl.DataFrame, "hash_rows", lambda frame, *_: pl.repeat(7, frame.height, dtype=pl.UInt64, eager=True)
    )
    first = contribute(store, table, rows(1, 2, 3), "CAN").contribution_id
    told = contribute(store, table, rows(3, 4, 5, 6), "MEX")
    assert (told.accepted, told.by_rule) == (3, {"rule-already-contributed": 1})
    assert quarantine(store, table)["detail"].to_list() == [first]


@pytest.mark.usefixtures("indexed")
def test_hashes_of_another_build_are_no_use_and_keys_are_found_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyindex, "_hasher", lambda: "one build")
    contribute(store, TABLE, rows(1, 2, 3), "CAN")
    monkeypatch.setattr(keyindex, "_hasher", lambda: "another")
    assert (index := keyindex.opened(store, TABLE)) is not None
    assert not index.files
    assert contribute(store, TABLE, rows(3, 4), "MEX").by_rule == {"rule-already-contributed": 1}


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


def lost(folder: Path) -> None:
    shutil.rmtree(folder)


def without_log(folder: Path) -> None:
    for file in (folder / "_delta_log").iterdir():
        file.write_text("not a log")


def cut_off(folder: Path) -> None:
    for file in folder.glob("*.parquet"):
        file.write_bytes(file.read_bytes()[:100])


def gone(folder: Path) -> None:
    for file in folder.glob("*.parquet"):
        file.unlink()


def altered(folder: Path) -> None:
    """Other numbers, in a file that can be read."""
    for file in folder.glob("*.parquet"):
        lines = pl.read_parquet(file)
        lines.with_columns(numbers=pl.Series([bytes(len(line)) for line in lines["numbers"]])).write_parquet(file)


def of_another_make(folder: Path) -> None:
    shutil.rmtree(folder)
    pl.DataFrame({"contribution": [1], "one": [2], "other": [3]}).write_delta(folder)


@both
@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("harm", [lost, without_log, cut_off, gone, altered, of_another_make])
def test_an_index_that_is_lost_or_damaged_is_made_again_and_that_is_said(
    store: Store, table: Table, harm: Callable[[Path], None]
) -> None:
    first = contribute(store, table, rows(1, 2), "CAN").contribution_id
    harm(Path(store.uri(keyindex.place(table.name))))
    told = contribute(store, table, rows(2, 3, mass=2), "CAN")
    assert told.by_rule == {"rule-already-contributed": 1}
    assert first in names(store, table)
    said = [note for note in told.notes if "was damaged" in note and "made again from the rows" in note]
    assert len(said) == (harm is not lost)  # what is not there is made as for the first time
    assert contribute(store, table, rows(1, 3, 4, mass=3), "CAN").by_rule == {"rule-already-contributed": 2}


@pytest.mark.usefixtures("indexed")
def test_where_a_damaged_index_cannot_be_taken_away_the_rows_are_read_and_that_is_said(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    contribute(store, BOOKED, rows(1, 2), "CAN")
    altered(Path(store.uri(keyindex.place(BOOKED.name))))
    monkeypatch.setattr(keyindex, "discard", lambda *_: False)  # as on an object store
    told = contribute(store, BOOKED, rows(2, 3, mass=2), "CAN")
    assert told.by_rule == {"rule-already-contributed": 1}
    assert any("the rows were read instead: remove" in note for note in told.notes)


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("harm", [without_log, cut_off, altered])
def test_a_damaged_index_does_not_hold_up_a_withdrawal_or_a_vacuum(store: Store, harm: Callable[[Path], None]) -> None:
    first, second = (contribute(store, TABLE, rows(*some), "CAN").contribution_id for some in ((1, 2), (3, 4)))
    harm(Path(store.uri(keyindex.place(TABLE.name))))
    withdraw(store, first, "consent revoked")
    vacuum(store, TABLE)
    assert contribute(store, TABLE, rows(1, 3), "MEX").by_rule == {"rule-already-contributed": 1}
    assert first not in names(store)
    assert second in names(store)


@pytest.mark.usefixtures("indexed")
def test_rows_are_taken_although_their_keys_cannot_be_indexed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise StoreFull("there is no room left")

    with monkeypatch.context() as disk:
        disk.setattr(keyindex.laying, "lay_down", full)
        told = contribute(store, TABLE, rows(1, 2), "CAN")
        assert "the index of keys was not written" in told.notes[-1]
        assert contribute(store, TABLE, rows(2, 3), "CAN").by_rule == {"rule-already-contributed": 1}
    assert contribute(store, TABLE, rows(3, 4), "CAN").by_rule == {"rule-already-contributed": 1}
    assert len(names(store)) == 3


@pytest.mark.usefixtures("indexed")
def test_a_key_of_many_runs_is_found_in_each(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyindex, "_SORTED", 6)
    monkeypatch.setattr(keyindex, "_RUN", 3)
    monkeypatch.setattr(intake, "_NUMBERED", 2)
    monkeypatch.setattr(intake, "_ASKED", 2)
    for table in (TABLE, BOOKED):
        contribute(store, table, rows(*range(10)), "CAN", vintage=str(len(table.key)))
        told = contribute(store, table, rows(0, 4, 9, 10), "MEX", vintage=str(len(table.key)))
        assert told.by_rule == {"rule-already-contributed": 3}


def test_a_book_numbers_each_key_apart_and_no_other(store: Store) -> None:
    some = rows(*range(-5, 40, 3)).select(BOOKED.key)
    book = book_of(BOOKED, lambda: iter([some[:7], some[7:]]))
    assert isinstance(book, Book)
    numbers = book.numbers(some)
    assert numbers.null_count() == 0
    assert numbers.n_unique() == some.height
    assert numbers.max() < book.size  # type: ignore[operator]
    assert book.numbers(rows(-6, 60, 500).select(BOOKED.key)).null_count() == 3
    assert book_of(TABLE, lambda: iter([rows(1)])) is None


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

    def late(store: Store, table: Table, keys: Keys, contribution_id: str, rows: int) -> None:
        if contribution_id == gone:
            withdraw(store, gone, "consent revoked")
        lay_down(store, table, keys, contribution_id, rows)

    monkeypatch.setattr(keyindex, "lay_down", late)
    with pytest.raises(StoreError, match="cannot be read"):  # its rows are gone meanwhile
        contribute(store, TABLE, rows(3), "CAN")
    assert contribute(store, TABLE, rows(1), "CAN").accepted == 1
    assert gone not in names(store)
    assert len(files(store)) == len(names(store))


def killed(*_: Any, **__: Any) -> None:
    raise SystemExit


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(("module", "step", "lines"), [(keyindex, "lay_down", 1), (intake, "commit", 2)])
def test_a_writer_that_died_leaves_nothing_in_the_index(
    store: Store, clock: Any, monkeypatch: pytest.MonkeyPatch, module: Any, step: str, lines: int
) -> None:
    """It dies between its rows and its keys, or between its keys and its record."""
    contribute(store, TABLE, rows(1), "CAN")
    with monkeypatch.context() as dying:
        dying.setattr(module, step, killed)
        with pytest.raises(SystemExit):
            contribute(store, TABLE, rows(2), "CAN")
    assert len(names(store)) == lines
    assert contribute(store, TABLE, rows(3), "CAN").accepted == 1
    clock.move(hours=2)
    assert len(recover(store, TABLE)) == 1
    assert len(names(store)) == 2
    assert contribute(store, TABLE, rows(2, mass=3), "CAN").accepted == 1
    assert read(store, TABLE).height == 3


@pytest.mark.usefixtures("indexed")
def test_an_index_of_which_half_was_written_is_not_taken_for_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyindex, "_RUN", 2)
    monkeypatch.setattr(keyindex, "WORTH", 4)
    contribute(store, BOOKED, rows(0, 1, 2), "CAN")
    written = laying._written

    def dies(folder: Path, name: str, *rest: Any) -> Any:
        if folder.name.startswith("_keys_") and name.endswith("00001.parquet"):
            raise SystemExit
        return written(folder, name, *rest)

    contribute(store, BOOKED, rows(7), "CAN")
    with monkeypatch.context() as dying:
        dying.setattr(laying, "_written", dies)
        with pytest.raises(SystemExit):
            contribute(store, BOOKED, rows(8), "CAN")
    assert names(store, BOOKED) == set()
    told = contribute(store, BOOKED, rows(2, 7, 9), "MEX")
    assert told.by_rule == {"rule-already-contributed": 2}
    assert len(names(store, BOOKED)) == 2


@pytest.mark.usefixtures("indexed")
def test_vacuum_cleans_the_index_too(store: Store) -> None:
    contribute(store, TABLE, rows(1, 2), "CAN")
    stray = Path(store.uri(keyindex.place(TABLE.name))) / "stray.parquet"
    stray.write_bytes(b"left by a writer that died")
    os.utime(stray, (0, 0))
    vacuum(store, TABLE)
    assert not stray.exists()
    assert names(store)


@both
@pytest.mark.usefixtures("indexed")
def test_no_key_stands_in_the_log_of_the_index_and_none_is_left_after_a_withdrawal(store: Store, table: Table) -> None:
    """A book has the texts of the key, as the table's own files have; Delta's log, which stays, has not."""
    secret = rows(1, 2, 3).with_columns(site=pl.Series(["firstsecret", "other", "third"]))
    name = contribute(store, table, secret, "CAN").contribution_id
    folder = Path(store.uri(keyindex.place(table.name)))
    (file,) = files(store)
    assert (b"firstsecret" in file.read_bytes()) == (table is BOOKED)
    assert b"firstsecret" not in b"".join(path.read_bytes() for path in (folder / "_delta_log").rglob("*.json"))
    withdraw(store, name, "consent revoked")
    assert all(b"firstsecret" not in path.read_bytes() for path in Path(store.root).rglob("*") if path.is_file())
