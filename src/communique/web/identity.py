"""Whose tokens are believed, for which parties, and what may their bearers do here? Read from `identity.toml`.

An issuer speaks for the parties that are named beside it and for no other, so that one government's issuer cannot make
anybody an officer of another government. What the file does not say is not allowed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from communique.errors import CommuniqueError
from communique.geo import CountryError, known_country

Right = Literal["contribute", "withdraw", "read"]
Algorithm = Literal["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519"]
#: Signatures by a private key only: with a shared secret, whoever can verify could sign too.
ALGORITHMS: tuple[str, ...] = get_args(Algorithm)
LOOPBACK = ("localhost", "127.0.0.1", "::1")

# what the log takes as a code, in the narrow form: words of letters with up to four digits behind
CODE = re.compile(r"(?=.{1,60}$)[A-Za-z]+[0-9]{0,4}([-._][A-Za-z]+[0-9]{0,4})*")


class IdentityError(CommuniqueError):
    """A file of identities that cannot be used; `column` names the key."""


def _address(text: str) -> str:
    at = urlsplit(text)
    if at.scheme != "https" and not (at.scheme == "http" and at.hostname in LOOPBACK):
        raise ValueError("an issuer has an https address; http is for this machine alone")
    if not at.hostname or at.username is not None or at.query or at.fragment:
        raise ValueError("an issuer's address has a host, and no user, query or fragment")
    return text


def _party(code: str) -> str:
    try:
        return known_country(code)
    except CountryError as error:
        raise ValueError(error.message) from None


def _code(text: str) -> str:
    if not CODE.fullmatch(text):
        raise ValueError("is no code: words of letters with up to four digits behind, joined by - . _")
    return text


Party = Annotated[str, AfterValidator(_party)]
Code = Annotated[str, AfterValidator(_code)]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=40)]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Claims(_Written):
    """Under which names an issuer says who somebody is; a dot leads into an object (`realm_access.roles`)."""

    party: str | None = None
    contributor: str = "contributor"
    roles: str = "roles"


class Role(_Written):
    """What a role of the issuer may do here, for which purposes it may read, and which facts it may state."""

    name: Code
    may: list[Right] = Field(min_length=1)
    purposes: list[Word] = []
    facts: list[Word] = []


class Issuer(_Written):
    """One issuer of tokens (an OpenID Connect provider)."""

    url: Annotated[str, AfterValidator(_address)]
    audience: str = Field(min_length=1)
    parties: list[Party] = Field(min_length=1)
    algorithms: list[Algorithm] = Field(default=["RS256", "PS256", "ES256"], min_length=1)
    leeway_seconds: int = Field(default=30, ge=0, le=300)
    claims: Claims = Claims()
    role: list[Role] = Field(min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> Issuer:
        if self.claims.party is None and len(self.parties) > 1:
            raise ValueError("it speaks for several parties: name the claim that says which (claims.party)")
        twice = _twice(role.name for role in self.role)
        if twice:
            raise ValueError(f"the role {twice} stands twice")
        return self


class Limits(_Written):
    """How much one subject may ask; a contribution counts as several requests."""

    per_second: float = Field(default=2.0, gt=0)
    burst: float = Field(default=60.0, ge=1)
    contribution_cost: float = Field(default=10.0, ge=1)
    most_mb: int = Field(default=50, ge=1, le=2048)


class Exchange(_Written):
    """Of one workstream's tables: positions in place of its own, and how they call a party that receives."""

    positions: Path | None = Field(default=None, strict=False)
    recipients: dict[Party, Word] = {}


class Identity(_Written):
    """A whole `identity.toml`."""

    issuer: list[Issuer] = Field(min_length=1)
    summit: str = "nals2023"
    limits: Limits = Limits()
    workstreams: dict[str, Exchange] = {}

    @model_validator(mode="after")
    def _unique(self) -> Identity:
        twice = _twice(issuer.url for issuer in self.issuer)
        if twice:
            raise ValueError(f"the issuer {twice} stands twice")
        return self


def _twice(names: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None


def read_identity(path: Path) -> Identity:
    """The identities in a file; folders of positions are named from where the file stands.

    Raises IdentityError naming file and key.
    """
    try:
        found = Identity.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise IdentityError(f"cannot be read: {error.strerror}", file=path) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise IdentityError(f"is not TOML: {error}", file=path) from error
    except ValidationError as error:
        first = min(error.errors(include_url=False), key=lambda one: one["type"] != "extra_forbidden")
        where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
        raise IdentityError(first["msg"], file=path, column=where or None) from None
    placed = {name: _placed(one, path.parent) for name, one in found.workstreams.items()}
    return found.model_copy(update={"workstreams": placed})


def _placed(one: Exchange, folder: Path) -> Exchange:
    return one if one.positions is None else one.model_copy(update={"positions": folder / one.positions})


# -- who somebody is --------------------------------------------------------------------------------------------------


class NobodyKnown(CommuniqueError):
    """A token that holds, whose claims say nobody whom this file knows; `column` is the claim."""


@dataclass(frozen=True)
class Who:
    """Somebody whose token was verified. `subject` is the issuer's own name of them: it enters no log as it stands."""

    issuer: str
    subject: str
    party: str
    contributor: str
    roles: tuple[Role, ...]

    def role(self, right: Right | None) -> Role | None:
        """The first of their roles that has the right; with None, the first at all."""
        return next((role for role in self.roles if right is None or right in role.may), None)


def who(claims: Mapping[str, Any], issuer: Issuer) -> Who:
    """Who the claims of a verified token say somebody is; raises NobodyKnown naming the claim that does not do."""
    party = issuer.parties[0] if issuer.claims.party is None else _claim(claims, issuer.claims.party)
    if party not in issuer.parties:
        raise NobodyKnown("names no party for which this issuer speaks", column=issuer.claims.party)
    contributor = _claim(claims, issuer.claims.contributor)
    if not isinstance(contributor, str) or not CODE.fullmatch(contributor):
        raise NobodyKnown("names no organisation by a code", column=issuer.claims.contributor)
    subject = _claim(claims, "sub")
    if not isinstance(subject, str) or not subject.strip():
        raise NobodyKnown("names nobody", column="sub")
    named = set(_names(_claim(claims, issuer.claims.roles)))
    return Who(issuer.url, subject, party, contributor, tuple(role for role in issuer.role if role.name in named))


def _claim(claims: Mapping[str, Any], name: str) -> Any:
    """The claim of that name, or where there is none the one that its dots lead to; None where there is neither."""
    if name in claims:
        return claims[name]
    at: Any = claims
    for part in name.split("."):
        at = at.get(part) if isinstance(at, Mapping) else None
    return at


def _names(value: Any) -> Iterator[str]:
    """Names in a list, or in one text with blanks between them, as scopes are written."""
    if isinstance(value, str):
        yield from value.split()
    elif isinstance(value, list):
        yield from (one for one in value if isinstance(one, str))
