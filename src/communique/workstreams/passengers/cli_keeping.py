"""Which question of masking, keeping and access does a person ask on the command line?"""

from __future__ import annotations

import json as writer
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from communique.exchange.cli_said import As, Json, OptionError, answer, day, identifier, officer, pair, the_home

if TYPE_CHECKING:
    from communique.exchange.clocks import Period
    from communique.workstreams.passengers.access import Seen
    from communique.workstreams.passengers.records import Header, Pnr

Read = tuple[Path, "list[Header]"]  # a file and the headers of its messages
Files = Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, metavar="FILE…", help="PNRGOV, as EDIFACT.")]
For = Annotated[str, typer.Option("--for", metavar="PARTY", help="Under whose position: CAN, MEX or USA.")]
Record = Annotated[str, typer.Argument(help="Opaque id of the record.")]
Kind = Annotated[str, typer.Option(help="What the identifier on standard input is: document or locator.")]
NOTHING_READ, NOT_MASKED = 2, 3


def add_to(app: typer.Typer) -> None:
    """Adds the commands of keeping."""
    for command in (mask, keep, due, hold, release, erase, unmask, access, redress, quality):
        app.command()(command)


def mask(
    files: Files,
    for_: Annotated[
        str, typer.Option("--for", metavar="PARTY", help="CAN, MEX, USA, EU, ICAO; default: what any masks.")
    ] = "",
    on: Annotated[str | None, typer.Option(help="The day whose law is asked; default today.")] = None,
    json: Json = False,
) -> None:
    """Records without what identifies a person, wherever it stands: one JSON object a record with --json.

    Every record is searched for what it named before. Exit 3 where anything is left; nothing of that record is written.
    A push of which parts are missing is named: with --json on the error stream.
    """
    import datetime as dt

    from communique.workstreams.passengers.masking import mask as masked
    from communique.workstreams.passengers.masking import remaining
    from communique.workstreams.passengers.positions_of import (
        masked_by_any,
        masked_elements,
        stance_of,
    )

    today = day(on, "--on", dt.datetime.now(dt.UTC).date())
    elements = masked_elements(stance_of(for_.upper(), today)) if for_ else masked_by_any(today)
    if not elements:
        raise OptionError(
            f"the position of {for_.upper()} masks nothing on {today}: it has no clause on it", column="--for"
        )
    records = changed = swept = failed = 0
    read: list[Read] = []
    for pnr in _records(files, read):
        found = masked(pnr, elements)
        left = remaining(found, elements)
        records, changed, swept = records + 1, changed + len(found.hidden), swept + found.swept
        if left:
            failed += 1
        elif json:
            said = {"message": pnr.header.index, "segments": [segment.elements for segment in found.segments]}
            typer.echo(writer.dumps(said, ensure_ascii=False))
    halves = _halves(read)
    if json:
        _warn(halves)
    else:
        answer(
            {"records": records, "elements": ", ".join(map(str, sorted(elements))), "segments_masked": changed,
             "segments_swept": swept, "records_that_still_name_somebody": failed,
             "pushes_of_which_parts_are_missing": len(halves)}, json, halves,
        )  # fmt: skip
    if failed:
        raise typer.Exit(NOT_MASKED)


def keep(
    files: Files,
    for_: For,
    who: As,
    loaded: Annotated[str | None, typer.Option(help="Day of load into this system; unknown if left out.")] = None,
    flag: Annotated[list[str] | None, typer.Option(help="What is known of all of them: suspected, open_case.")] = None,
    retain: Annotated[
        str | None, typer.Option(help="An office's own period of retention, where the law's is not known: P3Y.")
    ] = None,
    mask_after: Annotated[str | None, typer.Option(help="The same for masking: P6M.")] = None,
    hold: Annotated[
        float | None, typer.Option("--hold", min=0, help="Hours that parts of a push are waited for, as agreed.")
    ] = None,
    json: Json = False,
) -> None:
    """Filter, seal and store records under a party's position. Needs their regime's period to be known, or declared.

    Records of a push of which parts are missing are held: they stay in their file and are not stored until the other
    parts are given with it. Once the hold has passed they are stored, and say that their push is incomplete.
    """
    from dataclasses import asdict

    from communique.workstreams.passengers.keeping import keep as store
    from communique.workstreams.passengers.parsing.pushes import Due, arrived
    from communique.workstreams.passengers.positions_of import regime
    from communique.workstreams.passengers.splits import agreed_hold

    home = the_home()
    under = regime(for_.upper(), home.clock().date(), _office(retain, mask_after))
    when = None if loaded is None else day(loaded, "--loaded", home.clock().date())
    came = arrived(files, home.clock(), agreed_hold() if hold is None else timedelta(hours=hold))
    if not came.messages:
        _nothing_read()
    due_now = Due(came)
    done = store(home, due_now, under, officer(who), loaded=when, flags=dict.fromkeys(flag or (), True))
    told = {
        **asdict(done),
        "kept": len(done.records),
        "held": due_now.held,
        "repeated": due_now.repeated,
        "removed_services": done.removed.services,
        "removed_texts": done.removed.texts,
    }
    told.pop("removed")
    halves = came.halves()
    answer({**told, "incomplete_pushes": halves}, json, halves)


