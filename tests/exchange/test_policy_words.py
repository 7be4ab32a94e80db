"""Every answer is a sentence in three languages, and every table can be shown in each."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from policy_cases import clause, duty, edited, standing

from communique.exchange import wording
from communique.exchange.agreement import common
from communique.exchange.clocks import Period
from communique.exchange.differing import conflicts, differences
from communique.exchange.prooflog import proofs
from communique.exchange.redlining import redlines
from communique.exchange.silence import gaps
from communique.exchange.stance import Stances
from communique.exchange.views import all_views, positions_view, redline_view, retention_view
from communique.language import LOCALES, Words
from communique.view import Grid

FOLDER = wording.Path(wording.__file__).parent / "translations"


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """Positions with every kind of answer: unknowns, silence, duties, conflicts, no common ground."""
    must = duty("must", 'do = "disclose"\nwhen = { fact = "purpose", "==" = "tax" }', "sharing")
    review = duty("review", 'do = "review"\nafter = "P1Y"\nsince = "collection"')
    onward = clause("onward", 'when = { unknown = "?" }', "sharing")
    folder = tmp_path_factory.mktemp("crowded") / "three"
    return standing(
        edited(
            folder,
            a=lambda t: t.replace('purpose = "all"', 'purpose = ["terrorism", "serious_crime"]') + review,
            b=lambda t: t.replace('category = "all"', 'category = ["name", "sensitive"]') + onward,
            c=lambda t: t.replace('after = "P1825D"', 'after = { unknown = "no rule" }') + must,
        )
    )


@pytest.fixture(scope="module")
def tables(crowded):
    return all_views(crowded)


def named(found: Stances, **names: str) -> Stances:
    """The same stances under other parties' names."""
    return replace(found, each=tuple(replace(s, party=names[s.party]) for s in found))


def test_a_difference_is_a_sentence_in_each_language():
    three = standing()
    found = next(d for d in differences(three) if (d.party, d.other) == ("B", "A"))
    assert wording.difference(found, three) == {
        "en": "B allows, and A forbids, disclosing names 184 days after collection for fighting terrorism, "
        "without an identified case, without a supervisor’s approval.",
        "es": "B permite, y A prohíbe, comunicar nombres 184 días después de su obtención para combatir el terrorismo, "
        "sin un caso identificado, sin la autorización de un superior.",
        "fr": "B permet, et A interdit, de communiquer des noms 184 jours après leur collecte pour la lutte contre le "
        "terrorisme, sans dossier précis, sans l’approbation d’un superviseur.",
    }


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "The United States allows, and Mexico forbids, disclosing"),
        ("es", "Estados Unidos permite, y México prohíbe, comunicar"),
        ("fr", "Les États-Unis permettent, et le Mexique interdit, de communiquer"),
    ],
)
def test_countries_are_spoken_of_as_each_language_does(language, says):
    three = named(standing(), A="CAN", B="MEX", C="USA")
    found = next(d for d in differences(three) if (d.party, d.other) == ("USA", "MEX"))
    assert wording.difference(found, three)[language].startswith(says)


def test_that_there_is_no_difference_is_said_to_be_proved():
    three = standing()
    found = next(d for d in differences(three) if (d.party, d.other) == ("B", "C"))
    assert wording.difference(found, three)["en"].startswith("Proved:")
    undecided = replace(found, found=replace(found.found, answer="not proved"))
    assert wording.difference(undecided, three)["fr"].startswith("Non prouvé")


@pytest.mark.parametrize(
    ("vacuous", "duty", "says"),
    [
        (
            "nothing for certain", None,
            (
                "True, but empty: Mexico permits nothing for certain, because texts were not found.",
                "no dice nada: México no permite nada con certeza, porque faltan textos que no se hallaron.",
                "sans portée\u00a0: le Mexique ne permet rien de façon certaine, faute de textes trouvés.",
            ),
        ),
        ("nothing", None, ("Mexico permits nothing.", "México no permite nada.", "le Mexique ne permet rien.")),
        ("nothing", "MEX.x", ("applies to no request.", "a ninguna solicitud.", "ne vise aucune demande.")),
        ("no position", None, ("no position of Mexico is", "ninguna posición de México", "aucune position n’est")),
        ("other", None, ("Canada forbids nothing", "Canadá no prohíbe nada", "le Canada n’interdit rien")),
    ],
)  # fmt: skip
def test_what_is_true_but_empty_is_said_to_be_so_in_each_language(vacuous, duty, says):
    three = named(standing(), A="CAN", B="MEX", C="USA")
    found = next(d for d in differences(three) if (d.party, d.other) == ("MEX", "USA"))
    empty = wording.difference(replace(found, other="CAN", vacuous=vacuous, duty=duty), three)
    for language, words in zip(("en", "es", "fr"), says, strict=True):
        assert words in empty[language]
        assert "Proved" not in empty[language]


