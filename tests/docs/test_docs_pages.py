"""Does the documentation hold together: every page in the index, every link somewhere, every command a command?"""

from __future__ import annotations

import ast
import re
import shlex
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from tests_root import ROOT

import communique

DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS / "extensions"))

PAGES = sorted(page for kind in ("md", "rst") for page in DOCS.rglob(f"*.{kind}"))
READMES = sorted((ROOT / "src/communique").rglob("README.md"))
TEXTS = [*(page for page in PAGES if page.suffix == ".md"), *READMES]
TEXTS += [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "benchmarks/README.md"]

#: Has no page in the reference: what the command line and the summits are made of, and how pages are drawn.
UNDESCRIBED = {"cli", "home", "render", "summits", "workstreams"}


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def fences(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^```([^\n]*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def prose(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def test_every_page_is_in_the_index() -> None:
    patterns = re.findall(r"^[\w/*-]+\*$", (DOCS / "index.md").read_text(encoding="utf-8"), re.MULTILINE)
    indexed = {page for pattern in patterns for page in DOCS.glob(pattern)} | {DOCS / "index.md"}
    assert [named(page) for page in PAGES if page not in indexed] == []


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", prose(page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> Iterator[str]:
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(page.read_text(encoding="utf-8"))):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield link


@pytest.mark.parametrize("page", TEXTS, ids=named)
def test_every_link_inside_leads_somewhere(page: Path) -> None:
    assert list(broken_links(page)) == []


@cache
def known_commands() -> dict[tuple[str, ...], Any]:
    """Words of each command -> the command."""
    command_pages: Any = import_module("command_pages")
    return dict(command_pages.commands())


def command_lines(text: str) -> Iterator[str]:
    """What a reader may type: lines of code that begin with `communique`, and the same between backticks."""
    for language, code in fences(text):
        if language in ("", "sh", "bash", "console"):
            yield from (line for line in code.replace("\\\n", " ").splitlines() if line.startswith("communique "))
    yield from (code for code in re.findall(r"`([^`]+)`", prose(text)) if code.startswith("communique "))


def fault_of(line: str) -> str | None:
    """What the program would say of a command line; what may be left out stands in brackets, … is any other word."""
    typed = re.split(r" {3,}| #| \| | > ", line)[0]
    words = shlex.split(re.sub(r"[\[\]]", "", typed))[1:]
    called: tuple[str, ...] = ()
    while len(called) < len(words) and (*called, words[len(called)]) in known_commands():
        called = (*called, words[len(called)])
    rest = words[len(called) :]
    free = not rest or rest[0].startswith("--") or not rest[0].islower() or "<" in rest[0]
    if not called or hasattr(known_commands()[called], "list_commands"):
        return None if free else f"{' '.join(['communique', *called])} has no {rest[0]}"
    command = known_commands()[called]
    parser = command.make_parser(command.make_context(line, [], resilient_parsing=True))
    try:
        _, left, _ = parser.parse_args(list(rest))
    except Exception as wrong:  # the parser's own family of faults
        return f"{line}: {wrong}"
    return f"{line}: {' '.join(left)} is one word too many" if left not in ([], ["…"]) else None


@pytest.mark.parametrize("page", TEXTS, ids=named)
def test_every_command_shown_exists(page: Path) -> None:
    lines = command_lines(page.read_text(encoding="utf-8"))
    assert [fault for line in lines if (fault := fault_of(line))] == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("communique asess nals2023", "communique has no asess"),
        ("communique transit fly feed.zip", "communique transit has no fly"),
        ("communique assess nals2023 --onn 2024-06-30", "--onn"),
        ("communique assess nals2023 --on", "--on"),
        ("communique assess nals2023 edition", "edition is one word too many"),
    ],
)
def test_a_command_that_is_not_there_is_found(line: str, fault: str) -> None:
    assert fault in str(fault_of(line))


@pytest.mark.parametrize("page", TEXTS, ids=named)
def test_every_name_imported_in_an_example_is_there(page: Path) -> None:
    for language, code in fences(page.read_text(encoding="utf-8")):
        if language != "python":
            continue
        for node in ast.walk(ast.parse(code.replace("await ", ""))):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("communique"):
                module = import_module(str(node.module))
                assert [name.name for name in node.names if not hasattr(module, name.name)] == []


def test_every_target_of_make_that_is_shown_exists() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    code = [code for page in TEXTS for _, code in fences(page.read_text(encoding="utf-8"))]
    shown = set(re.findall(r"^make ([\w-]+)", "\n".join(code), re.MULTILINE))
    shown |= {word for page in TEXTS for word in re.findall(r"`make ([\w-]+)", page.read_text(encoding="utf-8"))}
    assert shown - targets == set()


def test_every_part_of_the_package_stands_in_the_reference() -> None:
    parts = {found.name for found in iter_modules(communique.__path__)} - UNDESCRIBED
    pages = "".join(page.read_text(encoding="utf-8") for page in (DOCS / "reference/api").glob("*.rst"))
    assert parts - set(re.findall(r"public-names:: communique\.(\w+)$", pages, re.MULTILINE)) == set()


def rst(text: str) -> list[str]:
    plain_docstrings: Any = import_module("plain_docstrings")
    return list(plain_docstrings.as_rst(text.splitlines()))


def test_names_explained_in_a_docstring_become_definitions() -> None:
    assert rst("seed, draws  of every Monte Carlo;\n             the same for all\nunit  t") == [
        "``seed, draws``", "    of every Monte Carlo;", "    the same for all", "``unit``", "    t", "",
    ]  # fmt: skip


def test_a_name_that_fills_its_column_is_a_name() -> None:
    assert rst("gap                  what is missing\nachieved_in, lost_in years of both") == [
        "``gap``", "    what is missing", "``achieved_in, lost_in``", "    years of both", "",
    ]  # fmt: skip


def test_what_is_set_in_stays_as_it_was_written() -> None:
    assert rst("It solves\n\n    min  c*x\n      s.t. a_i") == [
        "It solves", "", "", "::", "", "        min  c*x", "          s.t. a_i", "",
    ]  # fmt: skip


def test_nothing_in_a_docstring_is_read_as_markup_by_accident() -> None:
    assert rst("a*b, |x|, z_i and `p_max`s") == [r"a\*b, \|x\|, z\_i and ``p_max``\ s", "", ""]
