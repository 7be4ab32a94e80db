"""How much methane do the waste waters of a population give off, in plants and in the waters they end in?

2019 Refinement vol. 5 chapter 6, equations 6.1 to 6.3: a pathway emits on what enters it less its sludge; what leaves
the plant emits once more in the receiving water, and only that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from communique.facts import Facts
from communique.workstreams.methane.model.case_file import CaseError, read_case
from communique.workstreams.methane.model.monte_carlo import UncertaintyError, draw_all
from communique.workstreams.methane.model.parameters import Parameter, given, of_fact, shipped

Array = NDArray[np.float64]

DAYS_PER_YEAR = 365
GRAMS_PER_KG = KG_PER_TONNE = 1e3


class Pathway(BaseModel):
    """One way that waste water goes. Sludge and recovery are zero where not given, as the Guidelines have it.

    Its methane correction factor is `mcf`, or the shipped one of a `system` such as septic_tank; that of the receiving
    water likewise `effluent_mcf` or a `receiving` such as discharge_lake.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    share: float = Field(ge=0, le=1)  # U · T, of all waste water
    mcf: float | None = Field(default=None, ge=0, le=1)
    system: str | None = None
    collected_factor: float = Field(default=1.0, ge=1)  # I: industry that discharges into the same sewer
    sludge_t_dry: float = Field(default=0.0, ge=0)
    krem: float | None = Field(default=None, ge=0)  # kg BOD per kg dry sludge
    removed_share: float | None = Field(default=None, ge=0, le=1)  # of the BOD, in the plant
    effluent_mcf: float | None = Field(default=None, ge=0, le=1)
    receiving: str | None = None
    recovered_t: float = Field(default=0.0, ge=0)


