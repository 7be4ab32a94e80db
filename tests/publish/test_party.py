"""Does a party's page hold each of its promises once, with its own state, and call nothing a failure?"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import hand_made
import pytest

from communique.assess.edition import Edition
from communique.publish import party
from communique.render.words import PageWords

LANGUAGES = ("en", "es", "fr")


def text_of(site: Path, language: str, code: str) -> str:
    return (site / language / f"party-{code.lower()}.html").read_text(encoding="utf-8")


def part(page: str, id: str) -> str:
    return page[page.index(f'<section id="{id}">') :].split("</section>")[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", hand_made.PARTIES)
def test_every_promise_stands_in_one_part(site: Path, language: str, code: str) -> None:
    page = text_of(site, language, code)
    rows = [
        re.findall(r'<th scope="row"><a href="([^"]+)\.html"', part(page, id)) for id in ("overdue", "owed", "kept")
    ]
    found = [slug for of_part in rows for slug in of_part]
    assert sorted(found) == sorted(c.id for c in hand_made.COMMITMENTS)


def test_a_date_that_passed_without_a_record_is_overdue_and_unknown(site: Path) -> None:
    rows = part(text_of(site, "en", "CAN"), "overdue")
    assert "04-food-plan.html" in rows
    assert "overdue, unknown" in rows
    assert PageWords("en").t("party-overdue-note") in rows
    assert "01-waste-methane.html" not in rows  # its date is still to come


def test_each_party_has_its_own_state(site: Path) -> None:
    def state(code: str) -> str:
        row = text_of(site, "en", code).split('href="02-coalitions.html"')[1].split("</tr>")[0]
        return re.findall(r'class="sign s-([a-z-]+)"', row)[0]

    assert [state(code) for code in hand_made.PARTIES] == ["under-way", "under-way", "reversed"]


def test_a_reason_leads_to_the_evidence_on_the_promises_page(site: Path) -> None:
    assert 'href="02-coalitions.html#evidence-02-3"' in text_of(site, "fr", "USA")


def test_only_official_rows_of_the_party_alone_are_its_own_account(edition: Edition) -> None:
    words = PageWords("en")
    own = [edition.assessed(2)]
    assert party.account(own, "USA", words) == []  # its only row alone is from the press
    row = next(row for row in own[0].evidence if row.id == "02-3")
    official = dataclasses.replace(own[0], evidence=(dataclasses.replace(row, source_class="official"),))
    assert [id for id, _, rows in party.account([official], "USA", words) for _ in rows] == ["02-coalitions"]
    assert party.account([official], "CAN", words) == []


def test_a_party_without_a_word_on_record_is_told_how_to_reply(site: Path) -> None:
    page = part(text_of(site, "es", "MEX"), "account")
    assert PageWords("es").t("party-no-record", party="México") in page
    assert "communique contribute register.evidence FILE --party MEX" in page


def test_the_lead_counts_what_the_parts_hold(site: Path) -> None:
    page = text_of(site, "en", "MEX")
    kept = part(page, "kept").count('<th scope="row">')
    overdue = part(page, "overdue").count('<th scope="row">')
    assert PageWords("en").t("party-lead", party="Mexico", n=5, kept=kept, overdue=overdue) in page
