"""How does an edition become a site: static files that open from disk and from any server, and ask nobody for anything?

DIR/index.html            a page that offers the languages
DIR/edition.json          the edition for machines
DIR/{en,es,fr}/…          home, promises and briefs, parties, workstreams, changes, data, sources, search, about
DIR/{en,es,fr}/charts/…   a page for each picture
DIR/data/…                evidence, promises and the data of pictures as CSV, Parquet and JSON
DIR/images/…              an image of each promise, for where its address is shared
DIR/assets/…              style, scripts, and the libraries of charts and maps where a page needs them
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from communique.assess.edition import Assessed, Edition, as_data
from communique.facts import Source
from communique.language import COMPLETE
from communique.publish import promise
from communique.publish.about import about_page
from communique.publish.changes import change_files, earlier, edition_id
from communique.publish.data import data_page
from communique.publish.downloads import data_files
from communique.publish.frame import STAMP, TEMPLATES, File, Frame, frame_of, languages
from communique.publish.home import home_page
from communique.publish.kept import Done, Job, digest, fingerprint, holds, recall, remember
from communique.publish.manifest import manifest_page
from communique.publish.party import party_files
from communique.publish.promise_page import neighbour, promise_files
from communique.publish.search import search_files
from communique.publish.sources import sources_page
from communique.publish.summit_brief import summit_brief
from communique.publish.workstream import Field, facts_file, fields, stands_on, workstream_page_file
from communique.render.assets import assets
from communique.render.html import environment

STATIC = Path(__file__).parent / "static"
#: Files that may name the edition's id.
_WORDED = (".html", ".atom")


def write_site(
    edition: Edition,
    out: Path,
    *,
    json_text: str,
    before: Path | None = None,
    address: str = "",
) -> list[Path]:
    """Files of the site, in the order of their names.

    json_text  the edition as JSON, as `communique.assess.as_json` gives it; it is offered for download
    before     an earlier edition's folder or edition.json; the site then says what changed since
    address    where the site will stand, with a slash at its end, so that pages, feeds and snippets can name themselves

    The same edition gives the same bytes. What an earlier call wrote here and still holds is left as it stands, what no
    longer belongs to the site is removed; nothing else in `out` is touched.
    """
    edition_mark = edition_id(json_text)
    marks = {id(assessed): fingerprint(assessed) for assessed in edition.commitments}
    site = _Site(out, edition_mark, *recall(out), marks)
    done = site.made(_jobs(edition, edition_mark, before, address))
    chart, map_ = any(each.chart for each in done.values()), any(each.map for each in done.values())
    done |= site.made([Job("assets", asset_files, (chart, map_))])
    files = {name: mark for each in done.values() for name, mark in each.files.items()}
    site.write("edition.json", json_text)
    for name in {name for each in site.known.values() for name in each.files} - files.keys():
        (out / name).unlink(missing_ok=True)
    remember(out, edition_mark, done)
    return sorted(out / name for name in (*files, "edition.json"))


@dataclass(frozen=True)
class _Site:
    """A folder, the edition that is written there, and the one that stands there."""

    out: Path
    id: str
    earlier_id: str
    known: Mapping[str, Done]
    marks: Mapping[int, str]

    def made(self, jobs: Iterable[Job]) -> dict[str, Done]:
        """Every job done: those whose files hold are left as they stand, the others made."""
        done = {}
        for job in jobs:
            before, key = self.known.get(job.name), job.key(self.marks)
            if before is not None and holds(before, key, self.out):
                done[job.name] = self._stamped(before)
            else:
                done[job.name] = self._written(key, job())
        return done

    def _written(self, key: str, files: Iterable[File]) -> Done:
        marks, chart, map_ = {}, False, False
        for file in files:
            content = file.content.replace(STAMP, self.id) if isinstance(file.content, str) else file.content
            marks[file.name] = digest(self.write(file.name, content))
            chart, map_ = chart or file.chart, map_ or file.map
        return Done(key, marks, chart, map_)

    def _stamped(self, done: Done) -> Done:
        """The same files with this edition's id in place of the earlier one's."""
        if self.id == self.earlier_id:
            return done
        marks = dict(done.files)
        for name in marks:
            if name.endswith(_WORDED):
                text = (self.out / name).read_text(encoding="utf-8")
                marks[name] = digest(self.write(name, text.replace(self.earlier_id, self.id)))
        return replace(done, files=marks)

    def write(self, name: str, content: str | bytes) -> bytes:
        """Writes a file; its content as bytes."""
        file, data = self.out / name, content.encode() if isinstance(content, str) else content
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return data


def _jobs(edition: Edition, id: str, before: Path | None, address: str) -> Iterator[Job]:
    """Everything that is to be made, each with no more than it depends on."""
    known = fields(sorted(edition.manifest.facts))
    frame, commitments, data = frame_of(edition, known, address), edition.commitments, as_data(edition)
    others, left_out, sources = edition.frame_evidence, edition.left_out, edition.sources
    past = earlier(before, data, id) if before is not None else None
    yield Job("index", landing, (frame,))
    for assessed, said in zip(commitments, data["commitments"], strict=True):
        yield Job(f"data/{assessed.commitment.id}", data_files, (assessed, said))
    for name, field in known.items():
        if field.facts:
            yield Job(f"data/{name}", facts_file, (field,))
    for language in COMPLETE:
        of_language = [
            Job("home", home_page, (frame, commitments, left_out)),
            Job("brief", summit_brief, (frame, commitments, edition.windows)),
            Job("sources", sources_page, (frame, commitments, others, sources)),
            Job("manifest", manifest_page, (frame, edition.manifest, edition.windows)),
            Job("data", data_page, (frame, edition.manifest, known, commitments, sources)),
            Job("about", about_page, (frame, commitments, left_out)),
            Job("search", search_files, (frame, commitments, others, known, sources)),
            Job("changes", change_files, (frame, past, commitments)),
            *(Job(f"party-{code}", party_files, (frame, code, commitments)) for code in frame.communique.parties),
            *_of_workstreams(frame, known, commitments, sources),
            *_of_promises(frame, commitments, sources),
        ]
        for job in of_language:
            yield replace(job, name=f"{language}/{job.name}", given=(*job.given, language))


def _of_promises(frame: Frame, commitments: Sequence[Assessed], sources: Mapping[str, Source]) -> Iterator[Job]:
    each = [neighbour(assessed.commitment) for assessed in commitments]
    for assessed, before, after in zip(commitments, [None, *each], [*each[1:], None], strict=False):
        cited = {key: sources[key] for key in promise.read_sources(assessed) if key in sources}
        yield Job(assessed.commitment.id, promise_files, (frame, assessed, cited, before, after))


def _of_workstreams(
    frame: Frame, known: Mapping[str, Field], commitments: Sequence[Assessed], sources: Mapping[str, Source]
) -> Iterator[Job]:
    for name, field in known.items():
        own = tuple(assessed for assessed in commitments if stands_on(assessed, field))
        cited = {key: source for key, source in sources.items() if key.startswith(f"{name}/")}
        yield Job(f"workstream-{name}", workstream_page_file, (frame, field, own, cited))


def landing(frame: Frame) -> File:
    """The page that offers the languages."""
    return File(
        "index.html",
        environment(TEMPLATES).get_template("landing.html").render(languages=languages(frame), address=frame.address),
    )


def asset_files(chart: bool, map: bool) -> Iterator[File]:
    """Style, scripts, and the libraries that a page loads."""
    for file in sorted(STATIC.iterdir()):
        yield File(f"assets/{file.name}", file.read_bytes())
    for name, content in assets(chart=chart, map=map):
        yield File(f"assets/{name}", content)
