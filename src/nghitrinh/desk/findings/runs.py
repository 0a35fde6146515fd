"""Who checks: a process of its own, begun when something waits; one works, and at most one waits to be next.

    wake()      # after a workbook came in; nothing happens where somebody is at it already

It is no child that ends with the desk. A killed one leaves its locks to the system, and what it was at waits still.
"""

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings


def wake() -> None:
    """Begin a process that checks what waits, unless one is about to."""
    if not _is_free(_place("next")):
        return
    command = [sys.executable, "-m", "nghitrinh.desk.findings.process"]
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own program
    threading.Thread(target=child.wait, daemon=True).start()  # or what it leaves behind would count as alive


def is_at_work() -> bool:
    """Tell whether a process is checking."""
    return not _is_free(_place("now"))


@contextmanager
def turn() -> Iterator[bool]:
    """Wait for the turn to check, and hold it; False where another waits for it already, who will find all there is."""
    with _place("next").open("wb") as ahead, _place("now").open("wb") as at_work:
        try:
            fcntl.flock(ahead, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        fcntl.flock(at_work, fcntl.LOCK_EX)
        fcntl.flock(ahead, fcntl.LOCK_UN)
        yield True


def _place(name: str) -> Path:
    return Path(settings.HOME) / f"findings-{name}.lock"


def _is_free(place: Path) -> bool:
    with suppress(OSError), place.open("wb") as file:
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False
    return os.access(place.parent, os.W_OK)
