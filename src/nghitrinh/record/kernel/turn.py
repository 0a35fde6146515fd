"""Whose turn it is to write: SQLite has one writer, and waiting here is fairer and quicker than waiting in it.

Threads of a process wait for a lock of the process, processes for a lock on a file beside the database. Both are only
for the waiting time: whoever comes past them still meets the database's own lock, and its limit.
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from nghitrinh.record.kernel import deadline

_writer = threading.RLock()
_depth = threading.local()
_PAUSE = 0.002
_LONGEST = threading.TIMEOUT_MAX


@contextmanager
def taken() -> Iterator[None]:
    """Hold the turn to write; a block within a block holds it already. PostgreSQL has its own."""
    if connection.vendor != "sqlite":
        yield
        return
    if not _writer.acquire(timeout=deadline.remaining(_LONGEST)):
        raise deadline.OutOfTime
    depth, file = getattr(_depth, "value", 0), None
    try:
        file = _file_locked() if depth == 0 else None
        _depth.value = depth + 1
        yield
    finally:
        _depth.value = depth
        if file is not None:
            os.close(file)  # which gives the lock back, also when the process dies
        _writer.release()


def _file_locked() -> int | None:
    """Return an open file with its lock; nothing when the wait is over or no file can be had: the database decides."""
    settings = connection.settings_dict
    if "mode=memory" in str(settings["NAME"]):
        return None  # nobody else can open it
    until = time.monotonic() + deadline.remaining(float(settings["OPTIONS"].get("timeout", 5)))
    try:
        file = os.open(f"{settings['NAME']}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        return None
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() > until:
                os.close(file)
                return None
            time.sleep(_PAUSE)
        else:
            return file
