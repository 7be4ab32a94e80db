"""An entry says what it is, or it is refused by file, row and column."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from entries_made import entry, row

from communique.facts import load
from communique.workstreams.precursors.entries import (
    COLUMNS,
    MARKS,
    Entry,
    checked,
    contributed,
    entry_of,
    lists,
    read_entries,
    resolved,
    shipped,
)
from communique.workstreams.precursors.errors import ListError
from communique.workstreams.precursors.spans import span
from communique.workstreams.precursors.substances import FOLDER

# what the official texts say otherwise than the shared table: a listing found, and one that stands elsewhere
FOUND = {
    ("1-boc-4-AP", "CAN", "Sch V (temporary)"),
    ("1-boc-4-piperidone", "CAN", "Sch VI Part 1"),
    ("benzylfentanyl", "CAN", "Sch VI Part 1"),
}
GONE = {("1-boc-4-piperidone", "CAN", ""), ("benzylfentanyl", "CAN", "Sch I (fentanyls class)")}
#: Verified in the shared table, contradicted by the law's text: kept, and no longer called verified.
DOUBTED = {("NPP", "CAN", "Sch VI Part 1")}


def test_the_shipped_entries_are_the_shared_ones_or_were_read_in_the_law(shared):
    codes = {"US": "USA", "CA": "CAN", "MX": "MEX", "UN": "UN"}
    with (shared / "data" / "precursors" / "list_entries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    theirs = [(r["substance_id"], codes[r["jurisdiction"]], r["list"].partition(" item ")[0], r) for r in rows]
    ours: dict[tuple[str, str, str], list[Entry]] = {}
    for each in shipped():
        ours.setdefault((each.substance, each.jurisdiction, each.base), []).append(each)
    assert set(ours) - {tuple(key) for *key, _ in theirs} == FOUND
    assert {tuple(key) for *key, _ in theirs} - set(ours) == GONE
    for *key, r in theirs:  # its date is the shared one or a finer one, its end the same, its mark no weaker
        if (place := tuple(key)) not in GONE:
            same = [e for e in ours[place] if e.effective_from.startswith(r["effective_from"])]
            assert r["effective_to"] in {e.effective_to for e in same}, place
            assert place in DOUBTED or min(MARKS.index(e.mark) for e in same) <= MARKS.index(r["mark"]), place


def test_marks_are_counted_as_the_data_say():
    marks = [e.mark for e in shipped()]
    assert {mark: marks.count(mark) for mark in set(marks)} == {
        "verified": 60, "recalled": 25, "unknown": 11, "inferred": 1, "confirm": 2,
    }  # fmt: skip


def test_every_entry_has_a_source_that_is_named():
    sources = load(FOLDER, figures=False).sources
    for each in shipped():
        assert (each.source in sources) == bool(each.list)


def test_the_four_dates_are_kept_apart():
    by = {(e.substance, e.jurisdiction): e for e in shipped()}
    piperidone, mexico = by["4-piperidone", "UN"], by["NPP", "MEX"]
    assert (piperidone.decided_on, piperidone.effective_from) == ("2024-03", "2024-12-03")
    assert mexico.only_published
    assert not by["norfentanyl", "UN"].only_published
    published = by["propionyl chloride", "USA"]
    assert (published.published_on, published.effective_from, published.mark) == ("2026-03-10", "2026", "confirm")


def test_a_list_has_its_item_apart():
    found = entry(list="Sch VI Part 1 item 27")
    assert (found.base, found.item, found.kind) == ("Sch VI Part 1", "27", "control")
    assert {"un-table-one", "mex-law"} <= {each.message for each in lists().values()}


@pytest.mark.parametrize(
    ("text", "first", "last", "settled"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-03-01"),
        ("2023-12", "2023-12-01", "2023-12-31", "2024-01-01"),
        ("2024", "2024-01-01", "2024-12-31", "2025-01-01"),
    ],
)
def test_a_date_is_as_long_as_it_is_imprecise(text, first, last, settled):
    found = span(text)
    assert [found.first, found.last, found.settled] == [date.fromisoformat(d) for d in (first, last, settled)]


@pytest.mark.parametrize("text", ["2024-13", "24", "March 2024", "2024-02-30", "2024-1-1-1", "-", "2024-"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ListError, match="is not a date"):
        span(text)


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("substance", "water", "is not one of"),
        ("jurisdiction", "CA", "is not one of"),
        ("list", "Sch IX", "is not a list of CAN"),
        ("list", "", "names its list"),
        ("mark", "sure", "is not one of"),
        ("scope", "everything like it", "is not a scope word"),
        ("precision", "year", "is not the precision"),
        ("source", "", "names the source"),
        ("decided_on", "soon", "is not a date"),
        ("effective_to", "2019-01-01", "ends before it begins"),
        ("read_on", "2026", "is not a day"),
        ("recorded_on", "", "is not a day"),
    ],
)
def test_a_fault_names_file_row_and_column(tmp_path, column, value, says):
    file = tmp_path / "entries.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows([row(), row(**{"list": "Sch I", "precision": "day", column: value})])
    with pytest.raises(ListError, match=says) as fault:
        read_entries(file)
    assert (fault.value.file, fault.value.row, fault.value.column) == ("entries.csv", 3, column)


def test_other_columns_are_refused(tmp_path):
    (tmp_path / "entries.csv").write_text("substance,list\nNPP,Sch VI\n", encoding="utf-8")
    with pytest.raises(ListError, match="columns must be"):
        read_entries(tmp_path / "entries.csv")


def test_an_entry_through_another_needs_the_other_to_have_the_scope_word():
    parent = entry(substance="4-AP", scope="exact|+carbamates")
    child = entry(substance="1-boc-4-AP", scope="via +carbamates of 4-AP")
    assert child.parent == "4-AP"
    assert checked([parent, child])
    with pytest.raises(ListError, match="no entry of 4-AP in CAN has the scope word"):
        checked([entry(substance="4-AP"), child])


def test_a_later_entry_that_adds_scope_stands_beside_the_earlier():
    kept, found = resolved(shipped())
    assert kept == shipped()
    assert [(o.earlier.substance, o.earlier.jurisdiction, o.kind) for o in found] == [
        ("4-AP", "USA", "wider"), ("4-AP", "CAN", "wider"),
        ("norfentanyl", "CAN", "wider"), ("4-piperidone", "CAN", "wider"),
    ]  # fmt: skip


def test_of_two_that_say_the_same_the_later_wins_only_with_a_citation():
    early, late = entry(), entry(effective_from="2022-05-01", instrument="SOR/2022-9")
    for pair in ([early, late], [late, early]):
        kept, (overlap,) = resolved(pair)
        assert overlap.kind == "replaced"
        assert {(e.effective_from, e.effective_to) for e in kept} == {("2020-01-01", "2022-05-01"), ("2022-05-01", "")}
    silent = entry(effective_from="2022-05-01", instrument="")
    kept, (overlap,) = resolved([early, silent])
    assert (kept, overlap.kind) == ((early,), "kept")


def test_two_without_an_order_both_stay_and_are_named():
    one, other = entry(effective_from=""), entry(instrument="SOR/2021-2", effective_from="")
    kept, (overlap,) = resolved([one, other])
    assert (kept, overlap.kind) == ((one, other), "open")


def test_entries_that_follow_each_other_do_not_overlap():
    assert not resolved([entry(effective_to="2022"), entry(effective_from="2022", instrument="SOR/2022-9")])[1]


def test_an_accepted_contribution_is_an_entry_recorded_when_it_came():
    import polars as pl

    from communique.tables import Table, check, sheet_of_frame
    from communique.workstreams.precursors.tables import LIST_ENTRIES

    def good(**changed: object) -> pl.DataFrame:
        told: dict[str, object] = {name: value or None for name, value in row().items() if name != "recorded_on"}
        told |= {"proposed_by": "COFEPRIS", "reviewed_by": "SEMAR", **changed}
        assert isinstance(LIST_ENTRIES, Table)
        return check(LIST_ENTRIES, sheet_of_frame(LIST_ENTRIES, pl.DataFrame([told], infer_schema_length=None))).good

    lineage = {"contribution_id": "c-1", "recorded_at": None}
    frame = good().with_columns(
        contribution_id=pl.lit("c-1"), recorded_at=pl.lit("2026-12-01T10:00:00Z").str.to_datetime(time_zone="UTC")
    )
    (found,) = contributed(frame)
    assert isinstance(found, Entry)
    assert found.recorded_on == date(2026, 12, 1)
    assert found.where.startswith(str(lineage["contribution_id"]))
    assert good(reviewed_by="COFEPRIS").is_empty()  # four eyes
    assert good(instrument=None).is_empty()  # a citation
    assert good(precision="none").is_empty()  # a date of no precision


def test_a_row_is_an_entry_by_any_order_of_its_columns():
    told = row()
    assert entry_of(dict(reversed(told.items())), file="made.csv", line=2) == entry()
