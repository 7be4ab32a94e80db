"""Which landfills have published enough to be planned with, what lies in them, and how well does the model fit?

Two tables of the US, of which each site is in both: what it reported (GHGRP) and its history (LMOP). A site takes the
same mass each year from its opening on: the waste in place over the years it took to come there, and then as much each
year until it closes. Of that mass the nation's composition decays by the shipped parameters; the share that degrades is
then scaled so that the model gives what the report implies,

    G = R + (E − (1 − DE)·R) / (1 − OX)        E reported, R collected, both kt CH4 of one year

Nothing that a site lacks is filled in: it is left out, by name and with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from communique.workstreams.methane.model.fod import decay_kernel, methane_potential
from communique.workstreams.methane.model.gas import tonnes_of_short_tons, tonnes_per_day
from communique.workstreams.methane.model.parameters import (
    DECAY_ROW,
    INERT,
    DecayParameters,
    decay_parameters,
    shipped,
)
from communique.workstreams.methane.site_series import shipped_histories, shipped_sites
from communique.workstreams.methane.sites import DAYS_PER_YEAR, TONNES_PER_KT

COUNTRY = "USA"
CLIMATE, SITE_TYPE, COVER = "boreal_temperate_wet", "managed_anaerobic", "default"
#: Why a site is left out, in the order in which it is asked.
REASONS = ("no-history", "two-histories", "opened", "closes", "waste", "gas", "misfit")


@dataclass(frozen=True)
class Landfill:
    """A site as it is planned with: masses in Gg a year, methane in kt of the year that was reported.

    last        last year of deposits, the target year at most; closed, whether it takes none in the target year
    generated   what report and collected gas imply; modelled, what the model gives for the nation's composition
    captured    share of what is generated that is captured today
    """

    site_id: str
    name: str
    latitude: float
    longitude: float
    year: int
    reported: float
    opened: int
    last: int
    closed: bool
    mass: float
    generated: float
    modelled: float
    captured: float

    @property
    def fit(self) -> float:
        """By what the degradable share of the nation's composition is multiplied for this site."""
        return self.generated / self.modelled


@dataclass(frozen=True)
class Worked:
    """The landfills planned with, and (name, reason) of those above the threshold that were left out."""

    sites: tuple[Landfill, ...]
    left_out: tuple[tuple[str, str], ...]
    threshold: float


def are_known(known_at: date) -> bool:
    """Whether both tables were recorded by a day."""
    return all(day <= known_at for table in (shipped_sites(), shipped_histories()) for day in table["recorded_on"])


def worked_sites(on: date, target_year: int) -> Worked:
    """All sites that reported at least the declared threshold, kt CH4, by falling report."""
    threshold = shipped().value("worked.threshold", "reported")
    known = shipped_sites().filter(pl.col("ch4_t") >= threshold * TONNES_PER_KT)
    histories: dict[str, list[dict[str, Any]]] = {}
    for row in shipped_histories().iter_rows(named=True):
        histories.setdefault(row["site_id"], []).append(row)
    rows = known.sort("ch4_t", "site_id", descending=[True, False]).to_dicts()
    names = _names(rows)
    found = [_landfill(row, names[row["site_id"]], histories.get(row["site_id"], []), on, target_year) for row in rows]
    return Worked(
        tuple(each for each in found if isinstance(each, Landfill)),
        tuple(each for each in found if not isinstance(each, Landfill)),
        threshold,
    )


