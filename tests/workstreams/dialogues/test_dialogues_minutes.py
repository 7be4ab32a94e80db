"""Minutes go in as TOML or XLSX, an agenda comes out, nothing is lost on the way, and consent can be withdrawn."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.workstreams.dialogues.cli import app

ON = dt.date(2026, 11, 24)
MINUTES = """
[minutes]
body = "NADD"
party = "MEX"
contributor = "Secretaría de Salud"
told_by = "agency"
source_class = "official"
source = "https://salud.example.mx/9"
marking = "TLP:CLEAR"

[meeting]
convening = "nadd.9"
number = 9
date = "2026-03"
precision = "month"
place = "Ciudad de México"
parties = ["CAN", "MEX", "USA"]
agenda = ["public-health-substance-use"]

[[decisions]]
decision = "nadd9.guide"
what_es = "Publicar una guía común de acceso a naloxona"
topics = "public-health-substance-use"
owner = "MEX"
due = "2026-09-30"
due_precision = "day"

[[recommendations]]
recommendation = "nadd9.r1"
what_en = "Publish overdose figures every month"
topics = "public-health-substance-use"
from_whom = "Union of people with lived experience"
to_whom = "CAN;MEX;USA"
due = "2026-06-30"
due_precision = "day"

[[practices]]
practice = "mobile-clinics"
topic = "public-health-substance-use"
country = "MEX"
what_es = "Clínicas móviles de reducción de daños"
strength = "before_after"
adopted_by = "USA"

[[practices]]
practice = "farm-inspection"
topic = "labour-rights"
country = "CAN"
what_fr = "Inspection sans préavis des fermes"
strength = "described"

