"""What do other site models make of the same waste: LandGEM, SWEET, WARM and the US reporting rule?

For comparison beside first-order decay; volumes in m³ CH4, masses in t (Mg) of wet waste.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from communique.workstreams.methane.model.fod import DecayError, decay_kernel

#: Sections into which LandGEM cuts the waste of a year.
TENTHS = np.arange(1, 11) / 10

Array = NDArray[np.float64]


def landgem(accepted: ArrayLike, k: float, l0: float, last_index: int) -> Array:
    """Methane by the form of EPA's LandGEM, m³/yr, (year,) from the first year of acceptance to `last_index`.

    Q = Σ_{i=1..n} Σ_{j=0.1..1.0} k · L0 · (M_i / 10) · e^(-k t_ij), n = calculation year - first year of acceptance,
    t_ij = n - i + j: the first year itself gives 0. The sum of tenths is 0.25 % below the exact integral by design.

    accepted    (year,) t, from the first year of acceptance
    k, l0       1/yr, m³ CH4 per t
    last_index  years after the first year of acceptance that the answer reaches

    Raises DecayError for a negative mass, k ≤ 0 or a negative potential.
    """
    mass = _masses(accepted, k, l0)
    ages = np.arange(last_index + 1)
    section = k * l0 / len(TENTHS) * np.exp(-k * (ages[:, np.newaxis] - 1 + TENTHS)).sum(axis=1)
    return _superposed(mass, np.where(ages >= 1, section, 0.0))


def exact(accepted: ArrayLike, k: float, l0: float, last_index: int) -> Array:
    """The same with the exact integral of each year's decay (the kernel of equations 3.4 and 3.5), m³/yr, (year,).

    With L0 in m³/t this is also the form of SWEET and of WARM, which differ in k and L0 by stream and moisture.
    """
    mass = _masses(accepted, k, l0)
    return _superposed(mass, l0 * decay_kernel(k, np.arange(last_index + 1)))


def _masses(accepted: ArrayLike, k: float, l0: float) -> Array:
    mass = np.asarray(accepted, dtype=np.float64)
    if not (np.all(mass >= 0) and k > 0 and l0 >= 0):
        raise DecayError("accepted masses and L0 must be 0 or more, and k above 0")
    return mass


def _superposed(mass: Array, response: Array) -> Array:
    return np.convolve(mass, response)[: len(response)]


def hh6(generated: ArrayLike, recovered: ArrayLike, oxidation: float, destruction: float, destroying: float) -> Array:
    """Emissions by the US rule from modelled generation: (G - R)(1 - OX) + R(1 - DE · f_dest), equation HH-6.

    generated, recovered  mass CH4 of the year, one unit
    destruction           DE; destroying: share of the hours of operation in which the device destroys
    """
    made, taken = np.asarray(generated, np.float64), np.asarray(recovered, np.float64)
    _shares(OX=oxidation, DE=destruction, f_dest=destroying)
    if np.any(taken > made):
        raise DecayError("equation HH-6: more methane is recovered than generated; the rule then asks for HH-8")
    return np.asarray((made - taken) * (1 - oxidation) + taken * (1 - destruction * destroying))


def hh8(
    recovered: ArrayLike,
    collection: float,
    recovering: float,
    oxidation: float,
    destruction: float,
    destroying: float,
) -> Array:
    """Emissions by the US rule from measured recovery: (R/(CE · f_rec) - R)(1 - OX) + R(1 - DE · f_dest), HH-8.

    collection  CE, area-weighted; recovering: share of hours in which gas is recovered. Raises DecayError at CE 0.
    """
    taken = np.asarray(recovered, np.float64)
    _shares(CE=collection, f_rec=recovering, OX=oxidation, DE=destruction, f_dest=destroying)
    if collection * recovering == 0:
        raise DecayError("equation HH-8 has no answer where nothing is collected")
    escaped = taken / (collection * recovering) - taken
    return np.asarray(escaped * (1 - oxidation) + taken * (1 - destruction * destroying))


def _shares(**shares: float) -> None:
    for name, share in shares.items():
        if not 0 <= share <= 1:
            raise DecayError(f"{name} is {share:g}, but a share lies between 0 and 1")
