"""How is HiGHS started so that it writes nothing and gives the same answer on every run?"""

from __future__ import annotations

from functools import cache
from typing import Any

#: No output, one path. A stop by time would make the result depend on the machine, so there is none.
OPTIONS: dict[str, Any] = {
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "output_flag": False,
}


def highs() -> Any:
    """An empty HiGHS solver with `OPTIONS`."""
    found = _quiet()()
    for option, value in OPTIONS.items():
        found.setOptionValue(option, value)
    return found


@cache
def _quiet() -> Any:
    """HiGHS without its greeting, which would stand on standard output before the answer.

    The public constructor subscribes to callbacks, and that greets before any option can be set; so only the solver
    beneath it is started. HiGHS refuses `threads = 1` where its scheduler already runs with more: it starts anew.
    """
    import highspy

    class Quiet(highspy.Highs):
        def __init__(self) -> None:
            super(highspy.Highs, self).__init__()

    highspy.Highs.resetGlobalScheduler(True)
    return Quiet
