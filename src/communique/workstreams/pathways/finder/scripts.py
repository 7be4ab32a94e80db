"""How do small modules become one classic script, which also runs from disk?

Browsers load modules from a server only. Each module becomes a function of its own whose exports the next ones read;
nothing is renamed or shortened, so that the script reads as its parts do.
"""

from __future__ import annotations

import re
from importlib.resources import files

from communique.errors import CommuniqueError
from communique.rules import evaluator

#: In the order in which they need one another; the last one starts the page.
MODULES = (
    "rules",
    "day",
    "judge",
    "flips",
    "numbers",
    "worlds",
    "questions",
    "words",
    "link",
    "verify",
    "forms",
    "cards",
    "finder",
)
_IMPORT = re.compile(r'^import \{ (?P<names>[^}]+) \} from "\./(?P<module>\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?P<rest>(?:async )?(?:function|const|class) (?P<name>\w+))", re.MULTILINE)


class ScriptError(CommuniqueError):
    """A module written in a form that the joining does not know."""


def script() -> str:
    """All modules as one classic script."""
    return '"use strict";\n(() => {\n' + "".join(_wrapped(name) for name in MODULES) + "})();\n"


def source(name: str) -> str:
    """The text of one module."""
    if name == "rules":
        return evaluator()
    return files(__package__).joinpath(f"static/{name}.js").read_text(encoding="utf-8")


def _wrapped(name: str) -> str:
    text = source(name)
    exported = [found["name"] for found in _EXPORT.finditer(text)]
    text = _EXPORT.sub(lambda found: found["rest"], _IMPORT.sub(_read, text))
    if re.search(r"^(?:import|export)\b", text, re.MULTILINE):
        raise ScriptError("an import or export that is not of the form used here", file=f"static/{name}.js")
    return f"// {name}.js\nconst {name}_js = (() => {{\n{text}return {{ {', '.join(exported)} }};\n}})();\n\n"


def _read(found: re.Match[str]) -> str:
    module = found["module"]
    if module not in MODULES:
        raise ScriptError(f"there is no module {module}", file=f"static/{module}.js")
    return f"const {{ {found['names']} }} = {module}_js;"
