"""What would a country's landfills emit, by people, waste a head and composition, where no inventory is on hand?

A modelled estimate and marked as such: it back-casts deposits over at least the history that the Guidelines ask for,
from shipped figures of which many are recalled. It never stands in the place of a reported figure unsaid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from communique.errors import CommuniqueError
from communique.facts import FactError, Facts
from communique.workstreams.methane.model.landfill import LandfillCase, Series
from communique.workstreams.methane.model.monte_carlo import Simulation, draw_all, simulate
from communique.workstreams.methane.model.parameters import (
    INERT,
    STREAMS,
    Parameter,
    climate_zone,
    decay_parameters,
    edition,
    given,
    of_fact,
    shipped,
    site_type,
)

Array = NDArray[np.float64]

_HELD = (
    "waste a head, composition, share to disposal and types of site are those of today in every year, which overstates "
    "early deposits"
)
_UPPER_BOUND = "recovery is unknown and nothing is subtracted: the emission is an upper bound"

#: Tonnes in a Gg.
TONNES_PER_GG = 1e3


class NationalError(CommuniqueError):
    """A country whose deposits cannot be modelled from what is recorded, and what to supply."""


class CompositionError(NationalError):
    """Shares of a composition that do not sum to one, or are no shares."""


@dataclass(frozen=True)
class NationalModel:
    """A modelled country: its case, and the composition whose draws must sum to one."""

    party: str
    case: LandfillCase
    composition: tuple[Parameter, ...]
    inputs: tuple[Parameter, ...]  # recalled and other figures that the deposits were made from


def composition(
    party: str, overrides: Mapping[str, float] | None = None, facts: Facts | None = None
) -> tuple[Parameter, ...]:
    """Composition of a country's waste, one parameter a stream; shares of wet mass.

    overrides  a user's own shares, replacing those recorded; pass all of them for a composition of one's own

    Raises CompositionError for a share outside [0, 1], an unknown stream, and a sum that is not 1 within half a per
    cent: the sum is shown and never normalised away.
    """
    known = facts if facts is not None else shipped()
    recorded = {
        key.split("|")[1]: of_fact(fact)
        for key, fact in known.keyed("waste.composition").items()
        if key.startswith(f"{party}|")
    }
    own = {stream: given("waste.composition", f"{party}|{stream}", s, "1") for stream, s in (overrides or {}).items()}
    shares = recorded | own
    _check_shares(party, shares, known.value("waste.composition_tolerance"))
    return tuple(shares[stream] for stream in STREAMS if stream in shares)


def _check_shares(party: str, shares: Mapping[str, Parameter], tolerance: float) -> None:
    for stream, share in shares.items():
        if stream not in STREAMS:
            raise CompositionError(f"{stream!r} is not a stream that is known", column=stream)
        if not 0 <= share.value <= 1:
            hint = f": {share.value:g} per cent is {share.value / 100:g}" if 1 < share.value <= 100 else ""
            raise CompositionError(f"the share {share.value:g} lies outside 0 to 1{hint}", column=stream)
    total = sum(share.value for share in shares.values())
    if abs(total - 1) > tolerance:
        raise CompositionError(
            f"{party}: the shares of the composition sum to {total:.3f}, not to 1 "
            f"({', '.join(f'{name} {share.value:g}' for name, share in shares.items())}); correct them"
        )


def population(
    party: str, first: int, last: int, after: Literal["refuse", "hold"] = "refuse", facts: Facts | None = None
) -> Array:
    """People by year, (year,): recorded years, and between them growth at a constant rate.

    after  what to do in years after the last record: refuse, or hold the last figure

    Raises NationalError for years outside the record.
    """
    known = facts if facts is not None else shipped()
    found = {f.valid_from.year: f.value for f in known if f.id == "population" and f.key == party and f.valid_from}
    years = sorted(found)
    if not years or first < years[0] or (last > years[-1] and after == "refuse"):
        span = f"{years[0]} to {years[-1]}" if years else "no year"
        raise NationalError(f"the population of {party} is recorded for {span}; asked for {first} to {last}: supply it")
    wanted = np.arange(first, last + 1)
    return np.asarray(np.exp(np.interp(wanted, years, np.log([found[year] for year in years]))))


def national_case(
    party: str,
    *,
    climate: str,
    first: int,
    last: int,
    site_types: Mapping[str, float] | None = None,
    to_disposal: float | None = None,
    recovery_share: float | Literal["unmetered"] | None = None,
    oxidation: float = 0.0,
    own_composition: Mapping[str, float] | None = None,
    people: ArrayLike | None = None,
    after: Literal["refuse", "hold"] = "refuse",
    guidelines: str = "2019",
    facts: Facts | None = None,
) -> NationalModel:
    """A country's landfills from people × waste a head × share to disposal × composition, as a case of `landfill`.

    first, last     years of deposits, at least the Guidelines' history of 50 years apart
    site_types      share of the deposits by type of site, summing to 1; default: the recorded ones
    to_disposal     share of generated waste that is buried; Canada's is a gap in the record and must be supplied
    recovery_share  share of generation recovered; "unmetered": the Guidelines' default; None: unknown, nothing is
                    subtracted, and the result is an upper bound
    people          the user's own population by year, (year,), in the place of `population`

    Raises NationalError for what is not recorded, CompositionError for a composition that does not sum to one.
    """
    known = facts if facts is not None else shipped()
    history = known.value("fod.history")
    if last - first < history:
        raise NationalError(
            f"{party}: deposits from {first} are too short a history for {last}; it takes {history:g} years"
        )
    activity = (of_fact(known.fact("waste.generation", party)), _to_disposal(party, to_disposal, known))
    mix = composition(party, own_composition, known)
    persons = population(party, first, last, after, known) if people is None else _persons(people, party, first, last)
    whole = persons * activity[0].value * activity[1].value / TONNES_PER_GG
    parts = [
        (part, kind, share)
        for part in mix
        for kind, share in _site_shares(party, site_types, known).items()
        if part.value and _stream(part) not in INERT
    ]
    series = tuple(
        Series(
            _stream(part),
            kind,
            decay_parameters(_stream(part), kind, climate_zone(climate), edition(guidelines), facts=known),
            (*activity, part),
        )
        for part, kind, _ in parts
    )
    case = LandfillCase(
        site=party,
        years=tuple(range(first, last + 1)),
        series=series,
        mass=np.stack([whole * part.value * share for part, _, share in parts], axis=-1),
        oxidation=np.full(last - first + 1, oxidation),
        recovery_share=_recovery(party, recovery_share, known),
        assumptions=(
            f"modelled, not reported: {party}, {guidelines} Guidelines, climate {climate}",
            _HELD,
            *_population_said(people is not None, after, last),
            *(() if recovery_share is not None else (_UPPER_BOUND,)),
        ),
    )
    counted = () if people is not None else (f for f in known if f.id == "population" and f.key == party)
    return NationalModel(party, case, mix, (*activity, *map(of_fact, counted)))


def _stream(part: Parameter) -> str:
    return part.key.split("|")[1]


def _population_said(own: bool, after: Literal["refuse", "hold"], last: int) -> tuple[str, ...]:
    if own:
        return ("the population is the user's own",)
    held = (f"after the last record the population is held, up to {last}",) if after == "hold" else ()
    return ("the population is recalled; between recorded years it grows at a constant rate", *held)


def _persons(people: ArrayLike, party: str, first: int, last: int) -> Array:
    found = np.asarray(people, dtype=np.float64)
    if found.shape != (last - first + 1,) or not np.all(found > 0):
        raise NationalError(f"{party}: a population above 0 is needed for every year from {first} to {last}")
    return found


def _to_disposal(party: str, own: float | None, facts: Facts) -> Parameter:
    if own is not None:
        if not 0 < own <= 1:
            raise NationalError(f"the share to disposal is {own:g}, but lies above 0 and up to 1")
        return given("waste.to_disposal", party, own, "1")
    try:
        return of_fact(facts.fact("waste.to_disposal", party))
    except FactError:
        raise NationalError(
            f"the share of waste that {party} buries is not recorded (a gap in the transcription is not zero): "
            "supply to_disposal"
        ) from None


def _site_shares(party: str, own: Mapping[str, float] | None, facts: Facts) -> dict[str, float]:
    if own is None:
        recorded = facts.keyed("waste.site_share").items()
        own = {key.split("|")[1]: f.value for key, f in recorded if key.startswith(f"{party}|") and f.value}
        if not own:
            raise NationalError(f"the types of disposal sites of {party} are not recorded: supply site_types")
    if abs(sum(own.values()) - 1) > facts.value("waste.composition_tolerance"):
        raise NationalError(f"{party}: the shares of the types of site sum to {sum(own.values()):.3f}, not to 1")
    return {site_type(kind): share for kind, share in own.items()}


def _recovery(party: str, share: float | Literal["unmetered"] | None, facts: Facts) -> Parameter | None:
    if share is None:
        return None
    if share != "unmetered":
        if not 0 <= share <= 1:
            raise NationalError(f"the recovered share is {share:g}, but a share lies between 0 and 1")
        return given("fod.recovery_share", party, share, "1")
    fact, error = facts.fact("fod.recovery_share", "unmetered"), facts.value("fod.recovery_uncertainty", "unmetered")
    band = (fact.value * (1 - error), fact.value * (1 + error))
    return Parameter(fact.id, party, fact.value, *band, "1", fact.source, fact.confidence, fact.note)


def national_draws(model: NationalModel, seed: int, draws: int) -> Simulation:
    """Monte Carlo of a modelled country; the composition of every draw sums to what the default one does.

    Activity (waste a head, share to disposal, composition) and structure are drawn once per draw. Two countries share
    the draws of the parameters that they share: food has one unknown DOC, not three.
    """
    drawn = draw_all({p.name: p for p in (*model.case.parameters, *model.composition)}.values(), seed, draws)
    drawn_sum = np.sum([drawn[p.name] for p in model.composition], axis=0)
    scale = sum(p.value for p in model.composition) / drawn_sum
    closed = {p.name: drawn[p.name] * scale for p in model.composition}
    used = {p.name for p in model.case.parameters}
    return simulate(model.case, seed, draws, {name: v for name, v in (drawn | closed).items() if name in used})
