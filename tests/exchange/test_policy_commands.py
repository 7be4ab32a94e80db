"""The commands say what the package finds, to people and to machines."""

from __future__ import annotations

import json

import pytest
import typer
from policy_cases import FIXTURES, clause, duty, edited
from typer.testing import CliRunner

from communique import hooks
from communique.errors import CommuniqueError
from communique.exchange import installed
from communique.exchange.cli_policy import add_to
from communique.exchange.request import PositionError

APP = typer.Typer()
add_to(APP)
HERE = ("--positions", str(FIXTURES), "--on", "2026-01-01")


def run(*words):
    found = CliRunner().invoke(APP, [*map(str, words)], env={"NO_COLOR": "1", "COLUMNS": "200"})
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    assert found.exit_code == 0, found.output
    return found.output


def data(*words):
    return json.loads(run(*words, "--json"))


def test_common_gives_permits_obligations_retention_conflicts_gaps_and_proofs():
    found = data("common", *HERE)
    assert found["status"] == "agreed"
    assert found["publishable"] is True
    assert found["permits"]["most_protective"] == found["permits"]["least_protective"]
    assert found["permits"]["join"]["values"]["purpose"] == ["terrorism", "serious_crime", "immigration", "tax"]
    assert found["permits"]["most_protective"]["largest_age"]["name"] == {"age_days": 2190}
    assert found["retention"]["sensitive"]["largest_age"]["most_protective"] == {"age_days": None}
    assert [found["retention"][name]["permitted"]["most_protective"] for name in ("name", "sensitive")] == [True, False]
    assert {each["name"] for each in found["retention"]["name"]["delete"]} == {"A.dormant", "B.dormant", "B.retention"}
    assert found["conflicts"] == []
    assert found["proofs"]["complete"] is True
    assert all(each["seconds"] >= 0 and each["formula"] for each in found["proofs"]["proofs"])
    assert {(d["party"], d["other"], d["example"]["found"]) for d in found["differences"]} >= {("B", "C", "no")}
    assert "2190" in run("common", *HERE)


def test_an_empty_common_position_is_not_shown_as_agreement(tmp_path):
    folder = edited(tmp_path / "p", b=lambda t: t + clause("x", "when = false"))
    found = data("common", "--positions", folder, "--on", "2026-01-01")
    assert (found["status"], found["publishable"]) == ("empty", False)
    assert [each[0]["name"] for each in found["relaxations"]] == ["B.x"]
    said = run("common", "--positions", folder, "--on", "2026-01-01", "--language", "fr")
    assert "ce n’est pas un accord" in said
    assert "never" in said


def test_check_exits_with_one_where_nothing_is_agreed_or_it_is_denied(tmp_path):
    def code(*words):
        return CliRunner().invoke(APP, [*map(str, words), "--json"]).exit_code

    empty = edited(tmp_path / "p", b=lambda t: t + clause("x", "when = false"))
    there = ("--positions", empty, "--on", "2026-01-01")
    assert (code("common", *HERE, "--check"), code("common", *there, "--check"), code("common", *there)) == (0, 1, 0)
    assert (code(*ASK, "--with", "case", "--check"), code(*ASK, "--check"), code(*ASK)) == (0, 1, 0)


def test_an_injected_permit_of_sensitive_data_is_shown_with_the_request_that_refutes_the_proof(tmp_path):
    bar = 'kind = "bar"\nwhen = { fact = "category", "==" = "sensitive" }'
    lets = 'when.if = { fact = "category", "==" = "sensitive" }\nwhen.then = { fact = "vital_interest" }'
    folder = edited(tmp_path / "p", b=lambda t: t.replace(bar, lets), c=lambda t: t.replace(bar, lets))
    found = data("common", "--positions", folder, "--on", "2026-01-01")
    assert (found["status"], found["publishable"]) == ("agreed", False)
    said = run("common", "--positions", folder, "--on", "2026-01-01")
    assert "Not to be published as an agreement: never sensitive is refuted" in said
    assert "vital interest" in said.partition("refuted by")[2]
    assert "Not to be published" not in run("common", *HERE)


def test_a_conflict_is_shown_with_its_sentence(tmp_path):
    must = duty("must", 'do = "disclose"\nwhen = { fact = "purpose", "==" = "tax" }', "sharing")
    folder = edited(tmp_path / "p", c=lambda t: t + must)
    found = data("common", "--positions", folder, "--on", "2026-01-01")["conflicts"]
    assert [c["said"]["en"] for c in found if c["other"] == "B"] == [
        "C requires, and B forbids, disclosing names for tax purposes."
    ]


def test_the_proof_log_is_a_file_of_its_own(tmp_path):
    run("common", *HERE, "--proof-log", tmp_path / "log.json")
    found = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))
    assert found["complete"] is True
    assert found["on"] == "2026-01-01"
    assert all("(assert" in each["formula"] for each in found["proofs"])


ASK = ("ask", *HERE, "--purpose", "terrorism", "--category", "name", "--age-days", "200")


def test_ask_decides_by_party_and_in_common_with_the_clause():
    found = data(*ASK, "--without", "case", "--without", "supervisor")
    assert found["permitted"] is False
    assert {party: each["permitted"] for party, each in found["parties"].items()} == {"A": False, "B": True, "C": True}
    reason = found["parties"]["A"]["reasons"][0]
    assert reason["code"] == "clause:masking"
    assert "183 days" in reason["said"]["en"]
    assert "Invented example" in reason["citation"]["en"]
    assert found["parties"]["B"]["under"][0]["name"] == "B.purpose"


