"""Where do the positions say nothing? Texts that were not found, values not spoken of, duties not stated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.exchange.duties import obligation
from communique.exchange.position import CLOSING, VERBS
from communique.exchange.proving import Prover, Witness
from communique.exchange.stance import Stance, Stances
from communique.rules import expression as x

GapKind: TypeAlias = Literal["unknown", "value", "verb", "duty", "absent", "nobody"]


@dataclass(frozen=True)
class Gap:
    """One thing a position does not say.

    kind      unknown (no text found for clause `name`), value (no word on these values of field `name`), verb (no
              clause on it), duty (no such duty for these categories), absent (no position on the day), or nobody (a
              request on which no party speaks)
    """

    kind: GapKind
    party: str | None
    name: str = ""
    values: tuple[str, ...] = ()
    found: Witness | None = None


def gaps(stances: Stances, prover: Prover | None = None) -> tuple[Gap, ...]:
    """Every gap, party by party, then what no party speaks of."""
    found = [gap for stance in stances for gap in _of(stance, stances)]
    silence = x.All(tuple(x.Not(stance.spoken) for stance in stances))
    nobody = (prover or Prover(stances.form)).witness(silence)
    if nobody.answer != "no":
        found.append(Gap("nobody", None, found=nobody))
    return tuple(found)


def _of(stance: Stance, stances: Stances) -> list[Gap]:
    if not stance.entries:
        return [Gap("absent", stance.party)]
    found = [Gap("unknown", stance.party, name) for name in _unknowns(stance)]
    for name, values in stance.position.speaks.items():
        if silent := tuple(value for value in stance.form.listed(name) if value not in values):
            found.append(Gap("value", stance.party, name, silent))
    spoken = {entry.verb for entry in stance.entries.values()}
    found += [Gap("verb", stance.party, verb) for verb in VERBS if verb not in spoken]
    for do in CLOSING:
        silent = tuple(
            category
            for category in stance.position.speaks["category"]
            if stance.party in obligation(do, category, stances).silent
        )
        if silent:
            found.append(Gap("duty", stance.party, do, silent))
    return found


def _unknowns(stance: Stance) -> list[str]:
    """PARTY.ID of what no text was found for: in a condition, or as the period of any duty."""
    periods = [f"{stance.party}.{name}" for name, duty in stance.duties.items() if duty.unknown is not None]
    return list(dict.fromkeys([*stance.unknowns, *periods]))
