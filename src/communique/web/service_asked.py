"""What can be asked of the service? Parameters that are not known are refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from communique.web.api import AskedForPage, Name
from communique.web.identity import Party


def facts_of(texts: Sequence[str]) -> dict[str, bool | int | str]:
    """FIELD is true; FIELD=VALUE is true, false, a whole number or a word."""
    found: dict[str, bool | int | str] = {}
    for text in texts:
        name, _, value = text.partition("=")
        if name in found:
            raise ValueError(f"{name} is stated twice")
        truth = {"": True, "true": True, "false": False}
        found[name] = truth[value] if value in truth else int(value) if value.isdecimal() else value
    return found


def _stated_once(texts: list[str]) -> list[str]:
    facts_of(texts)
    return texts


Plain = StringConstraints(pattern=r"^[^\x00-\x1f\x7f]+$", min_length=1, max_length=120)
Text = Annotated[str, Plain]
Country = Annotated[Party, StringConstraints(pattern="^[A-Z]{3}$")]
Purpose = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=40)]
Fact = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*(=([0-9]{1,6}|[a-z]+(_[a-z]+)*))?$", max_length=80)]
Column = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]
Marking = Literal["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
Facts = Annotated[
    list[Fact],
    AfterValidator(_stated_once),
    Field(max_length=20, description="What holds of the request: FIELD, or FIELD=VALUE; several: all of them."),
]
PURPOSE = Field(default=None, description="For what, in the words of the positions.")


class AskedToContribute(BaseModel):
    """On which terms a file is handed in."""

    model_config = {"extra": "forbid"}
    on_behalf_of: Text | None = Field(default=None, description="For whom, where that is somebody else.")
    licence: Text | None = Field(default=None, description="Under which others may use it.")
    marking: Marking | None = Field(default=None, description="TLP 2.0; default the strictest of the columns.")
    vintage: Text | None = Field(default=None, description="Issue of a series that is revised as a whole.")
    supersedes: Name | None = Field(default=None, description="Contribution of yours that this one corrects.")
    official: Name | None = Field(default=None, description="Read an official file's own format.")
    decimal: Literal[".", ","] | None = Field(default=None, description="Decimal sign where the file leaves it open.")
    to: list[Country] = Field(default=[], max_length=20, description="Party to whom it is handed; several: all.")
    purpose: Purpose | None = PURPOSE
    fact: Facts = []


class AskedForContributions(AskedForPage):
    """Which of your contributions?"""

    table: list[Name] = Field(default=[], max_length=20, description="Of a table; several: any of them.")
    state: list[Literal["current", "superseded", "withdrawn", "empty"]] = Field(
        default=[], max_length=4, description="What became of it; several: any of them."
    )


class AskedToDecide(BaseModel):
    """Whose rows are to be read, for what?"""

    model_config = {"extra": "forbid"}
    owner: Country = Field(description="The party whose rows are asked for, ISO 3166 alpha-3.")
    purpose: Purpose | None = PURPOSE
    fact: Facts = []
    column: list[Column] = Field(
        default=[], max_length=100, description="Only this column; several: all of them. Default: all that may be read."
    )
    known_at: dt.date | None = Field(default=None, description="What had been recorded by the end of that day.")
    at_most: Marking = Field(default="TLP:RED", description="Only contributions with this marking or a freer one.")


class AskedForRows(AskedToDecide, AskedForPage):
    """Which rows, for what?"""
