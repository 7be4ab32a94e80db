"""How is work spread over threads, processes or a cluster without changing its result?

`fan_out` takes any `concurrent.futures.Executor`: a thread pool, `process_pool`, or on a cluster
`dask.distributed.Client(...).get_executor()`; None works in this process, one task after the other. Results depend on
the tasks and the seed alone, never on the executor, the order of finishing, the number of workers or the chunks.
"""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import numpy as np

from communique.errors import CommuniqueError

Result = TypeVar("Result")

#: A chunk of tasks should last about this long: below it a cluster's cost per call (some 5 ms) would weigh.
CHUNK_SECONDS = 1.0
#: So many tasks go out alone at first, to learn how long one lasts while every worker of a small pool is busy.
SCOUTS = 8


class TaskFailed(CommuniqueError):
    """A task raised, could not be sent, or lost its worker; `key` names it, `details` has the worker's traceback."""

    def __init__(self, key: str, cause: str, details: str = "") -> None:
        self.key, self.cause, self.details = key, cause, details
        super().__init__(f"task {key!r}: {cause}")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.key, self.cause, self.details)


class WorkerDied(TaskFailed):
    """The worker that held a task died (killed, out of memory, crashed): the task has no result."""


@dataclass(frozen=True)
class Outcome(Generic[Result]):
    """Results and failures of a fan-out, each in the order of the tasks.

    results   by key, of the tasks that ended well
    failures  by key, of the others
    """

    results: Mapping[str, Result]
    failures: Mapping[str, TaskFailed]
    _function: Callable[..., Result] = field(repr=False, compare=False)
    _tasks: Mapping[str, tuple[Any, ...]] = field(repr=False, compare=False)

    def values(self) -> list[Result]:
        """All results in the order of the tasks; raises the first failure, which names its task."""
        for failure in self.failures.values():
            raise failure
        return list(self.results.values())

    def retry(self, executor: Executor | None = None) -> Outcome[Result]:
        """The same outcome with its failed tasks run again, with the seeds they had."""
        again = {key: self._tasks[key] for key in self.failures}
        results, failures = _run(self._function, again, executor)
        return _ordered(self._function, self._tasks, {**self.results, **results}, failures)


def fan_out(
    function: Callable[..., Result],
    tasks: Mapping[str, Any],
    *,
    executor: Executor | None,
    seed: int | Sequence[int] | None = None,
) -> Outcome[Result]:
    """The outcome of function(task), or of function(task, seed_sequence) with a seed, for every task.

    function  importable by name where the executor has other processes; no lock or global inside
    tasks     key → argument; the key names the task in errors
    executor  any executor, None for this process
    seed      entropy; every task gets its own child of `SeedSequence(seed)`, by its place among the tasks

    A task that raises never stops the others: see `Outcome`.
    """
    calls = {key: (task,) for key, task in tasks.items()} if seed is None else _seeded(tasks, seed)
    results, failures = _run(function, calls, executor)
    return _ordered(function, calls, results, failures)


def _seeded(tasks: Mapping[str, Any], seed: int | Sequence[int]) -> dict[str, tuple[Any, ...]]:
    children = np.random.SeedSequence(seed).spawn(len(tasks))
    return {key: (task, child) for (key, task), child in zip(tasks.items(), children, strict=True)}


def _ordered(
    function: Callable[..., Result],
    tasks: Mapping[str, tuple[Any, ...]],
    results: Mapping[str, Result],
    failures: Mapping[str, TaskFailed],
) -> Outcome[Result]:
    return Outcome(
        {key: results[key] for key in tasks if key in results},
        {key: failures[key] for key in tasks if key in failures},
        function,
        tasks,
    )


@dataclass
class _Report:
    """What a chunk sends back: results and failures by key, and how long it worked."""

    results: dict[str, Any]
    failures: dict[str, tuple[str, str]]
    seconds: float


