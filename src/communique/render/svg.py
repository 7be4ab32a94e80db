"""How is a small static drawing written, so that it follows the theme and is the same every time?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape


def number(value: float) -> str:
    """A coordinate with at most one decimal, without a minus zero."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def element(tag: str, text: str | None = None, **attributes: str | float | None) -> str:
    """One element; underscores in names become dashes, a trailing one falls away, None leaves the attribute out."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value if isinstance(value, str) else number(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}/>" if text is None else f"<{tag}{written}>{escape(text)}</{tag}>"


def titled(shape: str, title: str) -> str:
    """A shape that says what it is when pointed at."""
    return f"<g><title>{escape(title)}</title>{shape}</g>"


def path(points: Iterable[tuple[float, float]]) -> str:
    """Path data of a line through points."""
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in points)


def drawing(width: float, height: float, parts: Iterable[str], css: str = "") -> Markup:
    """A whole drawing of a width and height in pixels; what it says is told beside it."""
    size = f'width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}"'
    kind = f' class="{css}"' if css else ""
    return Markup(f'<svg xmlns="http://www.w3.org/2000/svg" {size}{kind} aria-hidden="true">{"".join(parts)}</svg>')


def wrapped(text: str, width: int, most: int = 2) -> list[str]:
    """A text in at most `most` lines of about `width` letters, the last one ended with … where it does not fit."""
    lines = list(_lines(text, width))
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], lines[most - 1][: width - 1].rstrip(" ,;") + "…"]


def _lines(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield line