def _names(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Name and state, and where two sites share both, the number of the facility."""
    plain = {row["site_id"]: f"{row['name']}, {row['region']}" for row in rows}
    twice = [name for name in plain.values() if list(plain.values()).count(name) > 1]
    return {id: f"{name} ({id})" if name in twice else name for id, name in plain.items()}


def _landfill(
    row: Mapping[str, Any], name: str, histories: list[dict[str, Any]], on: date, target_year: int
) -> Landfill | tuple[str, str]:
    if len(histories) != 1:
        return name, "two-histories" if histories else "no-history"
    history = histories[0]
    lacking = next(_lacking(history), None)
    if lacking is not None:
        return name, lacking
    found = _fitted(row, name, history, on, target_year)
    return (name, "misfit") if found is None else found


def _lacking(history: Mapping[str, Any]) -> Iterator[str]:
    """What a history lacks, of REASONS."""
    opened, closes = history["opened"], history["closes"]
    if opened is None or opened > (history["waste_year"] or opened):
        yield "opened"
    if closes is None or (opened is not None and closes < opened) or history["status"] == "Unknown":
        yield "closes"
    if not history["waste_short_tons"] or history["waste_year"] is None:
        yield "waste"
    collects = history["collects"]
    if collects not in ("Yes", "No") or (collects == "Yes" and history["collected_mmscfd"] is None):
        yield "gas"


def _fitted(
    row: Mapping[str, Any], name: str, history: Mapping[str, Any], on: date, target_year: int
) -> Landfill | None:
    """The site with its implied generation; None where no share of degradable waste explains the report."""
    filled = min(history["waste_year"], history["closes"]) - history["opened"] + 1
    mass = tonnes_of_short_tons(history["waste_short_tons"]) / TONNES_PER_KT / filled
    reported, collected = row["ch4_t"] / TONNES_PER_KT, _collected(history)
    generated = collected + (reported - (1 - destruction()) * collected) / (1 - oxidation(on))
    modelled = mass * _per_unit(history["opened"], history["closes"], row["year"])
    least, most = shipped().value("worked.misfit", "least"), 1 / sum(degradable().values())
    if generated < collected or not least <= generated / modelled <= most:
        return None
    return Landfill(
        row["site_id"], name, row["latitude"], row["longitude"], row["year"], reported,
        opened=history["opened"], last=min(history["closes"], target_year), closed=history["closes"] < target_year,
        mass=mass, generated=generated, modelled=modelled, captured=collected / generated,
    )  # fmt: skip


def generated_in(site: Landfill, year: int) -> float:
    """kt CH4 that a site generates in a year by the fitted model."""
    return site.mass * site.fit * _per_unit(site.opened, site.last, year)


def _collected(history: Mapping[str, Any]) -> float:
    """kt CH4 a year that the site collects."""
    if history["collects"] == "No":
        return 0.0
    share = shipped().value("gas.ch4_share", "landfill_gas")
    return tonnes_per_day(history["collected_mmscfd"], share) * DAYS_PER_YEAR / TONNES_PER_KT


def _per_unit(opened: int, closes: int, year: int) -> float:
    """kt CH4 generated in a year by a site that takes a Gg of the nation's waste each year from its opening on."""
    ages = year - np.arange(opened, min(closes, year) + 1)
    return float(sum(share * _of_one(decay(stream), ages) for stream, share in degradable().items()))


def _of_one(p: DecayParameters, ages: Any) -> float:
    potential = methane_potential(p.doc.value, p.doc_f.value, p.mcf.value, p.f.value)
    return float(potential * decay_kernel(p.k.value, ages).sum())


def decay(stream: str, doc: float | None = None) -> DecayParameters:
    """Decay parameters of a stream in the worked plan's sites; `doc` for one that has no default."""
    return decay_parameters(stream, SITE_TYPE, CLIMATE, doc=doc)


def degradable() -> dict[str, float]:
    """Stream -> share of the nation's waste, of the streams that make methane."""
    found = {key.split("|")[1]: fact.value for key, fact in shipped().keyed("waste.composition").items()
             if key.startswith(f"{COUNTRY}|")}  # fmt: skip
    return {stream: share for stream, share in found.items() if stream in DECAY_ROW and stream not in INERT and share}


def destruction() -> float:
    """Share of captured gas that is destroyed."""
    return shipped().value("ghgrp.destruction")


def oxidation(on: date) -> float:
    """Share of what escapes capture that the cover oxidises today."""
    return shipped().value("ghgrp.oxidation", COVER, on=on)
