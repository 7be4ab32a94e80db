"""Positions for tests: the shipped invented ones, and the same with some text of theirs changed."""

from __future__ import annotations

import shutil
from datetime import date
from itertools import product
from pathlib import Path

import communique.exchange
from communique.exchange.reading import load_positions
from communique.exchange.stance import Stances, stances

FIXTURES = Path(communique.exchange.__file__).parent / "fixtures"
ON = date(2026, 1, 1)
FLAGS = ("case", "supervisor", "vital_interest", "court_order")
# the ages at which any clause of the three positions changes its mind, and their neighbours
AGES = sorted({age + d for age in (0, 30, 183, 730, 1278, 1825, 2190, 5475, 7300) for d in (0, 1)} - {7301})

WORDS = 'text = { en = "words", es = "palabras", fr = "mots" }'
DATED = 'from = 2020-01-01\nrecorded_on = 2026-11-24\nsource = "fixture"\narticle = "1"\nconfidence = "invented"'


def clause(id: str, body: str, verb: str = "use", kind: str = "clause") -> str:
    """An invented clause, or duty, to be added to a position."""
    return f'\n[[{kind}]]\nid = "{id}"\nverb = "{verb}"\n{body}\n{DATED}\n{WORDS}\n'


def duty(id: str, body: str, verb: str = "retention") -> str:
    """An invented duty to be added to a position."""
    return clause(id, body, verb, "duty")


def without(text: str, id: str) -> str:
    """A position's text without the clause or duty of the id."""
    blocks = text.split("\n[[")
    kept = [block for block in blocks if f'id = "{id}"' not in block]
    assert len(kept) == len(blocks) - 1
    return "\n[[".join(kept)


def edited(folder: Path, **changed: object) -> Path:
    """The shipped positions copied to a folder, each named file passed through its function."""
    shutil.copytree(FIXTURES, folder)
    for name, change in changed.items():
        file = folder / f"{name}.toml"
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    return folder


def standing(folder: Path = FIXTURES, on: date = ON, known_at: date | None = None) -> Stances:
    """The positions of a folder on a day."""
    return stances(load_positions([folder]), on, known_at)


def requests(found: Stances) -> list[dict[str, object]]:
    """Every request that the invented positions can tell apart."""
    form = found.form
    choices = product(form.listed("purpose"), form.listed("category"), AGES, *[(False, True)] * len(FLAGS))
    return [dict(zip(("purpose", "category", "age_days", *FLAGS), values, strict=True)) for values in choices]
