"""What holds of decay, waste water and burning whatever the figures?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import CommuniqueError
from communique.workstreams.methane.model import fod, gas, landgem
from communique.workstreams.methane.model.burning import burned, burned_mass
from communique.workstreams.methane.model.gwp import to_ch4, to_co2e
from communique.workstreams.methane.model.herds import HerdCase, herds
from communique.workstreams.methane.model.wastewater import (
    WastewaterCase,
    default_shares,
    industry,
    organics,
    wastewater,
)

rates = st.floats(0.01, 1.0)
shares = st.floats(0.0, 1.0)
masses = st.lists(st.floats(0.0, 1e4), min_size=2, max_size=40)
months = st.floats(7, 13)


@given(masses, rates, shares, months)
def test_methane_is_conserved(mass: list[float], k: float, f: float, month: float) -> None:
    """What is generated and what still lies there sum to the potential of all that was deposited."""
    added = np.array(mass)[:, np.newaxis]
    potential = fod.methane_potential(0.2, 0.5, 0.8, f)
    made = fod.generation(added, k, potential, month).sum()
    left = fod.accumulation(added * 0.2 * 0.5 * 0.8, k, month)[-1, 0] * f * fod.CH4_PER_C
    assert made + left == pytest.approx(added.sum() * float(potential), abs=1e-9)


@given(masses, rates)
def test_the_kernel_is_the_recursion(mass: list[float], k: float) -> None:
    years = len(mass)
    kernel = fod.decay_kernel(k, np.arange(years))
    made = fod.generation(np.array(mass)[:, np.newaxis], k, 0.05)[:, 0]
    assert made == pytest.approx(np.convolve(mass, 0.05 * kernel)[:years], rel=1e-9, abs=1e-12)


@given(rates)
def test_the_kernel_of_all_ages_is_one_and_none_before_one_year(k: float) -> None:
    assert fod.decay_kernel(k, np.arange(1, 6000)).sum() == pytest.approx(1)
    assert (fod.decay_kernel(k, [-3, 0, 0.5]) == 0).all()


@given(masses, masses, rates)
def test_deposits_add_up(one: list[float], other: list[float], k: float) -> None:
    years = min(len(one), len(other))
    a, b = np.array(one[:years])[:, np.newaxis], np.array(other[:years])[:, np.newaxis]
    together = fod.generation(a + b, k, 0.05)
    assert together == pytest.approx(fod.generation(a, k, 0.05) + fod.generation(b, k, 0.05), abs=1e-9)


@given(masses, rates)
def test_streams_may_come_in_any_order_and_draws_and_sites_do_not_mix(mass: list[float], k: float) -> None:
    streams = np.stack([mass, mass[::-1], np.ones(len(mass))], axis=-1)
    order = [2, 0, 1]
    k_of = np.array([k, 2 * k, 0.5])
    made = fod.generation(streams, k_of, 0.05)
    assert np.array_equal(fod.generation(streams[:, order], k_of[order], 0.05), made[:, order])
    stacked = fod.generation(np.stack([streams, 2 * streams]), k_of, 0.05)
    assert stacked[0] == pytest.approx(made)
    assert stacked[1] == pytest.approx(2 * made)


@given(masses, rates, st.floats(0.1, 1e3))
def test_the_unit_of_mass_does_not_matter(mass: list[float], k: float, scale: float) -> None:
    added = np.array(mass)[:, np.newaxis]
    made = fod.generation(added, k, 0.05)
    assert fod.generation(scale * added, k, 0.05) == pytest.approx(scale * made, rel=1e-9, abs=1e-12)


@given(shares, shares, st.floats(0, 100), shares)
def test_more_recovery_and_more_oxidation_never_emit_more(a: float, b: float, made: float, taken: float) -> None:
    low, high = sorted((a, b))
    assert fod.emissions(made, taken * made, high) <= fod.emissions(made, taken * made, low)
    assert fod.emissions(made, high * made, taken) <= fod.emissions(made, low * made, taken)


@given(shares, shares, shares)
def test_carbon_is_either_decomposable_or_stored(doc: float, doc_f: float, mcf: float) -> None:
    decomposable = fod.methane_potential(doc, doc_f, mcf, 1.0) / fod.CH4_PER_C
    assert decomposable + fod.stored_carbon(1.0, doc, doc_f, mcf) == pytest.approx(doc * mcf)


def test_captured_methane_that_is_not_destroyed_is_added_apart() -> None:
    assert fod.slipped([100.0], 0.99) == pytest.approx([1.0])


@given(masses, rates)
def test_landgem_is_a_little_below_its_exact_integral_and_zero_in_the_first_year(mass: list[float], k: float) -> None:
    tenths = landgem.landgem(mass, k, 100, 60)
    exact = landgem.exact(mass, k, 100, 60)
    assert tenths[0] == exact[0] == 0
    assert (tenths <= exact + 1e-9).all()
    assert exact - tenths == pytest.approx(0 * exact, abs=0.06 * exact.max() + 1e-9)  # k/20 of the year at k = 1


def test_the_us_rule_agrees_with_itself() -> None:
    """HH-8 back-calculates generation from recovery: with that generation HH-6 gives the same."""
    direct = landgem.hh6(100.0, 75.0, 0.1, 0.99, 0.97)
    assert landgem.hh8(75.0, 0.75, 1.0, 0.1, 0.99, 0.97) == pytest.approx(direct)
    assert direct == pytest.approx(25 * 0.9 + 75 * (1 - 0.99 * 0.97))
    with pytest.raises(fod.DecayError, match="nothing is collected"):
        landgem.hh8(75.0, 0.0, 1.0, 0.1, 0.99, 0.97)
    with pytest.raises(fod.DecayError, match="HH-8"):
        landgem.hh6(70.0, 75.0, 0.1, 0.99, 0.97)


@given(st.floats(1, 1e6), shares, st.floats(0, 1))
def test_waste_water_does_not_depend_on_the_order_or_cutting_of_pathways(
    people: float, share: float, mcf: float
) -> None:
    def total(*pathways: dict[str, object]) -> float:
        case = {"population": people, "bod_g_per_cap_day": 60, "pathways": list(pathways)}
        return float(wastewater(WastewaterCase.model_validate(case))["total_t"])

    one = {"name": "a", "share": share, "mcf": mcf}
    other = {"name": "b", "share": 1 - share, "system": "septic_tank"}
    halves = [{"name": n, "share": share / 2, "mcf": mcf} for n in ("a1", "a2")]
    assert total(one, other) == pytest.approx(total(other, one)) == pytest.approx(total(*halves, other))
    assert total(one, other) <= organics(people, 60) * 0.6 / 1000 * (1 + 1e-9)  # Bo is the most that organics give


@pytest.mark.parametrize("party", ["CAN", "MEX", "USA"])
def test_everybody_has_one_pathway(party: str) -> None:
    assert sum(default_shares(party).values()) == pytest.approx(1)


def test_mexican_rural_latrines_are_a_ninth_of_all_people() -> None:
    assert default_shares("MEX")["rural", "latrine"] == pytest.approx(0.25 * 0.45)


def test_a_brewery_gives_what_its_water_and_cod_hold() -> None:
    assert industry("beer", 1000, 0.8) == pytest.approx(1000 * 6.3 * 2.9 * 0.25 * 0.8 / 1000)
    with pytest.raises(CommuniqueError, match="no figure is recorded"):
        industry("wine", 1000, 0.8)


def test_open_burning_shows_soot_beside_methane() -> None:
    mass = burned_mass(1e6, 0.3, 0.8)
    assert mass == pytest.approx(1e6 * 0.3 * 0.8 * 0.6 * 365 / 1e6)
    found = burned(mass)
    assert found.ch4_t == pytest.approx(mass * 6.5)
    assert found.black_carbon_t == pytest.approx(mass * 0.65)
    assert {p.confidence for p in found.parameters} == {"recalled"}


def test_tier_1_counts_heads_and_manure_by_mass() -> None:
    manure = {"bo": 0.24, "vs_rate": 9.2, "mass_kg": 600, "climate": "temperate-cool|moist",
              "systems": {"pasture": 0.5, "solid-storage": 0.5}}  # fmt: skip
    cow = {"tier": 1, "name": "t", "head": 1000, "region": "northern_america", "category": "dairy", "manure": manure}
    found = herds(HerdCase.model_validate({"animals": [cow]}))
    assert found["enteric_kt"] == pytest.approx(0.138)
    per_head = 9.2 * 0.6 * 365 * 0.24 * 0.67 * (0.5 * 0.0047 + 0.5 * 0.02)
    assert found["manure_kt"] == pytest.approx(per_head * 1000 / 1e6)


@settings(max_examples=20)
@given(st.floats(0, 1e6), st.sampled_from(["AR4", "AR5", "AR6-fossil", "AR6-non-fossil-GWP20"]))
def test_co2_equivalents_come_back(ch4: float, name: str) -> None:
    assert to_ch4(to_co2e(ch4, name), name) == pytest.approx(ch4)


def test_a_short_ton_is_lighter_than_a_tonne() -> None:
    assert gas.tonnes_of_short_tons(1e6) == pytest.approx(907_184.74)
