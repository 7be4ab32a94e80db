"""Which figures does this workstream ship?"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from communique.facts import Facts, load


@cache
def shipped() -> Facts:
    """The figures of `facts/`."""
    return load(Path(__file__).parent / "facts")


def figure(id: str, key: str = "") -> float:
    """One figure that holds on every day."""
    return shipped().value(id, key)
