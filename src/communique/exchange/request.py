"""What can be asked? The fields of a request, how each is read, and how it is said; read from `request.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from communique.errors import CommuniqueError
from communique.rules import FactType, FormError, condition
from communique.rules import expression as x
from communique.rules.expression import Node
from communique.rules.schema import Schema

SHORTEST_MONTH, LONGEST_MONTH = 28, 31  # days of a month of the Gregorian calendar
LANGUAGES = ("en", "es", "fr")


class PositionError(CommuniqueError):
    """A position, or the form of its requests, that cannot be used; file, line and key are named."""


def _three(said: dict[str, str]) -> dict[str, str]:
    if set(said) != set(LANGUAGES) or not all(said.values()):
        raise PydanticCustomError("words", "words in en, es and fr are needed")
    return said


def _read_condition(data: Any) -> Node:
    try:
        return condition(data)
    except FormError as error:
        raise PydanticCustomError(
            "condition", "{message}", {"message": error.message, "token": error.token or ""}
        ) from None


Words3: TypeAlias = Annotated[dict[str, str], AfterValidator(_three)]
Condition: TypeAlias = Annotated[Any, BeforeValidator(_read_condition)]


class Written(BaseModel):
    """What stands in a file: nothing unknown to the model, and nothing changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


class OneOf(Written):
    """A field with listed values; `ordered` if they stand from the least to the most (levels of approval)."""

    type: Literal["one_of"]
    label: Words3
    phrase: Words3  # how a value, in place of {}, completes "… allows disclosing …"
    values: dict[str, Words3] = Field(min_length=1)
    ordered: bool = False


class Flag(Written):
    """A field that is true, false or not known; `yes` and `no` complete the sentence."""

    type: Literal["flag"]
    label: Words3
    yes: Words3
    no: Words3


class Age(Written):
    """Time since a declared origin: the least n such that the day is not after the origin plus n days, or months."""

    type: Literal["age"]
    label: Words3
    since: str
    since_label: Words3
    unit: Literal["days", "months"]
    at_most: int = Field(gt=0)


Asked: TypeAlias = Annotated[OneOf | Flag | Age, Field(discriminator="type")]


class Never(Written):
    """What no common position may permit, whatever the positions say."""

    id: str
    when: Condition
    text: Words3


class Subject(Written):
    """What the requests are about; `act` completes "… allows, and … forbids, …".

    only_if_named   of several installed subjects, the one that is not is asked about where none is named
    """

    only_if_named: bool = False
    title: Words3
    act: Words3 = {"en": "disclosing", "es": "comunicar", "fr": "de communiquer"}


class RequestFile(Written):
    """A whole `request.toml`."""

    subject: Subject
    fields: dict[str, Asked]
    never: list[Never] = []


@dataclass(frozen=True)
class RequestForm:
    """The fields of a request in the order in which a sentence says them, and what must never be permitted."""

    subject: Subject
    fields: Mapping[str, OneOf | Flag | Age]
    never: tuple[Never, ...] = ()

    @property
    def schema(self) -> Schema:
        """The fields as facts of the rules."""
        return {name: _fact(asked) for name, asked in self.fields.items()}

    def listed(self, name: str) -> tuple[str, ...]:
        """The values of a field that has listed values."""
        asked = self.fields[name]
        return tuple(asked.values) if isinstance(asked, OneOf) else ()

    @property
    def choices(self) -> tuple[str, ...]:
        """Fields with listed values."""
        return tuple(name for name, asked in self.fields.items() if isinstance(asked, OneOf))

    @property
    def flags(self) -> tuple[str, ...]:
        """Fields that are true, false or not known."""
        return tuple(name for name, asked in self.fields.items() if isinstance(asked, Flag))

    @property
    def ages(self) -> Mapping[str, Age]:
        """Ages by field, in order."""
        return {name: asked for name, asked in self.fields.items() if isinstance(asked, Age)}

    @property
    def origins(self) -> tuple[str, ...]:
        """Events from which ages run."""
        return tuple(dict.fromkeys(age.since for age in self.ages.values()))

    @property
    def axioms(self) -> tuple[Node, ...]:
        """What holds of ages whatever the day: in one origin's days and begun months, a month has 28 to 31 days."""
        found: list[Node] = []
        for since in self.origins:
            days, months = self.age_field(since, "days"), self.age_field(since, "months")
            if days is not None and months is not None:
                found += _calendar(x.Fact(days), x.Fact(months))
        return tuple(found)

    def age_field(self, since: str, unit: str) -> str | None:
        """The field that holds time since the origin in the unit; None if there is none."""
        return next((name for name, age in self.ages.items() if (age.since, age.unit) == (since, unit)), None)


def _calendar(days: Node, months: Node) -> list[Node]:
    begun = x.Sum((x.Times(x.Literal(SHORTEST_MONTH), months), x.Literal(1 - SHORTEST_MONTH)))
    return [
        x.Compare("<=", days, x.Times(x.Literal(LONGEST_MONTH), months)),
        x.Compare(">=", days, begun),
    ]


def _fact(asked: OneOf | Flag | Age) -> FactType:
    if isinstance(asked, OneOf):
        return FactType("enum", tuple(asked.values))
    if isinstance(asked, Flag):
        return FactType("bool")
    return FactType("int", low=0, high=asked.at_most)
