"""On which line of a TOML file does a table, or a word in it, stand? TOML readers do not say: search the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

KEY = r'(?:[A-Za-z0-9_-]+|"[^"]*"|\'[^\']*\')'
HEADER = re.compile(rf"^\s*\[\[?\s*({KEY}(?:\s*\.\s*{KEY})*)\s*\]\]?\s*(?:#.*)?$")
TABLES = ("facts", "parameters", "rule", "sets", "citations")


@dataclass(frozen=True)
class Span:
    """Lines of one table, from 1, both included."""

    first: int
    last: int


@dataclass(frozen=True)
class Lines:
    """A TOML file's lines, and where its tables begin."""

    text: tuple[str, ...]
    headers: tuple[tuple[int, tuple[str, ...]], ...]

    def table(self, *path: str, nth: int = 0) -> Span:
        """The lines of the table at the path (the nth of an array of tables); else what is nearest above."""
        starts = [i for i, (_, at) in enumerate(self.headers) if at == path]
        if nth < len(starts):
            return self._span(starts[nth], path)
        if len(path) > 1:
            above = self.table(*path[:-1])
            line = self._key(above, path[-1])
            return Span(line, above.last)
        return Span(1, len(self.text))

    def find(self, span: Span, word: str) -> int:
        """The first line in the span with the word quoted, else bare; the span's first line if it is nowhere."""
        if word:
            quoted = re.compile(rf"[\"']{re.escape(word)}[\"']")
            bare = re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w-])")
            for pattern in (quoted, bare):
                for number in range(span.first, span.last + 1):
                    if pattern.search(self.text[number - 1].split("#", 1)[0]):
                        return number
        return span.first

    def _span(self, index: int, path: tuple[str, ...]) -> Span:
        """A table ends where a header begins that is not inside it."""
        first = self.headers[index][0]
        for number, at in self.headers[index + 1 :]:
            if at == path or at[: len(path)] != path:
                return Span(first, number - 1)
        return Span(first, len(self.text))

    def _key(self, span: Span, key: str) -> int:
        pattern = re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*[.=]")
        for number in range(span.first, span.last + 1):
            if pattern.match(self.text[number - 1]):
                return number
        return span.first


def read_lines(text: str) -> Lines:
    """The lines of a TOML text, with the headers of the tables a rule book has."""
    lines = tuple(text.split("\n"))
    headers = []
    for number, line in enumerate(lines, 1):
        match = HEADER.match(line)
        if match:
            path = tuple(part.strip("\"'") for part in re.findall(KEY, match.group(1)))
            if path[0] in TABLES:
                headers.append((number, path))
    return Lines(lines, tuple(headers))
