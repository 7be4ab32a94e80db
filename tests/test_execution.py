"""Work spread in any way gives the same bytes, and what goes wrong has the name of its task."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import execution
from communique.execution import TaskFailed, WorkerDied, fan_out, process_pool
from communique.progress import Target, meeting, observed

TASKS = {f"series-{i:02d}": 100.0 + i for i in range(24)}


def chance(level: float, seed: np.random.SeedSequence) -> bytes:
    """A real estimate: the probability of a target from draws of a noisy series."""
    noise = np.random.default_rng(seed).standard_normal((50, 9))
    figures = level * 0.98 ** np.arange(9) * np.exp(0.01 * noise)
    series = observed(range(2015, 2024), np.median(figures, axis=0), figures)
    found = meeting(series, Target("down", 2030, 0.75 * level)).value
    return np.array([found, *noise[0]]).tobytes()


def odd_ones_fail(number: int) -> int:
    if number % 2:
        raise ValueError(f"{number} is odd")
    return 10 * number


def die_on_three(number: int) -> int:
    if number == 3:
        os._exit(1)
    time.sleep(0.05)
    return number


def die_in_trap(task: tuple[int, str]) -> int:
    number, trap = task
    return die_on_three(number) if os.path.exists(trap) else number


def unsendable_three(number: int) -> object:
    return (lambda: number) if number == 3 else number


def polars_threads(_: int) -> int:
    import polars

    return polars.thread_pool_size()


class Backwards(Executor):
    """Runs nothing until it must, then the last call first: an unkind order of finishing."""

    def __init__(self) -> None:
        self.calls: list[tuple] = []
        self.sizes: list[int] = []

    def submit(self, function, /, *args, **kwargs) -> Future:
        future: Future = Future()
        self.calls.append((future, function, args, kwargs))
        self.sizes.append(len(args[1]))
        if len(self.calls) == execution.SCOUTS or self.sizes[-1] > 1 or len(self.sizes) > execution.SCOUTS:
            self.flush()
        return future

    def flush(self) -> None:
        for future, function, args, kwargs in reversed(self.calls):
            future.set_result(function(*args, **kwargs))
        self.calls = []


@pytest.fixture(scope="module")
def serial() -> list[bytes]:
    return fan_out(chance, TASKS, executor=None, seed=7).values()


@pytest.fixture(scope="module")
def processes() -> Iterator[Executor]:
    with process_pool(2) as pool:
        yield pool


def test_results_come_in_the_order_of_the_tasks(serial):
    outcome = fan_out(chance, TASKS, executor=None, seed=7)
    assert list(outcome.results) == list(TASKS)
    assert len(set(serial)) == len(TASKS)  # every task has a seed of its own
    assert fan_out(chance, TASKS, executor=None, seed=8).values() != serial
    assert fan_out(chance, TASKS, executor=None, seed=[7, 1]).values() != serial


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_threads_give_identical_bytes(serial, workers):
    with ThreadPoolExecutor(workers) as pool:
        assert fan_out(chance, TASKS, executor=pool, seed=7).values() == serial


def test_processes_give_identical_bytes(serial, processes):
    assert fan_out(chance, TASKS, executor=processes, seed=7).values() == serial


def test_an_unkind_order_gives_identical_bytes(serial):
    assert fan_out(chance, TASKS, executor=Backwards(), seed=7).values() == serial


@pytest.mark.cluster
def test_a_local_dask_cluster_gives_identical_bytes_and_names_its_failures(serial):
    distributed = pytest.importorskip("distributed")
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None, worker_dashboard_address=None
    )
    with cluster, distributed.Client(cluster) as client:
        executor = client.get_executor()
        assert fan_out(chance, TASKS, executor=executor, seed=7).values() == serial
        outcome = fan_out(odd_ones_fail, {str(i): i for i in range(20)}, executor=executor)
        assert list(outcome.failures) == [str(i) for i in range(1, 20, 2)]
        assert list(outcome.results.values()) == [10 * i for i in range(0, 20, 2)]


@pytest.mark.cluster
def test_a_death_on_a_cluster_of_processes_names_its_task_and_keeps_the_others():
    distributed = pytest.importorskip("distributed")
    dask = pytest.importorskip("dask")
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        cluster = distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, worker_dashboard_address=None
        )
        with cluster, distributed.Client(cluster) as client:
            outcome = fan_out(die_on_three, {f"n{i}": i for i in range(5)}, executor=client.get_executor())
    assert isinstance(outcome.failures["n3"], WorkerDied)
    assert set(outcome.results) | set(outcome.failures) == {f"n{i}" for i in range(5)}
    assert all(outcome.results[key] == int(key[1:]) for key in outcome.results)


@pytest.mark.parametrize("spread", [False, True])
def test_a_failure_names_its_task_keeps_the_other_results_and_can_be_retried(spread):
    tasks = {f"n{i}": i for i in range(30)}
    with ThreadPoolExecutor(2) as pool:
        outcome = fan_out(odd_ones_fail, tasks, executor=pool if spread else None)
    assert list(outcome.results) == [f"n{i}" for i in range(0, 30, 2)]
    assert list(outcome.failures) == [f"n{i}" for i in range(1, 30, 2)]
    failure = outcome.failures["n5"]
    assert (failure.key, str(failure)) == ("n5", "task 'n5': ValueError: 5 is odd")
    assert "odd_ones_fail" in failure.details
    with pytest.raises(TaskFailed, match="task 'n1'"):
        outcome.values()


def test_a_retry_uses_the_seeds_of_the_first_time(serial, tmp_path):
    broken = tmp_path / "broken"
    broken.touch()

    def flaky(level: float, seed: np.random.SeedSequence) -> bytes:
        if broken.exists() and level % 3 == 0:
            raise OSError("the disk is full")
        return chance(level, seed)

    outcome = fan_out(flaky, TASKS, executor=None, seed=7)
    assert len(outcome.failures) == 8
    broken.unlink()
    again = outcome.retry()
    assert (list(again.results), again.failures) == (list(TASKS), {})
    assert again.values() == serial


def test_a_result_that_cannot_be_sent_spoils_no_other(processes, monkeypatch):
    monkeypatch.setattr(execution, "SCOUTS", 1)
    outcome = fan_out(unsendable_three, {f"n{i}": i for i in range(8)}, executor=processes)
    assert list(outcome.failures) == ["n3"]
    assert list(outcome.results) == ["n0", "n1", "n2", "n4", "n5", "n6", "n7"]


def test_a_dead_worker_is_an_error_that_names_the_task_and_a_new_pool_can_finish(tmp_path):
    trap = tmp_path / "trap"
    trap.touch()
    tasks = {f"n{i}": (i, str(trap)) for i in range(6)}
    with process_pool(2) as pool:
        outcome = fan_out(die_in_trap, tasks, executor=pool)
    assert isinstance(outcome.failures["n3"], WorkerDied)
    assert "task 'n3': its worker died" in str(outcome.failures["n3"])
    assert set(outcome.results) | set(outcome.failures) == set(tasks)
    trap.unlink()
    with process_pool(2) as pool:
        again = outcome.retry(pool)
    assert again.values() == [0, 1, 2, 3, 4, 5]


def test_a_broken_pool_loses_no_task():
    with process_pool(1) as pool:
        fan_out(die_on_three, {"three": 3}, executor=pool)
        outcome = fan_out(die_on_three, {"one": 1, "two": 2}, executor=pool)
    assert list(outcome.failures) == ["one", "two"]
    assert all(isinstance(failure, WorkerDied) for failure in outcome.failures.values())


def test_quick_tasks_travel_in_chunks_and_slow_ones_alone(monkeypatch):
    quick = Backwards()
    fan_out(abs, {str(i): i for i in range(500)}, executor=quick)
    assert quick.sizes[: execution.SCOUTS] == [1] * execution.SCOUTS
    assert quick.sizes[execution.SCOUTS :] == [492]
    monkeypatch.setattr(execution, "CHUNK_SECONDS", 0.001)
    slow = Backwards()
    fan_out(lambda _: time.sleep(0.002), {str(i): i for i in range(20)}, executor=slow)
    assert set(slow.sizes) == {1}


def test_process_pool_spawns_and_limits_the_threads_of_polars(processes):
    sizes = fan_out(polars_threads, {"a": 0, "b": 1}, executor=processes).values()
    assert set(sizes) == {max(1, (os.cpu_count() or 1) // 2)}


def test_a_failure_can_cross_a_process():
    again = pickle.loads(pickle.dumps(WorkerDied("k", "gone", "trace")))
    assert (type(again), again.key, again.cause, again.details) == (WorkerDied, "k", "gone", "trace")


@pytest.mark.parametrize("seed", [None, 3])
def test_no_tasks_give_nothing(seed):
    with ThreadPoolExecutor(1) as pool:
        assert fan_out(abs, {}, executor=pool, seed=seed).values() == []


@given(st.lists(st.integers(), max_size=40), st.integers(1, 4), st.integers(1, 12))
@settings(max_examples=25, deadline=None)
def test_neither_workers_nor_scouts_change_a_result(numbers, workers, scouts):
    tasks = {f"{i}": number for i, number in enumerate(numbers)}
    before = execution.SCOUTS
    execution.SCOUTS = scouts
    try:
        with ThreadPoolExecutor(workers) as pool:
            assert fan_out(abs, tasks, executor=pool).values() == [abs(n) for n in numbers]
    finally:
        execution.SCOUTS = before
