"""Where is kept what must be checked and appended at once, and where are the keys?

`COMMUNIQUE_HOME/ledger.sqlite` holds the log, the privacy budget, holds, approvals and the register of keys. The keys
themselves are files below `COMMUNIQUE_HOME/keys`, so that no copy of the ledger or of the store carries one.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from communique.errors import CommuniqueError, MissingExtra

_BUSY = 30.0  # seconds that a writer waits for another

EXTRA = "the exchange needs {name}, which is not installed; run: pip install 'communique[exchange]'"


class LedgerError(CommuniqueError):
    """The ledger or a key cannot be read or written."""


def utc_now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Home:
    """The folder of one government's state, and its clock."""

    path: Path
    clock: Callable[[], datetime] = utc_now

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.path / "ledger.sqlite"

    @property
    def keys(self) -> Path:
        """The folder of all keys, outside the store's root."""
        return self.path / "keys"


@contextmanager
def reading(home: Home) -> Iterator[sqlite3.Connection]:
    """The ledger as it stands at one moment; an empty one is made where there is none."""
    with _open(home) as ledger:
        ledger.execute("BEGIN")
        try:
            yield ledger
        finally:
            ledger.execute("ROLLBACK")


@contextmanager
def writing(home: Home) -> Iterator[sqlite3.Connection]:
    """The ledger for one writer alone: all that is written inside stands together, or nothing of it."""
    with _open(home) as ledger:
        ledger.execute("BEGIN IMMEDIATE")
        try:
            yield ledger
        except BaseException:
            ledger.execute("ROLLBACK")
            raise
        ledger.execute("COMMIT")


@contextmanager
def _open(home: Home) -> Iterator[sqlite3.Connection]:
    home.path.mkdir(parents=True, exist_ok=True)
    try:
        kept = _kept(home.ledger)
        if kept.in_transaction:  # a look into the ledger from inside a transaction of this thread
            with closing(_connected(home.ledger)) as other:
                yield other
        else:
            yield kept
    except sqlite3.DatabaseError as error:
        raise LedgerError(f"the ledger cannot be read or written: {error}", file=home.ledger) from error


_THREAD = threading.local()


def _kept(file: Path) -> sqlite3.Connection:
    """This thread's connection to the file. It stays open: closing the last one costs four syncs of the disk."""
    kept: dict[tuple[int, Path], tuple[tuple[int, int], sqlite3.Connection]] = _THREAD.__dict__.setdefault("kept", {})
    key = os.getpid(), file  # never one of the process that this one was forked from
    if key in kept:
        identity, ledger = kept[key]
        if file.exists() and identity == _identity(file):
            return ledger
        ledger.close()  # the folder was taken away, or another ledger was put in its place
    ledger = _connected(file)
    kept[key] = _identity(file), ledger
    return ledger


def _identity(file: Path) -> tuple[int, int]:
    found = file.stat()
    return found.st_dev, found.st_ino


def _connected(file: Path) -> sqlite3.Connection:
    ledger = sqlite3.connect(file, timeout=_BUSY, isolation_level=None)
    try:
        ledger.row_factory = sqlite3.Row
        ledger.execute("PRAGMA foreign_keys = ON")
        if ledger.execute("PRAGMA user_version").fetchone()[0] == 0:
            _lay_out(ledger)
    except BaseException:
        ledger.close()
        raise
    return ledger


def _lay_out(ledger: sqlite3.Connection) -> None:
    ledger.execute("PRAGMA journal_mode = WAL")
    tables = Path(__file__).with_name("ledger.sql").read_text(encoding="utf-8")
    ledger.executescript(f"BEGIN IMMEDIATE; {tables} PRAGMA user_version = 1; COMMIT;")


def kept_key(file: Path, make: Callable[[], bytes]) -> bytes:
    """The bytes of a key's file, made where there is none; only its owner may read it, and it is never overwritten.

    Of two that make it at once, both get the key of the first.
    """
    found = read_key(file)
    if found is not None:
        return found
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_name(f".{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(make())
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):
            os.link(fresh, file)  # the whole key appears at once, or the other one's is there
    finally:
        fresh.unlink()
    return file.read_bytes()


def read_key(file: Path) -> bytes | None:
    """The bytes of a key, None where there is no such file."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def erase_key(file: Path) -> None:
    """Overwrites a key's file, takes it away, and waits until the folder on disk says so."""
    with file.open("r+b") as stream:
        stream.write(os.urandom(file.stat().st_size))
        stream.flush()
        os.fsync(stream.fileno())
    file.unlink()
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def missing(error: ModuleNotFoundError) -> MissingExtra:
    """The error that names the command which installs what is not there."""
    return MissingExtra(EXTRA.format(name=(error.name or "a library").split(".")[0]))