def test_ask_takes_what_is_not_said_as_not_known():
    assert data(*ASK)["parties"]["A"]["reasons"][0]["code"] == "missing:case"
    assert "missing:case" in run(*ASK)


def test_ask_gives_duties_with_their_days():
    found = data(*ASK, "--with", "case")
    assert found["permitted"] is True
    days = {each["name"]: each["on"] for each in found["duties"]}
    assert days["B.retention"] == "2031-06-14"  # 2025-06-15 and 2,190 days
    assert "2031-06-14" in run(*ASK, "--with", "case")


def test_ask_denies_a_mistyped_value_as_silence_and_tells_the_values_there_are():
    words = ("ask", *HERE, "--purpose", "terorism", "--category", "name", "--json")
    found = CliRunner().invoke(APP, [*map(str, words)])
    assert found.exit_code == 0
    assert json.loads(found.stdout)["parties"]["A"]["reasons"][0]["code"] == "silence:purpose"
    assert "did you mean terrorism" in found.stderr
    assert "category" not in found.stderr


def test_ask_takes_the_day_of_an_event():
    found = data(
        "ask", *HERE, "--purpose", "tax", "--category", "payment", "--origin", "collection=2025-12-31", "--with", "case"
    )
    assert found["request"]["age_days"] == 1
    later = data("ask", *HERE, "--purpose", "tax", "--category", "payment", "--origin", "collection=2026-01-02")
    assert later["rejected"] == ["rejected:age_days"]
    assert later["permitted"] is False
    assert data("ask", *HERE, "--with", "age_days=5", "--with", "category=name")["request"]["age_days"] == 5


@pytest.mark.parametrize(
    ("words", "column"),
    [
        (("common", "--positions", FIXTURES, "--on", "soon"), "--on"),
        (("common", *HERE, "--language", "de"), "--language"),
        ((*ASK, "--origin", "collection"), "--origin"),
        (("ask", *HERE, "--age-days", "99999999"), "--age-days"),
        (("ask", *HERE, "--recipient", "anyone"), "recipient"),
        (("ask", *HERE, "--with", "cas"), "cas"),
        (("ask", *HERE, "--without", "purpose"), "purpose"),
    ],
)
def test_what_was_typed_wrongly_is_named(words, column):
    with pytest.raises(CommuniqueError) as caught:
        run(*words)
    assert caught.value.column == column


def test_redline_and_history():
    found = data("redline", *HERE)["redlines"]
    assert {each["party"] for each in found} == {"A", "B", "C"}
    assert found[0]["said"]["fr"].startswith("A\N{NO-BREAK SPACE}: reprendre «\N{NO-BREAK SPACE}Seulement contre")
    assert "adoptar" in run("redline", *HERE, "--language", "es")
    days = data("history", "--positions", FIXTURES)["days"]
    assert [(day["on"], day["status"]) for day in days] == [("2020-01-01", "agreed")]
    between = data("history", "--positions", FIXTURES, "--between", "2019-12-31", "2020-01-01")
    assert between["status"] == {"before": "depends on unknowns", "after": "agreed"}
    assert between["allowed"]["request"]["purpose"] == "terrorism"
    assert {each["how"] for each in between["changes"]} == {"began"}
    assert "B.masking" in run("history", "--positions", FIXTURES)


def workstream(name, positions):
    return hooks.Workstream(name, "communique.exchange", positions=positions)


def test_without_files_the_positions_of_the_installed_workstream_are_meant(monkeypatch):
    one = {"one": workstream("one", "communique.exchange:fixtures"), "bare": workstream("bare", "")}
    monkeypatch.setattr(installed, "workstreams", lambda: one)
    assert data("common", "--on", "2026-01-01")["parties"] == ["A", "B", "C"]
    two = {**one, "two": workstream("two", "communique.exchange:fixtures")}
    monkeypatch.setattr(installed, "workstreams", lambda: two)
    with pytest.raises(PositionError, match="one, two"):
        run("common")
    assert data("common", "--workstream", "two", "--on", "2026-01-01")["status"] == "agreed"
    with pytest.raises(PositionError, match="whose positions"):
        run("common", "--workstream", "three")


def test_the_commands_load_no_solver_until_they_are_run():
    import subprocess
    import sys

    heavy = "('z3', 'polars', 'pydantic')"
    code = f"import sys, communique.exchange.cli_policy; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_every_public_name_is_there_and_none_is_hidden_by_a_module():
    import communique.exchange as exchange

    assert sorted(exchange.__all__) == sorted(exchange._MODULE)
    for name in exchange.__all__:
        assert callable(getattr(exchange, name)), name
        assert not (FIXTURES.parent / f"{name}.py").exists()
        assert not (FIXTURES.parent / name).is_dir()
    with pytest.raises(AttributeError, match="no such_thing"):
        exchange.such_thing  # noqa: B018


def test_the_whole_program_answers_and_refuses_in_json(communique):
    found = communique.json("exchange", "common", "--positions", FIXTURES, "--on", "2026-01-01")
    assert found["proofs"]["complete"] is True
    refused = communique.run("exchange", "ask", "--positions", FIXTURES, "--purpose", "tax", "--with", "cas", "--json")
    assert refused.returncode == 1
    assert "did you mean case" in json.loads(refused.stderr)["error"]
    assert json.loads(refused.stderr)["column"] == "cas"
