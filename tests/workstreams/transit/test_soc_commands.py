"""Do the commands say what the functions found, with the bounds chain kept and nothing assumed in silence?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from small_feed import MONDAY, real, small
from typer.testing import CliRunner

from communique.errors import CommuniqueError
from communique.workstreams.transit.cli_energy import add_to

app = typer.Typer()
add_to(app)
FLAT = ["--usable-kwh", "352", "--kwh-per-km", "1.3"]


def run(*arguments: str) -> dict[str, object]:
    found = CliRunner().invoke(app, [*arguments, "--json"])
    if found.exception:
        raise found.exception
    return json.loads(found.stdout)  # type: ignore[no-any-return]


def test_feasibility_of_a_small_feed(tmp_path: Path) -> None:
    feed = str(small(tmp_path))
    found = run("feasibility", feed, "--date", str(MONDAY), *FLAT, "--no-deadhead")
    assert found["share_feasible"] == 1
    tight = run("feasibility", feed, "--date", str(MONDAY), "--usable-kwh", "3", "--kwh-per-km", "1.3", "--no-deadhead")
    blocks = {row["block"]: row for row in tight["blocks"]}  # type: ignore[attr-defined]
    (first,) = [row for name, row in blocks.items() if name.endswith("b1")]
    assert first["feasible"] is False
    assert first["end_kwh"] == pytest.approx(3 - first["energy_kwh"], abs=2e-3)
    assert first["split_before"] == ["back"]


def test_electric_schedule_of_a_small_feed(tmp_path: Path) -> None:
    found = run("electric-schedule", str(small(tmp_path)), "--date", str(MONDAY), *FLAT, "--max-wait-h", "2")
    assert found["rotation_count"] == 2  # the late trip is hours after the others
    assert found["proven"] is True
    assert sorted(t for r in found["rotations"] for t in r["trip_ids"]) == ["back", "late", "out"]  # type: ignore[attr-defined]


def test_energy_is_computed_from_the_timetable_where_no_figure_is_given(tmp_path: Path) -> None:
    feed = str(small(tmp_path))
    mild, cold = (run("feasibility", feed, "--date", str(MONDAY), "--temperature", t) for t in ("15", "-15"))
    assert cold["blocks"][0]["energy_kwh"] > mild["blocks"][0]["energy_kwh"] * 1.5  # type: ignore[index]


def test_no_climate_is_assumed(tmp_path: Path) -> None:
    with pytest.raises(CommuniqueError, match="--temperature"):
        run("feasibility", str(small(tmp_path)), "--date", str(MONDAY))


#: Feed, day, peak trips, least vehicles without a wait limit (specification R4).
BOUNDS = [("ca_barrie", "2026-03-11", 31, 31), ("us_carta_chattanooga", "2026-06-10", 31, 32)]


@pytest.mark.parametrize(("name", "date", "peak", "vehicles"), BOUNDS)
def test_bounds_chain_on_real_feeds(name: str, date: str, peak: int, vehicles: int) -> None:
    path = str(real(name))
    found = run(
        "electric-schedule", path, "--date", date, "--usable-kwh", "700", "--kwh-per-km", "1.3", "--no-deadhead"
    )
    bounds = found["bounds"]
    assert (bounds["peak_trips"], bounds["vehicles"]) == (peak, vehicles)  # type: ignore[index]
    assert peak <= vehicles <= found["rotation_count"]  # type: ignore[operator]
    assert found["replacement_ratio"] == pytest.approx(found["rotation_count"] / vehicles)  # type: ignore[operator]
