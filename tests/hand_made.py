"""A small edition made by hand: one promise with a figure and its fan, one mixed and reversed, one unknown, one
overdue, one with views of every kind. Built from the real objects; all figures are invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np

from communique import view as v
from communique.assess.edition import Assessed, Edition, Figure, Manifest, Window
from communique.assess.judging import computed_state, joined
from communique.commitment import (
    Commitment,
    Communique,
    Evidence,
    PartyState,
    compliance,
    compliance_of_summit,
    evidence_state,
    score,
    together,
)
from communique.facts import Source
from communique.language import Text
from communique.plan import Action, Binding, MarginalCost, Plan
from communique.progress import fan, progress

ON = dt.date(2026, 11, 24)
JSON = '{"summit": "handmade"}\n'
WINDOW_START = dt.date(2023, 1, 11)
PARTIES = ("CAN", "MEX", "USA")
YEARS = tuple(range(2010, 2025))


def said(en: str, es: str = "", fr: str = "") -> dict[str, str]:
    """A sentence in three languages; the language's mark shows where one is missing."""
    return {"en": en, "es": es or f"{en} (es)", "fr": fr or f"{en} (fr)"}


def commitment(number: int, name: str, **given: Any) -> Commitment:
    """A commitment with what every one has."""
    title = name.replace("-", " ").capitalize()
    return Commitment.model_validate(
        {
            "id": f"{number:02d}-{name}", "number": number, "section": "climate", "kind": "convene",
            "parties": PARTIES, "title": said(title), "paraphrase": said(f"Do what {title.lower()} needs"),
            "date_promised": said("none stated"), "rule": {"text": said("Fulfilled (+1): it is done.")}, **given,
        }
    )  # fmt: skip


def evidence(id: str, commitment: str, when: str = "", **given: Any) -> Evidence:
    """A row of evidence; `when` as precise as it is known."""
    start = end = None
    precision = {0: "undated", 1: "year", 2: "month", 3: "day"}[len(when.split("-")) if when else 0]
    if when:
        from communique.commitment import interval

        start, end = interval(when, "", precision)
    given = {
        "kind": "delivered", "role": "direct", "scope": "trilateral", "parties": PARTIES,
        "event": said(f"Event {id}"), "confidence": "high", "source_class": "official",
        "source": f"https://example.org/{id}", "conflict_group": "", "recorded_on": ON, "precision": precision,
        **given,
    }  # fmt: skip
    return Evidence(id=id, commitment=commitment, start=start, end=end, **given)


MEASURE = commitment(
    1, "waste-methane", kind="measure", deadlines=[{"date": dt.date(2030, 12, 31), "basis": "text"}],
    targets=[
        {"id": "waste", "title": said("methane from waste", "metano de residuos", "méthane des déchets"),
         "required": said("at most 0.85 of the 2020 level"), "kind": "outcome", "confidence": "verified",
         "indicator": "methane.waste", "unit": "kt CH4", "base_year": 2020, "year": 2030, "direction": "down",
         "factor": 0.85, "scope": "both"}
    ],
    milestones=[
        {"date": dt.date(2025, 12, 31), "basis": "suggested", "title": said("mid-point")},
        {"date": dt.date(2030, 12, 31), "basis": "text", "title": said("target")},
    ],
)  # fmt: skip
MIXED = commitment(
    2, "coalitions", section="equity", rule={"text": said("Fulfilled: members join."), "counts": ["02-1"]},
    wordings=[
        {"text": "us-text", "element": said("date"), "difference": said("early 2023"), "confidence": "verified"}
    ],
)  # fmt: skip
UNKNOWN = commitment(3, "passenger-records", section="equity", kind="exchange")
OVERDUE = commitment(
    4, "food-plan", kind="plan", deadlines=[{"date": dt.date(2025, 12, 31), "basis": "text"}],
)  # fmt: skip
VIEWS = commitment(5, "charging-map", kind="map")
COMMITMENTS = (MEASURE, MIXED, UNKNOWN, OVERDUE, VIEWS)

ROWS = (
    evidence("01-1", MEASURE.id, kind="uncertain", role="measure"),
    evidence("02-1", MIXED.id, "2023-10-26", kind="partial", scope="regional", source_class="organiser",
             event=said("A list with <14> members & friends"), conflict_group="size"),
    evidence("02-2", MIXED.id, "2024-05", kind="partial", scope="regional", conflict_group="size"),
    evidence("02-3", MIXED.id, "2025-02-14", kind="reversal", scope="national", parties=("USA",), source_class="press",
             event=said("The United States left", "Estados Unidos salió", "Les États-Unis se sont retirés")),
    evidence("02-4", MIXED.id, "2024", kind="activity", scope="bilateral", parties=("CAN", "MEX"),
             precision="inferred_year"),
    evidence("02-5", MIXED.id, kind="activity", source=""),
    evidence("02-6", MIXED.id, "2023-03-01", kind="rejected", rejected_because="names a minister not in office"),
    evidence("03-1", UNKNOWN.id, kind="none_found", source_class="none", source="", confidence="unverified"),
    evidence("04-1", OVERDUE.id, kind="none_found", source_class="none", source="", confidence="unverified"),
    evidence("05-1", VIEWS.id, "2023-05-16", kind="delivered"),
)  # fmt: skip

