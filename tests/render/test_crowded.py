"""Do pictures stay readable with many places, long names, thin segments and long tables?"""

from __future__ import annotations

import json
import re

from communique.language import Text
from communique.render import bar_charts, maps
from communique.render.html import FOLDED, render
from communique.render.series_chart import NARROWEST, _above
from communique.render.vega import LETTER
from communique.render.words import PageWords
from communique.view import Bar, Bars, Grid, Line, Map, Place

EN = PageWords("en")


def places(n: int, *others: Place) -> Map:
    near = tuple(Place(30 + i % 10, -100 + i / n * 20, f"p{i}", float(i), "a", "") for i in range(n))
    return Map("m", {"en": "Map", "es": "Mapa", "fr": "Carte"}, "t", (*near, *others))


def test_a_few_places_far_away_do_not_make_all_others_small() -> None:
    far = Place(13.4, 144.7, "far", 1.0, "a", "")
    west, _, east, _ = maps.frame(places(300, far))
    assert east < 0
    assert west > -110
    assert maps.outside(places(300, far)) == 1
    html = str(render(places(300, far), EN).html)
    assert EN.t("view-key-outside", n=1) in html
    assert '<th scope="row">far</th>' in html  # it is in the table


def test_of_few_places_all_are_in_the_picture() -> None:
    far = Place(13.4, 144.7, "far", 1.0, "a", "")
    assert maps.frame(places(20, far))[2] > 144
    assert maps.outside(places(20, far)) == 0


def test_an_even_spread_loses_nobody() -> None:
    assert maps.outside(places(300)) == 0


def test_kinds_of_places_are_told_in_words_and_in_the_table() -> None:
    view = places(3, Place(30, -90, "q", 1.0, "b", ""))
    html = str(render(view, EN).html)
    assert [name for _, name in maps.legend(view, EN)] == ["a", "b"]
    assert 'class="small legend"' in html
    assert EN.t("view-col-kind") in html
    assert maps.legend(places(3), EN) == []


def bars(*found: Bar) -> Bars:
    return Bars("b", {"en": "Bars", "es": "Barras", "fr": "Barres"}, "kt", found)


def test_a_tornado_is_drawn_from_end_to_end_around_its_answer() -> None:
    view = bars(Bar("x", 10.0, low=5.0, high=14.0), Bar("y", 10.0, low=9.0, high=12.0))
    assert bar_charts.is_tornado(view)
    spec = bar_charts.bars(view, EN)
    assert spec is not None
    assert spec["layer"][0]["encoding"]["x2"]["field"] == "high"
    low, high = spec["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert low > 0  # the bars do not begin at zero, for they are no amounts
    assert high > 14


def test_bars_that_differ_are_amounts_and_no_tornado() -> None:
    assert not bar_charts.is_tornado(bars(Bar("x", 10.0, low=5.0, high=14.0), Bar("y", 9.0, low=8.0, high=12.0)))
    assert not bar_charts.is_tornado(bars(Bar("x", 10.0), Bar("y", 10.0)))


def test_a_thin_segment_is_named_in_the_legend_and_not_over_another_name() -> None:
    view = bars(*(Bar("one", value, series=name) for name, value in (("wide", 100.0), ("thin as paper", 0.1))))
    assert [name for _, name in bar_charts.legend(view, EN)] == ["wide", "thin as paper"]
    spec = bar_charts.bars(view, EN)
    assert spec is not None
    said = json.dumps(spec)
    assert '"label": "wide"' in said
    assert '"label": "thin as paper"' not in said


def test_a_long_name_goes_on_in_the_next_line() -> None:
    name = "Methane correction factor of sites: of unknown kind"
    spec = bar_charts.bars(bars(Bar(name, 1.0), Bar("short", 2.0)), EN)
    assert spec is not None
    found = re.search(r'"name": "(Methane[^"]*)"', json.dumps(spec))
    assert found is not None
    assert found[1].replace("\\n", " ") == name
    assert found[1] != name


def test_a_long_table_is_folded_an_address_leads_there_and_a_command_is_set_as_code() -> None:
    said = {"en": "Table", "es": "Tabla", "fr": "Tableau"}
    long = Grid("g", said, ("a", "b"), tuple(("x", i) for i in range(FOLDED + 1)))
    assert "<details>" in str(render(long, EN).html)
    short = Grid("g", said, ("a", "b"), (("x", "https://example.org/"), ("y", "communique assess"), ("z", None)))
    html = str(render(short, EN).html)
    assert "<details>" not in html
    assert '<a href="https://example.org/"' in html
    assert "<code>communique assess</code>" in html
    assert f'aria-label="{EN.t("view-unknown")}"' in html


def test_the_label_of_a_broken_line_stays_within_the_plot_of_a_phone() -> None:
    name = "1999 à 2004, non comparable aux années suivantes"
    early, late = (
        Line(Text("manner-reported"), "reported", tuple((year, 1.0) for year in years))
        for years in (range(1999, 2005), range(2005, 2014))
    )
    half = LETTER * len(name) / 2
    for line in (early, late):
        middle, _ = _above(line, name, (early, late))
        x = (middle - 1999) / (2013 - 1999) * NARROWEST
        assert half - 1e-9 <= x <= NARROWEST - half + 1e-9
