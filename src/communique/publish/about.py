"""What is this record, how is it read, where does it end, and how is it cited and corrected?"""

from __future__ import annotations

from collections.abc import Sequence

from communique.assess.edition import Assessed
from communique.language import Text
from communique.publish.frame import File, Frame, command, page
from communique.publish.home import computed
from communique.render.words import GROUPS, PageWords

#: Words that a reader meets, each explained by the message `term-ID-means`.
TERMS = (
    "promise", "computed", "evidence-only", "target", "gap", "interval", "probability", "plan", "draws", "verified",
    "recalled", "clocks", "register", "unknown", "edition",
)  # fmt: skip
LIMITS = ("text", "found", "cause", "outcome", "model", "trend", "recalled", "public", "language")
STATES = tuple(state for states in GROUPS.values() for state in states)


def about_page(frame: Frame, commitments: Sequence[Assessed], left_out: Sequence[Text], language: str) -> File:
    """The page in one language; `left_out` says which workstreams could not run."""
    words = PageWords(language)
    n, answered = len(commitments), computed(commitments)
    unknown = sum(assessed.status in GROUPS["unknown"] for assessed in commitments)
    return page(
        "about.html", "about.html", frame, words, words.t("about-title"), description=words.t("about-what"),
        states=[(words.sign(state), words.t(f"state-means-{state.replace('_', '-')}")) for state in STATES],
        terms=terms(words), limits=[words.t(f"about-limit-{id}") for id in LIMITS],
        numbers=words.t("about-numbers", n=n, computed=answered, evidence=n - answered, unknown=unknown),
        left_out=[words.say(text) for text in left_out], command=command(frame),
    )  # fmt: skip


def terms(words: PageWords) -> list[tuple[str, str, str]]:
    """(anchor, word, what it means) of the terms that pages use."""
    return [(f"term-{id}", words.t(f"term-{id}"), words.t(f"term-{id}-means")) for id in TERMS]
