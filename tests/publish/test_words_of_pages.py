"""Are states, dates, chances and reasons said rightly in three languages?"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import hand_made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import commitment, publish, render
from communique.language import COMPLETE, Text
from communique.render.words import PageWords, decimals

EN, ES, FR = (PageWords(language) for language in COMPLETE)
FOLDERS = [Path(str(module.__file__)).parent / "translations" for module in (commitment, publish, render)]
ENTRY = re.compile(r"^([a-z][\w-]*) =((?:.*\n)(?:[ \t]+.*\n)*)", re.M)


def entries(folder: Path, language: str) -> dict[str, set[str]]:
    """Message id -> the variables it uses."""
    text = (folder / f"{language}.ftl").read_text(encoding="utf-8")
    return {id: set(re.findall(r"\$(\w+)", body)) for id, body in ENTRY.findall(text)}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
@pytest.mark.parametrize("language", ["es", "fr"])
def test_three_languages_say_the_same_messages(folder: Path, language: str) -> None:
    assert entries(folder, language) == entries(folder, "en")


def test_everything_that_a_state_says_has_words() -> None:
    code = (Path(str(commitment.__file__)).parent / "state.py").read_text(encoding="utf-8")
    ids = set(re.findall(r'"((?:reason|unknown|flag)-[a-z-]+)"', code)) | {
        f"reason-{kind}" for kind in ("delivered", "partial", "activity")
    }
    assert len(ids) > 15
    for words in (EN, ES, FR):
        assert [id for id in ids if id not in words.words] == []


def test_a_colon_has_a_blank_before_it_in_french_alone_and_no_template_writes_one_between_two_words() -> None:
    assert (EN.colon, ES.colon, FR.colon) == (": ", ": ", "\u00a0: ")
    written = re.compile(r"\}\}: |%\}: \{")
    for template in (Path(str(publish.__file__)).parent / "templates").glob("*.html"):
        assert written.search(template.read_text(encoding="utf-8")) is None, template.name


def test_every_word_of_the_register_is_said() -> None:
    from communique.commitment import evidence, model

    wanted = [f"state-{state.replace('_', '-')}" for state in model.STATES]
    wanted += [f"evidence-kind-{kind}" for kind in evidence.KINDS] + [f"role-{role}" for role in evidence.ROLES]
    wanted += [f"scope-{scope}" for scope in evidence.SCOPES] + [f"precision-{p}" for p in evidence.PRECISIONS]
    wanted += [f"source-class-{name}" for name in evidence.SOURCE_CLASSES]
    wanted += [f"confidence-{name}" for name in (*evidence.CONFIDENCES, "verified", "recalled")]
    wanted += [f"confidence-{name.replace(' ', '-')}" for name in model.Confidence.__args__]  # type: ignore[attr-defined]
    wanted += [f"commitment-kind-{kind}" for kind in model.Kind.__args__]  # type: ignore[attr-defined]
    wanted += [f"milestone-basis-{basis}" for basis in model.Basis.__args__]  # type: ignore[attr-defined]
    wanted += [f"manner-{manner}" for manner in ("reported", "modelled", "forecast", "path", "target")]
    for words in (EN, ES, FR):
        assert [id for id in wanted if id not in words.words] == []


@pytest.mark.parametrize(
    ("when", "precision", "en", "es", "fr"),
    [
        ("2023-06-14", "day", "June 14, 2023", "14 de junio de 2023", "14 juin 2023"),
        ("2023-06", "month", "June 2023", "junio de 2023", "juin 2023"),
        ("2023", "year", "2023", "2023", "2023"),
        ("2024", "inferred_year", "2024 (inferred)", "2024 (inferido)", "2024 (déduit)"),
        ("2024-02-07", "inferred_day", "February 7, 2024 (inferred)", "7 de febrero de 2024 (inferido)",
         "7 février 2024 (déduit)"),
        ("", "undated", "undated", "sin fecha", "sans date"),
    ],
)  # fmt: skip
def test_a_date_is_never_more_precise_than_it_is_known(when: str, precision: str, en: str, es: str, fr: str) -> None:
    row = hand_made.evidence("x", "c", when, precision=precision)
    assert (EN.when(row), ES.when(row), FR.when(row)) == (en, es, fr)


def test_days_that_follow_one_another_are_one_span() -> None:
    start, end = dt.date(2023, 5, 18), dt.date(2023, 5, 19)
    assert EN.span(start, end, "day").replace("\u2009", "") == "May 18–19, 2023"
    assert EN.span(dt.date(2023, 1, 1), dt.date(2024, 12, 31), "year") == "2023–2024"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.3111, "about 3 in 10 (0.31)"),
        (0.0, "less than 1 in 20 (0.01)"),
        (1.0, "more than 19 in 20 (0.99)"),
        (0.05, "about 1 in 10 (0.05)"),
        (0.95, "about 9 in 10 (0.95)"),
        (0.5, "about 5 in 10 (0.50)"),
    ],
)
def test_a_chance_is_said_in_words_and_number(value: float, said: str) -> None:
    assert EN.chance(value) == said


def test_a_chance_follows_the_language() -> None:
    assert ES.chance(0.31) == "cerca de 3 en 10 (0.31)"
    assert FR.chance(0.31) == "environ 3 sur 10 (0,31)"


@given(st.floats(0, 1))
def test_no_chance_is_printed_as_certain(value: float) -> None:
    number = float(EN.chance(value).rsplit("(", 1)[1].rstrip(")"))
    assert 0.01 <= number <= 0.99


def test_a_reason_links_its_evidence_and_escapes_it() -> None:
    words = PageWords("en", hand_made.ROWS)
    said = str(words.reason(Text("reason-reversed-after", {"undone": "02-3", "done": "02-1"})))
    assert '<a href="#evidence-02-3">The United States left</a> (February 14, 2025)' in said
    assert "&lt;14&gt; members &amp; friends" in said
    assert "<14>" not in said


def test_a_reason_reads_well_with_ids_alone() -> None:
    assert EN.say(Text("reason-delivered", {"evidence": "01-01"})) == "Delivered; the evidence: 01-01."


def test_a_conflict_names_its_rows() -> None:
    words = PageWords("en", hand_made.ROWS)
    said = str(words.reason(Text("flag-conflict", {"group": "size"})))
    assert 'href="#evidence-02-1"' in said
    assert 'href="#evidence-02-2"' in said


def test_a_date_in_a_reason_follows_the_language() -> None:
    text = Text("reason-overdue", {"date": "2025-12-31"})
    assert "December 31, 2025" in EN.say(text)
    assert "31 de diciembre de 2025" in ES.say(text)
    assert "31 décembre 2025" in FR.say(text)


def test_the_unknown_is_said_and_never_zero() -> None:
    assert EN.cell(None) == "not known"
    assert EN.cell(float("nan")) == "not known"
    assert EN.cell(0.0) == "0"


def test_a_unit_is_printed_as_it_is_written_by_hand_wherever_its_parts_stand() -> None:
    words = PageWords("en")
    assert words.unit("USD_2020/(t CH4)") == "USD 2020/(t CH₄)"
    assert words.unit("kt CO2e") == "kt CO₂e"
    assert words.unit("1") == ""


def test_an_amount_carries_its_interval_and_unit() -> None:
    assert EN.amount(8915.3, "kt CH4", 8417.0, 9439.0) == "8,915 (8,417–9,439) kt CH₄"
    assert EN.amount(3.0, "1") == "3"


@given(st.floats(0.001, 1e9))
def test_rounding_for_print_keeps_two_figures(value: float) -> None:
    shown = round(value, decimals(value))
    assert abs(shown - value) <= 0.05 * value + (0.0005 if value < 0.01 else 0)
