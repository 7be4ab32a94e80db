"""What does a plan assume, from which source, and what has the agency said instead?

`plan.toml` lists every assumption with its source in a comment; whoever changes a figure makes it the agency's own. A
figure that is not in the file is the shipped one. Either way the plan lists it: nothing is assumed in silence.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from communique.errors import CommuniqueError
from communique.facts import Fact, FactError, Facts
from communique.geo import NORTH_AMERICA
from communique.workstreams.transit.emissions import grid_regions
from communique.workstreams.transit.figures import figures

TECHNOLOGIES = ("diesel", "hybrid", "cng", "fuel-cell", "battery")
Currency = Literal["CAD", "MXN", "USD"]
CURRENCY: Mapping[str, Currency] = {"CAN": "CAD", "MEX": "MXN", "USA": "USD"}
OWN = "plan.toml"
#: How battery buses are heated where a new plan.toml begins: common practice, to be changed in the file.
HEATERS: Mapping[str, Literal["electric", "fuel-fired"]] = {"CAN": "fuel-fired", "MEX": "electric", "USA": "electric"}
#: Shares of zero-emission duties after each third of the years in a new plan.toml: a choice that the agency replaces.
PATH = (0.25, 0.6, 1.0)

#: Place in the file -> id and key of the shipped figure; {country} and {tech} stand for the agency's.
_SINGLE = {
    "plan.years": ("plan.horizon", ""),
    "finance.discount_rate": ("finance.discount_rate", "{country}"),
    "finance.grant_share": ("finance.grant_share", "{country}"),
    "service.days_per_year": ("plan.service_days", ""),
    "service.ready_minutes": ("plan.ready_minutes", ""),
    "service.design_cold_c": ("weather.design_cold", "{country}"),
    "service.winter_c": ("weather.season", "{country}|winter"),
    "service.spring_c": ("weather.season", "{country}|spring"),
    "service.summer_c": ("weather.season", "{country}|summer"),
    "service.autumn_c": ("weather.season", "{country}|autumn"),
    "service.altitude_m": ("weather.altitude", "{country}"),
    "fleet.life_min": ("life.minimum", "{country}"),
    "fleet.life_max": ("life.maximum", "{country}"),
    "fleet.spare_ratio": ("spare.ratio", "{country}"),
    "battery.nameplate_kwh": ("battery.nameplate", "{size}"),
    "battery.soc_min": ("battery.soc_min", ""),
    "battery.soc_max": ("battery.soc_max", ""),
    "battery.end_of_life": ("battery.end_of_life", ""),
    "battery.life": ("plan.battery_life", ""),
    "charging.plug_power_kw": ("plan.plug_power", ""),
    "charging.efficiency": ("plan.charging_efficiency", ""),
    "charging.plug_lead_years": ("plan.plug_lead", ""),
    "charging.on_route_power_kw": ("plan.on_route_power", ""),
    "charging.on_route_room": ("plan.on_route_room", ""),
    "charging.connect_s": ("charge.connect", ""),
    "charging.terminal_m": ("terminal.radius", ""),
    "costs.plug": ("cost.plug", "{country}"),
    "costs.on_route_point": ("cost.on_route_point", "{country}"),
    "costs.battery_kwh": ("cost.battery", "{country}"),
    "equity.buffer_m": ("equity.buffer", ""),
}
_BY_TECHNOLOGY = {
    "costs.bus": ("cost.bus", "{country}|{tech}", TECHNOLOGIES),
    "costs.maintenance": ("cost.maintenance", "{country}|{tech}", TECHNOLOGIES),
    "costs.fuel": ("cost.fuel", "{country}|{tech}", ("diesel", "cng", "hydrogen")),
    "fuel_per_km": ("fuel.use", "{tech}", ("diesel", "hybrid", "cng", "fuel-cell")),
}


class ConfigError(CommuniqueError):
    """A plan.toml that cannot be read, or a choice that only the agency can make and has not made."""


@dataclass(frozen=True)
class Assumption:
    """One figure that a plan rests on; `source` is a key of sources.toml, or plan.toml where the agency gave it."""

    path: str
    value: float
    unit: str
    source: str
    confidence: str
    note: str = ""
    low: float | None = None
    high: float | None = None


class Choices(BaseModel):
    """What is no figure: names, places, years, targets.

    existing  {model year: buses} of the present technology, or "even": the buses that the timetable needs with their
              spares, model years spread evenly over the minimum life
    depot, depots   the one place where buses are kept, or several by name
    on_route  none, "site" (where the fewest chargers help the most blocks), or the stops that have chargers
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = ""
    country: Literal["CAN", "MEX", "USA"]
    grid_region: str = ""
    first_year: int = Field(ge=1990, le=2100)
    zero_emission: dict[int, float] = Field(default_factory=dict)
    perspective: Literal["agency", "society"] = "agency"
    budget: float | None = Field(default=None, ge=0)
    present: Literal["diesel", "hybrid", "cng"] = "diesel"
    buy: tuple[Literal["diesel", "hybrid", "cng", "fuel-cell", "battery"], ...] = TECHNOLOGIES  # type: ignore[assignment]
    existing: dict[int, int] | Literal["even"] = "even"
    size: Literal["12m", "18m"] = "12m"
    heater: Literal["electric", "fuel-fired"] = "electric"
    tariff: str = ""
    transformer_kw: float | None = Field(default=None, gt=0)
    population: str = ""
    depot: tuple[float, float] | None = None
    depots: dict[str, tuple[float, float]] = Field(default_factory=dict)
    on_route: Literal["none", "site"] | tuple[str, ...] = "none"
    midday_at_depot: bool = False

    @field_validator("depots")
    @classmethod
    def _are_places(cls, depots: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
        for name, (lat, lon) in depots.items():
            if not (-90 <= lat <= 90 and -180 <= lon <= 180):
                raise ValueError(f"{name}: {lat}, {lon} is no latitude and longitude")
        return depots


#: Place of each choice in the file.
_CHOICES = {
    "name": "agency.name", "country": "agency.country", "grid_region": "agency.grid_region",
    "first_year": "plan.first_year", "zero_emission": "plan.zero_emission", "perspective": "plan.perspective",
    "budget": "plan.budget", "present": "fleet.present", "buy": "fleet.buy", "existing": "fleet.existing",
    "size": "fleet.size", "heater": "fleet.heater", "tariff": "charging.tariff",
    "transformer_kw": "charging.transformer_kw", "population": "equity.population", "depot": "agency.depot",
    "depots": "agency.depots", "on_route": "charging.on_route", "midday_at_depot": "charging.midday_at_depot",
}  # fmt: skip


@dataclass(frozen=True)
class Config:
    """Choices and figures of one plan; `folder` is where its files' relative paths begin."""

    choices: Choices
    assumptions: Mapping[str, Assumption]
    folder: Path

    def __getitem__(self, path: str) -> float:
        return self.assumptions[path].value

    @property
    def currency(self) -> Currency:
        """The currency of the agency's country."""
        return CURRENCY[self.choices.country]

    @property
    def depots(self) -> Mapping[str, tuple[float, float]]:
        """Where buses are kept, by name; nothing where nobody has said."""
        one = self.choices.depot
        return self.choices.depots if one is None else {"": one}

    def of(self, path: str, technology: str) -> float:
        """A figure of one technology or fuel."""
        return self[f"{path}.{technology}"]


def defaults(country: str, size: str = "12m", facts: Facts | None = None) -> dict[str, Assumption]:
    """Every figure of a plan in a country as it is shipped, by its place in plan.toml."""
    known = facts or figures()
    found = {}
    for path, id, key in _places(country, size):
        found[path] = _assumed(path, _fact(known, id, key))
    return found


def _places(country: str, size: str) -> Iterator[tuple[str, str, str]]:
    for path, (id, key) in _SINGLE.items():
        yield path, id, key.format(country=country, size=size)
    for path, (id, key, kinds) in _BY_TECHNOLOGY.items():
        for tech in kinds:
            yield f"{path}.{tech}", id, key.format(country=country, tech=tech)


def _fact(facts: Facts, id: str, key: str) -> Fact:
    if id == "life.minimum" and key == "USA":
        key = "USA|heavy-duty large"  # the class of 12 m and 18 m city buses
    try:
        return facts.fact(id, key)
    except FactError:
        raise ConfigError(f"no figure is shipped for {id}{f' ({key})' if key else ''}") from None


def _assumed(path: str, fact: Fact) -> Assumption:
    low, high = (None if end != end else end for end in (fact.low, fact.high))
    return Assumption(path, fact.value, fact.unit, fact.source, fact.confidence, fact.note, low, high)


def read_config(file: str | Path) -> Config:
    """The configuration of a plan.toml.

    Raises ConfigError naming file and key for what is not TOML, an unknown key, a figure that is none, a country that
    is not of the three, and a grid region that is not known.
    """
    file = Path(file)
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", file=file) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"is not UTF-8 text: {error}", file=file) from error
    return parsed(text, folder=file.parent, file=file)


def parsed(text: str, *, folder: Path, file: Path | None = None) -> Config:
    """The configuration of a plan.toml's text; paths in it begin at `folder`, faults name `file`."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"is not TOML: {error}", file=file) from error
    return configured(dict(_flat(content)), folder=folder, file=file)


def configured(values: Mapping[str, Any], *, folder: Path, file: Path | None = None) -> Config:
    """The configuration of values by their place in plan.toml; what is not given is shipped."""
    chosen = {name: values[path] for name, path in _CHOICES.items() if path in values}
    try:
        choices = Choices.model_validate(chosen)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        raise ConfigError(first["msg"], file=file, column=_CHOICES.get(name, name)) from error
    if choices.depot is not None and choices.depots:
        raise ConfigError("give either one depot or several", file=file, column="agency.depots")
    assumptions = defaults(choices.country, choices.size)
    for path, value in values.items():
        if path in _CHOICES.values():
            continue
        if path not in assumptions:
            raise ConfigError("nobody knows this key", file=file, column=path)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ConfigError(f"{value!r} is not a figure", file=file, column=path)
        if value < 0 and not path.endswith("_c"):
            raise ConfigError(f"{value} is below 0", file=file, column=path)
        shipped = assumptions[path]
        if value != shipped.value:
            assumptions[path] = Assumption(path, float(value), shipped.unit, OWN, "own")
    if choices.grid_region not in _regions(choices.country):
        raise ConfigError(_which_grid(choices), file=file, column="agency.grid_region")
    return Config(choices, assumptions, folder)


def _regions(country: str) -> list[str]:
    return [region for region in grid_regions() if region.startswith(f"{country}-")]


def _which_grid(choices: Choices) -> str:
    said = f"{choices.grid_region!r} is no grid region of {choices.country}" if choices.grid_region else "is not chosen"
    return f"{said}; there is no national default. Known: {', '.join(_regions(choices.country))}"


def _flat(content: Mapping[str, Any], start: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in content.items():
        path = f"{start}{key}"
        if isinstance(value, Mapping) and path not in ("plan.zero_emission", "fleet.existing", "agency.depots"):
            yield from _flat(value, f"{path}.")
        else:
            yield path, value


# Writing


def template(*, name: str, country: str, grid_region: str = "", first_year: int) -> str:
    """A plan.toml with every assumption, its unit, source, confidence and range in a comment above it.

    Raises ConfigError for a country that is not one of the three.
    """
    if country not in NORTH_AMERICA:
        said = f"{country!r} is not one of" if country else "the feed does not tell which it is of"
        raise ConfigError(f"{said} {', '.join(NORTH_AMERICA)}; give --country", column="agency.country")
    shipped = defaults(country)
    regions = _regions(country)
    grid_region = grid_region or (regions[0] if len(regions) == 1 else "")
    years = int(shipped["plan.years"].value)
    path = ", ".join(f"{first_year + (years * k) // 3 - 1} = {share}" for k, share in enumerate(PATH, start=1))
    lines = [
        "# Assumptions of an electrification plan. Each figure has its unit, source and confidence above it:",
        "# `verified` was read in the source, `recalled` is still to be confirmed. Replace what you know better:",
        "# it is then marked as yours.",
        "", "[agency]", f"name = {_text(name)}", f"country = {_text(country)}",
        f"# Known: {', '.join(regions)}. There is no national default.", f"grid_region = {_text(grid_region)}",
        "# Where the buses are kept, as latitude and longitude; without it deadheads to the depot are not counted.",
        "# depot = [0.0, 0.0]",
        "# Several depots by name; each block is then kept at the one that is nearest to it.",
        "# depots = { north = [0.0, 0.0], south = [0.0, 0.0] }",
        "", "[plan]", f"first_year = {first_year}",
        "# Least share of peak duties that zero-emission buses serve, by year: a choice, here in three steps.",
        f"zero_emission = {{ {path} }}",
        "# agency: grants are not its cost. society: everybody's money counts.", 'perspective = "agency"',
        f"# Own money a year for buses and chargers, after grants, in {CURRENCY[country]}; without it no limit.",
        "# budget = 5_000_000",
        *_figures(shipped, "plan."), *_section(shipped, "finance"),
        *_section(shipped, "service"),
        *_section(shipped, "fleet", [
            'present = "diesel"', f"buy = [{', '.join(_text(tech) for tech in TECHNOLOGIES)}]",
            '# Buses by model year, { 2014 = 12, 2018 = 20 }. "even": as many as needed, over the minimum life.',
            'existing = "even"', 'size = "12m"',
            "# How battery buses are heated: electric, or fuel-fired with diesel, whose cost and emission count.",
            f"heater = {_text(HEATERS[country])}"]),
        *_section(shipped, "battery"),
        *_section(shipped, "charging", [
            "# A tariff file as `communique transit charge` reads it; empty: the illustrative tariff of the country.",
            'tariff = ""',
            "# What each depot's connection can give, kW; without it no limit.",
            "# transformer_kw = 3000.0",
            "# Chargers on the way: none; site, where the fewest of them help the most blocks; or stops, by stop_id.",
            'on_route = "none"', "# Whether buses may also charge at their depot between trips.",
            "midday_at_depot = false"]),
        *_section(shipped, "costs"),
        *(line for kind in _BY_TECHNOLOGY for line in _section(shipped, kind)),
        *_section(shipped, "equity", [
            "# CSV: lat,lon,people and, where known, quintile (1 poorest to 5) and priority (true or false).",
            'population = ""']),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _section(shipped: Mapping[str, Assumption], name: str, first: list[str] | None = None) -> list[str]:
    return ["", f"[{name}]", *(first or ()), *_figures(shipped, f"{name}.")]


def _figures(shipped: Mapping[str, Assumption], start: str) -> Iterator[str]:
    for path, assumption in shipped.items():
        key = path.removeprefix(start)
        if not path.startswith(start) or "." in key:
            continue
        ends = "" if assumption.low is None else f" · {assumption.low:g} to {assumption.high:g}"
        note = f" · {assumption.note}" if assumption.note else ""
        yield f"# {assumption.unit}{ends} · {assumption.source}, {assumption.confidence}{note}"
        yield f"{key} = {_number(assumption.value)}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)  # every JSON string is a TOML string
