"""What is seen of inventory, model and sites: side by side, from waste to gas, on the map, and what it hangs on?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from communique.geo import NORTH_AMERICA
from communique.language import Text
from communique.view import Bar, Bars, Cell, Dot, Grid, Intervals, Map, Sankey, View
from communique.workstreams.methane import plan_views
from communique.workstreams.methane.model.national import NationalError, NationalModel
from communique.workstreams.methane.model.parameters import shipped
from communique.workstreams.methane.modelled import gas_flow, swings, zones
from communique.workstreams.methane.reconcile import Line, Reconciliation, listed
from communique.workstreams.methane.site_series import REPORT_SOURCE, position, shipped_sites
from communique.workstreams.methane.site_tables import SITES

if TYPE_CHECKING:
    from communique.hooks import Context
    from communique.workstreams.methane.inventory import Reading

#: Bars of a tornado that are shown; the rest are counted.
WIDEST = 10
UNIT = "kt CH4"


def side_by_side(found: Reconciliation, reading: Reading) -> list[View]:
    """Each country's best known year as dots with intervals, and every year as a table with what sites do not cover."""
    sources = _sources(found, reading)
    return [_dots(found, sources), _table(found, sources)]


def _name(country: str) -> Text:
    return Text(f"methane-country-{country.lower()}")


def _dots(found: Reconciliation, sources: tuple[str, ...]) -> Intervals:
    shown = [line for country in NORTH_AMERICA if (line := found.shown(country)) is not None]
    return Intervals(
        id="methane-reconciliation",
        title=Text("methane-view-reconciliation"),
        unit=UNIT,
        dots=tuple(dot for line in shown for dot in _dots_of(line)),
        unknown=tuple(_remarks(found, shown)),
        sources=sources,
    )


def _dots_of(line: Line) -> Iterator[Dot]:
    args = {"country": _name(line.country), "year": str(line.year)}
    low, middle, high = line.modelled or (None, None, None)
    yield Dot(Text("methane-dot-inventory", args), line.inventory, None, None, line.country)
    yield Dot(Text("methane-dot-modelled", args), middle, low, high, line.country)
    yield Dot(Text("methane-dot-sites", args), line.sites.value if line.sites else None, None, None, line.country)


def _remarks(found: Reconciliation, shown: list[Line]) -> list[Text]:
    """What contradicts first, then what is left uncovered, then why something is unknown."""
    return [
        *(text for line in shown for text in (*_contradictions(line), *_against_collection(line.country, found))),
        *(text for line in shown for text in _uncovered(line)),
        *(text for line in shown for text in _missing(line, found)),
        Text("methane-reconcile-modelled-note"),
    ]


def _args(line: Line) -> dict[str, Text | str]:
    return {"country": _name(line.country), "year": str(line.year)}


def _contradictions(line: Line) -> Iterator[Text]:
    for flag in line.flags:
        yield Text(flag, _args(line))


def _uncovered(line: Line) -> Iterator[Text]:
    if line.inventory and line.residual is not None and line.residual >= 0:
        args = {**_args(line), "kt": line.residual, "share": line.residual / line.inventory}
        yield Text("methane-reconcile-residual", args)


def _missing(line: Line, found: Reconciliation) -> Iterator[Text]:
    if line.sites is None:
        yield Text("methane-reconcile-no-sites", {"country": _name(line.country)})
    refused = found.modelled[line.country].refused
    if refused is not None:
        yield refused


def _against_collection(country: str, found: Reconciliation) -> Iterator[Text]:
    """Where known sites collect more gas than the model generates, the model is too low, and that is said."""
    collected = listed(country).get("collected")
    model = found.modelled[country]
    if collected is None or not model.years:
        return
    made = sum(gas_flow(zones(country, shipped(), max(model.years))).by_stream.values())
    if collected > made:
        args = {"country": _name(country), "collected": collected, "generated": made, "year": str(max(model.years))}
        yield Text("methane-reconcile-collected", args)


def _table(found: Reconciliation, sources: tuple[str, ...]) -> Grid:
    columns = ("country", "year", "inventory", "modelled", "low", "high", "sites", "site-count", "residual", "flag")
    return Grid(
        id="methane-reconciliation-years",
        title=Text("methane-view-reconciliation-years"),
        columns=tuple(Text(f"methane-column-{name}") for name in columns),
        cells=tuple(_row(line) for line in found.lines),
        unknown=tuple(_listed_remarks()),
        sources=sources,
    )


def _row(line: Line) -> tuple[Cell, ...]:
    low, middle, high = line.modelled or (None, None, None)
    flag: Cell = Text(f"{line.flags[0]}-short") if line.flags else ""
    sites = (line.sites.value, line.sites.sites) if line.sites else (None, None)
    return (_name(line.country), line.year, line.inventory, middle, low, high, *sites, line.residual, flag)


def _listed_remarks() -> Iterator[Text]:
    for country in NORTH_AMERICA:
        counted = listed(country)
        if counted:
            yield Text("methane-reconcile-listed", {"country": _name(country), "sites": counted["sites"],
                       "reporting": counted["reporting"], "share": counted["waste-share-of-reporting"]})  # fmt: skip
            yield Text("methane-reconcile-list-collected", {"known": counted["collected-known"],
                       "sites": counted["sites"], "kt": counted["collected"]})  # fmt: skip


def _sources(found: Reconciliation, reading: Reading) -> tuple[str, ...]:
    keys = [f"methane/{key}" for v in reading.pinned.values() if not v.contributed for key in v.sources]
    keys += [key for v in reading.pinned.values() if v.contributed for key in v.sources]
    for line in found.lines:
        if line.sites is not None:
            keys.append(line.sites.source if line.sites.contributed else f"methane/{line.sites.source}")
    keys += ["methane/epa-lmop", *(f"methane/{source}" for source in model_sources(found))]
    return tuple(dict.fromkeys(keys))


