"""What is each workstream given, and what of the store did it read?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from communique.assess import manifest as made_from
from communique.estimate import Estimate
from communique.facts import Facts, Source, load
from communique.hooks import Context, Workstream, indicator_owner
from communique.store import Derived, Store, holding, read, versions, withheld
from communique.store.derived import key
from communique.tables import Table
from communique.tables.contract import MARKINGS

Reuse = Callable[[str, Mapping[str, Any], Callable[[], Any]], Any]

if TYPE_CHECKING:
    import polars as pl


@dataclass
class Workshop:
    """The pinned world of one assessment: every workstream works in it, and it notes which tables were read."""

    store: Store
    on: dt.date
    known_at: dt.date
    seed: int
    draws: int
    executor: Executor | None
    progress: Callable[[str], None]
    derived: Derived | None = None
    marking: str = MARKINGS[0]
    versions: dict[str, int] = field(init=False)
    _read: dict[str, dict[str, Any]] = field(default_factory=dict)
    _facts: dict[str, Facts] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.versions = versions(self.store)

    def context(self, workstream: Workstream, estimates: Mapping[str, Estimate]) -> Context:
        """What a workstream is given: pinned tables, its own facts, the results that it reads."""
        return Context(
            on=self.on,
            known_at=self.known_at,
            seed=self.seed,
            draws=self.draws,
            read_table=self.read,
            facts=self.facts(workstream),
            results={name: estimates[name] for name in workstream.reads if name in estimates},
            derived=self._reused(workstream),
            executor=self.executor,
            progress=self.progress,
        )

    def read(self, table: Table) -> pl.DataFrame:
        """The accepted rows of a table as known, with lineage; the reading is noted for the manifest.

        Contributions that are marked stricter than the edition are left out and counted there.
        """
        frame = read(self.store, table, known_at=self.known_at, at_most=self.marking, lineage=True)
        contributions = sorted(frame["contribution_id"].unique().to_list())
        noted = {"version": self.versions.get(table.name), "contributions": contributions}
        left_out = withheld(self.store, table, self.marking, self.known_at)
        self._read[table.name] = {**noted, "withheld": left_out} if left_out else noted
        return frame

    def tables_read(self) -> dict[str, dict[str, Any]]:
        """Table -> version and contributions of what was read so far, by name."""
        return dict(sorted(self._read.items()))

    def facts(self, workstream: Workstream) -> Facts:
        """The figures a workstream ships in its `facts` folder; none for a workstream without one."""
        if workstream.name not in self._facts:
            folder = workstream.folder / "facts"
            self._facts[workstream.name] = load(folder) if folder.is_dir() else Facts((), {}, "")
        return self._facts[workstream.name]

    def sources(self, workstream: Workstream) -> dict[str, Source]:
        """Every source that a workstream names, of its facts and of the series it ships."""
        found = dict(self.facts(workstream).sources)
        for file in sorted(workstream.folder.glob("*/sources.toml")):
            found.update(load(file.parent, figures=False).sources)
        return found

    def _rests_on(self, workstream: Workstream) -> dict[str, list[str]]:
        """Table -> contributions that hold, of the workstream's own tables and of those behind the results it reads."""
        asked, found = [workstream], {workstream.name: workstream}
        while asked:
            owners = filter(None, map(indicator_owner, asked.pop().reads))
            new = [owner for owner in owners if owner.name not in found]
            found.update({owner.name: owner for owner in new})
            asked += new
        tables = (table for one in found.values() for table in one.load("tables") or ())
        return {table.name: holding(self.store, table, self.marking, self.known_at) for table in tables}

    def _reused(self, workstream: Workstream) -> Reuse:
        def reused(name: str, configuration: Mapping[str, Any], make: Callable[[], Any]) -> Any:
            if self.derived is None:
                return make()
            parts: dict[str, Any] = {
                "code_version": made_from.code(made_from.PACKAGE)
                + made_from.code(workstream.folder)
                + made_from.lock(),
                "facts": {workstream.name: made_from.shipped(workstream)},
                "versions": {},
                "configuration": {
                    **configuration,
                    "name": f"{workstream.name}.{name}",
                    "draws": self.draws,
                    "contributions": self._rests_on(workstream),
                },
                "seed": self.seed,
            }
            made = self.derived.get(key(**parts))
            if made is None:
                made = make()
                self.derived.put(key(**parts), made, parts)
            return made

        return reused
