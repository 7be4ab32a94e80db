"""A position that cannot be used is refused with its file, its line and its key."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from policy_cases import FIXTURES, clause, duty, edited, standing, without

from communique.exchange.reading import load_form, load_position, load_positions
from communique.exchange.request import PositionError

A = (FIXTURES / "a.toml").read_text(encoding="utf-8")
REQUEST = (FIXTURES / "request.toml").read_text(encoding="utf-8")


def refused(tmp_path, text, name="a.toml"):
    """The error of a position of this text, and the line that it names."""
    folder = edited(tmp_path / "p")
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(PositionError) as caught:
        load_positions([folder])
    fault = caught.value
    assert fault.file is not None
    assert fault.file.endswith(name)
    assert fault.row is not None
    return fault, text.split("\n")[fault.row - 1]


FAULTS = {
    "a key nobody understands": (
        lambda t: t.replace('article = "purpose"', 'artcle = "purpose"'),
        "not permitted",
        "artcle",
    ),
    "an entry without words in three languages": (
        lambda t: t.replace('text.fr = "Supprimées après 5 475 jours."\n', ""),
        "words in en, es and fr",
        "text.en = ",
    ),
    "a condition over a field that requests do not have": (
        lambda t: t.replace('{ fact = "supervisor" }, { fact = "case" }', '{ fact = "supervisr" }'),
        "supervisr",
        "supervisr",
    ),
    "a value that its field does not have": (
        lambda t: t.replace('["terrorism", "serious_crime"]', '["terorism"]'),
        "terorism",
        "terorism",
    ),
    "a word that is no condition": (lambda t: t.replace("when.any = [", "when.some = ["), "some", "when.some"),
    "a category that requests do not have": (
        lambda t: t.replace('categories = ["name", "contact", "apis"]', 'categories = ["nam"]'),
        "did you mean name",
        "categories",
    ),
    "an origin from which no age runs": (
        lambda t: t.replace('since = "collection"', 'since = "departure"', 1),
        "no age",
        "departure",
    ),
    "a period that is none": (lambda t: t.replace('"P5475D"', '"5475 days"'), "is not a period", "after"),
    "a deletion without a period": (
        lambda t: t.replace('after = "P5475D"\n', ""),
        "column after: duty.2: delete needs after",
        "",
    ),
    "a deletion without the origin of its clock": (
        lambda t: t.replace('since = "collection"\n', ""),
        "column since: duty.1: delete needs since",
        "[[duty]]",
    ),
    "a period as a number": (lambda t: t.replace('"P5475D"', "5475"), "a period is a text", "after"),
    "a clause without its article": (
        lambda t: t.replace('article = "sensitive"\n', ""),
        "article: Field required",
        "[[clause]]",
    ),
    "an id that the log would not take": (
        lambda t: t.replace('id = "masking"', 'id = "masking x"'),
        "an id enters",
        "id",
    ),
    "exceptions that lift each other": (
        lambda t: (
            t
            + clause("e", 'kind = "exception"\nlifts = "f"\nwhen = true')
            + clause("f", 'kind = "exception"\nlifts = "e"\nwhen = true')
        ),
        "exceptions lift each other: e → f → e",
        "lifts",
    ),
    "a deletion in months where ages are in days": (
        lambda t: t.replace('"P5475D"', '"P15Y"'),
        "no age in months",
        'after = "P15Y"',
    ),
    "a period in days and months": (
        lambda t: t.replace('"P5475D"', '"P15YT1H"'),
        "is not a period|cannot be mixed",
        "after",
    ),
    "no source": (lambda t: t.replace('source = "fixture"', 'source = "fixtur"', 1), "did you mean fixture", "fixtur"),
    "a date that is none": (lambda t: t.replace("from = 2020-01-01", 'from = "soon"', 1), "date", "from"),
    "dates upside down": (
        lambda t: t.replace("from = 2020-01-01\nrecorded_on", "from = 2020-01-01\nto = 2019-01-01\nrecorded_on", 2),
        "before",
        "to =",
    ),
    "a clause that is not invented in an invented position": (
        lambda t: t.replace('confidence = "invented"', 'confidence = "verified"', 1),
        "invented",
        "confidence",
    ),
    "a verb that is none of five": (lambda t: t.replace('verb = "use"', 'verb = "using"'), "collection", "using"),
    "silence about what it speaks of": (
        lambda t: t.replace('purpose = "all"\n', ""),
        "speaks lacks purpose",
        "[speaks]",
    ),
    "speaking of a value that requests do not have": (
        lambda t: t.replace('purpose = "all"', 'purpose = ["taxes"]'),
        "no purpose",
        "taxes",
    ),
    "speaking of a flag": (lambda t: t.replace('purpose = "all"', 'purpose = "all"\ncase = "all"'), "no field", "case"),
    "two versions that claim one day": (
        lambda t: t + clause("purpose", 'when = { fact = "case" }'),
        "two versions",
        "[[clause]]",
    ),
    "an exception that lifts nothing": (
        lambda t: t + clause("x", 'kind = "exception"\nlifts = "purpse"\nwhen = { fact = "case" }'),
        "did you mean purpose",
        "lifts",
    ),
    "a requirement that lifts": (
        lambda t: t + clause("x", 'lifts = "purpose"\nwhen = { fact = "case" }'),
        "an exception, and nothing else",
        "lifts",
    ),
    "a duty to disclose nothing in particular": (
        lambda t: t + duty("x", 'do = "disclose"'),
        "says when",
        'do = "disclose"',
    ),
    "not TOML": (lambda t: t.replace("[speaks]", "[speaks"), "not readable as TOML", "speaks"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_used_is_refused_at_its_line(tmp_path, name):
    change, words, line = FAULTS[name]
    changed = change(A)
    assert changed != A
    fault, at = refused(tmp_path, changed)
    assert re.search(words, str(fault)), str(fault)
    assert line in at, (at, str(fault))


REQUEST_FAULTS = {
    "no purpose": (lambda t: t.replace("fields.purpose", "fields.reason"), "needs a field purpose", ""),
    "a phrase that shows no value": (
        lambda t: t.replace('en = "for {}"', 'en = "for that"'),
        "phrase shows",
        "[fields.purpose]",
    ),
    "a value without words": (
        lambda t: t.replace('tax = { en = "tax purposes", ', "tax = { "),
        "words in en, es and fr",
        "tax",
    ),
    "a field of no type": (lambda t: t.replace('type = "flag"', 'type = "yes_no"', 1), "one_of", "fields.case"),
    "something never permitted that no request is": (
        lambda t: t.replace('"==" = "sensitive"', '"==" = "sensitiv"'),
        "sensitiv",
        "sensitiv",
    ),
}


@pytest.mark.parametrize("name", REQUEST_FAULTS)
def test_a_form_of_requests_that_cannot_be_used_is_refused_at_its_line(tmp_path, name):
    change, words, line = REQUEST_FAULTS[name]
    changed = change(REQUEST)
    assert changed != REQUEST
    fault, at = refused(tmp_path, changed, "request.toml")
    assert words in str(fault), str(fault)
    assert line in at, (at, str(fault))


def test_a_file_that_is_not_in_utf_8_is_refused_at_its_line(tmp_path):
    folder = edited(tmp_path / "p")
    (folder / "b.toml").write_bytes(b'[position]\nparty = "\xff"\n')
    with pytest.raises(PositionError, match="UTF-8") as caught:
        load_positions([folder])
    assert (caught.value.file, caught.value.row) == (str(folder / "b.toml"), 2)


def test_two_positions_of_one_party_are_refused(tmp_path):
    folder = edited(tmp_path / "p", b=lambda t: t.replace('party = "B"', 'party = "A"'))
    with pytest.raises(PositionError, match=r"A has a position in .*a\.toml too"):
        load_positions([folder])


def test_positions_on_different_forms_are_not_compared(tmp_path):
    folder = edited(tmp_path / "p")
    with pytest.raises(PositionError, match=r"one request\.toml"):
        load_positions([FIXTURES / "a.toml", folder / "b.toml"])


def test_a_folder_without_positions_and_a_file_that_is_not_there_are_refused(tmp_path):
    with pytest.raises(PositionError, match="no position is there"):
        load_positions([tmp_path])
    with pytest.raises(PositionError, match="No such file"):
        load_position(tmp_path / "nobody.toml", load_form(FIXTURES / "request.toml"))


def test_countries_stand_in_their_order_whatever_the_files_are_called(tmp_path):
    def of(party):
        return lambda t: t.replace('party = "', f'party = "{party}" #', 1)

    folder = edited(tmp_path / "p", a=of("USA"), b=of("CAN"), c=of("MEX"))
    assert load_positions([folder]).parties == ("CAN", "MEX", "USA")
    assert load_positions([folder / "c.toml", folder / "a.toml"]).parties == ("MEX", "USA")


def test_a_clause_outside_its_dates_is_ignored_on_that_day_and_listed(tmp_path):
    late = clause("later", 'when = { fact = "court_order" }').replace("from = 2020-01-01", "from = 2027-01-01")
    folder = edited(tmp_path / "p", b=lambda t: t + late)
    stance = standing(folder)["B"]
    assert "later" not in stance.parts
    assert [entry.id for entry in stance.left_out] == ["later"]


def test_of_two_versions_the_one_recorded_last_governs(tmp_path):
    newer = clause("purpose", 'when = { fact = "case" }').replace(
        "recorded_on = 2026-11-24", "recorded_on = 2026-11-25"
    )
    folder = edited(tmp_path / "p", b=lambda t: t + newer)
    assert standing(folder)["B"].entries["purpose"].text["en"] == "words"
    assert standing(folder, known_at=date(2026, 11, 24))["B"].entries["purpose"].text["en"] != "words"


def test_a_position_without_any_clause_permits_nothing(tmp_path):
    folder = edited(tmp_path / "p", b=lambda t: without(without(t, "purpose"), "sensitive"))
    assert standing(folder)["B"].unknowns == ("B.clauses",)


def test_the_example_in_the_documentation_can_be_read(tmp_path):
    page = (Path(__file__).parents[2] / "docs/how-to/write-a-position.md").read_text(encoding="utf-8")
    request, position, *_ = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "request.toml").write_text(request, encoding="utf-8")
    (tmp_path / "can.toml").write_text(position, encoding="utf-8")
    found = standing(tmp_path)["CAN"]
    assert set(found.entries) == {"purpose", "delete"}
    assert found.unknowns == ()
