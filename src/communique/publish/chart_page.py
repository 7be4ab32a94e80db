"""What stands on the page of one picture: the picture alone, its whole table, and how to cite, embed and download it?

The page may stand in a frame of another site; everything beside the picture is then a click away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.assess.edition import Assessed
from communique.facts import Source
from communique.publish import promise
from communique.publish.downloads import data_name
from communique.publish.frame import File, Frame, page
from communique.publish.share import image_name
from communique.render.assets import CHART_SCRIPTS, MAP_SCRIPTS
from communique.render.html import Picture, render
from communique.render.words import PageWords

#: Room that the page asks for in a frame, in pixels; its width is the frame's.
FRAME_HEIGHT = 640


def chart_page(commitment: str, view: str) -> str:
    """Address of a picture's own page within the folder of a language."""
    return f"charts/{data_name(commitment, view)}.html"


def chart_pages(
    frame: Frame, assessed: Assessed, sources: Mapping[str, Source], words: PageWords, drawn: Mapping[str, Picture]
) -> Iterator[File]:
    """A page for each view of a promise."""
    commitment = assessed.commitment
    for view in assessed.views:
        name, data = chart_page(commitment.id, view.id), f"../../data/{data_name(commitment.id, view.id)}"
        title = promise.view_title(view, commitment, words)
        shown = render(
            view, words, sources=sources, root="../", level=1, title=title, drawn=drawn[view.id], data=f"{data}.csv"
        )
        image = image_name(commitment.id, words.language)
        scripts = (*(CHART_SCRIPTS if shown.chart else ()), *(MAP_SCRIPTS if shown.map else ()))
        yield page(
            "chart.html", name, frame, words, title, css="chart-page", chart=shown.chart, map=shown.map,
            scripts=("copy.js", *scripts), view=shown, c=commitment, data=data, file=name.rsplit("/", 1)[1],
            height=FRAME_HEIGHT, image=frame.url(image) if frame.address else f"../../{image}",
        )  # fmt: skip
