"""Which diversions, captures and covers meet the target at least cost, with all that they do to one another?

    minimise    Σ δ[x]·c_d·d[v,x] + Σ δ[t]·(c_R·X[l,t] + c_O·O[l,t] + c_Z·Z[l,t])
                + Σ δ[t]·F·(y[l,t] − y[l,t−1]) + Σ δ[τ]·Y·y[l,t(τ)]      δ the discount factor, τ every year of standing
    subject to
      target                cut ≥ target                               percentage points; other targets move with it
      emission              Σ_s E[s,t] + Σ S[t] − Z ≤ (1 − cut/100)·E[base]            of each party and target year
      generation            G[s,t] = G0[s,t] − Σ_v Σ_x K[v,x,t]·d[v,x]
      diversion-share       d[v,x] ≤ share·W[v,x]
      diversion-once        Σ_v d[v,x] ≤ W[x]                          a mass is diverted once, whatever the levers
      diversion-start       d[v,x] = 0 before the lever's start
      diversion-ramp        d[v,x]/W[v,x] ≤ d[v,x−1]/W[v,x−1] + ramp
      ratchet               d[v,x]/W[v,x] ≥ d[v,x−1]/W[v,x−1]
      capture-efficiency    Σ_l X[l,t]/(CE_l − R0) ≤ G[s,t]            one lever: R ≤ CE·G
      capture-built         X[l,t] ≤ (CE_l − R0)·G0·y/N
      cover-oxidation       Σ_l O[l,t]/OX_l ≤ G − R                    what is captured is not oxidised
      cover-built           O[l,t] ≤ OX_l·G0·y/N
      reduction-efficacy    Σ_l Z[l,t]/efficacy_l ≤ S[t]
      reduction-built       Z[l,t] ≤ efficacy_l·S[t]·y/N
      {kind}-start          y[l,t] = 0 before the lever's start
      {kind}-kept           y[l,t] ≥ y[l,t−1]                          what is built stays
      {kind}-builds         Σ_l (y[l,t] − y[l,t−1]) ≤ builds per year · (t − t−1)
      budget                what is spent in a year ≤ budget           not discounted
    where, exactly and without a product of two variables,
      R = R0·G + Σ X,  E = (G − R)(1 − OX0) − O + (1 − DE)·R + Σ EF·d[t]

v diversions, l levers at a site or source, x action years, t years counted, N blocks of full effort. The target year's
own diversion adds its treatment's methane and lowers generation only from the next year on.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from communique.geo import TOGETHER
from communique.plan import Build, constant, new_model
from communique.workstreams.methane.plan.layout import Layout, Spot, block_costs, discount, layout, unit_cost
from communique.workstreams.methane.plan.money import amount
from communique.workstreams.methane.plan.problem import Problem
from communique.workstreams.methane.plan.reading import parties_of
from communique.workstreams.methane.plan.system import System, base_emission, of_party, system

if TYPE_CHECKING:
    from linopy import Model

Array = NDArray[np.float64]
#: Kinds of levers that work on what is there in a year, by the name of their amount; diversion works on years to come.
KINDS = {"capture": "X", "cover": "O", "reduction": "Z"}


@dataclass(frozen=True)
class Case:
    """A problem with everything that is computed of it once."""

    problem: Problem
    spots: Layout
    system: System

    def of_kind(self, kind: str) -> tuple[Spot[Any], ...]:
        """Spots of capture, cover or reduction."""
        by_kind: dict[str, tuple[Spot[Any], ...]] = {
            "capture": self.spots.captures,
            "cover": self.spots.covers,
            "reduction": self.spots.reductions,
        }
        return by_kind[kind]

    @cached_property
    def equations(self) -> Model:
        """The linopy model, its target left at a cut of 0: written once, since copying takes a sixtieth of the time."""
        return _model(self)


def case(problem: Problem) -> Case:
    """The case of a problem, by the file's own figures."""
    spots = layout(problem)
    return Case(problem, spots, system(problem, spots))


def base_of(case: Case, party: str) -> float:
    """Emission of a party in the base year, kt CH4."""
    return float(of_party(case.problem, party, *base_emission(case.system))[0])


def builder(case: Case) -> Build:
    """The function cut (percentage points of the leading target) → linopy model; names as in the module's equations."""

    def build(cut: float) -> Model:
        model = case.equations.copy()
        model.constraints["target"].update(rhs=cut)
        return model

    return build


