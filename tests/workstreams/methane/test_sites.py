"""Is each landfill counted once, is blank not zero, and is every repair told?"""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from communique.workstreams.methane import sites
from communique.workstreams.methane.cli import app

SITE = dict.fromkeys(sites.LMOP_SITE, "") | {
    "Landfill ID": "1", "Landfill Name": "One", "State": "AK", "LFG Collection System In Place?": "Yes",
    "Waste in Place (tons)": "1000", "LFG Collected (mmscfd)": "1",
}  # fmt: skip
REPORT = {"Facility Id": "7", "Facility Name": "Seven", "State": "TX", "msw_landfill_tCO2e_AR4": "25", "year": "2010",
          "ch4_t": "1"}  # fmt: skip


def written(folder: Path, rows: list[dict[str, str]]) -> Path:
    file = folder / "table.csv"
    pl.DataFrame(rows).write_csv(file)
    return file


def project(**changes: str) -> dict[str, str]:
    return SITE | dict.fromkeys(sites.LMOP_PROJECT, "2") | changes


def test_a_site_with_two_projects_is_one_site(tmp_path: Path) -> None:
    rows = [project(), project(**{"LFG Flow to Project (mmscfd)": "0.5"}), project(**{"Landfill ID": "2"})]
    found = sites.summary(written(tmp_path, rows), "lmop")
    assert (found["rows"], found["sites"], found["repeated_rows"]) == (3, 2, 1)
    assert found["waste_in_place"]["short_tons"] == 2000
    assert found["waste_in_place"]["gg"] == pytest.approx(2 * 0.90718474)
    assert found["lfg_collected"]["ch4_kt_per_year"] == pytest.approx(2 * 3.5016, rel=1e-4)
    assert found["projects"]["LFG Flow to Project (mmscfd)"]["sum"] == 4.5


def test_blank_is_unknown_and_not_zero(tmp_path: Path) -> None:
    rows = [project(), project(**{"Landfill ID": "2", "LFG Collected (mmscfd)": " "})]
    found = sites.summary(written(tmp_path, rows), "lmop")
    assert (found["lfg_collected"]["known"], found["lfg_collected"]["unknown"]) == (1, 1)
    assert "gas collected: unknown for 1 of 2 sites" in found["warnings"]


def test_a_site_described_in_two_ways_is_refused_by_its_row(tmp_path: Path) -> None:
    rows = [project(), project(**{"Waste in Place (tons)": "1001"})]
    with pytest.raises(sites.SiteTableError, match="landfill 1 is described differently") as caught:
        sites.read_lmop(written(tmp_path, rows))
    assert caught.value.row == 3


@pytest.mark.parametrize("cell", ["-1", "many", "nan"])
def test_a_cell_that_is_no_figure_is_named(tmp_path: Path, cell: str) -> None:
    with pytest.raises(sites.SiteTableError, match="leave unknown figures blank") as caught:
        sites.read_lmop(written(tmp_path, [project(), project(**{"LFG Collected (mmscfd)": cell})]))
    assert (caught.value.row, caught.value.column) == (3, "LFG Collected (mmscfd)")


def test_a_report_said_twice_is_counted_once_and_two_figures_are_refused(tmp_path: Path) -> None:
    found = sites.summary(written(tmp_path, [REPORT, REPORT, REPORT | {"year": "2011"}]), "ghgrp")
    assert (found["rows"], found["reports"], found["duplicates_removed"], found["facilities"]) == (3, 2, 1, 1)
    assert found["ch4_kt"] == pytest.approx(0.002)
    with pytest.raises(sites.SiteTableError, match="two different figures for 2010"):
        sites.read_ghgrp(written(tmp_path, [REPORT, REPORT | {"ch4_t": "2"}]))


def test_a_zero_and_a_figure_of_another_potential_are_flagged(tmp_path: Path) -> None:
    rows = [REPORT | {"ch4_t": "0", "msw_landfill_tCO2e_AR4": "0"}, REPORT | {"Facility Id": "8", "ch4_t": "0.9"}]
    found = sites.summary(written(tmp_path, rows), "ghgrp")
    assert found["years"][0]["zeros"] == 1
    assert any("zero is reported by 1 in 2010" in line for line in found["warnings"])
    assert any(line.startswith("1 rows whose methane") for line in found["warnings"])


def test_a_row_without_its_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sites.SiteTableError, match="cannot be counted") as caught:
        sites.read_lmop(written(tmp_path, [project(), project(**{"Landfill ID": ""})]))
    assert (caught.value.row, caught.value.column) == (3, "Landfill ID")


def test_another_format_or_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sites.SiteTableError, match="write one of: lmop, ghgrp, cities"):
        sites.summary(tmp_path / "x.csv", "xls")
    with pytest.raises(sites.SiteTableError, match="are missing"):
        sites.read_lmop(written(tmp_path, [REPORT]))
    with pytest.raises(sites.SiteTableError, match="no such file"):
        sites.read_lmop(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("M√É¬©xico City", "México City"), ("MÃ©xico", "México"), ("QuÃ©bec", "Québec"), ("México", "México"),
        ("Ñuñoa", "Ñuñoa"), ("  Toronto ", "Toronto"), ("√2 Dump", "√2 Dump"),
    ],
)  # fmt: skip
def test_text_is_mended_only_where_it_was_decoded_wrongly(text: str, meant: str) -> None:
    assert sites.mended(text) == meant


def test_the_list_of_us_landfills_has_2635_sites_in_3448_rows(shared: Path) -> None:
    file = shared / "data" / "methane" / "us_lmop_landfills.csv"
    result = CliRunner().invoke(app, ["sites", str(file), "--format", "lmop", "--json"])
    found = json.loads(result.stdout)
    assert (found["rows"], found["sites"]) == (3448, 2635)
    collected = found["lfg_collected"]
    assert collected["unknown"] / found["sites"] == pytest.approx(0.57, abs=0.005)  # the share the source is known for


def test_the_facility_reports_have_no_duplicates_and_zeros_in_early_years(shared: Path) -> None:
    found = sites.summary(shared / "data" / "methane" / "us_ghgrp_hh_msw_landfills_2010_2018.csv", "ghgrp")
    assert (found["rows"], found["duplicates_removed"]) == (10_784, 0)
    assert [row["zeros"] for row in found["years"]] == [17, 11, 4, 1, 0, 0, 0, 0, 0]


def test_the_dirty_table_of_cities_loads_with_a_repair_report(shared: Path) -> None:
    found = sites.summary(shared / "data" / "methane" / "city_waste_sample_dirty.csv", "cities")
    assert found["repairs"] == [
        {"row": 5, "column": "city_name", "before": "M√É¬©xico City", "after": "México City"}
    ]  # fmt: skip
    assert any("treatment of Toronto sums to 103.73 %" in line for line in found["warnings"])
    assert any("composition of Ann Arbor is unknown" in line for line in found["warnings"])
