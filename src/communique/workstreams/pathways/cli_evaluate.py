"""Which command judges a person or a million, and which keeps the catalogue fresh?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    import polars as pl

    from communique.workstreams.pathways.pathway import Catalogue

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]
On = Annotated[str | None, typer.Option(metavar="DATE", help="The day the world is looked at; default today.")]
KnownAt = Annotated[str | None, typer.Option(metavar="DATE", help="What had been recorded by then; default: all.")]
Folder = Annotated[Path | None, typer.Option(help="A catalogue of your own in place of the one shipped.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("evaluate")(evaluate)
    app.command("batch")(batch)
    app.command("review")(review)
    app.command("due")(due)
    app.command("lint")(lint)
    app.command("changes")(changes)


class OptionError(CommuniqueError):
    """An option or file of answers that cannot be read."""


def _day(text: str | None, option: str) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise OptionError(f"{text!r} is not a date such as 2026-11-24", column=option) from None


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _catalogue(folder: Path | None) -> Catalogue:
    from communique.workstreams.pathways.books import FOLDER, load, shipped
    from communique.workstreams.pathways.review import reviews_file

    reviews = reviews_file()
    if folder is None and not reviews.exists():
        return shipped()
    return load(folder or FOLDER, reviews)


def _answers(file: Path) -> Mapping[str, Any]:
    import json

    def refuse(word: str) -> Any:
        raise OptionError(f"{word} is not a value; write null for what is not known", file=file)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = next(key for n, (key, _) in enumerate(pairs) if key in dict(pairs[:n]))
            raise OptionError("is answered twice", file=file, column=twice)
        return found

    try:
        text = file.read_text(encoding="utf-8-sig")
        data = json.loads(text, parse_constant=refuse, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:  # also of a number with thousands of digits, of lists without end
        raise OptionError(f"is not readable as JSON: {error}", file=file) from error
    if not isinstance(data, dict):
        raise OptionError("answers are an object: {fact: value}", file=file)
    return data


def evaluate(
    answers: Annotated[Path, typer.Option(help='JSON {fact: value | null | {"between": [a, b]} | "declined"}.')],
    on: On = None,
    known_at: KnownAt = None,
    lang: Annotated[str, typer.Option(help="en, es, fr; ht and pt in part.")] = "en",
    catalogue: Folder = None,
    pathway: Annotated[str | None, typer.Option(help="Only this pathway.")] = None,
    json: AsJson = False,
) -> None:
    """Which pathways may fit these answers, why, and what to ask next. Information, never legal advice."""
    from communique.workstreams.pathways import report
    from communique.workstreams.pathways.answers import AnswerError
    from communique.workstreams.pathways.evaluation import evaluate as judge
    from communique.workstreams.pathways.questions import next_question

    if lang not in report.LANGUAGES:
        raise OptionError(f"{lang!r} is none of {', '.join(report.LANGUAGES)}", column="--lang")
    words, book = report.spoken(lang), _catalogue(catalogue)
    when, known = _day(on, "--on") or _today(), _day(known_at, "--known-at")
    said = _answers(answers)
    try:
        found = judge(book, said, when, known)
    except AnswerError as fault:
        raise OptionError(fault.told(words), file=answers, column=", ".join(fault.fields)) from fault
    whole = report.as_json(book, found, next_question(book, said, when, known, found), words)
    if pathway is not None:
        whole["pathways"] = [each for each in whole["pathways"] if each["pathway"] == pathway]
        if not whole["pathways"]:
            raise OptionError(f"no such pathway: {pathway}", column="--pathway")
    rows = [{**each, "read": "{read_in_the_law} of {cited}".format(**each["rules"])} for each in whole["pathways"]]
    _show(whole, rows, ("pathway", "name", "verdict", "criteria", "status", "overall", "read"), json)
    if not json:
        asked = whole["next_question"]
        typer.echo(f"? {asked['question']} ({asked['fact']})" if asked else "")
        typer.echo(whole["advice"])


def batch(
    people: Annotated[Path, typer.Argument(help="Parquet or CSV: a column for each fact, null where not known.")],
    out: Annotated[Path, typer.Option(help="Parquet: criteria, status and overall of every pathway.")],
    on: On = None,
    known_at: KnownAt = None,
    catalogue: Folder = None,
    what_if: Annotated[Path | None, typer.Option(help="A changed catalogue: who gains, who loses.")] = None,
    json: AsJson = False,
) -> None:
    """All pathways for many people at once; with --what-if also who gains and who loses by a changed rule."""
    import polars as pl

    from communique.workstreams.pathways.batch import counts, evaluate_frame, transitions

    if out.exists() and out.samefile(people):
        raise OptionError("the verdicts would be written over the people; name another file", file=out, column="--out")
    try:
        frame = _people(people)
    except pl.exceptions.PolarsError as error:
        raise OptionError(f"cannot be read: {error}", file=people) from error
    when, known = _day(on, "--on") or _today(), _day(known_at, "--known-at")
    found = evaluate_frame(frame, _catalogue(catalogue), when, known)
    found.write_parquet(out)
    rows = counts(found).to_dicts()
    result: dict[str, Any] = {"people": frame.height, "on": when.isoformat(), "out": str(out), "counts": rows}
    if what_if is not None:
        after = evaluate_frame(frame, _catalogue(what_if), when, known)
        result["transitions"] = transitions(found, after).to_dicts()
        _show(result, result["transitions"], ("pathway", "part", "was", "is", "people"), json)
        return
    _show(result, [r for r in rows if r["part"] == "overall"], ("pathway", "true", "false", "unknown"), json)


def _people(file: Path) -> pl.DataFrame:
    """The people of a file. A column of a CSV in which nobody answers says nothing: it has no type of its own."""
    import polars as pl

    if file.suffix != ".csv":
        return pl.read_parquet(file)
    frame = pl.read_csv(file, try_parse_dates=True, infer_schema_length=None)  # an answer may come late in the file
    return frame.with_columns(pl.lit(None).alias(each.name) for each in frame if each.null_count() == len(each))


def review(
    pathway: Annotated[str, typer.Argument(metavar="ID", help="The pathway that was checked.")],
    source: Annotated[str, typer.Option(help="Where it was read: title and address.")],
    status: Annotated[str, typer.Option(help="open|restricted|paused|closed|unknown")],
    on: On = None,
    confidence: Annotated[str, typer.Option(help="A official text, B dated secondary source, C recalled.")] = "B",
    note: Annotated[str, typer.Option(help="What was found, in a sentence.")] = "",
    json: AsJson = False,
) -> None:
    """Record that a pathway's state was checked again."""
    from communique.workstreams.pathways.review import record, reviews_file

    file, today = reviews_file(), _today()
    when = _day(on, "--on") or today
    row = record(
        _catalogue(None), file, pathway, status=status, source=source, on=when, recorded_on=today,
        confidence=confidence, note=note,
    )  # fmt: skip
    _show({"file": str(file), **row}, [row], ("pathway", "code", "as_of", "confidence", "source"), json)


