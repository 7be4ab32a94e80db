"""What does waste burned in the open give off, as methane and as soot?

IPCC 2006 vol. 5 chapter 5, equation 5.7 for the mass that burns. Black carbon is a mass beside methane and never
part of CO2 equivalents.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.facts import Facts
from communique.workstreams.methane.model.parameters import Parameter, ParameterError, given, of_fact, shipped
from communique.workstreams.methane.model.treatment import gg_per_gg

DAYS_PER_YEAR = 365
KG_PER_GG = 1e6
TONNES_PER_GG = 1e3


@dataclass(frozen=True, slots=True)
class Burned:
    """One year of open burning: Gg of waste burned, t CH4 and t black carbon, side by side."""

    mass_gg: float
    ch4_t: float
    black_carbon_t: float
    parameters: tuple[Parameter, ...]


def burned_mass(
    population: float,
    burning_share: float,
    kg_per_person_day: float,
    burned_share: float | None = None,
    facts: Facts | None = None,
) -> float:
    """Waste burned in the open, Gg/yr: P · P_frac · MSW_P · B_frac · 365 / 10^6 (equation 5.7).

    burning_share      of the people, those whose waste is set on fire
    kg_per_person_day  waste of one of them
    burned_share       of the waste set on fire, what burns; default 0.6

    Raises ParameterError for a negative figure or a share outside [0, 1].
    """
    burns = (facts or shipped()).value("open_burning.burned_share") if burned_share is None else burned_share
    for name, share in (("P_frac", burning_share), ("B_frac", burns)):
        if not 0 <= share <= 1:
            raise ParameterError(f"{name} is {share:g}, but a share lies between 0 and 1")
    if population < 0 or kg_per_person_day < 0:
        raise ParameterError(f"{population:g} people with {kg_per_person_day:g} kg a day; neither can be negative")
    return population * burning_share * kg_per_person_day * burns * DAYS_PER_YEAR / KG_PER_GG


def burned(mass_gg: float, black_carbon: float | None = None, facts: Facts | None = None) -> Burned:
    """Methane and black carbon of waste burned in the open.

    black_carbon  the user's own factor, g per kg of waste burned; the shipped one is recalled, to be confirmed
    """
    if mass_gg < 0:
        raise ParameterError(f"{mass_gg:g} Gg burned; a mass cannot be negative")
    known = facts if facts is not None else shipped()
    methane = of_fact(known.fact("open_burning.ch4"))
    recalled = of_fact(known.fact("open_burning.black_carbon"))
    soot = recalled if black_carbon is None else given(recalled.id, "", black_carbon, recalled.unit)
    tonnes = mass_gg * TONNES_PER_GG
    return Burned(mass_gg, tonnes * gg_per_gg(methane), tonnes * gg_per_gg(soot), (methane, soot))
