"""What does the API answer with? The parts of edition.json, named as there, with a sentence and a unit for each.

What an edition holds beyond these is passed on as it stands. Unknown is null, and never zero.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from communique.commitment.model import Kind

State = Literal[
    "delivered", "on_track", "partial", "activity", "behind", "late", "overdue_unknown", "reversed", "mixed", "unknown"
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow")


class Compliance(_Part):
    """Scores at the end of a window: a count over unlike promises, not an outcome."""

    end: dt.date = Field(description="Last day of the yearly window.")
    mean: float | None = Field(description="Mean score of what is known, −1 to +1; null where nothing is known.")
    percent: float | None = Field(description="50 (mean + 1), the reading that compliance studies print.")
    known: int = Field(description="Scores that are known.")
    all: int = Field(description="All scores, known or not.")
    coverage: float = Field(description="Share of the scores that is known, 0 to 1.")
    low: float = Field(description="The mean if every unknown score were −1.")
    high: float = Field(description="The mean if every unknown score were +1.")


class WindowCompliance(Compliance):
    """Compliance with one promise."""

    scores: dict[str, int | None] = Field(description="Score by party: −1, 0, +1, or null where it is not known.")


class Edition(_Part):
    """What an edition is and what it was made from. The same gives the same bytes again."""

    summit: str = Field(description="Which summit.")
    on: dt.date = Field(description="The day the world is looked at (valid time).")
    known_at: dt.date = Field(description="What had been recorded by then counts (knowledge time).")
    marking: str = Field(description="TLP 2.0; nothing that is marked stricter went into it.")
    seed: int = Field(description="Seed of every Monte Carlo.")
    draws: int = Field(description="Draws of every Monte Carlo.")
    versions: dict[str, str] = Field(description="Versions of what computes.")
    lock: str = Field(description="Hash of the installed packages' names and versions.")
    store: dict[str, int] = Field(description="Version of each Delta table of the store.")
    tables: dict[str, Any] = Field(description="Version and contributions of each table that was read.")
    facts: dict[str, str] = Field(description="Hash of each workstream's shipped figures.")
    inputs: dict[str, str] = Field(description="Hash of each file of the summit's folder.")
    compliance: list[Compliance] = Field(description="Of the whole summit, by end of window.")
    left_out: list[str] = Field(description="Workstreams that could not run, and why.")


class PartyState(_Part):
    """Where one party stands."""

    party: str = Field(description="ISO 3166 alpha-3.")
    state: State = Field(description="Where it stands.")
    reason: str = Field(description="Why, in English.")
    reason_id: str = Field(description="Message id of the reason, the same in every language.")
    basis: Literal["computed", "evidence"] = Field(description="By figures or by evidence.")
    since: dt.date | None = Field(description="Last day on which the state can have come about.")
    flags: list[str] = Field(description="What else must be said of it.")
    evidence: list[str] = Field(description="Ids of the evidence it rests on.")


class SchemeBand(_Part):
    """The word of one published scheme for a progress."""

    scheme: str = Field(description="Which scheme.")
    band: str | None = Field(description="Its word by the headline formula.")
    geometric: str | None = Field(description="Its word by the geometric ratio.")
    linear: str | None = Field(description="Its word by the linear ratio.")
    confidence: str = Field(description="How sure we are of the scheme's thresholds: verified or recalled.")
    source: str = Field(description="Key of the scheme's source.")


class Figure(_Part):
    """One indicator of one party against one target. Values are in `unit`."""

    id: str = Field(description="Id of the indicator.")
    target_id: str = Field(description="Which of the commitment's targets.")
    unit: str = Field(description="Unit of baseline, latest, low, high, target and gap.")
    party: str = Field(description="ISO 3166 alpha-3; ALL is all parties together.")
    collective: bool = Field(description="Whether only all parties together promised it.")
    baseline: float | None = Field(description="Value of the base year, in `unit`.")
    baseline_year: int | None = Field(description="The base year.")
    latest: float | None = Field(description="Latest value, in `unit`.")
    latest_year: int | None = Field(description="Its year.")
    low: float | None = Field(description="Low end of the latest value's 90 % interval, in `unit`.")
    high: float | None = Field(description="High end of the latest value's 90 % interval, in `unit`.")
    target: float | None = Field(description="Level to reach, in `unit`.")
    target_year: int | None = Field(description="Year by which to reach it.")
    gap: float | None = Field(description="Latest less target, in `unit`.")
    ratio: float | None = Field(description="Pace so far over pace needed, by `formula`; 1 is just enough.")
    ratio_geometric: float | None = Field(description="The ratio of yearly rates of growth.")
    ratio_linear: float | None = Field(description="The ratio of yearly changes.")
    formula: str | None = Field(description="Which of both ratios is the headline.")
    scheme: str | None = Field(description="Scheme of the headline band.")
    band: str | None = Field(description="Headline band.")
    bands: list[SchemeBand] | None = Field(description="The word of every scheme; null without a progress.")
    score: float | None = Field(description="Score of the headline scheme.")
    probability: float | None = Field(description="Of meeting the target if the past trend goes on, 0 to 1.")
    probability_reason: str | None = Field(description="Why the probability is unknown.")
    probability_with_plan: float | None = Field(description="Of meeting the target with the plan, 0 to 1.")
    flags: list[str] | None = Field(description="How to read ratio and probability; null without a progress.")
    unknown_reason: str | None = Field(description="Why there is no verdict.")
    caveats: list[str] = Field(description="What must be said beside the figure.")
    sources: list[str] = Field(description="Keys of its sources.")
    confidence: str | None = Field(description="verified: read in the source; recalled: still to confirm.")
    vintage: str | None = Field(description="Issue of the series it was read from.")


class Evidence(_Part):
    """A dated event. `start` and `end` enclose it; both are null where it is undated."""

    id: str = Field(description="Id of the row.")
    kind: str = Field(
        description="delivered, partial, activity, none_found, not_searched, uncertain, reversal, rejected."
    )
    role: str = Field(description="direct, related, context or measure.")
    scope: str = Field(description="trilateral, bilateral, regional or national.")
    parties: list[str] = Field(description="Who acted: ISO 3166 alpha-3, or regional.")
    start: dt.date | None = Field(description="First day on which it can have happened.")
    end: dt.date | None = Field(description="Last day on which it can have happened.")
    precision: str = Field(description="How precise the date is.")
    event: str = Field(description="What happened, in English.")
    confidence: str = Field(description="high, medium, low or unverified.")
    source_class: str = Field(description="What kind of source says so.")
    source: str | None = Field(description="Address of the source.")
    conflict_group: str | None = Field(description="Rows of one group contradict one another.")
    recorded_on: dt.date = Field(description="When it was recorded.")


class Reply(_Part):
    """What a party answers to what is said of it. It changes no state."""

    id: str = Field(description="Id of the reply.")
    party: str = Field(description="Who speaks: ISO 3166 alpha-3.")
    table: str = Field(description="Table of the row that is answered.")
    about: str | None = Field(description="Name of that row; null where the state itself is answered.")
    start: dt.date | None = Field(description="First day on which it can have been said.")
    end: dt.date | None = Field(description="Last day on which it can have been said.")
    precision: str = Field(description="How precise the date is.")
    what: str = Field(description="The reply, in English where it was said in English.")
    source: str | None = Field(description="Address of the party's own statement.")


class Target(_Part):
    """How one target is read."""

    id: str = Field(description="Id of the target.")
    kind: Literal["outcome", "output"] = Field(description="What changes in the world, or what is made.")
    confidence: str = Field(description="How sure we are of the reading.")
    indicator: str | None = Field(default=None, description="What measures it; without one it lives by evidence.")
    unit: str = Field(default="", description="Unit of `level`.")
    base_year: int | None = Field(default=None, description="Year to which `factor` relates.")
    year: int | None = Field(default=None, description="Year by which.")
    direction: Literal["down", "up"] | None = Field(default=None, description="Which way is good.")
    factor: float | None = Field(default=None, description="Share of the base year's value to reach.")
    level: float | None = Field(default=None, description="Level to reach, in `unit`.")
    collective: bool = Field(default=False, description="Whether only all parties together promised it.")
    scope: Literal["party", "together", "both"] = Field(default="party", description="For whom it is judged.")


class Deadline(_Part):
    """A date that a text states for the whole promise."""

    date: dt.date = Field(description="The date.")
    basis: str = Field(description="The kind of text.")
    strict: bool = Field(default=False, description="Whether it holds on a strict reading only.")


class Reading(_Part):
    """How the commitment's texts are read."""

    counts: list[str] = Field(description="Evidence that counts although the ordinary rules leave it out.")
    deadlines: list[Deadline] = Field(description="Dates that the texts state.")


