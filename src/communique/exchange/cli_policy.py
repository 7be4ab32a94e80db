"""Which question of the positions does a person ask on the command line?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.exchange.cli_said import Json, OptionError, day, pair

if TYPE_CHECKING:
    from communique.exchange.position import Positions
    from communique.exchange.request import RequestForm

Files = Annotated[
    list[Path] | None, typer.Option("--positions", help="A folder of positions, or files; default: an installed one.")
]
Workstream = Annotated[str | None, typer.Option("--workstream", help="Whose positions, if several have some.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day looked at; default today.")]
KnownAt = Annotated[
    str | None, typer.Option("--known-at", metavar="DATE", help="What had been recorded by that day; default all.")
]
Language = Annotated[str, typer.Option("--language", help="Of the sentences in tables: en, es or fr.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("common")(common)
    app.command("ask")(ask)
    app.command("redline")(redline)
    app.command("history")(history)


def common(
    positions: Files = None,
    workstream: Workstream = None,
    on: On = None,
    known_at: KnownAt = None,
    language: Language = "en",
    proof_log: Annotated[Path | None, typer.Option(help="Write the proof log, with formulas, to this file.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 unless it is an agreement and every claim is proved.")
    ] = False,
    json: Json = False,
) -> None:
    """The common position: what all permit, where they differ, what they leave unsaid, and what was proved of it."""
    from communique.exchange.report import common_data
    from communique.exchange.stance import stances

    found = common_data(stances(_positions(positions, workstream), _day(on), _known(known_at)))
    if proof_log is not None:
        proof_log.write_text(_text({**{key: found[key] for key in ("on", "known_at")}, **found["proofs"]}), "utf-8")
    if json:
        typer.echo(_text(found))
    else:
        _show_common(found, _spoken(language))
    if check and not found["publishable"]:
        raise typer.Exit(1)


def ask(
    purpose: Annotated[str | None, typer.Option(help="The purpose.")] = None,
    category: Annotated[str | None, typer.Option(help="The category of data.")] = None,
    recipient: Annotated[str | None, typer.Option(help="Who would receive it.")] = None,
    age_days: Annotated[
        int | None, typer.Option("--age-days", help="Days since the origin of every clock that no --origin names.")
    ] = None,
    origin: Annotated[list[str] | None, typer.Option(help="EVENT=DATE from which ages and due days follow.")] = None,
    given: Annotated[list[str] | None, typer.Option("--with", help="FIELD that is true, or FIELD=VALUE.")] = None,
    without: Annotated[list[str] | None, typer.Option(help="FIELD that is false; one not named is not known.")] = None,
    positions: Files = None,
    workstream: Workstream = None,
    on: On = None,
    known_at: KnownAt = None,
    language: Language = "en",
    check: Annotated[bool, typer.Option("--check", help="Exit with 1 unless it is permitted in common.")] = False,
    json: Json = False,
) -> None:
    """May this be disclosed? The decision by party and in common, with clauses, duties and days."""
    from communique.exchange.deciding import decide
    from communique.exchange.report import decision_data
    from communique.exchange.stance import stances

    today, found = _day(on), _positions(positions, workstream)
    request = {"purpose": purpose, "category": category, "recipient": recipient}
    request = {name: value for name, value in request.items() if value is not None}
    request |= dict(_given(given or (), found.form)) | dict.fromkeys(without or (), False)
    days = _origins(origin or (), age_days, today, found.form)
    standing = stances(found, today, _known(known_at))
    data = decision_data(decide(standing, request, days), standing)
    _tell_unseen(request, found.form)
    if json:
        typer.echo(_text(data))
    else:
        _show_decision(data, _spoken(language))
    if check and not data["permitted"]:
        raise typer.Exit(1)


def redline(
    positions: Files = None,
    workstream: Workstream = None,
    on: On = None,
    known_at: KnownAt = None,
    language: Language = "en",
    json: Json = False,
) -> None:
    """What each party would have to change to reach the common position, clause by clause."""
    from communique.exchange.report import redline_data
    from communique.exchange.stance import stances

    data = redline_data(stances(_positions(positions, workstream), _day(on), _known(known_at)))
    if json:
        typer.echo(_text(data))
    else:
        spoken = _spoken(language)
        rows = [
            (each["party"], each["said"][spoken], _said(each["clause"]["citation"], spoken))
            for each in data["redlines"]
        ]
        _table("", ("party", "change", "source"), rows)


def history(
    between: Annotated[
        tuple[str, str] | None, typer.Option(metavar="DATE DATE", help="Two days to compare; default: every change.")
    ] = None,
    positions: Files = None,
    workstream: Workstream = None,
    known_at: KnownAt = None,
    json: Json = False,
) -> None:
    """The common position over time: from each day of change on, or what changed between two days."""
    from communique.exchange import changing, report
    from communique.exchange.stance import stances

    found, known = _positions(positions, workstream), _known(known_at)
    if between is None:
        data = report.history_data(changing.history(found, known))
        columns: tuple[str, ...] = ("from", "status", "clauses in common")
        rows: list[tuple[str, ...]] = [(d["on"], d["status"], _clauses(d["permits"])) for d in data["days"]]
    else:
        before, after = (day(text, "--between", date.max) for text in between)
        compared = changing.compare_days(found, before, after, known)
        data = report.comparison_data(compared, stances(found, after, known))
        columns, rows = ("clause", "change"), [(each["name"], each["how"]) for each in data["changes"]]
    if json:
        typer.echo(_text(data))
    else:
        _table("", columns, rows)


# -- what was typed --------------------------------------------------------------------------------------------------


def _positions(paths: Sequence[Path] | None, workstream: str | None) -> Positions:
    from communique.exchange.installed import find_positions

    return find_positions(tuple(paths or ()), workstream)


def _day(text: str | None) -> date:
    return day(text, "--on", datetime.now(UTC).date())


def _known(text: str | None) -> date | None:
    return None if text is None else day(text, "--known-at", date.max)


def _spoken(language: str) -> str:
    from communique.exchange.request import LANGUAGES

    if language not in LANGUAGES:
        raise OptionError(f"{language!r} is none of {', '.join(LANGUAGES)}", column="--language")
    return language


def _given(pairs: Iterable[str], form: RequestForm) -> Iterable[tuple[str, Any]]:
    """`case` is a flag that is true, `approval=court` a listed value, `age_days=12` an age."""
    for each in pairs:
        name, equals, value = each.partition("=")
        if not equals:
            yield name, True
        elif name in form.ages and value.lstrip("-").isdigit():
            yield name, int(value)
        else:
            yield name, value


def _tell_unseen(request: Mapping[str, Any], form: RequestForm) -> None:
    """A value that no position can speak of is denied as silence; who mistyped it is told what there is."""
    from communique.rules.schema import suggestion

    for name in form.choices:
        value, known = request.get(name), form.listed(name)
        if value is not None and value not in known:
            hint = suggestion(value, known)
            typer.echo(f"{name}: {value!r} is none of {', '.join(known)}{hint}", err=True)


def _origins(pairs: Iterable[str], age_days: int | None, on: date, form: RequestForm) -> dict[str, date]:
    named = {event: day(text, "--origin", on) for event, text in (pair(each, "--origin") for each in pairs)}
    if age_days is not None:
        try:
            named = dict.fromkeys(form.origins, on - timedelta(days=age_days)) | named
        except OverflowError:
            raise OptionError(f"{age_days} days lead out of the calendar", column="--age-days") from None
    return named


# -- what is shown ---------------------------------------------------------------------------------------------------


def _text(data: Any) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)


def _said(sentence: Mapping[str, str] | None, language: str) -> str:
    return "–" if sentence is None else sentence[language]


def _show_common(data: Mapping[str, Any], spoken: str) -> None:
    typer.echo(data["said"][spoken])
    if not data["publishable"]:
        typer.echo("Not to be published as an agreement: " + _hindrance(data))
    rows = [
        (category, *(_ages(each, reading) for reading in ("most_protective", "least_protective")))
        for category, each in data["retention"].items()
    ]
    _table("largest age permitted in common", ("category", "unknowns protective", "unknowns permissive"), rows)
    for title, key in (("differences", "differences"), ("conflicts", "conflicts"), ("gaps", "gaps")):
        _table(title, ("",), [(each["said"][spoken],) for each in data[key]])
    proofs = [
        (each["said"][spoken], each["status"], _refuting(each, spoken), f"{1000 * each['seconds']:.1f}")
        for each in data["proofs"]["proofs"]
    ]
    _table("not in force on this day", ("",), [(name,) for name in data["left_out"]])
    _table("proofs", ("claim", "answer", "refuted by", "ms"), proofs)
    rows = [("; ".join(f"{each['name']}: {each['text'][spoken]}" for each in names),) for names in data["relaxations"]]
    _table("something would be permitted without", ("",), rows)


def _hindrance(data: Mapping[str, Any]) -> str:
    if data["status"] != "agreed":
        return str(data["status"])
    return "; ".join(
        f"{each['claim']} {each['subject']} is {each['status']}".replace("  ", " ")
        for each in data["proofs"]["proofs"]
        if each["status"] != "proved"
    )


def _refuting(proof: Mapping[str, Any], spoken: str) -> str:
    """The request that refutes a claim, in words."""
    shown = proof["example"] if proof["status"] == "refuted" else None
    return "–" if shown is None else _said(shown["said"], spoken)


def _ages(each: Mapping[str, Any], reading: str) -> str:
    """The largest ages of one category at which anything of it is permitted; never, where nothing is."""
    found = each["largest_age"][reading]
    if found is None or None in found.values() or not (found or each["permitted"][reading]):
        return "never"
    return ", ".join(f"{name} {value}" for name, value in found.items()) or "at any age"


def _show_decision(data: Mapping[str, Any], spoken: str) -> None:
    for code in data["rejected"]:
        typer.echo(f"not decided: {code}")
    rows = [
        (
            party,
            "permitted" if each["permitted"] else "denied",
            _why(each, spoken),
        )
        for party, each in data["parties"].items()
    ]
    denied = ", ".join(party for party, each in data["parties"].items() if not each["permitted"])
    common = ("in common", "permitted", "by every party") if data["permitted"] else ("in common", "denied", denied)
    _table("", ("party", "decision", "why"), [*rows, common])
    if data["permitted"]:
        duties = [(each["do"], each["text"][spoken], each["on"] or "–") for each in data["duties"]]
        _table("duties that come with it", ("duty", "clause", "by"), duties)


def _why(each: Mapping[str, Any], spoken: str) -> str:
    if each["permitted"]:
        return ", ".join(clause["name"] for clause in each["under"])
    return " ".join(f"{reason['said'][spoken]} [{reason['code']}]" for reason in each["reasons"])


def _clauses(permits: Mapping[str, Any]) -> str:
    return ", ".join(permits["most_protective"]["clauses"])


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))  # a cell is words, never markup
    Console().print(table)
