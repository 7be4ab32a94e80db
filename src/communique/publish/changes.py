"""What changed since an earlier edition, promise by promise, and because of what?"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from communique.assess.comparing import Change, compare, read_edition
from communique.assess.edition import Assessed
from communique.commitment import Commitment
from communique.publish.feed import Entry, feed
from communique.publish.frame import File, Frame, page
from communique.render.words import SIGNS, PageWords, Sign

#: Digits of an edition's id: the beginning of the SHA-256 of its edition.json.
ID_DIGITS = 12
SCHEMES = ("statcan", "eurostat", "un")
#: What is told of a figure with its values; that anything else of it changed is only counted.
TOLD = ("latest", "latest_year", "gap", "ratio", "band", "probability", "unknown_reason")


@dataclass(frozen=True)
class Earlier:
    """The edition that is compared with: its id, both clocks, and every difference.

    to  id of the edition it is compared to: a page that names two is made anew for another, not stamped anew
    """

    id: str
    to: str
    on: str
    known_at: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Line:
    """One difference in words; `mark` is the anchor of its evidence on the promise's page, where it has one."""

    what: str
    before: str
    after: str
    cause: str
    mark: str = ""


@dataclass(frozen=True)
class Changed:
    """A promise that changed: its state before and after where that changed, and all its differences."""

    id: str
    number: str
    title: str
    still: bool
    before: Sign | None
    after: Sign | None
    causes: str
    lines: tuple[Line, ...]
    more: int


def edition_id(json_text: str) -> str:
    """The id of an edition: anybody can compute it from edition.json."""
    return hashlib.sha256(json_text.encode()).hexdigest()[:ID_DIGITS]


def earlier(before: Path, after: Mapping[str, Any], to: str) -> Earlier:
    """An earlier edition (its folder or edition.json) against the data of this; raises EditionError for two summits."""
    file = before / "edition.json" if before.is_dir() else before
    data = read_edition(file)
    return Earlier(edition_id(file.read_text(encoding="utf-8")), to, data["on"], data["known_at"], compare(data, after))


def change_files(frame: Frame, past: Earlier | None, commitments: Sequence[Assessed], language: str) -> Iterator[File]:
    """The page of changes and its Atom feed in one language."""
    words = PageWords(language, [row for assessed in commitments for row in assessed.evidence])
    found = list(_changed(past.changes, commitments, words)) if past else []
    same = len(commitments) - sum(one.still for one in found)
    title = words.t("changes-title")
    yield page(
        "changes.html", "changes.html", frame, words, title, past=past, found=found,
        said=_lead(past, found, same, words), command=f"communique assess {frame.communique.id} --before DIR",
    )  # fmt: skip
    entries = [Entry(f"{one.id}.html", f"{one.number} {one.title}".strip(), _summary(one, words)) for one in found]
    yield File(f"{language}/changes.atom", feed(frame, words, "changes.html", entries))


def _lead(past: Earlier | None, found: Sequence[Changed], same: int, words: PageWords) -> str:
    if past is None:
        return words.t("changes-no-earlier")
    day, known = (words.day(dt.date.fromisoformat(text)) for text in (past.on, past.known_at))
    return words.t("changes-lead", n=len(found), same=same, on=day, known=known, edition=past.id)


def _changed(changes: Iterable[Change], commitments: Sequence[Assessed], words: PageWords) -> Iterator[Changed]:
    by_id = {assessed.commitment.id: assessed for assessed in commitments}
    for id, group in groupby(sorted(changes, key=lambda change: change.commitment), lambda change: change.commitment):
        own, assessed = list(group), by_id.get(id)
        status = next((change for change in own if change.where in ("status", "promise")), None)
        told = [change for change in own if change is not status and _is_told(change)]
        causes = dict.fromkeys(words.t(f"cause-{change.cause}") for change in own)
        yield Changed(
            id=id,
            number=str(assessed.commitment.number) if assessed else "",
            title=words.say(assessed.commitment.title) if assessed else id,
            still=assessed is not None,
            before=_sign(status.before, words) if status else None,
            after=_sign(status.after, words) if status else None,
            causes=words.listed(causes),
            lines=tuple(_line(change, assessed, words) for change in told),
            more=sum(not _is_told(change) for change in own),
        )


