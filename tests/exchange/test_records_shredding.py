"""Crypto-shredding, holds, four eyes and the chain of transfers."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records_house import STEWARD, SUPERVISOR, Clock, a_house, approved

from communique.exchange.approvals import ChainBroken, NotApproved, Officer, grant, pass_on, request, transfers
from communique.exchange.approvals import approval as approval_of
from communique.exchange.clocks import ClockError, Hold
from communique.exchange.holding import holds, place, release, under_hold
from communique.exchange.keys import KeyFault, add_copy, copy_destroyed, destroy, file_of, states
from communique.exchange.ledger import Home, LedgerError, kept_key, writing
from communique.exchange.log.keeping import sign
from communique.exchange.log.verifying import verify
from communique.exchange.log.witness import entries
from communique.exchange.shredding import Opened, Plain, Sealed, Unreadable, erased, record_id, seal, unseal

FIELDS = {"itinerary": ["YOW", "MEX"], "bags": 2}
NAMES = {"name": "PEREZ/ANA", "contact": "+52 55 0000 0000"}
DUE, MASKED = date(2027, 5, 24), date(2027, 2, 28)
DAY = timedelta(days=1)


@pytest.fixture
def house(tmp_path: Path) -> tuple[Home, Clock]:
    return a_house(tmp_path / "can")


def a_record(**changes: object) -> Plain:
    asked = {
        "record": record_id(), "country": "CAN", "expires": DUE, "fields": FIELDS, "masked": NAMES, "masks": MASKED,
    }  # fmt: skip
    return Plain(**{**asked, **changes})  # type: ignore[arg-type]


def opened(home: Home, sealed: Sealed, **more: str) -> Opened:
    return unseal(home, sealed, STEWARD, "serious_crime", **more)


def test_a_sealed_record_is_read_back_and_says_nothing_by_itself(house: tuple[Home, Clock]) -> None:
    home, _ = house
    (sealed,) = seal(home, [a_record()])
    assert opened(home, sealed) == Opened(FIELDS, NAMES, "")
    stored = repr(sealed)
    assert "PEREZ" not in stored
    assert "YOW" not in stored
    assert entries(home)[-1]["action"] == "record.read"


def test_each_record_and_each_sealing_has_a_key_and_nonces_of_its_own(house: tuple[Home, Clock]) -> None:
    home, _ = house
    sealed = seal(home, [a_record() for _ in range(20)])
    boxes = [part.box for one in sealed for part in (one.kept, one.masked) if part is not None]
    wrapped = [part.wrapped for one in sealed for part in (one.kept, one.masked) if part is not None]
    assert len({box[:12] for box in boxes} | {one[:12] for one in wrapped}) == 80
    assert {one.kept.kek for one in sealed} == {"CAN.2027-05.record"}
    assert {one.masked.kek for one in sealed if one.masked} == {"CAN.2027-02.masked"}


def test_deleting_a_key_makes_the_records_of_the_month_unreadable_and_the_log_still_verifies(
    house: tuple[Home, Clock], tmp_path: Path
) -> None:
    home, clock = house
    may, june = seal(home, [a_record(), a_record(expires=date(2027, 6, 2))])
    sign(home)
    clock.to(DUE)
    shutil.copytree(home.path, tmp_path / "backup")
    proof = destroy(home, "CAN.2027-05.record", STEWARD, approved(home, "destroy_key", "CAN.2027-05.record"))
    assert (proof.records, proof.complete, proof.operator, proof.approver) == (1, True, STEWARD.code, SUPERVISOR.code)
    assert erased(home, may)
    clock.to(date(2027, 1, 1))  # even a clock that is set back opens nothing
    with pytest.raises(Unreadable, match="was destroyed"):
        opened(home, may)
    assert opened(home, june).fields == FIELDS
    sign(home)
    assert verify(home).unsigned == 0
    entry = entries(home)[proof.entry]
    assert entry["detail"] == {
        "kek": "CAN.2027-05.record", "records": 1, "early": 0, "copies": 0, "operator": STEWARD.code,
        "approver": SUPERVISOR.code, "approval": entry["detail"]["approval"],
    }  # fmt: skip
    # a backup of the store and the ledger without the keys' folder opens nothing
    shutil.rmtree(tmp_path / "backup" / "keys" / "kek")
    with pytest.raises(Unreadable, match="is not there"):
        opened(Home(tmp_path / "backup", clock), june)


def test_the_key_s_bytes_are_gone_from_the_disk(house: tuple[Home, Clock]) -> None:
    home, clock = house
    (sealed,) = seal(home, [a_record()])
    file = file_of(home, sealed.kept.kek)
    content = file.read_bytes()
    link = file.with_suffix(".link")
    link.hardlink_to(file)  # sees what was written over the file before its name was taken away
    clock.to(DUE)
    destroy(home, sealed.kept.kek, STEWARD, approved(home, "destroy_key", sealed.kept.kek))
    assert not file.exists()
    assert link.read_bytes() != content
    assert len(link.read_bytes()) == len(content)
    link.unlink()
    assert content not in b"".join(f.read_bytes() for f in home.path.rglob("*") if f.is_file())


def test_a_destroyed_key_is_never_made_again(house: tuple[Home, Clock]) -> None:
    home, clock = house
    seal(home, [a_record()])
    clock.to(DUE)
    destroy(home, "CAN.2027-05.record", STEWARD, approved(home, "destroy_key", "CAN.2027-05.record"))
    with pytest.raises(KeyFault, match="was destroyed"):
        seal(home, [a_record(masked=None, masks=None)])
    with pytest.raises(KeyFault, match="already"):
        destroy(home, "CAN.2027-05.record", STEWARD, approved(home, "destroy_key", "CAN.2027-05.record"))


def test_destruction_is_refused_before_anything_is_due_and_without_a_second_officer(house: tuple[Home, Clock]) -> None:
    home, clock = house
    seal(home, [a_record()])
    kek = "CAN.2027-05.record"
    with pytest.raises(KeyFault, match="too early"):
        destroy(home, kek, STEWARD, approved(home, "destroy_key", kek))
    clock.to(DUE)
    alone = request(home, "destroy_key", kek, STEWARD, "due", timedelta(days=1))
    with pytest.raises(NotApproved, match="by nobody yet"):
        destroy(home, kek, STEWARD, alone.id)
    with pytest.raises(NotApproved, match="another officer"):
        grant(home, alone.id, STEWARD)
    with pytest.raises(NotApproved, match="there is no approval"):
        destroy(home, kek, STEWARD, "approval-none")
    with pytest.raises(NotApproved, match="not destroy_key"):
        destroy(home, kek, STEWARD, approved(home, "release", kek))
    with pytest.raises(KeyFault, match="there is no key"):
        destroy(home, "CAN.2030-01.record", STEWARD, alone.id)
    assert file_of(home, kek).exists()


def test_the_proof_says_how_many_records_of_the_month_were_destroyed_before_their_own_day(
    house: tuple[Home, Clock],
) -> None:
    home, clock = house
    seal(home, [a_record(), a_record(expires=date(2027, 5, 30)), a_record(expires=date(2027, 5, 31))])
    clock.to(DUE)
    kek = "CAN.2027-05.record"
    assert destroy(home, kek, STEWARD, approved(home, "destroy_key", kek)).early == 2


def test_an_erasure_is_complete_only_when_every_copy_of_the_key_is_gone(house: tuple[Home, Clock]) -> None:
    home, clock = house
    seal(home, [a_record()])
    kek = "CAN.2027-05.record"
    assert add_copy(home, kek, "vault-ottawa") == ("keys", "vault-ottawa")
    with pytest.raises(KeyFault, match="recorded already"):
        add_copy(home, kek, "vault-ottawa")
    clock.to(DUE)
    proof = destroy(home, kek, STEWARD, approved(home, "destroy_key", kek))
    assert (proof.complete, proof.remaining) == (False, ("vault-ottawa",))
    assert copy_destroyed(home, kek, "vault-ottawa", STEWARD) == ()
    assert entries(home)[-1]["detail"]["copies"] == 0
    with pytest.raises(KeyFault, match="reported destroyed before"):
        copy_destroyed(home, kek, "vault-ottawa", STEWARD)
    with pytest.raises(KeyFault, match="second officer"):
        copy_destroyed(home, kek, "keys", STEWARD)


def test_irreversible_masking_is_the_deletion_of_the_second_key(house: tuple[Home, Clock]) -> None:
    home, clock = house
    (sealed,) = seal(home, [a_record()])
    clock.to(MASKED)
    assert opened(home, sealed).masked == NAMES  # the last day
    clock.to(MASKED + DAY)
    assert opened(home, sealed) == Opened(FIELDS, None, "erased")
    destroy(home, "CAN.2027-02.masked", STEWARD, approved(home, "destroy_key", "CAN.2027-02.masked"))
    assert opened(home, sealed).fields == FIELDS
    clock.to(date(2027, 1, 1))
    with pytest.raises(Unreadable, match="was destroyed"):
        opened(home, sealed)


def test_reversible_masking_opens_once_with_a_second_officer_and_the_log_says_so(house: tuple[Home, Clock]) -> None:
    home, clock = house
    (sealed,) = seal(home, [a_record(irreversible=False)])
    assert sealed.masked is not None
    assert sealed.masked.kek == "CAN.2027-05.masked"
    clock.to(MASKED + DAY)
    assert opened(home, sealed) == Opened(FIELDS, None, "masked")
    granted = approved(home, "unmask", sealed.record)
    assert opened(home, sealed, approval_id=granted).masked == NAMES
    read = entries(home)[-1]
    assert (read["action"], read["clauses"], read["detail"]["approval"]) == ("record.unmask", ["due"], granted)
    assert read["detail"]["approver"] == SUPERVISOR.code
    with pytest.raises(NotApproved, match="used once"):
        opened(home, sealed, approval_id=granted)
    with pytest.raises(NotApproved, match="not unmask of"):
        opened(home, sealed, approval_id=approved(home, "unmask", record_id()))


def test_an_approval_to_unmask_is_its_requester_s_alone(house: tuple[Home, Clock]) -> None:
    home, clock = house
    (sealed,) = seal(home, [a_record(irreversible=False)])
    granted = approved(home, "unmask", sealed.record)
    assert opened(home, sealed, approval_id=granted).masked == NAMES
    assert entries(home)[-1]["action"] == "record.read"  # not masked yet: the approval was not needed, nor used
    clock.to(MASKED + timedelta(days=1))
    granted = approved(home, "unmask", sealed.record)
    for other in (SUPERVISOR, Officer("can.officer.3", "analyst", "CBSA")):
        with pytest.raises(NotApproved, match="nobody else"):
            unseal(home, sealed, other, "serious_crime", approval_id=granted)
    assert opened(home, sealed, approval_id=granted).masked == NAMES


def test_an_overdue_record_is_not_read_even_while_its_key_is_there(house: tuple[Home, Clock]) -> None:
    home, clock = house
    (sealed,) = seal(home, [a_record()])
    clock.to(DUE)
    assert opened(home, sealed).fields == FIELDS  # the last day
    clock.to(DUE + DAY)
    with pytest.raises(Unreadable, match="due for deletion on 2027-05-24"):
        opened(home, sealed)


def test_whatever_is_changed_in_a_sealed_record_makes_it_unreadable(house: tuple[Home, Clock]) -> None:
    home, _ = house
    sealed, other = seal(home, [a_record(), a_record()])
    assert sealed.masked is not None
    for changed in (
        replace(sealed, expires=date(2027, 6, 24)),
        replace(sealed, country="MEX"),
        replace(sealed, schema=2),
        replace(sealed, record=other.record),
        replace(sealed, kept=other.kept),
        replace(sealed, kept=replace(sealed.kept, box=sealed.masked.box)),
        replace(sealed, kept=replace(sealed.kept, wrapped=other.kept.wrapped)),
        replace(sealed, kept=replace(sealed.kept, box=sealed.kept.box[:5])),
    ):
        with pytest.raises(Unreadable):
            opened(home, changed)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_any_flipped_bit_of_a_box_or_a_wrapped_key_is_found(house: tuple[Home, Clock], place: int, bit: int) -> None:
    home, _ = house
    (sealed,) = seal(home, [a_record()])
    for name in ("box", "wrapped"):
        good: bytes = getattr(sealed.kept, name)
        at = place % len(good)
        changed = good[:at] + bytes([good[at] ^ 1 << bit]) + good[at + 1 :]
        with pytest.raises(Unreadable, match="was changed"):
            opened(home, replace(sealed, kept=replace(sealed.kept, **{name: changed})))


def test_records_have_opaque_ids_and_days_in_order_and_are_sealed_once(house: tuple[Home, Clock]) -> None:
    home, _ = house
    with pytest.raises(Unreadable, match="opaque"):
        a_record(record="AB123456")
    with pytest.raises(Unreadable, match="come together"):
        a_record(masks=None)
    with pytest.raises(Unreadable, match="after deletion"):
        a_record(masks=date(2028, 1, 1))
    record = a_record()
    with pytest.raises(Unreadable, match="sealed already"):
        seal(home, [record, record])
    assert states(home) == ()  # all or nothing


# --- legal holds ----------------------------------------------------------------------------------------------------


def a_hold(record: str, **changes: object) -> Hold:
    asked = {"record": record, "authority": "Federal Court T-1-26", "start": date(2026, 11, 24), "review": DUE}
    return Hold(**{**asked, **changes})  # type: ignore[arg-type]


def test_a_key_is_not_destroyed_while_a_hold_exists_and_is_after_re_wrapping(house: tuple[Home, Clock]) -> None:
    home, clock = house
    held, free = seal(home, [a_record(), a_record()])
    kek = "CAN.2027-05.record"
    hold = place(home, a_hold(held.record), STEWARD)
    clock.to(DUE)
    with pytest.raises(KeyFault, match=r"1 records under .* on legal hold: re-wrap"):
        destroy(home, kek, STEWARD, approved(home, "destroy_key", kek))
    moved = under_hold(home, held, hold.id)
    assert moved.kept.box == held.kept.box
    assert destroy(home, kek, STEWARD, approved(home, "destroy_key", kek)).records == 1
    clock.to(DUE + DAY)
    assert opened(home, moved).fields == FIELDS  # overdue, and kept by the hold
    with pytest.raises(Unreadable):
        opened(home, held)  # a copy from before the hold, in a backup
    with pytest.raises(Unreadable):
        opened(home, free)
    with pytest.raises(KeyFault, match="wait for its release"):
        destroy(home, moved.kept.kek, STEWARD, approved(home, "destroy_key", moved.kept.kek))


def test_releasing_a_hold_after_the_day_leaves_the_record_overdue_under_the_hold_s_key(
    house: tuple[Home, Clock],
) -> None:
    home, clock = house
    (sealed,) = seal(home, [a_record(masked=None, masks=None)])
    hold = place(home, a_hold(sealed.record), STEWARD)
    moved = under_hold(home, sealed, hold.id)
    clock.to(date(2027, 8, 1))
    after = release(home, hold.id, STEWARD, moved)
    assert after == moved
    with pytest.raises(Unreadable, match="due for deletion on 2027-05-24"):
        opened(home, moved)
    proof = destroy(home, moved.kept.kek, STEWARD, approved(home, "destroy_key", moved.kept.kek))
    assert (proof.records, proof.early) == (1, 0)
    with pytest.raises(ClockError, match="released on 2027-08-01 already"):
        release(home, hold.id, STEWARD)


def test_releasing_a_hold_before_the_day_puts_the_record_back_under_its_month(house: tuple[Home, Clock]) -> None:
    home, clock = house
    (sealed,) = seal(home, [a_record(irreversible=False)])
    hold = place(home, a_hold(sealed.record), STEWARD)
    moved = under_hold(home, sealed, hold.id)
    assert moved.masked is not None
    assert {moved.kept.kek, moved.masked.kek} == {f"CAN.{hold.id}.record", f"CAN.{hold.id}.masked"}
    clock.to(date(2027, 1, 10))
    back = release(home, hold.id, STEWARD, moved)
    assert back is not None
    assert back.masked is not None
    assert {back.kept.kek, back.masked.kek} == {"CAN.2027-05.record", "CAN.2027-05.masked"}
    assert opened(home, back) == Opened(FIELDS, NAMES, "")


def test_a_hold_released_when_the_month_s_key_is_gone_leaves_the_record_under_its_own_key(
    house: tuple[Home, Clock],
) -> None:
    home, clock = house
    first, last = (a_record(masked=None, masks=None, expires=date(2027, 5, day)) for day in (1, 31))
    _, sealed = seal(home, [first, last])
    hold = place(home, a_hold(sealed.record), STEWARD)
    moved = under_hold(home, sealed, hold.id)
    clock.to(date(2027, 5, 1))
    destroy(home, "CAN.2027-05.record", STEWARD, approved(home, "destroy_key", "CAN.2027-05.record"))
    assert release(home, hold.id, STEWARD, moved) == moved
    assert opened(home, moved).fields == FIELDS
    with pytest.raises(KeyFault, match="before 2027-05-31"):
        destroy(home, moved.kept.kek, STEWARD, approved(home, "destroy_key", moved.kept.kek))
    clock.to(date(2027, 5, 31))
    assert destroy(home, moved.kept.kek, STEWARD, approved(home, "destroy_key", moved.kept.kek)).complete


def test_another_hold_that_stands_takes_the_record_over(house: tuple[Home, Clock]) -> None:
    home, clock = house
    (sealed,) = seal(home, [a_record(masked=None, masks=None)])
    first, second = (place(home, a_hold(sealed.record, authority=name), STEWARD) for name in ("court", "tribunal"))
    moved = under_hold(home, sealed, first.id)
    clock.to(date(2027, 8, 1))
    after = release(home, first.id, STEWARD, moved)
    assert after is not None
    assert after.kept.kek == f"CAN.{second.id}.record"
    assert opened(home, after).fields == FIELDS


def test_a_hold_that_does_not_name_masking_lets_masking_go_on(house: tuple[Home, Clock]) -> None:
    home, clock = house
    plain, both = seal(home, [a_record(), a_record()])
    place(home, a_hold(plain.record), STEWARD)
    hold = place(home, a_hold(both.record, suspends=frozenset({"delete", "mask"})), STEWARD)
    clock.to(MASKED + DAY)
    assert opened(home, plain).hidden == "erased"
    assert opened(home, both).masked == NAMES
    kek = "CAN.2027-02.masked"
    with pytest.raises(KeyFault, match="1 records"):
        destroy(home, kek, STEWARD, approved(home, "destroy_key", kek))
    moved = under_hold(home, both, hold.id)
    destroy(home, kek, STEWARD, approved(home, "destroy_key", kek))
    assert opened(home, moved).masked == NAMES


def test_a_hold_is_on_its_own_record_only(house: tuple[Home, Clock]) -> None:
    home, _ = house
    one, other = seal(home, [a_record(), a_record()])
    hold = place(home, a_hold(one.record), STEWARD)
    with pytest.raises(ClockError, match="is on"):
        under_hold(home, other, hold.id)
    with pytest.raises(ClockError, match="there is no hold"):
        under_hold(home, one, "hold-0")
    assert [held.id for held in holds(home, one.record)] == [hold.id]
    assert holds(home, other.record) == ()


# --- four eyes ------------------------------------------------------------------------------------------------------


def test_an_approval_expires_is_granted_once_and_its_steps_are_in_the_log(house: tuple[Home, Clock]) -> None:
    home, clock = house
    asked = request(home, "unmask", "r-1", STEWARD, "case_17", timedelta(days=2))
    assert grant(home, asked.id, SUPERVISOR).approved_by == SUPERVISOR.code
    with pytest.raises(NotApproved, match="approved already"):
        grant(home, asked.id, Officer("can.officer.4", "supervisor", "CBSA"))
    late = request(home, "unmask", "r-1", STEWARD, "case_17", timedelta(days=2))
    clock.to(date(2026, 11, 27))
    with pytest.raises(NotApproved, match="expired"):
        grant(home, late.id, SUPERVISOR)
    assert approval_of(home, late.id).approved_by is None
    assert [entry["action"] for entry in entries(home)] == ["unmask.requested", "unmask.approved", "unmask.requested"]


@pytest.mark.parametrize("fault", [{"kind": "anything"}, {"subject": ""}, {"valid": timedelta(0)}])
def test_a_request_is_for_a_known_act_on_something_for_some_time(
    house: tuple[Home, Clock], fault: dict[str, object]
) -> None:
    home, _ = house
    good = {"kind": "unmask", "subject": "r-1", "by": STEWARD, "reason": "case", "valid": timedelta(days=1)}
    with pytest.raises(NotApproved):
        request(home, **{**good, **fault})  # type: ignore[arg-type]


# --- onward transfer ------------------------------------------------------------------------------------------------


def test_the_chain_says_who_passed_what_to_whom_under_which_clause(house: tuple[Home, Clock]) -> None:
    home, clock = house
    record = record_id()
    terms = {"permitted": True, "purpose": "serious_crime", "marking": "TLP:AMBER"}
    agency = Officer("usa.officer.1", "analyst", "CBP")
    pass_on(home, record, "CBSA", STEWARD, "CBP", ("can.sharing",), **terms)  # type: ignore[arg-type]
    with pytest.raises(ChainBroken, match="needs an approval"):
        pass_on(home, record, "CBSA", agency, "FBI", ("can.onward",), **terms)  # type: ignore[arg-type]
    clock.to(date(2026, 12, 24))  # the pseudonym of another month is the same record
    granted = approved(home, "onward", record)
    pass_on(home, record, "CBSA", agency, "FBI", ("can.onward",), approval_id=granted, **terms)  # type: ignore[arg-type]
    assert [(step.giver, step.receiver, step.clauses) for step in transfers(home, record)] == [
        ("CBSA", "CBP", ("can.sharing",)),
        ("CBP", "FBI", ("can.onward",)),
    ]


@pytest.mark.parametrize(
    ("giver", "clauses", "permitted", "said"),
    [
        (Officer("mex.officer.1", "analyst", "INM"), ("x.a",), True, "never received"),
        (STEWARD, (), True, "names the clause"),
        (STEWARD, ("can.a",), False, "does not permit"),
        (STEWARD, ("can.a",), None, "unknown denies"),
    ],
)
def test_a_transfer_that_is_not_allowed_is_refused_and_the_refusal_logged(
    house: tuple[Home, Clock], giver: Officer, clauses: tuple[str, ...], permitted: bool | None, said: str
) -> None:
    home, _ = house
    record = record_id()
    with pytest.raises(ChainBroken, match=said):
        pass_on(home, record, "CBSA", giver, "CBP", clauses, permitted=permitted, purpose="tax", marking="TLP:GREEN")
    assert transfers(home, record) == ()
    assert entries(home)[-1]["decision"] == "deny"


def test_a_key_file_is_never_overwritten_and_two_that_make_it_at_once_get_one_key(house: tuple[Home, Clock]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    home, _ = house
    file = home.keys / "a.key"
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda number: kept_key(file, lambda: bytes([number]) * 32), range(32)))
    assert found == {file.read_bytes()}
    assert kept_key(file, lambda: b"another") == file.read_bytes()
    assert list(file.parent.iterdir()) == [file]
    assert file.stat().st_mode & 0o077 == 0


def test_the_ledger_is_found_again_when_its_folder_was_taken_away(tmp_path: Path) -> None:
    home, _ = a_house(tmp_path / "can")
    place(home, a_hold("r-1"), STEWARD)
    shutil.rmtree(home.path)
    assert holds(home) == ()
    with writing(home):
        assert len(holds(home)) == 0  # a look from inside a transaction sees what stood before it


def test_a_ledger_that_is_none_is_said(tmp_path: Path) -> None:
    home, _ = a_house(tmp_path / "can")
    home.path.mkdir()
    home.ledger.write_bytes(b"this is no ledger at all" * 100)
    with pytest.raises(LedgerError, match="cannot be read or written"):
        holds(home)
