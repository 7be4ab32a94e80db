"""How does the server run: on which socket, and saying what?"""

from __future__ import annotations

import logging
import os
import socket

import uvicorn
from fastapi import FastAPI

from communique.errors import CommuniqueError
from communique.web.logs import write_to_standard_error

#: Connections at once; beyond them a new one is told to come back.
MOST_CONNECTIONS = 500
WAITING_CONNECTIONS = 512


class AddressError(CommuniqueError):
    """An address that cannot be listened at."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; raises AddressError where the address is taken or not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # TCP by name: only then does asyncio send small answers at once, and not 40 ms later
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a restart need not wait
        listening.bind((host, port))
        listening.listen(WAITING_CONNECTIONS)
        return listening
    except (OSError, UnicodeError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise AddressError(f"cannot listen at {host}:{port}: {reason}; choose another with --host or --port") from error


def server(app: FastAPI) -> uvicorn.Server:
    """A server that writes no address of anybody, keeps no log of its own, and names no software.

    The address of a reader is taken from X-Forwarded-For only where a proxy on this machine says it.
    """
    return uvicorn.Server(
        uvicorn.Config(
            app, access_log=False, log_config=None, server_header=False, ws="none", lifespan="on",
            proxy_headers=True, forwarded_allow_ips="127.0.0.1", limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=5, timeout_graceful_shutdown=5,
        )
    )  # fmt: skip


def run(app: FastAPI, listening: socket.socket) -> None:
    """Serves until told to stop."""
    write_to_standard_error()
    logging.getLogger("uvicorn").setLevel(logging.ERROR)
    server(app).run(sockets=[listening])
