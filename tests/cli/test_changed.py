"""Are the differences between two editions readable at 80 columns, whatever their values are?"""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from communique.assess.comparing import Change
from communique.cli.changed import changed_lines
from communique.language import Words

WORDS = Words("en")


def lines(*changes: Change, width: int = 80) -> list[str]:
    return list(changed_lines(changes, WORDS, width))


def test_what_has_one_cause_stands_below_it_promise_by_promise():
    found = lines(
        Change("06-a", "party CAN", "behind", "on_track", "new-year", "2024"),
        Change("06-a", "status", "mixed", "on_track", "new-year", "2024"),
        Change("07-b", "texts", None, None, "words"),
    )
    assert found == [
        "06-a", "  new year of data (2024)", "    party CAN: behind → on_track", "    status: mixed → on_track", "",
        "07-b", "  words only", "    texts",
    ]  # fmt: skip


def test_unknown_is_a_dash_and_zero_is_zero():
    assert lines(Change("a", "x", None, 0.0, "day"), Change("a", "y", 0.0, None, "day"))[2:] == [
        "    x: – → 0", "    y: 0 → –",
    ]  # fmt: skip


def test_of_a_list_only_what_came_and_went_is_said():
    found = lines(Change("a", "caveats", ["kept", "gone"], ["kept", "come"], "day"))
    assert found[2:] == ["    caveats: gone → –", "    caveats: – → come"]


def test_of_objects_only_the_parts_that_differ_are_said():
    before = [{"scheme": "un", "band": "far", "source": "x"}, {"scheme": "statcan", "band": "on-track"}]
    after = [{"scheme": "un", "band": "near", "source": "x"}, {"scheme": "statcan", "band": "on-track"}]
    assert lines(Change("a", "bands", before, after, "day"))[2:] == ["    bands un band: far → near"]
    assert lines(Change("a", "bands", None, before[1:], "day"))[2:] == [
        "    bands statcan scheme: – → statcan", "    bands statcan band: – → on-track",
    ]  # fmt: skip


def test_what_does_not_fit_a_line_is_wrapped_one_value_below_the_other():
    long = "A sentence that is much longer than what is left of a line of eighty columns, and goes on."
    found = lines(Change("a", "evidence 1", "Short.", long, "corrected-evidence", "1"))
    assert found[2:5] == [
        "    evidence 1",
        "      − Short.",
        "      + A sentence that is much longer than what is left of a line of eighty",
    ]


VALUES = st.one_of(
    st.none(), st.floats(allow_nan=False), st.text(string.ascii_letters + " [/]", max_size=200),
    st.lists(st.text(string.ascii_letters, min_size=1, max_size=30), max_size=5),
)  # fmt: skip


@given(VALUES, VALUES, st.integers(50, 120))
def test_no_line_is_wider_than_the_terminal_but_for_one_long_word(before, after, width):
    for line in lines(Change("19-drug-dialogue", "evidence 19-02", before, after, "day"), width=width):
        assert len(line) <= width or " " not in line.strip().lstrip("−+ ")


def test_a_list_in_another_order_is_no_change_that_is_left_unsaid():
    assert lines(Change("a", "sources", ["x", "y"], ["y", "x"], "day"))[2:] == [
        "    sources: ['x', 'y'] → ['y', 'x']",
    ]


def test_figures_that_differ_only_far_behind_the_point_are_said_whole():
    assert lines(Change("a", "latest", 768.4000001, 768.4, "data-revised"))[2:] == ["    latest: 768.4000001 → 768.4"]
