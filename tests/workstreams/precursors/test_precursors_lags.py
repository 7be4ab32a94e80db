"""How far jurisdictions are apart, as intervals; what changed; and that gaps are marked and released by two only."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from entries_made import READ, entry
from hypothesis import given
from hypothesis import strategies as st

from communique.exchange.approvals import NotApproved, Officer, grant
from communique.exchange.ledger import Home
from communique.exchange.log.keeping import size
from communique.workstreams.precursors.changes import changes, coming
from communique.workstreams.precursors.entries import JURISDICTIONS, shipped
from communique.workstreams.precursors.errors import ListError, ReleaseRefused
from communique.workstreams.precursors.gaps import differences, gaps
from communique.workstreams.precursors.lags import in_time, lag, lags
from communique.workstreams.precursors.plan import Work, order, read_work
from communique.workstreams.precursors.release import ask, released
from communique.workstreams.precursors.status import status
from communique.workstreams.precursors.unknowns import unknowns

DATES = st.dates(date(2010, 1, 1), date(2026, 1, 1)).flatmap(
    lambda d: st.sampled_from([d.isoformat(), d.isoformat()[:7], d.isoformat()[:4]])
)


@pytest.mark.parametrize(
    ("substance", "end", "low", "high"),
    [
        ("norfentanyl", "USA", -919, -919),
        ("4-AP", "USA", -922, -922),
        # day against year: 2017 any day to 18 July 2017
        ("NPP", "MEX", -166, 198),
        ("ANPP", "USA", -2680, -2316),
    ],
)
def test_lags_of_the_specification(substance, end, low, high):
    found = lag(shipped(), substance, "UN", end)
    assert (found.low, found.high) == (low, high)


def test_a_lag_by_publication_says_so_and_a_missing_date_gives_none():
    assert lag(shipped(), "4-AP", "UN", "MEX").only_published
    assert not lag(shipped(), "4-AP", "UN", "USA").only_published
    assert lag(shipped(), "ephedrine", "UN", "USA") is None
    # an undated entry of a Table may be older than the dated one
    assert lag(shipped(), "acetic anhydride", "UN", "CAN") is None
    # a surveillance list controls nothing
    assert lag(shipped(), "propionyl chloride", "UN", "CAN") is None


@given(DATES, DATES)
def test_a_lag_and_its_reverse_are_opposite(one, other):
    pair = [entry(effective_from=one), entry(jurisdiction="USA", list="List I", effective_from=other)]
    there, back = lag(pair, "NPP", "CAN", "USA"), lag(pair, "NPP", "USA", "CAN")
    assert (there.low, there.high) == (-back.high, -back.low)
    assert there.low <= there.high


@given(DATES, DATES)
def test_a_finer_date_gives_a_lag_within_that_of_a_coarser(one, other):
    def found(text):
        pair = [entry(effective_from=text), entry(jurisdiction="USA", list="List I", effective_from=other)]
        return lag(pair, "NPP", "CAN", "USA")

    fine, coarse = found(one), found(one[:4])
    assert coarse.low <= fine.low <= fine.high <= coarse.high


def test_lags_are_only_of_what_both_list():
    for each in lags(shipped(), on=READ, known_at=READ, start="UN", ends=("CAN", "MEX", "USA")):
        for where in (each.start, each.end):
            assert status(shipped(), each.substance, where, on=READ, known_at=READ).in_some_list == "listed"


def test_a_share_in_time_lies_between_what_is_sure_and_what_may_be():
    treaty = [
        entry(substance=s, jurisdiction="UN", list="1988 Table I", effective_from="2020-01-01")
        for s in ("NPP", "ANPP", "4-AP", "norfentanyl")
    ]
    own = [
        entry(substance="NPP", effective_from="2020-06-29"),  # the 180th day
        entry(substance="ANPP", effective_from="2020-06-30"),  # a day late
        entry(substance="4-AP", effective_from="2020"),  # in time or not
    ]  # norfentanyl: no row at all
    found = in_time([*treaty, *own], "CAN", on=READ, known_at=READ, period=180)
    assert (found.low, found.high, found.of) == (1 / 4, 3 / 4, 4)
    # before the period has run out nothing counts
    assert in_time([*treaty, *own], "CAN", on=date(2020, 6, 29), known_at=READ, period=180) is None


def test_a_longer_period_never_lowers_a_share():
    shares = [in_time(shipped(), "CAN", on=READ, known_at=READ, period=days) for days in (0, 180, 400)]
    assert [s.of for s in shares] == [15, 15, 15]
    assert sorted(s.low for s in shares) == [s.low for s in shares]


def test_changes_of_law_and_of_knowledge_are_told_apart():
    found = changes(shipped(), date(2025, 1, 1), READ, known_at=READ)
    of_law = {(c.substance, c.jurisdiction) for c in found if c.of_law}
    assert of_law == {
        ("propionyl chloride", "USA"), ("propionic anhydride", "CAN"), ("phenethyl bromide", "CAN"),
        ("benzyl chloride", "CAN"),
    }  # fmt: skip
    assert ("safrole", "USA") in {(c.substance, c.jurisdiction) for c in found if not c.of_law}
    with pytest.raises(ListError, match="is not after"):
        changes(shipped(), READ, READ, known_at=READ)


def test_coming_changes_are_those_whose_day_may_still_come():
    then = {(e.entry.substance, e.kind) for e in coming(shipped(), date(2026, 4, 11), known_at=READ)}
    assert ("benzyl chloride", "begins") in then
    assert ("benzyl chloride", "ends") in then
    assert {e.entry.substance for e in coming(shipped(), date(2026, 4, 12), known_at=READ)} == {"propionyl chloride"}


def test_unknown_answers_are_counted_without_names():
    found = unknowns(shipped(), on=READ, known_at=READ)
    assert {where: sum(counts.values()) for where, counts in found.items()} == {"UN": 1, "CAN": 1, "MEX": 8, "USA": 2}


# Gaps


def test_a_gap_is_what_table_one_has_and_a_country_is_not_known_to_list():
    marked = gaps(shipped(), on=READ, known_at=READ)
    assert marked.marking == "TLP:AMBER"
    assert set(marked.frame["marking"]) == {"TLP:AMBER"}
    for row in marked.frame.iter_rows(named=True):
        assert status(shipped(), row["substance"], "UN", on=READ, known_at=READ).lists == ("1988 Table I",)
        assert row["in_some_list"] != "listed"
    ours = {e.substance: i for i, e in enumerate(reversed(shipped()))}
    places = [ours[s] for s in marked.frame["substance"]]
    assert places == sorted(places, reverse=True)  # the order of the closed list, and no rank


def test_days_of_a_gap_are_an_interval_from_the_treaty_on():
    treaty = entry(jurisdiction="UN", list="1988 Table I", effective_from="2024")
    own = entry(effective_from="2030")
    frame = gaps([treaty, own], on=date(2025, 1, 31), known_at=READ).frame
    assert frame.filter(jurisdiction="CAN").select("status", "days_low", "days_high").row(0) == ("not_listed", 31, 396)


def test_a_difference_is_of_words_and_claims_nothing():
    frame = differences(shipped(), on=READ, known_at=READ).frame
    found = frame.filter((frame["substance"] == "4-AP") & (frame["one"] == "CAN") & (frame["other"] == "USA")).row(
        0, named=True
    )
    assert (found["only_in_one"], found["only_in_other"]) == (
        "+analogues|+derivatives", "+amides|+carbamates|+halides",
    )  # fmt: skip


OFFICER, SECOND = Officer("O-1", "analyst", "COFEPRIS"), Officer("O-2", "reviewer", "COFEPRIS")


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home", lambda: datetime(2026, 11, 24, 12, tzinfo=UTC))


def approved(home, table="precursors.gaps", on=READ):
    request = ask(home, table, on, OFFICER, timedelta(hours=1))
    return grant(home, request.id, SECOND).id


def test_a_marked_table_leaves_with_an_approval_once_and_enters_the_log(home):
    marked = gaps(shipped(), on=READ, known_at=READ)
    id = approved(home)
    before = size(home)
    assert released(home, marked, READ, OFFICER, id).equals(marked.frame)
    assert size(home) == before + 1
    with pytest.raises(NotApproved, match="used once"):
        released(home, marked, READ, OFFICER, id)


def test_without_a_fitting_approval_nothing_leaves(home):
    marked = gaps(shipped(), on=READ, known_at=READ)
    with pytest.raises(ReleaseRefused, match="with an approval only"):
        released(home, marked, READ, OFFICER, None)
    for id in (approved(home, "precursors.differences"), approved(home, on=date(2026, 1, 1))):
        with pytest.raises(NotApproved, match="approves release of"):
            released(home, marked, READ, OFFICER, id)
    alone = ask(home, "precursors.gaps", READ, OFFICER, timedelta(hours=1)).id
    with pytest.raises(NotApproved, match="approved by nobody"):
        released(home, marked, READ, OFFICER, alone)
    with pytest.raises(NotApproved, match="another officer"):
        grant(home, alone, OFFICER)
    with pytest.raises(ReleaseRefused, match="is not one of"):
        ask(home, "precursors.leads", READ, OFFICER, timedelta(hours=1))


# The order of legal work


def work(**changed):
    base = {
        "quarters": 4,
        "countries": {c: {"instruments_per_quarter": 1, "lead_quarters": 0} for c in ("CAN", "MEX", "USA")},
        "weights": dict.fromkeys({e.substance for e in shipped()}, 1.0),
    }
    return Work.model_validate(base | changed)


def made_gaps(*substances):
    treaty = [entry(substance=s, jurisdiction="UN", list="1988 Table I") for s in substances]
    own = [
        entry(substance=s, jurisdiction=j, list=name, effective_from="2015-01-01")
        for s in substances
        for j, name in (("CAN", "Sch VI"), ("USA", "List I"))
    ]
    return gaps([*treaty, *own], on=date(2026, 1, 15), known_at=READ)


def test_the_heavier_goes_first_and_capacity_and_lead_time_hold():
    found = order(
        made_gaps("NPP", "ANPP", "4-AP"),
        work(weights={"NPP": 1.0, "ANPP": 5.0, "4-AP": 2.0},
             countries={"MEX": {"instruments_per_quarter": 1, "lead_quarters": 1}}, quarters=3),
        date(2026, 1, 15),
    )  # fmt: skip
    rows = {row["substance"]: row["quarter"] for row in found.marked.frame.iter_rows(named=True)}
    assert rows == {"ANPP": 1, "4-AP": 2, "NPP": None}
    # 5 × days to 1 July + 2 × days to 1 October + 1 × days to the end, all from 15 January
    assert found.weighted_days == pytest.approx(5 * 167 + 2 * 259 + 351)
    assert found.marked.marking == "TLP:AMBER"


def test_the_plan_is_the_best_of_all_orders():
    from itertools import permutations

    names, weights = ("NPP", "ANPP", "4-AP", "norfentanyl"), {"NPP": 3.0, "ANPP": 1.0, "4-AP": 4.0, "norfentanyl": 1.5}
    on = date(2026, 1, 15)
    waits = [(date(2026 + (3 * q + 3) // 12, (3 * q + 3) % 12 + 1, 1) - on).days for q in range(5)]
    best = min(sum(weights[n] * waits[q] for q, n in enumerate(each)) for each in permutations(names))
    assert order(made_gaps(*names), work(weights=weights), on).weighted_days == pytest.approx(best)


def test_without_a_gap_there_is_nothing_to_do():
    found = order(made_gaps(), work(), READ)
    assert (found.marked.frame.height, found.weighted_days) == (0, 0.0)


@pytest.mark.parametrize(
    ("text", "says", "column"),
    [
        ("quarters = ", "not readable as TOML", None),
        ("quarters = 0\ncountries = {}\nweights = {}", "greater than or equal", "quarters"),
        ("quarters = 4\ncountries = {}", "Field required", "weights"),
        ("quarters = 4\ncountries = {}\nweights = { water = 1.0 }", "is not known", "weights"),
        ("quarters = 4\ncountries = {}\nweights = { NPP = -1.0 }", "is not a weight", "weights.NPP"),
        (
            "quarters = 4\nweights = {}\n[countries.FRA]\ninstruments_per_quarter = 1\nlead_quarters = 0",
            "is not known",
            "countries",
        ),
    ],
)
def test_bad_assumptions_name_their_key(tmp_path, text, says, column):
    (tmp_path / "work.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ListError, match=says) as fault:
        read_work(tmp_path / "work.toml")
    assert fault.value.column == column


def test_a_gap_without_a_weight_is_refused():
    with pytest.raises(ListError, match="no weight or capacity is given for NPP in MEX"):
        order(made_gaps("NPP"), work(weights={}), READ)


def test_every_jurisdiction_is_one_of_four():
    assert JURISDICTIONS == ("UN", "CAN", "MEX", "USA")


def test_a_lead_time_beyond_the_plan_leaves_every_gap_open():
    late = {"MEX": {"instruments_per_quarter": 2, "lead_quarters": 9}}
    found = order(made_gaps("NPP", "ANPP"), work(countries=late), READ)
    assert found.marked.frame["quarter"].to_list() == [None, None]
