"""What does an edition hold, and how is it written down?

An edition is one full assessment. It holds objects for pages and one JSON for machines, under the same names.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from communique.commitment import Commitment, Communique, Compliance, Evidence, PartyState, Reply
from communique.facts import Source
from communique.language import Said, Text, Words
from communique.language import words as words_of
from communique.plan import Plan
from communique.progress import Progress
from communique.view import View


@dataclass(frozen=True)
class Figure:
    """One indicator of one party (or of all together) against one target.

    `progress` is None where there is no figure to judge; `unknown` then says why. `caveats` are shown beside the
    figure whether it is known or not. Values are in `unit`; low and high enclose the latest value with 90 %, None
    where its source states no uncertainty.
    """

    indicator: str
    target: str
    title: Said
    unit: str
    party: str
    progress: Progress | None
    latest: float | None
    latest_year: int | None
    low: float | None
    high: float | None
    unknown: Text | None
    caveats: tuple[Text, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: str = ""
    vintage: str = ""
    collective: bool = False


@dataclass(frozen=True)
class Window:
    """Compliance inside the window that ends on a day: scores by party, their mean and what is known."""

    end: dt.date
    scores: Mapping[str, int | None]
    compliance: Compliance


@dataclass(frozen=True)
class Assessed:
    """One commitment as an edition has it."""

    commitment: Commitment
    status: str
    basis: str  # computed | evidence | both
    parties: tuple[PartyState, ...]
    figures: tuple[Figure, ...]
    plan: Plan | None
    views: tuple[View, ...]
    evidence: tuple[Evidence, ...]  # as known, rejected rows included
    windows: tuple[Window, ...]
    replies: tuple[Reply, ...] = ()  # what parties answer to it, oldest first

    @property
    def next_date(self) -> dt.date | None:
        """The latest date that the texts state for it."""
        return self.commitment.deadline.date if self.commitment.deadline else None


@dataclass(frozen=True)
class Manifest:
    """What an edition was made from; the same manifest gives the same bytes on the same platform and lock.

    marking   TLP 2.0; nothing that is marked stricter went into it
    versions  package, Python and the packages that compute
    lock      hash of the installed packages' names and versions
    store     Delta table -> version as the store was, for `read(version=…)`
    tables    table name -> version of the store and the contributions read
    facts     workstream -> hash of its shipped figures
    inputs    file or table -> hash of its content
    """

    summit: str
    on: dt.date
    known_at: dt.date
    seed: int
    draws: int
    versions: Mapping[str, str]
    lock: str
    store: Mapping[str, int]
    tables: Mapping[str, Any]
    facts: Mapping[str, str]
    inputs: Mapping[str, str]
    marking: str = "TLP:CLEAR"


@dataclass(frozen=True)
class Edition:
    """One full assessment of a communique."""

    communique: Communique
    manifest: Manifest
    commitments: tuple[Assessed, ...]
    windows: tuple[tuple[dt.date, Compliance], ...]  # of the whole summit, by end of window
    sources: Mapping[str, Source]
    frame_evidence: tuple[Evidence, ...] = ()
    left_out: tuple[Text, ...] = ()  # workstreams that could not run, with --allow-missing

    def assessed(self, id_or_number: str | int) -> Assessed:
        """One commitment of the edition by id or number; raises KeyError."""
        wanted = self.communique.commitment(id_or_number)
        return next(a for a in self.commitments if a.commitment.id == wanted.id)


def as_json(edition: Edition) -> str:
    """The edition for machines: stable keys, English reasons, unknown as null, the same bytes for the same edition."""
    return json.dumps(as_data(edition), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def as_data(edition: Edition) -> dict[str, Any]:
    """The edition as plain data, as `as_json` writes it."""
    words = words_of("en")
    manifest = edition.manifest
    return {
        "summit": manifest.summit,
        "on": manifest.on.isoformat(),
        "known_at": manifest.known_at.isoformat(),
        "seed": manifest.seed,
        "draws": manifest.draws,
        "marking": manifest.marking,
        "versions": dict(manifest.versions),
        "lock": manifest.lock,
        "store": dict(manifest.store),
        "tables": dict(manifest.tables),
        "facts": dict(manifest.facts),
        "inputs": dict(manifest.inputs),
        "compliance": [{"end": end.isoformat(), **_compliance(c)} for end, c in edition.windows],
        "left_out": [words.say(text) for text in edition.left_out],
        "sources": {
            key: {name: value for name, value in asdict(source).items() if name != "key"}
            for key, source in sorted(edition.sources.items())
        },
        "commitments": [_assessed(assessed, words) for assessed in edition.commitments],
    }


def _assessed(assessed: Assessed, words: Words) -> dict[str, Any]:
    commitment = assessed.commitment
    return {
        "id": commitment.id,
        "number": commitment.number,
        "section": commitment.section,
        "kind": commitment.kind,
        "title": dict(commitment.title),
        "basis": assessed.basis,
        "status": assessed.status,
        "parties": [_party(state, words) for state in assessed.parties],
        "indicators": [_figure(figure, words) for figure in assessed.figures],
        "plan": _plan(assessed.plan, words) if assessed.plan else None,
        "evidence_count": sum(row.kind != "rejected" for row in assessed.evidence),
        "evidence": [_evidence(row) for row in assessed.evidence],
        "replies": [_reply(reply) for reply in assessed.replies],
        "targets": [target.model_dump(mode="json", exclude=_WORDS, exclude_none=True) for target in commitment.targets],
        "reading": {
            "counts": list(commitment.rule.counts),
            "deadlines": [d.model_dump(mode="json", exclude={"note"}) for d in commitment.deadlines],
        },
        "texts": _fingerprint(commitment),
        "compliance": [
            {"end": w.end.isoformat(), "scores": dict(w.scores), **_compliance(w.compliance)} for w in assessed.windows
        ],
    }


_WORDS = {"title", "required", "note"}


def _evidence(row: Evidence) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "role": row.role,
        "scope": row.scope,
        "parties": list(row.parties),
        "start": row.start.isoformat() if row.start else None,
        "end": row.end.isoformat() if row.end else None,
        "precision": row.precision,
        "event": row.event["en"],
        "confidence": row.confidence,
        "source_class": row.source_class,
        "source": row.source or None,
        "conflict_group": row.conflict_group or None,
        "recorded_on": row.recorded_on.isoformat(),
    }


def _reply(reply: Reply) -> dict[str, Any]:
    return {
        "id": reply.id,
        "party": reply.party,
        "table": reply.table,
        "about": reply.about or None,
        "start": reply.start.isoformat() if reply.start else None,
        "end": reply.end.isoformat() if reply.end else None,
        "precision": reply.precision,
        "what": reply.what["en"],
        "source": reply.source or None,
    }


def _fingerprint(commitment: Commitment) -> str:
    """Hash of all that a commitment says in words, by which a change of words alone is told from others."""
    figures: Any = {"indicator", "unit", "base_year", "year", "direction", "factor", "level", "collective", "scope"}
    readings: Any = {
        "targets": {"__all__": figures}, "rule": {"counts"}, "deadlines": {"__all__": {"date", "strict"}},
        "workstreams": True, "binding": True,
    }  # fmt: skip
    return hashlib.sha256(commitment.model_dump_json(exclude=readings).encode()).hexdigest()


def _plan(plan: Plan, words: Words) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(asdict(plan), default=str))
    names = [words.say(action.name) if action.name else None for action in plan.actions]
    return {
        **found,
        "actions": [{**action, "name": name} for action, name in zip(found["actions"], names, strict=True)],
        "caveats": [words.say(caveat) for caveat in plan.caveats],
        "cost": plan.cost,
        "effect": plan.effect,
    }


def _party(state: PartyState, words: Words) -> dict[str, Any]:
    return {
        "party": state.party,
        "state": state.state,
        "reason": words.say(state.reason),
        "reason_id": state.reason.id,
        "basis": state.basis,
        "since": state.since.isoformat() if state.since else None,
        "flags": [words.say(flag) for flag in state.flags],
        "evidence": list(state.evidence),
    }


def _figure(figure: Figure, words: Words) -> dict[str, Any]:
    progress = figure.progress
    return {
        "id": figure.indicator,
        "target_id": figure.target,
        "unit": figure.unit,
        "party": figure.party,
        "collective": figure.collective,
        "baseline": _finite(progress.baseline.value) if progress and progress.baseline else None,
        "baseline_year": progress.baseline.year if progress and progress.baseline else None,
        "latest": _finite(figure.latest),
        "latest_year": figure.latest_year,
        "low": _finite(figure.low),
        "high": _finite(figure.high),
        "target": _finite(progress.level) if progress else None,
        "target_year": progress.target.year if progress and progress.target else None,
        **(judged(progress, words) if progress else dict.fromkeys(_JUDGED)),
        "unknown_reason": words.say(figure.unknown) if figure.unknown else None,
        "caveats": [words.say(caveat) for caveat in figure.caveats],
        "sources": list(figure.sources),
        "confidence": figure.confidence or None,
        "vintage": figure.vintage or None,
    }


_JUDGED = (
    "gap", "ratio", "ratio_geometric", "ratio_linear", "formula", "scheme", "band", "bands", "score", "probability",
    "probability_reason", "probability_with_plan", "flags",
)  # fmt: skip


def judged(progress: Progress, words: Words) -> dict[str, Any]:
    """Ratios, bands and probability of a progress as plain data, under the names of edition.json."""
    headline = progress.bands[0] if progress.bands else None
    chance, planned = progress.probability, progress.probability_with_plan
    flags = (*progress.flags, *(chance.flags if chance else ()))
    return {
        "gap": _finite(progress.gap),
        "ratio": _finite(progress.ratios.value),
        "ratio_geometric": _finite(progress.ratios.geometric),
        "ratio_linear": _finite(progress.ratios.linear),
        "formula": progress.ratios.headline,
        "scheme": headline.scheme if headline else None,
        "band": headline.band if headline else None,
        "bands": [asdict(band) for band in progress.bands],
        "score": _finite(progress.score),
        "probability": _finite(chance.value) if chance else None,
        "probability_reason": words.say(chance.reason) if chance and chance.reason else None,
        "probability_with_plan": _finite(planned.value) if planned else None,
        "flags": [words.say(flag) for flag in flags],
    }


def _compliance(found: Compliance) -> dict[str, Any]:
    return {
        "mean": found.mean,
        "percent": found.percent,
        "known": found.known,
        "all": found.all,
        "coverage": found.coverage,
        "low": found.low,
        "high": found.high,
    }


def _finite(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)
