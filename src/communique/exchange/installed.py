"""Whose positions are there? Those of the installed workstreams, or of the files that are named."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path

from communique.exchange.position import Positions
from communique.exchange.reading import REQUEST, load_form, load_positions
from communique.exchange.request import PositionError
from communique.hooks import Workstream, workstreams


def folders() -> dict[str, Path]:
    """Workstream to the folder of its positions, for the installed workstreams that have some."""
    return {name: _folder(workstream) for name, workstream in workstreams().items() if workstream.positions}


def _folder(workstream: Workstream) -> Path:
    package, _, folder = workstream.positions.partition(":")
    return Path(str(importlib.import_module(package).__file__)).parent / folder


def find_positions(paths: Sequence[Path] = (), workstream: str | None = None) -> Positions:
    """The positions in the paths; else those of the workstream; else those of the only one that need not be named.

    Raises PositionError that names the workstreams to choose from.
    """
    if paths:
        return load_positions(paths)
    found = folders()
    if workstream is None:
        unnamed = [folder for folder in found.values() if not load_form(folder / REQUEST).subject.only_if_named]
        if len(unnamed) == 1:
            return load_positions(unnamed)
    elif workstream in found:
        return load_positions([found[workstream]])
    names = ", ".join(found) or "none is installed"
    raise PositionError(f"whose positions? name files with --positions, or a workstream that has some ({names})")
