"""How are an agenda, a meeting and a row said in a language?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from communique.geo import CountryError, country_name, known_country
from communique.language import COMPLETE, Said, Text
from communique.workstreams.dialogues import following
from communique.workstreams.dialogues.meetings import Meeting
from communique.workstreams.dialogues.rows import Convening, Practice, When
from communique.workstreams.dialogues.tables import TOPICS, parts

if TYPE_CHECKING:
    from communique.render.words import PageWords
    from communique.workstreams.dialogues.agenda import Agenda


def topic(name: str) -> Text | str:
    """The name of a topic; an item that is none is said as it was written."""
    return Text(f"dialogues-topic-{name}") if name in TOPICS else name


def each(said: Mapping[str, str]) -> Said:
    """A sentence in each language; one that nobody said is unknown."""
    return said or Text("dialogues-unsaid")


def who(text: str) -> Said | str:
    """Countries by their names, an office as it is written, nobody as unknown."""
    codes = parts(text)
    try:
        known = [known_country(code) for code in codes]
    except CountryError:
        return text
    if not known:
        return Text("dialogues-nobody")
    return {code: ", ".join(country_name(party, code) for party in known) for code in COMPLETE}


def strength(practice: Practice) -> Text:
    """How strong the evidence of an effect is, in words."""
    return Text(f"dialogues-strength-{practice.strength.replace('_', '-')}")


def countries(codes: tuple[str, ...]) -> Said | str:
    """Countries by their names; a dash for none."""
    return who(";".join(codes)) if codes else "–"


def dated(when: When) -> Said:
    """A date in each language, never more precise than it is known."""
    from communique.render.words import PageWords

    return {code: PageWords(code).span(when.start, when.end, when.precision) for code in COMPLETE}


def numbered(meeting: Meeting) -> str:
    """The number of a meeting, both where two are told, a dash where none is."""
    return " / ".join(map(str, meeting.numbers)) or "–"


def event(row: Convening) -> Said:
    """What a report says that it was."""
    return each(row.what)


def agenda_lines(agenda: Agenda, language: str) -> Iterator[str]:
    """An agenda as lines of text in one language."""
    from communique.render.words import PageWords

    words = PageWords(language)
    yield words.t("dialogues-agenda-title", body=words.say(agenda.body.name), date=words.day(agenda.on))
    for id, lines in agenda_parts(agenda, words):
        yield words.t(id)
        yield from (f"  – {line}" for line in lines or [words.t("dialogues-agenda-none")])


def agenda_parts(agenda: Agenda, words: PageWords) -> Iterator[tuple[str, list[str]]]:
    """Message id of each part of an agenda, and its lines."""

    def owed(row: following.Asked) -> str:
        state = words.t(f"dialogues-standing-{following.standing(row, agenda.on).replace('_', '-')}")
        return f"{words.say(each(row.what))} ({row.told.id}; {words.say(dated(row.due))}; {state})"

    yield "dialogues-agenda-decisions", [owed(row) for row in agenda.decisions]
    yield "dialogues-agenda-answers", [owed(row) for row in agenda.answers]
    yield (
        "dialogues-agenda-practices",
        [f"{words.say(each(p.what))} ({words.party(p.country)}; {words.say(strength(p))})" for p in agenda.practices],
    )
    yield (
        "dialogues-agenda-data",
        [f"{lack.table or lack.workstream}: {words.parties(lack.parties)}" for lack in agenda.lacking],
    )
    yield "dialogues-agenda-nothing-found", [f"{words.say(row.event)} ({row.id})" for row in agenda.unanswered]
    yield "dialogues-agenda-flags", [words.say(flag.text) for flag in agenda.flags]
