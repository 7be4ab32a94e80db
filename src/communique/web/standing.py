"""Where do contributions go, under which positions are they read, and what is written down of each decision?

All of it is plain data, so that it can be sent to the process that does the work.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.exchange.access import Rule, no_positions, rule_of, version_of
from communique.exchange.approvals import Officer
from communique.exchange.ledger import Home
from communique.exchange.log.entries import Decision, Entry
from communique.exchange.log.keeping import append
from communique.exchange.log.pseudonyms import Pseudonym, pseudonym
from communique.tables.contract import MARKINGS
from communique.web.identity import Exchange, Who

if TYPE_CHECKING:
    from communique.store import Store
    from communique.tables import Table

TABLES = "communique.assess.contracts:tables_of"
#: What a party does with its own data; in all else it is the one that receives.
GIVING = ("contribute", "withdraw")
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


@dataclass(frozen=True)
class Standing:
    """Store, log, tables and positions of this installation.

    tables     function that gives the tables of a summit by name, as "module:function"
    exchange   workstream -> positions in place of its own, and how they call parties that receive
    """

    store: Store
    home: Home
    summit: str
    exchange: Mapping[str, Exchange] = field(default_factory=dict)
    tables: str = TABLES

    def table(self, name: str) -> Table:
        """A table by name; KeyError where there is none."""
        return self.all_tables()[name]

    def all_tables(self) -> Mapping[str, Table]:
        """Every table that can be contributed, by name."""
        return _tables(self.tables, self.summit)

    def check(self) -> None:
        """Raises the fault of a table or of a position that cannot be used: now, and not in a request."""
        self.all_tables()
        for workstream in self.exchange:
            self.rule(workstream, self.home.clock().date())

    def rule(self, table: str, on: date) -> tuple[Rule, str | None]:
        """What the positions for a table say on a day, and their version; unknown denies where there are none."""
        from communique.exchange.installed import folders

        workstream = table.partition(".")[0]
        given = self.exchange.get(workstream, Exchange())
        folder = given.positions or folders().get(workstream)
        if folder is None:
            return no_positions, None
        return _rule(folder, _stamp(folder), on, tuple(sorted(given.recipients.items())))


@lru_cache
def _tables(function: str, summit: str) -> Mapping[str, Table]:
    module, _, name = function.partition(":")
    found: Mapping[str, Table] = getattr(importlib.import_module(module), name)(summit)
    return found


@lru_cache
def _rule(folder: Path, stamp: object, on: date, recipients: tuple[tuple[str, str], ...]) -> tuple[Rule, str]:
    """`stamp` changes with the files, so that a position that is written anew is read anew."""
    from communique.exchange.reading import load_positions
    from communique.exchange.stance import stances

    found = stances(load_positions([folder]), on)
    return rule_of(found, dict(recipients)), version_of(found)


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    files = sorted(folder.glob("*.toml"))
    return tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)


# -- the log ----------------------------------------------------------------------------------------------------------


def officer(home: Home, who: Who, role: str) -> Officer:
    """Who acts, as the log may know them: by the month's keyed name of issuer and subject, in letters."""
    name = pseudonym(home, "subject", f"{who.issuer} {who.subject!r}")
    return Officer(f"subject.{name.digest.translate(_LETTERS)}", role, who.contributor)


def enter(
    home: Home,
    who: Who,
    role: str,
    action: str,
    decision: Decision,
    *,
    clauses: tuple[str, ...] = (),
    contribution: str | None = None,
    purpose: str | None = None,
    marking: str = MARKINGS[0],
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Enters a decision, or that something is done, in the log.

    Raises ClearIdentifier, and enters nothing, for what could name a person.
    """
    acting = officer(home, who, role)
    gives = action in GIVING
    said = {"operator": acting.code, **({"owner": who.party} if gives else {}), **(detail or {})}
    entry = Entry(
        role=acting.role, organisation=acting.organisation, action=f"service.{action}", at=home.clock(),
        decision=decision, clauses=clauses, object=_object(home, contribution), purpose=purpose,
        recipient=None if gives else who.party, marking=marking, detail=said,
    )  # fmt: skip
    append(home, [entry])


def _object(home: Home, contribution: str | None) -> Pseudonym | None:
    return None if contribution is None else pseudonym(home, "contribution", contribution)
