"""Workers: processes of this machine or those of a Dask scheduler, behind one small interface.

Both are executors of `concurrent.futures`. A worker that dies costs nothing but time: its tasks
are given out again, and a task that no worker lives through is halved until the document that
kills them stands alone.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeVar

from geomap.corpus.work import Outcome, Task, halves, join, lost, parse_task
from geomap.errors import InputError

__all__ = ["Pool", "each", "outcomes", "processes", "scheduler"]

Given = TypeVar("Given")
Made = TypeVar("Made")
_CONNECT_SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class Pool:
    """How to start workers, how many tasks to have in flight, which errors mean a dead worker.

    ``breaks``: one death breaks the whole executor, which must be started anew. ``patience``: how
    many deaths a task may be near before it is suspected.
    """

    start: Callable[[], Executor]
    ahead: Callable[[], int]
    deaths: tuple[type[BaseException], ...] = (BrokenExecutor,)
    breaks: bool = True
    patience: int = 1


@contextmanager
def processes(workers: int | None = None) -> Iterator[Pool]:
    """Give a pool of processes on this machine: as many as it has cores for us, if not said."""
    count = workers or len(os.sched_getaffinity(0))
    running: list[ProcessPoolExecutor] = []

    def start() -> Executor:
        while running:
            running.pop().shutdown(wait=False, cancel_futures=True)
        context = multiprocessing.get_context("spawn")
        running.append(ProcessPoolExecutor(count, context, initializer=_die_with_parent))
        return running[-1]

    try:
        yield Pool(start, lambda: 2 * count)
    finally:
        for pool in running:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def scheduler(address: str) -> Iterator[Pool]:
    """Give a pool of the workers of a Dask scheduler, such as "tcp://10.0.0.1:8786".

    Raises
    ------
    InputError
        When dask.distributed is not installed or no scheduler answers.
    """
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        msg = "A scheduler needs dask.distributed; install 'geomap[cluster]'."
        raise InputError(msg) from error
    try:
        client: Any = Client(  # type: ignore[no-untyped-call]
            address, timeout=_CONNECT_SECONDS, set_as_default=False
        )
    except (OSError, ValueError) as error:
        msg = f"No Dask scheduler answers at {address!r}; start one with 'dask scheduler'."
        raise InputError(msg) from error

    def ahead() -> int:
        threads: int = sum(client.nthreads().values())
        return 2 * max(1, threads)

    try:
        # The scheduler gives out a dead worker's tasks itself, some times, before it says so.
        yield Pool(lambda: client.get_executor(pure=False), ahead, (KilledWorker,), False, 0)
    finally:
        client.close()


def outcomes(
    tasks: Iterable[Task], pool: Pool, parse: Callable[[Task], Outcome] = parse_task
) -> Iterator[Outcome]:
    """Yield the outcome of every task as it is ready, in any order."""
    return each(parse, tasks, pool, lambda task: _alone(task, pool, parse))


def each(
    function: Callable[[Given], Made],
    given: Iterable[Given],
    pool: Pool,
    rescue: Callable[[Given], Made],
) -> Iterator[Made]:
    """Yield what a function makes of each value; no more than ``pool.ahead()`` are in flight.

    A value whose worker has died more than ``pool.patience`` times is given to ``rescue``.
    """
    source, executor = iter(given), pool.start()
    flying: dict[Future[Made], tuple[Given, int]] = {}
    while True:
        for value in islice(source, max(0, pool.ahead() - len(flying))):
            future, executor = _submitted(executor, pool, function, value)
            flying[future] = (value, 0)
        if not flying:
            return
        done, _ = wait(flying, return_when=FIRST_COMPLETED)
        died = any(isinstance(future.exception(), pool.deaths) for future in done)
        if died and pool.breaks:
            done, _ = wait(flying)
        again = []
        for future in done:
            value, deaths = flying.pop(future)
            if not isinstance(future.exception(), pool.deaths):
                yield future.result()
            elif deaths < pool.patience:
                again.append((value, deaths + 1))
            else:
                yield rescue(value)
        if died and pool.breaks:
            executor = pool.start()
        flying |= {executor.submit(function, value): (value, deaths) for value, deaths in again}


def _submitted(
    executor: Executor, pool: Pool, function: Callable[[Given], Made], value: Given
) -> tuple[Future[Made], Executor]:
    """Give out a value, to new workers when the old ones have died while idle."""
    try:
        return executor.submit(function, value), executor
    except pool.deaths:
        executor = pool.start()
        return executor.submit(function, value), executor


def _alone(task: Task, pool: Pool, parse: Callable[[Task], Outcome]) -> Outcome:
    """Return the outcome of a task run on its own, without the documents that end a worker."""
    try:
        return pool.start().submit(parse, task).result()
    except pool.deaths:
        if len(task.documents) == 1:
            return lost(task)
        first, second = halves(task)
        return join(_alone(first, pool, parse), _alone(second, pool, parse))


def _die_with_parent() -> None:
    """End this worker when the process that started it is gone, killed without a word."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_exit, args=(parent,), daemon=True).start()


def _wait_and_exit(parent: Any) -> None:  # noqa: ANN401 - multiprocessing's own type
    parent.join()
    os._exit(1)
