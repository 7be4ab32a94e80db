"""How far is each figure from its target, is it fast enough, and how likely is it to get there?

`progress` answers for one series: gap, geometric and linear ratio, the word of each published scheme, score, and the
probability of meeting the target if the past trend goes on. `together` joins several series, `fan` gives a chart its
quantiles, `bench` shows how far the probabilities can be trusted.
"""

from __future__ import annotations

from communique.progress.assess import Observation, Progress, progress
from communique.progress.calibration import bench
from communique.progress.probability import Fan, Probability, Target, fan, meeting, printed
from communique.progress.ratios import Ratios
from communique.progress.schemes import Band, Together, together
from communique.progress.series import ProgressError, Series, first_year, observed

__all__ = [
    "Band",
    "Fan",
    "Observation",
    "Probability",
    "Progress",
    "ProgressError",
    "Ratios",
    "Series",
    "Target",
    "Together",
    "bench",
    "fan",
    "first_year",
    "meeting",
    "observed",
    "printed",
    "progress",
    "together",
]
