"""Is every input that cannot be computed with refused by name, and none mended in silence?"""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import numpy as np
import pytest

from communique.errors import CommuniqueError
from communique.workstreams.methane.model import fod, gas, gwp, livestock
from communique.workstreams.methane.model.deposits import DepositError, read_deposits, read_recovery
from communique.workstreams.methane.model.herds import herds, read_herds
from communique.workstreams.methane.model.landfill import Settings, defaults, evaluate, landfill_case
from communique.workstreams.methane.model.national import (
    CompositionError,
    NationalError,
    composition,
    national_case,
    population,
)
from communique.workstreams.methane.model.parameters import ParameterError, decay_parameters
from communique.workstreams.methane.model.treatment import treated
from communique.workstreams.methane.model.wastewater import read_wastewater, wastewater

HEAD = "year,stream,site_type,mass_gg\n"
GOOD = "2000,food,managed_anaerobic,100\n2001,food,managed_anaerobic,100\n"


def table(folder: Path, text: str, name: str = "dump.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("2002,food,managed_anaerobic,-3.2", "mass_gg", "-3.2; a mass cannot be negative"),
        ("2002,food,managed_anaerobic,", "mass_gg", "missing is not zero"),
        ("2002,food,managed_anaerobic,NE", "mass_gg", "notation key"),
        ("2002,food,managed_anaerobic,40%", "mass_gg", "a share is not a mass"),
        ("2002,food,managed_anaerobic,inf", "mass_gg", "not a finite number"),
        ("2002,foood,managed_anaerobic,3", "stream", "'foood' is not a stream of waste"),
        ("2002,food_sludge,managed_anaerobic,3", "stream", "write food or sludge"),
        ("2002,food,landfill,3", "site_type", "unmanaged_shallow"),
        ("200x,food,managed_anaerobic,3", "year", "not a year"),
        ("2001,food,managed_anaerobic,3", "year", "is said in row 3 too"),
    ],
)
def test_a_bad_row_is_named_by_file_row_and_column(tmp_path: Path, row: str, column: str, message: str) -> None:
    file = table(tmp_path, HEAD + GOOD + row + "\n")
    with pytest.raises(DepositError, match=r"dump\.csv row 4") as caught:
        read_deposits(file)
    assert message in caught.value.message
    assert (caught.value.row, caught.value.column) == (4, column)


def test_a_gap_is_not_zero(tmp_path: Path) -> None:
    with pytest.raises(DepositError, match="no row for 2002, 2003"):
        read_deposits(table(tmp_path, HEAD + GOOD + "2004,food,managed_anaerobic,1\n"))


def test_a_stream_that_ends_early_is_said(tmp_path: Path) -> None:
    found = read_deposits(table(tmp_path, HEAD + GOOD + "2000,wood,managed_anaerobic,1\n"))
    assert any("wood has rows for 2000 to 2000 only" in line for line in found.warnings)


@pytest.mark.parametrize("column", ["mass_short_tons", "mass_t", "waste_share"])
def test_another_unit_is_not_taken_for_gg(tmp_path: Path, column: str) -> None:
    with pytest.raises(DepositError, match="masses in Gg") as caught:
        read_deposits(table(tmp_path, HEAD.replace("mass_gg", column) + GOOD))
    assert caught.value.column == column


def test_recovery_is_a_mass_and_not_a_share_or_co2e(tmp_path: Path) -> None:
    for column in ("recovery_share", "recovered_percent", "recovered_gg_co2e"):
        with pytest.raises(DepositError, match="never a share or a percentage"):
            read_recovery(table(tmp_path, f"year,{column}\n2001,0.3\n"))


@pytest.mark.parametrize("text", ["2001,1\n2001,2\n", "2001,1\n2003,2\n", "2001,-1\n", "2001,NO\n"])
def test_recovery_has_no_gap_double_or_notation_key(tmp_path: Path, text: str) -> None:
    with pytest.raises(DepositError):
        read_recovery(table(tmp_path, "year,recovered_gg\n" + text))


def test_more_recovered_than_generated_names_site_and_year(tmp_path: Path) -> None:
    deposits = read_deposits(table(tmp_path, HEAD + GOOD))
    case = landfill_case(deposits, Settings(), {2001: 0.2, 2002: 60.0})
    with pytest.raises(fod.RecoveryError, match=r"dump recovers 60 Gg CH4 in 2002 but generates 2\.1"):
        evaluate(case, defaults(case))


