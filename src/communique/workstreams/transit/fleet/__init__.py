"""Which buses and chargers are bought and retired in which year, at what cost, and with what emission?"""

from __future__ import annotations

from communique.workstreams.transit.fleet.pareto import pareto
from communique.workstreams.transit.fleet.problem import FleetError, FleetProblem, Technology
from communique.workstreams.transit.fleet.solving import FleetPlan, plan_fleet

__all__ = ["FleetError", "FleetPlan", "FleetProblem", "Technology", "pareto", "plan_fleet"]