def _work(function: Callable[..., Any], chunk: Sequence[tuple[str, tuple[Any, ...]]]) -> _Report:
    began = time.perf_counter()
    report = _Report({}, {}, 0.0)
    for key, arguments in chunk:
        try:
            report.results[key] = function(*arguments)
        except Exception as error:  # sent back as words: not every exception can cross a process
            report.failures[key] = (f"{type(error).__name__}: {error}", traceback.format_exc())
    report.seconds = time.perf_counter() - began
    return report


def _run(
    function: Callable[..., Result], tasks: Mapping[str, tuple[Any, ...]], executor: Executor | None
) -> tuple[dict[str, Result], dict[str, TaskFailed]]:
    if executor is None:
        return _read([_work(function, list(tasks.items()))])
    return _spread(function, list(tasks.items()), executor)


def _read(reports: Iterable[_Report]) -> tuple[dict[str, Any], dict[str, TaskFailed]]:
    results: dict[str, Any] = {}
    failures: dict[str, TaskFailed] = {}
    for report in reports:
        results |= report.results
        failures |= {key: TaskFailed(key, cause, details) for key, (cause, details) in report.failures.items()}
    return results, failures


Chunk = Sequence[tuple[str, tuple[Any, ...]]]


def _spread(
    function: Callable[..., Any], tasks: Chunk, executor: Executor
) -> tuple[dict[str, Any], dict[str, TaskFailed]]:
    """Scouts first, one task each; when the first is back, the rest in chunks of about a second."""
    reports: list[_Report] = []
    lost: dict[str, TaskFailed] = {}
    scouts = _submit(executor, function, [[task] for task in tasks[:SCOUTS]], lost)
    size = _chunk_size(scouts)
    rest = [tasks[i : i + size] for i in range(SCOUTS, len(tasks), size)]
    waiting = scouts | _submit(executor, function, rest, lost)
    while waiting:
        done, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            chunk = waiting.pop(future)
            error = future.exception()
            if error is None:
                reports.append(future.result())
            elif len(chunk) > 1 and not isinstance(error, BrokenExecutor):
                # one task spoils its whole chunk (a result that cannot be sent): each alone, to keep the others
                waiting |= _submit(executor, function, [[task] for task in chunk], lost)
            else:
                lost |= _lost(chunk, error)
    results, failures = _read(reports)
    return results, failures | lost


def _submit(
    executor: Executor, function: Callable[..., Any], chunks: Iterable[Chunk], lost: dict[str, TaskFailed]
) -> dict[Future[_Report], Chunk]:
    futures = {}
    for chunk in chunks:
        try:
            futures[executor.submit(_work, function, chunk)] = chunk
        except BrokenExecutor as error:
            lost |= _lost(chunk, error)
    return futures


def _chunk_size(scouts: Mapping[Future[_Report], Chunk]) -> int:
    done, _ = wait(scouts, return_when=FIRST_COMPLETED) if scouts else (set(), set())
    seconds = [future.result().seconds for future in done if future.exception() is None]
    if not seconds:
        return 1
    mean = sum(seconds) / len(seconds)
    return max(1, round(CHUNK_SECONDS / max(mean, CHUNK_SECONDS / 1000)))


def _lost(chunk: Chunk, error: BaseException) -> dict[str, TaskFailed]:
    died = isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"  # the latter is Dask's
    if died:
        return {key: WorkerDied(key, f"its worker died before it had a result ({error})") for key, _ in chunk}
    return {key: TaskFailed(key, f"{type(error).__name__}: {error}") for key, _ in chunk}


def process_pool(workers: int | None = None) -> ProcessPoolExecutor:
    """A pool of fresh processes that together use no more threads than there are cores.

    workers  default: one for each core. Processes are spawned, not forked: a fork of a process with threads (Polars)
    can hang. A script that uses it needs `if __name__ == "__main__":`.
    """
    import multiprocessing

    cores = os.cpu_count() or 1
    workers = workers or cores
    threads = max(1, cores // workers)
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=spawn, initializer=_limit_threads, initargs=(threads,))


def _limit_threads(threads: int) -> None:
    """Before Polars or a linear algebra library is loaded: each reads its variable once, when it is imported."""
    for variable in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[variable] = str(threads)
