"""What is seen on the commitment's page: when substances were listed, where they stand, and what is not known?

No view ranks gaps or names what a country does not list since when: that table is marked (see `gaps`). Rows stand in
the order of the closed list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from communique.geo import NORTH_AMERICA, country_name
from communique.language import COMPLETE, Said, Text
from communique.view import Grid, Moment, Timeline, View
from communique.workstreams.precursors.changes import Event, coming, events
from communique.workstreams.precursors.entries import JURISDICTIONS, UN, Entry, lists
from communique.workstreams.precursors.lags import in_time, lags
from communique.workstreams.precursors.parameters import figure
from communique.workstreams.precursors.spans import precision
from communique.workstreams.precursors.status import answer
from communique.workstreams.precursors.substances import substances
from communique.workstreams.precursors.tables import LIST_ENTRIES, TRADE
from communique.workstreams.precursors.unknowns import unknowns
from communique.workstreams.precursors.world import entries_of

if TYPE_CHECKING:
    import polars as pl

    from communique.estimate import Estimate
    from communique.hooks import Context


def views(ctx: Context, estimates: Mapping[str, Estimate], plan: Any = None) -> list[View]:
    """Timeline, what is to come, what was in time, lags, what is not known, every entry on the day, codes, trade."""
    entries, _ = entries_of(ctx.read_table(LIST_ENTRIES), ctx.known_at)
    return [
        timeline(entries),
        to_come(entries, ctx),
        timely(entries, ctx),
        between(entries, ctx),
        not_known(entries, ctx),
        crosswalk(entries, ctx),
        codes(),
        trade(ctx.read_table(TRADE)),
    ]


def jurisdiction(code: str) -> Said:
    """Name of a jurisdiction: the United Nations, or a country."""
    if code in JURISDICTIONS:
        return Text(f"precursors-where-{code.lower()}")
    return {language: country_name(code, language) for language in COMPLETE}


def list_name(entry: Entry) -> Text:
    """The list of an entry, as its law names it, with the item."""
    name = Text(f"precursors-list-{lists()[entry.jurisdiction, entry.base].message}")
    return Text("precursors-list-item", {"list": name, "item": entry.item}) if entry.item else name


def timeline(entries: Sequence[Entry]) -> Timeline:
    """When entries took effect: one moment for each instrument, jurisdiction and date."""
    groups: dict[tuple[str, str, str, str], list[Event]] = {}
    for event in events(entries):
        if event.kind == "begins":
            entry = event.entry
            groups.setdefault((entry.jurisdiction, entry.effective_from, entry.base, entry.instrument), []).append(
                event
            )
    return Timeline(
        id="precursors-timeline",
        title=Text("precursors-view-timeline"),
        moments=tuple(_together(group) for group in groups.values()),
        unknown=(Text("precursors-undated", {"count": _undated(entries)}),),
        sources=_sources(entries),
    )


def _together(group: Sequence[Event]) -> Moment:
    first = group[0].entry
    names = ", ".join(dict.fromkeys(event.entry.substance for event in group))
    label = Text(
        "precursors-moment",
        {
            "where": jurisdiction(first.jurisdiction), "substances": names,
            "list": list_name(first) if len(group) == 1 else _base_name(first),
        },
    )  # fmt: skip
    parties = () if first.jurisdiction == UN else (first.jurisdiction,)
    return Moment(
        group[0].span.first, group[0].span.last, precision(first.effective_from), label, "", parties,
        source=first.instrument,
    )  # fmt: skip


def _base_name(entry: Entry) -> Text:
    return Text(f"precursors-list-{lists()[entry.jurisdiction, entry.base].message}")


def _undated(entries: Iterable[Entry]) -> int:
    return sum(entry.controls and entry.begins is None for entry in entries)


def substance_timeline(entries: Sequence[Entry], substance: str) -> Timeline:
    """Every dated beginning and end of one substance's entries."""
    own = [event for event in events(entries) if event.entry.substance == substance]
    return Timeline(
        id=f"precursors-timeline-{_slug(substance)}",
        title=Text("precursors-view-substance", {"substance": substance, "name": substances()[substance].name}),
        moments=tuple(
            Moment(
                event.span.first, event.span.last, precision(_date_of(event)),
                Text(f"precursors-moment-{event.kind}", {"list": list_name(event.entry)}), "",
                () if event.entry.jurisdiction == UN else (event.entry.jurisdiction,), source=event.entry.instrument,
            )
            for event in own
        ),
        unknown=tuple(
            Text("precursors-undated-on", {"list": list_name(entry)})
            for entry in entries
            if entry.substance == substance and entry.controls and entry.begins is None
        ),
        sources=_sources(event.entry for event in own),
    )  # fmt: skip


