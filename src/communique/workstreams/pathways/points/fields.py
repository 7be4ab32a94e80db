"""Which answers do the point grids read, and what may each of them be?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.errors import CommuniqueError
from communique.workstreams.pathways.points.crs import ABILITIES, CANADIAN_STUDY, JOB_OFFERS
from communique.workstreams.pathways.points.figures import greatest_level

Span = tuple[int, int]


class FieldError(CommuniqueError):
    """An answer that cannot be: of another kind, out of range, or at odds with another; no points are given."""


@dataclass(frozen=True)
class Field:
    """One answer as the grids read it: a level from low to high, a flag, or one of a few codes."""

    name: str
    low: int
    high: int
    kind: str = "level"
    codes: tuple[int, ...] = ()

    @property
    def range(self) -> str:
        """What may be written."""
        if self.kind == "flag":
            return "true or false"
        if self.codes:
            return " or ".join(", ".join(map(str, self.codes)).rsplit(", ", 1))
        return f"a whole number from {self.low} to {self.high}"

    def read(self, value: object, name: str = "") -> Span | None:
        """Between which levels an answer is, None where it is not given (null or "declined").

        Raises FieldError naming the field and its range.
        """
        if value is None or value == "declined":
            return None
        if isinstance(value, Mapping):
            return self._between(value, name or self.name)
        level = self._level(value, name or self.name)
        return level, level

    def _between(self, value: Mapping[object, object], name: str) -> Span:
        ends = value.get("between")
        if set(value) != {"between"} or not isinstance(ends, list) or len(ends) != 2:
            raise FieldError(f'{value!r}: an interval is written {{"between": [low, high]}}', column=name)
        low, high = (self._level(end, name) for end in ends)
        if low > high:
            raise FieldError(f"between {low} and {high}: the first end is above the second", column=name)
        return low, high

    def _level(self, value: object, name: str) -> int:
        if isinstance(value, bool) != (self.kind == "flag") or not isinstance(value, int | float):
            raise self.fault(value, name)
        if isinstance(value, float) and (not math.isfinite(value) or value != int(value)):
            raise self.fault(value, name)
        if not self.low <= value <= self.high or (self.codes and value not in self.codes):
            raise self.fault(value, name)
        return int(value)

    def fault(self, value: object, name: str = "") -> FieldError:
        """What to say of a value that the field cannot have."""
        return FieldError(f"{value!r} cannot be; write {self.range}", column=name or self.name)


@cache
def crs_fields() -> Mapping[str, Field]:
    """The columns of the ranking system, by name."""
    language = greatest_level("crs.first_language.single")
    second = greatest_level("crs.second_language.single")
    return _by_name(
        Field("age", 0, greatest_level("crs.age.single")),
        Field("edu", 0, greatest_level("crs.education.single")),
        *_four("first", language),
        *_four("second", second),
        Field("cwe", 0, greatest_level("crs.canadian_work.single")),
        Field("fwe", 0, greatest_level("crs.tier.foreign_work")),
        _flag("trade_cert"),
        _flag("accompanied"),
        Field("spouse_edu", 0, greatest_level("crs.education.spouse")),
        *_four("spouse", greatest_level("crs.spouse_language")),
        Field("spouse_cwe", 0, greatest_level("crs.canadian_work.spouse")),
        _flag("first_is_french"),
        _flag("sibling"),
        Field("cdn_edu", 0, len(CANADIAN_STUDY) - 1),
        _flag("pn"),
        Field("job", min(JOB_OFFERS), max(JOB_OFFERS), "code", tuple(JOB_OFFERS)),
    )


@cache
def fsw_fields() -> Mapping[str, Field]:
    """The columns of the 67-point grid, by name."""
    language = greatest_level("fsw.first_language")
    flags = ("arranged", "sp_lang", "sp_study", "own_study", "sp_work", "own_work", "relative")
    return _by_name(
        Field("age", 0, greatest_level("fsw.age")),
        Field("edu", 0, greatest_level("fsw.education")),
        *_four("first", language),
        *_four("second", language),
        Field("exp", 0, greatest_level("fsw.experience")),
        *(_flag(name) for name in flags),
    )


def _by_name(*fields: Field) -> Mapping[str, Field]:
    return {field.name: field for field in fields}


def _flag(name: str) -> Field:
    return Field(name, 0, 1, "flag")


def _four(language: str, greatest: int) -> tuple[Field, ...]:
    return tuple(Field(f"{language}_{n}", 0, greatest) for n in ABILITIES)
