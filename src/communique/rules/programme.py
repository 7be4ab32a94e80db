"""The cheapest change where facts are shared or enter arithmetic: an integer programme for HiGHS.

x[f, r] ∈ {0, 1}    fact f comes to lie in region r; Σ_r x[f, r] = 1
v[f]    ∈ ℤ         the value of a fact that enters arithmetic, in units of its last decimal place
subject to          the condition is true (`linear.py`)
minimise Σ cost · changed, then the number of facts changed or learned
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import highspy

from communique.rules import expression as x
from communique.rules.interpret import Evaluation
from communique.rules.linear import Programme, wanted
from communique.rules.parameters import RuleError
from communique.rules.regions import plain, tightest
from communique.rules.remedy import Change, Option
from communique.rules.schema import MAX, MIN, Curable, Schema, unknown_fact

COST_TOLERANCE = 1e-6  # relative; HiGHS's own feasibility tolerance, when the cost is held for the second aim
TIGHT = 1e-9


def solve(
    node: x.Node,
    now: Evaluation,
    schema: Schema,
    costs: Mapping[str, Curable],
    options: Mapping[str, Sequence[Option]],
) -> Change:
    """The cheapest change as `change` defines it; options hold every fact that is only held against constants."""
    p = Programme(schema, now, costs, options)
    for name, value in {
        "mip_abs_gap": 0.0,
        "mip_feasibility_tolerance": TIGHT,
        "primal_feasibility_tolerance": TIGHT,
    }.items():
        p.highs.setOptionValue(name, value)
    for name in sorted(x.facts_of(node)):
        if name in options:
            _choose(name, p)
        else:
            _move(name, p)
    p.constrain(wanted(node, True, p) >= 1)
    if not _minimise(_weighted(p.cost), p):
        return Change(False, math.inf)
    cost = sum(weight * round(p.highs.val(variable)) for weight, variable in p.cost)
    if p.cost:
        p.constrain(_weighted(p.cost) <= cost + COST_TOLERANCE * max(1.0, cost))
    if not _minimise(_weighted([(1.0, variable) for variable in p.count]), p):
        raise RuleError("the integer programme lost the solution it had found")
    return _read(cost, p)


def _weighted(pairs: Sequence[tuple[float, Any]]) -> Any:
    return sum((weight * variable for weight, variable in pairs[1:]), pairs[0][0] * pairs[0][1]) if pairs else None


def _minimise(aim: Any, p: Programme) -> bool:
    """Whether there is a solution. Raises RuleError if HiGHS neither finds the least nor proves that there is none."""
    if aim is None:
        p.highs.run()
    else:
        p.highs.minimize(aim)
    status = p.highs.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        return True
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return False
    raise RuleError(f"the integer programme ended with {p.highs.modelStatusToString(status)}")


# -- facts -----------------------------------------------------------------------------------------------------------


def _choose(name: str, p: Programme) -> None:
    """One region for a fact that is only held against constants; an unknown one may also be left open."""
    flags = [p.binary() for _ in p.options[name]]
    p.chosen[name] = flags
    total: Any = sum(flags[1:], flags[0])
    p.constrain(total <= 1) if _may_stay_open(name, p) else p.constrain(total == 1)
    for option, flag in zip(p.options[name], flags, strict=True):
        if option.weight[0]:
            p.cost.append((option.weight[0], flag))
        if option.weight[1]:
            p.count.append(flag)


def _may_stay_open(name: str, p: Programme) -> bool:
    return bool(p.now.reading(name).reasons)


def _move(name: str, p: Programme) -> None:
    """A whole value for a fact that enters arithmetic, within its declared range; moved from what it is at its cost."""
    kind, reading = p.schema[name], p.now.reading(name)
    unit = 10 ** (kind.places or 0)
    ends = tightest(kind, unknown_fact(name))
    if not kind.ordered or None in ends or (kind.sort == "number" and kind.places is None):
        raise RuleError(f"{name} is not only held against constants: declare its range and decimal places")
    low, high = (int(Decimal(end) * unit) for end in ends)
    value = p.highs.addIntegral(low, high)
    p.values[name] = (value, unit)
    if reading.reasons == unknown_fact(name).reasons or (reading.low == MIN and reading.high == MAX):
        return
    first = low if reading.low == MIN else int(reading.low * unit)
    last = high if reading.high == MAX else int(reading.high * unit)
    curable = p.costs.get(name, Curable("never"))
    up, down = p.binary(), p.binary()
    p.constrain(value <= last + (high - last) * up)
    p.constrain(value >= first - (first - low) * down)
    p.constrain(up + down <= 1)
    for flag, direction in ((up, "up"), (down, "down")):
        if math.isinf(curable.cost) or curable.only not in (None, direction):
            p.constrain(1 * flag <= 0)
        p.cost.append((0.0 if math.isinf(curable.cost) else curable.cost, flag))
        p.count.append(flag)


def _read(cost: float, p: Programme) -> Change:
    changed: dict[str, Any] = {}
    learned: dict[str, Any] = {}
    for name, flags in p.chosen.items():
        for option, flag in zip(p.options[name], flags, strict=True):
            if round(p.highs.val(flag)) and option.what != "stays":
                (changed if option.what == "changed" else learned)[name] = option.value
    for name, (variable, unit) in p.values.items():
        value = plain(Fraction(round(p.highs.val(variable)), unit))
        reading = p.now.reading(name)
        outside = not reading.low <= value <= reading.high
        if outside or reading.reasons:
            shown = date.fromordinal(int(value)) if p.schema[name].sort == "date" else value
            (changed if outside else learned)[name] = shown
    return Change(True, float(cost), dict(sorted(changed.items())), dict(sorted(learned.items())))
