"""Does the shipped summit say all that the register says, in three languages, and no more precisely than it knows?"""

from __future__ import annotations

import csv
import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "src/communique/summits/nals2023"
SHARED = (ROOT / "../shared/data/commitments").resolve()
LANGUAGES = ("en", "es", "fr")
#: Words that are spelt alike in English and one of the others; everything else must be translated.
SAME_WORD = {"date", "Migration", "bilateral"}
#: English "30 by 30" names the year by its last two digits; the other two say 30 % and 2030.
SHORTHAND = ".10-thirty-by-thirty.title"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared tables beside the repository")


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


FILES = sorted((FOLDER / "commitments").glob("*.toml"))
COMMITMENTS = {file.stem: _toml(file) for file in FILES}
SUMMIT = _toml(FOLDER / "summit.toml")
EVIDENCE = _csv(FOLDER / "evidence.csv")


def _said(node: Any, where: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every leaf that is said in a language, with the path to it."""
    if isinstance(node, dict) and set(node) & set(LANGUAGES):
        yield where, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _said(value, f"{where}.{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _said(value, f"{where}[{index}]")


def _everything_said() -> dict[str, dict[str, str]]:
    said = dict(_said({"summit": SUMMIT, **COMMITMENTS}, ""))
    for row in EVIDENCE:
        for column in ("event", "note"):
            words = {language: row[f"{column}_{language}"] for language in LANGUAGES}
            if column == "event" or any(words.values()):
                said[f"{row['evidence_id']}.{column}"] = words
    return said


SAID = _everything_said()


def _in_commitments(key: str) -> list[tuple[str, dict[str, Any]]]:
    return [(id, part) for id, commitment in COMMITMENTS.items() for part in commitment.get(key, [])]


def test_there_are_28_commitments_numbered_without_a_gap() -> None:
    assert [commitment["number"] for commitment in COMMITMENTS.values()] == list(range(1, 29))


def test_a_file_is_called_by_its_commitment() -> None:
    for name, commitment in COMMITMENTS.items():
        assert commitment["id"] == name
        assert name.startswith(f"{commitment['number']:02}-")


def test_sections_come_in_the_order_of_the_us_text_and_hold_every_commitment() -> None:
    order = [section["id"] for section in SUMMIT["sections"]]
    assert order == ["competitiveness", "climate", "migration", "security", "health", "equity"]
    assert list(dict.fromkeys(c["section"] for c in COMMITMENTS.values())) == order


def test_parties_stand_in_the_order_canada_mexico_united_states() -> None:
    assert SUMMIT["parties"] == ["CAN", "MEX", "USA"]
    assert all(commitment["parties"] == SUMMIT["parties"] for commitment in COMMITMENTS.values())
    for row in EVIDENCE:
        parties = row["parties"].split(";")
        assert parties == ["regional"] or parties == [p for p in SUMMIT["parties"] if p in parties], row["evidence_id"]


def test_nothing_is_said_in_fewer_than_three_languages() -> None:
    lacking = [where for where, said in SAID.items() if any(not said.get(lang, "").strip() for lang in LANGUAGES)]
    assert not lacking
    assert all(set(said) == set(LANGUAGES) for said in SAID.values())


def test_no_english_sentence_stands_in_for_spanish_or_french() -> None:
    left = [
        (where, language)
        for where, said in SAID.items()
        for language in ("es", "fr")
        if said[language] == said["en"] and said["en"] not in SAME_WORD and re.search("[A-Za-z]", said["en"])
    ]
    assert not left


def test_spanish_and_french_differ_where_they_have_words() -> None:
    left = [where for where, said in SAID.items() if said["es"] == said["fr"] and re.search("[a-z]", said["es"])]
    assert not left


#: Canadian French: a no-break space before : and % and inside « », none before ; ! ? and no straight apostrophe.
FRENCH_FAULTS = (r"(?<!\u00a0)[:%»]", r"«(?!\u00a0)", r"\s[;!?]", r"'", r"\d\.\d", r"[“”]", r"  ")
#: Mexican Spanish: a no-break space before %, point for decimals, “ ” for quotation.
SPANISH_FAULTS = (r"(?<!\u00a0)%", r"\s[;:!?]", r"'", r"\d,\d(?!\d\d)", r"[«»]", r"  ")


def _faults(text: str, patterns: tuple[str, ...]) -> list[str]:
    return [pattern for pattern in patterns if re.search(pattern, text)]


@pytest.mark.parametrize(
    ("text", "patterns"),
    [
        ("cible: 30\u00a0%", FRENCH_FAULTS),
        ("cible\u00a0: 30 %", FRENCH_FAULTS),
        ("«début\u00a0»", FRENCH_FAULTS),
        ("pertes ; gaspillage", FRENCH_FAULTS),
        ("l'eau", FRENCH_FAULTS),
        ("au plus 0.85", FRENCH_FAULTS),
        ("30 %", SPANISH_FAULTS),
        ("a lo más 0,85", SPANISH_FAULTS),
        ("«principios»", SPANISH_FAULTS),
    ],
)
def test_the_check_of_typography_sees_a_fault(text: str, patterns: tuple[str, ...]) -> None:
    assert _faults(text, patterns)


def test_french_is_set_the_canadian_way() -> None:
    assert not {where: found for where, said in SAID.items() if (found := _faults(said["fr"], FRENCH_FAULTS))}
    titles = [text["title"] for text in SUMMIT["texts"] if text["language"] == "fr"]
    assert titles
    assert not any(_faults(title, FRENCH_FAULTS) for title in titles)


def test_spanish_is_set_the_mexican_way() -> None:
    assert not {where: found for where, said in SAID.items() if (found := _faults(said["es"], SPANISH_FAULTS))}


def test_figures_are_the_same_in_every_language() -> None:
    """A translation that loses or changes a number is a changed promise; only words for numbers may differ."""
    off = {}
    for where, said in SAID.items():
        figures = {language: _figures(said[language]) for language in LANGUAGES}
        if where != SHORTHAND and not figures["en"] == figures["es"] == figures["fr"]:
            off[where] = figures
    assert not off


def _figures(text: str) -> Counter[str]:
    """Every number, free of separators; an ISO date counts as its year and day, since a translation names the month."""
    text = re.sub(r"(\d{4})-\d\d-(\d\d)", lambda m: f"{m[1]} {int(m[2])}", text)
    return Counter(re.sub(r"[.,\s]", "", figure) for figure in re.findall(r"\d+(?:[.,\u00a0]\d+)*", text))


def test_the_register_is_whole() -> None:
    wordings = [wording for _, wording in _in_commitments("wordings")] + SUMMIT["wordings"]
    assert len(_in_commitments("milestones")) == 75
    assert len(_in_commitments("targets")) == 17
    assert len(wordings) == 22
    assert len(EVIDENCE) == 45
    assert len({row["evidence_id"] for row in EVIDENCE}) == 45


def test_every_wording_names_a_text_of_the_summit() -> None:
    texts = {text["id"] for text in SUMMIT["texts"]}
    wordings = [wording for _, wording in _in_commitments("wordings")] + SUMMIT["wordings"]
    assert len(texts) == 5
    assert {wording["text"] for wording in wordings} <= texts


def test_every_commitment_has_evidence_and_every_row_a_commitment() -> None:
    assert {row["commitment"] for row in EVIDENCE} == {*COMMITMENTS, "summit"}


def test_a_rule_says_all_three_scores_in_two_to_four_sentences() -> None:
    for name, commitment in COMMITMENTS.items():
        for language, text in commitment["rule"]["text"].items():
            assert all(score in text for score in ("(+1)", "(0)", "(−1)")), (name, language)
            assert 2 <= len(re.findall(r"[.](?:\s|$)", text)) <= 4, (name, language)


def test_only_two_rules_admit_a_row_that_the_ordinary_rules_leave_out() -> None:
    admitted = {name: c["rule"]["counts"] for name, c in COMMITMENTS.items() if c["rule"]["counts"]}
    assert admitted == {"13-pathways-platform": ["13-01"], "24-equity-exchange": ["24-01"]}
    rows = {row["evidence_id"]: row for row in EVIDENCE}
    assert rows["13-01"]["parties"] == "regional"
    assert dt.date.fromisoformat(rows["24-01"]["date"]) < SUMMIT["window_start"]
    assert all(row in COMMITMENTS[name]["rule"]["text"]["en"] for name, ids in admitted.items() for row in ids)


def test_a_vague_date_is_a_deadline_on_a_strict_reading_only() -> None:
    dated = {(name, d["date"].isoformat(), d["strict"]) for name, d in _in_commitments("deadlines")}
    assert dated == {
        ("01-semiconductor-forum", "2023-12-31", False),
        ("01-semiconductor-forum", "2023-06-30", True),
        ("06-waste-methane", "2030-12-31", False),
        ("07-food-waste", "2025-12-31", False),
        ("10-thirty-by-thirty", "2030-12-31", False),
        ("26-indigenous-women", "2023-03-31", True),
    }


def test_measured_targets_carry_the_figures_of_the_text() -> None:
    measured = {
        target["indicator"]: (target.get("base_year"), target["year"], target.get("factor"), target.get("level"))
        for _, target in _in_commitments("targets")
        if "indicator" in target
    }
    assert measured == {
        "methane.waste_ch4": (2020, 2030, 0.85, None),
        "methane.all_ch4": (2020, 2030, 0.70, None),
        "food.loss_waste_per_person": (None, 2030, 0.50, None),
        "conservation.land_share": (None, 2030, None, 30.0),
        "conservation.ocean_share": (None, 2030, None, 30.0),
    }


def test_only_the_worldwide_pledge_is_collective() -> None:
    assert [target["id"] for _, target in _in_commitments("targets") if target["collective"]] == ["methane-pledge"]


DATE_OF = {
    "day": r"\d{4}-\d\d-\d\d",
    "inferred_day": r"\d{4}-\d\d-\d\d",
    "month": r"\d{4}-\d\d",
    "year": r"\d{4}",
    "inferred_year": r"\d{4}",
    "undated": "",
}
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
DAY_IN_WORDS = re.compile(rf"\d{{4}}-\d\d-\d\d|\b\d\d?(?:er)?(?: de)? (?:{MONTHS})|\b(?:{MONTHS}) \d\d?\b")


def test_no_row_is_dated_more_precisely_than_it_is_known() -> None:
    for row in EVIDENCE:
        assert re.fullmatch(DATE_OF[row["precision"]], row["date"]), row["evidence_id"]
        assert not row["date_end"] or row["precision"] == "day", row["evidence_id"]


def test_no_sentence_gives_the_day_of_an_event_known_by_month_or_year() -> None:
    assert DAY_IN_WORDS.search("el 18 de septiembre")
    vague = [row for row in EVIDENCE if row["precision"] in ("month", "year", "inferred_year")]
    assert vague
    for row in vague:
        for column in ("event", "note"):
            assert not any(DAY_IN_WORDS.search(row[f"{column}_{lang}"]) for lang in LANGUAGES), row["evidence_id"]


def test_milestones_are_dated_by_a_text_only_where_the_promise_states_a_date() -> None:
    basis = Counter(milestone["basis"] for _, milestone in _in_commitments("milestones"))
    assert set(basis) <= {"text", "declaration", "evidence", "linear_path", "reporting_cycle", "suggested"}
    dated_by_a_text = {name for name, m in _in_commitments("milestones") if m["basis"] in ("text", "declaration")}
    promised = {name for name, c in COMMITMENTS.items() if re.search(r"\d{4}|weeks", c["date_promised"]["en"])}
    assert dated_by_a_text == promised


@needs_shared
def test_milestones_are_those_of_the_shared_table() -> None:
    basis = {"linear path": "linear_path", "UNFCCC reporting cycle": "reporting_cycle"}
    shared = Counter(
        (r["commitment"], r["milestone_en"], r["date"], basis.get(r["basis"], r["basis"].split(":")[0]))
        for r in _csv(SHARED / "milestones.csv")
    )
    ours = Counter((id, m["title"]["en"], m["date"].isoformat(), m["basis"]) for id, m in _in_commitments("milestones"))
    assert ours == shared


@needs_shared
def test_targets_and_wordings_are_those_of_the_shared_tables() -> None:
    targets = Counter((id, t["title"]["en"], t["confidence"]) for id, t in _in_commitments("targets"))
    assert targets == Counter((r["commitment"], r["indicator"], r["confidence"]) for r in _csv(SHARED / "targets.csv"))
    wordings = _in_commitments("wordings") + [("all", wording) for wording in SUMMIT["wordings"]]
    assert Counter((id, w["text"], w["element"]["en"], w["difference"]["en"]) for id, w in wordings) == Counter(
        (r["commitment"], r["text_id"], r["element"], r["difference_paraphrased"])
        for r in _csv(SHARED / "wordings.csv")
    )


@needs_shared
def test_paraphrases_and_promised_dates_are_those_of_the_shared_table() -> None:
    for row in _csv(SHARED / "commitments.csv"):
        commitment = COMMITMENTS[row["id"]]
        assert commitment["title"]["en"] == row["title_en"]
        assert commitment["paraphrase"]["en"] == row["paraphrase_en"]
        assert commitment["date_promised"]["en"] == row["date_promised"]
        assert commitment["kind"] == row["type"]
        assert ";".join(commitment["workstreams"]) == row["workstream"]


@needs_shared
def test_evidence_keeps_every_fact_and_the_order_of_the_shared_table() -> None:
    #: The event of these two names all three countries as members.
    named = {"27-01": "CAN;MEX;USA", "27-03": "CAN;MEX;USA"}
    same = (
        "evidence_id", "commitment", "date", "date_end", "precision", "kind", "role", "scope", "confidence",
        "source_class", "source", "conflict_group", "recorded_on",
    )  # fmt: skip
    for ours, theirs in zip(EVIDENCE, _csv(SHARED / "evidence.csv"), strict=True):
        assert {key: ours[key] for key in same} == {key: theirs[key] for key in same}
        assert (ours["event_en"], ours["note_en"]) == (theirs["event"], theirs["note"])
        parties = named.get(ours["evidence_id"], ";".join(sorted(theirs["parties"].split(";"))))
        assert ours["parties"] == parties
