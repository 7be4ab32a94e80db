"""How does each measured target stand, for every party it binds and for all together?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from communique.assess.edition import Figure
from communique.commitment import Commitment, Target
from communique.estimate import Estimate, Provenance
from communique.geo import TOGETHER, in_order
from communique.language import Text
from communique.progress import Progress, fan, progress
from communique.units import factor
from communique.view import Band, Line, Manner, TimeSeries, series_points

FAN = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class Comparable:
    """Figures of one party in the target's unit: years that may be compared, central values, draws of each."""

    years: tuple[int, ...]
    values: NDArray[np.float64]
    draws: NDArray[np.float64] | None


def measured(commitment: Commitment) -> tuple[Target, ...]:
    """The targets of a commitment that an indicator can answer."""
    return tuple(target for target in commitment.targets if target.indicator)


def parties_of(target: Target, commitment: Commitment) -> tuple[str, ...]:
    """Whom a target is reported for: each party, all together, or both."""
    each = commitment.parties if target.scope in ("party", "both") or target.collective else ()
    return in_order((*each, *((TOGETHER,) if target.scope in ("together", "both") or target.collective else ())))


def figures(
    commitment: Commitment,
    estimates: Mapping[str, Estimate],
    owners: Mapping[str, str],
) -> tuple[Figure, ...]:
    """Every figure of a commitment.

    estimates  by indicator
    owners     indicator -> workstream, whose source keys the figures carry
    """
    found = []
    for target in measured(commitment):
        estimate = estimates.get(target.indicator or "")
        for party in parties_of(target, commitment):
            found.append(_figure(target, party, estimate, owners.get(target.indicator or "", "")))
    return tuple(found)


def _figure(target: Target, party: str, estimate: Estimate | None, owner: str) -> Figure:
    unmeasured = Figure(
        indicator=target.indicator or "", target=target.id, title=target.title, unit=target.unit, party=party,
        progress=None, latest=None, latest_year=None, low=None, high=None, unknown=None, collective=target.collective,
    )  # fmt: skip
    if estimate is None:
        reason = "unknown-not-estimated" if owner else "unknown-no-workstream"
        return _with_unknown(unmeasured, Text(reason, {"indicator": target.indicator}))
    if party not in estimate.parties:
        return _with_unknown(unmeasured, Text("unknown-no-figures-of-party"))
    judged = None if target.collective else judge(target, party, estimate)
    return _measured(unmeasured, estimate, owner, judged)


def _with_unknown(figure: Figure, reason: Text) -> Figure:
    return Figure(**{**figure.__dict__, "unknown": reason})


def _measured(figure: Figure, estimate: Estimate, owner: str, judged: Progress | None) -> Figure:
    known = estimate.known_years(figure.party)
    where = estimate.years.index(known[-1]) if known else None
    scale = factor(estimate.unit, figure.unit)
    draws = estimate.of(figure.party)[:, where] * scale if where is not None else None
    spread = draws is not None and len(draws) > 1
    rows = [p for p in estimate.provenance if p.party in (figure.party, TOGETHER) or figure.party == TOGETHER]
    unknown: Text | None
    if figure.collective:
        unknown = Text("unknown-collective")
    else:
        unknown = (judged.unknown if judged else None) or (None if known else Text("unknown-no-figures-of-party"))
    return Figure(
        **{
            **figure.__dict__,
            "progress": judged,
            "latest": float(np.median(draws)) if draws is not None else None,
            "latest_year": known[-1] if known else None,
            "low": float(np.quantile(draws, FAN[0])) if draws is not None and spread else None,
            "high": float(np.quantile(draws, FAN[-1])) if draws is not None and spread else None,
            "unknown": unknown,
            "caveats": estimate.reasons(figure.party),
            "sources": tuple(dict.fromkeys(f"{owner}/{row.source}" for row in rows)),
            "confidence": _weakest(rows),
            "vintage": ", ".join(dict.fromkeys(row.vintage for row in rows if row.vintage)),
        }
    )


def _weakest(rows: Iterable[Provenance]) -> str:
    confidences = {row.confidence for row in rows}
    return "recalled" if "recalled" in confidences else "verified" if confidences else ""


def comparable(target: Target, party: str, estimate: Estimate) -> Comparable:
    """The figures of a party that may be compared with one another, in the target's unit."""
    years = estimate.comparable_years(party)
    where = [estimate.years.index(year) for year in years]
    draws = estimate.of(party)[:, where] * factor(estimate.unit, target.unit)
    return Comparable(years, np.median(draws, axis=0), draws if draws.shape[0] > 1 else None)


