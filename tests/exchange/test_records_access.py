"""Reading and handing over follow the position of the party whose data it is, and the log says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from records_house import STEWARD, a_house

import communique.exchange
from communique.exchange.access import (
    Answer,
    HandingRefused,
    Reader,
    decision,
    for_everybody,
    hand_over,
    may_read,
    no_positions,
    rule_of,
)
from communique.exchange.ledger import Home
from communique.exchange.log.witness import entries
from communique.store import ReadRefused, Store, contribute, read, readable
from communique.store.access import ReadRequest
from communique.tables import MARKINGS, Column, Table

CASES = Table(
    name="asylum.cases",
    columns=(
        Column("month", "date"),
        Column("name", category="name"),
        Column("route", category="itinerary", marking="TLP:AMBER"),
        Column("health", category="sensitive"),
    ),
)
ROWS = pl.DataFrame({"month": ["2026-01-01"], "name": ["Ana"], "route": ["north"], "health": ["good"]})
READER = Reader(STEWARD, "USA", "serious_crime", {"case": True})


@dataclass(frozen=True)
class Said:
    permitted: bool | None
    codes: tuple[str, ...] = ()
    under: tuple[str, ...] = ()


def names_only(owner: str, request: Mapping[str, Any]) -> Said | None:
    """A rule in a test's own words: Mexico gives names for serious crime, says nothing known of itineraries."""
    if owner != "MEX":
        return None
    if request["category"] == "itinerary":
        return Said(None, ("unknown:onward",))
    if request["category"] == "name" and request["purpose"] == "serious_crime":
        return Said(True, (), ("MEX.sharing",))
    return Said(False, ("clause:sensitive",))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return a_house(tmp_path / "home")[0]


@pytest.fixture
def store(tmp_path: Path, home: Home) -> Store:
    store = Store(tmp_path / "home" / "store", clock=home.clock)
    contribute(store, CASES, ROWS, "MEX", marking="TLP:GREEN")
    return store


def test_a_reader_gets_what_the_owner_s_position_permits_and_is_told_why_not_the_rest(store: Store, home: Home) -> None:
    guarded = replace(store, may_read=may_read(home, READER, names_only))
    assert readable(guarded, CASES) == ("month", "name")
    assert read(guarded, CASES, columns=("month", "name")).columns == ["month", "name"]
    with pytest.raises(ReadRefused, match=r"route \(the position of MEX denies it: unknown:onward\); health"):
        read(guarded, CASES)


def test_every_decision_is_in_the_log_before_the_data_are_seen(store: Store, home: Home) -> None:
    guarded = replace(store, may_read=may_read(home, READER, names_only))
    assert readable(guarded, CASES) == ("month", "name")
    said = [
        (e["detail"]["column"], e["decision"], tuple(e.get("clauses", ())), e["detail"]["owner"], e["recipient"])
        for e in entries(home)
    ]
    assert said == [
        ("month", "permit", ("marking:green",), "MEX", "USA"),
        ("name", "permit", ("MEX.sharing",), "MEX", "USA"),
        ("route", "deny", ("unknown:onward",), "MEX", "USA"),
        ("health", "deny", ("clause:sensitive",), "MEX", "USA"),
    ]


def test_a_party_reads_its_own_data_and_another_owner_s_refusal_counts_too(store: Store, home: Home) -> None:
    mexico = replace(READER, party="MEX")
    assert read(replace(store, may_read=may_read(home, mexico, no_positions)), CASES).height == 1
    contribute(store, CASES, ROWS.with_columns(name=pl.lit("Eva")), "CAN", marking="TLP:GREEN")
    with pytest.raises(ReadRefused, match="there is no position of CAN: unknown denies"):
        read(replace(store, may_read=may_read(home, READER, names_only)), CASES, columns=("name",))


@pytest.mark.parametrize("marking", MARKINGS)
@pytest.mark.parametrize("category", ["public", "name"])
@pytest.mark.parametrize("permitted", [True, False, None])
@pytest.mark.parametrize("party", ["USA", "MEX", ""])
def test_the_three_steps_decide_every_request(marking: str, category: str, permitted: bool | None, party: str) -> None:
    request = ReadRequest("asylum.cases", "name", category, marking, party)
    found = decision(READER, lambda owner, asked: Said(permitted), request)
    public = category == "public" and marking == "TLP:CLEAR"
    own = party == "USA"
    closed = marking in ("TLP:AMBER+STRICT", "TLP:RED")
    community = category == "public" and marking == "TLP:GREEN"
    expected = public or (party != "" and (own or (not closed and (community or permitted is True))))
    assert found.allowed is expected
    assert found.reason
    assert for_everybody(request).allowed is public


def test_nothing_is_permitted_where_no_position_is_written() -> None:
    request = ReadRequest("asylum.cases", "name", "name", "TLP:CLEAR", "MEX")
    assert decision(READER, no_positions, request) == Answer(
        False, "there is no position of MEX: unknown denies", ("unknown:position",)
    )


def test_a_public_table_is_read_without_a_line_in_the_log(tmp_path: Path, home: Home) -> None:
    table = Table(name="methane.sites", columns=(Column("name"),))
    store = Store(tmp_path / "home" / "store", clock=home.clock)
    contribute(store, table, pl.DataFrame({"name": ["A"]}), "CAN")
    assert read(replace(store, may_read=may_read(home, READER, no_positions)), table).height == 1
    assert entries(home) == ()


