"""What did solid waste and wastewater emit, by country and together, according to which inventory vintage?

The indicator is the sum of 5.A to 5.D (solid waste disposal, biological treatment, incineration and open burning,
wastewater) of one vintage a country. Vintages are never mixed, nothing is extrapolated, and what an inventory does not
hold is unknown with its reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import polars as pl

from communique.estimate import Caveat, Estimate, Provenance
from communique.geo import NORTH_AMERICA, TOGETHER
from communique.hooks import Context
from communique.language import Text
from communique.units import factor
from communique.workstreams.methane import pledge
from communique.workstreams.methane.loaders import SCHEMA, national
from communique.workstreams.methane.series import figures, shipped
from communique.workstreams.methane.series.breaks import breaks, starts_up
from communique.workstreams.methane.series.vintages import Vintage, cells, sum_of, waste_series
from communique.workstreams.methane.tables import INVENTORY

INDICATOR = "methane.waste_ch4"
UNIT = "kt CH4"


@dataclass(frozen=True)
class Reading:
    """All vintages that are known, the one that is used for each country, and why others are not."""

    vintages: tuple[Vintage, ...]
    pinned: Mapping[str, Vintage]
    refused: tuple[Caveat, ...]


def estimate(ctx: Context) -> dict[str, Estimate]:
    """The indicators as reported, one draw: waste in kt CH4 and all methane in Mt CH4, of each country and together."""
    reading = read(ctx)
    years = _years(reading)
    draws = np.full((1, len(NORTH_AMERICA), len(years)), np.nan)
    for row, country in enumerate(NORTH_AMERICA):
        if country in reading.pinned:
            known = waste_series(reading.pinned[country])
            draws[0, row] = [known[year].known if year in known else math.nan for year in years]
    found = Estimate(
        indicator=INDICATOR,
        unit=UNIT,
        parties=NORTH_AMERICA,
        years=years,
        draws=draws,
        method="methane-method-reported",
        provenance=tuple(_provenance(reading)),
        reported=frozenset(NORTH_AMERICA),
        breaks=_breaks(reading),
    ).with_total()
    return {INDICATOR: _with_caveats(found, reading), **pledge.estimate(reading)}


def read(ctx: Context) -> Reading:
    """Shipped and contributed vintages as known at `known_at`, of years up to `on`, and which one is used a country."""
    contributed, foreign = _own(ctx.read_table(INVENTORY))
    mine = shipped().filter(pl.col("recorded_on") <= ctx.known_at)
    # a country's own rows of a vintage replace the shipped ones whole
    mine = mine.join(contributed, on=["country", "vintage"], how="anti")
    vintages = [
        *_vintages(mine, ctx, contributed=False),
        *_vintages(contributed, ctx, contributed=True),
    ]
    pinned: dict[str, Vintage] = {}
    refused = [Caveat(country, Text("methane-caveat-others-inventory", {"by": by})) for country, by in foreign]
    for country in NORTH_AMERICA:
        chosen, reasons = pin([v for v in vintages if v.country == country])
        refused += [Caveat(country, reason) for reason in reasons]
        if chosen:
            pinned[country] = chosen
    return Reading(tuple(vintages), pinned, tuple(refused))


def country_text(party: str) -> Text:
    """The name of one of the three countries, or of all together."""
    return Text(f"methane-country-{party.lower()}")


def pin(vintages: Iterable[Vintage]) -> tuple[Vintage | None, tuple[Text, ...]]:
    """The newest submission that has the whole waste sector in some year, and why newer ones are not used.

    Without a submission year a vintage is older than any with one. Of one year a contributed one is used before a
    shipped one; two contributed ones contradict each other, and none is used.
    """
    reasons = []
    fit = []
    for vintage in vintages:
        sums = waste_series(vintage)
        if any(math.isfinite(each.known) for each in sums.values()):
            fit.append(vintage)
        elif sums:
            lacking = sorted({code for each in sums.values() for code in (*each.missing, *each.partial, *each.keys)})
            reasons.append(
                Text("methane-caveat-vintage-unusable", {"vintage": vintage.name, "categories": ", ".join(lacking)})
            )
    newest = max((_age(v) for v in fit), default=None)
    best = [v for v in fit if _age(v) == newest]
    if len(best) > 1:
        names = ", ".join(sorted(v.name for v in best))
        return None, (*reasons, Text("methane-caveat-vintage-conflict", {"vintages": names}))
    return (best[0] if best else None), tuple(reasons)


def _age(vintage: Vintage) -> tuple[int, bool]:
    return (vintage.submission_year or 0, vintage.contributed)


def _own(rows: pl.DataFrame) -> tuple[pl.DataFrame, list[tuple[str, str]]]:
    """Rows that a country contributed of itself, and (country, contributor) of those that somebody else did."""
    others = (
        rows.filter(pl.col("country") != pl.col("party")).select("country", "party").unique().sort("country", "party")
    )
    return rows.filter(pl.col("country") == pl.col("party")), others.rows()


def _vintages(rows: pl.DataFrame, ctx: Context, *, contributed: bool) -> Iterator[Vintage]:
    rows = rows.filter((pl.col("gas") == "CH4") & (pl.col("year") <= ctx.on.year))
    for (country, name), part in sorted(rows.group_by("country", "vintage"), key=lambda each: str(each[0])):
        origins = part["contribution_id" if contributed else "source"].unique().sort().to_list()
        yield Vintage(
            country=str(country),
            name=str(name),
            submission_year=part["submission_year"].max(),  # type: ignore[arg-type]  # a year, or None for none stated
            guidelines=", ".join(part["guidelines"].unique().sort()),
            sources=tuple(origins),
            confidence="verified" if contributed else str(part["confidence"].max()),
            contributed=contributed,
            cells=cells(national(in_kt_ch4(part.select(*SCHEMA), ctx), _regions())),
        )


def in_kt_ch4(rows: pl.DataFrame, ctx: Context) -> pl.DataFrame:
    """The same rows in kt CH4.

    A figure in CO2e is divided by the warming potential that the row names; without a name it has no place in the
    contract (`methane-inventory-gwp-named`), so it cannot come here.
    """
    pairs = rows.select("unit", "gwp").unique().rows()
    factors = {(unit, gwp): _to_kt_ch4(unit, gwp, ctx) for unit, gwp in pairs}
    by_pair = pl.DataFrame(
        [(unit, gwp, each) for (unit, gwp), each in factors.items()],
        schema={"unit": pl.String, "gwp": pl.String, "factor": pl.Float64},
        orient="row",
    )
    return (
        rows.join(by_pair, on=["unit", "gwp"], how="left", nulls_equal=True, maintain_order="left")
        .with_columns(
            pl.when(pl.col("factor") == 1).then("value").otherwise(pl.col("value") * pl.col("factor")).alias("value"),
            pl.lit(UNIT).alias("unit"),
            pl.lit(None, pl.String).alias("gwp"),
        )
        .select(*SCHEMA)
    )


def _to_kt_ch4(unit: str, gwp: str | None, ctx: Context) -> float:
    if not unit.endswith("CO2e"):
        return factor(unit, UNIT)
    return factor(unit, "kt CO2e") / ctx.facts.value("gwp.ch4", str(gwp))


def _regions() -> dict[str, int]:
    return {fact.key: int(fact.value) for fact in figures() if fact.id == "regions"}


def _years(reading: Reading) -> tuple[int, ...]:
    """Every year from the first to the last figure; the base year where there is none at all."""
    known = [year for vintage in reading.pinned.values() for year in vintage.years]
    return tuple(range(min(known), max(known) + 1)) if known else (base_year(),)


def base_year() -> int:
    """The year that the change is measured from."""
    return int(figures().value("waste-goal", "base-year"))


def _breaks(reading: Reading) -> dict[str, tuple[int, ...]]:
    """The years of the breaks of each country that has one; a break of one country is a break of the sum."""
    found = {country: tuple(sorted({b.year for b in breaks(v)})) for country, v in reading.pinned.items()}
    found = {country: years for country, years in found.items() if years}
    return found | ({TOGETHER: tuple(sorted(set().union(*found.values())))} if found else {})


def _provenance(reading: Reading) -> Iterator[Provenance]:
    for country, vintage in reading.pinned.items():
        table = INVENTORY.name if vintage.contributed else ""
        for source in vintage.sources:
            yield Provenance(country, source, vintage.name, vintage.confidence, table)


def _with_caveats(found: Estimate, reading: Reading) -> Estimate:
    caveats = list(reading.refused)
    for country in NORTH_AMERICA:
        vintage = reading.pinned.get(country)
        if vintage is None:
            caveats.append(Caveat(country, Text("methane-caveat-no-inventory")))
        else:
            caveats += [Caveat(country, reason, year) for reason, year in _reasons(vintage, found)]
    return replace(found, caveats=(*caveats, *_joint(found, reading)))


def _reasons(vintage: Vintage, found: Estimate) -> Iterator[tuple[Text, int | None]]:
    """Everything a reader of one country's figures must know: (reason, year or None for all years)."""
    yield Text("methane-caveat-vintage", {"vintage": vintage.name, "guidelines": vintage.guidelines}), None
    if vintage.submission_year is None:
        yield Text("methane-caveat-submission-unknown", {"vintage": vintage.name}), None
    base, known = base_year(), found.known_years(vintage.country)
    if base not in known:
        yield Text("methane-caveat-no-base-year", {"base": str(base), **_span(known[0], known[-1])}), base
    yield from _gaps(vintage)
    landfills = {year: sum_of(vintage.cells, year, ("5.A",)).known for year in vintage.years}
    if starts_up({year: value for year, value in landfills.items() if math.isfinite(value)}):
        yield Text("methane-caveat-start-up", {"category": "5.A", "year": str(vintage.years[0])}), None
    for each in breaks(vintage):
        mark = {"year": str(each.year), "category": each.category, "kind": each.kind}
        yield Text("caveat-series-break", mark), each.year
    for fact in figures():
        if (fact.id, fact.key) == ("waste-uncertainty", vintage.country) and fact.valid_from:
            args = {"share": fact.value, "year": str(fact.valid_from.year)}
            yield Text("methane-caveat-uncertainty-elsewhere", args), None
    yield Text("methane-caveat-uncertainty-not-stated"), None


