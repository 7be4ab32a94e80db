"""What does one site, or one country taken as a site, generate and emit, with which parameters and which reservations?

The same `evaluate` serves the one answer with default parameters and every draw of a Monte Carlo.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from communique.facts import Facts
from communique.workstreams.methane.model import fod
from communique.workstreams.methane.model.deposits import DepositError, Deposits
from communique.workstreams.methane.model.parameters import (
    INERT,
    DecayParameters,
    Parameter,
    ParameterError,
    climate_zone,
    decay_parameters,
    edition,
    given,
    shipped,
)

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Series:
    """One stream in one kind of site. `activity` parameters scale its mass: drawn value over default value."""

    stream: str
    site_type: str
    decay: DecayParameters
    activity: tuple[Parameter, ...] = ()


@dataclass(frozen=True)
class LandfillCase:
    """All that first-order decay needs.

    mass            (year, series) Gg wet waste; after the last deposit 0
    recovered       (year,) Gg CH4, a mass; None where a share is modelled instead
    recovery_share  share of generation that is recovered where it is not metered; None where `recovered` says it
    oxidation       (year,) share
    """

    site: str
    years: tuple[int, ...]
    series: tuple[Series, ...]
    mass: Array
    oxidation: Array
    recovered: Array | None = None
    recovery_share: Parameter | None = None
    recovery_factor: Parameter | None = None  # true over metered recovery
    delay_month: float = fod.NEXT_JANUARY
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every parameter once, in the order of first use: a row of a table is one unknown, however often used."""
        used = [p for s in self.series for p in (s.decay.k, s.decay.doc, s.decay.doc_f, s.decay.mcf, s.decay.f)]
        used += [p for s in self.series for p in s.activity]
        used += [p for p in (self.recovery_share, self.recovery_factor) if p is not None]
        return tuple({p.name: p for p in used}.values())


@dataclass(frozen=True)
class Outcome:
    """Gg CH4: generated, recovered and emitted over (draw, year), draws first."""

    generated: Array
    recovered: Array
    emitted: Array


def defaults(case: LandfillCase) -> dict[str, Array]:
    """The default of every parameter of a case, by name, as one draw."""
    return {p.name: np.array([p.value]) for p in case.parameters}


def evaluate(case: LandfillCase, values: Mapping[str, Array]) -> Outcome:
    """Generation, recovery and emissions of a case for draws of its parameters (equations 3.1 to 3.6).

    values  parameter name -> (draw,) values; `defaults(case)` for the one answer

    Raises RecoveryError where more is recovered than generated, DecayError for a parameter without meaning.
    """
    made = generated(case, values)
    taken = recovered(case, values, made)
    return Outcome(made, taken, fod.emissions(made, taken, case.oxidation, site=case.site, years=case.years))


def generated(case: LandfillCase, values: Mapping[str, Array]) -> Array:
    """Methane generated, Gg, (draw, year): all series together."""

    def columns(part: str) -> Array:
        return np.stack([values[getattr(s.decay, part).name] for s in case.series], axis=-1)

    if not case.series:
        return np.zeros((1, len(case.years)))
    potential = fod.methane_potential(*(columns(part) for part in ("doc", "doc_f", "mcf", "f")))
    for column, series in enumerate(case.series):
        for parameter in series.activity:
            potential[:, column] *= values[parameter.name] / parameter.value
    # decay is linear in the potential, which no year changes: decaying the mass and weighting it after is cheaper
    decayed = fod.generation(case.mass, columns("k"), 1.0, case.delay_month)
    return np.asarray(np.einsum("dys,ds->dy", decayed, potential))


def recovered(case: LandfillCase, values: Mapping[str, Array], made: Array) -> Array:
    """Methane recovered, Gg, (draw, year): the metered mass with its error, or a share of what is generated."""
    if case.recovery_share is not None:
        return np.asarray(made * values[case.recovery_share.name][:, np.newaxis])
    metered = np.zeros(len(case.years)) if case.recovered is None else case.recovered
    factor = values[case.recovery_factor.name] if case.recovery_factor is not None else np.ones(1)
    return np.broadcast_to(factor[:, np.newaxis] * metered, made.shape)


@dataclass(frozen=True)
class Settings:
    """What a user may say about a table of deposits; the defaults are those of the Guidelines, edition 2019."""

    climate: str | None = None
    guidelines: str = "2019"
    oxidation: float = 0.0
    delay_month: float = fod.NEXT_JANUARY
    until: int | None = None
    doc: Mapping[str, float] = field(default_factory=dict)  # by stream
    k: Mapping[str, float] = field(default_factory=dict)  # by stream


#: Years of decay shown after the last deposit where the user names no last year: nearly all methane has then come out.
TAIL_YEARS = 100
#: Zone that is assumed, and said, where the user names none: that of most people of Canada and the United States.
ASSUMED_CLIMATE = "boreal_temperate_wet"


