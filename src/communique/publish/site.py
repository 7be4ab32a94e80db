"""How does an edition become a site: static files that open from disk and from any server, and ask nobody for anything?

DIR/index.html            a page that offers the languages
DIR/edition.json          the edition for machines
DIR/{en,es,fr}/…          home, a page and a two-page brief a promise, sources, manifest
DIR/data/…                evidence and data of pictures as CSV
DIR/assets/…              style, scripts, and the libraries of charts and maps where a page needs them
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from communique.assess.edition import Assessed, Edition
from communique.commitment import Compliance, Evidence
from communique.errors import MissingExtra
from communique.language import COMPLETE
from communique.publish import coasts, home, palette, promise
from communique.publish.brief import brief
from communique.publish.figures import headline, reading
from communique.publish.planned import planned
from communique.publish.render import Rendered, anchor, as_csv, as_script, chips, environment, render
from communique.publish.tables import table
from communique.publish.words import PageWords
from communique.view import View

HERE = Path(__file__).parent
STATIC = ("home.js", "landing.js", "icon.svg", "brief.css")
CHART_SCRIPTS = ("vega.js", "charts.js")
MAP_SCRIPTS = ("maplibre-gl.js", "coasts.js", "map.js")


@dataclass(frozen=True)
class Page:
    """One HTML page of one language, and what it needs."""

    name: str
    html: str
    chart: bool = False
    map: bool = False


def write_site(edition: Edition, out: Path, *, json_text: str) -> list[Path]:
    """Files written, in the order of their names.

    json_text  the edition as JSON, as `communique.assess.as_json` gives it; it is offered for download

    The same edition gives the same bytes. Nothing that stands in `out` under another name is touched.
    """
    written: dict[str, str | bytes] = {"edition.json": json_text, "index.html": _landing(edition)}
    needs_chart = needs_map = False
    for language in COMPLETE:
        words = PageWords(language, _all_evidence(edition))
        for page in _pages(edition, words):
            written[f"{language}/{page.name}"] = page.html
            needs_chart |= page.chart
            needs_map |= page.map
    written |= {f"data/{name}": text for name, text in _data(edition)}
    written |= {f"assets/{name}": content for name, content in assets(chart=needs_chart, map=needs_map)}
    return [_write(out / name, content) for name, content in sorted(written.items())]


def _write(file: Path, content: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def _all_evidence(edition: Edition) -> list[Evidence]:
    return [row for assessed in edition.commitments for row in assessed.evidence] + list(edition.frame_evidence)


def _pages(edition: Edition, words: PageWords) -> Iterator[Page]:
    yield _home(edition, words)
    yield _sources(edition, words)
    yield _manifest(edition, words)
    for i in range(len(edition.commitments)):
        yield _promise(edition, i, words)
        yield _brief(edition, edition.commitments[i], words)


def _render(template: str, edition: Edition, words: PageWords, page: str, **given: Any) -> str:
    given = {"scripts": (), "map": False, "css": "", "root": "", **given}
    return str(
        environment()
        .get_template(template)
        .render(edition=edition, w=words, page=page, languages=_languages(edition), **given)
    )


def _languages(edition: Edition) -> list[SimpleNamespace]:
    each = [PageWords(language) for language in COMPLETE]
    return [
        SimpleNamespace(
            code=words.language,
            locale=words.words.locale.replace("_", "-"),
            name=words.t("language-name"),
            title=words.say(edition.communique.title),
        )
        for words in each
    ]


def _landing(edition: Edition) -> str:
    return str(environment().get_template("landing.html").render(languages=_languages(edition)))


# Home


def _home(edition: Edition, words: PageWords) -> Page:
    summit, n = words.say(edition.communique.title), len(edition.commitments)
    kinds = dict.fromkeys(assessed.commitment.kind for assessed in edition.commitments)
    html = _render(
        "home.html", edition, words, "index.html", scripts=("home.js",), css="home",
        title=words.t("home-title", summit=summit), description=words.t("home-description", n=n, summit=summit),
        groups=home.groups(edition, words), counts=home.counts(edition, words), computed=home.computed(edition),
        left_out=[words.say(text) for text in edition.left_out],
        parties=[(party, words.party(party)) for party in edition.communique.parties],
        kinds=[(kind, words.t(f"commitment-kind-{kind}")) for kind in kinds],
        states=[(state, words.sign(state).word) for state in home.states_present(edition)],
    )  # fmt: skip
    return Page("index.html", html)


# A promise


def _promise(edition: Edition, place: int, words: PageWords) -> Page:
    assessed = edition.commitments[place]
    commitment, name = assessed.commitment, f"{assessed.commitment.id}.html"
    title = words.say(commitment.title)
    notes = _footnotes(assessed, edition)
    first, parties, others = (
        [_view(view, assessed, edition, words, notes, small=size == 1) for view in views]
        for size, views in enumerate(promise.split_views(assessed))
    )
    rows = [row for row in assessed.evidence if row.kind != "rejected"]
    rejected = [row for row in assessed.evidence if row.kind == "rejected"]
    timeline = promise.evidence_timeline(assessed, edition.communique, edition.manifest.on, words)
    drawn = any(m.start for m in timeline.moments)
    views = [*first, *parties, *others]
    chart, map_ = any(v.chart for v in views), any(v.map for v in views)
    standings = promise.standings(assessed, words)
    whole = headline(assessed)
    html = _render(
        "promise.html", edition, words, name, css="promise-page", map=map_,
        scripts=(*(CHART_SCRIPTS if chart else ()), *(MAP_SCRIPTS if map_ else ())),
        title=f"{words.t('page-title', number=str(commitment.number), title=title)} · Communique",
        description=words.say(commitment.paraphrase), c=commitment, assessed=assessed,
        section=next(words.say(s.title) for s in edition.communique.sections if s.id == commitment.section),
        status=words.sign(assessed.status), last_change=promise.last_change(assessed, words),
        standings=standings, common_reason=_common(s.reason for s in standings),
        common_flags=_common(s.flags for s in standings), deadlines=_deadlines(assessed, edition, words),
        headline=reading(whole, words) if whole else None, whole=first, parties_pictures=parties, views=others,
        measured=promise.measured(assessed, edition, words, notes),
        wordings=promise.wordings(commitment, edition.communique, words),
        plan=planned(assessed.plan, _plan_unit(assessed), words) if assessed.plan else None,
        timeline=render(timeline, words, listed=False) if drawn else None,
        dated=promise.shown((r for r in rows if r.start), rows, words),
        undated=promise.shown((r for r in rows if not r.start), rows, words),
        rejected=promise.shown(rejected, rejected, words),
        milestones=promise.milestones(commitment, edition.manifest.on, words),
        windows=_windows(assessed, words), notes=notes, footnotes=_footnote_texts(assessed, edition, notes),
        source_chips=chips(promise.read_sources(assessed), edition.sources, notes=notes),
        command=command(edition), downloads=_downloads(assessed, words), citation=_citation(assessed, edition, words),
        before=edition.commitments[place - 1].commitment if place else None,
        after=edition.commitments[place + 1].commitment if place + 1 < len(edition.commitments) else None,
    )  # fmt: skip
    return Page(name, html, chart, map_)


def _brief(edition: Edition, assessed: Assessed, words: PageWords) -> Page:
    """Two pages to print."""
    commitment, name = assessed.commitment, f"{assessed.commitment.id}-brief.html"
    title = words.t("brief-title", number=str(commitment.number), title=words.say(commitment.title))
    html = _render(
        "brief.html", edition, words, name, css="brief", title=f"{title} · Communique",
        description=words.say(commitment.paraphrase), c=commitment, citation=_citation(assessed, edition, words),
        b=brief(assessed, edition, _plan_unit(assessed), words),
    )  # fmt: skip
    return Page(name, html)


def _view(
    view: View, assessed: Assessed, edition: Edition, words: PageWords, notes: Mapping[str, int], small: bool
) -> Rendered:
    title = promise.view_title(view, assessed.commitment, words, small)
    data = f"../data/{_data_name(assessed, view.id)}"
    return render(view, words, sources=edition.sources, data=data, title=title, notes=notes, small=small)


def _common(values: Iterable[Any]) -> Any:
    """What all parties have in common; None where they differ."""
    found = list(values)
    return found[0] if all(value == found[0] for value in found) else None


def _deadlines(assessed: Assessed, edition: Edition, words: PageWords) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            date=words.day(deadline.date),
            strict=deadline.strict,
            passed=deadline.date < edition.manifest.on,
            note=words.say(deadline.note) if deadline.note else "",
        )
        for deadline in assessed.commitment.deadlines
    ]


def _plan_unit(assessed: Assessed) -> str:
    figure = headline(assessed)
    return figure.unit if figure else ""


def _windows(assessed: Assessed, words: PageWords) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            **_window(window.end, window.compliance, words).__dict__,
            scores=[_score(window.scores.get(state.party), words) for state in assessed.parties],
        )
        for window in assessed.windows
    ]


def _score(score: int | None, words: PageWords) -> str:
    if score is None:
        return "?"
    return f"+{score}" if score > 0 else words.words.number(score, 0)


def _window(end: Any, found: Compliance, words: PageWords) -> SimpleNamespace:
    low, high = (words.words.number(value, 2) for value in (found.low, found.high))
    return SimpleNamespace(
        end=words.day(end),
        mean="?" if found.mean is None else words.words.number(found.mean, 2),
        coverage=words.t("page-coverage-of", known=found.known, all=found.all),
        open=f"[{low}; {high}]",
    )


def command(edition: Edition) -> str:
    """The command that makes the same edition again from the same tables."""
    made = edition.manifest
    return (
        f"communique assess {made.summit} --on {made.on.isoformat()} --known-at {made.known_at.isoformat()} "
        f"--seed {made.seed} --draws {made.draws}"
    )


def _citation(assessed: Assessed, edition: Edition, words: PageWords) -> str:
    made, commitment = edition.manifest, assessed.commitment
    return words.t(
        "page-citation", version=made.versions.get("communique", ""), summit=words.say(edition.communique.title),
        number=str(commitment.number), title=words.say(commitment.title), on=words.day(made.on),
        known=words.day(made.known_at), seed=str(made.seed),
    )  # fmt: skip


def _footnotes(assessed: Assessed, edition: Edition) -> dict[str, int]:
    """Number of each source on the printed page: keys of figures' sources, addresses of evidence."""
    cited = [*promise.read_sources(assessed), *(row.source for row in assessed.evidence if row.source)]
    return {key: number for number, key in enumerate(dict.fromkeys(cited), start=1)}


