"""What do several rows on one decision, recommendation or practice say together?

Rows of one name are one thing: later evidence completes what was recorded before. Where two contradict each other the
outcome is unknown, and both rows are flagged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from communique.commitment.evidence import SOURCE_CLASSES
from communique.geo import in_order
from communique.workstreams.dialogues.rows import Decision, Practice, Recommendation

Named = TypeVar("Named", Decision, Recommendation, Practice)


def groups(rows: Iterable[Named]) -> list[list[Named]]:
    """Rows of one name and body, what was recorded first before what completes it."""
    found: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for row in rows:
        found[row.told.body, row.told.id].append(row)
    return list(found.values())


def decisions(rows: Iterable[Decision]) -> tuple[Decision, ...]:
    """Each decision once, with the outcome that its evidence agrees on."""
    return tuple(_decision(group) for group in groups(rows))


def shown(row: Decision) -> str:
    """What a row's evidence shows; nothing without evidence."""
    return row.outcome if row.evidence else ""


def _decision(group: Sequence[Decision]) -> Decision:
    first, evidenced = group[0], [row for row in group if shown(row)]
    if len(group) == 1 or not evidenced:
        return first
    if len({row.outcome for row in evidenced}) > 1:
        return replace(first, outcome="", evidence="")
    best = min(evidenced, key=_nearness)
    return replace(first, outcome=best.outcome, done=best.done, evidence=best.evidence)


def recommendations(rows: Iterable[Recommendation]) -> tuple[Recommendation, ...]:
    """Each recommendation once, with the answer that the nearest source tells of."""
    return tuple(_recommendation(group) for group in groups(rows))


def _recommendation(group: Sequence[Recommendation]) -> Recommendation:
    answered = [row for row in group if row.answered.start is not None]
    if len(group) == 1 or not answered:
        return group[0]
    best = min(answered, key=_nearness)
    return replace(group[0], answered=best.answered, answer=best.answer, evidence=best.evidence)


def practices(rows: Iterable[Practice]) -> tuple[Practice, ...]:
    """Each practice once, as its nearest source describes it, with everybody's word on who took it over."""
    return tuple(_practice(group) for group in groups(rows))


def _practice(group: Sequence[Practice]) -> Practice:
    adopted = {country for row in group for country in row.adopted_by}
    declined = {country for row in group for country in row.declined_by}
    best = min(group, key=_nearness)  # a country that is said to be both is neither
    return replace(best, adopted_by=in_order(adopted - declined), declined_by=in_order(declined - adopted))


def _nearness(row: Named) -> tuple[int, str]:
    return (SOURCE_CLASSES.index(row.told.source_class), row.told.origin.key)
