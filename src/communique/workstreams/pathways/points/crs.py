"""How does the Comprehensive Ranking System rank a person on a day?

    total = A core + B spouse factors + C skill transferability + D additional points

A person with an accompanying spouse or partner who is neither citizen nor permanent resident of Canada is scored by
the `accompanied` columns; everybody else as single. The day is that of the invitation: a profile in the pool is scored
anew when the rules change. Source: ministerial instructions, see points_facts/sources.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, reduce
from itertools import product

import numpy as np
from numpy.typing import NDArray

from communique.facts import FactError
from communique.workstreams.pathways.points.figures import (
    Ints,
    Steps,
    StepsError,
    Unrecorded,
    ascending,
    figures,
    steady_since,
    steps,
    unrecorded,
)

Columns = Mapping[str, Ints]
Scores = dict[str, Ints]

PARTS = ("A", "B", "C", "D")
ABILITIES = (1, 2, 3, 4)
#: What an offer of employment is, by its code: none, or a skilled one, or one in NOC major group 00.
JOB_OFFERS = {0: "", 50: "job_offer_other_skilled", 200: "job_offer_noc00"}
#: What was studied in Canada, by its code: nothing, one or two years, three or more.
CANADIAN_STUDY = ("", "canadian_study_1_2y", "canadian_study_3y_plus")
#: Two facts on which points do not simply rise; an interval tries both of their values.
BRANCHES = ("accompanied", "first_is_french")


@dataclass(frozen=True, eq=False)
class CrsRegime:
    """The rules of one day: tables by who they are for (single, accompanied, spouse), tiers, caps."""

    age: Mapping[str, Steps]
    education: Mapping[str, Steps]
    first_language: Mapping[str, Steps]
    second_language: Mapping[str, Steps]
    second_language_cap: Mapping[str, int]
    spouse_language: Steps
    canadian_work: Mapping[str, Steps]
    tiers: Mapping[str, Steps]
    transferability: Mapping[str, NDArray[np.int16]]
    certificate: Steps
    transferability_cap: Mapping[str, int]
    additional: Mapping[str, int]
    job_offer: Steps
    canadian_study: Steps
    french: Steps
    least_french: int
    least_english: int


def crs_regime(on: date, known_at: date | None = None) -> CrsRegime | Unrecorded:
    """The rules in force on a day as known at another, or why none are recorded."""
    try:
        return _regime(steady_since(on), known_at)
    except FactError:  # every figure was read well when it was loaded: what is left is that none is in force
        return unrecorded("crs", on, known_at)


@cache
def _regime(on: date, known_at: date | None) -> CrsRegime:
    def table(name: str, *who: str, rising: bool = True) -> dict[str, Steps]:
        return {w: steps(f"crs.{name}.{w}", on, known_at, rising=rising) for w in who}

    def named(name: str) -> dict[str, int]:
        return {key: int(fact.value) for key, fact in figures().keyed(f"crs.{name}", on=on, known_at=known_at).items()}

    persons, all_three = ("single", "accompanied"), ("single", "accompanied", "spouse")
    additional, french = named("additional"), named("french")
    french_items = ("french_nclc7_english_below_clb5_or_none", "french_nclc7_english_clb5")
    return CrsRegime(
        age=table("age", *persons, rising=False),
        education=table("education", *all_three),
        first_language=table("first_language", *persons),
        second_language=table("second_language", *persons),
        second_language_cap=named("second_language_cap"),
        spouse_language=steps("crs.spouse_language", on, known_at),
        canadian_work=table("canadian_work", *all_three),
        tiers=table("tier", "language", "education", "canadian_work", "foreign_work"),
        transferability={
            f"{row}_{column}": _grid(named(f"transferability.{row}_{column}"))
            for row, column in product(("education", "foreign_work"), ("language", "canadian_work"))
        },
        certificate=steps("crs.certificate", on, known_at),
        transferability_cap=named("transferability_cap"),
        additional=additional,
        job_offer=_ranked(additional, list(JOB_OFFERS.values())),
        canadian_study=_ranked(additional, CANADIAN_STUDY),
        french=_ranked(additional, ("", *french_items)),
        least_french=french["least_french"],
        least_english=french["least_english"],
    )


def _ranked(points: Mapping[str, int], items: list[str] | tuple[str, ...]) -> Steps:
    """Steps of items in their order, the first of them nothing at all."""
    return ascending([points[item] if item else 0 for item in items], items[-1])


def _grid(points: Mapping[str, int]) -> NDArray[np.int16]:
    """Points by two tiers, from keys such as `1|2`."""
    size = max(int(part) for key in points for part in key.split("|")) + 1
    try:
        found = np.array([[points[f"{i}|{j}"] for j in range(size)] for i in range(size)], dtype=np.int16)
    except KeyError as missing:
        raise StepsError(f"skill transferability has no points for tiers {missing}") from None
    if (np.diff(found) < 0).any() or (np.diff(found, axis=0) < 0).any():
        raise StepsError("skill transferability falls with a tier, so an interval cannot be read off its ends")
    return found


def crs_scores(people: Columns, regime: CrsRegime) -> Scores:
    """Points A, B, C, D and total of each person, whole numbers of shape (people,).

    people  columns of levels and flags as in `fields.crs_fields`; a second language without a test is level 0 in all
            abilities, and the spouse's columns count only where `accompanied`
    """
    found: Scores = {
        "A": np.where(people["accompanied"], *(_core(people, regime, who) for who in ("accompanied", "single"))),
        "B": np.where(people["accompanied"], _spouse(people, regime), 0),
        "C": _transferability(people, regime),
        "D": _additional(people, regime),
    }
    return {"total": sum(found.values(), np.zeros(1, dtype=np.int16)), **found}


def _core(people: Columns, regime: CrsRegime, who: str) -> Ints:
    second = _abilities(people, "second", regime.second_language[who])
    return (
        regime.age[who].at(people["age"])
        + regime.education[who].at(people["edu"])
        + _abilities(people, "first", regime.first_language[who])
        + np.minimum(second, regime.second_language_cap[who])
        + regime.canadian_work[who].at(people["cwe"])
    )


def _spouse(people: Columns, regime: CrsRegime) -> Ints:
    return (
        regime.education["spouse"].at(people["spouse_edu"])
        + _abilities(people, "spouse", regime.spouse_language)
        + regime.canadian_work["spouse"].at(people["spouse_cwe"])
    )


def _transferability(people: Columns, regime: CrsRegime) -> Ints:
    lowest, tiers, cap = lowest_ability(people, "first"), regime.tiers, regime.transferability_cap
    language = tiers["language"].at(lowest)
    work = tiers["canadian_work"].at(people["cwe"])

    def pairs(of: str, tier: Ints) -> Ints:
        points = regime.transferability
        both = points[f"{of}_language"][tier, language] + points[f"{of}_canadian_work"][tier, work]
        capped: Ints = np.minimum(both, cap[of])
        return capped

    certificate = np.where(people["trade_cert"], regime.certificate.at(lowest), 0)
    education = pairs("education", tiers["education"].at(people["edu"]))
    foreign = pairs("foreign_work", tiers["foreign_work"].at(people["fwe"]))
    found: Ints = np.minimum(education + foreign + certificate, cap["all"])
    return found


def _additional(people: Columns, regime: CrsRegime) -> Ints:
    first, second = lowest_ability(people, "first"), lowest_ability(people, "second")
    french = np.where(people["first_is_french"], first, second)
    english = np.where(people["first_is_french"], second, first)
    spoken = (french >= regime.least_french) * (1 + (english >= regime.least_english))
    found: Ints = (
        np.where(people["pn"], regime.additional["provincial_nomination"], 0)
        + regime.job_offer.at(np.searchsorted(list(JOB_OFFERS), people["job"]))
        + regime.canadian_study.at(people["cdn_edu"])
        + np.where(people["sibling"], regime.additional["sibling_in_canada"], 0)
        + regime.french.at(spoken)
    )
    capped: Ints = np.minimum(found, regime.additional["additional_cap"])
    return capped


def lowest_ability(people: Columns, language: str) -> Ints:
    """The lowest of the four levels of a language."""
    return reduce(np.minimum, (people[f"{language}_{n}"] for n in ABILITIES))


def _abilities(people: Columns, language: str, table: Steps) -> Ints:
    return sum((table.at(people[f"{language}_{n}"]) for n in ABILITIES), np.zeros(1, dtype=np.int16))


def crs_age(regime: CrsRegime, branch: Mapping[str, int]) -> Steps:
    """The table of age that holds for a branch of an interval."""
    return regime.age["accompanied" if branch["accompanied"] else "single"]
