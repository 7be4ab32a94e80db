"""The commands of feeds and schedules say the same to people and machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from small_feed import small
from typer.testing import CliRunner

from communique.workstreams.transit.cli_feed import add_to
from communique.workstreams.transit.day import NoService


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    add_to(made)
    return made


def test_day_gives_the_bounds_and_the_defects(app: typer.Typer, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["day", str(small(tmp_path)), "--date", "2026-03-16", "--json"])
    found = json.loads(done.stdout)
    assert (found["trips"], found["peak_trips"], found["vehicles"], found["blocks"]) == (3, 1, 1, 2)
    assert found["concurrent_blocks"] == 1
    assert found["km"] == pytest.approx(3 * 1.5725, rel=1e-3)
    assert {d["severity"] for d in found["defects"]} == {"note"}
    assert set(found["defects"][0]) == {"severity", "code", "file", "row", "message", "ids"}


def test_day_for_people_lists_defects(app: typer.Typer, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["day", str(small(tmp_path)), "--date", "2026-03-16"])
    assert "vehicles" in done.stdout
    assert "not-a-bus" in done.stdout


def test_day_writes_a_package(app: typer.Typer, tmp_path: Path) -> None:
    out = tmp_path / "tods.zip"
    done = CliRunner().invoke(
        app, ["day", str(small(tmp_path)), "--date", "2026-03-16", "--tods-out", str(out), "--json"]
    )
    assert done.exit_code == 0
    assert out.stat().st_size > 0


def test_layover_speed_and_wait_change_the_fleet_the_way_they_must(app: typer.Typer, tmp_path: Path) -> None:
    feed = str(small(tmp_path))

    def vehicles(*options: str) -> int:
        done = CliRunner().invoke(app, ["day", feed, "--date", "2026-03-16", "--json", *options])
        return int(json.loads(done.stdout)["vehicles"])

    assert vehicles() == 1
    assert vehicles("--layover", "600") == 2  # eight minutes between out and back are then too few
    assert vehicles("--max-wait-h", "1") == 2


def test_a_day_without_service_fails(app: typer.Typer, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["day", str(small(tmp_path)), "--date", "2026-03-21", "--json"])
    assert isinstance(done.exception, NoService)
    assert done.stdout == ""


def test_schedule_gives_cost_bound_and_rotations(app: typer.Typer, tmp_path: Path) -> None:
    file = tmp_path / "instance.txt"
    file.write_text("1 2 3\n5\n1 10 2 20\n2 25 1 40\n0 3 4\n3 0 1\n4 1 0\n")
    done = CliRunner().invoke(app, ["schedule", str(file), "--json"])
    found = json.loads(done.stdout)
    assert (found["vehicles"], found["cost"], found["bound"], found["gap"]) == (1, 500 + 3 + 3 + 500, 1006, 0.0)
    assert found["rotations"] == [{"depot": 0, "trips": [0, 1]}]


def test_sample_writes_a_feed_that_day_reads(app: typer.Typer, tmp_path: Path) -> None:
    out = str(tmp_path / "town.zip")
    assert CliRunner().invoke(app, ["sample", "USA", "--out", out]).exit_code == 0
    done = CliRunner().invoke(app, ["day", out, "--date", "2026-03-18", "--json"])
    assert json.loads(done.stdout)["trips"] > 500
