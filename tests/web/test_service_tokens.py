"""Is a token believed only if its issuer, key, algorithm, audience and time are right, and for its issuer's parties?"""

from __future__ import annotations

import asyncio
import base64
import json
import time
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import ECKey, Key, OctKey, OKPKey, RSAKey
from loopback import serving
from service_house import MEXICO, NORTH, Issuers, identity

from communique.web.identity import IdentityError, NobodyKnown, read_identity
from communique.web.issuer import DevelopmentIssuer, create_issuer, identity_text
from communique.web.keyring import (
    FRESH_SECONDS,
    PAUSE_SECONDS,
    USABLE_SECONDS,
    IssuerSilent,
    Keyring,
    NoSuchKey,
    fetch,
)
from communique.web.tokens import BadToken, Gate, NoToken


@pytest.fixture(scope="module")
def issuers():
    return Issuers()


@pytest.fixture(scope="module")
def gate(issuers, tmp_path_factory):
    return Gate(identity(tmp_path_factory.mktemp("gate")), issuers.documents)


def bearer(gate, *tokens: str):
    return asyncio.run(gate.bearer([f"Bearer {token}" for token in tokens]))


def part(data: Mapping[str, Any] | bytes) -> str:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def refusal(gate, token: str) -> str:
    with pytest.raises(BadToken) as caught:
        bearer(gate, token)
    return str(caught.value.column)


# Who somebody is


def test_a_token_says_party_organisation_and_roles(gate, issuers):
    found = bearer(gate, issuers.northern("CAN", "CBSA", ["analyst", "nonsense"]))
    assert (found.issuer, found.party, found.contributor, found.subject) == (NORTH, "CAN", "CBSA", "person of CBSA")
    assert [role.name for role in found.roles] == ["analyst"]
    assert bearer(gate, issuers.mexican()).party == "MEX"


def test_roles_may_be_one_text_as_scopes_are(gate, issuers):
    token = issuers.all[MEXICO].token({"sub": "a", "contributor": "INM", "roles": "openid steward"})
    assert [role.name for role in bearer(gate, token).roles] == ["steward"]


def test_an_issuer_speaks_for_its_own_parties_and_for_no_other(gate, issuers):
    with pytest.raises(NobodyKnown, match="no party for which this issuer speaks"):
        bearer(gate, issuers.northern("MEX"))
    assert bearer(gate, issuers.mexican(party="USA", country="USA")).party == "MEX"


@pytest.mark.parametrize(
    "claims",
    [
        {"org": {}}, {"org": "CBP"}, {"org": {"code": "Agent 007"}}, {"org": {"code": 7}}, {"org": {"code": ""}},
        {"org": {"code": "A" * 61}}, {"org": {"code": "X12345678"}}, {"country": None}, {"country": ["USA"]},
        {"country": {"USA": 1}}, {"sub": " "},
    ],
)  # fmt: skip
def test_whom_the_claims_do_not_name_is_nobody(gate, issuers, claims):
    with pytest.raises(NobodyKnown):
        bearer(gate, issuers.northern(**claims))


def test_roles_that_cannot_be_read_are_none(gate, issuers):
    for roles in ({"analyst": True}, None, [["analyst"]], 7):
        token = issuers.northern(realm_access={"roles": roles})
        assert bearer(gate, token).roles == ()


# What makes a token hold


def test_without_a_token_or_with_two_nobody_is_let_in(gate, issuers):
    with pytest.raises(NoToken):
        bearer(gate)
    with pytest.raises(BadToken):
        bearer(gate, issuers.mexican(), issuers.mexican())
    for header in ("Basic YTpi", "Bearer", issuers.mexican(), ""):
        with pytest.raises(BadToken):
            asyncio.run(gate.bearer([header]))


