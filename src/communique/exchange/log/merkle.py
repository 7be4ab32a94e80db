"""Is this entry in the log, and is the longer log the shorter one continued? The tree of RFC 6962, section 2.1.

    leaf(d)     = SHA-256(0x00 || d)
    node(l, r)  = SHA-256(0x01 || l || r)
    root()      = SHA-256("")
    root(d[n])  = node(root(d[0:k]), root(d[k:n])), k the largest power of two smaller than n

A *perfect subtree* (level, number) covers the leaves from number * 2^level on, 2^level of them. The *frontier* of a
tree is the list of roots of the perfect subtrees that make it up, the largest first: it is all that appending needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from itertools import islice

from communique.errors import CommuniqueError

EMPTY = sha256(b"").digest()
KEPT = 8
"""Perfect subtrees of every KEPT-th level are stored, so that a proof reads few hashes of a long log."""

_BLOCK = 1 << KEPT
# states that stand behind the first byte: a copy costs less than a new one, and joins no bytes
_LEAF, _NODE = sha256(b"\x00"), sha256(b"\x01")

Subtree = Callable[[int, int], bytes]
"""(level, number) -> root of that perfect subtree."""

Kept = tuple[int, int, bytes]
"""Level, number and root of a perfect subtree."""


class TreeError(CommuniqueError):
    """A proof is asked for that this tree cannot give."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of an entry."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return sha256(b"\x01" + left + right).digest()


def leaf_hashes(contents: Iterable[bytes]) -> list[bytes]:
    """The hashes of entries, in less time than one after the other by `leaf_hash`."""
    found = []
    for data in contents:
        state = _LEAF.copy()
        state.update(data)
        found.append(state.digest())
    return found


def extend(
    size: int,
    frontier: list[bytes],
    leaves: Iterable[bytes],
    keep: Callable[[Kept], None] | None = None,
) -> int:
    """The new size after these leaf hashes were appended; `frontier` is changed in place.

    keep  called with each subtree of level KEPT, 2 KEPT, … that is completed
    """
    leaves = iter(leaves)
    while batch := list(islice(leaves, _BLOCK - size % _BLOCK)):
        if len(batch) == _BLOCK:
            _carry(KEPT, size >> KEPT, frontier, _perfect(batch), keep)
        else:
            for position, node in enumerate(batch, size):
                _carry(0, position, frontier, node, keep)
        size += len(batch)
    return size


def _perfect(nodes: list[bytes]) -> bytes:
    """The root over 2^k subtrees side by side, level by level: one loop for each level, not one for each leaf."""
    while len(nodes) > 1:
        two, above = iter(nodes), []
        for left, right in zip(two, two, strict=True):
            state = _NODE.copy()
            state.update(left + right)
            above.append(state.digest())
        nodes = above
    return nodes[0]


def _carry(level: int, position: int, frontier: list[bytes], node: bytes, keep: Callable[[Kept], None] | None) -> None:
    """Puts subtree (level, position) to the frontier, joined with those that it completes."""
    if keep is not None and level:
        keep((level, position, node))
    while position & 1:
        node = node_hash(frontier.pop(), node)
        position >>= 1
        level += 1
        if keep is not None and level % KEPT == 0:
            keep((level, position, node))
    frontier.append(node)


def root_of(frontier: Sequence[bytes]) -> bytes:
    """The root of the tree that a frontier stands for."""
    if not frontier:
        return EMPTY
    node = frontier[-1]
    for left in reversed(frontier[:-1]):
        node = node_hash(left, node)
    return node


def in_memory(leaves: Sequence[bytes]) -> Subtree:
    """The subtrees of a list of leaf hashes."""

    def subtree(level: int, number: int) -> bytes:
        if level == 0:
            return leaves[number]
        return node_hash(subtree(level - 1, 2 * number), subtree(level - 1, 2 * number + 1))

    return subtree


def inclusion_path(subtree: Subtree, index: int, size: int) -> list[bytes]:
    """PATH(index, D[size]): the hashes that lead from the leaf to the root, the leaf's neighbour first.

    Raises TreeError for an entry that the tree does not hold.
    """
    if not 0 <= index < size:
        raise TreeError(f"a log of {size} entries has no entry {index}")
    path = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            path.append(_root(subtree, middle, end))
            end = middle
        else:
            path.append(_root(subtree, begin, middle))
            begin = middle
    return path[::-1]


def consistency_path(subtree: Subtree, first: int, second: int) -> list[bytes]:
    """PROOF(first, D[second]): the hashes that show the tree of `first` entries to be the beginning of the other."""
    if not 0 < first <= second:
        raise TreeError(f"a log of {second} entries cannot be shown to continue one of {first}")
    path = []
    begin, end, known = 0, second, True  # known: the verifier holds the root of this subtree, it is the first tree
    while first != end:
        middle = begin + _split(end - begin)
        if first <= middle:
            path.append(_root(subtree, middle, end))
            end = middle
        else:
            path.append(_root(subtree, begin, middle))
            begin, known = middle, False
    return (path if known else [*path, _root(subtree, begin, end)])[::-1]


def _split(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1


def _root(subtree: Subtree, begin: int, end: int) -> bytes:
    size = end - begin
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return subtree(level, begin >> level)
    middle = begin + _split(size)
    return node_hash(_root(subtree, begin, middle), _root(subtree, middle, end))


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path shows the leaf to be entry `index` of the tree of that size and root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, node = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if position & 1 or position == last:
            node = node_hash(step, node)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            node = node_hash(node, step)
        position, last = position >> 1, last >> 1
    return last == 0 and node == root


def consistent(first: int, second: int, path: Sequence[bytes], first_root: bytes, second_root: bytes) -> bool:
    """Whether the path shows the first tree to be the beginning of the second (RFC 9162, 2.1.4.2)."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not path and first_root == second_root
    steps = [first_root, *path] if first & (first - 1) == 0 else list(path)
    if not steps:
        return False
    position, last = first - 1, second - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            new = node_hash(new, step)
        position, last = position >> 1, last >> 1
    return last == 0 and (old, new) == (first_root, second_root)
