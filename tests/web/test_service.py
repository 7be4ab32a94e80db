"""Do parties contribute and read over HTTP what their roles and the positions allow, and is every decision entered?"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import logging
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import pytest
import typer
from loopback import serving
from service_house import API, IDENTITY, PLENTY, SITES, edition, housed
from typer.testing import CliRunner

from communique.errors import MissingExtra
from communique.exchange.log.verifying import verify
from communique.exchange.log.witness import entries
from communique.exchange.request import PositionError
from communique.store import read
from communique.tables import MARKINGS
from communique.web import service, service_asked
from communique.web.app import create_app
from communique.web.formdata import FormError, only_file
from communique.web.identity import Exchange, IdentityError, Right
from communique.web.serving import add_to
from communique.web.standing import Standing

OPEN, CASES = "open.sites", "asylum.cases"
CASE_ROWS = "month,name,route,health\n2026-01-01,Ana,north,good\n"
SAID = "case=true&age_days=10&supervisor=false&vital_interest=false&court_order=false"
FACTS = "&".join(f"fact={one}" for one in SAID.split("&"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return edition(tmp_path_factory.mktemp("edition"))


@pytest.fixture(scope="module")
def house(folder, tmp_path_factory):
    with housed(folder, tmp_path_factory.mktemp("house")) as found:
        yield found


@pytest.fixture(scope="module")
def sent(house):
    """Mexico's cases, handed in once: the receipt."""
    got = house.send(CASES, CASE_ROWS, house.issuers.mexican(), "?marking=TLP:GREEN")
    assert got.status == 201, got.text
    return got.json


def sites(*names: str) -> str:
    return "site,tonnes\n" + "".join(f"{name},1.5\n" for name in names)


def log_of(house) -> list[dict]:
    return list(entries(house.home))


# Without a file of identities


def test_without_identities_the_addresses_do_not_exist_and_the_public_api_is_as_it_was(folder, house):
    with serving(create_app(folder, workstreams={}, rate=PLENTY)) as plain:
        for path in (
            "/tables",
            f"/tables/{OPEN}/rows",
            f"/tables/{OPEN}/contributions",
            "/contributions",
            "/contributions/x",
        ):
            for method in ("GET", "POST", "DELETE", "PUT"):
                assert plain.ask(f"{API}{path}", method).status == 404
        assert not any("tables" in path for path in plain.ask(f"{API}/openapi.json").json["paths"])
        for path in ("/edition", "/commitments", "/evidence?format=csv", "/none"):
            one, other = plain.ask(f"{API}{path}"), house.ask(path)
            assert (one.status, one.headers.get("etag"), one.body) == (
                other.status,
                other.headers.get("etag"),
                other.body,
            )
        assert plain.ask(f"{API}/edition", "POST").status == 405


def test_who_reads_in_public_makes_nobody_ask_an_issuer(folder, tmp_path):
    with housed(folder, tmp_path) as fresh:
        assert fresh.ask("/edition").status == 200
        assert fresh.ask("/contributions").status == 401
        assert fresh.ask("/contributions", "nonsense").status == 401
        assert fresh.issuers.asked == []
        for _ in range(3):
            assert fresh.ask("/tables", fresh.issuers.mexican()).status == 200
        assert len(fresh.issuers.asked) == 2


# Who is let in


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/tables"), ("POST", f"/tables/{OPEN}/contributions"), ("GET", f"/tables/{OPEN}/rows"),
        ("GET", f"/tables/{OPEN}/decisions"), ("GET", "/contributions"), ("GET", "/contributions/x"),
        ("GET", "/contributions/x/quarantine"), ("POST", "/contributions/x/withdrawal"),
        ("HEAD", "/contributions"),
    ],
)  # fmt: skip
def test_without_a_token_that_holds_nothing_of_a_request_is_looked_at(house, method, path):
    before = len(log_of(house))
    for token, error in ((None, ""), ("nonsense", "invalid_token"), (house.issuers.mexican(exp=1), "invalid_token")):
        got = house.ask(f"{path}?no=such&parameter=1", token, method)
        assert got.status == 401
        assert got.headers["www-authenticate"].startswith('Bearer realm="communique"')
        assert error in got.headers["www-authenticate"]
        assert method == "HEAD" or got.headers["content-type"] == "application/problem+json"
    assert len(log_of(house)) == before  # strangers cannot fill it


