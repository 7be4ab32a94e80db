"""On which sources does an edition stand, and what does its register of evidence hold?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace

from communique.assess.edition import Assessed
from communique.commitment import Evidence
from communique.facts import Source
from communique.publish import promise
from communique.publish.frame import File, Frame, page
from communique.render.html import anchor
from communique.render.words import PageWords


def sources_page(
    frame: Frame,
    commitments: Sequence[Assessed],
    others: Sequence[Evidence],
    sources: Mapping[str, Source],
    language: str,
) -> File:
    """Texts, sources of figures and the register in one language.

    others  evidence of the summit as a whole
    """
    rows = [*(row for assessed in commitments for row in assessed.evidence), *others]
    words = PageWords(language, rows)
    shown = {row.id: row for row in promise.shown(rows, rows, words)}
    pages = {row.id: f"{a.commitment.id}.html" for a in commitments for row in a.evidence}
    return page(
        "sources.html", "sources.html", frame, words, words.t("page-sources"), description=words.t("sources-lead"),
        texts=frame.communique.texts, sources=[_source(sources[key], commitments, words) for key in sorted(sources)],
        register=[
            SimpleNamespace(row=row, shown=shown[row.id], page=pages.get(row.id))
            for row in sorted(rows, key=lambda row: row.id)
        ],
    )  # fmt: skip


def _source(source: Source, commitments: Sequence[Assessed], words: PageWords) -> SimpleNamespace:
    key = source.key
    confidences = {f.confidence for a in commitments for f in a.figures if key in f.sources and f.confidence}
    facts = [source.publisher, str(source.year or ""), source.licence, key]
    facts += [words.t(f"confidence-{confidence}") for confidence in sorted(confidences)]
    used = [a.commitment for a in commitments if key in promise.read_sources(a)]
    return SimpleNamespace(
        anchor=anchor(key), title=source.title, note=source.note, used=used, facts=[fact for fact in facts if fact],
        url=promise.linked(source.url),
    )  # fmt: skip
