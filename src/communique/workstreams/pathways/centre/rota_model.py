"""Which integer programme is a rota?

minimise    cost · u                                     u: how often each choice is taken (a shift, a slot)
subject to  work       Σ hours · u ≥ work that arrives on a day, hours                     (the target)
            officers   Σ u of a kind's shifts ≤ officers of that kind
            language   Σ u of those on duty who speak it + its interpreters ≥ 1, in every hour with visits in it
            thicker    on_duty[cell] ≥ (thin[n, cell] + 1) · more[n, cell]
            wait       Σ more[n, cell] ≥ 1: of every staffing n seen to be too thin, somewhere more
on_duty = incidence · u, cells being (kind, hour) of officers and then (language, hour) of interpreters
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from communique.plan import new_model
from communique.workstreams.pathways.centre.case import Centre, Officers
from communique.workstreams.pathways.centre.errors import CentreError

if TYPE_CHECKING:
    from linopy import Model

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Choice:
    """One thing a rota may do so often: officers of a kind in a shift, or interpreters of a language in an hour."""

    who: str
    name: str
    starts: int
    length: int
    cost: float
    most: int

    @property
    def id(self) -> str:
        """`officers|kind|start|length` or `interpreters|language|hour|1`."""
        return f"{self.who}|{self.name}|{self.starts}|{self.length}"


@dataclass(frozen=True, eq=False)
class Choices:
    """All choices of a centre, and the cells of its staffing that each of them fills."""

    centre: Centre
    all: tuple[Choice, ...]

    @cached_property
    def cells(self) -> tuple[tuple[str, str, int], ...]:
        """(officers or interpreters, kind or language, hour), in the order of a staffing."""
        officers = [("officers", kind.name, hour) for kind in self.centre.officers for hour in self.centre.hours]
        return (*officers, *(("interpreters", t, hour) for t in self.centre.languages for hour in self.centre.hours))

    @cached_property
    def incidence(self) -> Ints:
        """(cell, choice): 1 where the choice fills the cell."""
        return np.array([[_fills(c, *cell) for c in self.all] for cell in self.cells], dtype=np.int64)

    @cached_property
    def most(self) -> Ints:
        """The most that each cell can hold."""
        officers = {kind.name: kind.available for kind in self.centre.officers}
        slots = {i.language: i.available for i in self.centre.interpreters}
        held = [officers[name] if who == "officers" else slots.get(name, 0) for who, name, _ in self.cells]
        return np.array(held, dtype=np.int64)

    def staffing(self, taken: Ints) -> Ints:
        """Who is on duty in each cell when each choice is taken so often."""
        return self.incidence @ taken


def choices_of(centre: Centre) -> Choices:
    """All shifts that fit into the opening hours, and all interpreter slots. Raises CentreError if no shift fits."""
    lengths = sorted(set(centre.shifts.lengths))
    officers = [
        Choice("officers", kind.name, start, length, kind.cost_per_hour * length, kind.available)
        for kind in centre.officers
        for length in lengths
        for start in range(centre.opens, centre.closes - length + 1)
    ]
    if not officers:
        raise CentreError(f"no shift of {lengths} hours fits into the opening hours", column="shifts.lengths")
    slots = [
        Choice("interpreters", i.language, hour, 1, i.cost_per_hour, i.available)
        for i in centre.interpreters
        if i.language in centre.languages
        for hour in centre.hours
    ]
    return Choices(centre, (*officers, *slots))


def _fills(choice: Choice, who: str, name: str, hour: int) -> bool:
    return (choice.who, choice.name) == (who, name) and choice.starts <= hour < choice.starts + choice.length


def rota_model(choices: Choices, too_thin: Sequence[Ints], work: float) -> Model:
    """The programme of the module's equation.

    too_thin  staffings that made people wait too long, each (cell,)
    work      hours of officers' work that arrive on a day
    """
    model, centre = new_model(), choices.centre
    u = model.add_variables(lower=0, upper=_over("choice", [c.most for c in choices.all]), integer=True, name="u")

    def taken(rows: NDArray[Any], dim: str) -> Any:
        return (_over((dim, "choice"), rows) * u).sum("choice")

    officers = np.array([c.who == "officers" for c in choices.all])
    hours = np.array([c.length for c in choices.all]) * officers
    model.add_constraints((_over("choice", hours) * u).sum(), ">=", work, name="work")
    kinds = np.array([[c.who == "officers" and c.name == kind.name for c in choices.all] for kind in centre.officers])
    model.add_constraints(
        taken(kinds, "kind"), "<=", _over("kind", [k.available for k in centre.officers]), name="officers"
    )
    model.add_constraints(taken(_speaking(choices), "visits"), ">=", 1.0, name="language")
    if too_thin:
        _rule_out(model, np.stack(too_thin), choices.most, taken(choices.incidence, "cell"))
    model.add_objective((_over("choice", [c.cost for c in choices.all]) * u).sum())
    return model


def _speaking(choices: Choices) -> Ints:
    """(visits, choice): 1 where the choice puts somebody on duty in that hour who serves that language."""
    centre = choices.centre
    kinds = {kind.name: kind for kind in centre.officers}
    asked = [(v.language, v.hour) for v in centre.visits if v.booked or v.walk_ins]
    return np.array([[_serves(c, kinds, *one) for c in choices.all] for one in asked], dtype=np.int64)


def _serves(choice: Choice, kinds: dict[str, Officers], language: str, hour: int) -> bool:
    if not choice.starts <= hour < choice.starts + choice.length:
        return False
    return choice.name == language if choice.who == "interpreters" else language in kinds[choice.name].languages


def _rule_out(model: Model, thin: Ints, most: Ints, on_duty: Any) -> None:
    """More people, in at least one cell, than each staffing that was too thin; a cell that is full has no more."""
    room = _over(("seen", "cell"), thin < most)
    more = model.add_variables(lower=0, upper=room, integer=True, name="more")
    model.add_constraints(on_duty - _over(("seen", "cell"), thin + 1) * more, ">=", 0.0, name="thicker")
    model.add_constraints(more.sum("cell"), ">=", 1.0, name="wait")


def _over(dims: str | tuple[str, ...], values: Any) -> Any:
    """Numbers over named dimensions that are counted from 0."""
    import xarray as xr

    array = np.asarray(values, dtype=float)
    names = (dims,) if isinstance(dims, str) else dims
    coords = {name: np.arange(size) for name, size in zip(names, array.shape, strict=True)}
    return xr.DataArray(array, coords=coords, dims=names)
