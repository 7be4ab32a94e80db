"""The main job: a summit's folder and a store become an edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from typing import Any

from communique.assess import manifest as made_from
from communique.assess.edition import Assessed, Edition, Manifest, Window
from communique.assess.figures import figures, measured, pictures
from communique.assess.judging import basis, computed_state, joined, worsened
from communique.assess.register import contributed_evidence
from communique.assess.replies import contributed_replies
from communique.assess.workshop import Workshop
from communique.commitment import (
    SUMMIT,
    Commitment,
    Communique,
    Evidence,
    PartyState,
    Reply,
    Summit,
    Target,
    compliance,
    compliance_of_summit,
    evidence_state,
    known_rows,
    score,
    together,
    window_ends,
)
from communique.errors import MissingExtra
from communique.estimate import Estimate
from communique.facts import Source
from communique.hooks import Workstream, order, workstreams
from communique.language import Text
from communique.plan import Plan
from communique.store import Derived, Store
from communique.tables.contract import MARKINGS, strictest
from communique.view import View


def assess(
    summit: Summit,
    store: Store,
    *,
    on: dt.date,
    known_at: dt.date,
    seed: int = 0,
    draws: int = 1000,
    derived: Derived | None = None,
    executor: Executor | None = None,
    allow_missing: bool = False,
    marking: str = MARKINGS[0],
    progress: Callable[[str], None] = lambda message: None,
) -> Edition:
    """The edition of a summit on a day, as known at a day.

    seed, draws    of every Monte Carlo; the same give the same bytes
    derived        where results are kept and found again; None makes each anew
    executor       carries work that fans out; None is serial, with the same result
    allow_missing  go on without a workstream whose packages are not installed, and say so in the edition
    marking        of the edition (TLP 2.0): contributions marked stricter are left out, and counted in the manifest
    progress       told what is being done

    Raises MissingExtra for a workstream that cannot run, unless `allow_missing`; ContractError for no such marking.
    """
    workshop = Workshop(store, on, known_at, seed, draws, executor, progress, derived, strictest(marking))
    needed = _needed(summit.communique)
    estimates, left_out = _estimates(needed, workshop, allow_missing)
    owners = {i.id: w.name for w in workstreams().values() for i in w.indicators}
    register = (*summit.evidence, *contributed_evidence(store, summit, known_at, at_most=workshop.marking))
    known = replace(summit, evidence=known_rows(register, known_at))
    replied = contributed_replies(workshop.read, known)
    assessed = []
    for commitment in summit.communique.commitments:
        progress(f"{commitment.number:02d} {commitment.title['en']}")
        of_it = _own(commitment, estimates)
        plan, views = _plan_and_views(commitment, known, needed, of_it, workshop)
        pictured = pictures(commitment, of_it, owners)
        found = _assess(commitment, summit.communique, register, of_it, owners, plan, (*pictured, *views), workshop)
        assessed.append(replace(found, replies=_replies(commitment, replied, known, needed, workshop)))
    return Edition(
        communique=summit.communique,
        manifest=_manifest(summit, needed, workshop),
        commitments=tuple(assessed),
        windows=_summit_windows(assessed),
        sources=_sources(needed, workshop),
        frame_evidence=tuple(row for row in known_rows(register, known_at) if row.commitment == SUMMIT),
        left_out=left_out,
    )


def _needed(communique: Communique) -> tuple[Workstream, ...]:
    """Installed workstreams that a commitment names or that measure one of its targets, in the order of their reads."""
    named = {name for commitment in communique.commitments for name in commitment.bound}
    asked = {target.indicator for commitment in communique.commitments for target in measured(commitment)}
    found = {name: w for name, w in workstreams().items() if name in named or any(i.id in asked for i in w.indicators)}
    readable = {**workstreams(), **found}
    return tuple(w for w in order(readable) if w.name in found or any(i.id in _reads(found) for i in w.indicators))


def _reads(found: Mapping[str, Workstream]) -> set[str]:
    return {indicator for workstream in found.values() for indicator in workstream.reads}


def _estimates(
    needed: Iterable[Workstream], workshop: Workshop, allow_missing: bool
) -> tuple[dict[str, Estimate], tuple[Text, ...]]:
    estimates: dict[str, Estimate] = {}
    left_out: list[Text] = []
    for workstream in needed:
        workshop.progress(workstream.name)
        try:
            function = workstream.load("estimate")
        except MissingExtra as missing:
            if not allow_missing:
                raise
            left_out.append(Text("left-out", {"workstream": workstream.name, "why": missing.message}))
            continue
        if function is not None:
            estimates.update(function(workshop.context(workstream, estimates)))
    return estimates, tuple(left_out)


def _own(commitment: Commitment, estimates: Mapping[str, Estimate]) -> dict[str, Estimate]:
    asked = {target.indicator for target in measured(commitment)}
    return {indicator: estimate for indicator, estimate in estimates.items() if indicator in asked}


def _plan_and_views(
    commitment: Commitment,
    summit: Summit,
    needed: Iterable[Workstream],
    estimates: Mapping[str, Estimate],
    workshop: Workshop,
) -> tuple[Plan | None, tuple[View, ...]]:
    """Plan and views of the workstreams bound to a commitment, in the order it names them; the first plan there is."""
    rank = {name: place for place, name in enumerate(commitment.bound)}
    plan: Plan | None = None
    views: list[View] = []
    targets: dict[str, Target] = {str(target.indicator): target for target in measured(commitment)}
    for workstream in sorted(needed, key=lambda each: rank.get(each.name, len(rank))):
        own = {i.id for i in workstream.indicators} & set(estimates)
        if workstream.name not in commitment.bound and not own:
            continue
        context = replace(workshop.context(workstream, estimates), summit=summit, commitment=commitment)
        make_plan, make_views = _hook(workstream, "plan"), _hook(workstream, "views")
        if make_plan is not None and plan is None:
            plan = make_plan(context, estimates, targets)
        if make_views is not None:
            views.extend(make_views(context, estimates, plan))
    return plan, tuple(views)


def _replies(
    commitment: Commitment,
    replied: Iterable[Reply],
    summit: Summit,
    needed: Iterable[Workstream],
    workshop: Workshop,
) -> tuple[Reply, ...]:
    """What parties answer to the register, and to what the workstreams that a commitment names say of it; by date.

    Of two under one name, the one handed in last holds.
    """
    found = [reply for reply in replied if reply.commitment == commitment.id]
    for workstream in (each for each in needed if each.name in commitment.bound):
        make = _hook(workstream, "replies")
        if make is not None:
            found += make(replace(workshop.context(workstream, {}), summit=summit, commitment=commitment))
    return tuple(sorted({reply.id: reply for reply in found}.values(), key=lambda reply: reply.order))


def _hook(workstream: Workstream, hook: str) -> Any:
    try:
        return workstream.load(hook)
    except MissingExtra:
        return None  # the edition already says that the workstream is left out


def _assess(
    commitment: Commitment,
    communique: Communique,
    register: tuple[Evidence, ...],
    estimates: Mapping[str, Estimate],
    owners: Mapping[str, str],
    plan: Plan | None,
    views: tuple[View, ...],
    workshop: Workshop,
) -> Assessed:
    found = figures(commitment, estimates, owners)

    def states(on: dt.date) -> tuple[PartyState, ...]:
        return tuple(
            joined(
                commitment,
                evidence_state(
                    commitment, party, register, on=on, known_at=workshop.known_at, window_start=communique.window_start
                ),
                computed_state(commitment, party, found, on),
            )
            for party in commitment.parties
        )

    def window(end: dt.date) -> Window:
        scores = {s.party: score(s, worsened(s.party, found)) for s in states(end)}
        return Window(end, scores, compliance(list(scores.values())))

    now = states(workshop.on)
    return Assessed(
        commitment=commitment,
        status=together(now),
        basis=basis(found, now),
        parties=now,
        figures=found,
        plan=plan,
        views=views,
        evidence=tuple(row for row in known_rows(register, workshop.known_at) if row.commitment == commitment.id),
        windows=tuple(window(end) for end in window_ends(communique, workshop.on)),
    )


def _summit_windows(assessed: Iterable[Assessed]) -> tuple[tuple[dt.date, Any], ...]:
    by_end: dict[dt.date, dict[str, list[int | None]]] = {}
    for one in assessed:
        for window in one.windows:
            by_end.setdefault(window.end, {})[one.commitment.id] = list(window.scores.values())
    return tuple((end, compliance_of_summit(scores)) for end, scores in sorted(by_end.items()))


def _manifest(summit: Summit, needed: Iterable[Workstream], workshop: Workshop) -> Manifest:
    needed = tuple(needed)
    return Manifest(
        summit=summit.communique.id,
        on=workshop.on,
        known_at=workshop.known_at,
        seed=workshop.seed,
        draws=workshop.draws,
        marking=workshop.marking,
        versions=made_from.versions(),
        lock=made_from.lock(),
        store=workshop.versions,
        tables=workshop.tables_read(),
        facts={workstream.name: made_from.shipped(workstream) for workstream in needed},
        inputs=made_from.inputs(summit),
    )


def _sources(needed: Iterable[Workstream], workshop: Workshop) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for workstream in needed:
        for key, source in workshop.sources(workstream).items():
            found[f"{workstream.name}/{key}"] = replace(source, key=f"{workstream.name}/{key}")
    return found
