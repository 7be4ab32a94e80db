"""How far was each promise kept inside a window, scored −1, 0, +1 or not known, and how much of it is known at all?

The scheme is that of summit compliance studies. Silence is never a −1. A mean is never given without its coverage and
the interval that the unknown leave open. A score over unlike promises is a count, not an outcome.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.commitment.model import Communique
from communique.commitment.state import PartyState

#: State -> score. What is late was still fulfilled; what is on track or behind is work in progress.
SCORES: Mapping[str, int | None] = {
    "delivered": 1, "late": 1, "on_track": 0, "partial": 0, "activity": 0, "behind": 0, "reversed": -1,
    "overdue_unknown": None, "unknown": None,
}  # fmt: skip


@dataclass(frozen=True)
class Compliance:
    """Mean score of what is known, the share that is known, and the interval if all unknown were −1 or +1.

    mean is None where nothing is known. `percent` is 50 (mean + 1), the reading that compliance studies print.
    """

    mean: float | None
    known: int
    all: int
    low: float
    high: float

    @property
    def coverage(self) -> float:
        """Share of scores that are known."""
        return self.known / self.all

    @property
    def percent(self) -> float | None:
        """50 (mean + 1); None where nothing is known."""
        return None if self.mean is None else 50 * (self.mean + 1)


def window_ends(communique: Communique, on: dt.date) -> tuple[dt.date, ...]:
    """The yearly ends of the compliance window up to a day, oldest first."""
    month, day = map(int, communique.window_end.split("-"))
    years = range(communique.window_start.year, on.year + 1)
    ends = (dt.date(year, month, day) for year in years)
    return tuple(end for end in ends if communique.window_start < end <= on)


def score(state: PartyState, worsened: bool = False) -> int | None:
    """−1, 0, +1 or None; a figure that is shown to move the wrong way is the contrary of the promise."""
    return -1 if worsened and state.state == "behind" else SCORES[state.state]


def compliance(scores: Sequence[int | None]) -> Compliance:
    """The mean of known scores with coverage and interval; raises ValueError for no scores at all."""
    if not scores:
        raise ValueError("there is nothing to score")
    known = [s for s in scores if s is not None]
    unknown = len(scores) - len(known)
    total = sum(known)
    return Compliance(
        mean=total / len(known) if known else None,
        known=len(known),
        all=len(scores),
        low=(total - unknown) / len(scores),
        high=(total + unknown) / len(scores),
    )


def compliance_of_summit(scores: Mapping[str, Sequence[int | None]]) -> Compliance:
    """The mean over commitments of each commitment's mean over parties; the counts are of single scores.

    scores  commitment id -> scores of its parties. Commitments without any known score leave the mean, not the
            interval.
    """
    each = [compliance(of_parties) for of_parties in scores.values()]
    means = [c.mean for c in each if c.mean is not None]
    return Compliance(
        mean=sum(means) / len(means) if means else None,
        known=sum(c.known for c in each),
        all=sum(c.all for c in each),
        low=sum(c.low for c in each) / len(each),
        high=sum(c.high for c in each) / len(each),
    )
