"""Which problem do the contributed tables state?

Rows of `methane.deposits` become sites, rows of `methane.abatement_measures` levers, and rows of
`methane.parameter_ranges` say how sure the deposits' figures are. Nothing that they lack is filled in: where they
contradict themselves or each other there is no problem, and the fault says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from communique.workstreams.methane.plan.problem import Problem
from communique.workstreams.methane.plan.reading import ProblemError, problem_of

if TYPE_CHECKING:
    import polars as pl

ALL = "all"
#: Parameters of a stream or site that a plan holds constant: one figure for all years.
CONSTANT = {"doc": "stream", "doc_f": "stream", "k": "stream", "methane_share": "site", "destruction": "site"}
#: (parameter, value, stream) of a site -> the figure with its range, or the value alone where none is known.
Ranged = Callable[[str, float, str], Any]


def contributed(
    deposits: pl.DataFrame,
    measures: pl.DataFrame,
    ranges: pl.DataFrame | None = None,
    *,
    base_year: int,
    target_year: int,
    cut: float,
    first_action: int,
) -> Problem:
    """The problem of the tables: joint target, no ratchet, costs not discounted (a stated choice).

    Raises ProblemError for money of two kinds, years with gaps, and figures that must be one and are several.
    """
    currency, price_year = _money(measures)
    known = _known_ranges(ranges)
    sites = [_site(name, rows, target_year, known) for name, rows in _groups(deposits, "country", "site")]
    return problem_of(
        {
            "title": "contributed",
            "illustrative": False,
            "base_year": base_year,
            "first_action": first_action,
            "last_action": target_year,
            "ratchet": False,
            "money": {
                "currency": currency,
                "price_year": price_year,
                "discount_rate": 0.0,
                "discounted_to": first_action,
            },
            "targets": [{"year": target_year, "cut": cut}],
            "sites": sites,
            "levers": [
                _lever(row, sites, price_year) for row in measures.sort("measure", "country", "site").to_dicts()
            ],
        },
        "contributions",
    )


def _money(measures: pl.DataFrame) -> tuple[str, int]:
    kinds = measures.select("currency", "price_year").unique().sort("currency", "price_year").rows()
    if len(kinds) != 1:
        named = ", ".join(f"{currency} of {year}" for currency, year in kinds)
        raise ProblemError(
            f"the measures are priced in {named}: contribute them in one", file="methane.abatement_measures"
        )
    return str(kinds[0][0]), int(kinds[0][1])


def _groups(frame: pl.DataFrame, *by: str) -> Iterable[tuple[tuple[Any, ...], pl.DataFrame]]:
    return sorted(frame.group_by(*by), key=lambda each: str(each[0]))


def _known_ranges(ranges: pl.DataFrame | None) -> dict[tuple[str, ...], tuple[float, float]]:
    columns = ("country", "site", "stream", "parameter", "low", "high")
    rows = () if ranges is None else ranges.select(columns).iter_rows()
    return {tuple(row[:4]): (row[4], row[5]) for row in rows}


def _ranged(country: str, site: str, known: Mapping[tuple[str, ...], tuple[float, float]]) -> Ranged:
    """The figures of one site with their ranges; a share's upper end is at most 1, which no share passes."""

    def figure(parameter: str, value: float, stream: str = ALL) -> Any:
        places = [(place, kind) for place in (site, ALL) for kind in dict.fromkeys((stream, ALL))]
        found = [known[key] for place, kind in places if (key := (country, place, kind, parameter)) in known]
        if not found or not value:
            return value
        high = value * found[0][1]
        return {"value": value, "low": value * found[0][0], "high": high if parameter == "k" else min(high, 1.0)}

    return figure


def _site(
    name: tuple[Any, ...], rows: pl.DataFrame, target_year: int, known: Mapping[tuple[str, ...], tuple[float, float]]
) -> dict[str, Any]:
    country, site = str(name[0]), str(name[1])
    ranged = _ranged(country, site, known)
    rows = rows.filter(rows["year"] <= target_year)  # what is deposited later cannot emit in the target year
    years = rows["year"].unique().sort().to_list()
    streams = [(str(key[0]), part.sort("year")) for key, part in _groups(rows, "stream")]
    whole = list(range(years[0], years[-1] + 1))
    for stream, part in streams:
        if part["year"].to_list() != whole:
            raise _fault(site, f"stream {stream} does not have each year from {whole[0]} to {whole[-1]} once")
    in_order = rows.sort("year", "stream")  # a sum of floats depends on the order of its terms
    mass = in_order.group_by("year", maintain_order=True).agg(_total("mass"))["mass"].to_list()
    return {
        "name": f"{site} ({country})",
        "country": country,
        "deposits": {"first": years[0], "mass": mass, "unit": "Gg"},
        "streams": [_stream(site, stream, part, mass, ranged) for stream, part in streams],
        "inert": 0.0,
        "captured": _changing(site, rows, "captured", ranged),
        "oxidation": _changing(site, rows, "oxidation", ranged),
        **{column: ranged(column, _one(site, rows, column), ALL) for column, of in CONSTANT.items() if of == "site"},
        "closed": whole[-1] < target_year,
    }


