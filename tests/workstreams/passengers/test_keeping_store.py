"""Is a kept record filtered, sealed, masked on time, held, and gone everywhere once its key is destroyed?"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from test_keeping_masking import invented, said

pytest.importorskip("cryptography", reason="communique[exchange] is not installed")
sys.path.insert(0, str(Path(__file__).parents[2] / "exchange"))
from records_house import STEWARD, SUPERVISOR, a_house, approved

from communique.exchange.approvals import NotApproved, grant, request
from communique.exchange.clocks import Hold, Period
from communique.exchange.keys import KeyFault
from communique.exchange.log.verifying import verify
from communique.exchange.log.witness import entries
from communique.exchange.shredding import Unreadable, unseal
from communique.workstreams.passengers import keeping
from communique.workstreams.passengers.access import AccessError, answer, complaints, export, receive, see
from communique.workstreams.passengers.keeping import due_list, erase, hold, keep, origins, release
from communique.workstreams.passengers.positions_of import regime
from communique.workstreams.passengers.records import Pnr
from communique.workstreams.passengers.sensitive import filtered
from communique.workstreams.passengers.shelf import KeepingError, find, frame, records_of, table_of

ON = date(2026, 11, 24)
LOADED = date(2026, 8, 31)


def a_kept_house(folder: Path, party: str = "USA", count: int = 3, loaded: date | None = LOADED, **more):
    """A home with invented records under a party's position."""
    home, clock = a_house(folder, ON)
    records = invented(count, 11)
    under = regime(party, ON, more.pop("office", None))
    return home, clock, records, keep(home, records, under, STEWARD, loaded=loaded, **more)


def document_of(pnr: Pnr) -> str:
    return next(d.number for person in pnr.passengers for d in person.documents)


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def test_what_is_kept_is_the_filtered_record_and_reads_back_as_it_was(tmp_path):
    home, _, records, kept = a_kept_house(tmp_path)
    assert len(kept.records) == 3
    for record, pnr in zip(kept.records, records, strict=True):
        seen = see(home, record, STEWARD, "screening")
        assert [s.elements for s in seen.pnr.segments] == [s.elements for s in filtered(pnr)[0].segments]
        assert seen.hidden == ""
    removed = [filtered(pnr)[1] for pnr in records]
    assert kept.removed == (sum(r.services for r in removed), sum(r.texts for r in removed))
    assert kept.removed.texts > 0


def test_neither_the_table_nor_the_ledger_holds_a_name_a_number_or_a_locator(tmp_path):
    home, _, records, _ = a_kept_house(tmp_path)
    stored = bytes_of(table_of(home)) + home.ledger.read_bytes()
    for pnr in records:
        for person in pnr.passengers:
            for text in (person.surname, person.given, document_of(pnr), pnr.locator or "?"):
                assert text.encode() not in stored


def test_masked_elements_are_seen_until_six_months_after_load_and_then_only_with_two_officers(tmp_path):
    home, clock, records, kept = a_kept_house(tmp_path)
    [first, *_] = kept.records
    surname = records[0].passengers[0].surname
    clock.to(date(2027, 2, 28))
    assert see(home, first, STEWARD, "screening").pnr.passengers[0].surname == surname
    clock.to(date(2027, 3, 1))
    hidden = see(home, first, STEWARD, "screening")
    assert (hidden.hidden, hidden.pnr.passengers[0].surname) == ("masked", "")
    assert surname not in said(hidden.pnr)
    asked = request(home, "unmask", first, STEWARD, "case.risk", timedelta(days=1))
    with pytest.raises(NotApproved, match="another officer"):
        grant(home, asked.id, STEWARD)
    with pytest.raises(NotApproved, match="approved by nobody"):
        see(home, first, STEWARD, "case", asked.id)
    grant(home, asked.id, SUPERVISOR)
    assert see(home, first, STEWARD, "case", asked.id).pnr.passengers[0].surname == surname
    with pytest.raises(NotApproved, match="used once"):
        see(home, first, STEWARD, "case", asked.id)
    log = [(e["action"], e.get("clauses")) for e in entries(home)]
    assert ("unmask.requested", ["case.risk"]) in log
    assert ("record.unmask", ["case.risk"]) in log


