"""Witnesses of the log, and what never enters it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from records_house import AT, a_house, an_entry

from communique.exchange.ledger import Home, LedgerError
from communique.exchange.log.canonical import canonical
from communique.exchange.log.entries import ClearIdentifier, entry_bytes
from communique.exchange.log.heads import Fork, Head, LogBroken, check_chain, check_head, read_head, signed_head, text
from communique.exchange.log.keeping import append, prove_consistency, sign
from communique.exchange.log.merkle import (
    EMPTY,
    leaf_hash,
)
from communique.exchange.log.pseudonyms import forget, pseudonym
from communique.exchange.log.signing import SignatureError, signing_key
from communique.exchange.log.verifying import verify
from communique.exchange.log.witness import countersign, entries_about, keep_statement, last_seen, statements


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return a_house(tmp_path / "can")[0]


def test_three_governments_witness_one_another(tmp_path: Path) -> None:
    can, mex, usa = (a_house(tmp_path / party)[0] for party in ("can", "mex", "usa"))
    key = signing_key(can).public_key()
    append(can, [an_entry(can, 1)])
    first = sign(can)
    for other in (mex, usa):
        keep_statement(can, signing_key(other, "witness").public_key(), countersign(other, key, first))
    append(can, [an_entry(can, number) for number in range(2, 9)])
    second = sign(can)
    seen = last_seen(mex, key)
    assert seen == first
    countersign(mex, key, second, prove_consistency(can, first.size, second.size))
    assert last_seen(mex, key) == second
    assert len(statements(can)) == 2


def test_what_is_signed_is_the_canonical_json_of_a_head_that_has_a_head_before_or_none(home: Home) -> None:
    key = signing_key(home)
    first = signed_head(key, 0, EMPTY, AT, None)
    for head in (first, signed_head(key, 7, leaf_hash(b"x"), AT, first)):
        said = {name: value for name, value in asdict(head).items() if name != "signature"}
        assert head.body == canonical(said)
        assert read_head(text(head)) == head
        check_head(key.public_key(), head)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log", "x"), ("root", "00"), ("root", None), ("time", "yesterday"), ("previous", '00","size":5'), ("size", -1),
        ("size", True), ("signature", "00"),
    ],
)  # fmt: skip
def test_what_has_not_the_form_of_a_head_is_none(home: Home, name: str, value: Any) -> None:
    head = signed_head(signing_key(home), 1, EMPTY, AT, None)
    with pytest.raises(LogBroken, match="head"):
        read_head(canonical({**asdict(head), name: value}))


def test_a_witness_refuses_a_fork_and_names_both_heads(tmp_path: Path) -> None:
    can, mex = (a_house(tmp_path / party)[0] for party in ("can", "mex"))
    key = signing_key(can)
    append(can, [an_entry(can, 1)])
    head = sign(can)
    countersign(mex, key.public_key(), head)
    other = signed_head(key, 1, leaf_hash(b"another history"), AT, None)
    with pytest.raises(Fork, match=rf"(?s){head.root}.*{other.root}"):
        countersign(mex, key.public_key(), other)
    assert last_seen(mex, key.public_key()) == head


def test_a_witness_refuses_a_cut_log_a_rewritten_log_and_another_s_signature(tmp_path: Path) -> None:
    can, mex = (a_house(tmp_path / party)[0] for party in ("can", "mex"))
    key = signing_key(can)
    append(can, [an_entry(can, number) for number in range(4)])
    countersign(mex, key.public_key(), sign(can))
    with pytest.raises(LogBroken, match="was cut: it had 4 entries"):
        countersign(mex, key.public_key(), signed_head(key, 3, EMPTY, AT, None))
    with pytest.raises(LogBroken, match="does not continue"):
        countersign(mex, key.public_key(), signed_head(key, 5, EMPTY, AT, None), [EMPTY])
    forged = replace(signed_head(key, 5, EMPTY, AT, None), root="00" * 32)
    with pytest.raises(LogBroken, match="is not signed"):
        countersign(mex, key.public_key(), forged)
    with pytest.raises(LogBroken, match="is of log"):
        check_head(signing_key(mex).public_key(), sign(can))


def test_a_log_that_signed_a_fork_is_caught_by_its_own_heads(home: Home) -> None:
    key = signing_key(home)
    one = signed_head(key, 2, EMPTY, AT, None)
    other = signed_head(key, 2, leaf_hash(b""), AT, one)
    with pytest.raises(Fork):
        check_chain([one, other])
    with pytest.raises(LogBroken, match="does not follow"):
        check_chain([one, signed_head(key, 3, EMPTY, AT, None)])
    with pytest.raises(LogBroken, match="goes back"):
        check_chain([one, signed_head(key, 1, EMPTY, AT, one)])
    with pytest.raises(LogBroken, match="not here"):
        check_chain([other])


def test_a_statement_by_somebody_else_or_on_another_head_is_not_kept(tmp_path: Path) -> None:
    can, mex, usa = (a_house(tmp_path / party)[0] for party in ("can", "mex", "usa"))
    append(can, [an_entry(can, 1)])
    statement = countersign(mex, signing_key(can).public_key(), sign(can))
    with pytest.raises(SignatureError):
        keep_statement(can, signing_key(usa, "witness").public_key(), statement)
    strange = countersign(mex, signing_key(usa).public_key(), sign(usa))
    with pytest.raises(LogBroken, match="did not sign"):
        keep_statement(can, signing_key(mex, "witness").public_key(), strange)


@pytest.mark.parametrize("content", ["{}", "[]", "x", '{"log":1}'])
def test_a_text_that_is_no_head_is_refused(content: str) -> None:
    with pytest.raises(LogBroken):
        read_head(content)


def test_a_head_is_read_as_it_is_written(home: Home) -> None:
    head = sign(home)
    assert read_head(text(head)) == head
    assert Head(**asdict(head)) == head


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("recipient", "AB123456"),
        ("recipient", "ana.perez@example.org"),
        ("purpose", "María Pérez"),
        ("organisation", "John Smith"),
        ("role", "GOMC850101HDFLRS09"),
        ("action", "+1 613 555 0199"),
        ("clauses", ("4111111111111111",)),
        ("clauses", ("4111-1111-1111-1111",)),
        ("clauses", ("X7K2PQ",)),
        ("recipient", "a" * 81),
        ("policy", "e3b0c44298fc1c149afbf4c8996fb924"),
        ("object", "AB123456"),
        ("object", "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"),
        ("detail", {"passport": "AB123456"}),
        ("detail", {"records": -1}),
        ("detail", {"records": 4111111111111111}),
        ("detail", {"records": 6135550108}),
        ("detail", {"records": True}),
        ("detail", {"epsilon": "AB123456"}),
        ("detail", {"kek": "AB123456"}),
        ("detail", {"table": "x" * 90}),
        ("detail", {"operator": "Ana Pérez"}),
        ("decision", "maybe"),
        ("marking", "SECRET"),
        ("at", datetime(2026, 1, 1)),
    ],
)
def test_what_could_name_a_person_is_refused_before_anything_is_written(home: Home, field: str, value: Any) -> None:
    good = an_entry(home, 1)
    with pytest.raises(ClearIdentifier) as refused:
        append(home, [good, replace(good, **{field: value})])
    assert str(value) not in str(refused.value) or field in ("decision", "marking")
    assert verify(home).entries == 0


def test_an_entry_says_what_it_was_given_and_nothing_else(home: Home) -> None:
    said = json.loads(entry_bytes(an_entry(home, 1, detail={"records": 3, "kek": "CAN.2026-11.record"})))
    assert said == {
        "action": "record.read",
        "at": "2026-11-24T09:00:00.000000Z",
        "clauses": ["can.retention"],
        "decision": "permit",
        "detail": {"kek": "CAN.2026-11.record", "records": 3},
        "marking": "TLP:CLEAR",
        "object": str(pseudonym(home, "record", "r1")),
        "organisation": "CBSA",
        "purpose": "serious_crime",
        "recipient": "USA",
        "role": "case_officer",
    }


def test_a_pseudonym_is_keyed_by_month_and_kind(home: Home, tmp_path: Path) -> None:
    name = pseudonym(home, "passport", "AB123456")
    assert name == pseudonym(home, "passport", "AB123456")
    other, _ = a_house(tmp_path / "mex")
    different = {
        str(name),
        str(pseudonym(home, "passport", "AB123457")),
        str(pseudonym(home, "visa", "AB123456")),
        str(pseudonym(home, "passport", "AB123456", on=date(2026, 10, 1))),
        str(pseudonym(other, "passport", "AB123456")),
    }
    assert len(different) == 5
    assert "AB123456" not in "".join(different)
    for kind, identifier in (("Passport", "A"), ("passport", ""), ("passport", " A")):
        with pytest.raises(LedgerError):
            pseudonym(home, kind, identifier)


def test_a_subject_finds_its_entries_in_every_month_until_the_month_s_key_is_destroyed(tmp_path: Path) -> None:
    home, clock = a_house(tmp_path / "can", date(2026, 10, 5))
    append(home, [an_entry(home, 1), an_entry(home, 2)])
    clock.to(date(2026, 11, 5))
    append(home, [an_entry(home, 1)])
    sign(home)
    assert [entry["position"] for entry in entries_about(home, "record", "r1")] == [0, 2]
    forget(home, "2026-10")
    assert [entry["position"] for entry in entries_about(home, "record", "r1")] == [2]
    assert verify(home).entries == 3
    with pytest.raises(LedgerError, match="was destroyed"):
        pseudonym(home, "record", "r1", on=date(2026, 10, 9))
    with pytest.raises(LedgerError, match="no pseudonym key"):
        forget(home, "2026-10")


def test_keys_are_readable_by_their_owner_only_and_outside_the_store(home: Home) -> None:
    append(home, [an_entry(home, 1)])
    sign(home)
    files = [file for file in home.keys.rglob("*") if file.is_file()]
    assert len(files) == 2
    assert {file.stat().st_mode & 0o077 for file in files} == {0}
    assert not home.keys.is_relative_to(home.path / "store")


def test_without_its_library_the_command_that_installs_it_is_named(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from communique.errors import MissingExtra

    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.asymmetric.ed25519", None)
    with pytest.raises(MissingExtra, match=r"needs cryptography, .* pip install 'communique\[exchange\]'"):
        sign(home)
