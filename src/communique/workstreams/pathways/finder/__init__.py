"""How does a person find, on a phone and without being watched, which lawful ways may fit them?

`write_finder` writes a folder of pages that works from any web server and from disk; the answers never leave the page.
Where scripts are off, `router` serves the same pages from forms, and keeps nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.workstreams.pathways.finder.site import Finder, write_finder

__all__ = ["Finder", "write_finder"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from communique.workstreams.pathways.finder import site

    return getattr(site, name)
