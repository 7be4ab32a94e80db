"""Can everything be read, in the light and in the dark, and does every state have its sign?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique.commitment import STATES
from communique.render import palette
from communique.render.words import GROUPS, SIGNS

PUBLISH = Path(palette.__file__).parent
LITERAL = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|\brgba?\(|\bhsla?\(")


def test_contrast_agrees_with_the_definition() -> None:
    # WCAG 2.2: black on white is 21; #777777 on white is the well-known near miss of 4.5
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert palette.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("paper", palette.PAPERS)
def test_text_has_contrast_on_every_paper(theme: int, paper: str) -> None:
    ground = palette.COLOURS[paper][theme]
    weak = {name: palette.contrast(palette.COLOURS[name][theme], ground) for name in palette.TEXT}
    assert min(weak.values()) >= 4.5, weak
    marks = {name: palette.contrast(palette.COLOURS[name][theme], ground) for name in palette.MARKS}
    assert min(marks.values()) >= 3, marks


def test_the_three_countries_have_three_hues() -> None:
    for theme in (0, 1):
        hues = [palette.COLOURS[party][theme] for party in ("can", "mex", "usa")]
        assert len(set(hues)) == 3


def test_every_state_has_a_sign_and_a_group() -> None:
    assert set(SIGNS) == set(STATES)
    assert sorted(state for states in GROUPS.values() for state in states) == sorted(STATES)
    assert SIGNS["overdue_unknown"][0] != SIGNS["unknown"][0]


def test_a_colour_that_is_not_in_the_palette_is_refused() -> None:
    with pytest.raises(KeyError):
        palette.colour("crimson")


@pytest.mark.parametrize("file", sorted(p.name for p in (PUBLISH / "static").glob("*.[cj]s*")))
def test_no_colour_stands_outside_the_palette(file: str) -> None:
    found = LITERAL.findall((PUBLISH / "static" / file).read_text(encoding="utf-8"))
    assert not found
