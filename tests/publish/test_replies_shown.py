"""Does a party's reply stand on its own page and beside what it answers, and is a page without one honest about it?"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import hand_made
import pytest

from communique.assess.edition import Assessed, Edition
from communique.commitment import Reply, in_every_language
from communique.publish.frame import frame_of
from communique.publish.party import party_files
from communique.publish.promise_page import promise_files
from communique.render.words import PageWords

DAY = dt.date(2026, 3, 2)


def reply(id: str, party: str = "USA", about: str = "", **given: Any) -> Reply:
    said = {
        "table": "register.evidence", "to": None, "what": in_every_language({"en": f"{party} says <{id}>."}),
        "start": DAY, "end": DAY, "precision": "day", "source": "https://www.state.gov/x", **given,
    }  # fmt: skip
    return Reply(id, hand_made.MIXED.id, party, about=about, **said)


REPLIES = (
    reply("register-usa-state"),
    reply("register-usa-row", about="02-3", to=hand_made.said("The United States left", "Salió", "Partis")),
    reply("register-usa-lost", about="99-9", source="javascript:alert(1)"),
    reply("register-bra-guest", "BRA"),
)


@pytest.fixture(scope="module")
def mixed(edition: Edition) -> Assessed:
    return dataclasses.replace(edition.assessed(2), replies=REPLIES)


def promise(edition: Edition, assessed: Assessed, language: str = "en") -> str:
    return str(next(iter(promise_files(frame_of(edition), assessed, {}, None, None, language))).content)


def party(edition: Edition, assessed: Assessed, code: str, language: str = "en") -> str:
    page = str(next(iter(party_files(frame_of(edition), code, [assessed], language))).content)
    return page.split('<section id="reply">')[1].split("</section>")[0]


def test_a_reply_stands_beside_the_state_of_who_speaks(edition: Edition, mixed: Assessed) -> None:
    rows = promise(edition, mixed).split('<section id="parties">')[1].split("</table>")[0].split("<tr>")
    (own,) = [row for row in rows if 'id="reply-register-usa-state"' in row]
    assert ">United States</span>" in own
    assert "USA says &lt;register-usa-state&gt;." in own
    assert PageWords("en").day(DAY) in own


def test_a_reply_to_a_row_and_the_row_lead_to_each_other(edition: Edition, mixed: Assessed) -> None:
    page = promise(edition, mixed)
    answer = page.split('id="reply-register-usa-row"')[1].split("</div>")[0]
    assert 'href="#evidence-02-3"' in answer
    assert "<q>The United States left</q>" in answer
    row = page.split('<li id="evidence-02-3">')[1].split("</div></li>")[0]
    assert 'href="#reply-register-usa-row"' in row
    assert page.count('href="#reply-') == 1  # a row that is not on record is named, and leads nowhere


def test_who_is_no_party_to_the_promise_is_heard_below_the_states(edition: Edition, mixed: Assessed) -> None:
    below = promise(edition, mixed).split('<section id="parties">')[1].split("</table>")[1]
    assert 'id="reply-register-bra-guest"' in below


def test_an_address_that_is_no_page_of_the_web_is_no_link(edition: Edition, mixed: Assessed) -> None:
    assert 'href="javascript' not in promise(edition, mixed) + party(edition, mixed, "USA")


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_partys_page_has_its_replies_and_leads_to_the_promise(
    edition: Edition, mixed: Assessed, language: str
) -> None:
    page = party(edition, mixed, "USA", language)
    assert [page.count(f'id="reply-{each.id}"') for each in REPLIES] == [1, 1, 1, 0]
    assert f'href="{hand_made.MIXED.id}.html#reply-register-usa-row"' in page
    assert ('lang="en"' in page) == (language != "en")  # it was said in English alone
    assert "communique contribute register.replies replies.csv --party USA" in page


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_without_a_reply_the_page_says_so_and_how_to_send_one(edition: Edition, mixed: Assessed, language: str) -> None:
    words = PageWords(language)
    page = party(edition, mixed, "MEX", language)
    assert words.t("party-no-reply", marking="TLP:CLEAR") in page.replace("&#39;", "’")
    assert "communique contribute register.replies replies.csv --party MEX" in page
    bare = promise(edition, edition.assessed(2), language)
    assert words.t("reply-none") in bare.replace("&#39;", "’")
    assert 'href="party-mex.html#reply"' in bare


def test_a_reply_changes_no_state(edition: Edition, mixed: Assessed) -> None:
    before, after = (promise(edition, each).split('<div class="lead">')[1].split("</ul>")[0] for each in (
        edition.assessed(2), mixed,
    ))  # fmt: skip
    assert before == after