def _date_of(event: Event) -> str:
    return event.entry.effective_from if event.kind == "begins" else event.entry.effective_to


def _slug(substance: str) -> str:
    return substance.lower().replace(" ", "-")


def to_come(entries: Sequence[Entry], ctx: Context) -> Grid:
    """Beginnings and ends after the day, or whose date leaves that open."""
    found = coming(entries, ctx.on, known_at=ctx.known_at)
    return Grid(
        id="precursors-coming",
        title=Text("precursors-view-coming"),
        columns=_columns("substance", "jurisdiction", "event", "first-day", "last-day", "instrument", "mark"),
        cells=tuple(
            (
                event.entry.substance, jurisdiction(event.entry.jurisdiction),
                Text(f"precursors-event-{event.kind}", {"list": list_name(event.entry)}),
                event.span.first, event.span.last, event.entry.instrument,
                Text(f"precursors-mark-{event.entry.mark}"),
            )
            for event in found
        ),
        unknown=() if found else (Text("precursors-none-coming"),),
        sources=_sources(event.entry for event in found),
    )  # fmt: skip


def timely(entries: Sequence[Entry], ctx: Context) -> Grid:
    """The share of Table I that each country listed in time, between the least and the most it can be."""
    period = int(figure("alignment.period"))
    found = [in_time(entries, each, on=ctx.on, known_at=ctx.known_at, period=period) for each in NORTH_AMERICA]
    return Grid(
        id="precursors-timely",
        title=Text("precursors-view-timely", {"days": period}),
        columns=_columns("jurisdiction", "at-least", "at-most", "of", "mark"),
        cells=tuple(
            (
                jurisdiction(each.jurisdiction), Text("precursors-share", {"share": each.low}),
                Text("precursors-share", {"share": each.high}), each.of, Text(f"precursors-mark-{each.mark}"),
            )
            for each in found
            if each is not None
        ),
        unknown=(Text("precursors-timely-note"),),
        sources=("precursors/un-1988-art-12",),
    )  # fmt: skip


def between(entries: Sequence[Entry], ctx: Context) -> Grid:
    """Days from the treaty's effect to the national one, of substances that both list."""
    found = lags(entries, on=ctx.on, known_at=ctx.known_at, start=UN, ends=NORTH_AMERICA)
    return Grid(
        id="precursors-lags",
        title=Text("precursors-view-lags"),
        columns=_columns("substance", "jurisdiction", "fewest-days", "most-days", "mark", "remark"),
        cells=tuple(
            (
                each.substance, jurisdiction(each.end), each.low, each.high, Text(f"precursors-mark-{each.mark}"),
                Text("precursors-only-published") if each.only_published else "",
            )
            for each in found
        ),
        unknown=(Text("precursors-lags-note"),),
        sources=_sources(entries),
    )  # fmt: skip