def _office(retain: str | None, mask_after: str | None) -> dict[str, Period]:
    from communique.exchange.clocks import Period

    said = {"delete": retain, "mask": mask_after}
    return {action: Period.of(text) for action, text in said.items() if text is not None}


def due(
    on: Annotated[str | None, typer.Option(help="The day looked at; default today.")] = None,
    until: Annotated[str | None, typer.Option(help="What comes up to this day too; default the same day.")] = None,
    json: Json = False,
) -> None:
    """What is to be masked or deleted, what is overdue, what is held, and whose clock's origin is not known."""
    from communique.workstreams.passengers.keeping import due_list

    home = the_home()
    today = day(on, "--on", home.clock().date())
    last = day(until, "--until", today)
    found = due_list(home, today)
    items = [i for i in found.items if i.state != "coming" or (i.on is not None and i.on <= last)]
    rows = [
        {"record": i.record, "clock": i.clock.id, "action": i.clock.action, "on": i.on, "state": i.state,
         "rule": i.rule, "reason": i.reason, "text": i.clock.text}
        for i in items
    ]  # fmt: skip
    rejected = [{"record": one.record, "event": one.event, "day": one.day} for one in found.rejected]
    answer({"on": today, "items": rows, "rejected": rejected}, json, rows)


def hold(
    record: Record,
    authority: Annotated[str, typer.Option(help="Whose order: court and file.")],
    review: Annotated[str, typer.Option(help="Day by which it is reviewed.")],
    who: As,
    json: Json = False,
) -> None:
    """Put a record under a legal hold and under a key of its own; its month's key can then go for the others."""
    from communique.exchange.clocks import Hold
    from communique.workstreams.passengers.keeping import hold as place

    home = the_home()
    today: date = home.clock().date()
    held = place(home, Hold(record, authority, today, day(review, "--review", today)), officer(who))
    answer({"id": held.id, "record": record, "review": held.hold.review}, json)


def release(id: Annotated[str, typer.Argument(help="Id of the hold.")], who: As, json: Json = False) -> None:
    """End a hold today: the record's day of deletion is the original one again."""
    from communique.workstreams.passengers.keeping import release as end

    end(the_home(), id, officer(who))
    answer({"released": id}, json)


def erase(
    kek: Annotated[str, typer.Argument(help="Id of the key, such as CAN.2031-05.record.")],
    approval: Annotated[str, typer.Option(help="A second officer's approval `destroy_key` of this key.")],
    who: As,
    json: Json = False,
) -> None:
    """Destroy a month's key, so that its records are unreadable everywhere, and take them out of the table."""
    from dataclasses import asdict

    from communique.workstreams.passengers.keeping import erase as destroy

    proof = destroy(the_home(), kek, officer(who), approval)
    answer({**asdict(proof), "remaining": " ".join(proof.remaining) or None, "complete": proof.complete}, json)


def unmask(
    record: Record,
    purpose: Annotated[str, typer.Option(help="Code of the purpose; it enters the log.")],
    approval: Annotated[str, typer.Option(help="A second officer's approval `unmask` of this record.")],
    who: As,
) -> None:
    """One record with its masked elements, after a second officer approved; all of it is in the log."""
    from communique.workstreams.passengers.access import see

    _show(see(the_home(), record, officer(who), purpose, approval))


def _show(seen: Seen) -> None:
    whole = seen.pnr.header.push_complete
    segments = [segment.elements for segment in seen.pnr.segments]
    said = {"record": seen.record, "hidden": seen.hidden or None, "push_complete": whole, "segments": segments}
    typer.echo(writer.dumps(said, ensure_ascii=False, indent=1))


def access(
    who: As,
    kind: Kind = "document",
    approval: Annotated[
        list[str] | None, typer.Option(help="RECORD=APPROVAL to tell masked elements too; repeat.")
    ] = None,
) -> None:
    """Everything held about a person and the log of its use, as JSON. The number comes on standard input."""
    from communique.workstreams.passengers.access import export

    approvals = dict(pair(text, "--approval") for text in approval or ())
    found = export(the_home(), kind, identifier(), officer(who), approvals)
    typer.echo(writer.dumps(found, ensure_ascii=False, indent=1, default=str))


