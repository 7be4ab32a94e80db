"""What every test may ask for: the shared data, a browser, and whether a skip is allowed here."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command_line import Communique, a_home
from hypothesis import settings
from sharing import common_folder, once

if TYPE_CHECKING:
    from communique.assess import Edition

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
REGISTER = dt.date(2026, 11, 24)  # the day on which the shipped register was recorded

# the same examples on every run: a failure that is found stays found, and a loaded machine is no failure
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


def _absent(what: str, variable: str) -> None:
    if os.environ.get(variable):
        pytest.fail(f"{what} is required here ({variable} is set) and is not there")
    pytest.skip(f"{what} is not there")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data beside the project; a stranger's clone has none, and the test skips."""
    if not (SHARED / "data").is_dir():
        _absent("the shared data folder", "COMMUNIQUE_REQUIRE_SHARED")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium; the test skips without one."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        _absent("a Chromium", "COMMUNIQUE_REQUIRE_BROWSER")
    return str(found)


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run have in common."""
    return common_folder(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def derived(common: Path) -> Path:
    """Heavy results, made once for all tests: they are keyed by everything they depend on."""
    folder = common / "derived"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def shipped_edition(common: Path, derived: Path) -> Edition:
    """The edition of the shipped summit on the day of its register, from an empty store; made once in a run."""
    from communique.assess import assess
    from communique.commitment import load_summit
    from communique.store import Derived, Store

    def make() -> Edition:
        store = Store(common / "empty-store")
        return assess(load_summit("nals2023"), store, on=REGISTER, known_at=REGISTER, derived=Derived(derived))

    return once(common / "shipped-edition", make)


@pytest.fixture(scope="session")
def hand_made_site(common: Path) -> Path:
    """The folder of the edition made by hand as `assess --out` writes it; made once in a run, never written to."""
    import hand_made

    from communique.assess import as_json
    from communique.publish import write_site

    def make() -> Path:
        edition = hand_made.edition()
        write_site(edition, common / "hand-made", json_text=as_json(edition))
        return common / "hand-made"

    return once(common / "hand-made-site", make)


@pytest.fixture
def communique(tmp_path: Path, derived: Path) -> Communique:
    """`communique …` as a person would run it, in a home of its own."""
    return Communique(a_home(tmp_path / "home", derived))
