"""Which figures does the transit toolkit ship?"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from communique.facts import Facts, load

FOLDER = Path(__file__).parent / "facts"


@cache
def figures() -> Facts:
    """Every figure of `facts/`, with its sources."""
    return load(FOLDER)
