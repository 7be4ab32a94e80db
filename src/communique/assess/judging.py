"""Where does each party stand when figures and evidence are read together?

A promise of kind `measure` is answered by its figures; evidence stands beside it. Every other promise is answered by
evidence; its figures stand beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from communique.assess.edition import Figure
from communique.commitment import Commitment, PartyState
from communique.language import Text
from communique.progress import Progress

_ON_TRACK = ("achieved", "on-track")
_CLAIMED = ("delivered", "partial", "activity", "late", "reversed")


def computed_state(commitment: Commitment, party: str, figures: Sequence[Figure], on: dt.date) -> PartyState | None:
    """The state of a party by its figures: behind if one is, else unknown if one is, else on track or delivered.

    None where no target of the commitment is measured for the party.
    """
    own = [figure for figure in figures if figure.party == party and not figure.collective]
    if not own:
        return None
    verdicts = [(figure, _verdict(figure.progress, on)) for figure in own]
    for state in ("behind", "unknown", "on_track", "delivered"):
        first = next((figure for figure, verdict in verdicts if verdict == state), None)
        if first is not None:
            return PartyState(party, state, _reason(state, first), basis="computed")
    return None


def _verdict(progress: Progress | None, on: dt.date) -> str:
    if progress is None or progress.unknown is not None or not progress.bands or progress.bands[0].band is None:
        return "unknown"
    if progress.bands[0].band not in _ON_TRACK:
        return "behind"
    over = progress.target is not None and progress.target.year <= on.year
    return "delivered" if progress.achieved and over else "on_track"


def _reason(state: str, figure: Figure) -> Text:
    if state == "unknown":
        return figure.unknown or Text("unknown-not-measured")
    band = figure.progress.bands[0] if figure.progress else None
    said = Text(band.message_id) if band else Text("unknown-not-measured")
    return Text(f"reason-computed-{state.replace('_', '-')}", {"band": said, "year": str(figure.latest_year)})


def joined(commitment: Commitment, by_evidence: PartyState, computed: PartyState | None) -> PartyState:
    """The state that counts; what the other one says becomes a flag or the missing reason."""
    if computed is None or commitment.kind != "measure":
        return by_evidence
    if computed.state == "unknown" and by_evidence.state in _CLAIMED:
        return replace(by_evidence, flags=(*by_evidence.flags, computed.reason))
    return replace(computed, flags=by_evidence.flags, evidence=by_evidence.evidence)


def worsened(party: str, figures: Sequence[Figure]) -> bool:
    """Whether a figure of the party is shown to have moved the wrong way since its base year."""
    paces = [f.progress.ratios.value for f in figures if f.party == party and f.progress is not None]
    return any(pace is not None and pace < 0 for pace in paces)


def basis(figures: Sequence[Figure], states: Sequence[PartyState]) -> str:
    """computed, evidence or both: what the states and figures of a commitment rest on; never more than is there."""
    computed = any(figure.latest is not None for figure in figures)
    claimed = any(state.state in _CLAIMED for state in states)
    return "both" if computed and claimed else "computed" if computed else "evidence"
