"""The tree of the log and its canonical texts: reference vectors, and every bit that could be flipped."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records_house import a_house, root

import communique.exchange
from communique.exchange.ledger import Home
from communique.exchange.log.canonical import CanonicalError, canonical, parsed
from communique.exchange.log.merkle import (
    EMPTY,
    Kept,
    TreeError,
    consistency_path,
    consistent,
    extend,
    in_memory,
    included,
    inclusion_path,
    leaf_hash,
    leaf_hashes,
    root_of,
)
from communique.exchange.log.signing import holds, signing_key

CODES = Path(str(communique.exchange.__file__)).parent / "codes"
VECTORS = json.loads((CODES / "rfc6962_vectors.json").read_text())
LEAVES = [leaf_hash(bytes.fromhex(data)) for data in VECTORS["inputs"]]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return a_house(tmp_path / "can")[0]


@pytest.mark.parametrize(("size", "expected"), [(int(n), r) for n, r in VECTORS["roots_by_size"].items()])
def test_roots_are_those_of_certificate_transparency(size: int, expected: str) -> None:
    frontier: list[bytes] = []
    assert extend(0, frontier, LEAVES[:size]) == size
    assert root_of(frontier).hex() == expected


@pytest.mark.parametrize("case", VECTORS["inclusion"])
def test_inclusion_proofs_are_the_published_ones(case: dict[str, Any]) -> None:
    index, size = case["leaf_index"], case["tree_size"]
    path = inclusion_path(in_memory(LEAVES), index, size)
    assert [step.hex() for step in path] == case["path"]
    assert included(LEAVES[index], index, size, path, bytes.fromhex(VECTORS["roots_by_size"][str(size)]))


@pytest.mark.parametrize("case", VECTORS["consistency"])
def test_consistency_proofs_are_the_published_ones(case: dict[str, Any]) -> None:
    first, second = case["first"], case["second"]
    path = consistency_path(in_memory(LEAVES), first, second)
    assert [step.hex() for step in path] == case["path"]
    old, new = (bytes.fromhex(VECTORS["roots_by_size"][str(n)]) for n in (first, second))
    assert consistent(first, second, path, old, new)


def test_an_ed25519_signature_is_that_of_rfc_8032(home: Home) -> None:
    case = VECTORS["ed25519"]
    (home.keys / "signing").mkdir(parents=True)
    (home.keys / "signing" / "log.key").write_bytes(bytes.fromhex(case["secret"]))
    key = signing_key(home)
    assert key.public_key().public_bytes_raw().hex() == case["public"]
    assert key.sign(bytes.fromhex(case["message"])).hex() == case["signature"]
    assert holds(key.public_key(), case["signature"], b"")
    assert not holds(key.public_key(), case["signature"].upper(), b"")  # one signature has one text


@settings(max_examples=40)
@given(st.lists(st.binary(max_size=20), max_size=70), st.data())
def test_any_tree_is_that_of_the_definition_and_proves_each_leaf_and_each_beginning(
    contents: list[bytes], data: st.DataObject
) -> None:
    leaves = [leaf_hash(content) for content in contents]
    frontier: list[bytes] = []
    cut = data.draw(st.integers(0, len(leaves)))
    size = extend(0, frontier, leaves[:cut])
    assert extend(size, frontier, leaves[cut:]) == len(leaves)
    whole = root(leaves)
    assert root_of(frontier) == whole
    subtree = in_memory(leaves)
    for index in range(len(leaves)):
        assert included(leaves[index], index, len(leaves), inclusion_path(subtree, index, len(leaves)), whole)
        path = consistency_path(subtree, index + 1, len(leaves))
        assert consistent(index + 1, len(leaves), path, root(leaves[: index + 1]), whole)


@settings(max_examples=25)
@given(st.lists(st.integers(0, 700), max_size=6))
def test_blocks_of_leaves_make_the_tree_and_the_kept_subtrees_that_single_leaves_make(sizes: list[int]) -> None:
    contents = [number.to_bytes(3, "big") for number in range(sum(sizes))]
    leaves = leaf_hashes(contents)
    assert leaves == [leaf_hash(content) for content in contents]
    one: list[bytes] = []
    many: list[bytes] = []
    kept: list[Kept] = []
    other: list[Kept] = []
    for place, leaf in enumerate(leaves):
        assert extend(place, one, [leaf], kept.append) == place + 1
    size = 0
    for more in sizes:
        size = extend(size, many, iter(leaves[size : size + more]), other.append)
    assert (size, many, other) == (len(leaves), one, kept)
    subtree = in_memory(leaves)
    assert all(node == subtree(level, number) for level, number, node in kept)


def _flipped(data: bytes, bit: int) -> bytes:
    return data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :]


def test_any_flipped_bit_of_a_proof_makes_it_fail() -> None:
    path = inclusion_path(in_memory(LEAVES), 5, 8)
    whole = root(LEAVES)
    for bit in range(256):
        assert not included(_flipped(LEAVES[5], bit), 5, 8, path, whole)
        assert not included(LEAVES[5], 5, 8, path, _flipped(whole, bit))
        for step in range(len(path)):
            changed = [*path[:step], _flipped(path[step], bit), *path[step + 1 :]]
            assert not included(LEAVES[5], 5, 8, changed, whole)
    assert not any(included(LEAVES[5], index, 8, path, whole) for index in range(-1, 9) if index != 5)
    assert not included(LEAVES[5], 5, 8, path[:-1], whole)
    assert not included(LEAVES[5], 5, 8, [*path, EMPTY], whole)


def test_any_flipped_bit_of_a_consistency_proof_makes_it_fail() -> None:
    path, old, new = consistency_path(in_memory(LEAVES), 6, 8), root(LEAVES[:6]), root(LEAVES)
    for bit in range(256):
        assert not consistent(6, 8, path, _flipped(old, bit), new)
        assert not consistent(6, 8, path, old, _flipped(new, bit))
        for step in range(len(path)):
            assert not consistent(6, 8, [*path[:step], _flipped(path[step], bit), *path[step + 1 :]], old, new)
    assert not any(consistent(first, 8, path, old, new) for first in range(9) if first != 6)
    assert not consistent(6, 8, path[:-1], old, new)
    assert not consistent(6, 8, [*path, EMPTY], old, new)
    assert not consistent(6, 6, [EMPTY], old, old)
    assert not consistent(9, 8, path, old, new)


def test_a_proof_that_the_tree_cannot_give_is_refused() -> None:
    with pytest.raises(TreeError, match="has no entry 8"):
        inclusion_path(in_memory(LEAVES), 8, 8)
    with pytest.raises(TreeError, match="continue"):
        consistency_path(in_memory(LEAVES), 9, 8)


@pytest.mark.parametrize(
    ("value", "expected"),
    [  # RFC 8785, section 3.2.2.3 and appendix B
        (333333333.33333329, "333333333.3333333"),
        (1e30, "1e+30"),
        (4.50, "4.5"),
        (2e-3, "0.002"),
        (0.000000000000000000000000001, "1e-27"),
        (5e-324, "5e-324"),
        (-5e-324, "-5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9007199254740992.0, "9007199254740992"),
        (295147905179352830000.0, "295147905179352830000"),
        (9.999999999999997e22, "9.999999999999997e+22"),
        (1e23, "1e+23"),
        (999999999999999700000.0, "999999999999999700000"),
        (1e21, "1e+21"),
        (0.0000010, "0.000001"),
        (1e-7, "1e-7"),
        (-0.0, "0"),
        (-1 / 3, "-0.3333333333333333"),
    ],
)
def test_numbers_are_written_as_rfc_8785_says(value: float, expected: str) -> None:
    assert canonical(value).decode() == expected
    assert parsed(canonical(value)) == value


def test_keys_are_sorted_by_utf_16_and_texts_escaped_as_rfc_8785_says() -> None:
    value = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\xf6": 7}
    assert list(json.loads(canonical(value))) == ["\r", "1", "\x80", "\xf6", "\u20ac", "\U0001f600", "\ufb33"]
    assert canonical('\u20ac$\x0f\nA\'B"\\\\"/').decode() == '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'


@pytest.mark.parametrize("value", [math.nan, math.inf, 2**53, "\ud800", {1: 2}, b"bytes", {"a": {1, 2}}])
def test_what_json_does_not_carry_unchanged_is_refused(value: Any) -> None:
    with pytest.raises(CanonicalError):
        canonical(value)


@pytest.mark.parametrize("data", [b'{"a": 1}', b'{"b":1,"a":2}', b"1.0", b"[1,]", b"01", b'"\\u0041"', b"NaN", b"\xff"])
def test_bytes_that_are_not_the_one_text_of_their_value_are_refused(data: bytes) -> None:
    with pytest.raises(CanonicalError):
        parsed(data)


_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(_values)
def test_canonical_texts_are_read_back_and_are_their_own_canonical_text(value: Any) -> None:
    assert parsed(canonical(value)) == value
    assert canonical(json.loads(canonical(value), parse_int=float)) == canonical(value)  # as ECMAScript reads it
