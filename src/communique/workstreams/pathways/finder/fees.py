"""What is the government's fee, where the record only points to another way's? "as above" is told in full."""

from __future__ import annotations

import re

from communique.workstreams.pathways.pathway import Catalogue

_POINTS = re.compile(r"as (above|FSW|H-2A rules on fees)")
_NAMED = {"FSW": "ca-fsw", "H-2A rules on fees": "us-h2a"}


def fee_in_full(catalogue: Catalogue, pathway: str) -> str:
    """The fee as recorded, with a reference to another row written out: that of the named way, or the one above."""
    fee = catalogue.pathways[pathway].fee
    found = _POINTS.match(fee)
    if found is None:
        return fee
    return fee_in_full(catalogue, _NAMED.get(found[1]) or _above(catalogue, pathway)) + fee[found.end() :]


def _above(catalogue: Catalogue, pathway: str) -> str:
    names = list(catalogue.pathways)
    return names[names.index(pathway) - 1]
