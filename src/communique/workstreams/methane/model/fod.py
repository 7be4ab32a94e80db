"""How much methane does buried waste make, year by year, and how much of it escapes?

First-order decay of the IPCC Guidelines 2006, volume 5, chapter 3, equations 3.1 to 3.6 and annex 3A.1; masses in Gg,
years on an axis of their own. Every function is linear in the mass deposited, so a plan may use `decay_kernel` exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from communique.errors import CommuniqueError

#: Molar mass of CH4 over that of C (equation 3.3).
CH4_PER_C = 16 / 12
#: Month in which the reaction starts, counted from January of the year of deposit: 13 is January of the year after.
NEXT_JANUARY = 13
#: Middle of the year of deposit: no delay after the average arrival.
NO_DELAY = 7

Array = NDArray[np.float64]


class DecayError(CommuniqueError):
    """A mass, rate, delay or share for which the decay of waste has no meaning."""


class RecoveryError(CommuniqueError):
    """More methane recovered than generated, or a recovery that is not a mass."""


def decay_kernel(k: ArrayLike, ages: ArrayLike) -> Array:
    """Share of a deposit's methane that is generated at an age: e^(-k(a-1)) - e^(-ka) for a ≥ 1, else 0.

    Closed form of equations 3.4 and 3.5 for a reaction that starts in the January after the deposit; over all ages it
    sums to one. k and ages broadcast; k in 1/yr, ages in whole years since the year of deposit.
    """
    rate, age = np.asarray(k, dtype=np.float64), np.asarray(ages, dtype=np.float64)
    _require(np.all(rate > 0), "a decay rate k must be above 0 per year")
    begun = np.maximum(age, 1.0)  # an age below 1 would overflow the exponential before it is discarded
    return np.where(age >= 1, np.exp(-rate * (begun - 1)) - np.exp(-rate * begun), 0.0)


def methane_potential(doc: ArrayLike, doc_f: ArrayLike, mcf: ArrayLike, f: ArrayLike) -> Array:
    """L0 of one unit of wet waste, Gg CH4 per Gg: DOC · DOCf · MCF · F · 16/12 (equations 3.2 and 3.3).

    doc    degradable organic carbon of the wet waste, Gg C/Gg
    doc_f  share of it that decomposes
    mcf    methane correction factor of the site at the time of deposit
    f      share of methane in the gas, by volume

    Raises DecayError for a factor outside [0, 1].
    """
    return _decomposable(doc, doc_f, mcf) * _share(f, "F") * CH4_PER_C


def _decomposable(doc: ArrayLike, doc_f: ArrayLike, mcf: ArrayLike) -> Array:
    return _share(doc, "DOC") * _share(doc_f, "DOCf") * _share(mcf, "MCF")


def stored_carbon(mass: ArrayLike, doc: ArrayLike, doc_f: ArrayLike, mcf: ArrayLike) -> Array:
    """Carbon that stays in the ground for good, Gg C: W · DOC · (1 - DOCf) · MCF; mass in Gg wet, all broadcast."""
    return np.asarray(mass, dtype=np.float64) * _decomposable(doc, 1.0 - _share(doc_f, "DOCf"), mcf)


def generation(mass: ArrayLike, k: ArrayLike, potential: ArrayLike, delay_month: float = NEXT_JANUARY) -> Array:
    """Methane generated, Gg CH4, (…, year, stream): equation 3.6 in each year of the axis.

    mass         (…, year, stream) Gg wet waste deposited; years follow one another without a gap
    k            broadcasts to (…, stream), 1/yr
    potential    broadcasts to (…, year, stream), Gg CH4 per Gg waste deposited in that year (`methane_potential`)
    delay_month  month M in which the reaction starts, 7 (no delay) to 13 (January of the next year)

    Leading axes (draws, sites) are free. Raises DecayError for a negative mass, k ≤ 0 or another month.
    """
    added = np.asarray(mass, dtype=np.float64) * np.asarray(potential, dtype=np.float64)
    return _collect(added, k, delay_month, 1)


def accumulation(ddocm: ArrayLike, k: ArrayLike, delay_month: float = NEXT_JANUARY) -> Array:
    """Decomposable carbon left at the end of each year, Gg C, (…, year, stream): a_T of equation 3.4.

    ddocm  (…, year, stream) Gg C deposited that will decompose, W · DOC · DOCf · MCF (equation 3.2)
    """
    return _collect(np.asarray(ddocm, dtype=np.float64), k, delay_month, 0)


def _collect(added: Array, k: ArrayLike, delay_month: float, which: int) -> Array:
    rate = np.asarray(k, dtype=np.float64)
    _require(added.ndim >= 2, "mass needs a year axis and a stream axis")
    _require(np.all(added >= 0), "a deposit is negative or missing; a mass is 0 or more")
    _require(np.all(rate > 0), "a decay rate k must be above 0 per year")
    _require(NO_DELAY <= delay_month <= NEXT_JANUARY, f"delay month {delay_month}: the Guidelines hold 7 to 13")
    streams = np.broadcast_shapes(added.shape[:-2] + added.shape[-1:], rate.shape)
    out = np.empty((added.shape[-2], *streams))
    for year, state in enumerate(_years(added, np.broadcast_to(rate, streams), delay_month)):
        out[year] = state[which]
    return np.moveaxis(out, 0, -2)


def _years(added: Array, rate: Array, delay_month: float) -> Iterator[tuple[Array, Array]]:
    """(a_T, decomposed_T) of each year: equations 3.4, 3.5 and, for a month before 13, annex 3A.1."""
    kept = np.exp(-rate)
    lost = 1 - kept
    kept_first = np.exp(-rate * (NEXT_JANUARY - delay_month) / 12) if delay_month < NEXT_JANUARY else 1.0
    left = np.zeros(rate.shape)
    for year in range(added.shape[-2]):
        fresh = added[..., year, :]
        remaining = fresh * kept_first
        decomposed = left * lost
        decomposed += fresh - remaining
        left = left * kept
        left += remaining
        yield left, decomposed


def emissions(
    generated: ArrayLike,
    recovered: ArrayLike = 0.0,
    oxidation: ArrayLike = 0.0,
    *,
    site: str = "",
    years: Sequence[int] = (),
) -> Array:
    """Methane that reaches the air, Gg CH4: (G - R) · (1 - OX), equation 3.1; the last axis is the year.

    generated  (…, year) Gg CH4, all streams of a site together
    recovered  Gg CH4 captured in the year, a mass and never a share; what is captured is not oxidised
    oxidation  share of what escapes capture that the cover oxidises

    Raises RecoveryError where more is recovered than generated, naming `site` and the year of `years`.
    """
    made, taken = np.broadcast_arrays(np.asarray(generated, np.float64), np.asarray(recovered, np.float64))
    _require(np.all(taken >= 0), "recovered methane is negative or missing; write 0 where none was recovered")
    if np.any(taken > made):
        raise _too_much(made, taken, site, years)
    return np.asarray((made - taken) * (1.0 - _share(oxidation, "OX")))


def _too_much(made: Array, taken: Array, site: str, years: Sequence[int]) -> RecoveryError:
    where = tuple(int(i) for i in np.argwhere(np.atleast_1d(taken > made))[0])
    year = f"in {years[where[-1]]}" if years else f"at year index {where[-1]}"
    r, g = float(np.atleast_1d(taken)[where]), float(np.atleast_1d(made)[where])
    return RecoveryError(
        f"{site or 'the site'} recovers {r:.6g} Gg CH4 {year} but generates {g:.6g} Gg; "
        "correct the recovered mass, the deposits or the parameters"
    )


def slipped(recovered: ArrayLike, destruction: ArrayLike) -> Array:
    """Methane captured but not destroyed, Gg CH4: (1 - DE) · R; add it to `emissions` where flares are modelled."""
    return np.asarray(recovered, dtype=np.float64) * (1.0 - _share(destruction, "DE"))


def _share(value: ArrayLike, name: str) -> Array:
    share = np.asarray(value, dtype=np.float64)
    if not np.all((share >= 0) & (share <= 1)):
        worst = float(share[~((share >= 0) & (share <= 1))].flat[0])
        hint = f"; {worst:g} per cent is {worst / 100:g}" if 1 < worst <= 100 else ""
        raise DecayError(f"{name} is {worst:g}, but a share lies between 0 and 1{hint}")
    return share


def _require(holds: bool | np.bool_, message: str) -> None:
    if not holds:
        raise DecayError(message)
