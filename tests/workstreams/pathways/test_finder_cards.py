"""Is a card whole: the fee in full, the rule behind every no, where each change is written, no English left over?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from communique.rules import Citation
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.evaluation import evaluate
from communique.workstreams.pathways.finder.fees import fee_in_full
from communique.workstreams.pathways.finder.present import fee_notes, sections
from communique.workstreams.pathways.finder.said import LANGUAGES, cited_in, falls_back, law, written_in

ON = date(2026, 11, 24)


def test_a_fee_that_points_to_another_row_is_told_in_full() -> None:
    """ "as above" and "as FSW" mean nothing on a card of its own."""
    fees = {name: fee_in_full(shipped(), name) for name in shipped().pathways}
    assert not [fee for fee in fees.values() if fee.startswith("as ")]
    assert fees["ca-cec"] == fees["ca-fst"] == shipped().pathways["ca-fsw"].fee
    assert fees["mx-rt-job"] == shipped().pathways["mx-rt-econ"].fee + " + work permit"
    assert fees["mx-rp-family"] == fees["mx-rp-4y"] == fees["mx-rp-econ"]


def test_a_fee_as_recorded_says_in_which_money_or_that_it_is_not_verified() -> None:
    assert fee_notes("1,525", "CAN") == ("finder-fee-in-CAN", "finder-fee-as-recorded")
    assert fee_notes("derecho (LFD art. 8-IV): verify", "MEX") == ("finder-fee-unknown",)
    assert fee_notes("fees waived", "CAN") == ("finder-fee-as-recorded",)


@pytest.mark.parametrize("language", ["es", "fr"])
def test_no_measure_or_canadian_law_is_left_in_english(language: str) -> None:
    rules = shipped().book.rules
    cited = {rule.citation.instrument for id, rule in rules.items() if rule.citation and not id.startswith("status:")}
    english = [title for title in cited if re.search(r"\b(Act|Regulations|Agreement|Instructions)\b", title)]
    for title in (*english, *(overlay.instrument for overlay in shipped().overlays)):
        assert law(language, title) != title, title
    assert written_in(language, "Immigration and Nationality Act", "s. 4").endswith(" art. 4")
    assert law(language, "Ley de Migración (DOF 2011-05-25)") == "Ley de Migración (DOF 2011-05-25)"


@pytest.mark.parametrize("name", ["translations", "finder/translations"])
def test_in_french_no_colon_or_quotation_mark_can_begin_or_end_a_line(name: str) -> None:
    text = (Path(str(files("communique.workstreams.pathways"))) / name / "fr.ftl").read_text(encoding="utf-8")
    values = [line.split(" = ", 1)[-1] for line in text.split("\n") if not line.startswith("#")]
    assert not [value for value in values if re.search(r" :(\s|$)|« | »", value)]


def test_a_no_is_never_without_the_rule_that_is_not_met() -> None:
    found = evaluate(shipped(), {"nationality": ["MEX"], "birth_country": "MEX", "location": "MEX"}, ON)
    ways = {
        way["id"]: way
        for section in sections(found, "en") for group in section["groups"] for way in group["ways"]
    }  # fmt: skip
    noes = [way for way in ways.values() if way["group"] == "does-not-appear"]
    assert noes
    assert all(way["part"] == "because" and way["part_rule"] for way in noes)
    # that she is not in the country can change; where she is from cannot
    assert "United States" not in ways["us-tps"]["part_rule"]


ACT = Citation("Visitors Act", "s. 4", "https://example.org/act", date(2026, 11, 20))


def test_a_card_says_whether_a_place_was_read_in_the_law_and_in_which_text() -> None:
    entered = "Written in Visitors Act s. 4. Recorded on November 20, 2026; not yet read in the law itself: "
    assert cited_in("en", ACT) == entered + "check before you rely on it"
    read = replace(ACT, read=date(2026, 11, 24), edition=date(2026, 6, 14))
    said = "Written in Visitors Act s. 4. Read in the law on November 24, 2026"
    assert cited_in("en", read) == said + " (text current to June 14, 2026)"
    assert cited_in("en", replace(read, edition=None)) == said
    named = replace(read, edition="US Code 119-73 (2025-08-11)", unread="the CFR")
    assert cited_in("en", named) == said + " (text: US Code 119-73 (2025-08-11)), but not all of it"
    assert cited_in("es", replace(read, edition="summary of the notice")).endswith("(texto: resumen del aviso)")


def test_every_language_says_what_was_read() -> None:
    """What is put into another message is not marked as English, so it must not be English."""
    ids = [f"finder-{id}" for id in ("read", "read-current", "read-edition", "read-part", "not-read", "paper-read")]
    assert not [(language, id) for language in LANGUAGES for id in ("finder-written", *ids) if falls_back(language, id)]


def test_a_named_edition_on_a_card_is_a_release_or_has_words_in_each_language() -> None:
    cited = [rule.citation for rule in shipped().book.rules.values() if rule.citation is not None]
    named = {each.edition for each in cited if isinstance(each.edition, str)}
    assert named
    for edition in named:
        assert re.match(r"US Code |DOF |\d{4}-\d\d-\d\d", edition) or law("es", edition) != edition, edition


def test_what_would_change_it_says_where_that_is_written_and_since_when() -> None:
    said = {"nationality": ["MEX"], "location": "MEX", "age": 29, "us_offer": ["listed_profession"]}
    found = evaluate(shipped(), said, ON)
    ways = [way for section in sections(found, "es") for group in section["groups"] for way in group["ways"]]
    changes = [demand for way in ways for demand in way["change"]]
    assert changes
    dated = r"\. (Leído en la ley|Registrado) el \d+ de \w+ de 20\d\d"
    assert all(re.search(dated, where) for demand in changes for where in demand["written"])
    assert all(demand["written"] for demand in changes)
