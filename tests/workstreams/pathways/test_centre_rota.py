"""Is the rota the cheapest whose simulated waits pass, and is it said plainly when there is none?"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from communique.estimate import stream
from communique.workstreams.pathways.centre.case import Centre, centre_of
from communique.workstreams.pathways.centre.errors import CentreError
from communique.workstreams.pathways.centre.rota import STREAM, Rota, passes, rota, simulate
from communique.workstreams.pathways.centre.rota_model import choices_of
from communique.workstreams.pathways.centre.visits import draw_arrivals, expected_work

DAYS, SEED = 15, 3


def small(**parts: Any) -> Centre:
    """Three hours, two languages, few people: small enough to try every rota there is."""
    return centre_of(
        {
            "opens": 9,
            "closes": 12,
            "currency": "MXN",
            "service": {
                "minutes": 20.0, "minutes_per_further_person": 5.0, "variation": 0.5, "no_show": 0.1,
                "incomplete": 0.1, "returns_after": 3, "priority": 0.1, "family": [0.7, 0.3],
            },
            "shifts": {"lengths": [2, 3], "p90_wait_minutes": 25.0},
            "visits": [
                {"hour": 9, "language": "es", "booked": 4, "walk_ins": 0.5},
                {"hour": 10, "language": "es", "booked": 3, "walk_ins": 0.5},
                {"hour": 10, "language": "ht", "booked": 2, "walk_ins": 0.0},
            ],
            "officers": [
                {"name": "spanish", "languages": ["es"], "available": 3, "cost_per_hour": 100.0},
                {"name": "both", "languages": ["es", "ht"], "available": 1, "cost_per_hour": 160.0},
            ],
            "interpreters": [{"language": "ht", "available": 1, "cost_per_hour": 90.0}],
            **parts,
        }
    )  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Rota:
    return rota(small(), days=DAYS, most_days=DAYS, seed=SEED, most_rounds=200)


def test_no_rota_that_passes_is_cheaper_among_all_there_are(found: Rota) -> None:
    centre = small()
    choices, work = choices_of(centre), expected_work(centre)
    cost = np.array([choice.cost for choice in choices.all])
    arrivals = draw_arrivals(centre, DAYS, stream(SEED, f"{STREAM}.{DAYS}"))
    cheaper = []
    for taken in itertools.product(*(range(choice.most + 1) for choice in choices.all)):
        price = float(cost @ taken)
        if found.plan.objective is not None and price < found.plan.objective and allowed(centre, taken, work):
            cheaper.append(choices.staffing(np.array(taken)))
    distinct = {tuple(staffing) for staffing in cheaper}
    assert distinct
    assert not any(passes(centre, simulate(centre, arrivals, np.array(one))) for one in distinct)


def allowed(centre: Centre, taken: tuple[int, ...], work: float) -> bool:
    """Enough hours, no more officers than there are, and somebody for every language in its hours."""
    choices = choices_of(centre)
    shifts = [(c, n) for c, n in zip(choices.all, taken, strict=True) if c.who == "officers"]
    if sum(c.length * n for c, n in shifts) < work:
        return False
    if any(sum(n for c, n in shifts if c.name == kind.name) > kind.available for kind in centre.officers):
        return False
    spanish, both, _, ht = choices.staffing(np.array(taken)).reshape(4, 3)
    return bool(spanish[0] + both[0] and spanish[1] + both[1] and both[1] + ht[1])


def test_the_plan_passes_on_the_days_it_was_made_for_and_is_tried_on_others(found: Rota) -> None:
    assert found.plan.status == "optimal"
    assert found.plan.gap == 0
    assert found.seen is not None
    assert found.again is not None
    assert passes(small(), found.seen)
    assert found.again.wait.tolist() != found.seen.wait.tolist()
    assert found.too_thin > 0, "the first rota would have been too thin: the wait had to be simulated"


def test_actions_add_up_to_cost_and_hours(found: Rota) -> None:
    assert found.plan.cost == pytest.approx(found.plan.objective)
    assert found.plan.effect >= found.plan.target
    assert all(action.amount == int(action.amount) for action in found.plan.actions)


def test_the_same_seed_gives_the_same_rota() -> None:
    one, other = (rota(small(), days=4, most_days=4, seed=SEED, most_rounds=200) for _ in range(2))
    assert one.plan == other.plan
    assert one.seen is not None
    assert other.seen is not None
    assert one.seen.wait.tolist() == other.seen.wait.tolist()


def test_a_rota_that_fails_on_other_days_is_made_anew_on_more() -> None:
    centre = small(shifts={"lengths": [2, 3], "p90_wait_minutes": 15.0})
    lucky = rota(centre, days=1, most_days=1, seed=0, most_rounds=200)
    assert lucky.plan.status == "optimal"
    assert not held(centre, lucky), "one kind day promised what another does not keep"
    again = rota(centre, days=1, most_days=64, seed=0, most_rounds=200)
    assert again.days > 1
    assert held(centre, again)


def held(centre: Centre, found: Rota) -> bool:
    return found.again is not None and passes(centre, found.again)


def test_where_even_everybody_is_too_few_the_wait_is_named() -> None:
    few = [{"name": "both", "languages": ["es", "ht"], "available": 2, "cost_per_hour": 160.0}]
    impossible = small(officers=few, shifts={"lengths": [3], "p90_wait_minutes": 0.0})
    found = rota(impossible, days=DAYS, most_days=DAYS, seed=SEED, most_rounds=200)
    assert found.plan.status == "infeasible"
    assert found.seen is None
    assert "wait" in found.plan.conflict


def test_where_the_work_is_more_than_all_officers_hours_the_farthest_is_said() -> None:
    visits = [{"hour": 9, "language": "es", "booked": 60}]
    found = rota(small(visits=visits), days=2, most_days=64, seed=SEED, most_rounds=5)
    assert found.plan.status == "infeasible"
    assert set(found.plan.conflict) == {"work", "officers"}
    assert found.plan.reachable == pytest.approx(12)
    assert found.days == 2, "more days would change nothing"


def test_it_stops_after_so_many_rounds_and_says_that_it_is_open() -> None:
    with pytest.raises(CentreError, match="it is open which is not"):
        rota(small(), days=DAYS, most_days=DAYS, seed=SEED, most_rounds=1)


def test_shifts_that_do_not_fit_are_refused() -> None:
    with pytest.raises(CentreError, match="no shift"):
        rota(small(shifts={"lengths": [4], "p90_wait_minutes": 25.0}), days=1, most_days=1, seed=0, most_rounds=1)
