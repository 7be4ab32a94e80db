"""How does marked information leave in STIX 2.1, and is what comes in well formed?

Validated models of the objects that the exchange carries: TLP 2.0 marking definitions, identities, indicators, bundles.
What the models do not know is refused.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeAlias
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

from communique.exchange.markings import MarkingError, marking, marking_of_stix, markings, of_derived

TLP2_CREATED = "2022-10-01T00:00:00.000Z"
TLP2_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"

_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


class StixError(MarkingError):
    """Something that is not the STIX 2.1 that the exchange carries."""


def _id(kind: str) -> Any:
    return StringConstraints(pattern=f"^{kind}--{_UUID}$")


Timestamp: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(\.\d{1,9})?Z$")
]
AnyId: TypeAlias = Annotated[str, _id("[a-z][a-z0-9-]+")]
MarkingRefs: TypeAlias = Annotated[tuple[Annotated[str, _id("marking-definition")], ...], Field(min_length=1)]
Text: TypeAlias = Annotated[str, StringConstraints(min_length=1)]


class _Object(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    spec_version: Literal["2.1"] = "2.1"
    object_marking_refs: MarkingRefs | None = None

    def to_json(self) -> str:
        """The object's JSON, without what is not set."""
        return self.model_dump_json(exclude_none=True)


class Tlp2(BaseModel):
    """The extension that carries a TLP 2.0 marking."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    extension_type: Literal["property-extension"] = "property-extension"
    tlp_2_0: Literal["clear", "green", "amber", "amber+strict", "red"]


class MarkingDefinition(_Object):
    """A TLP 2.0 marking as the object that others refer to."""

    type: Literal["marking-definition"] = "marking-definition"
    id: Annotated[str, _id("marking-definition")]
    created: Timestamp
    name: Text | None = None
    created_by_ref: Annotated[str, _id("identity")] | None = None
    extensions: dict[Literal["extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"], Tlp2]

    @model_validator(mode="after")
    def _as_published(self) -> MarkingDefinition:
        found = marking_of_stix(self.id)
        value = self.extensions[TLP2_EXTENSION].tlp_2_0 if TLP2_EXTENSION in self.extensions else None
        if found is None or found.stix_id != self.id or found.stix_value != value or self.created != TLP2_CREATED:
            raise ValueError("this is not a marking definition of TLP 2.0 as published")
        return self


class _Made(_Object):
    created: Timestamp
    modified: Timestamp
    created_by_ref: Annotated[str, _id("identity")] | None = None
    revoked: bool | None = None
    labels: tuple[Text, ...] | None = None
    confidence: Annotated[int, Field(ge=0, le=100)] | None = None

    @model_validator(mode="after")
    def _forward(self) -> Any:
        if _moment(self.modified) < _moment(self.created):
            raise ValueError("modified before it was created")
        return self


class Identity(_Made):
    """Who speaks: a government, an agency, an organisation. Never a person: the exchange carries none."""

    type: Literal["identity"] = "identity"
    id: Annotated[str, _id("identity")]
    name: Text
    identity_class: Literal["group", "system", "organization", "class", "unspecified"] | None = None
    sectors: tuple[Text, ...] | None = None
    description: Text | None = None


class Indicator(_Made):
    """A pattern by which something hostile is recognised."""

    type: Literal["indicator"] = "indicator"
    id: Annotated[str, _id("indicator")]
    name: Text | None = None
    description: Text | None = None
    indicator_types: tuple[Text, ...] | None = None
    pattern: Text
    pattern_type: Text
    pattern_version: Text | None = None
    valid_from: Timestamp
    valid_until: Timestamp | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Indicator:
        if self.valid_until is not None and _moment(self.valid_until) <= _moment(self.valid_from):
            raise ValueError("valid_until is not after valid_from")
        return self


StixObject: TypeAlias = Annotated[MarkingDefinition | Identity | Indicator, Field(discriminator="type")]


class Bundle(BaseModel):
    """Several objects in one file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["bundle"] = "bundle"
    id: Annotated[str, _id("bundle")]
    objects: tuple[StixObject, ...]

    def to_json(self) -> str:
        """The bundle's JSON, without what is not set."""
        return self.model_dump_json(exclude_none=True)


_OBJECT: TypeAdapter[MarkingDefinition | Identity | Indicator] = TypeAdapter(StixObject)


def _moment(text: str) -> tuple[str, str]:
    """By what timestamps of different precision are ordered."""
    whole, _, part = text[:-1].partition(".")
    return whole, part.rstrip("0")


def marking_definition(label: str) -> MarkingDefinition:
    """The STIX object of a TLP 2.0 label; raises MarkingError for anything else."""
    found = marking(label)
    return MarkingDefinition(
        id=found.stix_id,
        created=TLP2_CREATED,
        name=found.label,
        extensions={TLP2_EXTENSION: Tlp2(tlp_2_0=found.stix_value)},  # type: ignore[dict-item, arg-type]
    )


def indicator(pattern: str, pattern_type: str, valid_from: datetime, label: str, **more: Any) -> Indicator:
    """A new indicator of this marking, made now. `more` are other properties of STIX 2.1."""
    now = timestamp(datetime.now(UTC))
    return Indicator(
        id=f"indicator--{uuid4()}", created=now, modified=now, pattern=pattern, pattern_type=pattern_type,
        valid_from=timestamp(valid_from), object_marking_refs=(marking(label).stix_id,), **more,
    )  # fmt: skip


def timestamp(at: datetime) -> str:
    """A moment as STIX writes it, to the millisecond; raises StixError without a zone."""
    if at.tzinfo is None:
        raise StixError(f"{at} has no time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse(content: str | bytes) -> MarkingDefinition | Identity | Indicator:
    """The object of a JSON text; raises StixError naming each property that is wrong."""
    try:
        return _OBJECT.validate_json(content)
    except ValidationError as error:
        raise StixError(_said(error)) from None


def parse_bundle(content: str | bytes) -> Bundle:
    """The bundle of a JSON text; raises StixError naming each property that is wrong."""
    try:
        return Bundle.model_validate_json(content)
    except ValidationError as error:
        raise StixError(_said(error)) from None


def _said(error: ValidationError) -> str:
    faults = (f"{'.'.join(map(str, fault['loc'])) or 'the text'}: {fault['msg']}" for fault in error.errors())
    return "not the STIX 2.1 carried here: " + "; ".join(faults)


def bundle(*objects: MarkingDefinition | Identity | Indicator) -> Bundle:
    """The objects in one file, with the definitions of all markings they refer to."""
    there = {one.id for one in objects}
    used = {ref for one in objects for ref in one.object_marking_refs or ()}
    definitions = [marking_definition(m.label) for m in markings() if m.stix_id in used and m.stix_id not in there]
    return Bundle(id=f"bundle--{uuid4()}", objects=(*definitions, *objects))


def marking_of_object(one: MarkingDefinition | Identity | Indicator) -> str | None:
    """The strictest TLP marking of an object, None where it has none: not marked is not free."""
    found = [m.label for ref in one.object_marking_refs or () if (m := marking_of_stix(ref)) is not None]
    return of_derived(*found) if found else None
