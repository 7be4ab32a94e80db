"""Which data does an edition rest on: tables and versions, who handed them in, licences, and how much was verified?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from communique.assess.edition import Assessed, Manifest
from communique.commitment import Evidence
from communique.facts import Source
from communique.publish import promise
from communique.publish.downloads import data_name
from communique.publish.frame import File, Frame, page, workstream_name, workstream_page
from communique.publish.workstream import Contract, Field, facts_name
from communique.render.words import PageWords


def data_page(
    frame: Frame,
    made: Manifest,
    fields: Mapping[str, Field],
    commitments: Sequence[Assessed],
    sources: Mapping[str, Source],
    language: str,
) -> File:
    """The page of all data in one language."""
    words = PageWords(language)
    register = [row for assessed in commitments for row in assessed.evidence]
    shares = [*(_share(field, words) for field in fields.values() if field.facts)]
    return page(
        "data.html", "data.html", frame, words, words.t("data-title"), description=words.t("data-lead"),
        tables=_tables(made, fields, words), shares=shares, whole=_whole(fields.values(), words),
        register=_register(register, words), licences=_licences(sources.values(), words),
        downloads=[_downloads(a, words) for a in commitments],
    )  # fmt: skip


def _tables(made: Manifest, fields: Mapping[str, Field], words: PageWords) -> list[SimpleNamespace]:
    """Every table that was read, and those that could be handed in and were not."""
    owners = {c.name: (field.name, c) for field in fields.values() for c in field.contracts}
    names = sorted({*made.tables, *owners})
    return [_table(name, made.tables.get(name), owners.get(name), words) for name in names]


def _table(name: str, read: Any, owner: tuple[str, Contract] | None, words: PageWords) -> SimpleNamespace:
    version = read.get("version") if isinstance(read, Mapping) else None
    handed = list(read.get("contributions", ())) if isinstance(read, Mapping) else []
    return SimpleNamespace(
        name=name,
        anchor=f"{workstream_page(owner[0])}#table-{name.replace('.', '-')}" if owner else "",
        description=owner[1].description if owner else "",
        version="" if version is None else str(version),
        handed=handed,
        said=words.t("data-handed", n=len(handed)) if handed else words.t("data-none-handed"),
    )


def _share(field: Field, words: PageWords) -> SimpleNamespace:
    return SimpleNamespace(
        name=workstream_name(field.name, words),
        page=workstream_page(field.name),
        file=f"../{facts_name(field.name)}",
        all=len(field.facts),
        verified=field.verified,
        share=words.words.percent(field.verified / len(field.facts)),
    )


def _whole(fields: Iterable[Field], words: PageWords) -> str:
    """The share of all shipped figures that was verified; empty where none is shipped."""
    found = [field for field in fields if field.facts]
    n, verified = sum(len(field.facts) for field in found), sum(field.verified for field in found)
    return words.t("data-verified", share=words.words.percent(verified / n), verified=verified, n=n) if n else ""


def _register(rows: Sequence[Evidence], words: PageWords) -> list[tuple[str, list[tuple[str, int]]]]:
    """(heading, [(word, rows)]) of the register by confidence and by class of source; the largest first."""
    found = []
    for heading, prefix, key in (
        ("data-by-confidence", "confidence", "confidence"), ("data-by-class", "source-class", "source_class"),
    ):  # fmt: skip
        counted = Counter(str(getattr(row, key)) for row in rows)
        found.append((words.t(heading), [(words.t(f"{prefix}-{name}"), n) for name, n in counted.most_common()]))
    return found


def _licences(sources: Iterable[Source], words: PageWords) -> list[tuple[str, int]]:
    """(licence, sources under it), the most frequent first; one that is not stated is said to be not known."""
    counted = Counter(source.licence or words.t("view-unknown") for source in sources)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _downloads(assessed: Assessed, words: PageWords) -> SimpleNamespace:
    commitment = assessed.commitment
    names = [("evidence", words.t("page-evidence"))]
    names += [(view.id, promise.view_title(view, commitment, words)) for view in assessed.views]
    return SimpleNamespace(c=commitment, files=[(title, data_name(commitment.id, view)) for view, title in names])
