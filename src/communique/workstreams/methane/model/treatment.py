"""What do compost, digesters and incinerators emit?

IPCC 2006 vol. 5 chapter 4 equation 4.1 (biological treatment) and chapter 5 equation 5.4 (incineration).
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.facts import Facts
from communique.workstreams.methane.model.parameters import Parameter, ParameterError, of_fact, shipped

TREATMENTS = ("composting", "digestion", "incineration")


@dataclass(frozen=True, slots=True)
class Treated:
    """Gg of each gas from a mass of wet waste, and the factors used; n2o is None where no factor is recorded."""

    ch4: float
    n2o: float | None
    parameters: tuple[Parameter, ...]


def treated(kind: str, mass: float, recovered: float = 0.0, facts: Facts | None = None) -> Treated:
    """Emissions of one year of treatment: M · EF - R (equation 4.1), Gg.

    kind       composting | digestion | incineration
    mass       Gg of wet waste treated
    recovered  Gg CH4 captured, a mass

    Raises ParameterError for an unknown treatment, a negative mass and more recovered than generated.
    """
    if kind not in TREATMENTS:
        raise ParameterError(f"{kind!r} is not a treatment that is known; write one of: {', '.join(TREATMENTS)}")
    if mass < 0 or recovered < 0:
        raise ParameterError(f"{kind}: treated {mass:g} Gg, recovered {recovered:g} Gg; a mass cannot be negative")
    known = facts if facts is not None else shipped()
    factor = of_fact(known.fact(f"{kind}.ch4"))
    generated = mass * gg_per_gg(factor)
    if recovered > generated:
        raise ParameterError(f"{kind} recovers {recovered:.6g} Gg CH4 but generates {generated:.6g} Gg")
    n2o = of_fact(known.fact("composting.n2o")) if kind == "composting" else None
    used = (factor,) if n2o is None else (factor, n2o)
    return Treated(generated - recovered, None if n2o is None else mass * gg_per_gg(n2o), used)


def gg_per_gg(factor: Parameter) -> float:
    """An emission factor as a pure number: Gg of gas per Gg of waste."""
    from communique.units import factor as conversion

    return factor.value * conversion(factor.unit, "Gg/Gg")