[[trainings]]
training = "t1"
topic = "public-health-substance-use"
country = "MEX"
audience = "servidores públicos"
languages = "es"
people = "SUPPRESSED"
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`communique dialogues …` in a home of its own; gives what it said and its exit code."""
    monkeypatch.setenv("COMMUNIQUE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("COMMUNIQUE_STORE", raising=False)
    (tmp_path / "minutes.toml").write_text(MINUTES, encoding="utf-8")

    def said(*words: object, fails: bool = False):
        done = CliRunner().invoke(app, [str(word) for word in words])
        if not fails:
            assert done.exit_code == 0, done.output + repr(done.exception)
        return done

    return said


def data(run, *words: object):
    return json.loads(run(*words, "--json").output)


def test_minutes_go_in_and_an_agenda_comes_out(run, tmp_path):
    taken = data(run, "import", tmp_path / "minutes.toml", "--body", "drug-dialogue")
    assert {part["table"]: (part["accepted"], part["quarantined"]) for part in taken} == {
        "dialogues.convenings": (1, 0), "dialogues.decisions": (1, 0), "dialogues.recommendations": (1, 0),
        "dialogues.practices": (2, 0), "dialogues.trainings": (1, 0),
    }  # fmt: skip
    found = data(run, "agenda", "NADD", "--on", "2026-11-24")
    assert found["last_meeting"] == {
        "name": "drug-dialogue.9",
        "start": "2026-03-01",
        "end": "2026-03-31",
        "precision": "month",
    }
    decisions = {row["id"]: row for row in found["open_decisions"]}
    assert decisions["nadd9.guide"]["standing"] == "overdue_unknown"
    assert decisions["nadd9.guide"]["what"]["en"] == "[es] Publicar una guía común de acceso a naloxona"
    assert [row["id"] for row in found["overdue_answers"]] == ["nadd9.r1"]
    (practice,) = found["practices"]
    assert practice["standing"] == {"CAN": "unknown", "MEX": "origin", "USA": "adopted"}


def test_status_counts_the_meeting_and_its_year(run, tmp_path):
    run("import", tmp_path / "minutes.toml", "--body", "drug-dialogue")
    (room,) = data(run, "status", "--body", "drug-dialogue", "--on", "2026-11-24")["bodies"]
    assert room["regularity"]["years"]["2026"] == "kept"
    assert room["follow_through"]["unknown"] == 6
    assert (room["answered"]["low"], room["answered"]["high"]) == (0, 1)
    assert room["commitments"] == ["19-drug-dialogue"]


def test_a_contributor_takes_its_words_back_and_they_are_gone_from_the_agenda(run, tmp_path):
    from communique.home import the_store
    from communique.store import history, withdraw

    taken = {part["table"]: part for part in data(run, "import", tmp_path / "minutes.toml", "--body", "NADD")}
    assert taken["dialogues.practices"]["withdraw"].startswith("communique withdraw ")
    withdraw(the_store(), taken["dialogues.practices"]["contribution_id"], "consent was taken back")
    assert data(run, "practices", "--topic", "labour-rights") == []
    assert data(run, "agenda", "NADD")["practices"] == []
    states = dict(history(the_store()).select("contribution_id", "state").iter_rows())
    assert states[taken["dialogues.practices"]["contribution_id"]] == "withdrawn"


def test_a_correction_replaces_the_part_it_corrects_and_the_history_keeps_both(run, tmp_path):
    from communique.home import the_store
    from communique.store import history

    taken = {part["table"]: part for part in data(run, "import", tmp_path / "minutes.toml", "--body", "NADD")}
    first = taken["dialogues.decisions"]["contribution_id"]
    mended = tmp_path / "mended.toml"
    mended.write_text(MINUTES.replace('due = "2026-09-30"', 'due = "2027-09-30"'), encoding="utf-8")
    run("import", mended, "--body", "NADD", "--supersedes", first)
    decisions = {row["id"]: row for row in data(run, "agenda", "NADD", "--on", "2026-11-24")["open_decisions"]}
    assert decisions["nadd9.guide"]["standing"] == "open"
    states = dict(history(the_store()).select("contribution_id", "state").iter_rows())
    assert states[first] == "superseded"
    refused = run("import", mended, "--body", "NADD", "--supersedes", "nobody", fails=True)
    assert "no part of these minutes corrects 'nobody'" in str(refused.exception)


def test_an_empty_form_comes_out_with_its_agenda_and_goes_in_again_when_filled(run, tmp_path):
    form = tmp_path / "form.toml"
    run("minutes", "NADD", "--out", form, "--language", "fr", "--on", "2026-11-24")
    text = form.read_text(encoding="utf-8")
    assert "# Décisions encore ouvertes" in text
    assert 'number = "9"' in text
    filled = text.replace('party = ""', 'party = "CAN"').replace('told_by = ""', 'told_by = "government"')
    filled = filled.replace('date = ""', 'date = "2026-05"', 1).replace('precision = ""', 'precision = "month"', 1)
    form.write_text(filled, encoding="utf-8")
    assert [part["accepted"] for part in data(run, "import", form, "--body", "NADD")] == [1]


def test_a_workbook_says_the_same_as_the_text(run, tmp_path):
    import tomllib

    import xlsxwriter

    form, book = tmp_path / "form.xlsx", tmp_path / "filled.xlsx"
    run("minutes", "NADD", "--out", form)
    content = tomllib.loads(MINUTES)
    with xlsxwriter.Workbook(book) as filled:
        head = filled.add_worksheet("minutes")
        for row, pair in enumerate(content["minutes"].items()):
            head.write_row(row, 0, pair)
        for part in ("decisions", "practices"):
            sheet = filled.add_worksheet(part)
            names = sorted({name for row in content[part] for name in row})
            sheet.write_row(0, 0, names)
            for row, cells in enumerate(content[part], start=1):
                sheet.write_row(row, 0, [cells.get(name, "") for name in names])
    taken = {part["table"]: part["accepted"] for part in data(run, "import", book, "--body", "NADD")}
    assert taken == {"dialogues.decisions": 1, "dialogues.practices": 2}


def test_a_day_that_a_spreadsheet_took_for_a_date_is_read_as_a_day_and_a_form_keeps_dates_as_typed(run, tmp_path):
    import datetime as dt
    from zipfile import ZipFile

    import xlsxwriter

    from communique.workstreams.dialogues.minutes import read_minutes

    book, form = tmp_path / "filled.xlsx", tmp_path / "form.xlsx"
    with xlsxwriter.Workbook(book) as filled:
        filled.add_worksheet("minutes").write_row(0, 0, ("party", "MEX"))
        sheet = filled.add_worksheet("convenings")
        sheet.write_row(0, 0, ("convening", "date"))
        sheet.write(1, 0, "m.9")
        sheet.write_datetime(1, 1, dt.datetime(2026, 9, 3), filled.add_format({"num_format": "yyyy-mm-dd"}))
    ((line, cells),) = read_minutes(book, "drug-dialogue").rows["convenings"]
    assert (line, cells["date"]) == (2, "2026-09-03")
    run("minutes", "NADD", "--out", form)
    with ZipFile(form) as parts:
        assert 'numFmtId="49"' in parts.read("xl/styles.xml").decode()  # text: 2023-06 stays 2023-06


def test_an_empty_workbook_has_a_sheet_a_table_and_the_agenda(run, tmp_path):
    import fastexcel

    form = tmp_path / "form.xlsx"
    run("minutes", "UN LGBTI Core Group", "--out", form)
    names = fastexcel.read_excel(form).sheet_names
    assert names[0] == "minutes"
    assert {
        "convenings",
        "decisions",
        "recommendations",
        "practices",
        "memberships",
        "trainings",
        "replies",
        "agenda",
    } <= set(names)


def test_a_meeting_that_contradicts_the_record_goes_to_quarantine_and_is_not_lost(run, tmp_path):
    from communique.home import the_store
    from communique.store import quarantine

    file = tmp_path / "fake.toml"
    file.write_text(MINUTES.replace("number = 9", "number = 8").replace("nadd.9", "nadd.8"), encoding="utf-8")
    taken = {part["table"]: part for part in data(run, "import", file, "--body", "NADD")}
    meeting = taken["dialogues.convenings"]
    assert (meeting["accepted"], meeting["quarantined"]) == (0, 1)
    assert {fault["rule"] for fault in meeting["quarantine"]} == {"dialogues-rule-contradicts-official"}
    assert quarantine(the_store(), "dialogues.convenings").height == 1
    assert data(run, "status", "--on", "2026-11-24")["quarantined"] == {"dialogues.convenings": 1}
    assert data(run, "status", "--on", "2026-11-24", "--known-at", "2020-01-01")["quarantined"] == {}
    assert "1 rows of dialogues.convenings (communique" in run("status", "--on", "2026-11-24").output
    assert taken["dialogues.decisions"]["accepted"] == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('date = "2026-03"', 'date = "2026-03-14"', "dialogues-rule-date"),  # a day where the precision says month
        ('parties = ["CAN", "MEX", "USA"]', 'parties = ["CAN", "Mexiko"]', "dialogues-rule-countries"),
        ('topics = "public-health-substance-use"\nowner', 'topics = "wizardry"\nowner', "dialogues-rule-topics"),
        ('what_es = "Publicar una guía común de acceso a naloxona"\n', "", "dialogues-rule-said"),
        ('strength = "described"', 'strength = "described"\ncost = "100"', "dialogues-rule-cost"),
        ('people = "SUPPRESSED"', 'people = "7"', "rule-minimum"),
    ],
)  # fmt: skip
def test_a_bad_row_is_set_aside_with_rule_row_and_column_and_the_good_ones_go_on(run, tmp_path, old, new, said):
    file = tmp_path / "bad.toml"
    file.write_text(MINUTES.replace(old, new), encoding="utf-8")
    taken = data(run, "import", file, "--body", "NADD")
    faults = [fault for part in taken for fault in part["quarantine"]]
    assert {fault["rule"] for fault in faults} == {said}
    assert all(fault["row"] >= 1 and fault["column"] and fault["said"] for fault in faults)
    assert sum(part["accepted"] for part in taken) == 5


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('body = "NADD"', 'body = "ERC"', "these are minutes of 'ERC'"),
        ('party = "MEX"', 'party = ""', "whose minutes are these"),
        ('party = "MEX"', 'party = "MEX"\non_behalf_of = "Yaqui Nation"', "write consent = yes"),
        ("[meeting]", "[meeting", "not readable as TOML"),
        ("[[trainings]]", "[[courses]]", "is no part of minutes"),
        ('owner = "MEX"', 'ower = "MEX"', "is no column of dialogues.decisions"),
    ],
)  # fmt: skip
def test_minutes_that_cannot_be_read_say_what_to_mend(run, tmp_path, old, new, said):
    file = tmp_path / "bad.toml"
    file.write_text(MINUTES.replace(old, new), encoding="utf-8")
    done = run("import", file, "--body", "NADD", fails=True)
    assert done.exit_code != 0
    assert said in str(done.exception)


def test_an_unknown_body_is_named_with_those_there_are(run):
    done = run("members", "Committee of nobody", fails=True)
    assert "is no body that is known" in str(done.exception)
    assert "drug-dialogue" in str(done.exception)


def test_members_are_told_as_certain_possible_and_not(run):
    found = data(run, "members", "un-lgbti-core-group", "--on", "2023-01-10")
    assert found["possible"] == ["DOM", "HND", "PER", "SLV"]
    assert found["not"] == []
    assert len(found["certain"]) == found["at_least"] == 11
    assert found["at_most"] == 15


def test_a_reply_stands_beside_the_row_and_changes_no_count(run, tmp_path):
    from communique.home import the_store
    from communique.workstreams.dialogues.pages import House, contents
    from communique.workstreams.dialogues.reading import found

    run("import", tmp_path / "minutes.toml", "--body", "NADD")
    before = data(run, "status", "--on", "2026-11-24")
    reply = tmp_path / "reply.toml"
    head = MINUTES.split("[meeting]")[0].replace('party = "MEX"', 'party = "CAN"')
    reply.write_text(
        head + '[[replies]]\nreply = "r1"\ncountry = "CAN"\nabout_table = "decisions"\nabout = "nadd9.guide"\n'
        'what_en = "Canada published its part."\ndate = "2026-10-01"\nprecision = "day"\n',
        encoding="utf-8",
    )
    run("import", reply, "--body", "NADD")
    assert data(run, "status", "--on", "2026-11-24") == before
    screened, summit = found(the_store(), "nals2023", ON)
    page = contents(House(screened, summit, ON, ON))["en/bodies/drug-dialogue.html"]().decode()
    assert "Canada published its part." in page
    reply.write_text(reply.read_text(encoding="utf-8").replace('party = "CAN"', 'party = "USA"'), encoding="utf-8")
    run("import", reply, "--body", "NADD")
    pages = contents(House(found(the_store(), "nals2023", ON)[0], summit, ON, ON))
    assert pages["en/bodies/drug-dialogue.html"]() == page.encode()
    assert "replies in the name of CAN" in pages["en/index.html"]().decode()


def test_every_page_and_calendar_is_written(run, tmp_path):
    said = run("pages", "--out", tmp_path / "pages", "--on", "2026-11-24").output
    written = {file.suffix for file in (tmp_path / "pages").rglob("*") if file.is_file()}
    assert written == {".html", ".ics", ".css"}
    assert said.startswith("86 files")


def test_the_command_line_answers_as_a_person_types_it(communique):
    found = communique.json("dialogues", "status", "--body", "drug-dialogue", "--on", "2026-11-24")
    assert found["bodies"][0]["regularity"]["years"]["2021"] == "missed"


def test_every_promise_has_its_own_measures_with_the_unknown_kept(run):
    found = {each["id"]: each for each in data(run, "status", "--on", "2026-11-24")["commitments"]}
    assert len(found) == 27
    drugs = found["19-drug-dialogue"]
    assert (drugs["meetings_held"], drugs["follow_through"]["unknown"], drugs["follow_through"]["not_due"]) == (
        10,
        5,
        3,
    )
    cyber = found["22-cyber"]
    assert (cyber["meetings_held"], cyber["follow_through"]["low"], cyber["practice_diffusion"]["low"]) == (
        0,
        None,
        None,
    )
