"""Which commands are there, with which words and options? Read from the program itself, so that no page can lag behind.

`.. commands::` gives the frame's own commands, then one section for each installed workstream.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
from docutils import nodes
from docutils.statemachine import StringList
from plain_docstrings import as_rst, inline
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import nested_parse_with_titles

from communique.cli import app as program


def is_group(command: Any) -> bool:
    """Whether a command only holds others."""
    return hasattr(command, "list_commands")


def commands(group: Any = None, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with the words that call it, groups before what is in them."""
    group = group or typer.main.get_command(program)
    context = group.make_context("communique", [], resilient_parsing=True)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*words, name), command
        if is_group(command):
            yield from commands(command, (*words, name))


def _entry(words: tuple[str, ...], command: Any) -> Iterator[str]:
    called = " ".join(("communique", *words))
    yield from (called, ("=" if is_group(command) else "-") * len(called), "")
    yield from as_rst((command.help or "").splitlines())
    if not is_group(command):
        yield from _usage(called, command)


def _usage(called: str, command: Any) -> Iterator[str]:
    context = command.make_context(called, [], resilient_parsing=True)
    records = [(parameter, *parameter.get_help_record(context)) for parameter in command.params]
    given = [spelled.split(" <")[0] for parameter, spelled, _ in records if parameter.param_type_name == "argument"]
    yield from ("::", "", "    " + " ".join([called, *given, "[OPTIONS]"]), "")
    for _, spelled, told in records:
        yield from (f"``{spelled}``", f"    {inline(' '.join(told.split()))}")
    yield ""


def page_of_commands() -> list[str]:
    """The reStructuredText of all commands: those of the frame first, then each workstream's."""
    found = list(commands())
    own = [(words, command) for words, command in found if len(words) == 1 and not is_group(command)]
    lines = ["Of the frame", "============", ""]
    for words, command in (*own, *(entry for entry in found if entry not in own)):
        lines += _entry(words, command)
    return lines


class Commands(SphinxDirective):
    """`.. commands::`."""

    def run(self) -> list[nodes.Node]:
        """The nodes that stand in the page."""
        held = nodes.section()
        nested_parse_with_titles(self.state, StringList(page_of_commands(), source="commands"), held)
        return list(held.children)


def setup(app: Any) -> dict[str, bool]:
    """Tells Sphinx of the directive."""
    app.add_directive("commands", Commands)
    return {"parallel_read_safe": True}
