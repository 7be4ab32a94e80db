"""Do the models give the numbers that others published or worked out by hand?

`tests/reference/methane_models.csv` holds case, quantity, index, expected figure, tolerances and source. A figure
agrees within its relative tolerance, or within half of the last digit it was printed with.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from communique.workstreams.methane.model import fod, landgem
from communique.workstreams.methane.model.gas import tonnes_per_day
from communique.workstreams.methane.model.herds import HerdCase, herds
from communique.workstreams.methane.model.wastewater import WastewaterCase, wastewater

TABLE = Path(__file__).parents[2] / "reference" / "methane_models.csv"
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8")))

R7 = WastewaterCase.model_validate(
    {
        "population": 250_000, "bod_g_per_cap_day": 40, "bo": 0.6,
        "pathways": [
            {"name": "uasb", "share": 0.60, "collected_factor": 1.25, "mcf": 0.8, "sludge_t_dry": 300, "krem": 0.5,
             "removed_share": 0.85, "effluent_mcf": 0.19, "recovered_t": 200},
            {"name": "latrine", "share": 0.25, "mcf": 0.5},
            {"name": "sewer", "share": 0.15, "collected_factor": 1.25, "mcf": 0.5, "removed_share": 0,
             "effluent_mcf": 0.19},
        ],
    }
)  # fmt: skip
HERDS = HerdCase.model_validate(
    {
        "animals": [
            {"tier": 2, "name": "cow", "mass_kg": 600, "cfi": 0.386, "ca": 0, "milk_kg_day": 25, "fat_percent": 3.8,
             "cpreg": 0.09, "digestibility_percent": 71, "ym_percent": 6.0,
             "manure": {"bo": 0.24, "mcf_share": 0.241}},
            {"tier": 2, "name": "steer", "mass_kg": 350, "mature_mass_kg": 500, "cfi": 0.322, "ca": 0.17,
             "gain_kg_day": 0.7, "growth": 1.0, "digestibility_percent": 65, "ym_percent": 6.3},
        ]
    }
)  # fmt: skip


def pulse(years: int) -> np.ndarray:
    mass = np.zeros((years, 1))
    mass[0] = 100.0
    return mass


def decayed(mass: np.ndarray, k: float, *potential: float, month: float = 13) -> dict[str, np.ndarray]:
    made = fod.generation(mass, k, fod.methane_potential(*potential), month)[:, 0]
    return {"generated": made, "sum": np.cumsum(made)}


def r1() -> dict[str, np.ndarray]:
    carbon = fod.accumulation(pulse(4) * 0.15 * 0.5, 0.185)[:, 0]
    return decayed(pulse(101), 0.185, 0.15, 0.5, 1, 0.5) | {"accumulated": carbon}


def r6() -> dict[str, np.ndarray]:
    n = np.arange(71)
    shares, doc = np.array([0.45, 0.10, 0.15, 0.03]), np.array([0.15, 0.20, 0.40, 0.43])
    doc_f, k = np.array([0.7, 0.7, 0.5, 0.1]), np.array([0.4, 0.17, 0.07, 0.035])
    mass = 500 * 1.03 ** (n[:, np.newaxis] - 60) * shares
    mcf = np.where(n < 40, 0.6, 1.0)[:, np.newaxis]
    made = fod.generation(mass, k, fod.methane_potential(doc, doc_f, mcf, 0.5)).sum(axis=-1)
    stored = fod.stored_carbon(mass, doc, doc_f, mcf).sum(axis=-1)
    out = fod.emissions(made, np.where(n >= 55, 0.30, 0) * made, 0.1)
    return {"generated": made, "emitted": out, "stored": stored, "stored_sum": np.cumsum(stored)}


def r9() -> dict[str, np.ndarray]:
    people = 20e6 * 1.01 ** np.arange(61)
    return decayed((people * 0.85 * 0.7 * 0.323 / 1000)[:, np.newaxis], 0.06, 0.40, 0.5, 1, 0.5)


def sweet() -> dict[str, np.ndarray]:
    tonnes = 100_000 * 1.02 ** np.arange(-60.0, 1.0)[:, np.newaxis] * np.array([0.35, 0.12, 0.20, 0.05, 0.05])
    l0, k = np.array([70, 93, 186, 200, 112]), np.array([0.26, 0.12, 0.048, 0.024, 0.048])
    return {"m3": fod.generation(tonnes, k, l0).sum(axis=-1)}


def site_models() -> dict[str, np.ndarray]:
    accepted = np.full(21, 100_000.0)
    return {"m3": landgem.landgem(accepted, 0.05, 170, 40), "exact_m3": landgem.exact(accepted, 0.05, 170, 40)}


def waters() -> dict[str, dict[str, float]]:
    found = wastewater(R7)
    parts = {f"{row['name']}.{part}": row[part] for row in found["pathways"] for part in ("plant_t", "effluent_t")}
    return {"t": parts | {"total_t": found["total_t"]}}


CASES: dict[str, Callable[[], dict]] = {
    "R1": r1,
    "R2": lambda: decayed(pulse(101), 0.185, 0.15, 0.7, 1, 0.5),
    "R3-M7": lambda: decayed(pulse(4), 0.185, 0.15, 0.5, 1, 0.5, month=7),
    "R3-M10": lambda: decayed(pulse(4), 0.185, 0.15, 0.5, 1, 0.5, month=10),
    "R4": lambda: decayed(np.where(np.arange(61) < 50, 100.0, 0)[:, np.newaxis], 0.06, 0.40, 0.5, 0.8, 0.5),
    "R5": lambda: decayed(1000 * 1.02 ** np.arange(61.0)[:, np.newaxis], 0.09, 0.15, 0.5, 1, 0.5),
    "R6": r6,
    "R9": r9,
    "landgem": site_models,
    "ECCC": lambda: {"emitted": fod.emissions([1195, 1420], [429, 473], 0.1)},
    "SWEET": sweet,
    "R7": waters,
    "cow": lambda: {"tier2": herds(HERDS)["herds"][0]},
    "steer": lambda: {"tier2": herds(HERDS)["herds"][1]},
    "gas": lambda: {"flow": {"t_per_day": tonnes_per_day(1, 0.5), "kt_per_year": tonnes_per_day(1, 0.5) * 0.365}},
}


@cache
def computed(case: str) -> dict:
    return CASES[case]()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['case']}-{row['quantity']}-{row['index']}")
def test_the_model_gives_the_reference_figure(row: dict[str, str]) -> None:
    index: int | str = int(row["index"]) if row["index"].isdigit() else row["index"]
    found = computed(row["case"])[row["quantity"]][index]
    assert found == pytest.approx(float(row["expected"]), rel=float(row["relative"]), abs=float(row["absolute"]))


def test_every_reference_case_is_walked_and_has_a_source() -> None:
    assert {row["case"] for row in ROWS} == set(CASES)
    assert all(row["source"] for row in ROWS)
