"""Does the event-by-event run agree with Erlang C, lose nobody, and serve by language and priority?"""

from __future__ import annotations

import heapq
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from communique.workstreams.pathways.centre.case import Centre, centre_of, read_centre
from communique.workstreams.pathways.centre.errors import CentreError
from communique.workstreams.pathways.centre.queues import queue
from communique.workstreams.pathways.centre.run import Run, run
from communique.workstreams.pathways.centre.serve import Duty, serve
from communique.workstreams.pathways.centre.visits import draw_arrivals, expected_work

EXAMPLE = Path(__file__).parents[3] / "src/communique/workstreams/pathways/centre/examples/centre.toml"
SIMULATED = 0.02  # the specification's tolerance of a run against its closed form

Waits = NDArray[np.float64]


def all_day(officers: int, minutes: float) -> Duty:
    """One language, so many officers, one slot."""
    return Duty(np.array([[officers]]), np.array([[0]]), np.array([[True]]), minutes)


def draws(load: float, count: int, seed: int) -> tuple[Waits, Waits]:
    """Poisson arrivals and exponential visits, scaled to their exact means: what is left is the queue's own chance."""
    rng = np.random.default_rng(seed)
    gaps, visits = rng.exponential(size=count), rng.exponential(size=count)
    return np.cumsum(gaps / gaps.mean() / load), visits / visits.mean()


def served(at: Waits, minutes: Waits, officers: int) -> Waits:
    count = at.size
    return serve(at, minutes, np.zeros(count, int), np.zeros(count, bool), all_day(officers, at[-1] + minutes.sum()))


@pytest.mark.parametrize(("officers", "load"), [(3, 2.0), (2, 1.0)])
def test_many_exponential_visits_wait_as_erlang_c_says(officers: int, load: float) -> None:
    expected = queue(officers, load, 1.0)
    waits = np.concatenate([served(*draws(load, 200_000, seed), officers) for seed in (0, 1)])
    assert (waits > 0).mean() == pytest.approx(expected.probability_of_waiting, rel=SIMULATED)
    assert waits.mean() == pytest.approx(expected.mean_wait, rel=SIMULATED)
    assert np.quantile(waits, 0.9) == pytest.approx(expected.p90_wait, rel=SIMULATED)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 6), st.floats(0.3, 8), st.integers(0, 1000))
def test_every_single_wait_is_that_of_first_come_first_served(officers: int, load: float, seed: int) -> None:
    at, minutes = draws(load, 200, seed)
    free = [0.0] * officers
    expected = []
    for arrives, lasts in zip(at, minutes, strict=True):
        begins = max(arrives, heapq.heappop(free))
        heapq.heappush(free, begins + lasts)
        expected.append(begins - arrives)
    assert served(at, minutes, officers) == pytest.approx(np.array(expected), abs=1e-9)


def one_day(visits: list[tuple[float, float, int, bool]], duty: Duty) -> list[float]:
    at, minutes, language, priority = (np.array(column) for column in zip(*visits, strict=True))
    return serve(at.astype(float), minutes.astype(float), language, priority, duty).tolist()


def test_priority_goes_first_and_nobody_is_interrupted() -> None:
    visits = [(0, 10, 0, False), (1, 10, 0, False), (2, 10, 0, True)]
    assert one_day(visits, all_day(1, 60)) == [0, 19, 8]


def test_an_officer_with_few_languages_is_taken_first() -> None:
    duty = Duty(np.array([[1], [1]]), np.zeros((2, 1), int), np.array([[True, True], [True, False]]), 60)
    assert one_day([(0, 10, 0, False), (1, 10, 1, False)], duty) == [0, 0]


def test_without_the_language_it_takes_an_interpreter_and_each_only_once() -> None:
    speaks = np.array([[True, False]])
    assert one_day([(0, 10, 1, False)], Duty(np.array([[2]]), np.array([[0], [0]]), speaks, 60)) == [float("inf")]
    both = [(0, 10, 1, False), (1, 10, 1, False)]
    assert one_day(both, Duty(np.array([[2]]), np.array([[0], [1]]), speaks, 60)) == [0, 9]


def test_a_visitor_whose_language_nobody_has_does_not_hold_up_the_others() -> None:
    duty = Duty(np.array([[1]]), np.zeros((2, 1), int), np.array([[True, False]]), 60)
    assert one_day([(0, 10, 1, True), (1, 10, 0, False)], duty) == [float("inf"), 0]


