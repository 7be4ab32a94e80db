"""Runs the command line as a person would, in a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Communique:
    """`communique …` in a subprocess, with its own COMMUNIQUE_HOME."""

    home: Path
    path: list[Path] = field(default_factory=list)

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "COMMUNIQUE_HOME": str(self.home),
            "PYTHONPATH": os.pathsep.join(map(str, self.path)),
            "NO_COLOR": "1",
            "COLUMNS": "200",
        }
        command = [sys.executable, "-c", "from communique.cli import main; main()", *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)

    def json(self, *words: object) -> Any:
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def a_home(folder: Path, derived: Path) -> Path:
    """A COMMUNIQUE_HOME of its own that shares the heavy results."""
    folder.mkdir(parents=True)
    (folder / "derived").symlink_to(derived, target_is_directory=True)
    return folder