def test_a_token_in_the_address_is_none(house):
    assert house.ask(f"/contributions?access_token={house.issuers.mexican()}").status == 401


def test_a_role_has_the_rights_of_the_file_and_no_other(house, sent):
    analyst, steward = house.issuers.northern(), house.issuers.mexican()
    nobody = house.issuers.northern(roles=[])
    id = sent["contribution_id"]
    rows = f"/tables/{OPEN}/rows?owner=MEX"
    for token, path, method in (
        (analyst, f"/tables/{OPEN}/contributions", "POST"), (analyst, f"/contributions/{id}", "GET"),
        (analyst, f"/contributions/{id}/withdrawal", "POST"), (steward, rows, "GET"), (nobody, rows, "GET"),
        (nobody, "/tables", "GET"),
        (house.issuers.northern(roles=["sender"]), f"/contributions/{id}/withdrawal", "POST"),
    ):  # fmt: skip
        before = len(log_of(house))
        got = house.ask(path, token, method, body=b"")
        assert (got.status, got.json["fault"]) == (403, "right")
        assert "insufficient_scope" in got.headers["www-authenticate"]
        (entry,) = log_of(house)[before:]
        assert entry["decision"] == "deny"
        assert entry["clauses"][0].startswith("right:")


def test_claims_that_name_nobody_are_refused_with_the_claim_and_not_entered(house):
    before = len(log_of(house))
    got = house.ask("/contributions", house.issuers.northern("MEX"))
    assert (got.status, got.json["fault"]) == (403, "identity")
    assert "country" in got.json["detail"]
    assert len(log_of(house)) == before


def test_an_issuer_that_cannot_be_asked_is_said(folder, tmp_path):
    with housed(folder, tmp_path) as fresh:
        fresh.issuers.silent = True
        got = fresh.ask("/tables", fresh.issuers.mexican())
        assert (got.status, got.json["fault"], got.headers["retry-after"]) == (503, "issuer", "60")
        assert fresh.ask("/edition").status == 200


def test_a_subject_who_asks_too_often_waits_and_others_do_not(folder, tmp_path):
    slow = IDENTITY.replace("per_second = 1000.0\nburst = 100000.0", "per_second = 0.01\nburst = 3.0")
    with housed(folder, tmp_path, slow) as fresh:
        token = fresh.issuers.mexican()
        assert [fresh.ask("/tables", token).status for _ in range(4)] == [200, 200, 200, 429]
        again = fresh.ask("/tables", fresh.issuers.mexican())  # a new token of the same subject
        assert again.status == 429
        assert 1 <= int(again.headers["retry-after"]) <= 100
        assert fresh.ask("/tables", fresh.issuers.mexican("SAT")).status == 200
        assert fresh.ask("/edition").status == 200


# Contributing


def test_good_rows_are_stored_and_bad_ones_come_back_with_row_column_rule_and_sentence(house):
    token = house.issuers.mexican()
    text = "site,tonnes,remark\nA1,1.5,x\nA2,-3,x\nA3,many,x\n"
    got = house.send(OPEN, text, token, Accept_Language="fr")
    assert got.status == 201
    assert (got.json["accepted"], got.json["quarantined"], got.json["extra_columns"]) == (1, 2, ["remark"])
    lines = {line["row"]: line for line in got.json["quarantine"]}
    assert {row: (line["column"], line["value"]) for row, line in lines.items()} == {
        3: ("tonnes", "-3"), 4: ("tonnes", "many"),
    }  # fmt: skip
    assert sum(got.json["by_rule"].values()) == 2
    assert "tonnes" in lines[3]["sentence"]
    id = got.json["contribution_id"]
    assert got.headers["location"] == f"{API}/contributions/{id}"
    one = house.ask(f"/contributions/{id}", token).json
    assert (one["party"], one["contributor"], one["state"], one["accepted"]) == ("MEX", "INM", "current", 1)
    assert house.ask(f"/contributions/{id}/quarantine", token, Accept_Language="fr").json == got.json["quarantine"]
    english = house.ask(f"/contributions/{id}/quarantine", token).json
    assert english[0]["sentence"] != got.json["quarantine"][0]["sentence"]
    rows = house.ask(f"/contributions/{id}/quarantine", token, Accept="text/csv").text
    assert [row["row"] for row in csv.DictReader(io.StringIO(rows))] == ["3", "4"]