@pytest.mark.parametrize(
    ("claims", "what"),
    [
        ({"aud": "another"}, "claims"), ({"aud": None}, "claims"), ({"aud": []}, "claims"), ({"aud": 7}, "claims"),
        ({"iss": "https://evil.example"}, "issuer"), ({"iss": NORTH}, "key"), ({"iss": None}, "issuer"),
        ({"iss": [MEXICO]}, "issuer"), ({"iss": MEXICO + "/"}, "issuer"), ({"exp": 0}, "time"),
        ({"exp": None}, "claims"), ({"exp": "tomorrow"}, "claims"), ({"exp": True}, "claims"),
        ({"exp": float("nan")}, "claims"), ({"sub": None}, "claims"), ({"sub": 7}, "claims"),
        ({"nbf": time.time() + 3600}, "claims"), ({"iat": time.time() + 3600}, "claims"),
    ],
)  # fmt: skip
def test_each_claim_must_hold(gate, issuers, claims, what):
    assert refusal(gate, issuers.mexican(**claims)) == what


def test_one_of_several_audiences_will_do(gate, issuers):
    assert bearer(gate, issuers.mexican(aud=["another", "communique"])).contributor == "INM"


@pytest.mark.parametrize(("late", "held"), [(29, True), (31, False)])
def test_clocks_may_differ_by_the_leeway_of_the_file_and_no_more(issuers, tmp_path, late, held):
    now = int(time.time())
    gate = Gate(identity(tmp_path), issuers.documents, clock=lambda: now)
    for claims in ({"exp": now - late}, {"nbf": now + late}, {"iat": now + late}):
        token = issuers.mexican(**claims)
        if held:
            assert bearer(gate, token).party == "MEX"
        else:
            assert refusal(gate, token) in ("time", "claims")


def forged(header: Mapping[str, Any], key: Key, algorithms: list[str], issuer: str = MEXICO) -> str:
    claims = {"iss": issuer, "aud": "communique", "exp": int(time.time()) + 60, "sub": "a", "contributor": "INM"}
    return jwt.encode({"typ": "JWT", **header}, {**claims, "roles": ["steward"]}, key, algorithms=algorithms)


def test_a_token_without_a_signature_is_refused(gate, issuers):
    signed = issuers.mexican()
    _, payload, _ = signed.split(".")
    for algorithm in ("none", "None", "NONE", "nOnE"):
        assert refusal(gate, f"{part({'alg': algorithm})}.{payload}.") == "algorithm"
    assert refusal(gate, signed.rsplit(".", 1)[0] + ".") == "signature"


def test_a_public_key_is_no_shared_secret(gate, issuers):
    """The known confusion: HS256 with the published key, in each form it could be taken in, as the secret."""
    public = issuers.all[MEXICO].keys[-1]
    kid = public.kid
    for secret in (public.as_pem(private=False), json.dumps(public.as_dict(private=False)).encode()):
        token = forged({"alg": "HS256", "kid": kid}, OctKey.import_key(base64.b64encode(secret)), ["HS256"])
        assert refusal(gate, token) == "algorithm"


def test_another_s_key_is_refused_whatever_the_header_says_of_it(gate, issuers):
    theirs = ECKey.generate_key("P-256")
    kid = issuers.all[MEXICO].keys[-1].kid
    embedded = {"jwk": theirs.as_dict(private=False), "jku": "https://evil.example/jwks"}
    assert refusal(gate, forged({"alg": "ES256", "kid": kid, **embedded}, theirs, ["ES256"])) == "signature"
    assert refusal(gate, forged({"alg": "ES256", "kid": "theirs", **embedded}, theirs, ["ES256"])) == "key"


def test_an_algorithm_that_its_issuer_does_not_use_is_refused(gate, issuers):
    assert refusal(gate, forged({"alg": "RS256"}, RSAKey.generate_key(2048), ["RS256"])) == "algorithm"


