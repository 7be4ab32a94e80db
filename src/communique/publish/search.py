"""How is anything of an edition found: promises, parties, fields, pictures, sources, evidence, terms?

One list in each language. The page shows it whole; a script, which loads as a script so that it opens from disk too,
holds the same list with the words to look in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from communique.assess.edition import Assessed
from communique.commitment import Evidence
from communique.facts import Source
from communique.language import COMPLETE
from communique.publish import promise
from communique.publish.about import terms
from communique.publish.chart_page import chart_page
from communique.publish.frame import PAGES, File, Frame, page, party_page, workstream_name, workstream_page
from communique.publish.workstream import Field
from communique.render.html import anchor, as_script
from communique.render.words import PageWords

#: Kinds in the order in which they are listed; of two that fit as well, the earlier kind comes first.
KINDS = ("promise", "party", "workstream", "page", "term", "picture", "evidence", "source")


@dataclass(frozen=True)
class Found:
    """One entry: its kind, title and address within the language's folder, what is said below it, what else is read."""

    kind: str
    title: str
    address: str
    said: str = ""
    read: str = ""


def search_files(
    frame: Frame,
    commitments: Sequence[Assessed],
    others: Sequence[Evidence],
    fields: Mapping[str, Field],
    sources: Mapping[str, Source],
    language: str,
) -> Iterator[File]:
    """The page and its index in one language."""
    rows = [*(row for assessed in commitments for row in assessed.evidence), *others]
    words = PageWords(language, rows)
    found = entries(frame, commitments, others, fields, sources, words)
    index = [[each.kind, each.title, each.address, each.said, each.read] for each in found]
    name = f"search-{language}.js"
    groups = [(kind, words.t(f"search-kind-{kind}"), list(of)) for kind, of in groupby(found, lambda each: each.kind)]
    yield page(
        "search.html", "search.html", frame, words, words.t("search-title"), description=words.t("search-lead"),
        scripts=(name, "search.js"), n=len(found),
        groups=groups,
        kinds={kind: words.t(f"search-kind-{kind}") for kind in KINDS},
    )  # fmt: skip
    yield File(f"assets/{name}", f"window.communiqueIndex={as_script(index)};\n")


def entries(
    frame: Frame,
    commitments: Sequence[Assessed],
    others: Sequence[Evidence],
    fields: Mapping[str, Field],
    sources: Mapping[str, Source],
    words: PageWords,
) -> list[Found]:
    """Everything that can be found, by kind."""
    found = [*_promises(commitments, words), *_parties(frame, words), *_fields(fields, words)]
    found += [Found("page", words.t(id), address) for address, id in PAGES if address != "search.html"]
    found += [Found("term", word, f"about.html#{mark}", means) for mark, word, means in terms(words)]
    found += [*_pictures(commitments, words), *_evidence(commitments, others, words), *_sources(sources)]
    return found


def _promises(commitments: Sequence[Assessed], words: PageWords) -> Iterator[Found]:
    for assessed in commitments:
        c = assessed.commitment
        others = [c.title[language] for language in COMPLETE if language != words.language and language in c.title]
        parts = [
            words.say(c.paraphrase), words.t(f"commitment-kind-{c.kind}"), *(words.party(p) for p in c.parties),
            *others, *(words.say(target.title) for target in c.targets),
        ]  # fmt: skip
        title = words.t("page-title", number=str(c.number), title=words.say(c.title))
        yield Found("promise", title, f"{c.id}.html", words.sign(assessed.status).word, " ".join(parts))


def _parties(frame: Frame, words: PageWords) -> Iterator[Found]:
    for party in frame.communique.parties:
        names = " ".join([party, *(PageWords(language).party(party) for language in COMPLETE)])
        yield Found("party", words.party(party), party_page(party), "", names)


def _fields(fields: Mapping[str, Field], words: PageWords) -> Iterator[Found]:
    for field in fields.values():
        yield Found(
            "workstream", workstream_name(field.name, words), workstream_page(field.name), words.t(field.question)
        )


def _pictures(commitments: Sequence[Assessed], words: PageWords) -> Iterator[Found]:
    for assessed in commitments:
        c = assessed.commitment
        for view in assessed.views:
            title = promise.view_title(view, c, words)
            yield Found("picture", title, chart_page(c.id, view.id), f"{c.number} {words.say(c.title)}")


def _evidence(commitments: Sequence[Assessed], others: Sequence[Evidence], words: PageWords) -> Iterator[Found]:
    pages = {row.id: f"{a.commitment.id}.html#evidence-{row.id}" for a in commitments for row in a.evidence}
    for row in [*(row for assessed in commitments for row in assessed.evidence), *others]:
        said = f"{words.when(row)} · {words.t(f'evidence-kind-{row.kind}')}"
        address = pages.get(row.id, f"sources.html#row-{row.id}")
        yield Found("evidence", words.say(row.event).rstrip("."), address, said, f"{row.id} {promise.site(row.source)}")


def _sources(sources: Mapping[str, Source]) -> Iterator[Found]:
    for key, source in sorted(sources.items()):
        said = ", ".join(filter(None, (source.publisher, str(source.year or ""))))
        yield Found("source", source.title, f"sources.html#{anchor(key)}", said, key)
