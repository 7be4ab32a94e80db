"""Assess a summit, compare two editions, look for faults in a summit's folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import Address, Json, KnownAt, On, OptionError, day, today
from communique.cli.saying import say, say_json, working
from communique.home import home, the_store

if TYPE_CHECKING:
    from communique.assess import Edition


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("assess")(assess_command)
    app.command("compare")(compare_command)
    app.command("lint")(lint_command)
    app.command("export")(export_command)


def assess_command(
    summit: Annotated[str, typer.Argument(help="A shipped summit or a summit's folder.")] = "nals2023",
    out: Annotated[Path, typer.Option("--out", help="Folder to write the edition to.")] = Path("edition"),
    on: On = None,
    known_at: KnownAt = None,
    seed: Annotated[int, typer.Option(help="Seed of every Monte Carlo.")] = 0,
    draws: Annotated[int, typer.Option(min=1, help="Draws of every Monte Carlo.")] = 1000,
    before: Annotated[Path | None, typer.Option(help="An earlier edition; the pages then say what changed.")] = None,
    address: Address = None,
    allow_missing: Annotated[bool, typer.Option(help="Go on without workstreams that are not installed.")] = False,
    marking: Annotated[
        str, typer.Option(help="TLP 2.0 marking of the edition; contributions marked stricter are left out.")
    ] = "TLP:CLEAR",
    language: Annotated[str, typer.Option(help="Language of the table on screen: en, es or fr.")] = "en",
    json: Json = False,
) -> None:
    """The main job: all commitments become an edition (site, JSON, manifest), and a table on screen."""
    from communique.assess import as_json, assess
    from communique.commitment import load_summit
    from communique.publish import terminal_table, write_site
    from communique.publish.address import base_address
    from communique.store import Derived

    base = base_address(address)
    out.mkdir(parents=True, exist_ok=True)
    with working(json) as progress:
        edition = assess(
            load_summit(summit),
            the_store(),
            on=day(on, "--on", today()),
            known_at=day(known_at, "--known-at", today()),
            seed=seed,
            draws=draws,
            derived=Derived(home() / "derived"),
            allow_missing=allow_missing,
            marking=marking,
            progress=progress,
        )
        progress("pages")
        text = as_json(edition)
        write_site(edition, out, json_text=text, before=before, address=base)
    _pin(edition, out)
    if json:
        print(text, end="")
        return
    from rich.console import Console

    Console().print(terminal_table(edition, language))
    say(f"\n{out / 'index.html'}")


def _pin(edition: Edition, out: Path) -> None:
    """Keeps the table versions that the edition cites from being cleaned away."""
    from communique.store import pin, pins, release

    store, name, versions = the_store(), str(out.resolve()), edition.manifest.store
    pinned = pins(store).get(name)
    if pinned == versions:
        return
    if pinned is not None:
        release(store, name)
    if versions:
        pin(store, name, versions)


def compare_command(
    before: Annotated[Path, typer.Argument(help="An edition's folder or its edition.json.")],
    after: Annotated[Path, typer.Argument(help="The edition to compare with it.")],
    json: Json = False,
) -> None:
    """What changed between two editions, and why. Exit code 4 if something changed without a cause."""
    from dataclasses import asdict

    from communique.assess.comparing import compare, read_edition
    from communique.cli.changed import changed_lines
    from communique.language import Words

    changes = compare(read_edition(before), read_edition(after))
    if json:
        say_json({"changes": [asdict(change) for change in changes]})
    elif not changes:
        say("Nothing changed.")
    else:
        from shutil import get_terminal_size

        for line in changed_lines(changes, Words("en"), get_terminal_size().columns):
            say(line)
    if any(change.cause == "unexplained" for change in changes):
        raise typer.Exit(4)


def lint_command(
    summit: Annotated[str, typer.Argument(help="A shipped summit or a summit's folder.")] = "nals2023",
    json: Json = False,
) -> None:
    """Explains each fault of a summit's folder: file, place, what to do. Exit code 1 if there is one."""
    from dataclasses import asdict

    from communique.commitment import lint

    found = lint(summit)
    faults = [fault for fault in found if not fault.note]
    if json:
        say_json({"faults": [asdict(f) for f in faults], "notes": [asdict(f) for f in found if f.note]})
    else:
        for fault in found:
            say(f"{'note: ' if fault.note else ''}{fault}")
        say(f"{len(faults)} faults" if faults else "no faults")
    if faults:
        raise typer.Exit(1)


def export_command(
    edition: Annotated[Path, typer.Argument(help="An edition's folder or its edition.json.")],
    out: Annotated[Path, typer.Option(help="File to write: .json or .csv.")],
) -> None:
    """Write an edition's results in the shape of IATI 2.03, for other registers."""
    from json import dumps

    from communique.assess.comparing import read_edition
    from communique.assess.interchange import results, rows

    found = results(read_edition(edition))
    if out.suffix == ".json":
        out.write_text(dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    elif out.suffix == ".csv":
        import polars as pl

        pl.DataFrame(list(rows(found)), infer_schema_length=None).write_csv(out)
    else:
        raise OptionError(f"{out.suffix or out.name!r}: write .json or .csv", column="--out")
    say(str(out))
