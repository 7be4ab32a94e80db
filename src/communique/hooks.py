"""What can a workstream offer? Every plug-in point, on one page.

A workstream is a package named by the entry point group `communique.workstreams`. Its module holds one `workstream`, an
instance of `Workstream`, made of import strings ("package.module:name") so that discovery imports nothing heavy.

The functions behind the strings:

    estimate(ctx)                    -> dict[str, Estimate]     one per indicator, by id
    plan(ctx, estimates, targets)    -> Plan | None             targets: {indicator id: Target of the commitment}
    views(ctx, estimates, plan)      -> list[View]
    replies(ctx)                     -> list[Reply]         what parties answer to the rows of ctx.commitment
    tables                           -> tuple[Table, ...]       contracts of what is contributed
    cli                              -> typer.Typer             the sub-commands `communique NAME …`
    router                           -> fastapi.APIRouter       live pages; endpoints find the process pool and uploads
                                                                at `request.app.state.tools` (docs/how-to/serve.md)
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError, MissingExtra
from communique.estimate import Estimate, Indicator, stream

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from communique.commitment import Commitment, Summit
    from communique.facts import Facts
    from communique.tables import Table

GROUP = "communique.workstreams"


class WorkstreamError(CommuniqueError):
    """A workstream that cannot be found, loaded or ordered."""


@dataclass(frozen=True)
class Workstream:
    """One field: its question, what it measures, and where its functions are."""

    name: str
    package: str  # the package that holds facts/ and translations/
    indicators: tuple[Indicator, ...] = ()
    reads: tuple[str, ...] = ()  # indicators of other workstreams that `estimate` needs
    tables: str = ""
    estimate: str = ""
    plan: str = ""
    views: str = ""
    replies: str = ""
    cli: str = ""
    router: str = ""
    positions: str = ""  # "package:folder" of the parties' positions on sharing (docs/how-to/write-a-position.md)
    extra: str = ""  # `pip install communique[extra]`

    @property
    def folder(self) -> Path:
        """The package's folder."""
        module = importlib.import_module(self.package)
        return Path(str(module.__file__)).parent

    @property
    def question(self) -> str:
        """Message id of the question it answers."""
        return f"workstream-{self.name}-question"

    def load(self, hook: str) -> Any:
        """What a hook names, imported; None where the workstream has none.

        Raises MissingExtra when a dependency of the workstream is not installed.
        """
        where = getattr(self, hook)
        if not where:
            return None
        module, _, name = where.partition(":")
        try:
            return getattr(importlib.import_module(module), name)
        except ModuleNotFoundError as error:
            if (error.name or "").split(".")[0] == self.package.split(".")[0]:
                raise WorkstreamError(f"workstream {self.name}: {where} is not there: {error}") from error
            raise MissingExtra(
                f"workstream {self.name} needs {error.name}, which is not installed; "
                f"run: pip install 'communique[{self.extra or self.name}]'"
            ) from error


@dataclass(frozen=True)
class Context:
    """What a workstream is given to work with; all of it pinned, so that the same context gives the same result.

    on, known_at   the two clocks
    seed, draws    of every Monte Carlo
    read_table     contract -> its accepted rows as known at `known_at` (columns of the contract and of the store)
    facts          the workstream's own shipped figures
    results        estimates of the indicators that it `reads`
    derived        (name, configuration, make) -> a result made once for these inputs and then reused
    summit         with its evidence as known, contributed rows included; commitment, the one whose plan, views or
                   replies are asked for. Both None where the workstream is asked for estimates, or used by itself
    """

    on: date
    known_at: date
    seed: int
    draws: int
    read_table: Callable[[Table], pl.DataFrame]
    facts: Facts
    results: Mapping[str, Estimate] = field(default_factory=dict)
    derived: Callable[[str, Mapping[str, Any], Callable[[], Any]], Any] | None = None
    executor: Executor | None = None
    progress: Callable[[str], None] = lambda message: None
    summit: Summit | None = None
    commitment: Commitment | None = None

    def stream(self, name: str) -> np.random.Generator:
        """The random stream of an indicator."""
        return stream(self.seed, name)


def _load(point: EntryPoint) -> Workstream:
    try:
        found = point.load()
    except Exception as error:
        raise WorkstreamError(f"workstream {point.name!r} ({point.value}) cannot be loaded: {error}") from error
    workstream = found if isinstance(found, Workstream) else getattr(found, "workstream", None)
    if not isinstance(workstream, Workstream):
        raise WorkstreamError(f"workstream {point.name!r}: {point.value} holds no `workstream`")
    return workstream


@cache
def workstreams() -> Mapping[str, Workstream]:
    """All installed workstreams by name, in the order of their names."""
    found = {point.name: _load(point) for point in entry_points(group=GROUP)}
    return dict(sorted(found.items()))


def indicator_owner(indicator: str) -> Workstream | None:
    """The workstream that measures an indicator, if one is installed."""
    return next((w for w in workstreams().values() for i in w.indicators if i.id == indicator), None)


def order(names: Mapping[str, Workstream]) -> tuple[Workstream, ...]:
    """Workstreams so that each comes after those whose indicators it reads; raises WorkstreamError for a cycle."""
    owner = {i.id: w.name for w in names.values() for i in w.indicators}
    done: dict[str, Workstream] = {}
    path: list[str] = []

    def visit(workstream: Workstream) -> None:
        if workstream.name in done:
            return
        if workstream.name in path:
            raise WorkstreamError("workstreams read one another in a circle: " + " → ".join([*path, workstream.name]))
        path.append(workstream.name)
        for needed in workstream.reads:
            if needed in owner and owner[needed] != workstream.name:
                visit(names[owner[needed]])
        path.pop()
        done[workstream.name] = workstream

    for workstream in names.values():
        visit(workstream)
    return tuple(done.values())


def describe(workstream: Workstream) -> str:
    """The first paragraph of the workstream's module: the question it answers."""
    module = importlib.import_module(workstream.package)
    return (inspect.getdoc(module) or "").split("\n\n")[0]