class Action(_Part):
    """One thing to do."""

    id: str = Field(description="Key of the measure, site or line in its workstream's tables.")
    cost: float = Field(description="Cost, in the plan's money.")
    effect: float = Field(description="Effect, in the unit of the target.")
    amount: float = Field(description="How much of it, in `unit`; 1 for something done or not.")
    on: dt.date | None = Field(description="When it takes effect; null where the model has no time.")
    party: str = Field(description="Whose action it is; empty where the model does not say.")
    name: Any = Field(default=None, description="What people call it; null where its id says it.")
    unit: str = Field(default="", description="Unit of the amount; empty where not said.")


class Plan(_Part):
    """Which actions meet the target at least cost, or why it cannot be met."""

    status: str = Field(description="optimal or infeasible.")
    target: float = Field(description="The target it was made for, in the unit of the target.")
    objective: float | None = Field(description="Least cost.")
    gap: float | None = Field(description="Relative gap to the proved bound.")
    actions: list[Action] = Field(description="What to do.")
    binding: list[dict[str, Any]] = Field(description="Constraints that keep it from being cheaper, and their prices.")
    marginal_cost: dict[str, float | None] | None = Field(description="Cost of one point of the target.")
    conflict: list[str] = Field(description="Where infeasible: constraints that cannot all hold.")
    reachable: float | None = Field(description="Where infeasible: the closest target that can be met.")
    probability: dict[str, Any] | None = Field(description="That the plan suffices.")
    money: str = Field(default="", description="Currency and price year of every cost; empty where not said.")
    unit: str = Field(default="", description="Unit of target, effects and `reachable`; empty where not said.")
    basis: str = Field(default="contributed", description="contributed: by parties; published: of published data.")
    caveats: list[Any] = Field(default_factory=list, description="What has to be said with it, the first one first.")
    cost: float = Field(description="Sum of the actions' costs.")
    effect: float = Field(description="Sum of the actions' effects.")


