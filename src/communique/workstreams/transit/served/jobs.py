"""How far is each planner's feed? In memory and a folder each, for an hour at most, under a name nobody can guess."""

from __future__ import annotations

import asyncio
import secrets
import shutil
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from communique.errors import CommuniqueError
from communique.language import COMPLETE
from communique.workstreams.transit.served import work

STEPS = ("day", "buses", "plan", "report")
#: Shorter than the hour after which the server deletes every upload.
LIFE_SECONDS = 50 * 60.0
MOST_JOBS = 50
Run = Callable[..., Awaitable[Any]]


class TooMany(CommuniqueError):
    """More feeds are being looked at than this server keeps."""


@dataclass
class Job:
    """One feed: what was found, where its plan is, and the fault that ended it (name of the error, and its words)."""

    folder: Path
    found: dict[str, Any] = field(default_factory=dict)
    state: Literal["ready", "planning", "done"] = "ready"
    step: int = 0
    chosen: dict[str, str] = field(default_factory=dict)
    day: dict[str, Any] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    fault: tuple[str, str] | None = None
    begun: float = field(default_factory=time.monotonic)
    task: asyncio.Task[None] | None = None


class Jobs:
    """All feeds by their unguessable name."""

    def __init__(self) -> None:
        self._all: dict[str, Job] = {}

    def folder(self, beside: Path) -> Path:
        """A new folder beside the uploads; raises TooMany where the server is full."""
        self._forget_old()
        if len(self._all) >= MOST_JOBS:
            raise TooMany("too many feeds are being planned here; try again in a few minutes")
        made = beside / f"feed-{secrets.token_hex(16)}"
        made.mkdir(mode=0o700)
        return made

    def add(self, job: Job) -> str:
        """The name under which the job is found."""
        name = secrets.token_urlsafe(24)
        self._all[name] = job
        return name

    def get(self, name: str) -> Job | None:
        """The job of that name, None where there is none any more."""
        self._forget_old()
        return self._all.get(name)

    def _forget_old(self) -> None:
        for name, job in list(self._all.items()):
            if time.monotonic() - job.begun > LIFE_SECONDS:
                shutil.rmtree(job.folder, ignore_errors=True)
                del self._all[name]


def start(job: Job, run: Run) -> None:
    """Plans in the background, step by step; `run` computes in another process."""
    job.state, job.step, job.fault = "planning", 0, None
    job.task = asyncio.create_task(_through(job, run))


async def _through(job: Job, run: Run) -> None:
    date = job.chosen["date"]
    try:
        job.day = await run(work.day, job.folder, date)
        job.step = 1
        await run(work.buses, job.folder)
        job.step = 2
        await run(work.plan, job.folder)
        job.step = 3
        job.said = {language: await run(work.report, job.folder, date, language) for language in COMPLETE}
        await run(work.bundled, job.folder)
        job.state = "done"
    except CommuniqueError as error:
        job.state, job.fault = "ready", (getattr(error, "kind", "") or type(error).__name__, str(error))
    except Exception:
        job.state, job.fault = "ready", ("ToolBroken", "")
        raise
