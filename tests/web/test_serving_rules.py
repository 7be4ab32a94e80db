"""Is an address told to wait and forgotten, is nothing of a person written down, may a page do only its own?"""

from __future__ import annotations

import json
import logging
import re
import socket
import sys
import time
from datetime import timedelta

import pytest
import schemathesis
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loopback import serving
from schemathesis.checks import CHECKS, load_all_checks
from tool_for_tests import WORKSTREAMS
from typer.testing import CliRunner

from communique.errors import CommuniqueError, MissingExtra
from communique.web.app import OPENAPI, create_app
from communique.web.headers import page_policy
from communique.web.limits import KEY_LIFE_SECONDS, Buckets, Rate
from communique.web.running import AddressError, listen
from communique.web.serving import ServingError, add_to, listening

# Rate


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@given(st.floats(0.5, 20), st.integers(1, 30), st.lists(st.tuples(st.floats(0, 5), st.floats(0.1, 3)), max_size=60))
def test_no_address_gets_more_than_its_burst_and_its_rate(per_second, burst, asks):
    clock = Clock()
    buckets, taken = Buckets(Rate(per_second, burst), clock), 0.0
    for pause, cost in asks:
        clock.now += pause
        wait = buckets.take("192.0.2.1", cost)
        taken += min(cost, burst) if wait == 0 else 0
        assert taken <= burst + per_second * clock.now + 1e-6
        if wait:  # and having waited as told, it is let in
            clock.now += wait + 1e-9
            assert buckets.take("192.0.2.1", cost) == 0
            taken += min(cost, burst)


def test_addresses_do_not_pay_for_one_another():
    buckets = Buckets(Rate(1, 2), Clock())
    assert [buckets.take("192.0.2.1") for _ in range(3)] == [0, 0, 1]
    assert buckets.take("192.0.2.2") == 0


def test_a_household_is_one_address():
    buckets = Buckets(Rate(1, 1), Clock())
    assert buckets.take("2001:db8::1") == 0
    assert buckets.take("2001:db8::ffff%eth0") > 0
    assert buckets.take("2001:db8:0:1::1") == 0
    assert buckets.take("::ffff:192.0.2.1") == 0
    assert buckets.take("192.0.2.1") > 0


def test_addresses_are_kept_as_keyed_hashes_and_for_an_hour():
    clock = Clock()
    buckets = Buckets(Rate(), clock)
    buckets.take("192.0.2.1")
    first = dict(buckets._left)
    assert "192.0.2.1" not in repr(buckets)
    assert Buckets(Rate(), clock).take("192.0.2.1") == 0
    clock.now = KEY_LIFE_SECONDS
    buckets.take("192.0.2.1")
    assert len(buckets._left) == 1
    assert not first.keys() & buckets._left.keys()


def test_memory_is_bounded_and_the_longest_silent_is_forgotten():
    buckets = Buckets(Rate(1, 2), Clock(), most=3)
    for n in range(3):
        buckets.take(f"192.0.2.{n}", 2)
    assert buckets.take("192.0.2.0", 2) > 0  # and is now the latest
    buckets.take("192.0.2.9")
    assert len(buckets._left) == 3
    assert buckets.take("192.0.2.0", 2) > 0
    assert buckets.take("192.0.2.1", 2) == 0  # was forgotten


def test_who_asks_too_often_is_told_when_to_come_back_in_their_language(folder):
    app = create_app(folder, workstreams=WORKSTREAMS, rate=Rate(per_second=0.01, burst=3, tool_cost=3))
    with serving(app) as reader:
        assert [reader.ask("/fr/index.html").status for _ in range(4)] == [200, 200, 200, 429]
        page, problem = reader.ask("/fr/index.html"), reader.ask("/api/v1/edition")
        assert "Trop de demandes" in page.text
        assert problem.headers["content-type"] == "application/problem+json"
        for got in (page, problem):
            assert 1 <= int(got.headers["retry-after"]) <= 100
            assert "content-security-policy" in got.headers
        assert [reader.ask(path).status for path in ("/healthz", "/readyz")] == [200, 200]
        assert reader.ask("/tools/echoes/size", "POST", b"x").status == 429


def test_a_run_of_a_tool_counts_more_than_a_page(folder):
    app = create_app(folder, workstreams=WORKSTREAMS, rate=Rate(per_second=0.01, burst=30, tool_cost=20))
    with serving(app) as reader:
        assert reader.ask("/tools/echoes/size", "POST", b"x").status == 200
        assert reader.ask("/tools/echoes/size", "POST", b"x").status == 429
        assert reader.ask("/en/index.html").status == 200


