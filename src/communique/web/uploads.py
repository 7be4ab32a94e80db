"""Where does a file go that a stranger sends? Into a folder for this server alone, and out of it within the hour."""

from __future__ import annotations

import asyncio
import secrets
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import HTTPException, Request

PREFIX = "communique-uploads-"
MOST_BYTES = 50 << 20
MOST_SECONDS = 300.0
SWEEP_SECONDS = 60.0
#: With a sweep every minute, nothing is an hour old.
LIFE_SECONDS = 3600.0 - 2 * SWEEP_SECONDS


class Uploads:
    """A folder that only this user can open, gone when the server ends; leftovers of one that crashed go first."""

    def __init__(self, parent: Path | None = None) -> None:
        parent = parent or Path(tempfile.gettempdir())
        for left in parent.glob(f"{PREFIX}*"):
            if _age(left) > LIFE_SECONDS:
                shutil.rmtree(left, ignore_errors=True)  # another user's is theirs to delete
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))

    @asynccontextmanager
    async def receive(self, request: Request, *, suffix: str = "", most_bytes: int = MOST_BYTES) -> AsyncIterator[Path]:
        """The body of a request as a file, deleted when the block ends.

        suffix  how its name ends, where a reader goes by that; the sender's own name is not used

        Raises HTTPException: 413 where it is larger than `most_bytes`, 408 where it takes longer than five minutes.
        """
        announced = request.headers.get("content-length", "0")
        if announced.isdigit() and int(announced) > most_bytes:
            raise _too_large(most_bytes)
        path = self.folder / f"{secrets.token_hex(16)}{suffix}"
        try:
            await _write(request, path, most_bytes)
            yield path
        finally:
            path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Deletes what is almost an hour old, whatever holds it; tools' own leftovers too."""
        for path in self.folder.iterdir():
            if _age(path) > LIFE_SECONDS:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)

    async def sweep_for_ever(self) -> None:
        """Sweeps every minute."""
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            self.sweep()

    def close(self) -> None:
        """Deletes the folder with all in it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _age(path: Path) -> float:
    try:
        return time.time() - path.lstat().st_mtime
    except FileNotFoundError:
        return 0.0


async def _write(request: Request, path: Path, most_bytes: int) -> None:
    path.touch(mode=0o600)
    size = 0
    try:
        with path.open("wb") as file:
            async with asyncio.timeout(MOST_SECONDS):
                async for chunk in request.stream():
                    size += len(chunk)
                    if size > most_bytes:
                        raise _too_large(most_bytes)
                    file.write(chunk)
    except TimeoutError:
        raise HTTPException(408, "the file took too long to arrive") from None


def _too_large(most_bytes: int) -> HTTPException:
    return HTTPException(413, f"a file may have {most_bytes >> 20} MB here")