@pytest.mark.parametrize(
    "header",
    [
        {"crit": ["x"], "x": 1}, {"crit": ["exp"]}, {"typ": "logout+jwt"}, {"typ": "dpop+jwt"}, {"typ": 7},
        {"kid": 7}, {"kid": ["a"]}, {"alg": ["ES256"]}, {"alg": None}, {"b64": False, "crit": ["b64"]},
    ],
)  # fmt: skip
def test_a_header_that_asks_for_more_is_refused(gate, issuers, header):
    signed = issuers.mexican()
    _, payload, signature = signed.split(".")
    own = {"alg": "ES256", "kid": issuers.all[MEXICO].keys[-1].kid}
    assert refusal(gate, f"{part({**own, **header})}.{payload}.{signature}") in ("form", "algorithm", "signature")


@pytest.mark.parametrize(
    "token",
    [
        "", ".", "..", "...", "a.b.c", "a.b.c.d.e", "é.é.é", "x" * 20_000,
        f"{part({'alg': 'ES256'})}.{part(b'[' * 50_000)}.", f"{part({'alg': 'ES256'})}.{part(b'7')}.",
        f"{part(b'[]')}.{part({})}.", f"{part({'alg': 'ES256'})}.{part(b'not json')}.", f"{part({})}.{part({})}.",
    ],
)  # fmt: skip
def test_what_is_no_token_is_refused_and_breaks_nothing(gate, token):
    assert refusal(gate, token) in ("form", "algorithm")


@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_no_token_holds_after_a_bit_was_flipped(gate, issuers, place, bit):
    token = bytearray(issuers.mexican().encode())
    at = place % len(token)
    token[at] ^= 1 << bit
    changed = token.decode("latin-1")
    # base64 leaves the last bits of a signature open: the same signature may be written in two ways
    if at < len(token) - 1:
        assert refusal(gate, changed) in ("form", "issuer", "algorithm", "key", "signature", "time", "claims")


# Keys


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def ring(issuer: DevelopmentIssuer, clock: Clock, asked: list[str], fails: list[bool] | None = None) -> Keyring:
    def ask(address: str) -> Mapping[str, Any]:
        asked.append(address)
        if fails and fails[0]:
            raise IssuerSilent("is not there")
        return issuer.published() if address.endswith("/jwks") else issuer.described()

    return Keyring(issuer.url, ask, clock)


def test_documents_are_fetched_once_for_any_number_of_tokens_at_once():
    issuer, asked = DevelopmentIssuer(MEXICO), []
    keys = ring(issuer, Clock(), asked)

    async def many():
        return await asyncio.gather(*(keys.key(issuer.keys[0].kid, "ES256") for _ in range(20)))

    assert len({key.kid for key in asyncio.run(many())}) == 1
    assert asked == [f"{MEXICO}/.well-known/openid-configuration", f"{MEXICO}/jwks"]


def test_a_new_key_is_found_and_a_withdrawn_one_no_longer_holds():
    issuer, clock, asked = DevelopmentIssuer(MEXICO), Clock(), []
    keys = ring(issuer, clock, asked)
    old = issuer.keys[0].kid
    assert asyncio.run(keys.key(old, "ES256")).kid == old
    issuer.rotate()
    clock.now = PAUSE_SECONDS
    assert asyncio.run(keys.key(issuer.keys[0].kid, "ES256")).kid != old
    with pytest.raises(NoSuchKey):
        asyncio.run(keys.key(old, "ES256"))


def test_made_up_keys_make_nobody_ask_more_than_once_a_minute():
    issuer, clock, asked = DevelopmentIssuer(MEXICO), Clock(), []
    keys = ring(issuer, clock, asked)
    for n in range(200):
        clock.now = n * 0.25
        with pytest.raises(NoSuchKey):
            asyncio.run(keys.key(f"made up {n}", "ES256"))
    assert len(asked) == 2
    clock.now = PAUSE_SECONDS
    with pytest.raises(NoSuchKey):
        asyncio.run(keys.key("made up", "ES256"))
    assert len(asked) == 4