def _footnote_texts(assessed: Assessed, edition: Edition, notes: Mapping[str, int]) -> list[str]:
    found = []
    for key in notes:
        source = edition.sources.get(key)
        if source is None:
            found.append(key)
        else:
            found.append(", ".join(filter(None, (source.publisher, source.title, str(source.year or ""), source.url))))
    return found


def _downloads(assessed: Assessed, words: PageWords) -> list[tuple[str, str]]:
    found = [("../edition.json", words.t("page-download-edition"))]
    found.append((f"../data/{_data_name(assessed, 'evidence')}", words.t("page-download-evidence")))
    for view in assessed.views:
        title = promise.view_title(view, assessed.commitment, words)
        found.append((f"../data/{_data_name(assessed, view.id)}", words.t("page-download-view", title=title)))
    return found


# Sources and manifest


def _sources(edition: Edition, words: PageWords) -> Page:
    shown = {row.id: row for row in promise.shown(_all_evidence(edition), _all_evidence(edition), words)}
    pages = {row.id: f"{a.commitment.id}.html" for a in edition.commitments for row in a.evidence}
    rows = sorted(_all_evidence(edition), key=lambda row: row.id)
    html = _render(
        "sources.html", edition, words, "sources.html", css="page", title=f"{words.t('page-sources')} · Communique",
        description=words.t("sources-lead"), texts=edition.communique.texts,
        sources=[_source(key, edition, words) for key in sorted(edition.sources)],
        register=[SimpleNamespace(row=row, shown=shown[row.id], page=pages.get(row.id)) for row in rows],
    )  # fmt: skip
    return Page("sources.html", html)


