"""How few electric buses can run the day's trips, and how sure is it that fewer cannot?

Partition the trips into paths over the arcs "may follow" so that no battery runs below its window; minimise the paths,
then waiting and deadhead. The bounds chain: peak trips ≤ VSP ≤ EVSP and, without charging underway,
EVSP ≥ ⌈ΣE/E_usable⌉. The search starts at the larger bound and adds a path only where sweeps (see `sweep`) find no
plan, so a plan with as many paths as the bound is proven best.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from communique.workstreams.transit.charge_state import TOLERANCE_KWH
from communique.workstreams.transit.electric.cover import energy_bound, least_paths, longest_waits, peak
from communique.workstreams.transit.electric.duties import Array, Duties, Whole, across, gap, links
from communique.workstreams.transit.electric.exact import fewest_exactly
from communique.workstreams.transit.electric.sweep import NEVER, WIDTH, JoinCost, Plan, missing, plan_of, sweep

#: Settings of the search: they decide how long it looks, never what is true of its result.
#: An attempt has BUDGET/(BASE + width²) joins, for a join takes about so long; attempts after the first have a quarter.
BUDGET, BASE, JOINS_PER_TRIP, POLISH = 5e7, 2000, 30, 8
#: The first step up from a bound that was not met, as a part of the way to the repaired plan.
FIRST_STEPS = 8
#: Trips between two cuts: from fine to coarse, another in every sweep, so that no rhythm hides an exchange.
FINE, COARSE, SWEEP_CUTS = 4, 80, 200
#: Of more arcs than these the cover to start from takes those of at most this wait: it only has to be a good start.
MANY_ARCS, START_WAIT_S = 500_000, 2 * 3600
#: Noise on the kWh that are missing: of plans that miss as much, the sweep shall not always take the same. A calm
#: attempt settles, a lively one wanders; an attempt ends where nothing has improved for PATIENCE of it.
#: Up to LIVELY_FIRST paths the lively one is made first; over more of them its noise adds up to more than the slack.
CALM_KWH, LIVELY_KWH, PATIENCE, LIVELY_FIRST = (0.02,), (0.02, 0.2), 0.4, 100


@dataclass(frozen=True)
class Bounds:
    """What no plan can beat: trips at one time, buses without a battery's limit, energy over usable energy; on days
    whose rotations can all be listed, the exact number (else 0)."""

    peak: int
    vehicles: int
    energy: int
    exact: int = 0

    @property
    def best(self) -> int:
        return max(self.peak, self.vehicles, self.energy, self.exact)


@dataclass(frozen=True)
class Schedule:
    """Rotations, each the trips of one bus in order, numbered as the duties are.

    kwh          of each rotation: trips, deadheads, from and to the depot
    lower        what no plan can beat; `proven` where it is met
    impossible   trips that no bus can run on one charge; they are in no rotation
    """

    rotations: tuple[Whole, ...]
    kwh: Array
    wait_s: int
    deadhead_s: int
    bounds: Bounds
    impossible: Whole

    @property
    def lower(self) -> int:
        return self.bounds.best

    @property
    def proven(self) -> bool:
        return len(self.rotations) == self.lower


def impossible_trips(trips: Duties) -> Whole:
    """Trips that a full battery cannot run, the way from and to the depot included."""
    alone = trips.energy + trips.pull_out_kwh[trips.origin] + trips.pull_in_kwh[trips.destination]
    return np.flatnonzero(alone > trips.cell.usable_kwh + TOLERANCE_KWH)


def clipped(trips: Duties) -> Duties:
    """The duties with every trip above the usable energy set to it: a switch for comparisons, never for plans."""
    return replace(trips, energy=np.minimum(trips.energy, trips.cell.usable_kwh))


def schedule(trips: Duties, *, seed: int = 0) -> Schedule:
    """The fewest rotations found, with the bounds that hold for any plan; same duties and seed, same rotations."""
    left_out = impossible_trips(trips)
    kept = np.setdiff1d(np.arange(len(trips)), left_out)
    possible = _only(trips, kept)
    if not len(kept):
        return Schedule((), np.empty(0), 0, 0, Bounds(0, 0, 0), left_out)
    i, j = links(possible)
    bounds = Bounds(peak(possible), least_paths(len(possible), i, j), energy_bound(possible))
    plan = _fewest(possible, bounds.best, i, j, seed)
    exact = fewest_exactly(possible, i, j) if plan.paths > bounds.best else None
    if exact is not None:
        plan, bounds = _numbered(possible, exact), replace(bounds, exact=len(exact))
    return _schedule(possible, _polished(possible, plan, _stream(seed)), bounds, kept, left_out)


def _numbered(trips: Duties, rotations: list[Whole]) -> Plan:
    path = np.empty(len(trips), dtype=np.int64)
    for number, rotation in enumerate(rotations):
        path[rotation] = number
    return plan_of(trips, path, len(rotations))


def _only(trips: Duties, kept: Whole) -> Duties:
    return replace(
        trips,
        start=trips.start[kept],
        end=trips.end[kept],
        origin=trips.origin[kept],
        destination=trips.destination[kept],
        energy=trips.energy[kept],
    )


def _fewest(trips: Duties, lower: int, i: Whole, j: Whole, seed: int) -> Plan:
    """A plan with few paths: up from the bound in growing steps, then half the way back until it cannot.

    A plan that lacks energy is repaired by more paths; it is then an end to the search from above.
    """
    i, j = _start_arcs(trips, lower, i, j)
    looks = (LIVELY_KWH, CALM_KWH) if lower <= LIVELY_FIRST else (CALM_KWH, LIVELY_KWH)
    failed = lower
    found, best = _attempt(trips, i, j, failed, BUDGET, looks[0], seed)
    step = max(1, (best.paths - failed) // FIRST_STEPS)
    while best.paths - failed > 1:
        count = min(failed + step, (failed + best.paths) // 2 if found else best.paths - 1)
        found_now, plan = _attempt(trips, i, j, count, BUDGET / 4, CALM_KWH, seed)
        best = plan if plan.paths < best.paths else best
        failed, step, found = (failed, step, True) if found_now else (count, 2 * step, found)
    if best.paths == lower + 1:  # one bus from proven: worth another kind of look
        _, plan = _attempt(trips, i, j, lower, BUDGET, looks[1], seed)
        best = min(plan, best, key=lambda found: found.paths)
    return best


def _stream(seed: int) -> np.random.Generator:
    """A stream for one attempt: what an attempt finds does not depend on those before it."""
    return np.random.default_rng(np.random.SeedSequence(seed))


def _start_arcs(trips: Duties, paths: int, i: Whole, j: Whole) -> tuple[Whole, Whole]:
    """Of very many arcs those of a short wait, if they can cover the trips by so few paths; else all of them."""
    near = trips.start[j] - trips.end[i] <= START_WAIT_S
    if len(i) <= MANY_ARCS or least_paths(len(trips), i[near], j[near]) > paths:
        return i, j
    return i[near], j[near]


def _attempt(
    trips: Duties,
    i: Whole,
    j: Whole,
    paths: int,
    budget: float,
    noise_kwh: tuple[float, ...],
    seed: int,
) -> tuple[bool, Plan]:
    """Whether `paths` paths were found to be enough, and a plan that no battery forbids: of these, or repaired."""
    rng = _stream(seed)
    plan = plan_of(trips, longest_waits(trips, i, j, paths), paths)
    joins = min(budget / (BASE + min(paths, WIDTH) ** 2), JOINS_PER_TRIP * len(trips))
    least, spent, improved, forward = float(missing(trips, plan).sum()), 0, 0, True
    while least > TOLERANCE_KWH and spent < joins and spent - improved < joins * PATIENCE:
        cuts = _cuts(len(trips), rng)
        sweep(trips, plan, cuts, _lacking(rng, float(rng.choice(noise_kwh))), rng, forward=forward)
        plan = plan_of(trips, plan.path, paths)
        now, spent, forward = float(missing(trips, plan).sum()), spent + len(cuts), not forward
        if now < least - TOLERANCE_KWH:
            least, improved = now, spent
    return least <= TOLERANCE_KWH, _repaired(trips, plan)


def _repaired(trips: Duties, plan: Plan) -> Plan:
    """The plan with a fresh bus wherever the next trip could not be finished and the depot reached."""
    path, paths = plan.path.copy(), plan.paths
    for lacking in np.flatnonzero(missing(trips, plan) > TOLERANCE_KWH):
        members = np.flatnonzero(plan.path == lacking)
        for cut in _fresh_from(trips, members):
            path[members[cut:]] = paths
            paths += 1
    return plan_of(trips, path, paths) if paths > plan.paths else plan


def _fresh_from(trips: Duties, members: Whole) -> list[int]:
    """Where a path must be cut so that each part can be run, as late as possible each time."""
    cuts: list[int] = []
    level = 0.0
    for k, trip in enumerate(members):
        home = trips.pull_in_kwh[trips.destination[trip]]
        fresh = trips.cell.usable_kwh - trips.pull_out_kwh[trips.origin[trip]]
        going_on = fresh
        if k:
            link = gap(trips, members[k - 1 : k], members[k : k + 1])
            going_on = float(across(level, link, trips.cell)[0]) if level >= link.out_kwh[0] else -np.inf
        level = going_on - trips.energy[trip]
        if level < home - TOLERANCE_KWH:
            cuts.append(k)
            level = fresh - trips.energy[trip]
    return cuts


def _polished(trips: Duties, plan: Plan, rng: np.random.Generator) -> Plan:
    """The plan with less waiting and deadhead: joins anew that no battery forbids."""
    for turn in range(POLISH):
        sweep(trips, plan, _cuts(len(trips), rng), _idle, rng, forward=turn % 2 == 0)
    return plan


def _cuts(count: int, rng: np.random.Generator) -> Whole:
    """Where to cut the day in one sweep: even steps, whose width and beginning chance decides."""
    fine = max(1, min(FINE, count // 10), count // SWEEP_CUTS)
    coarse = max(fine, min(COARSE, count // 10))
    between = round(float(np.exp(rng.uniform(np.log(fine), np.log(coarse)))))
    return np.arange(int(rng.integers(1, between + 1)), count, between)


def _lacking(rng: np.random.Generator, noise: float) -> JoinCost:
    def cost(trips: Duties, last: Whole, first: Whole, lacks: Array, allowed: NDArray[np.bool_]) -> Array:
        return np.where(allowed, lacks + noise * rng.random(lacks.shape), NEVER)

    return cost


def _idle(trips: Duties, last: Whole, first: Whole, lacks: Array, allowed: NDArray[np.bool_]) -> Array:
    """Seconds from the end of one trip to the start of the next; those of a deadhead count twice."""
    i, j = last[:, np.newaxis], first[np.newaxis]
    way = trips.way_s[trips.destination[i], trips.origin[j]]
    idle = np.where((i < 0) | (j < 0), 0, trips.start[j] - trips.end[i] + way)
    return np.where(allowed & (lacks <= TOLERANCE_KWH), idle.astype(np.float64), NEVER)


def _schedule(trips: Duties, plan: Plan, bounds: Bounds, kept: Whole, left_out: Whole) -> Schedule:
    rotations = [np.flatnonzero(plan.path == p) for p in range(plan.paths)]
    rotations = sorted((r for r in rotations if len(r)), key=lambda r: int(r[0]))
    before = np.concatenate([r[:-1] for r in rotations])
    after = np.concatenate([r[1:] for r in rotations])
    way = trips.way_s[trips.destination[before], trips.origin[after]]
    wait = trips.start[after] - trips.end[before] - way
    kwh = np.array([rotation_kwh(trips, r) for r in rotations])
    return Schedule(tuple(kept[r] for r in rotations), kwh, int(wait.sum()), int(way.sum()), bounds, left_out)


def rotation_kwh(trips: Duties, rotation: Whole) -> float:
    """kWh of a rotation: its trips, the deadheads between them, and from and to the depot."""
    between = trips.way_kwh[trips.destination[rotation[:-1]], trips.origin[rotation[1:]]].sum()
    ends = trips.pull_out_kwh[trips.origin[rotation[0]]] + trips.pull_in_kwh[trips.destination[rotation[-1]]]
    return float(trips.energy[rotation].sum() + between + ends)
