"""The processes that share the work of a publication of everything: as many as there are processors, at most four.

Each is a program of its own (`python -m nghitrinh.publication.worker`), not a copy of this one: a copy of a desk that
serves would have its locks and its database connections. It is told by its standard input which function to call with
what, answers by its standard output, and ends when its input ends or the publication is gone. Until it has ended it
holds the lock of the portal's folder, which it was handed: no other publication begins while somebody still writes. It
knows nothing of the record: it is given facts and folders.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, TypeVar

import nghitrinh
from nghitrinh.bundle import BundleError

A = TypeVar("A")
T = TypeVar("T")
MOST = 4
_COMMAND = [sys.executable, "-P", "-m", "nghitrinh.publication.worker"]


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """Processes that call functions for this one. On one processor there are none: what is asked is done at once.

    They are started when something is asked, and ended with the block that they are for, whatever they are at then.
    """

    def __init__(self, lock: int | None = None, count: int | None = None) -> None:
        self.count = min(processors(), MOST) if count is None else count
        self._lock = lock
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._started: list[_Worker] = []
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in self._started:
            worker.end(at_once=kind is not None)
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)

    def submit(self, function: Callable[..., T], *given: Any) -> "Future[T]":
        """Have a function called: one of a module, with arguments that can be pickled."""
        if self.count == 1:
            return _at_once(function, *given)
        if self._threads is None:
            self._start()
        assert self._threads is not None  # noqa: S101 - just started
        return self._threads.submit(self._call, function, given)

    def map(self, function: Callable[[A], T], tasks: Iterable[A]) -> Iterator[T]:
        """Have a function called with each of some tasks; yield the answers in the order of the tasks."""
        asked = [self.submit(function, task) for task in tasks]
        return (each.result() for each in asked)

    def _start(self) -> None:
        self._started = [_Worker(self._lock) for _ in range(self.count)]
        for worker in self._started:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(self.count)

    def _call(self, function: Callable[..., T], given: tuple[Any, ...]) -> T:
        worker = self._idle.get()
        try:
            answer: T = worker.call(function, given)
            return answer
        finally:
            self._idle.put(worker)


def _at_once(function: Callable[..., T], *given: Any) -> "Future[T]":
    done: Future[T] = Future()
    done.set_result(function(*given))
    return done


class _Worker:
    """One process, and how it is asked."""

    def __init__(self, lock: int | None) -> None:
        package = str(Path(nghitrinh.__file__).parents[1])
        path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [*_COMMAND, str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=() if lock is None else (lock,),
            env={**os.environ, "PYTHONPATH": path},
        )

    def call(self, function: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        """Return what a function gives in the process; raise what it raises there, with where that was as a note.

        Raises:
            BundleError: the process ended before it answered.
        """
        assert self._process.stdin is not None  # noqa: S101 - both are pipes
        assert self._process.stdout is not None  # noqa: S101
        try:
            pickle.dump((function, given), self._process.stdin)
            self._process.stdin.flush()
            is_done, answer, where = pickle.load(self._process.stdout)  # noqa: S301 - from our own program
        except (EOFError, OSError, pickle.UnpicklingError):
            code = self._process.wait()
            found = f"found process {self._process.pid} ended with {code} before it had answered"
            raise BundleError(
                "publication", f"{found}, expected its part of the release; publish again", code="worker_lost"
            ) from None
        if is_done:
            return answer
        answer.add_note(f"In process {self._process.pid}:\n{where}")
        raise answer

    def end(self, *, at_once: bool) -> None:
        """End the process: when it has nothing to do, or at once."""
        if at_once:
            self._process.kill()
        self._process.communicate()
