"""What do the positions say on a day: the three parties', the two references', and the clocks of one of them?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from communique.errors import CommuniqueError
from communique.exchange.clocks import Clock, Period
from communique.exchange.duties import clocks_of
from communique.exchange.position import Duty, Positions
from communique.exchange.reading import load_position, load_positions
from communique.exchange.stance import Stance, Stances, stance, stances

FOLDER = Path(__file__).parent / "positions"
REFERENCES = ("EU", "ICAO")
SENSITIVE = "sensitive"


class RegimeError(CommuniqueError):
    """A regime under which records cannot be kept or masked, because its text is not known or says nothing of it."""


@dataclass(frozen=True)
class Regime:
    """What one position asks of the records that are kept under it.

    deletes, masks   its clocks; a flag that is known to be true stops the clocks that name it
    elements         numbers of the elements that are masked, of the nineteen
    reversible       whether an approval may show masked elements again
    office           the periods that are an office's own, because the law's are not known
    """

    party: str
    deletes: tuple[Clock, ...]
    masks: tuple[Clock, ...]
    elements: frozenset[int]
    reversible: bool
    office: Mapping[str, Period] = field(default_factory=dict)


@cache
def positions() -> Positions:
    """The positions of the three parties."""
    return load_positions([FOLDER])


@cache
def with_references() -> Positions:
    """The positions of the three parties, then the two references: for showing, never for what is common."""
    form = positions().form
    others = tuple(load_position(FOLDER / "references" / f"{name.lower()}.toml", form) for name in REFERENCES)
    return Positions(form, (*positions().positions, *others))


def parties_on(on: date, known_at: date | None = None) -> Stances:
    """The three stances of a day."""
    return stances(positions(), on, known_at)


def all_on(on: date, known_at: date | None = None) -> Stances:
    """The three stances and the references."""
    return stances(with_references(), on, known_at)


def element_number(category: str) -> int | None:
    """The number of a category among the nineteen elements; None for sensitive data, which are none of them."""
    listed = positions().form.listed("category")
    return None if category == SENSITIVE else listed.index(category) + 1


def category_of(element: int) -> str:
    """The category of an element's number."""
    return positions().form.listed("category")[element - 1]


def masked_elements(of: Stance) -> frozenset[int]:
    """Numbers of the elements that some duty of the stance masks, whether or not its period is known."""
    named = [c for duty in of.duties.values() if duty.do == "mask" for c in _categories(duty)]
    return frozenset(n for n in map(element_number, named) if n is not None)


def masked_by_any(on: date) -> frozenset[int]:
    """The elements that at least one position or reference masks: the union, as a common position has it."""
    return frozenset().union(*(masked_elements(each) for each in all_on(on)))


def regime(party: str, on: date, office: Mapping[str, Period] | None = None) -> Regime:
    """The clocks of a party's records on a day.

    office  {"delete": …, "mask": …}: periods from load that an office declares, used only where the law's is not known

    Raises RegimeError where no period of deletion is known and none is declared: unknown is neither zero nor for ever.
    """
    of = stance_of(party, on)
    clocks, _ = clocks_of(of)
    whole = [clock for clock in clocks if _of_all(of, clock)]
    deletes = tuple(clock for clock in whole if clock.action == "delete")
    masks = tuple(clock for clock in clocks if clock.action == "mask")
    used = {
        action: period for action, period in (office or {}).items() if not (deletes if action == "delete" else masks)
    }
    deletes = deletes or _declared(party, "delete", used)
    masks = masks or _declared(party, "mask", used)
    if not deletes:
        raise RegimeError(
            f"{party}: no period of retention is known, so nothing can be kept under it; an office that has one "
            "declares it with --retain P…"
        )
    gated = [duty for duty in of.duties.values() if duty.do == "mask"]
    reversible = all(duty.unless is not None for duty in gated) if gated else True
    elements = masked_elements(of) or (masked_by_any(on) if masks else frozenset())
    return Regime(party, deletes, masks, elements, reversible, used)


def stance_of(party: str, on: date) -> Stance:
    """The stance of a party or a reference; raises RegimeError for another name and before the position exists."""
    found = next((each for each in with_references().positions if each.party == party), None)
    if found is None:
        raise RegimeError(f"{party!r} is none of {', '.join(with_references().parties)}")
    if not found.head.holds(on, None):
        raise RegimeError(f"the position of {party} begins on {found.head.valid_from}")
    return stance(found, positions().form, on)


def _categories(duty: Duty) -> list[str]:
    return list(positions().form.listed("category")) if duty.categories is None else duty.categories


def _of_all(of: Stance, clock: Clock) -> bool:
    """Whether a clock deletes the whole record, and not some categories of it."""
    return of.duties[clock.id.partition(".")[2]].categories is None


def _declared(party: str, action: str, declared: Mapping[str, Period]) -> tuple[Clock, ...]:
    if action not in declared:
        return ()
    said = f"declared by the office; no text of {party} was found"
    return (Clock(f"{party}.office-{action}", "load", declared[action], action, text=said),)  # type: ignore[arg-type]
