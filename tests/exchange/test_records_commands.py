"""`communique exchange log|release|due|hold|shred|approve` and guarded contributions, as a person types them."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from records_house import STEWARD, SUPERVISOR
from typer import Typer
from typer.testing import CliRunner

from communique.exchange import cli_records
from communique.exchange.clocks import Hold
from communique.exchange.holding import place
from communique.exchange.ledger import Home
from communique.exchange.shredding import Plain, record_id, seal

pytest.importorskip("opendp", reason="communique[exchange] is not installed")

ONE, OTHER = "can.officer.17:data_steward:CBSA", "can.officer.3:supervisor:CBSA"
APP = Typer()
cli_records.add_to(APP)


class House:
    """The commands in a home of its own, run in this process: the lines of one government."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: object, stdin: str = "") -> Any:
        environment = {"COMMUNIQUE_HOME": str(self.folder), "COMMUNIQUE_OFFICER": ONE}
        return CliRunner().invoke(APP, [str(word) for word in words], input=stdin, env=environment)

    def json(self, *words: object, stdin: str = "") -> Any:
        done = self.run(*words, "--json", stdin=stdin)
        assert done.exit_code == 0, done.exception
        return json.loads(done.stdout)

    def fault(self, *words: object) -> str:
        done = self.run(*words)
        assert done.exit_code == 1
        return str(done.exception)


@pytest.fixture
def can(tmp_path: Path) -> House:
    return House(tmp_path / "can")


APPEND = ("log", "append", "--action", "record.read", "--decision", "permit", "--clause", "can.retention")


def test_a_receiver_is_a_body_that_is_listed_or_a_keyed_name(can: House) -> None:
    transfer = ("log", "append", "--action", "transfer")
    for body in ("MEX", "INM", "partner"):
        assert can.run(*transfer, "--recipient", body).exit_code == 0
    for word in ("Garcia", "garcia", "GARCIA"):
        assert "may be a person's name" in can.fault(*transfer, "--recipient", word)
    (can.folder / "bodies.csv").write_text("code,name\nGARCIA,García county health office\n", encoding="utf-8")
    assert can.run(*transfer, "--recipient", "GARCIA").exit_code == 0
    name = can.json("log", "name", "--kind", "agency", stdin="X-1\n")["name"]
    assert can.run(*transfer, "--recipient", name).exit_code == 0
    assert "pseudonym" in can.fault(*transfer, "--recipient", "hmac:Garcia")
    about = can.json("log", "about", "--kind", "agency", stdin="X-1\n")["entries"]
    assert [(entry["position"], entry["recipient"]) for entry in about] == [(4, name)]
    assert can.json("log", "verify")["entries"] == 5


@pytest.mark.parametrize(
    ("words", "column"),
    [
        (("--action", "Garcia"), "--action"),
        (("--action", "read", "--clause", "Garcia"), "--clause"),
        (("--action", "read", "--purpose", "GARCIA"), "--purpose"),
        (("--action", "read", "--purpose", "Maria-Garcia"), "--purpose"),
        (("--action", "read", "--detail", "owner=Garcia"), "--detail"),
        (("--action", "read", "--detail", "approver=Garcia"), "--detail"),
        (("--action", "read", "--detail", "operator=other.1"), "--detail"),
    ],
)
def test_no_other_door_of_the_command_takes_a_name(can: House, words: tuple[str, ...], column: str) -> None:
    assert column in can.fault("log", "append", *words)
    assert can.json("log", "verify")["entries"] == 0


def test_an_entry_is_appended_proved_and_verified_from_the_command_line(can: House, tmp_path: Path) -> None:
    for number in range(3):
        done = can.json(*APPEND, "--kind", "passport", "--purpose", "tax", stdin=f"AB12345{number}\n")
        assert done["index"] == number
        assert done["head"]["size"] == number + 1
    key, log, proof = tmp_path / "can.pem", tmp_path / "log.jsonl", tmp_path / "proof.json"
    assert can.run("log", "key", key).exit_code == 0
    proof.write_text(can.run("log", "prove", 1).stdout)
    assert can.json("log", "verify", proof, "--key", key)["size"] == 3
    assert can.json("log", "verify")["entries"] == 3
    can.json("log", "export", log)
    found = can.json("log", "verify", log, "--key", key)
    assert (found["verified"], found["entries"], found["heads"]) == (True, 3, 3)
    assert "AB12345" not in log.read_text()
    assert [e["position"] for e in can.json("log", "about", "--kind", "passport", stdin="AB123451\n")["entries"]] == [1]
    log.write_bytes(log.read_bytes().replace(b'"tax"', b'"war"', 1))
    assert "entry 0 of the log was changed" in can.fault("log", "verify", log, "--key", key)
    assert "row 2" in can.fault("log", "verify", log, "--key", key)