def test_a_value_of_a_column_that_is_not_public_is_never_sent_back(house):
    token = house.issuers.mexican()
    text = "month,name,route,health\nnever,Eva Secreta,south,bad\n2026-01-01,,north,Mal Secreto\n"
    got = house.send(CASES, text, token, "?marking=TLP:CLEAR")
    assert (got.status, got.json["accepted"], got.json["quarantined"]) == (201, 0, 2)
    assert {(line["row"], line["column"]) for line in got.json["quarantine"]} == {(2, "month"), (3, "name")}
    assert "Secret" not in got.text
    assert house.ask(f"/contributions/{got.json['contribution_id']}", token).json["state"] == "empty"
    headless = house.send(CASES, "2026-01-01,Eva Secreta,south,bad\n2026-01-01,Ana Secreta,south,bad\n", token)
    assert headless.status == 422
    assert "needs the columns month, name, route, health" in headless.json["detail"]
    assert "Secret" not in headless.text


def test_a_key_that_is_there_is_said_without_the_key_and_without_whose_it_is(house, sent):
    got = house.send(CASES, CASE_ROWS.replace("north", "south"), house.issuers.mexican("SAT"))
    assert (got.status, got.json["fault"]) == (409, "AlreadyThere")
    assert "row 2, column name" in got.json["detail"]
    assert "Ana" not in got.text
    assert sent["contribution_id"] not in got.text


def test_the_same_file_is_stored_once(house):
    first = house.send(OPEN, sites("B1"), house.issuers.mexican())
    again = house.send(OPEN, sites("B1"), house.issuers.mexican())
    assert (first.status, again.status) == (201, 200)
    assert again.json["duplicate_of"] == first.json["contribution_id"]
    other = house.send(OPEN, sites("B1"), house.issuers.mexican("SAT"))
    assert other.status == 409
    assert first.json["contribution_id"] not in other.text


def form(boundary: str, *parts: tuple[str, bytes]) -> bytes:
    body = b"".join(
        f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
        for head, content in parts
    )
    return body + f"--{boundary}--\r\n".encode()


def test_a_file_in_a_form_is_the_same_as_a_file_alone(house, tmp_path):
    token, kind = house.issuers.mexican(), "multipart/form-data; boundary=xyz"
    got = house.send(
        OPEN,
        form("xyz", ('name="file"; filename="c:\\\\ana lopez.csv"', sites("C1").encode())),
        token,
        Content_Type=kind,
    )
    assert (got.status, got.json["accepted"]) == (201, 1)
    sheet = tmp_path / "sheet.parquet"
    pl.DataFrame({"site": ["C2"], "tonnes": [2.5]}).write_parquet(sheet)
    got = house.send(
        OPEN, form("xyz", ('name="file"; filename="x.parquet"', sheet.read_bytes())), token, Content_Type=kind
    )
    assert (got.status, got.json["accepted"]) == (201, 1)
    alone = house.send(OPEN, sheet.read_bytes(), token, Content_Type="application/vnd.apache.parquet")
    assert alone.json["duplicate_of"] == got.json["contribution_id"]  # byte for byte what was in the form
    pl.DataFrame({"site": ["C3"], "tonnes": [None]}, schema={"site": pl.String, "tonnes": pl.Float64}).write_excel(
        tmp_path / "s.xlsx"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    got = house.send(OPEN, (tmp_path / "s.xlsx").read_bytes(), token, Content_Type=kind)
    assert (got.status, got.json["quarantined"]) == (201, 1)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (form("xyz", ('name="file"; filename="a.csv"', b"site,tonnes\nD,1\n"))[:-9], 422),
        (form("xyz", ('name="other"; filename="a.csv"', b"site,tonnes\nD,1\n")), 422),
        (form("xyz", ('name="file"; filename="a.csv"', b"x"), ('name="file"; filename="b.csv"', b"x")), 422),
        (form("xyz"), 422), (b"", 422), (b"--xyz", 422), (b"nonsense" * 100, 422), (b"\x00\xff" * 50, 422),
        (form("xyz", ('name="file"; filename="a.exe"', b"MZ")), 422),
        (form("xyz", ('name="file"', b"site,tonnes\nD,1\n")), 422),
        (form("xyz", ("name=\"file\"; filename=\"../../../../tmp/evil.csv/..\"", b"site,tonnes\nD,1\n")), 422),
    ],
)  # fmt: skip
def test_a_form_that_does_not_hold_one_file_is_refused(house, body, status):
    token = house.issuers.mexican()
    got = house.send(OPEN, body, token, Content_Type="multipart/form-data; boundary=xyz")
    assert got.status == status, got.text
    assert got.json["fault"] in ("FormError", "TableError")


