"""What do the pathways come to for a million people, and who gains or loses when a rule changes?

A column for each fact, null where it is not known (declined is not known), `x__low` and `x__high` where only bounds
are. Three columns for each pathway: criteria, status, overall; null is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from math import prod

import polars as pl

from communique.errors import CommuniqueError
from communique.rules import expression as x
from communique.rules import verdicts
from communique.workstreams.pathways.compiled import Day, day
from communique.workstreams.pathways.pathway import Catalogue

CHUNK = 100_000
COMBINATIONS = 16  # values of facts pulled both ways that are walked for people whom Kleene leaves open
PARTS = ("criteria", "status", "overall")


class BatchError(CommuniqueError):
    """A frame of people that cannot be judged."""


def evaluate_frame(people: pl.DataFrame, catalogue: Catalogue, on: date, known_at: date | None = None) -> pl.DataFrame:
    """`ID.criteria`, `ID.status` and `ID.overall` of every pathway, rows as in `people`, after its `id` if it has one.

    Raises BatchError for a column that is no fact, and naming the row of answers that cannot all be so; UnreadableFact
    naming row and column of a value that cannot be.
    """
    facts = catalogue.book.facts
    given = [name for name in people.columns if name != "id"]
    for name in given:
        base = _fact_of(name)
        if base not in facts or facts[base].derive is not None or base == "today":
            raise BatchError("is no fact that is asked", column=name)
    today = day(catalogue, on, known_at)
    kept = [people.select("id")] if "id" in people.columns else []
    said = [name for name in given if people.schema[name] != pl.Null]  # a column without a value says nothing
    whole = people.select(pl.repeat(on, pl.len(), dtype=pl.Date).alias("today"), *said)
    parts = [_placed(start, part, catalogue, today) for start, part in _chunks(whole)]
    return pl.concat([*kept, pl.concat(parts)], how="horizontal")


def _fact_of(column_name: str) -> str:
    return column_name.removesuffix("__low").removesuffix("__high")


def _chunks(people: pl.DataFrame) -> Iterator[tuple[int, pl.DataFrame]]:
    for start in range(0, max(people.height, 1), CHUNK):
        yield start, people.slice(start, CHUNK)


def _placed(start: int, frame: pl.DataFrame, catalogue: Catalogue, today: Day) -> pl.DataFrame:
    """The verdicts of a chunk; a fault names the row of the whole frame."""
    try:
        _refuse_outside(frame, catalogue)
        _refuse_contradictions(frame, catalogue, today)
        return _chunk(frame, catalogue, today)
    except CommuniqueError as error:
        if error.row is not None:
            error.row += start
        raise


def _refuse_outside(frame: pl.DataFrame, catalogue: Catalogue) -> None:
    """A value and bounds of one fact have to agree."""
    for name in frame.columns:
        for bound, outside in (("__low", pl.Expr.lt), ("__high", pl.Expr.gt)):
            if f"{name}{bound}" in frame.columns and catalogue.book.facts[name].ordered:
                rows = frame.select(
                    outside(pl.col(name), pl.col(f"{name}{bound}")).fill_null(False).arg_true()
                ).to_series()
                if not rows.is_empty():
                    raise BatchError("is outside the bounds given beside it", row=int(rows[0]) + 1, column=name)


def _refuse_contradictions(frame: pl.DataFrame, catalogue: Catalogue, today: Day) -> None:
    given = {_fact_of(name) for name in frame.columns}
    against = {each.id: node for each, node in today.contradictions if given.issuperset(each.facts)}
    if not against:
        return
    found = verdicts(frame, against, catalogue.book.facts)
    for each, _ in today.contradictions:
        rows = found[each.id].fill_null(False).arg_true() if each.id in against else pl.Series(dtype=pl.UInt32)
        if not rows.is_empty():
            fields = ", ".join(each.facts)
            raise BatchError(f"these answers cannot all be so ({each.id})", row=int(rows[0]) + 1, column=fields)


def _chunk(frame: pl.DataFrame, catalogue: Catalogue, today: Day) -> pl.DataFrame:
    facts = catalogue.book.facts
    conditions: dict[str, x.Node] = {}
    for each in today.pathways:
        conditions[f"{each.pathway.id}.criteria"] = each.criteria.node
        conditions[f"{each.pathway.id}.status"] = each.open
    found = verdicts(frame, conditions, facts)
    for each in today.pathways:
        name = f"{each.pathway.id}.criteria"
        walks = each.apart
        if (
            walks
            and all(whole for _, whole in walks.values())
            and prod(len(r) for r, _ in walks.values()) <= COMBINATIONS
        ):
            found = found.with_columns(_walked(frame, found[name], each.criteria.node, walks, catalogue).alias(name))
    overall = [
        (pl.col(f"{each.pathway.id}.criteria") & pl.col(f"{each.pathway.id}.status")).alias(
            f"{each.pathway.id}.overall"
        )
        for each in today.pathways
    ]
    order = [f"{each.pathway.id}.{part}" for each in today.pathways for part in PARTS]
    return found.with_columns(overall).select(order)


def _walked(
    frame: pl.DataFrame,
    truth: pl.Series,
    node: x.Node,
    walks: Mapping[str, tuple[tuple[object, ...], bool]],
    catalogue: Catalogue,
) -> pl.Series:
    """The truth with undecided people walked through the values of what is pulled both ways: agreed, it is decided."""
    open_ = truth.is_null()
    names = list(walks)
    if not open_.any():
        return truth
    read = x.facts_of(node) | {"today"}
    undecided = frame.select(c for c in frame.columns if _fact_of(c) in read).filter(open_)
    found: pl.Series | None = None
    for values in product(*(walks[name][0] for name in names)):
        filled = undecided.with_columns(
            _filled(undecided, name, value, catalogue) for name, value in zip(names, values, strict=True)
        )
        these = verdicts(filled, {"it": node}, catalogue.book.facts)["it"]
        found = these if found is None else _agreed(found, these)
    assert found is not None
    return truth.scatter(open_.arg_true(), found)


def _filled(frame: pl.DataFrame, name: str, reading: object, catalogue: Catalogue) -> pl.Expr:
    members = getattr(reading, "members", None)
    low = getattr(reading, "low", None)
    value = sorted(members) if members is not None else low
    if catalogue.book.facts[name].sort == "date":
        value = date.fromordinal(int(str(low)))
    literal = pl.lit(value)
    return (pl.col(name).fill_null(literal) if name in frame.columns else literal).alias(name)


def _agreed(first: pl.Series, second: pl.Series) -> pl.Series:
    frame = pl.DataFrame({"a": first, "b": second})
    return frame.select(pl.when(pl.col("a") == pl.col("b")).then(pl.col("a"))).to_series()


def counts(found: pl.DataFrame) -> pl.DataFrame:
    """People by pathway and part: true, false, unknown."""
    rows = []
    for name in found.columns:
        pathway, _, part = name.rpartition(".")
        if part not in PARTS:
            continue
        truths = found[name]
        rows.append((pathway, part, int(truths.sum() or 0), int((~truths).sum() or 0), truths.null_count()))
    return pl.DataFrame(rows, schema=["pathway", "part", "true", "false", "unknown"], orient="row")


def transitions(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Who gains and who loses: people by pathway, verdict before and verdict after, where they differ.

    before, after   two results of `evaluate_frame` for the same people
    """
    if before.height != after.height:
        raise BatchError(f"{before.height} people before, {after.height} after")
    rows = []
    for name in before.columns:
        if not name.endswith(".overall") and not name.endswith(".criteria"):
            continue
        if name not in after.columns:
            continue
        pathway, _, part = name.rpartition(".")
        pairs = pl.DataFrame({"was": before[name], "is": after[name]}).group_by("was", "is").len().sort("was", "is")
        rows += [(pathway, part, a, b, n) for a, b, n in pairs.iter_rows() if a is not b]
    return pl.DataFrame(
        rows,
        schema={"pathway": pl.String, "part": pl.String, "was": pl.Boolean, "is": pl.Boolean, "people": pl.Int64},
        orient="row",
    )
