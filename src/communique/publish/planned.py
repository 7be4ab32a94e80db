"""How is a plan said: what to do, what it brings and costs, and what stops it from being cheaper?"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

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
    """A plan in words.

    first  what has to be said before everything else; caveats, what has to be said besides
    """

    said: str
    facts: tuple[tuple[str, str], ...]
    actions: tuple[Done, ...]
    binding: tuple[str, ...]
    first: str = ""
    caveats: tuple[str, ...] = ()


def planned(plan: Plan, unit: str, words: PageWords) -> Planned:
    """A plan in words; effects are in `unit`, the target's."""
    first, *caveats = [words.say(caveat) for caveat in plan.caveats] or [""]
    return replace(_planned(plan, unit, words), first=first, caveats=tuple(caveats))


def _planned(plan: Plan, unit: str, words: PageWords) -> Planned:
    if plan.status != "optimal":
        conflict = ", ".join(_named(name, "constraint", words) for name in plan.conflict)
        nearest = ((words.t("page-plan-reachable"), words.amount(plan.reachable, unit)),) if plan.reachable else ()
        return Planned(words.t("page-plan-infeasible", conflict=conflict), nearest, (), ())
    return Planned(
        words.t("page-plan-optimal", n=len(plan.actions)),
        tuple(_facts(plan, unit, words)),
        tuple(_done(action, unit, plan.money, words) for action in plan.actions),
        tuple(_bound(bound, plan.money, words) for bound in plan.binding),
    )


def _facts(plan: Plan, unit: str, words: PageWords) -> list[tuple[str, str]]:
    found = [
        (words.t("page-plan-effect-total"), words.amount(plan.effect, unit)),
        (words.t("page-plan-cost-total"), _money(plan.cost, plan.money, words)),
    ]
    if plan.marginal_cost is not None and plan.marginal_cost.value is not None:
        found.append((words.t("page-plan-marginal"), _money(plan.marginal_cost.value, plan.money, words)))
    if plan.gap is not None:
        found.append((words.t("page-plan-gap"), words.words.percent(plan.gap, 1)))
    if plan.probability is not None:
        chance = plan.probability
        said = words.chance(chance.value) if chance.value is not None else words.say(chance.reason or "")
        found.append((words.t("page-plan-chance"), said))
    return found


def _done(action: Action, unit: str, money: str, words: PageWords) -> Done:
    return Done(
        name=words.say(action.name) if action.name else _named(action.id, "action", words),
        party=action.party,
        party_name=words.party(action.party) if action.party else "",
        amount=words.amount(action.amount, action.unit),
        effect=words.amount(action.effect, unit),
        cost=_money(action.cost, money, words),
        on=_when(action.on, words) if action.on else "",
    )


def _money(value: float, money: str, words: PageWords) -> str:
    """An amount of money as exactly as a plan knows it, which is three digits; the data have them all."""
    places = 2 - math.floor(math.log10(abs(value))) if value else 0
    return words.amount(round(value, places), money)


def _when(day: date, words: PageWords) -> str:
    """The year of what takes effect with the year, else the day."""
    return str(day.year) if (day.month, day.day) == (1, 1) else words.day(day)


def _bound(bound: Binding, money: str, words: PageWords) -> str:
    name = _named(bound.constraint, "constraint", words)
    if bound.at:
        name = f"{name} ({', '.join(bound.at.values())})"
    if bound.shadow_price is None:
        return words.t("page-plan-bound-whole", constraint=name)
    return words.t("page-plan-bound", constraint=name, price=_money(bound.shadow_price, money, words))


def _named(id: str, kind: str, words: PageWords) -> str:
    """The word of an action or constraint where its workstream has one (`action-ID`, `constraint-ID`), else its id."""
    message = f"{kind}-{id.replace('.', '-').replace('_', '-')}"
    return words.t(message) if message in words.words else id
