"""What does one tonne less cost: which plans are not beaten in both cost and emission?

The ε-constraint method: the cheapest plan and the cleanest plan are the ends; between them cost is minimised with
emission held below evenly spaced limits. Every point is an optimum, so no point of the front is beaten by another.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.workstreams.transit.fleet.problem import FleetProblem
from communique.workstreams.transit.fleet.solving import FleetPlan, plan_fleet


@dataclass(frozen=True)
class Point:
    """One plan of the front: tonnes CO2e over all years, and net present cost in the problem's money."""

    ghg_t: float
    net_present_cost: float
    plan: FleetPlan


def pareto(problem: FleetProblem, points: int = 5) -> tuple[Point, ...]:
    """Plans from the cheapest to the cleanest, at most `points`; none where no plan exists."""
    cheapest = plan_fleet(problem, explain=False)
    if cheapest.ghg_t is None:
        return ()
    cleanest = plan_fleet(problem, objective="emission", explain=False)
    least, most = float(cleanest.ghg_t or 0.0), cheapest.ghg_t
    found = [_point(cheapest)]
    for i in range(1, points):
        # the limit of the cleanest end is eased by the solver's own tolerance, or rounding would make it infeasible
        limit = most - (most - least) * i / (points - 1)
        limit += 1e-6 * max(most, 1.0)
        plan = plan_fleet(problem.model_copy(update={"ghg_at_most": limit}), explain=False)
        if plan.ghg_t is not None:
            found.append(_point(plan))
    return tuple(_unbeaten(found))


def _point(plan: FleetPlan) -> Point:
    return Point(float(plan.ghg_t or 0.0), float(plan.net_present_cost or 0.0), plan)


def _unbeaten(found: list[Point]) -> list[Point]:
    ordered = sorted(found, key=lambda point: (point.net_present_cost, point.ghg_t))
    kept: list[Point] = []
    for point in ordered:
        if not kept or point.ghg_t < kept[-1].ghg_t:
            kept.append(point)
    return kept
