"""How is a figure read against its target, in one line and in full?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.assess.edition import Assessed, Figure
from communique.geo import TOGETHER
from communique.progress import Progress
from communique.render.words import PageWords


@dataclass(frozen=True)
class Reading:
    """A figure in words. Where it is unknown, `unknown` says why; whatever else is known is shown all the same.

    standing  "−4 % of −15 %", the change so far against the change needed, or the level against the level needed
    amount    the latest value with its interval and year
    chance    probability of meeting the target, in words and number
    band      the headline scheme's word
    """

    party: str
    name: str
    standing: str
    amount: str
    year: str
    chance: str
    band: str
    unknown: str
    interval: bool


def headline(assessed: Assessed) -> Figure | None:
    """The figure that stands for a commitment: one with a verdict before a known one before any other; among them all
    parties together before a single one."""
    own = [figure for figure in assessed.figures if not figure.collective]
    judged = [figure for figure in own if figure.progress is not None and figure.progress.bands]
    known = [figure for figure in own if figure.latest is not None]
    for choice in (judged, known, own):
        if choice:
            return next((figure for figure in choice if figure.party == TOGETHER), choice[0])
    return None


def reading(figure: Figure, words: PageWords) -> Reading:
    """A figure in words."""
    progress = figure.progress
    chance = progress.probability if progress else None
    band = progress.bands[0] if progress and progress.bands else None
    return Reading(
        party=figure.party,
        name=words.party(figure.party),
        standing=standing(figure, words),
        amount="" if figure.latest is None else words.amount(figure.latest, figure.unit, figure.low, figure.high),
        year=str(figure.latest_year or ""),
        chance=words.chance(chance.value) if chance and chance.value is not None else "",
        band=words.t(band.message_id) if band else "",
        unknown=words.say(figure.unknown) if figure.unknown else "",
        interval=figure.low is not None and figure.high is not None,
    )


def standing(figure: Figure, words: PageWords) -> str:
    """Where the figure is against where it must be; empty where there is no target to compare it with."""
    progress = figure.progress
    if progress is None or progress.latest is None or progress.target is None or progress.level is None:
        return ""
    base = progress.baseline.value if progress.baseline else 0.0
    if progress.target.factor is not None and base > 0:
        now, needed = progress.latest.value / base - 1, progress.target.factor - 1
        return words.t("home-standing", now=words.change(now), needed=words.change(needed))
    now_, needed_ = words.amount(progress.latest.value, ""), words.amount(progress.level, figure.unit)
    return words.t("home-standing", now=now_, needed=needed_)


def shares_of_gap(figures: Sequence[Figure]) -> dict[str, float]:
    """Party -> its share of the gap of all together; empty unless the parties' gaps are known and add up to it.

    figures  of one target
    """
    gaps = {figure.party: _gap(figure.progress) for figure in figures}
    whole = gaps.pop(TOGETHER, None)
    parts = {party: gap for party, gap in gaps.items() if gap is not None}
    if whole is None or whole <= 0 or len(parts) < max(len(gaps), 2):
        return {}
    if abs(sum(parts.values()) - whole) > 0.01 * whole:  # another base or another year: they do not add up
        return {}
    return {party: gap / whole for party, gap in parts.items()}


def _gap(progress: Progress | None) -> float | None:
    return progress.gap if progress else None
