"""What does a field measure, by which parameters and tables, and which promises stand on it?"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from communique.assess.edition import Assessed
from communique.errors import MissingExtra
from communique.estimate import Indicator
from communique.facts import COLUMNS, Fact, Source, load
from communique.hooks import Workstream, workstreams
from communique.publish.figures import headline, reading
from communique.publish.frame import File, Frame, page, workstream_name, workstream_page
from communique.render.html import chips
from communique.render.words import PageWords
from communique.tables import Table


@dataclass(frozen=True)
class Column:
    """A column of a table as its page describes it."""

    name: str
    type: str
    unit: str
    description: str


@dataclass(frozen=True)
class Contract:
    """A table that may be contributed: what it holds, its key, where the official file is found."""

    name: str
    version: int
    description: str
    official_source: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Field:
    """A workstream as its page needs it: plain data, so that what has not changed can be told."""

    name: str
    question: str
    reads: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    facts: tuple[Fact, ...]
    contracts: tuple[Contract, ...]

    @property
    def verified(self) -> int:
        """How many of its figures were read in the source that they name."""
        return sum(fact.confidence == "verified" for fact in self.facts)


def fields(names: Iterable[str]) -> dict[str, Field]:
    """The installed workstreams of these names."""
    installed = workstreams()
    return {name: _field(installed[name]) for name in names if name in installed}


def _field(workstream: Workstream) -> Field:
    return Field(
        name=workstream.name,
        question=workstream.question,
        reads=workstream.reads,
        indicators=workstream.indicators,
        facts=tuple(fact for folder in _fact_folders(workstream.folder) for fact in load(folder)),
        contracts=tuple(_contract(table) for table in _tables(workstream)),
    )


def _fact_folders(folder: Path) -> list[Path]:
    """Folders below a workstream's whose every CSV file is one of facts."""
    return [file.parent for file in sorted(folder.glob("*/sources.toml")) if _holds_facts(file.parent)]


def _holds_facts(folder: Path) -> bool:
    heads = [file.open(encoding="utf-8").readline().strip() for file in folder.glob("*.csv")]
    return bool(heads) and all(head == ",".join(COLUMNS) for head in heads)


def _tables(workstream: Workstream) -> Sequence[Table]:
    try:
        return tuple(workstream.load("tables") or ())
    except MissingExtra:
        return ()  # the edition already says that the workstream is left out


def _contract(table: Table) -> Contract:
    columns = tuple(Column(c.name, c.type, c.unit or "", c.description) for c in table.columns)
    return Contract(table.name, table.version, table.description, table.official_source, table.key, columns)


def workstream_page_file(
    frame: Frame, field: Field, commitments: Sequence[Assessed], sources: Mapping[str, Source], language: str
) -> File:
    """The page of a workstream in one language; `commitments` are those that stand on it."""
    words = PageWords(language)
    name, method = workstream_name(field.name, words), f"workstream-{field.name}-method"
    question = words.t(field.question)
    own = {key: source for key, source in sources.items() if key.startswith(f"{field.name}/")}
    return page(
        "workstream.html", workstream_page(field.name), frame, words, name, description=question, name=name,
        question=question, field=field, method=words.t(method) if method in words.words else "",
        indicators=[(words.t(i.message_id) if i.message_id in words.words else i.id, i) for i in field.indicators],
        promises=[_promise(a, words) for a in commitments],
        facts=[_fact(fact, field.name, own, words) for fact in field.facts],
        verified=_share(field, words), data=f"../{facts_name(field.name)}" if field.facts else "",
        command=f"communique {field.name} --help",
    )  # fmt: skip


def _share(field: Field, words: PageWords) -> str:
    n = len(field.facts)
    return words.t("workstream-verified", verified=field.verified, n=n) if n else ""


def _promise(assessed: Assessed, words: PageWords) -> SimpleNamespace:
    figure = headline(assessed)
    return SimpleNamespace(
        c=assessed.commitment, sign=words.sign(assessed.status), figure=reading(figure, words) if figure else None
    )


def _fact(fact: Fact, workstream: str, sources: Mapping[str, Source], words: PageWords) -> SimpleNamespace:
    low, high = (None, None) if math.isnan(fact.low) or math.isnan(fact.high) else (fact.low, fact.high)
    return SimpleNamespace(
        id=fact.id,
        key=fact.key,
        amount=words.amount(fact.value, fact.unit, low, high),
        dates="–".join(str(day.year) if day else "" for day in (fact.valid_from, fact.valid_to)).strip("–"),
        chip=chips((f"{workstream}/{fact.source}",), sources, fact.confidence)[0],
    )


def stands_on(assessed: Assessed, field: Field) -> bool:
    """Whether a promise names the workstream or has a target that it measures."""
    measured = {target.indicator for target in assessed.commitment.targets}
    return field.name in assessed.commitment.bound or bool(measured & {i.id for i in field.indicators})


def facts_name(workstream: str) -> str:
    """Address of a workstream's figures from the site's folder."""
    return f"data/workstream-{workstream}-facts.csv"


def facts_file(field: Field) -> File:
    """All figures that a workstream ships, with source and confidence."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for fact in field.facts:
        ends = ["" if math.isnan(value) else value for value in (fact.low, fact.high)]
        dates = [day or "" for day in (fact.valid_from, fact.valid_to)]
        writer.writerow(
            [fact.id, fact.key, fact.value, *ends, fact.unit, *dates, fact.source, fact.confidence, fact.recorded_on,
             fact.note]
        )  # fmt: skip
    return File(facts_name(field.name), stream.getvalue())
