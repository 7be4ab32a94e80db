"""What does a kilometre emit: greenhouse gas from well to wheel, NOx and PM2.5 at the exhaust by two models?

Boundaries are part of a figure: an exhaust-only figure is never set beside one from well to wheel, nor a life-cycle
grid factor beside a direct one. Electricity from well to wheel is

    g per kWh at the meter = generation / (1 − loss) × (1 + upstream)

where a consumption factor has its losses already. NOx and PM2.5 come from tables by speed: MOVES and EMFAC differ
five- to ninefold on NOx of model years from 2010 on, and their bins differ too, so both are always given.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from communique.errors import CommuniqueError
from communique.facts import Fact, FactError, Facts
from communique.workstreams.transit.figures import figures

Boundary = Literal["well-to-wheel", "tank-to-wheel", "direct", "life-cycle"]
Pollutant = Literal["NOx", "PM25"]
MODELS = ("moves", "emfac")
TABLES = Path(__file__).parent / "emission_factors"
FILES = {"moves": "moves2022.csv", "emfac": "emfac2020.csv"}
#: Fuel of a technology's exhaust in both tables; a technology that is not here has none.
EXHAUST = {"diesel": "diesel", "hybrid": "diesel", "cng": "cng"}


class EmissionError(CommuniqueError):
    """An emission that no fact gives, or two that must not be compared."""


@dataclass(frozen=True)
class Intensity:
    """An emission factor that knows what it counts."""

    value: float
    unit: str
    boundary: Boundary
    source: str
    confidence: str

    def minus(self, other: Intensity) -> float:
        """The difference; raises EmissionError for another boundary or unit."""
        if self.boundary != other.boundary:
            raise EmissionError(f"a {self.boundary} figure cannot be set beside a {other.boundary} one")
        if self.unit != other.unit:
            raise EmissionError(f"{self.unit} cannot be set beside {other.unit}")
        return self.value - other.value


@dataclass(frozen=True)
class Grid:
    """A grid region's emission of the newest year recorded, g CO2e per kWh.

    direct          at the plants, for a kWh at the meter; losses included
    well_to_wheel   the same with the supply of the plants' fuel
    """

    region: str
    year: int
    direct: Intensity
    well_to_wheel: Intensity
    fact: Fact


def grid_regions(facts: Facts | None = None) -> tuple[str, ...]:
    """Every grid region that is known, such as CAN-ON, MEX-SEN, USA-CAMX."""
    found = {f.key.rsplit("|", 1)[0] for f in facts or figures() if f.id in ("grid.generation", "grid.consumption")}
    return tuple(sorted(region.replace("|", "-") for region in found))


def grid(region: str, *, facts: Facts | None = None, year: int | None = None) -> Grid:
    """The emission of a grid region: of `year`, or of the newest year that is recorded.

    Raises EmissionError for a region that is not known: there is no national default, because provinces and
    subregions differ hundredfold.
    """
    known = facts or figures()
    place = region.replace("-", "|", 1)
    rows = [f for f in known if f.id in ("grid.generation", "grid.consumption") and f.key.rsplit("|", 1)[0] == place]
    rows = [f for f in rows if year is None or f.key.endswith(f"|{year}")]
    if not place or not rows:
        raise EmissionError(
            f"grid region {region!r}{f' of {year}' if year else ''} is not known, and there is no national default; "
            f"known are {', '.join(grid_regions(known))}"
        )
    fact = max(rows, key=lambda f: int(f.key.rsplit("|", 1)[1]))
    direct = fact.value if fact.id == "grid.consumption" else fact.value / (1 - _loss(place, known))
    upstream = known.value("grid.upstream", place.split("|")[0])
    unit = "g CO2e/kWh"
    return Grid(
        region, int(fact.key.rsplit("|", 1)[1]),
        Intensity(direct, unit, "direct", fact.source, fact.confidence),
        Intensity(direct * (1 + upstream), unit, "well-to-wheel", fact.source, "recalled"), fact,
    )  # fmt: skip


def _loss(place: str, facts: Facts) -> float:
    rows = [f for f in facts if f.id == "grid.loss" and f.key.rsplit("|", 1)[0] == place]
    if not rows:
        raise EmissionError(f"the loss between plants and meters of {place.replace('|', '-')} is not known")
    return max(rows, key=lambda f: f.key).value


def fuel_per_km(technology: str, use_per_km: float, *, facts: Facts | None = None) -> Intensity:
    """g CO2e per km from well to wheel of a technology that burns or converts a fuel; `use_per_km` in L or kg."""
    known = facts or figures()
    fuel = {"fuel-cell": "hydrogen", "hybrid": "diesel"}.get(technology, technology)
    try:
        fact = known.fact("wtw.fuel", fuel)
    except FactError as error:
        raise EmissionError(f"no well-to-wheel factor is known for {technology!r}") from error
    return Intensity(1e3 * fact.value * use_per_km, "g CO2e/km", "well-to-wheel", fact.source, fact.confidence)


def electric_per_km(region: str, meter_kwh_per_km: float, *, facts: Facts | None = None) -> Intensity:
    """g CO2e per km from well to wheel of a battery bus; energy at the meter, charging losses included."""
    found = grid(region, facts=facts).well_to_wheel
    return Intensity(found.value * meter_kwh_per_km, "g CO2e/km", "well-to-wheel", found.source, found.confidence)


@dataclass(frozen=True)
class Exhaust:
    """g per km by one model; `bin` is the speed range it holds for, `model_year` the one read."""

    model: str
    grams_per_km: float
    bin: tuple[float, float]
    model_year: int


def exhaust(technology: str, model_year: int, speed_kmh: float, pollutant: Pollutant) -> dict[str, Exhaust]:
    """g per km of a pollutant by each model, side by side; nothing at the exhaust of battery and fuel-cell buses.

    A model year after a table's last is read as the last, which `model_year` tells. Raises EmissionError for an older
    model year than a table has, and for a speed outside its bins: nothing is extrapolated.
    """
    fuel = EXHAUST.get(technology)
    if fuel is None:
        return {model: Exhaust(model, 0.0, (0.0, float("inf")), model_year) for model in MODELS}
    return {model: _read(model, fuel, model_year, speed_kmh, pollutant) for model in MODELS}


def _read(model: str, fuel: str, model_year: int, speed_kmh: float, pollutant: str) -> Exhaust:
    rows = _table(model)
    years = sorted({year for f, year, p in rows if f == fuel and p == pollutant})
    year = min(model_year, years[-1])
    if year not in years:
        raise EmissionError(f"{model} has no {fuel} buses of model year {model_year}; it begins in {years[0]}")
    for low, high, grams in rows[fuel, year, pollutant]:
        if low <= speed_kmh < high:
            return Exhaust(model, grams, (low, high), year)
    last = rows[fuel, year, pollutant][-1][1]
    raise EmissionError(f"{model} has no speed bin for {speed_kmh:g} km/h; its bins end at {last:g} km/h")


@cache
def _table(model: str) -> dict[tuple[str, int, str], tuple[tuple[float, float, float], ...]]:
    """(fuel, model year, pollutant) -> (from, to, g/km) of bins without gaps.

    EMFAC's bins are written 0–8, 9–16 and so on: whole km/h, so an edge is half-way, 8.5. MOVES's bins touch.
    """
    found: dict[tuple[str, int, str], list[tuple[float, float, float]]] = {}
    with (TABLES / FILES[model]).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            key = (row["fuel"], int(row["model_year"]), row["pollutant"])
            found.setdefault(key, []).append((float(row["lower_kmh"]), float(row["upper_kmh"]), float(row["g_per_km"])))
    return {key: _closed(sorted(bins)) for key, bins in found.items()}


def _closed(bins: list[tuple[float, float, float]]) -> tuple[tuple[float, float, float], ...]:
    edges = [bins[0][0], *((high + low) / 2 for (_, high, _), (low, _, _) in pairwise(bins)), bins[-1][1]]
    return tuple((low, high, grams) for (low, high), (_, _, grams) in zip(pairwise(edges), bins, strict=True))
