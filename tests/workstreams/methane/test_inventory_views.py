"""Do the views show gaps, breaks, paths and recalculation as they are, in three languages?"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date

import pytest

from communique.hooks import Context
from communique.language import COMPLETE, Text, Words, translation_folders
from communique.tables.frames import empty_frame
from communique.view import Bars, Grid, TimeSeries, View
from communique.workstreams.methane import workstream
from communique.workstreams.methane.inventory import INDICATOR, estimate
from communique.workstreams.methane.model.parameters import shipped
from communique.workstreams.methane.series import figures
from communique.workstreams.methane.tables import INVENTORY
from communique.workstreams.methane.views import REMEDIES, views


@pytest.fixture(scope="module")
def context() -> Context:
    return Context(
        on=date(2026, 11, 24), known_at=date(2026, 11, 24), seed=1, draws=10,
        read_table=lambda table: empty_frame(table, lineage=True), facts=shipped(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def seen(context: Context) -> dict[str, View]:
    return {view.id: view for view in views(context, estimate(context), None)}


def series(seen: dict[str, View], id: str) -> TimeSeries:
    view = seen[id]
    assert isinstance(view, TimeSeries)
    return view


def texts(thing: object) -> Iterator[Text]:
    if isinstance(thing, Text):
        yield thing
        yield from texts(tuple(thing.args.values()))
    elif isinstance(thing, tuple | list):
        for each in thing:
            yield from texts(each)
    elif dataclasses.is_dataclass(thing):
        yield from texts(tuple(getattr(thing, field.name) for field in dataclasses.fields(thing)))


def test_recalculation_is_one_bar_a_submission_stacked_by_category(seen: dict[str, View]) -> None:
    bars = seen["methane-recalculation-can-2019"]
    assert isinstance(bars, Bars)
    heights: dict[str, float] = {}
    for bar in bars.bars:
        heights[str(bar.name)] = heights.get(str(bar.name), 0) + bar.value
    assert heights == pytest.approx({"CRF 2021": 1068.4766010164537, "NIR 2023": 770.5303747209102}, rel=1e-12)


def test_what_is_missing_names_who_what_and_the_remedy(seen: dict[str, View]) -> None:
    grid = seen["methane-missing"]
    assert isinstance(grid, Grid)
    rows = [tuple(cell.id for cell in row if isinstance(cell, Text)) for row in grid.cells]
    assert ("methane-country-mex", "methane-caveat-no-base-year", "methane-remedy-base-year") in rows
    assert ("methane-country-usa", "methane-caveat-no-base-year", "methane-remedy-base-year") in rows
    assert ("methane-country-can", "methane-caveat-incomplete-years", "methane-remedy-regions") in rows
    assert rows.count(("methane-country-mex", "methane-missing-breaks", "methane-remedy-recalculate")) == 1
    assert rows[-1] == ("methane-country-all", "methane-missing-plan", "methane-remedy-plan")


def test_every_source_key_of_a_view_is_in_the_sources(seen: dict[str, View]) -> None:
    keys = {key for view in seen.values() for key in view.sources}
    assert {"methane/eccc-nir-2023", "methane/unfccc-di-mex", "methane/unfccc-crf-2021"} <= keys
    assert {key.removeprefix("methane/") for key in keys} <= {*figures().sources, *shipped().sources}


@pytest.mark.parametrize("language", COMPLETE)
def test_every_word_of_the_views_is_said(language: str, seen: dict[str, View]) -> None:
    words = Words(language, translation_folders(workstream.folder))
    for text in texts(tuple(seen.values())):
        assert text.id in words
        assert not re.search(r"\{|\$|-caveat-", words.say(text))
        years = [value for name, value in text.args.items() if name in ("year", "base", "first", "last")]
        assert all(isinstance(year, str) for year in years)  # a year never gets a thousands sign


@pytest.mark.parametrize("language", COMPLETE)
def test_every_message_the_code_can_ask_for_is_said(language: str) -> None:
    words = Words(language, translation_folders(workstream.folder))
    asked = {*REMEDIES, *REMEDIES.values(), *(check.id for check in INVENTORY.checks), workstream.question}
    asked |= {indicator.message_id for indicator in workstream.indicators} | {"methane-method-reported"}
    for file in workstream.folder.glob("*.py"):
        asked |= set(re.findall(r'Text\(\s*"([a-z-]+)"', file.read_text(encoding="utf-8")))
    assert asked <= set(words.ids)


def test_without_the_estimate_there_is_nothing_to_see(context: Context) -> None:
    assert views(context, {}, None) == []
    assert INDICATOR in estimate(context)
