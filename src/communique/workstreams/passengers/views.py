"""What is seen on the commitment's page: the positions side by side, what they share, and the life of one record?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from communique.exchange import wording
from communique.exchange.agreement import Common, common
from communique.exchange.differing import conflicts, differences
from communique.exchange.duties import Obligation, Term, obligation
from communique.exchange.position import VERBS, Verb
from communique.exchange.prooflog import ProofLog, proofs, publishable
from communique.exchange.proving import Prover
from communique.exchange.redlining import Redline, redlines
from communique.exchange.silence import gaps
from communique.exchange.stance import Stances
from communique.exchange.views import cited, differences_view, gaps_view, positions_view, proofs_view, relaxations_view
from communique.geo import NORTH_AMERICA, country_name
from communique.language import COMPLETE, Said, Text
from communique.view import Cell, Grid, Moment, Timeline, View
from communique.workstreams.passengers.life import Span, life
from communique.workstreams.passengers.positions_of import REFERENCES, SENSITIVE, all_on, parties_on
from communique.workstreams.passengers.quality import MANDATORY, required
from communique.workstreams.passengers.tables import ACTIVITY

if TYPE_CHECKING:
    import polars as pl

    from communique.estimate import Estimate
    from communique.hooks import Context

#: What the page's example of a life asks: names, for the receiving agency's own officers, against terrorism.
EXAMPLE = {"category": "names", "purpose": "terrorism", "recipient": "own_agency"}
_SPEAKS: Mapping[str, Verb] = {"category": "collection", "purpose": "use", "recipient": "sharing"}


def views(ctx: Context, estimates: Mapping[str, Estimate], plan: Any = None) -> list[View]:
    """Elements, the common position by verb, the matrix, differences, one record's life, gaps, proofs, activity, tool."""
    loaded, departure = example(ctx.on)
    return [
        *compared(ctx.on, ctx.known_at),
        timeline(loaded, departure, spans(all_on(ctx.on, ctx.known_at), loaded, departure)),
        activity(ctx.read_table(ACTIVITY)),
        tool(),
    ]


def example(on: date) -> tuple[date, date]:
    """Load and departure of the invented record of the page: its six months end in a February."""
    return date(on.year - 1, 8, 28), date(on.year - 1, 8, 31)


@lru_cache(maxsize=4)
def compared(on: date, known_at: date | None) -> tuple[Grid, ...]:
    """The tables of the positions on a day, with what is common and its proofs; the same for the same days."""
    found, everybody = parties_on(on, known_at), all_on(on, known_at)
    prover = Prover(found.form)
    agreed = common(found, prover)
    log = proofs(agreed.most.permit, found, prover)
    tables = [
        elements(everybody, agreed, found),
        unified(found, agreed, redlines(found, agreed, prover), publishable(agreed, log)),
        matrix(everybody),
        differences_view(found, differences(found, prover)),
        differences_view(found, conflicts(found, prover), "conflicts"),
        gaps_view(found, gaps(found, prover)),
        proofs_view(found, log),
        *([_least(found, agreed, prover)] if agreed.unknowns else []),
        relaxations_view(found, agreed),
    ]
    return tuple(_own(table) for table in tables if table.cells)


def _least(found: Stances, agreed: Common, prover: Prover) -> Grid:
    from communique.exchange.envelope import possibly

    log: ProofLog = proofs(agreed.least.permit, found, prover, possibly)
    return proofs_view(found, log, "proofs-least")


def _own(table: Grid) -> Grid:
    """The table with its sources by the names under which an edition lists them."""
    keys = (key if key.startswith("passengers/") else f"passengers/{key}" for key in table.sources)
    return replace(table, id=table.id.replace("exchange-", "passengers-"), sources=tuple(keys))


def _t(id: str, **args: Any) -> Text:
    return Text(f"passengers-{id}", args)


def party(name: str) -> Said:
    """A country, or a reference that is said to be one."""
    if name in REFERENCES:
        return _t(f"reference-{name.lower()}")
    return {language: country_name(name, language) for language in COMPLETE}


# -- elements --------------------------------------------------------------------------------------------------------


