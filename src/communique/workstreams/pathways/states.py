"""Is a pathway open to this person? Its state, how fresh that is, and overlays, as rules of the one engine.

    status = state recorded for the day ∧ checked lately ∧ verified ∧ no pause that applies ∧ no limit that may apply

The rules of `status:ID` are made from the states and overlays, so that Python, Polars and the browser judge a state as
they judge criteria. Past its review day a state is at most unknown; closed stays closed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from communique.rules import expression as x
from communique.rules.parameters import Citation, Parameter, ParameterRow
from communique.rules.rule import Rule, RuleSet
from communique.workstreams.pathways.pathway import Overlay, Pathway, StatusRow

# days that a state stays fresh after the month of its check, by confidence letter: an editorial choice, shown as such
REVIEW_DAYS: Mapping[str, int] = {"A": 365, "B": 180, "C": 0}
FIRST = date(1900, 1, 1)
OPEN_TO: Mapping[str, bool | None] = {
    "open": True,
    "restricted": None,
    "paused": False,
    "closed": False,
    "unknown": None,
}


@dataclass
class States:
    """What the states add to a book: parameters, rules and one set `status:ID` for each pathway."""

    parameters: dict[str, Parameter] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    sets: dict[str, RuleSet] = field(default_factory=dict)


def review_by(row: StatusRow, review_days: Mapping[str, int] = REVIEW_DAYS) -> date:
    """The last day on which the state may be relied on; of mixed marks the weaker letter counts."""
    return row.as_of + timedelta(days=review_days[max(row.confidence.split("/"))])


def state_on(rows: Iterable[StatusRow], on: date, known_at: date | None = None) -> StatusRow | None:
    """The state recorded for the day, the last recorded one known; None if nothing is recorded for it."""
    holding = [
        row for row in rows
        if row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)
        and (known_at is None or row.recorded_on <= known_at)
    ]  # fmt: skip
    return max(holding, key=lambda row: row.recorded_on, default=None)


def state_parts(
    pathways: Mapping[str, Pathway],
    statuses: Mapping[str, tuple[StatusRow, ...]],
    overlays: Iterable[Overlay],
    review_days: Mapping[str, int] = REVIEW_DAYS,
) -> States:
    """Parameters, rules and sets that say whether each pathway is open."""
    found = States()
    over = defaultdict(list)
    for overlay in overlays:
        for name in overlay.applies_to:
            over[name].append(overlay)
    for name, pathway in pathways.items():
        _figures(name, statuses[name], review_days, found)
        rules = [*_own_rules(pathway), *_overlay_rules(name, over[name])]
        found.rules |= {rule.id: rule for rule in rules}
        found.sets[f"status:{name}"] = RuleSet(f"status:{name}", tuple(rule.id for rule in rules))
    return found


def _figures(name: str, rows: tuple[StatusRow, ...], review_days: Mapping[str, int], found: States) -> None:
    def row(each: StatusRow, value: bool | date | None) -> ParameterRow:
        return ParameterRow(value, each.valid_from, each.valid_to, each.recorded_on, _checked(each))

    state, fresh, sure = f"state.{name}", f"review_by.{name}", f"verified.{name}"
    found.parameters[state] = Parameter(state, "bool", tuple(row(r, OPEN_TO[r.code]) for r in rows))
    found.parameters[sure] = Parameter(sure, "bool", tuple(row(r, True if r.verified else None) for r in rows))
    found.parameters[fresh] = Parameter(fresh, "date", tuple(row(r, review_by(r, review_days)) for r in rows))


def _checked(row: StatusRow) -> Citation:
    return Citation(row.source, row.note, "", row.as_of)


def _own_rules(pathway: Pathway) -> list[Rule]:
    name = pathway.id
    late = x.Compare(">", x.Fact("today"), x.Param(f"review_by.{name}"))
    return [
        _rule(f"status:{name}.state", x.Param(f"state.{name}")),
        _rule(f"status:{name}.fresh", x.Any((x.Not(late), _open("past-review")))),
        _rule(f"status:{name}.verified", x.Param(f"verified.{name}")),
    ]


def _overlay_rules(name: str, overlays: list[Overlay]) -> list[Rule]:
    rules = []
    for overlay in overlays:
        if overlay.effect in ("pauses", "limits"):
            bar = overlay.when if overlay.effect == "pauses" else x.All((overlay.when, _open("limited")))
            rules.append(_overlaid(f"status:{name}.{overlay.id}", bar, (overlay,), "bar"))
    for first, second in combinations([o for o in overlays if o.dispute], 2):
        if first.dispute == second.dispute:
            both = x.All((first.when, second.when, _open("disputed")))
            rules.append(_overlaid(f"status:{name}.{first.id}+{second.id}", both, (first, second), "bar"))
    return _without_disputed(rules, overlays, name)


def _without_disputed(rules: list[Rule], overlays: list[Overlay], name: str) -> list[Rule]:
    """A pause that an order opposes is not a pause where the order applies too: there the state is unknown."""
    orders = [o for o in overlays if o.effect == "opens" and o.dispute]
    found = []
    for rule in rules:
        paused = next((o for o in overlays if rule.id == f"status:{name}.{o.id}" and o.dispute), None)
        against = [order.when for order in orders if paused is not None and order.dispute == paused.dispute]
        when = x.All((rule.when, *(x.Not(each) for each in against))) if against else rule.when
        found.append(Rule(**{**vars(rule), "when": when}))
    return found


def _overlaid(id: str, when: x.Node, overlays: tuple[Overlay, ...], kind: str) -> Rule:
    ends = [o.valid_to for o in overlays if o.valid_to is not None]
    first = overlays[0]
    return Rule(
        id=id,
        when=when,
        kind="bar" if kind == "bar" else "requirement",
        valid_from=max(o.valid_from for o in overlays),
        valid_to=min(ends, default=None),
        recorded_on=max(o.recorded_on for o in overlays),
        citation=Citation(first.instrument, first.note, "", first.recorded_on),
        text=first.words,
    )


def _rule(id: str, when: x.Node) -> Rule:
    """A rule of the tool itself, as old as any record: what it reads is dated."""
    return Rule(id, when, "requirement", FIRST, FIRST, None, text=f"pathways-{id.rsplit('.', 1)[1]}")


def _open(what: str) -> x.Missing:
    return x.Missing("unstated", f"pathways-open-{what}")
