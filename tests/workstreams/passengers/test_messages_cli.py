"""Does the command line give what it promises: JSON, codes of exit, a stream in little memory?"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys

import pytest
import typer
from messages import message, record
from typer.testing import CliRunner

from communique.workstreams.passengers import cli_messages
from communique.workstreams.passengers.generator import Form, interchange, trips

app = typer.Typer()
cli_messages.add_to(app)

ANA = "TIF+SOTO+ANAMRS:A:1"


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def as_json(*words):
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture
def sample(tmp_path):
    file = tmp_path / "push.edi"
    assert run("generate", "--pnrs", 5, "--seed", 1, "--out", file).exit_code == 0
    return file


ISSUE = {
    "pnrs": ["locator", "created", "passengers", "flights", "cards", "bags_by_leg", "weight_kg_by_leg", "agency"],
    "flights": ["carrier", "number", "from", "to", "departure", "codeshares"],
    "diagnostics": ["code", "severity", "segment", "offset"],
}


def begins(found, name) -> bool:
    """Whether an object begins with the names that were asked for, in their order."""
    return list(found)[: len(ISSUE[name])] == ISSUE[name]


def test_parse_gives_messages_records_and_diagnostics_under_the_names_that_were_asked_for(sample, tmp_path):
    found = as_json("parse", sample)
    assert set(found) == {"messages", "pnrs", "diagnostics"}
    assert len(found["pnrs"]) == 5
    assert all(begins(pnr, "pnrs") for pnr in found["pnrs"])
    flights = [flight for pnr in found["pnrs"] for flight in pnr["flights"]]
    assert flights
    assert all(begins(flight, "flights") for flight in flights)
    assert all(len(pnr["flights"]) == len(pnr["bags_by_leg"]) == len(pnr["weight_kg_by_leg"]) for pnr in found["pnrs"])
    assert [(m["pnrs"], m["pnrs_declared"], m["complete"], m["push_complete"]) for m in found["messages"]] == [
        (5, 5, True, True)
    ]
    assert found["diagnostics"] == []
    faulty = tmp_path / "faulty.edi"
    faulty.write_bytes(sample.read_bytes() + b"junk")
    assert all(begins(fault, "diagnostics") for fault in as_json("parse", faulty)["diagnostics"])


def test_a_message_with_faults_ends_with_code_0_and_tells_each_without_its_content(tmp_path):
    file = tmp_path / "faulty.edi"
    file.write_bytes(message(record(ANA, "XYZ+SECRET"), declared=4) + b"junk SECRET")
    found = as_json("parse", file)
    assert [d["code"] for d in found["diagnostics"]] == ["UNEXPECTED_SEGMENT", "RECORD_COUNT", "JUNK"]
    assert all({"code", "severity", "segment", "offset"} <= set(d) for d in found["diagnostics"])
    assert "SECRET" not in json.dumps(found["diagnostics"])


@pytest.mark.parametrize(
    "content", [b"", b"no message here", b"UNB+IATA:1+XX'", b"\xff\xfe\x00", gzip.compress(message(record(ANA)))]
)
def test_a_file_of_which_nothing_could_be_read_ends_with_code_2(tmp_path, content):
    file = tmp_path / "nothing.edi"
    file.write_bytes(content)
    done = run("parse", file, "--json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["pnrs"] == []
    assert run("parse", file).exit_code == 2
    for refused in (tmp_path / "absent.edi", tmp_path):
        done = run("parse", refused)
        assert (done.exit_code, "Traceback" in done.output) == (2, False)


def test_a_message_that_lost_unb_ends_with_code_0(tmp_path):
    file = tmp_path / "headless.edi"
    file.write_bytes(message(record(ANA)).partition(b"'")[2])
    found = as_json("parse", file)
    assert ([pnr["locator"] for pnr in found["pnrs"]], [d["code"] for d in found["diagnostics"]]) == (
        ["ABC123"], ["UNB_MISSING"],
    )  # fmt: skip


def test_parts_of_a_push_in_two_files_are_one_and_half_of_it_is_said_to_be_half(tmp_path):
    whole = "".join(interchange(trips(4, 2, 2), Form(per_message=2, split=True, newline="")))
    middle = whole.index("UNH", whole.index("UNH") + 1)
    head, tail = whole[: whole.index("UNH")], "UNZ+1+1'"
    first, second = tmp_path / "1.edi", tmp_path / "2.edi"
    first.write_text(whole[:middle] + tail, "latin-1")
    second.write_text(head + whole[middle : whole.index("UNZ")] + tail, "latin-1")
    both = as_json("parse", first, second)
    assert ([m["push_complete"] for m in both["messages"]], both["diagnostics"]) == ([True, True], [])
    half = as_json("parse", second)
    assert [m["push_complete"] for m in half["messages"]] == [False]
    assert [d["code"] for d in half["diagnostics"]] == ["PUSH_INCOMPLETE"]
    assert len(half["pnrs"]) == 2


def test_pushes_are_whole_waiting_or_overdue_by_the_hold_that_was_agreed(tmp_path):
    whole = "".join(interchange(trips(4, 2, 2), Form(per_message=2, split=True, newline="")))
    middle = whole.index("UNH", whole.index("UNH") + 1)
    first = tmp_path / "1.edi"
    first.write_text(whole[:middle] + "UNZ+1+1'", "latin-1")
    os.utime(first, (0, 0))

    def states(*files, at):
        found = as_json("pushes", *files, "--at", at, "--hold", 2)
        return [(push["state"], push["parts"], push["since"]) for push in found]

    came = "1970-01-01T00:00:00+00:00"
    assert states(first, at="1970-01-01T02:00:00") == [("waiting", [1], came)]
    assert states(first, at="1970-01-01T02:00:01") == [("overdue", [1], came)]
    both = tmp_path / "both.edi"
    both.write_text(whole, "latin-1")
    assert [state for state, *_ in states(both, at="2100-01-01T00:00:00")] == ["whole"]
    assert run("pushes", first).exit_code == 0
    empty = tmp_path / "empty.edi"
    empty.write_bytes(b"")
    assert run("pushes", empty).exit_code == 2


def test_elements_are_counted_without_a_value(tmp_path):
    file = tmp_path / "push.edi"
    file.write_bytes(message(record(ANA), record("DAT+700:010126:0900", locator="DEF456")))
    found = as_json("elements", file)
    assert [row["element"] for row in found] == list(range(1, 20))
    assert {row["element"]: (row["records"], row["values"]) for row in found if row["values"]} == {
        1: (2, 4),
        2: (2, 7),
        4: (1, 2),
        6: (1, 2),
    }
    table = run("elements", file)
    assert (table.exit_code, "SOTO" in table.stdout) == (0, False)
    file.write_bytes(b"no message here")
    assert run("elements", file).exit_code == 2


def test_the_table_names_nobody(tmp_path):
    file = tmp_path / "push.edi"
    file.write_bytes(message(record(ANA)))
    done = run("parse", file)
    assert "ABC123" in done.stdout
    assert "SOTO" not in done.stdout


def test_tokens_are_lists_and_only_terminated_ones(tmp_path):
    file = tmp_path / "push.edi"
    file.write_bytes(message(record("LTS+a?+b:c")).removesuffix(b"'"))
    found = as_json("tokens", file)
    assert found[0][:2] == ["UNB", ["IATA", "1"]]
    assert ["LTS", ["a+b", "c"]] in found
    assert found[-1][0] == "UNT"
    assert "UNTERMINATED" in run("tokens", file).stderr


def test_repair_is_an_option_and_off(tmp_path):
    file = tmp_path / "push.edi"
    file.write_bytes(message(record("TVL+050126:1200:050126:1400+YYZ+MEX+XX+10", "RPI+1+HKIFT+4:19+TEXT")))
    assert [d["code"] for d in as_json("parse", file)["diagnostics"]] == ["GLUED_SEGMENT"]
    assert "GLUED_REPAIRED" in [d["code"] for d in as_json("parse", file, "--repair")["diagnostics"]]


def test_generate_writes_the_same_bytes_to_the_screen_and_to_a_file(sample):
    assert run("generate", "--pnrs", 5, "--seed", 1).stdout_bytes == sample.read_bytes()


@pytest.mark.parametrize(
    "options", [["--version", "15.1"], ["--una", ";|.^ ~"], ["--groups"], ["--split", "--per-message", 2]]
)
def test_every_form_is_read_without_a_diagnostic(tmp_path, options):
    file = tmp_path / "push.edi"
    run("generate", "--pnrs", 5, "--out", file, *options)
    found = as_json("parse", file)
    assert (len(found["pnrs"]), found["diagnostics"]) == (5, [])


MEGABYTE = 1 << 20


@pytest.mark.slow
def test_fifty_megabytes_in_one_message_take_no_more_than_150(tmp_path):
    file = tmp_path / "large.edi"
    form = Form(per_message=100)
    one = "".join(interchange(trips(100, 1), form)).encode("latin-1")
    start, end = one.index(b"SRC'"), one.index(b"UNT+")
    with file.open("wb") as stream:
        stream.write(one[:start])
        while stream.tell() < 50 * MEGABYTE:
            stream.write(one[start:end])
        stream.write(one[end:])
    script = (
        "import sys, typer; from communique.workstreams.passengers import cli_messages; "
        "app = typer.Typer(); cli_messages.add_to(app); app(standalone_mode=False); "
        "[print(line.split()[1], file=sys.stderr) for line in open('/proc/self/status') if line.startswith('VmHWM')]"
    )
    with (tmp_path / "out.json").open("wb") as out:
        command = [sys.executable, "-c", script, "parse", str(file), "--json"]
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, check=True)
    # of the process itself: what the system counts of a child begins with its parent's memory
    peak_kb = int(done.stderr.split()[-1])
    assert peak_kb * 1024 <= 150 * MEGABYTE
