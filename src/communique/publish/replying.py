"""How are parties' replies shown: on the page of who speaks, and beside what is answered?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique.assess.edition import Assessed
from communique.assess.register import NAME as EVIDENCE
from communique.commitment import Commitment, Reply
from communique.publish.promise import linked, site
from communique.render.words import PageWords


@dataclass(frozen=True)
class Said:
    """A reply in words; `page` is the promise's, `row` the anchor there of the evidence that is answered, if it is."""

    id: str
    party: str
    name: str
    what: str
    language: str  # of `what` where it is not the page's, empty where it is
    when: str
    about: str
    to: str
    row: str
    url: str
    source: str
    page: str
    number: int
    title: str


def of_promise(assessed: Assessed, words: PageWords) -> tuple[Said, ...]:
    """Every reply to a promise, oldest first."""
    rows = {row.id for row in assessed.evidence}
    return tuple(_said(reply, assessed.commitment, rows, words) for reply in assessed.replies)


def of_party(commitments: Iterable[Assessed], party: str, words: PageWords) -> tuple[Said, ...]:
    """Every reply of a party, by promise and date."""
    return tuple(said for assessed in commitments for said in of_promise(assessed, words) if said.party == party)


_OTHER = re.compile(r"\[(en|es|fr)\] ")


def _said(reply: Reply, commitment: Commitment, rows: Iterable[str], words: PageWords) -> Said:
    what = words.say(reply.what)
    other = _OTHER.match(what)
    return Said(
        id=f"reply-{reply.id}",
        party=reply.party,
        name=words.party(reply.party),
        what=what,
        language=other[1] if other else "",
        when=words.span(reply.start, reply.end, reply.precision),
        about=reply.about,
        to=words.say(reply.to).rstrip(".") if reply.to else "",
        row=f"evidence-{reply.about}" if reply.table == EVIDENCE and reply.about in rows else "",
        url=linked(reply.source),
        source=site(reply.source),
        page=f"{commitment.id}.html",
        number=commitment.number,
        title=words.say(commitment.title),
    )
