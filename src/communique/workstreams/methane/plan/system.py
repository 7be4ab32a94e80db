"""What is generated and emitted at every site, with or without an effort, for one set of parameters or for many draws?

First-order decay through `model.fod.decay_kernel`, reaction from the January after the deposit, so a diverted mass
lowers generation linearly and exactly:

    G0[s,t]   = Σ_i Σ_x W[s,i,x] · L0[s,i,x] · (e^(-k(t-x-1)) − e^(-k(t-x)))
    K[v,x,t]  = L0 · (e^(-k(t-x-1)) − e^(-k(t-x)))                        for a diversion v of one stream at one site
    G         = G0 − Σ K·d
    R         = R0·G + Σ_l phi_l·(CE_l − R0)·G
    O         = Σ_l psi_l·OX_l·(G − R)
    E         = (G − R)·(1 − OX0) − O + (1 − DE)·R + Σ EF·d[t]            kt CH4; R is a mass, and is not oxidised
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.geo import TOGETHER
from communique.workstreams.methane.model.fod import decay_kernel, methane_potential
from communique.workstreams.methane.model.parameters import Parameter
from communique.workstreams.methane.model.parameters import given as given_parameter
from communique.workstreams.methane.plan.layout import Layout, Spot, deposits, share_of
from communique.workstreams.methane.plan.problem import Figure, Problem, Since, Site, Stream, in_force

Array = NDArray[np.float64]
Values = Mapping[str, Array]
#: Name of a decay rate -> its kernel by age, (draw, age).
Decays = dict[str, Array]


@dataclass(frozen=True)
class System:
    """Gg CH4 and shares over (draw, …); the year axis is the base year and then the plan's years.

    G0       (draw, site, year) generated without the plan
    K        (draw, diversion, action year, year) not generated for a Gg diverted
    R0, OX0  (draw, site, year) captured share of generation; oxidised share of what escapes capture
    DE       (draw, site, 1) destroyed share of what is captured
    S        (draw, source, year) emission of the sources
    """

    G0: Array
    K: Array
    R0: Array
    OX0: Array
    DE: Array
    S: Array


@dataclass(frozen=True)
class Effort:
    """What is done, in terms that hold in any draw.

    d         (diversion, action year) Gg wet waste not buried
    phi, psi  (capture or cover, year) share of a site's gas that the lever serves
    zeta      (reduction, year) share of a source that the lever serves
    captured_at_most, oxidised_at_most  (…, year) Gg CH4 that the built capacity can take
    """

    d: Array
    phi: Array
    psi: Array
    zeta: Array
    captured_at_most: Array
    oxidised_at_most: Array


@dataclass(frozen=True)
class Flows:
    """Gg CH4 over (draw, site, year), and the sources' over (draw, source, year); the year axis has no base year."""

    G: Array
    R: Array
    O: Array  # noqa: E741  # the letter of the equations
    treated: Array
    E: Array
    S: Array


def parameters(problem: Problem) -> tuple[Parameter, ...]:
    """Every uncertain figure of the file once. Rows that say the same of the same stream are one unknown."""
    return tuple({p.name: p for p, _ in _figures(problem)}.values())


def _figures(problem: Problem) -> Iterator[tuple[Parameter, Figure]]:
    for site in problem.sites:
        for figure, id, key in _of_site(site):
            yield _parameter(figure, id, key), figure


def _of_site(site: Site) -> Iterator[tuple[Figure, str, str]]:
    """(figure, id, what it is of): decay figures belong to the kind of waste or site, the rest to this site alone."""
    for stream in site.streams:
        for name in ("doc", "doc_f", "k"):
            yield getattr(stream, name), f"fod.{name}", stream.name
        for change in stream.mcf:
            yield change, "fod.mcf", ""
    yield site.methane_share, "fod.f", ""
    for name in ("captured", "oxidation"):
        for change in getattr(site, name):
            yield change, f"plan.{name}", site.name
    yield site.destruction, "plan.destruction", site.name


def _parameter(figure: Figure, id: str, key: str) -> Parameter:
    low, high = figure.bounds
    row = f"{figure.value:g} ({low:g} to {high:g})"
    return given_parameter(id, f"{key} {row}".strip(), figure.value, "1/yr" if id == "fod.k" else "1", low, high)


