"""What does a summit amount to on a day: a communique and a store, turned into an edition?"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.assess.comparing import Change, compare
    from communique.assess.edition import Assessed, Edition, Figure, Manifest, Window, as_data, as_json
    from communique.assess.run import assess

_WHERE = {
    "comparing": ("Change", "compare"),
    "edition": ("Assessed", "Edition", "Figure", "Manifest", "Window", "as_data", "as_json"),
    "run": ("assess",),
}
_MODULE_OF = {name: module for module, names in _WHERE.items() for name in names}

__all__ = [
    "Assessed", "Change", "Edition", "Figure", "Manifest", "Window", "as_data", "as_json", "assess", "compare",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
