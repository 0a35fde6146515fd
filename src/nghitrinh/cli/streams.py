"""Standard input, output and error: whatever they were given as, nothing is written half and nothing is misread."""

import io
import os
import sys


class NoOutput(Exception):
    """Standard output is closed."""


def settle() -> None:
    """Make the standard streams fit to use; raises NoOutput before a command does what it could not tell of.

    A closed descriptor would be the next file that is opened, such as the database, and is taken first. What is written
    is UTF-8 whatever the terminal calls itself: names are Vietnamese, and JSON is UTF-8.
    """
    closed = [number for number in range(3) if not _is_open(number)]
    for _ in closed:
        os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # noqa: FBT003 - the system's own signature
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for as long as the program runs
    if sys.stdout is None:
        raise NoOutput("standard output: found it closed, expected it open; nothing was done")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
