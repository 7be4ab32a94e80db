"""The promise's page says where the finder is and how fresh the catalogue is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from communique.language import COMPLETE
from communique.render.html import render
from communique.render.words import PageWords
from communique.view import Grid, Matrix
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.review import readings
from communique.workstreams.pathways.views import finder, health

DAY = dt.date(2026, 11, 24)


def test_every_pathway_is_counted_once_by_country_and_state():
    states = health(shipped(), DAY)[0]
    assert isinstance(states, Matrix)
    assert [sum(row) for row in states.cells] == [33, 17, 43]


def test_fifty_nine_of_ninety_three_are_past_review():
    fresh = health(shipped(), DAY)[1]
    assert isinstance(fresh, Grid)
    counts = {row[0].id: row[1] for row in fresh.cells}
    assert (counts["pathways-health-all"], counts["pathways-health-past"]) == (93, 59)


def test_what_is_due_is_what_is_past_review():
    due = health(shipped(), DAY)[2]
    assert isinstance(due, Grid)
    assert len(due.cells) == 59


def test_criteria_that_were_read_in_the_law_are_counted_by_country():
    read = health(shipped(), DAY)[3]
    assert isinstance(read, Grid)
    assert [row[1:3] for row in read.cells] == [(123, 105), (35, 29), (158, 99), (316, 233)]
    assert read.cells[0][3] == pytest.approx(105 / 123)


def test_a_reading_is_not_known_before_it_was_made():
    book = shipped().book
    late = {
        name: replace(rule, citation=replace(rule.citation, read=DAY + dt.timedelta(1)))
        for name, rule in book.rules.items()
        if rule.citation is not None and rule.citation.read is not None
    }
    later = replace(shipped(), book=replace(book, rules={**book.rules, **late}))
    assert [read for _, read in readings(later, DAY, DAY).values()] == [0, 0, 0]
    assert readings(later, DAY) == readings(shipped(), DAY)


@pytest.mark.parametrize("language", COMPLETE)
def test_the_finder_is_no_bare_link_and_its_commands_are_shown(language):
    drawn = render(finder(), PageWords(language), sources={})
    assert "href" not in drawn.html  # on a disk no server answers; a served page has the link
    assert "<!--tool /tools/pathways--><code>communique serve</code> · <code>/tools/pathways</code>" in drawn.html
    assert "<code>communique pathways finder --out finder</code>" in drawn.html
