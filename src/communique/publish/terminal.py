"""Where do all promises stand, in a terminal?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.assess.edition import Edition
from communique.publish.home import Promise, computed, counts, groups
from communique.render.words import PageWords

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_STYLES = {"done": "blue", "under-way": "yellow", "mixed": "magenta", "reversed": "bold magenta", "unknown": "dim"}


def terminal_table(edition: Edition, language: str = "en") -> Table:
    """All promises by section with state, figure and next date, as a table for rich to print."""
    from rich.table import Table

    words = PageWords(language)
    table = Table(box=None, pad_edge=False, title_justify="left", title_style="bold", caption_justify="left")
    table.title = words.say(edition.communique.title)
    table.caption = _summary(edition, words)
    table.add_column("", justify="right", style="dim")
    for id in ("promise", "state", "figure"):
        table.add_column(words.t(f"home-col-{id}"), overflow="fold")
    table.add_column(words.t("home-col-date"), no_wrap=True)
    for group in groups(edition.communique, edition.commitments, words, edition.manifest.on):
        table.add_row("", f"[bold]{group.title.upper()}[/bold]")
        for promise in group.promises:
            date = f"{promise.next_date} {words.t('home-passed')}" if promise.passed else promise.next_date
            table.add_row(str(promise.number), promise.title, _state(promise, words), _figure(promise), date or "–")
    return table


def _summary(edition: Edition, words: PageWords) -> str:
    n, answered = len(edition.commitments), computed(edition.commitments)
    said = [words.t("home-computed", computed=answered, evidence=n - answered)]
    said.append(" · ".join(count.said for count in counts(edition.commitments, words)))
    return f"{words.t('home-promises', n=n)}{words.colon}{' '.join(said)}"


def _state(promise: Promise, words: PageWords) -> Text:
    from rich.text import Text

    said = Text(f"{promise.sign.shape} {promise.sign.word}", style=_STYLES[promise.sign.colour])
    if promise.mixed:
        for code, _, sign in promise.parties:
            said.append(f"  {words.short(code)} {sign.shape} {sign.word}", style=_STYLES[sign.colour])
    return said


def _figure(promise: Promise) -> str:
    figure = promise.figure
    if figure is None:
        return promise.why or "–"
    chance = f"P {figure.chance}" if figure.chance else figure.unknown
    return "  ".join(filter(None, (figure.standing, figure.amount, chance))) or promise.why or "–"
