"""Does the shipped catalogue say what was recorded, all of it, with its citations, words and letters?"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from pathlib import Path

import pytest

from communique.language import COMPLETE, Words
from communique.rules import dumps, in_force
from communique.rules import expression as x
from communique.workstreams.pathways.books import faults, shipped
from communique.workstreams.pathways.compiled import day
from communique.workstreams.pathways.pathway import Catalogue
from communique.workstreams.pathways.report import LANGUAGES, TRANSLATIONS, spoken
from communique.workstreams.pathways.states import state_on

ON = dt.date(2026, 11, 24)
ISO = {"US": "USA", "CA": "CAN", "MX": "MEX"}

#: Figures read in their source since they were recorded, each with the letter it has now.
READ_SINCE = {
    ("us_i589_filing_fee", "2025-07-22"): "A",
    ("us_asylum_annual_fee", "2025-07-22"): "A",
    ("us_i821_fee", "2025-07-22"): "A",
    ("us_h1b_cap", "2004-10-01"): "A",
    ("us_h2b_cap", "1990-11-29"): "A",
    ("us_cancellation_cap", "1997-04-01"): "A",
    ("ca_c12_first_entry_after", "2025-06-03"): "A",
    ("mx_minimum_wage", "2026-01-01"): "B",
}
#: Figures recorded without an end, whose last day is known since: the fees of IRPR s. 294(d) and 303(1.1) were indexed.
ENDED = {("ca_pr_fee_principal", "2024-04-30"): "2026-04-29", ("ca_rprf", "2024-04-30"): "2026-04-29"}
#: Fees of which a part changed since they were recorded, as reported.
FEES_SINCE = {"ca-fsw", "ca-spouse", "ca-hc"}
#: Overlays of what became known since; without them a replaced rule would read as the law in force.
OVERLAYS_SINCE = {
    "ov-mx-visa-guidelines", "ov-mx-visa-guidelines-family", "ov-ca-claim-bars", "ov-ca-prra-bars", "ov-mx-cp-bars",
    "ov-us-asylum-child",
}  # fmt: skip


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "data" / "pathways" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped()


def test_the_shipped_catalogue_has_no_fault() -> None:
    assert [str(fault) for fault in faults() if fault.level == "error"] == []


def test_every_row_recorded_is_shipped_with_its_letter_and_state(shared: Path, catalogue: Catalogue) -> None:
    recorded = rows(shared, "pathways_catalogue.csv")
    assert [row["id"] for row in recorded] == list(catalogue.pathways)
    assert len(recorded) == 93
    for row in recorded:
        pathway, state = catalogue.pathways[row["id"]], state_on(catalogue.statuses[row["id"]], ON)
        assert state is not None
        assert (pathway.country, pathway.confidence) == (ISO[row["country"]], row["confidence"])
        if row["id"] in FEES_SINCE:
            assert "RPRF 600" in pathway.fee
        else:
            assert pathway.fee == row["fee"]
        assert (state.code, state.note, str(state.as_of)[:7]) == (
            row["status_code"], row["status_text"], row["status_as_of"],
        )  # fmt: skip
        assert pathway.needs_verification is (row["needs_verification"] == "yes")
        assert pathway.discretionary is (row["discretionary"] == "yes")
        assert str(pathway.valid_from).startswith(row["valid_from"])
        assert str(pathway.valid_to or "") == row["valid_to"]


def test_discretion_is_a_rule_where_the_row_says_so(catalogue: Catalogue) -> None:
    for name, pathway in catalogue.pathways.items():
        kinds = {catalogue.book.rules[rule].kind for rule in catalogue.book.sets[name].rules}
        assert ("discretionary" in kinds) is pathway.discretionary, name


def test_every_dated_parameter_is_shipped_and_unknown_stays_unknown(shared: Path, catalogue: Catalogue) -> None:
    names = {"UMA_daily": "mx_uma", "SMG_daily_general": "mx_minimum_wage"}
    recorded = rows(shared, "dated_parameters.csv")
    recorded += [{**row, "id": names[row["param"]]} for row in rows(shared, "mx_parameters.csv")]
    assert len(recorded) == 48
    for row in recorded:
        start = dt.date.fromisoformat(row["valid_from"])
        found = in_force(catalogue.book.parameters[row["id"]], start)
        assert found is not None
        if row["value"] == "unknown":
            assert found.value is None
        elif row["unit"] == "date":
            assert found.value == dt.date.fromisoformat(row["value"])
        else:
            assert float(str(found.value)) == float(row["value"])
        key = (row["id"], row["valid_from"])
        assert str(found.valid_to or "") == (row["valid_to"] or ENDED.get(key, ""))
        assert catalogue.letters[row["id"], start] == READ_SINCE.get(key, row["confidence"])


def test_indexed_fees_go_on_with_their_next_amount(catalogue: Catalogue) -> None:
    amounts = {"ca_pr_fee_principal": 990, "ca_rprf": 600}
    assert {name for name, _ in ENDED} == set(amounts)
    for (name, _), last in ENDED.items():
        following = in_force(catalogue.book.parameters[name], dt.date.fromisoformat(last) + dt.timedelta(1))
        assert following is not None
        assert following.value == amounts[name]


def test_settlement_funds_are_those_recorded(shared: Path, catalogue: Catalogue) -> None:
    table = in_force(catalogue.book.parameters["ca_settlement_funds"], ON)
    assert table is not None
    steps = [score for _, score in table.value]  # type: ignore[union-attr, misc]
    assert steps == [int(row["cad"]) for row in rows(shared, "settlement_funds.csv")[:7]]


def test_each_protected_country_has_its_designation(shared: Path, catalogue: Catalogue) -> None:
    tps = {row["country"]: row for row in rows(shared, "tps_designations.csv")}
    assert len(tps) == 18
    for country, row in tps.items():
        name = "us_tps_" + country.lower().replace(" ", "_")
        parameter = catalogue.book.parameters[name]
        first = dt.date.fromisoformat(row["designated_from"])
        month = row["end_precision"] == "month"
        end = dt.date.fromisoformat(row["last_known_end"] + ("-01" if month else ""))
        assert getattr(in_force(parameter, first), "value", "-") is True
        assert getattr(in_force(parameter, end - dt.timedelta(1)), "value", "-") is True
        assert getattr(in_force(parameter, end), "value", "-") is None, "the last day itself differs by notice"
        sure = row["note"].startswith("terminated") and row["needs_verification"] == "no"
        assert getattr(in_force(parameter, ON), "value", "-") is (False if sure else None), country
        assert in_force(parameter, first - dt.timedelta(1)) is None


def test_every_overlay_is_shipped(shared: Path, catalogue: Catalogue) -> None:
    recorded = {row["id"]: row for row in rows(shared, "overlays.csv")}
    shipped_ = {overlay.id: overlay for overlay in catalogue.overlays}
    assert set(shipped_) == set(recorded) | OVERLAYS_SINCE
    for name, row in recorded.items():
        overlay = shipped_[name]
        assert (overlay.instrument, overlay.note, overlay.confidence) == (
            row["instrument"], row["note"], row["confidence"],
        )  # fmt: skip
        assert str(overlay.valid_to or "") == row["valid_to"]
        if len(row["valid_from"]) == 10:
            assert str(overlay.valid_from) == row["valid_from"]


def test_country_lists_that_are_not_recorded_leave_membership_unknown(catalogue: Catalogue) -> None:
    for name in ("us_pp_10998_countries", "us_iv_pause_countries", "us_dv_eligible_countries", "ca_iec_countries"):
        row = in_force(catalogue.book.parameters[name], ON)
        assert row is not None
        assert row.value is None


def test_every_rule_says_where_it_is_written(catalogue: Catalogue) -> None:
    for name in catalogue.pathways:
        for rule in catalogue.book.sets[name].rules:
            cited = catalogue.book.rules[rule].citation
            assert cited is not None
            assert cited.instrument
            assert cited.pinpoint
            assert cited.url.startswith("https://")


def test_every_word_is_said_in_the_complete_languages(catalogue: Catalogue) -> None:
    ids = {str(rule.text) for name, rule in catalogue.book.rules.items() if not name.startswith("status:")}
    ids |= {overlay.words for overlay in catalogue.overlays}
    ids |= {f"pathways-name-{name}" for name in catalogue.pathways}
    for name, kind in catalogue.book.facts.items():
        if kind.question is not None:
            ids.add(kind.question)
            if name not in ("nationality", "birth_country"):
                ids |= {f"pathways-value-{name}-{value}".replace("_", "-") for value in kind.values}
    bodies = [rule.when for rule in catalogue.book.rules.values()]
    ids |= {each.subject for body in bodies for each in x.walk(body) if isinstance(each, x.Missing)}
    for language in COMPLETE:
        own = Words(language, [TRANSLATIONS])
        assert sorted(name for name in ids if name not in own) == [], language


def test_partial_languages_have_every_question_and_verdict_and_say_so(catalogue: Catalogue) -> None:
    needed = {kind.question for kind in catalogue.book.facts.values() if kind.question}
    needed |= {f"pathways-word-{word}" for word in ("may", "cannot-tell", "not-now", "does-not-appear")}
    for language in ("ht", "pt"):
        assert sorted(name for name in needed if name not in spoken(language)) == []
        assert "for review" in (TRANSLATIONS / f"{language}.ftl").read_text(encoding="utf-8").split("\n")[0]
        assert spoken(language).message("pathways-need-married").startswith("[en: ")
    assert set(LANGUAGES) == {*COMPLETE, "ht", "pt"}


def test_the_book_fits_in_200_kilobytes(catalogue: Catalogue) -> None:
    assert len(gzip.compress(dumps(catalogue.book).encode())) <= 200_000


def test_fifty_nine_of_ninety_three_are_past_review(catalogue: Catalogue) -> None:
    past = [each for each in day(catalogue, ON).pathways if each.review_by is not None and each.review_by < ON]
    assert len(past) == 59


def test_official_hosts_are_governments_or_the_un(catalogue: Catalogue) -> None:
    official = (".gov", "canada.ca", "quebec.ca", "gob.mx", "unhcr.org")
    for pathway in catalogue.pathways.values():
        assert pathway.official_host.split("/")[0].endswith(official), pathway.id
