"""One engine for every condition: write it, check it, ask it, explain it, prove it, and what would change it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.rules.book import Fault
    from communique.rules.certificate import Certificate, explain, leaves
    from communique.rules.document import dumps, evaluator, to_document
    from communique.rules.form import FormError, condition, term, to_data, to_json
    from communique.rules.frames import column, verdicts
    from communique.rules.interpret import Evaluation, Range, Result, evaluate, live, points
    from communique.rules.linter import lint, load
    from communique.rules.misfit import misfits
    from communique.rules.parameters import Citation, Parameter, ParameterRow, RuleError, bind, in_force
    from communique.rules.prove import Proof, disjoint, equivalent, implies, never, satisfiable
    from communique.rules.remedy import Change, change
    from communique.rules.resolution import Resolution, residue, resolve
    from communique.rules.rule import Book, Judgement, Rule, RuleConflict, RuleSet, Ruling, rule_on
    from communique.rules.schema import DECLINED, Curable, FactType, Reason, UnreadableFact

_HOME = {
    "book": "Fault",
    "remedy": "Change change",
    "document": "dumps evaluator to_document",
    "certificate": "Certificate explain leaves",
    "form": "FormError condition term to_data to_json",
    "frames": "column verdicts",
    "interpret": "Evaluation Range Result evaluate live points",
    "linter": "lint load",
    "misfit": "misfits",
    "parameters": "Citation Parameter ParameterRow RuleError bind in_force",
    "prove": "Proof disjoint equivalent implies never satisfiable",
    "resolution": "Resolution residue resolve",
    "rule": "Book Judgement Rule RuleConflict RuleSet Ruling rule_on",
    "schema": "DECLINED Curable FactType Reason UnreadableFact",
}
_MODULE = {name: module for module, names in _HOME.items() for name in names.split()}

__all__ = [
    "DECLINED", "Book", "Certificate", "Change", "Citation", "Curable", "Evaluation", "FactType", "Fault", "FormError",
    "Judgement", "Parameter", "ParameterRow", "Proof", "Range", "Reason", "Resolution", "Result", "Rule",
    "RuleConflict", "RuleError", "RuleSet", "Ruling", "UnreadableFact", "bind", "change", "column", "condition",
    "disjoint", "dumps", "equivalent", "evaluate", "evaluator", "explain", "implies", "in_force", "leaves", "lint",
    "live", "load", "misfits", "never", "points", "residue", "resolve", "rule_on", "satisfiable", "term", "to_data",
    "to_document", "to_json", "verdicts",
]  # fmt: skip


# no module has the name of a function above: importing it would hide the function


def __getattr__(name: str) -> Any:
    if name not in _MODULE:
        raise AttributeError(f"communique.rules has no {name}")
    return getattr(import_module(f"communique.rules.{_MODULE[name]}"), name)
