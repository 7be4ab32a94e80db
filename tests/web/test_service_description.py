"""Does the service answer as its OpenAPI description says: to a token that holds, to none, and to a wrong one?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import CHECKS, load_all_checks
from service_house import API, CASES, SITES, edition, housed

from communique.web.app import OPENAPI

load_all_checks()
OPERATIONS = (
    ("GET", "/tables"), ("POST", "/tables/{table}/contributions"), ("GET", "/tables/{table}/decisions"),
    ("GET", "/tables/{table}/rows"), ("GET", "/contributions"), ("GET", "/contributions/{id}"),
    ("GET", "/contributions/{id}/quarantine"), ("POST", "/contributions/{id}/withdrawal"),
)  # fmt: skip
ALLOWED, NOT_ALLOWED = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
#: What the description allows and the file, the roles or the store do not; and what is refused before it is read.
CONFIG = {
    "negative_data_rejection": {"expected-statuses": ["400", "401", "403", "404", "406", "413", "414", "415", "422"]},
    "positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "404", "409", "413", "415", "422"]},
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with housed(edition(tmp_path_factory.mktemp("edition")), tmp_path_factory.mktemp("house")) as found:
        yield found


@pytest.fixture(scope="module")
def contributed(house):
    """The id of a contribution, and a token that may do all to it."""
    token = house.issuers.mexican()
    return house.send(SITES.name, "site,tonnes\nA,1\nB,-1\n", token).json["contribution_id"]


def token_for(house, method: str, path: str) -> str:
    reads = path.endswith(("/rows", "/decisions"))
    return house.issuers.northern() if reads else house.issuers.mexican()


def try_it(house, method: str, path: str, token: str | None, examples: int, fixed: str = "") -> set[int]:
    """The statuses that were answered, each as described; `fixed` stands in for the parameter of the path."""
    config = schemathesis.Config.from_dict({"checks": CONFIG})
    schema = schemathesis.openapi.from_url(house.reader.home + OPENAPI, config=config)
    operation, seen = schema[f"{API}{path}"][method], set()
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    # a path that was to be wrong is right again
    left_out = [CHECKS.get_one("negative_data_rejection")] if fixed else []
    checks = [check for check in CHECKS.get_all() if check not in left_out]
    for mode in (ALLOWED, NOT_ALLOWED):

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=examples, deadline=timedelta(seconds=60), database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def conforms(case):
            if fixed:
                case.path_parameters = dict.fromkeys(case.path_parameters, fixed)
                case.query |= {"owner": "USA"} if "owner" in case.query else {}
            seen.add(case.call_and_validate(checks=checks, headers=headers).status_code)

        conforms()
    return seen


def test_every_operation_is_described_with_its_right_and_tried(house):
    paths = house.reader.ask(OPENAPI).json["paths"]
    described = {
        (m.upper(), p.removeprefix(API), o.get("x-right"))
        for p, ops in paths.items()
        for m, o in ops.items()
        if "security" in o
    }
    assert {(method, path) for method, path, _ in described} == set(OPERATIONS)
    assert {right for *_, right in described} == {None, "contribute", "withdraw", "read"}


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.parametrize("token", [None, "wrong"])
def test_without_a_token_that_holds_every_request_is_answered_401(house, method, path, token):
    assert try_it(house, method, path, token, 3) <= {401, 405}


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_the_description_is_kept_in_a_few_answers(house, contributed, method, path):
    assert try_it(house, method, path, token_for(house, method, path), 2)


@pytest.mark.slow
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_the_description_is_kept_in_every_answer(house, contributed, method, path):
    token, fixed = token_for(house, method, path), contributed if "{id}" in path else SITES.name
    try_it(house, method, path, token, 40)
    seen = try_it(house, method, path, token, 40, fixed)
    assert seen & {200, 201} or path == "/tables/{table}/contributions"  # a file made at random is no table
    if path.endswith(("/rows", "/decisions")):
        try_it(house, method, path, token, 40, CASES.name)