class Commitment(_Part):
    """One promise as the edition has it."""

    id: str = Field(description="Number in two digits, a dash and a name.", examples=["06-waste-methane"])
    number: int = Field(description="Its place among the promises.")
    section: str = Field(description="Section of the text.")
    kind: Kind = Field(description="What kind of promise.")
    title: dict[str, str] = Field(description="Title by language.")
    basis: Literal["computed", "evidence", "both"] = Field(description="What its state rests on.")
    status: State = Field(description="Where it stands; mixed where the parties differ.")
    parties: list[PartyState] = Field(description="Where each party stands, and why.")
    indicators: list[Figure] = Field(description="Its figures.")
    plan: Plan | None = Field(description="The plan that meets the target at least cost.")
    evidence_count: int = Field(description="Rows of evidence without rejected ones.")
    evidence: list[Evidence] = Field(description="All rows as known, rejected ones included.")
    replies: list[Reply] = Field(default_factory=list, description="What parties answer, oldest first.")
    targets: list[Target] = Field(description="How its targets are read.")
    reading: Reading = Field(description="How its texts are read.")
    texts: str = Field(description="Hash of all it says in words.")
    compliance: list[WindowCompliance] = Field(description="Scores by end of window.")


class CommitmentFigure(Figure):
    """A figure, and whose it is."""

    commitment: str = Field(description="Id of the commitment.")


class CommitmentEvidence(Evidence):
    """A row of evidence, and what it is about."""

    commitment: str = Field(description="Id of the commitment.")


class Source(_Part):
    """Where figures or events were read. What the edition's file does not say of it is null."""

    key: str = Field(description="Key of a figure's source, or address of an event's.")
    title: str | None = Field(description="Its title.")
    publisher: str | None = Field(description="Who published it.")
    year: int | None = Field(description="Year of publication.")
    url: str | None = Field(description="Where it is found.")
    licence: str | None = Field(description="Under which its data may be used.")
    note: str | None = Field(description="What else must be said of it.")
    cited_by: list[str] = Field(description="Ids of the commitments that rest on it.")


class Change(_Part):
    """One difference between two editions, and its cause."""

    commitment: str = Field(description="Id of the commitment.")
    where: str = Field(description="What differs.")
    before: Any = Field(description="As it was.")
    after: Any = Field(description="As it is.")
    cause: str = Field(description="Why; `unexplained` is a fault of the software.")
    detail: str = Field(description="The row, year or version that is the cause.")


class Tool(_Part):
    """A live tool of a workstream."""

    name: str = Field(description="The workstream.")
    address: str = Field(description="Where it is found on this server.")


class Health(_Part):
    """Whether the server lives."""

    status: Literal["ok"] = Field(description="It does.")


class Readiness(_Part):
    """Whether the server can be sent readers, and with which edition."""

    status: Literal["ready", "not ready"] = Field(description="Whether it is ready.")
    summit: str = Field(description="Which summit.")
    on: dt.date = Field(description="The day looked at.")
    known_at: dt.date = Field(description="What had been recorded by then counts.")
    tools: list[Tool] = Field(description="Live tools.")
    missing: dict[str, str] = Field(description="Workstreams whose tool cannot be loaded, and why.")


class Problem(BaseModel):
    """Why there is no answer (RFC 9457)."""

    title: str = Field(description="The kind of refusal.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong and what to do.")
    fault: str | None = Field(default=None, description="The kind of fault that a tool found in what it was given.")
