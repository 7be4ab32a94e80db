"""Does every day of knowledge, version and vintage read as it was?"""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.store import (
    PinnedVersions,
    RecordError,
    Store,
    StoreError,
    Withdrawn,
    compact,
    contribute,
    diff,
    history,
    pin,
    pins,
    quarantine,
    read,
    recover,
    release,
    vacuum,
    versions,
    withdraw,
)
from communique.store.place import open_table
from communique.tables import Column, Table, schema


def rows(*cells: tuple[str, int, Any]) -> pl.DataFrame:
    return pl.DataFrame(cells, schema={"country": pl.String, "year": pl.Int64, "mass": pl.Float64}, orient="row")


def held(store: Store) -> bytes:
    return b"".join(path.read_bytes() for path in Path(store.root).rglob("*") if path.is_file())


def test_before_the_first_contribution_a_table_is_empty_with_its_columns(
    store: Store, inventory: Table, clock: Any
) -> None:
    before = clock.now - timedelta(days=1)
    assert read(store, inventory).schema == pl.Schema(schema(inventory))
    contribute(store, inventory, rows(("MEX", 2020, 1.0)), "MEX")
    assert read(store, inventory, known_at=before).schema == pl.Schema(schema(inventory))
    assert read(store, inventory, known_at=before, lineage=True).is_empty()


def test_a_correction_is_known_from_its_moment_on(store: Store, inventory: Table, clock: Any) -> None:
    first = contribute(store, inventory, rows(("MEX", 2020, 1.0)), "MEX")
    monday = clock.now
    tuesday = clock.move(days=1)
    contribute(
        store, inventory, rows(("MEX", 2020, 2.0)), "MEX", contributor="SEMARNAT", supersedes=first.contribution_id
    )
    clock.move(days=1)
    contribute(store, inventory, rows(("CAN", 2020, 3.0)), "CAN")
    assert read(store, inventory, known_at=monday)["mass"].to_list() == [1.0]
    assert read(store, inventory, known_at=tuesday - timedelta(microseconds=1))["mass"].to_list() == [1.0]
    assert read(store, inventory, known_at=tuesday)["mass"].to_list() == [2.0]
    assert read(store, inventory, known_at=date(2024, 1, 1))["mass"].to_list() == [1.0]  # to the end of the day
    assert read(store, inventory)["mass"].to_list() == [2.0, 3.0]
    assert read(store, inventory, version=0)["mass"].to_list() == [1.0]
    assert read(store, inventory, version=1)["mass"].to_list() == [2.0]
    told = history(store, inventory)
    assert told["state"].to_list() == ["superseded", "current", "current"]
    assert told["party"].to_list() == ["MEX", "MEX", "CAN"]
    assert told["recorded_at"].n_unique() == 3
    with pytest.raises(RecordError, match="no time zone"):
        read(store, inventory, known_at=datetime(2024, 1, 1))
    for missing in (99, -1):
        with pytest.raises(StoreError):
            read(store, inventory, version=missing)


def test_recorded_at_never_goes_back_when_a_clock_does(store: Store, inventory: Table, clock: Any) -> None:
    for year in (2020, 2021, 2022):
        contribute(store, inventory, rows(("MEX", year, 1.0)), "MEX")
        clock.move(hours=-3)
    times = history(store)["recorded_at"].to_list()
    assert all(later > earlier for earlier, later in itertools.pairwise(times))
    assert read(store, inventory, known_at=times[1])["year"].to_list() == [2020, 2021]


def test_two_days_are_compared_cell_by_cell(store: Store, inventory: Table, clock: Any) -> None:
    old = contribute(store, inventory, rows(("MEX", 2020, 1.0), ("MEX", 2021, 5.0), ("MEX", 2022, 7.0)), "MEX")
    then = clock.now
    now = clock.move(days=1)
    frame = pl.DataFrame({"country": ["MEX"] * 3, "year": [2020, 2022, 2023], "mass": ["2", "NE", "9"]})
    contribute(store, inventory, frame, "MEX", supersedes=old.contribution_id)
    assert diff(store, inventory, then, now).rows() == [
        ("MEX", 2020, "changed", "mass", "1.0", "2.0"),
        ("MEX", 2021, "removed", None, None, None),
        ("MEX", 2022, "changed", "mass", "7.0", None),
        ("MEX", 2022, "changed", "mass_notation", None, "NE"),
        ("MEX", 2023, "added", None, None, None),
    ]
    assert diff(store, inventory, now, now).is_empty()