def test_a_part_is_read_whole_wherever_the_pieces_are_cut(tmp_path, monkeypatch):
    content = bytes(range(256)) * 40 + b"\r\n--xy\r\n--xyz"
    for piece in (1, 7, 64, 4096):
        monkeypatch.setattr("communique.web.formdata._PIECE", piece)
        body = tmp_path / f"body{piece}"
        body.write_bytes(form("xyz", ('name="file"; filename="a.parquet"', content[: -len(b"\r\n--xyz")])))
        kept = only_file(body, "multipart/form-data; boundary=xyz")
        assert kept.read_bytes() == content[: -len(b"\r\n--xyz")]
        assert kept.suffix == ".parquet"
        kept.unlink()
    with pytest.raises(FormError):
        only_file(body, "multipart/form-data; boundary=" + "x" * 500)
    assert {path.name for path in tmp_path.iterdir()} == {f"body{piece}" for piece in (1, 7, 64, 4096)}


@pytest.mark.parametrize(
    ("query", "headers", "status"),
    [
        ("", {"Content_Type": "image/png"}, 415), ("", {"Content_Type": ""}, 415),
        ("", {"Content_Type": "multipart/form-data"}, 415), ("?official=none", {}, 422), ("?marking=SECRET", {}, 422),
        ("?party=CAN", {}, 422), ("?decimal=x", {}, 422), ("?supersedes=none", {}, 404), ("?on_behalf_of=", {}, 422),
        ("?on_behalf_of=%00", {}, 422), ("?to=Canada", {}, 422), ("?purpose=Ana%20L", {}, 422),
        ("?fact=case&fact=case=false", {}, 422),
    ],
)  # fmt: skip
def test_terms_that_cannot_be_meant_are_refused(house, query, headers, status):
    got = house.send(OPEN, sites("E1"), house.issuers.mexican(), query, **headers)
    assert got.status == status, got.text
    assert got.headers["content-type"] == "application/problem+json"


def test_a_table_that_is_not_there_and_a_file_that_is_too_large_are_refused(house):
    token = house.issuers.mexican()
    assert house.send("open.nothing", sites("F1"), token).status == 404
    assert house.send(OPEN, b"site,tonnes\n" + b"F2,1\n" * 300_000, token).status == 413
    assert house.send(OPEN, b"", token).status == 422
    damaged = house.send(OPEN, b"PAR1 and nothing", token, Content_Type="application/vnd.apache.parquet")
    assert damaged.status == 422
    assert "communique-uploads" not in damaged.text


def test_two_at_once_are_both_stored_and_of_two_with_one_key_one(house):
    def hand_in(n: int) -> int:
        barrier.wait()
        return house.send(OPEN, sites(f"G{n}"), house.issuers.mexican(f"AGENCY{n}")).status

    barrier = threading.Barrier(4)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(hand_in, range(4))) == [201] * 4
        same = [f"site,tonnes\nH1,{n}\n" for n in range(4)]
        tokens = [house.issuers.mexican(f"AGENCY{n}") for n in range(4)]
        found = sorted(
            got.status for got in pool.map(lambda args: house.send(OPEN, *args), zip(same, tokens, strict=True))
        )
    assert found == [201, 409, 409, 409]
    stored = read(house.store, SITES)["site"].to_list()
    assert {f"G{n}" for n in range(4)} < set(stored)
    assert stored.count("H1") == 1


def test_a_contribution_is_handed_to_those_whom_its_position_allows(house):
    token = house.issuers.mexican("COMAR")
    row = "month,name,route,health\n2026-02-01,Luz,north,good\n"
    refused = house.send(CASES, row, token, f"?to=USA&purpose=terrorism&{FACTS}&marking=TLP:GREEN")
    assert (refused.status, refused.json["fault"]) == (403, "HandingRefused")
    assert "health to USA" in refused.json["detail"]
    assert "clause:sensitive" in refused.json["detail"]
    assert "Luz" not in refused.text
    assert house.ask("/contributions", token).json == []
    not_his = house.send(CASES, row, token, "?to=USA&purpose=tax&fact=weather")
    assert (not_his.status, not_his.json["fault"]) == (403, "right")
    assert "purpose:tax, fact:weather" in not_his.json["detail"]


# History and withdrawal


