"""What do the herds of a case emit: animals by tier 1 or tier 2, in kg a head and in kt?"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from communique.errors import CommuniqueError
from communique.facts import Facts
from communique.workstreams.methane.model import livestock
from communique.workstreams.methane.model.case_file import CaseError, read_case
from communique.workstreams.methane.model.gas import DensityWarning
from communique.workstreams.methane.model.parameters import Parameter, of_fact, shipped

KG_PER_KT = 1e6


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Manure(_Strict):
    """Manure of one animal. Either `mcf_share`, Σ MCF · share, or the systems with a climate of the shipped table.

    vs_kg_day  needed for tier 1 unless `vs_rate` (kg per 1000 kg a day) and `mass_kg` are given; tier 2 computes it
    """

    bo: float = Field(gt=0)
    mcf_share: float | None = Field(default=None, ge=0, le=1)
    systems: dict[str, float] | None = None
    climate: str | None = None
    vs_kg_day: float | None = Field(default=None, ge=0)
    vs_rate: float | None = Field(default=None, ge=0)
    mass_kg: float | None = Field(default=None, gt=0)
    methane_density_kg_m3: float | None = Field(default=None, gt=0)


class Tier1(_Strict):
    """Animals by the enteric factor of a region and category, or a factor of one's own."""

    tier: Literal[1]
    name: str
    head: float = Field(ge=0)
    region: str | None = None
    category: str | None = None
    enteric_kg_head: float | None = Field(default=None, ge=0)
    manure: Manure | None = None


class Tier2(_Strict):
    """Animals by their need of energy; `livestock.energy` says what each figure is."""

    tier: Literal[2]
    name: str
    head: float = Field(default=1.0, ge=0)
    mass_kg: float
    cfi: float = Field(gt=0)
    digestibility_percent: float
    ym_percent: float
    ca: float = 0.0
    milk_kg_day: float = 0.0
    fat_percent: float = 0.0
    cpreg: float = 0.0
    work_hours_day: float = 0.0
    gain_kg_day: float = 0.0
    mature_mass_kg: float = 0.0
    growth: float = Field(default=1.0, gt=0)
    manure: Manure | None = None


class HerdCase(_Strict):
    """Animals, each by its tier."""

    animals: list[Annotated[Tier1 | Tier2, Field(discriminator="tier")]] = Field(min_length=1)


def read_herds(file: str | Path) -> HerdCase:
    """The case of a JSON file; raises CaseError naming the field that is wrong."""
    return read_case(HerdCase, file)


def herds(case: HerdCase, *, file: str | Path = "", facts: Facts | None = None) -> dict[str, Any]:
    """Enteric and manure methane by herd (kg a head) and in total (kt), with parameters, assumptions and warnings.

    Raises CaseError naming the herd for what cannot be computed.
    """
    known = facts if facts is not None else shipped()
    used: dict[str, Parameter] = {}
    rows, said = [], []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DensityWarning)
        for animal in case.animals:
            try:
                rows.append(_herd(animal, known, used))
            except CommuniqueError as error:
                raise CaseError(f"{animal.name}: {error.message}", file=file or None) from error
            if animal.manure is None:
                said.append(f"{animal.name}: manure is not computed, since none is described")
    totals = {
        f"{part}_kt": sum(row[f"{part}_kg_head"] * row["head"] for row in rows if row[f"{part}_kg_head"] is not None)
        / KG_PER_KT
        for part in ("enteric", "manure")
    }
    return {
        "unit": "kt CH4", "herds": rows, **totals, "total_kt": sum(totals.values()),
        "parameters": [p.described() for p in used.values()], "assumptions": said,
        "warnings": [str(w.message) for w in caught],
    }  # fmt: skip


def _herd(animal: Tier1 | Tier2, facts: Facts, used: dict[str, Parameter]) -> dict[str, Any]:
    if isinstance(animal, Tier2):
        found = _energy(animal, facts)
        row: dict[str, Any] = {
            "rem": found.rem, "reg": found.reg, "ge_mj_day": found.gross_energy, "vs_kg_day": found.volatile_solids,
            "enteric_kg_head": found.enteric,
        }  # fmt: skip
    else:
        row = {"vs_kg_day": _tier1_solids(animal.manure), "enteric_kg_head": _tier1_factor(animal, facts, used)}
    row["manure_kg_head"] = _manure(animal.manure, row["vs_kg_day"], facts, used)
    return {"name": animal.name, "tier": animal.tier, "head": animal.head, **row}


def _energy(animal: Tier2, facts: Facts) -> livestock.Energy:
    return livestock.energy(
        mass=animal.mass_kg,
        cfi=animal.cfi,
        digestibility_percent=animal.digestibility_percent,
        methane_percent=animal.ym_percent,
        activity=animal.ca,
        milk=animal.milk_kg_day,
        fat_percent=animal.fat_percent,
        pregnancy=animal.cpreg,
        work_hours=animal.work_hours_day,
        gain=animal.gain_kg_day,
        mature_mass=animal.mature_mass_kg,
        growth=animal.growth,
        facts=facts,
    )


def _tier1_factor(animal: Tier1, facts: Facts, used: dict[str, Parameter]) -> float:
    if animal.enteric_kg_head is not None:
        return animal.enteric_kg_head
    factor = of_fact(facts.fact("livestock.enteric_tier1", f"{animal.region}|{animal.category}"))
    used[factor.name] = factor
    return factor.value


def _tier1_solids(manure: Manure | None) -> float | None:
    if manure is None or manure.vs_kg_day is not None:
        return None if manure is None else manure.vs_kg_day
    if manure.vs_rate is None or manure.mass_kg is None:
        raise CaseError("manure of tier 1 needs vs_kg_day, or vs_rate and mass_kg")
    return livestock.excreted(manure.vs_rate, manure.mass_kg)


def _manure(manure: Manure | None, solids: float | None, facts: Facts, used: dict[str, Parameter]) -> float | None:
    if manure is None or solids is None:
        return None
    return livestock.manure(solids, manure.bo, _share(manure, facts, used), manure.methane_density_kg_m3)


def _share(manure: Manure, facts: Facts, used: dict[str, Parameter]) -> float:
    if (manure.mcf_share is None) == (manure.systems is None):
        raise CaseError("manure needs either mcf_share or systems")
    if manure.systems is None:
        return float(manure.mcf_share or 0.0)

    def mcf(system: str) -> float:
        parameter = of_fact(facts.fact("livestock.manure_mcf", f"{system}|{manure.climate}"))
        used[parameter.name] = parameter
        return parameter.value

    return livestock.mcf_share(manure.systems, mcf, facts.value("waste.composition_tolerance"))
