"""Where does one party stand with all that it promised: what is overdue, what it still owes, what it has kept?

A date that passed without a public record is overdue and unknown, never a failure. What a party's own offices put on
record stands beside what is said of it, and so does its reply.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from communique.assess.edition import Assessed, Figure
from communique.commitment import Evidence
from communique.publish import promise
from communique.publish.figures import Reading, headline, reading
from communique.publish.frame import File, Frame, page, party_page
from communique.publish.home import Count
from communique.publish.replying import of_party
from communique.render.words import GROUPS, PageWords, Sign

KEPT = GROUPS["done"]
OFFICIAL = ("official", "official_copy")


@dataclass(frozen=True)
class Standing:
    """One promise of the party: its own state, why, its figure and its date."""

    number: int
    slug: str
    title: str
    role: str
    sign: Sign
    reason: Markup
    figure: Reading | None
    date: str
    passed: bool


def party_files(frame: Frame, party: str, commitments: Sequence[Assessed], language: str) -> Iterable[File]:
    """The page of a party in one language."""
    own = [assessed for assessed in commitments if party in assessed.commitment.parties]
    rows = [row for assessed in own for row in assessed.evidence]
    words = PageWords(language, rows)
    parts = {"overdue": [a for a in own if overdue(a, party, frame.on)], "kept": [a for a in own if _kept(a, party)]}
    settled = [*parts["overdue"], *parts["kept"]]
    parts["owed"] = [a for a in own if a not in settled]
    shown = [(id, [_standing(a, party, frame, words) for a in _dated(parts[id])]) for id in ("overdue", "owed", "kept")]
    name = words.party(party)
    said = words.t("party-lead", party=name, n=len(own), kept=len(parts["kept"]), overdue=len(parts["overdue"]))
    yield page(
        "party.html", party_page(party), frame, words, words.t("party-title", party=name), description=said,
        party=party, name=name, said=said, counts=_counts(own, party, words),
        parts=shown,
        texts=[text for text in frame.communique.texts if text.own and party in text.parties],
        account=account(own, party, words), commitments={a.commitment.id: a.commitment for a in own},
        record=f"communique contribute register.evidence FILE --party {party}", replies=of_party(own, party, words),
        command=f"communique template register.replies --out replies.csv\n"
        f"communique contribute register.replies replies.csv --party {party}",
    )  # fmt: skip


def state_of(assessed: Assessed, party: str) -> str:
    """The party's own state on a promise."""
    return next(state.state for state in assessed.parties if state.party == party)


def _kept(assessed: Assessed, party: str) -> bool:
    return state_of(assessed, party) in KEPT


def overdue(assessed: Assessed, party: str, on: dt.date) -> bool:
    """Whether the date of the texts has passed without the promise being shown to be kept."""
    date = assessed.next_date
    return date is not None and date < on and not _kept(assessed, party)


def _dated(own: Iterable[Assessed]) -> list[Assessed]:
    """By date, what has none last, then by number."""
    return sorted(own, key=lambda a: (a.next_date or dt.date.max, a.commitment.number))


def _counts(own: Sequence[Assessed], party: str, words: PageWords) -> list[Count]:
    states = [state_of(assessed, party) for assessed in own]
    counted = {group: sum(state in of for state in states) for group, of in GROUPS.items()}
    return [Count(words.t(f"home-count-{group}", n=n), GROUPS[group]) for group, n in counted.items() if n]


def _standing(assessed: Assessed, party: str, frame: Frame, words: PageWords) -> Standing:
    commitment = assessed.commitment
    state = next(state for state in assessed.parties if state.party == party)
    role, figure = commitment.roles.get(party), _figure(assessed, party)
    return Standing(
        number=commitment.number,
        slug=commitment.id,
        title=words.say(commitment.title),
        role=words.say(role) if role else "",
        sign=words.sign(state.state),
        reason=words.reason(state.reason, f"{commitment.id}.html"),
        figure=reading(figure, words) if figure else None,
        date=assessed.next_date.isoformat() if assessed.next_date else "",
        passed=assessed.next_date is not None and assessed.next_date < frame.on,
    )


def _figure(assessed: Assessed, party: str) -> Figure | None:
    """The party's own figure of the target that stands for the promise."""
    whole = headline(assessed)
    if whole is None:
        return None
    return next((f for f in assessed.figures if f.party == party and f.target == whole.target), None)


def account(
    own: Sequence[Assessed], party: str, words: PageWords
) -> list[tuple[str, Mapping[str, str], tuple[promise.Shown, ...]]]:
    """(id, title, rows) of each promise on which the party's own offices put something on record, by its number."""
    found: list[tuple[str, Mapping[str, str], tuple[promise.Shown, ...]]] = []
    for assessed in own:
        rows = [row for row in assessed.evidence if _speaks(row, party)]
        if rows:
            title = assessed.commitment.title
            found.append((assessed.commitment.id, title, promise.shown(rows, assessed.evidence, words)))
    return found


def _speaks(row: Evidence, party: str) -> bool:
    return row.kind != "rejected" and row.source_class in OFFICIAL and row.parties == (party,)