def _stream(site: str, stream: str, rows: pl.DataFrame, mass: list[float], ranged: Ranged) -> dict[str, Any]:
    years = rows["year"].to_list()
    # a year in which nothing at all was deposited has no composition; any one gives the same deposits
    shares = [own / all_ if all_ else None for own, all_ in zip(rows["mass"].to_list(), mass, strict=True)]
    first = next((share for share in shares if share is not None), 0.0)
    held = [first if shares[0] is None else shares[0]]
    for share in shares[1:]:
        held.append(held[-1] if share is None else share)
    return {
        "name": stream,
        "share": _steps(years, held),
        "mcf": _with_ranges(_steps(years, rows["mcf"].to_list()), "mcf", stream, ranged),
        **{
            column: ranged(column, _one(site, rows, column), stream)
            for column, of in CONSTANT.items()
            if of == "stream"
        },
    }


def _steps(years: list[int], values: list[float]) -> list[dict[str, Any]]:
    """One figure for each run of equal ones, in force from its first year."""
    found: list[dict[str, Any]] = []
    for year, value in zip(years, values, strict=True):
        if not found or value != found[-1]["value"]:
            found.append({"value": value, "since": year})
    return found


def _with_ranges(steps: list[dict[str, Any]], parameter: str, stream: str, ranged: Ranged) -> list[dict[str, Any]]:
    figures = [ranged(parameter, step["value"], stream) for step in steps]
    return [
        {**step, **figure} if isinstance(figure, dict) else step for step, figure in zip(steps, figures, strict=True)
    ]


def _changing(site: str, rows: pl.DataFrame, column: str, ranged: Ranged) -> list[dict[str, Any]]:
    by_year = rows.group_by("year").agg(_values(column)).sort("year")
    for year, values in by_year.iter_rows():
        if len(values) != 1:
            raise _fault(site, f"{column} differs between the streams of {year}; it is one figure of the site")
    steps = _steps(by_year["year"].to_list(), [values[0] for values in by_year["values"].to_list()])
    return _with_ranges(steps, column, ALL, ranged)


def _total(column: str) -> pl.Expr:
    import polars as pl

    return pl.col(column).sum()


def _values(column: str) -> pl.Expr:
    import polars as pl

    return pl.col(column).unique().alias("values")


def _one(site: str, rows: pl.DataFrame, column: str) -> float:
    values = rows[column].unique().sort().to_list()
    if len(values) != 1:
        raise _fault(site, f"{column} is {', '.join(f'{v:g}' for v in values)}: a plan holds one figure for all years")
    return float(values[0])


def _fault(site: str, message: str) -> ProblemError:
    return ProblemError(f"site {site}: {message}", file="methane.deposits")


def _lever(row: Mapping[str, Any], sites: list[dict[str, Any]], price_year: int) -> dict[str, Any]:
    here = [site for site in sites if site["country"] == row["country"]]
    if row["site"] != ALL:
        here = [site for site in here if site["name"] == f"{row['site']} ({row['country']})"]
    if row["kind"] == "divert":
        here = [site for site in here if any(stream["name"] == row["stream"] for stream in site["streams"])]
    if not here:
        raise ProblemError(
            f"{row['measure']}: {row['country']} has no such site or stream in methane.deposits",
            file="methane.abatement_measures",
            column="site",
        )
    place = "" if row["site"] == ALL else "-" + "".join(c if c.isalnum() else "-" for c in row["site"].lower())
    money = f"{row['currency']}_{price_year}"
    lever: dict[str, Any] = {
        "id": f"{row['measure']}-{row['country'].lower()}{place}",
        "kind": row["kind"],
        "sites": [site["name"] for site in here],
        "start": row["start"],
        "cost": f"{row['cost']!r} {money}/{'t' if row['kind'] == 'divert' else '(t CH4)'}",
    }
    if row["kind"] == "divert":
        return {**lever, **{name: row[name] for name in ("stream", "emission", "ramp")}, "share": row["reach"]}
    blocks = None
    if row["fixed"] is not None:
        yearly = None if row["yearly"] is None else f"{row['yearly']!r} {money}/yr"
        blocks = {"count": row["blocks"] or 1, "fixed": f"{row['fixed']!r} {money}", "yearly": yearly}
    return {**lever, "efficiency" if row["kind"] == "capture" else "oxidation": row["reach"], "blocks": blocks}
