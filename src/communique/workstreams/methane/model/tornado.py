"""How is it shown what an answer hangs on, and what are its parameters called?"""

from __future__ import annotations

from communique.language import Text
from communique.view import Bar, Bars
from communique.workstreams.methane.model.landfill import LandfillCase, defaults, evaluate
from communique.workstreams.methane.model.parameters import Parameter
from communique.workstreams.methane.model.sensitivity import Swing, of_year, swings

#: Message of a parameter, and what the part of its key is that the message names.
_MESSAGES = {
    "fod.k": ("methane-parameter-k", "stream"),
    "fod.doc": ("methane-parameter-doc", "stream"),
    "fod.doc_f_2006": ("methane-parameter-doc-f", "stream"),
    "fod.doc_f_2019": ("methane-parameter-doc-f", "stream"),
    "fod.mcf_2006": ("methane-parameter-mcf", "site"),
    "fod.mcf_2019": ("methane-parameter-mcf", "site"),
    "fod.f": ("methane-parameter-f", ""),
    "fod.recovery_factor": ("methane-parameter-recovery-factor", ""),
    "fod.recovery_share": ("methane-parameter-recovery-share", ""),
    "waste.generation": ("methane-parameter-generation", ""),
    "waste.to_disposal": ("methane-parameter-to-disposal", ""),
    "waste.composition": ("methane-parameter-composition", "stream"),
}


def label(parameter: Parameter) -> Text | str:
    """What a parameter is called on a page; its plain name where no message is written for it."""
    if parameter.id not in _MESSAGES:
        return parameter.name
    message, subject = _MESSAGES[parameter.id]
    if not subject:
        return Text(message)
    parts = parameter.key.split("|")
    part = parts[1] if parameter.id == "waste.composition" else parts[0]
    return Text(message, {subject: Text(f"methane-{subject}-{part.replace('_', '-')}")})


def tornado(case: LandfillCase, year: int, id: str = "methane-sensitivity") -> Bars:
    """A bar for each parameter with a range, widest first: the emission of a year, Gg CH4, at the ends of its range."""
    measure = of_year(case.years, year)
    base = measure(evaluate(case, defaults(case)))
    named = {p.name: p for p in case.parameters}
    bars = tuple(_bar(label(named[swing.parameter]), base, swing) for swing in swings(case, measure))
    title = Text("methane-view-sensitivity", {"year": str(year)})
    return Bars(id, title, "Gg CH4", bars, sources=tuple(dict.fromkeys(p.source for p in named.values())))


def _bar(name: Text | str, base: float, swing: Swing) -> Bar:
    """An end that contradicts a measurement reaches no further than the answer itself."""
    ends = [base, *(end for end in (swing.at_low, swing.at_high) if end is not None)]
    return Bar(name, base, low=min(ends), high=max(ends))
