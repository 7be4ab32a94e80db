"""Which pages does one promise have, and what stands on the page of the promise itself?

Its own page, a brief of two printed pages, and a page for each of its pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from communique.assess.edition import Assessed
from communique.commitment import Commitment, Compliance
from communique.facts import Source
from communique.hooks import indicator_owner
from communique.publish import promise
from communique.publish.brief import brief
from communique.publish.chart_page import chart_page, chart_pages
from communique.publish.downloads import data_name
from communique.publish.figures import headline, reading
from communique.publish.frame import (
    File,
    Frame,
    command,
    page,
    party_page,
    source_text,
    workstream_name,
    workstream_page,
)
from communique.publish.planned import planned
from communique.publish.replying import of_promise
from communique.publish.share import image_name, share_image
from communique.render.assets import CHART_SCRIPTS, MAP_SCRIPTS
from communique.render.html import Picture, Rendered, chips, picture, render
from communique.render.words import PageWords
from communique.view import View

Pictures = Mapping[tuple[str, bool], Picture]


@dataclass(frozen=True)
class Neighbour:
    """The promise before or after, for the links at the end of the page."""

    id: str
    number: int
    title: Mapping[str, str]


def neighbour(commitment: Commitment) -> Neighbour:
    """What another promise's page says of this one."""
    return Neighbour(commitment.id, commitment.number, commitment.title)


def promise_files(
    frame: Frame,
    assessed: Assessed,
    sources: Mapping[str, Source],
    before: Neighbour | None,
    after: Neighbour | None,
    language: str,
) -> Iterator[File]:
    """All pages of a promise in one language, and its image for sharing; `sources` are those that it cites."""
    words = PageWords(language, assessed.evidence)
    small = {view.id for view in promise.split_views(assessed)[1]}
    drawn = {view.id: picture(view, words) for view in assessed.views}
    drawn_small = {view.id: picture(view, words, small=True) for view in assessed.views if view.id in small}
    yield _page(frame, assessed, sources, (before, after), words, drawn | drawn_small)
    yield _brief(frame, assessed, sources, words, drawn)
    yield from chart_pages(frame, assessed, sources, words, drawn)
    yield share_image(frame, assessed, words)


def _page(
    frame: Frame, assessed: Assessed, sources: Mapping[str, Source],
    around: tuple[Neighbour | None, Neighbour | None], words: PageWords, drawn: Mapping[str, Picture],
) -> File:  # fmt: skip
    commitment, notes = assessed.commitment, _footnotes(assessed)

    def shown(views: Iterable[View], small: bool = False) -> list[Rendered]:
        return [_view(view, assessed, sources, words, notes, drawn[view.id], small) for view in views]

    first, parties, others = promise.split_views(assessed)
    whole, of_parties, views = shown(first), shown(parties, small=True), shown(others)
    every = [*whole, *of_parties, *views]
    chart, map_ = any(v.chart for v in every), any(v.map for v in every)
    rows = [row for row in assessed.evidence if row.kind != "rejected"]
    rejected = [row for row in assessed.evidence if row.kind == "rejected"]
    timeline = promise.evidence_timeline(assessed, frame.communique, frame.on, words)
    standings, figure = promise.standings(assessed, words), headline(assessed)
    measured = promise.measured(assessed, sources, words, notes)
    title = words.t("page-title", number=str(commitment.number), title=words.say(commitment.title))
    image = image_name(commitment.id, words.language)
    return page(
        "promise.html", f"{commitment.id}.html", frame, words, title, css="promise-page", chart=chart, map=map_,
        scripts=("copy.js", *(CHART_SCRIPTS if chart else ()), *(MAP_SCRIPTS if map_ else ())),
        image=frame.url(image) if frame.address else f"../{image}",
        description=words.say(commitment.paraphrase), c=commitment, assessed=assessed,
        section=next(words.say(s.title) for s in frame.communique.sections if s.id == commitment.section),
        status=words.sign(assessed.status), last_change=promise.last_change(assessed, words),
        standings=standings, common_reason=_common(s.reason for s in standings),
        common_flags=_common(s.flags for s in standings), deadlines=_deadlines(assessed, frame, words),
        headline=reading(figure, words) if figure else None, whole=whole, parties_pictures=of_parties, views=views,
        measured=measured, grounds=_grounds(measured), fields=_fields(frame, commitment, words),
        wordings=promise.wordings(commitment, frame.communique, words),
        plan=planned(assessed.plan, figure.unit if figure else "", words) if assessed.plan else None,
        timeline=render(timeline, words, listed=False) if any(m.start for m in timeline.moments) else None,
        dated=promise.shown((r for r in rows if r.start), rows, words),
        replies=of_promise(assessed, words),
        reply_pages=[(party_page(party), words.party(party)) for party in commitment.parties],
        undated=promise.shown((r for r in rows if not r.start), rows, words),
        rejected=promise.shown(rejected, rejected, words),
        milestones=promise.milestones(commitment, frame.on, words), windows=_windows(assessed, words), notes=notes,
        footnotes=[source_text(key, sources) for key in notes],
        source_chips=chips(promise.read_sources(assessed), sources, notes=notes), command=command(frame),
        downloads=_downloads(assessed, words), before=around[0], after=around[1],
    )  # fmt: skip


