"""From a day of buses to a plan: which buses, chargers and years, at what cost, and what is saved?

One direction: what the day asks of buses (`Operations`) → charging at the depot → what a kilometre costs and emits by
technology → the fleet plan by year, beside the plan that keeps buying what there is → emissions and who lives there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from communique.workstreams.transit.config import Config
from communique.workstreams.transit.depots import Depot, OnRoute, charge_depot, charge_on_route, together
from communique.workstreams.transit.emissions import MODELS, electric_per_km, exhaust, fuel_per_km
from communique.workstreams.transit.fleet import FleetPlan, FleetProblem, Technology, plan_fleet
from communique.workstreams.transit.fleet.problem import Step

PRICE_YEAR = 2023  # of every shipped cost; a cost of another year needs a dated rate
SCENARIOS = ("baseline", "plan")
FUEL = {"diesel": "diesel", "hybrid": "diesel", "cng": "cng", "fuel-cell": "hydrogen"}


@dataclass(frozen=True)
class Operations:
    """What one day asks of buses.

    blocks      block_id, start_s, end_s, km, kwh (usual day), kwh_cold (design day), feasible (end of life, design day)
    rotations   bus, start_s, end_s, km, kwh, kwh_cold: one battery bus each, as the electric schedule has it
    vehicles    fewest buses without batteries; split, trips that no battery can run and that `rotations` leave out
    km          of all blocks, deadheads included; speed_kmh, mean of trips
    kwh_per_km  at the battery, (5 %, median, 95 %) where uncertainty was computed
    heater_l_per_km  diesel of fuel-fired heaters, mean of the year
    underway    usual and cold: the charges between trips (columns of electrified.CHARGES)
    chargers    terminal, name, lat, lon, points, charges, kwh of the chargers on the way; None where there are none
    unhelped    block -> kWh that no charger on the way gives, where sites were looked for
    """

    blocks: pl.DataFrame
    rotations: pl.DataFrame
    vehicles: int
    km: float
    speed_kmh: float
    unserved: tuple[str, ...] = ()
    kwh_per_km: tuple[float, float, float] | None = None
    heater_l_per_km: float = 0.0
    underway: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    chargers: pl.DataFrame | None = None
    unhelped: Mapping[str, float] = field(default_factory=dict)

    @property
    def depots(self) -> tuple[str, ...]:
        """The depots from which buses run; one without a name where they are not told apart."""
        known = "depot" in self.rotations.columns and self.rotations.height
        return tuple(self.rotations["depot"].unique(maintain_order=True)) if known else ("",)

    @property
    def points(self) -> int:
        """Charging points on the way."""
        return 0 if self.chargers is None else int(self.chargers["points"].sum())

    @property
    def feasible_share(self) -> float:
        """Share of blocks that a battery bus can run as they are."""
        return int(self.blocks["feasible"].sum()) / max(self.blocks.height, 1)

    @property
    def ratio(self) -> float:
        """Battery buses for one bus of today: above 1 as a rule."""
        return self.rotations.height / self.vehicles


@dataclass(frozen=True)
class Planned:
    """A whole plan.

    plan, baseline   the plan, and the one that keeps buying the present technology
    problem          what the plan was asked
    exhaust          year, model, pollutant, scenario, kg
    depot, depots    charging at all depots together, and at each; on_route, at the chargers on the way
    """

    operations: Operations
    depot: Depot
    problem: FleetProblem
    plan: FleetPlan
    baseline: FleetPlan
    exhaust: pl.DataFrame
    depots: tuple[Depot, ...] = ()
    on_route: OnRoute | None = None


def make_plan(operations: Operations, config: Config) -> Planned:
    """Charging, fleet and emission of a day's operations under a configuration."""
    depots = tuple(charge_depot(operations, config, name) for name in operations.depots)
    depot, on_route = together(depots), charge_on_route(operations, config)
    problem = fleet_problem(operations, depot, config, on_route)
    plan = plan_fleet(problem)
    present = [t for t in problem.technologies if t.name == config.choices.present]
    baseline = plan_fleet(
        problem.model_copy(
            update={"technologies": tuple(t.model_copy(update={"can_buy": True}) for t in present),
                    "zero_emission": {}, "ghg_at_most": None, "budget": None}
        )
    )  # fmt: skip
    frames = [_exhaust(found, name, problem, operations) for name, found in (("plan", plan), ("baseline", baseline))]
    return Planned(operations, depot, problem, plan, baseline, pl.concat(frames), depots, on_route)


# Fleet


def fleet_problem(
    operations: Operations, depot: Depot, config: Config, on_route: OnRoute | None = None
) -> FleetProblem:
    """The problem of the fleet plan: the day's peak and kilometres, and what each technology costs and emits."""
    choices, peak = config.choices, operations.vehicles
    years = range(choices.first_year, choices.first_year + int(config["plan.years"]))
    names = tuple(dict.fromkeys((choices.present, *choices.buy)))
    return FleetProblem(
        first_year=years[0], last_year=years[-1], currency=config.currency, price_year=PRICE_YEAR,
        discount_rate=config["finance.discount_rate"], peak_duties=(peak,),
        km_per_duty=operations.km * config["service.days_per_year"] / peak,
        technologies=tuple(_technology(name, operations, depot, config, on_route) for name in names),
        plug_cost=config["costs.plug"], plug_grant=config["finance.grant_share"],
        plug_lead=int(config["charging.plug_lead_years"]), budget=choices.budget,
        underway_points=operations.points, underway_cost=operations.points * config["costs.on_route_point"],
        zero_emission=choices.zero_emission, perspective=choices.perspective,
    )  # fmt: skip


