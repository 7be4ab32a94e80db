"""Which question of records does a person ask on the command line: what is due, held, approved, destroyed?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.exchange import cli_log, cli_release
from communique.exchange.cli_said import As, Json, answer, day, officer, the_home

if TYPE_CHECKING:
    from communique.exchange.clocks import Item
    from communique.exchange.holding import Held

hold = typer.Typer(no_args_is_help=True, help="Legal holds: what may not be deleted for now, and by whose order.")
shred = typer.Typer(no_args_is_help=True, help="Keys of records: destroying one erases what is under it, everywhere.")
approve = typer.Typer(no_args_is_help=True, help="Four eyes: one officer asks, another one grants.")

Record = Annotated[str, typer.Argument(help="Opaque id of the record.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file and the groups `log` and `release`."""
    app.add_typer(cli_log.app, name="log")
    app.add_typer(cli_release.app, name="release")
    app.add_typer(hold, name="hold")
    app.add_typer(shred, name="shred")
    app.add_typer(approve, name="approve")
    app.command("due")(due)


def due(
    records: Annotated[Path, typer.Argument(help="CSV: record, then a column per event (dates), flag and done:CLOCK.")],
    clocks: Annotated[Path, typer.Argument(help="TOML with [[clock]] tables: id, origin, period, action, text …")],
    on: Annotated[str | None, typer.Option(help="The day looked at; default today.")] = None,
    until: Annotated[str | None, typer.Option(help="Show what comes due up to this day; default 30 days on.")] = None,
    what_if: Annotated[Path | None, typer.Option(help="Clocks of another regime: how would the days move?")] = None,
    json: Json = False,
) -> None:
    """What must be masked, reviewed or deleted, by day; what is overdue; what is held; holds to review."""
    from communique.exchange import clock_files
    from communique.exchange.clocks import agenda
    from communique.exchange.clocks import what_if as compare
    from communique.exchange.holding import holds

    home = the_home()
    today = day(on, "--on", home.clock().date())
    last = day(until, "--until", today + timedelta(days=30))
    regime = clock_files.read_clocks(clocks)
    other = clock_files.read_clocks(what_if) if what_if else ()
    subjects = clock_files.read_subjects(records, (*regime, *other))
    if what_if is not None:
        changes = [{**asdict(change), "days": change.days} for change in compare(subjects, regime, other, today)]
        answer({"on": today, "changes": changes}, json, changes)
        return
    found = agenda(subjects, regime, [held.hold for held in holds(home)], today)
    listed = [item for item in found.items if item.state != "coming" or (item.on is not None and item.on <= last)]
    items = [_item(item) for item in listed]
    data = {
        "on": today,
        "items": items,
        "rejected": [asdict(one) for one in found.rejected],
        "holds_to_review": [_hold_data(one) for one in holds(home) if one.hold in found.holds_to_review],
    }
    columns = ("record", "action", "on", "state", "rule", "reason", "text")
    answer(data, json, [{name: row[name] for name in columns} for row in items])
    if not json:
        for one in found.rejected:
            typer.echo(f"! {one.record} is rejected: {one.event} on {one.day} is in the future")


def _item(item: Item) -> dict[str, Any]:
    """An item with the text of the law, the rule used and the computed day side by side."""
    clock = item.clock
    return {
        "record": item.record, "clock": clock.id, "action": clock.action, "origin": clock.origin, "since": item.origin,
        "period": str(clock.period), "text": clock.text, "citation": clock.citation, "rule": item.rule,
        "on": item.on, "state": item.state, "reason": item.reason,
    }  # fmt: skip


def _hold_data(held: Held) -> dict[str, Any]:
    return {"id": held.id, **asdict(held.hold), "suspends": sorted(held.hold.suspends)}


