"""Does every kind of view become a picture that follows the theme, hides nothing and leaves nothing out?"""

from __future__ import annotations

import datetime as dt
import json
import re
from itertools import pairwise
from typing import Any

import hand_made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import view as v
from communique.language import Text
from communique.render import charts, flows, timeline
from communique.render.html import as_csv, as_script, render
from communique.render.series_chart import _joined
from communique.render.tables import alternative, table
from communique.render.vega import HATCH, spread
from communique.render.words import PageWords

EN = PageWords("en")
KINDS = {type(view).__name__: view for view in hand_made.every_kind()}
LITERAL = re.compile(r'(?:fill|stroke|color)"?[:=]"?#[0-9a-fA-F]{3,6}')


def series(*lines: v.Line, **given: Any) -> v.TimeSeries:
    return v.TimeSeries("s", hand_made.said("S"), "1", lines, **given)


def spec_text(view: v.View) -> str:
    return json.dumps(charts.specification(view, EN))


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_picture_table_and_words(name: str) -> None:
    view = KINDS[name]
    html = str(render(view, EN).html)
    assert "<table" in html
    if name != "Grid":
        assert "<svg" in html
        assert 'role="img" aria-label="' in html
    for language in ("en", "es", "fr"):
        words = PageWords(language)
        assert words.say(view.title) in alternative(view, words)


@pytest.mark.parametrize("name", KINDS)
def test_pictures_name_colours_by_variable(name: str) -> None:
    assert not LITERAL.search(str(render(KINDS[name], EN).html))


@pytest.mark.parametrize("name", KINDS)
def test_the_same_view_is_the_same_bytes(name: str) -> None:
    assert render(KINDS[name], EN) == render(KINDS[name], EN)


def test_a_missing_year_breaks_the_line() -> None:
    line = v.Line("reported", "reported", ((2018, 3.0), (2019, 4.0), (2022, 9.0)))
    pieces = set(re.findall(r'"year": (\d+), "value": [\d.]+, "piece": (\d)', spec_text(series(line))))
    assert pieces == {("2018", "0"), ("2019", "0"), ("2022", "1")}


def test_figures_of_every_second_year_are_one_line() -> None:
    line = v.Line("reported", "reported", ((2018, 3.0), (2020, 4.0), (2022, 9.0)))
    assert '"piece": 1' not in spec_text(series(line))


def test_years_ahead_without_a_forecast_are_hatched() -> None:
    line = v.Line("reported", "reported", ((2018, 3.0), (2019, 4.0)))
    known = spec_text(series(line))
    ahead = spec_text(series(line, target=(2030, 2.0)))
    assert '"until": 2030' in ahead
    assert '"until": 2030' not in known
    assert HATCH in ahead


def test_a_forecast_leaves_nothing_hatched() -> None:
    spec = json.loads(spec_text(hand_made.picture("CAN")))
    rows = spec["datasets"][spec["layer"][0]["data"]["name"]]
    assert [row["year"] == row["until"] for row in rows] == [True]


def test_a_forecast_is_drawn_on_only_from_the_year_before_it() -> None:
    early = v.Line("1999 to 2012", "reported", ((2011, 7.0), (2012, 7.5)), party="CAN")
    late = v.Line("reported", "reported", ((2020, 8.0), (2021, 7.9)), party="CAN")
    ahead = v.Line("ahead", "forecast", ((2022, 7.8), (2023, 7.7)), (v.Band(0.9, ((2022, 7.0, 8.0),)),), "CAN")
    [*_, joined] = _joined((early, late, ahead))
    assert joined.points[0] == (2021, 7.9)
    assert _joined((early, ahead))[-1] == ahead


def test_a_series_without_a_point_says_why_and_draws_nothing() -> None:
    view = series(unknown=(Text("unknown-no-data"),))
    html = str(render(view, EN).html)
    assert charts.specification(view, EN) is None
    assert "hatched" in html
    assert EN.t("unknown-no-data") in html


def test_an_interval_that_is_unknown_is_hatched_and_said() -> None:
    html = str(render(KINDS["Intervals"], EN).html)
    assert HATCH in html
    assert EN.t("unknown-no-data") in html


def test_the_central_line_never_stands_without_its_band() -> None:
    layers = json.loads(spec_text(hand_made.picture("USA")))["layer"]
    marks = [layer["mark"]["type"] for layer in layers]
    assert marks.index("area") < marks.index("line")
    assert marks.count("area") == 3