def _source(key: str, edition: Edition, words: PageWords) -> SimpleNamespace:
    source = edition.sources[key]
    confidences = {f.confidence for a in edition.commitments for f in a.figures if key in f.sources and f.confidence}
    facts = [source.publisher, str(source.year or ""), source.licence, key]
    facts += [words.t(f"confidence-{confidence}") for confidence in sorted(confidences)]
    used = [a.commitment for a in edition.commitments if key in promise.read_sources(a)]
    return SimpleNamespace(
        anchor=anchor(key), title=source.title, note=source.note, used=used, facts=[fact for fact in facts if fact],
        url=promise.linked(source.url),
    )  # fmt: skip


def _manifest(edition: Edition, words: PageWords) -> Page:
    made = edition.manifest
    facts = [
        (words.t("manifest-summit"), made.summit),
        (words.t("manifest-on"), words.day(made.on)),
        (words.t("manifest-known"), words.day(made.known_at)),
        (words.t("manifest-seed"), str(made.seed)),
        (words.t("manifest-draws"), words.words.number(made.draws, 0)),
        (words.t("manifest-lock"), made.lock),
    ]
    tables = [
        (words.t(f"manifest-{name}"), [(key, _plain(found[key])) for key in sorted(found)])
        for name, found in (
            ("versions", made.versions), ("tables", made.tables), ("store", made.store), ("facts", made.facts),
            ("inputs", made.inputs),
        )
    ]  # fmt: skip
    html = _render(
        "manifest.html", edition, words, "manifest.html", css="page", title=f"{words.t('page-manifest')} · Communique",
        description=words.t("manifest-lead"), command=command(edition), facts=facts, tables=tables,
        windows=[_window(end, found, words) for end, found in edition.windows],
    )  # fmt: skip
    return Page("manifest.html", html)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


