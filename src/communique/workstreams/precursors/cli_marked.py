"""Which commands work on marked tables: asking for and granting a release, gaps, differences, the plan, leads?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.workstreams.precursors.saying import Json, KnownAt, On, day, known_by, say, say_frame

if TYPE_CHECKING:
    from communique.exchange.approvals import Officer
    from communique.workstreams.precursors.gaps import Marked

By = Annotated[str, typer.Option(help="Code of the officer, never a name.")]
Role = Annotated[str, typer.Option(help="Role of the officer, a code.")]
Organisation = Annotated[str, typer.Option(help="Organisation of the officer, a code.")]
Approval = Annotated[str | None, typer.Option(help="Id of a granted approval; it is used once.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("ask")(ask_command)
    app.command("grant")(grant_command)
    app.command("gaps")(gaps_command)
    app.command("differences")(differences_command)
    app.command("plan")(plan_command)
    app.command("leads")(leads_command)


def ask_command(
    table: Annotated[str, typer.Argument(help="precursors.gaps, precursors.differences or precursors.plan.")],
    on: On, by: By, role: Role, organisation: Organisation,
    hours: Annotated[int, typer.Option(min=1, help="How long the approval may be used.")] = 24,
    json: Json = False,
) -> None:  # fmt: skip
    """Asks for the release of a marked table of a day; another officer has to grant it."""
    from communique.exchange.approvals import Officer
    from communique.exchange.ledger import Home
    from communique.home import home
    from communique.workstreams.precursors.release import ask

    found = ask(Home(home()), table, day(on, "--on"), Officer(by, role, organisation), timedelta(hours=hours))
    row = {"approval": found.id, "for": found.subject, "requested_by": found.requested_by, "until": found.expires_at}
    say(row, [row], tuple(row), json=json)


def grant_command(
    approval: Annotated[str, typer.Argument(help="Id of the request.")],
    by: By, role: Role, organisation: Organisation, json: Json = False,
) -> None:  # fmt: skip
    """Grants a request of another officer."""
    from communique.exchange.approvals import Officer, grant
    from communique.exchange.ledger import Home
    from communique.home import home

    found = grant(Home(home()), approval, Officer(by, role, organisation))
    row = {"approval": found.id, "for": found.subject, "approved_by": found.approved_by, "until": found.expires_at}
    say(row, [row], tuple(row), json=json)


def gaps_command(
    on: On, by: By, role: Role, organisation: Organisation, approval: Approval = None, known_at: KnownAt = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Substances of Table I that a country is not known to list. TLP:AMBER: an approval is needed."""
    from communique.workstreams.precursors.gaps import gaps
    from communique.workstreams.precursors.world import stored

    when, then = day(on, "--on"), known_by(known_at)
    _release(gaps(stored(then)[0], on=when, known_at=then), on, _officer(by, role, organisation), approval, json)


def differences_command(
    on: On, by: By, role: Role, organisation: Organisation, approval: Approval = None, known_at: KnownAt = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Instruments and scope words that differ where both list. TLP:AMBER: an approval is needed."""
    from communique.workstreams.precursors.gaps import differences
    from communique.workstreams.precursors.world import stored

    when, then = day(on, "--on"), known_by(known_at)
    _release(differences(stored(then)[0], on=when, known_at=then), on, _officer(by, role, organisation), approval, json)


def plan_command(
    work: Annotated[Path, typer.Argument(help="TOML: quarters, countries and their capacity, weights.")],
    on: On, by: By, role: Role, organisation: Organisation, approval: Approval = None, known_at: KnownAt = None,
    json: Json = False,
) -> None:  # fmt: skip
    """The order of legal work of least weighted days out of step. TLP:AMBER: an approval is needed."""
    from communique.workstreams.precursors.gaps import gaps
    from communique.workstreams.precursors.plan import order, read_work
    from communique.workstreams.precursors.world import stored

    when, then = day(on, "--on"), known_by(known_at)
    found = order(gaps(stored(then)[0], on=when, known_at=then), read_work(work), when)
    _release(found.marked, on, _officer(by, role, organisation), approval, json)


def _officer(by: str, role: str, organisation: str) -> Officer:
    from communique.exchange.approvals import Officer

    return Officer(by, role, organisation)


def _release(marked: Marked, on: str, by: Officer, approval: str | None, json: bool) -> None:
    from communique.exchange.ledger import Home
    from communique.home import home
    from communique.workstreams.precursors.release import released

    frame = released(Home(home()), marked, day(on, "--on"), by, approval)
    say_frame(
        frame, {"marking": marked.marking, "on": on, "notes": [f"{marked.marking}: not for publication."]}, json=json
    )


def leads_command(
    trade: Annotated[Path, typer.Argument(help="Monthly trade, table precursors.trade: CSV, XLSX or Parquet.")],
    correlation: Annotated[Path | None, typer.Option(help="Table precursors.hs_correlation, for older codes.")] = None,
    rate: Annotated[float | None, typer.Option(min=0, max=1, help="False-discovery rate; default 0.10.")] = None,
    cautious: Annotated[bool, typer.Option("--cautious", help="Benjamini–Yekutieli: under any dependence.")] = False,
    months: Annotated[int, typer.Option(min=1, help="Last months to test against all before them.")] = 12,
    json: Json = False,
) -> None:
    """Flows of one's own trade figures that a person should look at, the lawful explanations first. TLP:AMBER."""
    from communique.workstreams.precursors.trade.flows import read_flows
    from communique.workstreams.precursors.trade.leads import BASKET, leads

    sheet = leads(read_flows(trade, correlation), rate=rate, cautious=cautious, tested=months)
    rows = sheet.leads.frame.to_dicts()
    notes = [
        f"{sheet.leads.marking}: leads for human review, never findings. {BASKET[:1].upper()}{BASKET[1:]}.",
        f"{sheet.tested} months of {sheet.series} series were tested; {sheet.unfitted} series could not be fitted.",
        *(f"left out: {count} rows, {reason}" for reason, count in sheet.left_out.items()),
        f"{sheet.one_sided.frame.height} flows have one side only, or none that may be shown: no gap is computed.",
    ]
    found = {
        "marking": sheet.leads.marking, "rows": rows, "one_sided": sheet.one_sided.frame.to_dicts(), "notes": notes,
        "tested": sheet.tested, "series": sheet.series, "unfitted": sheet.unfitted, "left_out": sheet.left_out,
    }  # fmt: skip
    columns = ("kind", "hs6", "exporter", "importer", "month", "measure", "value", "check_first", "code_is")
    say(found, rows, columns, json=json)
