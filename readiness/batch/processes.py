"""Work spread over processes: each makes what it works with once, and results come in the order of the tasks."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_WAITING = 4
"""So many tasks for each process are handed out ahead: enough never to wait, and few to hold in memory."""


class WorkerLostError(Exception):
    """A process ended in the middle of its work, as where the system is out of memory."""


def cores() -> int:
    """How many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def results(
    make: Callable[..., Callable[[T], R]], given: tuple[object, ...], tasks: Iterable[T], *, processes: int, module: str
) -> Generator[R, None, None]:
    """What `make(*given)`, made once in each process, gives for every task.

    With one process nothing else is started. `module` is where `make` comes from. When the caller closes this early, or is
    interrupted, no further task begins. Raises WorkerLostError, and whatever the work raises.
    """
    if processes <= 1:
        yield from map(make(*given), tasks)
        return
    with _Pool(processes, make, given, module) as pool:
        yield from pool.results(tasks)


class _Pool(Generic[T, R]):
    def __init__(
        self, processes: int, make: Callable[..., Callable[[T], R]], given: tuple[object, ...], module: str
    ) -> None:
        self._most = processes * _WAITING
        self._executor = ProcessPoolExecutor(
            processes, mp_context=_context(module), initializer=_start, initargs=(make, given)
        )

    def __enter__(self) -> _Pool[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(cancel_futures=True)

    def results(self, tasks: Iterable[T]) -> Iterator[R]:
        waiting: deque[Future[R]] = deque()
        try:
            for task in tasks:
                waiting.append(self._executor.submit(_work, task))
                if len(waiting) >= self._most:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerLostError(str(error)) from error


def _context(module: str) -> multiprocessing.context.BaseContext:
    """Fresh processes: a copy of this one, in which an engine may have run threads, could wait for ever.

    Where the system can, they are copied from one that has loaded `module` and nothing else.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


_worker: Callable[[Any], Any] | None = None
"""In a process of the pool: what does its work. Tasks and results are of the caller's types."""


def _start(make: Callable[..., Callable[[T], R]], given: tuple[object, ...]) -> None:
    """An interruption is the main process's business, which then lets nothing further begin."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = make(*given)


def _work(task: Any) -> Any:
    assert _worker is not None
    return _worker(task)
