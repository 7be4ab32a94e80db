"""Which segments does a file hold? Read as a stream: memory does not grow with the file.

Bytes are cut as ISO 8859-1, so that an offset in the text is a byte of the file; once it is cut, a segment is decoded
as the interchange declares (separators are ASCII in every character set that is allowed).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate, chain, compress, count, islice, repeat
from operator import add, itemgetter, not_
from typing import BinaryIO

from communique.workstreams.passengers.edifact import repairs
from communique.workstreams.passengers.edifact.diagnostics import fault
from communique.workstreams.passengers.edifact.segments import Diagnostic, Run, Segment
from communique.workstreams.passengers.edifact.separators import (
    BLANK,
    DEFAULT,
    Separators,
    advised,
    cutter,
    earlier,
    inferred,
)

Report = Callable[[Diagnostic], None]

CHUNK = 1 << 18
LONGEST = 1 << 20  # bytes without a terminator; EDIFACT's own limits are a thousandth of it
LONGEST_TAG = 64  # bytes in which the next segment's tag stands, with line ends and blanks before it
LOOK_AHEAD = 1 << 12  # bytes in which UNB and the first UNH are looked for

#: Syntax identifiers of UNB and the character set they declare. UNOW is recalled.
CHARACTER_SETS = dict.fromkeys(("IATA", "IATB", "UNOA", "UNOB", "UNOC"), "latin-1") | {"UNOW": "utf-8", "UNOY": "utf-8"}


class Tokens:
    """The terminated segments of a stream, in order, with every fault of form reported.

    Iterate once. Afterwards `tail` is what stood after the last terminator. `interchanges` counts what was opened.

    repair  cut where a terminator was lost (typographic apostrophe, glued segments); the default only reports it
    """

    def __init__(self, stream: BinaryIO, report: Report, *, repair: bool = False) -> None:
        self.separators = DEFAULT
        self.tail = ""
        self.interchanges = 0
        self.offset = 0  # byte of the file at which `_text` begins
        self.message = 0  # messages begun
        self._stream, self._report, self._repair = stream, report, repair
        self._text = ""
        self._charset = "latin-1"
        self._number = 0  # of the last segment in its message; 0 outside
        self._opened = False  # whether the first segment of this interchange was seen
        self._advice: Separators | None = None  # what a UNA said that stood alone

    def __iter__(self) -> Iterator[Segment]:
        for piece in self.pieces():
            if isinstance(piece, Run):
                yield from piece.segments()
            else:
                yield piece

    def pieces(self) -> Iterator[Run | Segment]:
        """The same, whole stretches of a record at once where nothing is wrong with them."""
        return chain.from_iterable(self._batches())

    def _batches(self) -> Iterator[list[Run | Segment]]:
        while self._open():
            self.interchanges += 1
            self._opened, going_on = False, True
            while going_on:
                batch: list[Run | Segment] = []
                going_on = self._fill(batch)
                yield batch

    def say(self, code: str, offset: int, text: str = "") -> None:
        """Reports a fault of form."""
        self._report(fault(code, self._number, offset, text, self.message if self._number else 0))

    # --- where an interchange begins

    def _more(self) -> bool:
        chunk = self._stream.read(CHUNK)
        self._text += chunk.decode("latin-1")
        return bool(chunk)

    def _open(self) -> bool:
        """Moves to the next UNA or UNB and learns the separators. False at the end of the file."""
        while self._ahead():
            if not _BEGINS.match(self._text) and not self._skip_junk():
                return False
            self._ahead()
            if self._learn():
                return True
            self._drop(len("UNA"))  # or UNB, or UNH
        return False

    def _ahead(self) -> bool:
        """Reads on until enough is known to learn from; False where only blanks are left."""
        while len(self._text) < LOOK_AHEAD and self._more():
            pass
        self._drop(len(self._text) - len(self._text.lstrip(BLANK)))
        return bool(self._text)

    def _skip_junk(self) -> bool:
        start, shown = self.offset, self._text[:LOOK_AHEAD]
        self._advice = None
        while True:
            if found := _BEGINS.search(self._text):
                self._advice = earlier(self._text[: found.start()])
                self._drop(found.start())
                break
            self._drop(max(len(self._text) - LOOK_AHEAD, 0))
            if not self._more():
                self._drop(len(self._text))
                break
        self.say("UNB_UNREADABLE" if shown.startswith(("UNA", "UNB")) else "JUNK", start, shown)
        return bool(self._text)

    def _learn(self) -> bool:
        head = self._text[:LOOK_AHEAD]
        begins = _BEGINS.match(head)
        if begins and begins["headless"]:
            return self._learn_without_unb(head, begins.start("headless"))
        found = advised(head) if head.startswith("UNA") else None
        if found is None and head.startswith("UNA"):
            found = inferred(head)
            self.say("UNA_DAMAGED" if found else "UNB_UNREADABLE", self.offset, head[:9])
        elif found is None:
            # without UNA the standard's separators hold, whatever UNB looks like
            found = DEFAULT if head.startswith("UNB" + DEFAULT.element) else inferred(head)
            if found is None:
                self.say("UNB_UNREADABLE", self.offset, head[:9])
        if found is None:
            return False
        self._drop(head.find("UNB"))
        self.separators, self._charset = found, "latin-1"
        return True

    def _learn_without_unb(self, head: str, begin: int) -> bool:
        """Begins at UNH: with UNA's separators, if one stood before it, else with the standard's."""
        for found in (earlier(head[:begin]), self._advice, DEFAULT):
            if found and head.startswith("UNH" + found.element, begin):
                self._drop(begin)
                self.say("UNB_MISSING", self.offset, "UNH")
                self.separators, self._charset, self._advice = found, "latin-1", None
                return True
        self.say("UNB_UNREADABLE", self.offset, head[:9])
        return False

    def _drop(self, size: int) -> None:
        self._text = self._text[size:]
        self.offset += size

    # --- the segments of one interchange

    def _fill(self, batch: list[Run | Segment]) -> bool:
        """Adds what was read to the batch. Whether the interchange goes on."""
        base, later = self._portion()
        origin = self.offset
        ends, texts = self._parts(base)
        done = 0
        for at in self._unsound(base, origin, ends, texts):
            self._sound(batch, ends[done:at], texts[done:at])
            done, end, part = at + 1, ends[at], texts[at]
            begin = end - len(part)
            if part.startswith(("UNA", "UNB")) and self._opened:
                self._text, self.offset = base[begin - origin :] + later, begin
                return not self._begins_another()
            self._opened = True
            batch.extend(
                self._mended(begin, part, repairs.glued_record(part) and self._locator_follows(at, texts, later))
            )
            if part.startswith("UNZ"):
                self._text, self.offset, self._number = base[end + 1 - origin :] + later, end + 1, 0
                return False
        self._sound(batch, ends[done:], texts[done:])
        self._text += later
        return bool(later) or self._skip_too_long() or self._more() or self._end()

    def _sound(self, batch: list[Run | Segment], ends: list[int], texts: list[str]) -> None:
        if texts:
            batch.append(Run(self._number and self._number + 1, ends, texts, cutter(self.separators)))
            self._number += len(texts) if self._number else 0

    def _unsound(self, base: str, origin: int, ends: list[int], texts: list[str]) -> Iterator[int]:
        """The parts that must be looked at one by one, in order: envelopes, and whatever may be wrong."""
        first = not self._opened
        if first and texts:
            yield 0  # UNB, which says how the rest is to be read
        plain, whole = _plain(self.separators.element), "".join(texts)
        found = set(compress(count(), map(not_, map(plain.__contains__, map(_HEAD, texts)))))
        found.update(bisect_left(ends, suspect) for suspect in self._suspects(base, origin))
        if "\n" in whole or "\r" in whole:
            found.update(at for at, text in enumerate(texts) if "\n" in text or "\r" in text)
        if self._charset != "latin-1" and not whole.isascii():
            found.update(at for at, text in enumerate(texts) if not text.isascii())
        if base.count(repairs.RECORD + self.separators.terminator) != texts.count(repairs.RECORD):
            found.update(at for at, text in enumerate(texts) if repairs.glued_record(text))
        yield from sorted(at for at in found if first <= at < len(texts))

    def _locator_follows(self, at: int, texts: list[str], later: str) -> bool:
        """Whether the segment behind one is a locator; what was not read yet is looked at too."""
        if at + 1 < len(texts):
            following = texts[at + 1]
        else:
            while len(self._text) < LONGEST_TAG and not later and self._more():
                pass
            following = (self._text + later).lstrip(BLANK)
        return following.startswith("RCI" + self.separators.element)

    def _portion(self) -> tuple[str, str]:
        """What was read up to the end of the interchange, if it seems to stand there, and what follows."""
        text, terminator, release = self._text, self.separators.terminator, self.separators.releasing
        trailer = text.find("UNZ" + self.separators.element)
        if trailer < 0:
            return text, ""
        stop = text.find(terminator, trailer)
        while stop >= 0 and _escapes(text[trailer:stop], release):
            stop = text.find(terminator, stop + 1)
        return (text, "") if stop < 0 else (text[: stop + 1], text[stop + 1 :])

    def _parts(self, text: str) -> tuple[list[int], list[str]]:
        """Each terminated part of a text, and the byte of its terminator; the rest is kept for later."""
        pieces = _joined_where_escaped(text, self.separators)
        before = accumulate(map(len, pieces), initial=self.offset)
        self._text = pieces.pop()
        ends = list(map(add, islice(before, 1, None), range(len(pieces))))
        self.offset = ends[-1] + 1 if ends else self.offset
        return ends, list(map(str.lstrip, pieces, repeat(BLANK)))

    def _begins_another(self) -> bool:
        if self._text.startswith("UNB") or advised(self._text) or inferred(self._text[: len("UNA______UNB+UNOA:1")]):
            return True
        self.say("UNA_MISPLACED", self.offset, self._text[:9])
        self._drop(9)
        self._drop(len(self._text) - len(self._text.lstrip(BLANK)))
        return False

    def _skip_too_long(self) -> bool:
        if len(self._text) <= LONGEST:
            return False
        self.say("SEGMENT_TOO_LONG", self.offset, self._text[:9])
        while (at := self._text.find(self.separators.terminator)) < 0:
            self._drop(len(self._text))
            if not self._more():
                return True
        self._drop(at + 1)
        return True

    def _end(self) -> bool:
        self.tail = self._text.strip(BLANK)
        if self.tail:
            self.say("UNTERMINATED", self.offset, self.tail)
        self._drop(len(self._text))
        return False

    # --- one segment

    def _segment(self, begin: int, part: str, lost: tuple[str, ...]) -> Segment | None:
        separators = self.separators
        part = repairs.RECORD if part.rstrip(BLANK) == repairs.RECORD else part
        tag = part[:3]
        if part[3:4] not in (separators.element, "", separators.component) or not (tag.isalnum() and tag.isupper()):
            self.say("NOT_A_SEGMENT" if part else "EMPTY_SEGMENT", begin, part)
            return None
        if tag == "UNH":
            self.message += 1
            self._number = 1
        elif self._number:
            self._number += 1
        if self._charset != "latin-1" and not part.isascii():
            part = self._decoded(begin, part)
        found = Segment(self._number, begin, None, part, cutter(separators), lost)
        if tag == "UNB":
            self._declare(begin, found.elements)
        elif tag == "UNT":
            self._number = 0
        return found

    def _declare(self, begin: int, elements: list[list[str]]) -> None:
        name = elements[1][0] if len(elements) > 1 else ""
        self._charset = CHARACTER_SETS.get(name, "latin-1")
        if name not in CHARACTER_SETS:
            self.say("CHARACTER_SET", begin)

    def _decoded(self, begin: int, part: str) -> str:
        try:
            return part.encode("latin-1").decode(self._charset)
        except UnicodeDecodeError:
            self.say("CHARACTER_SET", begin)
            return part

    # --- what a sender broke

    def _suspects(self, text: str, origin: int) -> Iterator[int]:
        """Bytes at which a terminator may be missing; rare, so only their segments are looked at."""
        found = [match.start() for match in repairs.suspicion(self.separators).finditer(text)]
        if any(mark in text for mark in repairs.TYPOGRAPHIC):
            found += [match.start() for match in repairs.TYPOGRAPHIC_MARK.finditer(text)]
        return (origin + at for at in found)

    def _mended(self, begin: int, part: str, record_ends: bool) -> Iterator[Segment]:
        """The segment of a part; where terminators were lost, the segments that they would end, or the first of them.

        Without repair the others are what that one has `lost`.

        record_ends  whether the part ends in a segment that begins another record
        """
        seams = repairs.seams(part, self.separators)
        if record_ends:
            seams.append(repairs.Seam("GLUED", len(part) - len(repairs.RECORD), len(part) - len(repairs.RECORD)))
        for seam in seams:
            self.say(f"{seam.code}_{'REPAIRED' if self._repair else _UNREPAIRED[seam.code]}", begin + seam.end)
        starts = [0, *(seam.start for seam in seams)]
        pieces = [part[start:end] for start, end in zip(starts, [*(seam.end for seam in seams), None], strict=True)]
        if self._repair:
            for start, piece in zip(starts, pieces, strict=True):
                yield from self._joined(begin + start, piece)
        else:
            yield from self._joined(begin, pieces[0], tuple(filter(None, pieces[1:])))

    def _joined(self, begin: int, part: str, lost: tuple[str, ...] = ()) -> Iterator[Segment]:
        broken = "\n" in part or "\r" in part
        if broken:
            part = part.replace("\r", "").replace("\n", "")
        segment = self._segment(begin, part, lost)
        if segment and broken:
            self.say("WRAPPED_LINE", begin, part[:3])
        if segment:
            yield segment


# An interchange begins with UNB, a separator and its syntax; UNA, damaged or not, stands just before it. Where UNB was
# lost, it begins with the first message.
_BEGINS = re.compile(
    r"(?:UNA.{0,12}?)?(?:UNB(?:\+|[^\w\s](?:IATA|IATB|UNO[A-Z]))|(?P<headless>UNH(?P<e>[^\w\s])\w{1,14}(?P=e)PNRGOV))",
    re.DOTALL,
)
# Tags inside a record: they change nothing about how the next segment is read.
_BODY = (
    "ABI ADD APD DAT EBD EQN FAR FOP FTI IFT LTS MON MSG ORG PTK RCI REF RPI SAC SSD SSR TBD TIF TKT TRA TRI TVL TXD"
)


_HEAD = itemgetter(slice(4))  # of a text: its tag and what follows it


@cache
def _plain(element: str) -> frozenset[str]:
    """How a segment of a record begins: its tag and the separator, or SRC alone."""
    return frozenset({tag + element for tag in _BODY.split()} | {"SRC"})


_UNREPAIRED = {"TYPOGRAPHIC": "TERMINATOR", "GLUED": "SEGMENT"}


@cache
def _escaping(separators: Separators) -> re.Pattern[str]:
    """Finds a terminator behind a release character: it may be escaped."""
    return re.compile(rf"{re.escape(separators.releasing)}[\r\n]*{re.escape(separators.terminator)}")


def _joined_where_escaped(text: str, separators: Separators) -> list[str]:
    """The pieces of a text between terminators, those joined between which a terminator is escaped."""
    joined: list[str] = []
    done, terminator = 0, separators.terminator
    held = ""
    for match in _escaping(separators).finditer(text):
        end = match.end() - 1
        if not _escapes(text[max(text.rfind(terminator, 0, end), 0) : end], separators.releasing):
            continue
        first, *others = text[done:end].split(terminator)
        if others:
            joined.append(held + first)
            joined += others[:-1]
            held, first = "", others[-1]
        held += first + terminator
        done = end + 1
    first, *others = text[done:].split(terminator)
    return [*joined, held + first, *others]


def _escapes(piece: str, release: str) -> bool:
    """Whether the terminator after a piece is escaped: an odd run of release characters stands before it."""
    piece = piece.rstrip("\r\n")
    return (len(piece) - len(piece.rstrip(release))) % 2 == 1