def test_an_approval_for_one_record_opens_no_other(tmp_path):
    home, clock, _, kept = a_kept_house(tmp_path)
    clock.to(date(2027, 3, 1))
    id = approved(home, "unmask", kept.records[0])
    with pytest.raises(NotApproved, match="not unmask of"):
        see(home, kept.records[1], STEWARD, "case", id)


def test_canada_counts_from_departure_and_a_suspicion_moves_the_day(tmp_path):
    home, _, records, _ = a_kept_house(tmp_path / "a", "CAN")
    flight = records[0].header.flight
    assert flight is not None
    departed = flight.departure.date()
    rows = frame(home)
    assert rows["departure"].to_list() == [departed] * 3
    assert rows["expires"][0] == keeping.due(departed, Period(years=3, months=6))
    assert rows["masks"].null_count() == 3  # its text has no masking clock
    home, _, _, _ = a_kept_house(tmp_path / "b", "CAN", flags={"suspected": True})
    assert frame(home)["expires"][0] == keeping.due(departed, Period(years=6))


def test_a_missing_load_date_is_replaced_by_the_earliest_provable_day_and_said_so(tmp_path):
    home, _, records, kept = a_kept_house(tmp_path, loaded=None)
    assert kept.assumed == 3
    found = origins(records[0], None, ["load"])
    earliest = min(d.date() for d in (records[0].created, records[0].booked, records[0].header.prepared) if d)
    assert (found.days["load"], found.assumed) == (earliest, ("load",))
    assert frame(home)["assumed"].to_list() == [["load"]] * 3


def test_a_record_with_no_event_at_all_is_counted_and_not_kept(tmp_path):
    home, _ = a_house(tmp_path, ON)
    [pnr] = invented(1, 4)
    pnr.header.prepared = None
    pnr.locators, pnr.booked = [], None
    kept = keep(home, [pnr], regime("USA", ON), STEWARD, loaded=None)
    assert (kept.records, kept.undated) == ((), 1)


def test_a_record_that_is_overdue_on_arrival_is_not_taken(tmp_path):
    _, _, _, kept = a_kept_house(tmp_path, loaded=date(2000, 1, 1))
    assert (kept.records, kept.overdue) == ((), 3)


def test_a_flag_that_stops_no_clock_is_refused_and_not_passed_over(tmp_path):
    with pytest.raises(KeepingError, match="suspicious: under USA the flags are open_case"):
        a_kept_house(tmp_path, flags={"suspicious": True})


def test_under_mexico_nothing_is_kept_without_a_period_that_an_office_declares(tmp_path):
    home, _, _, kept = a_kept_house(tmp_path, "MEX", office={"delete": Period(years=1)})
    assert len(kept.records) == 3
    [row, *_] = frame(home).rows(named=True)
    assert (row["expires"], row["office_delete"]) == (date(2027, 8, 31), "P1Y")
    assert {item.clock.id for item in due_list(home, ON).items} == {"MEX.office-delete"}


def test_the_due_list_says_what_is_coming_due_and_overdue(tmp_path):
    home, _, _, kept = a_kept_house(tmp_path)
    states = [(i.clock.action, i.state, i.on) for i in due_list(home, ON).items if i.record == kept.records[0]]
    assert states == [("mask", "coming", date(2027, 2, 28)), ("delete", "coming", date(2041, 8, 31))]
    assert [i.rule for i in due_list(home, ON).items if i.clock.action == "mask"] == ["clamped"] * 3
    later = [(i.clock.action, i.state) for i in due_list(home, date(2041, 9, 1)).items if i.record == kept.records[0]]
    assert later == [("mask", "done"), ("delete", "overdue")]


