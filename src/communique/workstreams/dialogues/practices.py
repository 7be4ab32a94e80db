"""Which practice is there on a topic, how strong is the evidence of its effect, and who of the three took it over?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.geo import NORTH_AMERICA
from communique.workstreams.dialogues.rows import Practice
from communique.workstreams.dialogues.tables import STRENGTHS, TOPICS

#: Standing of a country with a practice; what nothing is said of is unknown.
ORIGIN, ADOPTED, DECLINED, UNKNOWN = "origin", "adopted", "declined", "unknown"


def reading_room(
    practices: Iterable[Practice],
    *,
    topics: Sequence[str] = (),
    country: str = "",
    strength: str = "",
    language: str = "",
    not_in: str = "",
) -> tuple[Practice, ...]:
    """Practices by topic and then by strength of evidence, the strongest first.

    topics    of these only; country, where it is done; language, in which its documents can be read
    strength  at least as strong as this
    not_in    that this country has neither begun nor taken over, as far as is known
    """
    found = [
        practice
        for practice in practices
        if (not topics or practice.topic in topics)
        and (not country or practice.country == country)
        and (not language or language in practice.language)
        and (not strength or STRENGTHS.index(practice.strength) <= STRENGTHS.index(strength))
        and (not not_in or standing(practice, not_in) == UNKNOWN)
    ]
    return tuple(sorted(found, key=lambda p: (TOPICS.index(p.topic), STRENGTHS.index(p.strength), p.told.id)))


def standing(practice: Practice, country: str) -> str:
    """Where a country stands with a practice."""
    if country == practice.country:
        return ORIGIN
    if country in practice.adopted_by:
        return ADOPTED
    return DECLINED if country in practice.declined_by else UNKNOWN


@dataclass(frozen=True)
class Diffusion:
    """How far practices spread among the three: adoptions shown, shown not to be, unknown, of all that could be."""

    adopted: int
    declined: int
    unknown: int

    @property
    def of(self) -> int:
        """Pairs of a practice and a country that did not begin it."""
        return self.adopted + self.declined + self.unknown

    @property
    def low(self) -> float | None:
        """Share adopted if no unknown pair was; None where there is no practice."""
        return self.adopted / self.of if self.of else None

    @property
    def high(self) -> float | None:
        """Share adopted if every unknown pair was."""
        return (self.adopted + self.unknown) / self.of if self.of else None


def diffusion(practices: Iterable[Practice], parties: Sequence[str] = NORTH_AMERICA) -> Diffusion:
    """Diffusion of practices that began in one of the parties, among the others."""
    found = [
        standing(practice, party)
        for practice in practices
        if practice.country in parties
        for party in parties
        if party != practice.country
    ]
    return Diffusion(found.count(ADOPTED), found.count(DECLINED), found.count(UNKNOWN))