def test_a_contributor_sees_and_withdraws_its_own_and_nobody_elses(house):
    mine, other = house.issuers.mexican("CRE"), house.issuers.mexican("ASEA")
    id = house.send(OPEN, sites("J1"), mine).json["contribution_id"]
    namesake = house.issuers.northern("CAN", "CRE", ["sender"])  # of the same name, for another party
    before = len(log_of(house))
    for token in (other, namesake):
        assert house.ask("/contributions", token).json == []
        for path in (f"/contributions/{id}", f"/contributions/{id}/quarantine"):
            got, none = house.ask(path, token), house.ask(path.replace(id, "never"), token)
            assert (got.status, got.body) == (none.status, none.body) == (404, none.body)
        assert house.send(OPEN, sites("J2"), token, f"?supersedes={id}").status == 404
    body = json.dumps({"reason": "not mine"})
    assert (
        house.ask(f"/contributions/{id}/withdrawal", other, "POST", body, Content_Type="application/json").status == 404
    )
    denials = [e for e in log_of(house)[before:] if e["decision"] == "deny"]
    assert {entry["clauses"][0] for entry in denials} == {"owner:other"}
    assert all(entry["object"].startswith("hmac:") for entry in denials)
    assert [row["contribution_id"] for row in house.ask("/contributions", mine).json] == [id]


def test_a_withdrawn_contribution_is_gone_and_its_tombstone_stays(house):
    token = house.issuers.mexican("SENER")
    id = house.send(OPEN, sites("K1"), token).json["contribution_id"]

    def take(body, kind="application/json"):
        return house.ask(f"/contributions/{id}/withdrawal", token, "POST", body, Content_Type=kind)

    for body in ("", "{}", '{"reason": ""}', '{"reason": "  "}', '{"reason": 7}', "[", '{"reason": "x", "by": "y"}'):
        assert take(body).status == 422
    done = take('{"reason": "a mistake"}')
    assert (done.status, done.json["reason"], done.json["editions_affected"]) == (200, "a mistake", 0)
    assert take('{"reason": "again"}').status == 409
    assert "K1" not in read(house.store, SITES)["site"]
    (row,) = house.ask("/contributions?state=withdrawn", token).json
    assert (row["contribution_id"], row["reason"], row["state"]) == (id, "a mistake", "withdrawn")
    assert house.ask("/contributions?state=current", token).json == []
    actions = [(e["action"], e["decision"]) for e in log_of(house)]
    at = actions.index(("service.withdraw", "permit"))
    assert actions[at + 1] == ("service.withdraw", "done")


def test_a_correction_supersedes_one_s_own(house):
    token = house.issuers.mexican("CENACE")
    id = house.send(OPEN, sites("L1"), token).json["contribution_id"]
    got = house.send(OPEN, "site,tonnes\nL1,9\n", token, f"?supersedes={id}&vintage=2026")
    assert got.status == 201
    assert [row["state"] for row in house.ask("/contributions", token).json] == ["superseded", "current"]
    assert house.send(OPEN, "site,tonnes\nL1,8\n", token, f"?supersedes={id}").status == 409


