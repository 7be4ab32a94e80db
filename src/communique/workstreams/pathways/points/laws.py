"""What are the two grids, side by side: their fields, parts, figures of a day, and points?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from communique.workstreams.pathways.points.crs import BRANCHES, Columns, CrsRegime, crs_age, crs_regime, crs_scores
from communique.workstreams.pathways.points.crs import PARTS as CRS_PARTS
from communique.workstreams.pathways.points.fields import Field, FieldError, crs_fields, fsw_fields
from communique.workstreams.pathways.points.figures import Unrecorded
from communique.workstreams.pathways.points.fsw import PARTS as FSW_PARTS
from communique.workstreams.pathways.points.fsw import FswGrid, fsw_grid, fsw_scores
from communique.workstreams.pathways.points.intervals import Bounds, bounds


@dataclass(frozen=True)
class Law:
    """One grid of points: the columns it reads, the scores it gives, and what is in force on a day."""

    fields: Callable[[], Mapping[str, Field]]
    parts: tuple[str, ...]
    figures: Callable[[date, date | None], CrsRegime | FswGrid | Unrecorded]

    def points(self, low: Columns, high: Columns, on: date, known_at: date | None = None) -> Bounds | Unrecorded:
        """Least and most of every score, or why there are none on that day."""
        found = self.figures(on, known_at)
        match found:
            case Unrecorded():
                return found
            case CrsRegime():
                return bounds(low, high, partial(crs_scores, regime=found), partial(crs_age, found), BRANCHES)
            case FswGrid():
                return bounds(low, high, partial(fsw_scores, grid=found), lambda _: found.age)


LAWS: Mapping[str, Law] = {
    "crs": Law(crs_fields, ("total", *CRS_PARTS), crs_regime),
    "fsw": Law(fsw_fields, (*FSW_PARTS, "total"), fsw_grid),
}


def law(name: str) -> Law:
    """A grid by its name; raises FieldError naming those there are."""
    try:
        return LAWS[name]
    except KeyError:
        raise FieldError(f"{name!r} is not a grid of points; there are {', '.join(LAWS)}") from None
