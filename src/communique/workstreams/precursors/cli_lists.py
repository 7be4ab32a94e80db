"""Which commands ask the control lists: status, screening, lags, changes, and what is not known?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.workstreams.precursors.saying import Json, KnownAt, On, day, known_by, say

if TYPE_CHECKING:
    from communique.workstreams.precursors.entries import Entry
    from communique.workstreams.precursors.status import Answer

REVIEW = "List status only, not legal advice: the entries await a legal review, and each carries its mark."


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("status")(status_command)
    app.command("screen")(screen_command)
    app.command("lags")(lags_command)
    app.command("changes")(changes_command)
    app.command("coming")(coming_command)
    app.command("unknown")(unknown_command)
    app.command("timelines")(timelines_command)


def status_command(
    on: On,
    known_at: KnownAt = None,
    cas: Annotated[list[str] | None, typer.Option(help="CAS number; more than once for several. Default: all.")] = None,
    name: Annotated[list[str] | None, typer.Option(help="Name or id of a listed substance.")] = None,
    jurisdiction: Annotated[list[str] | None, typer.Option(help="UN, CAN, MEX or USA. Default: all.")] = None,
    mark: Annotated[
        str | None, typer.Option(help="Only answers at least as sure: verified, inferred, confirm, …")
    ] = None,
    json: Json = False,
) -> None:
    """Status of listed substances on a day: listed, not_listed or unknown, with instruments, scope words and mark."""
    from communique.workstreams.precursors.entries import JURISDICTIONS, MARKS
    from communique.workstreams.precursors.errors import ListError
    from communique.workstreams.precursors.status import status
    from communique.workstreams.precursors.substances import cas as number
    from communique.workstreams.precursors.substances import known, substances
    from communique.workstreams.precursors.world import stored

    when, then = day(on, "--on"), known_by(known_at)
    asked = [known(number(text)) for text in cas or ()] + [known(text) for text in name or ()]
    where = [_one_of(text, JURISDICTIONS, "--jurisdiction") for text in jurisdiction or JURISDICTIONS]
    if mark is not None and mark not in MARKS:
        raise ListError(f"{mark!r} is not one of {', '.join(MARKS)}", column="--mark")
    entries, overlaps = stored(then)
    rows, meant = [], asked or [*substances().values()]
    for substance in meant:
        for each in where:
            found = status(entries, substance.id, each, on=when, known_at=then)
            if mark is None or MARKS.index(found.mark) <= MARKS.index(mark):
                rows.append({"substance": substance.id, "name": substance.name, "cas": substance.cas,
                             "jurisdiction": each, **_as_data(found)})  # fmt: skip
    doubled = [o for o in overlaps if o.earlier.substance in {substance.id for substance in meant}]
    notes = [
        REVIEW,
        *(f"two entries of one list: {_said(o.earlier)} and {_said(o.later)} ({o.kind})" for o in doubled),
    ]
    shown = [
        {**row, **_shown({**row, "lists": "; ".join(row["lists"]), "scope": " ".join(row["scope"])})} for row in rows
    ]
    columns = ("substance", "cas", "where", "status", "on", "why")
    say({"on": when, "known_at": then, "rows": rows, "notes": notes}, shown, columns, json=json)


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """An answer in few columns, which a narrow terminal bears: where, on which list with which words, and why."""
    some = f"; in some list: {row['in_some_list']}" if row.get("in_some_list") not in (None, row["status"]) else ""
    return {
        "where": row["jurisdiction"],
        "on": ": ".join(filter(None, (row["lists"], (row["scope"] or "").replace("|", " ")))) or None,
        "why": f"{row['reason']} ({row['mark']}){some}",
    }


def _one_of(text: str, allowed: Sequence[str], option: str) -> str:
    from communique.geo import country
    from communique.workstreams.precursors.errors import ListError

    found = text if text in allowed else country(text)
    if found not in allowed or found is None:
        raise ListError(f"{text!r} is not one of {', '.join(allowed)}", column=option)
    return found


def _as_data(found: Answer) -> dict[str, Any]:
    return {
        "status": found.status, "in_some_list": found.in_some_list, "reason": found.reason, "mark": found.mark,
        "lists": found.lists, "scope": found.scope, "entries": [entry_data(entry) for entry in found.entries],
    }  # fmt: skip


def entry_data(entry: Entry) -> dict[str, Any]:
    """An entry for machines; what is not recorded is null."""
    texts = (
        "list",
        "decided_on",
        "published_on",
        "effective_from",
        "effective_to",
        "instrument",
        "mark",
        "note",
        "source",
    )
    return {
        **{name: getattr(entry, name) or None for name in texts}, "scope": entry.scope, "read_on": entry.read_on,
        "recorded_on": entry.recorded_on, "only_published": entry.only_published,
    }  # fmt: skip


def _said(entry: Entry) -> str:
    return f"{entry.substance}, {entry.jurisdiction} {entry.list}, {entry.instrument or 'no citation'}"


def screen_command(
    manifest: Annotated[Path, typer.Argument(help="CSV with columns cas and shipped_on; declared_parent is optional.")],
    known_at: KnownAt = None,
    out: Annotated[Path | None, typer.Option(help="Write the answer as CSV.")] = None,
    json: Json = False,
) -> None:
    """Items of a manifest: which are in the closed list, and where they stood on the day of their shipment.

    Rows that cannot be read are named one by one, and the others answered; the exit code is then 1.
    """
    from communique.workstreams.precursors.screening import by_jurisdiction, read_manifest, screen
    from communique.workstreams.precursors.status import segments
    from communique.workstreams.precursors.world import stored

    then, read = known_by(known_at), read_manifest(manifest)
    found = screen(read.frame, segments(stored(then)[0], then))
    if out is not None:
        found.write_csv(out)
        typer.echo(f"{out}: {found.height} items")
    else:
        faults = [
            {"file": each.file, "row": each.row, "column": each.column, "fault": each.message} for each in read.rejected
        ]
        data = {"known_at": then, "rows": found.to_dicts(), "rejected": faults, "notes": [REVIEW]}
        shown = [
            {**row, "row": row["manifest_row"], "cas": f"{row['cas']} {row['substance'] or ''}",
             **(_shown(row) if "jurisdiction" in row else {"why": row["remark"]})}
            for row in by_jurisdiction(found)
        ]  # fmt: skip
        say(data, shown, ("row", "cas", "shipped_on", "where", "status", "on", "why"), json=json)
    for fault in read.rejected:
        typer.echo(f"! {fault}", err=True)
    if read.rejected:
        raise typer.Exit(1)


def lags_command(
    on: On,
    known_at: KnownAt = None,
    start: Annotated[str, typer.Option(help="Whose first effect is counted from.")] = "UN",
    json: Json = False,
) -> None:
    """Days between first effects, of substances that both list; below zero, the other listed first."""
    from communique.geo import NORTH_AMERICA
    from communique.workstreams.precursors.entries import JURISDICTIONS
    from communique.workstreams.precursors.lags import in_time, lags
    from communique.workstreams.precursors.parameters import figure
    from communique.workstreams.precursors.world import stored

    when, then, where = day(on, "--on"), known_by(known_at), _one_of(start, JURISDICTIONS, "--start")
    entries = stored(then)[0]
    ends = [each for each in JURISDICTIONS if each != where]
    rows = [vars(each) for each in lags(entries, on=when, known_at=then, start=where, ends=ends)]
    period = int(figure("alignment.period"))
    timely = [in_time(entries, each, on=when, known_at=then, period=period) for each in NORTH_AMERICA]
    shares = [vars(each) for each in timely if each is not None]
    notes = [REVIEW] + [
        f"{each['jurisdiction']}: {each['low']:.0%} to {each['high']:.0%} of {each['of']} substances of Table I were "
        f"listed within {period} days of the treaty's effect ({each['mark']})" for each in shares
    ]  # fmt: skip
    found = {"on": when, "known_at": then, "rows": rows, "in_time": shares, "period_days": period, "notes": notes}
    say(found, rows, ("substance", "start", "end", "low", "high", "mark", "only_published"), json=json)


def changes_command(
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="The earlier day.")],
    end: Annotated[str, typer.Option("--to", metavar="DATE", help="The later day.")],
    known_at: KnownAt = None,
    json: Json = False,
) -> None:
    """What the law changed between two days: status, lists, scope words, instruments."""
    from communique.workstreams.precursors.changes import changes
    from communique.workstreams.precursors.world import stored

    first, last, then = day(start, "--from"), day(end, "--to"), known_by(known_at)
    every = changes(stored(then)[0], first, last, known_at=then)
    found = [each for each in every if each.of_law]
    note = f"{len(every) - len(found)} more answers differ only because an entry has no date or nothing was found."
    rows = [
        {
            "substance": c.substance,
            "jurisdiction": c.jurisdiction,
            "before": _as_data(c.before),
            "after": _as_data(c.after),
        }
        for c in found
    ]
    shown = [{**row, "before": _brief(c.before), "after": _brief(c.after)} for row, c in zip(rows, found, strict=True)]
    said = {
        "from": first,
        "to": last,
        "known_at": then,
        "rows": rows,
        "not_of_law": len(every) - len(found),
        "notes": [note, REVIEW],
    }
    say(said, shown, ("substance", "jurisdiction", "before", "after"), json=json)


def _brief(found: Answer) -> str:
    return " ".join([found.status, *found.lists, *found.scope, f"({found.mark})"])


def coming_command(on: On, known_at: KnownAt = None, json: Json = False) -> None:
    """Beginnings and ends of entries that lie after a day, or may still do so."""
    from communique.workstreams.precursors.changes import coming
    from communique.workstreams.precursors.world import stored

    when, then = day(on, "--on"), known_by(known_at)
    rows = [
        {"substance": e.entry.substance, "jurisdiction": e.entry.jurisdiction, "list": e.entry.list, "event": e.kind,
         "first_day": e.span.first, "last_day": e.span.last, "instrument": e.entry.instrument, "mark": e.entry.mark}
        for e in coming(stored(then)[0], when, known_at=then)
    ]  # fmt: skip
    say(
        {"on": when, "known_at": then, "rows": rows, "notes": [REVIEW]}, rows, tuple(rows[0]) if rows else (), json=json
    )


def unknown_command(on: On, known_at: KnownAt = None, json: Json = False) -> None:
    """How many answers are not known in each jurisdiction, and why."""
    from communique.workstreams.precursors.entries import JURISDICTIONS
    from communique.workstreams.precursors.unknowns import unknowns
    from communique.workstreams.precursors.world import stored

    when, then = day(on, "--on"), known_by(known_at)
    counted = unknowns(stored(then)[0], on=when, known_at=then)
    rows = [{"jurisdiction": each, **counted[each]} for each in JURISDICTIONS]
    reasons = sorted({reason for row in rows for reason in row} - {"jurisdiction"})
    say({"on": when, "known_at": then, "rows": rows, "notes": [REVIEW]}, rows, ("jurisdiction", *reasons), json=json)


def timelines_command(
    on: On,
    out: Annotated[Path, typer.Option(help="Folder to write the pages to.")],
    known_at: KnownAt = None,
) -> None:
    """Pages in three languages with one timeline for each substance."""
    from communique.workstreams.precursors.page import write_timelines
    from communique.workstreams.precursors.world import stored

    then = known_by(known_at)
    written = write_timelines(stored(then)[0], out, on=day(on, "--on"), known_at=then)
    typer.echo(f"{out}: {len(written)} files; open {out / 'en' / 'index.html'}")