# Data and assets


def _data_name(assessed: Assessed, view: str) -> str:
    return f"{assessed.commitment.id}-{view}.csv"


def _data(edition: Edition) -> Iterator[tuple[str, str]]:
    for assessed in edition.commitments:
        yield _data_name(assessed, "evidence"), evidence_csv(assessed.evidence)
        for view in assessed.views:
            yield _data_name(assessed, view.id), as_csv(table(view))


def evidence_csv(rows: Iterable[Evidence]) -> str:
    """Rows of evidence for machines, rejected ones included with their reason."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(
        ["evidence_id", "commitment", "start", "end", "precision", "kind", "role", "scope", "parties",
         *(f"event_{language}" for language in COMPLETE), "confidence", "source_class", "source", "conflict_group",
         "recorded_on", "rejected_because"]
    )  # fmt: skip
    for row in sorted(rows, key=lambda row: row.id):
        writer.writerow(
            [row.id, row.commitment, row.start or "", row.end or "", row.precision, row.kind, row.role, row.scope,
             ";".join(row.parties), *(row.event[language] for language in COMPLETE), row.confidence, row.source_class,
             row.source, row.conflict_group, row.recorded_on, row.rejected_because]
        )  # fmt: skip
    return stream.getvalue()


def assets(*, chart: bool, map: bool) -> Iterator[tuple[str, str | bytes]]:
    """Style and scripts; the libraries of charts and maps, from installed packages, only where a page needs them."""
    yield "site.css", palette.css() + (HERE / "static" / "site.css").read_text(encoding="utf-8")
    for name in STATIC:
        yield name, (HERE / "static" / name).read_bytes()
    if chart:
        yield "vega.js", _vega()
        yield "charts.js", (HERE / "static" / "charts.js").read_bytes()
    if map:
        for name in ("maplibre-gl.js", "maplibre-gl.css"):
            yield name, (_maplibre() / name).read_bytes()
        yield "coasts.js", f"window.communiqueCoasts={as_script(coasts.geojson())};\n"
        yield "map.js", (HERE / "static" / "map.js").read_bytes()


def _maplibre() -> Path:
    """Where the package maplibre keeps the library's own files; the package itself need not be imported for them."""
    spec = find_spec("maplibre")
    if spec is None or not spec.submodule_search_locations:
        raise MissingExtra("maps need the package maplibre, which is not installed; run: pip install communique")
    return Path(next(iter(spec.submodule_search_locations))) / "srcjs"


@cache
def _vega() -> str:
    import vl_convert

    bundle = vl_convert.javascript_bundle()  # type: ignore[call-arg]  # without a snippet it is the whole bundle
    return f"(function(){{{bundle}}})();\n"  # its own names must not become the page's
