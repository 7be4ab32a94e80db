"""What is seen on the commitment's page: the positions side by side, what they share, and the life of one record?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from communique.exchange import wording
from communique.exchange.agreement import Common, common
from communique.exchange.differing import conflicts, differences
from communique.exchange.duties import Term, obligation
from communique.exchange.position import VERBS, Do, Duty, Entry, Verb
from communique.exchange.prooflog import ProofLog, proofs, publishable
from communique.exchange.proving import Prover
from communique.exchange.redlining import Redline, redlines
from communique.exchange.silence import gaps
from communique.exchange.stance import Stance, Stances
from communique.exchange.views import (
    cited,
    differences_view,
    gaps_view,
    proofs_view,
    redline_view,
    relaxations_view,
)
from communique.geo import NORTH_AMERICA, country_name
from communique.language import COMPLETE, Said, Text, words
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
    """Elements, a life, the common position by verb, the matrix, differences, gaps, proofs, activity, the tool."""
    (loaded, departure), everybody = example(ctx.on), all_on(ctx.on, ctx.known_at)
    first, *others = compared(ctx.on, ctx.known_at)
    return [
        first,
        timeline(loaded, departure, spans(everybody, loaded, departure), everybody),
        *others,
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
    changes, log = redlines(found, agreed, prover), proofs(agreed.most.permit, found, prover)
    tables = [
        elements(everybody, agreed, found),
        *unified(found, agreed, changes, publishable(agreed, log)),
        matrix(everybody),
        differences_view(found, differences(found, prover)),
        redline_view(found, changes),
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


def _said(id: str, **args: Any) -> Mapping[str, str]:
    """A message in each language; arguments may be sentences by language themselves."""

    def say(language: str) -> str:
        said = words(language)
        given = {name: said.say(arg) if isinstance(arg, Text | Mapping) else arg for name, arg in args.items()}
        return said.message(f"passengers-{id}", **given)

    return {language: say(language) for language in COMPLETE}


def party(name: str) -> Said:
    """A country, or a reference that is said to be one."""
    if name in REFERENCES:
        return _t(f"reference-{name.lower()}")
    return {language: country_name(name, language) for language in COMPLETE}


# -- elements --------------------------------------------------------------------------------------------------------


def elements(everybody: Stances, agreed: Common, parties: Stances) -> Grid:
    """Each of the nineteen elements and sensitive data: to whom it goes, until when, and until when in common.

    Elements of which all say the same share a row.
    """
    groups: dict[str, tuple[list[str], tuple[Said, ...]]] = {}
    for category in everybody.form.listed("category"):
        fates = (
            *(_fate(name, category, everybody) for name in everybody.parties),
            _common_fate(agreed, category, parties),
        )
        groups.setdefault(repr(fates), ([], fates))[0].append(category)
    rows = tuple(
        (wording.listing([wording.value_name("category", c, everybody.form) for c in categories]), *fates)
        for categories, fates in groups.values()
    )
    columns = (_t("column-element"), *map(party, everybody.parties), _t("column-common"))
    return Grid("passengers-elements", _t("view-elements"), columns, rows, (_t("unknown-mexico"),), cited(everybody))


def _fate(name: str, category: str, everybody: Stances) -> Said:
    stance = everybody[name]
    if category not in stance.position.speaks["category"]:
        return _t("cell-not-spoken")
    if category == SENSITIVE and getattr(stance.entries.get(SENSITIVE), "kind", "") == "bar":
        return _t("cell-barred")
    only = replace(everybody, each=(stance,))
    said = [_clock(term, do) for do in _CLOSING for term in obligation(do, category, only).terms]
    if name == MANDATORY[0]:
        said.insert(0, _said("cell-mandatory" if category in required(*MANDATORY) else "cell-optional"))
    return wording.listing(said, "; ") if said else _t("cell-no-clock")


_CLOSING: tuple[Do, ...] = ("mask", "delete")


def _clock(term: Term, do: Do) -> Mapping[str, str]:
    """ "masked 6 months after load", what bounds a period that is not known, or that no text was found."""
    event, unknown = _t(f"event-{term.duty.since}"), term.duty.unknown
    if term.period is not None:
        said = _said(f"clock-{do}", period=wording.period(term.period), event=event)
    elif unknown is not None and unknown.at_least is not None and unknown.at_most is not None:
        ends = {"low": wording.period(unknown.at_least), "high": wording.period(unknown.at_most)}
        said = _said(f"clock-{do}-between", **ends, event=event)
    else:
        return _said(f"clock-{do}-unknown")
    return _said("cell-exception", duty=said) if term.conditional else said


def _common_fate(agreed: Common, category: str, parties: Stances) -> Said:
    """The longest in common: for certain, or only if what is unknown allows it."""
    for id, meet in (("cell-common", agreed.most), ("cell-common-if", agreed.least)):
        found = meet.ages.get(category, {})
        if found and not {None, "not proved"} & set(found.values()):
            return _said(id, until=_until(found, parties))
    return _t("cell-common-never")


def _until(found: Mapping[str, Any], parties: Stances) -> Mapping[str, str]:
    ages = [(parties.form.ages[name], length) for name, length in found.items() if isinstance(length, int)]
    said = [wording.said(f"cell-until-{age.unit}", count=length, since=age.since_label) for age, length in ages]
    return wording.listing(said) if said else wording.said("cell-no-limit")


# -- the common position by verb -------------------------------------------------------------------------------------


def unified(found: Stances, agreed: Common, changes: Sequence[Redline], may_be_shown: bool) -> list[Grid]:
    """The common position as the deliverable asks for it, a table for each of collection, storage, use, sharing and
    retention: clause by clause, and beside each what it would ask of every country."""
    status: list[Said] = [wording.said(f"common-{agreed.status.replace(' ', '-')}")]
    status += [] if may_be_shown else [_t("not-an-agreement")]
    tables = [_of_verb(verb, found, agreed, changes, status) for verb in VERBS]
    return [table for table in tables if table.cells]


def _of_verb(
    verb: Verb, found: Stances, agreed: Common, changes: Sequence[Redline], status: Sequence[Said]
) -> Grid:  # fmt: skip
    names = [name for name in _names(found, agreed, changes) if _verb(name, found) == verb]
    rows = tuple(
        (wording.clause(name, found), _citation(name, found), *(_change(each, name, changes) for each in found.parties))
        for name in names
    )
    columns = (_t("column-clause"), _t("column-source"), *map(party, found.parties))
    deciding = [
        wording.said("unknown-deciding", clause=wording.clause(n, found)) for n in agreed.deciding if n in names
    ]
    title = _said("view-unified", verb=_exchange(f"verb-{verb}"))
    sources = [entry.source for entry in map(found.entry, names) if entry is not None]
    return Grid(f"passengers-unified-{verb}", title, columns, rows, (*status, *deciding), tuple(dict.fromkeys(sources)))


def _names(found: Stances, agreed: Common, changes: Sequence[Redline]) -> list[str]:
    return list(dict.fromkeys([*agreed.least.clauses, *agreed.unknowns, *(change.name for change in changes)]))


def _verb(name: str, found: Stances) -> Verb | None:
    entry = found.entry(name)
    return entry.verb if entry is not None else _SPEAKS.get(name.rpartition(".")[2])


def _citation(name: str, found: Stances) -> Said:
    entry, owner = found.entry(name), wording.party_name(name.partition(".")[0])
    return owner if entry is None else _with_article(owner, entry)


def _change(country: str, name: str, changes: Sequence[Redline]) -> Said:
    mine = next((change for change in changes if (change.party, change.name) == (country, name)), None)
    if mine is None and name.startswith(f"{country}."):
        return _t("cell-own")
    if mine is None:
        known = not any(change.name == name and change.what == "settle" for change in changes)
        return _t("cell-already") if known else _t("cell-not-concerned")
    return _t(f"cell-{mine.what.replace(' ', '-')}")


def _exchange(id: str) -> Text:
    return Text(f"exchange-{id}")


def matrix(everybody: Stances) -> Grid:
    """What each position says, verb by verb: a row for each clause, the two references beside the parties.

    A cell has the clause's words, its article, and whether it was read; who has no such clause says nothing, in words.
    """
    names = [(verb, name) for verb in VERBS for name in _ids(verb, everybody)]
    rows = tuple(
        (_exchange(f"verb-{verb}"), *(_clause_cell(stance, name, verb) for stance in everybody)) for verb, name in names
    )
    columns = (_exchange("column-verb"), *map(party, everybody.parties))
    unknown = [wording.said("unknown-text", clause=wording.clause(n, everybody)) for s in everybody for n in s.unknowns]
    return Grid("passengers-positions", _t("view-matrix"), columns, rows, tuple(unknown), cited(everybody))


def _ids(verb: Verb, everybody: Stances) -> list[str]:
    found = (name for stance in everybody for name, entry in stance.entries.items() if entry.verb == verb)
    return list(dict.fromkeys(found))


def _clause_cell(stance: Stance, name: str, verb: Verb) -> Said:
    entry = stance.entries.get(name)
    return _exchange("cell-silent") if entry is None or entry.verb != verb else _with_article(entry.text, entry)


def _with_article(said: Mapping[str, str], entry: Entry) -> Mapping[str, str]:
    confidence = wording.said(f"confidence-{entry.confidence}")
    return _said("cell-cited", reason=said, article=entry.article, confidence=confidence)


# -- one record's life -----------------------------------------------------------------------------------------------


def spans(everybody: Stances, loaded: date, departure: date) -> tuple[Span, ...]:
    """The life of the page's example under each regime."""
    return life(everybody, {"load": loaded, "departure": departure}, flags={}, **EXAMPLE)


