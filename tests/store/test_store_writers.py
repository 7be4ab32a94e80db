"""Is nothing lost or half shown when several write, one dies, or the disk is full?"""

from __future__ import annotations

import errno
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError
from writer_process import READINGS, readings

from communique.store import (
    DuplicateKeys,
    Store,
    StoreFull,
    WritersCollide,
    contribute,
    history,
    intake,
    laying,
    merge,
    place,
    quarantine,
    read,
    recover,
    vacuum,
    versions,
)
from communique.store.place import open_table, utc_now

WRITER = Path(__file__).with_name("writer_process.py")


def start(job: str, store: Store, *rest: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), job, str(store.root), *rest],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def real(tmp_path: Path) -> Store:
    """A store with the true clock and one row in it."""
    store = Store(tmp_path / "store")
    contribute(store, READINGS, readings("first", 0, 1), "MEX")
    return store


def three_writers(store: Store, times: int, rows: int) -> None:
    writers = [start("append_many", store, f"site{n}", str(times), str(rows)) for n in range(3)]
    assert [writer.wait(timeout=300) for writer in writers] == [0, 0, 0]
    delta = open_table(store, READINGS.name)
    assert delta is not None
    assert read(store, READINGS).height == 3 * times * rows + 1
    assert delta.version() == 3 * times
    assert len(delta.history()) == 3 * times + 1
    told = history(store)
    assert told["recorded_at"].is_sorted()
    assert told["recorded_at"].n_unique() == told["data_version"].n_unique() == 3 * times + 1


def test_three_processes_append_and_none_is_lost(real: Store) -> None:
    three_writers(real, 6, 100)


@pytest.mark.slow
def test_three_processes_append_a_hundred_times_each(real: Store) -> None:
    """The spec's case: 300,001 rows, 301 commits, last version 300."""
    three_writers(real, 100, 1000)


def test_of_several_processes_with_the_same_keys_one_is_stored(real: Store) -> None:
    writers = [start("same_keys", real, "x" * n) for n in (1, 2, 2)]
    answers = sorted(writer.communicate(timeout=60)[0].strip() for writer in writers)
    assert answers.count("stored") == 1
    assert set(answers) <= {"stored", "recognised", "DuplicateKeys"}
    assert read(real, READINGS).height == 51
    assert history(real).height == 2