def test_lists_have_pages_validators_and_csv_as_the_read_api_has(house):
    token = house.issuers.mexican("CFE")
    for n in range(3):
        house.send(OPEN, sites(f"M{n}"), token)
    first = house.ask("/contributions?limit=2", token)
    assert first.headers["x-total-count"] == "3"
    assert 'offset=2>; rel="next"' in first.headers["link"]
    assert [row["table"] for row in house.ask("/contributions?limit=2&offset=2", token).json] == [OPEN]
    assert first.headers["cache-control"] == "no-store"
    assert "Authorization" in first.headers["vary"]
    again = house.ask("/contributions?limit=2", token, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    rows = list(csv.DictReader(io.StringIO(house.ask("/contributions?format=csv", token).text)))
    assert [row["accepted"] for row in rows] == ["1", "1", "1"]
    assert house.ask("/contributions", token, Accept="image/png").status == 406
    for query in ("limit=0", "state=gone", "nonsense=1", "party=MEX"):
        assert house.ask(f"/contributions?{query}", token).status == 422


def test_tables_say_what_may_be_sent_and_how_it_is_guarded(house):
    got = house.ask("/tables", house.issuers.northern()).json
    assert [table["table"] for table in got] == [CASES, OPEN]
    route = got[0]["columns"][2]
    assert (route["category"], route["marking"], route["nullable"]) == ("itinerary", "TLP:AMBER", False)


# Reading under a position


def test_rows_come_with_the_columns_that_the_owner_s_position_permits_and_the_clauses(house, sent):
    got = house.ask(f"/tables/{CASES}/rows?owner=MEX&purpose=terrorism&{FACTS}", house.issuers.northern())
    assert got.status == 200, got.text
    assert got.json["rows"] == [{"month": "2026-01-01", "name": "Ana", "route": "north"}]
    assert (got.json["owner"], got.json["reader"], got.json["kept_back"]) == ("MEX", "USA", ["health"])
    said = {one["column"]: (one["allowed"], one["clauses"]) for one in got.json["decisions"]}
    assert said["month"] == (True, ["marking:green"])
    assert said["name"][0] is True
    assert all(clause.startswith("MEX.") for clause in said["name"][1])
    assert said["health"] == (False, ["clause:sensitive"])
    assert got.headers["x-total-count"] == "1"
    rows = house.ask(
        f"/tables/{CASES}/rows?owner=MEX&purpose=terrorism&{FACTS}", house.issuers.northern(), Accept="text/csv"
    )
    assert rows.text == "month,name,route\n2026-01-01,Ana,north\n"
    why = rows.headers["link"].split("<")[-1].split(">")[0].removeprefix(API)
    decided = house.ask(why, house.issuers.northern()).json
    assert decided["decisions"] == got.json["decisions"]
    assert "rows" not in decided


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (f"purpose=terrorism&{FACTS}&column=health", "clause:sensitive"),
        (f"purpose=tax&{FACTS.replace('case=true', 'case=false')}&column=name", "clause:purpose"),
        (f"{FACTS.replace('case=true', 'case=false')}&column=name", "missing:purpose"),
        ("purpose=terrorism&column=name", "missing:"),
    ],
)  # fmt: skip
def test_what_the_position_forbids_leaves_open_or_does_not_know_is_denied_with_its_code(house, sent, query, code):
    got = house.ask(f"/tables/{CASES}/rows?owner=MEX&{query}", house.issuers.northern())
    assert (got.status, got.json["fault"]) == (403, "ReadRefused")
    assert any(one.startswith(code) for one in got.json["decisions"][0]["clauses"])
    assert "Ana" not in got.text
    decided = house.ask(f"/tables/{CASES}/decisions?owner=MEX&{query}", house.issuers.northern())
    assert (decided.status, decided.json["decisions"]) == (200, got.json["decisions"])


def test_a_purpose_or_a_fact_that_a_role_may_not_state_is_refused_and_entered(house, sent):
    for query, code in (("purpose=immigration", "purpose:immigration"), ("fact=weather", "fact:weather")):
        before = len(log_of(house))
        got = house.ask(f"/tables/{CASES}/rows?owner=MEX&{query}", house.issuers.northern())
        assert (got.status, got.json["fault"]) == (403, "right")
        (entry,) = log_of(house)[before:]
        assert (entry["decision"], entry["clauses"]) == ("deny", [code])


def test_one_owner_s_rows_are_read_under_that_owner_s_position_alone(house):
    canada = house.issuers.northern("CAN", "IRCC", ["sender"])
    assert house.send(CASES, CASE_ROWS.replace("Ana", "Zoe"), canada).status == 201
    query = f"purpose=terrorism&{FACTS}"
    theirs = house.ask(f"/tables/{CASES}/rows?owner=CAN&{query}", house.issuers.northern("USA"))
    assert theirs.status == 403
    assert {tuple(one["clauses"]) for one in theirs.json["decisions"]} == {("unknown:position",)}
    own = house.ask(f"/tables/{CASES}/rows?owner=CAN", house.issuers.northern("CAN"))
    assert [row["name"] for row in own.json["rows"]] == ["Zoe"]
    mexican = house.ask(f"/tables/{CASES}/rows?owner=MEX&{query}", house.issuers.northern("USA"))
    assert "Zoe" not in mexican.text


