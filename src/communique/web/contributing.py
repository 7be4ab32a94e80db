"""What happens to a file that a party sends, what becomes of its contributions, and how does it take one back?

These functions run in processes of their own. A contributor is an organisation of a party; it sees and withdraws its
own contributions, and those of others are for it as if they were not there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError
from communique.exchange.access import Reader, hand_over
from communique.store import DuplicateKeys, contribute, history, quarantine, withdraw
from communique.store.records import Contribution, load
from communique.tables import Table, TableError, is_public, load_official, sentence
from communique.tables.contract import strictest
from communique.web.formdata import only_file
from communique.web.identity import Who
from communique.web.standing import Standing, enter, officer

_HEADER = re.compile(r"; the file has .*", re.DOTALL)
_ROW = ("contribution_id", "recorded_at", "table", "contract_version", "party", "contributor", "on_behalf_of", "digest",
        "licence", "marking", "vintage", "supersedes", "accepted", "quarantined", "by_rule", "state", "withdrawn_at",
        "reason")  # fmt: skip


class NotYours(CommuniqueError):
    """A contribution that is not there, or is another contributor's: nobody is told which."""


class AlreadyThere(CommuniqueError):
    """What the file brings is in the store already."""


@dataclass(frozen=True)
class Terms:
    """On which terms a file is handed in; see `communique.store.contribute`.

    to        parties to whom it is handed: what is not public goes as the position of the contributor's party says,
              for `purpose` and with the `facts` of the request
    format    an official file's own format
    language  of the sentences that say what a row must hold
    """

    on_behalf_of: str | None = None
    licence: str | None = None
    marking: str | None = None
    vintage: str | None = None
    supersedes: str | None = None
    decimal: str | None = None
    format: str | None = None
    to: tuple[str, ...] = ()
    purpose: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    language: str = "en"


@dataclass(frozen=True)
class Handed:
    """What became of a file, as plain data; `fresh` is False where the same file was there already."""

    fresh: bool
    receipt: dict[str, Any]


def hand_in(standing: Standing, who: Who, role: str, table: str, body: Path, form: str | None, terms: Terms) -> Handed:
    """The receipt of a file, with the rows that were set aside.

    body  the file as it was sent; where it was sent in a form, `form` is the form's Content-Type

    The permission enters the log before the file is read, and what was stored afterwards. Raises NotYours for a
    contribution of others that was to be superseded, AlreadyThere, and what `contribute` and `hand_over` raise.
    """
    contract = standing.table(table)
    marking = terms.marking or strictest(*(column.marking for column in contract.columns))
    if terms.supersedes is not None:
        own(standing, who, role, "contribute", terms.supersedes)
    enter(
        standing.home, who, role, "contribute", "permit",
        purpose=terms.purpose, marking=marking, detail={"table": table},
    )  # fmt: skip
    if terms.to:
        _hand_over(standing, who, role, contract, marking, terms)
    file = body if form is None else only_file(body, form)
    try:
        receipt = _contributed(standing, who, contract, file, terms)
    finally:
        if file != body:
            file.unlink(missing_ok=True)
    if receipt.duplicate_of is not None and receipt.contribution_id not in _ids(standing, who):
        raise AlreadyThere("the same file is there already, from another contributor of your party")
    if receipt.duplicate_of is None:
        enter(
            standing.home, who, role, "contribute", "done", contribution=receipt.contribution_id,
            purpose=terms.purpose, marking=marking, detail={"table": table, "records": receipt.accepted},
        )  # fmt: skip
    lines = _lines(standing, who, contract, receipt.contribution_id, terms.language)
    said = {**vars(receipt), "by_rule": dict(receipt.by_rule), "quarantine": lines}
    return Handed(receipt.duplicate_of is None, said)


def _hand_over(standing: Standing, who: Who, role: str, contract: Table, marking: str, terms: Terms) -> None:
    giver = Reader(officer(standing.home, who, role), who.party, terms.purpose, terms.facts)
    rule, policy = standing.rule(contract.name, standing.home.clock().date())
    hand_over(standing.home, contract, giver, marking, terms.to, rule, policy)


