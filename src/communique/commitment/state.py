"""Where does each party stand on a day, as known at a day, and why?

reversed > delivered > partial > activity > unknown, from accepted direct rows that name the party and had happened by
the day. Nothing is inferred from silence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.commitment.evidence import REGIONAL, Evidence, agreed, known_rows, single_source
from communique.commitment.model import Commitment
from communique.language import Text

_BY_STRENGTH = ("delivered", "partial", "activity")


@dataclass(frozen=True)
class PartyState:
    """The state of one party to a commitment, its reason, what else must be said, and the evidence it rests on."""

    party: str
    state: str
    reason: Text
    flags: tuple[Text, ...] = ()
    evidence: tuple[str, ...] = ()
    since: dt.date | None = None  # last day on which it can have come about
    basis: str = "evidence"  # or "computed"


def evidence_state(
    commitment: Commitment,
    party: str,
    rows: Iterable[Evidence],
    *,
    on: dt.date,
    known_at: dt.date,
    window_start: dt.date,
) -> PartyState:
    """The state of one party by evidence alone.

    rows  of any commitment; only accepted direct rows of this one that name the party, had happened by `on` and are
          not wholly before `window_start` count, and those that the commitment's own rule names
    """
    own = tuple(row for row in known_rows(rows, known_at) if row.commitment == commitment.id)
    counted = [
        row
        for row in agreed(own)
        if row.latest <= on and _counts(row, commitment, window_start) and _names(row, party, commitment)
    ]
    claims: dict[str, list[Evidence]] = {}
    for row in counted:
        claims.setdefault(_worth(row, commitment), []).append(row)
    flags = tuple(
        Text("flag-single-source", {"evidence": row.id}) for row in counted if single_source(row, own)
    ) + _open_conflicts(own, party, commitment)
    if "reversal" in claims:
        return _reversed(party, claims, flags)
    for kind in _BY_STRENGTH:
        if kind in claims:
            return _claimed(commitment, party, kind, claims[kind], flags, on)
    return _unknown(commitment, party, own, flags, on)


def _counts(row: Evidence, commitment: Commitment, window_start: dt.date) -> bool:
    if row.id in commitment.rule.counts:
        return True
    return row.role == "direct" and row.latest >= window_start


def _names(row: Evidence, party: str, commitment: Commitment) -> bool:
    return party in row.parties or (row.parties == (REGIONAL,) and row.id in commitment.rule.counts)


def _worth(row: Evidence, commitment: Commitment) -> str:
    """What a row can show at most: an act of some for a promise of all is partial; an event never meets a measure."""
    if row.kind == "delivered" and commitment.kind == "measure":
        return "activity"
    if row.kind == "delivered" and commitment.joint and row.scope in ("bilateral", "national"):
        return "partial"
    return row.kind


def _open_conflicts(own: Sequence[Evidence], party: str, commitment: Commitment) -> tuple[Text, ...]:
    groups = sorted({row.conflict_group for row in own if row.conflict_group and _names(row, party, commitment)})
    return tuple(Text("flag-conflict", {"group": group}) for group in groups)


def _reversed(party: str, claims: Mapping[str, list[Evidence]], flags: tuple[Text, ...]) -> PartyState:
    undone = min(claims["reversal"], key=lambda row: row.order)
    before = [row for kind in _BY_STRENGTH for row in claims.get(kind, ())]
    if before:
        done = min(before, key=lambda row: row.order)
        reason = Text("reason-reversed-after", {"undone": undone.id, "done": done.id})
    else:
        reason = Text("reason-reversed", {"undone": undone.id})
    return PartyState(party, "reversed", reason, flags, tuple(r.id for r in (undone, *before)), undone.latest)


def _claimed(
    commitment: Commitment, party: str, kind: str, rows: list[Evidence], flags: tuple[Text, ...], on: dt.date
) -> PartyState:
    first = min(rows, key=lambda row: row.order)
    state, reason = kind, Text(f"reason-{kind}", {"evidence": first.id})
    if kind != "delivered":
        if first.scope == "bilateral":
            flags += (Text("flag-bilateral"),)
        if commitment.deadline and commitment.deadline.date < on:
            flags += (Text("flag-deadline-passed", {"date": commitment.deadline.date.isoformat()}),)
    elif commitment.deadline and first.latest > commitment.deadline.date:
        state, reason = (
            "late",
            Text("reason-late", {"evidence": first.id, "date": commitment.deadline.date.isoformat()}),
        )
    for strict in commitment.deadlines:
        if kind == "delivered" and strict.strict and first.latest > strict.date:
            flags += (Text("flag-strict-late", {"date": strict.date.isoformat()}),)
    evidence = tuple(row.id for row in sorted(rows, key=lambda row: row.order))
    return PartyState(party, state, reason, flags, evidence, first.latest)


def _unknown(
    commitment: Commitment, party: str, own: Sequence[Evidence], flags: tuple[Text, ...], on: dt.date
) -> PartyState:
    evidence = tuple(row.id for row in own)
    if commitment.deadline and commitment.deadline.date < on and commitment.kind != "measure":
        reason = Text("reason-overdue", {"date": commitment.deadline.date.isoformat()})
        return PartyState(party, "overdue_unknown", reason, flags, evidence, commitment.deadline.date)
    return PartyState(party, "unknown", Text(_why_unknown(own, party, on)), flags, evidence)


def _why_unknown(own: Sequence[Evidence], party: str, on: dt.date) -> str:
    direct = [row for row in own if row.role in ("direct", "measure")]
    kinds = {row.kind for row in direct}
    if "none_found" in kinds:
        return "unknown-none-found"
    if "not_searched" in kinds:
        return "unknown-not-searched"
    if any(row.role == "measure" for row in direct):
        return "unknown-not-measured"
    if any(row.kind not in ("uncertain", "rejected") and row.latest > on for row in direct):
        return "unknown-not-yet"
    if any(row.kind == "uncertain" for row in direct):
        return "unknown-uncertain"
    if any(row.kind not in ("uncertain", "rejected") and party not in row.parties for row in direct):
        return "unknown-not-named"
    if any(row.role == "related" for row in own):
        return "unknown-related-only"
    if own:
        return "unknown-context-only"
    return "unknown-no-row"


def together(states: Sequence[PartyState]) -> str:
    """The common state of all parties, or `mixed` where they differ."""
    kinds = {state.state for state in states}
    return kinds.pop() if len(kinds) == 1 else "mixed"
