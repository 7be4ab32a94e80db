"""Do machines get what pages and edition.json say, under the same names, and is nonsense refused?"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.assess.comparing import EditionError, compare, read_edition
from communique.commitment import STATES
from communique.web import models
from communique.web.catalogue import read_catalogue
from communique.web.negotiation import language, media_type, preferences, takes_gzip

API = "/api/v1"
LISTS = ("commitments", "indicators", "evidence", "sources", "changes")


def rows_of(got):
    return list(csv.DictReader(io.StringIO(got.text)))


def each(data, part):
    return [{"commitment": one["id"], **row} for one in data["commitments"] for row in one[part]]


def test_the_api_says_what_edition_json_says(reader, data):
    head = {key: value for key, value in data.items() if key not in ("commitments", "sources")}
    assert reader.ask(f"{API}/edition").json == head
    assert reader.ask(f"{API}/commitments").json == data["commitments"]
    assert reader.ask(f"{API}/indicators").json == each(data, "indicators")
    assert reader.ask(f"{API}/evidence").json == each(data, "evidence")
    for one in data["commitments"]:
        assert reader.ask(f"{API}/commitments/{one['id']}").json == one


def test_the_api_describes_every_key_of_an_edition(data):
    def undescribed(value, model, where):
        for key in value:
            if key not in model.model_fields:
                yield f"{where}.{key}"
        for key, part in PARTS.get(model, {}).items():
            inner = value.get(key)
            for one in inner if isinstance(inner, list) else [inner] if inner else []:
                yield from undescribed(one, part, f"{where}.{key}")

    PARTS = {
        models.Commitment: {
            "parties": models.PartyState, "indicators": models.Figure, "plan": models.Plan,
            "evidence": models.Evidence, "targets": models.Target, "reading": models.Reading,
            "compliance": models.WindowCompliance,
        },
        models.Figure: {"bands": models.SchemeBand},
        models.Reading: {"deadlines": models.Deadline},
        models.Plan: {"actions": models.Action},
        models.Edition: {"compliance": models.Compliance},
    }  # fmt: skip
    head = {key: value for key, value in data.items() if key not in ("commitments", "sources")}
    found = list(undescribed(head, models.Edition, "edition"))
    for one in data["commitments"]:
        found += undescribed(one, models.Commitment, one["id"])
    assert found == []


def test_states_are_the_one_enumeration():
    assert models.State.__args__ == STATES


def test_sources_are_all_that_is_cited(reader, data):
    found = {row["key"]: row for row in reader.ask(f"{API}/sources").json}
    cited = {row["source"] for row in each(data, "evidence") if row["source"]}
    cited |= {key for row in each(data, "indicators") for key in row["sources"]}
    assert set(found) == cited
    for row in each(data, "evidence"):
        if row["source"]:
            assert row["commitment"] in found[row["source"]]["cited_by"]


def test_changes_are_those_of_the_comparison(reader, folder, before):
    expected = [asdict(change) for change in compare(read_edition(before), read_edition(folder))]
    assert expected
    assert reader.ask(f"{API}/changes").json == json.loads(json.dumps(expected))
    one = expected[0]["commitment"]
    assert reader.ask(f"{API}/changes?commitment={one}").json == [c for c in expected if c["commitment"] == one]


def test_filters_keep_what_fits(reader, data):
    def ids(query):
        return [one["id"] for one in reader.ask(f"{API}/commitments?{query}").json]

    every = data["commitments"]
    for part in ("section", "kind", "status"):
        for value in {one[part] for one in every}:
            assert ids(f"{part}={value}") == [one["id"] for one in every if one[part] == value]
    two = sorted({one["status"] for one in every})[:2]
    assert ids(f"status={two[0]}&status={two[1]}") == [one["id"] for one in every if one["status"] in two]
    assert ids("section=no-such-section") == []
    assert ids("party=BRA") == []


def test_with_a_party_the_status_is_that_partys(reader, data):
    mixed = next(one for one in data["commitments"] if one["status"] == "mixed")
    for state in mixed["parties"]:
        got = reader.ask(f"{API}/commitments?party={state['party']}&status={state['state']}").json
        assert mixed["id"] in [one["id"] for one in got]
        other = "unknown" if state["state"] != "unknown" else "delivered"
        got = reader.ask(f"{API}/commitments?party={state['party']}&status={other}").json
        assert mixed["id"] not in [one["id"] for one in got]
    assert mixed["id"] not in [one["id"] for one in reader.ask(f"{API}/commitments?party=USA&status=mixed").json]


def test_figures_and_evidence_are_found_by_promise_party_and_kind(reader, data):
    figures, evidence = each(data, "indicators"), each(data, "evidence")
    first = figures[0]
    got = reader.ask(f"{API}/indicators?commitment={first['commitment']}&id={first['id']}&party=CAN").json
    assert got == [
        f for f in figures if (f["commitment"], f["id"], f["party"]) == (first["commitment"], first["id"], "CAN")
    ]
    assert got
    got = reader.ask(f"{API}/evidence?kind=rejected").json
    assert got == [row for row in evidence if row["kind"] == "rejected"]
    got = reader.ask(f"{API}/evidence?party=MEX").json
    assert got == [row for row in evidence if "MEX" in row["parties"]]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("limit", [1, 2, 3, 1000])
def test_following_next_gives_every_row_once(reader, name, limit):
    whole = reader.ask(f"{API}/{name}?limit=1000").json
    address, found = f"{API}/{name}?limit={limit}", []
    for _ in range(len(whole) + 1):
        got = reader.ask(address)
        assert got.headers["x-total-count"] == str(len(whole))
        assert len(got.json) <= limit
        found += got.json
        links = dict(reversed(link) for link in re.findall(r'<([^>]+)>; rel="(\w+)"', got.headers["link"]))
        if "next" not in links:
            break
        address = links["next"]
    assert found == whole
    assert {"first", "last"} <= set(links)
    assert ("prev" in links) == (len(whole) > limit)


def test_links_keep_the_filter_and_never_the_servers_name(reader):
    got = reader.ask(f"{API}/evidence?party=MEX&limit=1&format=csv", Host="evil.example")
    assert "evil" not in got.headers["link"]
    assert f'<{API}/evidence?party=MEX&format=csv&limit=1&offset=1>; rel="next"' in got.headers["link"]


def test_beyond_the_end_there_is_nothing_and_a_way_back(reader):
    got = reader.ask(f"{API}/commitments?offset=500&limit=2")
    assert got.json == []
    assert 'offset=4>; rel="prev"' in got.headers["link"]  # five promises: the last page begins at the fifth


@pytest.mark.parametrize("name", ["edition", *LISTS])
def test_csv_has_the_same_columns_on_every_page_and_the_same_rows(reader, name):
    whole = reader.ask(f"{API}/{name}?format=csv")
    assert whole.headers["content-type"] == "text/csv; charset=utf-8"
    data = reader.ask(f"{API}/{name}").json
    rows = rows_of(whole)
    assert len(rows) == (1 if name == "edition" else len(data))
    if name != "edition":
        beyond = reader.ask(f"{API}/{name}?format=csv&offset=900").text
        assert beyond.strip() == whole.text.splitlines()[0]
    for row, one in zip(rows, [data] if name == "edition" else data, strict=True):
        for key, value in one.items():
            if value is None:
                assert row.get(key, "") == ""
            elif isinstance(value, str) or (isinstance(value, int | float) and not isinstance(value, bool)):
                assert row[key] == str(value)


def test_csv_has_a_title_a_language_and_a_state_a_party(reader, data):
    for row, one in zip(rows_of(reader.ask(f"{API}/commitments", Accept="text/csv")), data["commitments"], strict=True):
        assert row["title_fr"] == one["title"]["fr"]
        assert {p["party"]: row[f"state_{p['party']}"] for p in one["parties"]} == {
            p["party"]: p["state"] for p in one["parties"]
        }


@pytest.mark.parametrize(
    ("accepted", "kind"),
    [
        ("*/*", "application/json"), ("text/csv", "text/csv; charset=utf-8"), ("", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"), ("text/*", "text/csv; charset=utf-8"),
        ("application/json;q=0.1, text/csv;q=0.2", "text/csv; charset=utf-8"),
        ("text/csv;q=0, */*;q=0.1", "application/json"),
    ],
)  # fmt: skip
def test_the_accept_header_chooses_the_format(reader, accepted, kind):
    got = reader.ask(f"{API}/sources", Accept=accepted)
    assert (got.status, got.headers["content-type"]) == (200, kind)
    assert "Accept" in got.headers["vary"]


def test_a_format_that_is_not_there_is_refused(reader):
    for accepted in ("application/xml", "text/csv;q=0", "image/*"):
        assert reader.ask(f"{API}/sources", Accept=accepted).status == 406
    assert reader.ask(f"{API}/sources?format=xml").status == 422
    assert reader.ask(f"{API}/sources?format=csv", Accept="application/xml").status == 200


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=-1", "limit=1001", "limit=ten", "limit=1.5", "offset=-1", "offset=99999999999999999999999",
        "kind=nonsense", "status=nonsense", "status=", "party=can", "party=CANADA", "section=" + "x" * 200,
        "limit=" + "9" * 3000, "&".join(["section=a"] * 21), "offset=NaN", "party=%00%00%00", "limit=%F0%9F",
        "sttus=unknown",
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused_and_not_repeated(reader, query):
    got = reader.ask(f"{API}/commitments?{query}")
    assert got.status == 422
    assert got.headers["content-type"] == "application/problem+json"
    assert got.json["detail"].startswith("query.")
    value = query.partition("=")[2].split("&")[0]
    assert len(value) < 8 or value not in got.json["detail"]


def test_a_huge_query_is_refused(reader):
    assert reader.ask(f"{API}/commitments?section={'x' * 9000}").status == 414
    assert reader.ask(f"/en/index.html?{'x' * 9000}").status == 414
    assert reader.ask(f"{API}/commitments?{'x' * 100_000}").status in (400, 414)  # 400 where it did not arrive at once
    assert reader.ask("/healthz").status == 200


@pytest.mark.parametrize(
    "path", ["commitments/99-none", "commitments/1", "none", "", "commitments/", "commitments/..%2f"]
)
def test_what_is_not_there_is_a_problem(reader, path):
    got = reader.ask(f"{API}/{path}")
    assert (got.status, got.headers["content-type"]) == (404, "application/problem+json")
    assert set(got.json) == {"title", "status", "detail"}


def test_an_edition_that_is_not_as_described_is_refused_by_name(folder, tmp_path, data):
    broken = json.loads(json.dumps(data))
    broken["commitments"][1]["parties"][0]["state"] = "excellent"
    (tmp_path / "edition.json").write_text(json.dumps(broken))
    with pytest.raises(EditionError, match=r"commitment 1\.parties\.0\.state.*assess the summit again") as error:
        read_catalogue(tmp_path)
    assert error.value.file.endswith("edition.json")


def test_an_earlier_edition_that_is_none_is_refused_by_name(folder, tmp_path, data):
    lacking = {key: value for key, value in data.items() if key != "facts"}
    (tmp_path / "edition.json").write_text(json.dumps(lacking))
    with pytest.raises(EditionError, match=r"edition 0\.facts: Field required"):
        read_catalogue(folder, tmp_path)
    (tmp_path / "edition.json").write_text(json.dumps({**data, "summit": "another"}))
    with pytest.raises(EditionError, match="two summits"):
        read_catalogue(folder, tmp_path)


def test_what_an_edition_has_besides_is_passed_on(tmp_path, data):
    more = json.loads(json.dumps(data))
    more["commitments"][0]["novelty"] = {"kind": "new"}
    cited = more["commitments"][0]["indicators"][0]["sources"][0]
    more["sources"] = {cited: {"title": "Inventory", "publisher": "P", "year": 2023, "url": "", "licence": "L"}}
    (tmp_path / "edition.json").write_text(json.dumps(more))
    found = read_catalogue(tmp_path)
    assert found.commitments.rows[0]["novelty"] == {"kind": "new"}
    source = next(row for row in found.sources.rows if row["key"] == cited)
    assert (source["title"], source["year"], source["note"]) == ("Inventory", 2023, None)
    assert found.changes is None


def test_an_edition_without_figures_has_their_columns_still(tmp_path, data):
    none = {**data, "commitments": []}
    (tmp_path / "edition.json").write_text(json.dumps(none))
    assert "latest" in read_catalogue(tmp_path).indicators.columns


# Preferences


@given(st.text(max_size=80))
@settings(max_examples=200)
def test_any_header_gives_a_language_that_is_there(header):
    assert language(header, ("en", "es", "fr")) in ("en", "es", "fr")
    assert media_type(header, ("text/csv", "application/json")) in ("text/csv", "application/json", None)
    assert takes_gzip(header) in (True, False)


@given(st.lists(st.tuples(st.sampled_from(["en", "es", "fr", "de"]), st.integers(0, 10)), max_size=6))
def test_preferences_fall_in_weight(pairs):
    header = ", ".join(f"{name};q={weight / 10}" for name, weight in pairs)
    weights = [weight for _, weight in preferences(header)]
    assert weights == sorted(weights, reverse=True)
    wanted = [weight for name, weight in pairs if name != "de"]
    if wanted and max(wanted) > 0:
        first = language(header, ("en", "es", "fr"))
        assert max(weight for name, weight in pairs if name == first) == max(wanted)
