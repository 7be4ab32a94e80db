"""Do the commands give what a reader of the help expects: files, JSON, and faults that name their place?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from communique.errors import CommuniqueError
from communique.workstreams.pathways.cli_points import add_to

APP = typer.Typer()
add_to(APP)
PROFILE: dict[str, Any] = {
    "age": 29, "edu": 4, "first": [9, 9, 9, 9], "second": None, "cwe": 0, "fwe": 3, "trade_cert": False,
    "spouse": None, "first_is_french": False, "sibling": False, "cdn_edu": 0, "pn": False, "job": 0,
}  # fmt: skip


def run(*words: object) -> str:
    result = CliRunner().invoke(APP, [*map(str, words)])
    if isinstance(result.exception, CommuniqueError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def json_of(*words: object) -> Any:
    return json.loads(run(*words, "--json"))


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    file = folder / "in.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def test_a_file_of_profiles_becomes_a_file_of_points(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    source = written(
        tmp_path,
        {"id": "a", "on": "2026-10-01", "profile": PROFILE},
        {"id": "b", "on": "2026-11-03", "profile": PROFILE},
        {"id": "c", "on": "2026-10-01", "profile": {**PROFILE, "age": {"between": [28, 32]}}},
    )
    counted = json_of("points", "crs", "--profiles", source, "--out", out)
    assert counted == {"profiles": 3, "scored": 2, "unknown": 1, "refused": 0}
    known, unknown, interval = map(json.loads, out.read_text().splitlines())
    assert known == {"id": "a", "total": 429, "A": 354, "B": 0, "C": 75, "D": 0}
    assert set(unknown) == {"id", "unknown"}
    assert interval == {"id": "c", "total": [413, 429], "A": [338, 354], "B": 0, "C": 75, "D": 0}


def test_a_refused_profile_names_file_row_field_id_and_range_and_the_others_are_written(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    good = {"id": "a", "on": "2026-10-01", "profile": PROFILE}
    source = written(tmp_path, good, {**good, "id": "b", "profile": {**PROFILE, "age": -1}}, good)
    with pytest.raises(CommuniqueError) as fault:
        run("points", "crs", "--profiles", source, "--out", out)
    assert str(fault.value).startswith(
        f"{source} row 2, column age: -1 cannot be; write a whole number from 0 to 120 (id b)"
    )
    assert [("total" in row, "error" in row) for row in map(json.loads, out.read_text().splitlines())] == [
        (True, False), (False, True), (True, False),
    ]  # fmt: skip


def test_a_day_for_lines_without_one(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    source = written(tmp_path, {"id": 1, "profile": PROFILE})
    run("points", "crs", "--profiles", source, "--out", out, "--on", "2025-03-24")
    assert json.loads(out.read_text())["total"] == 429
    run("points", "crs", "--profiles", source, "--out", out, "--on", "2025-03-24", "--known-at", "2025-03-24")
    assert "as known at 2025-03-24" in json.loads(out.read_text())["unknown"]


def test_a_file_that_is_no_text_is_named_and_a_byte_order_mark_is_not_minded(tmp_path: Path) -> None:
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    line = json.dumps({"id": "ñ", "on": "2026-10-01", "profile": PROFILE})
    file.write_bytes(line.encode("latin-1").replace(b"\\u00f1", b"\xf1"))
    with pytest.raises(CommuniqueError, match="UTF-8"):
        run("points", "crs", "--profiles", file, "--out", out)
    file.write_text(line, encoding="utf-8-sig")
    run("points", "crs", "--profiles", file, "--out", out)
    assert json.loads(out.read_text())["id"] == "ñ"


@pytest.mark.parametrize(("grid", "option"), [("pnp", []), ("crs", ["--on", "yesterday"])])
def test_a_grid_or_day_that_is_not_one_is_refused(tmp_path: Path, grid: str, option: list[str]) -> None:
    with pytest.raises(CommuniqueError):
        run("points", grid, "--profiles", written(tmp_path), "--out", tmp_path / "out", *option)


def test_appointments_show_what_a_share_changes() -> None:
    asked = ("appointments", "--pool", 100_000, "--capacity", 1450, "--share-longest")
    found = json_of(*asked, 0.5)
    assert found["maximum"] == pytest.approx(95.6065, abs=5e-5)
    assert found["mean"] == pytest.approx(68.9655, abs=5e-5)
    assert found["standard_deviation"] == pytest.approx(32.888, abs=5e-4)
    assert found["p95"] == found["maximum"]
    assert json_of(*asked, 0)["maximum"] is None
    assert [row["share_longest"] for row in found["beside"]] == [0, 1]
    assert json_of(*asked, 0.5, "--simulate", 200)["simulated"]["mean"] == pytest.approx(found["mean"], rel=0.02)
    assert "choice of values" in run(*asked, 0.5)


def test_overbooking_and_staff_answer_in_json_and_as_a_table() -> None:
    costs = ("--cost-over", 3, "--cost-idle", 1)
    assert json_of("overbook", "--capacity", 100, "--show-probability", 0.85, *costs)["bookings"] == 114
    asked = ("staff", "--arrivals-per-hour", 20, "--minutes", 25, "--longest-wait", 10)
    fewest = json_of(*asked)
    assert fewest["within_target"] is True
    assert json_of(*asked, "--officers", fewest["officers"] - 1)["within_target"] is False
    assert str(fewest["officers"]) in run(*asked)


@pytest.mark.parametrize(
    "words",
    [
        ("appointments", "--pool", 10, "--capacity", 20, "--share-longest", 0.5),
        ("appointments", "--pool", 100.5, "--capacity", 20, "--share-longest", 0.5, "--simulate", 5),
        ("overbook", "--capacity", 10, "--show-probability", 1.5, "--cost-over", 1, "--cost-idle", 1),
        ("staff", "--arrivals-per-hour", 20, "--minutes", 0, "--longest-wait", 10),
        ("staff", "--arrivals-per-hour", 20, "--minutes", 25, "--longest-wait", 10, "--officers", 3),
    ],
)
def test_figures_that_cannot_be_are_refused(words: tuple[object, ...]) -> None:
    with pytest.raises(CommuniqueError):
        run(*words)


def test_a_rota_is_written_with_its_waits(tmp_path: Path) -> None:
    file = tmp_path / "centre.toml"
    file.write_text(
        'opens = 9\ncloses = 12\ncurrency = "MXN"\n'
        "[service]\nminutes = 20.0\nminutes_per_further_person = 0.0\nvariation = 0.0\n"
        "no_show = 0.0\nincomplete = 0.0\n"
        "returns_after = 1\npriority = 0.0\nfamily = [1.0]\n"
        "[shifts]\nlengths = [3]\np90_wait_minutes = 30.0\n"
        '[[visits]]\nhour = 9\nlanguage = "es"\nbooked = 6\n'
        '[[officers]]\nname = "spanish"\nlanguages = ["es"]\navailable = 4\ncost_per_hour = 100.0\n'
    )
    found = json_of("rota", file, "--days", 1, "--most-days", 1)
    assert (found["status"], found["cost"], found["hours_of_work"]) == ("optimal", 600, 2)
    assert found["rota"] == [{"id": "officers|spanish|9|3", "number": 2, "cost": 600, "hours": 6}]
    assert found["waits"]["p90_minutes"] == {"es": 0}
    assert found["waits"]["within_target"] is found["tried_again"]["within_target"] is True
    assert found["staffings_too_thin"] == 1, "one officer would make the sixth visitor wait for 50 minutes"
    assert "optimal" in run("rota", file, "--days", 1, "--most-days", 1)


def test_a_line_that_is_no_json_is_answered_with_its_number_and_stops_no_other(tmp_path: Path) -> None:
    profiles, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    profiles.write_text('{"id": "a", "profile": {}}\n{"id": "b",\n{"id": true, "profile": {}}\n', encoding="utf-8")
    with pytest.raises(CommuniqueError, match=r"in\.jsonl row 2: is not JSON"):
        run("points", "fsw", "--profiles", profiles, "--out", out)
    answers = [json.loads(line) for line in out.read_text(encoding="ascii").splitlines()]
    assert answers[1]["error"].startswith("line 2: is not JSON")
    assert answers[2]["error"].startswith("line 3: column id: every line has an id, a text or a whole number")


def test_profiles_are_never_written_over_and_what_is_not_gzipped_is_named(tmp_path: Path) -> None:
    profiles = tmp_path / "in.jsonl"
    profiles.write_text("{}\n", encoding="utf-8")
    with pytest.raises(CommuniqueError, match="written over"):
        run("points", "fsw", "--profiles", profiles, "--out", profiles)
    assert profiles.read_text(encoding="utf-8") == "{}\n"
    zipped = profiles.rename(tmp_path / "in.jsonl.gz")
    with pytest.raises(CommuniqueError, match=r"in\.jsonl\.gz: ends in \.gz"):
        run("points", "fsw", "--profiles", zipped, "--out", profiles)