class WastewaterCase(BaseModel):
    """A population and its pathways; bo in kg CH4 per kg BOD, the shipped default where not given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    population: float = Field(ge=0)
    bod_g_per_cap_day: float = Field(gt=0)
    bo: float | None = Field(default=None, gt=0)
    pathways: list[Pathway] = Field(min_length=1)


def organics(population: float, bod_g_per_cap_day: float) -> float:
    """TOW, kg BOD/yr: P · BOD · 0.001 · 365 (equation 6.3)."""
    return population * bod_g_per_cap_day / GRAMS_PER_KG * DAYS_PER_YEAR


@dataclass(frozen=True)
class Flow:
    """A pathway ready to compute: kg BOD/yr that enter, that are sludge and that leave, and its factors."""

    name: str
    entering: float
    sludge: float
    leaving: float
    recovered_t: float
    mcf: Parameter
    effluent_mcf: Parameter | None


@dataclass(frozen=True)
class Flows:
    """The flows of a case and the one Bo they share, kg CH4 per kg BOD."""

    bo: Parameter
    flows: tuple[Flow, ...]

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        used = [self.bo, *(f.mcf for f in self.flows), *(f.effluent_mcf for f in self.flows if f.effluent_mcf)]
        return tuple({p.name: p for p in used}.values())


def flows(case: WastewaterCase, *, file: str | Path = "", facts: Facts | None = None) -> Flows:
    """The flows of a case: TOW_j = share_j · I_j · TOW, S_j = sludge · Krem · 1000, effluent TOW_j · (1 - removed).

    Raises CaseError naming the pathway where shares do not sum to one, sludge takes more than enters, or a figure
    lacks that another one needs.
    """
    known = facts if facts is not None else shipped()
    _check_shares(case.pathways, known, file)
    recorded = of_fact(known.fact("wastewater.bo", "bod"))
    bo = recorded if case.bo is None else given(recorded.id, recorded.key, case.bo, recorded.unit)
    tow = organics(case.population, case.bod_g_per_cap_day)
    return Flows(bo, tuple(_flow(pathway, tow, known, file) for pathway in case.pathways))


def _check_shares(pathways: Sequence[Pathway], facts: Facts, file: str | Path) -> None:
    total = sum(pathway.share for pathway in pathways)
    if abs(total - 1) > facts.value("waste.composition_tolerance"):
        raise CaseError(f"the shares of the pathways sum to {total:.4g}, not to 1", file=file or None, column="share")
    names = [pathway.name for pathway in pathways]
    if len(set(names)) < len(names):
        raise CaseError("two pathways have one name", file=file or None, column="name")


def _flow(pathway: Pathway, tow: float, facts: Facts, file: str | Path) -> Flow:
    def fault(message: str, column: str) -> CaseError:
        return CaseError(f"{pathway.name}: {message}", file=file or None, column=column)

    entering = pathway.share * pathway.collected_factor * tow
    if pathway.sludge_t_dry and not pathway.krem:
        raise fault("sludge is removed, but its BOD per dry mass is missing", "krem")
    sludge = pathway.sludge_t_dry * (pathway.krem or 0.0) * KG_PER_TONNE
    if sludge > entering:
        raise fault(
            f"sludge takes {sludge:.6g} kg BOD a year, but only {entering:.6g} kg enter the pathway", "sludge_t_dry"
        )
    mcf = _factor(pathway.name, pathway.mcf, pathway.system, facts)
    if mcf is None:
        raise fault("give its mcf, or a system of the shipped table", "mcf")
    effluent = _factor(f"effluent of {pathway.name}", pathway.effluent_mcf, pathway.receiving, facts)
    if effluent is not None and pathway.removed_share is None:
        raise fault("it ends in a receiving water, but the share removed before that is missing", "removed_share")
    leaving = entering * (1 - (pathway.removed_share or 0.0))
    return Flow(pathway.name, entering, sludge, leaving, pathway.recovered_t, mcf, effluent)


def _factor(name: str, value: float | None, system: str | None, facts: Facts) -> Parameter | None:
    if value is not None:
        return given("wastewater.mcf", name, value, "1")
    return None if system is None else of_fact(facts.fact("wastewater.mcf", system))


def _emitted(flow: Flow, bo: Array, values: Mapping[str, Array]) -> tuple[Array, Array]:
    """(generated in the pathway, emitted by the receiving water), t CH4/yr, over draws."""
    generated = (flow.entering - flow.sludge) * bo * values[flow.mcf.name] / KG_PER_TONNE
    effluent = 0.0 if flow.effluent_mcf is None else values[flow.effluent_mcf.name]
    return generated, flow.leaving * bo * effluent / KG_PER_TONNE


def wastewater(case: WastewaterCase, *, file: str | Path = "", facts: Facts | None = None) -> dict[str, Any]:
    """Methane by pathway and in total, t CH4/yr, with the parameters, assumptions and warnings.

    CH4_j = (TOW_j - S_j) · Bo · MCF_j - R_j, and for the effluent TOW_j · (1 - removed share) · Bo · MCF of the
    receiving water. Raises CaseError as `flows` does, and where more is recovered than generated.
    """
    found = flows(case, file=file, facts=facts)
    values = {p.name: np.array([p.value]) for p in found.parameters}
    rows = [_row(flow, values, found.bo, file) for flow in found.flows]
    plant, effluent = (sum(row[part] or 0.0 for row in rows) for part in ("plant_t", "effluent_t"))
    return {
        "unit": "t CH4", "pathways": rows, "plant_t": plant, "effluent_t": effluent, "total_t": plant + effluent,
        "parameters": [p.described() for p in found.parameters], "assumptions": _assumptions(case.pathways, found.bo),
        "warnings": [],
    }  # fmt: skip


def _row(flow: Flow, values: Mapping[str, Array], bo: Parameter, file: str | Path) -> dict[str, Any]:
    generated, effluent = (float(part.item()) for part in _emitted(flow, values[bo.name], values))
    if flow.recovered_t > generated:
        raise CaseError(
            f"{flow.name}: recovers {flow.recovered_t:.6g} t CH4 but generates {generated:.6g} t",
            file=file or None, column="recovered_t",
        )  # fmt: skip
    plant = generated - flow.recovered_t
    return {
        "name": flow.name, "tow_kg_bod": flow.entering, "sludge_kg_bod": flow.sludge, "generated_t": generated,
        "recovered_t": flow.recovered_t, "plant_t": plant,
        "effluent_t": None if flow.effluent_mcf is None else effluent, "total_t": plant + effluent,
    }  # fmt: skip


def wastewater_draws(case: WastewaterCase, seed: int, draws: int, facts: Facts | None = None) -> WaterDraws:
    """Monte Carlo of the total: Bo and the correction factors once per draw, figures of the user's own held fixed.

    Raises UncertaintyError where most draws generate less than is recovered; fewer such draws are left out.
    """
    found = flows(case, facts=facts)
    values = draw_all(found.parameters, seed, draws)
    parts = [_emitted(flow, values[found.bo.name], values) for flow in found.flows]
    kept = np.all([made >= flow.recovered_t for flow, (made, _) in zip(found.flows, parts, strict=True)], axis=0)
    if kept.mean() < 1 / 2:
        raise UncertaintyError(f"{1 - kept.mean():.0%} of the draws generate less methane than is recovered")
    total = np.sum(
        [made + out - flow.recovered_t for flow, (made, out) in zip(found.flows, parts, strict=True)], axis=0
    )
    return WaterDraws(total[kept], {name: v[kept] for name, v in values.items()}, 1 - float(kept.mean()))


@dataclass(frozen=True)
class WaterDraws:
    """t CH4/yr over (draw,), the parameters by name, and the share of draws left out."""

    total: Array
    values: Mapping[str, Array]
    rejected: float


def _assumptions(pathways: Sequence[Pathway], bo: Parameter) -> list[str]:
    said = [f"Bo {bo.value:g} kg CH4 per kg BOD ({bo.confidence})"]
    for field, meaning in (
        ("collected_factor", "no industry discharges into it (factor 1)"),
        ("sludge_t_dry", "no sludge is removed"),
        ("recovered_t", "no methane is recovered"),
    ):
        unset = ", ".join(p.name for p in pathways if field not in p.model_fields_set)
        if unset:
            said.append(f"{meaning}, since {field} is not given: {unset}")
    dry = ", ".join(p.name for p in pathways if p.effluent_mcf is None and p.receiving is None)
    if dry:
        said.append(f"it ends in no receiving water, since none is given: {dry}")
    return said


def industry(product: str, tonnes: float, mcf: float, facts: Facts | None = None) -> float:
    """Methane of an industry's waste water, t CH4/yr: P · W · COD · Bo · MCF, equations 6.4 and 6.6 of 2006.

    product  pulp | meat | dairy | beer | alcohol | starch | sugar | vegetables_fruit; tonnes of it a year
    mcf      of its treatment, before sludge and recovery

    Raises FactError for another product, CaseError for a negative mass or a factor outside [0, 1].
    """
    if tonnes < 0 or not 0 <= mcf <= 1:
        raise CaseError(f"{product}: {tonnes:g} t with an MCF of {mcf:g}; a mass is 0 or more, a factor 0 to 1")
    known = facts if facts is not None else shipped()
    water, cod = (known.value(f"wastewater.industry_{what}", product) for what in ("water", "cod"))
    return tonnes * water * cod * known.value("wastewater.bo", "cod") * mcf / KG_PER_TONNE


def read_wastewater(file: str | Path) -> WastewaterCase:
    """The case of a JSON file; raises CaseError naming the field that is wrong."""
    return read_case(WastewaterCase, file)


def default_shares(iso3: str, facts: Facts | None = None) -> dict[tuple[str, str], float]:
    """Share of a country's people by group and pathway, U · T, as the IPCC tables have them: (group, pathway) -> share.

    The tables say who has a sewer, not what stands at its end: that and its MCF are the user's.
    """
    known = facts if facts is not None else shipped()
    groups = _of_party("wastewater.population_share", iso3, known)
    shares = {
        (group, pathway): groups[(group,)] * share
        for (group, pathway), share in _of_party("wastewater.pathway_share", iso3, known).items()
    }
    if not shares:
        raise CaseError(f"no pathways are recorded for {iso3}")
    return shares


def _of_party(id: str, iso3: str, facts: Facts) -> dict[tuple[str, ...], float]:
    keys = {tuple(key.split("|")): fact.value for key, fact in facts.keyed(id).items()}
    return {key[1:]: value for key, value in keys.items() if key[0] == iso3}
