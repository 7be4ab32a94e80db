"""Can this file be planned with: every fault named by file and key?"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from communique.errors import CommuniqueError
from communique.geo import TOGETHER
from communique.workstreams.methane.model.parameters import shipped
from communique.workstreams.methane.plan.money import AmountError, amount, quantity
from communique.workstreams.methane.plan.problem import (
    Blocks,
    Capture,
    Cover,
    Divert,
    Problem,
    Reduce,
    Since,
    Site,
    Source,
    in_force,
)


class ProblemError(CommuniqueError):
    """A problem that cannot be planned with; `column` is the key that must be mended."""


def read_problem(file: str | Path) -> Problem:
    """The problem of a TOML file; raises ProblemError naming file and key."""
    file = Path(file)
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ProblemError("there is no such file", file=file) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProblemError(f"not readable as TOML: {error}", file=file) from error
    return problem_of(content, file)


def problem_of(content: Mapping[str, Any], file: str | Path | None = None) -> Problem:
    """The problem that parsed content states, checked as a whole; raises ProblemError."""
    try:
        problem = Problem.model_validate(content)
    except ValidationError as error:
        raise _fault(error.errors()[0], file) from None
    for key, message in _faults(problem):
        raise ProblemError(message, file=file, column=key)
    return problem


def _fault(first: Mapping[str, Any], file: str | Path | None) -> ProblemError:
    value = first["input"]
    message = first["msg"].removeprefix("Value error, ")
    message = message[0].lower() + message[1:]
    if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value) not in message:
        message += f"; found {value!r}"
    if first.get("ctx", {}).get("le") == 1 and isinstance(value, int | float) and 1 < value <= 100:
        message += f". A share, not a percentage: {value:g} per cent is {value / 100:g}"
    return ProblemError(message, file=file, column=_key(first["loc"]) or None)


def _key(loc: tuple[int | str, ...]) -> str:
    """levers.2.share: places counted from 1; the name of a kind of lever is not a key of the file."""
    kinds = ("divert", "capture", "cover", "reduce")
    parts = [p for i, p in enumerate(loc) if not (p in kinds and i == 2 and loc[0] == "levers")]
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in parts)


def _faults(problem: Problem) -> Iterator[tuple[str, str]]:
    """(key, message) of everything that only the whole can show, in the order of the file."""
    yield from _twice(problem)
    yield from _years(problem)
    yield from _targets(problem)
    for place, site in enumerate(problem.sites, 1):
        yield from _site(problem, site, f"sites.{place}")
    for place, source in enumerate(problem.sources, 1):
        yield from _source(problem, source, f"sources.{place}")
    for place, lever in enumerate(problem.levers, 1):
        yield from _lever(problem, lever, f"levers.{place}")
    for place, budget in enumerate(problem.budgets, 1):
        key = f"budgets.{place}"
        if not problem.first_action <= budget.year <= max(problem.years):
            yield f"{key}.year", f"{budget.year} is outside the plan, {problem.first_action} to {max(problem.years)}"
        yield from _amount(problem, f"{key}.at_most", budget.at_most, "")


def _twice(problem: Problem) -> Iterator[tuple[str, str]]:
    named = {
        "sites": [site.name for site in problem.sites],
        "sources": [source.name for source in problem.sources],
        "levers": [lever.id for lever in problem.levers],
        "budgets": [str(budget.year) for budget in problem.budgets],
        "rates": [rate.money for rate in problem.rates],
        "targets": [f"{target.year} of {target.of}" for target in problem.targets],
    }
    for key, names in named.items():
        for place, name in enumerate(names):
            if name in names[:place]:
                yield f"{key}.{place + 1}", f"{name!r} stands twice"


def _years(problem: Problem) -> Iterator[tuple[str, str]]:
    if problem.first_action <= problem.base_year:
        yield "first_action", f"{problem.first_action} is not after the base year {problem.base_year}"
    if problem.last_action < problem.first_action:
        yield "last_action", f"{problem.last_action} is before the first year of action, {problem.first_action}"
    if problem.last_action > max(problem.years):
        yield "last_action", f"{problem.last_action} is after the last target year {max(problem.years)}: it cannot help"
    if problem.money.discounted_to > problem.first_action:
        yield "money.discounted_to", f"{problem.money.discounted_to} is after the first year of action"
    for place, year in enumerate(problem.also_years, 1):
        if not problem.first_action <= year <= max(target.year for target in problem.targets):
            yield f"also_years.{place}", f"{year} is outside the plan"


def _targets(problem: Problem) -> Iterator[tuple[str, str]]:
    for place, target in enumerate(problem.targets, 1):
        if target.year < problem.first_action:
            yield f"targets.{place}.year", f"{target.year} is before the first year of action, {problem.first_action}"
        if target.of not in ("together", "each", *problem.countries):
            known = ", ".join(("together", "each", *problem.countries))
            yield f"targets.{place}.of", f"{target.of!r} is nobody here; write one of: {known}"


def _site(problem: Problem, site: Site, key: str) -> Iterator[tuple[str, str]]:
    last = max(target.year for target in problem.targets)
    if site.deposits.end > last:
        yield (
            f"{key}.deposits",
            (
                f"the last deposit, {site.deposits.end}, lies after the last target year {last} and cannot count: "
                "end the deposits there or add a target"
            ),
        )
    if site.closed == (site.deposits.end >= problem.last_action):
        yield (
            f"{key}.deposits",
            (
                f"deposits end in {site.deposits.end} and actions in {problem.last_action}: "
                "give the deposits of every year of action, or write closed = true where no more waste comes"
            ),
        )
    if not isinstance(site.deposits.mass, tuple):
        yield from _quantity(f"{key}.deposits.mass", site.deposits.mass, "Gg")
    else:
        yield from _quantity(f"{key}.deposits.unit", f"1 {site.deposits.unit}", "Gg")
    yield from _in_force(problem, site, key)
    years, needed = problem.base_year - site.deposits.first, int(shipped().value("fod.history"))
    if years < needed and site.short_history == "refuse":
        yield (
            f"{key}.deposits.first",
            (
                f"{years} years of deposits before the base year, of {needed} that the Guidelines ask for; "
                'back-cast them, or write short_history = "accept" for this site'
            ),
        )


def _in_force(problem: Problem, site: Site, key: str) -> Iterator[tuple[str, str]]:
    """Figures that change must hold in every year that they are asked for."""
    for name in ("captured", "oxidation"):
        first = getattr(site, name)[0].since
        if first is not None and first > problem.base_year:
            yield f"{key}.{name}", f"begins in {first}: the base year {problem.base_year} has no figure"
    for place, stream in enumerate(site.streams, 1):
        first = stream.mcf[0].since
        if first is not None and first > site.deposits.first:
            yield f"{key}.streams.{place}.mcf", f"begins in {first}: deposits of {site.deposits.first} have no figure"


def _source(problem: Problem, source: Source, key: str) -> Iterator[tuple[str, str]]:
    for year in (problem.base_year, *problem.years):
        if str(year) not in source.emissions:
            yield f"{key}.emissions", f"has no figure for {year}; what is missing is not zero"


def _lever(problem: Problem, lever: Any, key: str) -> Iterator[tuple[str, str]]:
    per = "Gg" if isinstance(lever, Divert) else "Gg CH4"
    yield from _amount(problem, f"{key}.cost", lever.cost, per)
    if isinstance(lever, Reduce):
        yield from _known(f"{key}.sources", lever.sources, [source.name for source in problem.sources], "source")
    else:
        yield from _known(f"{key}.sites", lever.sites or (), [site.name for site in problem.sites], "site")
        yield from _stream(problem, lever, key)
        for site in sites_of(problem, lever):
            yield from _at_site(problem, lever, site, key)
    if not isinstance(lever, Divert) and lever.blocks is not None:
        yield from _blocks(problem, lever.blocks, f"{key}.blocks")


def _stream(problem: Problem, lever: Divert | Capture | Cover, key: str) -> Iterator[tuple[str, str]]:
    if not isinstance(lever, Divert):
        return
    if not any(stream.name == lever.stream for site in problem.sites for stream in site.streams):
        yield f"{key}.stream", f"no site has a stream {lever.stream!r}"
    for site in sites_of(problem, lever):
        if lever.stream not in [stream.name for stream in site.streams]:
            yield f"{key}.stream", f"{site.name} has no stream {lever.stream!r}"


def _at_site(problem: Problem, lever: Divert | Capture | Cover, site: Site, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(lever, Capture):
        today = _most(site.captured, problem.years)
        if lever.efficiency <= today:
            yield (
                f"{key}.efficiency",
                (f"{lever.efficiency:g} is not above the {today:g} that {site.name} captures today: it adds nothing"),
            )
    elif isinstance(lever, Cover) and lever.oxidation + _most(site.oxidation, problem.years) > 1:
        yield f"{key}.oxidation", f"with the oxidation of {site.name} it makes more than 1"


def _most(changes: tuple[Since, ...], years: tuple[int, ...]) -> float:
    return max(changes[in_force(changes, year)].value for year in years)


def _blocks(problem: Problem, blocks: Blocks, key: str) -> Iterator[tuple[str, str]]:
    for name in ("fixed", "yearly"):
        text = getattr(blocks, name)
        if text is not None:
            per = "" if name == "fixed" else "yr"
            yield from _amount(problem, f"{key}.{name}", text, per, negative=False)


def _amount(problem: Problem, key: str, text: str, per: str, *, negative: bool = True) -> Iterator[tuple[str, str]]:
    try:
        money = amount(text, per, problem.money.name, problem.rates)
    except AmountError as error:
        yield key, error.message
        return
    if money < 0 and not negative:
        yield key, f"{text!r}: only what a unit costs may be negative (it then earns); building never is"


def _quantity(key: str, text: str, unit: str) -> Iterator[tuple[str, str]]:
    try:
        mass = quantity(text, unit)
    except AmountError as error:
        yield key, error.message
        return
    if mass < 0:
        yield key, f"{text!r}: a mass cannot be negative"


def _known(key: str, names: tuple[str, ...], known: list[str], what: str) -> Iterator[tuple[str, str]]:
    for name in names:
        if name not in known:
            yield key, f"{name!r} is not a {what} of this file; it has {', '.join(known) or 'none'}"


def sites_of(problem: Problem, lever: Divert | Capture | Cover) -> tuple[Site, ...]:
    """Sites where a lever can be taken, in the file's order: those it names, or all that have its stream."""
    named = problem.sites if lever.sites is None else [s for s in problem.sites if s.name in lever.sites]
    if not isinstance(lever, Divert):
        return tuple(named)
    return tuple(site for site in named if lever.sites is not None or any(s.name == lever.stream for s in site.streams))


def parties_of(problem: Problem, of: str) -> tuple[str, ...]:
    """Parties whose emission a target bounds: all together, each country, or one."""
    if of == "together":
        return (TOGETHER,)
    return problem.countries if of == "each" else (of,)


def changed(problem: Problem, cut: float | None, ratchet: bool | None) -> Problem:
    """The problem with another cut of its leading target, or another choice of ratchet; raises ProblemError."""
    content = problem.model_dump()
    if cut is not None:
        content["targets"][0]["cut"] = cut
    if ratchet is not None:
        content["ratchet"] = ratchet
    return problem_of(content)
