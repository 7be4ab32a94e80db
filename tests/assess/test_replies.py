"""Does a party's reply reach the edition as it was handed in, in its own name, and move nothing but the replies?"""

from __future__ import annotations

import copy
import datetime as dt

import polars as pl
import pytest

from communique.assess import as_data
from communique.assess.comparing import compare
from communique.assess.replies import contributed_replies, reply_table
from communique.commitment import load_summit
from communique.tables import empty_frame

HEAD = "reply,commitment,about,what_en,what_es,what_fr,date,precision,source\n"
GOOD = "a1,19-drug-dialogue,19-02,It was hosted by us.,,,2026-03,month,https://example.org/a\n"
ON = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def summit():
    return load_summit("nals2023")


def read(rows):
    """What the store gives for the table of replies."""

    def frame(table):
        empty = empty_frame(table, lineage=True)
        lineage = {"contribution_id": "c1", "contributor": "", "recorded_at": dt.datetime(2026, 5, 1, tzinfo=dt.UTC)}
        filled = [dict.fromkeys(empty.columns) | lineage | row for row in rows]
        return pl.DataFrame([{name: row[name] for name in empty.columns} for row in filled], schema=empty.schema)

    return frame


def test_who_hands_a_reply_in_is_who_speaks(summit):
    row = {"reply": "a1", "commitment": "19-drug-dialogue", "about": "19-02", "what_es": "Fuimos anfitriones."}
    mexico, canada = contributed_replies(read([row | {"party": "MEX"}, row | {"party": "CAN"}]), summit)
    assert (mexico.party, mexico.id, canada.id) == ("MEX", "register-mex-a1", "register-can-a1")
    assert mexico.what == {
        "en": "[es] Fuimos anfitriones.", "es": "Fuimos anfitriones.", "fr": "[es] Fuimos anfitriones.",
    }  # fmt: skip
    assert mexico.to == next(row.event for row in summit.evidence if row.id == "19-02")
    assert (mexico.start, mexico.end, mexico.precision) == (None, None, "undated")  # no day is invented


def test_a_reply_that_is_moved_to_another_promise_is_gone_from_the_first(summit):
    first = {"reply": "a1", "commitment": "19-drug-dialogue", "what_en": "x", "party": "CAN"}
    moved = contributed_replies(read([first, first | {"commitment": "20-migration-pathways"}]), summit)
    assert [(reply.id, reply.commitment) for reply in moved] == [("register-can-a1", "20-migration-pathways")]


def test_a_reply_to_a_row_that_is_not_on_record_keeps_its_name(summit):
    row = {"reply": "a", "commitment": "19-drug-dialogue", "about": "gone", "what_en": "x", "party": "CAN"}
    (lost,) = contributed_replies(read([row]), summit)
    assert (lost.about, lost.to) == ("gone", None)


def test_a_reply_that_cannot_be_read_is_set_aside_by_rule(communique, tmp_path):
    file = tmp_path / "replies.csv"
    file.write_text(
        HEAD + GOOD
        + "a2,19-drug-dialogue,,,,,2026-03,month,\n"  # says nothing
        + "a3,19-drug-dialogue,,A word.,,,2026-03,day,\n"  # a month is no day
        + "a4,99-nothing,,A word.,,,,,\n",
        encoding="utf-8",
    )  # fmt: skip
    receipt = communique.json("contribute", "register.replies", file, "--party", "USA")
    assert receipt["accepted"] == 1
    assert {(line["row"], line["rule"]) for line in receipt["quarantine"]} == {
        (3, "reply-said"), (4, "reply-date"), (5, "rule-allowed"),
    }  # fmt: skip


def test_replies_stand_in_the_edition_by_date_and_change_no_state(communique, derived, tmp_path):
    from communique.assess import assess
    from communique.store import Derived, Store

    summit = load_summit("nals2023")
    one = summit.communique.model_copy(update={"commitments": (summit.communique.commitment(19),)})
    of_one = type(summit)(**{**vars(summit), "communique": one})

    def edition(marking="TLP:CLEAR"):
        today = dt.datetime.now(dt.UTC).date()
        store = Store(communique.home / "store")
        found = assess(of_one, store, on=ON, known_at=today, derived=Derived(derived), marking=marking)
        return as_data(found)

    before = edition()
    for name, row, marked in (
        ("first", GOOD, "TLP:CLEAR"),
        ("again", GOOD.replace("hosted", "held"), "TLP:CLEAR"),  # the same name: it replaces the first
        ("green", "g1,19-drug-dialogue,,Only for some.,,,2026-01-05,day,\n", "TLP:GREEN"),
    ):
        file = tmp_path / f"{name}.csv"
        file.write_text(HEAD + row, encoding="utf-8")
        communique.json("contribute", "register.replies", file, "--party", "USA", "--marking", marked)
    file.write_text(
        "reply,country,about_table,about,what_en,what_es,what_fr,date,precision,source_class,source,told_by,marking\n"
        "r1,MEX,convenings,drug-dialogue-7,,,Nous étions les hôtes.,2025,year,official,,government,TLP:CLEAR\n",
        encoding="utf-8",
    )
    communique.json("contribute", "dialogues.replies", file, "--party", "MEX")
    clear, green = edition(), edition("TLP:GREEN")
    assert [(r["id"], r["what"]) for r in clear["commitments"][0]["replies"]] == [
        ("dialogues-mex-r1", "[fr] Nous étions les hôtes."), ("register-usa-a1", "It was held by us."),
    ]  # fmt: skip
    assert "register-usa-g1" in {r["id"] for r in green["commitments"][0]["replies"]}
    assert clear["tables"]["register.replies"]["withheld"] == 1
    assert {change.cause for change in compare(before, clear)} == {"reply"}
    assert clear["commitments"][0]["parties"] == before["commitments"][0]["parties"]


def test_a_reply_that_came_was_corrected_or_withdrawn_is_told(shipped_edition):
    base = as_data(shipped_edition)
    said = {"id": "register-usa-a1", "what": "Yes."}
    after = copy.deepcopy(base)
    after["commitments"][18]["replies"] = [said]
    corrected = copy.deepcopy(after)
    corrected["commitments"][18]["replies"][0]["what"] = "No."
    older = copy.deepcopy(base)
    del older["commitments"][18]["replies"]  # an edition from before there were replies
    found = [compare(*pair)[0] for pair in ((base, after), (after, corrected), (corrected, older))]
    assert [(c.where, c.before, c.after, c.cause) for c in found] == [
        ("reply register-usa-a1", None, "Yes.", "reply"), ("reply register-usa-a1", "Yes.", "No.", "reply"),
        ("reply register-usa-a1", "No.", None, "reply"),
    ]  # fmt: skip


def test_the_sheet_of_replies_names_every_promise(summit):
    column = next(c for c in reply_table(summit).columns if c.name == "commitment")
    assert len(column.allowed) == 28
