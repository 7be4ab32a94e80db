"""Which commands are there?"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from communique.cli import contributions, editions, measures
from communique.errors import MissingExtra
from communique.hooks import Workstream, describe, workstreams
from communique.web import serving


class LateGroup(TyperGroup):
    """A group of commands whose packages are loaded when one of them is asked for."""

    late: Callable[[], typer.Typer]

    @classmethod
    def of(cls, name: str, said: str, late: Callable[[], typer.Typer]) -> LateGroup:
        """The group of that name; `said` is its help, `late` loads its commands."""
        group = cls(name=name, help=said, no_args_is_help=True)
        group.late = late
        return group

    @classmethod
    def of_workstream(cls, workstream: Workstream) -> LateGroup:
        """The group of a workstream, with the question it answers as its help."""
        return cls.of(workstream.name, describe(workstream), lambda: workstream.load("cli"))

    def _loaded(self) -> Any:
        return typer.main.get_group(self.late())

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of the group's commands."""
        return list(self._loaded().list_commands(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """One of the group's commands."""
        return self._loaded().get_command(ctx, cmd_name)


def _exchange() -> typer.Typer:
    """The commands of the core of exchange."""
    app = typer.Typer(no_args_is_help=True)
    try:
        for half in ("cli_policy", "cli_records"):
            importlib.import_module(f"communique.exchange.{half}").add_to(app)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("communique"):
            raise
        raise MissingExtra(
            f"exchange needs {error.name}, which is not installed; run: pip install 'communique[exchange]'"
        ) from error
    return app


EXCHANGE = "Exchange: what may be shared with whom, until when, where do parties agree, and can it be proven?"


class MainGroup(TyperGroup):
    """The frame's own commands, then one group per installed workstream that has commands."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of all commands."""
        return [*super().list_commands(ctx), "exchange", *(name for name, w in workstreams().items() if w.cli)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command by name."""
        if cmd_name == "exchange":
            return LateGroup.of(cmd_name, EXCHANGE, _exchange)
        own = super().get_command(ctx, cmd_name)
        if own is None and cmd_name in workstreams() and workstreams()[cmd_name].cli:
            return LateGroup.of_workstream(workstreams()[cmd_name])
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
