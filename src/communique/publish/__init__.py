"""How does an edition come to be read: as a site of static pages, or as a table in the terminal?"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.publish.site import write_site
    from communique.publish.terminal import terminal_table

_MODULE_OF = {"terminal_table": "terminal", "write_site": "site"}

__all__ = ["terminal_table", "write_site"]


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
