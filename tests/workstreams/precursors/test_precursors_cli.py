"""What a person types, gets, and is refused."""

from __future__ import annotations

import json
import re

import pytest
from trade_made import month, trade
from typer.testing import CliRunner

from communique.errors import CommuniqueError
from communique.workstreams.precursors.cli import app


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("COMMUNIQUE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("COMMUNIQUE_STORE", raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words):
        done = CliRunner().invoke(app, [str(word) for word in words])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return run


def data(done):
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_the_day_is_mandatory(run):
    done = run("status", "--cas", "108-24-7")
    assert done.exit_code == 2
    assert "--on" in done.output


def test_status_gives_four_jurisdictions_with_instruments_dates_and_marks(run):
    found = data(run("status", "--on", "2022-11-23", "--cas", "23056 29 3", "--json"))
    assert [(r["jurisdiction"], r["status"]) for r in found["rows"]] == [
        ("UN", "listed"), ("CAN", "listed"), ("MEX", "listed"), ("USA", "listed"),
    ]  # fmt: skip
    un, _, mexico, _ = found["rows"]
    assert un["entries"][0]["instrument"] == "UN 1988 Convention"
    assert (mexico["entries"][0]["published_on"], mexico["entries"][0]["only_published"]) == ("2021-05-13", True)
    assert "legal review" in found["notes"][0]


def test_status_can_be_held_to_a_jurisdiction_a_name_and_a_mark(run):
    found = data(run("status", "--on", "2026-11-24", "--name", "safrole", "--jurisdiction", "US", "--json"))
    assert [(r["jurisdiction"], r["mark"]) for r in found["rows"]] == [("USA", "verified")]
    every = data(run("status", "--on", "2026-11-24", "--json"))["rows"]
    sure = data(run("status", "--on", "2026-11-24", "--mark", "verified", "--json"))["rows"]
    assert len(every) == 88
    assert 0 < len(sure) < 88
    assert {row["mark"] for row in sure} == {"verified"}


def test_both_clocks_are_honoured(run):
    later = data(run("status", "--on", "2026-11-25", "--json"))["rows"]
    assert {(r["status"], r["reason"]) for r in later} == {("unknown", "stale")}
    before = data(run("status", "--on", "2022-11-23", "--known-at", "2026-11-23", "--json"))["rows"]
    assert {r["reason"] for r in before} == {"not-recorded"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--cas", "23056-29-4"), "last digit"),
        (("--cas", "N#N"), "by design"),
        (("--cas", "7732-18-5"), "only the authority can say"),
        (("--name", "a substitute"), "not in the closed list"),
        (("--jurisdiction", "FR"), "is not one of"),
        (("--mark", "sure"), "is not one of"),
    ],
)
def test_bad_input_is_one_clear_paragraph(run, words, says):
    with pytest.raises(CommuniqueError, match=says):
        run("status", "--on", "2026-11-24", *words)


def test_a_day_that_is_none_is_refused(run):
    with pytest.raises(CommuniqueError, match="is not a day"):
        run("status", "--on", "yesterday")


def test_lags_changes_coming_and_unknown_answer(run):
    lags = data(run("lags", "--on", "2026-11-24", "--json"))
    assert {"substance": "norfentanyl", "start": "UN", "end": "USA", "low": -919, "high": -919, "mark": "verified",
            "only_published": False} in lags["rows"]  # fmt: skip
    assert len(lags["in_time"]) == 3
    changes = data(run("changes", "--from", "2026-04-11", "--to", "2026-04-12", "--json"))
    assert {(r["substance"], r["jurisdiction"]) for r in changes["rows"]} == {
        ("propionic anhydride", "CAN"), ("phenethyl bromide", "CAN"), ("benzyl chloride", "CAN"),
    }  # fmt: skip
    coming = data(run("coming", "--on", "2026-11-24", "--json"))["rows"]
    assert [(r["substance"], r["first_day"], r["last_day"]) for r in coming] == [
        ("propionyl chloride", "2026-01-01", "2026-12-31"),
    ]  # fmt: skip
    unknown = data(run("unknown", "--on", "2026-11-24", "--json"))["rows"]
    assert unknown[0] == {"jurisdiction": "UN", "no-evidence": 1}
    assert "norfentanyl" in run("lags", "--on", "2026-11-24").stdout


