"""How much CO2 warms as a mass of methane does, by which named potential?

Methane is computed in mass everywhere; CO2 equivalents are for display, and never without the name of the potential.
"""

from __future__ import annotations

from communique.errors import CommuniqueError
from communique.facts import Facts
from communique.workstreams.methane.model.parameters import Parameter, of_fact, shipped


class WarmingError(CommuniqueError):
    """CO2 equivalents without a named global warming potential, or by one that is not known."""


def potential(name: str, facts: Facts | None = None) -> Parameter:
    """The named global warming potential of methane, t CO2e per t CH4: AR4, AR5, AR6-non-fossil, AR6-fossil, and the
    two of AR6 over 20 years, AR6-non-fossil-GWP20 and AR6-fossil-GWP20.

    Raises WarmingError for an empty or unknown name: 25 and 29.8 differ by more than the target does.
    """
    known = (facts if facts is not None else shipped()).keyed("gwp.ch4")
    if name not in known:
        what = f"{name!r} is not a global warming potential that is known" if name else "the potential is not named"
        raise WarmingError(f"{what}; name one of: {', '.join(known)}")
    return of_fact(known[name])


def to_co2e(ch4: float, gwp: str, facts: Facts | None = None) -> float:
    """CO2 equivalents of a mass of methane, in the unit of that mass."""
    return ch4 * potential(gwp, facts).value


def to_ch4(co2e: float, gwp: str, facts: Facts | None = None) -> float:
    """Methane whose CO2 equivalents were published by the named potential, in the unit of that mass."""
    return co2e / potential(gwp, facts).value
