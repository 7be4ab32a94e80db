"""Another summit is another folder; another field is another package, installed from outside the tree."""

from __future__ import annotations

import json
import shutil

import pytest
from tests_root import ROOT

from communique.commitment import SummitError, lint, load_summit

EXAMPLES = ROOT / "docs" / "how-to"
HOURS = "country,year,hours\nCAN,2020,1000\nCAN,2021,930\nMEX,2020,1400\nMEX,2021,1380\n"


@pytest.fixture
def with_tides(communique, tmp_path):
    """The example workstream as a package installer would lay it down: a package and its entry point."""
    site = tmp_path / "site"
    shutil.copytree(EXAMPLES / "example-workstream" / "tides", site / "tides")
    info = site / "communique_tides-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: communique-tides\nVersion: 0.1.0\n")
    (info / "entry_points.txt").write_text("[communique.workstreams]\ntides = tides\n")
    communique.path = [site]
    return communique


def by_party(edition, number):
    return {figure["party"]: figure for figure in edition["commitments"][number - 1]["indicators"]}


def test_the_example_summit_is_without_fault(communique):
    assert communique.json("lint", EXAMPLES / "example-summit")["faults"] == []


def test_a_small_summit_is_assessed_with_a_workstream_from_outside(with_tides, tmp_path):
    hours = tmp_path / "hours.csv"
    hours.write_text(HOURS)
    receipt = with_tides.json("contribute", "tides.hours", hours, "--party", "CAN")
    assert (receipt["accepted"], receipt["quarantined"]) == (4, 0)
    edition = with_tides.json("assess", EXAMPLES / "example-summit", "--out", tmp_path / "out", "--on", "2026-03-01")
    figures = by_party(edition, 1)
    assert figures["CAN"]["ratio_linear"] == pytest.approx(0.07 / 0.05)
    assert figures["ALL"]["latest"] == 930 + 1380
    assert edition["commitments"][0]["basis"] == "computed"
    assert {p["state"] for p in edition["commitments"][1]["parties"]} == {"late"}
    assert edition["tables"]["tides.hours"]["contributions"] == [receipt["contribution_id"]]
    assert (tmp_path / "out" / "es" / "index.html").is_file()


def test_what_is_marked_stricter_than_the_edition_stays_out_and_is_counted(with_tides, tmp_path):
    hours = tmp_path / "hours.csv"
    hours.write_text(HOURS)
    with_tides.json("contribute", "tides.hours", hours, "--party", "CAN", "--marking", "TLP:AMBER")

    def assessed(*marking):
        clocks = ("--on", "2026-03-01", *marking)
        return with_tides.json("assess", EXAMPLES / "example-summit", "--out", tmp_path / "out", *clocks)

    public, guarded = assessed(), assessed("--marking", "TLP:AMBER")
    assert (public["marking"], guarded["marking"]) == ("TLP:CLEAR", "TLP:AMBER")
    assert by_party(public, 1)["CAN"]["latest"] is None
    assert public["tables"]["tides.hours"]["withheld"] == 1
    assert by_party(guarded, 1)["CAN"]["latest"] == 930
    assert "withheld" not in guarded["tables"]["tides.hours"]
    assert '<strong class="marking">TLP:AMBER</strong>' in (tmp_path / "out" / "en" / "index.html").read_text(
        encoding="utf-8"
    )


def test_another_process_writes_the_same_bytes_and_prints_what_it_writes(communique, tmp_path, monkeypatch):
    written = []
    for seed in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        out, clocks = tmp_path / seed, ("--on", "2026-03-01", "--known-at", "2026-03-01")
        done = communique.run("assess", EXAMPLES / "example-summit", "--out", out, *clocks, "--json")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == json.loads((out / "edition.json").read_text(encoding="utf-8"))
        written.append({p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()})
    one, other = written
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_its_commands_stand_beside_the_frame_s_own(with_tides):
    assert with_tides.run("tides", "share", 1, 4).stdout.strip() == "0.25"
    assert "For how many hours do engines run" in with_tides.run("--help").stdout.replace("\n", " ") or "Tides" in (
        with_tides.run("--help").stdout
    )


