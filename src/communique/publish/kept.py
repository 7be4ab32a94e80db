"""Which files of an earlier site still hold, so that they need not be made again?

Every file is made by a job: a function of what it is given and of nothing else. The hash of the job (function, what it
is given, the code and the words) is therefore the hash of its files. It is kept beside the site, with a hash of each
file, so that one that was changed by hand is made again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from communique.assess import manifest as made_from
from communique.publish.frame import File

STATE = ".site.json"
#: What of the package can change a page; tables of figures reach pages only through what a job is given.
_KINDS = (".py", ".html", ".css", ".js", ".svg", ".ftl")


@dataclass(frozen=True)
class Job:
    """A function of plain data that makes some files; `name` is its own within a site."""

    name: str
    make: Callable[..., Iterable[File] | File]
    given: tuple[Any, ...]

    def __call__(self) -> list[File]:
        """The files, made."""
        made = self.make(*self.given)
        return [made] if isinstance(made, File) else list(made)

    def key(self, known: Mapping[int, str]) -> str:
        """Hash of all that its files depend on; `known` as for `fingerprint`."""
        return fingerprint((software(), self.make.__module__, self.make.__qualname__, self.given), known)


@dataclass(frozen=True)
class Done:
    """What a job made the last time: its key, its files with their hashes, and the libraries they load."""

    key: str
    files: Mapping[str, str]
    chart: bool
    map: bool


@cache
def software() -> str:
    """Hash of the code, templates and words of the package, and of the versions of all that it requires."""
    hashed = hashlib.sha256(made_from.lock().encode())
    for file in sorted(p for p in made_from.PACKAGE.rglob("*") if p.suffix in _KINDS):
        hashed.update(file.relative_to(made_from.PACKAGE).as_posix().encode() + b"\n")
        hashed.update(hashlib.sha256(file.read_bytes()).digest())
    return hashed.hexdigest()


def fingerprint(value: Any, known: Mapping[int, str] | None = None) -> str:
    """Hash of plain data: objects by their fields, figures to the last digit; raises TypeError for anything else.

    known  id() of an object that lives on → its fingerprint, so that what many jobs are given is walked through once
    """
    hashed = hashlib.sha256()
    _feed(value, hashed.update, known or {})
    return hashed.hexdigest()


def _feed(value: Any, update: Callable[[bytes], None], known: Mapping[int, str]) -> None:
    update(type(value).__name__.encode() + b"(")
    if id(value) in known:
        update(known[id(value)].encode())
    elif isinstance(value, Mapping):
        for key, inner in value.items():  # in its own order, which pages may show
            _feed(key, update, known)
            _feed(inner, update, known)
    elif isinstance(value, tuple | list):
        for inner in value:
            _feed(inner, update, known)
    elif is_dataclass(value):
        for part in fields(value):
            _feed(getattr(value, part.name), update, known)
    elif isinstance(value, BaseModel):
        _feed(value.__dict__, update, known)
    elif value is None or isinstance(value, str | int | float | dt.date):
        update(repr(value).encode())
    else:
        raise TypeError(f"{type(value).__name__} is not plain data: {value!r:.80}")
    update(b")")


def digest(content: bytes) -> str:
    """Hash of a file's content."""
    return hashlib.sha256(content).hexdigest()


def recall(out: Path) -> tuple[str, dict[str, Done]]:
    """The id of the edition that stands in a folder, and its jobs by name; nothing where none can be read."""
    try:
        state = json.loads((out / STATE).read_text(encoding="utf-8"))
        return str(state["edition"]), {name: Done(**done) for name, done in state["jobs"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return "", {}  # then everything is made anew


def remember(out: Path, edition: str, jobs: Mapping[str, Done]) -> None:
    """Keeps the edition's id and its jobs beside the site."""
    state = {"edition": edition, "jobs": {name: done.__dict__ for name, done in sorted(jobs.items())}}
    (out / STATE).write_text(json.dumps(state, separators=(",", ":")), encoding="utf-8")


def holds(done: Done, key: str, out: Path) -> bool:
    """Whether the files of a job with this key stand as it would make them."""
    return done.key == key and all(_stands(out / name, mark) for name, mark in done.files.items())


def _stands(file: Path, mark: str) -> bool:
    return file.is_file() and digest(file.read_bytes()) == mark
