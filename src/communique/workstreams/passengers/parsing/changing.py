"""What is a record once some of its values are taken out? Changed by pointer, then read again."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from communique.workstreams.passengers.edifact.segments import Pointer, Segment
from communique.workstreams.passengers.parsing.grammar import read_pnr
from communique.workstreams.passengers.records import Pnr


def with_texts(pnr: Pnr, texts: Mapping[Pointer, str], drop: Collection[int] = ()) -> Pnr:
    """The record with other texts at some places and without the segments of some numbers, read again.

    Numbers and bytes of the segments that stay are those of the message, so every other pointer still holds. What was
    wrong with the message as sent stays with the first record: the new one's diagnostics are empty.

    Raises KeyError for a pointer to nothing.
    """
    changed = {pointer.segment for pointer in texts}
    missing = changed - {segment.number for segment in pnr.segments}
    if missing:
        raise KeyError(f"no segment {min(missing)} in this record")
    by_segment: dict[int, list[tuple[Pointer, str]]] = {}
    for pointer, text in texts.items():
        by_segment.setdefault(pointer.segment, []).append((pointer, text))
    kept = (segment for segment in pnr.segments if segment.number not in drop)
    found = read_pnr(pnr.header, [_with(s, by_segment.get(s.number, [])) for s in kept], complete=pnr.complete)
    found.diagnostics = []
    return found


def _with(segment: Segment, texts: list[tuple[Pointer, str]]) -> Segment:
    if not texts:
        return segment
    elements = [list(element) for element in segment.elements]
    for pointer, text in texts:
        try:
            elements[pointer.element][pointer.component] = text
        except IndexError:
            raise KeyError(f"no such place: {pointer}") from None
    return Segment(segment.number, segment.offset, elements)
