"""A list of which any values may be ticked, as one yes or no for each value: what it takes is then counted by value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.rules import FactType
from communique.rules import expression as x
from communique.rules.schema import Schema


class Ticked:
    """A condition, its facts and their schema with every list told apart value by value.

    A value's flag costs what its list costs; a list not known leaves all its flags unknown.
    """

    def __init__(self, node: x.Node, facts: Mapping[str, Any], schema: Schema) -> None:
        self.flags: dict[str, tuple[str, str]] = {}
        self.node = self._told_apart(node)
        self._before = facts
        plain = x.facts_of(self.node) - self.flags.keys()
        self.facts = {name: facts[name] for name in facts if name in plain}
        for flag, (name, value) in self.flags.items():
            members = facts.get(name)
            if isinstance(members, (list, tuple, set, frozenset)):
                self.facts[flag] = value in members
        flags = {flag: FactType("bool", curable=schema[name].curable) for flag, (name, _) in self.flags.items()}
        self.schema: dict[str, FactType] = {**{name: schema[name] for name in plain}, **flags}

    def back(self, changed: Mapping[str, Any]) -> dict[str, Any]:
        """Changes of flags as changes of their lists; "none" goes where something is ticked."""
        found = {name: value for name, value in changed.items() if name not in self.flags}
        for flag, value in changed.items():
            if flag in self.flags:
                name, ticked = self.flags[flag]
                members = found.setdefault(name, [each for each in self._before.get(name, ()) if each != "none"])
                found[name] = [*members, ticked] if value else [each for each in members if each != ticked]
        return {name: value or ["none"] if isinstance(value, list) else value for name, value in found.items()}

    def _told_apart(self, node: x.Node) -> x.Node:
        if not isinstance(node, x.Members) or not isinstance(node.values, x.Literal) or node.quantifier != "any":
            return x.rebuild(node, self._told_apart)
        flags = {f"{node.fact.id}: {value}": (node.fact.id, str(value)) for value in node.values.value}  # type: ignore[union-attr]
        self.flags |= flags
        return x.Any(tuple(x.Fact(flag) for flag in flags))
