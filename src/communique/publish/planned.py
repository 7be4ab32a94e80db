"""How is a plan said: what to do, what it brings and costs, and what stops it from being cheaper?"""

from __future__ import annotations

from dataclasses import dataclass

from communique.plan import Action, Binding, Plan
from communique.render.words import PageWords


@dataclass(frozen=True)
class Done:
    """One action as the page shows it."""

    name: str
    party: str
    party_name: str
    amount: str
    effect: str
    cost: str
    on: str


@dataclass(frozen=True)
class Planned:
    """A plan in words."""

    said: str
    facts: tuple[tuple[str, str], ...]
    actions: tuple[Done, ...]
    binding: tuple[str, ...]


def planned(plan: Plan, unit: str, words: PageWords) -> Planned:
    """A plan in words; effects are in `unit`, the target's."""
    if plan.status != "optimal":
        conflict = ", ".join(_named(name, "constraint", words) for name in plan.conflict)
        nearest = ((words.t("page-plan-reachable"), words.amount(plan.reachable, unit)),) if plan.reachable else ()
        return Planned(words.t("page-plan-infeasible", conflict=conflict), nearest, (), ())
    return Planned(
        words.t("page-plan-optimal", n=len(plan.actions)),
        tuple(_facts(plan, unit, words)),
        tuple(_done(action, unit, plan.money.replace("_", " "), words) for action in plan.actions),
        tuple(_bound(bound, words) for bound in plan.binding),
    )


def _facts(plan: Plan, unit: str, words: PageWords) -> list[tuple[str, str]]:
    money = plan.money.replace("_", " ")
    found = [
        (words.t("page-plan-effect-total"), words.amount(plan.effect, unit)),
        (words.t("page-plan-cost-total"), words.amount(plan.cost, money)),
    ]
    if plan.marginal_cost is not None and plan.marginal_cost.value is not None:
        found.append((words.t("page-plan-marginal"), words.amount(plan.marginal_cost.value, money)))
    if plan.gap is not None:
        found.append((words.t("page-plan-gap"), words.words.percent(plan.gap, 1)))
    if plan.probability is not None:
        chance = plan.probability
        said = words.chance(chance.value) if chance.value is not None else words.say(chance.reason or "")
        found.append((words.t("page-plan-chance"), said))
    return found


def _done(action: Action, unit: str, money: str, words: PageWords) -> Done:
    return Done(
        name=_named(action.id, "action", words),
        party=action.party,
        party_name=words.party(action.party) if action.party else "",
        amount=words.amount(action.amount, ""),
        effect=words.amount(action.effect, unit),
        cost=words.amount(action.cost, money),
        on=words.words.date(action.on, "iso") if action.on else "",
    )


def _bound(bound: Binding, words: PageWords) -> str:
    name = _named(bound.constraint, "constraint", words)
    if bound.at:
        name = f"{name} ({', '.join(bound.at.values())})"
    if bound.shadow_price is None:
        return words.t("page-plan-bound-whole", constraint=name)
    return words.t("page-plan-bound", constraint=name, price=words.amount(bound.shadow_price, ""))


def _named(id: str, kind: str, words: PageWords) -> str:
    """The word of an action or constraint where its workstream has one (`action-ID`, `constraint-ID`), else its id."""
    message = f"{kind}-{id.replace('.', '-').replace('_', '-')}"
    return words.t(message) if message in words.words else id