def test_known_keys_serve_for_a_day_where_the_issuer_cannot_be_reached():
    issuer, clock, asked, fails = DevelopmentIssuer(MEXICO), Clock(), [], [False]
    keys = ring(issuer, clock, asked, fails)
    kid = issuer.keys[0].kid
    asyncio.run(keys.key(kid, "ES256"))
    fails[0] = True
    for clock.now in (FRESH_SECONDS - 1, FRESH_SECONDS + 1, USABLE_SECONDS - 1):
        assert asyncio.run(keys.key(kid, "ES256")).kid == kid
    clock.now = USABLE_SECONDS + 1
    with pytest.raises(IssuerSilent):
        asyncio.run(keys.key(kid, "ES256"))
    fails[0] = False
    with pytest.raises(IssuerSilent, match="a moment ago"):
        asyncio.run(keys.key(kid, "ES256"))
    clock.now += PAUSE_SECONDS
    assert asyncio.run(keys.key(kid, "ES256")).kid == kid


@pytest.mark.parametrize(
    ("documents", "said"),
    [
        ([{"issuer": "https://evil.example", "jwks_uri": f"{MEXICO}/jwks"}], "another address"),
        ([{"issuer": MEXICO, "jwks_uri": f"{MEXICO}/jwks"}, {"keys": "none"}], "no list of keys"),
        ([{"issuer": MEXICO, "jwks_uri": f"{MEXICO}/jwks"}, {}], "no list of keys"),
    ],
)
def test_documents_that_are_not_as_the_standard_has_them_give_no_keys(documents, said):
    answers = iter(documents)
    with pytest.raises(IssuerSilent, match=said):
        asyncio.run(Keyring(MEXICO, lambda address: next(answers)).key(None, "ES256"))


def chosen(keys: list[Any], kid: str | None, algorithm: str) -> str | None:
    described = {"issuer": MEXICO, "jwks_uri": f"{MEXICO}/jwks"}
    documents = {described["jwks_uri"]: {"keys": keys}}
    try:
        return asyncio.run(Keyring(MEXICO, lambda a: documents.get(a, described)).key(kid, algorithm)).kid
    except NoSuchKey:
        return None


@pytest.mark.filterwarnings("ignore:Key size")
def test_only_keys_that_fit_are_chosen():
    def public(key: Key, kid: str, **more: Any) -> dict[str, Any]:
        return {**key.as_dict(private=False), "kid": kid, **more}

    ec, okp = ECKey.generate_key("P-256"), OKPKey.generate_key("Ed25519")
    large, small = RSAKey.generate_key(2048), RSAKey.generate_key(1024)
    oct_ = {"kty": "oct", "k": part(b"s" * 32), "kid": "shared"}
    keys = [
        public(ec, "ec"), public(okp, "okp"), public(large, "large", alg="PS256"), public(small, "small"), oct_,
        public(ec, "locks", use="enc"), public(ec, "signs", key_ops=["sign"]), {"kty": "new"}, "nonsense", {},
        {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "kid": "off the curve"},
    ]  # fmt: skip
    assert chosen(keys, "ec", "ES256") == "ec"
    assert chosen(keys, None, "ES256") == "ec"
    assert chosen(keys, "okp", "Ed25519") == "okp"
    assert chosen(keys, "large", "PS256") == "large"
    assert chosen(keys, "large", "RS256") is None  # the key is for another algorithm
    for kid in ("small", "shared", "locks", "signs", "off the curve"):
        assert [chosen(keys, kid, algorithm) for algorithm in ("RS256", "ES256", "Ed25519")] == [None] * 3
    assert chosen([*keys, public(ECKey.generate_key("P-256"), "other")], None, "ES256") is None  # which is not said


