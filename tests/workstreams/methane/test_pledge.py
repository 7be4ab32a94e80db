"""Is the pledge context and never a verdict, and does each official file have an address and a command that exists?"""

from __future__ import annotations

import dataclasses
import math
import shlex
from datetime import date

import pytest

from communique.geo import TOGETHER
from communique.hooks import Context
from communique.tables.frames import empty_frame
from communique.workstreams.methane.current_files import FILES, current_files
from communique.workstreams.methane.inventory import Reading, estimate, read
from communique.workstreams.methane.model.parameters import shipped
from communique.workstreams.methane.pledge import INDICATOR, context, totals
from communique.workstreams.methane.sites import FORMATS
from communique.workstreams.methane.tables import TABLES

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def ctx() -> Context:
    return Context(
        on=DAY, known_at=DAY, seed=1, draws=10, read_table=lambda table: empty_frame(table, lineage=True),
        facts=shipped(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def reading(ctx: Context) -> Reading:
    return read(ctx)


def test_totals_are_those_of_the_common_reporting_format_of_2021(ctx: Context) -> None:
    found = estimate(ctx)[INDICATOR]
    assert found.unit == "Mt CH4"
    last = found.years.index(2019)
    assert found.of("USA")[0, last] == pytest.approx(26.388508114, rel=1e-9)
    assert found.of("CAN")[0, last] == pytest.approx(3.910459318, rel=1e-9)


def test_a_country_without_a_total_is_unknown_and_so_is_the_sum(ctx: Context) -> None:
    found = estimate(ctx)[INDICATOR]
    assert all(math.isnan(value) for value in found.of("MEX")[0])
    assert found.known_years(TOGETHER) == ()
    assert "methane-caveat-no-total" in {text.id for text in found.reasons("MEX")}


def test_two_equally_new_totals_are_none(reading: Reading) -> None:
    own = totals(reading)["USA"]
    twin = dataclasses.replace(own, name="another")
    doubled = dataclasses.replace(reading, vintages=(*reading.vintages, twin))
    assert "USA" not in totals(doubled)
    assert "CAN" in totals(doubled)


def test_the_picture_has_no_target_and_its_waste_is_of_the_same_submission(ctx: Context, reading: Reading) -> None:
    seen = context(estimate(ctx)[INDICATOR], reading, ())
    assert seen.target is None
    by_name = {(getattr(line.name, "id", ""), line.party): dict(line.points) for line in seen.lines}
    canada = by_name["methane-line-waste", "CAN"]
    assert canada[2019] == pytest.approx(1.0684766, rel=1e-6)  # of CRF 2021; NIR 2023 says 0.7705
    assert all(part < by_name["methane-line-all", "CAN"][year] for year, part in canada.items())
    assert "methane-pledge-collective" in {getattr(text, "id", "") for text in seen.unknown}


def test_every_command_names_a_table_and_a_format_that_exist() -> None:
    tables = {table.name: table for table in TABLES}
    for file in FILES:
        words = shlex.split(file.command)
        assert words[0] == "communique"
        if words[1] == "methane":
            assert words[2:4] == ["plan", "--published"] or (words[2] == "sites" and words[-1] in FORMATS)
            continue
        assert words[1] in ("contribute", "template")
        if words[1] == "contribute":
            assert words[-1] in tables[words[2]].loaders
        else:
            assert words[2] in tables


def test_every_loader_is_told_on_the_page() -> None:
    said = " ".join(file.command for file in FILES)
    assert all(name in said for table in TABLES for name in table.loaders)
    assert len(current_files().cells) == len(FILES)
