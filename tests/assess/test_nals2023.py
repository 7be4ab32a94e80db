"""The main job on the shipped summit, from the command line, as a stranger would run it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import Communique, a_home

from communique.assess import as_data, as_json, assess
from communique.assess.comparing import compare
from communique.commitment import STATES, load_summit
from communique.store import Derived, Store

INVENTORY = (
    "country,vintage,submission_year,guidelines,category,gas,year,region,value,unit,gwp,coverage,"
    "original_category,source\n"
)


TODAY = dt.date(2026, 11, 24)


def assessed(home, derived, *numbers, on=TODAY, known_at=None):
    """The edition's data without its pages, from the store below a home; of promises by number, or of all."""
    summit = load_summit("nals2023")
    if numbers:
        chosen = tuple(summit.communique.commitment(number) for number in numbers)
        summit = replace(summit, communique=summit.communique.model_copy(update={"commitments": chosen}))
    known_at = known_at or dt.datetime.now(dt.UTC).date()
    return as_data(assess(summit, Store(home / "store"), on=on, known_at=known_at, derived=Derived(derived)))


def by_number(edition, number):
    return next(found for found in edition["commitments"] if found["number"] == number)


def figure(edition, party, target="waste-ch4"):
    return next(f for f in by_number(edition, 6)["indicators"] if f["party"] == party and f["target_id"] == target)


@pytest.fixture(scope="module")
def found(shipped_edition):
    """The shipped edition as a machine reads it."""
    return json.loads(as_json(shipped_edition))


def test_the_json_has_the_promised_shape(found):
    assert {
        "summit", "on", "known_at", "seed", "versions", "lock", "tables", "facts", "inputs", "commitments",
    } <= set(found)  # fmt: skip
    assert [c["number"] for c in found["commitments"]] == list(range(1, 29))
    for commitment in found["commitments"]:
        assert commitment["basis"] in ("computed", "evidence", "both")
        assert commitment["status"] in STATES
        assert [p["party"] for p in commitment["parties"]] == ["CAN", "MEX", "USA"]
        assert all(p["reason"] and p["reason"] != p["reason_id"] for p in commitment["parties"])
        for indicator in commitment["indicators"]:
            assert {
                "id", "unit", "party", "baseline", "latest", "low", "high", "target", "ratio", "scheme", "band",
                "probability", "unknown_reason",
            } <= set(indicator)  # fmt: skip
            assert indicator["ratio"] is not None or indicator["unknown_reason"]


def test_states_of_the_register(found):
    status = {c["number"]: c["status"] for c in found["commitments"]}
    assert {n for n, s in status.items() if s == "delivered"} == {1, 4, 18, 19, 23, 26}
    assert status[7] == "overdue_unknown"
    assert {status[n] for n in (2, 5, 8, 11, 12, 20, 21, 22)} == {"unknown"}
    assert status[27] == "mixed"
    assert {p["party"]: p["state"] for p in by_number(found, 27)["parties"]} == {
        "CAN": "partial",
        "MEX": "partial",
        "USA": "reversed",
    }


def test_waste_methane_is_computed_and_what_is_missing_is_said(found):
    canada = figure(found, "CAN")
    assert (canada["baseline_year"], canada["latest_year"], canada["vintage"]) == (2020, 2021, "NIR 2023")
    assert canada["target"] == pytest.approx(0.85 * canada["baseline"])
    assert 0 <= canada["probability"] <= 1
    for party, last in (("USA", 2019), ("MEX", 2013)):
        unknown = figure(found, party)
        assert (unknown["baseline"], unknown["ratio"], unknown["latest_year"]) == (None, None, last)
        assert any("No figure for 2020" in caveat for caveat in unknown["caveats"])
    assert figure(found, "MEX")["probability"] is None
    assert any("forecast" in flag for flag in figure(found, "USA")["flags"])
    assert figure(found, "ALL")["ratio"] is None
    pledge = figure(found, "ALL", "methane-pledge")
    assert pledge["collective"]
    assert pledge["ratio"] is None


def test_compliance_comes_with_coverage_and_interval(found):
    assert [w["end"] for w in found["compliance"]] == ["2024-01-10", "2025-01-10", "2026-01-10"]
    for window in found["compliance"]:
        assert window["low"] <= window["mean"] <= window["high"]
        assert 0 < window["coverage"] < 1
    trafficking = by_number(found, 18)["compliance"][0]
    assert trafficking["scores"] == {"CAN": 1, "MEX": 1, "USA": 1}


@pytest.mark.slow
def test_the_same_manifest_gives_the_same_bytes(found, derived, tmp_path):
    written = []
    for name in ("first", "again"):
        home = Communique(a_home(tmp_path / name, derived))
        clocks = ("--on", TODAY, "--known-at", TODAY)
        done = home.run("assess", "nals2023", "--out", tmp_path / name / "out", *clocks, "--json")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == found
        files = [p for p in (tmp_path / name / "out").rglob("*") if p.is_file()]
        written.append({p.relative_to(tmp_path / name): p.read_bytes() for p in files})
    first, again = written
    assert first.keys() == again.keys()
    assert [name for name in first if first[name] != again[name]] == []
    assert json.loads(first[Path("out/edition.json")]) == found


def test_the_world_of_another_day(tmp_path, derived):
    found = assessed(tmp_path, derived, 4, 23, 27, on=dt.date(2024, 6, 30))
    assert {by_number(found, n)["status"] for n in (4, 23)} == {"unknown"}
    assert by_number(found, 27)["status"] == "partial"
    assert [w["end"] for w in found["compliance"]] == ["2024-01-10"]


