"""Which words does the finder use, in each of its five languages?

Words come from the Fluent files of the workstream and of this folder. Haitian Creole and Portuguese are partial: what
they lack is shown in English, and marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from communique.language import Words, translation_folders
from communique.rules import Citation
from communique.workstreams.pathways.pathway import Catalogue

LANGUAGES = ("en", "es", "fr", "ht", "pt")
COMPLETE = ("en", "es", "fr")
TAGS = {"en": "en-CA", "es": "es-MX", "fr": "fr-CA", "ht": "ht", "pt": "pt-BR"}
STATELESS = "XXA"
FOLDER = Path(__file__).parent.parent
_ARGUMENT = re.compile(r"\{\s*\$(\w+)")


@cache
def words_of(language: str) -> Words:
    """The workstream's own words in one language, without any fallback."""
    return Words(language, translation_folders(FOLDER))


@cache
def arguments_of(language: str) -> dict[str, tuple[str, ...]]:
    """Message id to the names of what is put into it."""
    found = {}
    for file in {words_of(language).ids[id] for id in words_of(language).ids}:
        for block in re.split(r"\n(?=[a-z])", file.read_text(encoding="utf-8")):
            name, _, rest = block.partition(" =")
            found[name.strip()] = tuple(dict.fromkeys(_ARGUMENT.findall(rest)))
    return found


def template(language: str, id: str) -> str | None:
    """A message with `{name}` where its arguments go; None where the language does not have it."""
    words = words_of(language)
    if id not in words:
        return None
    return words.message(id, **{name: f"{{{name}}}" for name in arguments_of(language).get(id, ())})


def say(language: str, id: str, **arguments: Any) -> str:
    """A message in the language, else in English, with its arguments put in."""
    said = template(language, id)
    if said is None:
        said = template("en", id)
    return re.sub(r"\{(\w+)\}", lambda found: str(arguments.get(found[1], found[0])), id if said is None else said)


def falls_back(language: str, id: str) -> bool:
    """Whether a message is shown in English in place of the language asked for."""
    return template(language, id) is None


def day_in(language: str, day: date) -> str:
    """A date as the language writes it."""
    month = say(language, f"finder-month-{day.month}")
    return say(language, "finder-date", day=day.day, month=month, year=day.year)


def messages_of(catalogue: Catalogue, language: str) -> dict[str, Any]:
    """Everything the page can say in a language: messages by id, and names of countries by code."""
    said = {id: template(language, id) for id in sorted(ids(catalogue))}
    return {
        "messages": {id: text for id, text in said.items() if text is not None},
        "countries": country_names(catalogue, language),
    }


def ids(catalogue: Catalogue) -> set[str]:
    """Every message that a page of this catalogue can need."""
    own = {id for id in words_of("en").ids if id.startswith("finder-")}
    return own | set(_catalogue_ids(catalogue))


def _catalogue_ids(catalogue: Catalogue) -> Iterator[str]:
    for name, kind in catalogue.book.facts.items():
        if kind.question is not None:
            yield kind.question
            yield from (value_id(name, value) for value in kind.values or () if not is_country(name))
    for rule in catalogue.book.rules.values():
        if isinstance(rule.text, str) and not rule.id.startswith("status:"):
            yield rule.text
    yield from (f"pathways-name-{name}" for name in catalogue.pathways)
    yield from (overlay.words for overlay in catalogue.overlays)
    yield from (id for id in words_of("en").ids if id.startswith(("pathways-open-", "pathways-law-")))


def law(language: str, instrument: str) -> str:
    """The title of a law or measure in the language, where it has one; else as recorded."""
    id = f"pathways-law-{re.sub('[^a-z0-9]+', '-', instrument.lower()).strip('-')}"
    return say(language, id) if id in words_of("en") else instrument


def written_in(language: str, instrument: str, pinpoint: str) -> str:
    """A law and the place in it; "s." is said as the language says it."""
    place = re.sub(r"^s\. ", f"{say(language, 'finder-section')} ", pinpoint)
    return " ".join(filter(None, (law(language, instrument), place)))


def reading_in(language: str, cited: Citation) -> str:
    """When the place was read in the law itself and in which text; or that nobody is recorded to have read it."""
    if cited.read is None:
        return say(language, "finder-not-read", date=day_in(language, cited.retrieved))
    edition, how = cited.edition, ""
    if isinstance(edition, date):
        edition, how = day_in(language, edition), "-current"
    elif edition:
        edition, how = law(language, edition), "-edition"
    read = say(language, f"finder-read{how}", date=day_in(language, cited.read), edition=edition)
    return say(language, "finder-read-part", read=read) if cited.unread else read


def cited_in(language: str, cited: Citation) -> str:
    """Where a rule is written and whether it was read there, as a card says it."""
    where = written_in(language, cited.instrument, cited.pinpoint)
    return say(language, "finder-written", where=where, read=reading_in(language, cited))


def value_id(fact: str, value: str) -> str:
    """Message id of a value to choose."""
    return f"pathways-value-{fact}-{value}".replace("_", "-")


def is_country(fact: str) -> bool:
    """Whether the values of a fact are countries, which have names of their own."""
    return fact in ("nationality", "birth_country")


def country_names(catalogue: Catalogue, language: str) -> dict[str, str]:
    """Countries that are offered, by name in the order of the language; without states that are gone."""
    from babel import Locale
    from babel.core import get_global

    # Babel has no Haitian Creole; French names are what Haitian papers use
    names = Locale.parse("fr" if language == "ht" else language).territories
    known = set(get_global("territory_currencies"))
    alias = get_global("territory_aliases")
    offered = {}
    for code in catalogue.book.facts["nationality"].values or ():
        alpha2 = next(iter(alias.get(code, ())), None)
        if len(alias.get(code, ())) == 1 and alpha2 in known and alpha2 in names and code not in GONE:
            offered[code] = str(names[alpha2])
    return {**offered, STATELESS: say(language, "finder-stateless")}


#: Codes of states and places that are no longer, or that nobody is a citizen of; CLDR still translates them.
GONE = frozenset(("BUR", "DDR", "FXX", "TMP", "YMD", "ZAR", "QUU", "ZZZ"))
