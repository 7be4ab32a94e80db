"""What does the page of one promise say: where it stands, why, and what would close the gap?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from communique.assess.edition import Assessed, Figure
from communique.commitment import Commitment, Communique, Evidence, PartyState, SourceText, single_source
from communique.facts import Source
from communique.geo import TOGETHER
from communique.publish.figures import Reading, reading, shares_of_gap
from communique.render.html import Chip, chips
from communique.render.words import PageWords, Sign
from communique.view import Moment, Timeline, TimeSeries, View


@dataclass(frozen=True)
class Standing:
    """Where one party stands."""

    party: str
    name: str
    sign: Sign
    reason: Markup
    flags: tuple[Markup, ...]
    role: str
    since: str


def standings(assessed: Assessed, words: PageWords) -> tuple[Standing, ...]:
    """Every party's state with its reason in one sentence."""
    return tuple(_standing(state, assessed, words) for state in assessed.parties)


def _standing(state: PartyState, assessed: Assessed, words: PageWords) -> Standing:
    role = assessed.commitment.roles.get(state.party)
    return Standing(
        party=state.party,
        name=words.party(state.party),
        sign=words.sign(state.state),
        reason=words.reason(state.reason),
        flags=tuple(dict.fromkeys(words.reason(flag) for flag in state.flags)),
        role=words.say(role) if role else "",
        since=_since(state, assessed, words),
    )


def _since(state: PartyState, assessed: Assessed, words: PageWords) -> str:
    """When a state came about, as precisely as its evidence is dated; a date that passed is a day."""
    if state.since is None:
        return ""
    rows = [row for row in assessed.evidence if row.id in state.evidence and row.latest == state.since and row.end]
    return words.when(rows[0]) if rows else words.day(state.since)


def last_change(assessed: Assessed, words: PageWords) -> str:
    """When a party's state came about last; empty where none is dated."""
    dated = [state for state in assessed.parties if state.since]
    latest = max(dated, key=lambda state: state.since or dt.date.min, default=None)
    return _since(latest, assessed, words) if latest else ""


# Wordings


@dataclass(frozen=True)
class Own:
    """What one party's own text says: differing elements, or why there is nothing to show."""

    party: str
    name: str
    differences: tuple[tuple[str, str, str, str, str], ...]  # element, difference, text's title, address, confidence
    nothing: str


def wordings(commitment: Commitment, communique: Communique, words: PageWords) -> tuple[Own, ...]:
    """Own wordings side by side, the joint declaration last; what was not read is said to be so."""
    found = [_own_wording(party, commitment, communique, words) for party in commitment.parties]
    joint = [text for text in communique.texts if len(text.parties) > 1]
    differences = _differences(commitment, joint, words)
    if differences:
        found.append(Own(TOGETHER, words.t("page-joint-text"), differences, ""))
    return tuple(found)


def _own_wording(party: str, commitment: Commitment, communique: Communique, words: PageWords) -> Own:
    texts = [text for text in communique.texts if text.own and text.parties == (party,)]
    differences = _differences(commitment, texts, words)
    nothing = "" if differences else _nothing(communique.own_text(party), words)
    return Own(party, words.party(party), differences, nothing)


def _nothing(text: SourceText | None, words: PageWords) -> str:
    if text is None:
        return words.t("page-wording-no-text")
    if text.read == "whole":
        return words.t("page-wording-same")
    return words.t("page-wording-not-read")


def _differences(
    commitment: Commitment, texts: Sequence[SourceText], words: PageWords
) -> tuple[tuple[str, str, str, str, str], ...]:
    by_id = {text.id: text for text in texts}
    return tuple(
        (
            words.say(w.element),
            words.say(w.difference),
            by_id[w.text].title,
            by_id[w.text].url,
            words.t(f"confidence-{w.confidence.replace(' ', '-')}"),
        )
        for w in commitment.wordings
        if w.text in by_id
    )


# Figures


@dataclass(frozen=True)
class Measured:
    """All figures of one target, the text's requirement, and how the verdict came about."""

    id: str
    title: str
    required: str
    note: str
    collective: bool
    rows: tuple[tuple[Reading, str, list[Chip]], ...]  # reading, share of the gap, sources
    methods: tuple[Method, ...]

    @property
    def has_shares(self) -> bool:
        return any(share for _, share, _ in self.rows)


