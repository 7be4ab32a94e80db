"""Can a person with eight years of school read the questions and the criteria?

English: Flesch-Kincaid grade (Kincaid 1975). Spanish: Crawford's grade (1985). French: Kandel and Moles' ease (1958),
of which 60 is what eight or nine years of school read. Syllables are counted by groups of vowels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest

from communique.language import COMPLETE, Words
from communique.workstreams.pathways.report import TRANSLATIONS

VOWELS = "aeiouyáéíóúüàâäèêëîïôöùûœæãõAEIOUYÁÉÍÓÚÀÂÈÊÉÎÔ"


def texts(language: str, kind: str) -> list[str]:
    words = Words(language, [TRANSLATIONS])
    return [words.message(name, date="2026") for name in words.ids if name.startswith(f"pathways-{kind}-")]


def counted(text: str, language: str) -> tuple[int, int, int]:
    """Sentences, words and syllables; names in brackets and codes are not read aloud."""
    plain = re.sub(r"\([^)]*\)", " ", text)
    words = re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", plain)
    sentences = max(1, len(re.findall(r"[.?!:]+(?=\s|$)", plain)))
    return sentences, len(words), sum(syllables(word, language) for word in words)


def syllables(word: str, language: str) -> int:
    groups = len(re.findall(rf"[{VOWELS}]+", word))
    silent = language != "es" and groups > 1 and re.search(r"[^aeiouyéèêl]es?$", word.lower()) is not None
    return max(1, groups - silent)


def total(all_texts: Iterable[str], language: str) -> tuple[int, int, int]:
    counts = [counted(text, language) for text in all_texts]
    return tuple(map(sum, zip(*counts, strict=True)))  # type: ignore[return-value]


def kincaid(sentences: int, words: int, parts: int) -> float:
    return 0.39 * words / sentences + 11.8 * parts / words - 15.59


def crawford(sentences: int, words: int, parts: int) -> float:
    return -0.205 * 100 * sentences / words + 0.049 * 100 * parts / words - 3.407


def kandel_moles(sentences: int, words: int, parts: int) -> float:
    return 207 - 1.015 * words / sentences - 73.6 * parts / words


EASY: dict[str, Callable[[int, int, int], bool]] = {
    "en": lambda *c: kincaid(*c) <= 8,
    "es": lambda *c: crawford(*c) <= 8,
    "fr": lambda *c: kandel_moles(*c) >= 60,
}


def test_the_formulas_tell_hard_texts_from_easy_ones() -> None:
    easy, hard = "The cat sat on the mat. It was warm.", (
        "Notwithstanding inadmissibility determinations, beneficiaries demonstrating extraordinary hardship "
        "considerations may petition adjudicative authorities for discretionary reconsideration."
    )  # fmt: skip
    assert EASY["en"](*counted(easy, "en"))
    assert not EASY["en"](*counted(hard, "en"))
    difficile = (
        "Nonobstant l’inadmissibilité, l’administration apprécie discrétionnairement les considérations humanitaires."
    )
    assert not EASY["fr"](*counted(difficile, "fr"))


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("kind", ["ask", "need", "word", "banner"])
def test_questions_criteria_and_verdicts_read_at_grade_eight_or_lower(language: str, kind: str) -> None:
    found = texts(language, kind)
    assert found
    assert EASY[language](*total(found, language)), kind


@pytest.mark.parametrize("language", COMPLETE)
def test_no_question_is_long(language: str) -> None:
    long = [text for text in texts(language, "ask") if counted(text, language)[1] > 32]
    assert long == []


def test_spanish_says_usted_and_french_says_vous() -> None:
    spanish = " ".join(texts("es", "ask") + texts("es", "need")).lower()
    french = " ".join(texts("fr", "ask") + texts("fr", "need")).lower()
    assert re.search(r"\b(tú|tienes|puedes|estás|eres)\b", spanish) is None
    assert re.search(r"\b(tu|es-tu|as-tu|peux-tu)\b", french) is None
