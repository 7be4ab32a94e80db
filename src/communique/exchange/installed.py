"""Whose positions are there? Those of the installed workstreams, or of the files that are named."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path

from communique.exchange.position import Positions
from communique.exchange.reading import load_positions
from communique.exchange.request import PositionError
from communique.hooks import Workstream, workstreams


def folders() -> dict[str, Path]:
    """Workstream to the folder of its positions, for the installed workstreams that have some."""
    return {name: _folder(workstream) for name, workstream in workstreams().items() if workstream.positions}


def _folder(workstream: Workstream) -> Path:
    package, _, folder = workstream.positions.partition(":")
    return Path(str(importlib.import_module(package).__file__)).parent / folder


def find_positions(paths: Sequence[Path] = (), workstream: str | None = None) -> Positions:
    """The positions in the paths; else those of the workstream; else those of the only workstream that has some.

    Raises PositionError that names the workstreams to choose from.
    """
    if paths:
        return load_positions(paths)
    found = folders()
    if workstream is None and len(found) == 1:
        return load_positions([*found.values()])
    if workstream in found:
        return load_positions([found[workstream]])
    names = ", ".join(found) or "none is installed"
    raise PositionError(f"whose positions? name files with --positions, or a workstream that has some ({names})")
