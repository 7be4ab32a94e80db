"""Do the written positions say what the cited texts say, and is what is not known kept as not known?"""

from __future__ import annotations

import csv
import itertools
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from communique.exchange.agreement import Common, common
from communique.exchange.clocks import Period
from communique.exchange.deciding import decide
from communique.exchange.envelope import possibly
from communique.exchange.prooflog import proofs, publishable
from communique.exchange.proving import Prover
from communique.exchange.stance import Stances
from communique.facts import load
from communique.language import COMPLETE, words
from communique.workstreams.passengers.life import LifeError, Span, life
from communique.workstreams.passengers.parsing.elements import element_table
from communique.workstreams.passengers.positions_of import (
    FOLDER,
    RegimeError,
    all_on,
    category_of,
    element_number,
    masked_by_any,
    masked_elements,
    parties_on,
    positions,
    regime,
    stance_of,
    with_references,
)
from communique.workstreams.passengers.quality import LISTED, MANDATORY, required
from communique.workstreams.passengers.views import compared

ON = date(2026, 11, 24)


@cache
def found() -> tuple[Stances, Common, Prover]:
    stances = parties_on(ON)
    prover = Prover(stances.form)
    return stances, common(stances, prover), prover


def test_the_parties_are_the_three_and_the_references_are_no_parties():
    assert parties_on(ON).parties == ("CAN", "MEX", "USA")
    assert set(all_on(ON).parties) - {"CAN", "MEX", "USA"} == {"EU", "ICAO"}
    assert not {"EU", "ICAO"} & {
        name.partition(".")[0] for name in (*found()[1].most.clauses, *found()[1].least.clauses)
    }


def test_every_clause_has_a_source_that_is_listed_under_the_same_words():
    listed = {}
    for folder in ("law", "codes"):
        listed |= load(FOLDER.parent / folder, figures=False).sources
    for position in with_references().positions:
        for key, source in position.sources.items():
            assert key in listed, f"{position.party}: {key}"
            assert source.url == listed[key].url


def test_categories_are_the_nineteen_elements_in_order_and_sensitive_data():
    assert [element_number(name) for name in positions().form.listed("category")] == [*range(1, 20), None]
    assert category_of(4) == "names"
    assert category_of(18) == "apis"


def test_the_masked_elements_of_the_united_states_and_the_directive_are_those_of_the_element_table():
    table = element_table()
    assert masked_elements(stance_of("USA", ON)) == {e.n for e in table if e.masked_us_2012 == "yes"}
    assert masked_elements(stance_of("EU", ON)) == {e.n for e in table if e.masked_eu_2016 == "yes"}
    assert masked_by_any(ON) == masked_elements(stance_of("EU", ON))


# instrument and period, as the regimes' table has them
@pytest.mark.parametrize(
    ("party", "do", "since", "period"),
    [
        ("USA", "mask", "load", "P6M"),
        ("USA", "delete", "load", "P15Y"),
        ("CAN", "delete", "departure", "P3Y6M"),
        ("CAN", "delete", "departure", "P6Y"),
        ("EU", "mask", "load", "P6M"),
        ("EU", "delete", "load", "P5Y"),
        ("ICAO", "delete", "load", "P5Y"),
    ],
)
def test_the_clocks_are_those_of_the_texts(party, do, since, period):
    duties = stance_of(party, ON).duties.values()
    assert (do, since, Period.of(period)) in {(d.do, d.since, d.period) for d in duties}


