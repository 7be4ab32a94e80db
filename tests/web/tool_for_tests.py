"""A workstream's tool for the tests: it echoes, counts what is sent, dawdles, eats memory, dies and fails."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request

from communique.errors import CommuniqueError
from communique.hooks import Workstream

#: A workstream that is nothing but a tool, and one whose packages are not installed.
WORKSTREAMS = {
    "echoes": Workstream(name="echoes", package="tool_for_tests", router="tool_for_tests:router"),
    "absent": Workstream(name="absent", package="tool_for_tests", router="needs_what_is_not_there:router"),
}

router = APIRouter()


class EchoError(CommuniqueError):
    """Nothing to echo."""


def echo(text: str) -> str:
    if not text:
        raise EchoError("there is nothing to echo; send a text", file="/private/place/text.csv", row=3, column="text")
    return f"{text} from {os.getpid()}"


def size(path: Path) -> int:
    print("a person's own words")
    return path.stat().st_size


def dawdle(seconds: float) -> str:
    time.sleep(seconds)
    return "done"


def eat(megabytes: int) -> int:
    return len(bytearray(megabytes << 20))


def die() -> None:
    os._exit(1)


def fail(text: str) -> None:
    raise ValueError(f"secret {text}")


def stop_short() -> None:
    raise EOFError("a packed file that ends too soon")


def unsendable() -> Any:
    return lambda: None


@router.get("/")
async def ask(request: Request, text: str) -> dict[str, Any]:
    return {"echo": await request.app.state.tools.run(echo, text), "server": os.getpid()}


@router.get("/of/{name}")
async def of(request: Request, name: str) -> dict[str, str]:
    return {"name": name}


@router.post("/size")
async def post_size(request: Request) -> dict[str, Any]:
    tools = request.app.state.tools
    async with tools.upload(request, suffix=".bin", most_bytes=1 << 20) as path:
        found = await tools.run(size, path)
        kept = path.exists()
    return {
        "size": found,
        "kept": kept,
        "after": path.exists(),
        "name": path.name,
        "mode": oct(path.parent.stat().st_mode),
    }


@router.post("/dawdle")
async def post_dawdle(request: Request, seconds: float) -> str:
    return str(await request.app.state.tools.run(dawdle, seconds))


@router.post("/eat")
async def post_eat(request: Request, megabytes: int) -> int:
    return int(await request.app.state.tools.run(eat, megabytes))


@router.post("/die")
async def post_die(request: Request) -> None:
    await request.app.state.tools.run(die)


@router.post("/fail")
async def post_fail(request: Request, text: str) -> None:
    await request.app.state.tools.run(fail, text)


@router.post("/stop-short")
async def post_stop_short(request: Request) -> None:
    await request.app.state.tools.run(stop_short)


@router.post("/unsendable")
async def post_unsendable(request: Request) -> None:
    await request.app.state.tools.run(unsendable)


@router.get("/crash")
async def crash(request: Request, text: str) -> None:
    raise ValueError(f"secret {text}")
