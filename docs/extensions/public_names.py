"""Which names of a module are public, and what does the page of the reference say of each?

`.. public-names:: communique.store` gives the module's own docstring, then each public name with signature and
docstring: those in `__all__`, or else the classes and functions that the module defines, in the order of the source.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from plain_docstrings import as_rst
from sphinx.util.docutils import SphinxDirective

import communique


def public_names(module: ModuleType) -> list[str]:
    """Public names of a module, in the order in which they are shown."""
    if hasattr(module, "__all__"):
        return list(module.__all__)
    return [
        name
        for name, thing in vars(module).items()
        if not name.startswith("_")
        and (inspect.isclass(thing) or inspect.isfunction(inspect.unwrap(thing)))
        and thing.__module__ == module.__name__
    ]


def directive_for(thing: object) -> str:
    """Which of autodoc's directives shows a thing."""
    kinds: tuple[tuple[str, Callable[[Any], bool]], ...] = (
        ("autoexception", lambda x: inspect.isclass(x) and issubclass(x, BaseException)),
        ("autoclass", inspect.isclass),
        ("autofunction", callable),
    )
    return next((name for name, holds in kinds if holds(thing)), "autodata")


def page_of(module: ModuleType) -> list[str]:
    """The reStructuredText of a module's public names."""
    lines = [f".. py:module:: {module.__name__}", "", *as_rst(inspect.cleandoc(module.__doc__ or "").splitlines())]
    for name in public_names(module):
        kind = directive_for(getattr(module, name))
        members = ["   :members:"] if kind in ("autoclass", "autoexception") else []
        lines += [f".. {kind}:: {module.__name__}.{name}", *members, ""]
    return lines


class PublicNames(SphinxDirective):
    """`.. public-names:: MODULE`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The nodes that stand in the page."""
        module = import_module(self.arguments[0])
        self.env.note_dependency(str(module.__file__))
        held = nodes.container()
        self.state.nested_parse(StringList(page_of(module), source=module.__name__), 0, held)
        return list(held.children)


def _without_inherited(app: Any, what: str, name: str, obj: Any, *said: object) -> tuple[str, None] | None:
    """An error that is made like every other of its family is shown without what it is made of."""
    return ("", None) if what == "exception" and "__init__" not in vars(obj) else None


def load_all() -> None:
    """Loads every public name before autodoc looks at the first: it annotates pydantic's base class, on which FastAPI
    builds models when it is imported."""
    for found in iter_modules(communique.__path__, "communique."):
        module = import_module(found.name)
        for name in public_names(module):
            getattr(module, name)


def setup(app: Any) -> dict[str, bool]:
    """Tells Sphinx of the directive."""
    load_all()
    app.add_directive("public-names", PublicNames)
    app.connect("autodoc-process-signature", _without_inherited)
    return {"parallel_read_safe": True}