def test_who_is_not_served_by_the_last_shift_goes_home_and_a_visit_begun_is_finished() -> None:
    visits = [(0, 50, 0, False), (1, 50, 0, False), (2, 5, 0, False)]
    assert one_day(visits, all_day(1, 60)) == [0, 49, float("inf")]


def test_an_officer_who_comes_later_serves_those_who_waited() -> None:
    duty = Duty(np.array([[0, 1]]), np.zeros((1, 2), int), np.array([[True]]), 60)
    assert one_day([(10, 5, 0, False), (20, 5, 0, False)], duty) == [50, 45]


@pytest.fixture(scope="module")
def centre() -> Centre:
    return read_centre(EXAMPLE)


def duty_of(centre: Centre, officers: int) -> Duty:
    speaks = np.array([[tongue in kind.languages for tongue in centre.languages] for kind in centre.officers])
    hours = len(centre.hours)
    return Duty(np.full((2, hours), officers), np.zeros((2, hours), int), speaks, 60.0)


def days(centre: Centre, officers: int, seed: int = 0) -> Run:
    return run(centre, draw_arrivals(centre, 40, np.random.default_rng(seed)), duty_of(centre, officers))


@pytest.mark.parametrize("officers", [0, 1, 3])
def test_nobody_is_lost(centre: Centre, officers: int) -> None:
    found = days(centre, officers)
    walked_in = found.came - (found.booked - found.absent)
    assert walked_in > 0
    assert found.wait.size == found.came + found.returned
    assert np.isfinite(found.wait).sum() + found.unserved == found.came + found.returned
    if officers == 0:
        assert found.unserved == found.came
        assert found.p90() == float("inf")


def test_more_officers_leave_no_language_worse(centre: Centre) -> None:
    p90 = [days(centre, officers).p90() for officers in (1, 2, 3, 5)]
    assert p90 == sorted(p90, reverse=True)


def test_the_same_seed_gives_the_same_days(centre: Centre) -> None:
    assert days(centre, 3).wait.tolist() == days(centre, 3).wait.tolist()


def test_drawn_work_is_the_expected_work(centre: Centre) -> None:
    arrivals = draw_arrivals(centre, 2000, np.random.default_rng(0))
    hours = (arrivals.minutes * (1 + arrivals.returns)).sum() / 60 / 2000
    assert hours == pytest.approx(expected_work(centre), rel=SIMULATED)
    assert arrivals.absent / arrivals.booked == pytest.approx(centre.service.no_show, rel=SIMULATED)
    spread = arrivals.minutes[arrivals.persons == 1].std() / arrivals.minutes[arrivals.persons == 1].mean()
    assert spread == pytest.approx(centre.service.variation, rel=SIMULATED)


def test_incomplete_files_come_back_and_those_after_the_last_day_are_counted(centre: Centre) -> None:
    found = days(centre, 5)
    assert found.returned > 0
    assert found.pending > 0


def changed(centre: Centre, **parts: Any) -> dict[str, Any]:
    return {**centre.model_dump(), **parts}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"opens": 15}, "opens at 15"),
        ({"colour": "red"}, "column colour"),
        ({"visits": [{"hour": 8, "language": "es", "booked": 1}]}, "while the centre is closed"),
        ({"visits": [{"hour": 9, "language": "fr", "booked": 1}]}, "nobody speaks fr"),
        ({"visits": [{"hour": 9, "language": "es", "booked": -1}]}, "column visits.0.booked"),
        ({"visits": [{"hour": 9, "language": "es", "walk_ins": float("nan")}]}, "column visits.0.walk_ins"),
        ({"visits": [{"hour": 9, "language": "es"}, {"hour": 9, "language": "es"}]}, "given twice"),
        ({"visits": []}, "column visits"),
    ],
)
def test_a_centre_that_cannot_be_is_refused_by_key(centre: Centre, parts: dict[str, Any], said: str) -> None:
    with pytest.raises(CentreError) as fault:
        centre_of(changed(centre, **parts))
    assert said in str(fault.value)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("family", [0.5, 0.4], "sum to 0.9"),
        ("no_show", 1.2, "service.no_show"),
        ("incomplete", 1.0, "service.incomplete"),
    ],
)
def test_a_service_that_cannot_be_is_refused_by_key(centre: Centre, key: str, value: object, said: str) -> None:
    with pytest.raises(CentreError) as fault:
        centre_of(changed(centre, service={**centre.service.model_dump(), key: value}))
    assert said in str(fault.value)


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "centre.toml"
    file.write_text("opens = ")
    with pytest.raises(CentreError, match=r"centre\.toml: not readable as TOML"):
        read_centre(file)