def test_a_key_recorded_by_another_in_the_last_moment_is_still_refused(
    real: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_commit = intake.commit

    def overtaken(store: Store, decide: Any, seen: Any = None) -> Any:
        monkeypatch.setattr(intake, "commit", first_commit)
        contribute(store, READINGS, readings("late", 0, 5), "CAN")
        return first_commit(store, decide, seen)

    monkeypatch.setattr(intake, "commit", overtaken)
    with pytest.raises(DuplicateKeys):
        contribute(real, READINGS, readings("late", 3, 5), "MEX")
    assert read(real, READINGS).height == 6
    delta = open_table(real, READINGS.name)
    assert delta is not None
    assert pl.read_parquet(delta.file_uris()).height == 6  # its own rows were taken out again


def test_the_same_file_recorded_by_another_in_the_last_moment_is_recognised(
    real: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_commit = intake.commit
    other: list[str] = []

    def overtaken(store: Store, decide: Any, seen: Any = None) -> Any:
        monkeypatch.setattr(intake, "commit", first_commit)
        other.append(contribute(store, READINGS, readings("same", 0, 5), "MEX").contribution_id)
        return first_commit(store, decide, seen)

    monkeypatch.setattr(intake, "commit", overtaken)
    assert contribute(real, READINGS, readings("same", 0, 5), "MEX").duplicate_of == other[0]
    assert read(real, READINGS).height == 6


def test_merges_of_two_processes_lose_no_row(tmp_path: Path) -> None:
    """The spec's case: 2 × 20 upserts of one own and one shared key leave 41 rows."""
    store = Store(tmp_path)
    merge(store, "shared_table", pl.DataFrame({"name": ["shared"], "value": [0]}), on=("name",))
    writers = [start("upsert_many", store, own, "20") for own in ("a", "b")]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    delta = open_table(store, "shared_table")
    assert delta is not None
    assert sorted(pl.read_parquet(delta.file_uris())["name"]) == sorted(
        ["shared", *(f"{own}-{turn}" for own in "ab" for turn in range(20))]
    )


def test_a_writer_killed_before_its_record_leaves_nothing_to_see(real: Store) -> None:
    before = versions(real)[READINGS.name]
    writer = start("killed_before_recording", real, "dead")
    assert writer.wait(timeout=60) == -9
    delta = open_table(real, READINGS.name)
    assert delta is not None
    assert delta.version() == before + 1  # its rows are there …
    assert read(real, READINGS)["site"].to_list() == ["first"]  # … and nobody sees them
    assert history(real).height == 1
    assert recover(real, READINGS) == ()  # it may still be alive
    later = Store(real.root, clock=lambda: utc_now() + timedelta(hours=2))
    assert len(recover(later, READINGS)) == 1
    assert contribute(real, READINGS, readings("dead", 0, 10), "MEX").accepted == 10
    assert read(real, READINGS).height == 11
    delta = open_table(real, READINGS.name)
    assert delta is not None
    assert pl.read_parquet(delta.file_uris()).height == 11


def test_a_writer_killed_while_writing_leaves_the_table_as_it_was(real: Store) -> None:
    folder = Path(real.uri(READINGS.name))
    known = set(folder.glob("*.parquet"))
    writer = start("large", real, "big")
    while writer.poll() is None and set(folder.glob("*.parquet")) == known:
        time.sleep(0.002)
    writer.kill()
    assert writer.wait(timeout=60) == -9
    assert read(real, READINGS)["site"].to_list() == ["first"]
    orphans = set(folder.glob("*.parquet")) - known
    assert orphans
    receipt = contribute(real, READINGS, readings("big", 0, 1000), "MEX")
    assert receipt.accepted == 1000
    assert orphans <= set(folder.glob("*.parquet"))  # only vacuum takes them away
    later = Store(real.root, clock=lambda: utc_now() + timedelta(hours=2))
    vacuum(later, READINGS, retention_hours=0)
    assert not orphans & set(folder.glob("*.parquet"))
    assert read(real, READINGS).height == 1001


def test_a_writer_that_slept_too_long_writes_its_rows_again(
    store: Store, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    contribute(store, READINGS, readings("first", 0, 1), "MEX")
    laid_down = intake.lay_down

    def sleeps(*args: Any) -> int | None:
        version = laid_down(*args)
        monkeypatch.setattr(intake, "lay_down", laid_down)
        clock.move(hours=3)
        assert len(recover(store, READINGS)) == 1  # another takes it for dead
        return version

    monkeypatch.setattr(intake, "lay_down", sleeps)
    assert contribute(store, READINGS, readings("slow", 0, 5), "MEX").accepted == 5
    assert read(store, READINGS).height == 6


def test_a_full_disk_is_said_and_the_table_stays_readable(real: Store) -> None:
    folder = Path(real.uri(READINGS.name))
    known = set(folder.glob("*.parquet"))
    writer = start("without_room", real, "big")
    said, _ = writer.communicate(timeout=60)
    assert said.startswith("StoreFull there is no room left")
    assert set(folder.glob("*.parquet")) == known  # what was begun takes no room
    assert read(real, READINGS)["site"].to_list() == ["first"]
    assert quarantine(real).is_empty()
    assert contribute(real, READINGS, readings("big", 0, 10), "MEX").accepted == 10


@pytest.mark.parametrize("first", [True, False], ids=["new table", "old table"])
def test_a_commit_without_room_leaves_no_row_and_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    store = Store(tmp_path)
    if not first:
        contribute(store, READINGS, readings("first", 0, 1), "MEX")
    folder = Path(store.uri(READINGS.name))
    known = set(folder.glob("*.parquet"))

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(laying, "create_table_with_add_actions", full)
        disk.setattr(DeltaTable, "create_write_transaction", full)
        with pytest.raises(StoreFull, match="no room left"):
            contribute(store, READINGS, readings("big", 0, 5), "MEX")
    assert set(folder.glob("*.parquet")) == known
    assert contribute(store, READINGS, readings("big", 0, 5), "MEX").accepted == 5
    assert read(store, READINGS).height == 5 + (not first)


def test_files_that_a_commit_refers_to_stay_whatever_fails_after_it(
    real: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed = DeltaTable.create_write_transaction

    def full_afterwards(*args: Any, **options: Any) -> None:
        committed(*args, **options)
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(DeltaTable, "create_write_transaction", full_afterwards)
        with pytest.raises(StoreFull):
            contribute(real, READINGS, readings("big", 0, 5), "MEX")
    assert read(real, READINGS).height == 1
    delta = open_table(real, READINGS.name)
    assert delta is not None
    assert pl.read_parquet(delta.file_uris()).height == 1  # its rows were taken out again
    assert contribute(real, READINGS, readings("big", 0, 5), "MEX").accepted == 5


def test_a_write_that_always_collides_is_given_up_with_the_number(real: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[float] = []

    def collide(*_: Any, **__: Any) -> None:
        raise CommitFailedError("somebody else wrote")

    known = set(Path(real.uri(READINGS.name)).glob("*.parquet"))
    monkeypatch.setattr(DeltaTable, "create_write_transaction", collide)
    monkeypatch.setattr(place.time, "sleep", tried.append)
    with pytest.raises(WritersCollide, match=f"each of {place.ATTEMPTS} attempts; nothing was stored"):
        contribute(real, READINGS, readings("x", 0, 1), "MEX")
    assert len(tried) == place.ATTEMPTS
    assert max(tried) <= 1.5
    assert set(Path(real.uri(READINGS.name)).glob("*.parquet")) == known
    monkeypatch.undo()
    assert read(real, READINGS).height == 1