def _model(case: Case) -> Model:
    model = new_model()
    x = _variables(case, model)
    _target(case, model, x)
    if case.spots.diversions:
        _diversion(case, model, x)
    _gas(case, model, x)
    for kind in KINDS:
        if case.of_kind(kind):
            _building(case, model, x, kind)
    for budget in case.problem.budgets:
        most = amount(budget.at_most, "", case.problem.money.name, case.problem.rates)
        spent = _cost(case, x, partial(_only, budget.year))
        model.add_constraints(spent <= most, name=f"budget-{budget.year}")
    model.add_objective(_cost(case, x, partial(discount, case.problem)) + constant(model, 0.0))
    return model


@dataclass(frozen=True)
class _Variables:
    """d, G and the cut; X, O, Z and blocks y by kind; what does not exist is not there."""

    cut: Any
    G: Any
    d: Any
    amount: dict[str, Any]
    y: dict[str, Any]


def _variables(case: Case, model: Model) -> _Variables:
    d, amount, y = None, {}, {}
    if case.spots.diversions:
        d = model.add_variables(lower=0, **_axes(case, "diversion", "action"), name="d")
    for kind, letter in KINDS.items():
        if case.of_kind(kind):
            count = _by_spot(case, kind, [_blocks(spot) for spot in case.of_kind(kind)]) + _zero(case)
            amount[kind] = model.add_variables(lower=0, **_axes(case, kind, "year"), name=letter)
            y[kind] = model.add_variables(lower=0, upper=count, integer=True, name=f"y-{kind}")
    G0 = _at(case, case.system.G0)
    diverted = [any(v.place == s for v in case.spots.diversions) for s in range(len(case.problem.sites))]
    least = G0.where(~_by_site(case, diverted), 0.0)
    G = model.add_variables(lower=least, upper=G0, name="G")
    return _Variables(model.add_variables(name="cut"), G, d, amount, y)


def _blocks(spot: Spot[Any]) -> int:
    return spot.lever.blocks.count if spot.lever.blocks else 1


def _labels(case: Case, dim: str) -> list[Any]:
    if dim == "action":
        return list(case.problem.actions)
    if dim == "year":
        return list(case.problem.years)
    if dim == "site":
        return [site.name for site in case.problem.sites]
    return [spot.id for spot in (case.spots.diversions if dim == "diversion" else case.of_kind(dim))]


def _axes(case: Case, *dims: str) -> dict[str, Any]:
    return {"coords": [_labels(case, dim) for dim in dims], "dims": list(dims)}


def _array(case: Case, values: Any, *dims: str) -> Any:
    import xarray as xr

    return xr.DataArray(np.asarray(values), dims=dims, coords={dim: _labels(case, dim) for dim in dims})


def _at(case: Case, values: Array) -> Any:
    """A (draw, site, year) figure of the file's own draw, in the plan's years; a year axis of one holds for all."""
    shape = (len(case.problem.sites), len(case.problem.years))
    return _array(
        case, np.broadcast_to(values[0] if values.shape[-1] == 1 else values[0, :, 1:], shape), "site", "year"
    )


def _by_spot(case: Case, kind: str, values: Any) -> Any:
    return _array(case, values, kind)


def _by_site(case: Case, values: Any) -> Any:
    return _array(case, values, "site")


def _zero(case: Case) -> Any:
    return _array(case, np.zeros(len(case.problem.years)), "year")


def _to_sites(case: Case, expression: Any, kind: str) -> Any:
    """Sum of an expression over spots at each site."""
    spots = case.spots.diversions if kind == "diversion" else case.of_kind(kind)
    member = np.zeros((len(case.problem.sites), len(spots)))
    member[[spot.place for spot in spots], range(len(spots))] = 1
    return (_array(case, member, "site", kind) * expression).sum(kind)


def _gathered(case: Case, values: Any, kind: str) -> Any:
    """A (site, year) figure as (spot, year)."""
    return _array(case, values.values[[spot.place for spot in case.of_kind(kind)]], kind, "year")


def _captured(case: Case, x: _Variables) -> Any:
    """R."""
    R = _at(case, case.system.R0) * x.G
    return R + _to_sites(case, 1 * x.amount["capture"], "capture") if "capture" in x.amount else R


def _emission(case: Case, x: _Variables) -> Any:
    """E of the sites."""
    OX0, DE, R = _at(case, case.system.OX0), _at(case, case.system.DE), _captured(case, x)
    E = (1 - OX0) * x.G - (1 - OX0) * R + (1 - DE) * R
    if "cover" in x.amount:
        E = E - _to_sites(case, 1 * x.amount["cover"], "cover")
    treated = [year for year in case.problem.years if year in case.problem.actions]
    if x.d is None or not treated:
        return E
    EF = _array(case, [v.lever.emission for v in case.spots.diversions], "diversion")
    now = _array(case, np.equal.outer(case.problem.actions, case.problem.years).astype(float), "action", "year")
    return E + _to_sites(case, (now * (EF * x.d)).sum("action"), "diversion")


