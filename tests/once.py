"""What a whole run of the tests makes once: its processes share a folder, and the first who wants a thing makes it."""

import fcntl
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

# Named by `./test` for both its runs, or by the process that began one: its workers find it in their environment.
_NAME = "NGHITRINH_TESTS_MADE"


def begin() -> Path | None:
    """Let this process and those that it starts share one folder; return it to the process that has to remove it."""
    if _NAME in os.environ:
        return None
    os.environ[_NAME] = tempfile.mkdtemp(prefix="nghitrinh-made-")
    return Path(os.environ[_NAME])


def made(name: str, make: Callable[[Path], object]) -> Path:
    """Return the folder that `make` filled: it is called with a path that is free, while others who want it wait.

    Who changes what is in it changes it for all: take a copy.
    """
    folder = Path(os.environ[_NAME])
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / name).exists():
            making = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=folder)) / name  # what fails leaves nothing behind
            make(making)
            making.rename(folder / name)
    return folder / name