def test_rows_without_key_are_compared_as_wholes_copies_counted(store: Store, clock: Any) -> None:
    table = Table(name="t.loose", columns=(Column("place"),))
    old = contribute(store, table, pl.DataFrame({"place": ["a", "a", "b"]}), "MEX")
    then = clock.now
    now = clock.move(days=1)
    contribute(store, table, pl.DataFrame({"place": ["a", "c"]}), "MEX", supersedes=old.contribution_id)
    assert diff(store, table, then, now).select("place", "change").rows() == [
        ("a", "removed"),
        ("b", "removed"),
        ("c", "added"),
    ]


def test_of_several_vintages_the_latest_that_has_the_key_is_read(store: Store, inventory: Table) -> None:
    contribute(store, inventory, rows(("MEX", 2019, 1.0), ("MEX", 2020, 1.0)), "MEX", vintage="2022")
    contribute(store, inventory, rows(("MEX", 2020, 2.0), ("MEX", 2021, 2.0)), "MEX", vintage="2023")
    assert read(store, inventory).select("year", "mass").rows() == [(2019, 1.0), (2020, 2.0), (2021, 2.0)]
    assert read(store, inventory, vintage="2022")["mass"].to_list() == [1.0, 1.0]
    with pytest.raises(RecordError, match="it has: 2022, 2023"):
        read(store, inventory, vintage="2021")


def test_a_manifest_reads_the_same_after_more_contributions_and_compaction(
    store: Store, inventory: Table, clock: Any
) -> None:
    for year in range(2000, 2005):
        contribute(store, inventory, rows(("MEX", year, float(year)), ("CAN", year, 1.0)), "MEX")
    manifest = versions(store)
    pinned = read(store, inventory, version=manifest, lineage=True)
    pin(store, "first", manifest)
    pin(store, "first", manifest)
    with pytest.raises(StoreError, match="other versions"):
        pin(store, "first", {**manifest, inventory.name: 0})
    clock.move(days=1)
    contribute(store, inventory, rows(("USA", 2000, 1.0)), "USA")
    latest = read(store, inventory, lineage=True)
    assert compact(store, inventory) > 0
    assert read(store, inventory, lineage=True).equals(latest)  # same rows in the same order
    assert read(store, inventory, version=manifest, lineage=True).equals(pinned)
    with pytest.raises(PinnedVersions, match="first"):
        vacuum(store, inventory, retention_hours=0)
    vacuum(store, inventory, retention_hours=0, keep_pinned=True)
    assert read(store, inventory, version=manifest, lineage=True).equals(pinned)
    release(store, "first")
    assert pins(store) == {}
    assert vacuum(store, inventory, retention_hours=0)
    assert read(store, inventory, lineage=True).equals(latest)
    with pytest.raises(StoreError):
        read(store, inventory, version=manifest)
    with pytest.raises(StoreError, match="not pinned"):
        release(store, "first")


def test_a_table_younger_than_the_manifest_reads_as_empty(store: Store, inventory: Table, cases: Table) -> None:
    contribute(store, inventory, rows(("MEX", 2020, 1.0)), "MEX")
    manifest = versions(store)
    frame = pl.DataFrame({"month": ["2024-01-01"], "count": [1], "name": ["Ana"], "route": ["north"]})
    contribute(store, cases, frame, "MEX")
    assert read(store, cases, version=manifest).is_empty()
    assert read(store, cases).height == 1