def _target(case: Case, model: Model, x: _Variables) -> None:
    model.add_constraints(1 * x.cut >= 0, name="target")
    E = _emission(case, x)
    for row in case.problem.targets:
        for party in parties_of(case.problem, row.of):
            mine = [party in (TOGETHER, site.country) for site in case.problem.sites]
            emitted = (_by_site(case, np.array(mine, float)) * E.sel(year=row.year, drop=True)).sum("site")
            constant_part = _sources(case, party, row.year)
            if "reduction" in x.amount:
                emitted = emitted - _reduced(case, x, party, row.year)
            base = base_of(case, party)
            allowed = base * (1 - row.cut + case.problem.lead.cut)
            name = f"emission-{row.year}-{party}"
            model.add_constraints(emitted + base / 100 * x.cut <= allowed - constant_part, name=name)


def _sources(case: Case, party: str, year: int) -> float:
    nothing = np.zeros((1, len(case.problem.sites)))
    column = 1 + case.problem.years.index(year)
    return float(of_party(case.problem, party, nothing, case.system.S[..., column])[0])


def _reduced(case: Case, x: _Variables, party: str, year: int) -> Any:
    counted = [
        float(party in (TOGETHER, spot.country) and case.problem.sources[spot.place].sector in case.problem.sectors)
        for spot in case.spots.reductions
    ]
    return (_by_spot(case, "reduction", counted) * x.amount["reduction"].sel(year=year, drop=True)).sum("reduction")


def _diversion(case: Case, model: Model, x: _Variables) -> None:
    spots, W = case.spots.diversions, case.spots.W
    K = _array(case, case.system.K[0], "diversion", "action", "year")
    kept_out = (K * x.d).sum("action").groupby(_array(case, [v.name for v in spots], "diversion").rename("site")).sum()
    sites = list(kept_out.coords["site"].values)
    model.add_constraints(
        x.G.sel(site=sites) + kept_out == _at(case, case.system.G0).sel(site=sites), name="generation"
    )
    share = np.array([v.lever.share for v in spots])[:, None]
    model.add_constraints(1 * x.d <= _array(case, share * W, "diversion", "action"), name="diversion-share")
    _diverted_once(case, model, x)
    early = np.array(
        [[v.lever.start is not None and year < v.lever.start for year in case.problem.actions] for v in spots]
    )
    if early.any():
        model.add_constraints(1 * x.d <= 0, mask=_array(case, early, "diversion", "action"), name="diversion-start")
    _ramp(case, model, x)


def _diverted_once(case: Case, model: Model, x: _Variables) -> None:
    waste = [f"{v.lever.stream} at {v.name}" for v in case.spots.diversions]
    if len(set(waste)) == len(waste):
        return  # one lever for each mass: its own share is the tighter limit
    first = [waste.index(each) for each in dict.fromkeys(waste)]
    together = (1 * x.d).groupby(_array(case, waste, "diversion").rename("waste")).sum()
    available = _array(case, case.spots.W, "diversion", "action").isel(diversion=first)
    available = available.assign_coords(diversion=[waste[i] for i in first]).rename(diversion="waste")
    model.add_constraints(together <= available.sel(waste=together.coords["waste"]), name="diversion-once")


def _ramp(case: Case, model: Model, x: _Variables) -> None:
    """How fast the diverted share may rise, and with the ratchet that it never falls, between years that have waste."""
    spots, W = case.spots.diversions, case.spots.W
    ramps = np.array([v.lever.ramp if v.lever.ramp is not None else math.inf for v in spots])
    before = np.concatenate([np.zeros((len(spots), 1)), W[:, :-1]], axis=1)
    first = np.arange(W.shape[1]) == 0
    scale = np.divide(W, before, out=np.zeros_like(W), where=before > 0)
    # before the first year of action nothing is diverted: the missing earlier term is 0, not unknown
    rise = 1 * x.d - _array(case, scale, "diversion", "action") * (1 * x.d.shift(action=1)).fillna(0)
    limited = np.isfinite(ramps)[:, None] & ((before > 0) | first)
    if limited.any():
        most = _array(case, np.where(limited, ramps[:, None], 0.0) * W, "diversion", "action")
        model.add_constraints(rise <= most, mask=_array(case, limited, "diversion", "action"), name="diversion-ramp")
    if case.problem.ratchet:
        model.add_constraints(
            rise >= 0, mask=_array(case, (before > 0) & ~first, "diversion", "action"), name="ratchet"
        )


