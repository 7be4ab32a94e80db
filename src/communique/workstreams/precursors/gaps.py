"""Which substances of Table I does a country not list, as far as is known, and since when? Marked, and not public.

A list of what is not controlled where would help those who look for it. So no page shows one, nothing is ranked by it,
and every function here gives a `Marked` table that leaves only through `communique.workstreams.precursors.release`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from communique.geo import NORTH_AMERICA
from communique.workstreams.precursors.entries import JURISDICTIONS, UN, Entry, known
from communique.workstreams.precursors.lags import first_effect
from communique.workstreams.precursors.status import LISTED, answer, weakest
from communique.workstreams.precursors.substances import substances

if TYPE_CHECKING:
    import polars as pl

#: TLP 2.0 marking of every table of this file.
MARKING = "TLP:AMBER"


@dataclass(frozen=True)
class Marked:
    """A table with its marking, which stands in its column `marking` too."""

    name: str
    marking: str
    frame: pl.DataFrame


def gaps(entries: Iterable[Entry], *, on: date, known_at: date) -> Marked:
    """Substances of Table I that a country is not known to list on a day, in the order of the closed list.

    substance, jurisdiction, status, in_some_list, mark, treaty_from, treaty_until   span of the treaty's effect
    days_low, days_high    days since then; null where the treaty's effect is not dated
    """
    import polars as pl

    then = known(entries, known_at)
    rows = []
    for substance in substances():
        treaty = [e for e in then if (e.substance, e.jurisdiction, e.kind) == (substance, UN, "table_one")]
        if not treaty or answer(treaty, on).status != LISTED:
            continue
        effect = first_effect(treaty, ("table_one",))
        for jurisdiction in NORTH_AMERICA:
            own = [e for e in then if (e.substance, e.jurisdiction) == (substance, jurisdiction)]
            found = answer(own, on)
            if found.in_some_list != LISTED:
                days = ((on - effect.span.last).days, (on - effect.span.first).days) if effect else (None, None)
                dated = (effect.span.first, effect.span.last) if effect else (None, None)
                rows.append(
                    (substance, jurisdiction, found.status, found.in_some_list, found.mark, *dated, *days, MARKING)
                )
    names = ("substance", "jurisdiction", "status", "in_some_list", "mark")
    schema = {
        **dict.fromkeys(names, pl.String), "treaty_from": pl.Date, "treaty_until": pl.Date, "days_low": pl.Int64,
        "days_high": pl.Int64, "marking": pl.String,
    }  # fmt: skip
    return Marked("precursors.gaps", MARKING, pl.DataFrame(rows, schema=schema, orient="row"))


def differences(entries: Iterable[Entry], *, on: date, known_at: date) -> Marked:
    """Instruments and scope words that differ between two jurisdictions which both list a substance.

    substance, one, other, only_in_one, only_in_other   scope words as the laws have them: set differences of words,
                                                        and no statement on what they cover
    instruments_one, instruments_other, mark
    """
    import polars as pl

    then = known(entries, known_at)
    rows = []
    for substance in substances():
        found = {
            where: answer([e for e in then if (e.substance, e.jurisdiction) == (substance, where)], on)
            for where in JURISDICTIONS
        }
        listed = [where for where in JURISDICTIONS if found[where].status == LISTED]
        for i, one in enumerate(listed):
            for other in listed[i + 1 :]:
                a, b = found[one], found[other]
                if set(a.scope) == set(b.scope):
                    continue
                words = ("|".join(sorted(set(x.scope) - set(y.scope))) for x, y in ((a, b), (b, a)))
                instruments = ("; ".join(each.instruments) for each in (a, b))
                mark = weakest((*a.entries, *b.entries))
                rows.append((substance, one, other, *words, *instruments, mark, MARKING))
    names = (
        "substance", "one", "other", "only_in_one", "only_in_other", "instruments_one", "instruments_other", "mark",
        "marking",
    )  # fmt: skip
    return Marked(
        "precursors.differences", MARKING, pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    )