def test_a_contribution_is_handed_to_those_whom_its_own_party_s_position_allows(home: Home) -> None:
    names = replace(CASES, columns=CASES.columns[:2])
    giver = replace(READER, party="MEX")
    assert hand_over(home, names, giver, "TLP:CLEAR", ["USA", "CAN"], names_only) == ("name",)
    with pytest.raises(HandingRefused, match=r"route to USA .*unknown:onward.*; health to USA .*clause:sensitive"):
        hand_over(home, CASES, giver, "TLP:CLEAR", ["USA"], names_only)
    with pytest.raises(HandingRefused, match=r"name to USA \(marked TLP:RED: for MEX only\)"):
        hand_over(home, names, giver, "TLP:RED", ["USA"], names_only)
    with pytest.raises(HandingRefused, match=r"name to USA .*clause:sensitive"):
        hand_over(home, names, replace(giver, purpose="tax"), "TLP:CLEAR", ["USA"], names_only)
    assert {entry["action"] for entry in entries(home)} == {"table.contribute"}
    assert [entry["decision"] for entry in entries(home)[:2]] == ["permit", "permit"]


def test_written_positions_are_the_rule_and_a_field_they_do_not_ask_for_is_left_out() -> None:
    from communique.exchange.reading import load_positions
    from communique.exchange.stance import stances

    fixtures = Path(str(communique.exchange.__file__)).parent / "fixtures"
    rule = rule_of(stances(load_positions([fixtures]), date(2026, 11, 24)))
    asked = {"category": "name", "purpose": "terrorism", "recipient": "USA", "case": True, "age_days": 10}
    asked |= {"supervisor": False, "vital_interest": False, "court_order": False}
    found = rule("A", asked)
    assert found is not None
    assert (found.permitted, found.codes) == (True, ())
    sensitive = rule("B", {**asked, "category": "sensitive"})
    assert sensitive is not None
    assert sensitive.permitted is False
    silent = rule("B", {**asked, "category": "horoscope"})
    assert silent is not None
    assert silent.permitted is False
    negative = rule("A", {**asked, "age_days": -1})
    assert negative is not None
    assert (negative.permitted, negative.codes) == (False, ("rejected:age_days",))
    assert rule("MEX", asked) is None


# --- as the command line does it ------------------------------------------------------------------------------------


@pytest.fixture
def mexican(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of positions in which the invented position A is Mexico's; the state is in a home of its own."""
    monkeypatch.setenv("COMMUNIQUE_HOME", str(tmp_path / "home"))
    fixtures = Path(str(communique.exchange.__file__)).parent / "fixtures"
    folder = tmp_path / "positions"
    folder.mkdir()
    (folder / "request.toml").write_text((fixtures / "request.toml").read_text())
    (folder / "mex.toml").write_text((fixtures / "a.toml").read_text().replace('party = "A"', 'party = "MEX"'))
    return folder


CASE = ("case", "age_days=10", "supervisor=false", "vital_interest=false", "court_order=false")


def test_a_party_reads_at_the_command_line_what_the_written_position_permits(
    store: Store, home: Home, mexican: Path
) -> None:
    from communique.cli import guarding

    who = guarding.reader("USA", "terrorism", CASE, None)
    guarded = guarding.guarded(store, CASES, who, mexican)
    assert readable(guarded, CASES) == ("month", "name", "route")  # GREEN, names and itineraries; not health
    with pytest.raises(ReadRefused, match=r"health \(the position of MEX denies it: clause:sensitive"):
        read(guarded, CASES, columns=("health",))
    silent = guarding.guarded(store, CASES, guarding.reader("USA", "fishing", CASE, None), mexican)
    with pytest.raises(ReadRefused, match="silence:purpose"):
        read(silent, CASES, columns=("name",))
    nobody = guarding.guarded(store, CASES, who, None)  # the table's workstream has no positions
    with pytest.raises(ReadRefused, match="there is no position of MEX"):
        read(nobody, CASES, columns=("name",))
    assert {(e["role"], e["organisation"]) for e in entries(home)} == {("officer", "USA")}
    versions = [entry.get("policy") for entry in entries(home)]
    assert versions[0] is not None
    assert versions[0].startswith("sha256:")
    (mexican / "mex.toml").write_text((mexican / "mex.toml").read_text() + "\n# another version\n")
    again = guarding.guarded(store, CASES, who, mexican)
    assert readable(again, CASES) == ("month", "name", "route")
    assert entries(home)[-1]["policy"] not in versions


def test_a_party_hands_over_at_the_command_line_what_its_own_position_permits(home: Home, mexican: Path) -> None:
    from communique.cli import guarding

    giver = guarding.reader("MEX", "terrorism", CASE, "mex.officer.1:steward:INM")
    guarding.hand_over(replace(CASES, columns=CASES.columns[:3]), giver, "TLP:GREEN", ["CAN", "USA"], mexican)
    with pytest.raises(HandingRefused, match="health to USA"):
        guarding.hand_over(CASES, giver, None, ["USA"], mexican)
    assert entries(home)[0]["organisation"] == "INM"


@pytest.mark.parametrize("text", ["=1", "case="])
def test_a_fact_that_cannot_be_read_is_named(text: str) -> None:
    from communique.cli import guarding
    from communique.cli.options import OptionError

    with pytest.raises(OptionError, match="column --with"):
        guarding.reader("USA", None, [text], None)