def test_bars_begin_at_zero() -> None:
    assert '"zero": true' in spec_text(KINDS["Bars"])


def test_costs_rise_and_the_table_adds_up() -> None:
    found = table(KINDS["CostCurve"])
    assert [row[2] for row in found.rows] == [150.0, 900.0]
    assert found.rows[-1][3] == pytest.approx(420.0)


def test_data_for_machines_is_not_rounded_and_unknown_is_empty() -> None:
    view = v.Grid("g", hand_made.said("G"), ("a", "b"), ((1 / 3, None), (0.0, float("nan"))))
    assert as_csv(table(view)).splitlines()[1:] == [f"{1 / 3},", "0.0,"]


def test_data_in_a_page_cannot_end_its_element() -> None:
    assert "</script" not in str(as_script({"label": "</script><script>alert(1)</script>"}))


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=5), st.floats(0.1, 10))
def test_labels_are_moved_apart_and_keep_their_order(values: list[float], least: float) -> None:
    placed = spread(values, least)
    order = sorted(range(len(values)), key=lambda i: (values[i], i))
    found = [placed[i] for i in order]
    assert all(b - a >= 0.9 * least for a, b in pairwise(found))
    assert sum(placed) == pytest.approx(sum(values), abs=1e-6)


# Timeline


def moment(start: dt.date, end: dt.date, precision: str, **given: Any) -> v.Moment:
    return v.Moment(start, end, precision, hand_made.said("A thing happens"), "delivered", **given)


def drawn(*moments: v.Moment) -> str:
    return str(timeline.draw(v.Timeline("t", hand_made.said("T"), moments), EN))


def test_a_day_is_a_dot_and_a_month_is_a_bar() -> None:
    day = drawn(moment(dt.date(2023, 6, 14), dt.date(2023, 6, 14), "day"))
    month = drawn(moment(dt.date(2023, 6, 1), dt.date(2023, 6, 30), "month"))
    assert "<circle" in day
    assert "<circle" not in month
    width = float(re.findall(r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="10"', month)[0])
    assert width == pytest.approx((timeline.WIDTH - 2 * timeline.SIDE) * 30 / 365, abs=0.1)


def test_what_was_inferred_has_a_broken_outline() -> None:
    inferred = drawn(moment(dt.date(2024, 2, 7), dt.date(2024, 2, 7), "inferred_day"))
    assert "stroke-dasharray" in inferred
    assert "(inferred)" in inferred


def test_an_undated_moment_is_not_drawn_but_stands_in_the_table() -> None:
    view = v.Timeline("t", hand_made.said("T"), (v.Moment(None, None, "undated", "a rumour", "activity"),))
    assert timeline.draw(view, EN) is None
    assert "a rumour" in str(render(view, EN).html)
    assert "undated" in str(render(view, EN).html)


def test_moments_that_contradict_each_other_are_joined() -> None:
    days = (dt.date(2024, 2, 7), dt.date(2024, 2, 7))
    assert "≠" in drawn(moment(*days, "day", group="ordinal"), moment(*days, "day", group="ordinal"))
    assert "≠" not in drawn(moment(*days, "day"), moment(*days, "day"))


# Flows


def test_flows_that_run_in_a_circle_are_refused() -> None:
    with pytest.raises(flows.FlowError, match="a → b → a"):
        flows.columns([("a", "b"), ("b", "a")])


def test_a_node_stands_right_of_all_that_flows_into_it() -> None:
    place = flows.columns([("a", "c"), ("a", "b"), ("b", "c")])
    assert place == {"a": 0, "b": 1, "c": 2}


def test_flows_are_as_thick_as_they_are_large() -> None:
    tall = re.findall(
        r'<rect x="[\d.]+" y="[\d.]+" width="14" height="([\d.]+)"', str(render(KINDS["Sankey"], EN).html)
    )
    grid, sun, chargers, cars, loss = map(float, tall)
    assert chargers == pytest.approx(grid + sun, abs=0.2)
    assert grid / sun == pytest.approx(9, rel=0.01)
    assert cars / loss == pytest.approx(4, rel=0.01)


@pytest.mark.parametrize("name", KINDS)
def test_specifications_keep_to_the_schema(name: str) -> None:
    import altair as alt

    spec = charts.specification(KINDS[name], EN)
    if spec is not None:
        alt.LayerChart.from_dict(spec, validate=True)
