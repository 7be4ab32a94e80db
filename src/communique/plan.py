"""Which actions meet the target at least cost, what would one point more cost, and if it cannot be met: why not?

A workstream writes `build(target)`, a linopy model whose constraints have names that people understand, one of them
the target's own, and reads its actions from the solved model. The machinery here is the same for all of them.

    minimise    cost(x)
    subject to  effect(x) >= target        (the target's constraint: one row, the target on its right side)
                every other named constraint

Solving is deterministic: one thread, a fixed seed, no time limit, and no gap to the optimum left unproved.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from communique.errors import CommuniqueError
from communique.language import Text
from communique.progress import Probability, Series, Target, meeting
from communique.solver import OPTIONS, greet_unheard

if TYPE_CHECKING:
    from linopy import Model

Build = Callable[[float], "Model"]

#: HiGHS's own feasibility tolerance: a constraint this close to its bound is binding.
TOLERANCE = 1e-6


class PlanError(CommuniqueError):
    """A model that cannot be a plan: unbounded, or without the constraint it is said to have."""


@dataclass(frozen=True)
class Action:
    """One thing to do.

    id      key of the measure, site, line, … in its workstream's tables
    amount  how much of it, in `unit`; 1 for something done or not
    cost    in the plan's money; effect, in the unit of the target
    on      when it takes effect, None where the model has no time
    name    what people call it, where its id does not say it
    """

    id: str
    cost: float
    effect: float
    amount: float = 1.0
    on: date | None = None
    party: str = ""
    name: Text | None = None
    unit: str = ""


@dataclass(frozen=True)
class Binding:
    """A constraint that stops the plan from being cheaper.

    constraint    its name; at, the coordinates of its row
    shadow_price  change of the objective for one unit more on its right side; where whole-number decisions exist
                  they are held fixed, and it is None where there is nothing else
    """

    constraint: str
    at: Mapping[str, str]
    shadow_price: float | None


@dataclass(frozen=True)
class MarginalCost:
    """What a point of the target costs, by solving again at target − step and target + step.

    below, above  (cost of the dearer − cost of the cheaper) / step on either side; None where that side is infeasible
    """

    step: float
    below: float | None
    above: float | None

    @property
    def value(self) -> float | None:
        """The mean of both sides, or the one that exists."""
        sides = [side for side in (self.below, self.above) if side is not None]
        return sum(sides) / len(sides) if sides else None


@dataclass(frozen=True)
class Plan:
    """Chosen actions, or why there are none.

    status         "optimal" or "infeasible"
    target         the target it was made for
    objective      least cost; gap, the relative gap to the proved bound
    binding        what stops it from being cheaper
    marginal_cost  cost of a point of the target
    conflict       infeasible: named constraints that cannot all hold, though any one less could; "bounds" where the
                   variables' own bounds already conflict
    reachable      infeasible: the closest target that can be met, None where none can
    probability    that the plan suffices, see `resimulate`
    money          currency and price year of every cost, such as "USD_2020"
    unit           of target and effects
    basis          "contributed": of what parties handed in; "published": worked on published data, no party's plan
    caveats        what has to be said with it; the first one before everything else
    """

    status: str
    target: float
    objective: float | None = None
    gap: float | None = None
    actions: tuple[Action, ...] = ()
    binding: tuple[Binding, ...] = ()
    marginal_cost: MarginalCost | None = None
    conflict: tuple[str, ...] = ()
    reachable: float | None = None
    probability: Probability | None = None
    money: str = ""
    unit: str = ""
    basis: Literal["contributed", "published"] = "contributed"
    caveats: tuple[Text, ...] = ()

    @property
    def cost(self) -> float:
        """Sum of the actions' costs."""
        return sum(action.cost for action in self.actions)

    @property
    def effect(self) -> float:
        """Sum of the actions' effects."""
        return sum(action.effect for action in self.actions)


def new_model() -> Model:
    """An empty linopy model in which a missing value is an error and never a zero."""
    import linopy

    linopy.options["semantics"] = "v1"
    return linopy.Model()


def constant(model: Model, value: float, name: str = "constant") -> Any:
    """A variable fixed at a value: linopy takes no bare number in an objective."""
    return model.add_variables(lower=value, upper=value, name=name)


