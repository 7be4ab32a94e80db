"""How does an edition come to be served: its pages, the live tools of workstreams, and an API to read it?

Nothing is computed in a request but what a tool is asked for, and that in a process of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.web.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    if name != "create_app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from communique.web.app import create_app

    return create_app