def _sign(state: Any, words: PageWords) -> Sign | None:
    return words.sign(state) if state in SIGNS else None


def _is_told(change: Change) -> bool:
    return not _is_figure(change) or change.where.rsplit(" ", 1)[1] in TOLD


def _is_figure(change: Change) -> bool:
    return len(change.where.split(" ")) == 4


def _line(change: Change, assessed: Assessed | None, words: PageWords) -> Line:
    cause = words.t(f"cause-{change.cause}") + (f" ({change.detail})" if _names_a_thing(change) else "")
    if _is_figure(change):
        return _figure_line(change, assessed, cause, words)
    kind, _, name = change.where.partition(" ")
    if kind == "party":
        before, after = (_state(value, words) for value in (change.before, change.after))
        return Line(words.t("changed-party", party=words.party(name)), before, after, cause)
    if kind == "reply":
        return _reply_line(change, name, assessed, words, cause)
    if kind == "evidence":
        return _evidence_line(change, name, words, cause)
    shown = {"plan": (_figure(change.before, words), _figure(change.after, words))}.get(kind, ("", ""))
    return Line(words.t(f"changed-{kind}"), *shown, cause)


def _names_a_thing(change: Change) -> bool:
    """Whether the detail of a cause is a year, a version or a day, and not what the line says already."""
    return change.cause in ("new-year", "data-revised", "day", "method") and bool(change.detail)


def _state(value: Any, words: PageWords) -> str:
    return words.sign(value).word if value in SIGNS else ""


def _evidence_line(change: Change, row: str, words: PageWords, cause: str) -> Line:
    """A row of evidence; it is said in this language where the register still holds it."""
    known = words.evidence.get(row)
    after = words.say(known.event) if known and change.after is not None else change.after or ""
    corrected = change.cause == "corrected-evidence" and change.before != change.after
    before = str(change.before) if change.before is not None and (change.after is None or corrected) else ""
    return Line(words.t("changed-evidence", row=row), before, after, cause, f"evidence-{row}" if known else "")


def _reply_line(change: Change, id: str, assessed: Assessed | None, words: PageWords, cause: str) -> Line:
    """A party's reply; it is said in this language where it still stands."""
    known = next((reply for reply in assessed.replies if reply.id == id), None) if assessed else None
    after, mark = (words.say(known.what), f"reply-{id}") if known else ("", "")
    return Line(words.t("changed-reply", reply=id), str(change.before or ""), after, cause, mark)


def _figure_line(change: Change, assessed: Assessed | None, cause: str, words: PageWords) -> Line:
    _, target_id, party, part = change.where.split(" ")
    target = _target(assessed.commitment, target_id, words) if assessed else target_id
    name = words.t(f"changed-part-{part.replace('_', '-')}")
    what = words.t("changed-figure", target=target, party=words.party(party), part=name)
    return Line(what, _value(part, change.before, words), _value(part, change.after, words), cause)


def _target(commitment: Commitment, id: str, words: PageWords) -> str:
    return next((words.say(target.title) for target in commitment.targets if target.id == id), id)


def _value(part: str, value: Any, words: PageWords) -> str:
    if value is None:
        return words.t("view-unknown") if part != "unknown_reason" else ""
    if part == "probability":
        return words.chance(value)
    if part == "band":
        return _band(str(value), words)
    return str(value) if part == "latest_year" else _figure(value, words)


def _band(name: str, words: PageWords) -> str:
    """A band's word, of whichever scheme has one of this name."""
    messages = (f"progress-band-{scheme}-{name}" for scheme in SCHEMES)
    return next((words.t(message) for message in messages if message in words.words), name)


def _figure(value: Any, words: PageWords) -> str:
    return words.amount(value, "") if isinstance(value, int | float) else str(value or "")


def _summary(one: Changed, words: PageWords) -> str:
    """A promise's differences in a few lines, for the feed."""
    moved = [f"{one.before.word} → {one.after.word}"] if one.before and one.after else []
    lines = [f"{line.what}{words.colon}{' → '.join(filter(None, (line.before, line.after)))}" for line in one.lines[:5]]
    return "; ".join([*moved, *lines, one.causes])
