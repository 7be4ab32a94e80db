"""The feeds of the generated agencies, each written once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Path of a country's generated feed; never written to."""
    from communique.workstreams.transit.sample import write_sample

    folder = tmp_path_factory.mktemp("samples")
    return cache(lambda country: write_sample(country, folder / f"{country}.zip"))