def _contributed(standing: Standing, who: Who, contract: Table, file: Path, terms: Terms) -> Any:
    try:
        return contribute(
            standing.store, contract, file if terms.format is None else load_official(contract, terms.format, file),
            who.party, contributor=who.contributor, on_behalf_of=terms.on_behalf_of, licence=terms.licence,
            marking=terms.marking, vintage=terms.vintage, supersedes=terms.supersedes, decimal=terms.decimal,
        )  # fmt: skip
    except DuplicateKeys as error:  # its own words name the key and others' contributions
        raise AlreadyThere(
            "this row's key, and perhaps more, is in the store already; to correct a contribution of yours, name it "
            "(supersedes)",
            row=error.row,
            column=error.column,
        ) from None
    except TableError as error:
        message = error.message if _all_public(contract) else _HEADER.sub("", error.message)
        raise TableError(message, row=error.row, column=error.column) from None


def _all_public(contract: Table) -> bool:
    """Whether a header, which may be a row in a file without one, can be repeated."""
    return all(is_public(column) for column in contract.columns)


def own(standing: Standing, who: Who, role: str, action: str, contribution_id: str) -> Contribution:
    """A contribution of this contributor; raises NotYours for any other, and the denial enters the log."""
    for found in load(standing.store).contributions:
        if found.contribution_id == contribution_id and _is_own(who, found.party, found.contributor):
            return found
    enter(standing.home, who, role, action, "deny", clauses=("owner:other",), contribution=contribution_id)
    raise NotYours("you have no such contribution; /api/v1/contributions lists yours")


def _is_own(who: Who, party: str, contributor: str | None) -> bool:
    return (party, contributor) == (who.party, who.contributor)


def _ids(standing: Standing, who: Who) -> set[str]:
    known = load(standing.store).contributions
    return {c.contribution_id for c in known if _is_own(who, c.party, c.contributor)}


def listed(standing: Standing, who: Who, role: str, contribution_id: str | None = None) -> list[dict[str, Any]]:
    """The contributor's contributions in the order of recording, withdrawn ones with when and why; or the one named."""
    if contribution_id is not None:
        own(standing, who, role, "history", contribution_id)
    enter(standing.home, who, role, "history", "permit", contribution=contribution_id)
    return [
        {name: _plain(name, line[name]) for name in _ROW}
        for line in history(standing.store).iter_rows(named=True)
        if _is_own(who, line["party"], line["contributor"]) and contribution_id in (None, line["contribution_id"])
    ]


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return json.loads(value) if name == "by_rule" else value


def set_aside(standing: Standing, who: Who, role: str, contribution_id: str, language: str) -> list[dict[str, Any]]:
    """The rows of one of the contributor's contributions that were set aside."""
    found = own(standing, who, role, "history", contribution_id)
    enter(standing.home, who, role, "history", "permit", contribution=contribution_id)
    return _lines(standing, who, standing.all_tables().get(found.table), contribution_id, language)


def _lines(
    standing: Standing, who: Who, contract: Table | None, contribution_id: str, language: str
) -> list[dict[str, Any]]:
    """Row, rule, column, value and sentence; a value only where column and contribution are public."""
    mine = _ids(standing, who)
    found = []
    for line in quarantine(standing.store, contribution_id=contribution_id).iter_rows(named=True):
        rule, column, detail = line["rule"], line["column"], line["detail"]
        said = sentence(contract, rule, language, column) if contract else None
        earlier = detail if rule == "rule-already-contributed" and detail in mine else None
        kept = {name: line[name] for name in ("row", "rule", "column", "value")}
        found.append({**kept, "sentence": said, "earlier": earlier})
    return found


def take_back(standing: Standing, who: Who, role: str, contribution_id: str, reason: str) -> dict[str, Any]:
    """What was withdrawn, and how many pinned editions can no longer be reproduced without it."""
    found = own(standing, who, role, "withdraw", contribution_id)
    named: dict[str, Any] = {"contribution": contribution_id, "marking": found.marking}
    named["detail"] = {"table": found.table}
    enter(standing.home, who, role, "withdraw", "permit", **named)
    done = withdraw(standing.store, contribution_id, reason)
    enter(standing.home, who, role, "withdraw", "done", **named)
    said = {name: value for name, value in vars(done).items() if name != "no_longer_reproducible"}
    return {**said, "editions_affected": len(done.no_longer_reproducible)}
