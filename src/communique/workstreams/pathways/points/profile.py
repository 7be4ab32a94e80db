"""What does a person's profile say, answer by answer, and which answers are not given?

A profile is JSON with the keys of `SHAPES`. `null` for `second` is no test, for `spouse` nobody who accompanies; for
every other key `null`, `"declined"` or no key at all is an answer that is not given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from communique.workstreams.pathways.points.crs import ABILITIES
from communique.workstreams.pathways.points.fields import Field, FieldError, Span

NONE: Span = (0, 0)


@dataclass(frozen=True)
class Shape:
    """The keys of a profile: single answers, languages of four abilities, and whether it has a spouse."""

    answers: tuple[str, ...]
    languages: tuple[str, ...] = ("first", "second")
    spouse: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys that a profile may have."""
        return (*self.answers, *self.languages, *(("spouse",) if self.spouse else ()))


SHAPES: Mapping[str, Shape] = {
    "crs": Shape(
        ("age", "edu", "cwe", "fwe", "trade_cert", "first_is_french", "sibling", "cdn_edu", "pn", "job"), spouse=True
    ),
    "fsw": Shape(
        ("age", "edu", "exp", "arranged", "sp_lang", "sp_study", "own_study", "sp_work", "own_work", "relative")
    ),
}
SPOUSE_KEYS = ("edu", "lang", "cwe")


@dataclass(frozen=True)
class Answers:
    """Between which levels every column is, and the keys of the answers that are not given."""

    spans: Mapping[str, Span]
    missing: tuple[str, ...]


def read_profile(profile: object, shape: Shape, fields: Mapping[str, Field]) -> Answers:
    """The answers of one profile. Raises FieldError naming the field and what may be written."""
    if not isinstance(profile, Mapping):
        raise FieldError("a profile is an object of answers", column="profile")
    _refuse_unknown(profile, shape.keys, "")
    read: dict[str, Span | None] = {}
    missing: list[str] = []
    for column, key, value in _answers(profile, shape):
        read[column] = value if isinstance(value, tuple) else fields[column].read(value, key)
        if read[column] is None:
            missing.append(key)
    spans = {name: read.get(name) or (fields[name].low, fields[name].high) for name in fields}
    return Answers(spans, tuple(dict.fromkeys(missing)))


def _answers(profile: Mapping[str, object], shape: Shape) -> Iterator[tuple[str, str, object]]:
    """(column, the key that a person wrote, value) of every answer; a span where no value is asked for."""
    for name in shape.answers:
        yield name, name, profile.get(name)
    for language in shape.languages:
        no_test = language == "second" and profile.get(language, "") is None
        yield from _four(language, language, NONE if no_test else profile.get(language))
    if shape.spouse:
        yield from _spouse(profile)


def _spouse(profile: Mapping[str, object]) -> Iterator[tuple[str, str, object]]:
    spouse = profile.get("spouse", "declined")
    if spouse == "declined":
        yield "accompanied", "spouse", None
        return
    yield "accompanied", "spouse", spouse is not None
    if spouse is not None and not isinstance(spouse, Mapping):
        raise FieldError(f"{spouse!r}: write null, or an object of {', '.join(SPOUSE_KEYS)}", column="spouse")
    if spouse is not None:
        _refuse_unknown(spouse, SPOUSE_KEYS, "spouse.")
    answers = {key: NONE if spouse is None else spouse.get(key) for key in SPOUSE_KEYS}
    yield "spouse_edu", "spouse.edu", answers["edu"]
    yield "spouse_cwe", "spouse.cwe", answers["cwe"]
    yield from _four("spouse", "spouse.lang", answers["lang"])


def _four(language: str, key: str, levels: object) -> Iterator[tuple[str, str, object]]:
    """The four abilities of a language, in the order in which they are written."""
    if levels is None or levels == "declined" or isinstance(levels, tuple):
        yield from ((f"{language}_{n}", key, levels) for n in ABILITIES)
        return
    if not isinstance(levels, list) or len(levels) != len(ABILITIES):
        raise FieldError(f"{levels!r}: write a list of {len(ABILITIES)} levels, one for each ability", column=key)
    yield from ((f"{language}_{n}", f"{key}[{n - 1}]", level) for n, level in zip(ABILITIES, levels, strict=True))


def _refuse_unknown(given: Mapping[str, object], known: tuple[str, ...], before: str) -> None:
    for key in given:
        if key not in known:
            close = get_close_matches(str(key), known, n=1)
            meant = f"did you mean {close[0]}?" if close else f"the fields are {', '.join(known)}"
            raise FieldError(f"there is no such field; {meant}", column=f"{before}{key}")