def test_governments_witness_one_another_with_files(can: House, tmp_path: Path) -> None:
    mex, key, witness = House(tmp_path / "mex"), tmp_path / "can.pem", tmp_path / "mex.pem"
    can.json(*APPEND)
    can.run("log", "key", key)
    mex.run("log", "key", "--witness", witness)
    assert mex.json("log", "seen", "--key", key) == {"size": 0}
    head = tmp_path / "head.json"
    head.write_text(json.dumps(can.json("log", "head")))
    first = mex.json("log", "countersign", head, "--key", key)
    can.json(*APPEND)
    proof, statement = tmp_path / "proof.json", tmp_path / "statement.json"
    proof.write_text(can.run("log", "prove", "--from", first["size"]).stdout)
    statement.write_text(json.dumps(mex.json("log", "countersign", proof, "--key", key)))
    can.json("log", "statement", statement, "--key", witness)
    can.json("log", "export", tmp_path / "log.jsonl")
    found = can.json("log", "verify", tmp_path / "log.jsonl", "--key", key, "--witness", witness)
    assert (found["statements"], found["unchecked"]) == (1, 0)
    assert mex.json("log", "seen", "--key", key)["size"] == 2


def test_what_is_no_code_is_refused_and_so_is_an_officer_s_name(can: House) -> None:
    assert "has this code" in can.fault(*APPEND, "--recipient", "AB123456")
    assert "CODE:ROLE:ORGANISATION" in can.fault(*APPEND, "--as", "Ana")
    assert "name the number" in can.fault("log", "prove")
    assert "--key" in can.fault("log", "verify", "nothing.jsonl")
    assert can.json("log", "verify")["entries"] == 0


CASES = "case,region,route\n" + "".join(
    f"c{n},{'north' if n < 40 else 'south'},{'air' if n % 3 else 'sea'}\n" for n in range(60)
)
NOISY = ("--dataset", "asylum.cases", "--marking", "TLP:GREEN", "--by", "region=north,south", "--case", "case")


