"""Where is the state of this installation, with the key that signs the finder?"""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """COMMUNIQUE_HOME, or the platform's folder for user data."""
    given = os.environ.get("COMMUNIQUE_HOME")
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_data_dir("communique", appauthor=False))
