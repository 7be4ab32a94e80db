"""How much methane is in a volume of gas, and how many tonnes are in a short ton?"""

from __future__ import annotations

import warnings

from communique.errors import CommuniqueError
from communique.facts import Facts
from communique.workstreams.methane.model.parameters import shipped

CUBIC_FEET_PER_MILLION = 1e6
KG_PER_TONNE = 1e3


class GasError(CommuniqueError):
    """A volume, share or density that no gas has."""


class DensityWarning(UserWarning):
    """A density of methane at a temperature that the Guidelines do not use."""


def tonnes_of_volume(cubic_metres: float, density: float | None = None, facts: Facts | None = None) -> float:
    """Mass of a volume of pure methane, t.

    density  kg/m³; default 0.67, at 20 °C and 1 atm, as the IPCC and LandGEM's methane volumes use it. The density at
             0 °C, 0.717, gives 7 % more and is answered with a DensityWarning

    Raises GasError for a negative volume or a density that is not above zero.
    """
    known = facts if facts is not None else shipped()
    standard = known.value("methane.density", "20_celsius")
    used = standard if density is None else density
    if cubic_metres < 0 or used <= 0:
        raise GasError(f"{cubic_metres:g} m³ at {used:g} kg/m³: a volume is 0 or more and a density above 0")
    cold = known.value("methane.density", "0_celsius")
    if abs(used - cold) < abs(used - standard):
        warnings.warn(
            f"methane of {used:g} kg/m³ is at 0 °C; the Guidelines use {standard:g} kg/m³, at 20 °C",
            DensityWarning, stacklevel=2,
        )  # fmt: skip
    return cubic_metres * used / KG_PER_TONNE


def tonnes_per_day(mmscfd: float, ch4_share: float, facts: Facts | None = None) -> float:
    """Methane in a flow of landfill gas, t/day; the flow in million standard cubic feet (60 °F, 1 atm) a day.

    Raises GasError for a negative flow or a share outside [0, 1], a percentage included.
    """
    if mmscfd < 0:
        raise GasError(f"a flow of {mmscfd:g} mmscfd; a flow is 0 or more")
    if not 0 <= ch4_share <= 1:
        raise GasError(f"a methane share of {ch4_share:g}; a share lies between 0 and 1, and 50 per cent is 0.5")
    known = facts if facts is not None else shipped()
    pounds = mmscfd * CUBIC_FEET_PER_MILLION * ch4_share * known.value("methane.density", "60_fahrenheit")
    return pounds * known.value("mass.pound") / KG_PER_TONNE


def tonnes_of_short_tons(short_tons: float, facts: Facts | None = None) -> float:
    """Tonnes (metric) of a mass in US short tons."""
    return short_tons * (facts if facts is not None else shipped()).value("mass.short_ton")
