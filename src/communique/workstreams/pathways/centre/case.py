"""What is a centre: its hours, languages, visits and people, as a TOML file says it?"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from communique.workstreams.pathways.centre.errors import CentreError

Share = Annotated[float, Field(ge=0, le=1)]
Minutes = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0)]
HOURS_OF_A_DAY = 24


class Part(BaseModel):
    """Read from a file: every key is known, and nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Visits(Part):
    """What comes in one hour in one language: families with an appointment, and on average walk-ins."""

    hour: Annotated[int, Field(ge=0, lt=HOURS_OF_A_DAY)]
    language: str
    booked: Count = 0
    walk_ins: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0


class Officers(Part):
    """Officers of one set of languages: how many there are, and what an hour of one costs."""

    name: str
    languages: tuple[str, ...] = Field(min_length=1, strict=False)
    available: Count
    cost_per_hour: Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Interpreters(Part):
    """Interpreter slots of one language: at most how many in an hour, and what one costs."""

    language: str
    available: Count
    cost_per_hour: Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Service(Part):
    """How long a visit takes and what becomes of it; a family is served as one.

    variation  standard deviation over mean of a visit's length: 1 is exponential, 0 always the same
    incomplete share of visits whose file is not complete and that come back `returns_after` days later
    priority   share of visits with a child alone or a person at risk, who are served before others
    family     share of visits by number of persons, beginning with one
    """

    minutes: Minutes
    minutes_per_further_person: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    variation: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    no_show: Share
    incomplete: Annotated[float, Field(ge=0, lt=1)]
    returns_after: Annotated[int, Field(ge=1)]
    priority: Share
    family: tuple[Share, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if abs(sum(self.family) - 1) > 1e-9:
            raise ValueError(f"shares of family sizes sum to {sum(self.family):g} and not to 1")
        return self


class Shifts(Part):
    """How a rota may be made: lengths of a shift, hours; and the wait that 90 % of each language stay within."""

    lengths: tuple[Annotated[int, Field(ge=1)], ...] = Field(min_length=1, strict=False)
    p90_wait_minutes: Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Centre(Part):
    """A centre for appointments on one of its days. Hours are whole; it opens at `opens` and closes at `closes`."""

    opens: Annotated[int, Field(ge=0)]
    closes: Annotated[int, Field(le=HOURS_OF_A_DAY)]
    currency: str
    service: Service
    shifts: Shifts
    visits: tuple[Visits, ...] = Field(min_length=1, strict=False)
    officers: tuple[Officers, ...] = Field(min_length=1, strict=False)
    interpreters: tuple[Interpreters, ...] = Field(default=(), strict=False)

    @property
    def hours(self) -> tuple[int, ...]:
        """Hours in which it is open."""
        return tuple(range(self.opens, self.closes))

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of its visitors, in the order of the file."""
        return tuple(dict.fromkeys(v.language for v in self.visits))

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.opens >= self.closes:
            raise ValueError(f"opens at {self.opens} and closes at {self.closes}")
        for v in self.visits:
            if v.hour not in self.hours:
                raise ValueError(f"visits at {v.hour} while the centre is closed")
        _once("visits", [f"{v.hour} {v.language}" for v in self.visits])
        _once("officers", [o.name for o in self.officers])
        _once("interpreters", [i.language for i in self.interpreters])
        for language in self.languages:
            if not any(language in o.languages for o in self.officers) and not any(
                i.language == language and i.available for i in self.interpreters
            ):
                raise ValueError(f"nobody speaks {language} and there is no interpreter for it")
        return self


def _once(what: str, names: list[str]) -> None:
    twice = next((name for n, name in enumerate(names) if name in names[:n]), None)
    if twice is not None:
        raise ValueError(f"{what}: {twice} is given twice")


def read_centre(file: Path) -> Centre:
    """The centre of a TOML file. Raises CentreError naming file, key and fault."""
    try:
        return centre_of(tomllib.loads(file.read_text(encoding="utf-8")), file)
    except tomllib.TOMLDecodeError as error:
        raise CentreError(f"not readable as TOML: {error}", file=file) from None


def centre_of(data: Mapping[str, object], file: Path | None = None) -> Centre:
    """A centre from plain data. Raises CentreError naming key and fault."""
    try:
        return Centre.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "centre"
        raise CentreError(str(first["msg"]).removeprefix("Value error, "), file=file, column=where) from None
