"""What does one promise come to on two printed pages: state, figure, picture, plan, what is unknown, next dates?

A brief says less than the page of the promise and nothing else: each part is cut at a stated length, and what is left
out is counted and stands on that page. Sources are footnotes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from communique.assess.edition import Assessed, Figure
from communique.facts import Source
from communique.publish import promise
from communique.publish.figures import Reading, reading
from communique.publish.frame import source_text
from communique.publish.planned import Planned, planned
from communique.render.html import Picture, Rendered, render
from communique.render.words import PageWords
from communique.view import Bars, CostCurve, Intervals, Sankey, TimeSeries, View

#: The most of each part that two pages hold.
ACTIONS, UNKNOWNS, DATES, EVENTS, NOTES = 6, 6, 4, 4, 12
#: Kinds of pictures that are small enough.
_SMALL = (TimeSeries, Intervals, Bars, CostCurve, Sankey)


@dataclass(frozen=True)
class Row:
    """A party's figure, and the numbers of its footnotes."""

    reading: Reading
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """The figures of one target."""

    title: str
    required: str
    collective: bool  # no verdict for a single country, so none is shown
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Event:
    """A row of evidence in one line."""

    when: str
    kind: str
    event: str
    note: int


@dataclass(frozen=True)
class Part:
    """Lines of a part, and how many more stand on the page of the promise."""

    lines: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Brief:
    """All that the two pages say."""

    standings: tuple[promise.Standing, ...]
    tables: tuple[Table, ...]
    picture: Rendered | None
    plan: Planned | None
    plan_more: int
    unknown: Part
    dates: Part
    events: tuple[Event, ...]
    events_more: int
    notes: tuple[tuple[int, str], ...]
    notes_more: int


def brief(
    assessed: Assessed, sources: Mapping[str, Source], on: dt.date, unit: str, words: PageWords,
    drawn: Mapping[str, Picture],
) -> Brief:  # fmt: skip
    """The brief of a promise; effects of its plan are in `unit`, `drawn` are its views by id."""
    view = _picture(assessed)
    rows = sorted((row for row in assessed.evidence if row.kind != "rejected"), key=lambda row: row.order)
    shown = rows[-EVENTS:]
    notes = _numbered(assessed, view, [row.source for row in shown if row.source])
    plan = planned(assessed.plan, unit, words) if assessed.plan else None
    return Brief(
        standings=promise.standings(assessed, words),
        tables=tuple(_tables(assessed, words, notes)),
        picture=None if view is None else _rendered(view, assessed, words, notes, drawn[view.id]),
        plan=None if plan is None else replace(plan, actions=plan.actions[:ACTIONS], binding=()),
        plan_more=0 if plan is None else max(len(plan.actions) - ACTIONS, 0),
        unknown=_cut(_unknown(assessed, view, words), UNKNOWNS),
        dates=_cut(_dates(assessed, on, words), DATES),
        events=tuple(_event(row, words, notes) for row in reversed(promise.shown(shown, rows, words))),
        events_more=len(rows) - len(shown),
        notes=tuple((n, source_text(key, sources)) for key, n in notes.items() if n <= NOTES),
        notes_more=max(len(notes) - NOTES, 0),
    )


def _picture(assessed: Assessed) -> View | None:
    """The picture of the target of all together, else of a party, else the first other that is small enough."""
    whole, parties, others = promise.split_views(assessed)
    return next((view for view in (*whole, *parties, *others) if isinstance(view, _SMALL)), None)


def _numbered(assessed: Assessed, view: View | None, cited: Iterable[str]) -> dict[str, int]:
    keys = [key for figure in assessed.figures for key in figure.sources]
    keys += [*(view.sources if view else ()), *cited]
    return {key: number for number, key in enumerate(dict.fromkeys(keys), start=1)}


def _tables(assessed: Assessed, words: PageWords, notes: Mapping[str, int]) -> Iterable[Table]:
    for target in assessed.commitment.targets:
        own = [figure for figure in assessed.figures if figure.target == target.id]
        if own:
            rows = tuple(Row(reading(f, words), tuple(notes[k] for k in f.sources if notes[k] <= NOTES)) for f in own)
            title, required = promise.capital(words.say(target.title)), words.say(target.required)
            yield Table(title, required, target.collective, rows)


def _rendered(view: View, assessed: Assessed, words: PageWords, notes: Mapping[str, int], drawn: Picture) -> Rendered:
    bare = replace(view, unknown=(), sources=())
    return render(
        bare, words, title=promise.view_title(view, assessed.commitment, words), listed=False, notes=notes,
        interactive=False, level=2, drawn=drawn,
    )  # fmt: skip


def _unknown(assessed: Assessed, view: View | None, words: PageWords) -> list[str]:
    """Why figures and states are unknown, each reason once with its parties; then what the picture says of itself."""
    reasons: dict[str, list[str]] = {}
    for figure in assessed.figures:
        if figure.unknown is not None and not figure.collective:
            reasons.setdefault(words.say(figure.unknown), []).append(words.party(figure.party))
    for state in assessed.parties:
        if state.state in ("unknown", "overdue_unknown") and not assessed.figures:
            reasons.setdefault(_plain(words.reason(state.reason)), []).append(words.party(state.party))
    said = [
        words.t("brief-line", name=words.listed(dict.fromkeys(parties)), said=reason)
        for reason, parties in reasons.items()
    ]
    of_view = [words.say(reason) for reason in view.unknown] if view else []
    return [*said, *(reason for reason in of_view if reason not in reasons), *_collective(assessed, words)]


def _collective(assessed: Assessed, words: PageWords) -> list[str]:
    without = [figure for figure in assessed.figures if figure.collective and figure.latest is None]
    return [_without_figure(figure, words) for figure in without if figure.party in assessed.commitment.parties]


def _without_figure(figure: Figure, words: PageWords) -> str:
    return words.t("brief-no-figure", party=words.party(figure.party), target=words.say(figure.title))


def _plain(reason: Markup) -> str:
    return reason.striptags()


def _dates(assessed: Assessed, on: dt.date, words: PageWords) -> list[str]:
    """Dates still to come: of the texts first, then milestones; the next first."""
    found = [
        (d.date, words.t("page-deadline-strict" if d.strict else "page-deadline"))
        for d in assessed.commitment.deadlines
        if d.date >= on
    ]
    texts = {date for date, _ in found}
    found += [
        (m.date, f"{words.say(m.title)} ({words.t(f'milestone-basis-{m.basis}')})")
        for m in assessed.commitment.milestones
        if m.date >= on and not (m.basis == "text" and m.date in texts)
    ]
    return [words.t("brief-line", name=words.day(date), said=said) for date, said in sorted(found)]


def _event(row: promise.Shown, words: PageWords, notes: Mapping[str, int]) -> Event:
    number = notes.get(row.url, 0)
    return Event(row.when, row.kind, row.event, number if number <= NOTES else 0)


def _cut(lines: Sequence[str], most: int) -> Part:
    return Part(tuple(lines[:most]), max(len(lines) - most, 0))
