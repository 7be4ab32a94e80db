"""Is every shipped figure a fact with its source, and the same as in the tables it was taken from?"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from communique.units import unit
from communique.workstreams.methane.model import parameters
from communique.workstreams.methane.model.parameters import shipped


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "data" / "methane" / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def figures(id: str, strip: str = "") -> list[float]:
    return sorted(f.value for f in shipped() if f.id.removesuffix(strip) == id)


def test_every_fact_has_a_unit_that_is_known_and_a_source() -> None:
    for fact in shipped():
        unit(fact.unit)
        assert fact.source in shipped().sources


def test_suspect_figures_and_gaps_stand_apart_and_are_off_by_default() -> None:
    for fact in shipped():
        if fact.id.endswith(("_suspect", "_gap")):
            assert fact.confidence == "recalled"
            assert fact.note.startswith("off by default")
    with pytest.raises(Exception, match="no figure is recorded"):
        shipped().fact("waste.to_disposal", "CAN")


def test_what_was_recalled_is_marked() -> None:
    facts = shipped()
    for id, key in (
        ("fod.doc", "sludge"), ("fod.recovery_share", "unmetered"), ("open_burning.black_carbon", ""),
        ("gwp.ch4", "AR6-fossil-GWP20"), ("livestock.enteric_tier1", "latin_america|dairy"),
    ):  # fmt: skip
        assert facts.fact(id, key).confidence == "recalled"
    # of the populations only counts of the census of the United States were read
    assert {f.key for f in facts if f.id == "population" and f.confidence == "verified"} == {"USA"}
    assert {facts.fact("gwp.ch4", k).confidence for k in ("AR4", "AR6-fossil", "AR6-non-fossil")} == {"verified"}


def test_the_rule_of_a_day_is_that_of_its_day() -> None:
    from datetime import date

    facts = shipped()
    before, after = date(2023, 6, 1), date(2024, 6, 1)
    assert (facts.value("ghgrp.doc", "bulk", on=before), facts.value("ghgrp.doc", "bulk", on=after)) == (0.20, 0.17)
    assert facts.value("ghgrp.collection", "final_cover", on=after) == 0.85


@pytest.mark.parametrize("stream", [s for s in parameters.STREAMS if s not in (*parameters.INERT, "bulk")])
@pytest.mark.parametrize("climate", parameters.CLIMATES)
@pytest.mark.parametrize("edition", parameters.GUIDELINES)
def test_every_stream_has_its_parameters_in_every_climate_and_edition(stream: str, climate: str, edition: str) -> None:
    found = parameters.decay_parameters(stream, "uncategorised", climate, edition)
    assert found.k.low <= found.k.value <= found.k.high
    assert found.mcf.value == 0.6
    assert edition == "2019" or found.doc_f.value == 0.5


def test_nappies_take_the_rate_of_garden_waste_and_textiles_that_of_paper() -> None:
    def rate(stream: str) -> parameters.Parameter:
        return parameters.decay_parameters(stream, "uncategorised", "tropical_wet").k

    assert rate("nappies") == rate("garden")
    assert rate("textiles") == rate("paper")


@pytest.mark.parametrize(
    ("file", "parameter", "id"),
    [
        ("ipcc_fod_parameters.csv", "k", "fod.k"),
        ("ipcc_fod_parameters.csv", "DOC_wet", "fod.doc"),
        ("ipcc_fod_parameters.csv", "DOCf", "fod.doc_f_2019"),
        ("ipcc_fod_parameters.csv", "MCF", "fod.mcf_2019"),
        ("ipcc_livestock_parameters.csv", "AWMS", "livestock.manure_share"),
        ("ipcc_livestock_parameters.csv", "MCF_manure", "livestock.manure_mcf"),
        ("ipcc_livestock_parameters.csv", "VS_rate", "livestock.vs_rate"),
        ("ipcc_livestock_parameters.csv", "TAM", "livestock.mass"),
        ("ipcc_livestock_parameters.csv", "Ym", "livestock.ym"),
        ("ipcc_wastewater_pathways.csv", "U", "wastewater.population_share"),
        ("ipcc_wastewater_pathways.csv", "T", "wastewater.pathway_share"),
        ("ipcc_wastewater_pathways.csv", "BOD", "wastewater.bod"),
        ("ipcc_waste_generation_composition.csv", "msw_generation_rate", "waste.generation"),
    ],
)
def test_the_facts_are_the_table(shared: Path, file: str, parameter: str, id: str) -> None:
    table = sorted(float(row["default"]) for row in rows(shared, file) if row["parameter"] == parameter)
    assert figures(id) == table


def test_the_composition_is_the_table_with_the_second_figure_for_canadian_gardens(shared: Path) -> None:
    table = [r for r in rows(shared, "ipcc_waste_generation_composition.csv") if r["parameter"] == "msw_composition"]
    expected = [0.056 if "conflict" in r["note"] else float(r["default"]) for r in table]
    assert figures("waste.composition") == sorted(expected)
    assert shipped().value("waste.composition_suspect", "CAN|garden") == 0.165


def test_the_factors_of_waste_water_are_the_table(shared: Path) -> None:
    assert figures("wastewater.mcf") == sorted(float(r["MCF"]) for r in rows(shared, "ipcc_wastewater_mcf.csv"))


def test_costs_ship_as_examples_only(shared: Path) -> None:
    table = rows(shared, "abatement_costs.csv")
    costs = [f for f in shipped() if f.id.startswith("cost.")]
    assert len(costs) == 2 * len(table) + sum(bool(r["efficiency"]) for r in table)
    assert all(f.id.startswith("cost.example.") and "never a default" in f.note for f in costs)
