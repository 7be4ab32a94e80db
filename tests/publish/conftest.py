"""The edition made by hand and its site, made once."""

from __future__ import annotations

from pathlib import Path

import hand_made
import pytest

from communique.assess.edition import Edition
from communique.publish import write_site


@pytest.fixture(scope="session")
def edition() -> Edition:
    return hand_made.edition()


@pytest.fixture(scope="session")
def site(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(edition, folder, json_text=hand_made.JSON)
    return folder
