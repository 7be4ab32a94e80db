"""What did the person say? Answers read strictly, each fault named by its field, in the person's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from communique.errors import CommuniqueError
from communique.geo import country
from communique.language import Text, Words
from communique.rules import DECLINED, FactType, UnreadableFact
from communique.rules.schema import plain_value, read_facts, suggestion
from communique.workstreams.pathways.pathway import Catalogue, Contradiction

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

    def __init__(self, message: str, said: Text, *, fields: tuple[str, ...]) -> None:
        super().__init__(message, column=", ".join(fields))
        self.said, self.fields = said, fields

    def told(self, words: Words) -> str:
        """The fault in the person's language."""
        return words.say(self.said)


class Contradicted(AnswerError):
    """Answers that cannot all be so."""

    def __init__(self, contradiction: Contradiction) -> None:
        fields = contradiction.facts
        asked = [Text(f"pathways-ask-{name.replace('_', '-')}") for name in fields]
        said = Text("pathways-fault-contradiction", {"first": asked[0], "second": asked[-1]})
        super().__init__(f"these answers cannot all be so ({contradiction.id})", said, fields=fields)
        self.id = contradiction.id


def read_answers(catalogue: Catalogue, answers: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The answers as facts of the rules, with the day they are judged on; raises AnswerError for the first fault."""
    if "today" in answers:
        raise _fault("today", "the day is given by `on`, not as an answer", Text("pathways-fault-not-asked"))
    facts = {name: _answer(catalogue, name, value) for name, value in answers.items()}
    for name, value in facts.items():
        try:
            read_facts({name: value}, catalogue.book.facts)
        except UnreadableFact as error:
            raise _fault(name, error.message, _said(name, catalogue.book.facts.get(name))) from error
    return {**facts, "today": on}


def _fault(field: str, message: str, said: Text) -> AnswerError:
    return AnswerError(message, said, fields=(field,))


def _said(name: str, kind: FactType | None) -> Text:
    if kind is None or kind.question is None:
        return Text("pathways-fault-not-asked")
    asked = Text(kind.question)
    if kind.low is not None and kind.high is not None:
        return Text("pathways-fault-range", {"question": asked, "low": str(kind.low), "high": str(kind.high)})
    return Text("pathways-fault-value", {"question": asked})


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
    hint = f"; today it may be {' or '.join(historic)}" if historic else _near(said)
    raise _fault(field, f"{said!r} is no country that is known{hint}", Text("pathways-fault-country", {"said": said}))


def _near(said: str) -> str:
    from babel import Locale

    return suggestion(said, [str(name) for code, name in Locale("en").territories.items() if len(code) == 2])
