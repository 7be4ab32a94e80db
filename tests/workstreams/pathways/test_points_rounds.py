"""Are unpublished rounds unknown and never nobody, and are bands that lie in one another never added twice?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.workstreams.pathways.cli import app
from communique.workstreams.pathways.points.rounds import RoundsError, read_rounds

HEAD = "round,date,program,cutoff_crs," + ",".join(f"dd{k}" for k in range(1, 19))
#: dd3 is the sum of dd4 to dd8, dd9 of dd10 to dd14, dd18 of dd1, 2, 3, 9, 15, 16 and 17.
GOOD = "300,2026-01-07,General,510,10,20,15,1,2,3,4,5,35,5,6,7,8,9,30,40,50,200"


def table(folder: Path, *rows: str) -> Path:
    file = folder / "rounds.csv"
    file.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return file


def test_nested_bands_are_added_once(tmp_path: Path) -> None:
    (found,) = read_rounds(table(tmp_path, GOOD))
    assert found.total == 200
    assert found.at_least(0) == (200, 200)
    assert found.at_least(501) == (30, 30)
    assert found.at_least(495) == (30, 31), "within a band nobody knows"
    assert found.at_least(1200) == (0, 10)


def test_all_zeros_are_not_published_and_not_nobody(tmp_path: Path) -> None:
    (found,) = read_rounds(table(tmp_path, "1,2015-01-31,General,886," + ",".join(["0"] * 18)))
    assert found.pool is None
    assert found.why == "not published"
    assert found.at_least(0) is None
    assert found.cutoff == 886


def test_bands_that_contradict_their_total_are_unknown_with_the_reason(tmp_path: Path) -> None:
    (found,) = read_rounds(table(tmp_path, GOOD.replace(",15,1,", ",16,1,")))
    assert found.pool is None
    assert found.why == "dd3 is 16, and the bands within it add up to 15"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (GOOD.replace(",10,20,", ",-1,20,"), "row 2, column dd1.*'-1' is not a count"),
        (GOOD.replace("2026-01-07", "7 January"), "row 2, column date.*not a date"),
        (GOOD.replace(",510,", ",many,"), "column cutoff_crs"),
    ],
)
def test_a_cell_that_cannot_be_is_named(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(RoundsError, match=f"(?s){said}"):
        read_rounds(table(tmp_path, row))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    file = table(tmp_path)
    file.write_text("round,date\n", encoding="utf-8")
    with pytest.raises(RoundsError, match="lacks cutoff_crs, dd1"):
        read_rounds(file)


def test_the_recorded_rounds_are_read_and_half_of_them_are_not_published(shared: Path) -> None:
    found = read_rounds(shared / "data/pathways/ee_rounds_2015_2026.csv")
    assert len(found) == 435
    assert sum(each.why == "not published" for each in found) == 218
    assert sum(bool(each.why) for each in found) == 219, "one published row contradicts itself"
    assert found[0].total == 229_100


def test_the_command_says_how_many_have_a_score(tmp_path: Path) -> None:
    file = str(table(tmp_path, GOOD, "1,2015-01-31,General,886," + ",".join(["0"] * 18)))
    done = CliRunner().invoke(app, ["pool", file, "--score", "495", "--json"])
    first, second = json.loads(done.stdout)["rounds"]
    assert (first["at_least"], first["at_most"], first["pool"]) == (30, 31, 200)
    assert (second["at_least"], second["unknown"]) == (None, "not published")
    assert "not published" in CliRunner().invoke(app, ["pool", file, "--score", "495"]).stdout
