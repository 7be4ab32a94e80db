"""What does a machine read of all this? Plain data under the names of the vocabulary; sentences in every language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.exchange import wording
from communique.exchange.agreement import Common, Permit, common
from communique.exchange.changing import Comparison
from communique.exchange.deciding import Decision, Falling
from communique.exchange.differing import Difference, conflicts, differences
from communique.exchange.duties import Obligation, Term, obligations, standing_duties
from communique.exchange.envelope import possibly
from communique.exchange.prooflog import ProofLog, Proved, proofs, publishable
from communique.exchange.proving import Prover, Witness
from communique.exchange.redlining import Redline, redlines
from communique.exchange.silence import Gap, gaps
from communique.exchange.stance import Stances
from communique.rules import to_data


def common_data(stances: Stances) -> dict[str, Any]:
    """Permits, obligations, retention by category, differences, conflicts, gaps and proofs of one day."""
    prover = Prover(stances.form)
    agreed = common(stances, prover)
    asked = obligations(stances)
    log = proofs(agreed.most.permit, stances, prover)
    return {
        **clocks(stances),
        "parties": list(stances.parties),
        "status": agreed.status,
        "said": wording.said(f"common-{agreed.status.replace(' ', '-')}"),
        "publishable": publishable(agreed, log),
        "permits": _permits(agreed),
        "unknowns": [_named(name, stances) for name in agreed.unknowns],
        "deciding": list(agreed.deciding),
        "relaxations": [[_named(name, stances) for name in names] for names in agreed.relaxations],
        "beyond": _witness(agreed.beyond, stances),
        "obligations": [_obligation(each, stances) for each in asked],
        "standing_duties": [_named(term.name, stances) for term in standing_duties(stances)],
        "retention": _retention(agreed, asked, stances),
        "differences": [difference_data(each, stances) for each in differences(stances, prover)],
        "conflicts": [difference_data(each, stances) for each in conflicts(stances, prover)],
        "gaps": [gap_data(each, stances) for each in gaps(stances, prover)],
        "left_out": [f"{stance.party}.{entry.id}" for stance in stances for entry in stance.left_out],
        "proofs": proofs_data(log, stances),
        "proofs_least_protective": _least_proofs(agreed, stances, prover),
    }


def clocks(stances: Stances) -> dict[str, Any]:
    """The two clocks."""
    known = stances.known_at
    return {"on": stances.on.isoformat(), "known_at": None if known is None else known.isoformat()}


def _least_proofs(agreed: Common, stances: Stances, prover: Prover) -> dict[str, Any] | None:
    """The proofs of the least protective reading; None where nothing is unknown and there is but one."""
    if not agreed.unknowns:
        return None
    return proofs_data(proofs(agreed.least.permit, stances, prover, possibly), stances)


def _permits(agreed: Common) -> dict[str, Any]:
    return {"most_protective": _meet(agreed.most), "least_protective": _meet(agreed.least), "join": _meet(agreed.join)}


def _meet(meet: Permit) -> dict[str, Any]:
    return {
        "possible": meet.possible,
        "clauses": list(meet.clauses),
        "implied": list(meet.implied),
        "values": {name: list(values) for name, values in meet.values.items()},
        "largest_age": meet.ages,
        "approval": meet.approval,
        "condition": to_data(meet.permit),
    }


def _named(name: str, stances: Stances) -> dict[str, Any]:
    """A clause by its name, words and citation."""
    entry = stances.entry(name)
    party = name.partition(".")[0]
    cited = None if entry is None else wording.citation(entry, stances, party)
    return {"name": name, "text": wording.clause(name, stances), "citation": cited}


def _witness(found: Witness | None, stances: Stances) -> dict[str, Any] | None:
    if found is None:
        return None
    if found.answer != "yes":
        return {"found": found.answer, "request": None, "said": None}
    return {
        "found": "yes",
        "request": dict(found.request),
        "essential": list(found.essential),
        "said": wording.permitted(found.shown, stances.form),
    }


def _obligation(each: Obligation, stances: Stances) -> dict[str, Any]:
    return {
        "do": each.do,
        "category": each.category,
        "common": [_term(term) for term in each.common],
        "terms": [_term(term) for term in each.terms],
        "unknown": list(each.unknown),
        "silent": list(each.silent),
    }


def _term(term: Term) -> dict[str, Any]:
    period = None if term.period is None else str(term.period)
    return {"name": term.name, "after": period, "since": term.duty.since, "conditional": term.conditional}


def _retention(agreed: Common, asked: tuple[Obligation, ...], stances: Stances) -> dict[str, Any]:
    deletion = {each.category: each for each in asked if each.do == "delete"}
    return {
        category: {
            "permitted": {
                "most_protective": category in agreed.most.values.get("category", ()),
                "least_protective": category in agreed.least.values.get("category", ()),
            },
            "largest_age": {
                "most_protective": agreed.most.ages.get(category),
                "least_protective": agreed.least.ages.get(category),
            },
            "delete": [_term(term) for term in deletion[category].common] if category in deletion else [],
            "unknown": list(deletion[category].unknown) if category in deletion else [],
            "silent": list(deletion[category].silent) if category in deletion else list(stances.parties),
        }
        for category in stances.form.listed("category")
    }


def difference_data(each: Difference, stances: Stances) -> dict[str, Any]:
    """A difference or conflict."""
    return {
        "party": each.party,
        "other": each.other,
        "kind": each.kind,
        "duty": each.duty,
        "status": each.status,
        "vacuous": each.vacuous,
        "clauses": list(each.clauses),
        "example": _witness(each.found, stances),
        "said": wording.difference(each, stances),
    }


def gap_data(each: Gap, stances: Stances) -> dict[str, Any]:
    """A gap."""
    return {
        "kind": each.kind,
        "party": each.party,
        "name": each.name,
        "values": list(each.values),
        "said": wording.gap(each, stances),
    }


def proofs_data(log: ProofLog, stances: Stances) -> dict[str, Any]:
    """The proof log; `formula` is for another solver, and `seconds` differ from run to run."""
    return {"complete": log.complete, "proofs": [_proved(each, stances) for each in log.proofs]}


def _proved(each: Proved, stances: Stances) -> dict[str, Any]:
    return {
        "claim": each.claim,
        "subject": each.subject,
        "status": each.status,
        "said": wording.proof(each, stances),
        "example": _witness(each.witness, stances),
        "formula": each.formula,
        "seconds": round(each.seconds, 6),
    }


def redline_data(stances: Stances) -> dict[str, Any]:
    """What each party would have to change to reach the common position."""
    prover = Prover(stances.form)
    agreed = common(stances, prover)
    return {
        **clocks(stances),
        "status": agreed.status,
        "redlines": [_redline(each, stances) for each in redlines(stances, agreed, prover)],
    }


def _redline(each: Redline, stances: Stances) -> dict[str, Any]:
    return {
        "party": each.party,
        "what": each.what,
        "clause": _named(each.name, stances),
        "own": each.own,
        "categories": list(each.categories),
        "today": _witness(each.today, stances),
        "said": wording.redline(each, stances),
    }


def decision_data(found: Decision, stances: Stances) -> dict[str, Any]:
    """The decision by party and in common, each with its reasons, clauses and duties."""
    return {
        **clocks(stances),
        "request": dict(found.request),
        "permitted": found.permitted,
        "rejected": list(found.rejected),
        "parties": {
            finding.party: {
                "permitted": finding.permitted,
                "reasons": [_reason(code, finding.party, stances) for code in finding.codes],
                "under": [_named(name, stances) for name in finding.under],
                "duties": [_falling(falling) for falling in finding.duties],
            }
            for finding in found.findings
        },
        "duties": [_falling(falling) for falling in found.duties],
    }


def _reason(code: str, party: str, stances: Stances) -> dict[str, Any]:
    kind, _, subject = code.partition(":")
    named: Mapping[str, Any] = _named(f"{party}.{subject}", stances) if kind in ("clause", "unknown") else {}
    return {"code": code, "said": wording.code(code, party, stances), "citation": named.get("citation")}


def _falling(falling: Falling) -> dict[str, Any]:
    term = Term(falling.name, falling.duty)
    day = None if falling.on is None else falling.on.isoformat()
    return {"do": falling.duty.do, **_term(term), "on": day, "certain": falling.certain, "text": falling.duty.text}


def history_data(found: tuple[tuple[Stances, Common], ...]) -> dict[str, Any]:
    """The common position from each day of change on."""
    return {"days": [{"on": s.on.isoformat(), "status": c.status, "permits": _permits(c)} for s, c in found]}


def comparison_data(found: Comparison, later: Stances) -> dict[str, Any]:
    """What changed between two days; requests and clauses in the words of the later."""
    return {
        "before": found.before.isoformat(),
        "after": found.after.isoformat(),
        "status": {"before": found.status[0], "after": found.status[1]},
        "changes": [{"name": change.name, "how": change.how} for change in found.changes],
        "allowed": _witness(found.allowed, later),
        "forbidden": _witness(found.forbidden, later),
    }