def test_a_strict_contribution_closes_its_owner_s_columns_and_a_reader_may_leave_it_out(house):
    sender = house.issuers.northern("USA", "EPA", ["sender"])
    for site, marking in (("N1", "TLP:GREEN"), ("N2", "TLP:RED")):
        assert house.send(OPEN, sites(site), sender, f"?marking={marking}").status == 201
    token = house.issuers.northern("CAN", "ECCC")
    closed = house.ask(f"/tables/{OPEN}/rows?owner=USA", token)
    assert closed.status == 403
    assert {one["marking"] for one in closed.json["decisions"]} == {"TLP:GREEN", "TLP:RED"}
    got = house.ask(f"/tables/{OPEN}/rows?owner=USA&at_most=TLP:GREEN", token)
    assert got.json["rows"] == [{"site": "N1", "tonnes": 1.5, "tonnes_notation": None}]


def test_rows_are_cut_to_pages_and_found_as_they_were_known(house):
    sender = house.issuers.northern("USA", "DOE", ["sender"])
    house.send(OPEN, "site,tonnes\n" + "".join(f"P{n},{n}\n" for n in range(5)) + "P9,NE\n", sender)
    token = house.issuers.northern("CAN", "NRCAN")
    base = f"/tables/{OPEN}/rows?owner=USA&at_most=TLP:CLEAR"
    pages = [house.ask(f"{base}&limit=4&offset={offset}", token) for offset in (0, 4, 8)]
    assert [len(page.json["rows"]) for page in pages] == [4, 2, 0]
    assert {page.headers["x-total-count"] for page in pages} == {"6"}
    assert pages[1].json["rows"][-1] == {"site": "P9", "tonnes": None, "tonnes_notation": "NE"}
    assert house.ask(f"{base}&column=site&known_at=2020-01-01", token).json["rows"] == []
    tag = pages[0].headers["etag"]
    assert house.ask(f"{base}&limit=4", token, If_None_Match=tag).status == 304
    for query in (
        "column=none",
        "owner=US",
        "owner=AAA",
        "known_at=never",
        "at_most=x",
        "fact=case&fact=case",
        "fact=x%20y",
    ):
        assert house.ask(f"{base}&{query}", token).status == 422
    assert house.ask(f"/tables/{OPEN}/rows", token).status == 422  # whose rows?
    assert house.ask("/tables/none/rows?owner=USA", token).status == 404


def test_an_owner_who_contributed_nothing_answers_as_one_who_did(house):
    token = house.issuers.northern("CAN")
    got = house.ask(f"/tables/{CASES}/rows?owner=USA&column=name", token)
    assert (got.status, got.json["decisions"][0]["clauses"]) == (403, ["unknown:position"])


# What is written down


def test_every_decision_is_entered_once_under_keyed_names_and_the_log_still_verifies(house, sent):
    token = house.issuers.northern("USA", "CBP", sub="maria.lopez@cbp.example")
    before = len(log_of(house))
    assert house.ask(f"/tables/{CASES}/rows?owner=MEX&purpose=terrorism&{FACTS}", token).status == 200
    new = log_of(house)[before:]
    assert [(e["action"], e["decision"]) for e in new] == [
        ("service.read", "permit"), *(("table.read", d) for d in ("permit", "permit", "permit", "deny")),
    ]  # fmt: skip
    assert new[0]["clauses"] == [
        "fact:case:true", "fact:age_days", "fact:supervisor:false", "fact:vital_interest:false",
        "fact:court_order:false",
    ]  # fmt: skip
    assert {e["detail"]["operator"] for e in new} == {new[0]["detail"]["operator"]}
    assert all("owner" in e["detail"] for e in new)
    assert all((e["role"], e["organisation"], e["recipient"]) == ("analyst", "CBP", "USA") for e in new)
    assert {e["purpose"] for e in new} == {"terrorism"}
    assert all(e["policy"].startswith("sha256:") for e in new[1:])
    whole = json.dumps(log_of(house))
    for private in ("maria", "lopez", "person of", "Ana", "Luz", sent["contribution_id"]):
        assert private not in whole
    assert verify(house.home).entries == len(log_of(house))


def test_another_person_of_the_same_office_has_another_name_in_the_log(house, sent):
    def operator(subject: str) -> str:
        assert house.ask("/contributions", house.issuers.mexican("INEGI", sub=subject)).status == 200
        return log_of(house)[-1]["detail"]["operator"]

    assert operator("one") == operator("one") != operator("two")


