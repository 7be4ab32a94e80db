"""Is each contribution stored once, whole, with its bad rows set aside?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from deltalake import DeltaTable, QueryBuilder

from communique.errors import CommuniqueError
from communique.store import (
    DuplicateKeys,
    ReadRequest,
    RecordError,
    Store,
    StoreError,
    contribute,
    history,
    quarantine,
    read,
    rows_to_mend,
)
from communique.store.place import open_table
from communique.tables import Column, Table


def rows(*cells: tuple[str, int, Any]) -> pl.DataFrame:
    return pl.DataFrame(cells, schema={"country": pl.String, "year": pl.Int64, "mass": pl.String}, orient="row")


def test_good_rows_are_stored_and_bad_ones_set_aside_and_the_counts_equal_the_file(
    store: Store, inventory: Table, tmp_path: Path
) -> None:
    path = tmp_path / "inventory.csv"
    good = "".join(f"{('CAN', 'MEX', 'USA')[n % 3]},{1990 + n // 3},{n},\n" for n in range(100))
    path.write_text(f"country,year,mass,note\n{good}USA,2040,-1,x\nUSA,2041,,x\n", encoding="utf-8")
    receipt = contribute(store, inventory, path, "MEX", contributor="INECC", licence="CC-BY-4.0")
    assert (receipt.accepted, receipt.quarantined, receipt.version) == (100, 2, 0)
    assert receipt.by_rule == {"rule-not-negative": 1, "rule-required": 1}
    assert receipt.extra_columns == ("note",)
    assert not receipt.empty
    listed = quarantine(store, inventory)
    assert listed.select("contribution_id", "party", "row", "rule", "column", "value").rows() == [
        (receipt.contribution_id, "MEX", 102, "rule-not-negative", "mass", "-1"),
        (receipt.contribution_id, "MEX", 103, "rule-required", "mass", ""),
    ]
    stored = read(store, inventory, lineage=True)
    assert stored["row"].to_list() == list(range(2, 102))
    assert stored.select("party", "contributor").unique().rows() == [("MEX", "INECC")]


def test_the_same_file_twice_is_recognised(store: Store, inventory: Table) -> None:
    first = contribute(store, inventory, rows(("MEX", 2020, "1"), ("MEX", 2021, "-1")), "MEX")
    again = contribute(store, inventory, rows(("MEX", 2020, "1"), ("MEX", 2021, "-1")), "MEX")
    assert again.duplicate_of == first.contribution_id
    assert (again.accepted, again.quarantined, again.by_rule) == (1, 1, {"rule-not-negative": 1})
    assert history(store).height == 1
    assert read(store, inventory).height == 1


def test_a_file_without_a_good_row_is_recorded_as_empty(store: Store, inventory: Table) -> None:
    receipt = contribute(store, inventory, rows(("MEX", 2020, "-1")), "MEX")
    assert receipt.empty
    assert receipt.version is None
    assert open_table(store, inventory.name) is None
    assert history(store, inventory).select("state", "accepted", "quarantined").rows() == [("empty", 0, 1)]
    assert contribute(store, inventory, rows(("MEX", 2020, "-1")), "MEX").duplicate_of == receipt.contribution_id


def test_what_a_newer_contract_takes_may_be_handed_in_again(store: Store, inventory: Table) -> None:
    contribute(store, inventory, rows(("MEX", 2060, "1")), "MEX")
    later = Table(
        name=inventory.name,
        version=2,
        columns=(*inventory.columns[:1], Column("year", "year"), *inventory.columns[2:]),
        key=inventory.key,
        notation_keys=inventory.notation_keys,
    )
    assert contribute(store, later, rows(("MEX", 2060, "1")), "MEX").accepted == 1


def test_a_key_the_store_holds_is_refused_and_the_earlier_contribution_named(store: Store, inventory: Table) -> None:
    first = contribute(store, inventory, rows(("MEX", 2020, "1")), "MEX")
    with pytest.raises(DuplicateKeys, match=first.contribution_id) as caught:
        contribute(store, inventory, rows(("CAN", 2020, "1"), ("MEX", 2020, "2")), "CAN")
    assert (caught.value.row, caught.value.column) == (2, "country, year")
    assert read(store, inventory)["mass"].to_list() == [1.0]
    assert history(store).height == 1


def test_a_table_may_set_aside_such_keys_or_allow_them(store: Store, inventory: Table) -> None:
    for rule, masses in (("quarantine", [1.0, 3.0]), ("allow", [1.0, 3.0, 2.0, 4.0])):
        table = Table(
            name=f"t.{rule}",
            columns=inventory.columns,
            key=inventory.key,
            duplicates=rule,  # type: ignore[arg-type]
        )
        first = contribute(store, table, rows(("MEX", 2020, "1")), "MEX")
        contribute(store, table, rows(("MEX", 2021, "3")), "MEX")
        second = contribute(store, table, rows(("MEX", 2020, "2"), ("CAN", 2020, "4")), "CAN")
        assert read(store, table)["mass"].to_list()[:2] == masses[:2]
        listed = quarantine(store, table)
        if rule == "quarantine":
            assert listed.select("row", "rule", "value", "detail").rows() == [
                (1, "rule-already-contributed", "MEX, 2020", first.contribution_id)
            ]
            assert (second.accepted, second.quarantined) == (1, 1)
            assert rows_to_mend(store, table, second.contribution_id)["mass"].to_list() == ["2.0"]
        else:
            assert read(store, table)["mass"].to_list() == masses


def test_values_that_are_not_public_stay_out_of_quarantine(store: Store, cases: Table) -> None:
    frame = pl.DataFrame(
        {"month": ["2024-01-01", "x"], "count": ["-5", "1"], "name": ["secret", "Ana"], "route": ["sea", "north"]}
    )
    receipt = contribute(store, cases, frame, "MEX", marking="TLP:CLEAR")
    assert quarantine(store).select("row", "rule", "column", "value").rows() == [
        (1, "rule-allowed", "route", None),
        (1, "rule-not-negative", "count", "-5"),
        (1, "rule-pattern", "name", None),
        (2, "rule-type", "month", "x"),
    ]
    mend = rows_to_mend(store, cases, receipt.contribution_id)
    assert mend.select("row", "month", "count", "name", "route").rows() == [
        (1, "2024-01-01", "-5", None, None),
        (2, "x", "1", None, None),
    ]
    held = b"".join(path.read_bytes() for path in Path(store.root).rglob("*") if path.is_file())
    assert b"secret" not in held
    assert b"Ana" not in held


def test_nothing_of_a_marked_contribution_is_shown_in_quarantine(store: Store, inventory: Table) -> None:
    receipt = contribute(store, inventory, rows(("MEX", 2020, "-1")), "MEX", marking="TLP:AMBER")
    assert quarantine(store)["value"].to_list() == [None]
    assert rows_to_mend(store, inventory, receipt.contribution_id)["mass"].to_list() == [None]


def test_mended_rows_are_contributed_again(store: Store, inventory: Table) -> None:
    bad = contribute(store, inventory, rows(("MEX", 2020, "-1"), ("MEX", 2021, "1")), "MEX")
    mended = rows_to_mend(store, inventory, bad.contribution_id).drop("row", "rules").with_columns(mass=pl.lit("1"))
    assert contribute(store, inventory, mended, "MEX").accepted == 1
    assert read(store, inventory)["year"].to_list() == [2021, 2020]


def test_only_ones_own_current_contribution_can_be_superseded(store: Store, inventory: Table, cases: Table) -> None:
    first = contribute(store, inventory, rows(("MEX", 2020, "1")), "MEX").contribution_id
    second = contribute(store, inventory, rows(("MEX", 2020, "2")), "MEX", supersedes=first).contribution_id
    for party, supersedes, reason in (
        ("MEX", first, f"superseded by {second} already"),
        ("CAN", second, "is of MEX"),
        ("MEX", "none", "there is no contribution 'none'"),
    ):
        with pytest.raises(RecordError, match=reason):
            contribute(store, inventory, rows(("MEX", 2020, "3")), party, supersedes=supersedes)
    third = contribute(store, inventory, rows(("MEX", 2020, "1")), "MEX", supersedes=second)
    assert third.duplicate_of is None  # back to the first file, on purpose
    assert read(store, inventory)["mass"].to_list() == [1.0]


def test_a_file_that_cannot_be_opened_is_a_clear_error(
    store: Store, inventory: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed.csv").write_text("country,year,mass\nMEX,2020,1\n", encoding="utf-8")

    def denied(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(CommuniqueError, match=r"closed\.csv: the file cannot be opened: Permission denied"):
        contribute(store, inventory, tmp_path / "closed.csv", "MEX")
    with pytest.raises(CommuniqueError, match="no such file"):
        contribute(store, inventory, tmp_path / "none.csv", "MEX")


def test_rows_written_in_several_files_are_one_contribution_and_one_commit(
    store: Store, inventory: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    from communique.store import intake

    monkeypatch.setattr(intake, "_IN_A_FILE", 2)
    years = [2000, 2001, 2060, 2070, 2002, 2003, 2003, 2004]  # two too late, which fill a file; one key twice
    receipt = contribute(store, inventory, rows(*(("MEX", year, "1") for year in years)), "MEX")
    assert (receipt.accepted, receipt.quarantined, receipt.version) == (4, 4, 0)
    stored = read(store, inventory, lineage=True)
    assert stored.select("year", "row").rows() == [(2000, 1), (2001, 2), (2002, 5), (2004, 8)]
    delta = open_table(store, inventory.name)
    assert delta is not None
    assert len(delta.file_uris()) == 3


def test_the_log_knows_no_last_moment_before_that_of_the_rows_and_both_readers_find_them(
    inventory: Table, tmp_path: Path
) -> None:
    at = datetime(2026, 11, 24, 12, 0, 0, 123_999, UTC)
    store = Store(tmp_path, clock=lambda: at)
    contribute(store, inventory, rows(("CAN", 2020, "1"), ("CAN", 2021, "2")), "CAN")
    delta = DeltaTable(store.uri(inventory.name))
    (last,) = pl.DataFrame(delta.get_add_actions(flatten=True))["max.recorded_at"]
    assert timedelta(0) <= last - at < timedelta(milliseconds=1)
    every = pl.scan_delta(delta).collect()
    assert every["recorded_at"].unique().to_list() == [at]
    assert pl.scan_delta(delta).filter(pl.col("recorded_at") >= at).collect().height == every.height > 0
    held = QueryBuilder().register("t", delta).execute(f"SELECT row FROM t WHERE recorded_at >= '{at.isoformat()}'")
    assert pl.DataFrame(held.read_all()).height == every.height


def test_an_unknown_party_or_marking_is_refused(store: Store, inventory: Table) -> None:
    with pytest.raises(CommuniqueError, match="write MEX"):
        contribute(store, inventory, rows(("MEX", 2020, "1")), "MX")
    with pytest.raises(CommuniqueError, match="not a marking"):
        contribute(store, inventory, rows(("MEX", 2020, "1")), "MEX", marking="WHITE")
    assert history(store).is_empty()


def test_a_new_column_leaves_old_rows_null_and_old_versions_as_they_were(store: Store, inventory: Table) -> None:
    contribute(store, inventory, rows(("MEX", 2020, "1")), "MEX")
    wider = Table(
        name=inventory.name,
        version=2,
        columns=(*inventory.columns, Column("method")),
        key=inventory.key,
        notation_keys=inventory.notation_keys,
    )
    contribute(store, wider, rows(("MEX", 2021, "2")).with_columns(method=pl.lit("T1")), "MEX")
    assert read(store, wider).select("year", "method").rows() == [(2020, None), (2021, "T1")]
    assert read(store, wider, version=0)["method"].to_list() == [None]
    assert read(store, inventory)["year"].to_list() == [2020, 2021]
    assert history(store)["contract_version"].to_list() == [1, 2]


def test_a_column_of_another_type_is_refused(store: Store, inventory: Table) -> None:
    contribute(store, inventory, rows(("MEX", 2020, "1")), "MEX")
    other = Table(name=inventory.name, version=2, columns=(Column("country"), Column("year"), Column("mass")))
    with pytest.raises(StoreError, match="year"):
        contribute(store, other, rows(("MEX", 2021, "2")), "MEX")
    assert read(store, inventory)["mass"].to_list() == [1.0]


def test_a_column_that_the_contract_leaves_out_stays_with_the_old_rows(store: Store, inventory: Table) -> None:
    contribute(store, inventory, rows(("MEX", 2020, "1")), "MEX")
    narrower = Table(name=inventory.name, version=2, columns=inventory.columns[:2], key=inventory.key)
    contribute(store, narrower, rows(("MEX", 2021, "2")), "MEX")
    assert read(store, narrower)["year"].to_list() == [2020, 2021]
    assert read(store, inventory)["mass"].to_list() == [1.0, None]


def test_a_column_that_may_not_be_read_is_refused_by_name(store: Store, cases: Table) -> None:
    from communique.store import ReadRefused, readable

    class No:
        allowed = None  # unknown denies
        reason = "no position says so"

    class Yes:
        allowed = True
        reason = ""

    frame = pl.DataFrame({"month": ["2024-01-01"], "count": [1], "name": ["Ana"], "route": ["north"]})
    contribute(store, cases, frame, "MEX", marking="TLP:GREEN")
    asked: list[ReadRequest] = []

    def may_read(request: ReadRequest) -> Any:
        asked.append(request)
        return Yes() if request.category == "public" and request.marking == "TLP:GREEN" else No()

    guarded = Store(store.root, may_read=may_read)
    with pytest.raises(ReadRefused, match=r"name \(no position says so\); route"):
        read(guarded, cases)
    assert ReadRequest("asylum.cases", "route", "public", "TLP:AMBER", "MEX") in asked
    assert readable(guarded, cases) == ("month", "count")
    assert read(guarded, cases, columns=readable(guarded, cases)).columns == ["month", "count"]
