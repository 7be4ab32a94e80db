"""A register's file is read to the letter, and each fault names file, row and column."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.commitment import EvidenceError, interval, read_evidence
from communique.commitment.evidence import COLUMNS

GOOD = {
    "evidence_id": "01-01", "commitment": "01-forum", "date": "2023-06", "precision": "month", "kind": "delivered",
    "role": "direct", "scope": "trilateral", "parties": "CAN;MEX", "event_en": "It met", "event_es": "Se reunió",
    "event_fr": "Il s’est réuni", "confidence": "high", "source_class": "official", "source": "https://example.org",
    "recorded_on": "2026-11-24",
}  # fmt: skip


def write(path, *rows):
    lines = [",".join(COLUMNS)]
    lines += [",".join(f'"{row.get(column, "")}"' for column in COLUMNS) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_month_stays_a_month_from_end_to_end(tmp_path):
    (row,) = read_evidence(write(tmp_path / "evidence.csv", GOOD))
    assert (row.start, row.end, row.precision) == (dt.date(2023, 6, 1), dt.date(2023, 6, 30), "month")


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("date", "2023-06-14", "not as precise as month"),
        ("date", "2023", "not as precise as month"),
        ("date", "2023-13", "month must be in 1..12"),
        ("parties", "CAN;XXX", "'XXX' is not an ISO alpha-3"),
        ("parties", "US", "write USA"),
        ("kind", "done", "is none of delivered"),
        ("recorded_on", "yesterday", "not a date"),
        ("recorded_on", "", "when was the row recorded"),
        ("event_fr", "", "not said in this language"),
        ("confidence", "very", "is none of high"),
    ],
)
def test_a_fault_names_file_row_and_column(tmp_path, column, value, says):
    file = write(tmp_path / "evidence.csv", GOOD, {**GOOD, "evidence_id": "01-02", column: value})
    with pytest.raises(EvidenceError) as caught:
        read_evidence(file)
    assert caught.value.row == 3
    assert caught.value.column == column
    assert says in str(caught.value)
    assert "evidence.csv row 3" in str(caught.value)


def test_a_row_twice_names_its_twin(tmp_path):
    with pytest.raises(EvidenceError, match="stands in row 2 too"):
        read_evidence(write(tmp_path / "evidence.csv", GOOD, GOOD))


def test_a_rejected_row_without_a_reason_is_a_fault(tmp_path):
    with pytest.raises(EvidenceError, match="says why"):
        read_evidence(write(tmp_path / "evidence.csv", {**GOOD, "kind": "rejected"}))


def test_a_file_in_another_encoding_is_refused_as_a_whole(tmp_path):
    file = tmp_path / "evidence.csv"
    file.write_bytes(b"evidence_id,\xe9\n")
    with pytest.raises(EvidenceError, match="UTF-8"):
        read_evidence(file)


def test_undated_has_no_date_and_happened_before_it_was_recorded(tmp_path):
    undated = {**GOOD, "date": "", "precision": "undated"}
    (row,) = read_evidence(write(tmp_path / "evidence.csv", undated))
    assert (row.start, row.end, row.latest) == (None, None, dt.date(2026, 11, 24))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_a_coarser_date_encloses_the_finer_one(day):
    finer = interval(day.isoformat(), "", "day")
    month = interval(day.isoformat()[:7], "", "month")
    year = interval(day.isoformat()[:4], "", "year")
    assert year[0] <= month[0] <= finer[0] == finer[1] <= month[1] <= year[1]