def elements(everybody: Stances, agreed: Common, parties: Stances) -> Grid:
    """Each of the nineteen elements and sensitive data: to whom it goes, until when, and until when in common."""
    rows = tuple(
        (
            wording.value_name("category", category, everybody.form),
            *(_fate(name, category, everybody) for name in everybody.parties),
            _common_fate(agreed, category, parties),
        )
        for category in everybody.form.listed("category")
    )
    columns = (_t("column-element"), *map(party, everybody.parties), _t("column-common"))
    return Grid("passengers-elements", _t("view-elements"), columns, rows, (_t("unknown-mexico"),), cited(everybody))


def _fate(name: str, category: str, everybody: Stances) -> Said:
    stance = everybody[name]
    if category not in stance.position.speaks["category"]:
        return _t("cell-not-spoken")
    only = replace(everybody, each=(stance,))
    said = [s for do in ("mask", "delete") for s in _clocks(obligation(do, category, only), everybody)]  # type: ignore[arg-type]
    if name == MANDATORY[0]:
        said.insert(0, _each(_t("cell-mandatory" if category in required(*MANDATORY) else "cell-optional")))
    if category == SENSITIVE and name != "USA":
        return _t("cell-barred")
    return wording.listing(said, "; ") if said else _t("cell-no-clock")


def _clocks(found: Obligation, everybody: Stances) -> Iterator[Mapping[str, str]]:
    for term in found.terms:
        yield _term(term, everybody)


def _term(term: Term, everybody: Stances) -> Mapping[str, str]:
    words = wording.duty_words(term.duty, everybody)
    return _each(_t("cell-exception", duty=words)) if term.conditional else words


def _each(text: Text) -> Mapping[str, str]:
    """A message of this workstream as a sentence in each language."""
    from communique.language import words

    return {language: words(language).say(text) for language in COMPLETE}


def _common_fate(agreed: Common, category: str, parties: Stances) -> Said:
    """The longest in common: for certain, or only if what is unknown allows it."""
    if _reaches(agreed.most.ages.get(category)):
        return _t("cell-common")
    return _t("cell-common-if") if _reaches(agreed.least.ages.get(category)) else _t("cell-common-never")


def _reaches(ages: Mapping[str, Any] | None) -> bool:
    return bool(ages) and all(value not in (None, "not proved") for value in (ages or {}).values())


# -- the common position by verb -------------------------------------------------------------------------------------


def unified(found: Stances, agreed: Common, changes: Sequence[Redline], may_be_shown: bool) -> Grid:
    """The common position as the deliverable asks for it: collection, storage, use, sharing, retention, clause by clause,
    and beside each clause what it would ask of every country."""
    names = _names(found, agreed, changes)
    rows = tuple(
        (
            _exchange(f"verb-{verb}"), wording.clause(name, found), _citation(name, found),
            *(_change(country, name, changes) for country in found.parties),
        )
        for verb in VERBS
        for name in names
        if _verb(name, found) == verb
    )  # fmt: skip
    columns = (_t("column-verb"), _t("column-clause"), _t("column-source"), *map(party, found.parties))
    status = wording.said(f"common-{agreed.status.replace(' ', '-')}")
    unknown: list[Said] = [status] if may_be_shown else [status, _t("not-an-agreement")]
    unknown += [wording.said("unknown-deciding", clause=wording.clause(name, found)) for name in agreed.deciding]
    return Grid("passengers-unified", _t("view-unified"), columns, rows, tuple(unknown), cited(found))


def _names(found: Stances, agreed: Common, changes: Sequence[Redline]) -> list[str]:
    return list(dict.fromkeys([*agreed.least.clauses, *agreed.unknowns, *(change.name for change in changes)]))


def _verb(name: str, found: Stances) -> Verb | None:
    entry = found.entry(name)
    return entry.verb if entry is not None else _SPEAKS.get(name.rpartition(".")[2])


def _citation(name: str, found: Stances) -> Said:
    entry, owner = found.entry(name), name.partition(".")[0]
    return wording.party_name(owner) if entry is None else wording.citation(entry, found, owner)


def _change(country: str, name: str, changes: Sequence[Redline]) -> Said:
    mine = next((change for change in changes if (change.party, change.name) == (country, name)), None)
    if mine is None:
        return _t("cell-own") if name.startswith(f"{country}.") else _t("cell-already")
    return _t(f"cell-{mine.what.replace(' ', '-')}")


