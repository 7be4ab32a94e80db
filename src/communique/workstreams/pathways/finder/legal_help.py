"""Where does a person find legal help that is free, or somebody whose licence can be checked?"""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

FILE = Path(__file__).parent / "legal_help.toml"


@dataclass(frozen=True)
class Help:
    """One place: who, where, whether it is free, and how far this was checked.

    words        message id of what it offers
    confidence   verified: read in the source; recalled: still to confirm
    """

    id: str
    country: str
    name: str
    host: str
    url: str
    words: str
    source: str
    confidence: Literal["verified", "recalled"]

    def as_data(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


@cache
def legal_help() -> tuple[Help, ...]:
    """All places, Canada, Mexico, United States, then everywhere."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["help"]
    return tuple(Help(**entry) for entry in entries)