def _value(figure: Figure, id: str, key: str, values: Values | None) -> Array:
    """(draw,): the drawn figure, or the file's own where nothing is drawn."""
    return np.array([figure.value]) if values is None else values[_parameter(figure, id, key).name]


def _over(changes: tuple[Since, ...], years: list[int], id: str, key: str, values: Values | None) -> Array:
    """(draw, year): the figure in force in each year."""
    drawn = [_value(change, id, key, values) for change in changes]
    return np.stack([drawn[in_force(changes, year)] for year in years], axis=1)


def system(problem: Problem, spots: Layout, values: Values | None = None, sources: Array | None = None) -> System:
    """The system for the file's own figures, one draw, or for drawn `values` by parameter name.

    sources  (draw, source) factor on each source's emission
    """
    years = [problem.base_year, *problem.years]
    sites = problem.sites
    decays: Decays = {}
    made = np.stack([_generation(site, years, values, decays) for site in sites], axis=1)
    K = [_kernel(sites[v.place], v.stream, problem.actions, years[1:], values) for v in spots.diversions]
    S = np.array([[source.in_year(year) for year in years] for source in problem.sources]).reshape(-1, len(years))
    return System(
        G0=made,
        K=np.stack(K, axis=1) if K else np.zeros((len(made), 0, len(problem.actions), len(years) - 1)),
        R0=np.stack([_over(s.captured, years, "plan.captured", s.name, values) for s in sites], axis=1),
        OX0=np.stack([_over(s.oxidation, years, "plan.oxidation", s.name, values) for s in sites], axis=1),
        DE=np.stack([_value(s.destruction, "plan.destruction", s.name, values)[:, None] for s in sites], axis=1),
        S=S[None] if sources is None else S[None] * sources[:, :, None],
    )


def _potential(site: Site, stream: Stream, years: list[int], values: Values | None) -> Array:
    """(draw, year): methane that a Gg of a stream deposited in a year gives in all; (draw, 1) where it is constant."""
    doc, doc_f = (_value(getattr(stream, n), f"fod.{n}", stream.name, values)[:, None] for n in ("doc", "doc_f"))
    mcf = _over(stream.mcf, years if len(stream.mcf) > 1 else years[:1], "fod.mcf", "", values)
    return methane_potential(doc, doc_f, mcf, _value(site.methane_share, "fod.f", "", values)[:, None])


def _generation(site: Site, years: list[int], values: Values | None, decays: Decays) -> Array:
    """G0 of a site, (draw, year)."""
    return np.asarray(sum(_of_stream(site, stream, years, values, decays) for stream in site.streams))


def _of_stream(site: Site, stream: Stream, years: list[int], values: Values | None, decays: Decays) -> Array:
    """What one stream of a site generates, (draw, year)."""
    deposited, mass = deposits(site.deposits)
    ages = np.array(years)[:, None] - np.array(deposited)
    buried, potential = mass * share_of(stream, deposited), _potential(site, stream, deposited, values)
    decayed = _decayed(stream, ages, values, decays)
    if len(stream.mcf) == 1:  # one potential for all deposits
        return np.asarray(decayed @ buried * potential)
    return np.asarray(np.einsum("ntx,nx->nt", decayed, buried * potential))


def _decayed(stream: Stream, ages: NDArray[np.int_], values: Values | None, decays: Decays) -> Array:
    """Kernel of a stream at ages, (draw, year, deposit); computed once for all sites that share the decay rate."""
    key, oldest = _parameter(stream.k, "fod.k", stream.name).name, max(int(ages.max()), 0)
    if key not in decays or decays[key].shape[1] <= oldest:
        decays[key] = decay_kernel(_value(stream.k, "fod.k", stream.name, values)[:, None], np.arange(oldest + 1))
    return decays[key][:, np.maximum(ages, 0)]  # what is not buried yet gives what is buried this year: nothing


def generation_by_stream(problem: Problem, spots: Layout, effort: Effort, year: int) -> dict[str, float]:
    """Gg CH4 generated in a year by each kind of waste at all sites under an effort, by the file's own figures."""
    found: dict[str, float] = {}
    for site in problem.sites:
        for stream in site.streams:
            found[stream.name] = found.get(stream.name, 0.0) + float(_of_stream(site, stream, [year], None, {})[0, 0])
    for v, spot in enumerate(spots.diversions):
        kernel = _kernel(problem.sites[spot.place], spot.stream, problem.actions, [year], None)
        found[spot.lever.stream] -= float(kernel[0, :, 0] @ effort.d[v])
    return found