def _grounds(measured: Iterable[promise.Measured]) -> dict[str, Any]:
    """Party -> sources of its first figure, to stand beside its state."""
    rows = [(row.party, found) for each in measured for row, _, found in each.rows if row.amount]
    return dict(reversed(rows))


def _fields(frame: Frame, commitment: Commitment, words: PageWords) -> list[SimpleNamespace]:
    """The workstreams that measure the promise, and the command that writes the sheet of measures each plans with."""
    owners = filter(None, (indicator_owner(target.indicator) for target in commitment.targets if target.indicator))
    found = []
    for name in dict.fromkeys(owner.name for owner in owners if owner.name in frame.workstreams):
        sheet = f"workstream-{name}-plan-sheet"
        said = words.t(sheet) if sheet in words.words else ""
        found.append(SimpleNamespace(page=workstream_page(name), name=workstream_name(name, words), sheet=said))
    return found


def _view(
    view: View, assessed: Assessed, sources: Mapping[str, Source], words: PageWords, notes: Mapping[str, int],
    drawn: Picture, small: bool,
) -> Rendered:  # fmt: skip
    return render(
        view, words, sources=sources, data=f"../data/{data_name(assessed.commitment.id, view.id)}.csv", drawn=drawn,
        title=promise.view_title(view, assessed.commitment, words, small), notes=notes, small=small,
        own_page=chart_page(assessed.commitment.id, view.id),
    )  # fmt: skip


def _brief(
    frame: Frame, assessed: Assessed, sources: Mapping[str, Source], words: PageWords, drawn: Mapping[str, Picture]
) -> File:
    """Two pages to print."""
    commitment, figure = assessed.commitment, headline(assessed)
    title = words.t("brief-title", number=str(commitment.number), title=words.say(commitment.title))
    said = brief(assessed, sources, frame.on, figure.unit if figure else "", words, drawn)
    return page(
        "brief.html", f"{commitment.id}-brief.html", frame, words, title, css="brief",
        description=words.say(commitment.paraphrase), c=commitment, b=said,
    )  # fmt: skip


def _common(values: Iterable[Any]) -> Any:
    """What all parties have in common; None where they differ."""
    found = list(values)
    return found[0] if all(value == found[0] for value in found) else None


def _deadlines(assessed: Assessed, frame: Frame, words: PageWords) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            date=words.day(deadline.date),
            strict=deadline.strict,
            passed=deadline.date < frame.on,
            note=words.say(deadline.note) if deadline.note else "",
        )
        for deadline in assessed.commitment.deadlines
    ]


def _windows(assessed: Assessed, words: PageWords) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            **window_said(window.end, window.compliance, words).__dict__,
            scores=[_score(window.scores.get(state.party), words) for state in assessed.parties],
        )
        for window in assessed.windows
    ]


def _score(score: int | None, words: PageWords) -> str:
    if score is None:
        return "?"
    return f"+{score}" if score > 0 else words.words.number(score, 0)


def window_said(end: Any, found: Compliance, words: PageWords) -> SimpleNamespace:
    """A window of compliance in words: its end, mean, coverage and interval."""
    low, high = (words.words.number(value, 2) for value in (found.low, found.high))
    return SimpleNamespace(
        end=words.day(end),
        mean="?" if found.mean is None else words.words.number(found.mean, 2),
        coverage=words.t("page-coverage-of", known=found.known, all=found.all),
        open=f"[{low}; {high}]",
    )


def _footnotes(assessed: Assessed) -> dict[str, int]:
    """Number of each source on the printed page: keys of figures' sources, addresses of evidence."""
    cited = [*promise.read_sources(assessed), *(row.source for row in assessed.evidence if row.source)]
    return {key: number for number, key in enumerate(dict.fromkeys(cited), start=1)}


def _downloads(assessed: Assessed, words: PageWords) -> list[tuple[str, list[tuple[str, str]]]]:
    """(what, [(address, kind of file)]): the promise itself, its evidence, the data of each picture."""
    id = assessed.commitment.id
    found = [
        (words.t("page-download-promise"), [(f"../data/{id}.json", "JSON")]),
        (words.t("page-download-evidence"), _kinds(data_name(id, "evidence"))),
    ]
    for view in assessed.views:
        found.append((promise.view_title(view, assessed.commitment, words), _kinds(data_name(id, view.id))))
    return [*found, (words.t("page-download-edition"), [("../edition.json", "JSON")])]


def _kinds(name: str) -> list[tuple[str, str]]:
    return [(f"../data/{name}.csv", "CSV"), (f"../data/{name}.parquet", "Parquet")]
