"""The edition made by hand, served on loopback with tools and an earlier edition."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import hand_made
from loopback import Reader, serving
from tool_for_tests import WORKSTREAMS

from communique.assess.edition import as_data
from communique.web.app import create_app
from communique.web.limits import Rate
from communique.web.workers import Limits

PLENTY = Rate(per_second=1e6, burst=1e6)


@pytest.fixture(scope="session")
def folder(hand_made_site: Path) -> Path:
    """The edition made by hand, as `assess --out` writes it."""
    return hand_made_site


@pytest.fixture(scope="session")
def data() -> dict[str, Any]:
    """The same as plain data."""
    found: dict[str, Any] = json.loads(json.dumps(as_data(hand_made.edition())))
    return found


@pytest.fixture(scope="session")
def before(folder: Path, data: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An earlier edition, without the last row of evidence of one promise."""
    earlier = json.loads(json.dumps(data))
    changed = next(one for one in earlier["commitments"] if one["evidence"])
    changed["evidence"].pop()
    out = tmp_path_factory.mktemp("before")
    (out / "edition.json").write_text(json.dumps(earlier))
    return out


@pytest.fixture(scope="session")
def reader(folder: Path, before: Path) -> Iterator[Reader]:
    """A reader of a server with everything: tools, an earlier edition, and a rate that never refuses."""
    limits = Limits(seconds=2.0, memory_bytes=1 << 30, workers=2, waiting=1)
    app = create_app(folder, before=before, workstreams=WORKSTREAMS, rate=PLENTY, limits=limits)
    with serving(app) as found:
        yield found
