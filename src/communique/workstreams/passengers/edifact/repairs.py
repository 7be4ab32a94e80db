"""Where did a sender lose a terminator? Found always, mended only when asked."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from communique.workstreams.passengers.edifact.separators import Separators

#: A right single quotation mark, of UTF-8 and of Windows-1252, as ISO 8859-1 shows it.
TYPOGRAPHIC = ("\xe2\x80\x99", "\x92")
TYPOGRAPHIC_MARK = re.compile("|".join(TYPOGRAPHIC))

# What follows a tag when it truly begins a segment; {e} and {c} are the separators.
_FOLLOWS = {
    "ABI": r"\d{e}", "ADD": r"{e}7\d\d{c}", "APD": r"\w{{3}}(?:{c}|{e}|\Z)", "DAT": r"(?:\d+|T){c}\d{{6}}",
    "EBD": r"[A-Z]{{3}}{c}\d", "EQN": r"\d+(?:{c}\w+)?\Z", "FAR": r"[A-Z]{{1,2}}{e}\d", "FOP": r"[A-Z]{{2}}{c}",
    "FTI": r"\w\w{c}", "IFT": r"\d{c}\d", "LTS": r"\d+/", "MON": r"[A-Z]{c}\d", "MSG": r"(?:\d+|{c}\d+)(?:{c}\d+)?\Z",
    "ORG": r"\w\w(?:{c}|{e}|\Z)", "PTK": r"(?:[A-Z]{{2}})?(?:{e}|\Z)", "RCI": r"\w\w{c}\w{{5}}", "REF": r"{c}\w+",
    "RPI": r"\d+{e}[A-Z]{{2}}", "SAC": r"{e}{e}", "SSD": r"(?:\d+[A-Z])?{e}", "SSR": r"[A-Z]{{4}}(?:{c}|\Z)",
    "TBD": r"{e}\d+{c}", "TIF": r"[^{c}{e}]+(?:{c}[A-Z]*)?{e}[^{c}{e}]+", "TKT": r"\d*{c}\w", "TRA": r"\w\w{e}\d",
    "TRI": r"{e}[^{e}]*{c}", "TVL": r"(?:\d{{6}}|{e}{{4}})", "TXD": r"{e}\d", "UNE": r"\d+{e}\w+\Z",
    "UNG": r"PNRGOV{e}", "UNH": r"\w+{e}PNRGOV", "UNT": r"\d+(?:{e}\w+)?\Z", "UNZ": r"\d+{e}\w+\Z",
}  # fmt: skip
#: Begins a record and has nothing behind it.
RECORD = "SRC"


class Seam(NamedTuple):
    """Where a segment should have ended and the next begins: `end` of the one, `start` of the other."""

    code: str
    end: int
    start: int


@cache
def suspicion(separators: Separators) -> re.Pattern[str]:
    """Finds an element separator after a tag that does not stand at a segment's beginning: quick, and may be wrong."""
    element = re.escape(separators.element)
    inside = re.escape("".join({*separators, " ", "\t"} - {separators.decimal}))
    shape = "".join(f"[{''.join(sorted(set(letters)))}]" for letters in zip(*_FOLLOWS, strict=True))
    # begins with the separator, which is searched for at the speed of memory, and asks for the tag itself last
    return re.compile(rf"{element}(?<=[^{inside}\r\n]{shape}{element})(?<=(?:{'|'.join(_FOLLOWS)}){element})")


@cache
def _seam(separators: Separators) -> re.Pattern[str]:
    element, component = re.escape(separators.element), re.escape(separators.component)
    quoted = re.escape("".join(separators))
    begins = "|".join(tag + element + rest.format(e=element, c=component) for tag, rest in _FOLLOWS.items())
    any_tag = rf"[A-Z]{{3}}(?:{element}|\Z)"
    typographic = rf"(?P<typographic>(?:{TYPOGRAPHIC_MARK.pattern})[ \t\r\n]*(?={any_tag}|\Z))"
    return re.compile(rf"{typographic}|(?<=[^{quoted} \t])[ \t\r\n]*(?={begins})")


def seams(part: str, separators: Separators) -> list[Seam]:
    """The places inside a segment at which a terminator seems to be missing, in order."""
    found: list[Seam] = []
    for match in _seam(separators).finditer(part):
        code = "TYPOGRAPHIC" if match["typographic"] else "GLUED"
        if match.start() > (found[-1].start if found else 0):
            found.append(Seam(code, match.start(), match.end()))
    return found


def glued_record(part: str) -> bool:
    """Whether a segment's text ends as if the one that begins a record were glued to it: so it is before a locator."""
    return len(part) > len(RECORD) and part.endswith(RECORD) and part[-len(RECORD) - 1].isalnum()