def test_withdrawal_destroys_bytes_and_leaves_a_tombstone(store: Store, clock: Any) -> None:
    table = Table(name="t.words", columns=(Column("word"), Column("n", "integer", minimum=0)), key=("word",))
    kept = contribute(store, table, pl.DataFrame({"word": ["keepsake"], "n": [1]}), "CAN")
    pin(store, "before", versions(store))
    frame = pl.DataFrame({"word": ["firstsecret", "othersecret"], "n": [1, -1]})
    gone = contribute(store, table, frame, "MEX", on_behalf_of="a nation")
    pin(store, "after", versions(store))
    manifest = versions(store)
    compact(store, table)
    assert b"firstsecret" in held(store)
    clock.move(days=1)
    told = withdraw(store, gone.contribution_id, "consent revoked")
    assert told.no_longer_reproducible == ("after",)
    assert b"firstsecret" not in held(store)
    assert b"othersecret" not in held(store)
    assert read(store, table)["word"].to_list() == ["keepsake"]
    assert read(store, table, version=pins(store)["before"])["word"].to_list() == ["keepsake"]
    assert quarantine(store).is_empty()
    with pytest.raises(Withdrawn, match=gone.contribution_id):
        read(store, table, version=manifest)
    tombstone = history(store, table).row(1, named=True)
    assert (tombstone["state"], tombstone["reason"], tombstone["destroyed"]) == ("withdrawn", "consent revoked", True)
    assert (tombstone["party"], tombstone["withdrawn_at"]) == ("MEX", clock.now)
    with pytest.raises(RecordError, match="already"):
        withdraw(store, gone.contribution_id, "again")
    with pytest.raises(RecordError, match="needs a reason"):
        withdraw(store, kept.contribution_id, " ")
    assert contribute(store, table, frame, "MEX").duplicate_of is None  # consent may be given anew


def test_a_withdrawn_correction_corrects_nothing_any_more(store: Store, inventory: Table, clock: Any) -> None:
    first = contribute(store, inventory, rows(("MEX", 2020, 1.0)), "MEX")
    then = clock.move(days=1)
    second = contribute(store, inventory, rows(("MEX", 2020, 2.0)), "MEX", supersedes=first.contribution_id)
    clock.move(days=1)
    withdraw(store, second.contribution_id, "sent in error")
    assert read(store, inventory)["mass"].to_list() == [1.0]
    assert read(store, inventory, known_at=then).is_empty()  # known then: corrected, and the correction is destroyed


def test_a_withdrawal_that_was_cut_short_is_finished_later(
    store: Store, inventory: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    from communique.store import withdrawal

    gone = contribute(store, inventory, rows(("MEX", 2020, 1.0)), "MEX")
    with monkeypatch.context() as patch:
        patch.setattr(withdrawal, "destroy", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            withdraw(store, gone.contribution_id, "consent revoked")
    assert read(store, inventory).is_empty()
    assert history(store)["destroyed"].to_list() == [False]
    assert recover(store, inventory) == (gone.contribution_id,)
    assert history(store)["destroyed"].to_list() == [True]
    delta = open_table(store, inventory.name)
    assert delta is not None
    assert delta.file_uris() == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["new", "correct", "withdraw", "compact"]), min_size=1, max_size=6))
def test_a_known_day_never_changes_but_by_withdrawal(
    tmp_path_factory: pytest.TempPathFactory, inventory: Table, steps: list[str]
) -> None:
    """After any sequence of events each past day reads as it did then, less what was withdrawn."""
    day = datetime.fromisoformat("2024-01-01T00:00:00+00:00")
    store = Store(tmp_path_factory.mktemp("store"), clock=lambda: day)
    seen: list[tuple[datetime, pl.DataFrame]] = []
    current: list[str] = []
    gone: list[str] = []
    for place, step in enumerate(steps):
        day += timedelta(days=1)
        frame = rows(("MEX", 2000 + place, float(place)))
        if step == "correct" and current:
            current.append(
                contribute(store, inventory, frame, "MEX", supersedes=current.pop()).contribution_id,
            )
        elif step == "withdraw" and current:
            gone.append(current.pop())
            withdraw(store, gone[-1], "revoked")
            current = history(store).filter(state="current")["contribution_id"].to_list()
        elif step == "compact":
            compact(store, inventory)
        else:
            current.append(contribute(store, inventory, frame, "MEX").contribution_id)
        seen.append((day, read(store, inventory, lineage=True)))
    for then, frame in seen:
        expected = frame.filter(~pl.col("contribution_id").is_in(gone))
        assert read(store, inventory, known_at=then, lineage=True).equals(expected)
