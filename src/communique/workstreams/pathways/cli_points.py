"""Which command gives points, and which plans a centre's appointments?"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from communique.workstreams.pathways.centre.case import Centre
    from communique.workstreams.pathways.centre.rota import Rota
    from communique.workstreams.pathways.centre.run import Run

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]
INFORMATION = "Information, never legal advice."


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("points")(points)
    app.command("pool")(pool)
    app.command("appointments")(appointments)
    app.command("overbook")(overbook)
    app.command("staff")(staff)
    app.command("rota")(rota)


def points(
    grid: Annotated[str, typer.Argument(help="crs: Express Entry ranking; fsw: the 67-point grid.")],
    profiles: Annotated[Path, typer.Option(help='JSON lines {"id", "on", "profile"}; may end in .gz.')],
    out: Annotated[Path, typer.Option(help="JSON lines with points, `unknown` and why, or `error`.")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Day for lines without one; default today.")] = None,
    known_at: Annotated[str | None, typer.Option(metavar="DATE", help="What had been recorded by then.")] = None,
    json: AsJson = False,
) -> None:
    """Points of each profile in a file, part by part. Information, never legal advice."""
    from communique.workstreams.pathways.points import score_file

    default_on = _day(on, "--on") or dt.datetime.now(dt.UTC).date()
    scored = score_file(grid, profiles, out, default_on=default_on, known_at=_day(known_at, "--known-at"))
    counted = {
        "profiles": len(scored.answers),
        "scored": sum("total" in answer for answer in scored.answers),
        "unknown": sum("unknown" in answer for answer in scored.answers),
        "refused": len(scored.faults),
    }
    if json:
        _write(counted)
    else:
        typer.echo(
            f"{out}: " + ", ".join(f"{number:,} {name}" for name, number in counted.items()) + f". {INFORMATION}"
        )
    if scored.faults:
        first = scored.faults[0]
        first.message += f"; {len(scored.faults)} refused in all, each with its fault in {out}"
        raise first


def pool(
    rounds: Annotated[Path, typer.Argument(help="CSV of rounds: round, date, program, cutoff_crs, dd1 to dd18.")],
    score: Annotated[int, typer.Option(min=0, max=1200, help="How many people have so many points or more?")],
    json: AsJson = False,
) -> None:
    """How many people in the Express Entry pool have a score or more, at each round. Unknown where not published."""
    from communique.workstreams.pathways.points.rounds import read_rounds

    found = []
    for each in read_rounds(rounds):
        least, most = each.at_least(score) or (None, None)
        found.append(
            {"round": each.round, "date": each.on.isoformat(), "cutoff": each.cutoff, "pool": each.total,
             "at_least": least, "at_most": most, "unknown": each.why or None}
        )  # fmt: skip
    if json:
        _write({"score": score, "rounds": found})
        return
    for row in found:
        people = row["unknown"] or f"{row['at_least']:,} to {row['at_most']:,} of {row['pool']:,}"
        typer.echo(f"{row['date']}  round {row['round']}: {people}")


def appointments(
    pool: Annotated[float, typer.Option(help="Requests waiting, kept constant.")],
    capacity: Annotated[float, typer.Option(help="Appointments a day.")],
    share_longest: Annotated[float, typer.Option(help="Share for the longest-waiting; the rest by lot. 0 to 1.")],
    simulate: Annotated[int, typer.Option(min=0, help="Also run so many days; 0: none.")] = 0,
    seed: Annotated[int, typer.Option(help="Seed of the run.")] = 0,
    json: AsJson = False,
) -> None:
    """How long people wait for an appointment, and what the share for the longest-waiting changes."""
    from dataclasses import asdict

    from communique.workstreams.pathways.centre.pool import pool_wait

    found: dict[str, Any] = {
        "unit": "day",
        "pool": pool,
        "capacity": capacity,
        "share_longest": share_longest,
        **asdict(pool_wait(pool, capacity, share_longest)),
        "beside": [{"share_longest": share, **asdict(pool_wait(pool, capacity, share))} for share in (0.0, 1.0)],
        "notes": [
            "the mean is the same whatever the share: who waits how long is a choice of values",
            "maximum null: by lot alone no wait has a maximum",
        ],
    }
    if simulate:
        found["simulated"] = _simulated(pool, capacity, share_longest, simulate, seed)
    if json:
        _write(found)
        return
    kinds = [("asked", found), *(("beside", row) for row in found["beside"])]
    if simulate:
        kinds.append(("simulated", {"share_longest": share_longest, **found["simulated"]}))
    columns = ("share_longest", "maximum", "mean", "standard_deviation", "p95")
    rows = [(name, *(row[column] for column in columns)) for name, row in kinds]
    _table(f"Wait, days: {pool:g} waiting, {capacity:g} appointments a day", ("", *columns), rows)
    typer.echo("\n".join(found["notes"]))


def _simulated(pool: float, capacity: float, share_longest: float, days: int, seed: int) -> dict[str, Any]:
    from dataclasses import asdict

    from communique.estimate import stream
    from communique.workstreams.pathways.centre.errors import CentreError
    from communique.workstreams.pathways.centre.pool import simulated_wait

    if pool != int(pool) or capacity != int(capacity):
        raise CentreError("a run counts people: give whole numbers", column="pool, capacity")
    rng = stream(seed, "pathways.appointments")
    warm_up = round(pool / capacity) * 5
    wait = simulated_wait(int(pool), int(capacity), share_longest, days=days, warm_up=warm_up, rng=rng)
    return {"days": days, "seed": seed, **asdict(wait)}


def overbook(
    capacity: Annotated[int, typer.Option(help="Places.")],
    show_probability: Annotated[float, typer.Option(help="Probability that one who is booked comes.")],
    cost_over: Annotated[float, typer.Option(help="Cost of a person too many.")],
    cost_idle: Annotated[float, typer.Option(help="Cost of an empty place, in the same unit.")],
    json: AsJson = False,
) -> None:
    """How many appointments to book when not everybody comes."""
    from dataclasses import asdict

    from communique.workstreams.pathways.centre.overbooking import overbooking

    found = asdict(overbooking(capacity, show_probability, cost_over, cost_idle))
    _write(found) if json else _table(f"Bookings for {capacity} places", tuple(found), [tuple(found.values())])


def staff(
    arrivals_per_hour: Annotated[float, typer.Option(help="Visitors an hour.")],
    minutes: Annotated[float, typer.Option(help="Mean length of a visit.")],
    longest_wait: Annotated[float, typer.Option(help="Minutes that 90 % are to wait at most.")],
    officers: Annotated[int | None, typer.Option(help="Show the queue of so many instead.")] = None,
    json: AsJson = False,
) -> None:
    """How many officers a wait needs, by the Erlang C formula; waits in minutes."""
    from dataclasses import asdict

    from communique.workstreams.pathways.centre.errors import positive
    from communique.workstreams.pathways.centre.queues import officers_for, queue
    from communique.workstreams.pathways.centre.visits import MINUTES_OF_AN_HOUR

    positive(minutes, "minutes")
    arrive, serve = arrivals_per_hour / MINUTES_OF_AN_HOUR, 1 / minutes
    found = officers_for(arrive, serve, longest_wait) if officers is None else queue(officers, arrive, serve)
    said = {"unit": "minute", **asdict(found), "within_target": found.p90_wait <= longest_wait}
    _write(said) if json else _table("Officers and waits, minutes", tuple(said), [tuple(said.values())])


def rota(
    centre: Annotated[Path, typer.Argument(help="TOML of a centre; see centre/examples/centre.toml.")],
    days: Annotated[int, typer.Option(min=1, help="Days simulated to make the rota, and as many to try it.")] = 60,
    most_days: Annotated[int, typer.Option(help="Doubled up to so many while the rota fails on other days.")] = 480,
    seed: Annotated[int, typer.Option(help="Seed of the days.")] = 0,
    rounds: Annotated[int, typer.Option(min=1, help="Stop after so many staffings that were too thin.")] = 300,
    json: AsJson = False,
) -> None:
    """The cheapest rota with which 90 % in every language wait no longer than the centre's target."""
    from communique.workstreams.pathways.centre.case import read_centre
    from communique.workstreams.pathways.centre.rota import rota as planned

    case = read_centre(centre)
    with _working("trying rotas, the cheapest first"):
        found = planned(case, days=days, most_days=most_days, seed=seed, most_rounds=rounds)
    said = _rota_said(found, case)
    if json:
        _write(said)
        return
    rows = [(*action["id"].split("|"), action["number"]) for action in said["rota"]]
    title = f"Rota, {said['status']}: {_cell(said['cost'])} {case.currency}"
    _table(title, ("who", "name", "starts", "length", "number"), rows)
    for key in ("conflict", "waits", "tried_again"):
        if said[key]:
            typer.echo(f"{key.replace('_', ' ')}: {said[key]}")