# Logs


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, "communique.web")
    logging.getLogger("communique.web").propagate = True
    return caplog


SECRET = "maria.lopez"


def test_a_line_has_what_runs_a_server_and_nothing_of_the_person(reader, lines):
    asked = [
        ("GET", f"/en/{SECRET}.html?name={SECRET}", "/{path:path}", 404),
        ("GET", f"/api/v1/commitments/{SECRET}", "/api/v1/commitments/{id}", 404),
        ("GET", f"/api/v1/commitments?section={SECRET}", "/api/v1/commitments", 200),
        ("HEAD", "/api/v1/edition", "/api/v1/edition", 200),
        ("GET", f"/tools/echoes/of/{SECRET}", "/tools/echoes/of/{name}", 200),
        ("GET", f"/tools/echoes/?text={SECRET}", "/tools/echoes/", 200),
        ("GET", f"/tools/echoes/crash?text={SECRET}", "/tools/echoes/crash", 500),
        ("POST", f"/tools/echoes/fail?text={SECRET}", "/tools/echoes/fail", 500),
        (SECRET.replace(".", "").upper(), "/en/index.html", "/{path:path}", 405),
    ]
    for method, path, _, status in asked:
        got = reader.ask(path, method, User_Agent=SECRET, Cookie=SECRET, X_Forwarded_For="203.0.113.7", Referer=SECRET)
        assert got.status == status, path
    deadline = time.monotonic() + 10  # a line is written when its answer is out already
    while sum('"route"' in record.getMessage() for record in lines.records) < len(asked):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    written = [record.getMessage() for record in lines.records if record.name == "communique.web"]
    whole = "\n".join(record.getMessage() for record in lines.records)
    for private in (SECRET, SECRET.replace(".", ""), "203.0.113", "127.0.0.1"):
        assert private.lower() not in whole.lower()
    told = [line for line in map(json.loads, written) if "route" in line]
    assert [(line["route"], line["status"]) for line in told] == [(route, status) for _, _, route, status in asked]
    assert [line["method"] for line in told] == [*(method for method, *_ in asked[:-1]), "other"]
    assert all(set(line) == {"time", "method", "route", "status", "ms", "bytes"} for line in told)
    assert all(line["ms"] > 0 for line in told)
    assert told[3]["bytes"] == 0  # HEAD
    faults = [line for line in map(json.loads, written) if "fault" in line]
    assert [line["fault"] for line in faults] == ["builtins.ValueError"] * 2


# Headers


