"""What changed between two editions, and because of what?

Every difference has a cause; one without a cause is a fault of the software and is called unexplained.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError

#: Causes, in the order in which they are looked for.
CAUSES = (
    "new-evidence", "reversal", "withdrawn-evidence", "corrected-evidence", "conflict-opened", "conflict-closed",
    "reply", "data-revised", "new-year", "target-reading", "day", "method", "plan", "words", "promise-added",
    "promise-removed", "unexplained",
)  # fmt: skip

Data = Mapping[str, Any]

_DATA = (
    "baseline", "baseline_year", "latest", "latest_year", "low", "high", "vintage", "confidence", "sources", "caveats",
)  # fmt: skip
_VERDICT = (
    "target", "target_year", "gap", "ratio", "ratio_geometric", "ratio_linear", "formula", "scheme", "band", "bands",
    "score", "probability", "probability_reason", "unknown_reason", "flags",
)  # fmt: skip


class EditionError(CommuniqueError):
    """A file or folder that is no edition, or editions of two different summits."""


@dataclass(frozen=True)
class Change:
    """One difference.

    where   what differs: "status", "party CAN", "methane.waste_ch4 CAN probability", "texts"
    cause   one of CAUSES; detail names the row, year or version that is the cause
    """

    commitment: str
    where: str
    before: Any
    after: Any
    cause: str
    detail: str = ""


def read_edition(path: str | Path) -> dict[str, Any]:
    """The data of an edition: its folder or its edition.json. Raises EditionError for anything else."""
    path = Path(path)
    file = path / "edition.json" if path.is_dir() else path
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise EditionError("there is no edition here; `communique assess --out` writes one", file=file) from None
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise EditionError(f"not readable as an edition: {error}", file=file) from error
    if not isinstance(data, dict) or "commitments" not in data or "summit" not in data:
        raise EditionError("is JSON, but no edition", file=file)
    return data


def compare(before: Data, after: Data) -> tuple[Change, ...]:
    """Every difference between two editions of one summit, each with its cause; raises EditionError for two summits."""
    if before["summit"] != after["summit"]:
        raise EditionError(f"these are editions of two summits: {before['summit']} and {after['summit']}")
    old = {commitment["id"]: commitment for commitment in before["commitments"]}
    new = {commitment["id"]: commitment for commitment in after["commitments"]}
    changes: list[Change] = []
    for id in sorted(old.keys() | new.keys()):
        if id not in new:
            changes.append(Change(id, "promise", old[id]["status"], None, "promise-removed"))
        elif id not in old:
            changes.append(Change(id, "promise", None, new[id]["status"], "promise-added"))
        else:
            changes.extend(_of_commitment(old[id], new[id], _frame(before, after)))
    return tuple(changes)


@dataclass(frozen=True)
class _Frame:
    """What changed for all commitments alike: the day or the method (`cause`), and whether any data did."""

    cause: tuple[str, str] | None
    data: bool


def _frame(before: Data, after: Data) -> _Frame:
    data = any(before[part] != after[part] for part in ("tables", "facts"))
    if before["on"] != after["on"]:
        return _Frame(("day", f"{before['on']} → {after['on']}"), data)
    changed = [part for part in ("versions", "lock", "seed", "draws", "facts") if before[part] != after[part]]
    return _Frame(("method", changed[0]) if changed else None, data)


def _of_commitment(old: Data, new: Data, frame: _Frame) -> Iterator[Change]:
    id = new["id"]
    evidence = list(_evidence_changes(old, new))
    figures = list(_figure_changes(old, new, frame))
    yield from evidence
    yield from _reply_changes(old, new)
    yield from figures
    if old["plan"] != new["plan"]:
        cause, detail = _first(figures) or frame.cause or ("plan", "")
        yield Change(id, "plan", _objective(old), _objective(new), cause, detail)
    reading = ("target-reading", "") if _read_anew(old, new) else None
    because = _first(evidence) or _first(figures) or reading or frame.cause or ("unexplained", "")
    for before, after in _pairs(old["parties"], new["parties"], "party"):
        if _state(before) != _state(after):
            party = (after or before or {})["party"]
            yield Change(id, f"party {party}", _state(before), _state(after), *because)
    if old["status"] != new["status"]:
        yield Change(id, "status", old["status"], new["status"], *because)
    if old["texts"] != new["texts"]:
        yield Change(id, "texts", None, None, "words")


def _read_anew(old: Data, new: Data) -> bool:
    return bool(old["targets"] != new["targets"] or old["reading"] != new["reading"])


def _first(changes: Sequence[Change]) -> tuple[str, str] | None:
    return (changes[0].cause, changes[0].detail) if changes else None


def _state(party: Data | None) -> str | None:
    return party["state"] if party else None


def _objective(commitment: Data) -> Any:
    return commitment["plan"]["objective"] if commitment["plan"] else None


def _evidence_changes(old: Data, new: Data) -> Iterator[Change]:
    id = new["id"]
    for before, after in _pairs(old["evidence"], new["evidence"], "id"):
        if before is None and after is not None:
            cause = "reversal" if after["kind"] == "reversal" else "new-evidence"
            yield Change(id, f"evidence {after['id']}", None, after["event"], cause, after["id"])
        elif after is None and before is not None:
            yield Change(id, f"evidence {before['id']}", before["event"], None, "withdrawn-evidence", before["id"])
        elif before is not None and after is not None and before != after:
            yield Change(
                id, f"evidence {after['id']}", before["event"], after["event"], "corrected-evidence", after["id"]
            )
    opened, closed = _groups(new) - _groups(old), _groups(old) - _groups(new)
    for group in sorted(opened):
        yield Change(id, "conflict", None, group, "conflict-opened", group)
    for group in sorted(closed):
        yield Change(id, "conflict", group, None, "conflict-closed", group)


def _reply_changes(old: Data, new: Data) -> Iterator[Change]:
    """Replies that came, were corrected or withdrawn; they explain nothing else, since they change no state."""
    for before, after in _pairs(old.get("replies", ()), new.get("replies", ()), "id"):
        if before != after:
            was, now = (one["what"] if one else None for one in (before, after))
            yield Change(new["id"], f"reply {(after or before or {})['id']}", was, now, "reply")


def _groups(commitment: Data) -> set[str]:
    return {row["conflict_group"] for row in commitment["evidence"] if row["conflict_group"]}


def _figure_changes(old: Data, new: Data, frame: _Frame) -> Iterator[Change]:
    read_anew = _read_anew(old, new)
    for before, after in _pairs(_keyed(old), _keyed(new), "key"):
        yield from _of_figure(new["id"], before or {}, after or {}, read_anew, frame)


def _keyed(commitment: Data) -> list[Data]:
    return [{**f, "key": f"{f['id']} {f['target_id']} {f['party']}"} for f in commitment["indicators"]]


def _of_figure(id: str, before: Data, after: Data, read_anew: bool, frame: _Frame) -> Iterator[Change]:
    key = after.get("key") or before["key"]
    revised = _data_cause(before, after) if frame.data else None
    because = revised or (("target-reading", "") if read_anew else None) or frame.cause
    for part in (*_DATA, *_VERDICT):
        if before.get(part) != after.get(part):
            yield Change(id, f"{key} {part}", before.get(part), after.get(part), *(because or ("unexplained", part)))


def _data_cause(before: Data, after: Data) -> tuple[str, str] | None:
    year, earlier = after.get("latest_year"), before.get("latest_year")
    if year != earlier:
        return "new-year", str(year if year is not None else earlier)
    if any(before.get(part) != after.get(part) for part in ("latest", "baseline", "vintage", "low", "high")):
        return "data-revised", str(after.get("vintage") or year)
    return None


def _pairs(old: Sequence[Data], new: Sequence[Data], key: str) -> Iterator[tuple[Data | None, Data | None]]:
    before = {entry[key]: entry for entry in old}
    after = {entry[key]: entry for entry in new}
    for name in sorted(before.keys() | after.keys()):
        yield before.get(name), after.get(name)
