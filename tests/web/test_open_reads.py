"""May other sites read a public edition and nothing else, and does the description of the API show what it answers?"""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from loopback import serving

from communique.web.app import OPENAPI, create_app
from communique.web.sharing import is_open

ORIGIN = {"Origin": "https://elsewhere.example"}
OPEN = "access-control-allow-origin"


@pytest.mark.parametrize(
    "path", ["/api/v1/commitments?limit=1", "/edition.json", "/en/changes.atom", OPENAPI, "/api/v1/commitments?nope=1"]
)
def test_a_public_editions_data_may_be_read_by_any_site_without_credentials(reader, path):
    got = reader.ask(path, **ORIGIN)
    assert (got.headers[OPEN], got.headers["cross-origin-resource-policy"]) == ("*", "cross-origin")
    assert "access-control-allow-credentials" not in got.headers
    assert "ETag" in got.headers["access-control-expose-headers"]


@pytest.mark.parametrize("path", ["/en/index.html", "/tools", "/tools/echoes/?text=x", "/healthz", "/nothing"])
def test_pages_tools_and_health_may_not(reader, path):
    got = reader.ask(path, **ORIGIN)
    assert OPEN not in got.headers
    assert got.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    ["/api/v1/tables", "/api/v1/tables/a/rows", "/api/v1/contributions/x/withdrawal", "/tools/transit/jobs/a/own.atom"],
)
def test_what_parties_hand_in_and_read_and_what_tools_make_is_never_open(path):
    assert not is_open(path)


def test_a_browser_that_asks_first_is_told_what_it_may_send(reader):
    ask = {"Access_Control_Request_Method": "GET", "Access_Control_Request_Headers": "if-none-match"}
    got = reader.ask("/api/v1/commitments", "OPTIONS", **ORIGIN, **ask)
    assert (got.status, got.headers[OPEN]) == (204, "*")
    assert "If-None-Match" in got.headers["access-control-allow-headers"]
    assert reader.ask("/api/v1/commitments", "OPTIONS").status == 405
    assert OPEN not in reader.ask("/en/index.html", "OPTIONS", **ORIGIN, **ask).headers


def test_an_edition_for_few_is_read_by_no_other_site(folder, tmp_path, data):
    for file in ("index.html", "en/index.html"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes((folder / file).read_bytes())
    (tmp_path / "edition.json").write_text(json.dumps(data | {"marking": "TLP:AMBER"}))
    with serving(create_app(tmp_path, workstreams={})) as few:
        got = few.ask("/api/v1/edition", **ORIGIN)
        assert (got.status, got.json["marking"]) == (200, "TLP:AMBER")
        assert OPEN not in got.headers
        assert few.ask("/api/v1/edition", "OPTIONS", Access_Control_Request_Method="GET", **ORIGIN).status == 405


@pytest.mark.parametrize("query", ["limit=1&limit=2", "format=csv&format=json", "offset=0&party=CAN&offset=0"])
def test_one_value_given_twice_is_refused_by_name(reader, query):
    got = reader.ask(f"/api/v1/commitments?{query}")
    assert got.status == 422
    assert f"query.{query.split('=')[0]}: is given more than once" in got.json["detail"]
    assert reader.ask("/api/v1/commitments?party=CAN&party=MEX").status == 200


def test_the_examples_of_the_description_are_this_editions_own(reader):
    """Each example of parameters is answered, and each example of an answer stands in what is answered."""
    for path, operations in reader.ask(OPENAPI).json["paths"].items():
        if not path.startswith("/api/v1/"):
            continue
        read = operations["get"]
        shown = {p["name"]: (p["in"], p["example"]) for p in read["parameters"] if "example" in p}
        assert set(shown) == {p["name"] for p in read["parameters"]}
        asked = path.format(**{name: value for name, (where, value) in shown.items() if where == "path"})
        query = {name: value for name, (where, value) in shown.items() if where == "query"} | {"format": "json"}
        got = reader.ask(f"{asked}?{urlencode(query, doseq=True)}")
        assert got.status == 200, (path, got.text)
        example = read["responses"]["200"]["content"]["application/json"]["example"]
        assert example == got.json if isinstance(example, dict) else example[0] in got.json
        assert {"304", "429"} <= set(read["responses"])
        assert "Retry-After" in read["responses"]["429"]["headers"]