def _gaps(vintage: Vintage) -> Iterator[tuple[Text, int | None]]:
    """What a vintage does not hold: categories without figure or key, with a key, or for a part of the country only."""
    missing: dict[str, list[int]] = {}
    keyed: dict[tuple[str, str], list[int]] = {}
    partial: list[int] = []
    for year, each in waste_series(vintage).items():
        for category in each.missing:
            missing.setdefault(category, []).append(year)
        for category, key in each.keys.items():
            keyed.setdefault((category, key), []).append(year)
        if each.partial:
            partial.append(year)
    for first, last in _runs(partial):
        yield Text("methane-caveat-incomplete-years", _span(first, last)), None
    for category, years in missing.items():
        for first, last in _runs(years):
            yield Text("methane-caveat-category-missing", {"category": category, **_span(first, last)}), None
    for (category, key), years in keyed.items():
        for first, last in _runs(years):
            yield Text("methane-caveat-notation", {"category": category, "key": key, **_span(first, last)}), None


def _runs(years: list[int]) -> list[tuple[int, int]]:
    """First and last year of each unbroken run of years."""
    if not years:
        return []
    ends = [a for a, b in pairwise(sorted(years)) if b - a > 1]
    starts = [b for a, b in pairwise(sorted(years)) if b - a > 1]
    return list(zip([min(years), *starts], [*ends, max(years)], strict=True))


def _span(first: int, last: int) -> dict[str, str]:
    return {"first": str(first), "last": str(last)}


def _joint(found: Estimate, reading: Reading) -> Iterator[Caveat]:
    """What a reader of the sum must know."""
    base = base_year()
    for country in NORTH_AMERICA:
        if base not in found.known_years(country):
            args = {"country": country_text(country), "base": str(base)}
            yield Caveat(TOGETHER, Text("methane-caveat-together-lacks", args), base)
    for country in NORTH_AMERICA:
        last = max(found.breaks.get(TOGETHER, ()), default=None)
        if last is not None and last in found.breaks.get(country, ()):
            args = {"country": country_text(country), "year": str(last)}
            yield Caveat(TOGETHER, Text("methane-caveat-together-break", args))
    editions = sorted({vintage.guidelines for vintage in reading.pinned.values()})
    if len(editions) > 1:
        yield Caveat(TOGETHER, Text("methane-caveat-mixed-guidelines", {"editions": ", ".join(editions)}))
    names = sorted({vintage.name for vintage in reading.pinned.values()})
    if len(names) > 1:
        yield Caveat(TOGETHER, Text("methane-caveat-mixed-vintages", {"vintages": ", ".join(names)}))