def test_an_issuer_on_this_machine_is_asked_and_its_tokens_hold(tmp_path):
    issuer = DevelopmentIssuer("")
    with serving(create_issuer(issuer)) as reader:
        issuer.url = reader.home
        file = tmp_path / "identity.toml"
        file.write_text(identity_text(issuer, "MEX", "steward"))
        gate = Gate(read_identity(file))
        token = issuer.token({"sub": "officer.1", "contributor": "INM", "roles": ["steward"]})
        assert bearer(gate, token).role("withdraw").name == "steward"
        assert set(fetch(f"{reader.home}/jwks")["keys"][0]) == {"kty", "crv", "x", "y", "kid", "use", "alg"}  # no d
        with pytest.raises(IssuerSilent, match="HTTPError"):
            fetch(f"{reader.home}/nothing")
    with pytest.raises(IssuerSilent, match="URLError"):
        fetch(f"{reader.home}/jwks")


def test_keys_are_not_fetched_in_the_clear_nor_from_where_an_answer_leads():
    for address in ("http://login.example.mx/jwks", "file:///etc/passwd", "ftp://login.example.mx", "None"):
        with pytest.raises(IssuerSilent, match="not https"):
            fetch(address)
    from fastapi import FastAPI
    from starlette.responses import RedirectResponse, Response

    def nothing() -> dict[str, str]:
        return {}

    def a_list() -> list[str]:
        return []

    app = FastAPI()
    app.get("/away")(lambda: RedirectResponse("/here"))
    app.get("/here")(nothing)
    app.get("/large")(lambda: Response(b'"' + b"x" * (1 << 20) + b'"'))
    app.get("/list")(a_list)
    app.get("/text")(lambda: Response(b"text"))
    with serving(app) as reader:
        assert fetch(f"{reader.home}/here") == {}
        for path in ("away", "large", "list", "text"):
            with pytest.raises(IssuerSilent):
                fetch(f"{reader.home}/{path}")


# The file

ISSUER = '[[issuer]]\nurl = "https://a.example"\naudience = "c"\nparties = ["MEX"]\n'
ROLE = '[[issuer.role]]\nname = "r"\nmay = ["read"]\n'


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", "issuer"), ("issuer = [", None), (ISSUER, "issuer.1.role"), (ISSUER + ROLE + ISSUER + ROLE, None),
        (ISSUER.replace("https", "http") + ROLE, "issuer.1.url"),
        (ISSUER.replace("a.example", "a.example?x=1") + ROLE, "issuer.1.url"),
        (ISSUER.replace("a.example", "u@a.example") + ROLE, "issuer.1.url"),
        (ISSUER.replace("MEX", "MX") + ROLE, "issuer.1.parties.1"),
        (ISSUER.replace('"MEX"', "") + ROLE, "issuer.1.parties"),
        (ISSUER.replace('"MEX"', '"MEX", "USA"') + ROLE, "issuer.1"), (ISSUER + ROLE + ROLE, "issuer.1"),
        (ISSUER + 'algorithms = ["none"]\n' + ROLE, "issuer.1.algorithms.1"),
        (ISSUER + 'algorithms = ["HS256"]\n' + ROLE, "issuer.1.algorithms.1"),
        (ISSUER + "algorithms = []\n" + ROLE, "issuer.1.algorithms"),
        (ISSUER + "leeway_seconds = 3600\n" + ROLE, "issuer.1.leeway_seconds"),
        (ISSUER + "secret = 1\n" + ROLE, "issuer.1.secret"),
        (ISSUER + ROLE.replace("read", "everything"), "issuer.1.role.1.may.1"),
        (ISSUER + ROLE.replace('"r"', '"Ana López"'), "issuer.1.role.1.name"),
        (ISSUER + ROLE + "[limits]\nper_second = 0\n", "limits.per_second"),
        (ISSUER + ROLE + "[workstreams.x.recipients]\nMX = 'partner'\n", "workstreams.x.recipients.MX.[key]"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_with_its_key(tmp_path, text, column):
    file = tmp_path / "identity.toml"
    file.write_text(text)
    with pytest.raises(IdentityError) as caught:
        read_identity(file)
    assert caught.value.file == str(file)
    assert caught.value.column == column


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(IdentityError, match="No such file"):
        read_identity(tmp_path / "none.toml")
    (tmp_path / "latin").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(IdentityError, match="not TOML"):
        read_identity(tmp_path / "latin")