def _technology(
    name: str, operations: Operations, depot: Depot, config: Config, on_route: OnRoute | None
) -> Technology:
    choices = config.choices
    electric = name == "battery"
    away_kwh, away_cost = (0.0, 0.0) if on_route is None else (on_route.meter_kwh, on_route.cost)
    meter_per_km = (depot.meter_kwh + away_kwh) / operations.km
    if electric:
        energy = (depot.after.objective + away_cost) / operations.km
        ghg = electric_per_km(choices.grid_region, meter_per_km).value
        if operations.heater_l_per_km:
            energy += operations.heater_l_per_km * config.of("costs.fuel", "diesel")
            ghg += fuel_per_km("diesel", operations.heater_l_per_km).value
    else:
        use = config.of("fuel_per_km", name)
        energy = use * config.of("costs.fuel", FUEL[name])
        ghg = fuel_per_km(name, use).value
    return Technology(
        name=name, price=config.of("costs.bus", name), maintenance=config.of("costs.maintenance", name), energy=energy,
        ghg_g_per_km=(ghg,), zero_emission=name in ("battery", "fuel-cell"), plugged=electric,
        spare=config["fleet.spare_ratio"], steps=_steps(operations) if electric else (),
        existing=_existing(operations, config) if name == choices.present else {},
        life_min=int(config["fleet.life_min"]), life_max=int(config["fleet.life_max"]),
        battery=config["costs.battery_kwh"] * config["battery.nameplate_kwh"] if electric else 0.0,
        battery_life=int(config["battery.life"]) if electric else None,
        grant=config["finance.grant_share"] if name in ("battery", "fuel-cell") else 0.0, can_buy=name in choices.buy,
    )  # fmt: skip


def _steps(operations: Operations) -> tuple[Step, ...]:
    """Easy duties first, one bus each, in the share of blocks that a battery can run; the others so that all together
    need the buses of the electric schedule, and the chargers on the way where it has any."""
    peak, ratio, away = operations.vehicles, max(operations.ratio, 1.0), operations.points > 0
    easy = int(peak * operations.feasible_share)
    hard = peak - easy
    if hard == 0:
        return (Step(duties=peak, ratio=ratio),)
    harder = (ratio * peak - easy) / hard
    return (Step(duties=easy, ratio=1.0), Step(duties=hard, ratio=max(harder, 1.0), underway=away))


def _existing(operations: Operations, config: Config) -> dict[int, int]:
    """The present buses by model year: as given, or what the peak needs with spares, spread over the minimum life."""
    given = config.choices.existing
    if given != "even":
        return given
    life = int(config["fleet.life_min"])
    buses = -int(-operations.vehicles * (1 + config["fleet.spare_ratio"]) // 1)
    first = config.choices.first_year - life
    return {first + k: buses * (k + 1) // life - buses * k // life for k in range(life)}


# Exhaust


def _exhaust(plan: FleetPlan, scenario: str, problem: FleetProblem, operations: Operations) -> pl.DataFrame:
    """kg a year of each pollutant by each model; a technology's km are shared by its vintages as buses are."""
    share = plan.fleet.with_columns(share=pl.col("buses") / pl.col("buses").sum().over("year", "technology"))
    joined = share.join(plan.duties, on=["year", "technology"], how="inner")
    rows = []
    for year, technology, vintage, part, km in joined.select(
        "year", "technology", "vintage", "share", "km"
    ).iter_rows():
        for pollutant in ("NOx", "PM25"):
            for model, found in exhaust(technology, vintage, operations.speed_kmh, pollutant).items():
                rows.append((year, model, pollutant, found.grams_per_km * part * km / 1e3))
    schema = {"year": pl.Int64, "model": pl.String, "pollutant": pl.String, "kg": pl.Float64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    summed = frame.group_by("year", "model", "pollutant").agg(pl.col("kg").sum())
    return summed.with_columns(scenario=pl.lit(scenario)).sort("year", "pollutant", "model")


def exhaust_total(planned: Planned, pollutant: str, scenario: str) -> dict[str, float]:
    """Model -> kg over all years."""
    rows = planned.exhaust.filter((pl.col("pollutant") == pollutant) & (pl.col("scenario") == scenario))
    sums = dict(rows.group_by("model").agg(pl.col("kg").sum()).iter_rows())
    return {model: float(sums.get(model, 0.0)) for model in MODELS}


def cost_kinds(plan: FleetPlan) -> dict[str, float]:
    """Kind of cost -> present value, in the order in which money is spent on a plan."""
    sums = dict(plan.costs.group_by("kind").agg(pl.col("present").sum()).iter_rows())
    order = ("buses", "chargers", "on-route", "batteries", "energy", "maintenance", "salvage")
    return {kind: float(sums[kind]) for kind in order if kind in sums}
