"""Who works: one request at a time, and beside one that takes long another.

A page is work for the processor, and of several threads in a process each waits for the others after every query: two
at once take longer than one after the other. But behind one that takes seconds nobody shall wait. So a thread begins
only when every other has been at its request for a while.
"""

import itertools
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# Requests of one process that are worked on at once at most; seconds after which another may begin beside one.
MOST_THREADS, PATIENCE = 8, 0.5


@dataclass(frozen=True)
class Running:
    """A request that a thread is at: its number in this process, when it began, what was asked."""

    number: int
    began: float
    what: str


class Queue:
    """The requests that are whole, in their order, and the threads (waitress calls it a task dispatcher).

    `begins` is called with the request that is worked on longest, before another one begins.
    """

    def __init__(self, begins: Callable[[Running], None]) -> None:
        self._begins = begins
        self._waiting: deque[Any] = deque()
        self._running: dict[int, Running] = {}
        self._given: dict[int, Any] = {}
        self._gates: dict[int, threading.Semaphore] = {}
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)

    def add_task(self, connection: Any) -> None:
        """Let a connection's next request be answered (called by waitress)."""
        with self._lock:
            self._waiting.append(connection)
            self._assign()

    def look(self) -> Running | None:
        """Let another begin beside one that takes long; return the request that is worked on longest."""
        with self._lock:
            self._assign()
            return self._longest() if self._running else None

    def _longest(self) -> Running:
        return min(self._running.values(), key=lambda each: each.number)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing waits and nothing is worked on."""
        return not self._waiting and not self._running

    def _assign(self) -> None:
        """Give the next request to the first free thread, whose connection to the database is the warmest."""
        now = time.monotonic()
        while self._waiting and len(self._running) < MOST_THREADS:
            if any(now - each.began < PATIENCE for each in self._running.values()):
                return
            free = next(number for number in range(MOST_THREADS) if number not in self._running)
            connection = self._waiting.popleft()
            self._running[free] = Running(next(self._numbers), now, _asked(connection))
            self._begins(self._longest())
            self._given[free] = connection
            self._gate(free).release()

    def _gate(self, number: int) -> threading.Semaphore:
        if number not in self._gates:
            self._gates[number] = threading.Semaphore(0)
            threading.Thread(target=self._work, args=(number,), name=f"desk-{number}", daemon=True).start()
        return self._gates[number]

    def _work(self, number: int) -> None:
        while self._gates[number].acquire():
            try:
                self._given.pop(number).service()
            finally:
                with self._lock:
                    del self._running[number]
                    self._assign()


def _asked(connection: Any) -> str:
    request = connection.requests[0] if connection.requests else None
    return "" if request is None or request.error else f"{request.command} {request.path}"