def _gas(case: Case, model: Model, x: _Variables) -> None:
    G0, R0 = _at(case, case.system.G0), _at(case, case.system.R0)
    if "capture" in x.amount:
        CE = _by_spot(case, "capture", [spot.lever.efficiency for spot in case.spots.captures])
        gain = CE - _gathered(case, R0, "capture")
        served = _to_sites(case, (1 / gain) * x.amount["capture"], "capture")
        model.add_constraints(served - x.G <= 0, name="capture-efficiency")
        _built(case, model, x, "capture", gain * _gathered(case, G0, "capture"))
    if "cover" in x.amount:
        OX = _by_spot(case, "cover", [spot.lever.oxidation for spot in case.spots.covers])
        served = _to_sites(case, (1 / OX) * x.amount["cover"], "cover")
        model.add_constraints(served - x.G + _captured(case, x) <= 0, name="cover-oxidation")
        _built(case, model, x, "cover", OX * _gathered(case, G0, "cover"))
    if "reduction" in x.amount:
        _reduction(case, model, x)


def _reduction(case: Case, model: Model, x: _Variables) -> None:
    spots = case.spots.reductions
    efficacy = _by_spot(case, "reduction", [spot.lever.efficacy for spot in spots])
    S = _array(case, case.system.S[0, [spot.place for spot in spots], 1:], "reduction", "year")
    names = _array(case, [spot.name for spot in spots], "reduction").rename("source")
    served = ((1 / efficacy) * x.amount["reduction"]).groupby(names).sum()
    whole = S.groupby(names).first().sel(source=served.coords["source"])
    model.add_constraints(served <= whole, name="reduction-efficacy")
    _built(case, model, x, "reduction", efficacy * S)


def _built(case: Case, model: Model, x: _Variables, kind: str, full: Any) -> None:
    """What the blocks built so far can take; `full` by all of them."""
    blocks = _by_spot(case, kind, [_blocks(spot) for spot in case.of_kind(kind)])
    model.add_constraints(x.amount[kind] - (full / blocks) * x.y[kind] <= 0, name=f"{kind}-built")


def _building(case: Case, model: Model, x: _Variables, kind: str) -> None:
    spots, years = case.of_kind(kind), case.problem.years
    early = np.array([[s.lever.start is not None and year < s.lever.start for year in years] for s in spots])
    if early.any():
        model.add_constraints(1 * x.y[kind] <= 0, mask=_array(case, early, kind, "year"), name=f"{kind}-start")
    new = _new(x, kind)
    if len(years) > 1:
        model.add_constraints(new >= 0, name=f"{kind}-kept")
    elapsed = np.diff([case.problem.first_action - 1, *years])
    for lever in dict.fromkeys(s.lever for s in spots if s.lever.blocks and s.lever.blocks.builds_per_year):
        mine = _by_spot(case, kind, [float(spot.lever is lever) for spot in spots])
        most = _array(case, lever.blocks.builds_per_year * elapsed, "year")
        model.add_constraints((mine * new).sum(kind) <= most, name=f"{kind}-builds-{lever.id}")


def _new(x: _Variables, kind: str) -> Any:
    """Blocks that are built in each of the plan's years."""
    y = x.y[kind]
    return 1 * y - (1 * y.shift(year=1)).fillna(0)  # before the first counted year nothing is built


def _cost(case: Case, x: _Variables, weight: Callable[[int], float]) -> Any:
    """Millions, each calendar year's at its weight: its discount factor, or 1 for the year of a budget alone."""
    total: Any = 0.0
    if x.d is not None:
        cost = _by_spot(case, "diversion", [unit_cost(case.problem, v.lever) for v in case.spots.diversions])
        total = (cost * _array(case, [weight(year) for year in case.problem.actions], "action") * x.d).sum()
    stands = standing(case.problem)
    now = _array(case, [weight(year) for year in case.problem.years], "year")
    through = [sum(weight(tau) for tau, t in stands.items() if t == year) for year in case.problem.years]
    for kind, amounts in x.amount.items():
        spots = case.of_kind(kind)
        cost = _by_spot(case, kind, [unit_cost(case.problem, spot.lever) for spot in spots])
        fixed, yearly = zip(*(block_costs(case.problem, spot.lever.blocks) for spot in spots), strict=True)
        total = total + (cost * now * amounts).sum()
        if any(fixed):
            total = total + (_by_spot(case, kind, fixed) * now * _new(x, kind)).sum()
        if any(yearly):
            total = total + (_by_spot(case, kind, yearly) * _array(case, through, "year") * x.y[kind]).sum()
    return total


def _only(of: int, year: int) -> float:
    return float(year == of)


def standing(problem: Problem) -> dict[int, int]:
    """Calendar year → the plan's year whose blocks stand in it, from the first counted year to the last."""
    years = problem.years
    return {year: max(t for t in years if t <= year) for year in range(years[0], years[-1] + 1)}