SOURCES = {
    "methane/inventory": Source(
        "methane/inventory", "National inventory reports", "UNFCCC", 2025, "https://example.org/inventory", "open"
    ),
}
COMMUNIQUE = Communique.model_validate(
    {
        "id": "handmade", "date": dt.date(2023, 1, 10), "window_start": WINDOW_START, "window_end": "01-10",
        "parties": PARTIES,
        "title": said("A summit made by hand", "Una cumbre hecha a mano", "Un sommet fait à la main"),
        "place": said("Nowhere"), "note": said("Invented"),
        "sections": [{"id": "climate", "title": said("Climate", "Clima", "Climat")},
                     {"id": "equity", "title": said("Equity", "Equidad", "Équité")}],
        "texts": [
            {"id": "us-text", "parties": ["USA"], "own": True, "language": "en", "date": dt.date(2023, 1, 10),
             "title": "White House: fact sheet", "url": "https://example.org/us", "confidence": "verified",
             "read": "whole"},
            {"id": "ca-text", "parties": ["CAN"], "own": True, "language": "en", "date": dt.date(2023, 1, 10),
             "title": "Prime Minister: fact sheet", "url": "https://example.org/ca",
             "confidence": "verified in part", "read": "opening"},
        ],
        "commitments": COMMITMENTS,
    }
)  # fmt: skip


