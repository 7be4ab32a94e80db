"""Which command writes the finder for people?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import typer


def add_to(app: typer.Typer) -> None:
    """Adds the command of this file."""
    app.command("finder")(finder)


def finder(
    out: Annotated[Path, typer.Option(help="Folder to write the pages into.")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Day of the data; default today.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Write JSON instead of a sentence.")] = False,
) -> None:
    """Writes the finder: pages on which a person sees which lawful ways may fit. Information, never legal advice."""
    from communique.workstreams.pathways.finder import write_finder
    from communique.workstreams.pathways.finder.home import home

    written = write_finder(out, _day(on), home=home())
    _tell(
        {
            "folder": str(written.folder),
            "on": written.on.isoformat(),
            "files": len(written.files),
            "bundle_bytes": written.bundle_bytes,
            "first_load_bytes": written.first_load_bytes,
            "key": written.key,
        },
        as_json=json,
    )


def _day(given: str | None) -> dt.date:
    if given is None:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(f"{given!r} is no date; write 2026-11-24", param_hint="--on") from None


def _tell(found: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        import json

        typer.echo(json.dumps(found, indent=2))
        return
    typer.echo(
        f"{found['files']} files in {found['folder']}, data of {found['on']}; rules {found['bundle_bytes']:,} bytes, "
        f"first load {found['first_load_bytes']:,} bytes, gzipped. Open index.html there, or serve the folder."
    )
