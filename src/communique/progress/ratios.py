"""How fast has it gone, against how fast it must go?

With y0 in base year t0, y in the latest year t, target y* in year T, and d = +1 when up is good, −1 when down is good:

    a = (y / y0)^(1/(t − t0)) − 1        growth a year, observed
    r = (y* / y0)^(1/(T − t0)) − 1       growth a year, required
    R = d a / |r|                        geometric ratio; d turns where all figures are negative
    L = d [(y − y0)/(t − t0)] / |(y* − y0)/(T − t0)|    linear ratio

R has a meaning only when y0, y and y* have one sign and none is zero. L is the same as the plain quotient of slopes
wherever the target lies in the good direction; d and the absolute value keep its sign right where the base had
already passed the target. 1 is exactly on the way.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.language import Text


@dataclass(frozen=True)
class Ratios:
    """Both ratios, and which one is the headline.

    geometric, linear  None where the formula has no meaning
    headline           "geometric", "linear" or None
    because            why the headline is not the geometric ratio, None where it is
    """

    geometric: float | None
    linear: float | None
    headline: str | None
    because: Text | None = None

    @property
    def value(self) -> float | None:
        return self.geometric if self.headline == "geometric" else self.linear


def growth(start: float, end: float, years: int) -> float | None:
    """Compound growth a year as a share, None unless both figures have one sign and neither is zero."""
    if start * end <= 0:
        return None
    return float((end / start) ** (1 / years) - 1)


def good_growth(start: float, end: float, years: int, good: int) -> float | None:
    """Growth a year in the good direction, d·a: more of a negative figure is a fall."""
    pace = growth(start, end, years)
    if pace is None:
        return None
    return good * pace if start > 0 else -good * pace


def ratios(base: float, latest: float, target: float, *, elapsed: int, available: int, good: int) -> Ratios:
    """Observed against required pace by both formulas.

    base, latest, target  y0, y, y* in one unit
    elapsed, available    t − t0 and T − t0, years above zero
    good                  +1 when up is good, −1 when down is good
    """
    if target == base:
        return Ratios(None, None, None, Text("unknown-target-equals-base"))
    linear = good * ((latest - base) / elapsed) / abs((target - base) / available)
    observed = good_growth(base, latest, elapsed, good)
    required = growth(base, target, available)
    if observed is None or required is None:
        return Ratios(None, linear, "linear", Text(_sign_reason(base, latest, target)))
    return Ratios(observed / abs(required), linear, "geometric")


def _sign_reason(base: float, latest: float, target: float) -> str:
    for name, figure in (("base", base), ("latest", latest), ("target", target)):
        if figure == 0:
            return f"progress-linear-{name}-zero"
    return "progress-linear-signs-differ"


def limit_factor(base: float, limit: float, exponent: float) -> float:
    """Factor C of the positive thresholds where a figure nears a limit that it cannot pass (Statistics Canada).

    1 far from the limit, 0 at it. The first test comes first so that a base and a limit of zero give 1.
    """
    size, bound = abs(base), abs(limit)
    if size >= 2 * bound:
        return 1.0
    nearness = size / bound if size <= bound else (2 * bound - size) / bound
    return float(1 - nearness**exponent)