def series(party: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Draws (draw, year) of one party, falling slowly, with noise in years and a shared error in level."""
    level = {"CAN": 900.0, "MEX": 2100.0, "USA": 6200.0}[party]
    rng = np.random.default_rng(PARTIES.index(party))
    trend = level * np.exp(-0.008 * (np.array(YEARS) - 2020) + 0.006 * rng.standard_normal(len(YEARS)))
    return np.asarray(trend * np.exp(0.05 * rng.standard_normal((200, 1))))


def draws_of(party: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Draws of a party or of all together."""
    return np.sum([series(each) for each in PARTIES], axis=0) if party == "ALL" else series(party)


def figure(party: str) -> Figure:
    """A party's figure with its progress."""
    draws = draws_of(party)
    found = progress(
        YEARS, np.median(draws, axis=0), direction="down", factor=0.85, target_year=2030, stated_base_year=2020,
        draws=draws,
    )  # fmt: skip
    last = draws[:, -1]
    return Figure(
        "methane.waste", "waste", MEASURE.targets[0].title, "kt CH4", party, found, float(np.median(last)), YEARS[-1],
        float(np.quantile(last, 0.05)), float(np.quantile(last, 0.95)), None, sources=("methane/inventory",),
        confidence="verified", vintage="2025",
    )  # fmt: skip


def picture(party: str) -> v.TimeSeries:
    """A party's target picture: history with band, fan, needed path, target."""
    draws = draws_of(party)
    middle = np.median(draws, axis=0)
    low, high = np.quantile(draws, (0.05, 0.95), axis=0)
    ahead = fan(YEARS, middle, range(2025, 2031), (0.05, 0.25, 0.5, 0.75, 0.95), draws=draws)
    base, level = float(middle[YEARS.index(2020)]), 0.85 * float(middle[YEARS.index(2020)])
    bands = tuple(
        v.Band(p, tuple(zip(ahead.years, ahead.values[:, i].tolist(), ahead.values[:, j].tolist(), strict=True)))
        for p, i, j in ((0.9, 0, 4), (0.5, 1, 3))
    )
    lines = (
        v.Line(Text("manner-modelled"), "modelled", v.series_points(YEARS, middle),
               (v.Band(0.9, tuple(zip(YEARS, low.tolist(), high.tolist(), strict=True))),), party),
        v.Line(Text("manner-forecast"), "forecast", v.series_points(ahead.years, ahead.values[:, 2]), bands, party),
        v.Line(Text("manner-path"), "path", ((2020, base), (2030, level)), party=party),
    )  # fmt: skip
    return v.TimeSeries(
        f"target-waste-{party.lower()}", MEASURE.targets[0].title, "kt CH4", lines, (2030, level),
        sources=("methane/inventory",),
    )  # fmt: skip


def every_kind() -> tuple[v.View, ...]:
    """One view of each kind, with something unknown in those that can say it."""
    return (
        v.TimeSeries("series", said("Chargers in service"), "1",
                     (v.Line(said("count"), "reported", ((2018, 3.0), (2019, 4.0), (2022, 9.0)), party="CAN"),),
                     unknown=(Text("unknown-no-data"),)),
        v.Timeline("moments", said("What happened when"), (
            v.Moment(dt.date(2023, 5, 1), dt.date(2023, 5, 31), "month", said("A corridor is named"), "delivered"),
            v.Moment(None, None, "undated", said("A meeting"), "activity"),
        )),
        v.Intervals("intervals", said("Share of chargers that work"), "%", (
            v.Dot("Canada", 82.0, 75.0, 89.0, "CAN"), v.Dot("Mexico", None, None, None, "MEX", Text("unknown-no-data")),
        ), reference=97.0),
        v.CostCurve("cost", said("What closing gaps costs"), "km", "USD/km", (
            v.Step("Fast chargers", 120.0, 900.0, "USA"), v.Step("Slow chargers", 300.0, 150.0, "CAN"),
        ), gap=350.0),
        v.Bars("bars", said("Chargers by kind"), "1", (
            v.Bar("Ontario", 61.0, said("fast")), v.Bar("Ontario", 154.0, said("slow")),
            v.Bar("Quebec", 90.0, said("fast")),
        )),
        v.Sankey("flows", said("Where energy goes"), "MWh", (
            v.Link("Grid", "Chargers", 90.0), v.Link("Sun", "Chargers", 10.0), v.Link("Chargers", "Cars", 80.0),
            v.Link("Chargers", "Loss", 20.0),
        )),
        v.Network("ties", said("Who connects to whom"), (
            v.Link("Windsor", "Detroit", 4.0), v.Link("Laredo", "Nuevo Laredo", 2.0, "planned"),
            v.Link("Detroit", "Chicago", 1.0),
        )),
        v.Map("places", said("Border chargers"), "kW", (
            v.Place(42.3, -83.0, "Detroit–Windsor", 350.0), v.Place(27.5, -99.5, "Laredo", 150.0, "planned"),
            v.Place(32.5, -117.0, "Tijuana", None),
        ), (v.Way(((42.3, -83.0), (45.5, -73.6)), said("Corridor to Montreal"), "corridor"),)),
        v.Matrix("standards", said("Standards by country"), ("Canada", "Mexico"), (said("connector"), said("uptime")),
                 (("CCS", 97.0), (None, 90.0))),
        v.Grid("grid", said("Stations"), (said("station"), said("power")), (("A", 50.0), ("<B>", None))),
    )  # fmt: skip


PLAN = Plan(
    "optimal", -500.0, objective=12.5, gap=0.0,
    actions=(Action("landfill-gas", 12.0, -450.0, 3.0, dt.date(2027, 1, 1), "USA"), Action("organics", 0.5, -50.0)),
    binding=(Binding("target", {}, -0.02), Binding("budget", {"year": "2027"}, None)),
    marginal_cost=MarginalCost(1.0, 0.02, 0.03),
)  # fmt: skip


def assessed(
    of: Commitment, figures: tuple[Figure, ...] = (), views: tuple[v.View, ...] = (), **given: Any
) -> Assessed:
    """A commitment with its states by evidence and its compliance windows."""

    def state(party: str, on: dt.date) -> PartyState:
        by_evidence = evidence_state(of, party, ROWS, on=on, known_at=ON, window_start=WINDOW_START)
        return joined(of, by_evidence, computed_state(of, party, figures, on))

    def states(on: dt.date) -> tuple[PartyState, ...]:
        return tuple(state(party, on) for party in of.parties)

    def window(end: dt.date) -> Window:
        scores = {state.party: score(state) for state in states(end)}
        return Window(end, scores, compliance(list(scores.values())))

    now = states(ON)
    known = {
        "status": together(now), "basis": "computed" if figures else "evidence", "parties": now, "plan": None, **given,
    }  # fmt: skip
    return Assessed(
        commitment=of, figures=figures, views=views, evidence=tuple(r for r in ROWS if r.commitment == of.id),
        windows=tuple(window(dt.date(year, 1, 10)) for year in (2024, 2025, 2026)), **known,
    )  # fmt: skip


def edition(**given: Any) -> Edition:
    """The edition made by hand."""
    four = ("ALL", *PARTIES)
    measure = assessed(MEASURE, tuple(figure(p) for p in four), tuple(picture(p) for p in four), plan=PLAN)
    all_ = (measure, assessed(MIXED), assessed(UNKNOWN), assessed(OVERDUE), assessed(VIEWS, views=every_kind()))
    scores = {a.commitment.id: list(a.windows[-1].scores.values()) for a in all_}
    versions: Mapping[str, str] = {"communique": "0.1.0", "python": "3.11"}
    manifest = Manifest(
        summit="handmade", on=ON, known_at=ON, seed=7, draws=200, versions=versions, lock="abc123", store={},
        tables={"register.evidence": {"version": None}}, facts={}, inputs={},
    )  # fmt: skip
    made = {
        "communique": COMMUNIQUE, "manifest": manifest, "commitments": all_,
        "windows": ((dt.date(2026, 1, 10), compliance_of_summit(scores)),), "sources": SOURCES, **given,
    }  # fmt: skip
    return Edition(**made)