@hold.command()
def place(
    record: Record,
    authority: Annotated[str, typer.Option(help="Whose order: court and file.")],
    review: Annotated[str, typer.Option(help="Day by which it is reviewed.")],
    who: As,
    start: Annotated[str | None, typer.Option(help="First day; default today.")] = None,
    suspends: Annotated[list[str] | None, typer.Option(help="delete (default), mask; may be repeated.")] = None,
    json: Json = False,
) -> None:
    """Place a hold: from its start on no key over the record can be destroyed."""
    from communique.exchange.clocks import Hold
    from communique.exchange.holding import place as write

    home = the_home()
    today = home.clock().date()
    asked = Hold(
        record, authority, day(start, "--start", today), day(review, "--review", today),
        suspends=frozenset(suspends or ("delete",)),
    )  # fmt: skip
    answer(_hold_data(write(home, asked, officer(who))), json)


@hold.command("list")
def list_holds(json: Json = False) -> None:
    """All holds, released ones too."""
    from communique.exchange.holding import holds

    found = [_hold_data(held) for held in holds(the_home())]
    answer({"holds": found}, json, found)


@hold.command("release")
def release_hold(id: Annotated[str, typer.Argument(help="Id of the hold.")], who: As, json: Json = False) -> None:
    """End a hold today: the day of deletion is again the one from the original origin."""
    from communique.exchange.holding import holds, release

    home = the_home()
    release(home, id, officer(who))
    answer(next(_hold_data(held) for held in holds(home) if held.id == id), json)


@shred.command()
def keys(json: Json = False) -> None:
    """Every key: what is under it, when the first of it is due, what is held, where copies are."""
    from communique.exchange.keys import states

    found = [{**asdict(state), "copies": " ".join(state.copies)} for state in states(the_home())]
    answer({"keys": found}, json, found)


@shred.command()
def key(
    kek: Annotated[str, typer.Argument(help="Id of the key, such as CAN.2031-05.record.")],
    approval: Annotated[str, typer.Option(help="A second officer's approval `destroy_key` of this key.")],
    who: As,
    json: Json = False,
) -> None:
    """Destroy a key: what is under it is erased, and the proof is in the log."""
    from communique.exchange.keys import destroy

    done = destroy(the_home(), kek, officer(who), approval)
    answer({**asdict(done), "remaining": " ".join(done.remaining) or None, "complete": done.complete}, json)


@shred.command()
def copy(
    kek: Annotated[str, typer.Argument(help="Id of the key.")],
    place: Annotated[str, typer.Argument(help="Where the copy is: vault-ottawa …")],
    who: As,
    destroyed: Annotated[bool, typer.Option(help="It is destroyed now.")] = False,
    json: Json = False,
) -> None:
    """Record that a copy of a key is at a place, or that it was destroyed there."""
    from communique.exchange.keys import add_copy, copy_destroyed

    home = the_home()
    left = copy_destroyed(home, kek, place, officer(who)) if destroyed else add_copy(home, kek, place)
    answer({"kek": kek, "copies": " ".join(left)}, json)


@approve.command("request")
def request_command(
    kind: Annotated[str, typer.Argument(help="unmask, mark_down, destroy_key, release or onward.")],
    subject: Annotated[str, typer.Argument(help="What it is for: a record's opaque id, a key, a data set.")],
    reason: Annotated[str, typer.Option(help="Code of the reason; it enters the log.")],
    who: As,
    days: Annotated[int, typer.Option(help="How long it may be used.")] = 7,
    json: Json = False,
) -> None:
    """Ask for approval."""
    from communique.exchange.approvals import request
    from communique.exchange.log.receivers import refuse_name

    code = refuse_name(reason, "--reason")
    asked = request(the_home(), kind, subject, officer(who), code, timedelta(days=days))  # type: ignore[arg-type]
    answer(asdict(asked), json)


@approve.command("grant")
def grant_command(id: Annotated[str, typer.Argument(help="Id of the request.")], who: As, json: Json = False) -> None:
    """Grant what another officer asked for."""
    from communique.exchange.approvals import grant

    answer(asdict(grant(the_home(), id, officer(who))), json)
