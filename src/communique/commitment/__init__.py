"""What was promised, what is said to have happened, and where does each party stand?"""

from communique.commitment.compliance import (
    SCORES,
    Compliance,
    compliance,
    compliance_of_summit,
    score,
    window_ends,
)  # fmt: skip
from communique.commitment.evidence import (
    SUMMIT,
    Evidence,
    EvidenceError,
    Fault,
    OfficeHolder,
    agreed,
    interval,
    known_rows,
    read_evidence,
    screen,
    single_source,
)  # fmt: skip
from communique.commitment.load import LintFault, Summit, SummitError, lint, load_summit, summit_folder
from communique.commitment.model import (
    STATES,
    Commitment,
    Communique,
    Deadline,
    Milestone,
    SourceText,
    Target,
    Wording,
)  # fmt: skip
from communique.commitment.reply import Reply, in_every_language
from communique.commitment.state import PartyState, evidence_state, together

__all__ = [
    "SCORES", "STATES", "SUMMIT", "Commitment", "Communique", "Compliance", "Deadline", "Evidence", "EvidenceError",
    "Fault", "LintFault", "Milestone", "OfficeHolder", "PartyState", "Reply", "SourceText", "Summit", "SummitError",
    "Target", "Wording", "agreed", "compliance", "compliance_of_summit", "evidence_state", "in_every_language",
    "interval", "known_rows", "lint", "load_summit", "read_evidence", "score", "screen", "single_source",
    "summit_folder", "together", "window_ends",
]  # fmt: skip
