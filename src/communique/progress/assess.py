"""How far is a series from its target, is it fast enough, and will it get there?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from communique.language import Text
from communique.progress.probability import Probability, Target, meeting
from communique.progress.ratios import Ratios, good_growth, limit_factor, ratios
from communique.progress.schemes import (
    Band,
    bands_achieved,
    bands_with_target,
    bands_without_target,
    scheme_facts,
    score,
)
from communique.progress.series import Base, ProgressError, Series, base_from, default_base, observed

INTERVAL = (0.05, 0.95)
NO_RATIOS = Ratios(None, None, None)


@dataclass(frozen=True)
class Observation:
    """One year's figure; low and high are the 5 % and 95 % quantiles of its draws, None without draws."""

    year: int
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Progress:
    """A series against its target, or why that is unknown.

    baseline, latest     the two years compared; None where there is none
    target               as stated; None where there is none
    level                the level to reach, in the series' unit
    gap                  what is still missing in the good direction; zero or less when the target is met
    ratios               geometric and linear ratio, which is the headline, and why
    growth               growth a year in the good direction, as a share
    bands                each published scheme's word, with its confidence
    score                Statistics Canada's, −5 to 5
    achieved_in, lost_in years in which the target was met, and lost again
    probability          past trend goes on, no plan; None without a target
    probability_with_plan  the same with a plan's effect; None without a plan
    flags                how the verdict must be read
    unknown              why there is no verdict; None where there is one
    by_default           the verdict from the default base year, where the caller chose another
    """

    baseline: Observation | None
    latest: Observation | None
    target: Target | None
    level: float | None = None
    gap: float | None = None
    ratios: Ratios = NO_RATIOS
    growth: float | None = None
    bands: tuple[Band, ...] = ()
    score: float | None = None
    achieved_in: int | None = None
    lost_in: int | None = None
    probability: Probability | None = None
    probability_with_plan: Probability | None = None
    flags: tuple[Text, ...] = ()
    unknown: Text | None = None
    by_default: Progress | None = None

    @property
    def achieved(self) -> bool:
        """Whether the latest figure meets the target."""
        return self.achieved_in is not None and self.lost_in is None


def progress(
    years: Sequence[int],
    values: ArrayLike,
    *,
    direction: str,
    target: float | None = None,
    target_year: int | None = None,
    factor: float | None = None,
    stated_base_year: int | None = None,
    base_year: int | None = None,
    draws: ArrayLike | None = None,
    plan_effect: ArrayLike | None = None,
    limit: float | None = None,
    forecast_base: bool = False,
) -> Progress:
    """Everything that can be said of a series against its target.

    years, values     (year,) whole years and figures in one unit; NaN is unknown
    direction         "up" or "down", which way is good
    target            level to reach by target_year; or factor, a share of the base year's value; or neither
    stated_base_year  the base year that the target's own text names; default Statistics Canada's
    base_year         a base year chosen by the caller: recorded, with the default's verdict beside it
    draws             (draw, year) possible worlds of the series
    plan_effect       change by a plan in the target year, a number or (draw,): gives the second probability
    limit             a limit in the good direction that cannot be passed; without a target only
    forecast_base     allow a base year after the last observation to be forecast (flagged)

    Raises ProgressError for arguments that contradict each other. What the data do not tell is never an error: it
    is unknown, with a reason.
    """
    series = observed(years, values, draws)
    aim = _target(direction, target, target_year, factor, stated_base_year)
    if aim is not None and limit is not None:
        raise ProgressError("a limit is used only without a target", column="limit")
    usual = default_base(series, stated_base_year)

    def from_base(base: Base) -> Progress:
        return _from_base(series, base, aim, direction, limit, plan_effect, forecast_base, draws is not None)

    verdict = from_base(usual)
    if base_year is None or base_year == usual.year:
        return verdict
    chosen = Text("progress-flag-base-chosen", {"year": str(base_year), "usual": str(usual.year or usual.asked)})
    own = from_base(base_from(series, base_year))
    return replace(own, flags=(chosen, *own.flags), by_default=verdict)


def _target(
    direction: str, value: float | None, year: int | None, factor: float | None, base_year: int | None
) -> Target | None:
    if value is None and factor is None:
        if year is not None:
            raise ProgressError("a target year needs a target", column="target")
        if direction not in ("up", "down"):
            raise ProgressError(f"direction {direction!r}: write up or down", column="direction")
        return None
    if year is None:
        raise ProgressError("a target needs a target year", column="target_year")
    return Target(direction, year, value, factor, base_year)


def _from_base(
    series: Series,
    base: Base,
    target: Target | None,
    direction: str,
    limit: float | None,
    effect: ArrayLike | None,
    forecast_base: bool,
    uncertain: bool,
) -> Progress:
    start, end = _observation(series, base.year, uncertain), _latest(series, uncertain)
    good = 1 if direction == "up" else -1
    found = Progress(start, end, target, flags=_data_flags(series, base))
    if target is not None:
        found = _against(found, series, target, good)
        where = base.asked if base.year is None else base.year
        found = _with_chances(found, series, target, where, effect, forecast_base)
    reason = _why_unable(series, base, target)
    if reason is not None:
        return _met_or_unknown(found, reason)
    assert start is not None
    assert end is not None
    found = replace(found, growth=good_growth(start.value, end.value, end.year - start.year, good))
    return _with_target(found, good) if target is not None else _without_target(found, limit)


