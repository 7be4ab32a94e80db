"""Do the commands give people and machines the same, and every fault as one clear line?"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner, Result
from workstreams.pathways.people import MEXICAN_ENGINEER

from communique.errors import CommuniqueError
from communique.workstreams.pathways.books import FOLDER
from communique.workstreams.pathways.cli import app

ON = "2026-11-24"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_HOME", str(tmp_path / "home"))


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def done(*words: object) -> Any:
    found = run(*words, "--json")
    assert found.exit_code == 0, (found.output, found.exception)
    return json.loads(found.stdout)


@pytest.fixture
def engineer(tmp_path: Path) -> Path:
    file = tmp_path / "a.json"
    file.write_text(json.dumps(MEXICAN_ENGINEER), encoding="utf-8")
    return file


def test_evaluate_gives_every_pathway_with_its_parts_and_the_next_question(engineer: Path) -> None:
    found = done("evaluate", "--answers", engineer, "--on", ON, "--lang", "es")
    assert len(found["pathways"]) == 93
    tn = next(each for each in found["pathways"] if each["pathway"] == "us-tn")
    assert (tn["country"], tn["criteria"], tn["status"], tn["overall"], tn["verdict"]) == (
        "USA", True, "open", True, "Puede cumplir",
    )  # fmt: skip
    assert {"criterion", "value", "citation", "confidence"} <= set(tn["reasons"][0])
    assert tn["official_host"] == "uscis.gov"
    assert found["next_question"]["question"].startswith("¿")
    sawp = next(each for each in found["pathways"] if each["pathway"] == "ca-owp-vuln")
    assert {"fact": "location", "how": "changed", "to": "CAN"}.items() <= sawp["would_change"][0].items()


def test_the_same_answers_give_the_same_bytes(engineer: Path) -> None:
    words = ("evaluate", "--answers", engineer, "--on", ON, "--json")
    assert run(*words).stdout == run(*words).stdout


def test_a_partial_language_marks_what_it_does_not_say(engineer: Path) -> None:
    found = done("evaluate", "--answers", engineer, "--on", ON, "--lang", "ht", "--pathway", "us-tn")
    (tn,) = found["pathways"]
    assert tn["verdict"] == "Ou ka kalifye"
    assert tn["reasons"][0]["text"].startswith("[en: ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"age": -1}', "¿Cuántos años tiene usted?"),
        ('{"clb_reading": 13}', "de 0 a 12"),
        ('{"age": NaN}', "NaN is not a value"),
        ('{"nationality": ["Atlantis"]}', "Atlantis"),
        ("[1]", "answers are an object"),
        ("{", "not readable as JSON"),
        ("", "not readable as JSON"),
        ("[" * 100_000, "not readable as JSON"),
        ('{"age": ' + "9" * 5000 + "}", "not readable as JSON"),
        ('{"age": 30, "age": 31}', "age: is answered twice"),
        ('{"location": "Canada"}', "elija de esta lista: CAN, MEX, USA, elsewhere"),
        ('{"agee": 30}', "¿Quiso decir age"),
    ],
)
def test_what_cannot_be_read_names_file_and_field(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text, encoding="utf-8")
    found = run("evaluate", "--answers", file, "--on", ON, "--lang", "es")
    assert isinstance(found.exception, CommuniqueError)
    assert told in str(found.exception)
    assert "bad.json" in str(found.exception)


def test_what_would_change_it_says_by_which_criterion_and_where_that_is_written(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('\ufeff{"location": "MEX"}', encoding="utf-8")
    (claim,) = done("evaluate", "--answers", file, "--on", ON, "--pathway", "ca-claim")["pathways"]
    (move,) = [each for each in claim["would_change"] if each["how"] == "changed"]
    assert (move["fact"], move["to"]) == ("location", "CAN")
    assert move["asked_by"][0]["citation"]["instrument"].startswith("Immigration and Refugee Protection Act")
    assert all(each["asked_by"] for each in claim["would_change"])


def test_options_that_cannot_be_read_are_named(engineer: Path) -> None:
    for words, told in (
        (("--on", "2026-13-01"), "--on: '2026-13-01' is not a date"),
        (("--lang", "de"), "'de' is none of"),
        (("--pathway", "us-xx"), "no such pathway"),
    ):
        found = run("evaluate", "--answers", engineer, *words)
        assert told in str(found.exception)


def test_a_recheck_is_recorded_used_and_no_longer_due() -> None:
    before = {each["pathway"] for each in done("due", "--on", ON)["due"]}
    assert len(before) == 59
    row = done("review", "us-f1", "--status", "open", "--source", "8 CFR 214.2(f)", "--on", ON, "--confidence", "A")
    assert row["as_of"] == ON
    after = {each["pathway"] for each in done("due", "--on", ON)["due"]}
    assert after == before - {"us-f1"}
    done("review", "us-f1", "--status", "paused", "--source", "seen later that day", "--on", ON)
    (f1,) = [each for each in done("due", "--on", ON, "--within", 3650)["due"] if each["pathway"] == "us-f1"]
    assert (f1["code"], f1["confidence"], f1["verified"]) == ("paused", "B", True)


def test_batch_writes_three_parts_of_every_pathway_and_counts_what_a_change_does(tmp_path: Path) -> None:
    people, out = tmp_path / "people.parquet", tmp_path / "out.parquet"
    pl.DataFrame({"id": [1, 2, 3], "age": [17, 31, 40]}).write_parquet(people)
    changed = tmp_path / "catalogue"
    shutil.copytree(FOLDER, changed)
    book = changed / "can-work-study.toml"
    text = book.read_text(encoding="utf-8")
    assert '{ fact = "age", "<=" = 35 }' in text
    book.write_text(text.replace('{ fact = "age", "<=" = 35 }', '{ fact = "age", "<=" = 45 }'), encoding="utf-8")
    found = done("batch", people, "--on", ON, "--out", out, "--what-if", changed)
    written = pl.read_parquet(out)
    assert written["ca-iec.criteria"].to_list() == [False, None, False]
    assert found["transitions"] == [
        {"pathway": "ca-iec", "part": part, "was": False, "is": None, "people": 1} for part in ("criteria", "overall")
    ]


def test_lint_passes_the_shipped_catalogue_and_fails_a_faulty_one(tmp_path: Path) -> None:
    assert all(each["level"] == "note" for each in done("lint")["faults"])
    shutil.copytree(FOLDER, tmp_path / "catalogue")
    book = tmp_path / "catalogue" / "mex-protection.toml"
    book.write_text(
        book.read_text(encoding="utf-8").replace('fact = "mx_entry"', 'fact = "mx_entri"'), encoding="utf-8"
    )
    found = run("lint", tmp_path / "catalogue", "--json")
    assert found.exit_code == 1
    assert "no such fact: mx_entri; did you mean mx_entry" in json.loads(found.stdout)["faults"][0]["fault"]


def test_a_recheck_older_than_the_last_one_is_refused() -> None:
    done("review", "us-tn", "--status", "open", "--source", "8 CFR 214.6", "--on", "2026-11-20")
    found = run("review", "us-tn", "--status", "closed", "--source", "an old paper", "--on", "2026-11-19")
    assert "checked later than 2026-11-19: on 2026-11-20" in str(found.exception)


def test_the_feed_tells_what_began_and_when_it_was_recorded(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    file = tmp_path / "feed.xml"
    found = done("changes", "ca-claim", "--atom", file)["changes"]
    assert {each["pathway"] for each in found} == {"ca-claim"}
    began = {each["id"]: each["valid_from"] for each in found}
    assert began["ca-claim.one-year"] == "2025-06-03"
    assert began["ca-claim.five-eyes"] == "2019-06-21"
    feed = ElementTree.parse(file).getroot()
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == len(found)
    ids = [each.findtext("{http://www.w3.org/2005/Atom}id") for each in entries]
    assert len(ids) == len(set(ids))
    assert done("changes", "--known-at", "2026-11-23")["changes"] == []


def test_the_language_of_the_feed_reaches_its_titles(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    done("changes", "us-tn", "--atom", file, "--lang", "fr")
    assert "Professionnel de l’accord" in file.read_text(encoding="utf-8")
