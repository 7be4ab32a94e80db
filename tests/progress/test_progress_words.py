"""Every word that progress may say exists in all three languages, with the same arguments."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import communique.progress
from communique.language import Text, Words
from communique.progress.schemes import ACHIEVED, BANDS, SCHEMES, Band

FOLDER = Path(communique.progress.__file__).parent
LANGUAGES = ("en", "es", "fr")


class _Arguments(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.found.add(node.id.name)


def _messages(language: str) -> dict[str, set[str]]:
    resource = FluentParser().parse((FOLDER / "translations" / f"{language}.ftl").read_text(encoding="utf-8"))
    found = {}
    for entry in resource.body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            arguments = _Arguments()
            arguments.visit(entry)
            found[entry.id.name] = arguments.found
    return found


def test_the_three_languages_have_the_same_messages_with_the_same_arguments():
    english = _messages("en")
    for language in LANGUAGES[1:]:
        other = _messages(language)
        assert other.keys() == english.keys()
        # a language may leave out a count that it says in words
        assert {id: args - {"n"} for id, args in other.items()} == {id: args - {"n"} for id, args in english.items()}


def test_every_id_in_the_code_has_a_message():
    said = re.compile(r'"((?:unknown|progress)-[a-z0-9-]+)"')
    ids = {id for file in FOLDER.glob("*.py") for id in said.findall(file.read_text(encoding="utf-8"))}
    ids |= {f"progress-linear-{name}-zero" for name in ("base", "latest", "target")}
    assert len(ids) > 15
    assert ids <= _messages("en").keys()


def test_every_scheme_and_band_has_a_message():
    bands = [Band(table.split(".")[0], word, None, None, "", "") for table, words in BANDS.items() for word in words]
    bands += [Band("statcan", ACHIEVED, None, None, "", ""), Band("un", None, None, None, "", "")]
    wanted = {band.message_id for band in bands} | {f"progress-scheme-{scheme}" for scheme in SCHEMES}
    assert wanted <= _messages("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_with_arguments_can_be_said(language):
    words = Words(language, [FOLDER / "translations"])
    for n in (0, 1, 2, 3):
        assert "4" in words.say(Text("unknown-too-few-points", {"n": n, "needed": 4}))
    for scheme in SCHEMES:
        assert "{" not in words.say(Text("progress-flag-formulas-differ", {"scheme": scheme}))
    assert "2026" in words.say(Text("unknown-base-not-observed", {"year": "2026"}))
    assert "none" not in words.say(Text("unknown-base-not-observed", {"year": "none"}))
    assert "2,017" not in words.say(Text("progress-flag-lost", {"achieved": "2017", "lost": "2019"}))
