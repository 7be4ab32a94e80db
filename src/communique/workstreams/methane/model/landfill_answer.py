"""How is the answer for a landfill told: years, parameters with their sources, assumptions and warnings?"""

from __future__ import annotations

from typing import Any

import numpy as np

from communique.workstreams.methane.model import fod
from communique.workstreams.methane.model.gwp import potential
from communique.workstreams.methane.model.landfill import LandfillCase, defaults, evaluate, start_up
from communique.workstreams.methane.model.monte_carlo import INTERVAL, Simulation, simulate
from communique.workstreams.methane.model.sensitivity import contributions, of_year, swings


def answer(case: LandfillCase, *, gwp: str = "", draws: int = 0, seed: int = 0) -> dict[str, Any]:
    """The answer as people and machines read it: `years` with generated_gg, recovered_gg and emitted_gg (Gg CH4).

    Each year also says how many years of deposits are before it and whether that is too few (`start_up`), and the
    carbon of its deposit that stays in the ground. `gwp` adds emitted_gg_co2e by a named potential; `draws` adds the
    95 % interval of emitted_gg and what it hangs on in the last year of deposits.
    """
    outcome = evaluate(case, defaults(case))
    flags = start_up(case)
    rows: list[dict[str, Any]] = [
        {
            "year": year,
            "generated_gg": float(outcome.generated[0, i]),
            "recovered_gg": float(outcome.recovered[0, i]),
            "emitted_gg": float(outcome.emitted[0, i]),
            "stored_carbon_gg": stored,
            "history_years": year - case.years[0],
            "start_up": flags[i],
        }
        for i, (year, stored) in enumerate(zip(case.years, _stored(case), strict=True))
    ]
    found: dict[str, Any] = {
        "unit": "Gg CH4", "site": case.site, "years": rows,
        "parameters": [p.described() for p in case.parameters],
        "assumptions": list(case.assumptions), "warnings": list(case.warnings),
    }  # fmt: skip
    if gwp:
        warming = potential(gwp)
        found["gwp"] = warming.described()
        for row in rows:
            row["emitted_gg_co2e"] = row["emitted_gg"] * warming.value
    if draws and not case.mass.any():
        found["warnings"].append("nothing that decays is deposited: there is nothing to draw")
    elif draws:
        _uncertainty(found, case, simulate(case, seed, draws))
    return found


def _stored(case: LandfillCase) -> list[float]:
    parts = [
        fod.stored_carbon(case.mass[:, i], s.decay.doc.value, s.decay.doc_f.value, s.decay.mcf.value)
        for i, s in enumerate(case.series)
    ]
    return np.sum(parts, axis=0).tolist() if parts else [0.0] * len(case.years)


def _uncertainty(found: dict[str, Any], case: LandfillCase, simulation: Simulation) -> None:
    tail = (1 - INTERVAL) / 2
    low, middle, high = np.quantile(simulation.emitted, [tail, 1 / 2, 1 - tail], axis=0)
    for i, row in enumerate(found["years"]):
        row |= {"emitted_low": float(low[i]), "emitted_median": float(middle[i]), "emitted_high": float(high[i])}
    last_deposit = int(np.flatnonzero(case.mass.sum(axis=1))[-1])
    year = case.years[min(max(last_deposit, 1), len(case.years) - 1)]  # in the first year nothing decays yet
    bars = {s.parameter: s for s in swings(case, of_year(case.years, year))}
    found["uncertainty"] = {
        "draws": len(simulation.emitted), "rejected": simulation.rejected, "year": year,
        "sensitivity": [
            {"parameter": c.parameter, "rank_correlation": c.rank_correlation, "share": c.share,
             "emitted_at_low": bars[c.parameter].at_low, "emitted_at_high": bars[c.parameter].at_high}
            for c in contributions(simulation.values, simulation.emitted[:, case.years.index(year)])
        ],
    }  # fmt: skip
    found["warnings"] += simulation.warnings