def _kernel(site: Site, stream: int, actions: tuple[int, ...], years: list[int], values: Values | None) -> Array:
    """K of one diversion, (draw, action year, year)."""
    what = site.streams[stream]
    k = _value(what.k, "fod.k", what.name, values)[:, None, None]
    ages = np.array(years) - np.array(actions)[:, None]
    return decay_kernel(k, ages) * _potential(site, what, list(actions), values)[:, :, None]


def base_emission(system: System) -> tuple[Array, Array]:
    """Emission of the base year, (draw, site) and (draw, source), kt CH4."""
    G, R0, OX0, DE = system.G0[..., 0], system.R0[..., 0], system.OX0[..., 0], system.DE[..., 0]
    R = R0 * G
    return (G - R) * (1 - OX0) + (1 - DE) * R, system.S[..., 0]


def flows(problem: Problem, spots: Layout, system: System, effort: Effort) -> Flows:
    """What happens in the plan's years under an effort (equations above)."""
    G0, R0, OX0 = (part[..., 1:] for part in (system.G0, system.R0, system.OX0))
    G = G0 - _at_sites(G0, spots.diversions, np.einsum("nvxt,vx->nvt", system.K, effort.d))
    extra = [
        np.minimum(phi * np.maximum(spot.lever.efficiency - R0[:, spot.place], 0) * G[:, spot.place], most)
        for spot, phi, most in zip(spots.captures, effort.phi, effort.captured_at_most, strict=True)
    ]
    R = R0 * G + _at_sites(G0, spots.captures, _stacked(extra, G0))
    oxidised = [
        np.minimum(psi * spot.lever.oxidation * (G - R)[:, spot.place], most)
        for spot, psi, most in zip(spots.covers, effort.psi, effort.oxidised_at_most, strict=True)
    ]
    O = _at_sites(G0, spots.covers, _stacked(oxidised, G0))  # noqa: E741
    treated = _at_sites(G0, spots.diversions, _treatment(problem, spots, effort.d)[None])
    E = (G - R) * (1 - OX0) - O + (1 - system.DE) * R + treated
    S = system.S[..., 1:]
    served = [
        zeta * spot.lever.efficacy * S[:, spot.place] for spot, zeta in zip(spots.reductions, effort.zeta, strict=True)
    ]
    return Flows(G, R, O, treated, E, S - _at_sites(S, spots.reductions, _stacked(served, S)))


def _stacked(rows: list[Array], like: Array) -> Array:
    return np.stack(rows, axis=1) if rows else np.zeros((len(like), 0, like.shape[-1]))


def _at_sites(like: Array, spots: Sequence[Spot[Any]], rows: Array) -> Array:
    """(draw, spot, year) summed to (draw, site, year)."""
    found = np.zeros(np.broadcast_shapes(like.shape, (len(rows), 1, 1)))
    for column, spot in enumerate(spots):
        found[:, spot.place] += rows[:, column]
    return found


def _treatment(problem: Problem, spots: Layout, d: Array) -> Array:
    """(diversion, year): methane of treating what is diverted in that same year, Gg CH4."""
    found = np.zeros((len(spots.diversions), len(problem.years)))
    for column, year in enumerate(problem.years):
        if year in problem.actions:
            found[:, column] = d[:, problem.actions.index(year)]
    return np.asarray(found * np.array([v.lever.emission for v in spots.diversions])[:, None])


def of_party(problem: Problem, party: str, at_sites: Array, at_sources: Array) -> Array:
    """Sum over the sites, and the sources of the counted sectors, of a party; axis 1 goes."""
    mine = [party in (TOGETHER, site.country) for site in problem.sites]
    sources = [party in (TOGETHER, s.country) and s.sector in problem.sectors for s in problem.sources]
    return np.asarray(at_sites[:, mine].sum(axis=1) + at_sources[:, sources].sum(axis=1))


def no_effort(problem: Problem, spots: Layout) -> Effort:
    """Nothing is done."""
    years = len(problem.years)
    phi, psi, zeta = (np.zeros((len(each), years)) for each in (spots.captures, spots.covers, spots.reductions))
    return Effort(np.zeros_like(spots.W), phi, psi, zeta, phi, psi)
