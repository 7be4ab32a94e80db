"""What can be wrong with the figures of a centre?"""

from __future__ import annotations

import math

from communique.errors import CommuniqueError


class CentreError(CommuniqueError):
    """A capacity, rate, share or rota that cannot be."""


def positive(value: float, name: str) -> None:
    """Raises CentreError unless a figure is finite and above zero."""
    if not math.isfinite(value) or value <= 0:
        raise CentreError(f"{value} cannot be; give a figure above 0", column=name)


def share(value: float, name: str) -> None:
    """Raises CentreError unless a figure is between 0 and 1, both included."""
    if not 0 <= value <= 1:
        raise CentreError(f"{value} cannot be; give a share from 0 to 1", column=name)
