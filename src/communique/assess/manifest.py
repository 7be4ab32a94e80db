"""From exactly what was an edition made?"""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from communique.commitment import Summit
from communique.hooks import Workstream

PACKAGE = Path(__file__).parents[1]

#: Packages whose version can change a figure.
COMPUTING = ("communique", "numpy", "polars", "scipy", "xarray", "linopy", "highspy", "deltalake", "z3-solver")


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that compute."""
    found = {"python": platform.python_version()}
    for name in COMPUTING:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


@cache
def lock() -> str:
    """Hash of the names and versions of communique and of all that it requires, as installed."""
    return _digest(f"{name}=={version_}" for name, version_ in sorted(_closure("communique").items()))


def _closure(root: str) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting = [root]
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue  # an optional or platform-bound requirement
        found[key] = installed.version
        for requirement in installed.requires or ():
            if "extra ==" not in requirement:
                waiting.append(re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0])
    return found


@cache
def code(folder: Path) -> str:
    """Hash of the source files below a folder: the code version."""
    parts = []
    for file in sorted(folder.rglob("*.py")):
        parts.append(file.relative_to(folder).as_posix() + hashlib.sha256(file.read_bytes()).hexdigest())
    return _digest(parts)


def inputs(summit: Summit) -> dict[str, str]:
    """File of the summit's folder -> hash of its bytes."""
    files = sorted(p for p in summit.folder.rglob("*") if p.suffix in (".toml", ".csv"))
    return {p.relative_to(summit.folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def shipped(workstream: Workstream) -> str:
    """Hash of what a workstream ships besides code: every CSV and TOML in its folder."""
    files = sorted(p for p in workstream.folder.rglob("*") if p.suffix in (".csv", ".toml"))
    return _digest(
        p.relative_to(workstream.folder).as_posix() + hashlib.sha256(p.read_bytes()).hexdigest() for p in files
    )


def _digest(parts: Iterable[str]) -> str:
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(part.encode() + b"\n")
    return hashed.hexdigest()
