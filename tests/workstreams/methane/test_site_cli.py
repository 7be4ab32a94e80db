"""Do the commands answer people and machines alike?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.workstreams.methane.cli import app
from communique.workstreams.methane.sites import SiteTableError

HEAD = "Facility Id,Facility Name,City,State,Latitude,Longitude,msw_landfill_tCO2e_AR4,year,ch4_t\n"


def test_reconcile_takes_the_facilities_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "ghgrp.csv"
    file.write_text(HEAD + "1,A,X,TX,33.2,-96.5,25000000,2018,1000000\n")
    found = CliRunner().invoke(app, ["reconcile", "--facilities", str(file), "--draws", "20", "--json"])
    assert found.exit_code == 0
    rows = {(row["country"], row["year"]): row for row in json.loads(found.stdout)["years"]}
    assert rows["USA", 2018]["sites"] == pytest.approx(1000)
    assert rows["USA", 2018]["not_covered_by_sites"] == pytest.approx(3482.213985, rel=1e-6)
    assert rows["CAN", 2018]["modelled"] is None


def test_people_read_the_same_and_the_unknown_is_said() -> None:
    found = CliRunner().invoke(app, ["reconcile", "--draws", "20"])
    assert found.exit_code == 0
    assert "4,482" in found.stdout
    assert "unknown" in found.stdout


def test_a_city_sheet_that_breaks_a_rule_writes_nothing(tmp_path: Path) -> None:
    from test_site_tables import GOOD, sheet

    out = tmp_path / "deposits.csv"
    file = sheet(tmp_path, {**GOOD, "food": "0.9"})
    found = CliRunner().invoke(app, ["city", str(file), "--city", "Ejemplo", "--out", str(out)])
    assert isinstance(found.exception, SiteTableError)
    assert "methane-city-composition" in str(found.exception)
    assert not out.exists()