@dataclass(frozen=True)
class Method:
    """How one figure's verdict was computed."""

    name: str
    baseline: str
    level: str
    gap: str
    formula: str
    ratio: str
    bands: tuple[tuple[str, str, str], ...]  # scheme, word, confidence
    score: str
    chance: str
    chance_method: str
    notes: tuple[str, ...]


def measured(
    assessed: Assessed, sources: Mapping[str, Source], words: PageWords, notes: Mapping[str, int]
) -> tuple[Measured, ...]:
    """The measured targets of a promise."""
    found = []
    for target in assessed.commitment.targets:
        own = [figure for figure in assessed.figures if figure.target == target.id]
        if not own:
            continue
        shares = shares_of_gap(own)
        rows = tuple(
            (
                reading(figure, words),
                words.words.percent(shares[figure.party]) if figure.party in shares else "",
                chips(figure.sources, sources, figure.confidence, notes),
            )
            for figure in own
        )
        methods = tuple(_method(figure, words) for figure in own if figure.progress or figure.caveats)
        note = words.say(target.note) if target.note else ""
        required, title = words.say(target.required), capital(words.say(target.title))
        found.append(Measured(target.id, title, required, note, target.collective, rows, methods))
    return tuple(found)


def _method(figure: Figure, words: PageWords) -> Method:
    progress = figure.progress
    caveats = tuple(words.say(caveat) for caveat in figure.caveats)
    if progress is None:
        return Method(words.party(figure.party), "", "", "", "", "", (), "", "", "", caveats)
    chance, base = progress.probability, progress.baseline
    notes = [*progress.flags, *(chance.flags if chance else ()), *([progress.unknown] if progress.unknown else [])]
    if chance and chance.reason:
        notes.append(chance.reason)
    since = f"{base.year}{words.colon}{words.amount(base.value, figure.unit, base.low, base.high)}" if base else ""
    return Method(
        name=words.party(figure.party),
        baseline=since,
        level=words.amount(progress.level, figure.unit) if progress.level is not None else "",
        gap=words.amount(progress.gap, figure.unit) if progress.gap is not None else "",
        formula=words.t(f"progress-formula-{progress.ratios.headline}") if progress.ratios.headline else "",
        ratio=words.words.number(progress.ratios.value, 2) if progress.ratios.value is not None else "",
        bands=tuple(
            (words.t(f"progress-scheme-{b.scheme}"), words.t(b.message_id), words.t(f"confidence-{b.confidence}"))
            for b in progress.bands
        ),
        score=words.words.number(progress.score, 1) if progress.score is not None else "",
        chance=words.chance(chance.value) if chance and chance.value is not None else "",
        chance_method=_chance_method(chance, words) if chance and chance.value is not None else "",
        notes=(*dict.fromkeys(words.say(note) for note in notes), *caveats),
    )


def _chance_method(chance: object, words: PageWords) -> str:
    method, scale, points = (getattr(chance, name) for name in ("method", "scale", "points"))
    said = [words.t(method), *([words.t(f"progress-scale-{scale}")] if scale else []), words.t("page-points", n=points)]
    return "; ".join(said)


# Evidence


@dataclass(frozen=True)
class Shown:
    """A row of evidence as the list shows it."""

    id: str
    when: str
    kind: str
    state: str  # the kind's colour
    event: str
    facts: tuple[str, ...]
    note: str
    flags: tuple[str, ...]
    rejected: str
    url: str
    source: str


_COLOURS = {
    "delivered": "done", "partial": "under-way", "activity": "under-way", "reversal": "reversed",
    "uncertain": "unknown", "none_found": "unknown", "not_searched": "unknown", "rejected": "unknown",
}  # fmt: skip


def shown(rows: Iterable[Evidence], among: Sequence[Evidence], words: PageWords) -> tuple[Shown, ...]:
    """Rows of evidence, oldest first, undated last; what is said of each depends on the register it stands in."""
    return tuple(_shown(row, among, words) for row in sorted(rows, key=lambda row: row.order))


