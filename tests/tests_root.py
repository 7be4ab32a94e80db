"""Where the project stands, for tests that read its documentation."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
