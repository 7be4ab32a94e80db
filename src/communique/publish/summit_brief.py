"""What does the whole summit come to on two printed pages?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from communique.assess.edition import Assessed
from communique.commitment import Compliance
from communique.publish import home, party
from communique.publish.frame import File, Frame, page
from communique.publish.promise_page import window_said
from communique.render.words import PageWords


def summit_brief(
    frame: Frame, commitments: Sequence[Assessed], windows: tuple[tuple[dt.date, Compliance], ...], language: str
) -> File:
    """All promises in one table, what each party has kept and what is overdue, and the score of the last window."""
    words = PageWords(language)
    n, computed = len(commitments), home.computed(commitments)
    return page(
        "summit_brief.html", "brief.html", frame, words, words.t("summit-brief-title"), css="brief", n=n,
        said=words.t("home-computed", computed=computed, evidence=n - computed),
        counts=[count.said for count in home.counts(commitments, words)],
        groups=home.groups(frame.communique, commitments, words, frame.on),
        parties=[_party(code, commitments, frame.on, words) for code in frame.communique.parties],
        window=window_said(*windows[-1], words) if windows else None,
    )  # fmt: skip


def _party(code: str, commitments: Sequence[Assessed], on: dt.date, words: PageWords) -> tuple[str, str, str]:
    """(code, name, what it has kept and what is overdue) of a party."""
    own = [assessed for assessed in commitments if code in assessed.commitment.parties]
    kept = sum(party.state_of(assessed, code) in party.KEPT for assessed in own)
    overdue = sum(party.overdue(assessed, code, on) for assessed in own)
    name = words.party(code)
    return code, name, words.t("party-lead", party=name, n=len(own), kept=kept, overdue=overdue)
