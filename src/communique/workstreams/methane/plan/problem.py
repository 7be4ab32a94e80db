"""What is a plan asked: which waste was buried where, what can be done at which cost, and what must be reached?

The objects of a plan's TOML file. There are no default costs and no default efficacies: a measure says both or is
refused. Shares are fractions; amounts carry their units in the text ("45 USD_2020/t").
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from communique.geo import CountryError, known_country
from communique.workstreams.methane.model.parameters import shipped
from communique.workstreams.methane.plan.money import Rate

Sector = Literal["solid-waste", "wastewater", "agriculture"]
#: Sectors that the 15 per cent speak of; agriculture is co-operation and no part of it.
PROMISED: tuple[Sector, ...] = ("solid-waste", "wastewater")


class Part(BaseModel):
    """A part of the file; a key that nobody knows is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _country(code: str) -> str:
    try:
        return known_country(code)
    except CountryError as error:
        raise ValueError(str(error)) from None


Country = Annotated[str, AfterValidator(_country)]
Share = Annotated[float, Field(ge=0, le=1)]
PositiveShare = Annotated[float, Field(gt=0, le=1)]


class Figure(Part):
    """A parameter with the interval that holds it with 95 %; without one it is held fixed in every draw."""

    value: float
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Figure:
        if (self.low is None) != (self.high is None):
            raise ValueError("a range has both low and high")
        if self.low is not None and self.high is not None and not self.low <= self.value <= self.high:
            raise ValueError(f"the value {self.value:g} is outside its own range {self.low:g} to {self.high:g}")
        return self

    @property
    def bounds(self) -> tuple[float, float]:
        """low and high, NaN where no range is given."""
        return (math.nan if self.low is None else self.low, math.nan if self.high is None else self.high)


class Since(Figure):
    """A parameter from a year on; without `since` from the beginning."""

    since: int | None = None


def _figure(given: Any) -> Any:
    return {"value": given} if isinstance(given, int | float) and not isinstance(given, bool) else given


def _share(figure: Figure) -> Figure:
    for part in (figure.value, figure.low, figure.high):
        if part is not None and not 0 <= part <= 1:
            hint = f": {part:g} per cent is {part / 100:g}" if 1 < part <= 100 else ""
            raise ValueError(f"{part:g} is no share, which lies between 0 and 1{hint}")
    return figure


def _above_zero(figure: Figure) -> Figure:
    if figure.value <= 0 or (figure.low is not None and figure.low <= 0):
        raise ValueError("must be above 0")
    return figure


def _changes(given: Any) -> Any:
    return [_figure(given)] if isinstance(given, int | float | dict) else given


def _rising(changes: tuple[Since, ...]) -> tuple[Since, ...]:
    for change in changes:
        _share(change)
    years = [-math.inf if change.since is None else change.since for change in changes]
    if not changes or years != sorted(set(years)):
        raise ValueError("needs one figure, or figures whose `since` rise")
    return changes


def _certain(changes: tuple[Since, ...]) -> tuple[Since, ...]:
    if any(change.low is not None for change in changes):
        raise ValueError("a composition has no ranges here: its shares must sum to 1 in every draw")
    return changes


ShareFigure = Annotated[Figure, BeforeValidator(_figure), AfterValidator(_share)]
DecayRate = Annotated[Figure, BeforeValidator(_figure), AfterValidator(_above_zero)]
Changing = Annotated[tuple[Since, ...], BeforeValidator(_changes), AfterValidator(_rising)]


Composition = Annotated[Changing, AfterValidator(_certain)]


def in_force(changes: Sequence[Since], year: int) -> int:
    """Place of the figure that holds in a year; a fault (ValueError) where the first begins later."""
    held = [place for place, change in enumerate(changes) if change.since is None or change.since <= year]
    if not held:
        raise ValueError(f"has no figure for {year}")
    return held[-1]


class Deposits(Part):
    """Wet waste of all streams by year: a row of figures from `first` on, or growth from one known year."""

    first: int
    mass: str | tuple[Annotated[float, Field(ge=0)], ...]
    unit: str = ""
    last: int | None = None
    in_year: int | None = None
    growth: Annotated[float, Field(gt=-1, lt=1)] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Deposits:
        ruled = isinstance(self.mass, str)
        if ruled and (self.last is None or self.in_year is None or self.growth is None or self.unit):
            raise ValueError('a rule needs mass with its unit ("4000 Gg"), in_year, growth and last, and no unit')
        if not ruled and (
            not self.unit or not self.mass or any(v is not None for v in (self.last, self.in_year, self.growth))
        ):
            raise ValueError("a row of masses needs first and unit, one figure a year, and no rule beside it")
        if self.end < self.first:
            raise ValueError(f"ends in {self.end}, before it begins in {self.first}")
        return self

    @property
    def end(self) -> int:
        """Last year of deposits."""
        return self.first + len(self.mass) - 1 if isinstance(self.mass, tuple) else int(self.last or 0)


class Stream(Part):
    """One kind of waste at a site: its share of what is deposited and how it decays (IPCC 2006 vol. 5 ch. 3)."""

    name: str = Field(min_length=1)
    share: Composition
    doc: ShareFigure
    doc_f: ShareFigure
    k: DecayRate
    mcf: Changing


