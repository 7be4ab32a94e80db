"""How is it said in English, Spanish and French?

Words live in Fluent files (`translations/{en,es,fr}.ftl`) beside the code that needs them; code holds message ids only.
A language is `complete` (a missing message fails a test) or `partial` (falls back to English, marked).
Numbers and dates follow CLDR through Babel.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError

#: Languages of every page, with the locale whose conventions they follow.
LOCALES = {"en": "en_CA", "es": "es_MX", "fr": "fr_CA"}
COMPLETE = ("en", "es", "fr")
PACKAGE = Path(__file__).parent


class LanguageError(CommuniqueError):
    """A Fluent file that cannot be read, or a message said twice."""


@dataclass(frozen=True)
class Text:
    """Something to be said: a message id and its arguments. Arguments may be Text themselves."""

    id: str
    args: Mapping[str, Any] = field(default_factory=dict)


#: What a page can say: a message, or the same sentence written in each language (a summit's own words).
Said = Text | Mapping[str, str]


def translation_folders(root: Path = PACKAGE) -> tuple[Path, ...]:
    """Every `translations` folder below `root`, in a fixed order."""
    return tuple(sorted(p for p in root.rglob("translations") if p.is_dir()))


class Words:
    """The words of one language, from one or more `translations` folders."""

    def __init__(self, language: str, folders: Iterable[Path] | None = None) -> None:
        from fluent.runtime import FluentBundle, FluentResource

        self.language = language
        self.locale = LOCALES.get(language, language)
        self._bundle = FluentBundle([self.locale.replace("_", "-")], use_isolating=False)
        self.ids: dict[str, Path] = {}
        for folder in folders if folders is not None else translation_folders():
            file = Path(folder) / f"{language}.ftl"
            if not file.exists():
                continue
            resource = FluentResource(file.read_text(encoding="utf-8"))
            self._note_ids(resource, file)
            self._bundle.add_resource(resource)

    def _note_ids(self, resource: Any, file: Path) -> None:
        for entry in resource.body:
            if type(entry).__name__ == "Junk":
                raise LanguageError(f"not readable as Fluent: {entry.content[:80]!r}", file=file)
            id = getattr(getattr(entry, "id", None), "name", None)
            if id is None:
                continue
            if id in self.ids:
                raise LanguageError(f"message {id!r} is said in {self.ids[id]} too", file=file)
            self.ids[id] = file

    def __contains__(self, id: str) -> bool:
        return id in self.ids

    def message(self, id: str, **args: Any) -> str:
        """The message in this language; a partial language falls back to English in brackets, else the id is shown."""
        if id not in self.ids:
            if self.language in COMPLETE:
                return id
            return f"[en: {words('en').message(id, **args)}]"
        spoken = {name: self.say(value) if isinstance(value, Text) else value for name, value in args.items()}
        pattern: Any = self._bundle.get_message(id).value
        found, errors = self._bundle.format_pattern(pattern, spoken)
        if errors:
            raise LanguageError(f"message {id!r} in {self.language}: {errors[0]}", file=self.ids[id])
        return str(found)

    def say(self, said: Said | str) -> str:
        """A Text, a sentence given in each language, or a plain string (a proper name) in this language."""
        if isinstance(said, str):
            return said
        if isinstance(said, Text):
            return self.message(said.id, **said.args)
        if self.language in said:
            return said[self.language]
        return f"[en: {said['en']}]"

    def number(self, value: float, digits: int | None = None) -> str:
        """A number by locale; `digits` decimals, or four significant figures where not given."""
        from babel.numbers import format_decimal

        if digits is None:
            size = abs(value)
            digits = 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 1 else 3
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return _true_minus(str(format_decimal(round(value, digits), format=pattern, locale=self.locale)))

    def percent(self, share: float, digits: int = 0) -> str:
        """A share (0.15) as a percentage by locale."""
        from babel.numbers import format_percent

        space = "" if self.language == "en" else "\N{NO-BREAK SPACE}"
        pattern = "#,##0" + ("." + "0" * digits if digits else "") + f"{space}%"
        return _true_minus(str(format_percent(share, format=pattern, locale=self.locale)))

    def date(self, day: dt.date, style: str = "long") -> str:
        """A date by locale: long in text, `iso` in tables."""
        from babel.dates import format_date

        return day.isoformat() if style == "iso" else str(format_date(day, format=style, locale=self.locale))

    def month(self, day: dt.date) -> str:
        """Month and year of a date by locale."""
        from babel.dates import format_skeleton

        return str(format_skeleton("yMMMM", day, locale=self.locale))


def _true_minus(text: str) -> str:
    return text.replace("-", "−")


@cache
def words(language: str) -> Words:
    """The words of the package itself in one language."""
    return Words(language)


def message(language: str, id: str, **args: Any) -> str:
    """One message of the package in one language."""
    return words(language).message(id, **args)
