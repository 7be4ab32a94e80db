"""Has this very result been computed before? Immutable tables, found by everything they depend on."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    import polars as pl

_TABLE, _JSON, _PROVENANCE = "data.parquet", "data.json", "provenance.json"


class DerivedError(CommuniqueError):
    """A derived table that cannot be named or read."""


def key(
    *,
    code_version: str,
    facts: Mapping[str, Any],
    versions: Mapping[str, int],
    configuration: Mapping[str, Any],
    seed: int,
) -> str:
    """64 hexadecimal digits that stand for all a result depends on; the order of names does not matter.

    Raises DerivedError for a value that JSON cannot write, or NaN and infinity, which are equal to nothing.
    """
    parts = {
        "code_version": code_version,
        "facts": facts,
        "versions": versions,
        "configuration": configuration,
        "seed": seed,
    }
    try:
        text = json.dumps(parts, sort_keys=True, allow_nan=False, separators=(",", ":"), ensure_ascii=True)
    except (TypeError, ValueError) as error:
        raise DerivedError(f"a result cannot be named by what it depends on: {error}") from error
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Derived:
    """The folder of derived tables."""

    root: Path

    def get(self, key: str) -> pl.DataFrame | Any | None:
        """The frame or JSON value of a key, None when nobody has made it. Raises DerivedError for a damaged one."""
        folder = self._folder(key)
        if not folder.is_dir():
            return None
        try:
            if (folder / _JSON).exists():
                return json.loads((folder / _JSON).read_text(encoding="utf-8"))
            import polars

            return polars.read_parquet(folder / _TABLE)
        except Exception as error:
            raise DerivedError(
                "the derived table is damaged; remove its folder to have it made anew", file=folder
            ) from error

    def provenance(self, key: str) -> dict[str, Any] | None:
        """What the result of a key was made from, None when nobody has made it."""
        file = self._folder(key) / _PROVENANCE
        if not file.exists():
            return None
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return found

    def put(self, key: str, data: pl.DataFrame | Any, provenance: Mapping[str, Any]) -> None:
        """Keeps a frame or JSON value for ever under its key; whoever comes second with the same key changes nothing.

        The whole folder appears at once, by renaming: another process sees all of it or nothing.
        """
        folder = self._folder(key)
        if folder.is_dir():
            return
        folder.parent.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
        try:
            _write(making, data, provenance)
            os.rename(making, folder)
        except OSError as error:
            if not folder.is_dir():
                raise DerivedError(f"the derived table cannot be written: {error.strerror}", file=folder) from error
        finally:
            shutil.rmtree(making, ignore_errors=True)

    def _folder(self, key: str) -> Path:
        if len(key) != 64 or not set(key) <= set("0123456789abcdef"):
            raise DerivedError(f"{key!r} is not the key of a derived table")
        return self.root / key[:2] / key


def _write(folder: Path, data: pl.DataFrame | Any, provenance: Mapping[str, Any]) -> None:
    import polars

    if isinstance(data, polars.DataFrame):
        data.write_parquet(folder / _TABLE)
    else:
        (folder / _JSON).write_text(json.dumps(data, sort_keys=True, allow_nan=False), encoding="utf-8")
    (folder / _PROVENANCE).write_text(json.dumps(dict(provenance), sort_keys=True), encoding="utf-8")
