"""Which of a million requests are permitted? The same decisions as `decide`, as Polars columns.

The frame has one column per field of the form that is known (text, Boolean or whole numbers); a field without a column
is not known in any row. One bad row is rejected, never the batch.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

import polars as pl

from communique.exchange.deciding import RequestError
from communique.exchange.request import RequestForm
from communique.exchange.stance import Stance, Stances
from communique.rules import column
from communique.rules import expression as x
from communique.rules.interpret import values_of

SHORT = 8  # values of a list up to which comparisons are cheaper, measured on a million texts
NEEDS = {"one_of": "text", "flag": "Boolean", "age": "whole numbers"}


def permits(frame: pl.DataFrame, stances: Stances) -> pl.DataFrame:
    """One Boolean column per party, and `common`; rows as in `frame`, false for whatever is not known to be permitted.

    Raises RequestError naming a column whose type cannot hold its field.
    """
    columns = _Columns(frame, stances.form)
    staged = frame.lazy()
    for stance in stances:  # each condition a column of its own, so that they are computed side by side
        staged = staged.with_columns(expr.alias(name) for name, expr in columns.named(stance).items())
    chosen = [columns.permit(stance).alias(stance.party) for stance in stances]
    # columns first: a selection of constants alone would have one row
    found = staged.with_columns(chosen).select(stances.parties).collect()
    return found.with_columns(pl.all_horizontal(stances.parties).alias("common"))


def decide_all(frame: pl.DataFrame, stances: Stances) -> pl.DataFrame:
    """As `permits`, and per party a column `PARTY reason` with the first code of `decide`, null if it is permitted."""
    columns = _Columns(frame, stances.form)
    staged = frame.lazy()
    for stance in stances:
        staged = staged.with_columns(expr.alias(name) for name, expr in columns.named(stance).items())
    reasons = [columns.reason(stance).alias(f"{stance.party} reason") for stance in stances]
    verdicts = [pl.col(f"{party} reason").is_null().alias(party) for party in stances.parties]
    found = staged.with_columns(reasons).with_columns(verdicts).collect()
    found = found.with_columns(pl.all_horizontal(stances.parties).alias("common"))
    return found.select(*stances.parties, "common", *(f"{party} reason" for party in stances.parties))


class _Columns:
    """Conditions as columns of one frame."""

    def __init__(self, frame: pl.DataFrame, form: RequestForm) -> None:
        self.form, self.schema, self.columns = form, form.schema, frame.schema
        self.complete = frozenset(n for n in frame.columns if n in form.fields and frame[n].null_count() == 0)
        self._require_types()
        self.rejected = self._rejected(frame)

    def _require_types(self) -> None:
        for name, asked in self.form.fields.items():
            dtype = self.columns.get(name, pl.Null())
            fits = {
                "one_of": dtype in (pl.String, pl.Categorical, pl.Enum),
                "flag": dtype == pl.Boolean,
                "age": dtype.is_integer(),
            }[asked.type]
            if not fits and dtype != pl.Null:
                raise RequestError(f"the column is {dtype}, the field needs {NEEDS[asked.type]}", column=name)

    def _rejected(self, frame: pl.DataFrame) -> pl.Expr:
        """Rows with an age that cannot be read; a constant if there is none, so that it costs nothing."""
        bad = [self._out_of_range(name) for name in self.form.ages if name in self.columns]
        if not bad or not frame.select(reduce(or_, bad).any()).item():
            return pl.lit(False)
        return reduce(or_, bad)

    def _out_of_range(self, name: str) -> pl.Expr:
        age = pl.col(name)
        return ((age < 0) | (age > self.form.ages[name].at_most)).fill_null(False)

    def column(self, node: x.Node) -> pl.Expr:
        """The condition, null for unknown."""
        return column(_spread(node), self.schema, self.columns, self.complete)

    def permit(self, stance: Stance) -> pl.Expr:
        """Whether the party permits, from its named conditions; unknown denies."""
        return reduce(and_, (pl.col(name) for name in self.names(stance)), ~self.rejected).fill_null(False)

    def named(self, stance: Stance) -> dict[str, pl.Expr]:
        """Each condition of the party as a column, by the name it is to have."""
        return {name: self.column(node) for name, node in self.names(stance).items()}

    def names(self, stance: Stance) -> dict[str, x.Node]:
        """The party's conditions by the name of their column: the party and the code that they deny with."""
        conditions = {f"{stance.party} silence:{name}": node for name, node in stance.speaks.items()}
        return conditions | {f"{stance.party} clause:{name}": node for name, node in stance.parts.items()}

    def reason(self, stance: Stance) -> pl.Expr:
        """The first code of the row: rejected, what forbids, what is missing, what is not known; null if permitted."""
        parts = self.names(stance)
        chain = [(self._out_of_range(name), f"rejected:{name}") for name in self.form.ages if name in self.columns]
        chain += [(~pl.col(name), name.removeprefix(f"{stance.party} ")) for name in parts]
        open_ = self.open(stance.permit)
        chain += [(open_[name], f"missing:{name}") for name in self.form.fields if name in open_]
        texts = [name for name in stance.unknowns if name in open_]
        chain += [(open_[name], f"unknown:{name.removeprefix(f'{stance.party}.')}") for name in texts]
        return _first(chain)

    def open(self, node: x.Node) -> dict[str, pl.Expr]:
        """What leaves the condition open: field or unknown to whether it does, row by row, as the interpreter says it.

        Only what stands in undecided parts of an undecided whole leaves it open.
        """
        subjects = {part.subject for part in x.walk(node) if isinstance(part, x.Missing)}
        fields = x.facts_of(node) - self.complete
        if not subjects and not fields:
            return {}
        undecided = self.column(node).is_null()
        if not isinstance(node, (x.All, x.Any, x.AtLeast, x.Not, x.Implies, x.Named)):
            return {name: undecided & self._absent(name) for name in fields} | dict.fromkeys(subjects, undecided)
        found: dict[str, pl.Expr] = {}
        for part in x.parts(node):
            for name, holds in self.open(part).items():
                found[name] = found[name] | holds if name in found else holds
        return {name: undecided & holds for name, holds in found.items()}

    def _absent(self, name: str) -> pl.Expr:
        return pl.col(name).is_null() if name in self.columns else pl.lit(True)


def _spread(node: x.Node) -> x.Node:
    """The same condition with each short list as comparisons: of texts, a few of those cost far less than a look-up."""
    if isinstance(node, x.OneOf) and isinstance(node.values, x.Literal) and len(values_of(node.values)) <= SHORT:
        return x.Any(tuple(x.Compare("==", node.term, x.Literal(value)) for value in values_of(node.values)))
    return x.rebuild(node, _spread)


def _first(chain: list[tuple[pl.Expr, str]]) -> pl.Expr:
    """The code of the first condition that holds, as an enumeration; a null condition does not hold."""
    codes = pl.Enum(list(dict.fromkeys(code for _, code in chain)))
    found = pl.lit(None, dtype=codes)
    for condition, code in reversed(chain):
        found = pl.when(condition).then(pl.lit(code, dtype=codes)).otherwise(found)
    return found
