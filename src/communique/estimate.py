"""How much is it, how sure are we, by which method and from which rows?

An estimate is draws over (draw, party, year): one draw is one possible world, the same in every year and party, so that
a change is far better known than a level. NaN is unknown, and `caveats` say why.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError
from communique.geo import TOGETHER, in_order
from communique.language import Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class EstimateError(CommuniqueError):
    """An estimate that contradicts itself."""


@dataclass(frozen=True)
class Indicator:
    """What can be measured: `methane.waste_ch4` in kt CH4 over (party, year)."""

    id: str
    unit: str
    dims: tuple[str, ...] = ("party", "year")
    title: str = ""  # message id; default: "indicator-" + id with dots as dashes

    @property
    def message_id(self) -> str:
        return self.title or "indicator-" + self.id.replace(".", "-").replace("_", "-")


@dataclass(frozen=True)
class Caveat:
    """Why a figure is unknown or must be read with care: for a party, a year of it, or all of it."""

    party: str
    reason: Text
    year: int | None = None


@dataclass(frozen=True)
class Provenance:
    """What an estimate was made from: a table's rows, a source's figures, a vintage."""

    party: str
    source: str  # key in the workstream's sources.toml, or contribution id
    vintage: str = ""
    confidence: str = "verified"
    table: str = ""


@dataclass(frozen=True)
class Estimate:
    """An uncertain quantity.

    draws    (draw, party, year) in `unit`; NaN where unknown. A reported figure without uncertainty has one draw
    parties  names of the second axis; `ALL` is all parties together
    years    the third axis
    method   message id of the method, for instance `method-reported`
    breaks   party -> first years of a new method or scope: no trend is fitted and no change measured across one
    """

    indicator: str
    unit: str
    parties: tuple[str, ...]
    years: tuple[int, ...]
    draws: NDArray[np.float64]
    method: str
    provenance: tuple[Provenance, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    reported: frozenset[str] = field(default_factory=frozenset)  # parties whose figures are reported, not modelled
    breaks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.draws.ndim != 3 or self.draws.shape[1:] != (len(self.parties), len(self.years)):
            raise EstimateError(
                f"{self.indicator}: draws of shape {self.draws.shape} do not fit "
                f"{len(self.parties)} parties and {len(self.years)} years"
            )
        if list(self.years) != sorted(set(self.years)):
            raise EstimateError(f"{self.indicator}: years must rise, each once")

    def of(self, party: str) -> NDArray[np.float64]:
        """Draws of one party, (draw, year)."""
        return self.draws[:, self.parties.index(party), :]

    def quantile(self, party: str, probability: float | Sequence[float]) -> NDArray[np.float64]:
        """Quantiles over draws of one party, (…, year); NaN where unknown."""
        import numpy as np

        return np.quantile(self.of(party), probability, axis=0)

    def known_years(self, party: str) -> tuple[int, ...]:
        """Years in which every draw of a party is known."""
        import numpy as np

        known = np.isfinite(self.of(party)).all(axis=0)
        return tuple(self.years[i] for i in np.flatnonzero(known))

    def comparable_years(self, party: str) -> tuple[int, ...]:
        """Known years of a party that may be compared with one another."""
        last = max(self.breaks.get(party, ()), default=None)
        return tuple(year for year in self.known_years(party) if last is None or year >= last)

    def reasons(self, party: str) -> tuple[Text, ...]:
        """Why the figures of a party are unknown or to be read with care."""
        return tuple(caveat.reason for caveat in self.caveats if caveat.party == party)

    def with_total(self, parties: Iterable[str] | None = None) -> Estimate:
        """The same with all parties together added: the sum of each draw; a year that one party lacks is unknown."""
        import numpy as np

        members = in_order(parties if parties is not None else self.parties)
        lacking = [p for p in members if p not in self.parties]
        if lacking:
            raise EstimateError(f"{self.indicator}: no figures of {', '.join(lacking)} to add")
        where = [self.parties.index(p) for p in members]
        total = self.draws[:, where, :].sum(axis=1, keepdims=True)
        return replace(
            self,
            parties=(*self.parties, TOGETHER),
            draws=np.concatenate([self.draws, total], axis=1),
            reported=self.reported | {TOGETHER} if set(members) <= self.reported else self.reported,
        )


def stream(seed: int, name: str) -> np.random.Generator:
    """The random stream of an indicator: independent of every other indicator's, the same on every run."""
    import numpy as np

    digest = hashlib.sha256(name.encode()).digest()
    return np.random.default_rng(np.random.SeedSequence([seed, int.from_bytes(digest[:8], "big")]))
