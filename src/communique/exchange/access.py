"""May this party read that column of another party's data, and hand over its own? Position, marking, and the log.

The store asks for each column; the answer is made of three things, in this order:

1. a party's own data are its own; a public column of a TLP:CLEAR contribution is everybody's;
2. TLP:RED and TLP:AMBER+STRICT go to nobody else; a public column that is TLP:GREEN goes to every party;
3. all else is what the position of the party whose data it is says of (category, purpose, recipient, …). No position,
   or unknown, denies.

Every decision on what is not public is entered in the log before the data are seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol

from communique.errors import CommuniqueError
from communique.exchange.approvals import Officer
from communique.exchange.ledger import Home
from communique.exchange.log.entries import Entry
from communique.exchange.log.keeping import append
from communique.exchange.reading import REQUEST
from communique.store.access import MayRead, ReadRequest
from communique.tables.contract import MARKINGS, PUBLIC, Table, is_public, strictest

if TYPE_CHECKING:
    from communique.exchange.stance import Stances

CLEAR, GREEN, AMBER, STRICT, RED = MARKINGS


class Ruling(Protocol):
    """What one party's position says of a request, as `communique.exchange.deciding.Finding` does."""

    @property
    def permitted(self) -> bool | None:
        """Whether it is permitted; None where that is not known."""
        ...

    @property
    def codes(self) -> tuple[str, ...]:
        """Why not: ids of clauses, missing fields, silence."""
        ...

    @property
    def under(self) -> tuple[str, ...]:
        """Ids of the clauses under which it is permitted."""
        ...


Rule = Callable[[str, Mapping[str, Any]], Ruling | None]
"""(party whose data it is, request) -> what its position says; None where it has none."""


class HandingRefused(CommuniqueError):
    """A contribution whose columns its own party's position does not allow to be handed to these recipients."""


@dataclass(frozen=True)
class Reader:
    """Who reads, for which party, and for what. `facts` are further fields of a request, such as {"case": True}."""

    officer: Officer
    party: str
    purpose: str | None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """Whether a column may be read, why, and the clauses or codes that say so."""

    allowed: bool
    reason: str
    clauses: tuple[str, ...] = ()
    recorded: bool = True


def may_read(home: Home, reader: Reader, rule: Rule, policy: str | None = None) -> MayRead:
    """The function that a store takes as `may_read`: it decides for this reader and enters each decision in the log.

    policy  version of the positions behind the rule, as `version_of` gives it
    """

    def decide(request: ReadRequest) -> Answer:
        found = decision(reader, rule, request)
        if found.recorded:
            append(home, [_entry(home, reader, request, found, "table.read", policy)])
        return found

    return decide


def for_everybody(request: ReadRequest) -> Answer:
    """The `may_read` of pages and answers that anyone may see: public columns of TLP:CLEAR contributions only."""
    if request.category == PUBLIC and request.marking == CLEAR:
        return Answer(True, "public", recorded=False)
    return Answer(False, f"{request.category}, {request.marking}: it is not public", recorded=False)


def decision(reader: Reader, rule: Rule, request: ReadRequest) -> Answer:
    """The answer to one request of a store, by the three steps of this file."""
    public = for_everybody(request)
    if public.allowed:
        return public
    if not request.party:
        return Answer(False, "nobody contributed it yet, and it is not public", recorded=False)
    if request.party == reader.party:
        return Answer(True, "own data")
    if request.marking in (STRICT, RED):
        return Answer(
            False, f"marked {request.marking}: for {request.party} only", (f"marking:{_code(request.marking)}",)
        )
    if request.category == PUBLIC and request.marking == GREEN:
        return Answer(True, "marked TLP:GREEN: for every party", ("marking:green",))
    return _ruled(rule, request.party, reader.party, request.category, reader.purpose, reader.facts)


def _ruled(
    rule: Rule, owner: str, recipient: str, category: str, purpose: str | None, facts: Mapping[str, Any]
) -> Answer:
    ruling = rule(owner, {**facts, "category": category, "purpose": purpose, "recipient": recipient})
    if ruling is None:
        return Answer(False, f"there is no position of {owner}: unknown denies", ("unknown:position",))
    if ruling.permitted is not True:
        return Answer(False, f"the position of {owner} denies it: {', '.join(ruling.codes) or 'unknown'}", ruling.codes)
    return Answer(True, f"permitted by {', '.join(ruling.under)}", ruling.under)


def hand_over(
    home: Home,
    table: Table,
    giver: Reader,
    marking: str,
    recipients: Sequence[str],
    rule: Rule,
    policy: str | None = None,
) -> tuple[str, ...]:
    """The columns that are not public, after the position of the giver's own party allowed each recipient each of them.

    recipients  parties to whom the contribution is handed; none: it stays with its party until somebody may read it
    marking     of the contribution

    Each decision is entered in the log. Raises HandingRefused naming every column and recipient that is denied.
    """
    guarded = [column for column in table.columns if marking != CLEAR or not is_public(column)]
    denied, entries = [], []
    for column in guarded:
        for recipient in recipients:
            request = ReadRequest(
                table.name, column.name, column.category, strictest(column.marking, marking), giver.party
            )
            receiver = replace(giver, party=recipient)
            found = decision(receiver, rule, request)
            entries.append(_entry(home, receiver, request, found, "table.contribute", policy))
            if not found.allowed:
                denied.append(f"{column.name} to {recipient} ({found.reason})")
    append(home, entries)
    if denied:
        raise HandingRefused(f"{table.name} may not be handed over: {'; '.join(denied)}")
    return tuple(column.name for column in guarded)


def _entry(home: Home, reader: Reader, request: ReadRequest, found: Answer, action: str, policy: str | None) -> Entry:
    return Entry(
        role=reader.officer.role,
        organisation=reader.officer.organisation,
        action=action,
        decision="permit" if found.allowed else "deny",
        clauses=found.clauses,
        at=home.clock(),
        purpose=reader.purpose,
        policy=policy,
        recipient=reader.party,
        marking=request.marking,
        detail={
            "table": request.table,
            "column": request.column,
            "category": request.category,
            "owner": request.party,
            "operator": reader.officer.code,
        },
    )


def _code(marking: str) -> str:
    return marking.removeprefix("TLP:").lower()


@dataclass(frozen=True)
class _Denied:
    codes: tuple[str, ...]
    permitted: bool = False
    under: tuple[str, ...] = ()


def rule_of(stances: Stances, recipients: Mapping[str, str] | None = None) -> Rule:
    """The rule of positions as they stand on a day.

    recipients  party -> its value of the field `recipient`, where positions name an agency and not a country
    """
    from communique.exchange.deciding import decide

    def rule(owner: str, request: Mapping[str, Any]) -> Ruling | None:
        asked = {**request, "recipient": (recipients or {}).get(request["recipient"], request["recipient"])}
        found = decide(stances, {name: value for name, value in asked.items() if name in stances.form.fields})
        if found.rejected:
            return _Denied(found.rejected)
        return next((finding for finding in found.findings if finding.party == owner), None)

    return rule


def version_of(stances: Stances) -> str:
    """The version of the positions: SHA-256 of their files and of the form of their requests."""
    files = {stance.position.file for stance in stances} | {s.position.file.with_name(REQUEST) for s in stances}
    digest = sha256()
    for file in sorted(files):
        digest.update(sha256(file.read_bytes()).digest())
    return f"sha256:{digest.hexdigest()}"


def no_positions(owner: str, request: Mapping[str, Any]) -> None:
    """The rule where no position is written: nothing that needs one is permitted."""
