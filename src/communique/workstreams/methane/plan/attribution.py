"""How much of the joint abatement is whose, when measures take from one another?

The Shapley value: each interaction is shared equally by the measures that take part in it. The emission of a site is a
product of what is generated, what escapes capture and what escapes the cover, so the value has a closed form. With
g = Σ K·d not generated, ρ = Σ X/G and o = Σ O/(G − R) the added shares, a = 1 − R0, b = 1 − OX0 and e = 1 − DE:

    E0 − E = g(ab + e·R0) + ρ·G0(b − e) + o·G0·a − gρ(b − e) − g·o·a − G0·ρ·o + gρo − Σ EF·d[t]

Two-fold products are split in halves, the three-fold one in thirds, and within g, ρ and o in proportion to their parts
(Shapley, A value for n-person games, 1953: the value of a sum is the sum of the values). The parts sum to E0 − E.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.workstreams.methane.plan.milp import Case
from communique.workstreams.methane.plan.system import Effort, flows

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Attributed:
    """kt CH4 less in each of the plan's years: diversions by year of action, the others by year of operation.

    d     (diversion, action year, year); a diversion of the year itself counts with its treatment's methane
    phi, psi, zeta  (capture, cover or reduction, year)
    """

    d: Array
    phi: Array
    psi: Array
    zeta: Array

    @property
    def total(self) -> Array:
        """All together, (year,)."""
        together: Array = self.d.sum(axis=(0, 1)) + sum(each.sum(axis=0) for each in (self.phi, self.psi, self.zeta))
        return together


def attributed(case: Case, effort: Effort) -> Attributed:
    """Whose the joint abatement of an effort is, by the file's own figures."""
    spots, part = case.spots, case.system
    G0, R0, OX0, e = part.G0[0, :, 1:], part.R0[0, :, 1:], part.OX0[0, :, 1:], 1 - part.DE[0]
    parts_g = part.K[0] * effort.d[:, :, None]
    parts_rho, parts_o = _added(case, effort)
    g = _at(parts_g.sum(axis=1), [v.place for v in spots.diversions], G0)
    rho = _at(parts_rho, [s.place for s in spots.captures], G0)
    o = _at(parts_o, [s.place for s in spots.covers], G0)
    a, b = 1 - R0, 1 - OX0
    with_rho, with_o, between, all_three = g * rho * (b - e) / 2, g * o * a / 2, G0 * rho * o / 2, g * rho * o / 3
    of_g = g * (a * b + e * R0) - with_rho - with_o + all_three
    of_rho = rho * G0 * (b - e) - with_rho - between + all_three
    of_o = o * G0 * a - with_o - between + all_three
    d = parts_g * _per_unit(of_g, g)[[v.place for v in spots.diversions]][:, None, :]
    for column, year in enumerate(case.problem.years):
        if year in case.problem.actions:
            row = case.problem.actions.index(year)
            d[:, row, column] -= effort.d[:, row] * [v.lever.emission for v in spots.diversions]
    served = case.system.S[0, [s.place for s in spots.reductions], 1:]
    efficacy = np.array([s.lever.efficacy for s in spots.reductions]).reshape(-1, 1)
    return Attributed(
        d,
        parts_rho * _per_unit(of_rho, rho)[[s.place for s in spots.captures]],
        parts_o * _per_unit(of_o, o)[[s.place for s in spots.covers]],
        effort.zeta * efficacy * served,
    )


def _added(case: Case, effort: Effort) -> tuple[Array, Array]:
    """ρ and o of each spot, (spot, year): what it adds to the captured share, and to the oxidised share of the rest.

    An effort that its capacity limits adds what the capacity takes.
    """
    spots, part = case.spots, case.system
    done = flows(case.problem, spots, part, effort)
    G, escaped = done.G[0], done.G[0] - done.R[0]
    rho = np.zeros_like(effort.phi)
    for row, capture in enumerate(spots.captures):
        share = effort.phi[row] * (capture.lever.efficiency - part.R0[0, capture.place, 1:])
        rho[row] = np.minimum(share, _per_unit(effort.captured_at_most[row], G[capture.place]))
    o = np.zeros_like(effort.psi)
    for row, cover in enumerate(spots.covers):
        share = effort.psi[row] * cover.lever.oxidation
        o[row] = np.minimum(share, _per_unit(effort.oxidised_at_most[row], escaped[cover.place]))
    return rho, o


def _per_unit(whole: Array, units: Array) -> Array:
    """whole / units; where there are no units nothing is to be shared."""
    return np.divide(whole, units, out=np.zeros_like(units), where=units > 0)


def _at(rows: Array, places: list[int], like: Array) -> Array:
    found = np.zeros_like(like)
    np.add.at(found, places, rows)
    return found