def landfill_case(
    deposits: Deposits, settings: Settings, recovery: Mapping[int, float] | None = None, facts: Facts | None = None
) -> LandfillCase:
    """The case of a table of deposits with shipped parameters.

    recovery  Gg CH4 by year; years without a row have none recovered, which the assumptions say

    Raises DepositError for years that do not fit, ParameterError for a parameter that is not shipped.
    """
    known = facts if facts is not None else shipped()
    zone = climate_zone(settings.climate or ASSUMED_CLIMATE)
    last = settings.until if settings.until is not None else max([deposits.years[-1] + TAIL_YEARS, *(recovery or ())])
    if last < deposits.years[0]:
        raise DepositError(f"--until {last} is before the first deposit in {deposits.years[0]}")
    years = tuple(range(deposits.years[0], last + 1))
    degradable = [i for i, (stream, _) in enumerate(deposits.series) if stream not in INERT]
    series = tuple(_series(known, *deposits.series[i], zone, settings) for i in degradable)
    case = LandfillCase(
        site=deposits.site,
        years=years,
        series=series,
        mass=_padded(deposits.mass[:, degradable], len(years)),
        oxidation=np.full(len(years), settings.oxidation),
        recovered=_by_year(recovery, years),
        recovery_factor=recovery_factor(known) if recovery else None,
        delay_month=settings.delay_month,
    )
    return replace(
        case,
        assumptions=_assumptions(deposits, settings, recovery, case),
        warnings=(*deposits.warnings, *_warnings(case, max((*deposits.years, *(recovery or ()))), known)),
    )


def recovery_factor(facts: Facts) -> Parameter:
    """True over metered recovery: 1, with the uncertainty of a meter (IPCC 2006 vol. 5 table 3.5)."""
    error = facts.fact("fod.recovery_uncertainty", "metered")
    band = (1 - error.value, 1 + error.value)
    return Parameter("fod.recovery_factor", "metered", 1.0, *band, "1", error.source, error.confidence, error.note)


def _series(facts: Facts, stream: str, kind: str, zone: str, settings: Settings) -> Series:
    decay = decay_parameters(
        stream, kind, zone, edition(settings.guidelines), doc=settings.doc.get(stream), facts=facts
    )
    if stream in settings.k:
        if not settings.k[stream] > 0:
            raise ParameterError(f"{stream}: the decay rate k is {settings.k[stream]:g}, but is above 0 per year")
        decay = replace(decay, k=given("fod.k", stream, settings.k[stream], "1/year"))
    return Series(stream, kind, decay)


def _padded(mass: Array, years: int) -> Array:
    return np.concatenate([mass[:years], np.zeros((max(years - len(mass), 0), mass.shape[1]))])


def _by_year(recovery: Mapping[int, float] | None, years: Sequence[int]) -> Array | None:
    if recovery is None:
        return None
    early = [year for year in recovery if year < years[0]]
    if early:
        raise DepositError(f"methane is recovered in {early[0]}, before the first deposit in {years[0]}", column="year")
    return np.array([recovery.get(year, 0.0) for year in years])


def start_up(case: LandfillCase, facts: Facts | None = None) -> list[bool]:
    """Whether a year has fewer years of deposits before it than the Guidelines ask for (2006 vol. 5, 3.2.2)."""
    history = (facts if facts is not None else shipped()).value("fod.history")
    return [year - case.years[0] < history for year in case.years]


def _warnings(case: LandfillCase, last_row: int, facts: Facts) -> list[str]:
    found = []
    short = [year for year, flag in zip(case.years, start_up(case, facts), strict=True) if flag]
    if short:
        found.append(
            f"short history: {short[0]} to {short[-1]} have less than {facts.value('fod.history'):g} years of deposits "
            "before them; waste buried earlier is not in these figures, so they are too low, and their rise is a "
            "start-up artefact, not a trend. Add earlier deposits unless the site opened in the first year"
        )
    limit = facts.value("fod.doc_food_limit")
    for series in case.series:
        if series.stream == "food" and series.decay.doc.value > limit:
            found.append(
                f"DOC of food is {series.decay.doc.value:g}, above {limit:g}: that is carbon of dry mass; "
                "deposits are wet mass"
            )
    if last_row > case.years[-1]:
        found.append(f"the tables go on to {last_row}; rows after {case.years[-1]} are not looked at")
    return found


def _assumptions(
    deposits: Deposits, settings: Settings, recovery: Mapping[int, float] | None, case: LandfillCase
) -> tuple[str, ...]:
    last = deposits.years[-1]
    said = [f"{settings.guidelines} Guidelines; the reaction starts in month {settings.delay_month:g}"]
    if settings.climate is None:
        said.append(f"climate {ASSUMED_CLIMATE}, since none is given")
    if any(stream == "sludge" for stream, _ in deposits.series):
        said.append("sludge takes the DOCf of food, since no value of its own is recorded")
    inert = [stream for stream, _ in deposits.series if stream in INERT]
    if inert:
        said.append(f"{', '.join(dict.fromkeys(inert))} make no methane in a disposal site")
    if recovery is None:
        said.append("no methane is recovered")
    elif lacking := [year for year in case.years if year not in recovery]:
        said.append(f"no methane is recovered in the {len(lacking)} years without a row of recovery, {_span(lacking)}")
    if case.years[-1] > last + 1:
        said.append(f"nothing is deposited after {last}: later years are the decay of what lies there")
    return tuple(said)


def _span(years: Sequence[int]) -> str:
    return f"{years[0]} to {years[-1]}" if len(years) > 1 else str(years[0])
