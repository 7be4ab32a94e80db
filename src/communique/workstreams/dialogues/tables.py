"""What may a nation, an agency, a firm, a school or an NGO hand in about what was said and agreed in a room?

Each table has the same last columns: who says so, of which class that source is, and how far the row may travel.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from communique.commitment.evidence import PRECISIONS, SOURCE_CLASSES, interval
from communique.geo import CountryError, known_country
from communique.language import COMPLETE
from communique.tables import MARKINGS, Check, Column, Table

if TYPE_CHECKING:
    import polars as pl

#: Topics of practice; public health and the rights of workers first, as the promises have them.
TOPICS = (
    "public-health-substance-use",
    "labour-rights",
    "indigenous-women",
    "trafficking",
    "asylum",
    "narratives-on-migrants",
    "root-causes",
    "lawful-pathways",
    "equity",
    "lgbtqi-rights",
    "online-harassment",
    "precursors",
    "cyber-security",
    "nuclear-security",
    "passenger-records",
    "pandemics",
    "semiconductors",
    "critical-minerals",
    "skills",
    "student-mobility",
    "waste-methane",
    "food-waste",
    "clean-transit",
    "border-charging",
    "conservation",
    "hydrogen",
)
LEVELS = ("leaders", "ministers", "principals", "senior_officials", "experts", "public")
FORMATS = ("in_person", "virtual", "hybrid")
#: How strong the evidence of a practice's effect is, the strongest first; what is not known is none of the others.
STRENGTHS = ("comparison", "before_after", "described", "claimed", "none_known")
STATEMENTS = ("joined", "left", "listed", "absent")
OUTCOMES = ("done", "not_done")
REPLIED_TO = ("convenings", "decisions", "recommendations", "practices", "memberships", "trainings")
CONTRIBUTORS = ("government", "agency", "nation", "ngo", "firm", "academia", "international")
#: Counts of people below this stay with those who counted: a small group can be recognised (k >= 11).
SMALLEST_GROUP = 11
SUPPRESSED = "SUPPRESSED"

_TAIL = (
    Column(
        "source_class", allowed=SOURCE_CLASSES, description="class of the source, of its own kind and not of its site"
    ),
    Column("source", nullable=True, trim=True, description="address of the source, or the document it stands in"),
    Column("told_by", allowed=CONTRIBUTORS, description="what kind of organisation says so"),
    Column(
        "marking",
        allowed=MARKINGS,
        description="TLP 2.0; only TLP:CLEAR rows are shown on pages, the others are counted as not public",
    ),
)
_ID = r"[a-z0-9][a-z0-9.-]*"


def _text(name: str, said: str) -> tuple[Column, ...]:
    """One column a language; at least one is filled, and no language passes for another."""
    return tuple(
        Column(f"{name}_{code}", nullable=True, trim=True, description=f"{said} ({code})") for code in COMPLETE
    )


def _date(name: str, said: str) -> tuple[Column, ...]:
    return (
        Column(name, nullable=True, trim=True, description=f"{said}: 2023, 2023-06 or 2023-06-14, as it is known"),
        Column(_precision(name), nullable=True, allowed=PRECISIONS, description=f"how precisely {name} is known"),
    )


def _precision(name: str) -> str:
    return "precision" if name == "date" else f"{name}_precision"


def _id(name: str, said: str) -> Column:
    return Column(name, pattern=_ID, trim=True, description=f"{said}; lower case, the contributor's own")


_BODY = Column("body", trim=True, description="id or name of the body, as `communique dialogues status` lists them")
_CONVENING = Column("convening", nullable=True, trim=True, description="the meeting in which it was said")
_TOPICS = Column("topics", nullable=True, description=f"one or more, separated by ';', of: {', '.join(TOPICS)}")


def _dated(name: str, *, ends: bool = False) -> Check:
    """A date says as much as its precision, no more and no less."""
    used = (name, _precision(name), *((f"{name}_end",) if ends else ()))

    def holds(cells: Mapping[str, str | None]) -> bool:
        return _readable(cells[name], cells.get(f"{name}_end"), cells[_precision(name)])

    return Check("dialogues-rule-date", lambda: _rows(used, holds), used)


def _readable(text: str | None, end: str | None, precision: str | None) -> bool:
    if not text:
        return precision in (None, "undated")
    try:
        return precision is not None and bool(interval(text, end or "", precision))
    except ValueError:
        return False


def _said(name: str) -> Check:
    columns = tuple(f"{name}_{code}" for code in COMPLETE)
    return Check("dialogues-rule-said", lambda: _any(columns), columns)


def _any(columns: tuple[str, ...]) -> pl.Expr:
    import polars as pl

    return pl.any_horizontal(pl.col(column).is_not_null() & (pl.col(column) != "") for column in columns)


def _countries(column: str) -> Check:
    def holds(cells: Mapping[str, str | None]) -> bool:
        return all(_is_country(code) for code in parts(cells[column]))

    return Check("dialogues-rule-countries", lambda: _rows((column,), holds), (column,))


def _is_country(code: str) -> bool:
    try:
        return bool(known_country(code))
    except CountryError:
        return False


def _on_topic() -> Check:
    def holds(cells: Mapping[str, str | None]) -> bool:
        return all(topic in TOPICS for topic in parts(cells["topics"]))

    return Check("dialogues-rule-topics", lambda: _rows(("topics",), holds), ("topics",))


def parts(text: str | None) -> tuple[str, ...]:
    """What stands between the semicolons of a cell, without blanks."""
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


def _rows(columns: tuple[str, ...], holds: Any) -> pl.Expr:
    import polars as pl

    return pl.struct(columns).map_elements(holds, return_dtype=pl.Boolean)


def _table(name: str, description: str, columns: tuple[Column, ...], *checks: Check) -> Table:
    """A contract; two contributors may tell of one thing, and both versions are kept."""
    return Table(
        name=f"dialogues.{name}",
        description=description,
        columns=(*columns, *_TAIL),
        key=(columns[0].name,),
        checks=checks,
        duplicates="allow",
        notation_keys=(SUPPRESSED,) if name == "trainings" else (),
    )


CONVENINGS = _table(
    "convenings",
    "Meetings: one row a meeting and teller. A meeting that two tell of differently is kept twice, and flagged.",
    (
        _id("convening", "name of the row"),
        _BODY,
        *_text("what", "what it was, one sentence"),
        Column(
            "number", "integer", nullable=True, minimum=1, description="which meeting of the body it was, if numbered"
        ),
        *_date("date", "first day"),
        Column("date_end", nullable=True, description="last day, year-month-day"),
        Column(
            "source_precision",
            nullable=True,
            allowed=PRECISIONS,
            description="how precisely the source itself dates it",
        ),
        Column("place", nullable=True, trim=True, description="city"),
        Column("format", nullable=True, allowed=FORMATS, description="where people were"),
        Column("level", nullable=True, allowed=LEVELS, description="of whom"),
        Column("parties", description="countries that took part, ISO alpha-3, separated by ';'"),
        Column("agenda", nullable=True, description="items of the agenda, separated by ';'"),
        Column("documents", nullable=True, description="addresses of what it published, separated by ' '"),
        Column(
            "office_holders", nullable=True, description="who attended by office: USA:president:Name, separated by ';'"
        ),
    ),
    _dated("date", ends=True),
    _countries("parties"),
)

DECISIONS = _table(
    "decisions",
    "What was decided: who owes what by when, and by which evidence it was done. Without evidence nothing is done.",
    (
        _id("decision", "name of the row"),
        _BODY,
        _CONVENING,
        *_text("what", "what was decided, one sentence"),
        _TOPICS,
        Column("owner", nullable=True, trim=True, description="who owes it: countries (ISO alpha-3, ';') or an office"),
        Column("owed_to", nullable=True, trim=True, description="to whom"),
        *_date("decided", "when it was decided"),
        *_date("due", "by when"),
        *_date("done", "when it was done, or shown not to be"),
        Column(
            "outcome", nullable=True, allowed=OUTCOMES, description="what the evidence shows; empty where nothing does"
        ),
        Column("evidence", nullable=True, description="address of the evidence"),
    ),
    _dated("decided"),
    _dated("due"),
    _dated("done"),
    _said("what"),
    _on_topic(),
)

RECOMMENDATIONS = _table(
    "recommendations",
    "Recommendations to governments and others: from whom, to whom, whether and when they were answered.",
    (
        _id("recommendation", "name of the row"),
        _BODY,
        _CONVENING,
        *_text("what", "what is recommended, one sentence"),
        _TOPICS,
        Column("from_whom", trim=True, description="who recommends"),
        Column("to_whom", trim=True, description="who is to answer: countries (ISO alpha-3, ';') or an office"),
        *_date("made", "when it was made"),
        *_date("due", "by when an answer is owed"),
        *_date("answered", "when it was answered"),
        *_text("answer", "the answer, one sentence"),
        Column("evidence", nullable=True, description="address of the answer"),
    ),
    _dated("made"),
    _dated("due"),
    _dated("answered"),
    _said("what"),
    _on_topic(),
)

PRACTICES = _table(
    "practices",
    "Practice: what was done by whom, with which evidence of effect, who took it over, at what cost.",
    (
        _id("practice", "name of the row"),
        Column("topic", allowed=TOPICS, description="field of practice"),
        Column("country", "country", description="where it is done"),
        Column("who", nullable=True, trim=True, description="the organisation that does it"),
        *_text("what", "what was done, one sentence"),
        *_text("effect", "what it changed, one sentence"),
        Column("strength", allowed=STRENGTHS, description="how strong the evidence of the effect is"),
        Column("language", nullable=True, description="languages of its documents, separated by ';'"),
        Column("adopted_by", nullable=True, description="countries that took it over, ISO alpha-3, ';'"),
        Column("declined_by", nullable=True, description="countries that are known not to have taken it over"),
        Column("cost", "number", nullable=True, minimum=0, description="cost, in cost_currency of cost_year"),
        Column("cost_currency", nullable=True, allowed=("CAD", "MXN", "USD"), description="currency of the cost"),
        Column("cost_year", "year", nullable=True, description="price year of the cost"),
    ),
    _said("what"),
    _countries("adopted_by"),
    _countries("declined_by"),
    Check(
        "dialogues-rule-cost",
        "cost IS NULL OR (cost_currency IS NOT NULL AND cost_year IS NOT NULL)",
        ("cost", "cost_currency", "cost_year"),
    ),
)

MEMBERSHIPS = _table(
    "memberships",
    "Who is a member: acts of joining and leaving, and lists that show who was (or was not) one on a day.",
    (
        _id("statement_id", "name of the row"),
        _BODY,
        Column("member", "country", description="the country"),
        Column("statement", allowed=STATEMENTS, description="an act (joined, left) or an observation (listed, absent)"),
        *_date("date", "when"),
        Column("date_end", nullable=True, description="last day, year-month-day"),
        Column("list", nullable=True, trim=True, description="the list it was read from, if it was read from one"),
    ),
    _dated("date", ends=True),
)

TRAININGS = _table(
    "trainings",
    "Trainings held: for whom, in which languages, on which items of a framework, for how many.",
    (
        _id("training", "name of the row"),
        Column("topic", allowed=TOPICS, description="field"),
        Column("country", "country", description="where it was held"),
        Column("audience", trim=True, description="for whom, such as public servants"),
        Column("languages", description="languages it was held in, separated by ';'"),
        Column("framework", nullable=True, trim=True, description="the framework its tags are of, such as NICE"),
        Column("tags", nullable=True, description="items of the framework it covers, separated by ';'"),
        *_date("date", "when"),
        Column(
            "people",
            "integer",
            nullable=True,
            minimum=SMALLEST_GROUP,
            description=f"people who finished; {SUPPRESSED} for a group of fewer than {SMALLEST_GROUP}",
        ),
    ),
    _dated("date"),
)

REPLIES = _table(
    "replies",
    "The right of reply: what a party says about a row of another. It is shown beside the row and changes no count.",
    (
        _id("reply", "name of the row"),
        Column("country", "country", description="who replies"),
        Column("about_table", allowed=REPLIED_TO, description="table of the row"),
        Column("about", trim=True, description="name of the row"),
        *_text("what", "the reply"),
        *_date("date", "when"),
    ),
    _dated("date"),
    _said("what"),
)

TABLES = (CONVENINGS, DECISIONS, RECOMMENDATIONS, PRACTICES, MEMBERSHIPS, TRAININGS, REPLIES)