def test_counts_are_released_until_the_budget_is_spent(can: House, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(CASES)
    can.json("release", "open", "asylum.cases", "--epsilon", "1")
    done = can.json("release", "count", file, *NOISY, "--epsilon", "0.6", "--sensitivity", 1)
    assert [row["region"] for row in done["rows"]] == ["north", "south"]
    assert done["remaining"] == "0.4"
    assert done["report"]["within_95"] == 5
    assert "only 0.4 is left" in can.fault("release", "count", file, *NOISY, "--epsilon", "0.5", "--sensitivity", 1)
    assert "must be declared" in can.fault("release", "count", file, *NOISY, "--epsilon", "0.1")
    assert "column epsilon" in can.fault("release", "count", file, *NOISY, "--epsilon", "nan", "--sensitivity", 1)
    shown = can.json("release", "budget", "asylum.cases")
    assert (shown["spent"], len(shown["spendings"])) == ("0.6", 1)


def test_an_exact_table_hides_small_cells_and_refuses_a_lower_marking(can: House, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(CASES)
    words = ("release", "table", file, *NOISY, "--by", "route=air,sea")
    done = can.json(*words)
    hidden = [row for row in done["rows"] if row["count"] is None]
    assert {"region": "south", "route": "sea", "count": None} in hidden
    assert done["report"]["narrowest_interval"] >= 11
    assert "originator" in can.fault(*words, "--to", "TLP:CLEAR")
    assert "publish or suppress" in can.fault(*words, "--zeros", "maybe")
    assert "with noise" in can.fault(*words, "--epsilon", "0.1", "--sensitivity", 1)
    assert "NAME=VALUE" in can.fault("release", "table", file, *NOISY[:4], "--by", "region")


def test_what_is_due_is_listed_with_the_text_of_the_law_and_holds_to_review(can: House, tmp_path: Path) -> None:
    (tmp_path / "clocks.toml").write_text(
        '[[clock]]\nid = "CAN.mask"\norigin = "departure"\nperiod = "P6M"\naction = "mask"\ntext = "six months"\n'
        '[[clock]]\nid = "CAN.delete"\norigin = "departure"\nperiod = "P3Y6M"\naction = "delete"\n'
    )
    (tmp_path / "records.csv").write_text("record,departure\nr1,2025-08-31\nr2,2020-01-01\nr3,2027-01-01\nr4,\n")
    can.json("hold", "place", "r2", "--authority", "Federal Court", "--start", "2023-01-01", "--review", "2026-01-01")
    words = ("due", tmp_path / "records.csv", tmp_path / "clocks.toml", "--on", "2026-02-28")
    found = can.json(*words)
    said = {(item["record"], item["action"]): item for item in found["items"]}
    assert said["r1", "mask"] == {
        "record": "r1", "clock": "CAN.mask", "action": "mask", "origin": "departure", "since": "2025-08-31",
        "period": "P6M", "text": "six months", "citation": "", "rule": "clamped", "on": "2026-02-28", "state": "due",
        "reason": "",
    }  # fmt: skip
    assert said["r2", "mask"]["state"] == "overdue"
    assert (said["r2", "delete"]["state"], said["r2", "delete"]["reason"]) == ("held", "Federal Court")
    assert said["r4", "mask"]["state"] == "unknown"
    assert found["rejected"] == [{"record": "r3", "event": "departure", "day": "2027-01-01"}]
    assert [hold["record"] for hold in found["holds_to_review"]] == ["r2"]
    (tmp_path / "other.toml").write_text((tmp_path / "clocks.toml").read_text().replace("P3Y6M", "P5Y"))
    (tmp_path / "records.csv").write_text("record,departure\nr1,2024-02-29\n")
    changes = can.json(*words, "--what-if", tmp_path / "other.toml")["changes"]
    assert [(c["now"], c["other"], c["days"]) for c in changes] == [("2027-08-29", "2029-02-28", 549)]
    assert "is not a date" in can.fault(*words[:3], "--on", "today")


def test_a_key_is_destroyed_with_four_eyes_and_not_while_a_hold_stands(can: House) -> None:
    today = datetime.now(UTC).date()
    home = Home(can.folder, lambda: datetime.now(UTC) - timedelta(days=40))
    due = today - timedelta(days=3)
    (sealed,) = seal(home, [Plain(record=record_id(), country="CAN", expires=due, fields={"a": 1})])
    (state,) = can.json("shred", "keys")["keys"]
    assert (state["kek"], state["records"], state["first_due"]) == (f"CAN.{due:%Y-%m}.record", 1, due.isoformat())
    kek = state["kek"]
    asked = can.json("approve", "request", "destroy_key", kek, "--reason", "due")["id"]
    assert "another officer" in can.fault("approve", "grant", asked)
    assert can.json("approve", "grant", asked, "--as", OTHER)["approved_by"] == SUPERVISOR.code
    held = place(home, Hold(sealed.record, "court", today - timedelta(days=30), today), STEWARD)
    assert "on legal hold" in can.fault("shred", "key", kek, "--approval", asked)
    assert can.json("hold", "release", held.id)["released"] == today.isoformat()
    can.json("shred", "copy", kek, "vault-ottawa")
    done = can.json("shred", "key", kek, "--approval", asked)
    assert (done["records"], done["complete"], done["remaining"]) == (1, False, "vault-ottawa")
    assert can.json("shred", "copy", kek, "vault-ottawa", "--destroyed")["copies"] == ""
    assert can.json("log", "verify")["entries"] > 4
    assert [hold["id"] for hold in can.json("hold", "list")["holds"]] == [held.id]


def test_tables_for_people_are_printed_too(can: House) -> None:
    can.json("hold", "place", "r2", "--authority", "court", "--review", "2999-01-01")
    assert "court" in can.run("hold", "list").stdout
    assert "entries: 1" in can.run("log", "verify").stdout


def test_a_party_reads_only_what_positions_permit_and_hands_over_no_more(communique: Any, tmp_path: Path) -> None:
    positions = Path(__file__).parents[2] / "src" / "communique" / "exchange" / "fixtures"
    rows = tmp_path / "evidence.csv"
    assert communique.run("template", "register.evidence", "--out", rows).returncode == 0
    header = rows.read_text().splitlines()[0].split(",")
    empty = communique.run("read", "register.evidence", "--party", "CAN", "--columns", header[0])
    assert empty.stdout.splitlines() == [header[0]]
    handed = communique.run(
        "contribute", "register.evidence", rows, "--party", "MEX", "--to", "USA", "--marking", "TLP:RED",
        "--positions", positions,
    )  # fmt: skip
    assert handed.returncode == 1
    assert "may not be handed over" in handed.stderr
    assert "marked TLP:RED: for MEX only" in handed.stderr
    assert os.path.exists(communique.home / "ledger.sqlite")
