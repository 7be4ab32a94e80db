"""What several workers of one run need is made once, by the first that asks; the others wait for it."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")


def common_folder(own: Path) -> Path:
    """The folder that all workers of this run have in common; `own` is the worker's."""
    folder = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "common"
    folder.mkdir(exist_ok=True)
    return folder


def once(file: Path, make: Callable[[], Made]) -> Made:
    """What `make` returns, read back from `file` where another worker has made it."""
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            making = file.with_suffix(".making")
            making.write_bytes(pickle.dumps(make()))
            making.rename(file)
    made: Made = pickle.loads(file.read_bytes())
    return made
