"""Is a push whole, late or still coming?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from communique.workstreams.passengers.records import Header
from communique.workstreams.passengers.splits import agreed_hold, key_of, overdue, receive

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
HOLD = agreed_hold()


def part(number, position="", *, access="PUSH", complete=True, sender="XX"):
    header = Header(1, str(number), "13.1", access, sender, "GOV", None, 0, part=number, position=position)
    header.complete = complete
    return header


PARTS = [part(1, "C"), part(2), part(3, "F")]


@pytest.mark.parametrize("order", list(permutations(PARTS)), ids=lambda order: "".join(p.reference for p in order))
def test_a_push_is_whole_when_its_last_part_comes_whatever_the_order(order):
    held = {}
    given = [receive(held, header, header.reference, NOW) for header in order]
    assert given[:2] == [None, None]
    assert sorted(content for _, content in given[2].parts.values()) == ["1", "2", "3"]
    assert held == {}


def test_half_a_push_is_never_given_and_is_late_after_the_hold():
    held = {}
    assert receive(held, PARTS[0], None, NOW) is None
    assert receive(held, PARTS[2], None, NOW + timedelta(hours=1)) is None
    assert overdue(held, NOW + HOLD, HOLD) == []
    [push] = overdue(held, NOW + HOLD + timedelta(seconds=1), HOLD)
    assert (push.complete, push.missing, held) == (False, [2], {})


def test_a_message_that_says_nothing_of_parts_is_whole_at_once_unless_it_was_cut():
    alone = part(None)
    held = {}
    assert receive(held, alone, None, NOW).complete
    cut = part(None, complete=False)
    assert receive(held, cut, None, NOW) is None
    assert list(held) == [key_of(cut)]


def test_parts_of_different_senders_and_pushes_are_not_mixed():
    held = {}
    assert receive(held, part(1, "C"), None, NOW) is None
    assert receive(held, part(2, "F", sender="YY"), None, NOW) is None
    assert receive(held, part(2, "F", access="OTHER"), None, NOW) is None
    assert len(held) == 3


def test_of_a_part_that_comes_twice_the_first_is_kept_unless_it_was_cut():
    held = {}
    receive(held, part(1, "C", complete=False), "cut", NOW)
    receive(held, part(1, "C"), "whole", NOW)
    receive(held, part(1, "C"), "again", NOW)
    push = receive(held, part(2, "F"), "last", NOW)
    assert [content for _, content in push.parts.values()] == ["whole", "last"]
    assert push.repeated == [1, 1]
