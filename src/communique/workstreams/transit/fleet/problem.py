"""What is a fleet plan asked: which duties, technologies and costs, what is there, and what must be reached?"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from communique.errors import CommuniqueError

Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1)]


class FleetError(CommuniqueError):
    """A fleet that cannot be planned, or a plan that contradicts itself."""


class Step(BaseModel):
    """Duties that need `ratio` buses each: the easy ones first, so ratios rise; `underway`: chargers on the way too."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    duties: Annotated[int, Field(ge=0)]
    ratio: Annotated[float, Field(ge=1)]
    underway: bool = False


class Technology(BaseModel):
    """One drivetrain.

    price             money a bus; maintenance, money a km; energy, money a km; battery, money for one midlife battery
    ghg_g_per_km      well to wheel, one a year of the plan, or one for all
    steps             buses a peak duty by duty, from the electric vehicle schedule: a battery bus's exceed 1; without
                      steps one bus a duty
    existing          {model year: buses} at the beginning
    life_min, life_max  years that a bus must and may be kept; battery_life, after which it gets another battery
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(min_length=1)
    price: Amount
    maintenance: Amount
    energy: Amount
    ghg_g_per_km: tuple[Amount, ...] = Field(min_length=1)
    zero_emission: bool = False
    plugged: bool = False
    spare: Amount = 0.0
    steps: tuple[Step, ...] = ()
    existing: dict[int, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    life_min: Annotated[int, Field(ge=1)]
    life_max: Annotated[int, Field(ge=1)]
    battery: Amount = 0.0
    battery_life: Annotated[int, Field(ge=1)] | None = None
    grant: Share = 0.0
    can_buy: bool = True

    @model_validator(mode="after")
    def _fits_together(self) -> Technology:
        if self.life_max < self.life_min:
            raise ValueError(f"{self.name}: a bus may be kept {self.life_max} years and must be kept {self.life_min}")
        ratios = [step.ratio for step in self.steps]
        if ratios != sorted(ratios):
            raise ValueError(f"{self.name}: easy duties come first, so the ratios of its steps must rise")
        return self


class FleetProblem(BaseModel):
    """A fleet over years.

    peak_duties       buses on the road at the peak with the present technology, one a year, or one for all
    km_per_duty       km a year behind one peak duty
    plug_cost         money for one charging point; plug_lead, years from its order to its use; plugs, at the beginning
    underway_cost     money for all `underway_points` on the way, built in one year; grant and lead as for plug_cost
    budget            the agency's own money a year for buses and points (after grants); None: no limit
    zero_emission     {year: least share of peak duties that zero-emission buses serve}; the last is the plan's target
    ghg_at_most       tonnes CO2e over all years
    perspective       agency: grants are not its cost; society: everybody's money
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    first_year: int
    last_year: int
    currency: Literal["CAD", "MXN", "USD"]
    price_year: int
    discount_rate: Annotated[float, Field(ge=0, lt=1)]
    peak_duties: tuple[Annotated[int, Field(ge=0)], ...] = Field(min_length=1)
    km_per_duty: Amount
    technologies: tuple[Technology, ...] = Field(min_length=1)
    plug_cost: Amount = 0.0
    plug_grant: Share = 0.0
    plug_lead: Annotated[int, Field(ge=0)] = 0
    plugs: Annotated[int, Field(ge=0)] = 0
    underway_points: Annotated[int, Field(ge=0)] = 0
    underway_cost: Amount = 0.0
    budget: Amount | None = None
    zero_emission: dict[int, Share] = Field(default_factory=dict)
    ghg_at_most: Amount | None = None
    perspective: Literal["agency", "society"] = "agency"

    @model_validator(mode="after")
    def _fits_together(self) -> FleetProblem:
        count = len(self.years)
        if count == 0:
            raise ValueError(f"the plan ends in {self.last_year}, before it begins in {self.first_year}")
        names = [technology.name for technology in self.technologies]
        if len(set(names)) < len(names):
            raise ValueError("a technology stands twice")
        for what, values in [("peak_duties", self.peak_duties), *((t.name, t.ghg_g_per_km) for t in self.technologies)]:
            if len(values) not in (1, count):
                raise ValueError(f"{what}: {len(values)} figures for {count} years; give one, or one a year")
        outside = [year for year in self.zero_emission if year not in self.years]
        if outside:
            raise ValueError(
                f"a target is set for {outside[0]}, outside the plan's {self.first_year} to {self.last_year}"
            )
        late = [t.name for t in self.technologies if any(v >= self.first_year for v in t.existing)]
        if late:
            raise ValueError(f"{late[0]}: an existing bus has a model year in the plan's own years")
        return self

    @property
    def years(self) -> tuple[int, ...]:
        """Years of the plan."""
        return tuple(range(self.first_year, self.last_year + 1))

    @property
    def money(self) -> str:
        """Currency and price year, for instance USD_2023."""
        return f"{self.currency}_{self.price_year}"

    @property
    def money_said(self) -> str:
        """The same for readers: USD (2023)."""
        return f"{self.currency} ({self.price_year})"

    def duties(self, year: int) -> int:
        """Peak duties of a year."""
        return self.peak_duties[year - self.first_year if len(self.peak_duties) > 1 else 0]

    def ghg(self, technology: Technology, year: int) -> float:
        """g CO2e a km of a technology in a year."""
        values = technology.ghg_g_per_km
        return values[year - self.first_year if len(values) > 1 else 0]

    def discount(self, year: int) -> float:
        """Present value, in the first year, of one unit of money at the end of a year."""
        return float((1 + self.discount_rate) ** -(year - self.first_year))
