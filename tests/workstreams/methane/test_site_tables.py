"""Are the shipped sites the published ones, each once, and do the sheets of cities and agencies hold their rules?"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import polars as pl
import pytest

from communique.tables import check, load_official, read_sheet, sheet_of_frame, write_template
from communique.workstreams.methane import site_series
from communique.workstreams.methane.black_carbon import burning
from communique.workstreams.methane.model.deposits import read_deposits
from communique.workstreams.methane.series import FOLDER, figures
from communique.workstreams.methane.site_loaders import city_deposits, read_city_waste, write_deposits
from communique.workstreams.methane.site_tables import CITY_WASTE, SITES, STREAMS, TREATMENTS
from communique.workstreams.methane.sites import SiteTableError, summary
from communique.workstreams.methane.tables import TABLES

GOOD = {
    "country": "MEX", "city": "Ejemplo", "year": "2020", "population": "5000", "waste": "1000", "waste_unit": "t",
    **dict.fromkeys((*STREAMS, *TREATMENTS), "0"),
    "food": "0.5", "paper": "0.3", "other_inert": "0.2", "to_managed_anaerobic": "0.6", "open_burned": "0.1",
    "recycled": "0.3", "source": "own",
}  # fmt: skip


def sheet(folder: Path, *rows: dict[str, str]) -> Path:
    file = folder / "city.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [column.name for column in CITY_WASTE.columns])
        writer.writeheader()
        writer.writerows(rows)
    return file


def checked(folder: Path, *rows: dict[str, str]) -> tuple[pl.DataFrame, set[str]]:
    found = check(CITY_WASTE, read_sheet(CITY_WASTE, sheet(folder, *rows)))
    return found.good, set(found.by_rule())


def test_the_shipped_sites_are_the_published_ones(shared: Path) -> None:
    folder = shared / "data" / "methane"
    made = site_series.build_sites(folder)
    assert made.equals(site_series.shipped_sites().drop("recorded_on"))
    shipped = [f for f in figures() if f.id.startswith("site-") and f.id != "site-rule"]
    assert [(f["id"], f["key"], f["value"], f["from"]) for f in site_series.build_sums(folder)] == [
        (f.id, f.key, pytest.approx(f.value, rel=1e-12), f.valid_from.isoformat() if f.valid_from else "")
        for f in shipped
    ]


def test_the_shipped_sites_are_light_and_each_has_a_source() -> None:
    assert (FOLDER / "sites" / "us_landfills.csv").stat().st_size < 150_000
    rows = site_series.shipped_sites()
    assert rows["site_id"].is_unique().all()
    assert set(rows["source"]) <= set(figures().sources)
    assert rows.select("latitude", "longitude", "ch4_t", "recorded_on").null_count().row(0) == (0, 0, 0, 0)
    total = next(f.value for f in figures() if f.id == "site-sum" and f.valid_from and f.valid_from.year == 2018)
    assert float(rows["ch4_t"].sum()) / 1e3 == pytest.approx(total, abs=1e-6)


@pytest.mark.parametrize(("km", "sure"), [(None, "single"), (0.0, "confirmed"), (5.0, "confirmed"), (5.1, "apart")])
def test_a_place_is_as_sure_as_its_second_list(km: float | None, sure: str) -> None:
    assert site_series.position(km) == sure


def test_facility_reports_load_as_sites(tmp_path: Path) -> None:
    head = "Facility Id,Facility Name,City,State,Latitude,Longitude,msw_landfill_tCO2e_AR4,year,ch4_t\n"
    rows = "1,A,X,TX,33.2,-96.5,250,2018,10\n1,A,X,TX,33.2,-96.5,250,2018,10\n2,B,Y,TX,,,0,2018,0\n"
    file = tmp_path / "ghgrp.csv"
    file.write_text(head + rows)
    found = check(SITES, sheet_of_frame(SITES, load_official(SITES, "epa-ghgrp-hh", file)))
    assert found.bad == 0
    assert found.good.select("site_id", "ch4", "latitude").rows() == [("1", 10.0, 33.2), ("2", 0.0, None)]
    file.write_text(head + "1,A,X,TX,north,-96.5,250,2018,10\n")
    with pytest.raises(SiteTableError, match="'north' is not in degrees"):
        load_official(SITES, "epa-ghgrp-hh", file)


def test_a_sheet_that_holds_every_rule_is_accepted(tmp_path: Path) -> None:
    good, broken = checked(tmp_path, GOOD)
    assert len(good) == 1
    assert not broken


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"food": "0.509"}, "methane-city-composition"),
        ({"food": "0.491"}, "methane-city-composition"),
        ({"food": "1.2"}, "rule-maximum"),
        ({"food": "60"}, "rule-maximum"),
        ({"food": "0.9", "glass": ""}, "methane-city-composition"),
        ({"recycled": "0.5"}, "methane-city-treatment"),
        ({"waste": "-1"}, "rule-not-negative"),
    ],
)
def test_a_sheet_that_breaks_a_rule_goes_to_quarantine(tmp_path: Path, change: dict[str, str], rule: str) -> None:
    good, broken = checked(tmp_path, {**GOOD, **change})
    assert len(good) == 0
    assert rule in broken


@pytest.mark.parametrize("change", [{"food": "0.505"}, {"food": "0.495"}, {"food": ""}, dict.fromkeys(STREAMS, "")])
def test_half_a_per_cent_and_a_blank_are_borne(tmp_path: Path, change: dict[str, str]) -> None:
    good, broken = checked(tmp_path, {**GOOD, **change})
    assert len(good) == 1
    assert not broken


def test_a_unit_that_is_none_goes_to_quarantine_and_short_tons_are_converted(tmp_path: Path) -> None:
    good, _ = checked(tmp_path, {**GOOD, "waste_unit": "short_ton"})
    assert good["waste"].to_list() == pytest.approx([907.18474], rel=1e-12)
    good, broken = checked(tmp_path, {**GOOD, "waste_unit": "buckets"})
    assert len(good) == 0
    assert broken


def test_a_city_becomes_deposits_that_the_decay_model_reads(tmp_path: Path) -> None:
    good, _ = checked(tmp_path, GOOD, {**GOOD, "year": "2021", "waste": "2", "waste_unit": "kt"})
    file = write_deposits(city_deposits(good, "Ejemplo"), tmp_path / "deposits.csv")
    read = read_deposits(file)
    assert read.years == (2020, 2021)
    buried = dict(zip(read.series, read.mass.T.tolist(), strict=True))
    assert buried["food", "managed_anaerobic"] == pytest.approx([0.3, 0.6], rel=1e-12)  # Gg: 1 kt x 0.6 x 0.5
    with pytest.raises(SiteTableError, match="already"):
        write_deposits([], file)


def test_a_city_with_a_blank_is_no_deposit(tmp_path: Path) -> None:
    good, _ = checked(tmp_path, {**GOOD, "food": ""})
    with pytest.raises(SiteTableError, match="2020: food not known; a blank is not zero"):
        city_deposits(good, "Ejemplo")
    with pytest.raises(SiteTableError, match="there is no city 'Nowhere'; there are: Ejemplo"):
        city_deposits(good, "Nowhere")


def test_black_carbon_is_that_of_the_waste_that_burns(tmp_path: Path) -> None:
    good, _ = checked(tmp_path, GOOD, {**GOOD, "city": "Otra", "open_burned": "", "recycled": "0.4"})
    found = burning(good.with_columns(pl.col("country").alias("party")), "MEX")
    assert found is not None
    assert found.mass_gg == pytest.approx(0.06)  # 1 Gg x 0.1 set on fire x 0.6 of that burns
    assert found.ch4_t == pytest.approx(60 * 6.5 / 1e3)
    assert found.black_carbon_t == pytest.approx(60 * 0.65 / 1e3)
    assert burning(good.with_columns(pl.col("country").alias("party")), "CAN") is None


def test_the_dirty_sample_loads_with_its_repairs_told(shared: Path, tmp_path: Path) -> None:
    sample = shared / "data" / "methane" / "city_waste_sample_dirty.csv"
    file = Path(shutil.copy(sample, tmp_path / "cities_2018.csv"))
    rows = read_city_waste(file)
    assert len(rows) == 9
    assert any("México" in city for city in rows["city"])
    assert rows.filter(pl.col("city") == "Toronto")["food"].item() == pytest.approx(0.465)
    assert rows.filter(pl.col("city") == "Toronto")["textiles"].item() is None
    assert any("México" in repair["after"] for repair in summary(file, "cities")["repairs"])
    found = check(CITY_WASTE, sheet_of_frame(CITY_WASTE, rows))
    assert found.bad == 1
    assert found.good.height == 8
    with pytest.raises(SiteTableError, match="of which year"):
        read_city_waste(sample)


def test_every_table_of_the_workstream_has_an_empty_sheet(tmp_path: Path) -> None:
    assert {SITES.name, CITY_WASTE.name} <= {table.name for table in TABLES}
    for table in TABLES:
        assert write_template(table, tmp_path / f"{table.name}.xlsx").stat().st_size > 0
