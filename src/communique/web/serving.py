"""`communique serve`: which edition, at which address?"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.errors import CommuniqueError, MissingExtra

if TYPE_CHECKING:
    from communique.web.admission import Service


class ServingError(CommuniqueError):
    """An edition named twice, or an address that cannot be taken."""


def add_to(app: typer.Typer) -> None:
    """Adds the command of this file."""
    app.command("serve")(serve_command)


def serve_command(
    folder: Annotated[Path | None, typer.Argument(metavar="EDITION", help="Default: edition.")] = None,
    edition: Annotated[Path | None, typer.Option(help="The edition's folder, if not given as EDITION.")] = None,
    host: Annotated[str, typer.Option(help="Address to listen at; the default is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen at; 0 takes a free one.")] = 8000,
    before: Annotated[Path | None, typer.Option(help="An earlier edition, to answer what changed.")] = None,
    address: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where readers reach it, such as https://example.org/; pages then name it."),
    ] = None,
    identity: Annotated[
        Path | None, typer.Option(help="identity.toml: whose tokens are believed, to contribute and read over HTTP.")
    ] = None,
) -> None:
    """Serve an edition: its pages, the live tools of workstreams, and the API to read it."""
    if folder is not None and edition is not None:
        raise ServingError(f"the edition is given twice: {folder} and {edition}", column="--edition")
    _needs("fastapi", "uvicorn")
    from communique.publish.address import base_address
    from communique.web.app import create_app
    from communique.web.running import listen, run

    service = None if identity is None else _service(identity)
    base = base_address(address)
    app = create_app(folder or edition or Path("edition"), before=before, service=service, address=base)
    with listen(host, port) as socket:
        print(f"{listening(host, socket.getsockname()[1])}  (API: /api/v1/openapi.json · stop: Ctrl-C)", flush=True)
        run(app, socket)


def _service(identity: Path) -> Service:
    """Contributions and reads of parties, into and from this installation's store."""
    _needs("joserfc", "python_multipart")
    from communique.exchange.ledger import Home
    from communique.home import home, the_store
    from communique.web.identity import read_identity
    from communique.web.service import make_service

    return make_service(read_identity(identity), the_store(), Home(home()))


def _needs(*packages: str) -> None:
    for package in packages:
        try:
            importlib.import_module(package)
        except ModuleNotFoundError as error:
            raise MissingExtra(
                f"serving needs {error.name}, which is not installed; run: pip install 'communique[web]'"
            ) from error


def listening(host: str, port: int) -> str:
    """The address as a browser takes it."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"
