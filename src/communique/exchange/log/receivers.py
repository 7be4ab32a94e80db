"""Who may stand in an entry that a person types? Bodies that are written down; a word alone could be a surname.

A receiver is a country, a party or a value of the field `recipient` of an installed position, a body of
`exchange/codes/bodies.csv`, or one of the house's own list: `COMMUNIQUE_HOME/bodies.csv` with a column `code`. Anybody
else stands in the log under a keyed name only.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from communique.exchange.ledger import Home, LedgerError
from communique.exchange.log.entries import ClearIdentifier
from communique.exchange.log.pseudonyms import Pseudonym

_BETWEEN = re.compile(r"[-._:/+]")
SHIPPED = Path(__file__).parents[1] / "codes" / "bodies.csv"


def receiver(home: Home, text: str, column: str) -> str | Pseudonym:
    """The code of a body that is known, or a keyed name; raises ClearIdentifier for any other word."""
    from communique.geo import country
    from communique.rules.schema import suggestion

    if text.startswith("hmac:"):
        return Pseudonym.of(text)
    known = {*_bodies(SHIPPED), *_bodies(own_list(home)), *_of_positions()}
    if text in known or country(text) == text:
        return text
    raise ClearIdentifier(
        f"no party, position or list of bodies has this code{suggestion(text, known)}, and a word that nobody knows "
        f"may be a person's name. Write the body into {own_list(home)} (a column `code`), or give a keyed name: "
        "communique exchange log name",
        column=column,
    )


def own_list(home: Home) -> Path:
    """The house's own list of bodies; it need not exist."""
    return home.path / "bodies.csv"


def _bodies(file: Path) -> Iterator[str]:
    if not file.exists():
        return
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        if "code" not in (rows.fieldnames or ()):
            raise LedgerError("a list of bodies has a column of this name", file=file, column="code")
        yield from (row["code"].strip() for row in rows if row["code"])


def _of_positions() -> Iterator[str]:
    from communique.exchange.installed import folders
    from communique.exchange.reading import load_positions

    for folder in folders().values():
        positions = load_positions([folder])
        yield from positions.parties
        if "recipient" in positions.form.fields:
            yield from positions.form.listed("recipient")


def refuse_name(text: str, column: str) -> str:
    """The code; raises ClearIdentifier for a word alone with a capital, or a part in which only some are: as names."""
    parts = [part for part in _BETWEEN.split(text) if part != part.lower()]
    if any(part.isalpha() and (part == text or part != part.upper()) for part in parts):
        raise ClearIdentifier(
            "a word alone with a capital, or a part of one such as Maria-, may be a name: an action, a purpose "
            "and a clause are codes such as record.read, tax, CAN.retention",
            column=column,
        )
    return text