def test_without_the_workstream_the_figure_is_unknown_and_says_so(communique, tmp_path):
    edition = communique.json("assess", EXAMPLES / "example-summit", "--out", tmp_path / "out")
    figure = by_party(edition, 1)["CAN"]
    assert figure["latest"] is None
    assert "no installed workstream measures this figure" in figure["unknown_reason"]
    assert edition["commitments"][0]["status"] == "unknown"


def test_a_workstream_whose_package_is_missing_stops_the_job_unless_allowed(with_tides, tmp_path):
    model = with_tides.path[0] / "tides" / "model.py"
    model.write_text("import a_package_that_is_not_there\n")
    words = ("assess", EXAMPLES / "example-summit", "--out", tmp_path / "out")
    stopped = with_tides.run(*words)
    assert stopped.returncode == 1
    assert "a_package_that_is_not_there" in stopped.stderr
    assert "pip install 'communique[tides]'" in stopped.stderr
    edition = with_tides.json(*words, "--allow-missing")
    assert "a_package_that_is_not_there" in edition["left_out"][0]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("commitments/02-harbour-forum.toml", "number = 2", "number = 3", "must be the number in two digits"),
        ("commitments/02-harbour-forum.toml", 'section = "sea"', 'section = "air"', "no section of summit.toml"),
        ("commitments/02-harbour-forum.toml", 'kind = "convene"', 'kind = "meet"', "Input should be"),
        ("commitments/02-harbour-forum.toml", "number = 2", "number = ", "not readable as TOML"),
        ("commitments/02-harbour-forum.toml", ', fr = "Forum des ports"', "", "is not said in fr"),
        (
            "commitments/02-harbour-forum.toml",
            'kind = "convene"',
            'kind = "convene"\ncolour = 1',
            "no key that is known",
        ),
        ("commitments/01-quiet-harbours.toml", "factor = 0.5", "", "either a factor"),
        ("commitments/01-quiet-harbours.toml", 'direction = "down"', "", "whether down or up"),
        ("commitments/01-quiet-harbours.toml", '["CAN", "MEX"]', '["CAN", "MX"]', "write MEX"),
        ("evidence.csv", "day,delivered,direct", "day,delivered,directly", "is none of direct"),
        ("evidence.csv", "2026-02-03,,day", "2026-02,,day", "not as precise as day"),
        ("evidence.csv", "02-harbour-forum", "03-other", "is not in this summit"),
    ],
)
def test_lint_explains_each_fault(tmp_path, file, old, new, says):
    folder = changed(tmp_path, file, old, new)
    faults = [fault for fault in lint(folder) if not fault.note]
    assert any(says in fault.message and fault.file == file for fault in faults), faults
    with pytest.raises(SummitError):
        load_summit(folder)


def changed(tmp_path, file, old, new):
    folder = tmp_path / "summit"
    shutil.copytree(EXAMPLES / "example-summit", folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_a_faulty_folder_is_refused_with_exit_code_one_and_no_traceback(communique, tmp_path):
    folder = changed(tmp_path, "summit.toml", 'parties = ["CAN", "MEX"]', 'parties = ["CAN"]')
    done = communique.here("lint", folder)
    assert done.returncode == 1
    assert "commitments/01-quiet-harbours.toml, parties: MEX is no party of the summit" in done.stdout
    refused = communique.here("assess", folder, "--out", tmp_path / "out")
    assert refused.returncode == 1
    assert "and 3 more" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_folder_that_is_no_summit_is_said_to_be_none(communique, tmp_path):
    done = communique.here("assess", tmp_path)
    assert done.returncode == 1
    assert "nals2023" in done.stderr
