"""Does the command line give the reference cases, with flags a reader sees?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from communique.errors import CommuniqueError
from communique.workstreams.methane.cli import app

HEAD = "year,stream,site_type,mass_gg\n"


def run(*arguments: object) -> dict[str, Any]:
    result = CliRunner().invoke(app, [*map(str, arguments), "--json"])
    if result.exception:
        raise result.exception
    return json.loads(result.stdout)


def written(folder: Path, rows: list[tuple[object, ...]], name: str = "site.csv") -> Path:
    file = folder / name
    file.write_text(HEAD + "".join(",".join(map(str, row)) + "\n" for row in rows))
    return file


def by_year(found: dict[str, Any], part: str = "generated_gg") -> dict[int, float]:
    return {row["year"]: row[part] for row in found["years"]}


@pytest.fixture
def pulse(tmp_path: Path) -> Path:
    return written(tmp_path, [(2000, "food", "managed_anaerobic", 100)])


def test_r1_comes_from_the_command_line(pulse: Path) -> None:
    found = by_year(run("fod", pulse, "--climate", "boreal_temperate_wet", "--guidelines", 2006))
    assert [found[2000 + i] for i in range(4)] == pytest.approx([0, 0.844479, 0.701850, 0.583310], abs=5e-7)
    assert sum(found.values()) == pytest.approx(5, abs=1e-6)


def test_r2_is_the_default_edition(pulse: Path) -> None:
    assert by_year(run("fod", pulse))[2001] == pytest.approx(1.182270, abs=5e-7)


@pytest.mark.parametrize(("month", "first"), [(7, 0.441754), (10, 0.225984)])
def test_r3_starts_in_the_named_month(pulse: Path, month: int, first: float) -> None:
    assert by_year(run("fod", pulse, "--guidelines", 2006, "--delay-month", month))[2000] == pytest.approx(
        first, abs=5e-7
    )


def test_r4_goes_on_after_the_last_deposit(tmp_path: Path) -> None:
    file = written(tmp_path, [(1900 + n, "paper", "unmanaged_deep", 100) for n in range(50)])
    found = by_year(run("fod", file, "--climate", "boreal_temperate_wet"))
    assert [found[1900 + n] for n in (1, 49, 50, 60)] == pytest.approx(
        [0.621178, 10.102766, 10.135605, 5.562538], abs=5e-7
    )


def test_r5_takes_a_doc_for_bulk_waste(tmp_path: Path) -> None:
    file = written(tmp_path, [(1960 + n, "bulk", "managed_anaerobic", 1000 * 1.02**n) for n in range(61)])
    found = by_year(run("fod", file, "--doc", 0.15, "--climate", "boreal_temperate_wet"))
    assert found[2020] == pytest.approx(132.935253, abs=5e-7)


def test_r6_changes_the_kind_of_site_and_recovers_a_mass(tmp_path: Path) -> None:
    shares = {"food": 0.45, "garden": 0.10, "paper": 0.15, "wood": 0.03}
    rows = [
        (1960 + n, stream, "uncategorised" if n < 40 else "managed_anaerobic", 500 * 1.03 ** (n - 60) * share)
        for n in range(71)
        for stream, share in shares.items()
    ]
    file, recovery = written(tmp_path, rows), tmp_path / "recovery.csv"
    generated = by_year(run("fod", file, "--climate", "tropical_wet", "--until", 2030))
    recovery.write_text(
        "year,recovered_gg\n" + "".join(f"{y},{0.3 * g!r}\n" for y, g in generated.items() if y >= 2015)
    )
    found = run(
        "fod", file, "--climate", "tropical_wet", "--oxidation", 0.1, "--recovery", recovery, "--until", 2030
    )  # fmt: skip
    emitted = by_year(found, "emitted_gg")
    assert [emitted[1960 + n] for n in (54, 55, 60, 70)] == pytest.approx(
        [18.579340, 13.445609, 15.788276, 21.459104], abs=5e-7
    )
    assert by_year(found, "stored_carbon_gg")[2020] == pytest.approx(33.93, abs=5e-3)


def test_a_short_history_is_flagged_in_every_year_it_touches(pulse: Path) -> None:
    found = run("fod", pulse)
    assert [row["year"] for row in found["years"] if row["start_up"]] == list(range(2000, 2050))
    assert any("short history: 2000 to 2049" in line for line in found["warnings"])


def test_what_is_assumed_and_where_it_comes_from_is_in_the_answer(pulse: Path) -> None:
    found = run("fod", pulse)
    assert any("climate boreal_temperate_wet" in line for line in found["assumptions"])
    by_name = {p["parameter"]: p for p in found["parameters"]}
    assert by_name["fod.k"]["confidence"] == "verified"
    assert by_name["fod.f"]["confidence"] == "recalled"
    assert all(p["source"] for p in found["parameters"])


def test_sludge_says_that_it_takes_the_docf_of_food(tmp_path: Path) -> None:
    found = run("fod", written(tmp_path, [(2000, "sludge", "managed_anaerobic", 10)]), "--until", 2001)
    assert any("sludge takes the DOCf of food" in line for line in found["assumptions"])
    assert found["years"][1]["generated_gg"] == pytest.approx(10 * 0.05 * 0.7 * 0.5 * 4 / 3 * 0.168896, rel=1e-5)


def test_names_of_the_parameter_tables_are_accepted(tmp_path: Path) -> None:
    rows = [(2000, "garden_ex_branches", "unmanaged_deep_>=5m_or_high_water_table", 10)]
    plain = [(2000, "garden", "unmanaged_deep", 10)]
    alias = run("fod", written(tmp_path, rows), "--climate", "tropical|wet")
    assert by_year(alias) == by_year(run("fod", written(tmp_path, plain, "b.csv"), "--climate", "tropical_wet"))


def test_draws_bring_intervals_and_say_what_the_answer_hangs_on(pulse: Path) -> None:
    found = run("fod", pulse, "--draws", 400, "--seed", 3, "--until", 2010)
    row = found["years"][5]
    assert row["emitted_low"] < row["emitted_median"] < row["emitted_high"]
    bars = found["uncertainty"]["sensitivity"]
    assert sum(bar["share"] for bar in bars) == pytest.approx(1)
    assert bars[0]["parameter"] == "fod.doc|food"
    assert found == run("fod", pulse, "--draws", 400, "--seed", 3, "--until", 2010)


def test_co2_equivalents_name_their_potential(pulse: Path) -> None:
    found = run("fod", pulse, "--gwp", "AR4", "--until", 2001)
    assert found["gwp"]["key"] == "AR4"
    assert found["years"][1]["emitted_gg_co2e"] == pytest.approx(25 * found["years"][1]["emitted_gg"])
    with pytest.raises(CommuniqueError, match="AR6-non-fossil"):
        run("fod", pulse, "--gwp", "21")


def test_r7_comes_from_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(
        json.dumps(
            {
                "population": 250_000, "bod_g_per_cap_day": 40, "bo": 0.6,
                "pathways": [
                    {"name": "uasb", "share": 0.6, "collected_factor": 1.25, "mcf": 0.8, "sludge_t_dry": 300,
                     "krem": 0.5, "removed_share": 0.85, "effluent_mcf": 0.19, "recovered_t": 200},
                    {"name": "latrine", "share": 0.25, "collected_factor": 1, "mcf": 0.5, "sludge_t_dry": 0, "krem": 0,
                     "removed_share": 0, "effluent_mcf": 0, "recovered_t": 0},
                    {"name": "sewer", "share": 0.15, "collected_factor": 1.25, "mcf": 0.5, "sludge_t_dry": 0,
                     "krem": None, "removed_share": 0, "effluent_mcf": 0.19, "recovered_t": 0},
                ],
            }
        )
    )  # fmt: skip
    found = run("wastewater", file)
    assert found["total_t"] == pytest.approx(1645.8925, rel=1e-9)
    assert found["plant_t"] + found["effluent_t"] == pytest.approx(found["total_t"])
    assert [row["effluent_t"] for row in found["pathways"]] == pytest.approx([46.81125, 0, 78.01875])


def test_tables_are_for_people(pulse: Path) -> None:
    result = CliRunner().invoke(app, ["fod", str(pulse), "--until", "2002"])
    assert result.exit_code == 0
    assert "emitted_gg" in result.stdout
    assert "warning: short history" in result.stdout


def test_inert_waste_makes_no_methane_and_leaves_nothing_to_draw(tmp_path: Path) -> None:
    found = run("fod", written(tmp_path, [(2000, "glass", "managed_anaerobic", 10)]), "--draws", 50, "--until", 2002)
    assert by_year(found, "emitted_gg") == {2000: 0, 2001: 0, 2002: 0}
    assert any("glass make no methane" in line for line in found["assumptions"])
    assert any("nothing to draw" in line for line in found["warnings"])


def test_rows_after_the_last_year_shown_are_said_to_be_left_out(pulse: Path, tmp_path: Path) -> None:
    recovery = tmp_path / "recovery.csv"
    recovery.write_text("year,recovered_gg\n2001,0.1\n2002,0.1\n")
    found = run("fod", pulse, "--recovery", recovery, "--until", 2001)
    assert any("go on to 2002; rows after 2001" in line for line in found["warnings"])


def test_a_percentage_of_oxidation_is_refused(pulse: Path) -> None:
    with pytest.raises(CommuniqueError, match=r"60 per cent is 0\.6"):
        run("fod", pulse, "--oxidation", 60)
