"""How many points does a person have in Express Entry, and what is still open?

Points are information, never legal advice and never a promise of an invitation. Whatever is not known stays unknown:
a missing answer is never zero, and a day without recorded rules has no points.
"""

from communique.workstreams.pathways.points.crs import CrsRegime, crs_regime
from communique.workstreams.pathways.points.eligibility import fsw_eligibility
from communique.workstreams.pathways.points.experience import Spell, full_years
from communique.workstreams.pathways.points.fields import Field, FieldError
from communique.workstreams.pathways.points.figures import Unrecorded
from communique.workstreams.pathways.points.frames import points_frame
from communique.workstreams.pathways.points.fsw import FswGrid, fsw_grid
from communique.workstreams.pathways.points.rows import Scored, score_file, score_rows

__all__ = [
    "CrsRegime",
    "Field",
    "FieldError",
    "FswGrid",
    "Scored",
    "Spell",
    "Unrecorded",
    "crs_regime",
    "fsw_eligibility",
    "fsw_grid",
    "full_years",
    "points_frame",
    "score_file",
    "score_rows",
]
