"""How is HiGHS started so that it writes nothing and gives the same answer on every run?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
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
    beneath it is started.
    """
    import highspy

    class Quiet(highspy.Highs):
        def __init__(self) -> None:
            super(highspy.Highs, self).__init__()

    _one_thread()
    return Quiet


@cache
def greet_unheard() -> None:
    """Once a process, for who does not start HiGHS by `highs`: its greeting goes nowhere, and is not given again.

    It greets on standard output whatever its options, which would spoil `--json`.
    """
    import highspy

    _one_thread()
    with _unheard():
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in OPTIONS.items():
            solver.setOptionValue(option, value)
        solver.addVar(0.0, 1.0)
        solver.run()


@cache
def _one_thread() -> None:
    """HiGHS refuses `threads = 1` where its scheduler already runs with more: once a process it starts anew."""
    import highspy

    highspy.Highs.resetGlobalScheduler(True)


@contextmanager
def _unheard() -> Iterator[None]:
    """What a C library prints goes nowhere; on Windows, where its buffer is out of reach, nothing changes."""
    import ctypes

    if os.name != "posix":
        yield
        return
    c_library = ctypes.CDLL(None)
    c_library.fflush(None)
    standard_output, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
        c_library.fflush(None)
    finally:
        os.dup2(standard_output, 1)
        os.close(standard_output)
        os.close(nowhere)