def _exchange(id: str) -> Text:
    return Text(f"exchange-{id}")


def matrix(everybody: Stances) -> Grid:
    """What each position says, verb by verb, with the two references beside the parties."""
    found = positions_view(everybody)
    return replace(found, columns=(found.columns[0], *map(party, everybody.parties)), title=_t("view-matrix"))


# -- one record's life -----------------------------------------------------------------------------------------------


def spans(everybody: Stances, loaded: date, departure: date) -> tuple[Span, ...]:
    """The life of the page's example under each regime."""
    return life(everybody, {"load": loaded, "departure": departure}, **EXAMPLE)


def timeline(loaded: date, departure: date, found: Iterable[Span]) -> Timeline:
    """When an element of one invented record stops to be seen, under each regime."""
    found = tuple(found)
    moments = [_moment(loaded, _t("life-load"), ""), _moment(departure, _t("life-departure"), "")]
    moments += [
        _moment(span.first, _t("life-change", party=party(span.party), state=_state(span)), span.party)
        for span in found
        if span.first > max(loaded, departure)
    ]
    moments.sort(key=lambda moment: moment.start or date.max)
    unknown = tuple(
        _t("life-from-the-start", party=party(span.party), state=_state(span))
        for span in found
        if span.state != "seen" and span.first <= max(loaded, departure)
    )
    return Timeline("passengers-life", _t("view-life"), tuple(moments), None, unknown)


def _moment(day: date, label: Text, name: str) -> Moment:
    parties = (name,) if name in NORTH_AMERICA else ()
    return Moment(day, day, "day", label, "", parties)


def _state(span: Span) -> Text:
    return _t(f"state-{span.state}")


def life_table(everybody: Stances, found: Iterable[Span]) -> Grid:
    """The spans as a table: from, to, what, and why."""
    rows = tuple((party(s.party), s.first, _end(s), _state(s), _why(s, everybody)) for s in found)
    columns = tuple(_t(f"column-{name}") for name in ("party", "first", "last", "state", "why"))
    return Grid("passengers-life-table", _t("view-life-table"), columns, rows, (), cited(everybody))


def _end(span: Span) -> Cell | Said:
    return _t("cell-open-end") if span.last is None else span.last


def _why(span: Span, everybody: Stances) -> Said:
    said = [_code(code, span.party, everybody) for code in span.codes]
    return wording.listing(said, " ") if said else _t("cell-permitted")


def _code(code: str, name: str, everybody: Stances) -> Mapping[str, str]:
    words = wording.code(code, name, everybody)
    kind, _, subject = code.partition(":")
    entry = everybody[name].entries.get(subject) if kind in ("clause", "unknown") else None
    return words if entry is None else wording.listing([words, wording.citation(entry, everybody, name)], " — ")


# -- what was done ---------------------------------------------------------------------------------------------------


def activity(rows: pl.DataFrame) -> Grid:
    """Released counts that parties handed in; a hidden count is unknown."""
    cells = tuple(
        (
            party(row["country"]),
            row["year"],
            _t(f"action-{row['action'].replace('_', '-')}"),
            row["records"],
            row["in_time"],
        )
        for row in rows.sort("country", "year", "action").rows(named=True)
    )
    columns = tuple(_t(f"column-{name}") for name in ("party", "year", "action", "records", "in-time"))
    missing = [name for name in NORTH_AMERICA if name not in set(rows["country"].to_list())]
    unknown = tuple(_t("unknown-activity", party=party(name)) for name in missing)
    return Grid("passengers-activity", _t("view-activity"), columns, cells, unknown)


def tool() -> Grid:
    """Where a life is computed for other days and elements."""
    rows = (
        (_t("tool-served"), "communique serve EDITION"),
        (_t("tool-life"), "communique passengers life --load 2025-08-28 --departure 2025-08-31"),
        (_t("tool-position"), "communique passengers position"),
        (_t("tool-mask"), "communique passengers mask FILE"),
    )
    return Grid("passengers-tool", _t("view-tool"), (_t("column-what"), _t("column-command")), rows)
