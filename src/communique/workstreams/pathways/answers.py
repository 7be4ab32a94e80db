"""What did the person say? Answers read strictly, each fault named by its field, in the person's language."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from communique.errors import CommuniqueError
from communique.geo import country
from communique.language import Text, Words
from communique.rules import DECLINED, FactType, UnreadableFact
from communique.rules.schema import Reading, plain_value, read_facts
from communique.workstreams.pathways.pathway import Catalogue, Contradiction

MOST_LISTED = 12  # values named in a fault
MOST_NEAR = 3
MOST_NAMED = 60  # letters of a word that names are looked for beside
COUNTRY_FACTS = ("nationality", "birth_country")
# states that are gone, and who answers for their papers today: nobody can say for the person, so all are offered
HISTORIC: Mapping[str, tuple[str, ...]] = {
    "USSR": ("RUS", "UKR", "BLR"),
    "Soviet Union": ("RUS", "UKR", "BLR"),
    "Yugoslavia": ("SRB", "HRV", "BIH"),
    "Czechoslovakia": ("CZE", "SVK"),
    "Zaire": ("COD",),
    "Burma": ("MMR",),
    "Swaziland": ("SWZ",),
    "Rhodesia": ("ZWE",),
    "Ceylon": ("LKA",),
    "East Germany": ("DEU",),
}


class AnswerError(CommuniqueError):
    """An answer that cannot be read; `column` is its field, `said` the fault as a message in any language."""

    def __init__(self, message: str, said: Text, *, fields: tuple[str, ...], near: tuple[str, ...] = ()) -> None:
        super().__init__(message, column=", ".join(fields))
        self.said, self.fields, self.near = said, fields, near

    def told(self, words: Words) -> str:
        """The fault in the person's language; countries that may have been meant by their names there."""
        if not self.near:
            return words.say(self.said)
        names = ", ".join(_name(code, words.language) for code in self.near)
        return words.message("pathways-fault-country-near", **self.said.args, names=names)


class Contradicted(AnswerError):
    """Answers that cannot all be so."""

    def __init__(self, contradiction: Contradiction) -> None:
        fields, id = contradiction.facts, contradiction.id
        asked = [Text(f"pathways-ask-{name.replace('_', '-')}") for name in fields]
        said = Text("pathways-fault-contradiction", {"first": asked[0], "second": asked[-1]})
        if len(fields) == 1:
            said = Text(f"pathways-fault-{'ahead' if id.endswith('-ahead') else 'none'}", {"question": asked[0]})
        super().__init__(f"these answers cannot all be so ({id})", said, fields=fields)
        self.id = id


class Said(NamedTuple):
    """The answers as facts of the rules, with the day they are judged on; and each as it was read."""

    facts: dict[str, Any]
    readings: dict[str, Reading]


def read_answers(catalogue: Catalogue, answers: Mapping[str, Any], on: date) -> Said:
    """What was said, and the day; raises AnswerError for the first fault."""
    if "today" in answers:
        raise _fault("today", "the day is given by `on`, not as an answer", Text("pathways-fault-not-asked"))
    facts = {name: _answer(catalogue, name, value) for name, value in answers.items()}
    facts["today"] = on
    try:
        return Said(facts, read_facts(facts, catalogue.book.facts))
    except UnreadableFact as error:
        name = str(error.column)
        asked = catalogue.book.facts[name] if name in catalogue.questions else None
        said = _unasked(name, catalogue) if asked is None else _said(asked, facts[name])
        raise _fault(name, error.message, said) from error


def _fault(field: str, message: str, said: Text) -> AnswerError:
    return AnswerError(message, said, fields=(field,))


def _unasked(name: str, catalogue: Catalogue) -> Text:
    near = difflib.get_close_matches(name[:MOST_NAMED], list(catalogue.questions), MOST_NEAR)
    return (
        Text("pathways-fault-not-asked-near", {"names": ", ".join(near)}) if near else Text("pathways-fault-not-asked")
    )


def _said(kind: FactType, value: Any) -> Text:
    asked = {"question": Text(str(kind.question))}
    if kind.ordered and isinstance(value, Mapping) and _ends_fit(value, kind):
        return Text("pathways-fault-interval", asked)
    if kind.low is not None and kind.high is not None:
        which = "amount" if kind.places else "range"
        return Text(f"pathways-fault-{which}", {**asked, "low": str(kind.low), "high": str(kind.high)})
    if kind.sort == "date":
        return Text("pathways-fault-date", asked)
    if 0 < len(kind.values) <= MOST_LISTED:
        return Text("pathways-fault-choice", {**asked, "values": ", ".join(kind.values)})
    return Text("pathways-fault-value", asked)


def _ends_fit(value: Mapping[str, Any], kind: FactType) -> bool:
    """Whether what is wrong with an interval is its form or order, not one of its ends."""
    ends = value.get("between")
    each = ends if isinstance(ends, (list, tuple)) else ()
    return all(end is None or plain_value(end, kind) is not None for end in each)


def _answer(catalogue: Catalogue, name: str, value: Any) -> Any:
    if value == "declined" and not _is_value(catalogue, name, "declined"):
        return DECLINED
    if name in COUNTRY_FACTS and isinstance(value, (str, list, tuple)):
        found = [_country(name, each) for each in ([value] if isinstance(value, str) else value)]
        return found if catalogue.book.facts[name].sort == "set" else found[0] if len(found) == 1 else value
    return value


def _is_value(catalogue: Catalogue, name: str, value: str) -> bool:
    kind = catalogue.book.facts.get(name)
    return kind is not None and plain_value(value, kind) is not None


def _country(field: str, said: Any) -> str:
    """The alpha-3 code of a country by its code or name; raises AnswerError with suggestions for any other text."""
    if not isinstance(said, str):
        raise _fault(field, f"{said!r} is no country", Text("pathways-fault-country", {"said": str(said)}))
    if said == "XXA" or said.casefold() == "stateless":
        return "XXA"
    historic = {name.casefold(): codes for name, codes in HISTORIC.items()}.get(said.casefold())
    if historic is not None and len(historic) == 1:
        return historic[0]
    found = country(said)
    if found is not None:
        return found
    near = historic or _near(said)
    names = " or ".join(near if historic else [_name(code, "en") for code in near])
    hint = f"; today it may be {names}" if historic else f"; did you mean {names}?" if near else ""
    told = Text("pathways-fault-country", {"said": said})
    raise AnswerError(f"{said!r} is no country that is known{hint}", told, fields=(field,), near=near)


def _near(said: str) -> tuple[str, ...]:
    """Codes of countries whose code in capitals, or name in English, Spanish or French, is much like the word."""
    exactly = country(said.upper()) if len(said) == 3 else None
    alike = difflib.get_close_matches(said[:MOST_NAMED].casefold(), _names(), MOST_NEAR)
    return (exactly,) if exactly else tuple(dict.fromkeys(code for name in alike if (code := country(name))))


@cache
def _names() -> tuple[str, ...]:
    from babel import Locale

    each = (Locale(language).territories.items() for language in ("en", "es", "fr"))
    return tuple({str(name).casefold(): None for names in each for code, name in names if len(code) == 2})


def _name(code: str, language: str) -> str:
    """A country's name; Babel has no Haitian Creole, French names are what Haitian papers use."""
    from babel import Locale
    from babel.core import get_global

    names = Locale.parse("fr" if language == "ht" else language).territories
    return str(names[get_global("territory_aliases")[code][0]])
