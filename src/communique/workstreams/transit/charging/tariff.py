"""What does a kilowatt-hour cost at which time of day, what does the peak cost, and what does the connection allow?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from communique.workstreams.transit.charging.sessions import ChargingError

SAMPLES = Path(__file__).parent / "tariffs"
DAY_MINUTES = 24 * 60

Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class DemandWindow(BaseModel):
    """A charge on the highest power within some slots alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    slots: tuple[Annotated[int, Field(ge=0)], ...] = Field(min_length=1)
    charge_per_kw_day: Amount


class Tariff(BaseModel):
    """A depot's tariff and connection.

    energy_price                money per kWh at the meter, one a slot; the slots make the period, usually a day
    demand_charge_per_kw_day    money per kW of the highest mean power of any slot, per day
    max_power_kw                of one charging point, at the meter
    efficiency                  meter to battery; tells the battery's share, energy itself is counted at the meter
    transformer_kw              the connection's limit; None: no limit
    min_power_kw, plugs         for charging point by charging point (a mixed-integer plan) only
    co2_g_per_kwh, co2_price_per_t   add to the price of each slot what its emission costs
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    slot_minutes: Positive
    energy_price: tuple[Annotated[float, Field(allow_inf_nan=False)], ...] = Field(min_length=1)
    demand_charge_per_kw_day: Amount = 0.0
    max_power_kw: Positive
    efficiency: Annotated[float, Field(gt=0, le=1)] = 1.0
    transformer_kw: Positive | None = None
    demand_windows: tuple[DemandWindow, ...] = ()
    co2_g_per_kwh: tuple[Amount, ...] = ()
    co2_price_per_t: Amount = 0.0
    min_power_kw: Amount = 0.0
    plugs: Annotated[int, Field(ge=0)] | None = None
    name: str = ""
    country: Literal["", "CAN", "MEX", "USA"] = ""
    currency: Literal["", "CAD", "MXN", "USD"] = ""
    price_year: int | None = None
    illustrative: bool = False
    source: str = ""
    confidence: Literal["", "verified", "recalled"] = ""
    note: str = ""

    @model_validator(mode="after")
    def _fits_together(self) -> Tariff:
        slots = len(self.energy_price)
        if self.co2_g_per_kwh and len(self.co2_g_per_kwh) != slots:
            raise ValueError(f"co2_g_per_kwh has {len(self.co2_g_per_kwh)} slots and energy_price {slots}")
        if self.co2_price_per_t and not self.co2_g_per_kwh:
            raise ValueError("co2_price_per_t needs co2_g_per_kwh, one a slot")
        beyond = [slot for window in self.demand_windows for slot in window.slots if slot >= slots]
        if beyond:
            raise ValueError(f"a demand window names slot {beyond[0]}, and there are {slots}")
        if self.min_power_kw > self.max_power_kw:
            raise ValueError("min_power_kw is above max_power_kw")
        return self

    @property
    def slot_hours(self) -> float:
        """Length of a slot, h."""
        return self.slot_minutes / 60

    @property
    def period_s(self) -> float:
        """Length of all slots, s."""
        return self.slot_minutes * 60 * len(self.energy_price)

    @property
    def cyclic(self) -> bool:
        """Whether the slots make a whole day, after which the same day follows."""
        return self.period_s == DAY_MINUTES * 60

    @property
    def prices(self) -> tuple[float, ...]:
        """Money per kWh by slot, the price of its emission included."""
        if not self.co2_price_per_t:
            return self.energy_price
        gram = self.co2_price_per_t / 1e6
        return tuple(price + gram * g for price, g in zip(self.energy_price, self.co2_g_per_kwh, strict=True))

    def finer(self, slot_minutes: float) -> Tariff:
        """The same tariff in shorter slots, which must divide its own."""
        times = self.slot_minutes / slot_minutes
        if times != int(times) or times < 1:
            raise ChargingError(f"slots of {self.slot_minutes:g} min cannot be cut into slots of {slot_minutes:g} min")
        n = int(times)
        return self.model_copy(
            update={
                "slot_minutes": slot_minutes,
                "energy_price": tuple(price for price in self.energy_price for _ in range(n)),
                "co2_g_per_kwh": tuple(g for g in self.co2_g_per_kwh for _ in range(n)),
                "demand_windows": tuple(
                    w.model_copy(update={"slots": tuple(s * n + k for s in w.slots for k in range(n))})
                    for w in self.demand_windows
                ),
            }
        )


def read_tariff(file: str | Path) -> Tariff:
    """The tariff of a JSON file; raises ChargingError naming the file and the key at fault."""
    file = Path(file)
    try:
        return Tariff.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise ChargingError(f"cannot be read: {error.strerror}", file=file) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ChargingError(f"is not JSON: {error}", file=file) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise ChargingError(
            first["msg"].removeprefix("Value error, "), file=file, column=".".join(map(str, first["loc"])) or None
        ) from error


def sample_tariff(country: str) -> Tariff:
    """The illustrative tariff of a country, by its code; raises ChargingError where there is none."""
    file = SAMPLES / f"{country.lower()}.json"
    if not file.exists():
        raise ChargingError(f"no sample tariff is shipped for {country!r}; there is one of CAN, MEX and USA")
    return read_tariff(file)
