"""The log: what is kept, what it proves, and every way of tampering with it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from records_house import a_house, an_entry, root

from communique.exchange.ledger import Home, LedgerError, writing
from communique.exchange.log import proofs
from communique.exchange.log.canonical import canonical
from communique.exchange.log.heads import LogBroken
from communique.exchange.log.keeping import append, append_bytes, heads, prove_consistency, prove_inclusion, sign
from communique.exchange.log.merkle import (
    EMPTY,
    TreeError,
    consistency_path,
    extend,
    in_memory,
    included,
    inclusion_path,
    leaf_hash,
)
from communique.exchange.log.signing import SignatureError, public_pem, read_public, signing_key
from communique.exchange.log.verifying import export, main, verify, verify_file
from communique.exchange.log.witness import countersign, keep_statement


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return a_house(tmp_path / "can")[0]


def test_a_stored_log_is_the_tree_of_its_entries_across_the_stored_levels(home: Home) -> None:
    contents = [canonical({"n": number}) for number in range(1100)]
    leaves = [leaf_hash(content) for content in contents]
    with writing(home) as ledger:
        append_bytes(ledger, contents[:255])
        append_bytes(ledger, contents[255:257])
        append_bytes(ledger, contents[257:])
    head = sign(home)
    assert head.root == root(leaves).hex()
    for index in (0, 254, 255, 256, 257, 511, 512, 1023, 1024, 1099):
        proof = prove_inclusion(home, index)
        assert list(proof.path) == inclusion_path(in_memory(leaves), index, 1100)
        assert included(leaf_hash(proof.data), index, 1100, proof.path, bytes.fromhex(head.root))
    for first in (1, 255, 256, 257, 512, 1024, 1099, 1100):
        assert list(prove_consistency(home, first, 1100)) == consistency_path(in_memory(leaves), first, 1100)


def test_nothing_is_signed_twice_and_each_head_names_the_one_before(home: Home) -> None:
    append(home, [an_entry(home, 1)])
    first = sign(home)
    assert sign(home) == first
    append(home, [an_entry(home, 2)])
    assert sign(home).previous == first.hash
    assert [head.size for head in heads(home)] == [1, 2]


def test_an_empty_log_has_the_root_of_nothing(home: Home) -> None:
    assert sign(home).root == EMPTY.hex()
    assert verify(home).entries == 0


def test_a_later_head_proves_an_entry_as_an_earlier_one_does(home: Home) -> None:
    key = signing_key(home).public_key()
    append(home, [an_entry(home, number) for number in range(3)])
    sign(home)
    append(home, [an_entry(home, number) for number in range(3, 8)])
    sign(home)
    for size in (3, 8):
        proof = json.loads(json.dumps(proofs.inclusion(home, 1, at_size=size)))
        assert proofs.check(proof, key).size == size
    assert proofs.check(proofs.consistency(home, 3), key).size == 8
    with pytest.raises(TreeError, match=r"no head of 5 .* there are 3, 8"):
        proofs.inclusion(home, 1, at_size=5)
    with pytest.raises(TreeError, match="no entry 4"):
        proofs.inclusion(home, 4, at_size=3)


def test_a_proof_of_another_entry_another_log_or_no_proof_is_refused(home: Home, tmp_path: Path) -> None:
    append(home, [an_entry(home, number) for number in range(3)])
    sign(home)
    good, key = proofs.inclusion(home, 1), signing_key(home).public_key()
    for bad in (
        {**good, "index": 2},
        {**good, "entry": {**good["entry"], "decision": "deny"}},
        {**good, "head": {**good["head"], "size": 4}},
        {**good, "path": []},
        {**good, "proof": "x"},
        {key: value for key, value in good.items() if key != "path"},
        {**good, "index": "1"},
    ):
        with pytest.raises(LogBroken):
            proofs.check(bad, key)
    other = signing_key(a_house(tmp_path / "mex")[0]).public_key()
    with pytest.raises(LogBroken, match="is of log"):
        proofs.check(good, other)


def _change(home: Home, statement: str, *values: Any) -> None:
    with sqlite3.connect(home.ledger) as ledger:
        ledger.execute(statement, values)


@pytest.fixture
def written(home: Home) -> Home:
    append(home, [an_entry(home, number) for number in range(5)])
    sign(home)
    append(home, [an_entry(home, number) for number in range(5, 8)])
    sign(home)
    return home


def test_every_flipped_byte_of_an_entry_is_found_and_the_entry_named(written: Home) -> None:
    with sqlite3.connect(written.ledger) as ledger:
        data = ledger.execute("SELECT data FROM log_entries WHERE position = 3").fetchone()[0]
    assert verify(written).entries == 8
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        _change(written, "UPDATE log_entries SET data = ? WHERE position = 3", changed)
        with pytest.raises(LogBroken, match="entry 3 of the log was changed"):
            verify(written)
    _change(written, "UPDATE log_entries SET data = ? WHERE position = 3", data)
    assert verify(written).entries == 8


def test_an_entry_rewritten_with_its_hash_is_found_between_the_signed_heads(written: Home) -> None:
    data = canonical({"at": "never"})
    _change(written, "UPDATE log_entries SET data = ?, leaf = ? WHERE position = 6", data, leaf_hash(data))
    with pytest.raises(LogBroken, match="of the entries from 5 to 7 one was changed"):
        verify(written)


def test_a_cut_log_is_found_and_the_first_missing_entry_named(written: Home) -> None:
    _change(written, "DELETE FROM log_entries WHERE position = 7")
    with pytest.raises(LogBroken, match="8 entries were written, and 7 are there"):
        verify(written)
    frontier: list[bytes] = []
    with sqlite3.connect(written.ledger) as ledger:
        leaves = [row[0] for row in ledger.execute("SELECT leaf FROM log_entries ORDER BY position")]
    extend(0, frontier, leaves)
    _change(written, "UPDATE log_frontier SET size = 7, roots = ?", b"".join(frontier))
    with pytest.raises(LogBroken, match="entry 7 is missing; 8 entries were signed"):
        verify(written)


def test_an_entry_taken_out_of_the_middle_is_named(written: Home) -> None:
    _change(written, "DELETE FROM log_entries WHERE position = 2")
    with pytest.raises(LogBroken, match="entry 2 of the log is missing"):
        verify(written)


def test_a_changed_head_and_a_changed_frontier_are_found(written: Home) -> None:
    _change(written, "UPDATE log_frontier SET roots = ?", b"\x00" * 32)
    with pytest.raises(LogBroken, match="frontier"):
        verify(written)
    _change(written, "UPDATE log_heads SET signed = replace(signed, '\"size\":8', '\"size\":9')")
    with pytest.raises(LogBroken, match="not signed"):
        verify(written)


def test_every_changed_byte_of_an_exported_log_is_found(home: Home, tmp_path: Path) -> None:
    witness, _ = a_house(tmp_path / "usa")
    append(home, [an_entry(home, 1)])
    statement = countersign(witness, signing_key(home).public_key(), sign(home))
    keep_statement(home, signing_key(witness, "witness").public_key(), statement)
    append(home, [an_entry(home, 2)])
    file = tmp_path / "log.jsonl"
    export(home, file)
    key, other = signing_key(home).public_key(), signing_key(witness, "witness").public_key()
    good = file.read_bytes()
    found = verify_file(file, key, [other])
    assert (found.entries, found.heads, found.statements, found.unchecked, found.unsigned) == (2, 2, 1, 0, 0)
    for place in range(len(good)):
        bit = 5 if good[place : place + 1].isalpha() else 0  # bit 5 turns a letter into its capital
        file.write_bytes(good[:place] + bytes([good[place] ^ 1 << bit]) + good[place + 1 :])
        with pytest.raises(LedgerError):
            verify_file(file, key, [other])


def test_an_exported_log_that_was_cut_or_is_another_s_is_refused(written: Home, tmp_path: Path) -> None:
    file, key = tmp_path / "log.jsonl", signing_key(written).public_key()
    export(written, file)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:6]))
    with pytest.raises(LogBroken, match="entry 5 of 8 is missing"):
        verify_file(file, key)
    title = json.loads(lines[0])
    file.write_bytes(canonical({**title, "entries": 7}) + b"\n" + b"".join([*lines[1:8], *lines[9:]]))
    with pytest.raises(LogBroken, match="entry 7 is missing; 8 entries were signed"):
        verify_file(file, key)
    file.write_bytes(b"".join([*lines, lines[-1]]))
    with pytest.raises(LogBroken, match="more lines"):
        verify_file(file, key)
    other = signing_key(a_house(tmp_path / "mex")[0]).public_key()
    file.write_bytes(b"".join(lines))
    with pytest.raises(LogBroken, match="and the key of log"):
        verify_file(file, other)
    with pytest.raises(LogBroken, match="witnesses without a statement"):
        verify_file(file, key, [other])
    with pytest.raises(LogBroken, match="cannot be opened"):
        verify_file(tmp_path / "nothing", key)


def test_the_offline_command_needs_the_file_and_the_key_alone(
    written: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, pem = tmp_path / "log.jsonl", tmp_path / "log.pem"
    export(written, file)
    pem.write_bytes(public_pem(signing_key(written).public_key()))
    assert main([str(file), "--key", str(pem)]) == 0
    assert "verified: 8 entries" in capsys.readouterr().out
    file.write_bytes(file.read_bytes().replace(b"permit", b"denied", 1))
    assert main([str(file), "--key", str(pem)]) == 1
    assert "entry 0 of the log was changed" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key.pem").write_bytes(content)
    with pytest.raises(SignatureError, match="no public key"):
        read_public(tmp_path / "key.pem")