def _shown(row: Evidence, among: Sequence[Evidence], words: PageWords) -> Shown:
    flags = []
    if single_source(row, among):
        flags.append(words.t("page-single-source"))
    if row.scope == "bilateral":
        flags.append(words.t("page-bilateral"))
    if row.conflict_group:
        others = [o.id for o in among if o.conflict_group == row.conflict_group and o.id != row.id]
        flags.append(words.t("page-conflict-with", others=", ".join(others) or row.conflict_group))
    facts = (
        words.t(f"role-{row.role}"),
        words.t(f"scope-{row.scope}"),
        words.parties(row.parties),
        words.t(f"source-class-{row.source_class}"),
        words.t(f"confidence-{row.confidence}"),
    )
    return Shown(
        id=row.id, when=words.when(row), kind=words.t(f"evidence-kind-{row.kind}"), state=_COLOURS[row.kind],
        event=words.say(row.event).rstrip("."), facts=facts, note=words.say(row.note) if row.note else "",
        flags=tuple(flags), rejected=row.rejected_because, url=linked(row.source), source=site(row.source),
    )  # fmt: skip


def linked(address: str) -> str:
    """An address that a page may lead to; empty for anything but the web."""
    return address if address.startswith(("http://", "https://")) else ""


def site(address: str) -> str:
    """The site of an address, for a chip."""
    return address.split("//")[-1].split("/")[0].removeprefix("www.")


def evidence_timeline(assessed: Assessed, communique: Communique, on: dt.date, words: PageWords) -> Timeline:
    """The accepted evidence of a promise as a timeline; rejected rows are not drawn."""
    moments = tuple(
        Moment(row.start, row.end, row.precision, row.event, row.kind, row.parties, row.conflict_group, row.source)
        for row in sorted(assessed.evidence, key=lambda row: row.order)
        if row.kind != "rejected"
    )
    title = {language: PageWords(language).t("page-evidence-title") for language in ("en", "es", "fr")}
    return Timeline("evidence", title, moments, window=(communique.window_start, max(on, communique.window_start)))


# Milestones and views


@dataclass(frozen=True)
class Step:
    """A milestone: a promise of a text, or only a suggestion."""

    when: str
    title: str
    note: str
    basis: str
    promised: bool
    passed: bool


def milestones(commitment: Commitment, on: dt.date, words: PageWords) -> tuple[Step, ...]:
    """Milestones by date; the day is shown in short form."""
    return tuple(
        Step(
            when=words.words.date(m.date, "iso"),
            title=words.say(m.title),
            note=words.say(m.note) if m.note else "",
            basis=words.t(f"milestone-basis-{m.basis}"),
            promised=m.basis in ("text", "declaration"),
            passed=m.date < on,
        )
        for m in sorted(commitment.milestones, key=lambda m: m.date)
    )


def pictured(view: View, commitment: Commitment) -> bool:
    """Whether a view is the picture of one of the commitment's targets."""
    return isinstance(view, TimeSeries) and any(view.id.startswith(f"target-{t.id}-") for t in commitment.targets)


def split_views(assessed: Assessed) -> tuple[list[View], list[View], list[View]]:
    """The first picture of the target, those of single parties, and all other views."""
    pictures = [view for view in assessed.views if pictured(view, assessed.commitment)]
    others = [view for view in assessed.views if not pictured(view, assessed.commitment)]
    whole = [view for view in pictures if view.id.endswith(f"-{TOGETHER.lower()}")] or pictures[:1]
    return whole, [view for view in pictures if view not in whole], others


def view_title(view: View, commitment: Commitment, words: PageWords, small: bool = False) -> str:
    """The title of a view; a picture of a target also says of which party, a small one says nothing else."""
    title = words.say(view.title)
    if not isinstance(view, TimeSeries) or not pictured(view, commitment):
        return title
    title = capital(title)
    parties = {line.party for line in view.lines if line.party}
    if len(parties) != 1:
        return title
    party = words.party(parties.pop())
    return party if small else words.t("page-picture-title", title=title, party=party)


def capital(title: str) -> str:
    """A title that stands at the beginning of a line."""
    return title[:1].upper() + title[1:]


def read_sources(assessed: Assessed) -> tuple[str, ...]:
    """Keys of every source that a promise's figures and views stand on."""
    keys = [key for figure in assessed.figures for key in figure.sources]
    return tuple(dict.fromkeys([*keys, *(key for view in assessed.views for key in view.sources)]))