def test_recovery_before_the_first_deposit_is_refused(tmp_path: Path) -> None:
    deposits = read_deposits(table(tmp_path, HEAD + GOOD))
    with pytest.raises(DepositError, match="1999, before the first deposit"):
        landfill_case(deposits, Settings(), {1999: 0.0})


@pytest.mark.parametrize("name", ["doc", "doc_f", "mcf", "f"])
@pytest.mark.parametrize("value", [60.0, 1.2, -0.1, np.nan])
def test_a_factor_outside_zero_to_one_is_refused_by_its_name(name: str, value: float) -> None:
    shares = {"doc": 0.15, "doc_f": 0.5, "mcf": 1.0, "f": 0.5} | {name: value}
    with pytest.raises(fod.DecayError, match=r"(DOC|DOCf|MCF|F) is "):
        fod.methane_potential(**shares)


def test_a_percentage_is_recognised() -> None:
    with pytest.raises(fod.DecayError, match=r"OX is 60, .* 60 per cent is 0\.6"):
        fod.emissions([1.0], 0.0, 60)


@pytest.mark.parametrize("k", [0.0, -0.1, np.nan])
def test_a_decay_rate_is_above_zero(k: float) -> None:
    with pytest.raises(fod.DecayError, match="k must be above 0"):
        fod.generation(np.ones((3, 1)), k, 0.05)
    with pytest.raises(fod.DecayError, match="k must be above 0"):
        fod.decay_kernel(k, [1, 2])


def test_a_users_own_decay_rate_is_refused_by_its_stream(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="food: the decay rate k is 0"):
        landfill_case(read_deposits(table(tmp_path, HEAD + GOOD)), Settings(k={"food": 0.0}))


@pytest.mark.parametrize("mass", [-1.0, np.nan])
def test_a_mass_is_neither_negative_nor_unknown(mass: float) -> None:
    with pytest.raises(fod.DecayError, match="negative or missing"):
        fod.generation(np.full((3, 1), mass), 0.1, 0.05)


@pytest.mark.parametrize("month", [0, 6.9, 14])
def test_another_delay_than_that_of_the_guidelines_is_refused(month: float) -> None:
    with pytest.raises(fod.DecayError, match="7 to 13"):
        fod.generation(np.ones((3, 1)), 0.1, 0.05, month)


def test_food_of_dry_mass_is_warned_of(tmp_path: Path) -> None:
    case = landfill_case(read_deposits(table(tmp_path, HEAD + GOOD)), Settings(doc={"food": 0.51}))
    assert any("DOC of food is 0.51" in line for line in case.warnings)


def test_bulk_waste_has_no_default_and_the_whole_beside_its_parts_is_warned_of(tmp_path: Path) -> None:
    deposits = read_deposits(
        table(tmp_path, HEAD + GOOD + "2000,bulk,managed_anaerobic,9\n2001,bulk,uncategorised,9\n")
    )
    with pytest.raises(ParameterError, match="--doc"):
        landfill_case(deposits, Settings())
    assert any("counted twice" in line for line in deposits.warnings)


def test_a_site_type_that_an_edition_does_not_know_is_refused() -> None:
    with pytest.raises(ParameterError, match="2006 Guidelines have no MCF for active_aeration_well"):
        decay_parameters("food", "active_aeration_well", "tropical_wet", "2006")


