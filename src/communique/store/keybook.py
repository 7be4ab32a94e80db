"""Which whole number stands for a key, so that two keys are equal exactly where their numbers are?

A key of texts, whole numbers, days and truth values is a number in a system of mixed radix: each column is a digit,
and a book says what its digits mean: the texts in order, or the least value and how many follow it. The book is made
from the keys of one contribution, and a key that has no number in it is none of them.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod

import polars as pl

from communique.tables.contract import Table
from communique.tables.frames import schema

Keys = Callable[[], Iterator[pl.DataFrame]]
"""Gives the same keys each time, some at a time: the columns of a table's key, and `row`."""

_TEXTS = 100_000
"""Different texts in a column up to which the book keeps them; with more it would be as long as the keys."""


@dataclass(frozen=True)
class Book:
    """Column of the key -> its texts, or its least value and the number of values from there on."""

    columns: dict[str, list[str] | tuple[int, int]]

    exact = True

    @property
    def size(self) -> int:
        """How many keys have a number."""
        return prod(len(told) if isinstance(told, list) else told[1] for told in self.columns.values())

    def numbers(self, keys: pl.DataFrame) -> pl.Series:
        """The number of each key, null for a key that has none."""
        number = pl.lit(0, pl.UInt64)
        for name, told in self.columns.items():
            radix = len(told) if isinstance(told, list) else told[1]
            number = number * pl.lit(radix, pl.UInt64) + _digit(pl.col(name), told)
        return keys.select(number.alias("number")).to_series()

    def text(self) -> str:
        """The book as JSON."""
        return json.dumps(self.columns, ensure_ascii=False)


def _digit(value: pl.Expr, told: list[str] | tuple[int, int]) -> pl.Expr:
    if isinstance(told, list):
        return value.cast(pl.Enum(told), strict=False).to_physical().cast(pl.UInt64)
    least, count = told
    whole = value.cast(pl.Int64)
    return pl.when(whole.is_between(least, least + count - 1)).then(whole - least).cast(pl.UInt64)


@dataclass(frozen=True)
class Hashes:
    """In place of a book: 64-bit hashes of the key's columns. Equal keys have equal ones; different keys may."""

    columns: tuple[str, ...]
    seed: int

    exact = False
    size = 2**64

    def numbers(self, keys: pl.DataFrame) -> pl.Series:
        """The hash of each key."""
        return keys.select(self.columns).hash_rows(self.seed).rename("number")

    def text(self) -> str:
        """The seed as JSON."""
        return json.dumps(self.seed)


def book_from(table: Table, text: str) -> Book | Hashes:
    """What was written as this JSON."""
    told = json.loads(text)
    if isinstance(told, int):
        return Hashes(table.key, told)
    return Book({name: told[name] if isinstance(told[name][0], str) else tuple(told[name]) for name in table.key})


def book_for(table: Table, keys: Keys) -> Book | Hashes:
    """The book of these keys, or hashes by a seed drawn now where there can be none."""
    return book_of(table, keys) or Hashes(table.key, secrets.randbits(63))


def book_of(table: Table, keys: Keys) -> Book | None:
    """The book of these keys; None where a column has fractions or too many texts, or 64 bits do not hold a number."""
    kinds = {name: schema(table)[name] for name in table.key}
    if any(kind == pl.Float64 for kind in kinds.values()):
        return None
    texts: dict[str, set[str]] = {name: set() for name, kind in kinds.items() if kind == pl.String}
    ends: dict[str, tuple[int, int]] = {}
    for part in keys():
        for name in table.key:
            if name not in texts:
                ends[name] = _wider(ends.get(name), part[name].cast(pl.Int64))
                continue
            texts[name].update(part[name].unique())
            if len(texts[name]) > _TEXTS:
                return None
    book = Book({name: sorted(texts[name]) if name in texts else _span(*ends[name]) for name in table.key})
    return book if book.size <= 2**63 else None


def _wider(ends: tuple[int, int] | None, values: pl.Series) -> tuple[int, int]:
    found = [*(ends or ()), *(value for value in (values.min(), values.max()) if isinstance(value, int))]
    return min(found), max(found)


def _span(least: int, greatest: int) -> tuple[int, int]:
    return least, greatest - least + 1
