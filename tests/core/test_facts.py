"""A figure without a source, a date or a number is refused; a figure is never extrapolated."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import communique
from communique.facts import COLUMNS, FactError, load

PACKAGE = Path(communique.__file__).parent
SOURCES = '[cbs]\ntitle = "T"\npublisher = "P"\nyear = 2023\nurl = "https://example.org"\nlicence = "public domain"\n'
GOOD = {
    "id": "price", "key": "a", "value": "2", "low": "1", "high": "3", "unit": "USD_2020/t", "from": "2020-01-01",
    "to": "2020-12-31", "source": "cbs", "confidence": "verified", "recorded_on": "2026-01-01", "note": "",
}  # fmt: skip


def folder(tmp_path, *rows, sources=SOURCES):
    (tmp_path / "sources.toml").write_text(sources, encoding="utf-8")
    lines = [",".join(COLUMNS), *(",".join(row[c] for c in COLUMNS) for row in rows)]
    (tmp_path / "figures.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_a_figure_holds_in_its_dates_and_nowhere_else(tmp_path):
    facts = load(folder(tmp_path, GOOD))
    assert facts.value("price", "a", on=dt.date(2020, 12, 31)) == 2
    for outside in (dt.date(2019, 12, 31), dt.date(2021, 1, 1), None):
        with pytest.raises(FactError, match="no figure is recorded"):
            facts.value("price", "a", on=outside)


def test_what_was_recorded_later_is_not_known_earlier(tmp_path):
    better = {**GOOD, "value": "2.5", "recorded_on": "2026-06-01"}
    facts = load(folder(tmp_path, GOOD, better))
    on = dt.date(2020, 6, 1)
    assert facts.value("price", "a", on=on, known_at=dt.date(2026, 5, 31)) == 2
    assert facts.value("price", "a", on=on, known_at=dt.date(2026, 6, 1)) == 2.5
    with pytest.raises(FactError):
        facts.value("price", "a", on=on, known_at=dt.date(2025, 12, 31))


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("source", "nobody", "not in sources.toml"),
        ("confidence", "sure", "verified or recalled"),
        ("value", "two", "not a number"),
        ("value", "", "not a number"),
        ("value", "nan", "not a finite number"),
        ("low", "2.5", "outside its own range"),
        ("high", "1.5", "outside its own range"),
        ("from", "2020", "not a date"),
        ("to", "2019-01-01", "ends before it begins"),
        ("unit", "", "every figure has a unit"),
        ("recorded_on", "", "when was it recorded"),
    ],
)
def test_a_fault_names_file_row_and_column(tmp_path, column, value, says):
    with pytest.raises(FactError, match=says) as caught:
        load(folder(tmp_path, GOOD, {**GOOD, "key": "b", column: value}))
    assert (caught.value.row, caught.value.column) == (3, column)
    assert caught.value.file.endswith("figures.csv")


def test_the_same_figure_twice_and_a_missing_source_field_are_refused(tmp_path):
    with pytest.raises(FactError, match="same figure as row 2"):
        load(folder(tmp_path, GOOD, GOOD))
    with pytest.raises(FactError, match="lacks licence"):
        load(folder(tmp_path, GOOD, sources=SOURCES.replace('licence = "public domain"\n', "")))


def test_a_key_that_is_not_in_force_is_left_out_of_the_keyed_figures(tmp_path):
    later = {**GOOD, "key": "b", "from": "2021-01-01", "to": ""}
    facts = load(folder(tmp_path, GOOD, later))
    assert set(facts.keyed("price", on=dt.date(2020, 5, 1))) == {"a"}
    assert set(facts.keyed("price", on=dt.date(2024, 5, 1))) == {"b"}


@given(st.dates(dt.date(2019, 1, 1), dt.date(2022, 12, 31)))
def test_a_figure_is_in_force_exactly_between_its_dates(tmp_path_factory, day):
    facts = load(folder(tmp_path_factory.mktemp("facts"), GOOD))
    assert next(iter(facts)).holds(day) == (dt.date(2020, 1, 1) <= day <= dt.date(2020, 12, 31))


FOLDERS = sorted({file.parent for file in PACKAGE.rglob("facts/sources.toml")})


@pytest.mark.parametrize("shipped", FOLDERS, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_every_shipped_figure_has_a_source_and_a_known_unit(shipped):
    from communique.units import unit

    facts = load(shipped)
    assert len(facts)
    used = {fact.source for fact in facts}
    assert used <= set(facts.sources)
    for text in {fact.unit for fact in facts}:
        unit(text)
