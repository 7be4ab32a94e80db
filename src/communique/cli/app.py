"""Which commands are there?"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from communique.cli import contributions, editions, measures
from communique.hooks import Workstream, describe, workstreams
from communique.web import serving


class WorkstreamGroup(TyperGroup):
    """The commands of one workstream; its packages are loaded when one of them is asked for."""

    workstream: Workstream

    @classmethod
    def of(cls, workstream: Workstream) -> WorkstreamGroup:
        """The group of a workstream, with the question it answers as its help."""
        group = cls(name=workstream.name, help=describe(workstream), no_args_is_help=True)
        group.workstream = workstream
        return group

    def _loaded(self) -> Any:
        return typer.main.get_group(self.workstream.load("cli"))

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of the workstream's commands."""
        return list(self._loaded().list_commands(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """One of the workstream's commands."""
        return self._loaded().get_command(ctx, cmd_name)


class MainGroup(TyperGroup):
    """The frame's own commands, then one group per installed workstream that has commands."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of all commands."""
        return [*super().list_commands(ctx), *(name for name, w in workstreams().items() if w.cli)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command by name."""
        own = super().get_command(ctx, cmd_name)
        if own is None and cmd_name in workstreams() and workstreams()[cmd_name].cli:
            return WorkstreamGroup.of(workstreams()[cmd_name])
        return own


app = typer.Typer(
    name="communique",
    cls=MainGroup,
    help="Turns a summit's communique into commitments that are computed instead of remembered.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
editions.add_to(app)
contributions.add_to(app)
measures.add_to(app)
serving.add_to(app)