def _observation(series: Series, year: int | None, uncertain: bool) -> Observation | None:
    position = None if year is None else series.index(year)
    if position is None:
        return None
    low, high = np.quantile(series.draws[:, position], INTERVAL).tolist() if uncertain else (None, None)
    return Observation(int(series.years[position]), float(series.values[position]), low, high)


def _latest(series: Series, uncertain: bool) -> Observation | None:
    return _observation(series, int(series.years[-1]), uncertain) if series.years.size else None


def _data_flags(series: Series, base: Base) -> tuple[Text, ...]:
    flags = [] if base.note is None else [base.note]
    if series.absent:
        flags.append(Text("progress-flag-absent-years", {"years": ", ".join(map(str, series.absent))}))
    return tuple(flags)


def _why_unable(series: Series, base: Base, target: Target | None) -> Text | None:
    """Why no pace can be measured."""
    needed = int(scheme_facts().value("statcan.base", "data"))
    if not series.years.size:
        return Text("unknown-no-data")
    if base.year is None:
        return Text("unknown-no-base", {"year": str(base.asked)})
    if base.year == series.years[-1]:
        return Text("unknown-no-data-after-base", {"year": str(base.asked)})
    if series.years.size < needed:
        return Text("unknown-too-few-points", {"n": int(series.years.size), "needed": needed})
    if target is not None and target.year <= base.year:
        return Text("unknown-target-year-not-after-base", {"year": str(target.year), "base": str(base.year)})
    return None


def _against(found: Progress, series: Series, target: Target, good: int) -> Progress:
    """Level, gap, and the years in which the target was met and lost."""
    if found.latest is None or (target.factor is not None and found.baseline is None):
        return found
    level = float(target.level(found.baseline.value if found.baseline else np.nan))
    counted = series.years >= (found.baseline.year if found.baseline else found.latest.year)
    met = good * (series.values[counted] - level) >= 0
    achieved_in, lost_in = _met_and_lost(series.years[counted].tolist(), met.tolist())
    flags = found.flags
    if lost_in is not None:
        flags = (*flags, Text("progress-flag-lost", {"achieved": str(achieved_in), "lost": str(lost_in)}))
    return replace(
        found, level=level, gap=good * (level - found.latest.value), achieved_in=achieved_in, lost_in=lost_in,
        flags=flags,
    )  # fmt: skip


def _met_and_lost(years: Sequence[int], met: Sequence[bool]) -> tuple[int | None, int | None]:
    """First year of the last unbroken run in which the target was met, and the first year after that run."""
    if not any(met):
        return None, None
    last = max(i for i, yes in enumerate(met) if yes)
    first = last
    while first > 0 and met[first - 1]:
        first -= 1
    return years[first], (years[last + 1] if last + 1 < len(years) else None)


def _with_chances(
    found: Progress, series: Series, target: Target, base: int, effect: ArrayLike | None, forecast_base: bool
) -> Progress:
    alone = meeting(series, target, base_year=base, forecast_base=forecast_base)
    if effect is None:
        return replace(found, probability=alone)
    planned = meeting(series, target, base_year=base, effect=effect, forecast_base=forecast_base)
    return replace(found, probability=alone, probability_with_plan=planned)


def _met_or_unknown(found: Progress, reason: Text) -> Progress:
    """A target that is met is met, even where no pace can be measured."""
    if found.achieved:
        return _achieved(replace(found, flags=(*found.flags, reason)))
    return replace(found, unknown=reason)


def _achieved(found: Progress) -> Progress:
    return replace(found, bands=bands_achieved(), score=max(_knots()))


def _knots() -> tuple[float, ...]:
    return tuple(float(mark) for mark in scheme_facts().keyed("statcan.knots.with-target"))


def _with_target(found: Progress, good: int) -> Progress:
    start, end, target = found.baseline, found.latest, found.target
    assert start is not None
    assert end is not None
    assert target is not None
    assert found.level is not None
    pace = ratios(
        start.value, end.value, found.level,
        elapsed=end.year - start.year, available=target.year - start.year, good=good,
    )  # fmt: skip
    found = replace(found, ratios=pace)
    if found.achieved:
        return _achieved(found)
    if pace.headline is None:
        return replace(found, unknown=pace.because)
    bands = bands_with_target(pace.geometric, pace.linear, pace.headline)
    differing = [Text("progress-flag-formulas-differ", {"scheme": b.scheme}) for b in bands if b.formulas_differ]
    flags = (*found.flags, *([pace.because] if pace.because else []), *differing)
    return replace(found, bands=bands, score=score(pace.value, target=True), flags=flags)


def _without_target(found: Progress, limit: float | None) -> Progress:
    if found.growth is None or found.baseline is None:
        return replace(found, unknown=Text("unknown-growth-undefined"))
    exponent = scheme_facts().value("statcan.limit", "exponent")
    factor = 1.0 if limit is None else limit_factor(found.baseline.value, limit, exponent)
    return replace(
        found,
        bands=bands_without_target(found.growth, factor=factor),
        score=score(found.growth, target=False, factor=factor),
    )