def due(
    on: On = None,
    known_at: KnownAt = None,
    within: Annotated[int, typer.Option(min=0, help="Also what falls due in so many days.")] = 0,
    json: AsJson = False,
) -> None:
    """Pathways whose state has to be checked again, the longest overdue first."""
    from dataclasses import asdict

    from communique.workstreams.pathways import review as reviewing

    book = _catalogue(None)
    when = _day(on, "--on") or _today()
    found = [asdict(each) for each in reviewing.due(book, when, _day(known_at, "--known-at"), within)]
    rows = [{name: _iso(value) for name, value in each.items()} for each in found]
    read = reviewing.readings(book, when, _day(known_at, "--known-at"))
    counts = {country: {"criteria": criteria, "read_in_the_law": n} for country, (criteria, n) in read.items()}
    whole = {"on": when.isoformat(), "pathways": len(book.pathways), "due": rows, "read": counts}
    _show(whole, rows, ("pathway", "code", "as_of", "confidence", "review_by", "days_past", "verified"), json)
    if not json:
        parts = (f"{country} {n} of {criteria}" for country, (criteria, n) in sorted(read.items()))
        typer.echo(f"Criteria read in the law itself: {', '.join(parts)}.")


def lint(
    catalogue: Annotated[Path | None, typer.Argument(help="A catalogue's folder; default: the one shipped.")] = None,
    json: AsJson = False,
) -> None:
    """Every fault of a catalogue's files, with file and line. Exit code 1 if there is one."""
    from communique.workstreams.pathways.books import FOLDER, faults

    found = faults(catalogue or FOLDER)
    rows = [{"file": each.file, "line": each.line, "level": each.level, "fault": each.message} for each in found]
    _show({"faults": rows}, rows, ("file", "line", "level", "fault"), json)
    if any(each.level == "error" for each in found):
        raise typer.Exit(1)


def changes(
    pathway: Annotated[str | None, typer.Argument(metavar="[ID]", help="Only of this pathway.")] = None,
    known_at: KnownAt = None,
    atom: Annotated[Path | None, typer.Option(help="Write the feed as Atom into this file.")] = None,
    lang: Annotated[str, typer.Option(help="en, es, fr")] = "en",
    json: AsJson = False,
) -> None:
    """What began and ended in the catalogue, and when it was recorded; the latest first."""
    from communique.workstreams.pathways import changes as feed
    from communique.workstreams.pathways.report import spoken

    book = _catalogue(None)
    if pathway is not None and pathway not in book.pathways:
        raise OptionError(f"no such pathway: {pathway}", column="ID")
    found = feed.changes(book, pathway, _day(known_at, "--known-at"))
    if atom is not None:
        atom.write_text(feed.as_atom(found, spoken(lang), book.digest), encoding="utf-8")
    rows = feed.as_json(found)
    _show({"changes": rows}, rows, ("valid_from", "recorded_on", "pathway", "kind", "id", "note"), json)


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _show(found: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], columns: Sequence[str], json: bool) -> None:
    if json:
        import json as writer

        typer.echo(writer.dumps(found, ensure_ascii=False, indent=1, allow_nan=False))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns)
    for row in rows:
        table.add_row(*(_cell(row.get(column)) for column in columns))
    Console().print(table)


def _cell(value: Any) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