@pytest.mark.parametrize(
    "path",
    ["/", "/en/index.html", "/assets/site.css", "/nothing", "/api/v1/edition", "/api/v1/none", "/healthz", "/tools",
     "/tools/echoes/of/x", "/tools/echoes/crash?text=x", "/data/01-waste-methane-evidence.csv"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_every_answer_has_the_security_headers(reader, path, method):
    got = reader.ask(path, method)
    policy = got.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["referrer-policy"] == "no-referrer"
    assert got.headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in got.headers
    assert "set-cookie" not in got.headers
    assert "strict-transport-security" not in got.headers


def test_behind_a_secure_proxy_the_browser_is_told_to_stay_secure(reader):
    got = reader.ask("/en/index.html", X_Forwarded_Proto="https")
    assert got.headers["strict-transport-security"] == "max-age=31536000"


def test_only_a_page_with_a_map_may_do_what_maps_need(reader, folder):
    with_map = {p.name for p in (folder / "en").glob("*.html") if "maplibre-gl.js" in p.read_text(encoding="utf-8")}
    assert with_map
    for page in (folder / "en").glob("*.html"):
        policy = reader.ask(f"/en/{page.name}").headers["content-security-policy"]
        assert ("blob:" in policy) == (page.name in with_map)


def test_inline_scripts_and_styles_are_allowed_by_their_hash_alone():
    # reference: printf 'a()' | openssl dgst -sha256 -binary | base64
    html = (
        "<style>p{}</style><script>a()</script><script type='application/json'>{}</script><script src='x.js'></script>"
    )
    parts = dict(part.split(" ", 1) for part in page_policy(html).split("; "))
    assert parts["script-src"] == "'self' 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='"
    assert parts["style-src"].count("sha256-") == 1
    assert "sha256" not in page_policy("<script type='application/json'>{}</script><p style='x'>")


# The description


load_all_checks()
OPERATIONS = (
    "/healthz", "/readyz", "/api/v1/edition", "/api/v1/commitments", "/api/v1/commitments/{id}", "/api/v1/indicators",
    "/api/v1/evidence", "/api/v1/sources", "/api/v1/changes",
)  # fmt: skip
#: A query that is too long is refused before it is read, which schemathesis does not expect.
REFUSALS = {"negative_data_rejection": {"expected-statuses": ["404", "406", "414", "422"]}}
ALLOWED, NOT_ALLOWED = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE


@pytest.mark.parametrize("path", OPERATIONS)
def test_the_description_is_kept_in_every_answer(reader, path):
    """schemathesis: what the description allows is answered as described, what it does not allow is refused."""
    config = schemathesis.Config.from_dict({"checks": REFUSALS})
    operation = schemathesis.openapi.from_url(reader.home + OPENAPI, config=config)[path]["GET"]
    checks = CHECKS.get_all()
    for mode in (ALLOWED, NOT_ALLOWED) if len(operation.query) else (ALLOWED,):

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=25, deadline=timedelta(seconds=5), database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def conforms(case):
            case.call_and_validate(checks=checks)

        conforms()


def test_every_read_is_described_and_tried(reader):
    described = {path for path in reader.ask(OPENAPI).json["paths"] if not path.startswith("/tools/")}
    assert described == set(OPERATIONS)


def test_the_description_names_every_parameter_and_every_unit(reader):
    schema = reader.ask(OPENAPI).json
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert operation["responses"], path
            for parameter in operation.get("parameters", ()):
                assert parameter.get("description") or path.startswith("/tools"), f"{path} {parameter['name']}"
            if path.startswith("/api"):
                assert set(operation["responses"]["200"]["content"]) == {"application/json", "text/csv"}
                assert set(operation["responses"]["422"]["content"]) == {"application/problem+json"}
    for name, model in schema["components"]["schemas"].items():
        for field, said in model.get("properties", {}).items():
            assert "description" in said or name in ("HTTPValidationError", "ValidationError"), f"{name}.{field}"


# The command


def command(*words):
    app = typer.Typer()
    app.callback()(lambda: None)
    add_to(app)
    return CliRunner().invoke(app, ["serve", *map(str, words)])


def test_without_an_edition_the_command_says_how_to_make_one(tmp_path):
    got = command(tmp_path / "none")
    assert isinstance(got.exception, CommuniqueError)
    assert "communique assess --out" in str(got.exception)
    assert isinstance(command(tmp_path / "a", "--edition", tmp_path / "b").exception, ServingError)


@pytest.mark.parametrize("package", ["fastapi", "uvicorn"])
def test_without_its_packages_the_command_says_what_to_install(package, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, package, None)
    got = command(tmp_path)
    assert isinstance(got.exception, MissingExtra)
    assert "pip install 'communique[web]'" in str(got.exception)


def test_a_taken_address_is_said():
    with listen("127.0.0.1", 0) as taken, pytest.raises(AddressError, match=r"cannot listen at 127\.0\.0\.1:"):
        listen("127.0.0.1", taken.getsockname()[1])
    with pytest.raises(AddressError, match="--host"):
        listen("192.0.2.1", 0)


def test_small_answers_are_sent_at_once():
    # asyncio sends at once on sockets that name TCP; on others an answer can wait 40 ms for the reader's system
    with listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP


def test_the_address_is_one_that_a_browser_takes():
    assert listening("127.0.0.1", 80) == "http://127.0.0.1:80/"
    assert listening("0.0.0.0", 8000) == "http://127.0.0.1:8000/"
    assert listening("::", 8000) == "http://[::1]:8000/"


def test_the_command_serves_and_says_where(folder):
    import signal
    import subprocess
    import urllib.request

    code = (
        "import typer; from communique.web.serving import add_to;"
        "app = typer.Typer(); app.callback()(lambda: None); add_to(app); app()"
    )
    words = [sys.executable, "-c", code, "serve", str(folder), "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            said = running.stdout.readline()
            home = re.match(r"http://127\.0\.0\.1:\d+/", said)[0]
            with urllib.request.urlopen(home + "readyz") as got:
                assert json.load(got)["status"] == "ready"
            running.send_signal(signal.SIGINT)
            _, errors = running.communicate(timeout=20)
        finally:
            running.kill()
    assert "Traceback" not in errors
    assert [json.loads(line).get("route") for line in errors.splitlines() if "route" in line] == ["/readyz"]
