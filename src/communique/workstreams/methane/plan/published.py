"""What would a plan look like where no party has handed in measures, worked on published data alone?

The published sites and figures are written as the rows that a party would contribute, and read as such: the worked plan
is the plan of those rows. So what it is made of can be written to sheets, changed, and contributed; a contributed plan
then takes its place, as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from communique.workstreams.methane.model.parameters import Parameter, of_fact, shipped
from communique.workstreams.methane.plan import Asked
from communique.workstreams.methane.plan.contributed import ALL, contributed
from communique.workstreams.methane.plan.published_measures import measures
from communique.workstreams.methane.plan.published_sites import (
    COUNTRY,
    Landfill,
    Worked,
    decay,
    degradable,
    destruction,
    oxidation,
    worked_sites,
)

if TYPE_CHECKING:
    import polars as pl

    from communique.workstreams.methane.plan.problem import Problem

INERT = "inert"


@dataclass(frozen=True)
class Sheets:
    """The worked plan's inputs as rows of the tables of `plan_tables`, and the sites they are of."""

    worked: Worked
    deposits: pl.DataFrame
    measures: pl.DataFrame
    ranges: pl.DataFrame


def sheets(asked: Asked) -> Sheets:
    """The inputs of the worked plan."""
    from communique.workstreams.methane.plan_tables import DEPOSITS, MEASURES, RANGES

    worked = worked_sites(asked.on, asked.target_year)
    first = asked.base_year - int(shipped().value("fod.history"))
    deposits = (row for site in worked.sites for row in _deposits(site, first, asked.on))
    return Sheets(
        worked,
        _frame(DEPOSITS, deposits),
        _frame(MEASURES, measures(worked.sites, asked.on, asked.first_action, asked.target_year)),
        _frame(RANGES, _ranges()),
    )


def worked_problem(asked: Asked, given: Sheets) -> Problem:
    """The problem that the sheets state, as a contributor's would."""
    return contributed(
        given.deposits, given.measures, given.ranges, base_year=asked.base_year, target_year=asked.target_year,
        cut=asked.cut, first_action=asked.first_action,
    )  # fmt: skip


def _frame(table: Any, rows: Iterator[dict[str, Any]]) -> pl.DataFrame:
    import polars as pl

    from communique.tables import empty_frame

    schema = dict(empty_frame(table).schema)
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


def _deposits(site: Landfill, first: int, on: date) -> Iterator[dict[str, Any]]:
    """Rows of a site from `first` on, so that its history is whole: before it opened it took nothing."""
    shares = {stream: share * site.fit for stream, share in degradable().items()}
    common = {
        "country": COUNTRY, "site": site.name, "mass_unit": "Gg", "captured": site.captured,
        "oxidation": oxidation(on), "destruction": destruction(),
        "source": "epa-ghgrp-hh; epa-lmop; docs/methods/methane-plan.md",
    }  # fmt: skip
    for stream, share in {**shares, INERT: 1 - sum(shares.values())}.items():
        p = decay("bulk", doc=0.0) if stream == INERT else decay(stream)
        figures = {
            "stream": stream, "doc": p.doc.value, "doc_f": p.doc_f.value, "k": p.k.value, "mcf": p.mcf.value,
            "methane_share": p.f.value,
        }  # fmt: skip
        for year in range(min(first, site.opened), site.last + 1):
            yield {**common, **figures, "year": year, "mass": share * site.mass if year >= site.opened else 0.0}


def _ranges() -> Iterator[dict[str, Any]]:
    """The parameters' own recorded ranges as multiples; today's capture as that of a metered flow."""
    for stream in degradable():
        p = decay(stream)
        for name, parameter in (("doc", p.doc), ("doc_f", p.doc_f), ("k", p.k)):
            yield _range(stream, name, parameter)
    p = decay(next(iter(degradable())))
    yield _range(ALL, "mcf", p.mcf)
    yield _range(ALL, "methane_share", p.f)
    metered = of_fact(shipped().fact("fod.recovery_uncertainty", "metered"))
    yield _row(ALL, "captured", 1 - metered.value, 1 + metered.value, metered.source)


def _range(stream: str, name: str, parameter: Parameter) -> dict[str, Any]:
    value = parameter.value
    return _row(stream, name, parameter.low / value, parameter.high / value, parameter.source)


def _row(stream: str, name: str, low: float, high: float, source: str) -> dict[str, Any]:
    return {"country": COUNTRY, "site": ALL, "stream": stream, "parameter": name, "low": low, "high": high,
            "source": source}  # fmt: skip
