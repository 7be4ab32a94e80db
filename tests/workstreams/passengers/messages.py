"""Small messages for tests, written by hand around the segments that a test is about."""

from __future__ import annotations

from communique.workstreams.passengers.parsing.reading import Reading, read_bytes
from communique.workstreams.passengers.records import Pnr

HEAD = (
    "UNB+IATA:1+XX+GOV+260105:1200+1'UNH+1+PNRGOV:13:1:IA+PUSH'MSG+:22'ORG+XX'"
    "TVL+050126:1200:050126:1400+YYZ+MEX+XX+10'"
)


def message(*records: str, declared: int | None = None) -> bytes:
    """A message of records; each begins with its SRC, and counts are right unless others are declared."""
    body = HEAD + f"EQN+{len(records) if declared is None else declared}'" + "".join(records)
    inside = body[body.index("UNH") :].replace("?'", "").count("'") + 1
    return f"{body}UNT+{inside}+1'UNZ+1+1'".encode("latin-1")


def record(*segments: str, locator: str = "ABC123") -> str:
    """A record of segments written without their terminators."""
    return "".join(f"{segment}'" for segment in ("SRC", f"RCI+XX:{locator}::010126:0900", *segments))


def one(*segments: str, repair: bool = False) -> tuple[Pnr, list[str]]:
    """The only record of a message of these segments, and the codes of every diagnostic."""
    reading = read_bytes(message(record(*segments)), repair=repair)
    [pnr] = reading
    return pnr, codes(reading)


def codes(reading: Reading) -> list[str]:
    """The codes of a reading's diagnostics, in order."""
    return [diagnostic.code for diagnostic in reading.diagnostics]
