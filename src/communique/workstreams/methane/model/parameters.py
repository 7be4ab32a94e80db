"""Which figure does a model use for a stream, a kind of site and a climate, and how sure are we of it?

Parameters are the shipped facts of this workstream or a user's own figures; either way each carries range, source and
confidence into the result.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError
from communique.facts import Fact, FactError, Facts, load

#: Row of the decay-rate table (IPCC 2006 vol. 5 table 3.3) that each stream reads.
DECAY_ROW = {
    "food": "food_sludge", "sludge": "food_sludge", "garden": "garden", "nappies": "garden",
    "paper": "paper_textiles", "textiles": "paper_textiles", "wood": "wood_straw", "bulk": "bulk",
}  # fmt: skip
#: Streams that make no methane in a disposal site; rubber and leather hold carbon that does not degrade there.
INERT = ("plastics", "metal", "glass", "other_inert", "rubber_leather")
STREAMS = (*DECAY_ROW, *INERT)
SITE_TYPES = (
    "managed_anaerobic", "managed_semi_aerobic_well", "managed_semi_aerobic_poor", "active_aeration_well",
    "active_aeration_poor", "unmanaged_deep", "unmanaged_shallow", "uncategorised",
)  # fmt: skip
CLIMATES = ("boreal_temperate_dry", "boreal_temperate_wet", "tropical_dry", "tropical_wet")
GUIDELINES = ("2006", "2019")

#: Spellings of the IPCC tables that mean one of the names above.
STREAM_ALIASES = {
    "garden_ex_branches": "garden", "wood_branches_engineered": "wood", "wood_straw": "wood", "bulk_msw": "bulk",
}  # fmt: skip
SITE_ALIASES = {
    "managed_well_semi_aerobic": "managed_semi_aerobic_well",
    "managed_poorly_semi_aerobic": "managed_semi_aerobic_poor",
    "managed_well_active_aeration": "active_aeration_well",
    "managed_poorly_active_aeration": "active_aeration_poor",
    "unmanaged_deep_>=5m_or_high_water_table": "unmanaged_deep",
    "unmanaged_shallow_<5m": "unmanaged_shallow",
}
CLIMATE_ALIASES = {name.replace("_dry", "|dry").replace("_wet", "|wet"): name for name in CLIMATES}
_TWO_STREAMS = {"food_sludge": "food or sludge", "paper_textiles": "paper or textiles"}


class ParameterError(CommuniqueError):
    """A stream, site type, climate or edition that has no parameters."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One figure as a model uses it; low and high are NaN where no range is recorded."""

    id: str
    key: str
    value: float
    low: float
    high: float
    unit: str
    source: str
    confidence: str
    note: str = ""

    @property
    def name(self) -> str:
        return f"{self.id}|{self.key}" if self.key else self.id

    def described(self) -> dict[str, Any]:
        """As people and machines read it; an unknown bound is None."""
        bounds = {side: None if math.isnan(v) else v for side, v in (("low", self.low), ("high", self.high))}
        return {"parameter": self.id, "key": self.key, "value": self.value, **bounds, "unit": self.unit,
                "source": self.source, "confidence": self.confidence, "note": self.note}  # fmt: skip


def of_fact(fact: Fact) -> Parameter:
    """The parameter that a shipped fact is."""
    return Parameter(
        fact.id, fact.key, fact.value, fact.low, fact.high, fact.unit, fact.source, fact.confidence, fact.note
    )


def given(id: str, key: str, value: float, unit: str, low: float = math.nan, high: float = math.nan) -> Parameter:
    """A parameter that the user supplies."""
    return Parameter(id, key, value, low, high, unit, "user", "given", "supplied by the user")


@cache
def shipped() -> Facts:
    """The facts of this workstream."""
    return load(Path(__file__).parents[1] / "facts")


def stream_name(text: str) -> str:
    """The stream that a spelling means; raises ParameterError with the choices, and for a row that is two streams."""
    if text in _TWO_STREAMS:
        raise ParameterError(f"{text!r} is a row of two streams: write {_TWO_STREAMS[text]}")
    return _named(text, STREAMS, STREAM_ALIASES, "stream of waste")


def site_type(text: str) -> str:
    """The kind of disposal site that a spelling means; raises ParameterError with the choices."""
    return _named(text, SITE_TYPES, SITE_ALIASES, "type of disposal site")


def climate_zone(text: str) -> str:
    """The climate zone that a spelling means; raises ParameterError with the choices."""
    return _named(text, CLIMATES, CLIMATE_ALIASES, "climate zone")


def edition(text: str) -> str:
    """The edition of the Guidelines, 2006 or 2019; raises ParameterError for another."""
    return _named(text, GUIDELINES, {"2019R": "2019"}, "edition of the Guidelines")


def _named(text: str, names: Iterable[str], aliases: Mapping[str, str], what: str) -> str:
    name = aliases.get(text, text)
    if name not in names:
        raise ParameterError(f"{text!r} is not a {what} that is known; write one of: {', '.join(names)}")
    return name


@dataclass(frozen=True, slots=True)
class DecayParameters:
    """What first-order decay needs of one stream in one kind of site."""

    k: Parameter
    doc: Parameter
    doc_f: Parameter
    mcf: Parameter
    f: Parameter


def decay_parameters(
    stream: str,
    site: str,
    climate: str,
    guidelines: str = "2019",
    *,
    doc: float | None = None,
    facts: Facts | None = None,
) -> DecayParameters:
    """Decay parameters of a degradable stream (IPCC 2006 and 2019R vol. 5 chapters 2 and 3).

    doc  a user's own degradable organic carbon, Gg C per Gg wet waste; bulk waste has no default

    Raises ParameterError for a stream without default DOC, and for a site type that the edition does not know.
    """
    known = facts if facts is not None else shipped()
    return DecayParameters(
        k=of_fact(known.fact("fod.k", f"{DECAY_ROW[stream]}|{climate}")),
        doc=_carbon(known, stream, doc),
        doc_f=of_fact(known.fact(f"fod.doc_f_{guidelines}", "food" if stream == "sludge" else stream)),
        mcf=_correction(known, site, guidelines),
        f=of_fact(known.fact("fod.f")),
    )


def _correction(facts: Facts, site: str, guidelines: str) -> Parameter:
    try:
        return of_fact(facts.fact(f"fod.mcf_{guidelines}", site))
    except FactError:
        known = ", ".join(facts.keyed(f"fod.mcf_{guidelines}"))
        raise ParameterError(f"the {guidelines} Guidelines have no MCF for {site}; they know {known}") from None


def _carbon(facts: Facts, stream: str, doc: float | None) -> Parameter:
    if doc is not None:
        return given("fod.doc", stream, doc, "1")
    if stream == "bulk":
        raise ParameterError("bulk waste has no default DOC: give its degradable organic carbon with --doc")
    return of_fact(facts.fact("fod.doc", stream))