def best(
    build: Build,
    target: float,
    actions: Callable[[Model], Sequence[Action]],
    *,
    target_constraint: str = "target",
    step: float = 1.0,
) -> Plan:
    """The plan of least objective for a target, with its marginal cost; or which constraints conflict.

    build              target → linopy model with named constraints and an objective
    actions            solved model → what is done
    target_constraint  name of the one-row constraint whose right side the target is
    step               one point of the target, in its unit

    Raises PlanError for an unbounded model.
    """
    model = build(target)
    _target_row(model, target_constraint)
    if not solve(model):
        conflict = conflicting(build, target)
        reachable = closest_reachable(build, target, target_constraint=target_constraint)
        return Plan("infeasible", target, conflict=conflict, reachable=reachable)
    return Plan(
        "optimal",
        target,
        objective=_objective(model),
        gap=_gap(model),
        actions=tuple(actions(model)),
        marginal_cost=marginal_cost(build, target, step=step, at_target=_objective(model)),
        binding=tuple(binding(model)),
    )


def solve(model: Model) -> bool:
    """Whether the model has a solution, which it then holds. Raises PlanError if its objective has no bound."""
    ended = _run(model)
    if ended == "unbounded":
        raise PlanError("the plan's objective has no bound: a constraint is missing")
    return ended == "optimal"


def _run(model: Model) -> str:
    """optimal, infeasible or unbounded."""
    ended = _termination(model, OPTIONS)
    if ended == "infeasible_or_unbounded":  # presolve stops at the first sign of either
        ended = _termination(model, {**OPTIONS, "presolve": "off"})
    if ended not in ("optimal", "infeasible", "unbounded"):
        raise PlanError(f"the solver ended with {ended!r}")
    return ended


def _termination(model: Model, options: Mapping[str, Any]) -> str:
    # linopy warns of every infeasible model, which here is an answer and not a fault
    logging.getLogger("linopy.constants").setLevel(logging.ERROR)
    greet_unheard()
    _, ended = model.solve(solver_name="highs", io_api="direct", set_names=False, progress=False, **options)
    return str(ended)


def _objective(model: Model) -> float:
    value = model.objective.value
    if value is None:
        raise PlanError("the model holds no solution")
    return float(value)


def _gap(model: Model) -> float:
    """Relative gap between the solution and the proved bound; a linear programme's optimum has none."""
    whole_numbers = len(model.binaries) + len(model.integers) > 0
    return float(model.solver_model.getInfo().mip_gap) if whole_numbers else 0.0


def marginal_cost(build: Build, target: float, *, step: float = 1.0, at_target: float | None = None) -> MarginalCost:
    """Cost of a point of the target: objective at target ± step against the objective at the target.

    at_target  the objective there, where it is already known

    Raises PlanError where the target itself cannot be met.
    """
    here = _least(build, target) if at_target is None else at_target
    if here is None:
        raise PlanError(f"target {target} cannot be met: it has no marginal cost")
    low, high = _least(build, target - step), _least(build, target + step)
    return MarginalCost(
        step,
        None if low is None else (here - low) / step,
        None if high is None else (high - here) / step,
    )


def _least(build: Build, target: float) -> float | None:
    model = build(target)
    return _objective(model) if solve(model) else None


def binding(model: Model) -> Iterator[Binding]:
    """Constraint rows of a solved model that are tight and have a price, in the model's order."""
    right_side = np.asarray(model.matrices.b, dtype=float)
    slack, prices = _slack_and_prices(model, right_side)
    tight = slack <= TOLERANCE * np.maximum(1.0, np.abs(right_side))
    place = {int(label): i for i, label in enumerate(model.matrices.clabels)}
    for name in model.constraints:
        labels = model.constraints[name].labels
        for index in np.ndindex(labels.shape):
            row = place.get(int(labels.values[index]))
            if row is None or not tight[row]:
                continue
            price = None if prices is None else float(prices[row])
            if price is None or abs(price) > TOLERANCE:
                yield Binding(name, _coordinates(labels, index), price)


def _coordinates(labels: Any, index: tuple[int, ...]) -> dict[str, str]:
    return {
        str(dim): str(labels.coords[dim].values[i]) if dim in labels.coords else str(i)
        for dim, i in zip(labels.dims, index, strict=True)
    }


