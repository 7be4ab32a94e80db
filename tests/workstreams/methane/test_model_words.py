"""Does every parameter, stream and kind of site have a name in each language?"""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.language import COMPLETE, Text, Words
from communique.workstreams.methane.model import parameters
from communique.workstreams.methane.model.landfill import defaults, evaluate
from communique.workstreams.methane.model.national import national_case
from communique.workstreams.methane.model.tornado import label, tornado

FOLDER = Path(parameters.__file__).parent / "translations"


@pytest.fixture(params=COMPLETE)
def spoken(request: pytest.FixtureRequest) -> Words:
    return Words(request.param, [FOLDER])


def test_the_three_languages_say_the_same_messages() -> None:
    ids = [set(Words(language, [FOLDER]).ids) for language in COMPLETE]
    assert ids[0] == ids[1] == ids[2]


def test_every_stream_site_type_and_row_has_a_name(spoken: Words) -> None:
    names = [f"methane-stream-{s}" for s in (*parameters.STREAMS, *parameters.DECAY_ROW.values())]
    names += [f"methane-site-{s}" for s in parameters.SITE_TYPES]
    assert [name for name in names if name.replace("_", "-") not in spoken] == []


def test_a_tornado_names_its_bars_and_holds_the_answer(spoken: Words) -> None:
    case = national_case("MEX", climate="tropical_wet", first=1960, last=2020, recovery_share="unmetered").case
    view = tornado(case, 2020)
    answer = evaluate(case, defaults(case)).emitted[0, -1]
    said = [spoken.say(bar.name) for bar in view.bars]
    assert not any(text.startswith(("methane-", "fod.", "waste.")) for text in said)
    assert len(set(said)) == len(said)
    assert all(bar.low is not None and bar.high is not None and bar.low <= answer <= bar.high for bar in view.bars)
    assert "2020" in spoken.say(view.title)


def test_a_parameter_without_a_message_keeps_its_plain_name() -> None:
    assert label(parameters.given("own.figure", "", 1.0, "1")) == "own.figure"
    assert isinstance(label(parameters.given("fod.f", "", 0.5, "1")), Text)
