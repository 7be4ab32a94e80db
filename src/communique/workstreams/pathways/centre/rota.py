"""Which rota costs least, if 90 % of the visits of every language are to wait no longer than the target?

Waits have no formula here, so they are simulated. The cheapest rota (`rota_model`) is tried on the same many days;
where the wait is too long, its staffing is first filled up as far as it stays too thin, then ruled out together with
everything thinner, and the next cheapest is tried. If more staff never lengthens the wait, the first rota to pass is
the cheapest there is. It must then pass on as many days that it was not made for; if it does not, its days were kinder
than most, and all is done again on twice as many.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from communique.estimate import stream
from communique.plan import Action, Plan, best, solve
from communique.workstreams.pathways.centre.case import Centre
from communique.workstreams.pathways.centre.errors import CentreError
from communique.workstreams.pathways.centre.rota_model import Choices, Ints, choices_of, rota_model
from communique.workstreams.pathways.centre.run import Run, run
from communique.workstreams.pathways.centre.serve import Duty
from communique.workstreams.pathways.centre.visits import MINUTES_OF_AN_HOUR, Arrivals, draw_arrivals, expected_work

if TYPE_CHECKING:
    from linopy import Model

STREAM = "pathways.rota"


@dataclass(frozen=True)
class Rota:
    """The plan, the run of its days, and how many staffings were found too thin on the way.

    plan   actions are choices by id; "infeasible" with its conflict where no rota is enough
    days   on how many days it rests
    seen   the days it was made for; again, the same rota on other days: its promise tried; None where there is no plan
    """

    plan: Plan
    days: int
    seen: Run | None
    again: Run | None
    too_thin: int


def rota(centre: Centre, *, days: int, most_days: int, seed: int, most_rounds: int) -> Rota:
    """The rota of least cost whose simulated p90 wait stays within the centre's target, in every language.

    days         simulated to make the plan, and as many to try it anew; doubled, as long as they are at most
                 most_days, while the plan fails on the days it was not made for (the last one is then given as it is)
    most_rounds  after so many staffings found too thin it stops

    Raises CentreError where it stops without an answer.
    """
    choices = choices_of(centre)
    thin: list[Ints] = []
    while True:
        arrivals = draw_arrivals(centre, days, stream(seed, f"{STREAM}.{days}"))
        thin = [one for one in thin if not passes(centre, simulate(centre, arrivals, one))]
        plan = _cheapest(choices, arrivals, thin, most_rounds)
        fresh = draw_arrivals(centre, days, stream(seed, f"{STREAM}.{days}.again"))
        seen, again = _tried(choices, plan, arrivals, fresh)
        found = Rota(plan, days, seen, again, len(thin))
        if _settled(centre, found) or 2 * days > most_days:
            return found
        days *= 2


def _cheapest(choices: Choices, arrivals: Arrivals, thin: list[Ints], most_rounds: int) -> Plan:
    """The cheapest plan that passes on these days; what is too thin on the way is added to `thin`."""
    work = expected_work(choices.centre)
    while len(thin) <= most_rounds:
        model = rota_model(choices, thin, work)
        staffing = choices.staffing(_taken(model)) if solve(model) else None
        if staffing is None or passes(choices.centre, simulate(choices.centre, arrivals, staffing)):
            return _planned(choices, thin, work)
        thin.append(_filled_up(choices, arrivals, staffing))
    raise CentreError(
        f"{most_rounds} staffings were too thin, and it is open which is not; allow more rounds or a longer wait"
    )


def _tried(choices: Choices, plan: Plan, *days: Arrivals) -> tuple[Run | None, ...]:
    """The runs of a plan; none where there is no plan."""
    if plan.status != "optimal":
        return tuple(None for _ in days)
    staffing = _staffing(choices, plan)
    return tuple(simulate(choices.centre, each, staffing) for each in days)


def _settled(centre: Centre, found: Rota) -> bool:
    """Whether more days would change nothing: the promise held, or no wait is what makes the plan impossible."""
    return found.too_thin == 0 if found.again is None else passes(centre, found.again)


def simulate(centre: Centre, arrivals: Arrivals, staffing: Ints) -> Run:
    """The visits' days under a staffing, (cell,), officers first."""
    hours, kinds = len(centre.hours), len(centre.officers)
    speaks = np.array([[language in kind.languages for language in centre.languages] for kind in centre.officers])
    table = staffing.reshape(-1, hours)
    return run(centre, arrivals, Duty(table[:kinds], table[kinds:], speaks, MINUTES_OF_AN_HOUR))


def passes(centre: Centre, found: Run) -> bool:
    """Whether 90 % of every language's visits waited no longer than the target."""
    return all(found.p90(n) <= centre.shifts.p90_wait_minutes for n in range(len(centre.languages)))


def _filled_up(choices: Choices, arrivals: Arrivals, staffing: Ints) -> Ints:
    """A staffing that is still too thin, though no cell of it can be filled up and it stays so."""
    cells = staffing.copy()
    for cell in np.argsort(cells - choices.most, kind="stable"):
        filled = cells.copy()
        filled[cell] = choices.most[cell]
        if filled[cell] > cells[cell] and not passes(choices.centre, simulate(choices.centre, arrivals, filled)):
            cells = filled
    return cells


def _planned(choices: Choices, thin: list[Ints], work: float) -> Plan:
    return best(
        lambda target: rota_model(choices, thin, target), work, lambda m: _actions(choices, m), target_constraint="work"
    )


def _taken(model: Model) -> Ints:
    return np.round(model.solution["u"].values).astype(np.int64)


def _staffing(choices: Choices, plan: Plan) -> Ints:
    """Who is on duty by a plan."""
    amounts = {action.id: round(action.amount) for action in plan.actions}
    return choices.staffing(np.array([amounts.get(choice.id, 0) for choice in choices.all]))


def _actions(choices: Choices, model: Model) -> list[Action]:
    """What the plan does: a choice, how often, its cost, and as effect the officers' hours of it."""
    return [
        Action(c.id, c.cost * n, float(c.length * n) if c.who == "officers" else 0.0, float(n))
        for c, n in zip(choices.all, _taken(model).tolist(), strict=True)
        if n
    ]
