"""How does a party take a contribution back, so that its bytes are gone and the history still says it was there?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.store import keyindex, setaside
from communique.store.pinning import pins
from communique.store.place import Store, clear_errors, open_table
from communique.store.records import TABLE as RECORDS
from communique.store.records import Contribution, RecordError, Records, commit, load
from communique.store.upkeep import erase


@dataclass(frozen=True)
class Withdrawal:
    """A contribution that is gone, and the editions that can no longer be reproduced without it."""

    contribution_id: str
    table: str
    party: str
    reason: str
    no_longer_reproducible: tuple[str, ...]


def withdraw(store: Store, contribution_id: str, reason: str) -> Withdrawal:
    """What was withdrawn, and which pinned editions rested on it.

    The contribution is invisible at once. Then its rows and its lines in quarantine are rewritten away and the files
    that held them are removed, pinned or not; other pinned versions are kept. The store keeps no copy of the file, and
    Delta's log no statistics of its values. Its event stays in the history with the reason.

    Raises RecordError for an unknown contribution, for one that was withdrawn before, and without a reason.
    """
    if not reason.strip():
        raise RecordError("a withdrawal needs a reason; it stays in the history")

    def decide(records: Records) -> dict[str, Any]:
        found = records.named(contribution_id)
        if found.withdrawn_at:
            raise RecordError(f"contribution {contribution_id} was withdrawn on {found.withdrawn_at:%Y-%m-%d} already")
        return _event(found, "withdrawn", reason)

    commit(store, decide)
    contribution = load(store).named(contribution_id)
    citing = citing_editions(store, contribution)
    destroy(store, contribution)
    return Withdrawal(contribution_id, contribution.table, contribution.party, reason, tuple(sorted(citing)))


def destroy(store: Store, contribution: Contribution) -> None:
    """Removes every file that holds rows or keys of a withdrawn contribution, and records that it is done."""
    erase(store, contribution.table, contribution.contribution_id)
    citing = citing_editions(store, contribution)
    kept = {edition: manifest for edition, manifest in pins(store).items() if edition not in citing}
    for name in (contribution.table, setaside.TABLE):
        delta = open_table(store, name)
        if delta is None:
            continue
        keep = sorted({manifest[name] for manifest in kept.values() if name in manifest})
        with clear_errors(store, name):
            # only files that a version has given up: what others are writing now is not among them
            delta.vacuum(0, dry_run=False, enforce_retention_duration=False, keep_versions=keep or None)
    keyindex.clean(store, contribution.table)
    commit(store, lambda _: _event(contribution, "destroyed", contribution.reason))


def citing_editions(store: Store, contribution: Contribution) -> set[str]:
    """The pinned editions whose version of the table holds the contribution's rows."""
    version = contribution.data_version
    if version is None:
        return set()
    citing = set()
    for edition, manifest in pins(store).items():
        if manifest.get(contribution.table, -1) >= version and _cites(store, manifest, contribution):
            citing.add(edition)
    return citing


def _cites(store: Store, manifest: dict[str, int], contribution: Contribution) -> bool:
    """Whether the contribution was still there at the edition: a version after its withdrawal does not hold it."""
    then = load(store, manifest.get(RECORDS))
    return any(c.contribution_id == contribution.contribution_id and not c.withdrawn_at for c in then.contributions)


def _event(contribution: Contribution, event: str, reason: str | None) -> dict[str, Any]:
    return {
        "event": event,
        "contribution_id": contribution.contribution_id,
        "table": contribution.table,
        "party": contribution.party,
        "reason": reason,
    }
