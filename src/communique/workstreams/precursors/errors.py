"""What can go wrong with a substance, a list or a flow?"""

from __future__ import annotations

from communique.errors import CommuniqueError


class SubstanceError(CommuniqueError):
    """A CAS number that is none, or a substance that is not in the closed list."""


class StructureRefused(SubstanceError):
    """A drawn or written structure was given where only numbers and names of listed substances are read."""


class ListError(CommuniqueError):
    """An entry of a control list that contradicts itself or stands on a list that nobody knows."""


class ReleaseRefused(CommuniqueError):
    """A marked table was asked for without an approval that covers it."""


class FlowError(CommuniqueError):
    """Trade figures that cannot be read or compared."""