def test_what_was_not_recorded_is_not_known(tmp_path, derived):
    found = assessed(tmp_path, derived, known_at=dt.date(2026, 11, 1))
    assert {c["evidence_count"] for c in found["commitments"]} == {0}


def test_an_uploaded_inventory_gives_the_baseline_and_compare_says_why(communique, derived, tmp_path):
    before = assessed(communique.home, derived, 6)
    rows = [
        f"USA,NIR 2024,2024,IPCC 2006,5.{code},CH4,{year},national,{level - (year % 3) * (year - 2009)},kt CH4,,,,own"
        for code, level in zip("ABCD", (4400, 190, 125, 820), strict=True)
        for year in range(2010, 2023)
    ]
    file = tmp_path / "usa.csv"
    file.write_text(INVENTORY + "\n".join(rows) + "\n", encoding="utf-8")
    receipt = communique.json("contribute", "methane.inventory", file, "--party", "USA", "--vintage", "NIR 2024")
    assert (receipt["accepted"], receipt["quarantined"]) == (52, 0)
    found = assessed(communique.home, derived, 6)
    usa = figure(found, "USA")
    assert (usa["baseline_year"], usa["latest_year"]) == (2020, 2022)
    assert usa["probability"] is not None
    assert found["tables"]["methane.inventory"]["contributions"] == [receipt["contribution_id"]]
    changes = compare(before, found)
    assert {c.cause for c in changes if " USA " in c.where} == {"new-year"}
    assert "unexplained" not in {c.cause for c in changes}


EVIDENCE = (
    "evidence_id,commitment,date,date_end,precision,kind,role,scope,parties,event_en,event_es,event_fr,confidence,"
    "source_class,source,conflict_group,supersedes,rejected_because,note_en,note_es,note_fr,event_key,place,office_holders"
)


def evidence(id, **cells):
    row = {
        "evidence_id": id, "commitment": "11-hydrogen-market", "date": "2025-06-01", "precision": "day",
        "kind": "activity", "role": "direct", "scope": "trilateral", "parties": "CAN;MEX;USA", "event_en": "A meeting",
        "event_es": "Una reunión", "event_fr": "Une réunion", "confidence": "medium", "source_class": "official",
        "source": "https://example.org/a", **cells,
    }  # fmt: skip
    return ",".join(f'"{row.get(column, "")}"' for column in EVIDENCE.split(","))


def test_contributed_evidence_is_screened_by_rule_and_counts_when_it_is_good(communique, derived, tmp_path):
    file = tmp_path / "evidence.csv"
    file.write_text(
        "\n".join(
            [
                EVIDENCE,
                evidence("11-02"),
                evidence("11-03", date="2025-06", precision="day"),
                evidence("19-08", commitment="19-drug-dialogue", event_key="drug-dialogue-7", date="2024-01-05",
                         source_class="press"),
                evidence("11-04", kind="delivered", source_class="secondary"),
                evidence("11-05", date="2023-02-01", office_holders="USA:president:Donald Trump"),
                evidence("11-06", commitment="99-nothing"),
            ]
        ),
        encoding="utf-8",
    )  # fmt: skip
    receipt = communique.json("contribute", "register.evidence", file, "--party", "CAN")
    assert (receipt["accepted"], receipt["quarantined"]) == (1, 5)
    assert {(line["row"], line["rule"]) for line in receipt["quarantine"]} == {
        (3, "evidence-readable"),
        (4, "evidence-contradicts-official"),
        (5, "evidence-weak-single-source"),
        (6, "evidence-not-in-office"),
        (7, "rule-allowed"),
    }
    today = dt.datetime.now(dt.UTC).date()
    assert by_number(assessed(communique.home, derived, 11, on=today), 11)["status"] == "activity"
    communique.here("withdraw", receipt["contribution_id"], "--reason", "another meeting")
    assert by_number(assessed(communique.home, derived, 11, on=today), 11)["status"] == "unknown"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("assess", "nals2023", "--on", "tomorrow"), "--on"),
        (("assess", "nals1999"), "nals2023"),
        (("contribute", "methane.inventory", "nothing.csv", "--party", "MEX"), "nothing.csv"),
        (("contribute", "methane.inventory", "nothing.csv", "--party", "MX"), "write MEX"),
        (("contribute", "no.table", "nothing.csv", "--party", "MEX"), "methane.inventory"),
        (("withdraw", "nothing", "--reason", "x"), "nothing"),
        (("compare", "a", "b"), "no edition here"),
        (("progress", "nothing.csv", "--target", "1", "--target-year", "2030"), "nothing.csv"),
    ],
)
def test_a_fault_is_one_clear_paragraph_and_never_a_traceback(communique, words, says):
    done = communique.here(*words)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    machine = communique.here(*words, "--json")
    assert says in json.loads(machine.stderr)["error"] or says in str(json.loads(machine.stderr))


def test_a_full_disk_is_said_and_nothing_is_lost(communique, tmp_path):
    file = tmp_path / "out"
    file.write_text("not a folder")
    done = communique.here("assess", "nals2023", "--out", file)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert file.read_text() == "not a folder"


def test_help_is_there_for_every_command(communique):
    for command in (
        "assess",
        "compare",
        "lint",
        "contribute",
        "tables",
        "template",
        "history",
        "quarantine",
        "withdraw",
    ):
        assert communique.here(command, "--help").returncode == 0


def test_a_template_comes_back_empty_and_with_units(communique, tmp_path):
    out = tmp_path / "inventory.xlsx"
    assert communique.here("template", "methane.inventory", "--out", out).returncode == 0
    refused = communique.here("contribute", "methane.inventory", out, "--party", "MEX")
    assert refused.returncode == 1
    assert "no rows" in refused.stderr or "empty" in refused.stderr
