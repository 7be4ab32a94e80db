"""Which image stands for a promise where its address is shared: its title, state and figure, 1200 by 630 pixels?"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from communique.assess.edition import Assessed
from communique.publish.figures import headline, reading
from communique.publish.frame import File, Frame
from communique.render.palette import COLOURS
from communique.render.svg import drawing, element, path, wrapped
from communique.render.words import PageWords, Sign

WIDTH, HEIGHT, SIDE = 1200, 630, 72
#: Fonts of common systems and of the one that draws it; the first that is there is used.
FONTS = "Liberation Sans, DejaVu Sans, Arial, sans-serif"
TITLE_LETTERS, LINE_LETTERS = 36, 68


def image_name(commitment: str, language: str) -> str:
    """Address of the image from the site's folder."""
    return f"images/{language}/{commitment}.png"


def share_image(frame: Frame, assessed: Assessed, words: PageWords) -> File:
    """The image as a file."""
    import vl_convert

    svg = str(drawing(WIDTH, HEIGHT, _parts(frame, assessed, words)))
    return File(image_name(assessed.commitment.id, words.language), packed(vl_convert.svg_to_png(svg, scale=1.0)))


def packed(png: bytes) -> bytes:
    """The same picture with its data packed as tightly as zlib can; a fast writer leaves three quarters to gain."""
    head, data, tail = png[:8], b"", b""
    place = len(head)
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        kind, end = png[place + 4 : place + 8], place + 12 + length
        if kind == b"IDAT":
            data += png[place + 8 : end - 4]
        elif data:
            tail += png[place:end]
        else:
            head += png[place:end]
        place = end
    data = zlib.compress(zlib.decompress(data), level=6)
    checked = b"IDAT" + data
    return head + struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked)) + tail


def _parts(frame: Frame, assessed: Assessed, words: PageWords) -> Iterator[str]:
    commitment, sign = assessed.commitment, words.sign(assessed.status)
    yield element("rect", None, x=0, y=0, width=WIDTH, height=HEIGHT, fill=_ink("paper"))
    yield element("rect", None, x=SIDE, y=64, width=WIDTH - 2 * SIDE, height=3, fill=_ink("ink"))
    yield _line(f"Communique · {words.say(frame.communique.title)}", 110, 27, "quiet")
    lines = wrapped(f"{commitment.number}  {words.say(commitment.title)}", TITLE_LETTERS)
    for i, line in enumerate(lines):
        yield _line(line, 200 + 68 * i, 54, "ink", weight="bold")
    top = 230 + 68 * len(lines)
    yield from _state(sign, top)
    for i, line in enumerate(_said(assessed, words)):
        yield _line(line, top + 70 + 42 * i, 29, "ink")
    yield _line(words.t("page-as-of", date=words.day(frame.on)), HEIGHT - 56, 27, "quiet")


def _said(assessed: Assessed, words: PageWords) -> list[str]:
    """The figure against its target and its chance, or the state of each party."""
    figure = headline(assessed)
    if figure is not None and figure.latest is not None:
        read = reading(figure, words)
        said = " · ".join(filter(None, (read.name, read.standing, f"{read.amount} ({read.year})")))
        return [*wrapped(said, LINE_LETTERS), *wrapped(read.chance or read.unknown, LINE_LETTERS)]
    if assessed.status == "mixed":
        return [f"{words.party(state.party)}{words.colon}{words.sign(state.state).word}" for state in assessed.parties]
    return wrapped(words.reason(assessed.parties[0].reason).striptags(), LINE_LETTERS, 3)


def _ink(name: str) -> str:
    return COLOURS[name][0]


def _line(text: str, y: float, size: float, colour: str, x: float = SIDE, weight: str = "normal") -> str:
    return element("text", text, x=x, y=y, font_size=size, font_family=FONTS, font_weight=weight, fill=_ink(colour))


def _state(sign: Sign, y: float) -> Iterator[str]:
    """The sign drawn, for no font can be counted on to have its shape, and its word."""
    hue, x, middle, r = _ink(f"state-{sign.colour}"), SIDE + 18.0, y - 13.0, 15.0

    def ring(fill: str, dashes: str | None = None) -> str:
        return element("circle", cx=x, cy=middle, r=r, stroke=hue, stroke_width="3", fill=fill, stroke_dasharray=dashes)

    if sign.shape == "●":
        yield ring(hue)
    elif sign.shape in "◐◑":
        yield ring("none")
        turn = 0 if sign.shape == "◐" else 1
        yield element("path", None, d=f"M{x},{middle - r}A{r},{r} 0 0 {turn} {x},{middle + r}Z", fill=hue)
    elif sign.shape == "↺":
        yield element(
            "path", None, d=f"M{x - 5},{middle - r}A{r},{r} 0 1 0 {x + r},{middle}", fill="none", stroke=hue,
            stroke_width="3",
        )  # fmt: skip
        tip = path([(x - 5, middle - r - 7), (x - 5, middle - r + 7), (x - 15, middle - r)])
        yield element("path", None, d=f"{tip}Z", fill=hue)
    else:
        yield ring("none", "5 4" if sign.shape == "◌" else None)
    yield _line(sign.word, y, 38, f"state-{sign.colour}", x=SIDE + 48.0)
