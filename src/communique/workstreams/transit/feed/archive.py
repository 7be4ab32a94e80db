"""Where in an archive or folder is the one real feed, and what lies beside it?"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from communique.workstreams.transit.day import FeedError

#: Files that make a folder a feed; the more of them, the more it is one.
CORE = ("agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt", "calendar.txt", "calendar_dates.txt")

#: Files of a package of the Transit Operational Data Standard v2.1; all of them are optional.
TODS = (
    "trips_supplement.txt", "stops_supplement.txt", "stop_times_supplement.txt", "routes_supplement.txt",
    "calendar_supplement.txt", "calendar_dates_supplement.txt", "vehicles.txt", "vehicle_assignments.txt",
    "chargers.txt", "run_events.txt", "employee_run_dates.txt",
)  # fmt: skip


#: Bytes that are unpacked at a time: bounds memory, never the result.
PIECE = 1 << 20


@dataclass(frozen=True)
class Archive:
    """A feed's files, by their name in the standard."""

    path: Path
    members: Mapping[str, str]  # trips.txt -> its place in the archive or folder
    digest: str

    @property
    def name(self) -> str:
        return self.path.stem if self.path.is_file() else self.path.name

    def __contains__(self, file: str) -> bool:
        return file in self.members

    def read(self, file: str) -> bytes:
        """The bytes of a file; raises FeedError where the archive is damaged."""
        return b"".join(self.pieces(file))

    def pieces(self, file: str) -> Iterator[bytes]:
        """The bytes of a file in pieces of whole rows, so that a large file need not be in memory as a whole.

        Raises FeedError where the archive is damaged.
        """
        member = self.members[file]
        try:
            if self.path.is_dir():
                with (self.path / member).open("rb") as stream:
                    yield from _whole_rows(stream)
            else:
                with zipfile.ZipFile(self.path) as archive, archive.open(member) as packed:
                    yield from _whole_rows(packed)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
            raise FeedError(f"{file} cannot be unpacked: {error}", file=self.path) from error


def _whole_rows(stream: IO[bytes]) -> Iterator[bytes]:
    """Pieces that end where a row ends: at a line break outside quotes, which come in pairs."""
    kept = b""
    while read := stream.read(PIECE):
        kept += read
        end = kept.rfind(b"\n") + 1
        if end and kept.count(b'"', 0, end) % 2 == 0:
            yield kept[:end]
            kept = kept[end:]
    if kept:
        yield kept


def open_feed(path: str | Path, core: tuple[str, ...] = CORE) -> Archive:
    """The feed in a zip file or a folder, however deep; clutter of desktop systems is not looked at.

    core  files that make a folder a feed

    Raises FeedError when there is no feed, or more than one.
    """
    path = Path(path)
    if path.is_dir():
        files = [p.relative_to(path).as_posix() for p in sorted(path.rglob("*")) if p.is_file()]
    elif path.is_file():
        files = _zipped(path)
    else:
        raise FeedError("there is no such file or folder", file=path)
    members = _real_folder(path, files, core)
    return Archive(path, members, _digest(path, members))


def check_packed(path: str | Path, most_bytes: int) -> None:
    """Raises FeedError for an archive that would unpack to more than `most_bytes`, or that is none.

    What an entry announces is a limit on what is read of it, so an announcement that lies is a damaged archive.
    """
    size = sum(info.file_size for info in _entries(Path(path)))
    if size > most_bytes:
        raise FeedError(f"would unpack to {size / 1e6:,.0f} MB; at most {most_bytes / 1e6:,.0f} MB are read", file=path)


def _zipped(path: Path) -> list[str]:
    return [info.filename for info in _entries(path) if not info.is_dir()]


def _entries(path: Path) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(path) as archive:
            found = archive.infolist()
    except zipfile.BadZipFile as error:
        raise FeedError(f"not a zip archive: {error}; give a GTFS archive or its folder", file=path) from error
    for info in found:
        place = PurePosixPath(info.filename.replace("\\", "/"))
        if place.is_absolute() or ".." in place.parts:
            raise FeedError(f"{info.filename!r} would lie outside the archive; it is not read", file=path)
    return found


def _real_folder(path: Path, files: list[str], core: tuple[str, ...]) -> dict[str, str]:
    folders: dict[PurePosixPath, dict[str, str]] = {}
    for file in files:
        place = PurePosixPath(file)
        if "__MACOSX" not in place.parts and not any(part.startswith(".") for part in place.parts):
            folders.setdefault(place.parent, {})[place.name] = file
    rank = {folder: len(set(core) & set(names)) for folder, names in folders.items()}
    best = max(rank.values(), default=0)
    if best == 0:
        raise FeedError(f"no GTFS feed is in it: none of {', '.join(core)}", file=path)
    feeds = [folder for folder, found in rank.items() if found == best or "trips.txt" in folders[folder]]
    if len(feeds) > 1:
        raise FeedError("more than one feed is in it: " + ", ".join(str(f) for f in feeds) + "; give one", file=path)
    return folders[feeds[0]]


def _digest(path: Path, members: Mapping[str, str]) -> str:
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    digest = hashlib.sha256()
    for name in sorted(n for n in members if n.endswith(".txt")):
        content = hashlib.sha256((path / members[name]).read_bytes()).hexdigest()
        digest.update(f"{name} {content}\n".encode())
    return digest.hexdigest()