class Site(Part):
    """A landfill, or all of a region's: what is buried and what is captured today."""

    name: str = Field(min_length=1)
    country: Country
    deposits: Deposits
    streams: tuple[Stream, ...] = Field(min_length=1)
    inert: Composition
    captured: Changing
    oxidation: Changing
    destruction: ShareFigure
    methane_share: ShareFigure
    closed: bool = False
    short_history: Literal["refuse", "accept"] = "refuse"

    @model_validator(mode="after")
    def _whole(self) -> Site:
        _once([stream.name for stream in self.streams], "stream")
        tolerance = shipped().value("waste.composition_tolerance")
        for year in range(self.deposits.first, self.deposits.end + 1):
            total = sum(each[in_force(each, year)].value for each in (self.inert, *(s.share for s in self.streams)))
            if abs(total - 1) > tolerance:
                raise ValueError(f"the shares of the streams and of inert waste sum to {total:.3f} in {year}, not to 1")
        return self


class Source(Part):
    """Methane that is not of a site: waste water, composting, open burning; by year, in kt CH4."""

    name: str = Field(min_length=1)
    country: Country
    sector: Sector
    emissions: dict[str, Annotated[float, Field(ge=0)]]
    relative_error: Annotated[float, Field(ge=0, lt=1)] | None = None

    def in_year(self, year: int) -> float:
        """kt CH4 of a year; a year that the file does not give is a fault (see `reading`)."""
        return self.emissions[str(year)]


class Blocks(Part):
    """Capacity that is built whole: how many blocks make the lever's full effort, and what one costs.

    fixed   money for one block, paid in the year it is built
    yearly  money for one block in each year from then to the last target year
    """

    count: int = Field(default=1, ge=1)
    fixed: str
    yearly: str | None = None
    builds_per_year: float | None = Field(default=None, gt=0)


class Lever(Part):
    """What every measure has: where it can be taken, from when, and what a unit of it costs (negative: it earns)."""

    id: str = Field(min_length=1, pattern=r"^[a-z0-9-]+$")
    cost: str
    start: int | None = None


class Divert(Lever):
    """Waste of a stream that is not buried: up to a share of it, with the methane of its treatment, t CH4 per t."""

    kind: Literal["divert"]
    sites: tuple[str, ...] | None = None
    stream: str
    share: PositiveShare
    emission: Share
    ramp: PositiveShare | None = None


class Capture(Lever):
    """Gas capture up to `efficiency`, the share of generation captured in all."""

    kind: Literal["capture"]
    sites: tuple[str, ...] | None = None
    efficiency: PositiveShare
    blocks: Blocks | None = None


class Cover(Lever):
    """A cover that oxidises up to a further share `oxidation` of what escapes capture."""

    kind: Literal["cover"]
    sites: tuple[str, ...] | None = None
    oxidation: PositiveShare
    blocks: Blocks | None = None


class Reduce(Lever):
    """Less of a source, up to the share `efficacy`: a pathway left for a better one, a plant's gas caught."""

    kind: Literal["reduce"]
    sources: tuple[str, ...]
    efficacy: PositiveShare
    blocks: Blocks | None = None


AnyLever = Annotated[Divert | Capture | Cover | Reduce, Field(discriminator="kind")]


class Target(Part):
    """At most (1 − cut) of the base year's emission in a year: of all together, of each country, or of one."""

    year: int
    cut: Share
    of: str = "together"


class Budget(Part):
    """The most that may be spent in a year, in money of that year's prices as the plan counts them."""

    year: int
    at_most: str


class Money(Part):
    """What the plan counts in. The discount rate is a choice, so it has no default."""

    currency: Literal["CAD", "MXN", "USD"]
    price_year: int = Field(ge=1900, le=2100)
    discount_rate: Annotated[float, Field(ge=0, lt=1)]
    discounted_to: int

    @property
    def name(self) -> str:
        return f"{self.currency}_{self.price_year}"


class Problem(Part):
    """All that a plan needs.

    people       inhabitants of each country in the target year, for the per-head rule alone
    also_years   years besides the target years in which capacity may be built and is counted
    """

    title: str
    illustrative: bool
    money: Money
    rates: tuple[Rate, ...] = ()
    base_year: int
    first_action: int
    last_action: int
    ratchet: bool
    also_years: tuple[int, ...] = ()
    sectors: tuple[Sector, ...] = PROMISED
    targets: tuple[Target, ...] = Field(min_length=1)
    budgets: tuple[Budget, ...] = ()
    sites: tuple[Site, ...] = Field(min_length=1)
    sources: tuple[Source, ...] = ()
    levers: tuple[AnyLever, ...] = Field(min_length=1)
    people: dict[Country, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)

    @property
    def actions(self) -> tuple[int, ...]:
        """Years in which waste may be diverted."""
        return tuple(range(self.first_action, self.last_action + 1))

    @property
    def years(self) -> tuple[int, ...]:
        """Years in which emission and capacity are counted: target years and `also_years`."""
        return tuple(sorted({target.year for target in self.targets} | set(self.also_years)))

    @property
    def lead(self) -> Target:
        """The first target of the file: the one whose points are priced; others move with it."""
        return self.targets[0]

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries of sites and sources, in the order in which they are shown."""
        from communique.geo import in_order

        return in_order([*(site.country for site in self.sites), *(source.country for source in self.sources)])


def _once(names: Sequence[str], what: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"{what} {twice[0]!r} stands twice")