def not_known(entries: Sequence[Entry], ctx: Context) -> Grid:
    """How many answers are not known in each jurisdiction, and why: counts, no names."""
    counted = unknowns(entries, on=ctx.on, known_at=ctx.known_at)
    reasons = sorted({reason for each in counted.values() for reason in each})
    return Grid(
        id="precursors-unknown",
        title=Text("precursors-view-unknown"),
        columns=(*_columns("jurisdiction"), *(Text(f"precursors-reason-{reason}") for reason in reasons)),
        cells=tuple((jurisdiction(each), *(counted[each][reason] for reason in reasons)) for each in JURISDICTIONS),
        unknown=(Text("precursors-unknown-note", {"of": len(substances())}),),
        sources=_sources(entries),
    )


def crosswalk(entries: Sequence[Entry], ctx: Context) -> Grid:
    """Every entry of a list, whether it is in force on the day, its four kinds of date, scope words and mark.

    Rows are what stands on a list. Pairs of which nothing was found are no rows but counts (see `not_known`): a table
    of the holes would be a gap table.
    """
    return Grid(
        id="precursors-crosswalk",
        title=Text("precursors-view-crosswalk"),
        columns=_columns(
            "substance", "cas", "jurisdiction", "list", "scope", "on-this-day", "decided", "published", "effect",
            "until", "instrument", "mark",
        ),
        cells=tuple(_row(entry, ctx) for entry in entries if entry.list and entry.kind != "absence"),
        unknown=(
            Text("precursors-legal-review"),
            Text("precursors-unknown-is-not-absent"),
            Text("precursors-watched"),
        ),
        sources=_sources(entries),
    )  # fmt: skip


def _row(entry: Entry, ctx: Context) -> tuple[Any, ...]:
    return (
        entry.substance, substances()[entry.substance].cas, jurisdiction(entry.jurisdiction), list_name(entry),
        " | ".join(entry.scope) or None, Text(f"precursors-reason-{answer([entry], ctx.on).reason}"),
        entry.decided_on or None, entry.published_on or None, entry.effective_from or None, entry.effective_to or "",
        entry.instrument or None, Text(f"precursors-mark-{entry.mark}"),
    )  # fmt: skip


def codes() -> Grid:
    """The six-digit codes that carry listed substances, and what they are not."""
    from communique.workstreams.precursors.trade.flows import watched

    own = {code: [s for s in substances().values() if s.hs6 == code] for code in sorted(watched())}
    return Grid(
        id="precursors-codes",
        title=Text("precursors-view-codes"),
        columns=_columns("code", "substances", "code-is", "mark"),
        cells=tuple(
            (
                code, ", ".join(each.id for each in carried), Text(f"precursors-code-{watched()[code]}"),
                Text(f"precursors-mark-{max((each.hs6_mark for each in carried), key=('verified', 'recalled').index)}"),
            )
            for code, carried in own.items()
        ),
        unknown=(Text("precursors-basket"),),
    )  # fmt: skip


def trade(rows: pl.DataFrame) -> Grid:
    """Which customs figures are on hand, and which command looks at them; leads are marked and on no page."""
    import polars as pl

    month = pl.col("month")
    spans = rows.group_by("reporter").agg(pl.len(), month.min().alias("first"), month.max().alias("last"))
    by = spans.sort("reporter").rows()
    return Grid(
        id="precursors-trade",
        title=Text("precursors-view-trade"),
        columns=_columns("jurisdiction", "rows", "first-month", "last-month", "command"),
        cells=tuple(
            (jurisdiction(reporter), count, first, last, "communique precursors leads FILE")
            for reporter, count, first, last in by
        ),
        unknown=(
            *(() if by else (Text("precursors-no-trade"),)),
            Text("precursors-leads-marked"),
        ),
    )


def _columns(*names: str) -> tuple[Text, ...]:
    return tuple(Text(f"precursors-column-{name}") for name in names)


def _sources(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(sorted({f"precursors/{entry.source}" for entry in entries if entry.source in _shipped_sources()}))


@cache
def _shipped_sources() -> frozenset[str]:
    from communique.facts import load
    from communique.workstreams.precursors.substances import FOLDER

    return frozenset(load(FOLDER, figures=False).sources)
