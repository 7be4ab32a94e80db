"""How does a view of figures become a chart: a Vega-Lite specification and a drawing that stands without scripts?"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from communique.render.bar_charts import bars, cost_curve, intervals, matrix
from communique.render.series_chart import time_series
from communique.render.vega import SMALL_WIDTH, WIDTH
from communique.render.words import PageWords
from communique.view import Bars, CostCurve, Intervals, Matrix, TimeSeries, View

_SPECIFIED: Mapping[type, Callable[[Any, PageWords], dict[str, Any] | None]] = {
    Intervals: intervals, Bars: bars, CostCurve: cost_curve, Matrix: matrix,
}  # fmt: skip


def specification(view: View, words: PageWords, small: bool = False) -> dict[str, Any] | None:
    """The Vega-Lite specification of a view, or None for a kind that is drawn without Vega or has nothing to draw.

    small  one of several pictures beside one another
    """
    from altair.utils.schemapi import debug_mode

    specify = _SPECIFIED.get(type(view))
    with debug_mode(False):  # the schema is checked by tests, not again for every page
        if isinstance(view, TimeSeries):
            return time_series(view, words, small)
        return specify(view, words) if specify else None


def drawn(spec: Mapping[str, Any], small: bool = False) -> Markup:
    """A specification as a static SVG drawing."""
    return _drawn(json.dumps({**spec, "width": SMALL_WIDTH if small else WIDTH}, sort_keys=True))


@lru_cache(maxsize=512)  # a page and its brief show the same picture
def _drawn(spec: str) -> Markup:
    import vl_convert

    svg = vl_convert.vegalite_to_svg(spec)
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))
