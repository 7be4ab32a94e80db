"""Where is the state of this installation, and its store?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.store import Store


class HomeError(CommuniqueError):
    """A setting of this installation that cannot be read."""


def home() -> Path:
    """The folder of all state: COMMUNIQUE_HOME, or the platform's folder for user data."""
    given = os.environ.get("COMMUNIQUE_HOME")
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_data_dir("communique", appauthor=False))


def the_store() -> Store:
    """The store below `home`, or at COMMUNIQUE_STORE (an object store's address, with its options in
    COMMUNIQUE_STORE_OPTIONS as JSON)."""
    import json

    from communique.store import Store

    address = os.environ.get("COMMUNIQUE_STORE")
    if not address:
        return Store(home() / "store")
    text = os.environ.get("COMMUNIQUE_STORE_OPTIONS", "{}")
    try:
        options = json.loads(text)
    except json.JSONDecodeError as error:
        raise HomeError(f"is not JSON: {error}", column="COMMUNIQUE_STORE_OPTIONS") from error
    return Store(address, storage_options={str(key): str(value) for key, value in options.items()})
