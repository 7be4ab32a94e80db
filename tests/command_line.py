"""Runs the command line as a person would, in a home of its own."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock


@dataclass
class Communique:
    """`communique …` with its own COMMUNIQUE_HOME.

    `run` starts a process, as a person does; `here` runs the same command in this one, where what it says is the claim
    and not that it starts. Packages on `path` are found by a process alone.
    """

    home: Path
    path: list[Path] = field(default_factory=list)

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, **self._own(), "PYTHONPATH": os.pathsep.join(map(str, self.path))}
        command = [sys.executable, "-c", "from communique.cli import main; main()", *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=600)

    def here(self, *words: object) -> subprocess.CompletedProcess[str]:
        from communique.cli import main

        assert not self.path
        typed = ["communique", *map(str, words)]
        out, error = io.StringIO(), io.StringIO()
        with (
            mock.patch.dict(os.environ, self._own()),
            mock.patch.object(sys, "argv", typed),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(error),
        ):
            try:
                main()
            except SystemExit as left:
                code = left.code
        return subprocess.CompletedProcess(typed, int(code or 0), out.getvalue(), error.getvalue())

    def json(self, *words: object) -> Any:
        done = (self.run if self.path else self.here)(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def _own(self) -> dict[str, str]:
        return {"COMMUNIQUE_HOME": str(self.home), "NO_COLOR": "1", "COLUMNS": "200"}


def a_home(folder: Path, derived: Path) -> Path:
    """A COMMUNIQUE_HOME of its own that shares the heavy results."""
    folder.mkdir(parents=True)
    (folder / "derived").symlink_to(derived, target_is_directory=True)
    return folder