def timeline(loaded: date, departure: date, found: Iterable[Span], everybody: Stances) -> Timeline:
    """When an element of one invented record changes its state, under each regime."""
    start, before = max(loaded, departure), dict.fromkeys(everybody.parties, "seen")
    moments = [_moment(loaded, _t("life-load"), ""), _moment(departure, _t("life-departure"), "")]
    unknown = []
    for span in found:
        state = state_of(span, everybody)
        if state != before[span.party]:
            said = {"party": party(span.party), "state": _t(f"state-{state}")}
            if span.first > start:
                moments.append(_moment(span.first, _said("life-change", **said), span.party))
            else:
                unknown.append(_said("life-from-the-start", **said))
        before[span.party] = state
    moments.sort(key=lambda moment: moment.start or date.max)
    return Timeline("passengers-life", _t("view-life"), tuple(moments), None, tuple(unknown))


def _moment(day: date, label: Said, name: str) -> Moment:
    parties = (name,) if name in NORTH_AMERICA else ()
    return Moment(day, day, "day", label, "", parties)


def state_of(span: Span, everybody: Stances) -> str:
    """seen, masked, deleted, barred, unknown or silent: masked and deleted are what a duty did that bars it."""
    entries = everybody[span.party].entries
    barring = [entries.get(code.partition(":")[2]) for code in span.codes]
    done = {entry.do for entry in barring if isinstance(entry, Duty)} if span.state == "barred" else set()
    return "deleted" if "delete" in done else "masked" if "mask" in done else span.state


def life_table(everybody: Stances, found: Iterable[Span]) -> Grid:
    """The spans as a table: from, to, what, and why."""
    rows = tuple(
        (party(s.party), s.first, _end(s), _t(f"state-{state_of(s, everybody)}"), _why(s, everybody)) for s in found
    )
    columns = tuple(_t(f"column-{name}") for name in ("party", "first", "last", "state", "why"))
    return _own(Grid("passengers-life-table", _t("view-life-table"), columns, rows, (), cited(everybody)))


def _end(span: Span) -> Cell | Said:
    return _t("cell-open-end") if span.last is None else span.last


def _why(span: Span, everybody: Stances) -> Said:
    said = [_code(code, span.party, everybody) for code in span.codes]
    return wording.listing(said, " ") if said else _t("cell-permitted")


def _code(code: str, name: str, everybody: Stances) -> Mapping[str, str]:
    reason = wording.code(code, name, everybody)
    kind, _, subject = code.partition(":")
    entry = everybody[name].entries.get(subject) if kind in ("clause", "unknown") else None
    return reason if entry is None else _with_article(reason, entry)


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
    unknown = tuple(_said("unknown-activity", party=party(name)) for name in missing)
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