@pytest.mark.parametrize("settings", [Settings(climate="wet"), Settings(guidelines="2013")])
def test_an_unknown_climate_or_edition_is_refused_with_the_choices(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(ParameterError, match="write one of"):
        landfill_case(read_deposits(table(tmp_path, HEAD + GOOD)), settings)


def test_canadas_first_composition_is_refused_with_its_sum() -> None:
    with pytest.raises(CompositionError, match=r"sum to 1\.109"):
        composition("CAN", {"garden": 0.165})
    assert sum(p.value for p in composition("CAN")) == pytest.approx(1)


def test_a_percentage_in_a_composition_is_recognised() -> None:
    with pytest.raises(CompositionError, match=r"60 per cent is 0\.6"):
        composition("USA", {"food": 60})


def test_a_gap_in_the_record_is_not_a_zero() -> None:
    with pytest.raises(NationalError, match="supply to_disposal"):
        national_case("CAN", climate="boreal_temperate_wet", first=1960, last=2020)
    with pytest.raises(NationalError, match="1950 to 2020; asked for 1950 to 2030"):
        population("MEX", 1950, 2030)


def test_a_modelled_country_needs_fifty_years_of_history() -> None:
    with pytest.raises(NationalError, match="too short a history for 2020"):
        national_case("MEX", climate="tropical_wet", first=1990, last=2020)
    with pytest.raises(NationalError, match="for every year from 1960 to 2020"):
        national_case("MEX", climate="tropical_wet", first=1960, last=2020, people=[1e6] * 60)


def test_unnamed_co2_equivalents_are_refused() -> None:
    with pytest.raises(gwp.WarmingError, match="not named"):
        gwp.to_ch4(100.0, "")
    assert gwp.to_ch4(100.0, "AR4") == 4


def test_the_density_of_zero_degrees_is_warned_of() -> None:
    with pytest.warns(gas.DensityWarning, match="0 °C"):
        assert gas.tonnes_of_volume(1000, 0.717) == pytest.approx(0.717)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert gas.tonnes_of_volume(1000) == pytest.approx(0.67)


def test_a_flow_with_a_percentage_of_methane_is_refused() -> None:
    with pytest.raises(gas.GasError, match=r"50 per cent is 0\.5"):
        gas.tonnes_per_day(1, 50)


def test_treatment_recovers_no_more_than_it_makes() -> None:
    assert treated("composting", 1000).ch4 == pytest.approx(4)
    with pytest.raises(ParameterError, match="recovers 5 Gg"):
        treated("composting", 1000, 5)
    with pytest.raises(ParameterError, match="write one of"):
        treated("composing", 1000)


def water(folder: Path, **changes: object) -> Path:
    first = {"name": "plant", "share": 0.6, "mcf": 0.3} | changes
    case = {
        "population": 1000, "bod_g_per_cap_day": 40,
        "pathways": [first, {"name": "latrine", "share": 0.4, "system": "latrine_dry_communal"}],
    }  # fmt: skip
    return table(folder, json.dumps(case), "case.json")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"share": 0.7}, r"sum to 1\.1, not to 1"),
        ({"share": 60}, r"60 per cent is 0\.6"),
        ({"mcf": 1.5}, r"pathways\.1\.mcf"),
        ({"mcf": None}, "give its mcf"),
        ({"system": "septic", "mcf": None}, "no figure is recorded"),
        ({"sludge_t_dry": 10_000, "krem": 0.5}, "sludge takes 5e.06 kg BOD a year, but only 8760"),
        ({"sludge_t_dry": 1}, "BOD per dry mass is missing"),
        ({"recovered_t": 900}, "recovers 900 t CH4 but generates"),
        ({"effluent_mcf": 0.19}, "removed before that is missing"),
        ({"flow": 3}, r"pathways\.1\.flow"),
        ({"name": "latrine"}, "two pathways have one name"),
    ],
)
def test_a_bad_pathway_is_named(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    file = water(tmp_path, **changes)
    with pytest.raises(CommuniqueError, match=message):
        wastewater(read_wastewater(file), file=file)


def test_what_is_not_json_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommuniqueError, match="not readable as JSON"):
        read_wastewater(table(tmp_path, "population: 3", "case.json"))


COW = {"tier": 2, "name": "cow", "mass_kg": 600, "cfi": 0.386, "digestibility_percent": 71, "ym_percent": 6.0}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"digestibility_percent": 0.71}, "give it in per cent of gross energy, 71%"),
        ({"ym_percent": 0.06}, r"give Ym in per cent of gross energy, 6\.0%"),
        ({"gain_kg_day": 0.7}, "needs its mature mass"),
        ({"mass_kg": -600}, "above 0 kg"),
        ({"manure": {"bo": 0.24}}, "either mcf_share or systems"),
        ({"manure": {"bo": 0.24, "systems": {"pasture": 0.7}, "climate": "boreal|dry"}}, r"sum to 0\.7, not to 1"),
        ({"tier": 3}, "tier"),
        ({"bo": 0.24}, "bo"),
    ],
)
def test_a_bad_animal_is_named(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    file = table(tmp_path, json.dumps({"animals": [COW | changes]}), "herd.json")
    with pytest.raises(CommuniqueError, match=message):
        herds(read_herds(file), file=file)


def test_feed_on_which_nothing_lives_is_refused() -> None:
    with pytest.raises(livestock.HerdError, match="keeps no animal alive"):
        livestock.energy(mass=600, cfi=0.386, digestibility_percent=20, methane_percent=6)


def test_the_density_of_manure_gas_is_warned_of_in_the_answer(tmp_path: Path) -> None:
    manure = {"bo": 0.24, "mcf_share": 0.241, "methane_density_kg_m3": 0.717}
    file = table(tmp_path, json.dumps({"animals": [COW | {"manure": manure}]}), "herd.json")
    assert any("0 °C" in line for line in herds(read_herds(file))["warnings"])
