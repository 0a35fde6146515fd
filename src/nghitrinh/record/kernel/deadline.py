"""By when the work at hand must be done: nobody holds one of the desk's few workers longer than that.

    with deadline.within(9.0):
        …                       # raises OutOfTime, or the database's OperationalError, when the time is over

Nothing can stop a thread of Python from outside without leaving locks behind. So each thing that takes long asks:

- a statement is not begun when the time is over, and one that runs is ended by the database: SQLite asks us every few
  thousand steps, PostgreSQL has its own `statement_timeout`;
- a wait for the turn to write, or for SQLite's lock, ends with the time;
- a loop over many rows calls `check`;
- what can ask nothing (a parser of other people's pages) runs in a process of its own and is given `remaining`.

Commands and publications have no deadline: then nothing is asked and nothing is set.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

# A statement of PostgreSQL that begins this soon has the whole time; later ones are told what is left of it.
_SOON = 1.0
# It ends a statement just after the time, so that whoever asks why finds the time over.
_LATER = 0.05
# How many steps of its machine SQLite makes between two looks at the clock: well under a millisecond.
_STEPS = 10_000
# Whatever happens, a transaction is ended.
_ENDS = re.compile(r"\s*(?:ROLLBACK|RELEASE|SAVEPOINT|COMMIT)\b", re.IGNORECASE)
_READS = re.compile(r"\s*\(*\s*SELECT\b", re.IGNORECASE)


class OutOfTime(Exception):
    """The time for the work at hand is over. What an act had begun is rolled back by whoever began it."""


@dataclass
class Deadline:
    """When the work at hand began and must be done, by the monotonic clock; `hit` once somebody was stopped by it."""

    began: float
    ends: float
    hit: bool = False

    def left(self) -> float:
        """Return how many seconds are left, 0 when it is over; asked and found over, it counts as hit."""
        left = self.ends - time.monotonic()
        if left <= 0:
            self.hit = True
        return max(left, 0.0)


_running: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def within(seconds: float) -> Iterator[Deadline]:
    """Give the block so many seconds."""
    now = time.monotonic()
    mine = Deadline(now, now + seconds)
    token = _running.set(mine)
    try:
        yield mine
    finally:
        _running.reset(token)


def check() -> None:
    """Go on, or raise OutOfTime: for loops that take long without asking the database."""
    running = _running.get()
    if running is not None and not running.left():
        raise OutOfTime


def remaining(otherwise: float) -> float:
    """Return how many seconds are left, at most as many as hold without a deadline."""
    running = _running.get()
    return otherwise if running is None else min(otherwise, running.left())


def extend(seconds: float) -> None:
    """Give so many seconds from now on: for answering that the time was over."""
    running = _running.get()
    if running is not None:
        running.ends = time.monotonic() + seconds


def was_hit() -> bool:
    """Tell whether somebody was stopped by the deadline of the work at hand, now or before it was extended."""
    running = _running.get()
    return running is not None and (running.hit or not running.left())


# -- the database's part -----------------------------------------------------------------------------------------------

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


def guard(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001
    """Begin no statement after the time, and tell the database how long it has; the signature is Django's."""
    connection, running = context["connection"], _running.get()
    if not _ENDS.match(sql):
        check()
        if connection.vendor == "postgresql":
            _limit_statement(connection, running)
        elif not _READS.match(sql):
            _limit_wait(connection, running)
    return execute(sql, params, many, context)


def _limit_statement(connection: BaseDatabaseWrapper, running: Deadline | None) -> None:
    """Tell PostgreSQL how long the next statement may take, where that is not what it was told last.

    A slow request is told anew before each statement. What was set within a transaction is not relied on, since a
    rollback takes it back; in one that failed nothing can be set, and nothing but its end goes through.
    """
    wanted = 0
    if running is not None:
        whole = time.monotonic() - running.began < _SOON
        wanted = max(1, int(1000 * (running.ends - running.began if whole else running.left() + _LATER)))
    if wanted == getattr(connection, "statement_limit", 0):
        return
    if connection.connection.info.transaction_status.name != "INERROR":
        connection.connection.execute(f"SET statement_timeout = {wanted}")
        connection.statement_limit = None if connection.in_atomic_block else wanted  # type: ignore[attr-defined]


def _limit_wait(connection: BaseDatabaseWrapper, running: Deadline | None) -> None:
    """Tell SQLite how long it may wait for its lock."""
    whole = float(connection.settings_dict["OPTIONS"].get("timeout", 5))
    wanted = int(1000 * (whole if running is None else min(whole, running.left())))
    if running is None and getattr(connection, "wait_limit", wanted) == wanted:
        return
    connection.connection.execute(f"PRAGMA busy_timeout = {wanted}")
    connection.wait_limit = wanted  # type: ignore[attr-defined]


def _is_over() -> bool:
    running = _running.get()
    return running is not None and not running.left()


def install(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Hold a new connection to deadlines (a receiver of Django's signal).

    First of the wrappers: who opened the connection within one takes the last of them away at its end.
    """
    connection.statement_limit = 0  # type: ignore[attr-defined]
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(_is_over, _STEPS)
    if guard not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, guard)
