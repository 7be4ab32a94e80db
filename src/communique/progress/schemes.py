"""Which word does each published scheme give to a pace?

The thresholds and knots are figures in `facts/schemes.csv`; here are only the words, best first, and how they are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from communique.facts import Facts, load

#: Bands of each table of thresholds, best first; the last one is what lies below every threshold.
BANDS = {
    "statcan.with-target": ("on-track", "acceleration-needed", "limited", "deterioration"),
    "statcan.without-target": ("on-track", "acceleration-needed", "limited", "deterioration"),
    "statcan.score": ("on-track", "acceleration-needed", "limited", "deterioration"),
    "eurostat.with-target": ("significant", "moderate", "insufficient", "away"),
    "eurostat.without-target": ("significant", "moderate", "moderate-away", "significant-away"),
    "un.with-target": ("on-track-or-met", "fair", "limited-or-none", "regression"),
}
SCHEMES = ("statcan", "eurostat", "un")
ACHIEVED = "achieved"


@dataclass(frozen=True)
class Band:
    """The word of one scheme.

    band        by the headline formula; None where it is unknown
    geometric, linear   by each formula, None where it has no meaning
    confidence  how sure we are of the scheme's thresholds: verified or recalled
    source      key in the scheme's sources
    """

    scheme: str
    band: str | None
    geometric: str | None
    linear: str | None
    confidence: str
    source: str

    @property
    def message_id(self) -> str:
        return f"progress-band-{self.scheme}-{self.band}" if self.band else "progress-band-unable-to-assess"

    @property
    def formulas_differ(self) -> bool:
        return None not in (self.geometric, self.linear) and self.geometric != self.linear


@cache
def scheme_facts() -> Facts:
    """The published thresholds, knots and rules."""
    return load(Path(__file__).parent / "facts")


def band(table: str, pace: float | None, *, factor: float = 1.0) -> str | None:
    """The band of a pace in a table of `BANDS`; None for an unknown pace.

    factor  limit factor C; it lowers the positive thresholds, and at 0 whatever is not falling is on track
    """
    if pace is None:
        return None
    *named, lowest = BANDS[table]
    for name in named:
        if pace >= _eased(scheme_facts().value(table, name), factor):
            return name
    return lowest


def _eased(figure: float, factor: float) -> float:
    return figure * factor if figure > 0 else figure


def bands_with_target(geometric: float | None, linear: float | None, headline: str | None) -> tuple[Band, ...]:
    """Every scheme's band of the two ratios."""
    return tuple(_with_target(scheme, geometric, linear, headline) for scheme in SCHEMES)


def _with_target(scheme: str, geometric: float | None, linear: float | None, headline: str | None) -> Band:
    table = f"{scheme}.with-target"
    by = {"geometric": band(table, geometric), "linear": band(table, linear)}
    return Band(scheme, by.get(headline or ""), by["geometric"], by["linear"], *_credit(table))


def bands_achieved() -> tuple[Band, ...]:
    """The bands of a target that is met: the scheme's word for it, else its best band."""
    words = {"statcan": ACHIEVED}
    found = []
    for scheme in SCHEMES:
        table = f"{scheme}.with-target"
        word = words.get(scheme, BANDS[table][0])
        found.append(Band(scheme, word, word, word, *_credit(table)))
    return tuple(found)


def bands_without_target(pace: float | None, *, factor: float = 1.0) -> tuple[Band, ...]:
    """Bands of growth a year in the good direction; the UN chart has none without a target.

    factor  limit factor of Statistics Canada, which no other scheme has
    """
    found = []
    for scheme in ("statcan", "eurostat"):
        table = f"{scheme}.without-target"
        word = band(table, pace, factor=factor if scheme == "statcan" else 1.0)
        found.append(Band(scheme, word, word, None, *_credit(table)))
    return tuple(found)


def _credit(table: str) -> tuple[str, str]:
    fact = scheme_facts().fact(table, BANDS[table][0])
    return fact.confidence, fact.source


def score(pace: float | None, *, target: bool, factor: float = 1.0) -> float | None:
    """Statistics Canada's score, −5 to 5, linear between published knots and clipped outside them.

    pace    ratio with a target, growth a year in the good direction without one
    factor  limit factor C, without a target only
    """
    import numpy as np

    if pace is None:
        return None
    knots = scheme_facts().keyed(f"statcan.knots.{'with' if target else 'without'}-target")
    marks = sorted((float(mark), fact.value) for mark, fact in knots.items())
    if not target and factor == 0 and pace >= 0:
        return marks[-1][0]
    return float(np.interp(pace, [_eased(x, factor) for _, x in marks], [mark for mark, _ in marks]))


@dataclass(frozen=True)
class Together:
    """Several series of one indicator: mean score, its band, and how many of them were known."""

    score: float | None
    band: str | None
    known: int
    series: int


def together(scores: Sequence[float | None], achieved: Sequence[bool]) -> Together:
    """The mean of the known scores; achieved only if every series is (Statistics Canada)."""
    known = [s for s in scores if s is not None]
    if not known:
        return Together(None, None, 0, len(scores))
    mean = sum(known) / len(known)
    word = ACHIEVED if achieved and all(achieved) else band("statcan.score", mean)
    return Together(mean, word, len(known), len(scores))