def test_a_line_of_the_server_has_nothing_of_the_person(house, caplog):
    caplog.set_level(logging.INFO, "communique.web")
    logging.getLogger("communique.web").propagate = True
    asked = 0
    for token in (
        house.issuers.mexican(sub="maria.lopez"),
        house.issuers.mexican(sub="maria.lopez", exp=1),
        "maria.lopez",
    ):
        house.ask("/contributions/maria.lopez?no=1", token)
        house.send(OPEN, "site,tonnes\nmaria.lopez,x\n", token, "?on_behalf_of=maria.lopez")
        asked += 2
    deadline = time.monotonic() + 10
    while sum('"route"' in record.getMessage() for record in caplog.records) < asked:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    whole = "\n".join(record.getMessage() for record in caplog.records)
    assert "maria" not in whole
    assert '"refused":"token","for_its":"time"' in whole


# What stands beside


def test_markings_and_rights_are_the_one_enumeration():
    assert service_asked.Marking.__args__ == MARKINGS
    said = {route.openapi_extra["x-right"] for route in service.router.routes}
    assert said - {None} == set(Right.__args__)


def test_positions_that_are_written_anew_count_from_then_on(house, sent):
    path = f"/tables/{CASES}/decisions?owner=MEX&purpose=terrorism&{FACTS}&column=name&at_most=TLP:GREEN"
    assert house.ask(path, house.issuers.northern()).json["decisions"][0]["allowed"] is True
    position = house.positions / "mex.toml"
    text = position.read_text()
    try:
        other = text.replace('"terrorism", "serious_crime"', '"serious_crime"').replace('{ fact = "case" },', "")
        position.write_text(other)
        assert house.ask(path, house.issuers.northern()).json["decisions"][0]["clauses"] == ["clause:purpose"]
        position.write_text("nonsense")
        broken = house.ask(path, house.issuers.northern())
        assert broken.status == 500
        assert str(position.parent) not in broken.text
    finally:
        position.write_text(text)


def test_a_position_that_cannot_be_read_stops_the_server_at_its_start(folder, tmp_path):
    (tmp_path / "positions").mkdir()
    (tmp_path / "positions" / "nonsense.toml").write_text("nonsense")
    with pytest.raises(PositionError, match="not readable as TOML"), housed(folder, tmp_path):
        pass


def test_a_receiving_party_is_called_as_the_positions_call_it(house, tmp_path):
    called = {"en": "{}", "es": "{}", "fr": "{}"}
    words = "{ en = 'x', es = 'x', fr = 'x' }"
    field = (
        f"\n[fields.recipient]\ntype = 'one_of'\nlabel = {words}\nphrase = {json.dumps(called).replace(':', ' =')}\n"
    )
    for name in ("request.toml", "mex.toml"):
        (tmp_path / name).write_text((house.positions / name).read_text())
    with (tmp_path / "request.toml").open("a") as file:
        file.write(f"{field}[fields.recipient.values]\npartner = {words}\n")
    speaks = (tmp_path / "mex.toml").read_text().replace("[speaks]", '[speaks]\nrecipient = "all"')
    (tmp_path / "mex.toml").write_text(speaks)
    asked = {"purpose": "terrorism", "category": "name", "recipient": "USA", "case": True, "age_days": 10}
    asked |= dict.fromkeys(("supervisor", "vital_interest", "court_order"), False)
    for recipients, codes in (
        ({}, ("silence:recipient",)),
        ({"USA": "partner"}, ()),
        ({"CAN": "partner"}, ("silence:recipient",)),
    ):
        exchange = {"asylum": Exchange(positions=tmp_path, recipients=recipients)}
        rule, policy = Standing(house.store, house.home, "nals2023", exchange).rule(CASES, dt.date(2026, 11, 24))
        assert rule("MEX", asked).codes == codes
        assert policy.startswith("sha256:")


# The command


def serve(*words):
    app = typer.Typer()
    app.callback()(lambda: None)
    add_to(app)
    return CliRunner().invoke(app, ["serve", *map(str, words)]).exception


def test_the_command_says_what_is_wrong_with_the_file_and_which_package_lacks(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("COMMUNIQUE_HOME", str(tmp_path / "home"))
    file = tmp_path / "identity.toml"
    file.write_text(IDENTITY.replace('may = ["read"]', 'may = ["write"]'))
    fault = serve(folder, "--identity", file)
    assert isinstance(fault, IdentityError)
    assert (fault.file, fault.column) == (str(file), "issuer.2.role.1.may.1")
    for package in ("joserfc", "python_multipart"):
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, package, None)
            fault = serve(folder, "--identity", file)
            assert isinstance(fault, MissingExtra)
            assert package in str(fault)
            assert "pip install 'communique[web]'" in str(fault)
