"""What do people see of the positions? Tables with their sources; each is pure data that a page or a sheet can show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.exchange import wording
from communique.exchange.agreement import Common, Permit, ages_of
from communique.exchange.differing import Difference
from communique.exchange.envelope import possibly
from communique.exchange.position import VERBS, Duty
from communique.exchange.prooflog import ProofLog, proofs
from communique.exchange.proving import Largest, Prover
from communique.exchange.redlining import Redline
from communique.exchange.silence import Gap
from communique.exchange.stance import Stances
from communique.exchange.wording import Sentence
from communique.language import Said, Text
from communique.view import Grid

Ages = Mapping[str, Largest]


def _text(id: str) -> Text:
    return Text(f"exchange-{id}")


def _grid(
    id: str, columns: Iterable[Said], rows: Iterable[tuple[Said, ...]], stances: Stances, unknown: Iterable[Said] = ()
) -> Grid:
    """A table named for its id, with the sources of all clauses in force."""
    return Grid(
        f"exchange-{id}",
        _text(f"table-{id}"),
        tuple(columns),
        tuple(rows),
        unknown=tuple(unknown),
        sources=cited(stances),
    )


def _parties(stances: Stances) -> list[Sentence]:
    return [wording.party_name(party) for party in stances.parties]


def cited(stances: Stances) -> tuple[str, ...]:
    """Keys of the sources of all clauses in force."""
    return tuple(dict.fromkeys(entry.source for stance in stances for entry in stance.entries.values()))


def positions_view(stances: Stances) -> Grid:
    """What each position says, verb by verb: a row for each clause id, a column for each party.

    A cell has the clause's words and where they are written; a party without such a clause says nothing, in words.
    """
    keys = [
        (verb, name)
        for verb in VERBS
        for name in dict.fromkeys(n for s in stances for n, entry in s.entries.items() if entry.verb == verb)
    ]
    rows = [
        (_text(f"verb-{verb}"), *(_clause_cell(party, verb, name, stances) for party in stances.parties))
        for verb, name in keys
    ]
    unknown = [wording.said("unknown-text", clause=wording.clause(n, stances)) for s in stances for n in s.unknowns]
    return _grid("positions", (_text("column-verb"), *_parties(stances)), rows, stances, unknown)


def _clause_cell(party: str, verb: str, name: str, stances: Stances) -> Said:
    entry = stances[party].entries.get(name)
    if entry is None or entry.verb != verb:
        return _text("cell-silent")
    said: list[Sentence] = [entry.text]
    if isinstance(entry, Duty) and entry.unknown is not None:
        said.append(wording.duty_words(entry, stances))
    return wording.listing([*said, wording.citation(entry, stances, party)], " — ")


def retention_view(stances: Stances, agreed: Common, prover: Prover | None = None) -> Grid:
    """The largest age at which anything of a category is permitted: by party, and in common.

    A second common column is there where something is unknown: what its least protective values would allow.
    """
    own = ages_of(stances, prover)
    meets = [agreed.most, agreed.least] if agreed.unknowns else [agreed.most]
    heads = [_text("column-common"), _text("column-common-least")][: len(meets)]
    rows = [
        (
            wording.value_name("category", category, stances.form),
            *(_own_ages(own[party][category], stances) for party in stances.parties),
            *(_ages(_meet_ages(meet, category, stances), stances) for meet in meets),
        )
        for category in stances.form.listed("category")
    ]
    if not stances.form.ages:
        rows = []  # no request has an age: a table of limits would have none to show, and would say that there is none
    return _grid(
        "retention", (_text("column-category"), *_parties(stances), *heads), rows, stances, _deciding(stances, agreed)
    )


def _deciding(stances: Stances, agreed: Common) -> list[Said]:
    return [wording.said("unknown-deciding", clause=wording.clause(name, stances)) for name in agreed.deciding]


def _meet_ages(meet: Permit, category: str, stances: Stances) -> Ages:
    nothing: Largest = None if meet.possible == "no" else "not proved"
    return meet.ages.get(category) or dict.fromkeys(stances.form.ages, nothing)


def _own_ages(readings: tuple[Ages, ...], stances: Stances) -> Said:
    """A party's limits; where they rest on a text that was not found, that is what is said."""
    if any(reading != readings[0] for reading in readings):
        return _text("kind-unknown")
    return _ages(readings[0], stances)


def _ages(found: Ages, stances: Stances) -> Said:
    """The limits that there are; that there is none, or that nothing is permitted at any age."""
    values = list(found.values())
    if None in values:
        return _text("cell-never")
    if "not proved" in values:
        return _text("cell-not-proved")
    limits = [(stances.form.ages[name], value) for name, value in found.items() if isinstance(value, int)]
    said = [wording.said(f"cell-until-{age.unit}", count=value, since=age.since_label) for age, value in limits]
    return wording.listing(said) if said else _text("cell-no-limit")


