"""Who pays and who gains under each way to share the joint cut?

Three rules, offered as scenarios and never as the official split: the text names none.

    equal per cent  each country may emit (1 − cut) of its own base year
    per head        what all may emit is shared by inhabitants: allowed_c = (1 − cut)·E[base]·people_c / Σ people
    least cost      each may emit what the joint plan leaves it; nobody pays another

Under the first two the joint plan stays the same, since it is the cheapest, and who does less than its share pays who
does more, for each kt of each target year at that year's price. The prices are the plan's marginal cost of a point,
divided among target years as their shadow prices are. Payments sum to zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.geo import TOGETHER
from communique.plan import Plan
from communique.workstreams.methane.plan.inner import Tableau, least_cost, tableau
from communique.workstreams.methane.plan.milp import Case, base_of, builder, case
from communique.workstreams.methane.plan.naive import emitted
from communique.workstreams.methane.plan.problem import Problem, Reduce, Target
from communique.workstreams.methane.plan.system import Effort

RULES = ("equal-per-cent", "per-head", "least-cost")
OF_ALL = ("together", "each")


@dataclass(frozen=True)
class Share:
    """One country under one rule; kt CH4 in the leading target's year, millions of the plan's money, discounted.

    allowed   what the rule lets it emit; emitted, what the joint plan leaves it
    own_cost  of the measures on its soil; pays, to the others (negative: receives)
    alone     least cost of its share by its own measures, None where these do not suffice
    """

    party: str
    allowed: float
    emitted: float
    own_cost: float
    pays: float
    alone: float | None

    @property
    def net(self) -> float:
        """What it bears in all."""
        return self.own_cost + self.pays

    @property
    def gain(self) -> float | None:
        """What acting together saves it, None where it cannot do its share alone."""
        return None if self.alone is None else self.alone - self.net


@dataclass(frozen=True)
class Sharing:
    """All countries under one rule; `price`, millions for a kt by target year; `lacking`, why there are no shares."""

    rule: str
    price: Mapping[int, float]
    shares: tuple[Share, ...]
    lacking: str = ""


def sharing(of: Case, plan: Plan, effort: Effort) -> tuple[Sharing, ...]:
    """The joint plan under each rule; a rule that lacks its figures says which.

    Empty where the leading target is not of all together: then the target itself says who does what.
    """
    if of.problem.lead.of != "together":
        return ()
    own = {party: _own_tableau(of, party) for party in of.problem.countries}
    return tuple(_under(rule, of, plan, effort, own) for rule in RULES)


def _under(rule: str, of: Case, plan: Plan, effort: Effort, alone: Mapping[str, Tableau | None]) -> Sharing:
    problem, countries, year = of.problem, of.problem.countries, of.problem.lead.year
    left = {party: emitted(of, effort, party, year) for party in countries}
    own = {c: sum(action.cost for action in plan.actions if action.party == c) for c in countries}
    if rule == "least-cost":
        return Sharing(rule, {}, tuple(Share(c, left[c], left[c], own[c], 0.0, own[c]) for c in countries))
    if rule == "per-head" and set(countries) - set(problem.people):
        missing = ", ".join(c for c in countries if c not in problem.people)
        return Sharing(rule, {}, (), f"[people] has no inhabitants of {missing}")
    price = prices(of, plan)
    pays = dict.fromkeys(countries, 0.0)
    for target in _joint(problem):
        for party, kt in _beyond(rule, of, effort, target).items():
            pays[party] += price[target.year] * kt
    allowed = _allowed(rule, of, problem.lead)
    shares = tuple(
        Share(c, allowed[c], left[c], own[c], pays[c], _alone(alone[c], base_of(of, c), allowed[c])) for c in countries
    )
    return Sharing(rule, price, shares)


def _joint(problem: Problem) -> tuple[Target, ...]:
    return tuple(target for target in problem.targets if target.of == "together")


def prices(of: Case, plan: Plan) -> dict[int, float]:
    """Millions for a kt CH4 in each joint target year; they add up to the marginal cost of a point of all of them."""
    shadow = {b.constraint: -(b.shadow_price or 0.0) for b in plan.binding}
    joint = _joint(of.problem)
    weight = {t.year: shadow.get(f"emission-{t.year}-{TOGETHER}", 0.0) for t in joint}
    if not sum(weight.values()):  # whole blocks alone decide: no row has a price of its own
        weight = {t.year: 1.0 for t in joint}
    marginal = plan.marginal_cost.value if plan.marginal_cost else None
    kt = base_of(of, TOGETHER) / 100
    return {year: (marginal or 0.0) / kt * part / sum(weight.values()) for year, part in weight.items()}


def _beyond(rule: str, of: Case, effort: Effort, target: Target) -> dict[str, float]:
    """kt CH4 that each country emits beyond its share in a target year; sums to zero.

    What whole blocks bring beyond the target is credited to all in proportion to what they emit.
    """
    allowed = _allowed(rule, of, target)
    left = {party: emitted(of, effort, party, target.year) for party in allowed}
    spare = sum(allowed.values()) / sum(left.values()) if sum(left.values()) else 1.0
    return {party: left[party] * spare - allowed[party] for party in allowed}


def _allowed(rule: str, of: Case, target: Target) -> dict[str, float]:
    keep = 1 - target.cut
    if rule == "equal-per-cent":
        return {party: keep * base_of(of, party) for party in of.problem.countries}
    everyone = sum(of.problem.people[party] for party in of.problem.countries)
    whole = keep * base_of(of, TOGETHER)
    return {party: whole * of.problem.people[party] / everyone for party in of.problem.countries}


def _alone(own: Tableau | None, base: float, allowed: float) -> float | None:
    found = None if own is None else least_cost(own, 100 * (1 - allowed / base))
    return None if found is None else found.objective


def _own_tableau(of: Case, party: str) -> Tableau | None:
    """A country's own measures in the solver, without the budgets of all together; None where it has nothing to cut."""
    mine = _own(of.problem, party)
    if mine is None or base_of(of, party) == 0:
        return None
    return tableau(builder(case(mine))(100 * of.problem.lead.cut))


def _own(problem: Problem, party: str) -> Problem | None:
    """The problem of one country: its sites, sources and the levers there; None where it has none."""
    sites = tuple(site for site in problem.sites if site.country == party)
    sources = tuple(source for source in problem.sources if source.country == party)
    names = {site.name for site in sites} | {source.name for source in sources}
    levers = []
    for lever in problem.levers:
        if isinstance(lever, Reduce):
            here: tuple[str, ...] | None = tuple(name for name in lever.sources if name in names)
            change = {"sources": here}
        else:
            here = None if lever.sites is None else tuple(name for name in lever.sites if name in names)
            change = {"sites": here}
        if here is None or here:
            levers.append(lever.model_copy(update=change))
    # every target that speaks of it is kept, and all move with the leading one
    targets = tuple(t.model_copy(update={"of": "together"}) for t in problem.targets if t.of in OF_ALL or t.of == party)
    if not sites or not levers or not targets:
        return None
    return problem.model_copy(
        update={"sites": sites, "sources": sources, "levers": tuple(levers), "budgets": (), "targets": targets}
    )
