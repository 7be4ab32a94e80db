"""In which order is the legal work done, if each country can do only so much a quarter? Marked as the gaps are.

    min  Σ_i Σ_q  w_i · d_q · x_iq + Σ_i w_i · d_Q · u_i
    s.t. Σ_q x_iq + u_i = 1                      each item: each gap is closed in one quarter, or not within the plan
         Σ_{i of country c} x_iq ≤ capacity_c    each country and quarter
         x_iq = 0 for q < lead_c                 the legal minimum lead time, in quarters
         x, u ∈ {0, 1}

i: a gap, that is a substance and a country; q: a quarter from the day looked at on; d_q: days from that day to the
first day of quarter q + 1, d_Q to the end of the plan; w: the analyst's weights, shown with the plan.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from communique.geo import NORTH_AMERICA
from communique.plan import new_model, solve
from communique.workstreams.precursors.errors import ListError
from communique.workstreams.precursors.gaps import MARKING, Marked
from communique.workstreams.precursors.substances import substances


class Country(BaseModel):
    """What a country can do: instruments a quarter, and quarters before the first can take effect."""

    model_config = ConfigDict(extra="forbid")
    instruments_per_quarter: int = Field(ge=0)
    lead_quarters: int = Field(ge=0)


class Work(BaseModel):
    """The analyst's assumptions: length of the plan, what each country can do, weights of substances.

    A substance without a weight is refused: none weighs nothing by default.
    """

    model_config = ConfigDict(extra="forbid")
    quarters: int = Field(ge=1, le=80)
    countries: dict[str, Country]
    weights: dict[str, float]


def read_work(path: Path) -> Work:
    """Assumptions of a TOML file.

    Raises ListError naming the key that is missing, unknown or out of range, and a country or substance nobody knows.
    """
    try:
        found = Work.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise ListError(f"not readable as TOML: {error}", file=path) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise ListError(first["msg"], file=path, column=".".join(map(str, first["loc"]))) from None
    _refuse(path, "countries", found.countries, NORTH_AMERICA)
    _refuse(path, "weights", found.weights, substances())
    for name, weight in found.weights.items():
        if not weight > 0:
            raise ListError(f"{weight} is not a weight above zero", file=path, column=f"weights.{name}")
    return found


def _refuse(path: Path, key: str, given: Mapping[str, Any], known: Any) -> None:
    for name in given:
        if name not in known:
            raise ListError(f"{name!r} is not known", file=path, column=key)


@dataclass(frozen=True)
class Order:
    """The plan: gaps with the quarter in which each is closed, null where it is not within the plan.

    weighted_days  Σ weight × days out of step over the plan, the objective
    """

    marked: Marked
    weighted_days: float


def order(gaps: Marked, work: Work, on: date) -> Order:
    """The order of legal work of least weighted days out of step.

    Columns: substance, jurisdiction, weight, quarter, in_effect_from, marking; in the order of quarters, then of lists.

    Raises ListError for a gap whose country or substance the assumptions leave out.
    """
    items = [(row["substance"], row["jurisdiction"]) for row in gaps.frame.iter_rows(named=True)]
    for substance, country in items:
        if substance not in work.weights or country not in work.countries:
            raise ListError(f"no weight or capacity is given for {substance} in {country}")
    starts = [_quarter_after(on, q) for q in range(work.quarters + 1)]
    chosen, least = _solve(items, work, [(day - on).days for day in starts]) if items else ([], 0.0)
    rows = [
        (s, c, work.weights[s], q, None if q is None else starts[q], MARKING)
        for (s, c), q in sorted(zip(items, chosen, strict=True), key=lambda each: (each[1] is None, each[1] or 0))
    ]
    schema = {
        "substance": pl.String, "jurisdiction": pl.String, "weight": pl.Float64, "quarter": pl.Int64,
        "in_effect_from": pl.Date, "marking": pl.String,
    }  # fmt: skip
    return Order(Marked("precursors.plan", MARKING, pl.DataFrame(rows, schema=schema, orient="row")), least)


def _solve(items: list[tuple[str, str]], work: Work, days: list[int]) -> tuple[list[int | None], float]:
    import xarray as xr

    model = new_model()
    names = [f"{substance}|{country}" for substance, country in items]
    quarters = range(work.quarters)
    coords = [("item", names), ("quarter", list(quarters))]
    open_ = xr.DataArray([[q >= work.countries[c].lead_quarters for q in quarters] for _, c in items], coords=coords)
    weight = xr.DataArray([work.weights[s] for s, _ in items], coords=[("item", names)])
    close = model.add_variables(binary=True, coords=coords, mask=open_, name="close")
    leave = model.add_variables(binary=True, coords=[("item", names)], name="leave")
    model.add_constraints(close.where(open_).sum("quarter") + leave == 1, name="each-gap-once")
    for country in sorted({c for _, c in items}):
        own = [name for name, (_, c) in zip(names, items, strict=True) if c == country]
        model.add_constraints(
            close.sel(item=own).where(open_.sel(item=own)).sum("item")
            <= work.countries[country].instruments_per_quarter,
            name=f"capacity-{country}",
        )
    wait = xr.DataArray([float(d) for d in days[:-1]], coords=[("quarter", list(quarters))])
    model.add_objective((close * (weight * wait)).sum() + (leave * (weight * float(days[-1]))).sum())
    if not solve(model):
        raise ListError("the plan has no solution")
    taken = model.solution["close"].transpose("item", "quarter").values > 0.5
    chosen = [next((q for q in quarters if row[q]), None) for row in taken]
    return chosen, float(model.objective.value or 0.0)


def _quarter_after(on: date, quarters: int) -> date:
    """First day of the quarter that begins after the day's own quarter, and of those after it."""
    first = (on.year * 4 + (on.month - 1) // 3) + 1 + quarters
    return date(first // 4, first % 4 * 3 + 1, 1)
