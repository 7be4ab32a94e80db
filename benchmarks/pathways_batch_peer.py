"""Benchmark only, run by an interpreter of its own that has openfisca-core: the same task, two-valued.

Reads `people.npz`, prints JSON: seconds to load and to calculate, total points and how many are eligible.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2026-11"
PERSON = build_entity("person", "persons", "", is_person=True)
EDUCATION = np.array([0, 5, 15, 19, 21, 22, 23, 25])
LANGUAGE = np.array([0, 0, 0, 0, 0, 0, 0, 4, 5, 6, 6])
EXPERIENCE = np.array([0, 9, 11, 11, 13, 13, 15, 15, 15, 15, 15, 15])
FUNDS = np.array([0, 15263, 19001, 23360, 28362, 32168, 36280, 40392])
ABILITIES = ("l1", "l2", "l3", "l4")


def _variable(name: str, kind: type, formula: object = None) -> type[Variable]:
    body = {"value_type": kind, "entity": PERSON, "definition_period": DateUnit.MONTH}
    if formula:
        body["formula"] = formula
    return type(name, (Variable,), body)


def _points(person, period):  # type: ignore[no-untyped-def]
    age = person("age", period)
    language = sum(LANGUAGE[person(ability, period)] for ability in ABILITIES)
    ages = np.where((age >= 18) & (age <= 35), 12, np.where((age > 35) & (age < 47), 47 - age, 0))
    return (
        EDUCATION[person("edu", period)] + language + 4 * person("sec", period) + EXPERIENCE[person("exp", period)]
        + ages + 10 * person("arr", period) + person("adapt", period)
    )  # fmt: skip


def _eligible(person, period):  # type: ignore[no-untyped-def]
    lowest = np.minimum.reduce([person(ability, period) for ability in ABILITIES])
    enough = (person("funds", period) >= FUNDS[person("fam", period)]) | person("arr", period)
    return (person("points", period) >= 67) & (lowest >= 7) & (person("exp", period) >= 1) & enough


def main() -> None:
    people = dict(np.load(sys.argv[1]))
    system = TaxBenefitSystem([PERSON])
    for name, values in people.items():
        system.add_variable(_variable(name, bool if values.dtype == bool else int))
    system.add_variable(_variable("points", int, _points))
    system.add_variable(_variable("eligible", bool, _eligible))
    start = time.perf_counter()
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", np.arange(people["age"].size))
    simulation = builder.build(system)
    for name, values in people.items():
        simulation.set_input(name, PERIOD, values)
    loaded = time.perf_counter()
    points, eligible = simulation.calculate("points", PERIOD), simulation.calculate("eligible", PERIOD)
    done = time.perf_counter()
    found = {"load": loaded - start, "calculate": done - loaded}
    print(json.dumps({**found, "points": int(points.sum()), "eligible": int(eligible.sum())}))


main()
