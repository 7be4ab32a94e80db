"""Releases: the noise and its budget, hidden cells and the attack on them, the gate."""

from __future__ import annotations

import math
from dataclasses import asdict, replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records_house import STEWARD, SUPERVISOR, a_house, approved

from communique.exchange.approvals import NotApproved, request
from communique.exchange.ledger import Home
from communique.exchange.log.witness import entries
from communique.exchange.release import noise
from communique.exchange.release.attack import Additive, intervals, with_margins
from communique.exchange.release.budget import (
    BudgetError,
    Overspent,
    Spending,
    amount,
    budget,
    composed,
    open_budget,
    spendings,
)
from communique.exchange.release.counting import ReleaseError, count_cases
from communique.exchange.release.noise import decay, mechanism, noisy, utility, variance, within
from communique.exchange.release.publishing import Terms, release_noisy, release_suppressed
from communique.exchange.release.suppression import protect, usual_k
from communique.language import Words

pytest.importorskip("opendp", reason="communique[exchange] is not installed")

TERMS = Terms(dataset="asylum.cases", officer=STEWARD, marking="TLP:GREEN", released_as="TLP:GREEN")
BY = {"region": ("north", "south"), "route": ("air", "land", "sea")}
CASES = pl.DataFrame(
    {
        "case": [f"c{n}" for n in range(60)],
        "region": ["north"] * 40 + ["south"] * 20,
        "route": (["air"] * 22 + ["land"] * 15 + ["sea"] * 3) + (["air"] * 12 + ["land"] * 8),
    }
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return a_house(tmp_path / "can")[0]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one whenever noise is drawn."""
    calls: list[int] = []

    def watched(measurement: Any, counts: Any) -> list[int]:
        calls.append(len(counts))
        return noisy(measurement, counts)

    monkeypatch.setattr("communique.exchange.release.publishing.noisy", watched)
    return calls


# --- the noise ------------------------------------------------------------------------------------------------------


def test_the_distribution_is_the_published_one() -> None:
    # specification of the exchange: epsilon 1, sensitivity 1
    p = decay(1, Decimal(1))
    assert (1 - p) / (1 + p) == pytest.approx(0.46212, abs=5e-6)
    assert (1 - p) / (1 + p) * p == pytest.approx(0.17000, abs=5e-6)
    assert variance(1, Decimal(1)) == pytest.approx(1.8413, abs=5e-5)


def test_the_noise_that_is_drawn_has_that_distribution() -> None:
    # 100,000 draws: the sampling error of the variance is 0.013 (kurtosis 6.1), of a frequency 0.0016; bands of five
    # errors, inside the 0.15 that the specification allows
    drawn = np.array(noisy(mechanism(1, Decimal(1)), [0] * 100_000))
    assert drawn.var() == pytest.approx(1.8413, abs=0.07)
    assert (drawn == 0).mean() == pytest.approx(0.46212, abs=0.008)
    assert (drawn == 1).mean() == pytest.approx(0.17, abs=0.007)
    assert (drawn == -1).mean() == pytest.approx(0.17, abs=0.007)
    assert drawn.mean() == pytest.approx(0, abs=0.025)


def test_two_releases_are_not_the_same_and_large_counts_are_carried_exactly() -> None:
    found = mechanism(1, Decimal(1))
    assert noisy(found, [0] * 200) != noisy(found, [0] * 200)
    assert abs(noisy(found, [2**40])[0] - 2**40) < 100


@pytest.mark.parametrize(("epsilon", "bound"), [("0.5", 6), ("1", 3), ("2", 1)])
def test_the_95_percent_bound_is_the_least_that_holds(epsilon: str, bound: int) -> None:
    p = decay(1, Decimal(epsilon))

    def inside(t: int) -> float:
        return (1 - p) / (1 + p) * (1 + 2 * sum(p**j for j in range(1, t + 1)))

    assert within(0.95, 1, Decimal(epsilon)) == bound
    assert inside(bound) >= 0.95 > inside(bound - 1)


@given(st.integers(1, 50), st.decimals("0.01", "5", places=3))
@settings(max_examples=40)
def test_the_mechanism_never_costs_more_than_epsilon(sensitivity: int, epsilon: Decimal) -> None:
    assert Fraction(mechanism(sensitivity, epsilon).map(sensitivity)) <= Fraction(epsilon)


def test_the_utility_report_is_of_the_distribution_and_not_of_the_data() -> None:
    report = utility(1, Decimal(1), 6, clipped=True)
    p = decay(1, Decimal(1))
    positive = sum(j * (1 - p) / (1 + p) * p**j for j in range(1, 400))
    assert report.clipping_bias == pytest.approx(positive)
    assert report.total_sd == pytest.approx(math.sqrt(6) * report.sd)
    assert report.ten_percent == 30
    assert utility(1, Decimal(1), 6, clipped=False).clipping_bias == 0


# --- the budget -----------------------------------------------------------------------------------------------------


def spend(epsilon: str, partition: str | None = None, part: str | None = None) -> Spending:
    return Spending(
        dataset="d", query="q", mechanism="m", epsilon=Decimal(epsilon), partition=partition, part=part
    )  # fmt: skip


def test_releases_add_up_and_disjoint_parts_cost_the_dearest() -> None:
    assert composed([spend("0.1")] * 10) == Decimal("1.0")
    months = [spend("0.3", "month", "2026-01"), spend("0.5", "month", "2026-02"), spend("0.1", "month", "2026-01")]
    assert composed(months) == Decimal("0.5")
    assert composed([*months, spend("0.2"), spend("0.4", "region", "north")]) == Decimal("1.1")


amounts = st.decimals("0.001", "3", places=3)


@given(st.lists(st.tuples(amounts, st.sampled_from([None, "a", "b", "c"])), max_size=8), st.randoms())
def test_composition_is_monotone_and_knows_no_order(drawn: list[tuple[Decimal, str | None]], random: Any) -> None:
    spent = [replace(spend("1", "p" if part else None, part), epsilon=cost) for cost, part in drawn]
    shuffled = list(spent)
    random.shuffle(shuffled)
    assert composed(shuffled) == composed(spent)
    assert composed(spent) <= sum((one.epsilon for one in spent), Decimal(0))
    for count in range(len(spent)):
        assert composed(spent[:count]) <= composed(spent[: count + 1])


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "-inf", "a", "", "1e13", "1e-31", math.nan])
def test_an_amount_that_is_none_is_refused_before_anything_is_drawn(home: Home, drawn: list[int], value: Any) -> None:
    open_budget(home, "asylum.cases", "1", STEWARD)
    with pytest.raises(BudgetError):
        release_noisy(home, TERMS, CASES, BY, epsilon=value, sensitivity=1)
    assert drawn == []
    assert spendings(home, "asylum.cases") == []


@pytest.mark.parametrize("sensitivity", [None, 0, -1, True])
def test_a_missing_sensitivity_is_refused_before_anything_is_drawn(
    home: Home, drawn: list[int], sensitivity: Any
) -> None:
    open_budget(home, "asylum.cases", "1", STEWARD)
    with pytest.raises(BudgetError, match="must be declared"):
        release_noisy(home, TERMS, CASES, BY, epsilon="0.1", sensitivity=sensitivity)
    assert drawn == []


def test_overspending_is_refused_before_anything_is_drawn_and_spends_nothing(home: Home, drawn: list[int]) -> None:
    open_budget(home, "asylum.cases", "1", SUPERVISOR)
    for _ in range(3):
        release_noisy(home, TERMS, CASES, BY, epsilon="0.3", sensitivity=1)
    before = len(entries(home))
    with pytest.raises(Overspent, match=r"of 1 \(delta 0\) only 0\.1 is left"):
        release_noisy(home, TERMS, CASES, BY, epsilon=0.10000001, sensitivity=1)
    assert len(drawn) == 3
    assert len(entries(home)) == before
    assert budget(home, "asylum.cases").remaining == Decimal("0.1")
    assert release_noisy(home, TERMS, CASES, BY, epsilon=0.1, sensitivity=1).remaining == "0.0"
    account = spendings(home, "asylum.cases")
    assert [row["spent"] for row in account] == ["0.3", "0.6", "0.9", "1.0"]
    assert {row["mechanism"] for row in account} == {"discrete_laplace"}
    assert {row["approver"] for row in account} == {STEWARD.code}


def test_parts_of_a_partition_are_paid_once(home: Home) -> None:
    open_budget(home, "asylum.cases", "0.5", STEWARD)

    def of(month: str) -> pl.DataFrame:
        return CASES.with_columns(month=pl.lit(month))

    for month in ("2026-01", "2026-02", "2026-03"):
        found = release_noisy(home, TERMS, of(month), BY, epsilon="0.5", sensitivity=1, partition=("month", month))
        assert found.remaining == "0.0"
    with pytest.raises(Overspent):
        release_noisy(home, TERMS, of("2026-03"), BY, epsilon="0.5", sensitivity=1, partition=("month", "2026-03"))


def test_a_release_pays_for_one_part_only_where_it_reads_only_that_part(home: Home, drawn: list[int]) -> None:
    open_budget(home, "asylum.cases", "0.5", STEWARD)
    two = CASES.with_columns(month=pl.Series(["2026-01"] * 59 + ["2026-02"]))
    with pytest.raises(ReleaseError, match="row 61, column month: is not 2026-01"):
        release_noisy(home, TERMS, two, BY, epsilon="0.5", sensitivity=1, partition=("month", "2026-01"))
    with pytest.raises(ReleaseError, match="column week: the data has no such column"):
        release_noisy(home, TERMS, two, BY, epsilon="0.5", sensitivity=1, partition=("week", "1"))
    assert drawn == []


def test_a_budget_is_opened_once_and_a_data_set_without_one_releases_nothing(home: Home, drawn: list[int]) -> None:
    with pytest.raises(BudgetError, match="no budget was opened"):
        release_noisy(home, TERMS, CASES, BY, epsilon="0.1", sensitivity=1)
    assert drawn == []
    open_budget(home, "asylum.cases", "1", STEWARD)
    with pytest.raises(BudgetError, match="already"):
        open_budget(home, "asylum.cases", "100", STEWARD)


def test_two_writers_cannot_both_spend_what_is_left(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    home, _ = a_house(tmp_path / "can")
    open_budget(home, "asylum.cases", "1", STEWARD)

    def once(_: int) -> bool:
        try:
            release_noisy(home, TERMS, CASES, BY, epsilon="0.4", sensitivity=1)
        except Overspent:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(once, range(6))) == 2
    assert budget(home, "asylum.cases").spent == Decimal("0.8")


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_an_amount_is_kept_exactly_or_refused(value: Decimal) -> None:
    try:
        found = amount(value)
    except BudgetError:
        return
    assert found == value > 0


# --- counting -------------------------------------------------------------------------------------------------------


def test_cases_are_counted_once_per_cell_and_empty_cells_too() -> None:
    frame = pl.concat([CASES, CASES.head(5)])  # five cases with two rows in one cell
    cells = count_cases(frame, BY, "case")
    assert dict(zip(cells.labels, cells.counts, strict=True)) == {
        ("north", "air"): 22, ("north", "land"): 15, ("north", "sea"): 3,
        ("south", "air"): 12, ("south", "land"): 8, ("south", "sea"): 0,
    }  # fmt: skip
    assert cells.touched == 1
    assert count_cases(frame, BY).counts[0] == 27  # without a case column each row is one


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from("ab"), st.sampled_from("xyz")), max_size=40), st.randoms())
@settings(max_examples=40)
def test_counts_are_those_of_sets_and_know_no_order(rows: list[tuple[int, str, str]], random: Any) -> None:
    random.shuffle(rows)
    frame = pl.DataFrame(rows, schema={"case": pl.Int64, "one": pl.String, "two": pl.String}, orient="row")
    cells = count_cases(frame, {"one": "ab", "two": "xyz"}, "case")
    expected = [len({case for case, a, b in rows if (a, b) == label}) for label in cells.labels]
    assert list(cells.counts) == expected
    assert cells.touched == max((len({(a, b) for c, a, b in rows if c == case}) for case, _, _ in rows), default=0)


@pytest.mark.parametrize(
    ("frame", "by", "where"),
    [
        (
            CASES.with_columns(region=pl.Series(["north", None, *["north"] * 58])),
            BY,
            "row 3, column region: is missing",
        ),
        (CASES, {"region": ("north",)}, "row 42, column region: the value is none"),
        (CASES, {"province": ("QC",)}, "column province: the data has no such column"),
        (CASES, {"region": ("north", "south", "south")}, "column region: its categories"),
        (CASES, {"region": ()}, "column region: its categories"),
        (CASES, {}, "by which columns"),
    ],
)
def test_a_value_that_is_no_category_is_named_and_never_dropped(frame: pl.DataFrame, by: Any, where: str) -> None:
    with pytest.raises(ReleaseError, match=where):
        count_cases(frame, by)


def test_a_case_in_more_cells_than_declared_is_refused_not_cut(home: Home, drawn: list[int]) -> None:
    open_budget(home, "asylum.cases", "1", STEWARD)
    frame = pl.concat([CASES, CASES.head(1).with_columns(route=pl.lit("sea"))])
    with pytest.raises(BudgetError, match="counted in 2 cells, more than the declared 1"):
        release_noisy(home, TERMS, frame, BY, epsilon="0.1", sensitivity=1, case="case")
    assert drawn == []
    found = release_noisy(home, TERMS, frame, BY, epsilon="0.1", sensitivity=2, case="case")
    assert found.report["sd"] == pytest.approx(math.sqrt(variance(2, Decimal("0.1"))))


# --- suppression and the attack -------------------------------------------------------------------------------------


def brute(table: Additive, hidden: np.ndarray) -> dict[int, tuple[int, int]]:
    """Bounds of hidden cells by trying every whole-number filling of a 2 x 2 table: what the LP must give."""
    open_cells = [int(i) for i in np.flatnonzero(hidden)]
    bounds: dict[int, tuple[int, int]] = {}
    top = int(table.values.max())
    for filling in np.ndindex(*(top + 1,) * len(open_cells)):
        values = table.values.copy()
        values[open_cells] = filling
        if all(values[list(parts)].sum() == values[total] for parts, total in table.equations):
            for cell in open_cells:
                low, high = bounds.get(cell, (top, 0))
                bounds[cell] = min(low, int(values[cell])), max(high, int(values[cell]))
    return bounds


@given(st.lists(st.integers(0, 3), min_size=4, max_size=4), st.sets(st.integers(0, 3), min_size=1))
@settings(max_examples=40)
def test_the_attack_finds_exactly_what_trying_everything_finds(counts: list[int], opened: set[int]) -> None:
    table = with_margins(np.array(counts, dtype=np.int64).reshape(2, 2))
    hidden = np.zeros(9, dtype=bool)
    hidden[list(opened)] = True
    found = intervals(table, hidden, opened)
    for cell, (low, high) in brute(table, hidden).items():
        assert found[cell] == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


def test_one_hidden_cell_in_a_row_is_told_by_its_margin_and_is_therefore_not_left_alone() -> None:
    table = with_margins(np.array([[20, 3, 30], [40, 50, 60], [70, 15, 90]]))
    alone = np.zeros(16, dtype=bool)
    alone[1] = True
    assert intervals(table, alone, [1])[1] == (pytest.approx(3), pytest.approx(3))
    done = protect(table, usual_k())
    assert done.hidden[1]
    assert (done.primary, done.complementary) == (1, 3)  # a rectangle of four cells
    assert done.narrowest is not None
    assert done.narrowest >= 11


@given(st.integers(2, 5), st.integers(2, 5), st.integers(2, 12), st.sampled_from(["publish", "suppress"]), st.data())
@settings(max_examples=40)
def test_no_small_cell_of_any_table_can_be_worked_out_to_less_than_k(
    rows: int, columns: int, k: int, zeros: Any, data: st.DataObject
) -> None:
    counts = data.draw(st.lists(st.integers(0, 40), min_size=rows * columns, max_size=rows * columns))
    table = with_margins(np.array(counts, dtype=np.int64).reshape(rows, columns))
    done = protect(table, k, zeros)
    small = (table.values < k) & ((table.values > 0) | (zeros == "suppress"))
    assert not (small & ~done.hidden).any()
    for low, high in intervals(table, done.hidden, np.flatnonzero(small)).values():
        assert high - low >= k - 1e-6


def test_a_table_of_one_column_and_small_margins_are_protected_too() -> None:
    done = protect(with_margins(np.array([3, 25, 40])), usual_k())
    assert done.hidden.tolist() in ([True, True, False, False], [True, False, False, True])
    margin = protect(with_margins(np.array([[2, 3], [40, 50], [30, 60]])), usual_k())
    assert margin.hidden[6]  # the total of the first row is 5


def test_zeros_are_published_or_hidden_as_is_said() -> None:
    counts = np.array([[0, 20, 30], [40, 50, 60], [70, 80, 90]])
    assert not protect(with_margins(counts), usual_k()).hidden.any()
    assert protect(with_margins(counts), usual_k(), zeros="suppress").hidden[0]


def test_what_hiding_cannot_protect_is_refused() -> None:
    with pytest.raises(ReleaseError, match="k is 2 or more"):
        protect(with_margins(np.array([3, 20])), k=1)
    with pytest.raises(ReleaseError, match="one or two columns"):
        with_margins(np.zeros((2, 2, 2), dtype=np.int64))


# --- the gate -------------------------------------------------------------------------------------------------------


def test_a_suppressed_table_shows_no_small_count_and_reports_the_narrowest_interval(home: Home) -> None:
    found = release_suppressed(home, TERMS, CASES, BY, case="case")
    counts = [row["count"] for row in found.rows]
    assert all(count is None or count == 0 or count >= 11 for count in counts)
    assert found.rows[2] == {"region": "north", "route": "sea", "count": None}
    assert found.rows[-1] == {"region": "total", "route": "total", "count": 60}
    assert found.report["narrowest_interval"] >= 11
    assert entries(home)[-1]["action"] == "release.suppressed"
    assert "3" not in str(sorted(asdict(found)["report"]))


def test_exact_and_noisy_versions_of_one_table_are_never_both_released(home: Home, drawn: list[int]) -> None:
    open_budget(home, "asylum.cases", "1", STEWARD)
    release_suppressed(home, TERMS, CASES, BY)
    for by in (BY, {"region": BY["region"]}):
        with pytest.raises(ReleaseError, match="released exactly; the same table is never"):
            release_noisy(home, TERMS, CASES, by, epsilon="0.1", sensitivity=1)
    assert drawn == []
    assert budget(home, "asylum.cases").spent == 0


def test_noisy_first_then_exact_is_refused_too_and_other_data_sets_are_free(home: Home) -> None:
    open_budget(home, "asylum.cases", "1", STEWARD)
    release_noisy(home, TERMS, CASES, BY, epsilon="0.1", sensitivity=1)
    with pytest.raises(ReleaseError, match="with noise; the same table is never"):
        release_suppressed(home, TERMS, CASES, {"region": BY["region"]})
    release_suppressed(home, replace(TERMS, dataset="asylum.other"), CASES, BY)


def test_a_second_exact_table_that_shares_a_margin_is_refused_and_the_same_one_is_not(home: Home) -> None:
    release_suppressed(home, TERMS, CASES, BY)
    assert release_suppressed(home, TERMS, CASES.sample(fraction=1, shuffle=True, seed=1), BY).kind == "exact"
    with pytest.raises(ReleaseError, match="could be subtracted"):
        release_suppressed(home, TERMS, CASES, {"region": BY["region"]})
    with pytest.raises(ReleaseError, match="could be subtracted"):
        release_suppressed(home, TERMS, CASES.head(50), BY)


def test_a_table_marked_lower_than_its_data_needs_the_originator(home: Home, drawn: list[int]) -> None:
    open_budget(home, "asylum.cases", "1", STEWARD)
    terms = replace(TERMS, marking="TLP:AMBER+STRICT", released_as="TLP:CLEAR")
    with pytest.raises(NotApproved, match="originator has to approve"):
        release_noisy(home, terms, CASES, BY, epsilon="0.1", sensitivity=1)
    asked = request(home, "release", "asylum.cases", STEWARD, "statistics", timedelta(days=1))
    with pytest.raises(NotApproved, match="by nobody yet"):
        release_noisy(home, replace(terms, approval_id=asked.id), CASES, BY, epsilon="0.1", sensitivity=1)
    assert drawn == []
    assert budget(home, "asylum.cases").spent == 0
    granted = replace(terms, approval_id=approved(home, "release", "asylum.cases"))
    assert release_noisy(home, granted, CASES, BY, epsilon="0.1", sensitivity=1).marking == "TLP:CLEAR"
    with pytest.raises(NotApproved, match="used once"):
        release_noisy(home, granted, CASES, BY, epsilon="0.1", sensitivity=1)


def test_a_release_that_fails_while_drawing_spends_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    open_budget(home, "asylum.cases", "1", STEWARD)

    def broken(measurement: Any, counts: Any) -> list[int]:
        raise RuntimeError("no randomness")

    monkeypatch.setattr("communique.exchange.release.publishing.noisy", broken)
    with pytest.raises(RuntimeError):
        release_noisy(home, TERMS, CASES, BY, epsilon="0.1", sensitivity=1)
    assert budget(home, "asylum.cases").spent == 0


def test_clipping_is_said_beside_the_counts(home: Home) -> None:
    open_budget(home, "asylum.cases", "1", STEWARD)
    empty = CASES.clear()
    found = release_noisy(home, TERMS, empty, BY, epsilon="0.1", sensitivity=1, clip=True)
    assert min(row["count"] for row in found.rows) >= 0
    assert "too high on average" in Words("en").say(found.notes[0])
    assert found.report["clipping_bias"] > 0


def test_without_its_library_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from communique.errors import MissingExtra

    monkeypatch.setitem(sys.modules, "opendp", None)
    monkeypatch.setitem(sys.modules, "opendp.prelude", None)
    with pytest.raises(MissingExtra, match=r"pip install 'communique\[exchange\]'"):
        noise.mechanism(1, Decimal(1))
