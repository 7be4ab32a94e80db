"""How is something computed for a stranger without harm? In a process of its own, with a limit of time and of memory.

A process that runs out of either is ended and replaced; the others go on. Processes are spawned, not forked, and
started when first needed. What a function prints goes nowhere: it could be what a person sent.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
import queue
import signal
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from communique.errors import CommuniqueError

Given = ParamSpec("Given")
Result = TypeVar("Result")
_START_SECONDS = 120.0


@dataclass(frozen=True)
class Limits:
    """What one run of a tool may take, and how many run and wait at once.

    seconds        wall-clock, from the moment its process has it
    memory_bytes   address space of its process; enforced where the platform does (Linux)
    """

    seconds: float = 30.0
    memory_bytes: int = 4 << 30
    workers: int = 2
    waiting: int = 8


class ToolError(CommuniqueError):
    """A tool that gave no result."""


class ToolFault(ToolError):
    """What a tool was given has a fault that its sender can mend; `kind` names it."""

    def __init__(self, message: str, kind: str = "", **where: Any) -> None:
        super().__init__(message, **where)
        self.kind = kind


class ToolTooLong(ToolError):
    """A tool needed more time than it may take."""


class ToolTooLarge(ToolError):
    """A tool needed more memory than it may take, or its process died."""


class ToolsBusy(ToolError):
    """All processes are at work, and enough others wait."""


class ToolBroken(ToolError):
    """A fault of the tool itself."""


# In the process of the tool


def _serve(pipe: Connection, memory_bytes: int, folder: str) -> None:
    """Answers one call after another until the server hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends it
    tempfile.tempdir = folder
    _silence()
    _limit_memory(memory_bytes)
    pipe.send(("ready", None))
    while True:
        try:
            asked = pipe.recv_bytes()
        except EOFError:
            return
        try:
            pipe.send(_answer(asked))
        except Exception as error:  # a result that cannot cross processes
            pipe.send(("broken", f"{type(error).__name__} while its result was sent"))


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115  # for as long as the process lives


def _limit_memory(memory_bytes: int) -> None:
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _answer(asked: bytes) -> tuple[str, Any]:
    try:
        function, arguments, named = pickle.loads(asked)  # from the server itself
        return ("done", function(*arguments, **named))
    except MemoryError:
        return ("memory", None)
    except CommuniqueError as error:
        where = {"file": error.file and Path(error.file).name, "row": error.row, "column": error.column}
        return ("fault", (error.message, type(error).__name__, where))
    except BaseException as error:  # SystemExit too: the process stays
        return ("broken", f"{type(error).__module__}.{type(error).__qualname__}")


# In the server


class _Worker:
    """One process, started when first needed and again after its death."""

    def __init__(self, limits: Limits, folder: Path) -> None:
        self.limits, self.folder = limits, folder
        self._process: Any = None
        self._pipe: Connection | None = None

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        try:
            pipe = self._started()
            pipe.send((function, arguments, named))
            if not pipe.poll(self.limits.seconds):
                self.end()
                raise ToolTooLong(f"took longer than {self.limits.seconds:g} s and was stopped; try with less")
            kind, value = pipe.recv()
        except (EOFError, OSError):
            self.end()
            raise ToolTooLarge("needed more than it may have, and its process ended; try with less") from None
        return _read(kind, value)

    def _started(self) -> Connection:
        if self._process is not None and self._process.is_alive() and self._pipe is not None:
            return self._pipe
        self.end()
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        arguments = (other, self.limits.memory_bytes, str(self.folder))
        self._process = context.Process(target=_serve, args=arguments, daemon=True)
        self._process.start()
        other.close()
        if not self._pipe.poll(_START_SECONDS):
            self.end()
            raise ToolBroken("its process did not start")
        self._pipe.recv()
        return self._pipe

    def end(self) -> None:
        """Kills first: whoever waits at the pipe then hears that nobody is there."""
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if process is not None:
            process.kill()
            process.join()
        if pipe is not None:
            pipe.close()


def _read(kind: str, value: Any) -> Any:
    if kind == "done":
        return value
    if kind == "fault":
        message, name, where = value
        raise ToolFault(message, name, **where)
    if kind == "memory":
        raise ToolTooLarge("needed more memory than it may have; try with less")
    raise ToolBroken(value)


class Workers:
    """The processes of all tools together."""

    def __init__(self, limits: Limits, folder: Path) -> None:
        self.limits = limits
        self._free: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._all = [_Worker(limits, folder) for _ in range(limits.workers)]
        for worker in self._all:
            self._free.put(worker)
        self._threads = ThreadPoolExecutor(limits.workers, thread_name_prefix="tool")
        self._taken = 0

    async def run(self, function: Callable[Given, Result], *arguments: Given.args, **named: Given.kwargs) -> Result:
        """function(*arguments) computed in another process; the function importable by name, all values picklable.

        Raises ToolFault for a CommuniqueError of the function, ToolTooLong, ToolTooLarge, ToolsBusy, ToolBroken.
        """
        if self._taken >= self.limits.workers + self.limits.waiting:
            raise ToolsBusy("all tools are in use; try again in a minute")
        self._taken += 1
        future = self._threads.submit(self._call, function, arguments, named)
        loop = asyncio.get_running_loop()
        future.add_done_callback(lambda done: self._give_back(loop))
        return cast(Result, await asyncio.wrap_future(future))

    def _give_back(self, loop: asyncio.AbstractEventLoop) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._one_less)

    def _one_less(self) -> None:
        self._taken -= 1

    def _call(self, function: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        worker = self._free.get()  # as many threads as workers: one is free
        try:
            return worker.call(function, arguments, named)
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """Ends every process at once, whatever it is at."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._all:
            worker.end()
