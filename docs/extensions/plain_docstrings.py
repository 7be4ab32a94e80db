"""How does a docstring, written to be read in an editor, become a page?

Docstrings here are plain text: paragraphs; `code` between single backticks; equations and examples set in by blanks;
and lines that explain one name each, which become a list of definitions:

    contacts    (age, age), contacts per day of a person in the row's group
    population  (age,), people
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

_EXPLAINED = re.compile(r"(?P<names>\S+(?: ?[,/(→] ?\S+)*) {2,}(?P<words>\S.*)")
_CODE = re.compile(r"(`+)(.+?)\1")
_MARKUP = re.compile(r"([\\*`|_])")


def as_rst(lines: Sequence[str]) -> list[str]:
    """The same docstring as reStructuredText, with nothing in it read as markup by accident."""
    made: list[str] = []
    for blank, paragraph in groupby(lines, key=lambda line: not line.strip()):
        if not blank:
            made += [*_paragraph(list(paragraph)), ""]
    return made


def _paragraph(lines: list[str]) -> Iterator[str]:
    if all(line.startswith(" ") for line in lines):
        yield from ("::", "", *(f"    {line}" for line in lines))
        return
    first = next((i for i, line in enumerate(lines) if _EXPLAINED.fullmatch(line)), len(lines))
    if first:
        yield from (" ".join(map(inline, lines[:first])), "")
    yield from _definitions(lines[first:])


def _definitions(lines: list[str]) -> Iterator[str]:
    """Each name with its words; a line that explains no name goes on from the line above."""
    column = 0
    for line in lines:
        found = _EXPLAINED.fullmatch(line)
        if found:
            column = column or found.start("words")
            name, words = found["names"], found["words"]
        elif not line.startswith(" ") and line[column - 1 : column] == " ":  # a name that fills its column
            name, words = line[:column].rstrip(), line[column:]
        else:
            yield f"    {inline(line.strip())}"
            continue
        yield from (_name(name), f"    {inline(words)}")


def _name(text: str) -> str:
    return f"``{text.replace('`', '')}``"


def inline(text: str) -> str:
    """A line with its `code` marked as such and everything else taken as it stands."""
    made, at = "", 0
    for code in _CODE.finditer(text):
        made += _MARKUP.sub(r"\\\1", text[at : code.start()]) + f"``{code[2]}``"
        at = code.end()
        if at < len(text) and text[at].isalnum():
            made += r"\ "
    return made + _MARKUP.sub(r"\\\1", text[at:])


def _process(app: Any, what: str, name: str, obj: object, options: Any, lines: list[str]) -> None:
    of_its_type = inspect.getdoc(type(obj)) == "\n".join(lines).strip()  # a plain value has none of its own
    lines[:] = [] if what == "data" and of_its_type else as_rst(lines)


def setup(app: Any) -> dict[str, bool]:
    """Connects the above to Sphinx."""
    app.connect("autodoc-process-docstring", _process)
    return {"parallel_read_safe": True}
