"""In which group of its record does each segment stand? The state of `parsing.grammar` as a table of steps.

The object reader's state has thousands of objects and some fifty shapes. Which shape follows on which tag is learnt
once; after that a segment costs one look-up. Tests hold both readers to the same groups.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from communique.workstreams.passengers.parsing.draft import (
    CHECK_IN,
    FLIGHT,
    HISTORY,
    OTHER,
    PASSENGER,
    RECORD,
    SPLIT,
    TICKET,
)
from communique.workstreams.passengers.parsing.grammar import TAGS

#: A TVL without date and places: the operating flight of the leg above.
OPERATING = "TVL operating"
#: Between a segment's symbol and the tags that were lost behind it and open a group.
LOST = "|"
_OPENS_TICKET = {"MON", "PTK", "TXD", "FOP"}


class Kind(NamedTuple):
    """What a segment is: its tag, its group, and what its place says of it (`parsing.elements`)."""

    tag: str
    group: str
    said: str


class _State(NamedTuple):
    level: str = RECORD
    boarding: bool = False  # a check-in is open
    passenger: bool = False
    ticket: bool = False
    named: bool = False  # somebody travels: whoever is named now is another person
    everybody: bool = False  # all are named: whoever is named now checks in


class _Node(dict[str, tuple[int, "_Node"]]):
    """The steps that are known from one state."""

    def __init__(self, state: _State) -> None:
        super().__init__()
        self.state = state


_NODES: dict[_State, _Node] = {}
_NUMBERS: dict[Kind, int] = {}
KINDS: list[Kind] = []


def kinds(symbols: Iterable[str]) -> list[int]:
    """The number in KINDS of each segment of some records, each of which begins with SRC.

    symbols  tags, or OPERATING; behind them, after LOST, what was lost
    """
    found = []
    node = _node(_State())
    for symbol in symbols:
        step = node.get(symbol)
        number, node = step if step is not None else _learn(node, symbol)
        found.append(number)
    return found


def _node(state: _State) -> _Node:
    return _NODES.setdefault(state, _Node(state))


def _learn(node: _Node, symbols: str) -> tuple[int, _Node]:
    symbol, *lost = symbols.split(LOST)
    tag = symbol[:3]
    state = _after(_State() if tag == "SRC" else node.state, symbol)
    group = HISTORY if tag == "LTS" else state.level
    said = "operating" if symbol == OPERATING else "other" if tag == "TIF" and state.named else ""
    if tag == "TIF" and group != CHECK_IN:
        state = state._replace(named=True)
    known = tag in TAGS
    kind = Kind(tag if known else "", group, said)
    if kind not in _NUMBERS:
        _NUMBERS[kind] = len(KINDS)
        KINDS.append(kind)
    for gone in lost:
        state = _after_lost(state, gone)
    step = _NUMBERS[kind], _node(state)
    if known and not lost:  # a sender's own tags, and what can be lost, are without number
        node[symbol] = step
    return step


def _after(state: _State, symbol: str) -> _State:
    """The state after a segment, as the readers of `parsing` leave it."""
    if symbol == "ABI" or state.level == HISTORY:
        return state._replace(level=HISTORY)
    if symbol == "TIF" and not state.everybody:
        return state._replace(level=PASSENGER, passenger=True, ticket=False)
    if state.passenger and (symbol == "TKT" or (symbol in _OPENS_TICKET and not state.ticket)):
        return state._replace(level=TICKET, ticket=True)
    if symbol == "TVL" and state.level != OTHER:
        return state._replace(level=FLIGHT, boarding=False, ticket=False, everybody=True)
    if symbol in {"TIF", "TRI"} or (symbol in {"SSD", "TBD"} and not state.boarding):
        return state._replace(level=CHECK_IN, boarding=True, everybody=True)
    if symbol in {"MSG", "EQN"}:
        return state._replace(level=OTHER if symbol == "MSG" else SPLIT, boarding=False, everybody=True)
    return state


def _after_lost(state: _State, tag: str) -> _State:
    """The state after a segment that was lost, as `parsing.losing` leaves it."""
    if tag == "TIF" and not state.everybody and state.level != HISTORY:
        return state._replace(level=PASSENGER, passenger=False, ticket=False)
    if tag == "TIF":
        return state
    if tag == "TKT" and state.level != HISTORY:
        return state._replace(level=PASSENGER if state.level == TICKET else state.level, ticket=False)
    return state if tag == "TKT" else _after(state, tag)
