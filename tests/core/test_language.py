"""Every word of a page exists in three languages; a missing one is never silently another language."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from communique.language import COMPLETE, LanguageError, Text, Words, message, translation_folders

FOLDERS = translation_folders()


def _variables(file):
    """Message id -> the variables it uses."""
    from fluent.syntax import FluentParser

    found = {}
    for entry in FluentParser(with_spans=True).parse(file.read_text(encoding="utf-8")).body:
        if hasattr(entry, "id") and entry.id is not None and hasattr(entry, "value"):
            text = file.read_text(encoding="utf-8")[entry.span.start : entry.span.end]
            found[entry.id.name] = set(re.findall(r"\$([a-zA-Z][\w-]*)", text))
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: "/".join(p.parts[-3:-1]))
def test_a_complete_language_lacks_no_message_and_no_variable(folder):
    english = _variables(folder / "en.ftl")
    assert english
    for language in COMPLETE:
        other = _variables(folder / f"{language}.ftl")
        assert set(other) == set(english), f"{folder}: {language}"
        for id, variables in english.items():
            assert other[id] == variables, f"{id} in {language}"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: "/".join(p.parts[-3:-1]))
def test_french_is_set_the_canadian_way(folder):
    """A no-break space before : and inside « », none before ; ! ? — else a line on a phone begins with a colon."""
    faults = r"[^\s=>] :(\s|$)|« | »|\w [;!?]"
    lines = (folder / "fr.ftl").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if not line.startswith("#") and re.search(faults, line)]


def test_no_message_is_said_twice():
    for language in COMPLETE:
        Words(language)  # raises LanguageError for a message said in two files


def test_a_missing_message_shows_its_id_and_no_other_language():
    assert message("fr", "there-is-no-such-message") == "there-is-no-such-message"


def write(tmp_path, **files):
    for language, text in files.items():
        (tmp_path / f"{language}.ftl").write_text(text, encoding="utf-8")
    return Words(next(iter(files)), [tmp_path])


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["0 deliverables are off track", "1 deliverable is off track", "2 deliverables are off track"]),
        ("es", ["0 compromisos van atrasados", "1 compromiso va atrasado", "2 compromisos van atrasados"]),
        ("fr", ["0 engagement est en retard", "1 engagement est en retard", "2 engagements sont en retard"]),
    ],
)
def test_plurals_follow_each_language(tmp_path, language, expected):
    """Reference case: en other/one/other, es other/one/other, fr one/one/other."""
    one, other = {
        "en": ("deliverable is off track", "deliverables are off track"),
        "es": ("compromiso va atrasado", "compromisos van atrasados"),
        "fr": ("engagement est en retard", "engagements sont en retard"),
    }[language]
    text = f"n = {{ $n ->\n    [one] {{ $n }} {one}\n   *[other] {{ $n }} {other}\n }}\n"
    words = write(tmp_path, **{language: text})
    assert [words.message("n", n=n) for n in (0, 1, 2)] == expected


def test_a_partial_language_falls_back_visibly(tmp_path):
    words = write(tmp_path, ht="hello = Bonjou\n")
    assert words.message("hello") == "Bonjou"
    fallback = words.message("state-unknown") if "state-unknown" in Words("en") else words.message("left-out")
    assert fallback.startswith("[en: ")


def test_an_argument_may_itself_be_a_message(tmp_path):
    words = write(tmp_path, en="outer = so { $inner }\ninner = it is\n")
    assert words.say(Text("outer", {"inner": Text("inner")})) == "so it is"


def test_an_unreadable_file_and_a_missing_variable_are_errors(tmp_path):
    with pytest.raises(LanguageError, match="not readable as Fluent"):
        write(tmp_path, en="this is no message\n")
    words = write(tmp_path, en="needs = { $what }\n")
    with pytest.raises(LanguageError, match="needs"):
        words.message("needs")


def test_numbers_and_dates_follow_the_locale():
    assert Words("fr").number(1234567.891, 3) == "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,891"
    assert Words("es").number(-1234.5, 1) == "−1,234.5"
    assert Words("en").percent(0.15) == "15%"
    assert Words("fr").percent(-0.153, 1) == "−15,3\N{NO-BREAK SPACE}%"
    assert Words("es").date(dt.date(2023, 1, 10)) == "10 de enero de 2023"
    assert Words("fr").month(dt.date(2023, 6, 1)) == "juin 2023"
