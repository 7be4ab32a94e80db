"""Which of many p-values are discoveries, if only a share of them may be false?"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def adjusted(p: ArrayLike, *, cautious: bool = False) -> NDArray[np.float64]:
    """The least false-discovery rate at which each p-value is a discovery; NaN where p is unknown.

    Benjamini–Hochberg: q of the i-th smallest of m is min over j ≥ i of p_j · m / j. The cautious one, which holds
    under any dependence, is Benjamini–Yekutieli: the same times Σ 1/k, k = 1 … m.
    """
    p = np.asarray(p, dtype=float)
    found = np.full(p.shape, np.nan)
    known = np.isfinite(p)
    m = int(known.sum())
    if m == 0:
        return found
    order = np.argsort(p[known], kind="stable")
    scaled = p[known][order] * m / np.arange(1, m + 1)
    if cautious:
        scaled = scaled * (1 / np.arange(1, m + 1)).sum()
    values = np.empty(m)
    values[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    found[known] = values
    return found