def test_a_manifest_is_screened_to_a_file(run, tmp_path):
    (tmp_path / "m.csv").write_text("item,cas,shipped_on\nA,23056-29-3,2022-11-23\n", encoding="utf-8")
    assert "1 items" in run("screen", tmp_path / "m.csv", "--out", tmp_path / "out.csv").stdout
    assert "4-AP" in (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert data(run("screen", tmp_path / "m.csv", "--json"))["rows"][0]["un_status"] == "listed"


OFFICER = ("--by", "O-1", "--role", "analyst", "--organisation", "COFEPRIS")
SECOND = ("--by", "O-2", "--role", "reviewer", "--organisation", "COFEPRIS")


@pytest.mark.parametrize("table", ["gaps", "differences"])
def test_a_marked_table_needs_two_officers(run, table):
    with pytest.raises(CommuniqueError, match="released with an approval only"):
        run(table, "--on", "2026-11-24", *OFFICER)
    asked = data(run("ask", f"precursors.{table}", "--on", "2026-11-24", *OFFICER, "--json"))["approval"]
    with pytest.raises(CommuniqueError, match="another officer"):
        run("grant", asked, *OFFICER)
    run("grant", asked, *SECOND)
    found = data(run(table, "--on", "2026-11-24", *OFFICER, "--approval", asked, "--json"))
    assert found["marking"] == "TLP:AMBER"
    assert {row["marking"] for row in found["rows"]} == {"TLP:AMBER"}
    with pytest.raises(CommuniqueError, match="used once"):
        run(table, "--on", "2026-11-24", *OFFICER, "--approval", asked)


def test_the_plan_is_marked_as_the_gaps_are(run, tmp_path):
    weights = "\n".join(
        f'"{name}" = 1.0' for name in ("1-boc-4-AP", "norfentanyl", "4-piperidone", "1-boc-4-piperidone", "APAAN")
    )
    countries = "".join(f"[countries.{c}]\ninstruments_per_quarter = 2\nlead_quarters = 1\n" for c in ("CAN", "MEX"))
    (tmp_path / "work.toml").write_text(f"quarters = 8\n{countries}[weights]\n{weights}\n", encoding="utf-8")
    with pytest.raises(CommuniqueError, match="released with an approval only"):
        run("plan", tmp_path / "work.toml", "--on", "2026-11-24", *OFFICER)
    asked = data(run("ask", "precursors.plan", "--on", "2026-11-24", *OFFICER, "--json"))["approval"]
    run("grant", asked, *SECOND)
    found = data(run("plan", tmp_path / "work.toml", "--on", "2026-11-24", *OFFICER, "--approval", asked, "--json"))
    assert {row["jurisdiction"] for row in found["rows"]} == {"MEX"}  # the one gap of Canada closed in 2024
    assert all(row["quarter"] is not None and row["quarter"] >= 1 for row in found["rows"])


def test_leads_carry_marking_caveat_and_what_was_left_out(run, tmp_path):
    rows = [{"month": month(i), "shipments": 20 + i % 3, "value": 10.0, "hs6": "2933.39"} for i in range(59)]
    rows += [
        {"month": month(59), "shipments": 90, "value": 10.0, "hs6": "2933.39"},
        {"month": month(5), "hs6": "0101.21"},
    ]
    trade(rows).write_csv(tmp_path / "trade.csv")
    found = data(run("leads", tmp_path / "trade.csv", "--json"))
    assert [(row["kind"], row["month"]) for row in found["rows"]] == [("exceedance", month(59))]
    assert found["rows"][0]["code_is"] == "basket code: not a measurement of the listed substance"
    assert found["left_out"] == {"not-watched": 1}
    said = run("leads", tmp_path / "trade.csv").stdout
    assert "TLP:AMBER" in said
    assert "Basket code: not a measurement of the listed substance" in said


def test_timelines_are_pages_in_three_languages(run, tmp_path):
    run("timelines", "--on", "2026-11-24", "--out", tmp_path / "pages")
    for language, word in (("en", "when each was listed"), ("es", "listas"), ("fr", "inscription")):
        page = (tmp_path / "pages" / language / "index.html").read_text(encoding="utf-8")
        assert word in page
        assert page.count("<figure") == 22
        assert re.findall(r">\s*precursors-", page) == []  # no message id in the place of a word
        links = [link.split("#")[0] for link in re.findall(r'href="([^"]+)"', page)]
        assert [
            link
            for link in links
            if not (link.startswith(("https://", "data:,")) or (tmp_path / "pages" / language / link).exists())
        ] == []
