"""Which colours does everything use, in the light and in the dark?

The hues are those of Okabe and Ito (Color Universal Design, 2008), darkened on light paper and lightened on dark paper
until they carry text: every colour of `TEXT` has a contrast of at least 4.5 to 1 with both papers of its theme, every
other mark at least 3 to 1. Pages, charts and maps name a colour `var(--name)` and never by its value.
"""

from __future__ import annotations

#: name -> (light, dark)
COLOURS: dict[str, tuple[str, str]] = {
    "paper": ("#ffffff", "#14171a"),
    "shade": ("#f4f4f1", "#1f2327"),
    "ink": ("#1b1d1f", "#e9e7e2"),
    "quiet": ("#55595e", "#a9adb2"),
    "rule": ("#d5d5cf", "#3a3f45"),
    "edge": ("#82868b", "#7f858c"),
    "link": ("#1d4e89", "#9cc4f2"),
    "accent": ("#1d4e89", "#9cc4f2"),
    "land": ("#c9c9c2", "#474d54"),
    "can": ("#b34700", "#f2894a"),
    "mex": ("#00704f", "#3fc79d"),
    "usa": ("#00639c", "#5cb6ee"),
    "all": ("#1b1d1f", "#e9e7e2"),
    "state-done": ("#1d4e89", "#9cc4f2"),
    "state-under-way": ("#7a5200", "#e0b04c"),
    "state-mixed": ("#6a4c9c", "#bfa6ea"),
    "state-reversed": ("#a02c6b", "#ee93c3"),
    "state-unknown": ("#55595e", "#a9adb2"),
}
PAPERS = ("paper", "shade")
TEXT = (
    "ink", "quiet", "link", "can", "mex", "usa", "all",
    "state-done", "state-under-way", "state-mixed", "state-reversed", "state-unknown",
)  # fmt: skip
MARKS = ("edge", "accent")
#: Further series without a country, in this order; told apart by their direct labels as well.
SERIES = ("accent", "state-under-way", "mex", "state-reversed", "usa", "can", "state-mixed")


def colour(name: str) -> str:
    """A colour of the palette as pages, charts and maps write it; raises KeyError for one that is not there."""
    if name not in COLOURS:
        raise KeyError(name)
    return f"var(--{name})"


def of_party(party: str | None) -> str:
    """The hue of a country, always the same; ink for all together and for nobody in particular."""
    return colour(party.lower() if party and party.lower() in COLOURS else "all")


def css() -> str:
    """The palette as CSS variables of both themes."""
    light, dark = (";".join(f"--{name}:{pair[i]}" for name, pair in COLOURS.items()) for i in (0, 1))
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f"@media print{{:root{{color-scheme:light;{light}}}}}\n"
    )


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance in sRGB)."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
