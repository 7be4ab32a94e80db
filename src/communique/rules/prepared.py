"""How do many people meet the same conditions at little cost? Parts laid out once, in order, each evaluated once.

    verdict     −1 true, 0 false, else not known: 1 and the reasons, one bit a reason

The interpreter stays the judge of every leaf. Only what joins leaves is computed here, and nothing that is kept comes
of a person: a leaf that reads one fact is asked beforehand for each value that the schema lists, and for none; of any
other value, and where it reads several facts, it is asked anew for each person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from communique.rules import expression as x
from communique.rules.interpret import Evaluation, Reasons, Result, Truth, Verdict
from communique.rules.schema import DECLINED, Reading, Reason, Schema, read_facts, unknown_fact

TRUE: Final = -1
FALSE: Final = 0
OPEN: Final = 1
JOINS: Final = (x.All, x.Any, x.Not, x.AtLeast, x.Implies)

Codes = list[int]
Step = Callable[[Codes], int]
Told = list[tuple[int, int]]  # slots and verdicts


class Several(NamedTuple):
    """A leaf that reads several facts."""

    slot: int
    node: x.Node
    names: frozenset[str]


class Cone(NamedTuple):
    """What one part is made of: leaves that read several facts, and what joins leaves, in order."""

    several: list[Several]
    joins: list[tuple[int, Step]]


class Prepared:
    """Bound conditions of one schema; `given` are readings that are the same for everybody, such as the day."""

    def __init__(self, nodes: Iterable[x.Node], schema: Schema, given: Mapping[str, Reading]) -> None:
        self.schema, self.given = schema, dict(given)
        self.unspoken: Mapping[str, Reading] = {**{name: unknown_fact(name) for name in schema}, **given}
        self._nodes: list[x.Node] = []  # kept, so that the identities below stay taken
        self.slots: dict[int, int] = {}
        self._leaves: list[tuple[int, x.Node]] = []
        self._single: dict[str, list[tuple[int, x.Node]]] = {}
        self._several: list[Several] = []
        self._joins: list[tuple[int, Step]] = []
        self._parts: dict[int, list[int]] = {}
        self._cones: dict[int, Cone] = {}
        self._listed: dict[str, dict[Any, Told]] = {}
        self._base: Codes = []
        self._reasons: list[Reason] = []
        self._bits: dict[Reason, int] = {}
        for node in nodes:
            self._lay(node)
        self._name_reasons()
        self._base = self._of_nobody()
        self._listed = {name: self._of_listed(name) for name in self._single}

    def evaluation(self, said: Mapping[str, Reading]) -> Foreseen:
        """The evaluation of what one person said; facts they did not speak of are unknown."""
        return Foreseen(self, {**self.unspoken, **said}, self.codes(said))

    def codes(self, said: Mapping[str, Reading]) -> Codes:
        """The verdict of every part, by slot."""
        found = self._base.copy()
        for name in said.keys() & self._single.keys():
            for slot, code in self._by(name, said[name]):
                found[slot] = code
        walked: Evaluation | None = None
        for slot, node, names in self._several:
            if not names.isdisjoint(said):
                walked = walked or _walked({**self.unspoken, **said}, self.schema)
                found[slot] = self._code(walked.truth(node))
        for slot, step in self._joins:
            found[slot] = step(found)
        return found

    def again(self, slot: int, codes: Codes, readings: Mapping[str, Reading], changed: Mapping[str, Reading]) -> int:
        """The verdict of one part were some facts otherwise than where `codes` and `readings` come from."""
        found, cone = codes.copy(), self._cone(slot)
        for name in changed.keys() & self._single.keys():
            for leaf, code in self._by(name, changed[name]):
                found[leaf] = code
        walked: Evaluation | None = None
        for leaf, node, names in cone.several:
            if not names.isdisjoint(changed):
                walked = walked or _walked({**readings, **changed}, self.schema)
                found[leaf] = self._code(walked.truth(node))
        for join, step in cone.joins:
            found[join] = step(found)
        return found[slot]

    def result(self, code: int) -> Result:
        """A verdict in words."""
        return Result(_truth(code), self._named(code))

    # -- laying out

    def _lay(self, node: x.Node) -> int:
        """The slot of a node, after those of its parts; what changes no truth shares the slot of its only part."""
        found = self.slots.get(id(node))
        if found is not None:
            return found
        self._nodes.append(node)
        if isinstance(node, x.Named):
            slot = self._lay(node.body)
        elif isinstance(node, JOINS):
            slot = self._join(node, [self._lay(part) for part in x.parts(node)])
        else:
            slot = self._leaf(node)
        self.slots[id(node)] = slot
        return slot

    def _join(self, node: x.Node, parts: list[int]) -> int:
        if len(parts) == 1 and isinstance(node, (x.All, x.Any)):
            return parts[0]
        slot = self._new()
        self._joins.append((slot, _step(node, parts)))
        self._parts[slot] = parts
        return slot

    def _leaf(self, node: x.Node) -> int:
        slot, names = self._new(), x.facts_of(node) - self.given.keys()
        self._leaves.append((slot, node))
        if len(names) == 1:
            self._single.setdefault(next(iter(names)), []).append((slot, node))
        elif names:
            self._several.append(Several(slot, node, names))
        return slot

    def _cone(self, slot: int) -> Cone:
        """What a part is made of, in order."""
        if slot not in self._cones:
            inside, open_ = {slot}, [slot]
            while open_:
                new = [part for part in self._parts.get(open_.pop(), ()) if part not in inside]
                inside.update(new)
                open_ += new
            self._cones[slot] = Cone(
                [each for each in self._several if each.slot in inside],
                [each for each in self._joins if each[0] in inside],
            )
        return self._cones[slot]

    def _new(self) -> int:
        self._base.append(FALSE)
        return len(self._base) - 1

    def _name_reasons(self) -> None:
        """A bit for every reason there can be, all given before anyone is judged, so that threads may share them."""
        inside = [part for _, leaf in self._leaves for part in x.walk(leaf)]
        names = sorted({part.id for part in inside if isinstance(part, x.Fact)})
        missing = {Reason(part.kind, part.subject): None for part in inside if isinstance(part, x.Missing)}
        of_facts = [Reason(kind, name) for kind in ("unknown", "declined", "interval") for name in names]
        self._reasons = [*missing, *of_facts]
        self._bits = {reason: OPEN << i for i, reason in enumerate(self._reasons, 1)}

    def _of_nobody(self) -> Codes:
        """The verdicts where nothing is said."""
        walked, found = _walked(self.unspoken, self.schema), self._base.copy()
        for slot, node in self._leaves:
            found[slot] = self._code(walked.truth(node))
        for slot, step in self._joins:
            found[slot] = step(found)
        return found

    # -- leaves and reasons

    def _of_listed(self, name: str) -> dict[Any, Told]:
        """The verdicts of the leaves that read this fact alone: unknown, declined, and by each value that is listed."""
        kind = self.schema[name]
        values: Iterable[Any] = (True, False) if kind.sort == "bool" else kind.values
        if kind.sort == "set":
            values = ([each] for each in values)
        readings = [read_facts({name: value}, self.schema)[name] for value in (None, DECLINED, *values)]
        return {_key(reading): self._asked(name, reading) for reading in readings}

    def _by(self, name: str, reading: Reading) -> Told:
        """The verdicts of the leaves that read this fact alone."""
        found = self._listed[name].get(_key(reading))
        return self._asked(name, reading) if found is None else found

    def _asked(self, name: str, reading: Reading) -> Told:
        walked = _walked({**self.given, name: reading}, self.schema)
        return [(slot, self._code(walked.truth(node))) for slot, node in self._single[name]]

    def _code(self, verdict: Verdict) -> int:
        truth, reasons = verdict
        if truth is not None:
            return TRUE if truth else FALSE
        return sum((self._bits[reason] for reason in reasons), OPEN)

    def _named(self, code: int) -> Reasons:
        found, rest = [], code >> 1 if code > 0 else 0
        while rest:
            last = rest & -rest
            found.append(self._reasons[last.bit_length() - 1])
            rest ^= last
        return frozenset(found)


class Foreseen(Evaluation):
    """An evaluation whose prepared parts are all there already; any other expression is walked as ever."""

    def __init__(self, prepared: Prepared, readings: dict[str, Reading], codes: Codes) -> None:
        super().__init__({}, prepared.schema)
        self.readings, self.prepared, self.codes = readings, prepared, codes
        self._results = dict(DECIDED)

    def otherwise(self, node: x.Node, changed: Mapping[str, Reading]) -> Truth:
        slot = self.prepared.slots.get(id(node))
        if slot is None:
            return super().otherwise(node, changed)
        return _truth(self.prepared.again(slot, self.codes, self.readings, changed))

    def truth(self, node: x.Node) -> Verdict:
        slot = self.prepared.slots.get(id(node))
        return super().truth(node) if slot is None else self._result(slot)

    def result(self, node: x.Node) -> Result:
        slot = self.prepared.slots.get(id(node))
        return super().result(node) if slot is None else self._result(slot)

    def _result(self, slot: int) -> Result:
        code = self.codes[slot]
        found = self._results.get(code)
        if found is None:
            found = self._results[code] = self.prepared.result(code)
        return found


DECIDED: Final = {code: Result(truth, frozenset()) for code, truth in ((TRUE, True), (FALSE, False))}


def _truth(code: int) -> Truth:
    return None if code > 0 else code < 0


def _key(reading: Reading) -> Any:
    """What tells readings of one fact apart; a bare value where it is known, since that is compared sooner."""
    return reading if reading.reasons or reading.members is not None else reading.low


def _walked(readings: Mapping[str, Reading], schema: Schema) -> Evaluation:
    found = Evaluation({}, schema)
    found.readings = dict(readings)
    return found


# -- what joins leaves ------------------------------------------------------------------------------------------------


def _step(node: x.Node, parts: list[int]) -> Step:
    if isinstance(node, x.Not):
        return _not(parts[0])
    if isinstance(node, x.Implies):
        return _implies(*parts)
    if isinstance(node, x.AtLeast):
        return _at_least(node.count, tuple(parts))
    return _all(tuple(parts)) if isinstance(node, x.All) else _any(tuple(parts))


def _all(parts: tuple[int, ...]) -> Step:
    def step(codes: Codes) -> int:
        reasons = 0
        for part in parts:
            code = codes[part]
            if not code:
                return FALSE
            if code > 0:
                reasons |= code
        return reasons or TRUE

    return step


def _any(parts: tuple[int, ...]) -> Step:
    def step(codes: Codes) -> int:
        reasons = 0
        for part in parts:
            code = codes[part]
            if code < 0:
                return TRUE
            reasons |= code
        return reasons

    return step


def _not(part: int) -> Step:
    return lambda codes: code if (code := codes[part]) > 0 else ~code


def _implies(condition: int, conclusion: int) -> Step:
    def step(codes: Codes) -> int:
        given, then = codes[condition], codes[conclusion]
        if not given or then < 0:
            return TRUE
        return then if given < 0 else given | then

    return step


def _at_least(count: int, parts: tuple[int, ...]) -> Step:
    def step(codes: Codes) -> int:
        each = [codes[part] for part in parts]
        true = each.count(TRUE)
        if true >= count:
            return TRUE
        reasons = [code for code in each if code > 0]
        if true + len(reasons) < count:
            return FALSE
        found = 0
        for code in reasons:
            found |= code
        return found

    return step