def test_a_party_that_permits_nothing_has_one_row_against_all_others(tmp_path):
    from communique.exchange.views import differences_view

    three = standing(edited(tmp_path / "p", b=lambda t: t + clause("x", "when = false")))
    rows = [row for row in differences_view(three, differences(three)).cells if row[0]["en"] == "B"]
    ((_, others, state, why, against),) = rows
    assert (others["en"], state.id, against["en"]) == ("A, C", "exchange-cell-vacuous", "")
    assert why["en"] == "B permits nothing."


def test_an_unknown_is_never_said_to_be_forbidden(crowded):
    for found in differences(crowded):
        said = wording.difference(found, crowded)["en"]
        if found.found.answer == "yes":
            assert ("forbids" in said) is (found.kind == "forbids")
            assert ("no text was found" in said) is (found.kind == "unknown")


def sentences(found):
    agreed = common(found)
    yield from (wording.difference(d, found) for d in (*differences(found), *conflicts(found)))
    yield from (wording.gap(g, found) for g in gaps(found))
    yield from (wording.redline(r, found) for r in redlines(found, agreed))
    yield from (wording.proof(p, found) for p in proofs(agreed.most.permit, found).proofs)
    yield from (wording.clause(name, found) for name in (*agreed.most.clauses, *agreed.most.implied))


def test_every_sentence_is_there_in_each_language_and_in_no_other(crowded):
    told = [*sentences(crowded), *sentences(standing())]
    assert len(told) > 60
    for said in told:
        assert set(said) == {"en", "es", "fr"}
        for language, words in said.items():
            assert words.strip()
            assert "exchange-" not in words, words  # a message that is not there shows its id
            assert "{" not in words
            assert "None" not in words, words
            assert language != "fr" or not re.search(r"\w[:?!;](?!\d)", words), words  # a space before it


@pytest.mark.parametrize("language", LOCALES)
def test_every_table_can_be_said_in_each_language(tables, language):
    words = Words(language)
    assert {view.id.removeprefix("exchange-") for view in tables} == {
        "positions", "retention", "differences", "conflicts", "redline", "gaps", "proofs", "proofs-least",
        "relaxations",
    }  # fmt: skip
    for view in tables:
        assert "exchange-" not in words.say(view.title)
        for row in view.cells:
            assert len(row) == len(view.columns)
            assert all(cell is not None and "exchange-" not in words.say(cell) for cell in row)


def test_no_message_is_there_for_nobody():
    """Each id stands in the code, whole or as the beginning of one that is put together."""
    code = "".join(file.read_text(encoding="utf-8") for file in wording.Path(wording.__file__).parent.rglob("*.py"))
    for id in re.findall(r"(?m)^exchange-([a-z-]+) =", (FOLDER / "en.ftl").read_text(encoding="utf-8")):
        parts = id.split("-")
        beginnings = ["-".join(parts[:n]) + "-{" for n in range(1, len(parts))]
        assert re.search("|".join(f'"(exchange-)?{re.escape(each)}' for each in [id + '"', *beginnings]), code), id


def shown(view: Grid, language="en"):
    words = Words(language)
    return [[words.say(cell) for cell in row] for row in view.cells]


def test_the_table_of_positions_has_each_clause_with_its_source_and_says_silence(crowded):
    rows = shown(positions_view(crowded))
    onward = next(row for row in rows if row[0] == "sharing" and "words" in row[2])
    assert onward[1] == "says nothing"
    assert "Invented example, no country’s law, 1 (invented)" in onward[2]
    retention = next(row for row in rows if row[0] == "retention" and "1,825 days, unless for" in row[3])
    assert "a period that is not known" in retention[3]
    assert positions_view(crowded).sources == ("fixture",)
    assert positions_view(crowded).unknown


def test_the_table_of_ages_tells_never_no_limit_and_not_known_apart(tables):
    assert shown(retention_view(standing(), common(standing())))[4][1:] == [
        "up to 30 days after collection", "never", "never", "never",
    ]  # fmt: skip
    rows = shown(tables[1])
    assert rows[0][2] == "no text found"
    assert rows[2][2] == "never"  # B does not speak of itineraries


def test_a_redline_stands_with_the_source_of_the_clause_it_takes_over(crowded):
    three = standing()
    rows = shown(redline_view(three, redlines(three, common(three))), "es")
    assert rows[0][0] == "A"
    assert "adoptar «Solo contra el terrorismo o delitos graves.»" in rows[0][1]
    assert "Invented example" in rows[0][2]


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period(years=3, months=6), ("3 years 6 months", "3 años 6 meses", "3 ans 6 mois")),
        (Period(days=1), ("1 day", "1 día", "1 jour")),
        (Period(hours=72), ("72 hours", "72 horas", "72 heures")),
        (Period(), ("no time", "ningún plazo", "aucun délai")),
        (None, ("a period that is not known", "un plazo que no se conoce", "un délai qui n’est pas connu")),
    ],
)
def test_periods_are_said_as_the_law_says_them(period, said):
    assert tuple(wording.period(period).values()) == said


def test_the_same_day_gives_the_same_tables(crowded, tables):
    assert all_views(crowded) == tables