def test_the_shared_table_of_regimes_says_the_same(shared):
    with (shared / "data/passengers/pnr_regimes.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["dimension"]: row for row in csv.DictReader(stream)}
    assert rows["retention_active"]["CA"].startswith("3 y 6 m from departure")
    assert rows["depersonalise"]["US"] == "after 6 m"
    assert rows["retention_active"]["US"] == "5 y"
    assert rows["depersonalise"]["MX"] == rows["end_of_life"]["MX"] == "not found"


def test_mexico_has_no_period_of_masking_or_retention_and_no_number_stands_for_it():
    duties = stance_of("MEX", ON).duties
    assert all(duties[name].period is None and duties[name].unknown is not None for name in ("masking", "retention"))
    with pytest.raises(RegimeError, match="no period of retention is known"):
        regime("MEX", ON)


def test_an_office_may_declare_a_period_only_where_the_law_has_none():
    declared = {"delete": Period(years=2), "mask": Period(months=6)}
    assert [clock.period for clock in regime("MEX", ON, declared).deletes] == [Period(years=2)]
    assert Period(years=2) not in [clock.period for clock in regime("CAN", ON, declared).deletes]


def test_what_is_common_depends_on_what_was_not_found_and_is_never_shown_as_an_agreement():
    stances, agreed, prover = found()
    assert agreed.status == "depends on unknowns"
    assert agreed.most.possible == "no"
    assert agreed.least.possible == "yes"
    assert {"MEX.retention", "MEX.masking"} <= set(agreed.unknowns)
    assert "MEX.retention" in agreed.deciding
    assert not publishable(agreed, proofs(agreed.most.permit, stances, prover))


def test_the_common_position_never_shows_sensitive_data_and_stays_within_each_party():
    stances, agreed, prover = found()
    log = proofs(agreed.least.permit, stances, prover, possibly)
    assert {proof.status for proof in log.proofs} == {"proved"}


ASKED = {"category": "itinerary", "recipient": "own_agency", "purpose": "terrorism"}
NOTHING = dict.fromkeys(positions().form.flags, False)


def answers(on: date, origins: dict[str, date], **more: object) -> dict[str, bool]:
    stances = replace(parties_on(ON), on=on)
    decision = decide(stances, {**NOTHING, **ASKED, **more}, origins)
    return {each.party: each.permitted for each in decision.findings}


def test_canada_keeps_for_three_years_and_six_months_to_the_day():
    origins = {"load": date(2024, 2, 26), "departure": date(2024, 2, 29)}
    assert answers(date(2027, 8, 29), origins)["CAN"]
    assert not answers(date(2027, 8, 30), origins)["CAN"]
    assert answers(date(2030, 2, 28), origins, suspected=True)["CAN"]
    assert not answers(date(2030, 3, 1), origins, suspected=True)["CAN"]


def test_canada_shares_inside_the_country_only_if_all_five_tests_hold():
    origins = {"load": ON, "departure": ON}
    tests = ("relevant", "function", "equivalent_standards", "no_onward", "necessary")
    asked = {"recipient": "domestic", **dict.fromkeys(tests, True)}
    assert answers(ON, origins, **asked)["CAN"]
    assert not any(answers(ON, origins, **{**asked, test: False})["CAN"] for test in tests)
    assert answers(ON, origins, recipient="domestic", court_order=True)["CAN"]


@pytest.mark.parametrize("abroad", ["partner", "third"])
def test_canada_shares_with_another_country_only_if_all_four_tests_hold(abroad):
    # SOR/2005-346, s. 8(a)-(d); unlike s. 6 it asks for no undertaking against passing on
    origins = {"load": ON, "departure": ON}
    tests = ("relevant", "function", "equivalent_standards", "necessary")
    asked = {"recipient": abroad, **dict.fromkeys(tests, True)}
    assert answers(ON, origins, **asked)["CAN"]
    assert not any(answers(ON, origins, **{**asked, test: False})["CAN"] for test in tests)


def test_canada_shows_what_identifies_after_two_years_only_for_a_suspected_person():
    # SOR/2005-346, s. 4(2), (3): from the day after the second year since the day of departure
    origins = {"load": date(2024, 1, 8), "departure": date(2024, 1, 10)}
    assert answers(date(2026, 1, 10), origins, category="names")["CAN"]
    assert not answers(date(2026, 1, 11), origins, category="names")["CAN"]
    assert answers(date(2026, 1, 11), origins, category="names", suspected=True)["CAN"]
    assert answers(date(2026, 1, 11), origins)["CAN"]  # an itinerary identifies nobody


def test_the_agreement_with_the_union_bears_on_flights_from_it_alone():
    origins = {"load": ON, "departure": ON}
    assert answers(ON, origins)["CAN"]
    assert not answers(ON, origins, from_eu=True)["CAN"]  # whether it is in force is not known: unknown denies
    assert answers(ON, origins, from_eu=True, independent_review=True)["CAN"]
    assert not answers(ON, origins, from_eu=True, independent_review=True, left_country=True)["CAN"]
    assert answers(ON, origins, from_eu=True, independent_review=True, left_country=True, risk_link=True)["CAN"]


def test_silence_is_not_permission():
    stances = parties_on(ON)
    decision = decide(stances, {**NOTHING, **ASKED, "category": "baggage"}, {"load": ON, "departure": ON})
    mexico = next(each for each in decision.findings if each.party == "MEX")
    assert not mexico.permitted
    assert mexico.codes[0] == "silence:category"


def told(loaded: date, departure: date, **more: object) -> dict[str, list[Span]]:
    asked = {"category": "names", "recipient": "own_agency", "purpose": "terrorism", "flags": {}, **more}
    spans = life(all_on(ON), {"load": loaded, "departure": departure}, **asked)
    return {party: [s for s in spans if s.party == party] for party in all_on(ON).parties}


def test_six_months_from_the_31st_of_august_end_in_february():
    spans = told(date(2025, 8, 31), date(2025, 8, 31))["USA"]
    assert (spans[0].state, spans[0].last) == ("seen", date(2026, 2, 28))
    assert spans[1].codes[0] == "clause:masking"


def test_names_are_seen_again_for_a_case_until_fifteen_years_are_over():
    spans = told(date(2025, 8, 31), date(2025, 8, 31), flags={"case": True})["USA"]
    assert [(s.state, s.last) for s in spans] == [("seen", date(2040, 8, 31)), ("barred", None)]


def test_dormant_years_are_five_for_crime_that_is_not_terrorism():
    spans = told(date(2025, 8, 31), date(2025, 8, 31), purpose="serious_crime", flags={"case": True})["USA"]
    assert spans[0].last == date(2035, 8, 31)


def test_mexico_is_unknown_for_ever_and_icao_within_its_span():
    spans = told(date(2025, 8, 28), date(2025, 8, 31))
    assert [(s.state, s.last) for s in spans["MEX"]] == [("unknown", None)]
    assert [(s.state, s.last) for s in spans["ICAO"]][:3] == [
        ("seen", date(2026, 2, 28)),
        ("unknown", date(2027, 8, 28)),
        ("barred", date(2030, 8, 28)),
    ]


def test_the_spans_of_a_life_have_neither_gap_nor_overlap():
    for spans in told(date(2025, 1, 30), date(2025, 2, 3)).values():
        for first, second in itertools.pairwise(spans):
            assert first.last is not None
            assert (second.first - first.last).days == 1
        assert spans[-1].last is None


@pytest.mark.parametrize(
    ("change", "message"),
    [({"category": "shoe size"}, "none of"), ({"flags": {"rich": True}}, "no flag"), ({"purpose": "sport"}, "none of")],
)
def test_a_life_that_cannot_be_asked_is_refused(change, message):
    with pytest.raises(LifeError, match=message):
        told(ON, ON, **change)


def test_the_eight_of_mexico_and_the_nineteen_of_icao():
    assert len(required(*MANDATORY)) == 8
    assert len(required(*LISTED)) == 19
    assert set(required(*MANDATORY)) <= set(stance_of("MEX", ON).position.speaks["category"])


def test_the_page_names_every_unknown_and_speaks_three_languages():
    tables = {table.id: table for table in compared(ON, None)}
    assert {
        "passengers-elements",
        "passengers-unified-retention",
        "passengers-positions",
        "passengers-differences",
    } <= set(tables)
    for language in COMPLETE:
        said = words(language)
        spoken = [said.say(text) for text in tables["passengers-unified-use"].unknown]
        assert said.message("passengers-not-an-agreement") in spoken
        for table in tables.values():
            cells = [said.say(c) for row in table.cells for c in row if not isinstance(c, int | float | date | None)]
            assert not [cell for cell in cells if cell.startswith(("passengers-", "exchange-"))]


def test_the_sources_of_every_table_are_found_by_an_edition():
    listed = {f"passengers/{key}" for f in ("law", "codes") for key in load(FOLDER.parent / f, figures=False).sources}
    for table in compared(ON, None):
        assert set(table.sources) <= listed


def test_before_its_position_a_regime_is_refused():
    with pytest.raises(RegimeError, match="begins on 2016-03-11"):
        stance_of("CAN", date(2010, 1, 1))
    with pytest.raises(RegimeError, match="none of"):
        stance_of("FRA", ON)
