"""What would first-order decay say of a country's landfills, beside what its inventory reports?

Modelled from people, waste a head, composition and climate, of which many figures are recalled; it stands beside a
reported figure and never in its place. No share of the people by climate is on hand, so each zone that holds many of
them has an equal part of the draws, and the interval carries what that leaves open. A country whose inputs are not
recorded is refused, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from communique.estimate import stream
from communique.geo import NORTH_AMERICA
from communique.language import Text
from communique.workstreams.methane.model.landfill import LandfillCase, defaults, evaluate, generated
from communique.workstreams.methane.model.monte_carlo import distribution
from communique.workstreams.methane.model.national import NationalError, NationalModel, national_case, national_draws
from communique.workstreams.methane.model.parameters import Parameter
from communique.workstreams.methane.model.sensitivity import Swing
from communique.workstreams.methane.model.tornado import label

if TYPE_CHECKING:
    from communique.facts import Facts
    from communique.hooks import Context

#: Ends of the interval shown, and its middle.
QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True)
class Modelled:
    """A country's landfills by the model, kt CH4: year -> (low, median, high) of the draws; or why there are none."""

    party: str
    years: Mapping[int, tuple[float, float, float]]
    refused: Text | None = None


def landfills(ctx: Context) -> dict[str, Modelled]:
    """Every country of the three: its modelled emission of landfills (5.A) by year, or why it is refused.

    Made once for the same facts, seed and draws, and then reused.
    """
    configuration = {"quantiles": list(QUANTILES), "until": ctx.on.year}

    def make() -> dict[str, dict[str, Any]]:
        return {party: _as_json(ctx, party) for party in NORTH_AMERICA}

    found = make() if ctx.derived is None else ctx.derived("landfills", configuration, make)
    return {party: _from_json(party, each) for party, each in found.items()}


def _as_json(ctx: Context, party: str) -> dict[str, Any]:
    try:
        models = zones(party, ctx.facts, ctx.on.year)
    except NationalError as error:
        return {"refused": error.message}
    low, middle, high = np.quantile(emitted(models, ctx.seed, ctx.draws), QUANTILES, axis=0).tolist()
    return {"first": models[0].case.years[0], "low": low, "median": middle, "high": high}


def _from_json(party: str, found: Mapping[str, Any]) -> Modelled:
    if "refused" in found:
        return Modelled(party, {}, Text(f"methane-modelled-refused-{party.lower()}"))
    ends = zip(found["low"], found["median"], found["high"], strict=True)
    return Modelled(party, {found["first"] + i: each for i, each in enumerate(ends)})


def zones(party: str, facts: Facts, until: int) -> tuple[NationalModel, ...]:
    """The country's model once for each climate zone that holds many of its people.

    It runs from the first recorded population to the last, and no further than the year `until`.

    Gas is captured by the Guidelines' default share where the list of sites shows systems that collect it; elsewhere
    how much is captured is unknown, nothing is subtracted, and the emission is an upper bound.

    Raises NationalError for what is not recorded.
    """
    recorded = [f.valid_from.year for f in facts if f.id == "population" and f.key == party and f.valid_from]
    if not recorded:
        raise NationalError(f"the population of {party} is not recorded")
    names = [key.split("|")[1] for key in facts.keyed("national.zone") if key.startswith(f"{party}|")]
    return tuple(
        national_case(
            party, climate=name, first=min(recorded), last=min(max(recorded), until),
            recovery_share="unmetered" if collects(party) else None, facts=facts,
        )
        for name in names
    )  # fmt: skip


def collects(party: str) -> bool:
    """Whether a country's shipped list of landfills shows systems that collect gas."""
    from communique.workstreams.methane.series import figures

    return any(f.id == "site-list" and f.key == f"{party}|collecting" and f.value for f in figures())


def emitted(models: tuple[NationalModel, ...], seed: int, draws: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Draws of the emission, kt CH4, (draw, year); the zone is one more unknown, drawn once per draw."""
    each = np.stack([national_draws(model, seed, draws).emitted for model in models])
    zone = stream(seed, f"methane.zone.{models[0].party}").integers(len(models), size=draws)
    return np.asarray(each[zone, np.arange(draws)])


@dataclass(frozen=True)
class GasFlow:
    """One year of a country's landfill gas at the defaults, kt CH4, in the mean of its zones."""

    year: int
    by_stream: Mapping[str, float]
    captured: float
    emitted: float

    @property
    def oxidised(self) -> float:
        return sum(self.by_stream.values()) - self.captured - self.emitted


def gas_flow(models: tuple[NationalModel, ...]) -> GasFlow:
    """The last modelled year: methane generated by stream, captured and emitted."""
    cases = [model.case for model in models]
    outcomes = [evaluate(case, defaults(case)) for case in cases]
    streams = dict.fromkeys(series.stream for series in cases[0].series)
    return GasFlow(
        year=cases[0].years[-1],
        by_stream={name: float(np.mean([_generated_by(case, name) for case in cases])) for name in streams},
        captured=float(np.mean([outcome.recovered[0, -1] for outcome in outcomes])),
        emitted=float(np.mean([outcome.emitted[0, -1] for outcome in outcomes])),
    )


def _generated_by(case: LandfillCase, name: str) -> float:
    own = [i for i, series in enumerate(case.series) if series.stream == name]
    alone = replace(case, series=tuple(case.series[i] for i in own), mass=case.mass[:, own])
    return float(generated(alone, defaults(alone))[0, -1])


def swings(models: tuple[NationalModel, ...]) -> tuple[float, tuple[tuple[Text | str, Swing], ...]]:
    """Emission of the last year at the defaults, kt CH4, and (name, what a parameter alone does to it), widest first.

    A decay rate moves in all zones at once; the zone itself is the last unknown.
    """
    cases = [model.case for model in models]
    base = [_last(case, {}) for case in cases]
    groups: dict[str, tuple[Text | str, dict[str, Parameter]]] = {}
    for parameter in (p for case in cases for p in case.parameters if distribution(p).kind != "fixed"):
        name = label(parameter)
        groups.setdefault(str(name), (name, {}))[1][parameter.name] = parameter
    found = [(name, Swing(mark, *_ends(cases, own))) for mark, (name, own) in groups.items()]
    if len(cases) > 1:
        found.append((Text("methane-parameter-zone"), Swing("zone", min(base), max(base))))
    return float(np.mean(base)), tuple(sorted(found, key=lambda pair: (-_width(pair[1]), pair[1].parameter)))


def _ends(cases: list[LandfillCase], own: Mapping[str, Parameter]) -> tuple[float, float]:
    ranges = {name: distribution(parameter) for name, parameter in own.items()}
    low = {name: max(each.low, each.lower) for name, each in ranges.items()}
    high = {name: min(each.high, each.upper) for name, each in ranges.items()}
    at_low, at_high = (float(np.mean([_last(case, end) for case in cases])) for end in (low, high))
    return at_low, at_high


def _last(case: LandfillCase, moved: Mapping[str, float]) -> float:
    usual = defaults(case)
    values = usual | {name: np.array([end]) for name, end in moved.items() if name in usual}
    return float(evaluate(case, values).emitted[0, -1])


def _width(swing: Swing) -> float:
    return abs((swing.at_high or 0.0) - (swing.at_low or 0.0))