def test_destroying_a_key_makes_every_copy_unreadable_while_the_log_still_verifies(tmp_path):
    home, clock, _, kept = a_kept_house(tmp_path, "CAN")
    [record, *_] = kept.records
    backup = find(home, record)
    expires = backup.expires
    clock.to(expires + timedelta(days=1))
    kek = backup.kept.kek
    assert kek == f"CAN.{expires:%Y-%m}.record"
    proof = erase(home, kek, STEWARD, approved(home, "destroy_key", kek))
    assert (proof.records, proof.complete) == (3, True)
    with pytest.raises(KeepingError, match="no record"):
        find(home, record)
    with pytest.raises(Unreadable):
        unseal(home, backup, STEWARD, "screening")
    assert frame(home).is_empty()
    assert verify(home).entries == len(entries(home))


def test_a_key_is_not_destroyed_before_its_day_nor_by_one_officer_nor_over_a_hold(tmp_path):
    home, clock, _, kept = a_kept_house(tmp_path, "CAN")
    sealed = find(home, kept.records[0])
    kek = sealed.kept.kek
    with pytest.raises(KeyFault, match="too early"):
        erase(home, kek, STEWARD, approved(home, "destroy_key", kek))
    held = hold(home, Hold(sealed.record, "court.file.12", ON, date(2031, 1, 1)), STEWARD)
    assert find(home, sealed.record).kept.kek == f"CAN.{held.id}.record"
    clock.to(sealed.expires + timedelta(days=1))
    asked = request(home, "destroy_key", kek, STEWARD, "due", timedelta(days=1))
    with pytest.raises(NotApproved):
        erase(home, kek, STEWARD, asked.id)
    erase(home, kek, STEWARD, approved(home, "destroy_key", kek))
    assert frame(home)["record"].to_list() == [sealed.record]
    assert [i.state for i in due_list(home, clock().date()).items if i.clock.id == "CAN.retention"] == ["held"]
    assert see(home, sealed.record, STEWARD, "court").pnr.passengers
    release(home, held.id, STEWARD)
    with pytest.raises(Unreadable, match="was due for deletion"):
        see(home, sealed.record, STEWARD, "court")


def test_a_person_is_told_everything_that_is_held_and_who_saw_it(tmp_path):
    home, _, records, kept = a_kept_house(tmp_path)
    number = document_of(records[1])
    assert records_of(home, "document", number) == [kept.records[1]]
    see(home, kept.records[1], STEWARD, "screening")
    told = export(home, "document", number, STEWARD)
    [one] = told["records"]
    texts = {v["text"] for e in one["elements"] for v in e["values"]}
    assert records[1].passengers[0].surname in texts
    assert {"record.read", "subject.access"} <= {line["action"] for line in told["log"]}
    assert export(home, "document", "NOBODY1", STEWARD)["records"] == []


def test_after_masking_a_person_s_export_says_what_is_hidden(tmp_path):
    home, clock, records, kept = a_kept_house(tmp_path)
    clock.to(date(2027, 3, 1))
    number = document_of(records[0])
    [one] = export(home, "document", number, STEWARD)["records"]
    assert one["hidden"] == "masked"
    assert 4 not in {e["element"] for e in one["elements"]}
    id = approved(home, "unmask", kept.records[0])
    [open_] = export(home, "document", number, STEWARD, {kept.records[0]: id})["records"]
    assert 4 in {e["element"] for e in open_["elements"]}


def test_a_complaint_has_the_clock_of_the_position_and_is_closed_once(tmp_path):
    home, clock = a_house(tmp_path, ON)
    one = receive(home, "document", "X1234567", "CAN", STEWARD)
    assert one.due == date(2026, 12, 24)
    clock.to(date(2026, 12, 25))
    [waiting] = complaints(home)
    assert waiting.overdue(date(2026, 12, 25))
    assert answer(home, "document", "X1234567", SUPERVISOR).answered == date(2026, 12, 25)
    with pytest.raises(AccessError, match="no complaint"):
        answer(home, "document", "X1234567", SUPERVISOR)
    assert b"X1234567" not in home.ledger.read_bytes()


@pytest.mark.parametrize("party", ["MEX", "USA"])
def test_a_complaint_where_no_period_is_known_is_due_on_no_day_and_says_why(tmp_path, party):
    home, _ = a_house(tmp_path, ON)
    one = receive(home, "document", "X1234567", party, STEWARD)
    assert one.due is None
    assert one.reason
    assert not one.overdue(date(2099, 1, 1))
