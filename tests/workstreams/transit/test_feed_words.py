"""Every defect that a feed can have is named in all three languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import communique.workstreams.transit.feed as feed
from communique.language import COMPLETE, Words

FOLDER = Path(str(feed.__file__)).parent
CODE = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"')
NOT_CODES = {"utf-8"}


def codes_in_source() -> set[str]:
    files = [*FOLDER.glob("*.py"), FOLDER.parent / "blocks.py"]
    found = {code for file in files for code in CODE.findall(file.read_text(encoding="utf-8"))}
    return {code for code in found if not code.endswith("-")} - NOT_CODES | {"supplement"}


@pytest.mark.parametrize("language", COMPLETE)
def test_every_defect_has_words(language: str) -> None:
    words = Words(language, [FOLDER / "translations"])
    said = {id.removeprefix("transit-defect-") for id in words.ids if id.startswith("transit-defect-")}
    assert said == codes_in_source()
    assert {f"transit-severity-{s}" for s in ("fatal", "rejected", "flag", "note")} <= set(words.ids)