def judge(target: Target, party: str, estimate: Estimate) -> Progress:
    """Progress of one party against one target, by the years that may be compared."""
    series = comparable(target, party, estimate)
    return progress(
        series.years,
        series.values,
        direction=str(target.direction),
        target=target.level,
        target_year=target.year,
        factor=target.factor,
        stated_base_year=target.base_year,
        draws=series.draws,
        forecast_base=True,
    )


def pictures(
    commitment: Commitment, estimates: Mapping[str, Estimate], owners: Mapping[str, str]
) -> tuple[TimeSeries, ...]:
    """The target as a picture, for each party: history, fan of the past trend, needed path, target."""
    found = []
    for target in measured(commitment):
        estimate = estimates.get(target.indicator or "")
        if estimate is None or target.collective:
            continue
        for party in parties_of(target, commitment):
            if party in estimate.parties:
                found.append(_picture(target, party, estimate, owners.get(target.indicator or "", "")))
    return tuple(found)


def _picture(target: Target, party: str, estimate: Estimate, owner: str) -> TimeSeries:
    judged = judge(target, party, estimate)
    lines = [*_history(party, estimate, factor(estimate.unit, target.unit)), *_forecast(target, party, estimate)]
    if judged.baseline and judged.level is not None and target.year:
        ends = ((judged.baseline.year, judged.baseline.value), (target.year, judged.level))
        lines.append(Line(Text("manner-path"), "path", ends, party=party))
    aim = (target.year, judged.level) if target.year and judged.level is not None else None
    chance = judged.probability
    silent = [judged.unknown, chance.reason if chance else None, *estimate.reasons(party)]
    rows = [p for p in estimate.provenance if p.party in (party, TOGETHER) or party == TOGETHER]
    return TimeSeries(
        id=f"target-{target.id}-{party.lower()}",
        title=target.title,
        unit=target.unit,
        lines=tuple(lines),
        target=aim,
        unknown=tuple(t for i, t in enumerate(silent) if t is not None and t not in silent[:i]),
        sources=tuple(dict.fromkeys(f"{owner}/{row.source}" for row in rows)),
    )


def _history(party: str, estimate: Estimate, scale: float) -> Iterator[Line]:
    """One line for each stretch between breaks, so that no stroke runs through one."""
    manner: Manner = "reported" if party in estimate.reported else "modelled"
    low, middle, high = estimate.quantile(party, (FAN[0], 0.5, FAN[-1])) * scale
    points = series_points(estimate.years, middle)
    starts = sorted({year for year in estimate.breaks.get(party, ()) if points and year > points[0][0]})
    for first, end in pairwise([estimate.years[0], *starts, estimate.years[-1] + 1]):
        stretch = tuple(point for point in points if first <= point[0] < end)
        if not stretch:
            continue
        name = Text(f"manner-{manner}")
        if end <= estimate.years[-1]:
            name = Text("line-before-break", {"first": str(stretch[0][0]), "last": str(stretch[-1][0])})
        inside = [i for i, year in enumerate(estimate.years) if first <= year < end]
        spread = estimate.draws.shape[0] > 1
        years = [estimate.years[i] for i in inside]
        bands = (_band(0.9, years, low[inside], high[inside]),) if spread else ()
        yield Line(name, manner, stretch, bands, party)


def _band(probability: float, years: Iterable[int], low: NDArray[np.float64], high: NDArray[np.float64]) -> Band:
    points = zip(years, low.tolist(), high.tolist(), strict=True)
    return Band(probability, tuple((year, lo, hi) for year, lo, hi in points if lo == lo and hi == hi))


def _forecast(target: Target, party: str, estimate: Estimate) -> tuple[Line, ...]:
    series = comparable(target, party, estimate)
    if not series.years or target.year is None or target.year <= series.years[-1]:
        return ()
    horizon = range(series.years[-1] + 1, target.year + 1)
    ahead = fan(series.years, series.values, horizon, FAN, draws=series.draws)
    if ahead.reason is not None:
        return ()
    low, near_low, middle, near_high, high = np.asarray(ahead.values).T
    bands = (_band(0.9, ahead.years, low, high), _band(0.5, ahead.years, near_low, near_high))
    return (Line(Text("manner-forecast"), "forecast", series_points(ahead.years, middle), bands, party),)
