"""How are the differences between two editions said in a terminal, so that 80 columns are enough?

A block for each promise; in it what has one cause stands below that cause. A value that was and a value that is share a
line where they fit; of a list only what came and what went is said. `--json` has everything as it stands.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from communique.assess.comparing import Change
from communique.language import Words

INDENT = "    "
#: Significant digits of a figure; `--json` has them all.
DIGITS = 5


def changed_lines(changes: Iterable[Change], words: Words, width: int) -> Iterator[str]:
    """Lines of at most `width` columns, promise by promise; a single word that is longer stands alone."""
    for place, (id, of_promise) in enumerate(groupby(changes, lambda change: change.commitment)):
        yield from [""] if place else []
        yield id
        for cause, group in groupby(of_promise, lambda change: (change.cause, change.detail)):
            yield from _wrapped(_because(*cause, words), "  ", width)
            for change in group:
                yield from _said(change, width)


def _because(cause: str, detail: str, words: Words) -> str:
    said = words.message(f"cause-{cause}")
    return f"{said} ({detail})" if detail else said


def _said(change: Change, width: int) -> Iterator[str]:
    if change.before is None and change.after is None:  # the words of a promise: only that they differ is known
        yield from _wrapped(change.where, INDENT, width)
    for part, before, after in _differences(change.before, change.after):
        where = f"{change.where} {part}".strip()
        said = _value if _value(before) != _value(after) else str  # a difference too small for so few digits
        line = f"{INDENT}{where}: {said(before)} → {said(after)}"
        if len(line) <= width:
            yield line
            continue
        yield from _wrapped(where, INDENT, width)
        for sign, value in (("−", before), ("+", after)):
            if value is not None:
                yield from _wrapped(f"{sign} {said(value)}", f"{INDENT}  ", width)


def _differences(before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    """(part, value before, value after) of every part that differs; None where it was not there."""
    kinds = {type(value) for value in (before, after) if value is not None}
    if kinds == {list}:
        yield from _of_lists(before or [], after or [])
    elif kinds == {dict}:
        old, new = before or {}, after or {}
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                for part, was, now in _differences(old.get(key), new.get(key)):
                    yield f"{key} {part}".strip(), was, now
    elif before != after:
        yield "", before, after


def _of_lists(before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    """Objects by their place; of plain values what went and what came."""
    if any(isinstance(each, dict) for each in (*before, *after)):
        for place in range(max(len(before), len(after))):
            old, new = (each[place] if place < len(each) else None for each in (before, after))
            for part, was, now in _differences(old, new):
                yield f"{_name(old or new)} {part}".strip(), was, now
        return
    gone, come = [each for each in before if each not in after], [each for each in after if each not in before]
    yield from (("", each, None) for each in gone)
    yield from (("", None, each) for each in come)
    if not gone and not come and before != after:  # another order, or one of them more often
        yield "", before, after


def _name(entry: Any) -> str:
    """What an object of a list calls itself."""
    return str(next((entry[key] for key in ("id", "scheme", "party") if key in entry), ""))


def _value(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.{DIGITS}g}" if isinstance(value, float) else str(value)


def _wrapped(text: str, indent: str, width: int) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=f"{indent}  ", break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