def _rota_said(found: Rota, case: Centre) -> dict[str, Any]:
    from communique.workstreams.pathways.centre.rota import passes

    def waits(run: Run | None) -> dict[str, Any] | None:
        if run is None:
            return None
        p90 = {language: _finite(run.p90(n)) for n, language in enumerate(case.languages)}
        counted = {name: getattr(run, name) for name in ("booked", "absent", "came", "returned", "unserved")}
        return {"p90_minutes": p90, "within_target": passes(case, run), **counted}

    plan = found.plan
    return {
        "status": plan.status,
        "cost": plan.objective,
        "currency": case.currency,
        "gap": plan.gap,
        "hours_of_work": plan.target,
        "rota": [{"id": a.id, "number": a.amount, "cost": a.cost, "hours": a.effect} for a in plan.actions],
        "conflict": list(plan.conflict),
        "most_hours": plan.reachable,
        "days": found.days,
        "staffings_too_thin": found.too_thin,
        "waits": waits(found.seen),
        "tried_again": waits(found.again),
    }


@contextmanager
def _working(message: str) -> Iterator[None]:
    """Says on standard error, where a person sits before it, what long work is at."""
    from rich.console import Console

    with Console(stderr=True).status(message) if sys.stderr.isatty() else nullcontext():
        yield


def _finite(value: float) -> float | None:
    """None for a wait without end: more than 10 % went home unserved."""
    return value if value < float("inf") else None


def _day(text: str | None, option: str) -> dt.date | None:
    from communique.workstreams.pathways.points import FieldError

    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError:
        raise FieldError(f"{text!r} is not a date such as 2026-10-01", column=option) from None


def _write(found: Mapping[str, Any]) -> None:
    import json

    typer.echo(json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False))


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*(column.replace("_", " ") for column in columns), title=title, title_justify="left")
    for row in rows:
        table.add_row(*map(_cell, row))
    Console(highlight=False).print(table)


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:,.6g}" if isinstance(value, float) else str(value)