def redress(
    who: As,
    for_: Annotated[
        str, typer.Option("--for", metavar="PARTY", help="Under whose position a new complaint runs.")
    ] = "",
    kind: Kind = "document",
    answered: Annotated[
        bool, typer.Option("--answered", help="The earliest open complaint is answered today.")
    ] = False,
    list_: Annotated[
        bool, typer.Option("--list", help="Every complaint; nothing is read from standard input.")
    ] = False,
    json: Json = False,
) -> None:
    """A person's complaint: its clock begins when it is received. The person's number comes on standard input."""
    from dataclasses import asdict

    from communique.workstreams.passengers import access as who_sees

    home = the_home()
    if list_:
        found = [
            {**asdict(one), "overdue": one.overdue(home.clock().date())} for one in who_sees.complaints(home)
        ]  # fmt: skip
        answer({"complaints": found}, json, found)
    elif answered:
        answer(asdict(who_sees.answer(home, kind, identifier(), officer(who))), json)
    elif not for_:
        raise OptionError("under whose position does the complaint run?", column="--for")
    else:
        answer(asdict(who_sees.receive(home, kind, identifier(), for_.upper(), officer(who))), json)


def quality(
    files: Files,
    publish: Annotated[
        str | None, typer.Option(help="Name of a data set: release the counts under disclosure control.")
    ] = None,
    k: Annotated[int, typer.Option("--k", help="Counts below k are hidden in a release.")] = 11,
    approval: Annotated[str | None, typer.Option(help="The originator's approval `release` of the data set.")] = None,
    who: Annotated[
        str | None, typer.Option("--as", metavar="CODE:ROLE:ORGANISATION", envvar="COMMUNIQUE_OFFICER")
    ] = None,
    json: Json = False,
) -> None:
    """Faults and missing elements by carrier, against Mexico's eight and ICAO's list. Counts of records only.

    A push of which parts are missing is named, on the error stream too: its counts are of the parts that came.
    """
    from communique.workstreams.passengers import quality as measuring

    read: list[Read] = []
    cases = [measuring.case(pnr) for pnr in _records(files, read)]
    halves = _halves(read)
    _warn(halves)
    if publish is None:
        found = measuring.as_data(measuring.by_carrier(cases))
        answer({"carriers": found, "incomplete_pushes": halves}, json, [_quality_row(row) for row in found])
        return
    if who is None:
        raise OptionError("a release names the officer who makes it", column="--as")
    from communique.exchange.release.publishing import Terms
    from communique.workstreams.passengers.keeping import MARKING

    terms = Terms(dataset=publish, officer=officer(who), marking=MARKING, released_as="TLP:CLEAR", approval_id=approval)
    done = measuring.release(the_home(), terms, cases, k)
    told = {"kind": done.kind, "marking": done.marking, "rows": done.rows, "report": done.report}
    answer({**told, "incomplete_pushes": halves}, json, done.rows)


def _quality_row(row: dict[str, Any]) -> dict[str, Any]:
    missing = ", ".join(f"{name} {count}" for name, count in row["missing_of_mexico_s_eight"].items() if count)
    sent = sum(count > 0 for count in row["sent"].values())
    return {
        "carrier": row["carrier"], "records": row["records"], "with faults": f"{row['fault_rate']:.1%}",
        "without one of Mexico's eight": missing or "–", "of the nineteen, ever sent": sent,
    }  # fmt: skip


def _records(files: list[Path], read: list[Read]) -> Iterator[Pnr]:
    """The records of all files, one at a time. Exit 2 when nothing could be read.

    read  grows by each file, with the headers of its messages, once it is read
    """
    from communique.workstreams.passengers.parsing.reading import Reading
    from communique.workstreams.passengers.parsing.several import opened

    for file in files:
        with opened(file) as stream:
            reading = Reading(stream)
            yield from reading
            read.append((file, reading.headers))
    if not any(headers for _, headers in read):
        _nothing_read()


def _halves(read: list[Read]) -> list[dict[str, Any]]:
    """The pushes of which parts are missing, as the receipt of `keep` names them."""
    from datetime import UTC, datetime

    from communique.workstreams.passengers.parsing.pushes import judged
    from communique.workstreams.passengers.splits import agreed_hold

    return judged(read, datetime.now(UTC), agreed_hold()).halves()


def _warn(halves: list[dict[str, Any]]) -> None:
    for push in halves:
        missing = [f"part {number}" for number in push["missing"]]
        missing += [] if push["last_part_known"] else ["its last part"]
        known = f"{push['access_reference']} of {push['sender']}"
        sys.stderr.write(f"warning: PUSH_INCOMPLETE: {known} lacks {', '.join(missing)}\n")


def _nothing_read() -> NoReturn:
    sys.stderr.write("no message could be read\n")
    raise typer.Exit(NOTHING_READ)