def model_sources(found: Reconciliation) -> tuple[str, ...]:
    """Keys of the sources of every parameter that the modelled countries use."""
    models = [
        model
        for country, each in found.modelled.items()
        if each.years
        for model in zones(country, shipped(), max(each.years))
    ]
    return tuple(dict.fromkeys(p.source for m in models for p in (*m.case.parameters, *m.composition, *m.inputs)))


# From waste to gas


def flows(ctx: Context) -> list[Sankey]:
    """From waste to gas: Canada's published landfill figures, and the other two by the model at its defaults."""
    found = list(_published(ctx))
    for country, models in _modelled(ctx):
        flow = gas_flow(models)
        drawn = plan_views.waste_to_gas(
            flow.by_stream, captured=flow.captured, slipped=0.0, oxidised=flow.oxidised, treated=0.0, year=flow.year,
            sources=tuple(dict.fromkeys(f"methane/{p.source}" for m in models for p in m.case.parameters)),
        )  # fmt: skip
        remarks = [Text("methane-flow-modelled", {"year": str(flow.year)})]
        if not flow.captured:
            remarks.append(Text("methane-caveat-upper-bound"))
        found.append(_named(drawn, country, flow.year, "methane-view-flow-modelled", tuple(remarks)))
    return found


def _published(ctx: Context) -> Iterator[Sankey]:
    rows = [
        fact
        for fact in ctx.facts
        if fact.id == "eccc.landfills" and fact.recorded_on <= ctx.known_at and fact.valid_from
    ]
    for year in sorted({fact.valid_from.year for fact in rows if fact.valid_from and fact.valid_from <= ctx.on}):
        figure = {fact.key: fact.value for fact in rows if fact.valid_from and fact.valid_from.year == year}
        made, captured, emitted = (figure[key] for key in ("generated", "recovered", "emitted"))
        drawn = plan_views.waste_to_gas(
            {"bulk": made}, captured=captured, slipped=0.0, oxidised=made - captured - emitted, treated=0.0, year=year,
            sources=tuple(dict.fromkeys(f"methane/{fact.source}" for fact in rows)),
        )  # fmt: skip
        remark = Text("methane-flow-published", {"year": str(year)})
        yield _named(drawn, "CAN", year, "methane-view-flow-published", (remark,))


def _named(drawn: Sankey, country: str, year: int, title: str, remarks: tuple[Text, ...]) -> Sankey:
    return replace(
        drawn,
        id=f"methane-flow-{country.lower()}-{year}",
        title=Text(title, {"country": _name(country), "year": str(year)}),
        unknown=remarks,
    )


def _modelled(ctx: Context) -> Iterator[tuple[str, tuple[NationalModel, ...]]]:
    for country in NORTH_AMERICA:
        try:
            yield country, zones(country, ctx.facts, ctx.on.year)
        except NationalError:
            continue  # the reconciliation says why


# On the map


def sites(ctx: Context) -> Map:
    """Landfills where they lie, as large as the methane they report, told apart by how sure their place is.

    A country's own contributed sites of its last year replace the shipped ones.
    """
    own = _own_last(ctx.read_table(SITES))
    mine = shipped_sites()
    shown = [
        {**row, "value": row["ch4_t"], "confidence": position(row["km_apart"])}
        for row in mine.iter_rows(named=True)
        if row["country"] not in set(own["country"]) and row["recorded_on"] <= ctx.known_at
    ]
    contributed = [{**row, "value": row["ch4"], "confidence": row["basis"]} for row in own.iter_rows(named=True)]
    years = {row["year"] for row in (*shown, *contributed)}
    sources = [f"methane/{REPORT_SOURCE}", "methane/epa-lmop"] if shown else []
    sources += list(own["contribution_id"].unique().sort()) if len(own) else []
    drawn = plan_views.sites_map(
        [*shown, *contributed], unit="t CH4", year=max(years) if len(years) == 1 else None, sources=tuple(sources)
    )
    return replace(drawn, unknown=(*drawn.unknown, *_unmapped({row["country"] for row in (*shown, *contributed)})))


def _own_last(rows: pl.DataFrame) -> pl.DataFrame:
    """What countries contributed of themselves, of the last year of each."""
    own = rows.filter(pl.col("country") == pl.col("party"))
    return own.filter(pl.col("year") == pl.col("year").max().over("country"))


def _unmapped(countries: set[str]) -> Iterator[Text]:
    for country in NORTH_AMERICA:
        if country not in countries:
            yield Text("methane-reconcile-no-sites", {"country": _name(country)})
    yield Text("methane-sites-unreporting")


# What the model hangs on


def tornadoes(ctx: Context) -> list[Bars]:
    """For each modelled country the parameters that move its last year most, widest first; the rest are counted."""
    found = []
    for country, models in _modelled(ctx):
        base, moved = swings(models)
        year = models[0].case.years[-1]
        bars = tuple(
            Bar(name, base, low=min(ends), high=max(ends), party=country)
            for name, swing in moved[:WIDEST]
            if len(ends := [end for end in (swing.at_low, swing.at_high) if end is not None]) == 2
        )
        rest = moved[WIDEST:]
        found.append(
            Bars(
                id=f"methane-tornado-{country.lower()}",
                title=Text("methane-view-tornado", {"country": _name(country), "year": str(year)}),
                unit=UNIT,
                bars=bars,
                unknown=(Text("methane-tornado-rest", {"count": len(rest)}),) if rest else (),
                sources=tuple(dict.fromkeys(f"methane/{p.source}" for m in models for p in m.case.parameters)),
            )
        )
    return found