def _slack_and_prices(
    model: Model, right_side: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
    """Distance of each row from its right side, and its price; with whole numbers, after fixing them."""
    highs = model.solver_model
    solution = highs.getSolution()
    slack = np.abs(np.asarray(solution.row_value) - right_side)
    whole = np.isin(np.asarray(model.matrices.vtypes), ["B", "I"])
    if not whole.any():
        return slack, np.asarray(solution.row_dual)
    free = np.asarray(model.matrices.lb) < np.asarray(model.matrices.ub)
    if not (free & ~whole).any():
        return slack, None
    _fix(highs, np.flatnonzero(whole).astype(np.int32), np.asarray(solution.col_value))
    return slack, np.asarray(highs.getSolution().row_dual)


def _fix(highs: Any, columns: NDArray[np.int32], values: NDArray[np.float64]) -> None:
    """Solves the linear programme that is left when whole-number decisions stay as they are."""
    fixed = np.round(values[columns])
    highs.changeColsIntegrality(columns.size, columns, np.zeros(columns.size, dtype=np.uint8))
    highs.changeColsBounds(columns.size, columns, fixed, fixed)
    highs.run()
    if not highs.getSolution().dual_valid:
        raise PlanError("no prices: the plan could not be solved again with its whole-number decisions fixed")


def conflicting(build: Build, target: float) -> tuple[str, ...]:
    """Named constraints that cannot all hold, none of them to spare; ("bounds",) if the variables' bounds conflict.

    Deletion filter: a constraint without which the rest is still infeasible plays no part. Where several such sets
    exist, the order of the model's constraints decides which one is named.
    """
    names = list(build(target).constraints)
    if not _feasible_without(build, target, names):
        return ("bounds",)
    removed: list[str] = []
    for name in names:
        if not _feasible_without(build, target, [*removed, name]):
            removed.append(name)
    return tuple(name for name in names if name not in removed)


def _feasible_without(build: Build, target: float, names: Sequence[str]) -> bool:
    model = build(target)
    for name in names:
        model.remove_constraints(name)
    return _run(model) != "infeasible"


def closest_reachable(build: Build, target: float, *, target_constraint: str = "target") -> float | None:
    """The target nearest to the one asked for that can be met; None where other constraints conflict by themselves.

    The target's constraint is given a slack, which is minimised in place of the objective. Raises PlanError if the
    target does not stand on that constraint's right side.
    """
    model = build(target)
    row = _target_row(model, target_constraint)
    per_point = float(build(target + 1).constraints[target_constraint].rhs) - float(row.rhs)
    if per_point == 0:
        raise PlanError(f"the right side of constraint {target_constraint!r} does not depend on the target")
    sign, lhs, rhs = str(row.sign.values), row.lhs, float(row.rhs)
    slack = model.add_variables(lower=0, name=f"{target_constraint}-slack")
    model.remove_constraints(target_constraint)
    eased = lhs + slack if sign.startswith(">") else lhs - slack
    model.add_constraints(eased, sign, rhs, name=target_constraint)
    model.add_objective(1 * slack, overwrite=True, sense="min")
    if not solve(model):
        return None
    missing = _objective(model) if sign.startswith(">") else -_objective(model)
    return target - missing / per_point


def _target_row(model: Model, name: str) -> Any:
    if name not in list(model.constraints):
        raise PlanError(f"the model has no constraint {name!r}; it has {', '.join(model.constraints)}")
    row = model.constraints[name]
    if row.size != 1 or str(row.sign.values.item()) == "=":
        raise PlanError(f"constraint {name!r} must be one row with >= or <=, the target on its right side")
    return row


def resimulate(plan: Plan, series: Series, target: Target, effect: ArrayLike, *, base_year: int | None = None) -> Plan:
    """The plan with the probability that it suffices: the past trend goes on and the plan changes the target year.

    effect  change by the plan in the target year, one draw for each of the series' draws (or any number where the
            series has one), in the series' unit: negative lowers

    What the optimiser took as certain is drawn anew here, so the plan's own promise is not its proof.
    """
    return replace(plan, probability=meeting(series, target, base_year=base_year, effect=effect))