def differences_view(stances: Stances, found: Iterable[Difference], id: str = "differences") -> Grid:
    """Differences, or with id "conflicts" the conflicts, each with its example as a sentence."""
    columns = [_text(f"column-{name}") for name in ("allows", "other", "kind", "witness", "against")]
    rows: list[tuple[Said, ...]] = []
    told: set[tuple[str, str | None]] = set()
    listed = tuple(found)
    for each in listed:
        if each.vacuous in (None, "other"):
            rows.append(_difference_row(each, stances))
        elif (each.party, each.duty) not in told:
            told.add((each.party, each.duty))
            rows.append(_empty_row(each, listed))
    return _grid(id, columns, rows, stances)


def _difference_row(each: Difference, stances: Stances) -> tuple[Said, ...]:
    state = f"kind-{each.kind}" if each.status == "found" else f"cell-{each.status.replace(' ', '-')}"
    return (
        wording.party_name(each.party),
        wording.party_name(each.other),
        _text(state),
        wording.difference(each, stances),
        wording.listing([wording.clause(name, stances) for name in each.clauses], " "),
    )


def _empty_row(each: Difference, listed: Iterable[Difference]) -> tuple[Said, ...]:
    """One row for a party that permits nothing: against whom, and why there is nothing to compare."""
    others = dict.fromkeys(one.other for one in listed if (one.party, one.duty) == (each.party, each.duty))
    return (
        wording.party_name(each.party),
        wording.listing([wording.party_name(other) for other in others]),
        _text("cell-vacuous"),
        wording.emptiness(each),
        wording.listing([]),
    )


def redline_view(stances: Stances, found: Iterable[Redline]) -> Grid:
    """What each party would have to change to reach the common position, with the source of each clause."""
    rows = []
    for each in found:
        owner = each.name.partition(".")[0]
        entry = stances.entry(each.name)
        source: Said = wording.citation(entry, stances, owner) if entry else wording.party_name(owner)
        rows.append((wording.party_name(each.party), wording.redline(each, stances), source))
    return _grid("redline", [_text(f"column-{name}") for name in ("party", "change", "source")], rows, stances)


def gaps_view(stances: Stances, found: Iterable[Gap]) -> Grid:
    """What is not said, in sentences."""
    rows = [(wording.party_name(each.party or "–"), wording.gap(each, stances)) for each in found]
    return _grid("gaps", (_text("column-party"), _text("column-gap")), rows, stances)


def proofs_view(stances: Stances, log: ProofLog, id: str = "proofs") -> Grid:
    """What was proved of the common position, or with id "proofs-least" of its least protective reading.

    A refutation stands with the request that refutes it.
    """
    rows = []
    for proof in log.proofs:
        shown: Said = _text("cell-none")
        if proof.witness is not None:
            shown = wording.permitted(proof.witness.shown, stances.form)
        rows.append((wording.proof(proof, stances), _text(f"status-{proof.status.replace(' ', '-')}"), shown))
    return _grid(id, [_text(f"column-{name}") for name in ("claim", "status", "witness")], rows, stances)


def _least_proofs(agreed: Common, stances: Stances, prover: Prover) -> Grid:
    return proofs_view(stances, proofs(agreed.least.permit, stances, prover, possibly), "proofs-least")


def relaxations_view(stances: Stances, agreed: Common) -> Grid:
    """The fewest clauses without which something would be permitted in common."""
    rows = [
        (
            wording.listing(
                [
                    wording.listing([wording.party_name(n.partition(".")[0]), wording.clause(n, stances)], ": ")
                    for n in names
                ],
                " ",
            ),
        )
        for names in agreed.relaxations
    ]
    return _grid(
        "relaxations",
        (_text("column-without"),),
        rows,
        stances,
        [wording.said(f"common-{agreed.status.replace(' ', '-')}")],
    )


def all_views(stances: Stances) -> tuple[Grid, ...]:
    """Every table of one day, for a page: positions, retention, differences, conflicts, redline, gaps and proofs."""
    from communique.exchange.agreement import common
    from communique.exchange.differing import conflicts, differences
    from communique.exchange.redlining import redlines
    from communique.exchange.silence import gaps

    prover = Prover(stances.form)
    agreed = common(stances, prover)
    clashes = conflicts(stances, prover)
    found = [
        positions_view(stances),
        retention_view(stances, agreed, prover),
        differences_view(stances, differences(stances, prover)),
        differences_view(stances, clashes, "conflicts"),
        redline_view(stances, redlines(stances, agreed, prover)),
        gaps_view(stances, gaps(stances, prover)),
        proofs_view(stances, proofs(agreed.most.permit, stances, prover)),
        *([_least_proofs(agreed, stances, prover)] if agreed.unknowns else []),
        relaxations_view(stances, agreed),
    ]
    return tuple(view for view in found if view.cells)
