"""How much methane do herds give off, from the gut and from manure?

2019 Refinement vol. 4 chapter 10: tier 2 by the energy an animal needs (equations 10.3 to 10.24), tier 1 by factors per
head and manure by the mass of animals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.errors import CommuniqueError
from communique.facts import Facts
from communique.workstreams.methane.model.parameters import shipped

DAYS_PER_YEAR = 365
KG_PER_TONNE = 1e3
PERCENT = 100


class HerdError(CommuniqueError):
    """An animal that cannot live as described."""


@dataclass(frozen=True, slots=True)
class Energy:
    """What an animal's energy need gives, per head: MJ/day, kg CH4/year and kg volatile solids/day."""

    rem: float
    reg: float
    gross_energy: float
    enteric: float
    volatile_solids: float


def net_energy_maintenance(mass: float, cfi: float, facts: Facts) -> float:
    """NEm = Cfi · BW^0.75, MJ/day (equation 10.3); mass in kg."""
    return float(cfi * mass ** facts.value("livestock.net_energy_maintenance", "mass_power"))


def net_energy_growth(mass: float, mature_mass: float, gain: float, growth: float, facts: Facts) -> float:
    """NEg = 22.02 · (BW / (C · MW))^0.75 · WG^1.097, MJ/day (equation 10.6); 0 where nothing is gained.

    growth  C: 0.8 females, 1.0 castrates, 1.2 bulls; gain in kg/day, masses in kg
    """
    if gain == 0:
        return 0.0
    factor, mass_power, gain_power = (
        facts.value("livestock.net_energy_growth", key) for key in ("factor", "mass_power", "gain_power")
    )
    return float(factor * (mass / (growth * mature_mass)) ** mass_power * gain**gain_power)


def net_energy_milk(milk: float, fat_percent: float, facts: Facts) -> float:
    """NEl = milk · (1.47 + 0.40 · fat), MJ/day (equation 10.8); milk in kg/day, fat in per cent of its mass."""
    intercept, fat = (facts.value("livestock.net_energy_milk", key) for key in ("intercept", "fat"))
    return milk * (intercept + fat * fat_percent)


def available(name: str, digestibility_percent: float, facts: Facts) -> float:
    """REM or REG, the ratio of net to digestible energy for maintenance or growth (equations 10.14 and 10.15).

    c0 + c1 · DE + c2 · DE² + c3 / DE, DE in per cent of gross energy. name: rem | reg
    """
    constant, linear, square, inverse = (
        facts.value(f"livestock.{name}", key) for key in ("constant", "linear", "square", "inverse")
    )
    de = digestibility_percent
    return constant + linear * de + square * de**2 + inverse / de


def energy(
    *,
    mass: float,
    cfi: float,
    digestibility_percent: float,
    methane_percent: float,
    activity: float = 0.0,
    milk: float = 0.0,
    fat_percent: float = 0.0,
    pregnancy: float = 0.0,
    work_hours: float = 0.0,
    gain: float = 0.0,
    mature_mass: float = 0.0,
    growth: float = 1.0,
    facts: Facts | None = None,
) -> Energy:
    """Tier 2 of one animal.

    GE = [(NEm + NEa + NEl + NEwork + NEp) / REM + NEg / REG] / (DE / 100)      (10.16)
    enteric = GE · (Ym / 100) · 365 / 55.65                                      (10.21)
    VS = [GE · (1 - DE / 100) + UE · GE] · (1 - ASH) / 18.45                     (10.24)

    mass, mature_mass in kg; cfi MJ/day/kg; activity Ca; pregnancy Cpreg times the share that is pregnant; gain kg/day

    Raises HerdError for a digestibility given as a share, a gain without a mature mass, and negative figures.
    """
    known = facts if facts is not None else shipped()
    _check(mass, digestibility_percent, methane_percent, (activity, milk, fat_percent, pregnancy, work_hours, gain))
    if gain and not mature_mass:
        raise HerdError("an animal that gains mass needs its mature mass")
    maintenance = net_energy_maintenance(mass, cfi, known)
    work = known.value("livestock.net_energy_work", "per_hour") * maintenance * work_hours
    need = maintenance * (1 + activity + pregnancy) + net_energy_milk(milk, fat_percent, known) + work
    rem, reg = (available(name, digestibility_percent, known) for name in ("rem", "reg"))
    if rem <= 0 or reg <= 0:
        raise HerdError(f"feed of {digestibility_percent:g} per cent digestibility keeps no animal alive")
    growing = net_energy_growth(mass, mature_mass, gain, growth, known)
    gross = (need / rem + growing / reg) / (digestibility_percent / PERCENT)
    enteric = gross * methane_percent / PERCENT * DAYS_PER_YEAR / known.value("livestock.energy_content", "methane")
    return Energy(rem, reg, gross, enteric, _volatile_solids(gross, digestibility_percent, known))


def _volatile_solids(gross: float, digestibility_percent: float, facts: Facts) -> float:
    undigested = 1 - digestibility_percent / PERCENT + facts.value("livestock.urinary_energy")
    organic = 1 - facts.value("livestock.ash")
    return gross * undigested * organic / facts.value("livestock.energy_content", "feed")


def _check(mass: float, digestibility: float, methane: float, others: tuple[float, ...]) -> None:
    if mass <= 0 or min(others) < 0:
        raise HerdError("body mass must be above 0 kg, and no other figure below 0")
    if 0 < digestibility <= 1:
        raise HerdError(f"digestibility {digestibility:g}: give it in per cent of gross energy, {digestibility:.0%}")
    if not 1 < digestibility < PERCENT:
        raise HerdError(f"digestibility {digestibility:g} per cent lies outside 0 to 100")
    if 0 < methane < 1:
        raise HerdError(f"methane conversion {methane:g}: give Ym in per cent of gross energy, {methane:.1%}")
    if not 0 <= methane < PERCENT:
        raise HerdError(f"methane conversion {methane:g} per cent lies outside 0 to 100")


def manure(volatile_solids: float, bo: float, mcf_share: float, density: float | None = None) -> float:
    """Methane of one animal's manure, kg/year: VS · 365 · Bo · 0.67 · Σ (MCF · AWMS) (equation 10.23).

    volatile_solids  kg/day; bo  m³ CH4/kg
    mcf_share        Σ of methane correction factor times share of each manure system, shares summing to one
    density          kg/m³; default 0.67 (20 °C); 0.717 is answered with a DensityWarning

    Raises HerdError for a sum above one.
    """
    from communique.workstreams.methane.model.gas import tonnes_of_volume

    if not 0 <= mcf_share <= 1:
        raise HerdError(f"the sum of MCF times manure share is {mcf_share:g}, but lies between 0 and 1")
    return tonnes_of_volume(volatile_solids * DAYS_PER_YEAR * bo * mcf_share, density) * KG_PER_TONNE


def excreted(rate: float, animal_mass: float) -> float:
    """Volatile solids of one animal, kg/day: rate · TAM / 1000 (equation 10.22A); rate in kg per 1000 kg of animal."""
    return rate * animal_mass / KG_PER_TONNE


def mcf_share(systems: dict[str, float], mcf_of: Callable[[str], float], tolerance: float) -> float:
    """Σ MCF · share over manure systems.

    systems  share by system; mcf_of  the MCF of a system. Raises HerdError where the shares do not sum to one
    """
    total = sum(systems.values())
    if abs(total - 1) > tolerance:
        raise HerdError(f"the shares of the manure systems sum to {total:.4g}, not to 1")
    return sum(share * mcf_of(system) for system, share in systems.items())
